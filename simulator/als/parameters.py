"""Parameters of devices: which place of the file is which parameter of Live's API, and in what unit it is there.

A parameter of the file is an element with a `Manual` value and an `AutomationTarget`. Where a row below, or the same
letters in both names, say which parameter of the catalogue it is, it gives that one its value; where not, the device
gets one more parameter with the name and range that the file has.
"""
from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Tuple

from ..behaviour.beat_time import as_float32
from ..behaviour.device import RACKS
from ..behaviour.device_catalogue import MACRO_COUNT, find_spec
from ..behaviour.parameter_spec import EXPONENTIAL, LINEAR, ParameterSpec, choice_spec, display_number, raw_number
from .codecs import PLAIN, SEND, SWITCH, VOLUME, Codec, read_float, write_float
from .element import Element
from .parameter_names import NAMES

MACRO = re.compile(r"MacroControls\.(\d+)$")
SILENCE = 0.0003162277571
LARGEST = 3.4e38
# Parts of a device that hold other devices, or that repeat for each sample.
ELSEWHERE = frozenset({"Branches", "ReturnBranches", "MultiSampleMap", "UserSample", "SourceContext"})
MOST_PARAMETERS = 4096
# A place of a plug-in's panel on which there is no parameter.
UNUSED = "-1"
# The file counts in the unit that Live shows, or in a thousandth or thousand of it.
FACTORS = (1.0, 1e-3, 1e3)


# What Live's API has on a curve from 0 to 1: levels of all kinds are amplitudes in the file.
CHOICE = Codec(lambda text: float(int(read_float(text))), lambda value: str(int(value)))
# Units of which the file may have hundredths.
PARTS = ("ct",)
LEVELS: Dict[str, Codec] = {"volume": VOLUME, "send": SEND}
CURVES: Dict[str, Codec] = dict(LEVELS, ratio=Codec(
    lambda text: 1.0 - 1.0 / max(read_float(text), 1.0),
    lambda value: write_float(min(1.0 / (1.0 - value), LARGEST) if value < 1.0 else LARGEST)))


class FileParameter(NamedTuple):
    """One parameter as the file has it. `holder`: the element around it, which may have its name."""

    path: str
    element: Element
    holder: Element

    @property
    def text(self) -> str:
        """Its value."""
        return self.element.get("Manual") or ""

    def range(self) -> Optional[Tuple[float, float]]:
        """Lowest and highest value, where the file says."""
        for element, low, high in ((self.element, "MidiControllerRange/Min", "MidiControllerRange/Max"),
                                   (self.holder, "MinValue", "MaxValue")):
            try:
                ends = sorted((read_float(element.get(low) or ""), read_float(element.get(high) or "")))
            except ValueError:
                continue
            return max(ends[0], -LARGEST), min(ends[1], LARGEST)
        return None


def file_parameters(device: Element) -> List[FileParameter]:
    """All parameters of a device, in the order of the file."""
    found: List[FileParameter] = []
    waiting: Iterator[Tuple[str, Element, Element]]
    stack = [iter([("", device, device)])]
    while stack and len(found) < MOST_PARAMETERS:
        waiting = stack[-1]
        entry = next(waiting, None)
        if entry is None:
            stack.pop()
            continue
        path, element, holder = entry
        if holder.get("ParameterId") == UNUSED and not holder.get("ParameterName"):
            continue
        if path and element.child("Manual") is not None and element.child("AutomationTarget") is not None:
            found.append(FileParameter(path, element, holder))
        else:
            stack.append(iter([((path + "/" if path else "") + child.tag, child, element) for child in element
                               if child.tag not in ELSEWHERE]))
    return found


