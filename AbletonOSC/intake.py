"""From datagrams to messages: who may speak, whose turn it is, what a bundle says, and when it is due."""
from __future__ import annotations

import heapq
from typing import Any, Callable, Dict, Iterable, Iterator, List, NamedTuple, Optional, Tuple

from .errors import MalformedPacket, OSCError
from .inbox import Inbox
from .osc import packet
from .osc.timetag import seconds_until

MOST_SCHEDULED = 4096
MOST_READ = 20000
READ_BETWEEN_LOOKS = 64
MOST_AT_ONCE = 250


class Scheduled(NamedTuple):
    """Messages of a bundle that wait for their time; `number` keeps those of one time in order."""

    due: float
    number: int
    peer: Any
    messages: Tuple[packet.Message, ...]


class Intake:
    """What has arrived and is not answered yet.

    `answer(peer, address, arguments)` gives an iterator that answers a message, one reply a step; `refuse(sender,
    error)` tells about a datagram that is not OSC.
    """

    def __init__(self, transport: Any, networks: Any, peers: Any, answer: Callable[..., Iterator[None]],
                 refuse: Callable[..., None], clock: Callable[[], float], wall_clock: Callable[[], float],
                 log: Any) -> None:
        self.transport = transport
        self.networks = networks
        self.peers = peers
        self.answer = answer
        self.refuse = refuse
        self.clock = clock
        self.wall_clock = wall_clock
        self.log = log
        self.inbox = Inbox()
        self.scheduled: List[Scheduled] = []
        self.scheduled_ever = 0
        self.work: Optional[Iterator[None]] = None

    def serve(self, end: float) -> int:
        """Read what has arrived and answer until `end`, at least one step; how many datagrams were begun.

        What is not done by then is done in the next tick, before anything else: nothing comes between the answers of a
        message for many objects. The messages of a bundle are done in one tick (up to MOST_AT_ONCE of them), so that
        Live takes them together.
        """
        begun = 0
        now = self.clock()
        self.read((now + end) / 2)
        while True:
            if self.work is None:
                self.work = self.next_work(now)
                if self.work is None:
                    return begun
                begun += 1
            for _ in self.work:
                if self.clock() >= end:
                    return begun
            self.work = None
            if self.clock() >= end:
                return begun

    def next_work(self, now: float) -> Optional[Iterator[None]]:
        """What is to be done next: a bundle that has come due, or the datagram of the peer whose turn it is."""
        if self.scheduled and self.scheduled[0].due <= now:
            bundle = heapq.heappop(self.scheduled)
            return self.answer_all(bundle.peer, bundle.messages)
        taken = self.inbox.take()
        return self.take(*taken) if taken is not None else None

    def read(self, end: float) -> None:
        """Empty the socket until `end`, so that a burst waits here and not in a buffer of the system that overflows."""
        dropped = self.inbox.dropped
        for count, (data, sender) in enumerate(self.transport.receive(MOST_READ), 1):
            if self.networks.allow(sender[0]):
                self.inbox.put(data, sender)
            else:
                self.log.warning("a datagram was refused: its sender is not in allowed_networks (%s)", sender[0])
            if not count % READ_BETWEEN_LOOKS and self.clock() >= end:
                break
        if self.inbox.dropped > dropped:
            self.log.warning("%d datagrams were dropped: %d wait already", self.inbox.dropped - dropped,
                             len(self.inbox))

    def take(self, data: bytes, sender: Any) -> Iterator[None]:
        """Answer one datagram. A bundle runs as a whole, in order; what is for later waits for a later tick."""
        ip, port = sender
        try:
            received = packet.decode(data)
        except packet.PacketError as error:
            self.log.warning("malformed packet from %s: %s", ip, error)
            self.refuse(sender, MalformedPacket(f"malformed packet: {error}"))
            return iter(())
        peer = self.peers.heard(ip, port)
        if type(received) is packet.Message:
            return self.answer(peer, received.address, received.arguments)
        messages: List[packet.Message] = []
        later: Dict[float, List[packet.Message]] = {}
        now = self.wall_clock()
        for timetag, message in packet.messages(received):
            wait = seconds_until(timetag, now)
            (later.setdefault(wait, []) if wait > 0 else messages).append(message)
        for wait, waiting in later.items():
            self.schedule(wait, peer, tuple(waiting))
        return self.answer_all(peer, messages)

    def answer_all(self, peer: Any, messages: Iterable[packet.Message]) -> Iterator[None]:
        """Answer the messages of a bundle: in one tick, but for a bundle so long that it would hold up Live."""
        for number, message in enumerate(messages):
            for _ in self.answer(peer, message.address, message.arguments):
                if number >= MOST_AT_ONCE:
                    yield
            if number >= MOST_AT_ONCE:
                yield

    def schedule(self, wait: float, peer: Any, messages: Tuple[packet.Message, ...]) -> None:
        if len(self.scheduled) >= MOST_SCHEDULED:
            self.refuse((peer.ip, peer.port),
                        OSCError(f"too many bundles wait for their time, the limit is {MOST_SCHEDULED}"))
            return
        self.scheduled_ever += 1
        heapq.heappush(self.scheduled, Scheduled(self.clock() + wait, self.scheduled_ever, peer, messages))

    def finish(self) -> None:
        """Do to its end what has been begun, whatever the budget."""
        if self.work is not None:
            for _ in self.work:
                continue
            self.work = None

    def inherit(self, old: Any) -> None:
        """Take over what an intake before this one has not begun."""
        for data, sender in iter(old.inbox.take, None):
            self.inbox.put(data, sender)
        self.scheduled, self.scheduled_ever = old.scheduled, old.scheduled_ever
