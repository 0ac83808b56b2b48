"""What a device parameter is: its range, its default and how Live writes its value, from one line of a device table.

A line reads ``Name = default unit``; behind an ``@`` the default is what is shown, not the value:
``Freeze On = 0 Off/On``         a switch; the value is the index of the item
``Mode = 0 [Slow|Fast]``         a choice; ``[&waves]`` are the items of a list (devices/lists.txt)
``Dry/Wet = 0.55 %``             0..1 shown as percent
``Predelay = @3 ms 0.5..250``    0..1 shown on an exponential scale
``Transpose = 0 st -48..48``     the value is what is shown; -70 dB is silence
``Threshold = @-6 fader``        0..1 shown as dB, on the scale of the mixer's faders
``Level = 1 level``              0..1 shown as dB, on the scale of the mixer's sends: 0 dB at the top
``Pan = 0 pan``                  -1..1 shown as 50L..50R
``Amount = 0 bipolar``           -1..1 shown as percent
``Ratio = 0.75 ratio``           0..1 shown as 4.00 : 1
"""
from __future__ import annotations

import math
import re
from typing import Any, Dict, NamedTuple, Optional, Tuple

from . import curves


class ParameterSpec(NamedTuple):
    name: str
    minimum: float
    maximum: float
    default: float
    unit: str
    low: float
    high: float
    items: Tuple[str, ...]

LINE = re.compile(r"^(?P<name>.+?) = (?P<shown>@?)(?P<default>-?[\d.]+) (?P<unit>[^\d\s-][^\s]*|-)"
                  r"(?: (?P<low>-?[\d.]+)\.\.(?P<high>-?[\d.]+))?$")
# Units whose parameter runs from 0 to 1 and is shown on a scale of its own.
EXPONENTIAL = ("Hz", "ms", "s")
LINEAR = ("%",)
# Units whose parameter value is the shown number itself.
DIRECT = ("st", "ct", "dB", "-", "bit", "deg", "hertz", "millis")
# What is written behind a number, where it is not what tables call the unit.
WRITTEN = {"deg": "\u00b0", "hertz": " Hz", "millis": " ms"}
SILENCE = -70.0
SWITCH = ("Off", "On")
# Units whose scales and texts are curves of their own: from value to shown number, from value to text.
CURVED = {
    "volume": (curves.volume_decibels, curves.volume_text),
    "send": (curves.send_decibels, curves.send_text),
    "panning": (lambda value: value * 50.0, curves.panning_text),
    "tempo": (lambda value: value, "{:.2f}".format),
    "bipolar": (lambda value: value * 100.0, lambda value: "%s %%" % three_digits(value * 100.0)),
    "ratio": (curves.ratio, curves.ratio_text),
}
# What device tables call those, and their ranges.
CURVED_LINES = {"fader": ("volume", 0.0, 1.0), "level": ("send", 0.0, 1.0), "pan": ("panning", -1.0, 1.0),
                "bipolar": ("bipolar", -1.0, 1.0), "ratio": ("ratio", 0.0, 1.0)}


def parse_parameter(line: str, lists: Optional[Dict[str, Tuple[str, ...]]] = None) -> Any:
    """The ParameterSpec of one line of a device table; ValueError when the line is none.

    lists: the items of what `[&name]` names.
    """
    choice = re.match(r"^(?P<name>.+?) = (?P<default>\d+) \[(?P<items>.+)\]$", line)
    if choice:
        items = choice.group("items")
        if items.startswith("&"):
            if items[1:] not in (lists or {}):
                raise ValueError("there is no list %s" % items[1:])
            return choice_spec(choice.group("name"), int(choice.group("default")), (lists or {})[items[1:]])
        return choice_spec(choice.group("name"), int(choice.group("default")), tuple(items.split("|")))
    match = LINE.match(line)
    if not match:
        raise ValueError("not a parameter: %r" % line)
    spec = number_spec(match)
    if match.group("shown"):
        spec = spec._replace(default=raw_number(spec, spec.default))
    if not spec.minimum - 1e-9 <= spec.default <= spec.maximum + 1e-9:
        raise ValueError("the default of %r is out of its range" % spec.name)
    return spec._replace(default=min(max(spec.default, spec.minimum), spec.maximum))


