"""Live itself."""
import pytest

from AbletonOSC.handlers.application import ApplicationHandler, name_surface
from simulator import Simulator
from tests.handlers.row_laws import assert_is_read_as_documented, name_of, rows_of
from tests.running_script import RunningScript


@pytest.mark.parametrize("thing, row", rows_of(ApplicationHandler), ids=name_of)
def test_a_property_is_read_as_its_documented_type(live, thing, row):
    assert_is_read_as_documented(live, thing, row)


@pytest.mark.parametrize("thing, row", rows_of(ApplicationHandler, listened=True), ids=name_of)
def test_a_property_can_be_listened_to(live, thing, row):
    address = f"/live/{thing}/get/{row.name}"
    assert live.send(f"/live/{thing}/start_listen/{row.name}") == [(address, live.query(address))]
    assert live.send(f"/live/{thing}/stop_listen/{row.name}") == []


@pytest.mark.parametrize("version", ["11.0", "11.3.4", "12.0.1", "12.3.6"])
def test_the_version_is_major_and_minor(log_folder, version):
    running = RunningScript(log_folder, simulator=Simulator(live_version=version))
    assert running.query("/live/application/get/version") == tuple(int(part) for part in version.split(".")[:2])
    assert running.query("/live/test") == ("ok",)
    running.close()
    assert running.host.errors == []


def test_the_load_of_the_processor_is_not_sent_unasked_after_startup(live):
    # AbletonOSC sent one without arguments.
    assert live.startup == [("/live/startup", ())]
    live.advance(1)
    assert live.received() == []


def test_control_surfaces_have_the_names_that_live_shows(live):
    address = "/live/application/get/control_surfaces"
    assert live.query(address) == ("AbletonOSC",) + (None,) * 6
    assert live.send("/live/application/start_listen/control_surfaces") == [(address, live.query(address))]
    push = live.simulator.connect_control_surface("Push3", ["Play_Button"])
    live.advance(0.1)
    live.simulator.disconnect_control_surface(push)
    live.advance(0.1)
    assert [values[:3] for _, values in live.received()] == [("AbletonOSC", "Push3", None), ("AbletonOSC", None, None)]


def test_a_script_on_the_frameworks_class_alone_is_called_like_the_class():
    framework = type("GenericScript", (), {"__module__": "_Generic.GenericScript"})
    other = type("SpecialSurface", (), {"__module__": "Launchpad_X.surface"})
    assert (name_surface(framework()), name_surface(other())) == ("GenericScript", "Launchpad_X")
