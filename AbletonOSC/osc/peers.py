"""Who asked, and where replies and pushes go.

A peer is an IP address with a source port. The port does not tell where a program listens: AbletonOSC's clients send
from any port and listen on 11001, others listen where they send from. So, until a peer registers a port of its own,
replies go to its IP on the reply port, and to its source port too when that is another one. Pushes go to one place
only: the registered port, or else the reply port, which all programs of an IP that registered none share. A client
that is started again, or `oscsend`, has a new source port each time, and still stops what it started before.
"""
from __future__ import annotations

from collections import OrderedDict
from typing import Callable, Dict, Iterable, Iterator, List, Tuple

from .transport import Address

LEGACY_BEAT_WINDOW = 600.0
"""Seconds since a peer was last heard, for which it gets the beat it never asked for."""


class Peer:
    """One client. Compared by identity: a peer that was dropped and comes back is a new one.

    heard: when its last datagram came, by the clock of `Peers`. registered_port: None until it names one.
    destinations: where replies go, no address twice. push_address: where pushes go.
    booleans, nil: how it wants them, see `packet.encode_message`.
    """

    __slots__ = ("ip", "port", "heard", "registered_port", "destinations", "push_address", "booleans", "nil")

    def __init__(self, ip: str, port: int, heard: float) -> None:
        self.ip = ip
        self.port = port
        self.heard = heard
        self.registered_port: int | None = None
        self.destinations: Tuple[Address, ...] = ()
        self.push_address: Address = ("", 0)
        self.booleans = "tags"
        self.nil = "tag"

    def __repr__(self) -> str:
        return f"Peer({self.ip}:{self.port})"

    @property
    def has_settings(self) -> bool:
        """Whether the peer told how it wants to be answered, which would be lost with it."""
        return self.registered_port is not None or self.booleans != "tags" or self.nil != "tag"


class Peers:
    """All peers heard, the one heard last at the end; at most `limit`.

    When there are too many, the longest silent one goes that has neither settings nor subscriptions; if all have, the
    longest silent. `is_subscribed(peer)` is asked for this; `dropped(peer)` is told, so that its subscriptions die
    with it.
    """

    def __init__(self, clock: Callable[[], float], reply_port: int = 11001, limit: int = 512,
                 is_subscribed: Callable[[Peer], bool] = lambda peer: False,
                 dropped: Callable[[Peer], None] = lambda peer: None) -> None:
        if limit < 1:
            raise ValueError(f"limit must be at least 1, got {limit!r}")
        self._clock = clock
        self._reply_port = reply_port
        self._limit = limit
        self._is_subscribed = is_subscribed
        self._dropped = dropped
        self._peers: "OrderedDict[Address, Peer]" = OrderedDict()
        self._heard_last: Dict[Address, Peer] = {}

    def __len__(self) -> int:
        return len(self._peers)

    def __iter__(self) -> Iterator[Peer]:
        return iter(list(self._peers.values()))

    def heard(self, ip: str, port: int) -> Peer:
        """Give the peer that a datagram came from, a new one if it was never heard."""
        peer = self._peers.get((ip, port))
        if peer is None:
            if len(self._peers) >= self._limit:
                self.drop(self._most_dispensable())
            peer = self._peers[(ip, port)] = Peer(ip, port, self._clock())
            self._address(peer)
        else:
            peer.heard = self._clock()
            self._peers.move_to_end((ip, port))
            self._heard_last[peer.push_address] = peer
        return peer

    def options(self, push_address: Address) -> Peer | None:
        """Give the peer heard last of those that get their pushes at this address, as its wishes count there."""
        return self._heard_last.get(push_address)

    def register(self, peer: Peer, port: int) -> None:
        """From now on everything for the peer goes to this port of its IP and nowhere else. Raises ValueError."""
        if not 1 <= port <= 65535:
            raise ValueError(f"port {port!r}: a port is from 1 to 65535")
        peer.registered_port = port
        self._address(peer)

    def unregister(self, peer: Peer) -> None:
        """Back to the shared reply port and the source port."""
        peer.registered_port = None
        self._address(peer)

    def drop(self, peer: Peer) -> None:
        """Forget a peer, and tell so. One that is unknown already is left alone."""
        if self._peers.get((peer.ip, peer.port)) is peer:
            del self._peers[(peer.ip, peer.port)]
            self._find_heard_last(peer.push_address)
            self._dropped(peer)

    def recent(self, seconds: float = LEGACY_BEAT_WINDOW) -> List[Peer]:
        """Give the peers heard within the last seconds, the one heard last at the end."""
        since = self._clock() - seconds
        return [peer for peer in self._peers.values() if peer.heard >= since]

    def legacy_beat(self, subscribed: Iterable[Address]) -> List[Address]:
        """Give the reply port of each IP that gets the beat unasked.

        That is each IP with a recent peer that registered no port, once, and not where `subscribed` gets it already.
        """
        unregistered = (peer for peer in self.recent() if peer.registered_port is None)
        shared = OrderedDict((peer.push_address, None) for peer in unregistered)
        taken = set(subscribed)
        return [address for address in shared if address not in taken]

    def _address(self, peer: Peer) -> None:
        """Work out where things for the peer go."""
        before = peer.push_address
        peer.push_address = (peer.ip, peer.registered_port or self._reply_port)
        if peer.registered_port is None and peer.port != self._reply_port:
            peer.destinations = (peer.push_address, (peer.ip, peer.port))
        else:
            peer.destinations = (peer.push_address,)
        self._find_heard_last(before)
        self._find_heard_last(peer.push_address)

    def _find_heard_last(self, push_address: Address) -> None:
        for peer in reversed(self._peers.values()):
            if peer.push_address == push_address:
                self._heard_last[push_address] = peer
                return
        self._heard_last.pop(push_address, None)

    def _most_dispensable(self) -> Peer:
        for peer in self._peers.values():
            if not peer.has_settings and not self._is_subscribed(peer):
                return peer
        return next(iter(self._peers.values()))
