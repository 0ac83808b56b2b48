"""Automation: envelopes move parameters, are overridden, enabled again, copied and recorded."""

import pytest

NONE, PLAYING, OVERRIDDEN = range(3)
TICK_BEATS = 0.02


@pytest.fixture
def track(song):
    return song.tracks[0]


@pytest.fixture
def volume(track):
    return track.mixer_device.volume


def ramp(stage, clip, parameter, first=0.0, last=1.0, length=4.0):
    """An envelope with a line from one value to another."""
    envelope = clip.create_automation_envelope(parameter)
    stage.unwrap(envelope).store_events(((0.0, first), (length, last)))
    return envelope


def arrange(stage, track, parameter, *events):
    """Automation in the arrangement, as a Set brings it."""
    owner = stage.unwrap(track)
    owner.add_envelope(stage.unwrap(parameter)).store_events(events)


def events_of(envelope):
    return [(round(event.time, 6), round(event.value, 6)) for event in envelope.events_in_range(0.0, 1000.0)]


# Clips


def test_a_parameter_goes_where_the_envelope_of_the_playing_clip_is(stage, volume):
    clip = stage.clip()
    ramp(stage, clip, volume)
    stage.hear(volume, "value")
    stage.beats(1)
    assert volume.value == pytest.approx(0.85) and stage.heard == []
    clip.fire()
    stage.tick()
    stage.beats(2)
    values = [value for _, value in stage.heard]
    assert volume.value == pytest.approx(0.5) and len(values) == 101 and values == sorted(values)
    stage.beats(3)
    assert volume.value == pytest.approx(0.25)


def test_its_state_says_that_automation_plays(stage, song, track, volume):
    clip = stage.clip()
    ramp(stage, clip, volume)
    stage.hear(volume, "automation_state")
    clip.fire()
    stage.tick()
    assert volume.automation_state == PLAYING
    track.stop_all_clips(False)
    stage.tick()
    assert [value for _, value in stage.heard] == [PLAYING, NONE] and volume.automation_state == NONE
    assert song.re_enable_automation_enabled is False


def test_a_stopped_clip_leaves_the_parameter_where_it_is(stage, song, volume):
    clip = stage.clip()
    ramp(stage, clip, volume)
    clip.fire()
    stage.tick()
    stage.beats(2)
    song.stop_playing()
    stage.beats(3)
    assert volume.value == pytest.approx(0.5, abs=0.01)


def test_a_change_by_hand_overrides_until_automation_is_enabled_again(stage, song, volume):
    clip = stage.clip()
    ramp(stage, clip, volume)
    clip.fire()
    stage.tick()
    stage.hear(volume, "automation_state")
    stage.hear(song, "re_enable_automation_enabled")
    volume.value = 0.9
    assert volume.automation_state == OVERRIDDEN and song.re_enable_automation_enabled is True
    stage.beats(1)
    assert volume.value == pytest.approx(0.9)
    song.re_enable_automation()
    stage.beats(1)
    assert volume.value == pytest.approx(0.5) and volume.automation_state == PLAYING
    assert stage.heard == [
        ("automation_state", OVERRIDDEN), ("re_enable_automation_enabled", True),
        ("automation_state", PLAYING), ("re_enable_automation_enabled", False),
    ]


def test_one_parameter_can_be_enabled_again_alone(stage, song, track, volume):
    clip, panning = stage.clip(), track.mixer_device.panning
    ramp(stage, clip, volume)
    ramp(stage, clip, panning, -1.0, 1.0)
    clip.fire()
    stage.tick()
    volume.value, panning.value = 0.1, 0.1
    volume.re_enable_automation()
    assert (volume.automation_state, panning.automation_state) == (PLAYING, OVERRIDDEN)
    assert song.re_enable_automation_enabled is True
    panning.re_enable_automation()
    assert song.re_enable_automation_enabled is False


def test_launching_the_clip_anew_ends_the_overriding(stage, song, volume):
    clip = stage.clip()
    clip.launch_quantization = 1
    ramp(stage, clip, volume)
    clip.fire()
    stage.tick()
    volume.value = 0.9
    clip.fire()
    stage.tick()
    assert volume.automation_state == PLAYING and song.re_enable_automation_enabled is False


