"""Who asked and where replies go: the wire rules as cases, and a model that is held against any sequence of events."""
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from AbletonOSC.osc.peers import Options, Peers

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


def test_peer_heard_again_is_the_same(peers):
    peer = peers.heard(HOST, 54321)
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


def test_a_client_with_a_new_source_port_each_time_keeps_its_options(peers):
    peers.heard(HOST, 5001).options.booleans_as_ints = True
    assert peers.heard(HOST, 5002).options.booleans == "numbers"
    assert peers.heard(OTHER, 5002).options.booleans == "tags"


def test_options_belong_to_the_place_where_pushes_go(peers):
    first, second = peers.heard(HOST, 5001), peers.heard(HOST, 5002)
    assert first.options is second.options is peers.options((HOST, 11001))
    peers.register(first, 9000)
    assert first.options is peers.options((HOST, 9000)) is not second.options
    peers.register(second, 9000)
    assert first.options is second.options
    assert peers.options((HOST, 11001)) is None


def test_options_go_with_the_last_peer_that_shares_them(peers):
    first, second = peers.heard(HOST, 5001), peers.heard(HOST, 5002)
    first.options.name = "desk"
    peers.drop(first)
    assert peers.options((HOST, 11001)).name == "desk"
    peers.drop(second)
    assert peers.options((HOST, 11001)) is None
    assert peers.heard(HOST, 5001).options.are_default


@pytest.mark.parametrize("change", [
    {"booleans_as_ints": True}, {"nil_as_empty": True}, {"bundle_pushes": True}, {"name": "desk"},
    {"max_datagram": 9216}])
def test_options_that_were_set_are_not_default_until_they_are_set_back(change):
    options = Options((HOST, 11001))
    before = {name: getattr(options, name) for name in change}
    for values, default in ((change, False), (before, True)):
        for name, value in values.items():
            setattr(options, name, value)
            assert getattr(options, name) == value
        assert options.are_default is default


def test_the_rate_set_last_of_those_that_match_counts():
    options = Options((HOST, 11001))
    options.set_rate(10)
    options.set_rate(0, "/live/track/get/output_meter_*")
    options.set_rate(2, "/live/track/get/output_meter_left")
    assert options.interval("/live/song/get/tempo") == 0.1
    assert options.interval("/live/track/get/output_meter_right") == 0
    assert options.interval("/live/track/get/output_meter_left") == 0.5
    options.set_rate(5, "/live/track/get/output_meter_*")
    assert options.interval("/live/track/get/output_meter_left") == 0.2
    assert options.rates == [("*", 10), ("/live/track/get/output_meter_left", 2), ("/live/track/get/output_meter_*", 5)]


def test_a_rate_for_everything_ends_all_others():
    options = Options((HOST, 11001))
    options.set_rate(10, "/live/song/get/tempo")
    options.set_rate(5)
    assert options.rates == [("*", 5)]
    options.set_rate(0)
    assert options.rates == []
    assert options.are_default


def test_rates_are_bounded_in_number():
    options = Options((HOST, 11001))
    for number in range(64):
        options.set_rate(1, f"/live/{number}")
    with pytest.raises(ValueError, match="a client can have 64 rates"):
        options.set_rate(1, "/live/one/more")
    options.set_rate(2, "/live/63")
    assert options.interval("/live/63") == 0.5


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


def test_the_longest_silent_peer_with_which_nothing_is_lost_goes_when_there_are_too_many(clock):
    subscribed, dropped = [], []
    peers = Peers(clock, limit=3, is_subscribed=subscribed.__contains__, dropped=dropped.append)
    peers.heard("10.0.0.1", 1)
    peers.heard("10.0.0.2", 1).options.nil_as_empty = True
    peers.heard("10.0.0.3", 1)
    subscribed.append(("10.0.0.1", 11001))
    peers.heard("10.0.0.4", 1)
    assert dropped == [("10.0.0.3", 11001)]
    subscribed.append(("10.0.0.4", 11001))
    peers.heard("10.0.0.5", 1)
    assert dropped == [("10.0.0.3", 11001), ("10.0.0.1", 11001)]


