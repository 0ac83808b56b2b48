"""How ids lead along a path to Live's objects, and the sentence for each way of going astray."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from AbletonOSC.errors import IndexOutOfRange, InvalidArgument, NoSuchObject, NothingThere, OSCError
from AbletonOSC.lom.path import (
    EVERY,
    Step,
    expand,
    follow,
    gather,
    index_of,
    name_track,
    read_id,
    read_path,
    track_named,
)

CLIP = read_path("tracks[track_id].clip_slots[clip_id].clip")
TRACK, DEVICE = Step("tracks", "track_id"), Step("devices", "device_id")


class Thing:
    def __init__(self, name, **children):
        self.name = name
        for attribute, child in children.items():
            setattr(self, attribute, child)


def make_song(tracks=3, returns=2):
    """Every track has three slots, of which the middle one holds a clip; track i has i devices."""
    song = Thing("song", master_track=Thing("main"), return_tracks=[Thing(f"return {i}") for i in range(returns)])
    song.tracks = [
        Thing(f"track {t}",
              clip_slots=[Thing(f"slot {t} {s}", clip=Thing(f"clip {t}") if s == 1 else None) for s in range(3)],
              devices=[Thing(f"device {t} {d}") for d in range(t)])
        for t in range(tracks)]
    song.view = Thing("view", selected_track=song.tracks[tracks // 2] if tracks else None)
    return song


@pytest.mark.parametrize("text, steps", [
    ("", ()),
    ("tempo", (Step("tempo", None),)),
    ("view.selected_track", (Step("view", None), Step("selected_track", None))),
    ("tracks[track_id].clip_slots[*].clip", (TRACK, Step("clip_slots", "*"), Step("clip", None))),
])
def test_a_path_is_read_as_its_steps(text, steps):
    assert read_path(text) == steps


@pytest.mark.parametrize("text, part", [
    ("tracks[0]", "tracks[0]"), ("tracks[]", "tracks[]"), ("a..b", ""), (".a", ""), ("a.", ""), ("a b", "a b"),
    ("Tracks", "Tracks"), ("tracks[a][b]", "tracks[a][b]"), ("tracks[a]x", "tracks[a]x"), ("a\n", "a\n"),
    ("a()", "a()"),
])
def test_anything_else_is_no_path(text, part):
    with pytest.raises(ValueError) as refusal:
        read_path(text)
    assert str(refusal.value) == f"{part!r} in the path {text!r} is not `name`, `name[argument]` or `name[*]`"


@pytest.mark.parametrize("value, echoed", [
    (0, 0), (7, 7), (2.0, 2), ("3", 3), ("3.0", 3), (True, 1), ("*", "*"), ("master", "master"),
    ("return_A", "return_A"),
    ("return_0", "return_0"), ("selected", "selected"),
])
def test_an_id_is_read_as_it_will_be_echoed(value, echoed):
    read = read_id(value, "track_id", TRACK)
    assert (read, type(read)) == (echoed, type(echoed))


@pytest.mark.parametrize("value, step, sentence", [
    (-1, TRACK, "track_id must be a whole number from 0, got -1"),
    (-1.0, TRACK, "track_id must be a whole number from 0, got -1"),
    ("-1", TRACK, "track_id must be a whole number from 0, got -1"),
    (0.5, TRACK, "track_id must be a whole number, got 0.5"),
    ("", TRACK, "track_id must be a whole number, got ''"),
    ("1.5", TRACK, "track_id must be a whole number, got '1.5'"),
    ("1st", DEVICE, "device_id must be a whole number, got '1st'"),
    ("\u00b2", DEVICE, "device_id must be a whole number, got '\u00b2'"),
    (float("nan"), TRACK, "track_id must be a whole number, got nan"),
    (None, TRACK, "track_id must be a whole number, got None"),
    (b"1", TRACK, "track_id must be a whole number, got b'1'"),
    ("master", DEVICE, "device_id must be a whole number, got 'master'"),
    (-1, DEVICE, "device_id must be a whole number from 0, got -1"),
])
def test_what_is_no_id_is_refused(value, step, sentence):
    with pytest.raises(InvalidArgument) as refusal:
        read_id(value, step.which, step)
    assert str(refusal.value) == sentence


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), st.binary(max_size=8)),
       st.sampled_from([TRACK, DEVICE]))
def test_whatever_comes_is_an_id_or_is_refused(value, step):
    try:
        read = read_id(value, step.which, step)
    except InvalidArgument as refusal:
        assert str(refusal).startswith(f"{step.which} must be a whole number")
        return
    if step is DEVICE:
        assert read == EVERY or (type(read) is int and read >= 0)


@pytest.mark.parametrize("name, found", [
    ("master", "main"), ("selected", "track 1"), ("return_0", "return 0"), ("return_1", "return 1"),
    ("return_A", "return 0"),
    ("return_b", "return 1"), ("return_01", "return 1"),
])
def test_a_word_names_a_track(name, found):
    assert track_named(make_song(), name, "track_id").name == found


@pytest.mark.parametrize("name", ["return_2", "return_C", "return_L", "return_99"])
def test_a_return_that_is_not_there_is_out_of_range(name):
    with pytest.raises(IndexOutOfRange) as refusal:
        track_named(make_song(), name, "track_id")
    assert str(refusal.value) == f"track_id {name}: there are 2"


@pytest.mark.parametrize("name",
                         ["Master", "drums", "return", "return_", "return_AA", "return_-1", "return_1.0", "return_!",
                                  "return_\u00df", "return_\u00b2", "return_\u00e4", "return_" + "9" * 50, "*"])
def test_a_word_that_names_no_track_is_refused(name):
    with pytest.raises(InvalidArgument) as refusal:
        track_named(make_song(), name, "track_id")
    assert str(refusal.value) == (
        'track_id must be a whole number from 0, "master", "return_A", "return_0", "selected" '
        f'or "*", got {name!r}')


@given(st.text(max_size=12).map("return_".__add__))
def test_no_word_breaks_the_search_for_a_track(name):
    try:
        track_named(make_song(), name, "track_id")
    except OSCError as refusal:
        assert str(refusal).startswith("track_id ")


def test_ids_lead_along_the_path():
    assert follow(make_song(), CLIP, {"track_id": 2, "clip_id": 1}).name == "clip 2"
    assert follow(make_song(), CLIP, {"track_id": "selected", "clip_id": 1}).name == "clip 1"


@pytest.mark.parametrize("track_id, clip_id, error, known_text, sentence", [
    (3, 0, IndexOutOfRange, "Index out of range", "track_id 3: there are 3"),
    (0, 3, IndexOutOfRange, "Index out of range", "clip_id 3: there are 3"),
    (0, 0, NothingThere, "track_id 0, clip_id 0: there is no clip", "track_id 0, clip_id 0: there is no clip"),
])
def test_the_step_that_leads_nowhere_is_named(track_id, clip_id, error, known_text, sentence):
    with pytest.raises(NoSuchObject) as refusal:
        follow(make_song(), CLIP, {"track_id": track_id, "clip_id": clip_id})
    assert type(refusal.value) is error
    assert str(refusal.value) == sentence
    assert refusal.value.known_text == "Error handling OSC message: " + known_text


@pytest.mark.parametrize("count, sentence", [(0, "track_id 5: there are none"), (1, "track_id 5: there is 1"),
                                             (2, "track_id 5: there are 2")])
def test_an_index_beyond_the_end_is_told_how_many_there_are(count, sentence):
    with pytest.raises(IndexOutOfRange) as refusal:
        follow(make_song(tracks=count), (TRACK,), {"track_id": 5})
    assert str(refusal.value) == sentence


def test_a_path_without_ids_that_comes_to_nothing_says_what_is_missing():
    song = make_song(tracks=0)
    with pytest.raises(NoSuchObject, match="^there is no selected track$"):
        follow(song, read_path("view.selected_track"), {})


def reached(path, **ids):
    return [(tuple(found.values()), target.name) for found, target in expand(make_song(), read_path(path), ids)]


def test_an_asterisk_reaches_every_object_with_its_ids():
    assert reached("tracks[track_id]", track_id="*") == [((0,), "track 0"), ((1,), "track 1"), ((2,), "track 2")]
    assert reached("tracks[track_id].devices[device_id]", track_id="*", device_id="*") == [
        ((1, 0), "device 1 0"), ((2, 0), "device 2 0"), ((2, 1), "device 2 1")]


def test_an_asterisk_passes_over_what_is_empty_or_beyond_the_end():
    clips = "tracks[track_id].clip_slots[clip_id].clip"
    assert reached(clips, track_id="*", clip_id="*") == [((0, 1), "clip 0"), ((1, 1), "clip 1"), ((2, 1), "clip 2")]
    assert reached(clips, track_id="*", clip_id=0) == []
    assert reached("tracks[track_id].devices[device_id]", track_id="*", device_id=1) == [((2, 1), "device 2 1")]


def test_before_the_asterisk_an_index_beyond_the_end_is_an_error():
    with pytest.raises(IndexOutOfRange, match="^track_id 9: there are 3$"):
        reached("tracks[track_id].devices[device_id]", track_id=9, device_id="*")


def test_before_the_asterisk_a_name_is_kept_as_sent():
    assert reached("tracks[track_id].clip_slots[clip_id]", track_id="selected", clip_id="*")[0] == (
        ("selected", 0), "slot 1 0")


def test_a_list_in_the_path_gathers_what_is_there_and_nothing_for_empty_places():
    song = make_song()
    held = gather(song.tracks[0], read_path("clip_slots[*].clip"))
    assert [None if clip is None else clip.name for clip in held] == [None, "clip 0", None]
    assert [device.name for device in gather(song, read_path("tracks[*].devices[*]"))] == [
        "device 1 0", "device 2 0", "device 2 1"]


class Equal:
    """Two of these are equal when they stand for the same object of Live, as its wrappers are."""

    def __init__(self, pointer):
        self.pointer = pointer

    def __eq__(self, other):
        return isinstance(other, Equal) and other.pointer == self.pointer

    __hash__ = None


def test_objects_are_found_by_equality_since_each_access_makes_a_new_wrapper():
    assert index_of([Equal(1), Equal(2)], Equal(2)) == 1
    assert index_of([Equal(1), Equal(2)], Equal(3)) is None


@pytest.mark.parametrize("pointer, name", [(1, 0), (2, 1), (5, "master"), (3, "return_0"), (4, "return_1"), (6, None)])
def test_a_track_is_named_as_it_is_addressed(pointer, name):
    song = Thing("song", tracks=[Equal(1), Equal(2)], return_tracks=[Equal(3), Equal(4)], master_track=Equal(5))
    assert name_track(song, Equal(pointer)) == name