def test_muting_by_hand_overrides_an_automated_mute(stage, track):
    clip, activator = stage.clip(), track.mixer_device.track_activator
    envelope = clip.create_automation_envelope(activator)
    envelope.insert_step(2.0, 1.0, 0.0)
    stage.hear(track, "mute")
    clip.fire()
    stage.tick()
    stage.beats(4)
    assert stage.heard == [("mute", True), ("mute", False)]
    track.mute = True
    assert activator.automation_state == OVERRIDDEN
    stage.beats(4)
    assert track.mute is True


def test_what_automation_does_is_nothing_that_undo_takes_back(stage, song, volume):
    clip = stage.clip()
    ramp(stage, clip, volume)
    song.tempo = 121.0
    clip.fire()
    stage.beats(3)
    song.undo()
    assert song.tempo == 120.0


def test_a_deleted_envelope_lets_go_of_its_parameter(stage, volume):
    clip = stage.clip()
    ramp(stage, clip, volume)
    clip.fire()
    stage.tick()
    stage.beats(1)
    clip.clear_envelope(volume)
    stage.tick()
    where = volume.value
    assert volume.automation_state == NONE
    stage.beats(1)
    assert volume.value == where


def test_the_parameter_of_a_deleted_device_takes_its_envelope_along(stage, song, track):
    device = track.insert_device("Operator")
    clip = stage.clip()
    ramp(stage, clip, device.parameters[1], *(device.parameters[1].min, device.parameters[1].max))
    clip.fire()
    stage.tick()
    track.delete_device(0)
    stage.beats(2)
    assert clip.has_envelopes is False and list(clip.automation_envelopes) == []
    song.undo()
    assert clip.has_envelopes is True


# Envelopes


def test_events_are_read_back_with_their_curves(stage):
    stage.simulator.close()
    stage.__init__("12.4.6")
    song, live = stage.song, stage.live
    clip, volume = stage.clip(), song.tracks[0].mixer_device.volume
    envelope = clip.create_automation_envelope(volume)
    bent = live.Envelope.EnvelopeEventControlCoefficients(0.5, 0.0, 1.0, 0.5)
    straight = live.Envelope.EnvelopeEventControlCoefficients(0.5, 0.5, 0.5, 0.5)
    envelope.create_event(live.Envelope.EnvelopeEvent(0.0, 0.0, bent))
    envelope.create_event(live.Envelope.EnvelopeEvent(4.0, 1.0, straight))
    first, second = envelope.events_in_range(0.0, 8.0)
    assert (first.control_coefficients.x2, first.control_coefficients.y1) == (1.0, 0.0)
    assert second.control_coefficients.x1 == 0.5 and envelope.value_at_time(2.0) < 0.4
    clip.fire()
    stage.tick()
    stage.beats(2)
    assert volume.value == pytest.approx(envelope.value_at_time(2.0), abs=1e-6)


def test_a_step_leaves_the_rest_of_the_envelope(stage, volume):
    envelope = stage.clip().create_automation_envelope(volume)
    envelope.insert_step(1.0, 0.5, 0.25)
    assert [envelope.value_at_time(time) for time in (0.5, 1.0, 1.4, 1.5, 3.0)] == pytest.approx(
        [0.85, 0.25, 0.25, 0.85, 0.85])
    assert events_of(envelope) == [(1.0, 0.85), (1.0, 0.25), (1.5, 0.25), (1.5, 0.85)]


def test_doubling_and_cropping_a_clip_takes_its_envelopes_along(stage, volume):
    clip = stage.clip()
    envelope = ramp(stage, clip, volume)
    clip.duplicate_loop()
    assert [envelope.value_at_time(time) for time in (2.0, 6.0)] == [0.5, 0.5]
    clip.loop_start, clip.loop_end = 1.0, 3.0
    clip.crop()
    assert events_of(envelope) == [(1.0, 0.25), (3.0, 0.75)]


def test_copies_of_a_clip_have_copies_of_its_envelopes(stage, song, track, volume):
    clip = stage.clip()
    envelope = ramp(stage, clip, volume)
    track.duplicate_clip_slot(0)
    song.duplicate_scene(0)
    for copy in (track.clip_slots[1].clip, track.clip_slots[2].clip):
        its = copy.automation_envelope(volume)
        assert its != envelope and its.value_at_time(1.0) == 0.25
    envelope.insert_step(0.0, 4.0, 0.9)
    assert track.clip_slots[1].clip.automation_envelope(volume).value_at_time(1.0) == 0.25


