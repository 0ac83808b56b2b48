"""UDP and TCP as one transport: what arrives on either is answered where it came from."""
from __future__ import annotations

import select
from typing import Iterator, Tuple

from .server import UDPServer
from .stream.server import StreamServer
from .transport import STREAM, Address, BindError, Transport


class Transports(Transport):
    """Both servers. UDP has to stand; without TCP everything else goes on, and the log says why."""

    def __init__(self, datagrams: UDPServer, streams: StreamServer) -> None:
        super().__init__(None)
        self.datagrams = datagrams
        self.streams = streams

    @property
    def is_open(self) -> bool:
        return self.datagrams.is_open

    @property
    def local_port(self) -> int:
        return self.datagrams.local_port

    @property
    def waiting(self) -> int:
        return self.datagrams.waiting + self.streams.waiting

    def open(self) -> None:
        self.datagrams.open()
        self.fault = None
        if self.streams.is_open:
            return
        self.streams.port = self.datagrams.local_port
        try:
            self.streams.open()
        except BindError as error:
            self.streams._lose(f"no OSC over TCP: {error.strerror}", 0)

    def close(self) -> None:
        self.datagrams.close()
        self.streams.close()

    def receive(self, limit: int) -> Iterator[Tuple[bytes, Address]]:
        yield from self.datagrams.receive(limit)
        self.fault = self.datagrams.fault
        if self.streams.is_open:
            yield from self.streams.receive(limit)

    def wait(self, seconds: float) -> bool:
        if not self.streams.connections:
            return self.datagrams.wait(seconds)
        try:
            return bool(select.select([self.datagrams.fileno()] + [one.fileno() for one in self.streams.sockets],
                                      [], [], seconds)[0])
        except (OSError, ValueError):
            return False

    def send(self, data: bytes, address: Address) -> None:
        (self.streams if address[0].startswith(STREAM) else self.datagrams).send(data, address)

    def probe(self, address: Address) -> bool:
        return self.datagrams.probe(address)

    def end_probe(self, address: Address) -> None:
        self.datagrams.end_probe(address)

    def flush(self) -> int:
        return self.datagrams.flush() + (self.streams.flush() if self.streams.connections else 0)
