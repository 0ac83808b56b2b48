"""What is selected and shown."""
import pytest

from AbletonOSC.handlers.view import ViewHandler, WindowHandler
from simulator import Simulator
from tests.handlers.row_laws import assert_is_read_as_documented, name_of, rows_of
from tests.running_script import RunningScript


@pytest.fixture
def studio(log_folder):
    """Live 12.3 with effects on the third track and a clip in the first slot."""
    running = RunningScript(log_folder, simulator=Simulator(live_version="12.3.6"))
    running.song.tracks[2].insert_device("Reverb")
    running.song.tracks[2].insert_device("Compressor")
    running.song.tracks[0].clip_slots[0].create_clip(4.0)
    running.advance()
    running.received()
    yield running
    running.close()
    assert not running.host.errors


@pytest.mark.parametrize("thing, row", rows_of(ViewHandler, WindowHandler), ids=name_of)
def test_a_property_is_read_as_its_documented_type(live, thing, row):
    assert_is_read_as_documented(live, thing, row)


@pytest.mark.parametrize("name", ["draw_mode", "follow_song"])
def test_a_switch_is_written_read_and_heard(live, name):
    (_, (before,)), = live.send(f"/live/view/start_listen/{name}")
    assert live.send(f"/live/view/set/{name}", int(not before)) == [(f"/live/view/get/{name}", (not before,))]
    assert live.query(f"/live/view/get/{name}") == (not before,)


@pytest.mark.parametrize("track_id", [0, 3, "return_0", "return_1", "master"])
def test_a_track_of_any_kind_is_selected_and_named(live, track_id):
    # AbletonOSC raised for returns and the main track, also inside Live's notification, where nobody sees it.
    assert live.send("/live/view/set/selected_track", track_id) == []
    assert live.query("/live/view/get/selected_track") == (track_id,)
    assert live.query("/live/view/get/selected_clip")[0] == track_id
    assert live.query("/live/view/get/selected_device")[0] == track_id


@pytest.mark.parametrize("spelled, named", [("return_A", "return_0"), ("return_b", "return_1"), (1.0, 1), ("2", 2)])
def test_other_spellings_of_a_track_are_taken(live, spelled, named):
    live.send("/live/view/set/selected_track", spelled)
    assert live.query("/live/view/get/selected_track") == (named,)


def test_the_selection_of_a_return_or_the_main_track_is_heard(live):
    live.send("/live/view/start_listen/selected_track")
    live.song.view.selected_track = live.song.return_tracks[1]
    live.advance()
    live.song.view.selected_track = live.song.master_track
    live.advance()
    assert live.received() == [("/live/view/get/selected_track", ("return_1",)),
                               ("/live/view/get/selected_track", ("master",))]


def test_the_index_of_the_selected_track_is_told_again_when_tracks_move(live):
    live.song.view.selected_track = live.song.tracks[3]
    live.send("/live/view/start_listen/selected_track")
    live.song.delete_track(0)
    live.advance(0.15)
    assert live.received()[-1] == ("/live/view/get/selected_track", (2,))
    assert live.query("/live/view/get/selected_track") == (2,)


def test_the_index_of_the_selected_return_is_told_again_when_returns_move(live):
    live.song.view.selected_track = live.song.return_tracks[1]
    live.send("/live/view/start_listen/selected_track")
    live.song.delete_return_track(0)
    live.advance(0.15)
    assert live.received()[-1] == ("/live/view/get/selected_track", live.query("/live/view/get/selected_track"))


def test_the_index_of_the_selected_scene_is_told_again_when_scenes_move(live):
    live.song.view.selected_scene = live.song.scenes[5]
    live.send("/live/view/start_listen/selected_scene")
    live.song.delete_scene(0)
    live.advance(0.15)
    assert live.received()[-1] == ("/live/view/get/selected_scene", (4,))
    assert live.query("/live/view/get/selected_scene") == (4,)