def test_a_copied_track_automates_its_own_devices(stage, song, track):
    device = track.insert_device("Operator")
    clip = stage.clip()
    ramp(stage, clip, device.parameters[3], device.parameters[3].min, device.parameters[3].max)
    arrange(stage, track, track.mixer_device.panning, (0.0, -1.0), (4.0, 1.0))
    song.duplicate_track(0)
    copy = song.tracks[1]
    twin = copy.devices[0].parameters[3]
    envelope, = copy.clip_slots[0].clip.automation_envelopes
    assert copy.clip_slots[0].clip.automation_envelope(twin) == envelope
    assert copy.clip_slots[0].clip.automation_envelope(device.parameters[3]) is None
    stage.tick()
    assert copy.mixer_device.panning.automation_state == PLAYING


def test_on_another_track_a_copy_keeps_what_that_track_has(stage, song, track, volume):
    device = track.insert_device("Operator")
    clip = stage.clip()
    ramp(stage, clip, volume)
    ramp(stage, clip, device.parameters[3], device.parameters[3].min, device.parameters[3].max)
    clip.canonical_parent.duplicate_clip_to(song.tracks[1].clip_slots[0])
    copy = song.tracks[1].clip_slots[0].clip
    kept = [stage.wrap(envelope.parameter) for envelope in stage.unwrap(copy).envelopes()]
    assert kept == [song.tracks[1].mixer_device.volume]


# The arrangement


def test_the_arrangements_automation_plays_where_the_playhead_is(stage, song, track, volume):
    arrange(stage, track, volume, (0.0, 0.0), (8.0, 0.8))
    stage.tick()
    assert volume.automation_state == PLAYING and volume.value == pytest.approx(0.85)
    stage.play()
    stage.beats(4)
    assert volume.value == pytest.approx(0.4)
    song.current_song_time = 6.0
    stage.tick()
    assert volume.value == pytest.approx(0.6, abs=0.01)


def test_a_session_clip_silences_the_arrangements_automation_of_its_track(stage, song, track, volume):
    arrange(stage, track, volume, (0.0, 0.0), (100.0, 1.0))
    clip = stage.clip()
    ramp(stage, clip, volume)
    stage.play()
    clip.fire()
    stage.beats(6)
    assert volume.value == pytest.approx(0.5, abs=0.01)
    track.back_to_arranger = False
    stage.tick()
    stage.tick()
    assert volume.value == pytest.approx(song.current_song_time / 100.0, abs=0.001)


def test_returns_and_the_main_track_are_automated_too(stage, song):
    for each in (song.return_tracks[0], song.master_track):
        arrange(stage, each, each.mixer_device.panning, (0.0, -1.0), (4.0, 1.0))
    stage.play()
    stage.beats(2)
    assert [each.mixer_device.panning.value for each in (song.return_tracks[0], song.master_track)] == [0.0, 0.0]


def test_enabling_again_while_the_set_stands_puts_the_parameter_back(stage, song, track, volume):
    arrange(stage, track, volume, (0.0, 0.3))
    stage.tick()
    volume.value = 0.9
    assert volume.automation_state == OVERRIDDEN
    song.re_enable_automation()
    stage.tick()
    assert volume.value == pytest.approx(0.3)


def test_a_jump_of_the_tempo_counts_from_its_beat_on(stage, song):
    tempo = song.master_track.mixer_device.song_tempo
    arrange(stage, song.master_track, tempo, (0.0, 120.0), (4.01, 120.0), (4.01, 60.0))
    stage.hear(song, "tempo")
    stage.play()
    stage.simulator.advance(3.0)
    assert stage.heard == [("tempo", 60.0)] and song.current_song_time == pytest.approx(5.005, abs=1e-6)


def test_a_ramp_of_the_tempo_takes_its_time(stage, song):
    tempo = song.master_track.mixer_device.song_tempo
    arrange(stage, song.master_track, tempo, (0.0, 60.0), (8.0, 120.0))
    stage.play()
    # The time of a line from 60 to 120 over 8 beats: 8 * ln 2 seconds.
    stage.simulator.advance(8.0 * 0.6931471805599453)
    assert song.current_song_time == pytest.approx(8.0, abs=0.03) and song.tempo == pytest.approx(120.0, abs=0.3)


