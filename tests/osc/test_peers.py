"""Who asked and where replies go: the wire rules as cases, and a model that is held against any sequence of events."""
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from AbletonOSC.osc.peers import Peers

HOST, OTHER = "192.168.1.7", "192.168.1.8"


class Clock:
    """A clock that tests set."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def peers(clock):
    return Peers(clock)


def test_reply_goes_to_the_reply_port_and_to_the_source_port(peers):
    assert peers.heard(HOST, 54321).destinations == ((HOST, 11001), (HOST, 54321))


def test_reply_to_a_peer_that_sends_from_the_reply_port_goes_there_once(peers):
    assert peers.heard(HOST, 11001).destinations == ((HOST, 11001),)


def test_registered_port_ends_the_double_reply(peers):
    peer = peers.heard(HOST, 54321)
    peers.register(peer, 9000)
    assert peer.destinations == ((HOST, 9000),)
    peers.unregister(peer)
    assert peer.destinations == ((HOST, 11001), (HOST, 54321))


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_impossible_port_is_refused(peers, port):
    peer = peers.heard(HOST, 54321)
    with pytest.raises(ValueError, match=f"port {port}: a port is from 1 to 65535"):
        peers.register(peer, port)
    assert peer.destinations == ((HOST, 11001), (HOST, 54321))


def test_peer_heard_again_is_the_same_with_all_it_set(peers):
    peer = peers.heard(HOST, 54321)
    peer.booleans = "numbers"
    assert peers.heard(HOST, 54321) is peer
    assert peers.heard(HOST, 54322) is not peer
    assert peers.heard(OTHER, 54321) is not peer


def test_pushes_of_all_programs_of_a_host_that_registered_no_port_go_to_its_reply_port(peers):
    assert [peers.heard(*key).push_address for key in ((HOST, 5001), (HOST, 5002), (HOST, 11001), (OTHER, 5001))] == [
        (HOST, 11001), (HOST, 11001), (HOST, 11001), (OTHER, 11001)]


def test_pushes_go_to_the_registered_port_only(peers):
    peer = peers.heard(HOST, 5001)
    peers.register(peer, 9000)
    assert peer.push_address == (HOST, 9000)
    peers.unregister(peer)
    assert peer.push_address == (HOST, 11001)


def test_wishes_of_the_peer_heard_last_count_where_several_share_a_port(peers):
    first, second = peers.heard(HOST, 5001), peers.heard(HOST, 5002)
    assert peers.options((HOST, 11001)) is second
    peers.heard(HOST, 5001)
    assert peers.options((HOST, 11001)) is first
    peers.register(first, 9000)
    assert peers.options((HOST, 11001)) is second
    assert peers.options((HOST, 9000)) is first
    peers.drop(second)
    assert peers.options((HOST, 11001)) is None


def test_recent_peers_are_those_heard_within_the_window(peers, clock):
    first, second = peers.heard(HOST, 1), peers.heard(HOST, 2)
    clock.now += 600
    assert peers.recent(600) == [first, second]
    peers.heard(HOST, 1)
    clock.now += 1
    assert peers.recent(600) == [first]


def test_beat_goes_to_each_host_once_however_many_ports_it_sends_from(peers):
    peers.heard(HOST, 5001)
    peers.heard(HOST, 5002)
    peers.heard(OTHER, 5001)
    assert peers.legacy_beat([]) == [(HOST, 11001), (OTHER, 11001)]


def test_beat_is_not_sent_to_a_peer_that_registered_a_port_or_was_silent_for_ten_minutes(peers, clock):
    peers.heard(HOST, 5001)
    clock.now += 601
    peers.register(peers.heard(OTHER, 5001), 9000)
    assert peers.legacy_beat([]) == []


def test_beat_is_not_sent_twice_to_a_host_whose_peer_asked_for_it(peers):
    first = peers.heard(HOST, 5001)
    peers.heard(HOST, 5002)
    peers.heard(OTHER, 5001)
    assert peers.legacy_beat([first.push_address]) == [(OTHER, 11001)]


def test_beat_asked_for_on_a_port_of_its_own_leaves_the_other_programs_of_the_host_theirs(peers):
    registered = peers.heard(HOST, 5001)
    peers.register(registered, 9000)
    peers.heard(HOST, 5002)
    assert peers.legacy_beat([registered.push_address]) == [(HOST, 11001)]


def test_the_longest_silent_peer_without_settings_or_subscriptions_goes_when_there_are_too_many(clock):
    subscribed, dropped = [], []
    peers = Peers(clock, limit=3, is_subscribed=subscribed.__contains__, dropped=dropped.append)
    first, second, third = (peers.heard(HOST, port) for port in (1, 2, 3))
    subscribed.append(first)
    second.nil = "string"
    fourth = peers.heard(HOST, 4)
    assert dropped == [third]
    peers.heard(HOST, 1)
    subscribed.append(fourth)
    peers.heard(HOST, 5)
    assert dropped == [third, second]
    assert peers.heard(HOST, 2) is not second


def test_peers_need_room_for_one(clock):
    with pytest.raises(ValueError, match="limit must be at least 1, got 0"):
        Peers(clock, limit=0)


class PeersMachine(RuleBasedStateMachine):
    """Any sequence of datagrams, registrations, subscriptions and silence, beside a model that is a dictionary."""

    LIMIT = 4
    known = Bundle("known")

    def __init__(self):
        super().__init__()
        self.clock = Clock()
        self.subscribed = set()
        self.gone = []
        self.peers = Peers(self.clock, limit=self.LIMIT, is_subscribed=self.subscribed.__contains__, dropped=self.bury)
        self.model = {}

    def bury(self, peer):
        """Subscriptions die with the peer."""
        self.gone.append(peer)
        self.subscribed.discard(peer)

    @rule(target=known, ip=st.sampled_from([HOST, OTHER]), port=st.sampled_from([11001, 5001, 5002]))
    def hear(self, ip, port):
        self.clock.now += 1
        before = set(self.model.values())
        candidates = [peer for peer in before if not peer.has_settings and peer not in self.subscribed]
        expendable = candidates or list(before)
        gone = len(self.gone)
        peer = self.peers.heard(ip, port)
        if peer in before or len(before) < self.LIMIT:
            assert self.gone[gone:] == []
        else:
            assert self.gone[gone:] == [min(expendable, key=lambda candidate: candidate.heard)]
        self.model = {key: one for key, one in self.model.items() if one not in self.gone}
        self.model[(ip, port)] = peer
        assert (peer.ip, peer.port, peer.heard) == (ip, port, self.clock.now)
        return peer

    @rule(peer=known, port=st.sampled_from([9000, 9001, 11001, 5001]))
    def register(self, peer, port):
        self.peers.register(peer, port)
        assert peer.destinations == ((peer.ip, port),)

    @rule(peer=known)
    def unregister(self, peer):
        self.peers.unregister(peer)
        assert set(peer.destinations) == {(peer.ip, 11001), (peer.ip, peer.port)}

    @rule(peer=known)
    def subscribe(self, peer):
        if peer in self.model.values():
            self.subscribed.add(peer)

    @rule(peer=known)
    def drop(self, peer):
        times = self.gone.count(peer)
        known = peer in self.model.values()
        self.peers.drop(peer)
        assert self.gone.count(peer) == times + known
        self.model = {key: one for key, one in self.model.items() if one is not peer}

    @rule(seconds=st.sampled_from([1, 599, 601]))
    def stay_silent(self, seconds):
        self.clock.now += seconds

    @invariant()
    def knows_exactly_the_peers_of_the_model(self):
        assert set(self.peers) == set(self.model.values())
        assert len(self.peers) == len(self.model) <= self.LIMIT
        assert [peer.heard for peer in self.peers] == sorted(peer.heard for peer in self.peers)

    @invariant()
    def never_addresses_one_port_twice(self):
        for peer in self.peers:
            assert len(peer.destinations) == len(set(peer.destinations))
            assert peer.push_address in peer.destinations

    @invariant()
    def wishes_are_those_of_the_peer_heard_last(self):
        expected = {peer.push_address: peer for peer in self.peers}
        for address in [(ip, port) for ip in (HOST, OTHER) for port in (11001, 5001, 9000, 9001)]:
            assert self.peers.options(address) is expected.get(address)

    @invariant()
    def sends_the_beat_where_it_belongs(self):
        asked = {peer.push_address for peer in self.subscribed}
        beat = self.peers.legacy_beat(asked)
        wanted = {(peer.ip, 11001) for peer in self.peers
                  if peer.registered_port is None and peer.heard >= self.clock.now - 600}
        assert len(beat) == len(set(beat))
        assert set(beat) == wanted - asked


TestAnySequence = PeersMachine.TestCase
TestAnySequence.settings = settings(max_examples=60, stateful_step_count=40)