@lru_cache(maxsize=4096)
def squeeze(name: str) -> str:
    """A name without what only separates."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def known_names(class_name: str, path: str) -> List[str]:
    """What Live's API calls the parameter at a place of the file, the likeliest first; none where nobody knows."""
    macro = MACRO.match(path)
    if macro and int(macro.group(1)) < MACRO_COUNT:
        return ["Macro {}".format(int(macro.group(1)) + 1)]
    names = NAMES.get(class_name, {}).get(path) or NAMES[""].get(path) or ""
    return names.split("|") if names else []


@lru_cache(maxsize=None)
def known_places(class_name: str) -> Dict[str, List[str]]:
    """The places of a class's parameters in the file, by name; the first is the one that is written."""
    spec = find_spec(class_name)
    there = {squeeze(each.name) for each in spec.parameters} if spec is not None else set()
    places: Dict[str, List[str]] = {}
    macros = ["MacroControls.{}".format(index) for index in range(MACRO_COUNT)] if class_name in RACKS else []
    for path in list(NAMES.get(class_name, {})) + macros:
        meant = [name for name in map(squeeze, known_names(class_name, path)) if name in there]
        if meant:
            places.setdefault(meant[0], []).append(path)
    return places


def places_of(class_name: str, name: str) -> List[str]:
    """The places of the file at which a parameter may be, by the tables; none where nobody knows one."""
    return known_places(class_name).get(squeeze(name), [])


def api_names(class_name: str, path: str) -> List[str]:
    """What Live's API may call the parameter at a place of the file."""
    return known_names(class_name, path) or [path]


def own_name(class_name: str, parameter: FileParameter) -> str:
    """What to call a parameter that the catalogue does not have: as Live does, or the file, or by its place there."""
    known = known_names(class_name, parameter.path)
    if known:
        return known[0]
    named = parameter.holder.get("ParameterName") or parameter.holder.get("Name")
    if named and parameter.element.tag in ("Timeable", "ParameterValue"):
        return named
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", parameter.path.replace("/", " ").replace(".", " ").replace("_", " "))


def own_spec(class_name: str, parameter: FileParameter) -> Any:
    """The ParameterSpec of a parameter that the catalogue does not have. ValueError when its value is none."""
    name = own_name(class_name, parameter)
    if parameter.text in ("true", "false"):
        return choice_spec(name, int(parameter.text == "true"), ("Off", "On"))
    value = read_float(parameter.text)
    names = parameter.holder.find("Names") if parameter.element.tag == "Timeable" else None
    items = tuple(item.get("Name") or "" for item in names) if names is not None else ()
    if len(items) > 1 and value.is_integer() and 0 <= value < len(items):
        return choice_spec(name, int(value), items)
    low, high = parameter.range() or (0.0, 1.0)
    low, high = max(min(low, value), -LARGEST), min(max(high, value), LARGEST)
    return ParameterSpec(name, low, high, min(max(value, low), high), "-", low, high, ())


def decibels(spec: ParameterSpec) -> Codec:
    """An amplitude in the file, decibels in Live's API."""
    return Codec(lambda text: 20.0 * math.log10(max(read_float(text), SILENCE)),
                 lambda value: repr(10.0 ** (value / 20.0)))


def scaled(spec: ParameterSpec, factor: float) -> Codec:
    """The number that Live shows in the file, 0..1 in Live's API."""
    lowest = 1e-9 if spec.unit in EXPONENTIAL else -LARGEST
    return Codec(lambda text: raw_number(spec, max(read_float(text), lowest) / factor),
                 lambda value: write_float(display_number(spec, value) * factor))


A4, A4_HERTZ, OCTAVE = 69.0, 440.0, 12.0


def hertz(pitch: float) -> float:
    """The frequency of a MIDI note, which may lie between two; those far outside of hearing sound alike."""
    return A4_HERTZ * 2.0 ** ((min(max(pitch, -OCTAVE), 160.0) - A4) / OCTAVE)


def pitched(spec: ParameterSpec) -> Codec:
    """A frequency as MIDI note in the file, 0..1 in Live's API."""
    return Codec(lambda text: raw_number(spec, hertz(read_float(text))),
                 lambda value: write_float(A4 + OCTAVE * math.log(display_number(spec, value) / A4_HERTZ, 2.0)))