def test_a_tempo_set_by_hand_overrides_that_of_the_arrangement(stage, song):
    tempo = song.master_track.mixer_device.song_tempo
    arrange(stage, song.master_track, tempo, (0.0, 100.0), (4.0, 110.0), (400.0, 60.0))
    stage.play()
    assert song.tempo == 100.0
    song.tempo = 90.0
    stage.beats(8)
    assert song.tempo == 90.0 and song.re_enable_automation_enabled is True
    song.re_enable_automation()
    stage.tick()
    assert 108.0 < song.tempo < 110.0


def test_a_loop_brings_back_the_tempo_of_its_start(stage, song):
    tempo = song.master_track.mixer_device.song_tempo
    arrange(stage, song.master_track, tempo, (0.0, 120.0), (2.0, 120.0), (2.0, 60.0))
    song.loop_start, song.loop_length, song.loop = 0.0, 4.0, True
    stage.play()
    # Two beats at 120 and two at 60 are three seconds.
    stage.simulator.advance(3.5)
    assert song.tempo == 120.0 and song.current_song_time == pytest.approx(1.0)


# Recording


def test_changes_are_recorded_into_a_clip_that_is_overdubbed(stage, song, track, volume):
    clip = stage.clip()
    track.arm, song.session_record, song.session_automation_record = True, True, True
    clip.fire()
    stage.tick()
    stage.beats(1)
    volume.value = 0.5
    stage.beats(1)
    volume.value = 0.25
    envelope = clip.automation_envelope(volume)
    assert events_of(envelope) == [(1.0, 0.85), (1.0, 0.5), (2.0, 0.5), (2.0, 0.25)]
    stage.tick()
    assert volume.automation_state == PLAYING
    stage.beats(2.9)
    assert volume.value == pytest.approx(0.85)
    stage.beats(0.1)
    assert volume.value == pytest.approx(0.5)


@pytest.mark.parametrize("missing", ["arm", "session_record", "session_automation_record"])
def test_nothing_is_recorded_into_a_clip_unless_all_is_switched_on(stage, song, track, volume, missing):
    clip = stage.clip()
    track.arm, song.session_record, song.session_automation_record = (
        missing != name for name in ("arm", "session_record", "session_automation_record"))
    clip.fire()
    stage.beats(1)
    volume.value = 0.5
    assert clip.has_envelopes is False


def test_a_new_recording_takes_automation_with_its_notes(stage, song, track, volume):
    track.arm, song.session_automation_record = True, True
    track.clip_slots[0].fire()
    stage.tick()
    stage.beats(2)
    volume.value = 0.1
    assert events_of(track.clip_slots[0].clip.automation_envelope(volume)) == [(2.0, 0.85), (2.0, 0.1)]


def test_what_is_held_writes_over_until_it_is_let_go(stage, song, track, volume):
    clip = stage.clip()
    track.arm, song.session_record, song.session_automation_record = True, True, True
    envelope = clip.create_automation_envelope(volume)
    for beat in range(4):
        envelope.insert_step(float(beat), 1.0, beat / 10.0)
    clip.fire()
    stage.tick()
    stage.beats(0.5)
    volume.begin_gesture()
    volume.value = 0.9
    stage.beats(2)
    assert volume.value == pytest.approx(0.9)
    volume.end_gesture()
    values = [envelope.value_at_time(time) for time in (0.25, 0.5, 1.5, 2.49, 2.5, 3.5)]
    assert values == pytest.approx([0.0, 0.9, 0.9, 0.9, 0.2, 0.3])


def test_recording_into_the_arrangement_takes_automation_of_any_track(stage, song, track, volume):
    song.session_automation_record, song.record_mode = True, True
    stage.tick()
    stage.beats(2)
    volume.value = 0.2
    song.record_mode = False
    stage.beats(2)
    song.current_song_time = 0.5
    stage.tick()
    assert volume.value == pytest.approx(0.85) and volume.automation_state == PLAYING
    stage.beats(2)
    assert volume.value == pytest.approx(0.2)


def test_recorded_automation_can_be_undone(stage, song, track, volume):
    clip = stage.clip()
    track.arm, song.session_record, song.session_automation_record = True, True, True
    clip.fire()
    stage.tick()
    stage.beats(1)
    volume.value = 0.5
    song.undo()
    assert clip.has_envelopes is False and volume.value == pytest.approx(0.85)
