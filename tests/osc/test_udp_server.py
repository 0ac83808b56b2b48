"""The UDP socket: on the loopback interface, beside programs of others, and with every error a system may give."""
import errno
import select
import socket
import subprocess
import time

import pytest
from pythonosc import osc_message
from pythonosc.udp_client import SimpleUDPClient

from AbletonOSC.osc import server as server_module
from AbletonOSC.osc.packet import IMPULSE, Message, decode, encode_message
from AbletonOSC.osc.server import UDPServer
from AbletonOSC.osc.transport import LONGEST_DATAGRAM, BindError, DatagramTooLong

LOOPBACK = "127.0.0.1"
CLIENT = (LOOPBACK, 5001)
PATIENCE = 10.0
"""Seconds to wait for a real socket or process, at most."""


@pytest.fixture
def server():
    opened = UDPServer(LOOPBACK, 0)
    opened.open()
    yield opened
    opened.close()


@pytest.fixture
def client():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as opened:
        opened.bind((LOOPBACK, 0))
        opened.settimeout(PATIENCE)
        yield opened


def receive(server, count):
    """The next datagrams, waited for."""
    found = []
    until = time.monotonic() + PATIENCE
    while len(found) < count and time.monotonic() < until:
        select.select([server._socket], [], [], until - time.monotonic())
        found.extend(server.receive(count - len(found)))
    return found


def test_datagrams_go_both_ways(server, client):
    client.sendto(b"question", (LOOPBACK, server.local_port))
    assert receive(server, 1) == [(b"question", client.getsockname())]
    server.send(b"answer", client.getsockname())
    assert client.recvfrom(100) == (b"answer", (LOOPBACK, server.local_port))
    assert (server.received, server.sent, server.lost) == (1, 1, 0)


def test_receiving_never_waits(server):
    assert list(server.receive(10)) == []
    assert server.fault is None


def test_waiting_ends_when_a_datagram_comes_and_else_after_its_time(server, client):
    assert server.wait(0.001) is False
    client.sendto(b"x", (LOOPBACK, server.local_port))
    assert server.wait(PATIENCE) is True
    server.close()
    assert server.wait(PATIENCE) is False


def test_no_more_than_the_limit_is_read_and_the_rest_stays(server, client):
    for number in range(5):
        client.sendto(b"%d" % number, (LOOPBACK, server.local_port))
    assert [data for data, _ in receive(server, 3)] == [b"0", b"1", b"2"]
    assert [data for data, _ in receive(server, 2)] == [b"3", b"4"]


def test_empty_datagram_is_received(server, client):
    client.sendto(b"", (LOOPBACK, server.local_port))
    assert receive(server, 1) == [(b"", client.getsockname())]


def test_longest_datagram_goes_both_ways(server, client):
    client.sendto(bytes(LONGEST_DATAGRAM), (LOOPBACK, server.local_port))
    assert [len(data) for data, _ in receive(server, 1)] == [LONGEST_DATAGRAM]
    server.send(bytes(LONGEST_DATAGRAM), client.getsockname())
    assert len(client.recv(70000)) == LONGEST_DATAGRAM


def test_longer_datagram_is_refused_with_its_size(server, client):
    with pytest.raises(DatagramTooLong, match="65508 bytes") as refusal:
        server.send(bytes(LONGEST_DATAGRAM + 1), client.getsockname())
    assert refusal.value.size == 65508


