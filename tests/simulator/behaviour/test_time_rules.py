"""The strict rules where time is concerned: what shows when, what listeners may do, what is refused beforehand."""

import math
import threading

import pytest

from simulator.errors import CHANGE_IN_NOTIFICATION, ArgumentError, WrongThread

TICK_BEATS = 0.02
NO_NUMBERS = [math.nan, math.inf, -math.inf]


@pytest.fixture
def armed(song):
    """The first track, armed."""
    song.tracks[0].arm = True
    return song.tracks[0]


def answers(*calls):
    """What each call raises, None for nothing."""
    found = []
    for call in calls:
        try:
            call()
            found.append(None)
        except (RuntimeError, TypeError) as error:
            found.append(str(error))
    return found


# What shows when


def test_the_clip_of_a_recording_is_there_when_the_recording_is_and_not_when_it_is_asked_for(stage, song, armed):
    slot = armed.clip_slots[0]
    stage.hear(slot, "has_clip")
    stage.play()
    stage.beats(1)
    slot.fire()
    stage.beats(2.9)
    assert slot.is_triggered and not slot.has_clip and stage.heard == []
    stage.beats(0.12)
    assert slot.is_recording and slot.clip.is_recording and stage.heard == [("has_clip", True)]
    stage.beats(1)
    assert slot.clip.length == pytest.approx(1.02)


def test_a_second_press_ends_the_recording_on_the_grid_and_the_clip_plays_on(stage, song, armed):
    slot = armed.clip_slots[0]
    slot.fire()
    stage.tick()
    stage.beats(2.5)
    slot.fire()
    stage.tick()
    assert slot.is_triggered and slot.clip.is_recording
    stage.beats(2)
    assert not slot.clip.is_recording and slot.clip.is_playing and slot.clip.length == 4.0
    assert slot.clip.playing_position == pytest.approx(0.52)


def test_several_presses_in_one_tick_leave_the_last(stage, song):
    clips = [stage.clip(scene=scene) for scene in range(3)]
    for clip in clips:
        clip.fire()
    stage.tick()
    assert [clip.is_playing for clip in clips] == [False, False, True]


def test_a_press_and_a_stop_in_one_tick_leave_the_set_standing(stage, song):
    clip = stage.clip()
    clip.fire()
    song.stop_playing()
    stage.tick()
    assert song.is_playing is False


def test_a_clip_that_dies_before_its_press_takes_effect_starts_nothing(stage, song):
    clip = stage.clip()
    clip.fire()
    song.tracks[0].clip_slots[0].delete_clip()
    stage.tick()
    assert song.tracks[0].playing_slot_index == -1


# Listeners


@pytest.mark.parametrize("source", ["is_playing", "current_song_time", "tempo"])
def test_nothing_of_the_transport_can_be_driven_from_a_listener(stage, song, source):
    clip, volume = stage.clip(), song.tracks[0].mixer_device.volume
    found = []

    def listen():
        found.extend(answers(song.start_playing, song.scenes[0].fire, clip.fire, lambda: song.jump_by(1.0),
                             lambda: setattr(song, "loop", True), song.tap_tempo, song.re_enable_automation,
                             lambda: clip.create_automation_envelope(volume)))

    getattr(song, "add_{}_listener".format(source))(listen)
    song.tempo = 130.0
    song.start_playing()
    stage.simulator.advance(0.02)
    assert found and set(found) == {CHANGE_IN_NOTIFICATION}


def test_automation_and_meters_notify_under_the_same_rule(stage, song):
    clip, volume = stage.clip(), song.tracks[0].mixer_device.volume
    clip.create_automation_envelope(volume).insert_step(0.0, 1.0, 0.2)
    found = []
    volume.add_value_listener(lambda: found.extend(answers(lambda: setattr(song, "tempo", 99.0))))
    clip.fire()
    stage.tick()
    assert found == [CHANGE_IN_NOTIFICATION] and song.tempo == 120.0


