"""Automation: the envelopes of clips, and the first values of the arrangement's, which hold for tempo and signature."""
from __future__ import annotations

from typing import Any, List, Optional, Tuple

from .codecs import BEATS, FLOAT, PLAIN, SWITCH, Codec, read_float
from .context import Reading, Writing
from .element import Element

# Each envelope begins with an event that is before everything.
BEFORE_ALL = -63072000.0


def read_events(envelope: Element, codec: Codec) -> List[Tuple[float, float]]:
    """(time, value) of the events; ValueError when one is none."""
    events = envelope.find("Automation/Events")
    return [(BEATS.read(event.attributes.get("Time", "")), codec.read(event.attributes.get("Value", "")))
            for event in events or () if event.attributes.get("Time") != FLOAT.write(BEFORE_ALL)]


def read_envelopes(element: Element, clip: Any, reading: Reading) -> None:
    """Gives a session clip its envelopes of parameters; others stay in the file's element."""
    place = element.find("Envelopes/Envelopes")
    others = []
    for envelope in place.children if place is not None else ():
        parameter = reading.targets.get(envelope.get("EnvelopeTarget/PointeeId") or "")
        if parameter is None or not clip.belongs_here(parameter):
            reading.report.note("An envelope of a clip is kept, and not simulated")
            others.append(envelope)
            continue
        low, high = parameter.values["min"], parameter.values["max"]
        try:
            events = tuple((time, min(max(value, low), high)) for time, value in read_events(envelope, parameter.codec))
        except ValueError as error:
            reading.report.note("An envelope of a clip is not understood: {}".format(error))
            others.append(envelope)
            continue
        made = clip.make("Envelope", canonical_parent=clip, automated=parameter)
        made.values["events"] = events
        made.kept, made.kept_events = envelope, events
        clip.values["automation_envelopes"] = clip.values["automation_envelopes"] + [made]
    if place is not None:
        place.children = others


def write_envelopes(clip: Any, element: Element, writing: Writing) -> None:
    """See read_envelopes; number_targets was called before."""
    place = element.need("Envelopes/Envelopes")
    for envelope in clip.values["automation_envelopes"]:
        place.children.append(write_envelope(envelope, len(place.children), writing))


def write_envelope(envelope: Any, index: int, writing: Writing) -> Element:
    """The element of one envelope; one that is as it came keeps its curves."""
    parameter = envelope.parameter
    events = envelope.values["events"]
    kept: Optional[Element] = getattr(envelope, "kept", None)
    element = kept.copy() if kept is not None else Element("ClipEnvelope")
    element.attributes["Id"] = str(index)
    element.put("EnvelopeTarget/PointeeId", parameter.target)
    if kept is None or events != envelope.kept_events:
        codec: Codec = getattr(parameter, "codec", PLAIN)
        tag = "BoolEvent" if codec is SWITCH else "EnumEvent" if parameter.spec.items else "FloatEvent"
        first = (BEFORE_ALL, events[0][1] if events else parameter.values["value"])
        element.need("Automation/Events").children = [
            Element(tag, {"Id": str(number), "Time": FLOAT.write(event[0]), "Value": codec.write(event[1])})
            for number, event in enumerate((first,) + tuple(events))]
    return element


def number_targets(song: Any, writing: Writing) -> None:
    """Every automated parameter gets a number by which its envelopes know it."""
    for track in song.values["tracks"]:
        for slot in track.values["clip_slots"]:
            clip = slot.values["clip"]
            for envelope in clip.values["automation_envelopes"] if clip is not None else ():
                parameter = envelope.parameter
                if not getattr(parameter, "target", None):
                    parameter.target = writing.fresh()


def first_event(song: Element, path: str) -> Optional[Element]:
    """The event of the main track's automation that holds at the start, for the parameter at a path, or None."""
    target = song.get("{}/AutomationTarget@Id".format(path))
    envelopes = song.find("MainTrack/AutomationEnvelopes/Envelopes")
    for envelope in envelopes or ():
        events = envelope.find("Automation/Events")
        if target and envelope.get("EnvelopeTarget/PointeeId") == target and events is not None:
            held = [event for event in events if is_at_start(event)]
            return held[-1] if held else None
    return None


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
        event = first_event(song, path)
        if event is not None and "Value" in event.attributes:
            song.put(path + "/Manual", event.attributes["Value"])


def give_first_values(song: Element) -> None:
    """The automation of tempo and signature says at the start what they are."""
    for path in AUTOMATED:
        event, value = first_event(song, path), song.get(path + "/Manual")
        if event is not None and value is not None:
            event.attributes["Value"] = value
