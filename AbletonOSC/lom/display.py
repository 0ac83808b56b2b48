"""The value of a parameter that Live shows as a given text: `-6 dB`, `1.2 kHz`, `25L`, `Low Pass`.

Live tells the text of a value and not the value of a text, so it is searched for: the texts of a parameter rise or fall
from its lowest to its highest value.
"""

from __future__ import annotations

import re
from typing import Any, Callable, List, NamedTuple, Optional

from ..errors import InvalidArgument

NUMBER = re.compile(r"([-+]?)(inf|\d+(?:\.\d+)?)(.*)", re.DOTALL)
# How much of the plain unit one of these is; a pan position to the left is negative.
FACTORS = {"khz": 1000.0, "ms": 0.001, "l": -1.0}
CENTRE = "c"
HALVINGS = 60


class Shown(NamedTuple):
    """A text as a number, and the unit that it is in."""

    number: float
    unit: str

    @property
    def size(self) -> float:
        """The number in the plain unit: Hz, seconds, per cent to the right."""
        return self.number * FACTORS.get(self.unit, 1.0)


def read_shown(text: str) -> Optional[Shown]:
    """The number and the unit of a text; None where it has no number."""
    plain = "".join(text.split()).lower()
    if plain == CENTRE:
        return Shown(0.0, "r")
    match = NUMBER.match(plain)
    if match is None:
        return None
    sign, digits, unit = match.groups()
    return Shown(-float(digits) if sign == "-" else float(digits), unit)


def find_value(parameter: Any, text: str, argument: str) -> float:
    """The value that Live shows as this text, or as near to it as there is.

    A number without a unit is in the unit that is shown now. Raises `InvalidArgument` with what there is.
    """
    if parameter.is_quantized:
        return find_item(list(parameter.value_items), parameter.min, text, argument)
    for limit in (parameter.min, parameter.max):
        if same(parameter.str_for_value(limit), text):
            return float(limit)
    wanted = read_shown(text)
    now = read_shown(parameter.str_for_value(parameter.value))
    if wanted is None or now is None:
        raise refuse(parameter, text, argument)
    if not wanted.unit:
        wanted = wanted._replace(unit=now.unit)
    return search(parameter, wanted.size, lambda: refuse(parameter, text, argument))


def same(one: str, other: str) -> bool:
    """Whether two texts differ by nothing but space and case."""
    return "".join(one.split()).lower() == "".join(other.split()).lower()


def find_item(items: List[str], lowest: float, text: str, argument: str) -> float:
    """The value of a step by its name."""
    for index, item in enumerate(items):
        if same(item, text):
            return lowest + index
    raise InvalidArgument(f"{argument} must be one of {', '.join(items)}, got {text!r}")


def refuse(parameter: Any, text: str, argument: str) -> InvalidArgument:
    """What to say of a text that is never shown."""
    lowest, highest = parameter.str_for_value(parameter.min), parameter.str_for_value(parameter.max)
    return InvalidArgument(f"{argument} must be {lowest} .. {highest}, got {text!r}")


def search(parameter: Any, wanted: float, refusal: Callable[[], Exception]) -> float:
    """The middle of the values whose text is this size; refused beyond the ends, or where a text has no number."""
    def size(value: float) -> float:
        shown = read_shown(parameter.str_for_value(value))
        if shown is None:
            raise refusal()
        return shown.size

    lowest, highest = float(parameter.min), float(parameter.max)
    turn = 1.0 if size(highest) >= size(lowest) else -1.0
    if not turn * size(lowest) <= turn * wanted <= turn * size(highest):
        raise refusal()
    first = boundary(lowest, highest, lambda value: turn * size(value) >= turn * wanted)
    last = boundary(lowest, highest, lambda value: turn * size(value) > turn * wanted)
    return min(((first + last) / 2, first, last), key=lambda value: abs(size(value) - wanted))


def boundary(low: float, high: float, reached: Callable[[float], bool]) -> float:
    """Where a condition that holds at the high end begins to hold."""
    if reached(low):
        return low
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if reached(middle):
            high = middle
        else:
            low = middle
    return high
