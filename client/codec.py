"""Bytes to messages and back, with the codec of the remote script, so that both ends agree.

`Message` (address, arguments) is the script's own: what arrives, and what is sent.
"""
from __future__ import annotations

import struct
from datetime import datetime
from typing import Any, Iterable, List, Sequence, Tuple, Union

try:
    from AbletonOSC.osc import packet, timetag
    from AbletonOSC.osc.packet import Message
except ImportError as missing:
    raise ImportError("the package `client` needs the package `AbletonOSC` beside it: run from the folder that holds "
                      "both, or install the project with pip (%s)" % missing) from missing

__all__ = ["Message", "Params", "When", "as_params", "decode", "encode", "encode_bundle"]

_LARGEST_INT = 0x7FFFFFFF
_SMALLEST_INT = -0x80000000

Params = Union[Sequence[Any], Any]
"""Arguments of a message; a single one may stand for itself."""

When = Union[None, float, datetime]
"""When a bundle is carried out: at once, or at a time (Unix seconds, or a datetime)."""


def as_params(params: Params) -> Tuple[Any, ...]:
    """Give the arguments as a tuple; a str, bytes or number is one argument."""
    if isinstance(params, (list, tuple)):
        return tuple(params)
    if params is None or isinstance(params, (str, bytes, int, float)):
        return (params,)
    return tuple(params)


def encode(address: str, params: Sequence[Any]) -> bytes:
    """Give the bytes of a message; the arguments are int, float, str, bool, None or bytes.

    Raises ValueError for an int beyond 32 bits, a string with a NUL and what is no address, TypeError for other types.
    """
    for index, value in enumerate(params):
        if isinstance(value, int) and not _SMALLEST_INT <= value <= _LARGEST_INT:
            raise ValueError("%s: argument %d is %d, an OSC int is at most 32 bits" % (address, index, value))
        if isinstance(value, str) and "\0" in value:
            raise ValueError("%s: argument %d holds a NUL, which ends an OSC string" % (address, index))
    if "\0" in address or " " in address:
        raise ValueError("an OSC address holds neither spaces nor NULs, got %r" % address)
    try:
        return packet.encode_message(address, params)
    except TypeError as error:
        raise TypeError("%s: %s" % (address, error)) from None


def encode_bundle(messages: Iterable[Tuple[str, Params]], when: When = None) -> bytes:
    """Give the bytes of a bundle of messages, carried out in order and together at `when` (None: at once)."""
    if isinstance(when, datetime):
        when = when.timestamp()
    tag = timetag.IMMEDIATELY if when is None else timetag.timetag_at(when)
    elements = [encode(address, as_params(params)) for address, params in messages]
    return b"".join([b"#bundle\0", struct.pack(">Q", tag)]
                    + [struct.pack(">i", len(element)) + element for element in elements])


def decode(data: bytes) -> List[Message]:
    """Give the messages of a datagram, those of bundles in their order. Raises ValueError when it is not OSC."""
    return [message for _, message in packet.messages(packet.decode(data))]


