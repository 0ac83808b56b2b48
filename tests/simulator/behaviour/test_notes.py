"""Laws of a clip's notes."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.behaviour import notes

TIMES = st.integers(-32, 64).map(lambda steps: steps / 4.0)
ROWS = st.lists(st.tuples(st.integers(58, 62), TIMES, st.integers(1, 16).map(lambda steps: steps / 4.0)), max_size=12)


def lay(rows, before=()):
    made = [notes.make_note(index + 1, pitch, start, duration) for index, (pitch, start, duration) in enumerate(rows)]
    return notes.lay_notes(before, made)


def overlaps(found):
    return [
        (one, other)
        for index, one in enumerate(found)
        for other in found[index + 1 :]
        if one.pitch == other.pitch
        and one.start_time < notes.end_time(other)
        and other.start_time < notes.end_time(one)
    ]


@given(ROWS)
def test_notes_of_one_pitch_never_overlap_and_keep_lives_order(rows):
    found = lay(rows)
    assert overlaps(found) == []
    assert list(found) == sorted(found, key=notes.order)
    assert len({note.note_id for note in found}) == len(found)


@given(ROWS)
def test_the_note_that_came_last_is_whole(rows):
    found = lay(rows)
    if rows:
        pitch, start, duration = rows[-1]
        assert [note[1:4] for note in found if note.note_id == len(rows)] == [(pitch, start, duration)]


@given(ROWS, st.integers(57, 63), st.integers(0, 4), TIMES, st.integers(0, 64))
def test_a_region_and_what_remains_without_it_are_everything(rows, pitch, pitches, start, span):
    found = lay(rows)
    inside = notes.select_region(found, pitch, pitches, start, span)
    outside = notes.remove_region(found, pitch, pitches, start, span)
    assert sorted(inside + outside, key=notes.order) == list(found)
    assert all(pitch <= note.pitch < pitch + pitches and start <= note.start_time < start + span for note in inside)


@given(ROWS)
def test_changing_nothing_changes_nothing(rows):
    found = lay(rows)
    assert notes.modify(found, found) == found


@given(ROWS, st.sampled_from((0.25, 1.0)), st.sampled_from((1.0, 4.0)))
def test_quantized_in_full_every_note_is_on_the_grid(rows, grid, _):
    found = notes.quantize(lay(rows), (grid,), 1.0)
    assert all(abs(note.start_time / grid - round(note.start_time / grid)) < 1e-6 for note in found)
    assert overlaps(found) == []


@given(ROWS)
def test_quantizing_by_nothing_moves_nothing(rows):
    found = lay(rows)
    assert notes.quantize(found, (1.0,), 0.0) == found


@given(ROWS)
def test_a_repeated_span_holds_the_same_notes_again_and_what_was_behind_moves_along(rows):
    found = lay(rows)
    doubled = notes.duplicate_span(found, 0.0, 4.0, 1000)
    first = [(note.pitch, note.start_time) for note in found if 0 <= note.start_time < 4]
    again = [(note.pitch, note.start_time - 4) for note in doubled if 4 <= note.start_time < 8]
    assert again == first
    behind = [(note.pitch, note.start_time + 4) for note in found if note.start_time >= 4]
    assert [(note.pitch, note.start_time) for note in doubled if note.start_time >= 8] == behind
    assert overlaps(doubled) == []


@given(ROWS)
def test_cropped_notes_stay_inside(rows):
    for note in notes.crop(lay(rows), 0.0, 4.0):
        assert note.start_time >= 0 and notes.end_time(note) <= 4


def test_a_note_is_cut_where_the_next_of_its_pitch_begins_and_goes_where_it_is_covered():
    assert [note[1:4] for note in lay([(60, 0.0, 4.0), (60, 1.0, 1.0)])] == [(60, 0.0, 1.0), (60, 1.0, 1.0)]
    assert [note[1:4] for note in lay([(60, 1.0, 1.0), (60, 0.0, 4.0)])] == [(60, 0.0, 4.0)]
    assert [note.note_id for note in lay([(60, 1.0, 1.0), (60, 1.0, 2.0)])] == [2]


def test_fields_stay_inside_their_limits():
    note = notes.make_note(
        1, 60, 0, 1, velocity=300.0, probability=-1.0, velocity_deviation=500.0, release_velocity=-3.0
    )
    assert note[4:] == (127.0, False, 0.0, 127.0, 0.0)


def test_pitches_are_named_from_c_minus_two():
    assert [notes.note_name(pitch) for pitch in (0, 60, 61, 127)] == ["C-2", "C3", "C#3", "G8"]
