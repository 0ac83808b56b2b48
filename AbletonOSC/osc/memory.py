"""The twin of the UDP server that needs no socket: for tests of the engine, and for hosts without a network."""
from __future__ import annotations

from collections import deque
from typing import Callable, Deque, Dict, Iterator, List, Set, Tuple

from .transport import LONGEST_DATAGRAM, Address, BindError, DatagramTooLong, Transport


class MemoryServer(Transport):
    """A transport whose datagrams come from `deliver` and end up in `take`.

    bind_error: what `open` raises while it is set. longest: bytes of the longest datagram that can be sent.
    busy: while set, sends have to wait. refusing: the addresses where nobody listens. probed: those of probes.
    """

    def __init__(self, port: int = 11000, report: Callable[[str], None] | None = None) -> None:
        super().__init__(report)
        self.port = port
        self.bind_error: BindError | None = None
        self.longest = LONGEST_DATAGRAM
        self.busy = False
        self.refusing: Set[Address] = set()
        self.probed: Dict[Address, int] = {}
        self._is_open = False
        self._arrived: Deque[Tuple[bytes, Address]] = deque()
        self._waiting: Deque[Tuple[bytes, Address]] = deque()
        self._sent: List[Tuple[bytes, Address]] = []

    def deliver(self, data: bytes, address: Address = ("127.0.0.1", 11001)) -> None:
        """Let a datagram arrive from `address`; a closed server does not hear it, as with UDP."""
        if self._is_open:
            self._arrived.append((data, address))

    def take(self) -> List[Tuple[bytes, Address]]:
        """Give (datagram, receiver) for what was sent since the last `take`."""
        sent, self._sent = self._sent, []
        return sent

    @property
    def is_open(self) -> bool:
        return self._is_open

    @property
    def local_port(self) -> int:
        return self.port if self._is_open else 0

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    def open(self) -> None:
        if self.bind_error is not None:
            raise self.bind_error
        self._is_open = True

    def close(self) -> None:
        self._is_open = False
        self._arrived.clear()
        if self._waiting:
            self._lose(f"{self.waiting} datagrams were not sent before the server closed", self.waiting)
            self._waiting.clear()

    def receive(self, limit: int) -> Iterator[Tuple[bytes, Address]]:
        for _ in range(limit):
            if not self._arrived:
                return
            self.received += 1
            yield self._arrived.popleft()

    def wait(self, seconds: float) -> bool:
        return bool(self._arrived)

    def send(self, data: bytes, address: Address) -> None:
        if len(data) > self.longest:
            raise DatagramTooLong(len(data))
        if not self._is_open:
            self._lose(f"a datagram to {address[0]}:{address[1]} was not sent: the server is closed")
            return
        self._waiting.append((data, address))
        self.flush()

    def flush(self) -> int:
        if not self.busy:
            self.sent += len(self._waiting)
            self._sent.extend(self._waiting)
            self._waiting.clear()
        return self.waiting

    def probe(self, address: Address) -> bool:
        before = self.probed.get(address, 0)
        self.probed[address] = before + 1
        return before > 0 and address in self.refusing

    def end_probe(self, address: Address) -> None:
        self.probed.pop(address, None)
