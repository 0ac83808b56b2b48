"""The Set's tuning system (Live 12). No Set of Live's with one is at hand: the places are named as Live's API does."""
from __future__ import annotations

from typing import Any, Dict, Tuple

from ..behaviour.tunings import Tuning, place
from ..values import fields
from .codecs import FLOAT, INT, Codec
from .context import Reading
from .element import Element
from .rows import keep, kept_element, read_rows, write_rows

PLACE, TAG = "TuningSystems", "TuningSystem"
NOTE: Dict[str, Codec] = {"index_in_octave": INT, "octave": INT}
# Property: place in the file, value class, its fields.
PARTS = (("lowest_note", "LowestNote", "PitchClassAndOctave", NOTE),
         ("highest_note", "HighestNote", "PitchClassAndOctave", NOTE),
         ("reference_pitch", "ReferencePitch", "ReferencePitch", dict(NOTE, frequency=FLOAT)))
TUNINGS, CENTS = "NoteTunings", "NoteTuning"
MOST_NOTES = 1024
FARTHEST_CENTS = 100000.0
OCTAVES = (-100, 100)


def camel_case(name: str) -> str:
    """index_in_octave is IndexInOctave in the file."""
    return "".join(part.capitalize() for part in name.split("_"))


def read_tuning(song: Element, target: Any, reading: Reading) -> None:
    """Gives the Set its tuning system; none that is not understood."""
    systems = song.child(PLACE)
    element = systems.child(TAG) if systems is not None else None
    if systems is None or element is None or "TuningSystem" not in target.simulator.types.objects:
        return
    try:
        cents = read_cents(element.child(TUNINGS) or Element(TUNINGS))
        if not 1 <= len(cents) <= MOST_NOTES or max(map(abs, cents)) > FARTHEST_CENTS:
            raise ValueError("{} notes".format(len(cents)))
        parts = {name: read_part(element.child(tag) or Element(tag), class_name, codecs, target)
                 for name, tag, class_name, codecs in PARTS}
        check_notes(parts, len(cents))
    except ValueError as error:
        reading.report.note("A tuning system is kept, and not simulated: {}".format(error))
        return
    tuning = target.make("TuningSystem", canonical_parent=target, tuning=Tuning(cents))
    tuning.values.update(parts)
    read_rows(("TuningSystem",), element, tuning, reading)
    keep(tuning, element)
    systems.children.remove(element)
    target.values["tuning_system"] = tuning


def read_cents(place: Element) -> Tuple[float, ...]:
    """Cents of every note."""
    return tuple(FLOAT.read(part.attributes.get("Value", "")) for part in place)


def read_part(element: Element, class_name: str, codecs: Dict[str, Codec], target: Any) -> Any:
    """A value of several fields."""
    found = {name: codec.read(element.get(camel_case(name)) or "") for name, codec in codecs.items()}
    if not OCTAVES[0] <= found["octave"] <= OCTAVES[1] or not found.get("frequency", 1.0) > 0:
        raise ValueError("{} out of range".format(class_name))
    return target.simulator.value(class_name, **found)


def check_notes(parts: Dict[str, Any], count: int) -> None:
    """Raises for notes that the octave does not have."""
    if not all(0 <= fields(part)["index_in_octave"] < count for part in parts.values()):
        raise ValueError("a note outside of the octave")
    if place(parts["lowest_note"]) > place(parts["highest_note"]):
        raise ValueError("the lowest note is above the highest")


def write_tuning(target: Any, song: Element) -> None:
    """See read_tuning."""
    tuning = target.values["tuning_system"]
    if tuning is None:
        return
    element = kept_element(tuning, TAG)
    write_rows(("TuningSystem",), tuning, element, None)
    for name, tag, _, codecs in PARTS:
        row = fields(tuning.values[name])
        for field, codec in codecs.items():
            element.put("{}/{}".format(tag, camel_case(field)), codec.write(row[field]))
    place, cents = element.need(TUNINGS), tuple(tuning.values["note_tunings"])
    if read_cents(place) != cents:
        place.children = [Element(CENTS, {"Id": str(index), "Value": FLOAT.write(value)})
                          for index, value in enumerate(cents)]
    song.need(PLACE).insert(0, element)