@pytest.mark.parametrize("track_id, sentence", [
    (4, "track_id 4: there are 4"), ("return_2", "track_id return_2: there are 2"),
    ("drums",
     'track_id must be a whole number from 0, "master", "return_A", "return_0", "selected" or "*", got \'drums\''),
    (-1, "selected_track must be a whole number from 0, got -1"), ("*", "selected_track must be one track, got '*'"),
])
def test_a_track_that_is_not_there_is_refused_and_the_selection_stays(live, track_id, sentence):
    before = live.query("/live/view/get/selected_track")
    (address, values), = live.send("/live/view/set/selected_track", track_id)
    assert (address, values[1]) == ("/live/error", sentence)
    assert live.query("/live/view/get/selected_track") == before


def test_a_scene_is_selected_and_heard(live):
    live.send("/live/view/start_listen/selected_scene")
    assert live.send("/live/view/set/selected_scene", 5) == [("/live/view/get/selected_scene", (5,))]
    assert live.query("/live/view/get/selected_scene") == (5,)


@pytest.mark.parametrize("scene_id, sentence",
                         [(8, "scene_id 8: there are 8"), (-1, "selected_scene must be at least 0, got -1"),
                                                ("x", "selected_scene must be a whole number, got 'x'")])
def test_a_scene_that_is_not_there_is_refused(live, scene_id, sentence):
    (address, values), = live.send("/live/view/set/selected_scene", scene_id)
    assert (address, values[1]) == ("/live/error", sentence)


def test_the_selected_clip_is_track_and_scene_in_this_order(live):
    assert live.send("/live/view/set/selected_clip", 2, 5) == []
    assert live.query("/live/view/get/selected_clip") == (2, 5)
    assert live.query("/live/view/get/selected_track") == (2,)
    assert live.query("/live/view/get/selected_scene") == (5,)


def test_a_selected_clip_that_is_not_there_changes_nothing(live):
    live.send("/live/view/set/selected_clip", 2, 5)
    assert live.send("/live/view/set/selected_clip", 1, 99)[0][1][1] == "scene_id 99: there are 8"
    assert live.query("/live/view/get/selected_clip") == (2, 5)


def test_a_device_is_selected_and_the_answer_repeats_it(studio):
    assert studio.query("/live/view/set/selected_device", 2, 1) == (2, 1)
    studio.advance()
    assert studio.query("/live/view/get/selected_device") == (2, 1)
    assert studio.query("/live/view/set/selected_device", "return_A", 0) == ("return_A", 0)
    assert studio.send("/live/view/set/selected_device", 2, 2)[0][1][1] == "device_id 2: there are 2"


def test_a_track_without_a_selected_device_says_nil(live):
    live.send("/live/view/set/selected_track", 1)
    assert live.query("/live/view/get/selected_device") == (1, None)


def test_a_clip_is_shown_in_the_detail_view(studio):
    assert studio.send("/live/view/set/detail_clip", 0, 0) == []
    assert studio.query("/live/view/get/detail_clip") == (0, 0)
    assert studio.send("/live/view/set/detail_clip", 0, 1)[0][1][1] == "track_id 0, clip_id 1: there is no clip"


def test_parts_of_the_window_are_shown_and_hidden(live):
    assert live.send("/live/view/show_view", "Browser") == []
    assert live.query("/live/view/get/is_view_visible", "Browser") == ("Browser", True)
    live.send("/live/view/hide_view", "Browser")
    assert live.query("/live/view/get/is_view_visible", "Browser") == ("Browser", False)
    live.send("/live/view/focus_view", "Arranger")
    assert live.query("/live/view/get/focused_document_view") == ("Arranger",)


def test_the_parts_of_the_window_are_listed(live):
    names = live.query("/live/view/get/available_main_views")
    assert {"Session", "Arranger", "Browser", "Detail/Clip"} <= set(names)


@pytest.mark.parametrize("address", ["show_view", "focus_view", "hide_view", "get/is_view_visible"])
def test_a_part_of_the_window_that_is_none_is_refused(live, address):
    (reply, values), = live.send(f"/live/view/{address}", "Kitchen")
    assert reply == "/live/error" and values[2:] == (f"/live/view/{address}", "Kitchen")
