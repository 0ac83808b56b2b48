"""Laws of a clip's notes."""

import sys

from hypothesis import given
from hypothesis import strategies as st

from simulator import Simulator
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


def laid_one_by_one(rows):
    """The same by the plain words of the rule, note by note against all others."""
    kept = []
    for new in (notes.make_note(index + 1, *row) for index, row in enumerate(rows)):
        after = [note for note in kept if note.pitch != new.pitch]
        for note in kept:
            if note.pitch == new.pitch and note.start_time < new.start_time:
                cut = min(note.duration, new.start_time - note.start_time)
                after.append(note._replace(duration=cut))
            elif note.pitch == new.pitch and note.start_time >= notes.end_time(new):
                after.append(note)
        kept = after + [new]
    return tuple(sorted(kept, key=notes.order))


@given(ROWS)
def test_laying_many_notes_at_once_is_laying_them_one_after_the_other(rows):
    found = lay(rows)
    assert found == laid_one_by_one(rows)
    made = [notes.make_note(index + 1, *row) for index, row in enumerate(rows)]
    half = len(made) // 2
    assert notes.lay_notes(notes.lay_notes((), made[:half]), made[half:]) == found


def test_a_changed_note_given_twice_is_there_once_as_it_was_given_last():
    first, other = lay([(60, 0.0, 1.0), (60, 2.0, 1.0)])
    moved = [first._replace(start_time=2.5), first._replace(pitch=61)]
    found = notes.modify((first, other), moved)
    assert [note[:4] for note in found] == [(2, 60, 2.0, 0.5), (1, 61, 0.0, 1.0)]


def calls_to_add(count):
    """How many function calls it takes to add so many notes to a clip that has as many."""
    simulator, calls = Simulator(), []
    clip = simulator.song.tracks[0].clip_slots[0].create_clip(4.0)
    make = simulator.live.Clip.MidiNoteSpecification
    rows = tuple(make(60 + index % 2, index / 4.0, 0.25) for index in range(count))
    clip.add_new_notes(rows)
    sys.setprofile(lambda frame, event, argument: calls.append(event))
    try:
        clip.add_new_notes(rows)
    finally:
        sys.setprofile(None)
    simulator.close()
    return len(calls)


def test_ten_times_the_notes_take_no_more_than_some_ten_times_the_calls():
    assert calls_to_add(2000) < 15 * calls_to_add(200)


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
