"""Cue points, by index in the order in which they were made, and by name."""
import pytest

from tests.datagrams import bundle, message


@pytest.fixture
def cues(live):
    """Live with the cue points "verse" at 8 beats and "intro" at 4."""
    for time, name in ((8.0, "verse"), (4.0, "intro")):
        live.song.current_song_time = time
        live.advance()
        live.song.set_or_delete_cue()
        live.advance()
        next(cue for cue in live.song.cue_points if cue.time == time).name = name
    live.song.current_song_time = 0.0
    live.advance()
    return live


def test_they_are_listed_as_name_and_time(cues):
    values = cues.query("/live/song/get/cue_points")
    assert values == tuple(value for cue in cues.song.cue_points for value in (cue.name, cue.time))
    assert set(zip(values[::2], values[1::2])) == {("verse", 8.0), ("intro", 4.0)}
    assert all(type(time) is float for time in values[1::2])


@pytest.mark.parametrize("name, time", [("verse", 8.0), ("intro", 4.0)])
def test_one_is_jumped_to_by_name(cues, name, time):
    assert cues.send("/live/song/cue_point/jump", name) == []
    cues.advance()
    assert cues.query("/live/song/get/current_song_time") == (time,)


@pytest.mark.parametrize("index", [0, 1, 1.0, "1"])
def test_one_is_jumped_to_by_index(cues, index):
    cues.send("/live/song/cue_point/jump", index)
    cues.advance()
    assert cues.song.current_song_time == cues.song.cue_points[int(float(index))].time


@pytest.mark.parametrize("time", [4, 8.0, "8"])
def test_one_is_found_at_its_time_where_no_index_fits(cues, time):
    assert cues.send("/live/song/cue_point/set/name", time, "found") == []
    assert [cue.time for cue in cues.song.cue_points if cue.name == "found"] == [float(time)]


def test_a_name_of_digits_is_a_name_before_it_is_an_index(cues):
    cues.song.cue_points[1].name = "0"
    time = cues.song.cue_points[1].time
    cues.send("/live/song/cue_point/jump", "0")
    cues.advance()
    assert cues.song.current_song_time == time


@pytest.mark.parametrize("wanted, known_text, sentence", [
    (2, "Index out of range", "cue_point 2: there are 2"),
    (-1, "Index out of range", "cue_point -1: there are 2"),
    ("chorus", None, "cue_point 'chorus': no cue point has this name; there are 2"),
    ("", None, "cue_point '': no cue point has this name; there are 2"),
    ("nan", None, "cue_point 'nan': no cue point has this name; there are 2"),
    (0.5, None, "cue_point 0.5: no cue point is at this time; there are 2"),
    (None, None, "cue_point must be a finite number, got None"),
])
@pytest.mark.parametrize("address, rest",
                         [("/live/song/cue_point/jump", ()), ("/live/song/cue_point/set/name", ("x",))])
def test_one_that_is_not_there_is_refused(cues, address, rest, wanted, known_text, sentence):
    before = cues.query("/live/song/get/cue_points")
    (reply, values), = cues.send(address, wanted, *rest)
    assert reply == "/live/error"
    assert values[:2] == ("Error handling OSC message: " + (known_text or sentence), sentence)
    assert cues.query("/live/song/get/cue_points") == before


def test_one_is_named(cues):
    assert cues.send("/live/song/cue_point/set/name", "verse", "chorus") == []
    assert cues.send("/live/song/cue_point/set/name", 1, 909) == []
    assert cues.query("/live/song/get/cue_points")[2] == "909"


def test_one_is_made_and_deleted_at_the_playing_position(cues):
    cues.send("/live/song/set/current_song_time", 16)
    cues.send("/live/song/cue_point/add_or_delete")
    cues.advance()
    assert 16.0 in cues.query("/live/song/get/cue_points")
    cues.send("/live/song/cue_point/add_or_delete")
    cues.advance()
    assert 16.0 not in cues.query("/live/song/get/cue_points")


