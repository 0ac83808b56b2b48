"""OSC over TCP on the same port: the same addresses, answers and pushes on the connection, of any size."""

import socket
import subprocess

import pytest

from AbletonOSC.control_surface import ControlSurface
from AbletonOSC.osc import packet
from AbletonOSC.osc.stream.framing import Framing, frame_with_size, frame_with_slip
from tests.running_script import RunningScript

FRAMINGS = [frame_with_size, frame_with_slip]


class RealSockets(RunningScript):
    """The script with its own UDP and TCP sockets, on a free port of this computer."""

    def create_instance(self, c_instance):
        self.settings.update(port=0, bind="127.0.0.1", linger=0.0)
        self.surface = ControlSurface(c_instance, self.settings, self.simulator.now, self.wall_clock, self.log_folder)
        self.transport = self.surface.transport
        return self.surface

    def received(self, client=None):
        return []


class StreamClient:
    """A TCP client that lets the script's ticks pass while it waits."""

    def __init__(self, live, frame):
        self.live = live
        self.frame = frame
        self.framing = Framing()
        self.socket = socket.create_connection(("127.0.0.1", live.transport.streams.local_port), timeout=5)
        self.socket.settimeout(0.05)
        self.received = []

    def send(self, address, *arguments):
        self.socket.sendall(self.frame(packet.encode_message(address, arguments)))

    def wait_for(self, count=1):
        """The next messages, as (address, arguments); fails after a bounded number of ticks."""
        for _ in range(200):
            if len(self.received) >= count:
                break
            self.live.advance(0.01)
            try:
                data = self.socket.recv(1 << 20)
            except socket.timeout:
                continue
            if not data:
                break
            self.received += [tuple(packet.decode(one)) for one in self.framing.feed(data)]
        taken, self.received = self.received[:count], self.received[count:]
        return taken

    def close(self):
        self.socket.close()


@pytest.fixture
def sockets(log_folder):
    running = RealSockets(log_folder)
    yield running
    running.close()
    assert not running.host.errors


@pytest.fixture(params=FRAMINGS, ids=["size", "slip"])
def client(sockets, request):
    made = StreamClient(sockets, request.param)
    yield made
    made.close()


def test_a_query_is_answered_on_the_connection_in_its_own_framing(client):
    client.send("/live/song/get/tempo")
    assert client.wait_for() == [("/live/song/get/tempo", (120.0,))]
    assert client.framing.frame is client.frame


def test_queries_are_answered_in_order(client):
    for index in range(4):
        client.send("/live/track/get/name", index)
    assert [arguments for _, arguments in client.wait_for(4)] == [
        (0, "1-MIDI"), (1, "2-MIDI"), (2, "3-Audio"), (3, "4-Audio")]


def test_pushes_come_on_the_connection_and_end_with_it(client, sockets):
    client.send("/live/song/start_listen/tempo")
    assert client.wait_for() == [("/live/song/get/tempo", (120.0,))]
    sockets.song.tempo = 90.0
    assert client.wait_for() == [("/live/song/get/tempo", (90.0,))]
    assert len(sockets.engine.subscriptions.watches) == 1
    client.close()
    sockets.advance(0.1)
    assert not sockets.engine.subscriptions.watches
    assert not list(sockets.surface.peers)


def test_a_connection_is_answered_on_itself_whatever_port_it_registers(client):
    client.send("/live/api/register_listener", 9000)
    assert client.wait_for() == [("/live/api/register_listener", (9000,))]
    client.send("/live/song/start_listen/tempo")
    assert client.wait_for() == [("/live/song/get/tempo", (120.0,))]
    client.send("/live/api/unregister_listener")
    client.send("/live/api/get/listeners")
    assert client.wait_for() == [("/live/api/get/listeners", (1, 0, "/live/song/start_listen/tempo", True))]


def test_an_answer_is_as_long_as_it_has_to_be(client):
    client.send("/live/song/get/track_data", 0, 4, *["track.name"] * 3000)
    [(address, arguments)] = client.wait_for()
    assert address == "/live/song/get/track_data"
    assert arguments == tuple(name for name in ("1-MIDI", "2-MIDI", "3-Audio", "4-Audio") for _ in range(3000))
    assert len(packet.encode_message(address, arguments)) > 65507


def test_a_stream_that_cannot_be_followed_is_closed_and_no_other(client, sockets):
    broken = socket.create_connection(("127.0.0.1", sockets.transport.streams.local_port), timeout=5)
    broken.sendall(b"GET / HTTP/1.1\r\n\r\n")
    sockets.advance(0.1)
    assert broken.recv(10) == b""
    broken.close()
    client.send("/live/test")
    assert client.wait_for() == [("/live/test", ("ok",))]


def test_a_client_that_does_not_read_loses_its_connection_and_costs_nothing_else(client, sockets, monkeypatch):
    monkeypatch.setattr("AbletonOSC.osc.stream.server.MAX_WAITING", 4096)
    silent = StreamClient(sockets, client.frame)
    silent.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    for _ in range(1000):
        for _ in range(10):
            silent.send("/live/api/get/addresses")
        sockets.advance(0.05)
        if len(sockets.transport.streams.connections) == 1:
            break
    assert len(sockets.transport.streams.connections) == 1
    client.send("/live/test")
    assert client.wait_for() == [("/live/test", ("ok",))]
    silent.close()


def test_disconnect_closes_every_connection(log_folder):
    running = RealSockets(log_folder)
    client = StreamClient(running, frame_with_size)
    client.send("/live/test")
    assert client.wait_for()
    running.close()
    data = b""
    for received in iter(lambda: client.socket.recv(1000), b""):
        data += received
    assert data == frame_with_size(packet.encode_message("/live/shutdown"))
    client.close()


def test_oscsend_of_liblo_speaks_to_the_stream(sockets, require_program):
    oscsend = require_program("oscsend")
    url = f"osc.tcp://127.0.0.1:{sockets.transport.streams.local_port}/"
    child = subprocess.Popen([oscsend, url, "/live/song/set/tempo", "f", "99"])
    for _ in range(500):
        sockets.advance(0.01)
        if sockets.song.tempo == 99.0:
            break
        sockets.transport.wait(0.02)
    child.wait(5)
    assert sockets.song.tempo == 99.0
