"""Warp markers of audio clips: written, listed, undone, and what beats and seconds they make of each other."""

import pytest

PHANTOM = 1 / 32.0


@pytest.fixture
def clip(song):
    """Eight seconds of sound at 120 BPM."""
    return song.tracks[2].clip_slots[0].create_audio_clip("loop.wav")


@pytest.fixture
def marker(stage):
    """Makes a WarpMarker of seconds and beats."""
    return stage.simulator.live.Clip.WarpMarker


def listed(clip):
    return [(mark.sample_time, mark.beat_time) for mark in clip.warp_markers]


def test_markers_are_added_moved_and_removed(stage, song, clip, marker):
    stage.hear(clip, "warp_markers")
    assert listed(clip) == [(0.0, 0.0), (8.0, 16.0), (8.0 + PHANTOM / 2, 16.0 + PHANTOM)]
    clip.add_warp_marker(marker(2.0, 4.0))
    clip.move_warp_marker(4.0, 4.0)
    assert listed(clip)[:3] == [(0.0, 0.0), (2.0, 8.0), (8.0, 16.0)]
    assert clip.beat_to_sample_time(4.0) == 44100.0 and clip.sample_to_beat_time(5 * 44100.0) == 12.0
    clip.remove_warp_marker(8.0)
    assert clip.beat_to_sample_time(4.0) == 2 * 44100.0 and len(stage.heard) == 3
    song.undo()
    assert listed(clip)[1] == (2.0, 8.0) and len(stage.heard) == 4


def test_markers_keep_their_order_and_two_stay(clip, marker):
    clip.add_warp_marker(marker(2.0, 4.0))
    before = listed(clip)
    for change in (
        lambda: clip.add_warp_marker(marker(3.0, 3.0)),
        lambda: clip.add_warp_marker(marker(2.0, 5.0)),
        lambda: clip.move_warp_marker(4.0, 12.0),
        lambda: clip.move_warp_marker(5.0, 1.0),
        lambda: clip.remove_warp_marker(16.0 + PHANTOM),
        lambda: clip.add_warp_marker(marker(float("nan"), 1.0)),
    ):
        with pytest.raises(RuntimeError):
            change()
    assert listed(clip) == before
    clip.remove_warp_marker(0.0)
    with pytest.raises(RuntimeError, match="^The last two warp markers can not be removed$"):
        clip.remove_warp_marker(4.0)


def test_midi_clips_have_none(stage, marker):
    clip = stage.clip()
    for change in (lambda: clip.add_warp_marker(marker(1.0, 1.0)), lambda: clip.remove_warp_marker(0.0),
                   lambda: clip.move_warp_marker(0.0, 1.0), lambda: clip.beat_to_sample_time(1.0)):
        with pytest.raises(RuntimeError, match="only available for Audio Clips$"):
            change()


def test_written_markers_do_not_follow_the_end_of_the_clip_or_the_tempo(song, clip, marker):
    clip.add_warp_marker(marker(2.0, 4.0))
    clip.remove_warp_marker(4.0)
    clip.end_marker = 8.0
    song.tempo = 60.0
    assert listed(clip)[:2] == [(0.0, 0.0), (8.0, 16.0)]


def test_unwarped_times_are_the_seconds_that_the_markers_say(stage, song, clip, marker):
    clip.add_warp_marker(marker(2.0, 8.0))
    clip.loop_end = 8.0
    clip.warping = False
    stage.tick()
    assert (clip.end_marker, clip.beat_to_sample_time(3.0)) == (8.0, 3 * 44100.0)
    clip.looping = True
    assert clip.loop_end == 2.0
    clip.warping = True
    stage.tick()
    assert (clip.end_marker, clip.loop_end) == (16.0, 8.0)


def test_a_copy_has_the_markers_of_the_original(song, clip, marker):
    clip.add_warp_marker(marker(2.0, 8.0))
    song.tracks[2].duplicate_clip_slot(0)
    assert listed(song.tracks[2].clip_slots[1].clip) == listed(clip)


@pytest.mark.parametrize("value", [1e300, float("inf"), float("-inf"), float("nan")])
def test_a_pitch_beyond_all_bounds_is_refused(clip, value):
    with pytest.raises(RuntimeError):
        clip.pitch_fine = value
    assert (clip.pitch_coarse, clip.pitch_fine) == (0, 0.0)
