"""What the tests of subscriptions and positions use."""
import pytest

from simulator import Simulator
from tests.running_script import RunningScript


@pytest.fixture
def studio(log_folder):
    """Live 12.3 with an instrument on the first track, effects on the third, and clips in the first scene."""
    running = RunningScript(log_folder, simulator=Simulator(live_version="12.3.6"))
    song = running.song
    song.tracks[0].insert_device("Operator")
    song.tracks[2].insert_device("Reverb")
    song.tracks[2].insert_device("Compressor")
    for track in (0, 1):
        song.tracks[track].clip_slots[0].create_clip(4.0)
        song.tracks[track].clip_slots[0].clip.name = f"clip {track}"
    running.advance()
    running.received()
    yield running
    running.close()
    assert not running.host.errors
