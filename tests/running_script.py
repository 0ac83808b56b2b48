"""The script as it runs inside the simulated Live, spoken to in datagrams. Time is the simulator's: nothing sleeps."""

import sys

from AbletonOSC.control_surface import ControlSurface
from AbletonOSC.osc import packet
from AbletonOSC.osc.memory import MemoryServer
from AbletonOSC.settings import Settings
from simulator import Simulator

CLIENT = ("127.0.0.1", 11001)
WALL_CLOCK_START = 1700000000.0


class RunningScript:
    """A hosted script with a socket in memory. `send` returns the messages that answer it, as (address, arguments)."""

    def __init__(self, log_folder, settings=None, simulator=None, transport=None, clock=None):
        self.code = loaded_code()
        self.simulator = simulator or Simulator(clock="simulated")
        self.simulator.install()
        self.transport = transport or MemoryServer()
        self.clock = clock or self.simulator.now
        self.settings = Settings(dict({"legacy_beat": False}, **(settings or {})))
        self.log_folder = str(log_folder)
        self.host = self.simulator.host(self.create_instance)
        self.advance(0.2)
        self.startup = self.received() if transport is None else []

    def create_instance(self, c_instance):
        self.surface = ControlSurface(c_instance, self.settings, self.clock, self.wall_clock, self.log_folder,
                                      self.transport)
        return self.surface

    def wall_clock(self):
        return WALL_CLOCK_START + self.simulator.now()

    @property
    def song(self):
        return self.simulator.song

    @property
    def application(self):
        return self.simulator.application

    @property
    def engine(self):
        return self.surface.engine

    def advance(self, seconds=0.02):
        self.simulator.advance(seconds)

    def deliver(self, data, client=CLIENT):
        self.transport.deliver(data, client)

    def send(self, address, *arguments, client=CLIENT):
        """Send one message, let a tick pass, and give what came back to this client."""
        self.deliver(packet.encode_message(address, arguments), client)
        self.advance()
        return self.received(client)

    def query(self, address, *arguments):
        """The arguments of the one reply, which has to come on the same address."""
        replies = self.send(address, *arguments)
        assert [reply[0] for reply in replies] == [address], replies
        return replies[0][1]

    def finish(self):
        """What is sent until nothing that takes several ticks is left to do."""
        self.advance()
        replies = self.received()
        while self.engine.tasks.tasks:
            self.advance()
            replies += self.received()
        return replies

    def ask(self, address, *arguments):
        """The messages that answer one message, also those that take some ticks."""
        return self.send(address, *arguments) + (self.finish() if self.engine.tasks.tasks else [])

    def received(self, client=None):
        """What was sent since the last look, to one client or to all."""
        return [tuple(packet.decode(data)) for data, receiver in self.transport.take() if client in (None, receiver)]

    def received_by_all(self):
        """What was sent since the last look, with its receivers."""
        return [(receiver,) + tuple(packet.decode(data)) for data, receiver in self.transport.take()]

    def close(self):
        self.host.disconnect()
        self.simulator.uninstall()
        self.simulator.close()
        restore_code(self.code)


def loaded_code():
    """The modules of the script by name: `/live/api/reload` puts others in their places."""
    return {name: module for name, module in sys.modules.items() if name.partition(".")[0] == "AbletonOSC"}


def restore_code(code):
    """Put the modules back that the tests have imported, so that a test that reloads does not change the others."""
    loaded = loaded_code()
    if all(loaded.get(name) is module for name, module in code.items()):
        return
    for name in loaded:
        parent, _, child = name.rpartition(".")
        if name in code:
            sys.modules[name] = code[name]
            if parent:
                setattr(code[parent], child, code[name])
        else:  # imported since, from the code that goes
            del sys.modules[name]
            if parent in code and hasattr(code[parent], child):
                delattr(code[parent], child)
