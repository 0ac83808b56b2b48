"""Canonical paths: every object of the default Set can be found, named, read, written, called and listened to."""

import json

import pytest

from AbletonOSC.lom.canonical import find_object, is_object, path_of

ROOT_CHILDREN = ("tracks", "return_tracks", "scenes", "cue_points")


def every_object(song):
    """The objects of a Set that have a canonical path, each once."""
    found, waiting = [], [song]
    names = ("tracks", "return_tracks", "master_track", "scenes", "clip_slots", "clip", "devices", "parameters",
             "mixer_device", "volume", "panning", "sends", "view", "cue_points", "groove_pool", "chains")
    while waiting:
        target = waiting.pop()
        found.append(target)
        for name in names:
            if type(target).__name__ == "Scene" and name == "clip_slots":
                continue
            try:
                child = getattr(target, name)
            except (AttributeError, RuntimeError):
                continue
            if child is None or isinstance(child, (int, float, str)):
                continue
            waiting.extend([child] if is_object(child) else list(child))
    return found


def test_every_object_of_the_set_is_found_again_at_its_canonical_path(live):
    live.song.tracks[0].clip_slots[0].create_clip(4.0)
    objects = every_object(live.song)
    assert len(objects) > 100
    for target in objects:
        path = path_of(target, live.song, live.application)
        assert path is not None, target
        assert find_object(path, live.song, live.application) == target


def test_get_answers_with_path_name_and_value(live):
    assert live.query("/live/lom/get", "live_set", "tempo") == ("live_set", "tempo", 120.0)
    assert live.query("/live/lom/get", "live_set tracks 0", "name") == ("live_set tracks 0", "name", "1-MIDI")


def test_dots_and_brackets_are_understood_in_paths(live):
    assert live.query("/live/lom/get", "live_set.tracks[1]", "name") == ("live_set.tracks[1]", "name", "2-MIDI")


def test_children_are_answered_as_paths(live):
    assert live.query("/live/lom/get", "live_set", "return_tracks") == (
        "live_set", "return_tracks", "live_set return_tracks 0", "live_set return_tracks 1")
    assert live.query("/live/lom/get", "live_set view", "selected_track")[2] == "live_set tracks 0"


def test_none_is_nil(live):
    assert live.query("/live/lom/get", "live_set tracks 0 clip_slots 0", "clip")[2:] == (None,)


@pytest.mark.parametrize("sent, kept", [(99, 99.0), ("99.5", 99.5), (101.0, 101.0)])
def test_set_takes_the_type_that_the_property_has(live, sent, kept):
    assert live.send("/live/lom/set", "live_set", "tempo", sent) == []
    assert live.song.tempo == kept


def test_set_takes_an_object_by_its_path(live):
    assert live.send("/live/lom/set", "live_set view", "selected_track", "live_set tracks 2") == []
    assert live.song.view.selected_track == live.song.tracks[2]


def test_call_gives_what_the_method_returns(live):
    assert live.query("/live/lom/call", "live_set", "create_midi_track", -1.0) == (
        "live_set", "create_midi_track", "live_set tracks 4")
    assert live.send("/live/lom/call", "live_set", "start_playing") == []
    assert live.song.is_playing


def test_structures_are_answered_as_json(live):
    live.song.tracks[0].clip_slots[0].create_clip(4.0)
    live.send("/live/clip/add/notes", 0, 0, 60, 1.0, 0.5, 100, False)
    answer = live.query("/live/lom/call", "live_set tracks 0 clip_slots 0 clip", "get_notes_extended", 0, 128, 0.0, 4.0)
    note = json.loads(answer[2])
    assert (note.pop("note_id") >= 0, note) == (True, {
        "pitch": 60, "start_time": 1.0, "duration": 0.5, "velocity": 100.0, "mute": False, "probability": 1.0,
        "velocity_deviation": 0.0, "release_velocity": 64.0})
    assert json.loads(live.query("/live/lom/call", "live_set", "get_current_beats_song_time")[2])["bars"] == 1


def test_listening_to_a_member_pushes_its_value_now_and_when_it_changes(live):
    assert live.send("/live/lom/start_listen", "live_set tracks 0", "name") == [
        ("/live/lom/get", ("live_set tracks 0", "name", "1-MIDI"))]
    live.song.tracks[0].name = "Bass"
    live.advance()
    assert live.received() == [("/live/lom/get", ("live_set tracks 0", "name", "Bass"))]
    assert live.send("/live/lom/stop_listen", "live_set tracks 0", "name") == []
    live.song.tracks[0].name = "Lead"
    live.advance()
    assert live.received() == []


def test_a_listened_path_means_the_position(live):
    live.send("/live/lom/start_listen", "live_set tracks 0", "name")
    live.song.create_audio_track(0)
    live.advance()
    assert live.received()[-1][1][2] == live.song.tracks[0].name == "1-Audio"


@pytest.mark.parametrize("path, name, sentence", [
    ("live_set tracks 9", "name", "live_set tracks 9: there are 4"),
    ("tracks 0", "name", "path must start with live_set or live_app, got 'tracks 0'"),
    ("live_set tracks", "name", "path 'live_set tracks' must lead to one object"),
    ("live_set nothing", "name", "path 'live_set nothing': live_set has no 'nothing'"),
    ("live_set 0", "name", "path 'live_set 0': live_set is no list, so it has no 0"),
    ("live_set tracks name", "name",
     "path 'live_set tracks name': live_set tracks is a list; an index has to follow, not 'name'"),
    ("live_set _live_ptr", "name", "path must be made of Live's public names, got '_live_ptr'"),
    ("live_set", "__class__", "name must be made of Live's public names, got '__class__'"),
    ("live_set", "undo", "name 'undo' is a method; use /live/lom/call"),
    ("live_set tracks 0 clip_slots 0 clip", "name",
     "path 'live_set tracks 0 clip_slots 0 clip': there is no clip now"),
])
def test_a_wrong_path_is_refused_with_the_word_that_is_wrong(live, path, name, sentence):
    [(address, arguments)] = live.send("/live/lom/get", path, name)
    assert address == "/live/error"
    assert arguments[1] == sentence
    assert arguments[2:] == ("/live/lom/get", path, name)


def test_what_live_does_not_report_is_not_listened_to(live):
    [(address, arguments)] = live.send("/live/lom/start_listen", "live_set", "can_undo")
    assert address == "/live/error"
    assert arguments[1] == "can_undo cannot be listened to: Live does not report its changes"
