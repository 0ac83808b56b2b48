"""MIDI as lines of text: one message a line, its bytes as numbers, decimal or with 0x."""
from __future__ import annotations

from typing import Sequence, Tuple

LARGEST_BYTE = 255
LONGEST = 65536


def parse_midi(line: str) -> Tuple[int, ...]:
    """The bytes of a line such as `176 7 64` or `0xB0 0x07 0x40`; ValueError says what is wrong with it."""
    words = line.split()[:LONGEST]
    try:
        message = tuple(int(word, 0) for word in words)
    except ValueError:
        raise ValueError("a MIDI message must look like 176 7 64, got {!r}".format(line)) from None
    if not message or not message[0] & 0x80:
        raise ValueError("a MIDI message must begin with a status byte (128..255), got {!r}".format(line))
    for byte in message:
        if not 0 <= byte <= LARGEST_BYTE:
            raise ValueError("a MIDI byte must be 0..{}, got {}".format(LARGEST_BYTE, byte))
    return message


def format_midi(message: Sequence[int]) -> str:
    """A message as a line."""
    return " ".join(str(byte) for byte in message)
