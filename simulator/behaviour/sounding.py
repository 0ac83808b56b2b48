"""How loud clips are: made up from what is in them, since the simulator makes no sound.

A level is a power, the square of an amplitude of which 1.0 is 0 dBFS. Notes sound as loud as they were struck and fade
slowly; audio pulses with the beat, as loud as its gain.
"""
from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from typing import Any, Dict, List, Tuple

from .curves import gain_decibels, volume_decibels

LOUDEST_NOTE, LOUDEST_AUDIO = 0.5, 0.4
MOST_VELOCITY = 127.0
# How much of an amplitude is left after a beat: of a note, and of the pulse of audio above its floor.
FADE = 0.7
PULSE_FLOOR = 0.55
# What a meter shows: dBFS = 76 * raw - 70 (measured).
METER_SPAN, METER_BOTTOM = 76.0, -70.0
MOST_POWER = 4.0


def note_power(velocity: float, age: float) -> float:
    """A note that was struck so many beats ago."""
    return (LOUDEST_NOTE * velocity / MOST_VELOCITY * FADE ** max(age, 0.0)) ** 2


def audio_power(gain: float, position: float) -> float:
    """Audio at a place in a clip."""
    pulse = PULSE_FLOOR + (1.0 - PULSE_FLOOR) * math.exp(-3.0 * (position % 1.0))
    return float((LOUDEST_AUDIO * pulse) ** 2 * power_of(gain_decibels(gain)))


def power_of(decibels: float) -> float:
    """The power of a level in dB; what is at the bottom of a fader is silent."""
    return 10.0 ** (decibels / 10.0) if decibels > METER_BOTTOM else 0.0


def fader_power(value: float) -> float:
    """What a volume fader at 0..1 lets through."""
    return power_of(volume_decibels(value)) if value > 0.0 else 0.0


def meter_value(power: float) -> float:
    """What a meter shows for a level: 0..1."""
    if power <= 0.0:
        return 0.0
    return min(max((10.0 * math.log10(power) - METER_BOTTOM) / METER_SPAN, 0.0), 1.0)


class Notes:
    """The notes of a clip by their starts, found quickly many times a second."""

    def __init__(self) -> None:
        self.rows: Dict[Any, Tuple[Any, List[Any], List[float], float]] = {}

    def of(self, clip: Any) -> Tuple[List[Any], List[float], float]:
        """(notes in order of time, their starts, length of the longest); changed notes are another tuple."""
        notes = clip.values["notes"]
        known = self.rows.get(clip)
        if known is None or known[0] is not notes:
            rows = sorted((note for note in notes if not note.mute), key=lambda note: note.start_time)
            longest = max([note.duration for note in rows] + [0.0])
            known = self.rows[clip] = notes, rows, [note.start_time for note in rows], longest
        return known[1:]

    def sounding(self, clip: Any, since: float, until: float) -> List[Any]:
        """The notes that sound at a place of the clip, or did since another one before it."""
        rows, starts, longest = self.of(clip)
        first, last = bisect_left(starts, since - longest), bisect_right(starts, until)
        return [note for note in rows[first:last] if note.start_time + note.duration > since]

    def forget(self, playing: Any) -> None:
        """Keeps what is known of clips that play, and drops the rest."""
        for clip in [clip for clip in self.rows if clip not in playing]:
            del self.rows[clip]
