"""What may stand for an int, a float, a bool or a string in a message, and what is sent for a value of Live.

Senders cannot be chosen: TouchOSC sends indices as strings, Open Stage Control sends every number as a float, Max
cannot send booleans (facts: osc-protocol.md section 6). So a value is taken whenever it can mean only one thing, and
refused with a sentence otherwise. One object per type; `value_type` finds it for the type named in a row.
"""
from __future__ import annotations

import math
from typing import Any, Dict, Optional, Tuple, Union

from ..errors import InvalidArgument

Plain = Union[None, bool, int, float, str]
Sent = Union[Plain, Tuple[Any, ...]]
"""What is sent for a value of Live: one OSC argument, or a tuple of several."""


class ValueType:
    """A type of the tables: how arguments are read, how values are sent, and what documentation says of it."""

    name = ""
    tag = ""
    expected = ""
    parts: Tuple[str, ...] = ()
    """What of each object of a list makes the value, where it is made of many objects."""
    width = 0
    """How many values each entry of a list has; 0 where the value is no list."""

    def read(self, value: Any, argument: str) -> Any:
        """The argument as Live wants it; raises `InvalidArgument` naming the argument and the value."""
        raise NotImplementedError

    def send(self, value: Any) -> Sent:
        """The value of Live as an OSC argument: bool, int, float, str or None."""
        raise NotImplementedError

    def fit(self, owner: Any, attribute: str, value: Any) -> Any:
        """The value as `owner` wants it: an object of Live for a type whose messages only name it."""
        return value

    def refuse(self, value: object, argument: str) -> InvalidArgument:
        return InvalidArgument(f"{argument} must be {self.expected}, got {value!r}")

    def __repr__(self) -> str:
        return self.name


LARGEST_FLOAT = (2 - 2 ** -23) * 2.0 ** 127
"""The largest number of 32 bits, which is what answers carry."""
LONGEST_NUMBER = 64
"""Characters of a string that may spell a number: the time to read an int grows with the square of its digits."""


def read_number(text: str) -> object:
    """The finite number that a string spells, or the string itself; 'nan', 'inf' and '1_0' spell no number."""
    if "_" in text or len(text) > LONGEST_NUMBER:
        return text
    try:
        return int(text)
    except ValueError:
        pass
    try:
        number = float(text)
    except ValueError:
        return text
    return number if math.isfinite(number) else text


class Integer(ValueType):
    name, tag, expected = "int", "i", "a whole number"

    def read(self, value: object, argument: str) -> int:
        if type(value) is int:
            return value
        number = read_number(value) if isinstance(value, str) else value
        if isinstance(number, float) and math.isfinite(number) and number == int(number):
            return int(number)
        if isinstance(number, int):
            return int(number)
        raise self.refuse(value, argument)

    def send(self, value: Any) -> Sent:
        return None if value is None else int(value)


class Float(ValueType):
    name, tag, expected = "float", "f", "a finite number"

    def read(self, value: object, argument: str) -> float:
        number = read_number(value) if isinstance(value, str) else value
        if isinstance(number, (int, float)):
            try:
                number = float(number)
            except OverflowError:
                raise self.refuse(value, argument)
            if math.isfinite(number):
                return number
        raise self.refuse(value, argument)

    def send(self, value: Any) -> Sent:
        return None if value is None else float(value)


class Boolean(ValueType):
    name, tag, expected = "bool", "T", "boolean"
    spellings = {"true": True, "false": False}

    def read(self, value: object, argument: str) -> bool:
        meant = value
        if isinstance(meant, str):
            meant = self.spellings.get(meant.lower(), read_number(meant))
        if isinstance(meant, (bool, int, float)) and meant in (0, 1):
            return bool(meant)
        raise self.refuse(value, argument)

    def send(self, value: Any) -> Sent:
        return None if value is None else bool(value)


class Text(ValueType):
    name, tag, expected = "str", "s", "a string"

    def read(self, value: object, argument: str) -> str:
        if isinstance(value, str):
            return value
        # Max and the console turn a name such as 909 into a number before it can be quoted.
        if isinstance(value, float) and math.isfinite(value):
            return format(value, ".15g")
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        raise self.refuse(value, argument)

    def send(self, value: Any) -> Sent:
        return None if value is None else str(value)


