"""Clips in the Arrangement and in take lanes: found, written, copied, moved and deleted by their index."""
import pytest


def error_of(replies):
    """Our sentence in the one error that came."""
    (address, arguments), = replies
    assert address == "/live/error", replies
    return arguments[1]


def starts(live):
    return [clip.start_time for clip in live.song.tracks[0].arrangement_clips]


@pytest.mark.parametrize("name, value", [("name", "Verse"), ("looping", False), ("muted", True), ("color_index", 5)])
def test_a_clip_in_the_arrangement_is_a_clip(everything, name, value):
    assert everything.send(f"/live/arrangement_clip/set/{name}", 0, 0, value) == []
    assert everything.query(f"/live/arrangement_clip/get/{name}", 0, 0) == (0, 0, value)
    assert everything.query("/live/arrangement_clip/get/is_arrangement_clip", 0, 0) == (0, 0, True)


def test_notes_of_a_clip_in_the_arrangement(everything):
    assert everything.send("/live/arrangement_clip/add/notes", 0, 0, 60, 0.0, 1.0, 100.0, False) == []
    assert everything.query("/live/arrangement_clip/get/notes", 0, 0) == (0, 0, 60, 0.0, 1.0, 100.0, False)
    assert everything.query("/live/arrangement/get/notes", 0, 0) == (0, 0, 60, 0.0, 1.0, 100.0, False)


def test_a_clip_is_copied_moved_and_deleted(everything):
    assert everything.query("/live/arrangement_clip/duplicate", 0, 0, 16.0) == (0, 0, 1)
    assert starts(everything) == [0.0, 16.0]
    assert everything.query("/live/arrangement_clip/move", 0, 0, 32.0)[2] == 1
    assert starts(everything) == [16.0, 32.0]
    assert everything.send("/live/arrangement_clip/delete", 0, 0) == []
    assert starts(everything) == [32.0]
    assert error_of(everything.send("/live/arrangement_clip/delete", 0, 1)) == "clip_id 1: there is 1"


def test_an_asterisk_asks_all_clips_of_tracks_that_can_have_some(everything):
    replies = everything.send("/live/arrangement_clip/get/start_time", "*", "*")
    assert replies == [("/live/arrangement_clip/get/start_time", (0, 0, 0.0))]


def test_a_listener_means_the_place_in_the_arrangement(everything):
    everything.send("/live/arrangement_clip/start_listen/name", 0, 0)
    everything.song.tracks[0].arrangement_clips[0].name = "Intro"
    everything.advance()
    assert everything.received() == [("/live/arrangement_clip/get/name", (0, 0, "Intro"))]


def test_take_lanes_hold_clips(everything):
    assert everything.query("/live/take_lane/get/num_clips", 0, 0) == (0, 0, 1)
    assert everything.query("/live/take_lane/create_midi_clip", 0, 0, 8.0, 4.0) == (0, 0, 1)
    assert everything.query("/live/take_lane/get/clips/start_time", 0, 0) == (0, 0, 0.0, 8.0)
    assert everything.send("/live/take_lane/set/name", 0, 0, "Take 1") == []
    assert everything.query("/live/take_lane/get/name", 0, 0) == (0, 0, "Take 1")
    assert everything.send("/live/take_lane/clip/set/name", 0, 0, 1, "Second") == []
    assert everything.query("/live/take_lane/get/clips/name", 0, 0)[-1] == "Second"


def test_a_track_without_take_lanes_says_so(everything):
    assert error_of(everything.send("/live/take_lane/get/name", 1, 0)) == "take_lane_id 0: there are none"


def test_clips_of_a_track_are_told_copied_and_deleted_with_an_answer(everything):
    count = everything.query("/live/arrangement/clear_track", 0)[1]
    assert count >= 1
    assert everything.query("/live/arrangement/get/clips", 0) == (0,)
    assert everything.query("/live/arrangement/duplicate_clip", 0, 0, 32.0) == (0, 0, 32.0)
    track_id, name, start_time, length = everything.query("/live/arrangement/get/clips", 0)
    assert (track_id, start_time, length) == (0, 32.0, everything.query("/live/clip/get/length", 0, 0)[2])
    assert everything.query("/live/arrangement/delete_clip", 0, 0) == (0, 0)
    assert everything.query("/live/arrangement/clear_track", 0) == (0, 0)
    (address, values), = everything.send("/live/arrangement/delete_clip", 0, 0)
    assert (address, values[1]) == ("/live/error", "clip_id 0: there are none")
