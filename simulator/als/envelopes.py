"""Automation: the envelopes of session clips and of tracks in the arrangement, with their curves.

The events of an envelope are those of behaviour/envelope_events.py. In the file a first one, before everything, says
the value up to the next.
"""
from __future__ import annotations

from contextlib import contextmanager
from typing import Any, Iterator, List, Optional, Tuple

from ..behaviour import envelope_events as line
from .codecs import BEATS, FLOAT, PLAIN, SWITCH, Codec, read_float
from .context import Reading, Writing
from .element import Element
from .rows import put_first

BEFORE_ALL = -63072000.0
CLIP_ENVELOPES, TRACK_ENVELOPES = "Envelopes/Envelopes", "AutomationEnvelopes/Envelopes"
CLIP_ENVELOPE, TRACK_ENVELOPE = "ClipEnvelope", "AutomationEnvelope"
TARGET, EVENTS = "EnvelopeTarget/PointeeId", "Automation/Events"
CURVE = ("CurveControl1X", "CurveControl1Y", "CurveControl2X", "CurveControl2Y")
FARTHEST = 1576800.0

Events = Tuple[Any, ...]


def is_first(event: Element) -> bool:
    """Whether it is the one before everything."""
    return read_float(event.attributes.get("Time", "")) <= BEFORE_ALL


def read_event(event: Element, parameter: Any) -> Any:
    """One event, moved into the parameter's range; ValueError when it is none."""
    time = BEATS.read(event.attributes.get("Time", ""))
    if abs(time) > FARTHEST:
        raise ValueError("an event is out of range: {}".format(time))
    curve = tuple(read_float(event.attributes[name]) for name in CURVE if name in event.attributes)
    return line.make_event(time, read_value(event, parameter), curve if len(curve) == len(CURVE) else line.STRAIGHT)


def read_value(event: Element, parameter: Any) -> float:
    """The value of an event."""
    value: float = parameter.codec.read(event.attributes.get("Value", ""))
    return min(max(value, parameter.values["min"]), parameter.values["max"])


def read_events(envelope: Element, parameter: Any) -> Events:
    """The events of an envelope; ValueError when one is none."""
    parts = [event for event in envelope.find(EVENTS) or () if "Time" in event.attributes]
    events = line.ordered(read_event(event, parameter) for event in parts if not is_first(event))
    before = [read_value(event, parameter) for event in parts if is_first(event)]
    if events and before and before[-1] != events[0][1]:
        events = line.ordered(((events[0][0], before[-1]),) + events)
    return events


def read_envelopes(place: Optional[Element], owner: Any, reading: Reading) -> None:
    """Gives a clip or a track its envelopes of parameters; others stay in the file's element."""
    others: List[Element] = []
    made: List[Any] = []
    whose = "a clip" if owner.class_name == "Clip" else "the arrangement"
    for envelope in place.children if place is not None else ():
        parameter = reading.targets.get(envelope.get(TARGET) or "")
        seen = any(parameter is each.automated for each in made)
        if parameter is None or seen or not belongs_to(parameter, owner):
            others.append(envelope)
            if owner.class_name == "Clip" or len(envelope.find(EVENTS) or Element("")) > 1:
                reading.report.note("An envelope of {} is kept, and not simulated".format(whose))
            continue
        try:
            events = read_events(envelope, parameter)
        except (ValueError, OverflowError) as error:
            reading.report.note("An envelope of {} is not understood: {}".format(whose, error))
            others.append(envelope)
            continue
        made.append(owner.make("Envelope", canonical_parent=owner, automated=parameter))
        made[-1].values["events"] = events
        made[-1].kept, made[-1].kept_events = envelope, events
    if made and place is not None:
        place.children = others
        owner.values["automation_envelopes"] = made


def belongs_to(parameter: Any, owner: Any) -> bool:
    """Whether an envelope of that owner can move the parameter: one of the clip's track, or the track's own."""
    if owner.class_name == "Clip":
        return bool(owner.belongs_here(parameter))
    return bool(parameter.track() is owner)


def envelopes_of(owner: Any) -> List[Any]:
    """The envelopes of a clip or track whose parameters are there."""
    return [each for each in owner.values.get("automation_envelopes", ()) if each.parameter.alive]


