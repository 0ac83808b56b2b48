"""What the song does with devices, its kept values, its tuning, its grooves, and the position in bars and beats."""
import pytest


def error_of(replies):
    """Our sentence in the one error that came."""
    (address, arguments), = replies
    assert address == "/live/error", replies
    return arguments[1]


def test_a_device_is_moved_and_the_answer_says_where_it_is(everything):
    assert everything.query("/live/song/find_device_position", 0, 1, 1, 0) == (0,)
    assert everything.query("/live/song/move_device", 0, 1, 1, 0) == (1, 0)
    assert everything.query("/live/device/get/name", 1, 0) == (1, 0, "Reverb")
    assert everything.query("/live/song/move_device", 1, 0, 4, 1, 0, 0) == (4, "0/0/1")
    assert everything.query("/live/song/move_device", 4, "0/0/1", "master", 0) == ("master", 0)
    assert error_of(everything.send("/live/song/move_device", 0, 9, 1, 0)) == "device_id 9: there is 1"


def test_the_appointed_device_is_told_by_place(everything):
    assert everything.send("/live/song/set/appointed_device", 4, "0/0/0") == []
    assert everything.query("/live/song/get/appointed_device") == (4, "0/0/0")
    assert everything.send("/live/song/start_listen/appointed_device") == [
        ("/live/song/get/appointed_device", (4, "0/0/0"))]
    everything.song.appointed_device = everything.song.tracks[0].devices[1]
    everything.advance()
    assert everything.received() == [("/live/song/get/appointed_device", (0, 1))]


@pytest.mark.parametrize("value", [7, 0.5, "text", True, ""])
@pytest.mark.parametrize("thing, ids", [("song", ()), ("track", (0,)), ("master", ()), ("return", (1,))])
def test_a_value_is_kept_under_its_key_and_pushed(live, thing, ids, value):
    assert live.query(f"/live/{thing}/get/data", *ids, "key") == ids + ("key", None)
    live.send(f"/live/{thing}/start_listen/data", *ids, "key")
    pushed = live.send(f"/live/{thing}/set/data", *ids, "key", value)
    assert pushed == [(f"/live/{thing}/get/data", ids + ("key", value))]
    assert live.query(f"/live/{thing}/get/data", *ids, "key") == ids + ("key", value)


def test_the_position_in_bars_and_beats_and_as_time_code(live):
    live.send("/live/song/set/loop_start", 0.0)
    live.send("/live/song/set/current_song_time", 5.5)
    live.advance(0.2)
    assert live.query("/live/song/get/current_beats_song_time") == (2, 2, 3, 1)
    assert live.query("/live/song/get/current_smpte_song_time", 2)[:4] == (2, 0, 0, 2)
    assert live.query("/live/song/get/beats_loop_start") == (1, 1, 1, 1)
    assert live.query("/live/song/get/is_cue_point_selected") == (False,)


def test_tracks_and_returns_are_listed_and_pushed_with_the_list(live):
    assert live.send("/live/song/start_listen/tracks") == [
        ("/live/song/get/tracks", ("1-MIDI", "2-MIDI", "3-Audio", "4-Audio"))]
    live.song.delete_track(1)
    live.advance()
    assert live.received()[-1] == ("/live/song/get/tracks", tuple(track.name for track in live.song.tracks))
    assert live.query("/live/song/get/return_tracks") == ("A-Reverb", "B-Delay")
    assert live.query("/live/song/get/num_visible_tracks") == (3,)


def test_grooves_are_found_and_written(everything):
    assert everything.query("/live/groove_pool/get/grooves/name") == ("Swing 16",)
    assert everything.send("/live/groove/set/timing_amount", 0, 50.0) == []
    assert everything.query("/live/groove/get/timing_amount", 0) == (0, 50.0)
    assert everything.send("/live/clip/set/groove", 0, 0, 0) == []
    assert everything.query("/live/clip/get/groove", 0, 0) == (0, 0, 0)
    assert error_of(everything.send("/live/groove/get/name", 1)) == "groove_id 1: there is 1"


def test_the_tuning_is_told_and_written(everything):
    assert everything.query("/live/song/get/has_tuning_system") == (True,)
    assert everything.query("/live/tuning_system/get/reference_pitch") == (9, 3, 440.0)
    assert everything.send("/live/tuning_system/set/reference_pitch", 9, 3, 432.0) == []
    assert everything.query("/live/tuning_system/get/reference_pitch") == (9, 3, 432.0)
    assert everything.send("/live/tuning_system/set/lowest_note", 1, -1) == []
    assert everything.query("/live/tuning_system/get/lowest_note") == (1, -1)
    cents = [100.0 * step for step in range(11)] + [1090.0]
    assert everything.send("/live/tuning_system/set/note_tunings", *cents) == []
    assert everything.query("/live/tuning_system/get/note_tunings")[-1] == 1090.0
    assert error_of(everything.send("/live/tuning_system/set/note_tunings", 1.0)) == (
        "note_tunings must be 12 values, got 1")


def test_without_a_tuning_system_there_is_none(live):
    assert live.query("/live/song/get/has_tuning_system") == (False,)
    assert error_of(live.send("/live/tuning_system/get/name")) == "there is no tuning system"


def test_a_cue_point_is_made_elsewhere_named_and_deleted(live):
    replies = live.send("/live/song/cue_point/add", 16.0, "Verse")
    replies += live.send("/live/song/cue_point/add", 16.0, "Chorus")
    live.advance(0.5)
    assert replies + live.received() == [("/live/song/cue_point/add", (16.0, 0))] * 2
    assert live.query("/live/song/get/cue_points") == ("Chorus", 16.0)
    assert live.query("/live/song/get/current_song_time") == (0.0,)
    assert live.query("/live/cue_point/get/time", 0) == (0, 16.0)
    live.send("/live/song/cue_point/delete", "Chorus")
    live.advance(0.5)
    live.received()
    assert live.query("/live/song/get/num_cue_points") == (0,)


def test_parts_of_the_window_are_heard_one_by_one(live):
    assert live.send("/live/view/start_listen/is_view_visible", "Arranger") == [
        ("/live/view/get/is_view_visible", ("Arranger", False))]
    live.send("/live/view/start_listen/is_view_visible", "Browser")
    assert live.send("/live/view/show_view", "Arranger") == [("/live/view/get/is_view_visible", ("Arranger", True))]
    assert live.send("/live/view/stop_listen/is_view_visible", "Arranger") == []
    assert live.send("/live/view/show_view", "Session") == []
    assert live.send("/live/view/hide_view", "Browser") == [("/live/view/get/is_view_visible", ("Browser", False))]


def test_the_main_views_are_shown_by_name(live):
    for address, shown in (("show_arranger", "Arranger"), ("show_session", "Session")):
        assert live.query(f"/live/view/{address}") == (shown,)
        assert live.query("/live/view/get/focused_document_view") == (shown,)


def test_a_chain_and_a_slot_can_be_selected(everything):
    assert everything.send("/live/view/set/selected_chain", 4, 0, 0) == []
    assert everything.query("/live/view/get/selected_chain") == (4, 0, 0)
    assert everything.send("/live/view/set/highlighted_clip_slot", 1, 3) == []
    assert everything.query("/live/view/get/highlighted_clip_slot") == (1, 3)
    everything.send("/live/master/select")
    assert everything.query("/live/view/get/highlighted_clip_slot") == (None, None)
