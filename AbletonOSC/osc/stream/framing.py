"""Packets in a byte stream: OSC 1.0 writes the size in front of each, OSC 1.1 frames each with SLIP.

The first byte tells which: a size is smaller than 2**24 here, so a stream with sizes begins with a zero byte; a SLIP
stream begins with END (OSC 1.1, "Stream Transports": END at both ends of each packet).
"""
from __future__ import annotations

from struct import Struct
from typing import Callable, List, Optional

from ..packet import MAX_SIZE

END = 0xC0
ESCAPE = 0xDB
ESCAPED_END = b"\xdb\xdc"
ESCAPED_ESCAPE = b"\xdb\xdd"

_SIZE = Struct(">i")


class FramingError(ValueError):
    """The stream cannot be followed any further."""


def frame_with_size(packet: bytes) -> bytes:
    """Give a packet as OSC 1.0 puts it into a stream."""
    return _SIZE.pack(len(packet)) + packet


def frame_with_slip(packet: bytes) -> bytes:
    """Give a packet as OSC 1.1 puts it into a stream."""
    escaped = packet.replace(b"\xdb", ESCAPED_ESCAPE).replace(b"\xc0", ESCAPED_END)
    return b"\xc0" + escaped + b"\xc0"


class Framing:
    """One stream: `feed` gives the packets that have come in whole, `frame` writes one as the other side does.

    Until the other side has said something, nothing can be written to it.
    """

    def __init__(self, longest: int = MAX_SIZE) -> None:
        self.longest = longest
        self.frame: Optional[Callable[[bytes], bytes]] = None
        self._buffer = bytearray()

    def feed(self, data: bytes) -> List[bytes]:
        """Take bytes as they come. Raises FramingError for a packet that is too long and for neither framing."""
        self._buffer += data
        if self.frame is None and self._buffer:
            if self._buffer[0] not in (0, END):
                raise FramingError(f"a stream begins with a size or with 0xc0, not with {bytes(self._buffer[:8])!r}")
            self.frame = frame_with_slip if self._buffer[0] == END else frame_with_size
        return self._unframe_slip() if self.frame is frame_with_slip else self._unframe_sizes()

    def _unframe_sizes(self) -> List[bytes]:
        packets, position = [], 0
        while len(self._buffer) - position >= _SIZE.size:
            size = _SIZE.unpack_from(self._buffer, position)[0]
            if not 0 <= size <= self.longest:
                raise FramingError(f"a packet of {size} bytes, the limit is {self.longest}")
            end = position + _SIZE.size + size
            if end > len(self._buffer):
                break
            packets.append(bytes(self._buffer[position + _SIZE.size:end]))
            position = end
        del self._buffer[:position]
        return packets

    def _unframe_slip(self) -> List[bytes]:
        parts = bytes(self._buffer).split(b"\xc0")
        rest = parts.pop()
        # Escapes only make a packet longer, never more than twice as long.
        if len(rest) > 2 * self.longest:
            raise FramingError(f"a packet of more than {self.longest} bytes")
        self._buffer = bytearray(rest)
        packets = [_unescape(part) for part in parts if part]
        for packet in packets:
            if len(packet) > self.longest:
                raise FramingError(f"a packet of {len(packet)} bytes, the limit is {self.longest}")
        return packets


def _unescape(part: bytes) -> bytes:
    """Give the bytes that an escaped packet stands for; a stray escape is no SLIP."""
    pieces = part.split(b"\xdb")
    unescaped = [pieces[0]]
    for piece in pieces[1:]:
        if piece[:1] == b"\xdc":
            unescaped.append(b"\xc0" + piece[1:])
        elif piece[:1] == b"\xdd":
            unescaped.append(b"\xdb" + piece[1:])
        else:
            raise FramingError("0xdb has to be followed by 0xdc or 0xdd")
    return b"".join(unescaped)
