"""Programs of others talk to the script over real UDP: python-osc, liblo's tools, Pure Data without a screen."""

import queue
import socket
import subprocess
import sys
import threading
import time

import pytest
from pythonosc.dispatcher import Dispatcher
from pythonosc.osc_server import BlockingOSCUDPServer
from pythonosc.udp_client import SimpleUDPClient

LIMIT = 20.0


def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def ports():
    """A simulated Live with the script in a process of its own; the port it listens on and the port it replies to."""
    port, reply_port = free_port(), free_port()
    command = [sys.executable, "-m", "simulator", "--until-stdin-closes", "--settings", f"port={port}",
               "--settings", f"reply_port={reply_port}", "--settings", "legacy_beat=false"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, universal_newlines=True) as child:
        lines = Lines(child.stdout)
        lines.wait_for("ready")
        yield port, reply_port
        child.stdin.close()
        assert child.wait(LIMIT) == 0


class Lines:
    """The lines that a program prints, as they come."""

    def __init__(self, stream):
        self.queue = queue.Queue()
        self.seen = []
        thread = threading.Thread(target=self.read, args=(stream,), daemon=True)
        thread.start()

    def read(self, stream):
        for line in stream:
            self.queue.put(line.rstrip("\n"))

    def wait_for(self, text, meanwhile=lambda: None):
        """The first line that contains a text; `meanwhile` is done again and again until it comes."""
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            meanwhile()
            try:
                line = self.queue.get(timeout=0.2)
            except queue.Empty:
                continue
            self.seen.append(line)
            if text in line:
                return line
        raise AssertionError(f"{text!r} did not come, but {self.seen}")


def test_python_osc_asks_and_is_answered(ports):
    port, reply_port = ports
    received = []
    dispatcher = Dispatcher()
    dispatcher.set_default_handler(lambda address, *arguments: received.append((address, arguments)))
    with BlockingOSCUDPServer(("127.0.0.1", reply_port), dispatcher) as server:
        server.timeout = LIMIT
        client = SimpleUDPClient("127.0.0.1", port)
        client.send_message("/live/track/get/name", 1)
        server.handle_request()
        client.send_message("/live/track/get/mute", [2.0])
        server.handle_request()
        client._sock.close()
    assert received == [("/live/track/get/name", (1, "2-MIDI")), ("/live/track/get/mute", (2, False))]


def test_oscsend_asks_and_oscdump_shows_the_answer(ports, require_program):
    oscsend, oscdump = require_program("oscsend"), require_program("oscdump")
    port, reply_port = ports

    def ask():
        subprocess.run([oscsend, "127.0.0.1", str(port), "/live/track/get/name", "i", "0"], check=True, timeout=LIMIT)

    with subprocess.Popen([oscdump, "-L", str(reply_port)], stdout=subprocess.PIPE, universal_newlines=True) as dump:
        try:
            line = Lines(dump.stdout).wait_for("/live/track/get/name", ask)
        finally:
            dump.kill()
    assert line.endswith('/live/track/get/name is 0 "1-MIDI"')


PATCH = """#N canvas 0 0 500 300 12;
#X obj 10 10 metro 200;
#X obj 10 40 t b;
#X msg 200 40 connect 127.0.0.1 {port};
#X obj 10 70 oscformat live track get name;
#X obj 10 100 list prepend send;
#X obj 10 130 list trim;
#X obj 10 160 netsend -u -b;
#X obj 250 100 netreceive -u -b {reply_port};
#X obj 250 130 oscparse;
#X obj 250 160 print reply;
#X obj 10 -20 loadbang;
#X msg 80 70 3;
#X obj 10 0 t b b;
#X connect 0 0 1 0;
#X connect 1 0 11 0;
#X connect 11 0 3 0;
#X connect 2 0 6 0;
#X connect 3 0 4 0;
#X connect 4 0 5 0;
#X connect 5 0 6 0;
#X connect 7 0 8 0;
#X connect 8 0 9 0;
#X connect 10 0 12 0;
#X connect 12 0 0 0;
#X connect 12 1 2 0;
"""


def test_pure_data_asks_and_is_answered(ports, require_program, tmp_path):
    pd = require_program("pd")
    port, reply_port = ports
    patch = tmp_path / "ask.pd"
    patch.write_text(PATCH.format(port=port, reply_port=reply_port))
    command = [pd, "-nogui", "-noaudio", "-nomidi", "-noprefs", "-stderr", str(patch)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, universal_newlines=True) as program:
        try:
            line = Lines(program.stderr).wait_for("reply: ")
        finally:
            program.kill()
    assert line == "reply: list live track get name 3 4-Audio"
