"""The tests of FaderBox, as its author would run them in CI: see docs/simulator.md."""
import os
import sys

import pytest

from simulator import Simulator
from simulator.script import load_script

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "FaderBox")


@pytest.fixture
def live():
    simulator = Simulator("12.2.5")
    simulator.install()
    module = load_script(FOLDER)
    host = simulator.host(module.create_instance, module.get_capabilities)
    yield simulator
    simulator.close()
    for name in [name for name in sys.modules if name.split(".")[0] == "FaderBox"]:
        del sys.modules[name]
    assert host.errors == []


def test_a_fader_moves_the_volume_of_its_track(live):
    live.send_midi((177, 7, 0))
    assert live.song.tracks[1].mixer_device.volume.value == 0.0


def test_a_note_fires_the_clip_and_lights_up_while_it_plays(live):
    live.song.tracks[0].clip_slots[0].create_clip(4.0)
    live.send_midi((144, 0, 127))
    live.advance(0.1)
    assert live.song.tracks[0].clip_slots[0].clip.is_playing and live.sent_midi == [(144, 0, 127)]


def test_a_new_track_gets_a_fader(live):
    live.song.create_audio_track(0)
    live.advance(0.1)
    live.send_midi((176, 7, 127))
    assert live.song.tracks[0].mixer_device.volume.value == 1.0


def test_the_script_ends_cleanly_when_another_set_is_opened(live):
    live.new_set()
    live.advance(0.2)
    assert "RemoteScriptMessage: Fader Box says good-bye" in live.log
