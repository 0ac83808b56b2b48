"""The notes of one MIDI clip as an immutable tuple: every function returns new notes and changes none.

Notes keep Live's order, by pitch and then start time. Two notes of one pitch never overlap: what is put down last wins,
an earlier note is cut where the new one starts, a note that starts under the new one goes.
"""
from __future__ import annotations

from bisect import bisect_left
from typing import Any, Dict, List, NamedTuple, Tuple

from .beat_time import nearest_grid_line, tidy

LOWEST_PITCH, HIGHEST_PITCH = 0, 127
SHORTEST = 1e-6

class Note(NamedTuple):
    note_id: int
    pitch: int
    start_time: float
    duration: float
    velocity: float
    mute: bool
    probability: float
    velocity_deviation: float
    release_velocity: float

# What a legacy five-part note does not say.
DEFAULTS = {"velocity": 100.0, "mute": False, "probability": 1.0, "velocity_deviation": 0.0, "release_velocity": 64.0}
# Field limits; Live keeps notes inside them.
LIMITS = {"pitch": (LOWEST_PITCH, HIGHEST_PITCH), "velocity": (1.0, 127.0), "probability": (0.0, 1.0),
          "velocity_deviation": (-127.0, 127.0), "release_velocity": (0.0, 127.0)}

Notes = Tuple[Note, ...]


def order(note: Any) -> Any:
    """Sort key of Live's note lists."""
    return note.pitch, note.start_time, note.note_id


def make_note(note_id: Any, pitch: int, start_time: Any, duration: Any, **rest: Any) -> Any:
    """A note with its missing fields at Live's defaults and every field inside its limits."""
    fields = dict(DEFAULTS, pitch=pitch, **rest)
    for name, (low, high) in LIMITS.items():
        fields[name] = min(max(fields[name], low), high)
    return Note(note_id=note_id, start_time=tidy(float(start_time)), duration=max(tidy(float(duration)), SHORTEST),
                pitch=int(fields["pitch"]), velocity=float(fields["velocity"]), mute=bool(fields["mute"]),
                probability=float(fields["probability"]), velocity_deviation=float(fields["velocity_deviation"]),
                release_velocity=float(fields["release_velocity"]))


def end_time(note: Any) -> float:
    """Where the note stops."""
    return tidy(note.start_time + note.duration)


class Lane:
    """The notes of one pitch, which never overlap, by start time."""

    def __init__(self) -> None:
        self.starts: List[float] = []
        self.notes: List[Note] = []

    def lay(self, new: Note) -> None:
        """Puts one note down: the one before is cut where it starts, those that start under it go."""
        first = bisect_left(self.starts, new.start_time)
        last = max(bisect_left(self.starts, end_time(new)), first)
        if first and new.start_time < end_time(self.notes[first - 1]):
            before = self.notes[first - 1]
            self.notes[first - 1] = before._replace(duration=tidy(new.start_time - before.start_time))
        self.starts[first:last] = [new.start_time]
        self.notes[first:last] = [new]

    def take(self, note_id: int) -> None:
        """Takes a note out, if it is still there."""
        for index, note in enumerate(self.notes):
            if note.note_id == note_id:
                del self.starts[index], self.notes[index]
                return


def lay_notes(notes: Any, new_notes: Any) -> Any:
    """The notes after others are put down over them, one after the other; a note in the way of its own id goes."""
    new_notes = tuple(new_notes)
    ids = {note.note_id for note in new_notes}
    lanes: Dict[int, Lane] = {note.pitch: Lane() for note in new_notes}
    kept = []
    for note in notes:
        if note.note_id in ids:
            continue
        if note.pitch in lanes:
            lanes[note.pitch].lay(note)
        else:
            kept.append(note)
    pitches: Dict[int, int] = {}
    for new in new_notes:
        if new.note_id in pitches:
            lanes[pitches[new.note_id]].take(new.note_id)
        lanes[new.pitch].lay(new)
        pitches[new.note_id] = new.pitch
    for lane in lanes.values():
        kept.extend(lane.notes)
    return tuple(sorted(kept, key=order))


