"""A remote script under measurement: inside this process, on simulated time, or in a process of its own, on real time.

Any script that answers the same addresses on UDP 11000 can be measured; ours is the default.
"""

import contextlib
import os
import socket
import subprocess
import sys
import time

from AbletonOSC.osc import packet
from simulator import Simulator
from simulator.script import load_script

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DEFAULT_SCRIPT = os.path.join(ROOT, "AbletonOSC")
SERVER = ("127.0.0.1", 11000)
REPLY_PORT = 11001
START_SECONDS = 10.0


class Client:
    """One plain UDP socket on the port to which replies go, so that each reply comes once."""

    def __init__(self, port=REPLY_PORT):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        with contextlib.suppress(OSError):
            self.socket.setsockopt(socket.SOL_SOCKET, getattr(socket, "SO_RCVBUFFORCE", socket.SO_RCVBUF), 16 << 20)
        self.socket.bind(("127.0.0.1", port))
        self.socket.settimeout(2.0)

    def send(self, address, *arguments):
        self.socket.sendto(packet.encode_message(address, arguments), SERVER)

    def query(self, address, *arguments):
        """The arguments of the next datagram; raises `socket.timeout` after two seconds."""
        self.send(address, *arguments)
        return packet.decode(self.socket.recv(65535)).arguments

    def drain(self):
        """Everything that waits, as messages."""
        self.socket.setblocking(False)
        received = []
        with contextlib.suppress(BlockingIOError):
            while True:
                received.append(packet.decode(self.socket.recv(65535)))
        self.socket.settimeout(2.0)
        return received

    def close(self):
        self.socket.close()


class HostedHere:
    """A script inside a simulated Live of this process; time stands still but for `tick`.

    What is measured is the processor time inside the script's own timer callbacks: neither what the simulated Live does
    in a beat, nor what the script spends waiting for a client.
    """

    def __init__(self, script, cadence="default"):
        self.simulator = Simulator(cadence=cadence, clock="simulated")
        self.simulator.install()
        module = load_script(script)
        self.host = self.simulator.host(module.create_instance, getattr(module, "get_capabilities", None))
        self.simulator.advance(0.3)
        self.period = self.simulator.loop.period
        self.spent = 0.0
        for timer in self.simulator.loop.timers:
            timer.callback = self.timed(timer.callback)

    def timed(self, callback):
        def call():
            started = time.thread_time()
            try:
                callback()
            finally:
                self.spent += time.thread_time() - started
        return call

    def tick(self):
        """The seconds of the main thread that the script takes in one beat of Live's timer."""
        self.spent = 0.0
        self.simulator.advance(self.period)
        return self.spent

    def close(self):
        self.host.disconnect()
        self.simulator.uninstall()
        self.simulator.close()


@contextlib.contextmanager
def process(script, cadence="default"):
    """A simulated Live with the script in a second process, in real time."""
    command = [sys.executable, "-m", "simulator", "--script", script, "--cadence", cadence, "--until-stdin-closes"]
    child = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        for line in child.stdout:
            if line.strip() == "ready":
                break
        else:
            raise RuntimeError("the simulator ended before it was ready")
        yield child
    finally:
        child.stdin.close()
        child.wait(START_SECONDS)
        child.stdout.close()
