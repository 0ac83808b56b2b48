"""The song: laws over its rows, then what clients rely on."""
import pytest

from AbletonOSC.handlers.song import SongHandler
from tests.datagrams import message
from tests.handlers.row_laws import ILLEGAL, another_value, assert_is_read_as_documented, beyond, name_of, rows_of
from tests.running_script import RunningScript

# Rows whose value depends on more than what was written.
LEGAL = {"scale_name": "Minor", "signature_denominator": 8}
IGNORED_WHILE_NOTHING_PLAYS = ("back_to_arranger", "overdub")
MOVES_WITH_THE_SONG = ("current_song_time",)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """One Live for questions that change nothing."""
    running = RunningScript(tmp_path_factory.mktemp("logs"))
    yield running
    running.close()
    assert not running.host.errors


@pytest.mark.parametrize("thing, row", rows_of(SongHandler), ids=name_of)
def test_a_property_is_read_as_its_documented_type(shared, thing, row):
    assert_is_read_as_documented(shared, thing, row)


@pytest.mark.parametrize("thing, row", rows_of(SongHandler, writable=True), ids=name_of)
def test_a_property_that_is_written_is_read_again(live, thing, row):
    address = f"/live/{thing}/%s/{row.name}"
    before, = live.query(address % "get")
    if row.name in IGNORED_WHILE_NOTHING_PLAYS:
        assert live.send(address % "set", before) == []
        return
    value = LEGAL.get(row.name, another_value(row, before))
    assert live.send(address % "set", value) == []
    live.advance(0)
    after, = live.query(address % "get")
    assert after == pytest.approx(value, abs=0.2) if row.name in ("current_song_time", "start_time") else after == value
    assert live.send(address % "set", before) == []
    live.advance(0.05)


@pytest.mark.parametrize("thing, row", rows_of(SongHandler, writable=True), ids=name_of)
def test_a_value_of_another_type_is_refused_with_a_clear_error(shared, thing, row):
    before = shared.query(f"/live/{thing}/get/{row.name}")
    (address, values), = shared.send(f"/live/{thing}/set/{row.name}", ILLEGAL[row.type.name])
    assert address == "/live/error"
    assert values[1] == f"{row.name} must be {row.type.expected}, got {ILLEGAL[row.type.name]!r}"
    assert shared.query(f"/live/{thing}/get/{row.name}") == before


@pytest.mark.parametrize("thing, row", rows_of(SongHandler, writable=True), ids=name_of)
def test_a_value_beyond_the_range_is_refused_with_the_range(shared, thing, row):
    before = shared.query(f"/live/{thing}/get/{row.name}")
    for value, sentence in beyond(row):
        (address, values), = shared.send(f"/live/{thing}/set/{row.name}", value)
        assert (address, values[1]) == ("/live/error", sentence)
    assert shared.query(f"/live/{thing}/get/{row.name}") == before


@pytest.mark.parametrize("thing, row", [case for case in rows_of(SongHandler, writable=True, listened=True)
                                        if case[1].name not in IGNORED_WHILE_NOTHING_PLAYS], ids=name_of)
def test_a_change_of_a_property_is_heard(live, thing, row):
    address = f"/live/{thing}/get/{row.name}"
    (heard, (before,)), = live.send(f"/live/{thing}/start_listen/{row.name}")
    assert heard == address
    pushed = live.send(f"/live/{thing}/set/{row.name}", LEGAL.get(row.name, another_value(row, before)))
    live.advance(0.15)
    pushed += live.received()
    assert pushed and pushed[0][0] == address
    assert pushed[0][1] != (before,)
    assert pushed[-1] == (address, live.query(address)) or row.name in MOVES_WITH_THE_SONG


def test_setters_are_silent_and_pushes_carry_the_new_value(live):
    live.send("/live/song/start_listen/tempo")
    assert live.send("/live/song/set/tempo", 99) == [("/live/song/get/tempo", (99.0,))]


def test_track_names_of_a_range(live):
    names = ("1-MIDI", "2-MIDI", "3-Audio", "4-Audio")
    assert live.query("/live/song/get/track_names") == names
    assert live.query("/live/song/get/track_names", 1, 3) == names[1:3]
    assert live.query("/live/song/get/track_names", 2) == names[2:]
    assert live.query("/live/song/get/track_names", 0, -1) == names
    assert live.query("/live/song/get/track_names", 2, 2) == ()
    assert live.query("/live/song/get/track_names", 4, -1) == ()


@pytest.mark.parametrize("arguments, known_text, sentence", [
    ((0, 9), "Index out of range", "end of the tracks 9: there are 4"),
    ((3, 1), None, "the first track must not be beyond the end, got 3 and 1"),
    ((-2, 1), None, "first must be at least 0, got -2"),
    ((0, -2), None, "end must be at least -1, got -2"),
    (("x",), None, "first must be a whole number, got 'x'"),
])
def test_a_range_that_is_none_is_refused(live, arguments, known_text, sentence):
    (address, values), = live.send("/live/song/get/track_names", *arguments)
    assert address == "/live/error"
    assert values[:2] == ("Error handling OSC message: " + (known_text or sentence), sentence)


