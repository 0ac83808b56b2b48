"""How a property of Live's API is written in a Set: text to value, value to text.

Reading raises ValueError for a text that means nothing. Faders are amplitudes in the file: 1 is 0 dB.
"""
from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Any, Callable, NamedTuple, Tuple

from ..behaviour import curves
from ..behaviour.beat_time import as_float32, tidy
from ..behaviour.scales import SCALES
from ..behaviour.simpler import VOICES as VOICE_COUNTS


class Codec(NamedTuple):
    """One way of writing a value."""

    read: Callable[[str], Any]
    write: Callable[[Any], str]


def read_float(text: str) -> float:
    """A finite number."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("not finite: {}".format(text))
    return number


@lru_cache(maxsize=4096)
def write_float(value: float) -> str:
    """The shortest text that reads as the same number; whole numbers without a point, as Live writes them."""
    whole = float(value)
    return "{:d}".format(int(whole)) if whole.is_integer() and abs(whole) < 1e15 else repr(whole)


def read_bool(text: str) -> bool:
    """true or false."""
    if text not in ("true", "false"):
        raise ValueError("neither true nor false: {}".format(text))
    return text == "true"


def write_bool(value: Any) -> str:
    """true or false; also of a parameter, which is 0 or 1."""
    return "true" if value else "false"


# Decibels within which an amplitude of the file is the end of the fader.
NEAR = 1e-9


def amplitude(curve: Callable[[Any], Any], low: float = 0.0, high: float = 1.0) -> Codec:
    """A fader with that curve of decibels, written as amplitude."""
    def read(text: str) -> float:
        number = read_float(text)
        if number <= 0:
            return low
        decibels = 20.0 * math.log10(number)
        if decibels <= curve(low) + NEAR:
            return low
        value: float = as_float32(high if decibels >= curve(high) - NEAR else curves.invert(curve, decibels, low, high))
        return value

    def write(value: float) -> str:
        return repr(10.0 ** (curve(value) / 20.0))
    return Codec(read, write)


def read_colour(text: str) -> Any:
    """An index into the palette; -1 is none."""
    index = int(text)
    return None if index < 0 else index


def read_scale(text: str) -> str:
    """The name of a scale, which the file numbers; older files have the name."""
    names = list(SCALES)
    if re.match(r"\d+$", text):
        if int(text) >= len(names):
            raise ValueError("no scale has the number {}".format(text))
        return names[int(text)]
    if text not in SCALES:
        raise ValueError("no scale is called {!r}".format(text))
    return text


# A time signature is one number: 99 numerators for each denominator, 201 is 4/4.
NUMERATORS = 99
DENOMINATORS = (1, 2, 4, 8, 16)


def read_signature(text: str) -> Tuple[int, int]:
    """(numerator, denominator)."""
    number = int(text)
    if not 0 <= number < NUMERATORS * len(DENOMINATORS):
        raise ValueError("no time signature has the number {}".format(text))
    return number % NUMERATORS + 1, DENOMINATORS[number // NUMERATORS]


def write_signature(signature: Tuple[int, int]) -> str:
    """The number of a signature."""
    numerator, denominator = signature
    return str(numerator - 1 + NUMERATORS * DENOMINATORS.index(denominator))


def voice_index(text: str) -> int:
    """Place in the list of Simpler's numbers of voices."""
    index = int(text)
    if not 0 <= index < len(VOICE_COUNTS):
        raise ValueError("no number of voices has the number {}".format(text))
    return index


TEXT = Codec(str, str)
BOOL = Codec(read_bool, write_bool)
NOT = Codec(lambda text: not read_bool(text), lambda value: write_bool(not value))
NUMBERED = Codec(lambda text: bool(int(read_float(text))), lambda value: str(int(value)))
SWITCH = Codec(lambda text: float(read_bool(text)), write_bool)
INT = Codec(lambda text: int(read_float(text)), lambda value: str(int(value)))
FLOAT = PLAIN = Codec(read_float, write_float)
FLOAT32 = Codec(lambda text: as_float32(read_float(text)), write_float)
BEATS = Codec(lambda text: tidy(read_float(text)), write_float)
PERCENT = Codec(lambda text: as_float32(read_float(text) / 100.0), lambda value: write_float(value * 100.0))
COLOUR = Codec(read_colour, lambda value: str(-1 if value is None else value))
SCALE = Codec(read_scale, lambda name: str(list(SCALES).index(name)))
SIGNATURE = Codec(read_signature, write_signature)
VOLUME = amplitude(curves.volume_decibels)
SEND = amplitude(curves.send_decibels)
VOICES = Codec(lambda text: VOICE_COUNTS[voice_index(text)], lambda value: str(VOICE_COUNTS.index(value)))
GAIN = amplitude(curves.gain_decibels)
# Drum racks count the notes that they hear from the top.
RECEIVING_NOTE = Codec(lambda text: 128 - int(text), lambda note: str(128 - note))