def test_reading_an_envelope_in_a_listener_is_no_change(stage, song):
    clip, volume = stage.clip(), song.tracks[0].mixer_device.volume
    envelope = clip.create_automation_envelope(volume)
    envelope.insert_step(0.0, 1.0, 0.2)
    read = []
    song.add_metronome_listener(lambda: read.append(
        (clip.automation_envelope(volume) == envelope, envelope.value_at_time(0), len(envelope.events_in_range(0, 4)))))
    song.metronome = True
    assert read == [(True, 0.2, 4)]


def test_a_listener_that_raises_is_logged_and_the_others_and_the_song_go_on(stage, song):
    heard = []

    def raising():
        raise ValueError("in the middle of a bar")

    song.add_current_song_time_listener(raising)
    song.add_current_song_time_listener(lambda: heard.append(song.current_song_time))
    stage.play()
    stage.beats(1)
    assert len(heard) == 50 and song.is_playing
    assert "RemoteScriptError: ValueError: in the middle of a bar" in list(stage.simulator.log)


def test_listeners_hear_in_the_order_in_which_they_came(stage, song):
    heard, kept = [], []
    for number in range(5):
        kept.append(lambda number=number: heard.append(number))
        song.add_is_playing_listener(kept[-1])
    song.remove_is_playing_listener(kept[2])
    stage.play()
    assert heard == [0, 1, 3, 4]


# Dead objects and other threads


def test_what_belongs_to_a_dead_clip_is_dead(stage, song):
    clip, volume = stage.clip(), song.tracks[0].mixer_device.volume
    envelope = clip.create_automation_envelope(volume)
    clip.fire()
    stage.tick()
    song.delete_track(0)
    stage.beats(2)
    nothing = None
    assert all(dead == nothing for dead in (clip, envelope, volume))
    for touch in (clip.fire, lambda: clip.playing_position, lambda: envelope.value_at_time(0.0)):
        with pytest.raises(ArgumentError):
            touch()


def test_other_threads_may_touch_nothing_of_time(stage, song):
    clip = stage.clip()
    envelope = clip.create_automation_envelope(song.tracks[0].mixer_device.volume)
    raised = []

    def touch():
        for call in (clip.fire, song.start_playing, song.get_beats_loop_start, lambda: envelope.value_at_time(0.0)):
            try:
                call()
            except WrongThread as error:
                raised.append(error)

    thread = threading.Thread(target=touch)
    thread.start()
    thread.join()
    stage.tick()
    assert len(raised) == 4 and song.is_playing is False


# What is no time


@pytest.mark.parametrize("beats", NO_NUMBERS)
def test_what_is_no_number_of_beats_is_refused_before_it_takes_effect(stage, song, armed, beats):
    clip = stage.clip(scene=1)
    clip.fire()
    stage.tick()
    refused = answers(
        lambda: song.jump_by(beats), lambda: song.scrub_by(beats), lambda: setattr(song, "current_song_time", beats),
        lambda: setattr(song, "start_time", beats), lambda: setattr(song, "loop_start", beats),
        lambda: setattr(song, "loop_length", beats), lambda: armed.clip_slots[0].fire(beats),
        lambda: armed.clip_slots[0].create_clip(beats), lambda: armed.create_midi_clip(beats, 4.0),
        lambda: armed.create_midi_clip(0.0, beats), lambda: setattr(clip, "loop_start", beats),
        lambda: setattr(clip, "loop_end", beats), lambda: setattr(clip, "start_marker", beats),
        lambda: setattr(clip, "end_marker", beats), lambda: setattr(clip, "position", beats),
        lambda: clip.move_playing_pos(beats), lambda: clip.scrub(beats), lambda: song.trigger_session_record(beats),
        lambda: armed.jump_in_running_session_clip(beats), lambda: setattr(song, "tempo", beats),
        lambda: clip.create_automation_envelope(armed.mixer_device.volume).insert_step(beats, 1.0, 0.5))
    assert None not in refused
    stage.beats(8)
    assert song.current_song_time == pytest.approx(8.0) and clip.is_playing


