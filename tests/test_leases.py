"""Clients that are gone lose their subscriptions, those that only listen do not."""
import logging
import os
import select
import socket

import pytest

from AbletonOSC.osc.bundler import EMPTY_BUNDLE
from AbletonOSC.osc.server import UDPServer
from tests.running_script import RunningScript

DESK, PHONE = ("127.0.0.1", 11001), ("192.168.1.7", 11001)
PATIENCE = 10.0


@pytest.fixture
def start(log_folder):
    started = []

    def run(**settings):
        started.append(RunningScript(log_folder, settings))
        return started[-1]

    yield run
    for running in started:
        running.close()
        assert not running.host.errors


def subscriptions(live, client=DESK):
    return live.send("/live/api/get/listeners", client=client)[-1][1][0]


def advance(live, seconds):
    """Long silences in strides: a tick of Live's 10 ms would take minutes."""
    for _ in range(int(seconds // 10)):
        live.simulator.clock.wait_until(live.simulator.now() + 10)
        live.engine.tick()


def test_a_client_that_was_silent_for_the_lease_loses_its_subscriptions_with_one_log_line(start, caplog):
    live = start(lease=300)
    live.surface.log.logger.addHandler(caplog.handler)
    live.send("/live/song/start_listen/tempo")
    live.send("/live/track/start_listen/name", "*")
    live.send("/live/song/start_listen/tempo", client=PHONE)
    advance(live, 200)
    live.send("/live/test", client=PHONE)
    caplog.clear()
    caplog.set_level(logging.INFO)
    advance(live, 200)
    live.transport.take()
    live.song.tempo = 99.0
    live.advance()
    assert [receiver for receiver, *_ in live.received_by_all()] == [PHONE]
    lines = [record.getMessage() for record in caplog.records]
    assert len(lines) == 1
    assert lines[0].startswith("127.0.0.1:11001 was silent for 3")
    assert subscriptions(live) == 0


def test_a_short_lease_is_kept_to(start):
    live = start(lease=3)
    live.send("/live/song/start_listen/tempo")
    live.advance(2.5)
    assert len(live.engine.subscriptions.watches) == 1
    live.advance(3.0)
    assert not live.engine.subscriptions.watches


def test_a_lease_of_zero_never_ends(start):
    live = start(lease=0)
    live.send("/live/song/start_listen/tempo")
    advance(live, 5000)
    assert subscriptions(live) == 1


def test_a_client_whose_port_refuses_again_and_again_loses_its_subscriptions(start):
    live = start()
    for client in (DESK, PHONE):
        live.send("/live/song/start_listen/tempo", client=client)
    live.transport.refusing.add(DESK)
    advance(live, 80)
    assert live.engine.is_subscribed(DESK)
    advance(live, 130)
    assert not live.engine.is_subscribed(DESK)
    assert live.engine.is_subscribed(PHONE)
    assert DESK not in live.transport.probed


def test_a_client_that_speaks_is_not_probed_and_what_was_refused_before_is_forgotten(start):
    live = start()
    live.send("/live/song/start_listen/tempo")
    live.transport.refusing.add(DESK)
    for _ in range(6):
        advance(live, 100)
        live.send("/live/test")
        advance(live, 30)
        assert live.transport.probed == {}
    assert subscriptions(live) == 1


def test_a_client_without_subscriptions_is_never_probed(start):
    live = start()
    live.send("/live/test")
    advance(live, 300)
    assert live.transport.probed == {}


def test_probes_end_with_the_engine(start):
    live = start()
    live.send("/live/song/start_listen/tempo")
    advance(live, 100)
    assert DESK in live.transport.probed
    live.engine.close()
    assert live.transport.probed == {}


@pytest.fixture
def server():
    opened = UDPServer("127.0.0.1", 0)
    opened.open()
    yield opened
    opened.close()


def probe_until(server, address, wanted):
    """Probe until the system tells; it may take the loopback interface a moment."""
    for _ in range(200):
        if server.probe(address) is wanted:
            return True
        select.select([], [], [], 0.005)
    return False


def test_a_real_port_that_nobody_has_is_known_as_refusing(server):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as gone:
        gone.bind(("127.0.0.1", 0))
        address = gone.getsockname()
        gone.settimeout(PATIENCE)
        assert not server.probe(address)
        assert gone.recv(100) == EMPTY_BUNDLE
        assert not server.probe(address)
    assert probe_until(server, address, True)
    server.end_probe(address)
    assert not server.probe(address)


def test_probes_take_no_more_than_their_sockets(server):
    addresses = [("127.0.0.1", port) for port in range(20000, 20200)]
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    for address in addresses:
        server.probe(address)
    if before:
        assert len(os.listdir("/proc/self/fd")) == before + 64
    server.close()
    if before:
        assert len(os.listdir("/proc/self/fd")) == before - 1


def test_a_probe_to_an_impossible_address_raises_nothing(server):
    everybody = ("255.255.255.255", 9)  # a socket may not connect to a broadcast
    assert server.probe(everybody) is False
    assert server.probe(everybody) is False
