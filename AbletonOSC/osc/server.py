"""The UDP socket, the only one of osc/. Nothing but `wait` waits, and no error of one datagram touches the next."""
from __future__ import annotations

import errno
import select
import socket
from collections import deque
from contextlib import suppress
from typing import Callable, Deque, Dict, Iterator, Tuple

from .bundler import EMPTY_BUNDLE
from .transport import LONGEST_DATAGRAM, Address, BindError, DatagramTooLong, Transport

MAX_WAITING = 4096
"""Datagrams kept while the system takes no more; beyond that the oldest is lost."""

RECEIVE_BUFFERS = (8 << 20, 4 << 20, 2 << 20, 1 << 20)
"""Bytes asked of the system for datagrams not read yet, best first; Linux' usual 208 kB hold only 256 small ones."""
MOST_PROBES = 64
"""Clients of which can be known at a time whether they are there; each takes a socket."""
SEND_BUFFER = 1 << 20
"""Bytes; on macOS the send buffer also bounds the datagram, and is 9216 unless asked for more."""

_TAKEN = "another program or a second AbletonOSC slot uses it"
_BIND_REASONS = {
    errno.EADDRINUSE: _TAKEN,
    10048: _TAKEN,
    10013: _TAKEN,
    errno.EACCES: "the system does not allow it",
    errno.EADDRNOTAVAIL: "this computer has no such address",
    10049: "this computer has no such address",
}
"""What the error numbers of bind mean; 100xx are Windows' own, where 10013 is a port held by SO_EXCLUSIVEADDRUSE."""

_BUSY = frozenset((errno.EAGAIN, errno.EWOULDBLOCK, errno.ENOBUFS, errno.ENOMEM, 10035, 10055))
_TOO_LONG = frozenset((errno.EMSGSIZE, 10040))
_REFUSED = frozenset((errno.ECONNREFUSED, errno.ECONNRESET, 10054, 10061))
"""What a connected socket says when nobody has the port that it sends to."""
_OF_AN_EARLIER_SEND = frozenset((errno.ECONNREFUSED, errno.ECONNRESET, errno.EHOSTUNREACH, errno.ENETUNREACH,
                                 10051, 10054, 10061, 10065))
"""Errors by which a call tells that an earlier datagram found nobody, as 10054 does at recvfrom on Windows."""


