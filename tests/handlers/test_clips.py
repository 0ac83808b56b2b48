"""Filtering clips by the notes at the end of their names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from AbletonOSC.handlers.clips import pitch_classes_of_name

NAMES = ("Pad C", "Pad E", "Bass-F#", "Strings CEG", "Lead_Bb3", "Drums", "Bad", "")


@pytest.fixture
def clips(live):
    slots = live.song.tracks[0].clip_slots
    for slot, name in zip(slots, NAMES):
        slot.create_clip(4.0)
        slot.clip.name = name
    return lambda: {slot.clip.name for slot in slots if slot.clip.muted}


@pytest.mark.parametrize("notes, muted", [
    (("C",), {"Pad E", "Bass-F#", "Strings CEG", "Lead_Bb3"}),
    (("C", "E", "G"), {"Bass-F#", "Lead_Bb3"}),
    (("Gb",), {"Pad C", "Pad E", "Strings CEG", "Lead_Bb3"}),
    (("A#", "E5"), {"Pad C", "Bass-F#", "Strings CEG"}),
])
def test_clips_with_other_notes_are_muted_and_clips_without_notes_are_left_alone(live, clips, notes, muted):
    assert live.send("/live/clips/filter", *notes) == []
    assert clips() == muted


def test_a_second_filter_brings_back_what_the_first_one_muted(live, clips):
    live.send("/live/clips/filter", "C")
    live.send("/live/clips/filter", "E", "F#", "Bb", "C", "G")
    assert clips() == set()


def test_unfilter_unmutes_clips_with_notes_and_no_others(live, clips):
    live.song.tracks[0].clip_slots[NAMES.index("Drums")].clip.muted = True
    live.send("/live/clips/filter", "C")
    assert live.send("/live/clips/unfilter") == []
    assert clips() == {"Drums"}


def test_something_else_than_a_note_is_refused_and_nothing_is_muted(live, clips):
    reply, = live.send("/live/clips/filter", "C", "H")
    assert reply[1][1] == "note must be a note name such as C, F# or Bb, got 'H'"
    reply, = live.send("/live/clips/filter")
    assert reply[1][1] == "missing argument: note"
    assert clips() == set()


NUMBERS = {"C": 0, "C#": 1, "Db": 1, "D": 2, "E": 4, "Fb": 4, "F": 5, "G": 7, "A": 9, "B": 11, "B#": 0, "Cb": 11}


@given(st.lists(st.sampled_from(sorted(NUMBERS)), min_size=1, max_size=6),
       st.sampled_from(["", "Bass ", "My-", "x_"]), st.integers(-2, 8))
def test_the_notes_of_a_name_are_pitch_classes(notes, front, octave):
    name = front + "".join(f"{note}{octave}" for note in notes)
    assert pitch_classes_of_name(name) == {NUMBERS[note] for note in notes}


@given(st.text())
def test_any_name_has_an_answer(name):
    assert pitch_classes_of_name(name) <= set(range(12))
