"""Selections, windows, dialogs, versions."""

import pytest

from .conftest import Rehearsal


def test_the_highlighted_slot_is_where_track_and_scene_meet(stage, song):
    song.view.selected_track, song.view.selected_scene = song.tracks[2], song.scenes[3]
    assert song.view.highlighted_clip_slot == song.tracks[2].clip_slots[3]
    song.view.highlighted_clip_slot = song.tracks[0].clip_slots[1]
    assert (song.view.selected_track, song.view.selected_scene) == (song.tracks[0], song.scenes[1])
    song.view.selected_track = song.master_track
    assert song.view.highlighted_clip_slot is None


def test_selecting_is_told(stage, song):
    stage.hear(song.view, "selected_track", "selected_scene", "detail_clip")
    clip = stage.clip(track=1)
    song.view.selected_track = song.tracks[1]
    assert stage.heard == [("selected_track", song.tracks[1]), ("detail_clip", clip)]
    assert (song.tracks[0].is_part_of_selection, song.tracks[1].is_part_of_selection) == (False, True)


def test_a_deleted_clip_leaves_the_detail_view(stage, song):
    clip = stage.clip()
    song.view.detail_clip = clip
    song.tracks[0].clip_slots[0].delete_clip()
    assert song.view.detail_clip is None


def test_a_selected_device_selects_its_track_and_is_appointed(stage, song):
    device = song.return_tracks[1].devices[0]
    stage.hear(song, "appointed_device")
    song.view.select_device(device)
    assert song.view.selected_track == song.return_tracks[1] and song.appointed_device == device
    assert song.return_tracks[1].view.selected_device == device and stage.heard == [("appointed_device", device)]
    song.return_tracks[1].delete_device(0)
    assert song.appointed_device is None and song.return_tracks[1].view.selected_device is None


def test_the_instrument_can_be_selected(song):
    assert song.tracks[0].view.select_instrument() is False
    song.tracks[0].insert_device("Arpeggiator")
    song.tracks[0].insert_device("Operator")
    song.tracks[0].insert_device("Reverb")
    assert song.tracks[0].view.select_instrument() is True
    assert song.tracks[0].view.selected_device.name == "Operator"


def test_the_main_track_can_not_be_collapsed(song):
    song.tracks[0].view.is_collapsed = True
    with pytest.raises(RuntimeError, match="^This Track can not be collapsed$"):
        song.master_track.view.is_collapsed = True


@pytest.fixture
def window(stage):
    return stage.simulator.application.view


def test_one_document_view_hides_the_other(stage, window):
    stage.hear(window, "focused_document_view")
    changes = []
    window.add_is_view_visible_listener("Arranger", lambda: changes.append(window.is_view_visible("Arranger")))
    assert list(window.available_main_views())[:3] == ["Browser", "Arranger", "Session"]
    window.show_view("Arranger")
    assert window.is_view_visible("Session") is False and stage.heard == [("focused_document_view", "Arranger")]
    window.hide_view("Arranger")
    assert window.focused_document_view == "Session" and changes == [True, False]


def test_the_details_share_one_place(window):
    window.focus_view("Detail/Clip")
    assert window.is_view_visible("Detail/DeviceChain") is False and window.is_view_visible("Detail") is True
    window.hide_view("Detail")
    assert window.is_view_visible("Detail/Clip") is False
    window.show_view("Detail")
    assert window.is_view_visible("Detail/DeviceChain") is True


def test_an_unknown_view_is_refused(window):
    for call in (window.show_view, window.hide_view, window.focus_view, window.is_view_visible):
        with pytest.raises(RuntimeError):
            call("Cellar")


def test_scrolling_moves_the_selection(stage, song, window):
    window.scroll_view(3, "Session", False)
    window.scroll_view(1, "Session", False)
    assert (song.view.selected_track, song.view.selected_scene) == (song.tracks[1], song.scenes[1])
    for _ in range(20):
        window.scroll_view(3, "", False)
    assert song.view.selected_track == song.master_track
    song.view.selected_track = song.return_tracks[0]
    window.scroll_view(3, "Detail/DeviceChain", False)
    assert song.appointed_device == song.return_tracks[0].devices[0]
    with pytest.raises(RuntimeError):
        window.scroll_view(4, "Session", False)


@pytest.mark.parametrize("version, numbers", [("12.2.5", (12, 2, 5)), ("11.0", (11, 0, 0)), ("12.1", (12, 1, 0))])
def test_live_tells_its_version(version, numbers):
    stage = Rehearsal(version)
    application = stage.simulator.application
    assert (
        application.get_major_version(),
        application.get_minor_version(),
        application.get_bugfix_version(),
    ) == numbers
    assert application.get_document() == stage.song
    stage.simulator.close()


def test_the_load_changes_and_is_told(stage):
    application = stage.simulator.application
    stage.hear(application, "average_process_usage")
    stage.simulator.advance(3.0)
    loads = [value for _, value in stage.heard]
    assert len(loads) == 6 and len(set(loads)) == 6 and all(0 < load < 100 for load in loads)
    assert application.peak_process_usage > application.average_process_usage


def test_a_dialog_stays_until_a_button_is_pressed(stage):
    application = stage.simulator.application
    stage.hear(application, "open_dialog_count")
    application.show_on_the_fly_message("Save?", stage.live.Application.MessageButtons.SAVE_DONT_SAVE_BUTTON)
    assert (
        application.current_dialog_message,
        application.current_dialog_button_count,
        application.open_dialog_count,
    ) == ("Save?", 3, 1)
    with pytest.raises(IndexError):
        application.press_current_dialog_button(3)
    application.press_current_dialog_button(0)
    assert application.current_dialog_message == "" and stage.heard == [
        ("open_dialog_count", 1),
        ("open_dialog_count", 0),
    ]
    with pytest.raises(RuntimeError):
        application.press_current_dialog_button(0)


def test_scales_are_known_to_the_song_module(stage):
    scales = dict(stage.live.Song.get_all_scales_ordered())
    assert tuple(scales["Major"]) == (0, 2, 4, 5, 7, 9, 11) and len(scales) == 35
