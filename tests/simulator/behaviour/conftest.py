"""The default Set of a Live in which every part exists, and ways to wait for its beats."""

import pytest

from simulator import Simulator

VERSION = "12.3.6"
TICK = 0.01


class Rehearsal:
    """A simulator with a few words for tests."""

    def __init__(self, version=VERSION):
        self.simulator = Simulator(version)
        self.live = self.simulator.live
        self.song = self.simulator.song
        self.heard = []
        self.kept = []

    def tick(self):
        """One turn of the main thread: what was deferred shows."""
        self.simulator.advance(TICK)

    def play(self):
        """The Set plays, from position 0 at this very moment."""
        self.song.start_playing()
        self.tick()
        assert self.song.current_song_time == 0.0

    def beats(self, beats):
        """Lets that many beats pass at the present tempo."""
        self.simulator.advance(beats * 60.0 / self.song.tempo)

    def hear(self, owner, *names):
        """Notes (name, value) of each notification from now on."""
        for name in names:

            def listen(name=name):
                self.heard.append((name, getattr(owner, name, None)))

            self.kept.append(listen)
            getattr(owner, "add_{}_listener".format(name))(listen)

    def clip(self, track=0, scene=0, length=4.0):
        """A new MIDI clip."""
        return self.song.tracks[track].clip_slots[scene].create_clip(length)

    def unwrap(self, handle):
        """The object behind a handle."""
        return self.simulator.unwrap(handle)

    def wrap(self, live_object):
        """The handle of an object."""
        return self.simulator.wrap(live_object)


@pytest.fixture
def stage():
    """A rehearsal on the newest commonly used Live."""
    rehearsal = Rehearsal()
    yield rehearsal
    rehearsal.simulator.close()


@pytest.fixture
def song(stage):
    """Its Set."""
    return stage.song
