"""Time signatures that change in the arrangement, as a Set brings them."""

import pytest

# Two bars of 4/4, two of 3/4, then 7/8.
CHANGES = ((0.0, 4, 4), (8.0, 3, 4), (14.0, 7, 8))


@pytest.fixture(autouse=True)
def changes(stage, song):
    stage.unwrap(song).signatures.take(CHANGES)


def signature(song):
    return song.signature_numerator, song.signature_denominator


def shown(song):
    time = song.get_current_beats_song_time()
    return time.bars, time.beats, time.sub_division, time.ticks


def test_the_signature_changes_where_the_playhead_passes(stage, song):
    stage.hear(song, "signature_numerator", "signature_denominator")
    stage.play()
    stage.beats(7.5)
    assert signature(song) == (4, 4) and stage.heard == []
    stage.beats(0.52)
    assert signature(song) == (3, 4) and stage.heard == [("signature_numerator", 3)]
    stage.beats(6)
    assert signature(song) == (7, 8)
    assert stage.heard[1:] == [("signature_numerator", 7), ("signature_denominator", 8)]


def test_bars_and_beats_are_those_of_the_changes(stage, song):
    for place, parts in ((4.0, (2, 1, 1, 1)), (11.0, (4, 1, 1, 1)), (14.5, (5, 2, 1, 1))):
        song.current_song_time = place
        stage.tick()
        assert shown(song) == parts


def test_the_loop_is_shown_in_the_bars_of_the_changes(stage, song):
    song.loop_start, song.loop_length = 11.0, 3.0
    stage.tick()
    start, length = song.get_beats_loop_start(), song.get_beats_loop_length()
    assert (start.bars, start.beats) == (4, 1) and (length.bars, length.beats) == (1, 0)


@pytest.mark.parametrize("playing", [False, True])
def test_a_jump_brings_the_signature_of_where_it_goes(stage, song, playing):
    if playing:
        stage.play()
    song.current_song_time = 9.0
    stage.tick()
    assert signature(song) == (3, 4)
    song.current_song_time = 1.0
    stage.tick()
    assert signature(song) == (4, 4)


def test_the_loop_brings_back_the_signature_of_its_start(stage, song):
    song.loop_start, song.loop_length, song.loop = 4.0, 8.0, True
    stage.tick()
    stage.play()
    stage.beats(11.9)
    assert signature(song) == (3, 4)
    stage.beats(0.2)
    assert signature(song) == (4, 4)


@pytest.mark.parametrize("fired_at, starts_at", [(4.5, 8.0), (8.5, 11.0), (12.0, 14.0), (14.5, 17.5)])
def test_a_launch_waits_for_the_bars_of_the_changes(stage, song, fired_at, starts_at):
    clip = stage.clip(length=64.0)
    stage.play()
    stage.beats(fired_at)
    clip.fire()
    stage.beats(4.5)
    assert clip.start_time == starts_at


def test_a_repeated_clip_begins_again_on_each_bar(stage, song):
    clip = stage.clip(length=64.0)
    clip.launch_mode = 3
    stage.play()
    stage.beats(3.9)
    starts = []
    clip.add_start_time_listener(lambda: starts.append(clip.start_time))
    song.tracks[0].clip_slots[0].set_fire_button_state(True)
    stage.beats(13.8)
    assert starts == [4.0, 8.0, 11.0, 14.0, 17.5]


def test_a_cue_jump_waits_for_a_bar_of_the_changes(stage, song):
    song.set_or_delete_cue()
    stage.play()
    stage.beats(8.5)
    song.cue_points[0].jump()
    stage.beats(2.4)
    assert song.current_song_time == pytest.approx(10.9, abs=0.03)
    stage.beats(0.2)
    assert song.current_song_time < 0.2


def test_a_signature_set_by_hand_overrides_the_changes_until_automation_is_enabled_again(stage, song):
    stage.play()
    stage.beats(1)
    song.signature_numerator = 5
    assert song.re_enable_automation_enabled is True
    stage.beats(8)
    assert signature(song) == (5, 4)
    # The bars are those of the signature that was set.
    assert shown(song)[:2] == (2, 5)
    song.re_enable_automation()
    assert signature(song) == (3, 4) and song.re_enable_automation_enabled is False


def test_a_scenes_signature_overrides_the_changes(stage, song):
    song.scenes[0].time_signature_numerator, song.scenes[0].time_signature_denominator = 6, 8
    stage.play()
    stage.beats(1)
    song.scenes[0].fire()
    stage.beats(9)
    assert signature(song) == (6, 8) and song.re_enable_automation_enabled is True


def test_a_signature_set_where_nothing_changes_overrides_nothing(stage, song):
    stage.unwrap(song).signatures.take(((0.0, 4, 4),))
    song.signature_numerator = 5
    assert song.re_enable_automation_enabled is False


def test_playing_across_a_change_is_nothing_that_undo_takes_back(stage, song):
    stage.play()
    stage.beats(9)
    assert signature(song) == (3, 4) and song.can_undo is False


def test_a_recording_from_a_standstill_is_counted_in_by_the_signature_of_its_place(stage, song):
    stage.unwrap(song).store("count_in_duration", 1)
    song.tracks[0].arm = True
    song.current_song_time = 8.0
    stage.tick()
    song.record_mode = True
    stage.tick()
    assert song.is_counting_in is True
    stage.beats(2.9)
    assert song.is_playing is False
    stage.beats(0.2)
    assert song.is_playing is True


def test_what_was_played_along_is_captured_in_whole_bars_of_the_changes(stage, song):
    song.tracks[0].arm = True
    stage.play()
    stage.beats(9)
    stage.simulator.send_midi((0x90, 60, 100))
    stage.beats(1)
    stage.simulator.send_midi((0x80, 60, 0))
    song.capture_midi()
    clip = song.tracks[0].clip_slots[0].clip
    assert clip.length == 3.0
    assert clip.get_notes_extended(0, 128, 0.0, 9.0)[0].start_time == pytest.approx(1.0, abs=0.03)