def number_spec(match: Any) -> Any:
    """The ParameterSpec of a matched line, with the default as it is written."""
    name, unit, default = match.group("name"), match.group("unit"), float(match.group("default"))
    if unit == "Off/On":
        return choice_spec(name, int(default), SWITCH)
    if unit in CURVED_LINES:
        unit, low, high = CURVED_LINES[unit]
        return ParameterSpec(name, low, high, default, unit, low, high, ())
    if unit not in EXPONENTIAL + LINEAR + DIRECT:
        raise ValueError("unknown unit %r of parameter %r" % (unit, name))
    if match.group("low") is None and unit not in LINEAR:
        raise ValueError("parameter %r has no range" % name)
    low, high = float(match.group("low") or 0.0), float(match.group("high") or 100.0)
    if unit in DIRECT:
        return ParameterSpec(name, low, high, default, unit, low, high, ())
    return ParameterSpec(name, 0.0, 1.0, default, unit, low, high, ())


def choice_spec(name: str, default: Any, items: Any) -> Any:
    """A parameter that chooses among items."""
    highest = float(len(items) - 1)
    return ParameterSpec(name, 0.0, highest, float(default), "items", 0.0, highest, tuple(items))


def mixer_spec(name: str, unit: Any, minimum: Any, maximum: Any, default: Any) -> Any:
    """A continuous parameter of the mixer."""
    return ParameterSpec(name, minimum, maximum, default, unit, minimum, maximum, ())


def display_number(spec: Any, value: Any) -> Any:
    """The value in the unit that Live shows."""
    if spec.unit in CURVED:
        return CURVED[spec.unit][0](value)
    if spec.unit in EXPONENTIAL:
        return spec.low * math.pow(spec.high / spec.low, value)
    if spec.unit in LINEAR:
        return spec.low + (spec.high - spec.low) * value
    return value


def raw_number(spec: Any, shown: Any) -> Any:
    """The value for a number in the unit that Live shows; outside min..max when the number is out of range."""
    if spec.unit in CURVED:
        curve = CURVED[spec.unit][0]
        if not curve(spec.minimum) <= shown <= curve(spec.maximum):
            return spec.maximum + 1.0
        return curves.invert(curve, shown, spec.minimum, spec.maximum)
    if spec.unit in EXPONENTIAL:
        return math.log(shown / spec.low) / math.log(spec.high / spec.low) if shown > 0 else -1.0
    if spec.unit in LINEAR:
        return (shown - spec.low) / (spec.high - spec.low)
    return shown


def display_text(spec: Any, value: Any) -> Any:
    """The value as Live writes it."""
    if spec.unit in CURVED:
        return CURVED[spec.unit][1](value)
    shown = display_number(spec, value)
    if spec.unit == "items":
        return spec.items[min(max(int(round(value)), 0), len(spec.items) - 1)]
    if spec.unit == "Hz":
        return "%.2f kHz" % (shown / 1000.0) if shown >= 1000.0 else "%s Hz" % three_digits(shown)
    if spec.unit == "ms":
        return "%.2f s" % (shown / 1000.0) if shown >= 1000.0 else "%s ms" % three_digits(shown)
    if spec.unit == "%":
        return "%s %%" % three_digits(shown)
    if spec.unit == "dB":
        return "-inf dB" if shown <= SILENCE else "%.1f dB" % (shown + 0.0)
    if spec.unit in WRITTEN:
        return three_digits(shown) + WRITTEN[spec.unit]
    if spec.unit == "-":
        return "%d" % round(shown) if abs(shown - round(shown)) < 1e-6 else "%.2f" % shown
    return "%d %s" % (round(shown), spec.unit)


def three_digits(number: Any) -> str:
    """A number with three significant digits, as Live's small displays show it."""
    size = abs(number)
    if size >= 100.0 or abs(number - round(number)) < 1e-9:
        return "%.0f" % number
    return "%.1f" % number if size >= 10.0 else "%.2f" % number