def test_a_new_name_is_heard(cues):
    cues.send("/live/song/start_listen/cue_points")
    cues.song.cue_points[0].name = "chorus"
    cues.advance()
    assert [values[::2] for _, values in cues.received()] == [tuple(cue.name for cue in cues.song.cue_points)]


def test_a_new_one_is_heard(live):
    assert live.send("/live/song/start_listen/cue_points") == [("/live/song/get/cue_points", ())]
    live.song.set_or_delete_cue()
    live.advance()
    assert live.received()[-1] == ("/live/song/get/cue_points", live.query("/live/song/get/cue_points"))


# Several at once

def finish(live):
    """Everything that was answered, errors with their sentence alone."""
    return [(address, values[1] if address == "/live/error" else values) for address, values in live.finish()]


def cue_points(live):
    values = live.query("/live/song/get/cue_points")
    return sorted(zip(values[1::2], values[::2]))


ADD, DELETE = "/live/song/cue_point/add", "/live/song/cue_point/delete"


@pytest.mark.parametrize("gap", [None, 0.0, 0.005, 0.01, 0.02])
def test_cue_points_that_are_asked_for_at_once_are_all_made_and_all_deleted(live, gap):
    def send(*messages):
        if gap is None:
            live.deliver(bundle(*messages))
        else:
            for one in messages:
                live.deliver(one)
                live.advance(gap)
        return finish(live)

    assert send(message(ADD, 0, "Intro"), message(ADD, 16, "Verse"), message(ADD, 32, "Chorus"),
                message(ADD, 16, "Verse 1")) == [
        (ADD, (0.0, 0)), (ADD, (16.0, 1)), (ADD, (32.0, 2)), (ADD, (16.0, 1))]
    assert cue_points(live) == [(0.0, "Intro"), (16.0, "Verse 1"), (32.0, "Chorus")]
    assert live.query("/live/song/get/current_song_time") == (0.0,)
    assert send(message(DELETE, "Intro"), message(DELETE, "Chorus"), message(DELETE, "Verse 1")) == []
    assert cue_points(live) == []


def test_who_moves_the_song_meanwhile_is_where_he_went(live):
    live.deliver(bundle(message(ADD, 16, "V"), message("/live/song/set/current_song_time", 100.0)))
    assert finish(live) == [(ADD, (16.0, 0))]
    assert live.query("/live/song/get/current_song_time") == (100.0,)


def test_who_starts_the_song_meanwhile_hears_it_from_where_it_was(live):
    live.send("/live/song/set/current_song_time", 64.0)
    live.deliver(bundle(message(ADD, 20, "V"), message("/live/song/continue_playing")))
    assert finish(live) == [("/live/error", "cue points elsewhere can be changed only while the song is stopped")]
    assert live.song.is_playing and live.song.current_song_time >= 64.0 and cue_points(live) == []


def test_what_comes_behind_a_cue_point_that_is_being_made_knows_it(live):
    live.deliver(bundle(message(ADD, 24, "E"), message("/live/song/cue_point/set/name", "E", "F"),
                        message("/live/song/cue_point/jump", "@id:1", "F")))
    assert finish(live) == [(ADD, (24.0, 0)), ("/live/song/cue_point/jump", ("@id:1", "ok"))]
    live.advance()
    assert live.query("/live/song/get/current_song_time") == (24.0,)


def test_an_index_is_that_of_the_moment_when_its_turn_comes(live):
    live.deliver(bundle(*(message(ADD, time, f"c{time}") for time in (4, 8, 12))))
    finish(live)
    live.deliver(bundle(message(DELETE, 0), message(DELETE, 0)))
    assert finish(live) == []
    assert len(cue_points(live)) == 1
    live.deliver(bundle(message(DELETE, 0), message(DELETE, 0)))
    assert finish(live) == [("/live/error", "cue_point 0: there are none")]