def logarithmic(low: float, high: float) -> Codec:
    """A number of that range in the file, 0..1 in Live's API, such as a Q."""
    return Codec(lambda text: math.log(max(read_float(text), low) / low) / math.log(high / low),
                 lambda value: write_float(low * (high / low) ** value))


def is_near(number: float, other: float) -> bool:
    """Equal but for how the file rounds the ends of ranges."""
    return abs(number - other) <= 0.02 * max(abs(number), abs(other)) + 1e-9


def is_inside(inner: Tuple[float, float], low: float, high: float) -> bool:
    """Whether a range lies in another one, but for rounding."""
    return all(low <= end <= high or is_near(end, low) or is_near(end, high) for end in inner)


def is_amplitude(low: float, high: float, loudest: float) -> bool:
    """Whether a range is one of amplitudes; loudest: the parameter's maximum in decibels."""
    if high <= 0 or low < 0:
        return False
    ends_there = abs(20.0 * math.log10(high) - loudest) < 0.6
    return ends_there and not is_near(high, loudest) if low == 0 else ends_there or low < 0.01


def is_choice(parameter: FileParameter, spec: ParameterSpec) -> bool:
    """Whether what the file says is one of the items, and so is all that it can say."""
    try:
        values = (read_float(parameter.text),) + (parameter.range() or ())
    except ValueError:
        return True
    return min(values) >= 0.0 and max(values) <= spec.maximum


def find_codec(parameter: FileParameter, spec: ParameterSpec) -> Optional[Codec]:
    """How the file writes a parameter of the catalogue; None when its range fits none of the known ways.

    The range in the file is that of a controller or macro, which may be a part of the parameter's own.
    """
    if parameter.text in ("true", "false"):
        return SWITCH if spec.maximum == 1.0 else None
    if spec.items:
        return CHOICE if is_choice(parameter, spec) else None
    ends = parameter.range()
    if ends is None:
        return PLAIN if spec.unit == "-" else None
    low, high = ends
    if spec.unit in LEVELS or spec.unit in CURVES and not is_inside(ends, spec.minimum, spec.maximum):
        return CURVES[spec.unit]
    if spec.unit in PARTS and is_near(high - low, (spec.high - spec.low) / 100.0):
        return scaled(spec, 0.01)
    if spec.unit == "dB" and is_amplitude(low, high, spec.maximum):
        return decibels(spec)
    if spec.unit in EXPONENTIAL:
        exact = [factor for factor in FACTORS if is_near(high, spec.high * factor)]
        possible = [factor for factor in FACTORS if is_inside(ends, spec.low * factor, spec.high * factor)]
        pitches = spec.unit == "Hz" and not is_inside(ends, 0.0, 1.0)
        if not exact + possible and pitches and is_inside((hertz(low), hertz(high)), spec.low, spec.high):
            return pitched(spec)
        return scaled(spec, (exact + possible)[0]) if exact + possible else None
    if spec.unit == "-" and (spec.minimum, spec.maximum) == (0.0, 1.0) and 0.0 < low < 1.0 < high:
        return logarithmic(low, high)
    if spec.unit in LINEAR and is_near(high, spec.high / 100.0):
        return scaled(spec, 0.01)
    if spec.unit in LINEAR and not is_inside(ends, 0.0, 1.0):
        return scaled(spec, 1.0) if is_inside(ends, spec.low, spec.high) else None
    return PLAIN if is_inside(ends, spec.minimum, spec.maximum) else None


def fit(codec: Codec, text: str, spec: ParameterSpec) -> float:
    """The value of a text, moved into the parameter's range."""
    low, high = as_float32(spec.minimum), as_float32(spec.maximum)
    value: float = min(max(as_float32(codec.read(text)), low), high)
    return value