@pytest.mark.parametrize("given", [("1",), (1.0, 2.5), (None,), (1.0, 4, "yes"), (1.0, 4, True, 1)])
def test_a_slot_is_fired_with_numbers_and_a_switch_and_nothing_else(song, given):
    with pytest.raises(ArgumentError):
        song.tracks[0].clip_slots[0].fire(*given)


def test_a_grid_that_does_not_exist_is_refused(song):
    with pytest.raises(RuntimeError, match="^Invalid quantization.$"):
        song.tracks[0].clip_slots[0].fire(1.0, 99)


# Scenes, to the tick


@pytest.mark.parametrize("beat, boundary", [(0.5, 4.0), (3.9, 4.0), (4.5, 8.0)])
def test_a_scenes_tempo_and_signature_come_on_the_very_beat(stage, song, beat, boundary):
    song.scenes[1].tempo = 60.0
    song.scenes[1].time_signature_numerator, song.scenes[1].time_signature_denominator = 3, 8
    clip = stage.clip(scene=1, length=64.0)
    changes = []
    song.add_tempo_listener(lambda: changes.append(stage.simulator.now()))
    stage.play()
    began = stage.simulator.now()
    stage.beats(beat)
    song.scenes[1].fire()
    stage.simulator.advance((boundary - beat) / 2.0 + 1.0)
    assert (song.tempo, song.signature_numerator, song.signature_denominator) == (60.0, 3, 8)
    # One second at the new tempo is one beat, exactly; the change is told in the tick that reaches it.
    assert song.current_song_time == pytest.approx(boundary + 1.0, abs=1e-6) and clip.start_time == boundary
    assert clip.playing_position == pytest.approx(1.0, abs=1e-6)
    assert len(changes) == 1 and 0.0 <= changes[0] - began - boundary / 2.0 < 0.011


def test_the_next_bar_is_one_of_the_scenes_signature(stage, song):
    song.scenes[0].time_signature_numerator = 3
    song.scenes[0].fire()
    clip = stage.clip(scene=1, length=64.0)
    stage.play()
    assert song.signature_numerator == 3
    stage.beats(1)
    clip.fire()
    stage.beats(4)
    assert clip.start_time == 3.0


def test_a_scene_told_to_be_legato_goes_on_where_its_clips_are(stage, song):
    first, second = stage.clip(length=8.0), stage.clip(scene=1, length=8.0)
    first.fire()
    stage.tick()
    stage.beats(2)
    song.scenes[1].fire(force_legato=True)
    stage.beats(3)
    assert second.playing_position == pytest.approx(5.0)


def test_a_slot_fired_with_everything_waits_for_its_grid_and_is_legato(stage, song):
    first, second = stage.clip(length=8.0), stage.clip(scene=1, length=8.0)
    first.fire()
    stage.tick()
    stage.beats(1.5)
    song.tracks[0].clip_slots[1].fire(record_length=1.0, launch_quantization=7, force_legato=True)
    stage.beats(0.4)
    assert second.is_triggered
    stage.beats(1)
    assert second.start_time == 2.0 and second.playing_position == pytest.approx(2.9)


# Undo


def test_a_track_that_undo_brings_back_plays_nothing_and_records_nothing(stage, song):
    volume = song.tracks[1].mixer_device.volume
    clip = stage.clip(track=1)
    clip.create_automation_envelope(volume).insert_step(0.0, 4.0, 0.2)
    clip.fire()
    stage.clip(track=1, scene=1).fire()
    stage.tick()
    clip.fire()
    stage.tick()
    song.delete_track(1)
    song.undo()
    stage.tick()
    track = song.tracks[1]
    assert (track.playing_slot_index, track.fired_slot_index) == (-1, -1) and song.back_to_arranger is False
    assert track.mixer_device.volume.automation_state == 0 and track.output_meter_level == 0.0
    assert not any(slot.is_triggered or slot.is_recording or slot.is_playing for slot in track.clip_slots)
    track.clip_slots[0].fire()
    stage.beats(5)
    assert track.playing_slot_index == 0 and track.mixer_device.volume.automation_state == 1
