"""A Set that is saved and loaded again is the Set that was saved."""
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from simulator import Simulator
from simulator.als.document import make_root
from simulator.behaviour.device_catalogue import CATALOGUE

from .content import content, differences, repeated_numbers
from .random_sets import STEPS, Builder

VERSION = "12.4.15"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("sets")


def saved_and_loaded(simulator, path):
    """What differs after saving and loading into another Live."""
    before = content(simulator)
    simulator.save_set(path)
    other = Simulator(VERSION)
    other.load_set(path)
    found = differences(before, content(other))
    other.close()
    return found


# Steps say for themselves what they do; making them fewer would take minutes.
@settings(
    max_examples=12,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_a_random_set_loads_back_equal(folder, steps):
    simulator = Simulator(VERSION)
    builder = Builder(simulator)
    for step in steps:
        builder.take(step)
    simulator.advance(0.1)
    path = str(folder / "random.als")
    assert saved_and_loaded(simulator, path) == {}
    again = Simulator(VERSION)
    again.load_set(path)
    assert saved_and_loaded(again, path) == {}, "after loading, changing nothing, and saving again"
    assert repeated_numbers(make_root(again.live_song)) == []
    again.close()
    simulator.close()


def test_every_parameter_of_every_device_of_the_catalogue_loads_back_equal(folder):
    simulator = Simulator(VERSION)
    for number, spec in enumerate(CATALOGUE.values()):
        track = simulator.live_song.call_create_midi_track(-1)
        track.insert(spec, -1)
        for index, parameter in enumerate(simulator.wrap(track).devices[-1].parameters):
            part = ((number * 13 + index * 29) % 101) / 100.0
            parameter.value = parameter.min + part * (parameter.max - parameter.min)
    # Looper, which plays now, has started the Set.
    simulator.song.stop_playing()
    simulator.advance(0.1)
    assert saved_and_loaded(simulator, str(folder / "devices.als")) == {}
    simulator.close()
