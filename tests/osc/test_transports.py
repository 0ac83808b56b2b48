"""UDP and TCP together, where they differ from each alone: waiting looks at both."""

import socket

import pytest

from AbletonOSC.osc.server import UDPServer
from AbletonOSC.osc.stream.framing import frame_with_size
from AbletonOSC.osc.stream.server import StreamServer
from AbletonOSC.osc.transports import Transports

TEST = b"/live/test\0\0,\0\0\0"
LONG_ENOUGH = 5.0


@pytest.fixture
def transports():
    both = Transports(UDPServer("127.0.0.1", 0), StreamServer("127.0.0.1", 0))
    both.open()
    yield both
    both.close()


@pytest.fixture
def client(transports):
    with socket.create_connection(("127.0.0.1", transports.local_port), timeout=LONG_ENOUGH) as connected:
        assert transports.streams.wait(LONG_ENOUGH)
        assert list(transports.receive(10)) == []
        yield connected


def test_nothing_arrives_while_a_client_is_connected_and_silent(transports, client):
    assert not transports.wait(0.001)


def test_waiting_ends_when_a_datagram_comes_though_a_client_is_connected(transports, client):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(TEST, ("127.0.0.1", transports.local_port))
        assert transports.wait(LONG_ENOUGH)
    assert [data for data, _ in transports.receive(10)] == [TEST]


def test_waiting_ends_when_a_packet_comes_on_a_connection(transports, client):
    client.sendall(frame_with_size(TEST))
    assert transports.wait(LONG_ENOUGH)
    assert [data for data, _ in transports.receive(10)] == [TEST]


def test_waiting_ends_at_once_when_udp_has_closed_under_a_connection(transports, client):
    transports.datagrams.close()
    assert not transports.wait(LONG_ENOUGH)
