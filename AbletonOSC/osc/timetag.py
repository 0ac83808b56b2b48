"""OSC time tags: 64-bit NTP numbers, 32 bits of seconds since 1900 and 32 bits of fraction (OSC 1.0, "Time Tags")."""
from __future__ import annotations

IMMEDIATELY = 1
"""The time tag that means "now". Zero, which some senders use for it, is taken as well."""

LONGEST_WAIT = 24 * 60 * 60.0
"""Seconds. A time further ahead than this comes from a sender whose clock is wrong, and means "now"."""

UNIX_EPOCH = 2208988800
"""Seconds from 1900, where NTP begins, to 1970, where `time.time()` begins."""

_FRACTIONS = 1 << 32
_ERA = 1 << 64


def timetag_at(time: float) -> int:
    """Give the time tag of a Unix time in seconds. NTP seconds wrap to zero in February 2036, and so does the tag."""
    return int((time + UNIX_EPOCH) * _FRACTIONS) % _ERA


def seconds_until(timetag: int, now: float) -> float:
    """Give the seconds from `now` (Unix time) until the time tag; 0.0 when it is immediate, past or not credible.

    The difference is taken modulo one NTP era, so a tag just beyond the wrap of 2036 is ahead of a `now` before it.
    """
    if timetag <= IMMEDIATELY:
        return 0.0
    ahead = ((timetag - timetag_at(now)) % _ERA) / _FRACTIONS
    return ahead if ahead <= LONGEST_WAIT else 0.0
