"""Whatever the system says to the socket, nothing leaves the tick, and the script answers when the fault is over."""

import errno
import os
import select
import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from AbletonOSC.osc import packet
from AbletonOSC.osc.server import UDPServer
from tests.running_script import RunningScript

DESK = ("127.0.0.1", 11001)
HELLO = packet.encode_message("/live/test")
ANSWER = packet.encode_message("/live/test", ("ok",))
FAULTS = {
    name: getattr(errno, name)
    for name in (
        "EBADF",
        "ENOTSOCK",
        "EMSGSIZE",
        "ENOBUFS",
        "ENOMEM",
        "EHOSTUNREACH",
        "ENETUNREACH",
        "ENETDOWN",
        "ENODEV",
        "ECONNREFUSED",
        "ECONNRESET",
        "EADDRNOTAVAIL",
        "EINVAL",
        "EPERM",
        "EACCES",
        "EIO",
        "EINTR",
        "EAGAIN",
    )
}
FAULTS.update(
    {
        f"Windows {number}": number
        for number in (10004, 10022, 10035, 10038, 10040, 10050, 10051, 10054, 10055, 10061, 10065)
    }
)


class Network:
    """Makes sockets of one machine: `arrived` waits to be read, `sent` has left, `receiving`, `sending` and `binding`
    hold the error numbers of the next calls, `dead` sockets fail for good."""

    def __init__(self):
        self.arrived, self.sent = [], []
        self.receiving, self.sending, self.binding = [], [], []
        self.sockets = []

    def __call__(self, family, kind):
        self.sockets.append(Socket(self))
        return self.sockets[-1]

    @property
    def open_sockets(self):
        return [made for made in self.sockets if not made.closed]


class Socket:
    """One socket of such a machine."""

    def __init__(self, network):
        self.network = network
        self.closed = False
        self.dead = 0

    def setblocking(self, blocking):
        assert blocking is False

    def getsockopt(self, level, option):
        return 1 << 30

    def setsockopt(self, level, option, value):
        raise OSError(errno.ENOBUFS, "no")

    def bind(self, address):
        assert len(self.network.open_sockets) == 1, "the old socket is still open"
        self.fail(self.network.binding)

    def connect(self, address):
        self.fail(self.network.binding)

    def getsockname(self):
        return ("0.0.0.0", 11000)

    def fail(self, numbers):
        if self.closed or self.dead:
            raise OSError(self.dead or errno.EBADF, "dead")
        if numbers:
            raise OSError(numbers.pop(0), "the system's words")

    def recvfrom(self, size):
        self.fail(self.network.receiving)
        if not self.network.arrived:
            raise BlockingIOError(errno.EAGAIN, "nothing")
        return self.network.arrived.pop(0), DESK

    def sendto(self, data, address):
        self.fail(self.network.sending)
        self.network.sent.append((data, address))

    def recv(self, size):
        raise BlockingIOError(errno.EAGAIN, "nothing")

    def close(self):
        self.closed = True


class OnNetwork(RunningScript):
    """The script on such a machine."""

    def __init__(self, log_folder):
        self.network = Network()
        super().__init__(
            log_folder, {"linger": 0.0}, transport=UDPServer("0.0.0.0", 11000, lambda sentence: None, self.network)
        )
        self.network.sent.clear()

    def answers(self):
        """Whether it answers now."""
        self.network.sent.clear()
        self.network.arrived.append(HELLO)
        self.advance(0.1)
        return (ANSWER, DESK) in self.network.sent


@pytest.fixture
def faulty(log_folder):
    running = OnNetwork(log_folder)
    yield running
    running.close()
    assert not running.host.errors
    assert running.network.open_sockets == []


@pytest.mark.parametrize("calls", ["receiving", "sending"])
@pytest.mark.parametrize("count", [1, 100])
def test_a_fault_of_one_call_or_of_a_hundred_ends_with_the_script_answering(faulty, calls, count):
    for fault, number in FAULTS.items():
        getattr(faulty.network, calls).extend([number] * count)
        faulty.network.arrived.extend([HELLO] * 5)
        faulty.advance(3)
        getattr(faulty.network, calls).clear()
        assert faulty.answers(), fault
        assert len(faulty.network.open_sockets) == 1, fault