def test_the_numbers_of_tracks_scenes_and_returns_are_heard(live):
    for name, count in (("num_tracks", 4), ("num_scenes", 8), ("num_return_tracks", 2)):
        assert live.send(f"/live/song/start_listen/{name}") == [(f"/live/song/get/{name}", (count,))]
    live.song.create_audio_track(-1)
    live.song.create_scene(-1)
    live.song.create_return_track()
    live.advance()
    assert sorted(live.received()) == [("/live/song/get/num_return_tracks", (3,)), ("/live/song/get/num_scenes", (9,)),
                                       ("/live/song/get/num_tracks", (5,))]


def test_scene_names_have_two_spellings(live):
    live.song.scenes[1].name = "verse"
    names = live.query("/live/song/get/scenes/name")
    assert (len(names), names[1]) == (8, "verse")
    assert live.query("/live/song/get/scene_names") == names


@pytest.mark.parametrize("address, arguments, count", [
    ("create_midi_track", (0,), 5), ("create_midi_track", (-1,), 5), ("create_midi_track", (), 5),
    ("create_audio_track", (2,), 5),
    ("delete_track", (0,), 3), ("duplicate_track", (1,), 5),
])
def test_tracks_are_made_and_deleted(live, address, arguments, count):
    assert live.send(f"/live/song/{address}", *arguments) == []
    live.advance()
    assert live.query("/live/song/get/num_tracks") == (count,)


@pytest.mark.parametrize("address, arguments", [
    ("create_midi_track", (99,)), ("create_midi_track", (-2,)), ("delete_track", (99,)), ("delete_track", (-1,)),
    ("duplicate_track", (99,)), ("delete_scene", (99,)), ("duplicate_scene", (99,)), ("create_scene", (99,)),
    ("delete_return_track", (99,)),
])
def test_an_index_beyond_the_end_is_refused_and_changes_nothing(live, address, arguments):
    before = len(live.song.tracks), len(live.song.scenes), len(live.song.return_tracks)
    (reply, values), = live.send(f"/live/song/{address}", *arguments)
    assert (reply, values[2:]) == ("/live/error", (f"/live/song/{address}",) + arguments)
    assert (len(live.song.tracks), len(live.song.scenes), len(live.song.return_tracks)) == before


def test_playing_starts_stops_and_continues(live):
    live.send("/live/song/start_playing")
    live.advance(1)
    assert live.query("/live/song/get/is_playing") == (True,)
    time, = live.query("/live/song/get/current_song_time")
    assert time == pytest.approx(2.0, abs=0.3)
    assert live.query("/live/song/get/beat") == (int(live.song.current_song_time),)
    live.send("/live/song/stop_playing")
    live.advance(0.1)
    assert live.query("/live/song/get/is_playing") == (False,)


def test_the_beat_is_heard_once_for_each_beat(live):
    live.send("/live/song/start_listen/beat")
    live.send("/live/song/start_playing")
    live.advance(1.6)
    beats = [values[0] for address, values in live.received() if address == "/live/song/get/beat"]
    assert beats == [1, 2, 3]
    assert all(type(beat) is int for beat in beats)


def test_undo_and_redo(live):
    live.send("/live/song/set/tempo", 99)
    live.send("/live/song/undo")
    live.advance()
    assert live.query("/live/song/get/tempo") == (120.0,)
    live.send("/live/song/redo")
    live.advance()
    assert live.query("/live/song/get/tempo") == (99.0,)


def test_a_setter_and_a_getter_in_one_tick_agree(live):
    # `set/send` followed by `get/send` has to give the new value: clients write and read without waiting.
    live.deliver(message("/live/track/set/send", 0, 0, 0.5))
    live.deliver(message("/live/track/get/send", 0, 0))
    live.advance()
    assert live.received() == [("/live/track/get/send", (0, 0, 0.5))]


def test_names_of_tracks_and_scenes_are_given_of_a_range(live):
    for index, scene in enumerate(live.song.scenes):
        scene.name = f"scene {index}"
    names = tuple(scene.name for scene in live.song.scenes)
    assert live.query("/live/song/get/scene_names") == names
    assert live.query("/live/song/get/scene_names", 1, 4) == names[1:4]
    assert live.query("/live/song/get/scene_names", 1) == live.query("/live/song/get/scene_names", 1, -1) == names[1:]
    assert live.query("/live/song/get/track_names", 1, 3) == ("2-MIDI", "3-Audio")
    (address, error), = live.send("/live/song/get/scene_names", 0, 99)
    assert (address, error[1]) == ("/live/error", f"end of the scenes 99: there are {len(names)}")


def test_both_numbers_of_the_time_signature_are_set_or_neither(live):
    assert live.query("/live/song/get/time_signature") == (4, 4)
    assert live.send("/live/song/set/time_signature", 7, 8) == []
    assert live.query("/live/song/get/time_signature") == (7, 8)
    for numerator, denominator in ((0, 4), (100, 4), (5, 32)):
        assert live.send("/live/song/set/time_signature", numerator, denominator)[0][0] == "/live/error"
        assert live.query("/live/song/get/time_signature") == (7, 8)
