"""From datagrams to messages: who may speak, whose turn it is, what a bundle says, and when it is due."""

import heapq
from typing import Any, Callable, List, NamedTuple, Tuple

from .errors import MalformedPacket, OSCError
from .inbox import Inbox
from .osc import packet
from .osc.timetag import seconds_until

MOST_SCHEDULED = 4096
MOST_READ = 20000


class Scheduled(NamedTuple):
    """Messages of a bundle that wait for their time; `number` keeps those of one time in order."""

    due: float
    number: int
    peer: Any
    messages: Tuple[packet.Message, ...]


class Intake:
    """What has arrived and is not answered yet.

    `answer(peer, address, arguments)` answers a message; `refuse(ip, error)` tells about a datagram that is not OSC.
    """

    def __init__(self, transport, networks, peers, answer, refuse, clock, wall_clock, log):
        # type: (Any, Any, Any, Callable[..., None], Callable[..., None], Callable[[], float], Callable[[], float], Any) -> None
        self.transport = transport
        self.networks = networks
        self.peers = peers
        self.answer = answer
        self.refuse = refuse
        self.clock = clock
        self.wall_clock = wall_clock
        self.log = log
        self.inbox = Inbox()
        self.scheduled = []          # type: List[Scheduled]
        self.scheduled_ever = 0

    def serve(self, end):
        # type: (float) -> int
        """Read what has arrived and answer until `end`, at least one datagram; how many were answered."""
        self.read()
        served = 0
        while True:
            taken = self.inbox.take()
            if taken is None:
                return served
            data, (ip, port) = taken
            self.take(data, ip, port)
            served += 1
            if self.clock() >= end:
                return served

    def read(self):
        # type: () -> None
        """Empty the socket, so that a burst waits here and not in a buffer of the system that overflows."""
        dropped = self.inbox.dropped
        for data, sender in self.transport.receive(MOST_READ):
            if self.networks.allow(sender[0]):
                self.inbox.put(data, sender)
            else:
                self.log.warning("a datagram was refused: its sender is not in allowed_networks (%s)", sender[0])
        if self.inbox.dropped > dropped:
            self.log.warning("%d datagrams were dropped: %d wait already", self.inbox.dropped - dropped, len(self.inbox))

    def take(self, data, ip, port):
        # type: (bytes, str, int) -> None
        """One datagram. A bundle runs as a whole, in order; what is for later waits for a later tick."""
        try:
            received = packet.decode(data)
        except packet.PacketError as error:
            self.log.warning("malformed packet from %s: %s", ip, error)
            self.refuse(ip, MalformedPacket(f"malformed packet: {error}"))
            return
        peer = self.peers.heard(ip, port)
        if type(received) is packet.Message:
            self.answer(peer, received.address, received.arguments)
            return
        later = {}  # type: dict
        now = self.wall_clock()
        for timetag, message in packet.messages(received):
            wait = seconds_until(timetag, now)
            if wait > 0:
                later.setdefault(wait, []).append(message)
            else:
                self.answer(peer, message.address, message.arguments)
        for wait, messages in later.items():
            self.schedule(wait, peer, tuple(messages))

    def schedule(self, wait, peer, messages):
        # type: (float, Any, Tuple[packet.Message, ...]) -> None
        if len(self.scheduled) >= MOST_SCHEDULED:
            self.refuse(peer.ip, OSCError(f"too many bundles wait for their time, the limit is {MOST_SCHEDULED}"))
            return
        self.scheduled_ever += 1
        heapq.heappush(self.scheduled, Scheduled(self.clock() + wait, self.scheduled_ever, peer, messages))

    def run_scheduled(self):
        # type: () -> None
        """Answer what has come due."""
        now = self.clock()
        while self.scheduled and self.scheduled[0].due <= now:
            bundle = heapq.heappop(self.scheduled)
            for message in bundle.messages:
                self.answer(bundle.peer, message.address, message.arguments)