def test_burst_that_the_granted_buffer_holds_is_kept_in_order(server, client):
    granted = server._socket.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF)
    # Linux counts 832 bytes for a datagram of 44.
    count = min(2000, granted // 1024)
    for number in range(count):
        client.sendto(b"%044d" % number, (LOOPBACK, server.local_port))
    assert [int(data) for data, _ in receive(server, count)] == list(range(count))


def test_second_server_on_the_port_is_told_which_port_and_why(server):
    second = UDPServer(LOOPBACK, server.local_port)
    with pytest.raises(BindError) as refusal:
        second.open()
    assert refusal.value.strerror == (
        f"UDP port {server.local_port} on {LOOPBACK}: another program or a second AbletonOSC slot uses it")
    assert refusal.value.errno == errno.EADDRINUSE
    assert not second.is_open
    assert second.local_port == 0


def test_port_of_a_closed_server_can_be_taken_at_once(server):
    port = server.local_port
    server.close()
    again = UDPServer(LOOPBACK, port)
    again.open()
    assert again.local_port == port
    again.close()


def test_failed_opening_can_be_tried_again(server):
    second = UDPServer(LOOPBACK, server.local_port)
    with pytest.raises(BindError):
        second.open()
    server.close()
    second.open()
    assert second.is_open
    second.close()


@pytest.mark.parametrize("host, port, words", [
    ("192.0.2.1", 0, "UDP port 0 on 192.0.2.1: this computer has no such address"),
    (LOOPBACK, 70000, "UDP port 70000: a port is from 0 to 65535"),
    (LOOPBACK, -1, "UDP port -1: a port is from 0 to 65535")])
def test_impossible_address_is_a_bind_error(host, port, words):
    with pytest.raises(BindError) as refusal:
        UDPServer(host, port).open()
    assert refusal.value.strerror == words


def test_opening_and_closing_twice_does_nothing(server):
    port = server.local_port
    server.open()
    assert server.local_port == port
    server.close()
    server.close()
    assert (server.is_open, server.local_port) == (False, 0)
    assert list(server.receive(10)) == []


def test_closing_while_datagrams_are_handed_out_ends_the_round(server, client):
    for _ in range(3):
        client.sendto(b"x", (LOOPBACK, server.local_port))
    select.select([server._socket], [], [], PATIENCE)
    handed_out = []
    for data, _ in server.receive(10):
        handed_out.append(data)
        server.close()
    assert handed_out == [b"x"]


def test_python_osc_client_is_understood(server):
    client = SimpleUDPClient(LOOPBACK, server.local_port)
    client.send_message("/live/test", [1, 0.5, "x", True, None, b"blob", [1, [2]]])
    client._sock.close()
    (data, _), = receive(server, 1)
    assert decode(data) == Message("/live/test", (1, 0.5, "x", True, None, b"blob", [1, [2]]))


def test_python_osc_reads_what_is_sent(server, client):
    server.send(encode_message("/live/track/get/mute", (0, True, 0.5, "x", None)), client.getsockname())
    found = osc_message.OscMessage(client.recv(1000))
    assert (found.address, found.params) == ("/live/track/get/mute", [0, True, 0.5, "x", None])


def test_oscsend_of_liblo_is_understood(server, require_program):
    subprocess.run([require_program("oscsend"), LOOPBACK, str(server.local_port), "/live/test", "ifshdTFNI",
                    "1", "0.5", "Drums", "5000000000", "0.25"], check=True, timeout=PATIENCE)
    (data, _), = receive(server, 1)
    assert decode(data) == Message("/live/test", (1, 0.5, "Drums", 5000000000, 0.25, True, False, None, IMPULSE))


def test_oscdump_of_liblo_reads_what_is_sent(server, client, require_program):
    port = client.getsockname()[1]
    client.close()
    process = subprocess.Popen([require_program("oscdump"), "-L", str(port)], stdout=subprocess.PIPE)
    try:
        until = time.monotonic() + PATIENCE
        # oscdump does not say when it listens: the message is repeated until it prints.
        while not select.select([process.stdout], [], [], 0.05)[0] and time.monotonic() < until:
            server.send(encode_message("/live/track/get/mute", (0, True, 0.5, "Bass", None)), (LOOPBACK, port))
        assert process.stdout.readline().split(b" ", 1)[1] == b'/live/track/get/mute iTfsN 0 #T 0.500000 "Bass" Nil\n'
    finally:
        process.terminate()
        process.wait(PATIENCE)
        process.stdout.close()


class FaultySocket:
    """A socket that does what a script says: an OSError is raised, anything else is given or taken."""

    def __init__(self, received=(), sent=()):
        self.received = list(received)
        self.sent = list(sent)
        self.delivered = []
        self.options = {}
        self.closed = False

    def __call__(self, family, kind):
        return self

    def setblocking(self, blocking):
        assert blocking is False

    def getsockopt(self, level, option):
        return 9216

    def setsockopt(self, level, option, value):
        if option in self.options.get("refused", ()) or value > self.options.get("largest", 1 << 30):
            raise OSError(errno.ENOBUFS, "No buffer space available")
        self.options[option] = value

    def bind(self, address):
        self.address = address
        if "bind" in self.options:
            raise self.options["bind"]

    def getsockname(self):
        return self.address

    def recvfrom(self, size):
        if not self.received:
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        item = self.received.pop(0)
        if isinstance(item, OSError):
            raise item
        return item

    def sendto(self, data, address):
        outcome = self.sent.pop(0) if self.sent else None
        if isinstance(outcome, OSError):
            raise outcome
        self.delivered.append((data, address))

    def close(self):
        self.closed = True


def opened_on(faulty):
    """A server on a faulty socket, and the sentences that it reports."""
    reports = []
    opened = UDPServer(LOOPBACK, 11000, reports.append, faulty)
    opened.open()
    return opened, reports


def failure(number):
    """The error that the system raises for this number; Windows' own numbers are taken as they are."""
    return OSError(number, "the system's words")


@pytest.mark.parametrize("number", [errno.ECONNREFUSED, errno.ECONNRESET, 10054, 10061, errno.EHOSTUNREACH])
def test_client_that_died_does_not_stop_the_others_from_being_heard(number):
    faulty = FaultySocket(received=[(b"1", CLIENT), failure(number), (b"2", CLIENT), failure(number), (b"3", CLIENT)])
    opened, _ = opened_on(faulty)
    assert [data for data, _ in opened.receive(10)] == [b"1", b"2", b"3"]
    assert opened.fault is None


def test_endless_errors_end_at_the_limit():
    faulty = FaultySocket(received=[failure(10054)] * 100)
    opened, _ = opened_on(faulty)
    assert list(opened.receive(10)) == []
    assert len(faulty.received) == 90


@pytest.mark.parametrize("number", [errno.EMSGSIZE, 10040])
def test_datagram_that_does_not_fit_is_reported_and_the_next_is_read(number):
    opened, reports = opened_on(FaultySocket(received=[failure(number), (b"2", CLIENT)]))
    assert [data for data, _ in opened.receive(10)] == [b"2"]
    assert reports == ["a datagram longer than 65507 bytes was not read"]
    assert opened.lost == 1


def test_broken_socket_is_shown_as_a_fault_until_it_works_again():
    opened, _ = opened_on(FaultySocket(received=[failure(errno.EBADF)]))
    assert list(opened.receive(10)) == []
    assert opened.fault.errno == errno.EBADF
    assert list(opened.receive(10)) == []
    assert opened.fault is None


@pytest.mark.parametrize("number", [errno.EAGAIN, errno.ENOBUFS, errno.ENOMEM, 10035, 10055])
def test_datagrams_wait_in_order_while_the_system_is_busy(number):
    faulty = FaultySocket(sent=[failure(number), failure(number), None])
    opened, reports = opened_on(faulty)
    opened.send(b"1", CLIENT)
    opened.send(b"2", CLIENT)
    assert (opened.waiting, opened.sent, faulty.delivered) == (2, 0, [])
    opened.send(b"3", CLIENT)
    assert [data for data, _ in faulty.delivered] == [b"1", b"2", b"3"]
    assert (opened.waiting, opened.sent, opened.lost, reports) == (0, 3, 0, [])


def test_flush_sends_what_waits_and_says_how_much_still_does():
    busy = failure(errno.EAGAIN)
    faulty = FaultySocket(sent=[busy, busy, busy, None, busy])
    opened, _ = opened_on(faulty)
    for data in (b"1", b"2", b"3"):
        opened.send(data, CLIENT)
    assert opened.flush() == 2
    assert opened.flush() == 0
    assert [data for data, _ in faulty.delivered] == [b"1", b"2", b"3"]


def test_queue_is_bounded_and_the_oldest_datagram_is_lost_with_a_report(monkeypatch):
    monkeypatch.setattr(server_module, "MAX_WAITING", 2)
    faulty = FaultySocket(sent=[failure(errno.EAGAIN)] * 3)
    opened, reports = opened_on(faulty)
    for data in (b"1", b"2", b"3"):
        opened.send(data, CLIENT)
    assert opened.flush() == 0
    assert [data for data, _ in faulty.delivered] == [b"2", b"3"]
    assert reports == ["a datagram was not sent: 2 are waiting, the system takes no more"]
    assert opened.lost == 1


@pytest.mark.parametrize("number", [errno.EMSGSIZE, 10040])
def test_datagram_that_this_system_does_not_take_is_refused_with_its_size(number):
    opened, _ = opened_on(FaultySocket(sent=[failure(number)]))
    with pytest.raises(DatagramTooLong, match="9300 bytes") as refusal:
        opened.send(bytes(9300), CLIENT)
    assert refusal.value.size == 9300


def test_waiting_datagram_that_proves_too_long_is_lost_with_a_report_and_the_next_is_sent():
    faulty = FaultySocket(sent=[failure(errno.EAGAIN), failure(errno.EAGAIN), failure(errno.EMSGSIZE), None])
    opened, reports = opened_on(faulty)
    opened.send(bytes(9300), CLIENT)
    opened.send(b"2", CLIENT)
    assert opened.flush() == 0
    assert [data for data, _ in faulty.delivered] == [b"2"]
    assert reports == ["a datagram of 9300 bytes is too long to send"]


@pytest.mark.parametrize("number", [errno.ECONNREFUSED, 10054])
def test_error_of_an_earlier_datagram_does_not_cost_the_next_one(number):
    faulty = FaultySocket(sent=[failure(number), None])
    opened, reports = opened_on(faulty)
    opened.send(b"1", CLIENT)
    assert faulty.delivered == [(b"1", CLIENT)]
    assert reports == []


@pytest.mark.parametrize("number", [errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EACCES, errno.EINVAL, errno.ENETDOWN])
def test_unreachable_client_costs_its_own_datagram_only(number):
    faulty = FaultySocket(sent=[failure(number), failure(number), None])
    opened, reports = opened_on(faulty)
    opened.send(b"1", CLIENT)
    faulty.sent.clear()
    opened.send(b"2", ("127.0.0.1", 5002))
    assert [data for data, _ in faulty.delivered] == [b"2"]
    assert reports == ["a datagram to 127.0.0.1:5001 was not sent: the system's words"]


def test_closing_sends_what_it_can_and_reports_the_rest():
    faulty = FaultySocket(sent=[failure(errno.EAGAIN)] * 3)
    opened, reports = opened_on(faulty)
    opened.send(b"1", CLIENT)
    opened.send(b"2", CLIENT)
    opened.close()
    assert faulty.closed
    assert reports == ["2 datagrams were not sent before the server closed"]
    opened.send(b"3", CLIENT)
    assert reports[1:] == ["a datagram to 127.0.0.1:5001 was not sent: the server is closed"]
    assert opened.lost == 3


@pytest.mark.parametrize("number, reason", [
    (errno.EADDRINUSE, "another program or a second AbletonOSC slot uses it"),
    (10048, "another program or a second AbletonOSC slot uses it"),
    (10013, "another program or a second AbletonOSC slot uses it"),
    (errno.EACCES, "the system does not allow it"),
    (errno.EADDRNOTAVAIL, "this computer has no such address"),
    (errno.EIO, "the system's words")])
def test_bind_error_says_why_on_every_system_and_leaks_no_socket(number, reason):
    faulty = FaultySocket()
    faulty.options["bind"] = failure(number)
    with pytest.raises(BindError) as refusal:
        opened_on(faulty)
    assert refusal.value.strerror == f"UDP port 11000 on 127.0.0.1: {reason}"
    assert faulty.closed


def test_largest_receive_buffer_that_the_system_grants_is_taken():
    faulty = FaultySocket()
    faulty.options["largest"] = 5 << 20
    opened_on(faulty)
    assert faulty.options[socket.SO_RCVBUF] == 4 << 20
    assert faulty.options[socket.SO_SNDBUF] == 1 << 20


def test_system_that_grants_no_buffers_is_no_reason_not_to_start():
    faulty = FaultySocket()
    faulty.options["largest"] = 0
    opened, _ = opened_on(faulty)
    assert opened.is_open


def test_port_is_never_shared():
    faulty = FaultySocket()
    opened_on(faulty)
    assert socket.SO_REUSEADDR not in faulty.options
    assert getattr(socket, "SO_REUSEPORT", None) not in faulty.options


def test_port_is_taken_exclusively_where_the_system_would_let_others_have_it_too(monkeypatch):
    monkeypatch.setattr(socket, "SO_EXCLUSIVEADDRUSE", ~socket.SO_REUSEADDR, raising=False)
    faulty = FaultySocket()
    opened_on(faulty)
    assert faulty.options[socket.SO_EXCLUSIVEADDRUSE] == 1
