"""The notes of a MIDI clip: one KeyTrack for each pitch, with its notes in order of time."""
from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from typing import Any, List, Optional, Set, Tuple

from ..behaviour.beat_time import tidy
from ..behaviour.notes import DEFAULTS, LIMITS, SHORTEST, Note, end_time, order
from .codecs import FLOAT, read_bool, read_float, write_bool
from .element import Element
from .report import Report

# Attribute of a MidiNoteEvent, and field of the note. Live 10 has neither probability nor deviation.
FIELDS = (("Velocity", "velocity"), ("VelocityDeviation", "velocity_deviation"), ("OffVelocity", "release_velocity"),
          ("Probability", "probability"))
NAMES = tuple(name for name, _ in FIELDS)
ATTRIBUTES = frozenset(("Time", "Duration", "IsEnabled", "NoteId") + NAMES)


def is_plain(tracks: Element, count: int) -> bool:
    """Whether the key tracks hold so many notes and nothing else."""
    parts = [part for track in tracks for part in track]
    events = [event for part in parts if part.tag == "Notes" for event in part]
    return (len(events) == count and all(track.tag == "KeyTrack" for track in tracks)
            and all(part.tag == "Notes" or part.tag == "MidiKey" and not part.children for part in parts)
            and all(event.tag == "MidiNoteEvent" and not event.children and ATTRIBUTES.issuperset(event.attributes)
                    for event in events))


@lru_cache(maxsize=4096)
def read_field(field: str, text: Optional[str]) -> float:
    """A number of a note inside its limits, or its default; ValueError when it is none."""
    if text is None:
        return float(DEFAULTS[field])
    low, high = LIMITS[field]
    return float(min(max(read_float(text), low), high))


@lru_cache(maxsize=4096)
def read_time(text: str) -> float:
    """A time or length; ValueError when it is none."""
    beats: float = tidy(read_float(text))
    return beats


@lru_cache(maxsize=4096)
def read_fields(*texts: Optional[str]) -> Tuple[float, ...]:
    """The numbers of FIELDS."""
    return tuple(read_field(field, text) for (_, field), text in zip(FIELDS, texts))


def read_note(event: Element, pitch: int, note_id: int) -> Note:
    """One note; ValueError when its numbers are none."""
    attributes = event.attributes
    velocity, deviation, release, probability = read_fields(*map(attributes.get, NAMES))
    start, duration = read_time(attributes.get("Time", "")), read_time(attributes.get("Duration", ""))
    return Note(note_id, pitch, start, max(duration, SHORTEST), velocity,
                not read_bool(attributes.get("IsEnabled", "true")), probability, deviation, release)


def read_notes(clip: Element, report: Report) -> Any:
    """The notes as the simulated clip keeps them: in Live's order, each id once, none over another of its pitch."""
    tracks = clip.find("Notes/KeyTracks")
    found: List[Note] = []
    used: Set[int] = set()
    for track in tracks if tracks is not None else ():
        try:
            pitch = int(track.get("MidiKey") or "")
        except ValueError:
            pitch = -1
        if not 0 <= pitch <= 127:
            report.note("A key track without a valid MidiKey is left out")
            continue
        events = track.find("Notes")
        for event in events if events is not None else ():
            try:
                note_id = int(event.attributes.get("NoteId", "0"))
                fresh = note_id > 0 and note_id not in used
                found.append(read_note(event, pitch, note_id if fresh else 0))
                used.add(note_id)
            except ValueError as error:
                report.note("A note is left out: {}".format(error))
    return number(without_overlaps(sorted(found, key=order)), max(used, default=0))


def without_overlaps(notes: List[Any]) -> List[Any]:
    """Notes of one pitch end where the next begins; of two at one place the later in the file stays."""
    kept: List[Any] = []
    for note in notes:
        if kept and kept[-1].pitch == note.pitch and end_time(kept[-1]) > note.start_time:
            if kept[-1].start_time == note.start_time:
                kept.pop()
            else:
                kept[-1] = kept[-1]._replace(duration=tidy(note.start_time - kept[-1].start_time))
        kept.append(note)
    return kept


def number(notes: List[Any], highest: int) -> Any:
    """Gives ids to the notes that have none."""
    numbered = []
    for note in notes:
        if note.note_id == 0:
            highest += 1
            note = note._replace(note_id=highest)
        numbered.append(note)
    return tuple(numbered)


def write_notes(notes: Any, clip: Element) -> None:
    """Puts notes into the element of a clip; those that are as they came stay."""
    if clip.find("Notes/KeyTracks") is not None and read_notes(clip, Report()) == notes:
        return
    by_pitch: "OrderedDict[int, List[Any]]" = OrderedDict()
    for note in notes:
        by_pitch.setdefault(note.pitch, []).append(note)
    tracks = []
    for index, (pitch, members) in enumerate(by_pitch.items()):
        events = Element("Notes", children=[write_note(note) for note in members])
        tracks.append(Element("KeyTrack", {"Id": str(index)}, [events, Element("MidiKey", {"Value": str(pitch)})]))
    clip.need("Notes/KeyTracks").children = tracks
    clip.put("Notes/NoteIdGenerator/NextId", str(max((note.note_id for note in notes), default=0) + 1))


def write_note(note: Any) -> Element:
    """One note."""
    attributes = {"Time": FLOAT.write(note.start_time), "Duration": FLOAT.write(note.duration)}
    attributes.update((name, FLOAT.write(getattr(note, field))) for name, field in FIELDS)
    attributes.update(IsEnabled=write_bool(not note.mute), NoteId=str(note.note_id))
    return Element("MidiNoteEvent", attributes)
