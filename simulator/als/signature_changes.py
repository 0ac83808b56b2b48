"""Time signatures that change in the arrangement: an envelope of the main track, each event a signature's number."""
from __future__ import annotations

from typing import Any, Optional

from .codecs import FLOAT, SIGNATURE, read_float
from .context import Writing
from .element import Element
from .envelopes import (
    BEFORE_ALL,
    EVENTS,
    FARTHEST,
    TARGET,
    TRACK_ENVELOPE,
    TRACK_ENVELOPES,
    find_automation,
)

PLACE = "MainTrack/DeviceChain/Mixer/TimeSignature"
ENVELOPES = "MainTrack/" + TRACK_ENVELOPES


def read_change(event: Element) -> Any:
    """(time, numerator, denominator); ValueError when it is none."""
    time = read_float(event.attributes.get("Time", ""))
    if time > FARTHEST:
        raise ValueError("an event is out of range: {}".format(time))
    return (time,) + SIGNATURE.read(event.attributes.get("Value", ""))


def read_signature_changes(element: Element, song: Any) -> None:
    """Gives a song its changes; its signature at the start was read before. An envelope with other things stays."""
    envelope = find_automation(element, PLACE)
    if envelope is None or len(envelope.find(EVENTS) or ()) < 2:
        return
    try:
        events = {change[0]: change for change in map(read_change, envelope.find(EVENTS) or ()) if change[0] > 0.0}
    except (ValueError, OverflowError):
        # Whoever reads the envelopes that are left says that it is kept.
        return
    element.need(ENVELOPES).children.remove(envelope)
    first = (0.0, song.values["signature_numerator"], song.values["signature_denominator"])
    song.signatures.take((first,) + tuple(events[time] for time in sorted(events)))
    song.kept_signatures, song.kept_changes = envelope, song.values["signature_changes"]


def write_change(change: Any, index: int) -> Element:
    """The element of one change."""
    time, numerator, denominator = change
    number = SIGNATURE.write((numerator, denominator))
    return Element("EnumEvent", {"Id": str(index), "Time": FLOAT.write(time), "Value": number})


def write_signature_changes(song: Any, element: Element, writing: Writing) -> None:
    """See read_signature_changes; the main track is in the element already. Unchanged events stay as they came."""
    changes = song.values["signature_changes"]
    kept: Optional[Element] = getattr(song, "kept_signatures", None)
    if kept is None and not changes:
        return
    envelope = Element(TRACK_ENVELOPE) if kept is None else kept.copy()
    if kept is None or changes != song.kept_changes:
        rows = ((BEFORE_ALL,) + changes[0][1:],) + changes[1:]
        envelope.need(EVENTS).children = [write_change(change, index) for index, change in enumerate(rows)]
    target = element.get(PLACE + "/AutomationTarget@Id") or writing.fresh()
    element.put(PLACE + "/AutomationTarget@Id", target)
    envelope.put(TARGET, target)
    others = element.need(ENVELOPES)
    numbers = [int(other.attributes["Id"]) for other in others if other.attributes.get("Id", "").isdigit()]
    envelope.attributes["Id"] = str(max(numbers + [-1]) + 1)
    others.add(envelope)
