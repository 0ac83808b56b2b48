"""What carries datagrams: the interface that the socket (server.py) and its twin in memory (memory.py) share."""
from __future__ import annotations

import sys
from typing import Callable, Iterator, Tuple

Address = Tuple[str, int]
"""IP address and port; with STREAM in front of the IP it is the other end of a TCP connection."""

STREAM = "tcp:"

SHORTEST_DATAGRAM = 512
"""Bytes that a limit of datagrams has at least: less would hold no error."""
LONGEST_DATAGRAM = 65507
"""Bytes that one UDP datagram over IPv4 carries. A system may allow less."""
USUAL_DATAGRAM = 9216 if sys.platform == "darwin" else LONGEST_DATAGRAM
"""Bytes that programs on this system can be expected to send and to read: macOS has `net.inet.udp.maxdgram` 9216."""


class BindError(OSError):
    """The port cannot be had; `strerror` is a sentence that says which and why."""


class DatagramTooLong(OSError):
    """A datagram of `size` bytes is more than this system sends at once."""

    def __init__(self, size: int) -> None:
        super().__init__(f"a datagram of {size} bytes is too long to send")
        self.size = size


class Transport:
    """Receives and sends datagrams without ever waiting.

    received, sent, lost: datagrams so far. Each loss is also told to `report` as a sentence.
    fault: the error that ended the last `receive` before its time, else None; if it stays, `close` and `open` again.
    """

    def __init__(self, report: Callable[[str], None] | None = None) -> None:
        self.received = 0
        self.sent = 0
        self.lost = 0
        self.fault: OSError | None = None
        self._report = report

    @property
    def is_open(self) -> bool:
        """Whether datagrams can come and go."""
        raise NotImplementedError

    @property
    def local_port(self) -> int:
        """The port that datagrams come to; 0 when closed."""
        raise NotImplementedError

    @property
    def waiting(self) -> int:
        """Datagrams that the system did not take yet."""
        raise NotImplementedError

    def open(self) -> None:
        """Take the port; nothing happens when it is open already. Raises BindError."""
        raise NotImplementedError

    def close(self) -> None:
        """Give the port back; nothing happens when it is closed already. Datagrams still waiting are lost."""
        raise NotImplementedError

    def receive(self, limit: int) -> Iterator[Tuple[bytes, Address]]:
        """Give (datagram, sender) in order of arrival until there are no more, or `limit` of them. Never raises."""
        raise NotImplementedError

    def wait(self, seconds: float) -> bool:
        """Wait until a datagram can be received, no longer than this; say whether one can."""
        raise NotImplementedError

    def send(self, data: bytes, address: Address) -> None:
        """Send a datagram, or keep it for `flush` while the system is busy. Raises only DatagramTooLong."""
        raise NotImplementedError

    def flush(self) -> int:
        """Send what waits, in order, as far as the system takes it; give the number that still waits."""
        raise NotImplementedError

    def probe(self, address: Address) -> bool:
        """Send an empty bundle there by a socket of its own; say whether the one before was refused. Never raises."""
        raise NotImplementedError

    def end_probe(self, address: Address) -> None:
        """No more probes are sent there; nothing happens when none was."""
        raise NotImplementedError

    def _lose(self, sentence: str, count: int = 1) -> None:
        self.lost += count
        if self._report is not None:
            self._report(sentence)
