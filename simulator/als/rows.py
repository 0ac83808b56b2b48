"""Reads and writes the rows of mapping.py for one object."""
from __future__ import annotations

from functools import lru_cache
from typing import Any, Iterable, List, Optional, Tuple

from .codecs import COLOUR, Codec
from .context import Reading, Writing, bind
from .element import Element
from .mapping import ROWS, Row

MANUAL = "/Manual"


def owner_of(target: Any, path: str) -> Tuple[Optional[Any], str]:
    """The object and property at the end of a path such as `mixer_device.volume.value`."""
    names = names_of(path)
    for name in names[:-1]:
        target = target.values[name]
        if target is None:
            return None, names[-1]
    return target, names[-1]


@lru_cache(maxsize=1024)
def names_of(path: str) -> Tuple[str, ...]:
    """The names on a path."""
    return tuple(path.split("."))


@lru_cache(maxsize=1024)
def rows_of(names: Tuple[str, ...]) -> Tuple[Row, ...]:
    """All rows under those names of mapping.py."""
    return tuple(row for name in names for row in ROWS[name])


@lru_cache(maxsize=1024)
def split(row: Row) -> Tuple[str, ...]:
    """The properties of a row; a time signature fills two."""
    return tuple(row.property.split("+"))


def is_allowed(row: Row, value: Any) -> bool:
    """Whether a value that was read may be taken over."""
    return row.allowed is None or value is None or row.allowed[0] <= value <= row.allowed[1]


def read_rows(names: Any, element: Element, target: Any, reading: Reading) -> None:
    """Gives an object the values that its element has; what is missing or wrong is left as it is."""
    for row in rows_of(tuple(names)):
        if row.path.endswith(MANUAL):
            bind_row(row, element, target, reading)
        text = element.get(row.path)
        if text is None:
            continue
        try:
            value = row.codec.read(text)
        except (ValueError, OverflowError) as error:
            reading.report.note("{} is not understood: {}".format(row.path, error))
            continue
        if not is_allowed(row, value):
            reading.report.note("{} must be {}..{}, and is {}".format(row.path, row.allowed[0], row.allowed[1], text)
                        if row.allowed else row.path)
            continue
        properties = split(row)
        for path, part in zip(properties, value if len(properties) > 1 else (value,)):
            owner, name = owner_of(target, path)
            # Only scenes may lack a colour; what else has none keeps what it was made with.
            if owner is not None and (part is not None or owner.class_name == "Scene"):
                owner.values[name] = part


def bind_row(row: Row, element: Element, target: Any, reading: Reading) -> None:
    """A parameter knows its place in the file, also where that has no value."""
    place = element.find(row.path[:-len(MANUAL)])
    owner, _ = owner_of(target, split(row)[0])
    if place is not None and owner is not None and owner.class_name == "DeviceParameter":
        bind(owner, place, row.codec, reading)


def write_rows(names: Any, target: Any, element: Element, writing: Optional[Writing]) -> None:
    """Writes an object's values into its element; writing: needed where one of the values is a parameter's."""
    for row in rows_of(tuple(names)):
        values = []
        for path in split(row):
            owner, name = owner_of(target, path)
            values.append(None if owner is None else owner.values[name])
        if len(values) > 1 or values[0] is not None or row.codec is COLOUR:
            put_value(element, row.path, row.codec, tuple(values) if len(values) > 1 else values[0])
            if owner is not None and owner.class_name == "DeviceParameter" and writing is not None:
                owner.codec = row.codec
                place = row.path[:-len(MANUAL)] + "/AutomationTarget@Id"
                element.put(place, getattr(owner, "target", None) or element.get(place) or writing.fresh())


def put_value(element: Element, path: str, codec: Codec, value: Any) -> None:
    """Writes a value at a place of an element; a number that the text there says already keeps its digits."""
    text = element.get(path)
    if text is None or not isinstance(value, float) or not says(text, codec, value):
        element.put(path, codec.write(value))


def says(text: str, codec: Codec, value: float) -> bool:
    """Whether a text reads as that number."""
    try:
        return bool(codec.read(text) == value)
    except (ValueError, OverflowError):
        return False


def keep(target: Any, element: Element) -> None:
    """The object remembers the element that it came from, so that saving writes back what was not understood."""
    target.kept = element


def kept_element(target: Any, tag: str) -> Element:
    """A copy of the element that an object came from, or a new one."""
    kept: Optional[Element] = getattr(target, "kept", None)
    if kept is None:
        return Element(tag)
    copy = kept.copy()
    copy.tag = tag
    return copy


def take_parts(place: Optional[Element], tags: Iterable[str], reading: Reading) -> List[Element]:
    """Takes the elements of a list that are what the list is for; others stay in it, to be written back."""
    if place is None or not place.children:
        return []
    taken = [part for part in place if part.tag in tags]
    others = [part for part in place if part.tag not in tags]
    for part in others:
        reading.report.note("{} among {} is kept, and not simulated".format(part.tag, place.tag))
    place.children = others
    return taken


def children_of(place: Optional[Element], tag: str) -> List[Element]:
    """The children of that tag at a place that need not be there, to be read."""
    return [part for part in place or () if part.tag == tag]


def put_first(place: Element, parts: List[Element]) -> None:
    """Puts elements into a list; what was left there when the file was read (see take_parts) follows them.

    Live refuses a list in which a number comes twice: what was left there gets another one then.
    """
    place.children = parts + list(place.children)
    numbers = [int(part.attributes["Id"]) for part in place.children if part.attributes.get("Id", "").isdigit()]
    taken, free = set(numbers[:len(parts)]), max(numbers, default=-1) + 1
    for index in range(len(parts), len(place.children)):
        number = place.children[index].attributes.get("Id", "")
        if number.isdigit() and int(number) in taken:
            place.own(index).attributes["Id"], free = str(free), free + 1
