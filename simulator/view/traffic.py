"""The last OSC messages, seen at the sockets of the scripts: they know nothing of it."""
from __future__ import annotations

import socket
import struct
from typing import Any, Callable, List, Optional, Tuple

MOST_MESSAGES = 100
MOST_ARGUMENTS = 32
BUNDLE = b"#bundle\0"
DEEPEST = 8


def read_text(data: bytes, at: int) -> Tuple[str, int]:
    """An OSC string and where it ends; ValueError where there is none."""
    end = data.index(b"\0", at)
    return data[at:end].decode("utf-8", "replace"), (end + 4) & ~3


def read_message(data: bytes) -> str:
    """A message as text; ValueError or struct.error when the data is none."""
    address, at = read_text(data, 0)
    if not address.startswith("/"):
        raise ValueError("no address")
    tags, at = read_text(data, at) if at < len(data) else (",", at)
    words = [address]
    for tag in tags[1:MOST_ARGUMENTS + 1]:
        if tag == "s":
            text, at = read_text(data, at)
            words.append('"{}"'.format(text))
        elif tag in "if":
            number = struct.unpack_from(">" + tag, data, at)[0]
            words.append("{:g}".format(number) if tag == "f" else str(number))
            at += 4
        elif tag in "TFN":
            words.append({"T": "true", "F": "false", "N": "nil"}[tag])
        elif tag in "hdt":
            words.append("{:g}".format(struct.unpack_from(">d" if tag == "d" else ">q", data, at)[0]))
            at += 8
        else:
            words.append("({})".format(tag))
            break
    return " ".join(words) + (" ..." if len(tags) > MOST_ARGUMENTS + 1 else "")


def read_messages(data: bytes, depth: int = 0) -> List[str]:
    """The messages of a datagram; none for what is no OSC."""
    if not data.startswith(BUNDLE):
        try:
            return [read_message(data)]
        except (ValueError, struct.error):
            return []
    found: List[str] = []
    at = 16
    while at + 4 <= len(data) and depth < DEEPEST:
        size = struct.unpack_from(">i", data, at)[0]
        if size <= 0:
            break
        found += read_messages(data[at + 4:at + 4 + size], depth + 1)
        at += 4 + size
    return found


class Traffic:
    """Keeps the last messages that pass through sockets made while it is installed."""

    def __init__(self) -> None:
        self.messages: List[str] = []
        self.before: Optional[Any] = None

    def note(self, direction: str, data: Any) -> None:
        """A datagram passed: `>` in, `<` out."""
        self.messages += ["{} {}".format(direction, text) for text in read_messages(bytes(data))]
        del self.messages[:-MOST_MESSAGES]

    def install(self) -> None:
        """From now on sockets are watched."""
        if self.before is None:
            self.before = socket.socket
            socket.socket = watched(self.before, self.note)

    def uninstall(self) -> None:
        """New sockets are no longer watched."""
        if self.before is not None:
            socket.socket = self.before
            self.before = None


def watched(base: Any, note: Callable[[str, Any], None]) -> Any:
    """A class of sockets that tells of the datagrams that pass through them."""

    class WatchedSocket(base):
        """A socket whose datagrams are seen."""

        def recvfrom(self, *given: Any) -> Any:
            """As usual."""
            data, address = super().recvfrom(*given)
            note(">", data)
            return data, address

        def recvfrom_into(self, buffer: Any, *given: Any) -> Any:
            """As usual."""
            size, address = super().recvfrom_into(buffer, *given)
            note(">", memoryview(buffer)[:size])
            return size, address

        def sendto(self, data: Any, *given: Any) -> Any:
            """As usual."""
            sent = super().sendto(data, *given)
            note("<", data)
            return sent

    WatchedSocket.__name__ = WatchedSocket.__qualname__ = "socket"
    return WatchedSocket
