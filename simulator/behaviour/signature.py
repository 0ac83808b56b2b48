"""Time signatures of the song, of clips and of scenes: what Live takes, and what it makes of it."""
from __future__ import annotations

MOST_NUMERATOR = 99
DENOMINATORS = (1, 2, 4, 8, 16)


def check_numerator(value: int, name: str) -> int:
    """1..99; raises RuntimeError."""
    if not 1 <= value <= MOST_NUMERATOR:
        raise RuntimeError(f"{name} out of range")
    return value


def nearest_denominator(value: int, name: str) -> int:
    """1, 2, 4, 8 or 16; what lies between becomes the next of them (3 becomes 4). Raises RuntimeError."""
    if not DENOMINATORS[0] <= value <= DENOMINATORS[-1]:
        raise RuntimeError(f"{name} out of range")
    return next(denominator for denominator in DENOMINATORS if value <= denominator)