def test_a_client_with_many_source_ports_loses_nothing_when_there_are_too_many(clock):
    dropped = []
    peers = Peers(clock, limit=8, is_subscribed=lambda push_address: True, dropped=dropped.append)
    peers.heard(HOST, 11001).options.name = "desk"
    peers.register(peers.heard(HOST, 5001), 9000)
    for port in range(20000, 20100):
        assert peers.heard(HOST, port).options.name == "desk"
    assert dropped == []
    assert len(peers) == 8


def test_peers_need_room_for_one(clock):
    with pytest.raises(ValueError, match="limit must be at least 1, got 0"):
        Peers(clock, limit=0)


class PeersMachine(RuleBasedStateMachine):
    """Any sequence of datagrams, registrations, wishes, subscriptions and silence, beside a model: a dictionary."""

    LIMIT = 4
    known = Bundle("known")

    def __init__(self):
        super().__init__()
        self.clock = Clock()
        self.subscribed = set()
        self.names = {}
        self.peers = Peers(self.clock, limit=self.LIMIT, is_subscribed=self.subscribed.__contains__, dropped=self.bury)
        self.model = {}

    def bury(self, push_address):
        """Subscriptions and wishes die with the last peer."""
        self.subscribed.discard(push_address)
        self.names.pop(push_address, None)

    def shared_by(self, push_address):
        return [peer for peer in self.model.values() if peer.push_address == push_address]

    def is_expendable(self, peer):
        return peer.registered_port is None and (len(self.shared_by(peer.push_address)) > 1 or (
            not self.names.get(peer.push_address) and peer.push_address not in self.subscribed))

    @rule(target=known, ip=st.sampled_from([HOST, OTHER]), port=st.sampled_from([11001, 5001, 5002]))
    def hear(self, ip, port):
        self.clock.now += 1
        if (ip, port) not in self.model and len(self.model) == self.LIMIT:
            silent_longest = sorted(self.model.values(), key=lambda peer: peer.heard)
            gone = next(filter(self.is_expendable, silent_longest), silent_longest[0])
            del self.model[(gone.ip, gone.port)]
        peer = self.peers.heard(ip, port)
        assert self.model.setdefault((ip, port), peer) is peer
        assert (peer.ip, peer.port, peer.heard, peer.options.heard) == (ip, port, self.clock.now, self.clock.now)
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
            self.subscribed.add(peer.push_address)

    @rule(peer=known, name=st.sampled_from(["", "desk", "phone"]))
    def wish(self, peer, name):
        if peer in self.model.values():
            peer.options.name = name
            self.names[peer.push_address] = name

    @rule(peer=known)
    def drop(self, peer):
        self.peers.drop(peer)
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
    def wishes_are_those_of_the_push_address(self):
        assert {client.push_address: client.shared_by for client in self.peers.clients()} == {
            peer.push_address: len(self.shared_by(peer.push_address)) for peer in self.peers}
        for peer in self.peers:
            assert peer.options is self.peers.options(peer.push_address)
            assert peer.options.name == self.names.get(peer.push_address, "")
        assert self.subscribed <= {peer.push_address for peer in self.peers}

    @invariant()
    def sends_the_beat_where_it_belongs(self):
        beat = self.peers.legacy_beat(self.subscribed)
        wanted = {(peer.ip, 11001) for peer in self.peers
                  if peer.registered_port is None and peer.heard >= self.clock.now - 600}
        assert len(beat) == len(set(beat))
        assert set(beat) == wanted - self.subscribed


TestAnySequence = PeersMachine.TestCase
TestAnySequence.settings = settings(max_examples=60, stateful_step_count=40)
