"""Vectors: sequences that are no lists (live-api.json, vector_protocol)."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.vectors import VectorProtocol, make_vector, make_vector_classes

CLASSES = make_vector_classes({"IntVector": {"module": "Live.Base.IntVector"},
                               "Vector": {"module": "Live.Base.Vector"}})


@given(st.lists(st.integers()), st.integers(-20, 20), st.slices(20))
def test_a_vector_reads_like_the_list_it_was_made_from(items, index, part):
    vector = make_vector(CLASSES["IntVector"], items, None)
    assert len(vector) == len(items) and list(vector) == items
    assert list(vector[part]) == items[part] and type(vector[part]) is type(vector)
    assert (index in vector) == (index in items)
    if -len(items) <= index < len(items):
        assert vector[index] == items[index]
    else:
        with pytest.raises(IndexError, match="^Index out of range$"):
            vector[index]


@pytest.mark.parametrize("index", ["0", 0.0, None])
def test_an_index_that_is_no_int_is_refused(index):
    with pytest.raises(TypeError, match="^Invalid index type$"):
        make_vector(CLASSES["IntVector"], [1], None)[index]


def test_vectors_are_neither_lists_nor_tuples_nor_one_another(bare):
    tracks, names = bare.song.tracks, bare.live.Base.StringVector
    assert not isinstance(tracks, (list, tuple)) and not isinstance(tracks, names)
    assert type(tracks) is bare.live.Base.Vector
    assert repr(tracks).startswith("<Base.Vector object at 0x")
    assert not any(hasattr(tracks, name) for name in ("index", "count", "sort"))


def test_lives_own_vectors_cannot_be_changed(bare):
    bare.unwrap(bare.song).values["tracks"] = [bare.make("Track")]
    tracks = bare.song.tracks
    for change in (lambda: tracks.append(1), lambda: tracks.extend([1]), lambda: tracks.__setitem__(0, 1),
                   lambda: tracks.__delitem__(0)):
        with pytest.raises(RuntimeError, match="^Cannot modify read only container.$"):
            change()
    assert len(tracks) == 1


def test_a_script_may_fill_a_vector_of_its_own(bare):
    vector = bare.live.Base.IntVector()
    vector.append(1)
    vector.extend([2, 3])
    vector[0] = 7
    assert list(vector) == [7, 2, 3]


def test_a_vector_of_objects_is_a_snapshot_that_gives_new_handles(bare):
    song = bare.unwrap(bare.song)
    first, second = bare.make("Track"), bare.make("Track")
    song.values["tracks"] = [first, second]
    tracks = bare.song.tracks
    song.store("tracks", [first])
    assert len(tracks) == 2 and len(bare.song.tracks) == 1
    assert tracks[0] == bare.wrap(first) and tracks[0] is not tracks[0]
    assert bare.wrap(first) in tracks and tracks[-1] == bare.wrap(second)
    second.kill()
    assert tracks[1] is None


def test_base_vectors_alone_compare_and_add(bare):
    track = bare.make("Track")
    bare.unwrap(bare.song).values["tracks"] = [track]
    assert bare.song.tracks == bare.song.tracks
    assert len(bare.song.tracks + bare.song.tracks) == 2
    assert bare.song.tracks != [bare.wrap(track)]
    numbers = make_vector(bare.live.Base.IntVector, [1], None)
    with pytest.raises(TypeError):
        numbers + numbers


def test_each_vector_of_the_document_exists(bare):
    for name, row in bare.types.schema.vectors.items():
        assert issubclass(bare.types.vectors[name], VectorProtocol)
        assert getattr(getattr(bare.live, row["module"].split(".")[1]), name) is bare.types.vectors[name]
