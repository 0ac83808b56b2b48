"""Switches that others listen to: Link, following, metronome, swing; and the box and the views of a control surface."""

import pytest

from simulator.behaviour.groove import add_groove
from simulator.behaviour.song_tracks import group_tracks
from simulator.errors import ArgumentError
from simulator.session_ring import SessionRing

from .conftest import Rehearsal

SWITCHES = ("is_ableton_link_enabled", "is_ableton_link_start_stop_sync_enabled", "tempo_follower_enabled", "metronome",
            "session_record", "arrangement_overdub")


class Surface:
    """A script that does nothing by itself."""

    def __init__(self, c_instance):
        self.c_instance = c_instance

    def __getattr__(self, name):
        return lambda *given: None


@pytest.fixture
def host(stage):
    """A hosted script."""
    return stage.simulator.host(Surface)


# Switches


@pytest.mark.parametrize("name", SWITCHES)
def test_a_switch_shows_at_once_and_is_told_once(stage, song, name):
    before = getattr(song, name)
    stage.hear(song, name)
    setattr(song, name, not before)
    setattr(song, name, not before)
    assert getattr(song, name) is (not before) and stage.heard == [(name, not before)]


@pytest.mark.parametrize("name", ["is_ableton_link_enabled", "tempo_follower_enabled"])
@pytest.mark.parametrize("value", [1.0, "on"])
def test_a_switch_takes_no_number_and_no_text(song, name, value):
    with pytest.raises(ArgumentError):
        setattr(song, name, value)


def test_links_switches_are_since_live_eleven_one():
    for version, known in (("11.0", False), ("11.1", True)):
        rehearsal = Rehearsal(version)
        assert hasattr(rehearsal.song, "is_ableton_link_enabled") is known
        rehearsal.simulator.close()


@pytest.mark.parametrize("version, known", [("11.3", False), ("12.0", True), ("12.0.5", True), ("12.1", True)])
def test_a_tuning_system_is_known_since_live_twelve_and_none_while_it_is_the_usual_one(version, known):
    rehearsal = Rehearsal(version)
    assert hasattr(rehearsal.song, "tuning_system") is known
    if known:
        assert rehearsal.song.tuning_system is None
    rehearsal.simulator.close()


def test_forcing_links_beat_moves_nothing_of_the_set(stage, song):
    song.is_ableton_link_enabled = True
    stage.play()
    stage.beats(3)
    song.force_link_beat_time()
    stage.beats(1)
    assert song.current_song_time == 4.0 and song.tempo == 120.0


def test_swing_moves_every_second_line_that_notes_are_quantized_to(stage, song):
    clip = stage.clip()
    clip.add_new_notes([stage.live.Clip.MidiNoteSpecification(60, 0.27, 0.1)])
    song.swing_amount = 1.0
    clip.quantize(5, 1.0)
    swung = clip.get_all_notes_extended()[0].start_time
    song.swing_amount = 0.0
    clip.quantize(5, 1.0)
    assert swung == pytest.approx(0.25 + 0.25 / 3) and clip.get_all_notes_extended()[0].start_time == 0.25


def test_a_clip_has_the_groove_that_it_is_given_and_never_loses_it(stage, song):
    groove = stage.wrap(add_groove(stage.unwrap(song), "Swing 16"))
    clip = stage.clip()
    stage.hear(clip, "groove")
    clip.groove = groove
    assert clip.has_groove is True and clip.groove == groove and len(stage.heard) == 1
    with pytest.raises(ArgumentError):
        clip.groove = None
    groove.timing_amount = 50.0
    song.groove_amount = 1.3
    assert groove.timing_amount == 50.0 and song.groove_amount == pytest.approx(1.3)


@pytest.mark.parametrize("name", ["quantization_amount", "random_amount", "timing_amount", "velocity_amount"])
@pytest.mark.parametrize("value", [-0.1, 131.5])
def test_the_amounts_of_a_groove_have_a_range(stage, song, name, value):
    groove = stage.wrap(add_groove(stage.unwrap(song), "Swing 16"))
    with pytest.raises(RuntimeError):
        setattr(groove, name, value)


# Views


def test_following_the_song_is_a_switch_of_the_view(stage, song):
    stage.hear(song.view, "follow_song", "draw_mode")
    song.view.follow_song, song.view.draw_mode = False, True
    assert stage.heard == [("follow_song", False), ("draw_mode", True)]


@pytest.mark.parametrize("select", [True, False])
def test_a_launched_scene_is_selected_when_live_is_set_to(stage, song, select):
    stage.unwrap(song).store("select_on_launch", select)
    song.scenes[3].fire()
    assert (song.view.selected_scene == song.scenes[3]) is select
    song.scenes[2].fire(can_select_scene_on_launch=False)
    assert song.view.selected_scene != song.scenes[2]


def test_the_focused_view_is_told_and_named(stage):
    view = stage.simulator.application.view
    stage.hear(view, "focused_document_view")
    view.focus_view("Arranger")
    assert view.focused_document_view == "Arranger" and stage.heard == [("focused_document_view", "Arranger")]
    view.focus_view("Session")
    assert view.is_view_visible("Session") and not view.is_view_visible("Arranger")


# The ring


def test_the_ring_is_where_the_script_draws_it(stage, song, host):
    assert host.session_ring is None
    host.c_instance.set_session_highlight(1, 2, 2, 3, False)
    ring = host.session_ring
    assert ring == SessionRing(1, 2, 2, 3, False)
    inner = stage.unwrap(song)
    assert [stage.wrap(track).name for track in ring.tracks(inner)] == ["2-MIDI", "3-Audio"]
    assert [stage.wrap(scene) for scene in ring.scenes(inner)] == list(song.scenes[2:5])


@pytest.mark.parametrize("box", [(0, 0, 0, 4, False), (0, 0, 4, 0, False), (-1, -1, -1, -1, False)])
def test_a_ring_without_width_or_height_is_hidden(host, box):
    host.c_instance.set_session_highlight(0, 0, 4, 4, True)
    host.c_instance.set_session_highlight(*box)
    assert host.session_ring is None


def test_the_ring_counts_visible_tracks_and_returns_if_asked_for(stage, song, host):
    inner = stage.unwrap(song)
    group = group_tracks(inner, [stage.unwrap(track) for track in song.tracks[:2]])
    stage.wrap(group).fold_state = True
    host.c_instance.set_session_highlight(0, 0, 4, 1, True)
    names = [stage.wrap(track).name for track in host.session_ring.tracks(inner)]
    assert names == ["1-Group", "4-Audio", "5-Audio", "A-Reverb"]
    host.c_instance.set_session_highlight(0, 0, 4, 1)
    assert len(host.session_ring.tracks(inner)) == 3


def test_a_ring_of_something_else_than_whole_numbers_is_refused(host):
    with pytest.raises(ArgumentError):
        host.c_instance.set_session_highlight(0.0, 0, 4, 4, True)


def test_the_ring_goes_with_its_script(host):
    host.c_instance.set_session_highlight(0, 0, 4, 4, True)
    host.disconnect()
    assert host.session_ring is None
