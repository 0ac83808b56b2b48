"""What only some kinds of devices have: one address for all, and a sentence for the devices that do not have it."""
import pytest

from AbletonOSC.handlers.device import DeviceHandler
from AbletonOSC.handlers.devices import TABLES, SpecialRows
from AbletonOSC.lom.coerce import TYPES
from AbletonOSC.lom.members import one


def error_of(replies):
    """Our sentence in the one error that came."""
    (address, arguments), = replies
    assert address == "/live/error", replies
    return arguments[1]


SPECIAL = [row for row in SpecialRows.properties if not row.arguments]
WRITABLE = [(row, name) for row in SPECIAL if row.writable and row.minimum is not None and row.type is TYPES[int]
            for name in row.of]


def test_every_table_is_part_of_the_device():
    assert {row.name for table in TABLES for row in table.properties} <= {row.name for row in DeviceHandler.properties}
    assert {row for table in TABLES for row in table.methods + table.commands} <= set(
        DeviceHandler.methods + DeviceHandler.commands)


@pytest.mark.parametrize("row", SPECIAL, ids=lambda row: row.name)
def test_each_device_that_has_a_property_answers_and_another_says_what_it_needs(every_device, row):
    for name in row.of:
        (address, values), = every_device.send(f"/live/device/get/{row.name}", *every_device.devices[name])
        assert address != "/live/error" or values[1] == "needs Live 12.4 or newer (this is 12.3)"
    needs = " or a ".join(row.of)
    told = error_of(every_device.send(f"/live/device/get/{row.name}", "return_0", 0))
    assert told in (f"needs {one(needs)} (this is Reverb)", "needs Live 12.4 or newer (this is 12.3)")


@pytest.mark.parametrize("row, name", WRITABLE, ids=[f"{row.name}-{name}" for row, name in WRITABLE])
def test_a_number_that_is_written_is_read_again_or_refused_by_live(every_device, row, name):
    ids = every_device.devices[name]
    replies = every_device.send(f"/live/device/set/{row.name}", *ids, row.minimum)
    if not replies:
        assert every_device.query(f"/live/device/get/{row.name}", *ids) == ids + (row.minimum,)
    assert "must be" in error_of(every_device.send(f"/live/device/set/{row.name}", *ids, row.minimum - 1))


def test_an_asterisk_asks_those_that_have_it(everything):
    ids = [values[:2] for _, values in everything.send("/live/device/get/pitch_bend_range", "*", "*")]
    having = ("DriftDevice", "ShifterDevice", "SimplerDevice", "SpectralResonatorDevice")
    assert sorted(ids) == sorted(everything.devices[name] for name in having)


def test_listening_with_an_asterisk_starts_on_those_that_have_it(everything):
    replies = everything.send("/live/device/start_listen/mono_poly", "*", "*")
    assert sorted(values[:2] for _, values in replies) == sorted(
        everything.devices[name] for name in ("MeldDevice", "SpectralResonatorDevice", "WavetableDevice"))


def test_a_side_chain_is_routed_by_name(everything):
    ids = everything.devices["CompressorDevice"]
    offered = everything.query("/live/device/get/available_input_routing_types", *ids)[2:]
    assert everything.send("/live/device/set/input_routing_type", *ids, offered[1]) == []
    assert everything.query("/live/device/get/input_routing_type", *ids)[2] == offered[1]
    assert "is not on offer; there are" in error_of(
        everything.send("/live/device/set/input_routing_type", *ids, "Nowhere"))


def test_the_sample_of_a_simpler(everything):
    ids = everything.devices["SimplerDevice"]
    assert everything.query("/live/device/get/has_sample", *ids) == ids + (True,)
    assert everything.send("/live/device/set/sample/gain", *ids, 0.5) == []
    assert everything.query("/live/device/get/sample/gain", *ids) == ids + (0.5,)
    everything.simulator.unwrap(everything.song.tracks[ids[0]].devices[0]).store("sample", None)
    assert error_of(everything.send("/live/device/get/sample/gain", *ids)) == "there is no sample"
    assert everything.query("/live/device/get/has_sample", *ids) == ids + (False,)


def test_the_modulation_matrix_of_a_wavetable(everything):
    ids = everything.devices["WavetableDevice"]
    assert everything.query("/live/device/get/is_parameter_modulatable", *ids, 1)[:3] == ids + (1,)
    target = everything.query("/live/device/add_parameter_to_modulation_matrix", *ids, 1)[-1]
    assert everything.send("/live/device/set/modulation_value", *ids, target, 1, 0.5) == []
    assert everything.query("/live/device/get/modulation_value", *ids, target, 1) == ids + (target, 1, 0.5)


def test_an_older_live_says_from_which_live_on_a_kind_of_device_is_there(live):
    assert error_of(live.send("/live/device/insert_chain", "return_0", 0)) == (
        "needs Live 12.3 or newer (this is 12.2.5)")


def test_slices_of_a_sample_are_made_moved_and_removed(everything):
    ids = everything.devices["SimplerDevice"]
    everything.send("/live/device/set/sample/slicing_style", *ids, 3)
    everything.send("/live/device/start_listen/sample/slices", *ids)
    assert everything.send("/live/device/sample/insert_slice", *ids, 1000) == [
        ("/live/device/get/sample/slices", ids + (0, 1000))]
    assert everything.send("/live/device/sample/move_slice", *ids, 1000, 2000)[-1] == (
        "/live/device/sample/move_slice", ids + (2000,))
    everything.send("/live/device/sample/remove_slice", *ids, 2000)
    assert everything.query("/live/device/get/sample/slices", *ids) == ids + (0,)
    assert error_of(everything.send("/live/device/sample/remove_slice", *ids, 2000)) == "There is no slice at that time"
    assert everything.query("/live/device/get/sample/beat_to_sample_time", *ids, 2.0) == ids + (2.0, 44100.0)
