"""A simulated Live for tests: with its default Set, and bare, without any behaviour but that of the machinery."""
import pytest

from simulator import Simulator
from simulator.live_types import LiveTypes

NEWEST = "12.4.15"
_bare_types = {}


class BareSimulator(Simulator):
    """Live's classes with no behaviour on top: what the machinery does by itself."""

    def make_types(self):
        if self.live_version not in _bare_types:
            _bare_types[self.live_version] = LiveTypes(self.live_version, {})
        return _bare_types[self.live_version]

    def open_set(self):
        self.live_song = self.make("Song")


@pytest.fixture
def simulator():
    """The default Set in simulated time."""
    running = Simulator()
    yield running
    running.close()


@pytest.fixture
def bare():
    """The newest version of Live without behaviour."""
    running = BareSimulator(NEWEST)
    yield running
    running.close()
