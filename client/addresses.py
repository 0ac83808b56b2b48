"""What an address says by itself: its verb, whether it is a pattern, whether a reply begins with the asked ids."""
from __future__ import annotations

import struct
from typing import Any, List, NamedTuple, Optional, Sequence, Tuple

from AbletonOSC.osc import pattern

ERROR = "/live/error"
REGISTER = "/live/api/register_listener"
UNREGISTER = "/live/api/unregister_listener"

EVERY = "*"
"""As an id: every object."""

LISTEN_VERBS = ("get", "start_listen", "stop_listen")


class Listened(NamedTuple):
    """The three addresses of one property that can be listened to: pushes come on `get`."""

    get: str
    start: str
    stop: str


def verb(address: str) -> Optional[str]:
    """Give the part of the address that says what is done: get, set, start_listen or stop_listen; None for a method."""
    for part in address.split("/")[2:]:
        if part == "set" or part in LISTEN_VERBS:
            return part
    return None


def listened(address: str) -> Optional[Listened]:
    """Give the addresses of the property, from any of the three; None when the address has no such verb."""
    parts = address.split("/")
    for index in range(2, len(parts) - 1):
        if parts[index] in LISTEN_VERBS:
            return Listened(*("/".join(parts[:index] + [name] + parts[index + 1:]) for name in LISTEN_VERBS))
    return None


def without_ids(address: str) -> Tuple[str, Tuple[str, ...]]:
    """Give the address that `/live/track/1/get/name` means, and the ids in it: (`/live/track/get/name`, ("1",)).

    In the address of an object of two words each id may stand behind its own: `/live/return/0/device/1/get/name`.
    """
    front, ids, rest = split_at_last_id(address)
    return "/".join(front + rest), ids


def split_at_last_id(address: str) -> Tuple[List[str], Tuple[str, ...], List[str]]:
    """Give the parts of an address up to its last id, but the ids; the ids; and the parts behind."""
    parts = address.split("/")
    named = next((index for index, part in enumerate(parts) if part == "set" or part in LISTEN_VERBS), len(parts))
    places = [index for index in range(3, named) if parts[index].isdigit() or parts[index] == EVERY]
    end = places[-1] + 1 if places else 3
    return ([part for index, part in enumerate(parts[:end]) if index not in places],
            tuple(parts[index] for index in places), parts[end:])


def is_wildcard(address: str, params: Sequence[Any]) -> bool:
    """Say whether the request may have several replies: a pattern as address, or `*` as an id."""
    return pattern.is_pattern(address) or EVERY in params


def echoes(asked: Any, replied: Any) -> bool:
    """Say whether an id in a reply is the one that was asked; 2, 2.0 and "2" are the same, `*` is any."""
    if isinstance(asked, str) and asked == EVERY:
        return True
    if isinstance(asked, (int, float, str)) and isinstance(replied, (int, float)):
        try:
            return float(replied) in (float(asked), _as_float32(float(asked)))
        except (ValueError, OverflowError):
            return False
    return bool(asked == replied)


def _as_float32(value: float) -> float:
    """Give what a float becomes on the wire."""
    rounded, = struct.unpack(">f", struct.pack(">f", value))
    return float(rounded)


def echo_length(asked: Sequence[Any], replied: Sequence[Any]) -> int:
    """Count the leading arguments of the request that the reply begins with."""
    length = 0
    for one, other in zip(asked, replied):
        if isinstance(other, bool) or not echoes(one, other):
            break
        length += 1
    return length
