"""MIDI controllers that move parameters, through a real rebuild of Live's MIDI map."""
import pytest

from simulator import Simulator
from tests.running_script import RunningScript

CC = 0xB0


@pytest.fixture
def studio(log_folder):
    """Live 12.3 with effects on the third track and on a return."""
    running = RunningScript(log_folder, simulator=Simulator(live_version="12.3.6"))
    running.song.tracks[2].insert_device("Reverb")
    running.song.tracks[2].insert_device("Compressor")
    running.advance()
    running.received()
    yield running
    running.close()
    assert not running.host.errors


def parameter(studio, track=2, device=0, index=1):
    return studio.song.tracks[track].devices[device].parameters[index]


def turn(studio, channel, controller, value):
    studio.simulator.send_midi((CC | channel, controller, value))


def test_a_controller_moves_the_parameter_from_end_to_end(studio):
    assert studio.send("/live/midimap/map_cc", 2, 0, 1, 0, 20) == []
    turn(studio, 0, 20, 127)
    assert parameter(studio).value == parameter(studio).max
    turn(studio, 0, 20, 0)
    assert parameter(studio).value == parameter(studio).min


def test_the_move_is_pushed_to_who_listens(studio):
    studio.send("/live/midimap/map_cc", 2, 0, 1, 0, 20)
    studio.send("/live/device/start_listen/parameter/value", 2, 0, 1)
    parameter(studio).value = parameter(studio).min
    studio.advance()
    studio.received()
    turn(studio, 0, 20, 127)
    studio.advance()
    assert studio.received()[0] == ("/live/device/get/parameter/value", (2, 0, 1, pytest.approx(parameter(studio).max)))


@pytest.mark.parametrize("channel, controller", [(1, 20), (0, 21)])
def test_other_channels_and_controllers_move_nothing(studio, channel, controller):
    studio.send("/live/midimap/map_cc", 2, 0, 1, 0, 20)
    before = parameter(studio).value
    turn(studio, channel, controller, 127)
    assert parameter(studio).value == before


def test_a_controller_moves_one_parameter_the_one_mapped_last(studio):
    studio.send("/live/midimap/map_cc", 2, 0, 1, 0, 20)
    studio.send("/live/midimap/map_cc", 2, 1, 1, 0, 20)
    before = parameter(studio).value
    turn(studio, 0, 20, 127)
    assert parameter(studio).value == before
    assert parameter(studio, device=1).value == parameter(studio, device=1).max
    assert len(studio.engine.midi_mappings) == 1


def test_many_controllers_may_move_one_parameter(studio):
    for controller in (20, 21):
        studio.send("/live/midimap/map_cc", 2, 0, 1, 15, controller)
    for controller, value in ((20, 127), (21, 0)):
        turn(studio, 15, controller, value)
        assert parameter(studio).value == (parameter(studio).max if value else parameter(studio).min)


def test_a_mapping_survives_live_rebuilding_its_midi_map(studio):
    studio.send("/live/midimap/map_cc", 2, 0, 1, 0, 20)
    studio.simulator.rebuild_midi_maps()
    studio.advance()
    turn(studio, 0, 20, 127)
    assert parameter(studio).value == parameter(studio).max


def test_a_mapping_means_the_position_and_waits_while_nothing_is_there(studio):
    studio.send("/live/midimap/map_cc", 2, 0, 1, 0, 20)
    studio.song.tracks[2].delete_device(0)
    studio.simulator.rebuild_midi_maps()
    studio.advance()
    turn(studio, 0, 20, 127)
    assert parameter(studio).value == parameter(studio).max
    studio.song.tracks[2].delete_device(0)
    studio.simulator.rebuild_midi_maps()
    studio.advance()
    turn(studio, 0, 20, 0)
    studio.song.tracks[2].insert_device("Reverb")
    studio.simulator.rebuild_midi_maps()
    studio.advance()
    turn(studio, 0, 20, 127)
    assert parameter(studio).value == parameter(studio).max


def test_one_mapping_that_leads_nowhere_costs_none_of_the_others(studio):
    studio.send("/live/midimap/map_cc", 2, 1, 1, 0, 20)
    studio.send("/live/midimap/map_cc", 2, 0, 1, 0, 21)
    studio.song.tracks[2].delete_device(1)
    studio.simulator.rebuild_midi_maps()
    studio.advance()
    turn(studio, 0, 21, 127)
    assert parameter(studio).value == parameter(studio).max


@pytest.mark.parametrize("track_id", ["return_A", "return_0"])
def test_a_parameter_of_a_return_is_mapped(studio, track_id):
    assert studio.send("/live/midimap/map_cc", track_id, 0, 1, 0, 20) == []
    turn(studio, 0, 20, 127)
    moved = studio.song.return_tracks[0].devices[0].parameters[1]
    assert moved.value == moved.max


@pytest.mark.parametrize("arguments, sentence", [
    ((9, 0, 1, 0, 20), "track_id 9: there are 4"),
    ((2, 9, 1, 0, 20), "device_id 9: there are 2"),
    ((2, 0, 999, 0, 20), None),
    ((2, 0, 1, 16, 20), "channel must be 0..15, got 16"),
    ((2, 0, 1, -1, 20), "channel must be 0..15, got -1"),
    ((2, 0, 1, 0, 128), "controller must be 0..127, got 128"),
    ((2, 0, 1, 0), "missing argument: controller"),
    ((-1, 0, 1, 0, 20), "track_id must be a whole number from 0, got -1"),
])
def test_a_mapping_that_makes_no_sense_is_refused_and_not_kept(studio, arguments, sentence):
    (address, values), = studio.send("/live/midimap/map_cc", *arguments)
    assert address == "/live/error"
    assert values[1] == (sentence or f"parameter_id 999: there are {len(studio.song.tracks[2].devices[0].parameters)}")
    assert studio.engine.midi_mappings == []
