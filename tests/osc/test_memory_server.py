"""The server without a socket behaves as the one with a socket does, as far as the engine can see."""
import pytest

from AbletonOSC.osc.memory import MemoryServer
from AbletonOSC.osc.transport import BindError, DatagramTooLong

CLIENT = ("127.0.0.1", 5001)


@pytest.fixture
def server():
    opened = MemoryServer(11000)
    opened.open()
    return opened


def test_datagrams_come_in_order_up_to_the_limit(server):
    for number in range(5):
        server.deliver(b"%d" % number, CLIENT)
    assert list(server.receive(3)) == [(b"0", CLIENT), (b"1", CLIENT), (b"2", CLIENT)]
    assert list(server.receive(3)) == [(b"3", CLIENT), (b"4", CLIENT)]
    assert list(server.receive(3)) == []
    assert server.received == 5


def test_what_is_sent_can_be_taken_once(server):
    server.send(b"reply", CLIENT)
    assert server.take() == [(b"reply", CLIENT)]
    assert server.take() == []
    assert server.sent == 1


def test_sends_wait_in_order_while_the_system_is_busy(server):
    server.busy = True
    server.send(b"1", CLIENT)
    server.send(b"2", CLIENT)
    assert (server.take(), server.waiting) == ([], 2)
    server.busy = False
    assert server.flush() == 0
    assert server.take() == [(b"1", CLIENT), (b"2", CLIENT)]


def test_too_long_datagram_is_refused_with_its_size(server):
    server.longest = 9216
    with pytest.raises(DatagramTooLong) as refusal:
        server.send(bytes(9217), CLIENT)
    assert refusal.value.size == 9217


def test_closed_server_neither_hears_nor_sends():
    reports = []
    server = MemoryServer(11000, reports.append)
    server.deliver(b"early", CLIENT)
    server.send(b"early", CLIENT)
    assert (server.local_port, server.is_open) == (0, False)
    assert reports == ["a datagram to 127.0.0.1:5001 was not sent: the server is closed"]
    server.open()
    assert (server.local_port, server.is_open) == (11000, True)
    assert list(server.receive(9)) == []


def test_closing_loses_what_waits_and_says_so():
    reports = []
    server = MemoryServer(11000, reports.append)
    server.open()
    server.busy = True
    server.send(b"1", CLIENT)
    server.close()
    server.close()
    assert reports == ["1 datagrams were not sent before the server closed"]
    assert server.lost == 1


def test_opening_fails_while_a_bind_error_is_set(server):
    server.close()
    server.bind_error = BindError(98, "UDP port 11000 on 0.0.0.0: taken")
    with pytest.raises(BindError):
        server.open()
    server.bind_error = None
    server.open()
    assert server.is_open
