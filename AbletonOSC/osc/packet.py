"""OSC packets: bytes to messages and bundles, and messages to bytes.

The decoder is strict and bounded: it takes what OSC 1.0 and 1.1 allow and what a few old senders need, refuses the rest
with a `PacketError`, never guesses, does work in proportion to the bytes, and never recurses beyond `MAX_BUNDLE_DEPTH`.
"""
from __future__ import annotations

from functools import lru_cache
from struct import Struct, unpack_from
from typing import Any, Callable, Dict, Iterator, List, NamedTuple, Sequence, Tuple, Union

from .timetag import IMMEDIATELY

MAX_SIZE = 1 << 22
"""Bytes of a packet. UDP over IPv4 carries at most 65507, a TCP stream any number."""
MAX_BUNDLE_DEPTH = 64
MAX_ELEMENTS = 8192
"""Elements of a bundle, those of its inner bundles included."""
MAX_ARRAY_DEPTH = 32
MAX_ARGUMENTS = 1 << 18
"""Type tags of a message, brackets included."""
MAX_CACHED = 64
"""Characters of the type tags that are remembered between messages, so that what is remembered stays small."""


class PacketError(ValueError):
    """Bytes that are no OSC packet; `offset` is the byte where that shows."""

    def __init__(self, sentence: str, offset: int) -> None:
        super().__init__(f"{sentence} (at byte {offset})")
        self.offset = offset


class Impulse:
    """The one value of type tag I: "infinitum" in OSC 1.0, "impulse" (bang) in OSC 1.1."""

    def __repr__(self) -> str:
        return "IMPULSE"


IMPULSE = Impulse()


class Rgba(NamedTuple):
    """A colour, type tag r; each part 0 to 255."""

    red: int
    green: int
    blue: int
    alpha: int


class Midi(NamedTuple):
    """A MIDI message, type tag m; each part 0 to 255."""

    port: int
    status: int
    data1: int
    data2: int


class Timetag(NamedTuple):
    """A time as an argument, type tag t; raw as in a bundle (timetag.py), and no number that anything is set to."""

    raw: int


class Message(NamedTuple):
    """An OSC message.

    An argument is int, float, str, bytes, bool, None, Rgba, Midi, Timetag, IMPULSE, or a list of these.
    """

    address: str
    arguments: Tuple[Any, ...]


class Bundle(NamedTuple):
    """An OSC bundle: its raw time tag (timetag.py) and its elements in order."""

    timetag: int
    elements: Tuple[Any, ...]


Packet = Union[Message, Bundle]


def _character(number: int) -> str:
    if not 0 <= number <= 0x10FFFF:
        raise ValueError(f"{number} is no character")
    return chr(number)


CONSTANTS: Dict[str, Any] = {"T": True, "F": False, "N": None, "I": IMPULSE}
"""Type tags that are a value by themselves and have no bytes."""

NUMBERS: Dict[str, str] = {"i": "i", "f": "f", "h": "q", "d": "d"}
"""Type tags of one number, with its struct code."""

FIXED: Dict[str, Tuple[Struct, Callable[..., Any]]] = {
    "c": (Struct(">i"), _character),
    "r": (Struct(">4B"), Rgba),
    "m": (Struct(">4B"), Midi),
    "t": (Struct(">Q"), Timetag),
}
"""The other type tags of fixed size: their bytes, and what makes a value of them."""
FIXED.update((tag, (Struct(">" + code), lambda number: number)) for tag, code in NUMBERS.items())

_BUNDLE = b"#bundle\0"
_BUNDLE_HEAD = len(_BUNDLE) + 8
_PADS = tuple(bytes(length) for length in range(5))


def decode(data: bytes) -> Packet:
    """Read one packet; whatever the bytes are, the only exception is PacketError, and then nothing of it counts."""
    end = len(data)
    if end > MAX_SIZE:
        raise PacketError(f"the packet has {end} bytes, the limit is {MAX_SIZE}", MAX_SIZE)
    return _packet(data, 0, end, 0, [MAX_ELEMENTS])


def messages(packet: Packet, timetag: int = IMMEDIATELY) -> Iterator[Tuple[int, Message]]:
    """Give (time tag, message) for each message of the packet in its order.

    An inner bundle may not be earlier than the one around it (OSC 1.0, "OSC Bundles"); one that is gets the outer
    time tag.
    """
    if isinstance(packet, Message):
        yield timetag, packet
        return
    timetag = max(timetag, packet.timetag)
    for element in packet.elements:
        yield from messages(element, timetag)


