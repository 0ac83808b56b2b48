"""Meters: where a sound goes through the mixer, how loud it is, and how it dies away."""

import pytest

from simulator.behaviour.song_tracks import group_tracks
from simulator.behaviour.sounding import audio_power, fader_power, meter_value, note_power, power_of

NOTE_ON, NOTE_OFF = 0x90, 0x80
LEVEL, LEFT, RIGHT = "output_meter_level", "output_meter_left", "output_meter_right"
UNITY = 0.85


@pytest.fixture
def synth(song):
    """The first track, with an instrument."""
    song.tracks[0].insert_device("Operator")
    return song.tracks[0]


def drone(stage, track=0, velocity=100.0, length=4.0):
    """A clip with one note from end to end, which plays."""
    clip = stage.clip(track, length=length)
    clip.add_new_notes([stage.live.Clip.MidiNoteSpecification(60, 0.0, length, velocity)])
    clip.launch_quantization = 1
    clip.fire()
    stage.tick()
    stage.simulator.advance(0.2)
    return clip


def level(track):
    return track.output_meter_left


def test_no_clip_and_an_empty_one_show_nothing(stage, song, synth):
    stage.hear(synth, LEVEL, LEFT, RIGHT)
    stage.play()
    stage.clip().fire()
    stage.simulator.advance(3.0)
    assert stage.heard == [] and [track.output_meter_level for track in song.tracks] == [0.0] * 4


def test_a_note_moves_the_track_and_the_main_track_and_no_other(stage, song, synth):
    drone(stage)
    assert 0.5 < level(synth) < 1.0 and level(song.master_track) == pytest.approx(level(synth), abs=1e-6)
    assert [level(track) for track in list(song.tracks)[2:] + list(song.return_tracks)] == [0.0] * 4


def test_the_level_is_that_of_the_velocity(stage, song, synth):
    drone(stage, velocity=127.0)
    loud = level(synth)
    song.stop_all_clips(False)
    stage.simulator.advance(4.0)
    synth.clip_slots[0].delete_clip()
    drone(stage, velocity=127.0 / 10)
    # A tenth of the amplitude is 20 dB less, and a meter has 76 dB.
    assert loud - level(synth) == pytest.approx(20.0 / 76.0, abs=0.002)


def test_meters_fall_smoothly_and_end_at_exactly_nothing(stage, song, synth):
    drone(stage)
    stage.hear(synth, LEFT)
    song.stop_playing()
    stage.simulator.advance(3.0)
    values = [value for _, value in stage.heard]
    assert len(values) > 30 and values == sorted(values, reverse=True)
    assert max(first - second for first, second in zip(values, values[1:])) < 0.1
    assert values[-1] == 0.0 and values.count(0.0) == 1


def test_the_peak_of_the_whole_stays_for_a_second(stage, song, synth):
    drone(stage)
    song.stop_playing()
    stage.tick()
    peak = synth.output_meter_level
    stage.simulator.advance(0.7)
    assert synth.output_meter_level == peak and level(synth) < peak / 2
    stage.simulator.advance(3.5)
    assert synth.output_meter_level == 0.0 and song.master_track.output_meter_level == 0.0
    assert stage.unwrap(song).meters.idle


def test_a_note_shorter_than_a_step_of_the_meter_is_seen(stage, synth):
    clip = stage.clip()
    clip.add_new_notes([stage.live.Clip.MidiNoteSpecification(60, 1.01, 0.01)])
    stage.hear(synth, LEFT)
    clip.fire()
    stage.tick()
    stage.beats(2)
    assert max(value for _, value in stage.heard) > 0.5


@pytest.mark.parametrize("volume, decibels", [(UNITY, 0.0), (0.7, -6.0), (1.0, 6.0), (0.4, -18.0)])
def test_the_fader_moves_the_meter_by_its_decibels(stage, synth, volume, decibels):
    drone(stage)
    before = level(synth)
    stage.song.stop_all_clips(False)
    stage.simulator.advance(3.0)
    synth.mixer_device.volume.value = volume
    synth.clip_slots[0].fire()
    stage.tick()
    stage.simulator.advance(0.2)
    assert level(synth) - before == pytest.approx(decibels / 76.0, abs=0.005)