@pytest.mark.parametrize("fault", ["EBADF", "ENOTSOCK", "ENETDOWN", "ENODEV", "Windows 10038", "Windows 10050"])
def test_a_socket_that_died_is_rebuilt_and_subscriptions_go_on(faulty, fault):
    faulty.network.arrived.append(packet.encode_message("/live/song/start_listen/tempo"))
    faulty.advance(0.1)
    (first,) = faulty.network.open_sockets
    first.dead = FAULTS[fault]
    faulty.advance(0.1)
    assert first.closed
    assert faulty.answers()
    faulty.song.tempo = 99.0
    faulty.advance(0.1)
    assert (packet.encode_message("/live/song/get/tempo", (99.0,)), DESK) in faulty.network.sent


def test_a_port_that_is_taken_while_the_socket_is_rebuilt_is_tried_again(faulty):
    faulty.network.open_sockets[0].dead = errno.EBADF
    faulty.network.binding.extend([errno.EADDRINUSE] * 3)
    faulty.advance(0.1)
    assert faulty.network.open_sockets == []
    faulty.advance(5)
    assert faulty.answers()


def test_pushes_that_meet_a_busy_system_all_arrive_in_order(faulty):
    faulty.network.arrived.append(packet.encode_message("/live/track/start_listen/mute", ("*",)))
    faulty.network.sending.extend([errno.ENOBUFS] * 3)
    faulty.advance(0.2)
    assert [packet.decode(data).arguments[0] for data, _ in faulty.network.sent] == list(range(len(faulty.song.tracks)))


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["receiving", "sending", "binding", "dead", "hello", "tick"]),
        st.sampled_from(sorted(FAULTS.values())),
    ),
    max_size=40,
)


def test_any_sequence_of_faults_ends_with_the_script_answering(faulty):
    @settings(max_examples=60)
    @given(STEPS)
    def run(steps):
        network = faulty.network
        for kind, number in steps:
            if kind == "tick":
                faulty.advance(0.02)
            elif kind == "hello":
                network.arrived.append(HELLO)
            elif kind == "dead":
                for opened in network.open_sockets:
                    opened.dead = number if number not in (errno.EAGAIN, 10035, errno.EMSGSIZE, 10040) else errno.EBADF
            else:
                getattr(network, kind).append(number)
        network.receiving.clear(), network.sending.clear(), network.binding.clear()
        for opened in network.open_sockets:
            opened.dead = opened.dead and errno.EBADF
        faulty.advance(10)
        assert faulty.answers()
        assert not faulty.host.errors

    run()


def test_a_burst_during_a_stall_is_answered_as_far_as_the_system_kept_it(log_folder):
    server = UDPServer("127.0.0.1", 0, lambda sentence: None)
    running = RunningScript(log_folder, transport=server)
    client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
        client.bind(("127.0.0.1", 0))
        client.setblocking(False)
        # Linux counts 832 bytes for a small datagram, twice for what it grants.
        kept = min(10000, server._socket.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF) // 1024)
        for number in range(10000):
            client.sendto(packet.encode_message("/live/test", (f"@id:{number}",)), ("127.0.0.1", server.local_port))
        answered, idle = [], 0
        while len(answered) < 10000 and idle < 50:
            running.advance(0.02)
            before = len(answered)
            while select.select([client], [], [], 0)[0]:
                answered.append(packet.decode(client.recv(1000)).arguments[0])
            idle = 0 if len(answered) > before else idle + 1
        assert answered == [f"@id:{number}" for number in range(len(answered))]
        assert len(answered) >= kept
    finally:
        client.close()
        running.close()
    assert not running.host.errors


def test_no_descriptor_is_left_when_a_script_ends(log_folder):
    if not os.path.isdir("/proc/self/fd"):
        return
    before = os.listdir("/proc/self/fd")
    for _ in range(3):
        running = RunningScript(log_folder, transport=UDPServer("127.0.0.1", 0, lambda sentence: None))
        running.advance(0.1)
        running.close()
    assert len(os.listdir("/proc/self/fd")) == len(before)
