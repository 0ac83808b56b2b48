"""Scenes: what their clients rely on."""

import pytest


def test_the_name_is_written_read_and_heard(live):
    live.send("/live/scene/start_listen/name", 2)
    assert live.send("/live/scene/set/name", 2, "Chorus") == [("/live/scene/get/name", (2, "Chorus"))]
    assert live.query("/live/scene/get/name", 2) == (2, "Chorus")


def test_a_pattern_for_tempo_does_not_reach_tempo_enabled(live):
    """AbletonOSC matched patterns as regular expressions without an end."""
    replies = live.send("/live/*/get/tempo", 0)
    assert {reply[0] for reply in replies} == {"/live/scene/get/tempo"}


def test_every_scene_answers_to_a_star(live):
    replies = live.send("/live/scene/get/is_empty", "*")
    assert replies == [("/live/scene/get/is_empty", (index, True)) for index in range(8)]


def test_surplus_arguments_neither_leak_a_subscription_nor_are_echoed(live):
    assert live.send("/live/scene/start_listen/name", 1.0, 7)[0][1][0] == 1
    live.send("/live/scene/start_listen/name", 1)
    live.song.scenes[1].name = "Once"
    live.advance()
    assert live.received() == [("/live/scene/get/name", (1, "Once"))]
    live.send("/live/scene/stop_listen/name", 1)
    assert live.engine.subscriptions.all() == []


def test_is_empty_is_looked_at_since_live_does_not_report_it(live):
    assert live.send("/live/scene/start_listen/is_empty", 0) == [("/live/scene/get/is_empty", (0, True))]
    live.song.tracks[0].clip_slots[0].create_clip(4.0)
    live.advance(0.3)
    assert live.received() == [("/live/scene/get/is_empty", (0, False))]


def test_tempo_and_time_signature_are_minus_one_until_they_are_set(live):
    assert live.query("/live/scene/get/tempo", 0) == (0, -1.0)
    assert live.query("/live/scene/get/time_signature_numerator", 0) == (0, -1)
    live.send("/live/scene/set/tempo", 0, 140)
    live.send("/live/scene/set/tempo_enabled", 0, 1)
    live.send("/live/scene/set/time_signature_numerator", 0, 3)
    assert live.query("/live/scene/get/tempo", 0) == (0, 140.0)
    assert live.query("/live/scene/get/time_signature_numerator", 0) == (0, 3)
    assert live.query("/live/scene/get/time_signature_enabled", 0) == (0, True)


@pytest.mark.parametrize("tempo", [19.9, 1000])
def test_a_tempo_out_of_range_is_refused_with_the_range(live, tempo):
    reply, = live.send("/live/scene/set/tempo", 0, tempo)
    assert reply[1][1].startswith("tempo must be 20..999, got ")


def test_color_index_is_nil_for_a_scene_without_colour(live):
    assert live.query("/live/scene/get/color_index", 0) == (0, None)
    live.send("/live/scene/set/color_index", 0, 14)
    assert live.query("/live/scene/get/color_index", 0) == (0, 14)
    live.send("/live/scene/set/color_index", 0, None)
    assert live.query("/live/scene/get/color_index", 0) == (0, None)
    reply, = live.send("/live/scene/set/color_index", 0, 70)
    assert reply[1][1] == "color_index must be 0..69, got 70"


def fire_set(live):
    live.song.clip_trigger_quantization = 0
    for scene in (0, 3):
        live.song.tracks[0].clip_slots[scene].create_clip(4.0)
    live.song.view.selected_scene = live.song.scenes[0]


def playing(live):
    live.advance(0.3)
    return live.song.tracks[0].playing_slot_index


def test_fire_launches_the_scene_that_is_named(live):
    fire_set(live)
    assert live.send("/live/scene/fire", 3) == []
    assert playing(live) == 3


def test_fire_as_selected_launches_the_scene_that_is_named_and_selects_the_next(live):
    fire_set(live)
    assert live.send("/live/scene/fire_as_selected", 3) == []
    assert playing(live) == 3
    assert live.song.view.selected_scene == live.song.scenes[4]


def test_fire_selected_takes_no_id_and_launches_the_selected_scene(live):
    fire_set(live)
    live.song.view.selected_scene = live.song.scenes[3]
    assert live.send("/live/scene/fire_selected") == []
    assert playing(live) == 3
    assert live.song.view.selected_scene == live.song.scenes[4]


def test_a_scene_that_is_not_there_says_how_many_there_are(live):
    reply, = live.send("/live/scene/fire", 8)
    assert reply[1][:2] == ("Error handling OSC message: Index out of range", "scene_id 8: there are 8")