def test_a_fader_at_the_bottom_is_silence(stage, song, synth):
    synth.mixer_device.volume.value = 0.0
    drone(stage)
    assert level(synth) == level(song.master_track) == 0.0


def test_panning_moves_the_sound_to_one_side(stage, synth):
    synth.mixer_device.panning.value = -1.0
    drone(stage)
    assert synth.output_meter_left > 0.5 and synth.output_meter_right == 0.0
    assert synth.output_meter_level >= synth.output_meter_left


@pytest.mark.parametrize(
    "silence",
    [lambda song: setattr(song.tracks[0], "mute", True), lambda song: setattr(song.tracks[1], "solo", True),
     lambda song: setattr(song.tracks[0].devices[0].parameters[0], "value", 0.0),
     lambda song: setattr(song.tracks[0].clip_slots[0].clip, "muted", True)],
    ids=["muted", "another soloed", "instrument off", "clip deactivated"],
)
def test_what_is_silenced_falls_to_nothing(stage, song, synth, silence):
    drone(stage)
    silence(song)
    stage.simulator.advance(2.5)
    assert level(synth) == level(song.master_track) == 0.0


def test_a_soloed_track_is_heard(stage, song, synth):
    synth.solo = True
    drone(stage)
    assert level(synth) > 0.5 and level(song.master_track) > 0.5


def test_sends_reach_the_returns_behind_the_fader(stage, song, synth):
    synth.mixer_device.sends[1].value = 1.0
    drone(stage)
    delay = song.return_tracks[1]
    assert level(delay) == pytest.approx(level(synth)) and level(song.return_tracks[0]) == 0.0
    # Twice the power is 3 dB more.
    assert level(song.master_track) - level(synth) == pytest.approx(3.0103 / 76.0, abs=1e-4)


def test_a_group_has_what_its_members_have_and_its_own_fader(stage, song, synth):
    group = stage.wrap(group_tracks(stage.unwrap(song), [stage.unwrap(synth)]))
    group.mixer_device.volume.value = 0.7
    clip = synth.clip_slots[0].create_clip(4.0)
    clip.add_new_notes([stage.live.Clip.MidiNoteSpecification(60, 0.0, 4.0)])
    clip.fire()
    stage.simulator.advance(0.3)
    assert level(synth) - level(group) == pytest.approx(6.0 / 76.0, abs=0.001)
    assert level(song.master_track) == pytest.approx(level(group))
    group.mute = True
    stage.simulator.advance(2.5)
    assert level(group) == level(song.master_track) == 0.0


def test_audio_clips_are_as_loud_as_their_gain(stage, song):
    clip = song.tracks[2].clip_slots[0].create_audio_clip("/loop.wav")
    clip.gain = 0.4
    clip.fire()
    stage.tick()
    stage.simulator.advance(0.5)
    assert 0.5 < level(song.tracks[2]) < 1.0
    clip.gain = 0.0
    stage.simulator.advance(2.5)
    assert level(song.tracks[2]) == 0.0


def test_clips_of_the_arrangement_move_the_meters_too(stage, song, synth):
    clip = synth.create_midi_clip(1.0, 1.0)
    clip.add_new_notes([stage.live.Clip.MidiNoteSpecification(60, 0.0, 1.0)])
    stage.play()
    stage.beats(0.9)
    assert level(synth) == 0.0
    stage.beats(0.5)
    assert level(synth) > 0.5
    stage.beats(6)
    assert level(synth) == 0.0


def test_a_track_without_an_instrument_shows_its_midi_and_has_no_sides(stage, song):
    drone(stage, velocity=127.0)
    track = song.tracks[0]
    assert track.output_meter_level == 1.0 and song.master_track.output_meter_level == 0.0
    with pytest.raises(RuntimeError):
        getattr(track, LEFT)


