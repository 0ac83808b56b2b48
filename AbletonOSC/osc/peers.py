"""Who asked, where replies and pushes go, and how they are wanted there.

A peer is an IP address with a source port. The port does not tell where a program listens: AbletonOSC's clients send
from any port and listen on 11001, others listen where they send from. So, until a peer registers a port of its own,
replies go to its IP on the reply port, and to its source port too when that is another one. Pushes go to one place
only: the registered port, or else the reply port, which all programs of an IP that registered none share.

What a client wishes belongs to that place, its push address, as its subscriptions do: `oscsend` has a new source port
each time, Max and Pd send from one port and listen on another, and still each is one client.
"""
from __future__ import annotations

from collections import OrderedDict
from typing import Callable, Dict, Iterable, Iterator, List, Tuple

from .packet import MAX_SIZE
from .pattern import Pattern
from .transport import STREAM, USUAL_DATAGRAM, Address

LEGACY_BEAT_WINDOW = 600.0
"""Seconds since a peer was last heard, for which it gets the beat it never asked for."""
EVERYTHING = "*"
"""The pattern of a rate that stands for all addresses."""
MOST_RATES = 64


class Options:
    """How the peers of one push address want their messages; each attribute is one `/live/api/client/set/<attribute>`.

    heard: when a datagram came from one of them last. shared_by: how many of them are known.
    booleans, nil: what follows for `packet.encode_message`.
    """

    __slots__ = ("push_address", "heard", "shared_by", "booleans", "nil", "max_datagram", "default_max_datagram",
                 "bundle_pushes", "name", "_rates")

    def __init__(self, push_address: Address, max_datagram: int = USUAL_DATAGRAM) -> None:
        self.push_address = push_address
        self.heard = 0.0
        self.shared_by = 0
        self.booleans = "tags"
        self.nil = "tag"
        self.default_max_datagram = self.max_datagram = max_datagram
        self.bundle_pushes = False
        self.name = ""
        self._rates: "OrderedDict[str, Tuple[float, Callable[[str], bool]]]" = OrderedDict()

    def __repr__(self) -> str:
        return "{}{}:{}".format(f"{self.name} at " if self.name else "", *self.push_address)

    @property
    def booleans_as_ints(self) -> bool:
        return self.booleans == "numbers"

    @booleans_as_ints.setter
    def booleans_as_ints(self, wanted: bool) -> None:
        self.booleans = "numbers" if wanted else "tags"

    @property
    def nil_as_empty(self) -> bool:
        return self.nil == "string"

    @nil_as_empty.setter
    def nil_as_empty(self, wanted: bool) -> None:
        self.nil = "string" if wanted else "tag"

    @property
    def rates(self) -> List[Tuple[str, float]]:
        """The address patterns with their pushes per second; of those that match, the one set last counts."""
        return [(pattern, rate) for pattern, (rate, _) in self._rates.items()]

    def set_rate(self, rate: float, pattern: str = EVERYTHING) -> None:
        """Push no more often than so many times a second, 0 for no limit; for everything, that ends all other rates.

        Raises PatternError, and ValueError for one pattern too many.
        """
        if pattern == EVERYTHING:
            self._rates.clear()
            if rate:
                self._rates[pattern] = rate, lambda address: True
            return
        matches = Pattern(pattern).matches
        if pattern not in self._rates and len(self._rates) >= MOST_RATES:
            raise ValueError(f"a client can have {MOST_RATES} rates")
        self._rates.pop(pattern, None)
        self._rates[pattern] = rate, matches

    def interval(self, address: str) -> float:
        """The least seconds between two pushes on an address, 0 for no limit."""
        for rate, matches in reversed(self._rates.values()):
            if matches(address):
                return 1.0 / rate if rate else 0.0
        return 0.0

    @property
    def are_default(self) -> bool:
        """Whether nothing would be lost with them."""
        return not (self.booleans_as_ints or self.nil_as_empty or self.bundle_pushes or self.name or self._rates
                    or self.max_datagram != self.default_max_datagram)


class Peer:
    """One program that sends. Compared by identity: a peer that was dropped and comes back is a new one.

    heard: when its last datagram came, by the clock of `Peers`. is_connection: it is the other end of a TCP connection.
    registered_port: None until it names one; of a connection its own.
    destinations: where replies go, no address twice. push_address: where pushes go. options: how it wants both.
    """

    __slots__ = ("ip", "port", "heard", "is_connection", "registered_port", "destinations", "push_address", "options")

    def __init__(self, ip: str, port: int, heard: float) -> None:
        self.ip = ip
        self.port = port
        self.heard = heard
        self.is_connection = ip.startswith(STREAM)
        self.registered_port: int | None = port if self.is_connection else None
        self.destinations: Tuple[Address, ...] = ()
        self.push_address: Address = ("", 0)
        self.options = Options(self.push_address)

    def __repr__(self) -> str:
        return f"Peer({self.ip}:{self.port})"


