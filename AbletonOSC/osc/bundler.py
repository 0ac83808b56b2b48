"""Messages for one place that go out together: as few bundles as their limit allows, in the order they came in."""
from __future__ import annotations

from collections import OrderedDict
from struct import Struct
from typing import Callable, List

from .transport import Address

EMPTY_BUNDLE = b"#bundle\0" + b"\0\0\0\0\0\0\0\1"
"""A bundle that is due immediately, before anything is in it."""
_SIZE = Struct(">i")


class Gathered:
    """What waits for one address: the encoded messages, and the bytes of a bundle of them."""

    __slots__ = ("messages", "size")

    def __init__(self) -> None:
        self.messages: List[bytes] = []
        self.size = len(EMPTY_BUNDLE)


class Bundler:
    """Gathers encoded messages by address until `flush`, or until a bundle is full; `send(data, address)` sends."""

    def __init__(self, send: Callable[[bytes, Address], None]) -> None:
        self._send = send
        self._gathered: "OrderedDict[Address, Gathered]" = OrderedDict()

    def add(self, message: bytes, address: Address, longest: int) -> None:
        """Let a message go with the next bundle, which is no longer than `longest` bytes."""
        needed = _SIZE.size + len(message)
        gathered = self._gathered.get(address)
        if gathered is not None and gathered.size + needed > longest:
            self.flush(address)
            gathered = None
        if gathered is None:
            gathered = self._gathered[address] = Gathered()
        gathered.messages.append(message)
        gathered.size += needed

    def flush(self, address: Address) -> None:
        """Send what waits for an address; a single message goes as itself."""
        gathered = self._gathered.pop(address, None)
        if gathered is None:
            return
        if len(gathered.messages) == 1:
            self._send(gathered.messages[0], address)
            return
        parts = [EMPTY_BUNDLE]
        for message in gathered.messages:
            parts += (_SIZE.pack(len(message)), message)
        self._send(b"".join(parts), address)

    def flush_all(self) -> None:
        """Send all that waits."""
        while self._gathered:
            self.flush(next(iter(self._gathered)))