def _packet(data: bytes, start: int, end: int, depth: int, elements_left: List[int]) -> Packet:
    if data.startswith(b"/", start, end):
        return _message(data, start, end)
    if data.startswith(_BUNDLE, start, end):
        return _bundle(data, start, end, depth, elements_left)
    if start == end:
        raise PacketError("the packet is empty", start)
    raise PacketError(f"a packet starts with '/' or '#bundle', not with {data[start:min(start + 8, end)]!r}", start)


def _bundle(data: bytes, start: int, end: int, depth: int, elements_left: List[int]) -> Bundle:
    if depth >= MAX_BUNDLE_DEPTH:
        raise PacketError(f"more than {MAX_BUNDLE_DEPTH} bundles inside each other", start)
    if end - start < _BUNDLE_HEAD:
        raise PacketError("the time tag of the bundle is cut", start + len(_BUNDLE))
    timetag, = unpack_from(">Q", data, start + len(_BUNDLE))
    elements = []
    offset = start + _BUNDLE_HEAD
    while offset < end:
        if end - offset < 4:
            raise PacketError("the size of a bundle element is cut", offset)
        size, = unpack_from(">i", data, offset)
        if size < 0 or size % 4:
            raise PacketError(f"a bundle element of {size} bytes: the size is a multiple of four", offset)
        if size > end - offset - 4:
            raise PacketError(f"a bundle element of {size} bytes where {end - offset - 4} are left", offset)
        if not elements_left[0]:
            raise PacketError(f"more than {MAX_ELEMENTS} bundle elements", offset)
        elements_left[0] -= 1
        offset += 4
        if size:
            elements.append(_packet(data, offset, offset + size, depth + 1, elements_left))
        offset += size
    return Bundle(timetag, tuple(elements))


def _message(data: bytes, start: int, end: int) -> Message:
    address, offset = _string(data, start, end, "the address")
    if offset == end:
        return Message(address, ())
    if not data.startswith(b",", offset, end):
        raise PacketError(f"the type tags start with ',', not with {data[offset:offset + 1]!r}", offset)
    tags, offset = _string(data, offset, end, "the type tag string")
    numbers = _numbers(tags) if len(tags) <= MAX_CACHED else None
    if numbers is not None and numbers.size <= end - offset:
        return Message(address, numbers.unpack_from(data, offset))
    return Message(address, _arguments(data, offset, end, tags))


@lru_cache(maxsize=512)
def _numbers(tags: str) -> Struct | None:
    """Give the struct that reads all arguments at once, when all of them are numbers; most messages are such."""
    if not all(tag in NUMBERS for tag in tags[1:]):
        return None
    return Struct(">" + "".join(NUMBERS[tag] for tag in tags[1:]))


def _arguments(data: bytes, offset: int, end: int, tags: str) -> Tuple[Any, ...]:
    if len(tags) - 1 > MAX_ARGUMENTS:
        raise PacketError(f"{len(tags) - 1} type tags, the limit is {MAX_ARGUMENTS}", offset)
    arguments: List[Any] = []
    around: List[List[Any]] = []
    for index, tag in enumerate(tags[1:]):
        if tag in CONSTANTS:
            arguments.append(CONSTANTS[tag])
        elif tag in FIXED:
            struct, make = FIXED[tag]
            if struct.size > end - offset:
                left = end - offset
                raise PacketError(f"argument {index} ({tag}) needs {struct.size} bytes, {left} are left", offset)
            try:
                arguments.append(make(*struct.unpack_from(data, offset)))
            except ValueError as error:
                raise PacketError(f"argument {index} ({tag}): {error}", offset) from None
            offset += struct.size
        elif tag == "s" or tag == "S":
            text, offset = _string(data, offset, end, index)
            arguments.append(text)
        elif tag == "b":
            blob, offset = _blob(data, offset, end, index)
            arguments.append(blob)
        elif tag == "[":
            if len(around) >= MAX_ARRAY_DEPTH:
                raise PacketError(f"more than {MAX_ARRAY_DEPTH} arrays inside each other", offset)
            around.append(arguments)
            arguments = []
        elif tag == "]":
            if not around:
                raise PacketError(f"']' without '[' in the type tags {_short(tags)!r}", offset)
            array, arguments = arguments, around.pop()
            arguments.append(array)
        else:
            raise PacketError(f"argument {index} has the unknown type tag {tag!r}", offset)
    if around:
        raise PacketError(f"'[' without ']' in the type tags {_short(tags)!r}", offset)
    return tuple(arguments)


