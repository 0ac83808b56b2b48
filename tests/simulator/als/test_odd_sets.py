"""Sets that are odd, but well-formed: they open as far as they are understood, with a line of the log for the rest."""
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from simulator import Simulator
from simulator.als import AlsError
from simulator.als.archive import write_archive
from simulator.als.context import POINTEES
from simulator.als.document import make_root
from simulator.als.element import Element, lines
from tests.running_script import RunningScript

from .content import content, differences
from .every_getter import check_every_getter
from .full_set import VERSION, make_full_set
from .odd_sets import STEPS, odd

QUICK = dict(phases=[Phase.explicit, Phase.reuse, Phase.generate], deadline=None,
             suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture(scope="module")
def saved_twice():
    """Two roots of the Set with everything, one made after the other; copy them before changing them."""
    simulator = make_full_set()
    roots = [make_root(simulator.live_song) for _ in range(2)]
    simulator.close()
    return roots


@pytest.fixture(scope="module")
def full(saved_twice):
    """The first."""
    return saved_twice[0]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return str(tmp_path_factory.mktemp("odd") / "odd.als")


def text_of(root):
    return "".join(lines(root))


def loaded(path, root, version=VERSION):
    """The simulator with a Set of that root, or None when it is refused in words."""
    write_archive(path, root)
    simulator = Simulator(version)
    try:
        simulator.load_set(path)
    except AlsError as error:
        assert str(error).startswith(path)
        return None
    return simulator


def test_the_set_with_everything_is_saved_again_as_the_same_file(saved_twice, path):
    first, second = saved_twice
    simulator = loaded(path, first.copy())
    assert text_of(second) == text_of(first), "saved twice by one Live"
    assert text_of(make_root(simulator.live_song)) == text_of(first), "saved, opened and saved"
    simulator.close()
    numbers = [part.attributes["Id"] for part in second.every()
               if part.tag.startswith(POINTEES) and "Id" in part.attributes]
    assert len(numbers) == len(set(numbers)) > 100, "an envelope finds its parameter by its number"


@pytest.mark.parametrize("version", ["11.0", "11.3", "12.0", "12.3"])
def test_the_set_with_everything_loads_back_equal_in_every_live(full, path, version):
    simulator = loaded(path, full.copy(), version)
    before = content(simulator)
    assert 4 in [len(notes) for place, notes in before.items() if place.endswith(".notes")]
    again = loaded(path, make_root(simulator.live_song), version)
    assert differences(before, content(again)) == {}
    simulator.close()
    again.close()


def test_the_set_with_everything_loads_back_equal(full, path):
    simulator = make_full_set()
    again = loaded(path, full.copy())
    assert differences(content(simulator), content(again)) == {}
    assert again.song.get_data("colour", None) == {"of": ["my", 1, None, 2.5]} and list(again.log) == []
    simulator.close()
    again.close()


@settings(max_examples=10, **QUICK)
@given(steps=STEPS)
def test_an_odd_set_opens_plays_and_loads_back_equal(full, path, steps):
    simulator = loaded(path, odd(full.copy(), steps))
    if simulator is None:
        return
    before = content(simulator)
    simulator.save_set(path)
    again = Simulator(VERSION)
    again.load_set(path)
    assert differences(before, content(again)) == {}
    again.close()
    simulator.song.start_playing()
    for scene in simulator.song.scenes:
        scene.fire()
    simulator.advance(1.0)
    lines = [line for line in simulator.log if line.startswith("Set: ")]
    assert len(lines) == len(set(lines))
    simulator.close()


@settings(max_examples=10, **QUICK)
@given(places=st.lists(st.integers(0, 10 ** 6), min_size=1, max_size=20), tag=st.sampled_from(("Moon", "Moon.7")))
def test_unknown_parts_anywhere_come_back_when_the_set_is_saved(full, path, places, tag):
    root = full.copy()
    elements = list(root.every())
    for number, place in enumerate(places):
        element = elements[place % len(elements)]
        element.children.insert(place % (len(element.children) + 1), Element(tag, {"Phase": str(number)}))
    simulator = loaded(path, root)
    saved = make_root(simulator.live_song)
    found = [element.attributes.get("Phase") for element in saved.every() if element.tag == tag]
    assert sorted(found, key=int) == [str(number) for number in range(len(places))]
    simulator.close()


def test_every_getter_over_every_object_of_the_set_with_everything_answers(full, path, tmp_path, caplog):
    running = RunningScript(tmp_path / "logs", simulator=loaded(path, full.copy()))
    check_every_getter(running, caplog)
    running.close()
    assert not running.host.errors


# What no random step has to find: the same for every kind of part.
SHAPES = {
    "names are missing": lambda element: element.remove("Name"),
    "numbers are wrong": lambda element: give(element, "Id", "-5"),
    "lists are empty": lambda element: element.children.clear() if element.tag.endswith("s") else None,
    "pointers lead nowhere": lambda element: give(element, "Value", "4711", "PointeeId"),
    "numbers are out of range": lambda element: give(element, "Value", "99999", "Manual"),
    "devices are unknown": lambda element: rename(element, "Devices"),
}


def give(element, name, text, tag=""):
    if element.tag == tag or not tag and name in element.attributes:
        element.attributes[name] = text


def rename(element, tag):
    if element.tag == tag:
        for device in element:
            device.tag = "Gizmo"


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_every_getter_answers_where(full, path, tmp_path, caplog, name):
    root = full.copy()
    for element in list(root.need("LiveSet").every())[1:]:
        SHAPES[name](element)
    simulator = loaded(path, root)
    lines = [line for line in simulator.log if line.startswith("Set: ")]
    assert len(lines) == len(set(lines)) <= 201
    running = RunningScript(tmp_path / "logs", simulator=simulator)
    check_every_getter(running, caplog, 100)
    running.close()
    assert not running.host.errors