def write_envelopes(owner: Any, place: Element, tag: str, writing: Writing) -> None:
    """See read_envelopes; number_targets was called before."""
    put_first(place, [write_envelope(envelope, index, tag) for index, envelope in enumerate(envelopes_of(owner))])


def write_envelope(envelope: Any, index: int, tag: str) -> Element:
    """The element of one envelope; one that is as it came stays."""
    parameter = envelope.parameter
    events = envelope.values["events"]
    kept: Optional[Element] = getattr(envelope, "kept", None)
    element = kept.copy() if kept is not None else Element(tag)
    element.tag = tag
    element.attributes["Id"] = str(index)
    element.put(TARGET, parameter.target)
    if kept is None or events != envelope.kept_events:
        first = (BEFORE_ALL, events[0][1] if events else parameter.values["value"])
        element.need(EVENTS).children = [write_event(event, number, parameter)
                                         for number, event in enumerate((first,) + tuple(events))]
    return element


def write_event(event: Any, number: int, parameter: Any) -> Element:
    """The element of one event."""
    codec: Codec = getattr(parameter, "codec", PLAIN)
    tag = "BoolEvent" if codec is SWITCH else "EnumEvent" if parameter.spec.items else "FloatEvent"
    attributes = {"Id": str(number), "Time": FLOAT.write(event[0]), "Value": codec.write(event[1])}
    if len(event) > 2:
        attributes.update(zip(CURVE, map(FLOAT.write, event[2])))
    return Element(tag, attributes)


def every_envelope(song: Any) -> Iterator[Any]:
    """The envelopes of all session clips and tracks."""
    for track in song.every_track():
        for owner in [track] + [slot.values["clip"] for slot in track.values["clip_slots"]]:
            if owner is not None:
                yield from envelopes_of(owner)


@contextmanager
def numbered_targets(song: Any, writing: Writing) -> Iterator[None]:
    """Every automated parameter has a number by which its envelopes know it; those of no file have theirs meanwhile."""
    given = []
    for envelope in every_envelope(song):
        parameter = envelope.parameter
        if not getattr(parameter, "target", None):
            parameter.target = writing.fresh()
            given.append(parameter)
    try:
        yield
    finally:
        # The next file numbers from the same number on.
        for parameter in given:
            del parameter.target


def find_automation(song: Element, path: str) -> Optional[Element]:
    """The main track's envelope for the parameter at a path, or None."""
    target = song.get("{}/AutomationTarget@Id".format(path))
    for envelope in song.find("MainTrack/" + TRACK_ENVELOPES) or ():
        if target and envelope.get(TARGET) == target and envelope.find(EVENTS) is not None:
            return envelope
    return None


def first_event(song: Element, path: str) -> Optional[Element]:
    """The event of the main track's automation that holds at the start, for the parameter at a path, or None."""
    envelope = find_automation(song, path)
    held = [event for event in envelope.need(EVENTS) if is_at_start(event)] if envelope is not None else []
    return held[-1] if held else None


def is_at_start(event: Element) -> bool:
    """Whether an event is at the start of the arrangement or before."""
    try:
        return read_float(event.attributes.get("Time", "")) <= 0.0
    except ValueError:
        return False


AUTOMATED = ("MainTrack/DeviceChain/Mixer/Tempo", "MainTrack/DeviceChain/Mixer/TimeSignature")


def take_first_values(song: Element) -> None:
    """Tempo and signature are what their automation says at the start."""
    for path in AUTOMATED:
        take_first_value(song, path)


def take_first_value(song: Element, path: str) -> None:
    """The parameter at a path is what its automation says at the start, if that says something."""
    event = first_event(song, path)
    if event is not None and "Value" in event.attributes:
        song.put(path + "/Manual", event.attributes["Value"])


def give_first_values(song: Element) -> None:
    """The automation of tempo and signature says what they are, where it has them stay the same.

    Where it changes them, they are in the file what it has them start with, as in Live's: wherever the playhead is, and
    whatever overrides the automation meanwhile.
    """
    for path in AUTOMATED:
        envelope, value = find_automation(song, path), song.get(path + "/Manual")
        if envelope is not None and len(envelope.need(EVENTS)) == 1 and value is not None:
            envelope.need(EVENTS).own(0).put("@Value", value)
        elif envelope is not None:
            take_first_value(song, path)