class Peers:
    """All peers heard, the one heard last at the end; at most `limit`.

    When there are too many, the longest silent one goes with which nothing is lost: neither a registered port nor, as
    the last of its push address, options or subscriptions. If there is none, the longest silent. `is_subscribed(push
    address)` is asked for this; `dropped(push address)` is told when the last peer there goes, so that subscriptions
    die with it.
    """

    def __init__(self, clock: Callable[[], float], reply_port: int = 11001, limit: int = 512,
                 max_datagram: int = USUAL_DATAGRAM,
                 is_subscribed: Callable[[Address], bool] = lambda push_address: False,
                 dropped: Callable[[Address], None] = lambda push_address: None) -> None:
        if limit < 1:
            raise ValueError(f"limit must be at least 1, got {limit!r}")
        self._clock = clock
        self._reply_port = reply_port
        self._limit = limit
        self._max_datagram = max_datagram
        self._is_subscribed = is_subscribed
        self._dropped = dropped
        self._peers: "OrderedDict[Address, Peer]" = OrderedDict()
        self._options: Dict[Address, Options] = {}

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
            self._join(peer)
            if peer.is_connection:
                peer.options.max_datagram = MAX_SIZE  # it carries answers of any length
        else:
            peer.heard = peer.options.heard = self._clock()
            self._peers.move_to_end((ip, port))
        return peer

    def destinations_of(self, ip: str, port: int) -> Tuple[Address, ...]:
        """Give where replies go, also of one that is no peer and will be none by this."""
        peer = self._peers.get((ip, port))
        if peer is None:
            peer = Peer(ip, port, 0.0)
            self._address(peer)
        return peer.destinations

    def options(self, push_address: Address) -> Options | None:
        """Give what is wanted at a push address; None where nobody is known to listen."""
        return self._options.get(push_address)

    def clients(self) -> List[Options]:
        """Give the options of every push address, in the order in which they were first heard of."""
        return list(self._options.values())

    def register(self, peer: Peer, port: int) -> None:
        """From now on everything for the peer goes to this port of its IP and nowhere else. Raises ValueError.

        A connection is answered on itself, whatever port it names.
        """
        if not 1 <= port <= 65535:
            raise ValueError(f"port {port!r}: a port is from 1 to 65535")
        if not peer.is_connection:
            self._move(peer, port)

    def unregister(self, peer: Peer) -> None:
        """Back to the shared reply port and the source port."""
        if not peer.is_connection:
            self._move(peer, None)

    def drop(self, peer: Peer) -> None:
        """Forget a peer. One that is unknown already is left alone."""
        if self._knows(peer):
            del self._peers[(peer.ip, peer.port)]
            self._count_out(peer.options)

    def end(self, address: Address) -> None:
        """Forget the peer at the other end of a connection that has ended; unknown ones are left alone."""
        peer = self._peers.get(address)
        if peer is not None:
            self.drop(peer)

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

    def _knows(self, peer: Peer) -> bool:
        return self._peers.get((peer.ip, peer.port)) is peer

    def _move(self, peer: Peer, registered_port: int | None) -> None:
        known = self._knows(peer)
        left = peer.push_address
        peer.registered_port = registered_port
        self._address(peer)
        if known and peer.push_address != left:
            options = peer.options
            self._join(peer)
            self._count_out(options)

    def _address(self, peer: Peer) -> None:
        """Work out where things for the peer go."""
        peer.push_address = (peer.ip, peer.registered_port or self._reply_port)
        if peer.registered_port is None and peer.port != self._reply_port:
            peer.destinations = (peer.push_address, (peer.ip, peer.port))
        else:
            peer.destinations = (peer.push_address,)

    def _join(self, peer: Peer) -> None:
        """Make the peer one of those that share its push address, and their options."""
        self._address(peer)
        options = self._options.get(peer.push_address)
        if options is None:
            options = self._options[peer.push_address] = Options(peer.push_address, self._max_datagram)
        options.heard = peer.heard
        options.shared_by += 1
        peer.options = options

    def _count_out(self, options: Options) -> None:
        """One peer fewer shares the options; with the last one they go."""
        options.shared_by -= 1
        if not options.shared_by:
            del self._options[options.push_address]
            self._dropped(options.push_address)

    def _most_dispensable(self) -> Peer:
        for peer in self._peers.values():
            if peer.registered_port is None and (peer.options.shared_by > 1 or (
                    peer.options.are_default and not self._is_subscribed(peer.push_address))):
                return peer
        return next(iter(self._peers.values()))