def in_region(note: Any, from_pitch: Any, pitch_span: Any, from_time: Any, time_span: Any) -> bool:
    """Whether the note starts inside the window."""
    return (from_pitch <= note.pitch < from_pitch + pitch_span
            and from_time <= note.start_time < from_time + time_span)


def select_region(notes: Any, from_pitch: Any, pitch_span: Any, from_time: Any, time_span: Any) -> Any:
    """The notes that start inside the window."""
    return tuple(note for note in notes if in_region(note, from_pitch, pitch_span, from_time, time_span))


def remove_region(notes: Any, from_pitch: Any, pitch_span: Any, from_time: Any, time_span: Any) -> Any:
    """The notes that do not start inside the window."""
    return tuple(note for note in notes if not in_region(note, from_pitch, pitch_span, from_time, time_span))


def missing_ids(notes: Any, note_ids: Any) -> Any:
    """The ids that no note has."""
    return set(note_ids) - {note.note_id for note in notes}


def select_ids(notes: Any, note_ids: Any) -> Any:
    """The notes that have these ids."""
    wanted = set(note_ids)
    return tuple(note for note in notes if note.note_id in wanted)


def remove_ids(notes: Any, note_ids: Any) -> Any:
    """The notes that have none of these ids."""
    unwanted = set(note_ids)
    return tuple(note for note in notes if note.note_id not in unwanted)


def modify(notes: Any, changed: Any) -> Any:
    """The notes with others of the same id in the place of some; the changed ones win where they overlap."""
    changed = tuple(changed)
    return lay_notes(remove_ids(notes, [note.note_id for note in changed]), changed)


def copies(notes: Any, first_id: Any, time_offset: Any, transposition: int = 0) -> Any:
    """The notes moved in time and pitch under new ids; those that leave the range of pitches are dropped."""
    made: List[Note] = []
    for note in notes:
        pitch = note.pitch + transposition
        if LOWEST_PITCH <= pitch <= HIGHEST_PITCH:
            made.append(note._replace(note_id=first_id + len(made), pitch=pitch,
                                      start_time=tidy(note.start_time + time_offset)))
    return tuple(made)


def quantize(notes: Any, grids: Any, amount: Any, swing: float = 0.0, pitch: Any = None) -> Any:
    """Starts moved towards the grid by an amount of 0..1; of one pitch only when one is named."""
    moved = []
    for note in notes:
        if pitch is None or note.pitch == pitch:
            target = nearest_grid_line(note.start_time, grids, swing)
            moved.append(note._replace(start_time=tidy(note.start_time + (target - note.start_time) * amount)))
    return modify(notes, sorted(moved, key=order))


def duplicate_span(notes: Any, start: Any, length: float, first_id: Any) -> Any:
    """The notes with a span repeated right behind itself; what lay behind it moves along."""
    end = start + length
    behind = tuple(note._replace(start_time=tidy(note.start_time + length))
                   for note in notes if note.start_time >= end)
    before = tuple(note for note in notes if note.start_time < end)
    inside = tuple(note for note in before if note.start_time >= start)
    repeated = copies(tuple(cut(note, end) for note in inside), first_id, length)
    return lay_notes(lay_notes(tuple(cut(note, end) for note in before), repeated), behind)


def cut(note: Any, end: Any) -> Any:
    """The note, stopping at the latest at a time."""
    if note.start_time < end < end_time(note):
        return note._replace(duration=tidy(end - note.start_time))
    return note


def crop(notes: Any, start: Any, end: Any) -> Any:
    """The notes of a span, cut where they reach over its end."""
    return tuple(cut(note, end) for note in notes if start <= note.start_time < end)


def legacy(note: Any) -> Any:
    """The five-part tuple of Clip.get_notes."""
    return note.pitch, note.start_time, note.duration, note.velocity, note.mute


def next_id(notes: Any, used: Any) -> Any:
    """An id that no note had so far."""
    return max([used or 0] + [note.note_id for note in notes]) + 1


def note_name(pitch: int) -> str:
    """``C3`` for 60: octaves run from -2 to 8."""
    names = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
    return "%s%d" % (names[pitch % 12], pitch // 12 - 2)