class UDPServer(Transport):
    """A UDP socket bound to a port, which it does not share: a second server on the same port gets a BindError."""

    def __init__(self, host: str = "0.0.0.0", port: int = 11000, report: Callable[[str], None] | None = None,
                 make_socket: Callable[..., socket.socket] = socket.socket) -> None:
        super().__init__(report)
        self.host = host
        self.port = port
        self._make_socket = make_socket
        self._socket: socket.socket | None = None
        self._local_port = 0
        self._waiting: Deque[Tuple[bytes, Address]] = deque()
        self._probes: Dict[Address, socket.socket] = {}

    @property
    def is_open(self) -> bool:
        return self._socket is not None

    @property
    def local_port(self) -> int:
        return self._local_port

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    def fileno(self) -> int:
        """The descriptor to wait for together with others; -1, which `select` refuses, when closed."""
        return self._socket.fileno() if self._socket is not None else -1

    def open(self) -> None:
        if self._socket is not None:
            return
        if not 0 <= self.port <= 65535:
            raise BindError(errno.EINVAL, f"UDP port {self.port}: a port is from 0 to 65535")
        opened = None
        try:
            opened = self._make_socket(socket.AF_INET, socket.SOCK_DGRAM)
            opened.setblocking(False)
            if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
                opened.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            _ask_for_buffer(opened, socket.SO_SNDBUF, (SEND_BUFFER,))
            _ask_for_buffer(opened, socket.SO_RCVBUF, RECEIVE_BUFFERS)
            opened.bind((self.host, self.port))
        except OSError as error:
            if opened is not None:
                opened.close()
            number = getattr(error, "winerror", None) or error.errno or 0
            reason = _BIND_REASONS.get(number) or _BIND_REASONS.get(error.errno or 0) or error.strerror or str(error)
            raise BindError(error.errno, f"UDP port {self.port} on {self.host}: {reason}") from error
        self.fault = None
        self._socket = opened
        self._local_port = opened.getsockname()[1]

    def close(self) -> None:
        for address in list(self._probes):
            self.end_probe(address)
        if self._socket is None:
            return
        self.flush()
        closing, self._socket = self._socket, None
        self._local_port = 0
        closing.close()
        if self._waiting:
            self._lose(f"{self.waiting} datagrams were not sent before the server closed", self.waiting)
            self._waiting.clear()

    def receive(self, limit: int) -> Iterator[Tuple[bytes, Address]]:
        for _ in range(limit):
            if self._socket is None:
                return
            try:
                data, address = self._socket.recvfrom(LONGEST_DATAGRAM + 1)
            except BlockingIOError:
                self.fault = None
                return
            except OSError as error:
                if error.errno in _TOO_LONG:
                    self._lose(f"a datagram longer than {LONGEST_DATAGRAM} bytes was not read")
                elif error.errno not in _OF_AN_EARLIER_SEND:
                    self.fault = error
                    return
                continue
            self.received += 1
            yield data, address

    def wait(self, seconds: float) -> bool:
        if self._socket is None:
            return False
        try:
            return bool(select.select([self._socket], [], [], seconds)[0])
        except (OSError, ValueError) as error:
            # A descriptor beyond FD_SETSIZE is a ValueError: then there is no waiting, and the next tick reads.
            if isinstance(error, OSError):
                self.fault = error
            return False

    def send(self, data: bytes, address: Address) -> None:
        if len(data) > LONGEST_DATAGRAM:
            raise DatagramTooLong(len(data))
        if self._socket is None:
            self._lose(f"a datagram to {address[0]}:{address[1]} was not sent: the server is closed")
            return
        if (self._waiting and self.flush()) or not self._take(self._socket, data, address):
            if len(self._waiting) >= MAX_WAITING:
                self._waiting.popleft()
                self._lose(f"a datagram was not sent: {MAX_WAITING} are waiting, the system takes no more")
            self._waiting.append((data, address))

    def flush(self) -> int:
        while self._waiting and self._socket is not None:
            data, address = self._waiting[0]
            try:
                if not self._take(self._socket, data, address):
                    break
            except DatagramTooLong as error:
                self._lose(str(error))
            self._waiting.popleft()
        return len(self._waiting)

    def probe(self, address: Address) -> bool:
        refused = False
        with suppress(OSError):
            probe = self._probes.get(address) or self._open_probe(address)
            if probe is not None:
                refused = _was_refused(probe)
                probe.send(EMPTY_BUNDLE)
        return refused

    def end_probe(self, address: Address) -> None:
        probe = self._probes.pop(address, None)
        if probe is not None:
            probe.close()

    def _open_probe(self, address: Address) -> socket.socket | None:
        if len(self._probes) >= MOST_PROBES:
            return None
        probe = self._probes[address] = self._make_socket(socket.AF_INET, socket.SOCK_DGRAM)
        probe.setblocking(False)
        probe.connect(address)
        return probe

    def _take(self, opened: socket.socket, data: bytes, address: Address) -> bool:
        """Hand a datagram to the system; False when it is busy. One that cannot be delivered is lost, with a report."""
        for is_last_attempt in (False, True):
            try:
                opened.sendto(data, address)
            except OSError as error:
                if error.errno in _BUSY:
                    return False
                if error.errno in _TOO_LONG:
                    raise DatagramTooLong(len(data)) from error
                if is_last_attempt or error.errno not in _OF_AN_EARLIER_SEND:
                    self._lose(f"a datagram to {address[0]}:{address[1]} was not sent: {error.strerror or error}")
                    return True
            else:
                self.sent += 1
                return True
        return True


def _was_refused(probe: socket.socket) -> bool:
    """Whether the last datagram of a connected socket found nobody; the system says it once."""
    try:
        probe.recv(1)
    except OSError as error:
        return error.errno in _REFUSED
    return False


def _ask_for_buffer(opened: socket.socket, option: int, sizes: Tuple[int, ...]) -> None:
    """Ask for the first size that the system grants; a smaller buffer than asked for is no reason not to start."""
    for size in sizes:
        if opened.getsockopt(socket.SOL_SOCKET, option) >= size:
            return
        try:
            opened.setsockopt(socket.SOL_SOCKET, option, size)
            return
        except OSError:
            continue