def test_taking_the_instrument_away_tells_nobody_of_sides_that_are_refused(stage, song, synth):
    drone(stage)
    stage.hear(synth, LEFT, LEVEL)
    synth.delete_device(0)
    stage.heard.clear()
    stage.simulator.advance(0.5)
    assert {name for name, _ in stage.heard} <= {LEVEL} and synth.output_meter_level > 0.5


# Inputs


def press(stage, velocity=127):
    stage.simulator.send_midi(bytes([NOTE_ON, 60, velocity]))


def test_keys_move_the_input_of_an_armed_track_and_its_sound(stage, song, synth):
    press(stage)
    stage.simulator.advance(0.1)
    assert synth.input_meter_level == 0.0
    synth.arm = True
    press(stage)
    stage.simulator.advance(0.1)
    assert synth.input_meter_level == 1.0 and level(synth) > 0.5 and song.tracks[1].input_meter_level == 0.0
    stage.simulator.send_midi(bytes([NOTE_OFF, 60, 0]))
    stage.simulator.advance(4.0)
    assert synth.input_meter_level == level(synth) == 0.0


def test_with_the_monitor_off_keys_are_seen_and_not_heard(stage, song, synth):
    synth.arm, synth.current_monitoring_state = True, 2
    press(stage, 64)
    stage.simulator.advance(0.1)
    assert synth.input_meter_level == pytest.approx(64 / 127.0) and level(synth) == 0.0


def test_a_key_shorter_than_a_step_of_the_meter_is_seen(stage, synth):
    synth.arm = True
    press(stage)
    stage.simulator.send_midi(bytes([NOTE_OFF, 60, 0]))
    stage.simulator.advance(0.05)
    assert synth.input_meter_level == 1.0 and level(synth) > 0.5


def test_the_hardware_input_is_heard_on_an_armed_audio_track(stage, song):
    stage.unwrap(song).meters.external = 0.25
    stage.simulator.advance(0.1)
    track = song.tracks[2]
    assert track.input_meter_left == pytest.approx(meter_value(0.25)) and level(track) == 0.0
    track.arm = True
    stage.simulator.advance(0.1)
    assert level(track) == pytest.approx(meter_value(0.25))
    stage.unwrap(song).meters.external = 0.0
    stage.simulator.advance(4.0)
    assert track.input_meter_level == track.output_meter_level == 0.0


def test_a_track_hears_the_one_that_it_is_routed_from(stage, song, synth):
    track = song.tracks[2]
    track.current_input_routing = synth.name
    track.current_monitoring_state = 0
    drone(stage)
    assert track.input_meter_left == pytest.approx(level(synth), abs=0.01) and level(track) > 0.5


def test_resampling_in_a_circle_stays_within_the_meter(stage, song, synth):
    track = song.tracks[2]
    track.current_input_routing = "Resampling"
    track.current_monitoring_state = 0
    drone(stage)
    stage.simulator.advance(5.0)
    assert song.master_track.output_meter_level == 1.0


@pytest.mark.parametrize("assigned, place, heard", [(0, 1.0, False), (0, -1.0, True), (2, -1.0, False), (1, 1.0, True)])
def test_the_crossfader_takes_its_side_away_from_the_main_track(stage, song, synth, assigned, place, heard):
    synth.mixer_device.crossfade_assign = assigned
    song.master_track.mixer_device.crossfader.value = place
    drone(stage)
    assert level(synth) > 0.5 and (level(song.master_track) > 0.5) is heard


# Figures


def test_levels_are_in_decibels():
    assert meter_value(1.0) == pytest.approx(70.0 / 76.0) and meter_value(0.0) == 0.0 and meter_value(100.0) == 1.0
    assert fader_power(UNITY) == pytest.approx(1.0) and fader_power(0.0) == 0.0 and power_of(-70.0) == 0.0
    assert note_power(127.0, 0.0) == 0.25 and note_power(127.0, 4.0) < note_power(127.0, 1.0)
    assert audio_power(0.4, 0.0) > audio_power(0.4, 0.5) > audio_power(0.3, 0.5) > audio_power(0.0, 0.0) == 0.0