class Anything(ValueType):
    """An argument whose type the row cannot know: given on as it came, but never NaN or infinite."""

    name, tag, expected = "any", "*", "a finite number, a boolean or a string"

    def read(self, value: object, argument: str) -> object:
        if isinstance(value, float) and not math.isfinite(value):
            raise self.refuse(value, argument)
        return value

    def send(self, value: Any) -> Sent:
        if value is None or isinstance(value, (bool, str)):
            return value
        if isinstance(value, int):
            return int(value)
        if isinstance(value, float):
            return float(value)
        return str(value)


class Kept(Anything):
    """A value that Live keeps for a client and gives back as it was: nothing that no answer can carry."""

    expected = "nil, a boolean, a string, a whole number of 32 bits or a finite one"

    def read(self, value: object, argument: str) -> object:
        if value is None or isinstance(value, (bool, str)):
            return value
        if isinstance(value, int) and abs(value + 0.5) < 1 << 31:
            return value
        if isinstance(value, float) and abs(value) <= LARGEST_FLOAT:
            return value
        raise self.refuse(value, argument)


class Choice(Text):
    """One of the routings on offer, by its display name; `offered` names the list of Live that holds them."""

    def __init__(self, offered: str) -> None:
        self.offered = offered

    def fit(self, owner: Any, attribute: str, value: Any) -> Any:
        offers = list(getattr(owner, self.offered))
        for offer in offers:
            if offer.display_name == value:
                return offer
        raise InvalidArgument("{} {!r} is not on offer; there are {}".format(
            attribute, value, ", ".join(repr(offer.display_name) for offer in offers) or "none"))

    def send(self, value: Any) -> Sent:
        return None if value is None else str(value.display_name)


class Enumeration(Integer):
    """A member of one of Live's enumerations, by its number."""

    def fit(self, owner: Any, attribute: str, value: Any) -> Any:
        members = type(getattr(owner, attribute)).values
        if value not in members:
            raise InvalidArgument("{} must be one of {}, got {}".format(
                attribute, ", ".join(f"{number} ({members[number].name})" for number in sorted(members)), value))
        return members[value]


TYPES: Dict[type, ValueType] = {int: Integer(), float: Float(), bool: Boolean(), str: Text(), object: Anything()}


class Count(Integer):
    """How many objects a list of Live holds."""

    def send(self, value: Any) -> Sent:
        return len(value)


class Names(Text):
    """The names of the objects of a list of Live, in its order; always the whole value of a row."""

    width = 1

    def __init__(self, attribute: str = "name") -> None:
        self.parts = (attribute,)

    def send(self, value: Any) -> Sent:
        return tuple(str(getattr(item, self.parts[0])) for item in value)


class NamesAndTimes(ValueType):
    """The name and the time of each object of a list of Live, in its order; always the whole value of a row."""

    name, tag, parts, width = "object", "sf", ("name", "time"), 2

    def send(self, value: Any) -> Sent:
        return tuple(sent for item in value for sent in (str(item.name), float(item.time)))


class ListOf(ValueType):
    """A list of plain values, such as strings; always the whole value of a row. `width`: so many make one entry."""

    def __init__(self, declared: object, width: int = 1) -> None:
        self.item, self.width = value_type(declared), width
        self.name, self.tag, self.expected = self.item.name, self.item.tag, f"a list, each {self.item.expected}"

    def send(self, value: Any) -> Sent:
        return tuple(self.item.send(item) for item in value)


def value_type(declared: object) -> ValueType:
    """The type object for what a row declares: `int`, `float`, `bool`, `str`, `object` (anything) or a `ValueType`."""
    if isinstance(declared, ValueType):
        return declared
    if isinstance(declared, type) and declared in TYPES:
        return TYPES[declared]
    raise TypeError(f"a row cannot have the type {declared!r}")


def check_range(value: Any, minimum: Optional[float], maximum: Optional[float], argument: str) -> Any:
    """The value, if it is within the limits that are given; raises `InvalidArgument` naming them otherwise."""
    if (minimum is not None and value < minimum) or (maximum is not None and value > maximum):
        if maximum is None:
            limit = f"at least {minimum}"
        elif minimum is None:
            limit = f"at most {maximum}"
        else:
            limit = f"{minimum}..{maximum}"
        raise InvalidArgument(f"{argument} must be {limit}, got {value!r}")
    return value
