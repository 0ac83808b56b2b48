"""What a mixer parameter's number means: fader curves in dB and the texts Live shows for them."""
from __future__ import annotations

import math
from typing import Any

MINIMUM_DECIBELS = -70.0
# Measured points of the fader's tail, where Live's curve is no longer the parabola.
VOLUME_TAIL = ((0.0, MINIMUM_DECIBELS), (0.001, -69.565), (0.002, -69.151), (0.005, -68.015), (0.0075, -67.17),
               (0.01, -66.4), (0.02, -63.373), (0.03, -60.92))
SEND_TAIL = ((0.0, MINIMUM_DECIBELS), (0.005, -69.695), (0.03, -66.92))
LINEAR_FROM = 0.4
TAIL_BELOW = 0.03
SEND_OFFSET = -6.0
GAIN_UNITY = 0.4


def interpolate(points: Any, at: Any) -> Any:
    """The value on a polyline of (x, y) points, flat beyond its ends."""
    if at <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        if at <= x1:
            return y0 + (y1 - y0) * (at - x0) / (x1 - x0)
    return points[-1][1]


def invert(curve: Any, wanted: Any, low: Any, high: Any) -> Any:
    """The input for which a rising curve gives the wanted value, by bisection."""
    for _ in range(60):
        middle = (low + high) / 2.0
        if curve(middle) < wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2.0


def fader_body(value: Any) -> Any:
    """Decibels of a fader above its tail."""
    if value >= LINEAR_FROM:
        return 40.0 * value - 34.0
    return -66.8 + 202.0 * value - 200.0 * value * value


def volume_decibels(value: Any) -> Any:
    """Decibels of a volume fader at 0..1 (0.85 is 0 dB); -70 at the bottom."""
    return interpolate(VOLUME_TAIL, value) if value < TAIL_BELOW else fader_body(value)


def send_decibels(value: Any) -> Any:
    """Decibels of a send at 0..1 (1.0 is 0 dB); -70 at the bottom."""
    return interpolate(SEND_TAIL, value) if value < TAIL_BELOW else fader_body(value) + SEND_OFFSET


def gain_decibels(value: Any) -> Any:
    """Decibels of an audio clip's gain at 0..1 (0.4 is 0 dB); -70 at the bottom."""
    if value <= 0.0:
        return MINIMUM_DECIBELS
    offset = value - GAIN_UNITY
    if offset >= 0:
        return 40.0 * offset
    # The clip's gain follows the fader's curve, moved up by its own unity.
    return max(volume_decibels(value) + 18.0, MINIMUM_DECIBELS)


def decibel_text(decibels: Any, at_bottom: Any) -> str:
    """``-6.0 dB``: one decimal on a tenth, three otherwise, ``-inf dB`` at the bottom."""
    if at_bottom:
        return "-inf dB"
    rounded = round(decibels, 1)
    if abs(decibels - rounded) < 5e-4:
        return "%.1f dB" % (rounded + 0.0)
    return "%.3f dB" % decibels


def volume_text(value: Any) -> Any:
    """What Live writes at a volume fader."""
    return decibel_text(volume_decibels(value), value <= 0.0)


def send_text(value: Any) -> Any:
    """What Live writes at a send."""
    return decibel_text(send_decibels(value), value <= 0.0)


def gain_text(value: Any) -> Any:
    """What Live writes at a clip's gain."""
    return decibel_text(gain_decibels(value), value <= 0.0)


def panning_text(value: Any) -> str:
    """``50L`` .. ``C`` .. ``50R``."""
    steps = int(math.floor(abs(value) * 50.0 + 0.5))
    if steps == 0:
        return "C"
    return "%d%s" % (steps, "L" if value < 0 else "R")


def ratio(value: Any) -> Any:
    """How many dB of a compressor's input make one at its output, at 0..1; 0.75 is 4."""
    return 1.0 / (1.0 - value) if value < 1.0 else math.inf


def ratio_text(value: Any) -> str:
    """``4.00 : 1``; ``inf : 1`` at the top."""
    return "inf : 1" if value >= 1.0 else "%.2f : 1" % ratio(value)