def _string(data: bytes, start: int, end: int, what: Union[str, int]) -> Tuple[str, int]:
    """Read an OSC string and give it with the offset after its padding; bytes that are not UTF-8 become U+FFFD.

    what: what the string is, or which argument, for errors.
    """
    stop = data.find(b"\0", start, end)
    if stop < 0:
        raise PacketError(f"{_name(what)} is not terminated", start)
    after = (stop + 4) & ~3
    if after > end or not data.startswith(_PADS[after - stop], stop):
        raise PacketError(f"{_name(what)} is not padded with zeros to a multiple of four bytes", stop)
    return data[start:stop].decode("utf-8", "replace"), after


def _blob(data: bytes, start: int, end: int, index: int) -> Tuple[bytes, int]:
    """Read a blob and give it with the offset after its padding, which some senders leave out at a packet's end."""
    if end - start < 4:
        raise PacketError(f"argument {index} (b) needs 4 bytes for its size, {end - start} are left", start)
    size, = unpack_from(">i", data, start)
    start += 4
    if not 0 <= size <= end - start:
        raise PacketError(f"argument {index} (b) has a size of {size} bytes, {end - start} are left", start - 4)
    stop = start + size
    return data[start:stop], min((stop + 3) & ~3, end)


def _name(what: Union[str, int]) -> str:
    return what if isinstance(what, str) else f"argument {what} (s)"


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "..."


_INT = Struct(">i")
_FLOAT = Struct(">f")
_INFINITY = float("inf")


def encode_message(address: str, arguments: Sequence[Any] = (), booleans: str = "tags", nil: str = "tag") -> bytes:
    """Give the bytes of a message whose type tags are T F i f s N b and no others.

    booleans: "tags" (T, F) or "numbers" (i 1, i 0). nil: "tag" (N) or "string" (an empty s).
    An int beyond 32 bits goes out as its decimal digits (s), a float beyond the range of f as an infinity.
    In a string a NUL, which would end it, becomes U+FFFD, and a lone surrogate "?".
    Raises TypeError naming the index of an argument of another type, lists included.
    """
    if booleans not in ("tags", "numbers") or nil not in ("tag", "string"):
        raise ValueError(f"booleans are 'tags' or 'numbers', nil 'tag' or 'string': got {booleans!r}, {nil!r}")
    tags = ","
    body = []
    for index, value in enumerate(arguments):
        kind = type(value)
        if kind not in _ENCODED:
            kind = _encoded_kind(value, index)
        if kind is float:
            tags += "f"
            body.append(_float(value))
        elif kind is str:
            tags += "s"
            body.append(_text(value))
        elif kind is int:
            if -0x80000000 <= value <= 0x7FFFFFFF:
                tags += "i"
                body.append(_INT.pack(value))
            else:
                tags += "s"
                body.append(_text(str(int(value))))
        elif kind is bool:
            if booleans == "tags":
                tags += "T" if value else "F"
            else:
                tags += "i"
                body.append(_INT.pack(value))
        elif value is None:
            if nil == "tag":
                tags += "N"
            else:
                tags += "s"
                body.append(_PADS[4])
        else:
            tags += "b"
            body.append(_INT.pack(len(value)) + value + _PADS[-len(value) % 4])
    head = _head if len(tags) <= MAX_CACHED else _head.__wrapped__
    return head(address, tags) + b"".join(body)


_ENCODED = frozenset((bool, int, float, str, type(None), bytes))


def _encoded_kind(value: Any, index: int) -> type:
    """Give the encoded type that the value is a subclass of; Live's enumerations are subclasses of int."""
    for kind in (int, float, str, bytes):
        if isinstance(value, kind):
            return kind
    raise TypeError(f"argument {index}: {type(value).__name__} cannot be sent as OSC")


@lru_cache(maxsize=4096)
def _head(address: str, tags: str) -> bytes:
    if not address.startswith("/"):
        raise ValueError(f"an OSC address starts with '/', not {address!r}")
    return _text(address) + _text(tags)


def _text(text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    if b"\0" in data:
        data = data.replace(b"\0", "\ufffd".encode("utf-8"))
    return data + _PADS[4 - len(data) % 4]


def _float(value: float) -> bytes:
    try:
        return _FLOAT.pack(value)
    except OverflowError:
        return _FLOAT.pack(_INFINITY if value > 0 else -_INFINITY)
