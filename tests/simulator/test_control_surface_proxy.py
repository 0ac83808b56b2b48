"""Control surfaces that are no scripts: what a script sees of them in Application.control_surfaces."""
import pytest

from simulator import Simulator
from simulator.errors import ArgumentError
from simulator.schema import load_document

ROW = load_document()["value_classes"]["ControlSurfaceProxy"]


@pytest.fixture
def live():
    running = Simulator("12.4.15")
    yield running
    running.close()


@pytest.fixture
def push(live):
    return live.connect_control_surface("Push3", ["Play_Button", "Track_Control_1"])


@pytest.fixture
def proxy(live, push):
    return live.application.control_surfaces[0]


def test_the_proxy_stands_in_the_lowest_free_place_and_tells_when_it_comes_and_goes(live):
    heard = []
    live.application.add_control_surfaces_listener(lambda: heard.append(len(live.application.control_surfaces)))
    host = live.host(lambda c_instance: object())
    push = live.connect_control_surface("Push3")
    assert [surface is None for surface in live.application.control_surfaces] == [False, False] + [True] * 5
    host.disconnect()
    other = live.connect_control_surface("Launchpad")
    assert [surface and surface.type_name for surface in live.application.control_surfaces][:3] == [
        "Launchpad", "Push3", None]
    live.disconnect_control_surface(push)
    live.disconnect_control_surface(other)
    assert list(live.application.control_surfaces) == [None] * 7 and heard == [7] * 6


@pytest.mark.parametrize("version, places", [("11.0", 6), ("12.0.5", 6), ("12.1", 7)])
def test_there_are_as_many_places_as_the_version_has(version, places):
    live = Simulator(version)
    assert list(live.application.control_surfaces) == [None] * places
    live.close()


def test_the_proxy_has_the_members_of_the_document(live, proxy):
    expected = set(ROW["fields"]) | set(ROW["methods"])
    for name in ROW["listenable"]:
        expected |= {"add_{}_listener".format(name), "remove_{}_listener".format(name), "{}_has_listener".format(name)}
    assert {name for name in dir(proxy) if not name.startswith("_")} == expected
    assert (proxy.type_name, proxy.pad_layout) == ("Push3", "")
    assert [(each.id, each.name) for each in proxy.control_descriptions] == [(0, "Play_Button"), (1, "Track_Control_1")]
    with pytest.raises(RuntimeError):
        type(proxy)()


@pytest.mark.parametrize("take, release", [("grab_control", "release_control"),
                                           ("subscribe_to_control", "unsubscribe_from_control")])
def test_values_of_a_control_that_was_asked_for_wait_to_be_fetched(push, proxy, take, release):
    heard = []
    proxy.add_control_values_arrived_listener(lambda: heard.append(True))
    push.move(1, 64)
    assert proxy.fetch_received_values() == () and heard == []
    getattr(proxy, take)(1)
    push.move(1, 64)
    push.move(0, 127)
    push.move(1, 65)
    assert proxy.fetch_received_values() == ((1, 64), (1, 65)) and proxy.fetch_received_values() == ()
    getattr(proxy, release)(1)
    push.move(1, 66)
    assert proxy.fetch_received_values() == () and heard == [True, True]
    for call in (take, release):
        with pytest.raises(RuntimeError, match="^Invalid control id$"):
            getattr(proxy, call)(2)
        with pytest.raises(ArgumentError):
            getattr(proxy, call)("1")


def test_midi_is_kept_once_it_is_enabled(push, proxy):
    heard = []

    def listener():
        heard.append(len(heard))

    proxy.add_midi_received_listener(listener)
    assert proxy.midi_received_has_listener(listener) is True
    with pytest.raises(RuntimeError, match="^Observer already connected$"):
        proxy.add_midi_received_listener(listener)
    push.play((144, 60, 100))
    proxy.enable_receive_midi(True)
    push.play((144, 61, 100))
    assert proxy.fetch_received_midi_messages() == ((144, 61, 100),) and heard == [0]
    proxy.remove_midi_received_listener(listener)
    push.play((144, 62, 100))
    proxy.enable_receive_midi(False)
    assert proxy.fetch_received_midi_messages() == () and heard == [0]
    for call in (proxy.remove_midi_received_listener, proxy.add_midi_received_listener):
        with pytest.raises((RuntimeError, ArgumentError)):
            call(listener if "remove" in call.__name__ else None)


def test_what_a_script_sends_reaches_the_hardware(push, proxy):
    proxy.send_value((1, 3))
    proxy.send_midi((176, 7, 64))
    assert push.sent == [("value", (1, 3)), ("midi", (176, 7, 64))]


def test_another_layout_of_the_pads_is_told(push, proxy):
    heard = []
    proxy.add_pad_layout_listener(lambda: heard.append(proxy.pad_layout))
    push.change_pad_layout("note.drums")
    push.change_pad_layout("note.drums")
    assert heard == ["note.drums"]
