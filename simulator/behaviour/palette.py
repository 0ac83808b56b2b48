"""Live's colours: the seventy entries a colour snaps to."""
from __future__ import annotations

from typing import Any


def rgb(colour: Any) -> Any:
    """(red, green, blue) of 0x00RRGGBB."""
    return colour >> 16 & 255, colour >> 8 & 255, colour & 255


def nearest_index(palette: Any, colour: Any) -> Any:
    """Index of the palette entry closest to 0x00RRGGBB, by distance in RGB (fits both measured snaps)."""
    wanted = rgb(colour)

    def distance(index: int) -> Any:
        return sum((a - b) ** 2 for a, b in zip(rgb(palette[index]), wanted))

    return min(range(len(palette)), key=distance)
