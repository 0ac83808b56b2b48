"""The TCP sockets: one that listens, one for each client. Nothing here waits, and no client's fault touches another.

An address is that of a client's end of its connection, with STREAM in front of the IP, so that it is taken for no UDP
address. What is sent there while the client does not read waits, up to a bound; beyond it the connection is closed,
since a stream with a gap cannot be followed.
"""
from __future__ import annotations

import errno
import select
import socket
from collections import deque
from typing import Callable, Deque, Dict, Iterator, List, Optional, Tuple

from ..transport import STREAM, Address, BindError, Transport
from .framing import Framing, FramingError, frame_with_size

MAX_CONNECTIONS = 64
MAX_WAITING = 8 << 20
"""Bytes that wait for a client that does not read."""
READ_SIZE = 1 << 16
_BUSY = frozenset((errno.EAGAIN, errno.EWOULDBLOCK, errno.EINTR, 10035))


class Connection:
    """One client's stream: how it frames packets, and what waits to be written to it."""

    def __init__(self, opened: socket.socket, address: Address) -> None:
        self.socket = opened
        self.address = address
        self.framing = Framing()
        self.waiting = bytearray()

    def write(self, packet: bytes = b"") -> None:
        """Write a packet behind what waits, as far as the system takes it. Raises OSError when the client is gone."""
        if packet:
            self.waiting += (self.framing.frame or frame_with_size)(packet)
        while self.waiting:
            try:
                sent = self.socket.send(self.waiting[:READ_SIZE])
            except OSError as error:
                if error.errno in _BUSY:
                    return
                raise
            del self.waiting[:sent]


class StreamServer(Transport):
    """Listens on a TCP port. `allow(ip)` says who may connect; `closed(address)` is told when a connection ends."""

    def __init__(self, host: str = "0.0.0.0", port: int = 11000, report: Optional[Callable[[str], None]] = None,
                 allow: Callable[[str], bool] = lambda ip: True,
                 closed: Callable[[Address], None] = lambda address: None) -> None:
        super().__init__(report)
        self.host = host
        self.port = port
        self.allow = allow
        self.closed = closed
        self.connections: Dict[Address, Connection] = {}
        self._socket: Optional[socket.socket] = None
        self._arrived: Deque[Tuple[bytes, Address]] = deque()

    @property
    def is_open(self) -> bool:
        return self._socket is not None

    @property
    def local_port(self) -> int:
        return self._socket.getsockname()[1] if self._socket is not None else 0

    @property
    def waiting(self) -> int:
        return sum(1 for connection in self.connections.values() if connection.waiting)

    @property
    def sockets(self) -> List[socket.socket]:
        """Every socket on which something may arrive."""
        listening = [self._socket] if self._socket is not None else []
        return listening + [connection.socket for connection in self.connections.values()]

    def open(self) -> None:
        if self._socket is not None:
            return
        opened = None
        try:
            opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            opened.setblocking(False)
            if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
                opened.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                # Unlike UDP, a TCP port stays taken for a while after its connections; nobody else can listen on it
                # meanwhile.
                opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            opened.bind((self.host, self.port))
            opened.listen(MAX_CONNECTIONS)
        except OSError as error:
            if opened is not None:
                opened.close()
            raise BindError(error.errno, f"TCP port {self.port} on {self.host}: {error.strerror or error}") from error
        self._socket = opened

    def close(self) -> None:
        for address in list(self.connections):
            self._end(address)
        if self._socket is not None:
            closing, self._socket = self._socket, None
            closing.close()
        self._arrived.clear()

    def receive(self, limit: int) -> Iterator[Tuple[bytes, Address]]:
        self._accept()
        for connection in list(self.connections.values()):
            self._read(connection)
        for _ in range(min(limit, len(self._arrived))):
            self.received += 1
            yield self._arrived.popleft()

    def wait(self, seconds: float) -> bool:
        if self._arrived:
            return True
        try:
            return bool(self.sockets and select.select(self.sockets, [], [], seconds)[0])
        except (OSError, ValueError):
            return False

    def send(self, data: bytes, address: Address) -> None:
        connection = self.connections.get(address)
        if connection is None:
            self._lose(f"a packet to {address[0]}:{address[1]} was not sent: the connection has ended")
            return
        if len(connection.waiting) + len(data) > MAX_WAITING:
            self._lose(f"{address[0]}:{address[1]} does not read, {len(connection.waiting)} bytes wait: "
                       "the connection is closed")
            self._end(address)
            return
        try:
            connection.write(data)
        except OSError:
            self._end(address)
            return
        self.sent += 1

    def flush(self) -> int:
        for connection in list(self.connections.values()):
            try:
                connection.write()
            except OSError:
                self._end(connection.address)
        return self.waiting

    def _accept(self) -> None:
        while self._socket is not None:
            try:
                opened, (ip, port) = self._socket.accept()
            except OSError:
                return
            if not self.allow(ip) or len(self.connections) >= MAX_CONNECTIONS:
                reason = "there are too many" if self.allow(ip) else "it is not in allowed_networks"
                self._lose(f"a connection from {ip} was refused: {reason}")
                opened.close()
                continue
            opened.setblocking(False)
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            address = (STREAM + ip, port)
            self.connections[address] = Connection(opened, address)

    def _read(self, connection: Connection) -> None:
        """Take what has arrived on a connection; one that has ended, or that nobody can follow, is closed."""
        try:
            data = connection.socket.recv(READ_SIZE)
            packets = connection.framing.feed(data)
        except FramingError as error:
            self._lose(f"{connection.address[0]}:{connection.address[1]}: {error}; the connection is closed")
            self._end(connection.address)
            return
        except OSError as error:
            if error.errno not in _BUSY:
                self._end(connection.address)
            return
        if not data:
            self._end(connection.address)
            return
        self._arrived.extend((packet, connection.address) for packet in packets)

    def _end(self, address: Address) -> None:
        connection = self.connections.pop(address, None)
        if connection is not None:
            connection.socket.close()
            self.closed(address)
