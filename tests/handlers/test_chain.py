"""Chains and pads of racks, devices on chains, and devices inside racks by `0/2/1`."""
import pytest

RACK = (4, 0)
INSIDE = "0/0/0"


def error_of(replies):
    """Our sentence in the one error that came."""
    (address, arguments), = replies
    assert address == "/live/error", replies
    return arguments[1]


@pytest.fixture
def chain(everything):
    return everything.song.tracks[4].devices[0].chains[0]


@pytest.mark.parametrize("name, value", [
    ("name", "Kick"), ("mute", True), ("solo", True), ("volume", 0.5), ("panning", -0.5), ("color_index", 7),
    ("in_note", 40), ("out_note", 41), ("choke_group", 3),
])
def test_what_is_written_to_a_chain_is_read_again(everything, name, value):
    assert everything.send(f"/live/chain/set/{name}", *RACK, 0, value) == []
    assert everything.query(f"/live/chain/get/{name}", *RACK, 0) == RACK + (0, value)


def test_a_listener_of_a_chain_hears_of_changes_in_live(everything, chain):
    everything.send("/live/chain/start_listen/volume", *RACK, 0)
    chain.mixer_device.volume.value = 0.25
    everything.advance()
    assert everything.received() == [("/live/chain/get/volume", RACK + (0, 0.25))]


def test_an_asterisk_asks_the_chains_of_all_racks_and_passes_over_other_devices(everything):
    assert everything.query("/live/chain/get/num_devices", "*", "*", "*") == RACK + (0, 1)


def test_a_device_that_is_no_rack_says_so(everything):
    assert error_of(everything.send("/live/chain/get/name", 0, 0, 0)) == "needs a RackDevice (this is a Device)"


def test_a_chain_of_a_drum_rack_has_notes_and_others_have_not(everything):
    assert error_of(everything.send("/live/return_chain/get/in_note", *RACK, 0)) == "needs a DrumChain (this is Chain)"


def test_devices_of_a_chain_are_inserted_duplicated_and_deleted(everything):
    assert everything.query("/live/chain/insert_device", *RACK, 0, "Reverb") == RACK + (0, 1)
    assert everything.send("/live/chain/duplicate_device", *RACK, 0, 1) == []
    assert everything.query("/live/chain/get/devices/name", *RACK, 0)[3:] == ("Operator", "Reverb", "Reverb")
    assert everything.send("/live/chain/delete_device", *RACK, 0, 1) == []
    assert everything.query("/live/chain/get/num_devices", *RACK, 0) == RACK + (0, 2)
    assert error_of(everything.send("/live/chain/delete_device", *RACK, 0, 9)) == "device_index 9: there are 2"


def test_a_device_on_a_chain_is_a_device(everything):
    assert everything.query("/live/chain/device/get/name", *RACK, 0, 0) == RACK + (0, 0, "Operator")
    assert everything.send("/live/chain/device/set/parameter/value", *RACK, 0, 0, 0, 0.0) == []
    assert everything.query("/live/chain/device/get/is_active", *RACK, 0, 0)[-1] is False


def test_a_device_inside_a_rack_is_named_by_the_way_to_it(everything):
    assert everything.query("/live/device/get/name", 4, INSIDE) == (4, INSIDE, "Operator")
    assert error_of(everything.send("/live/device/get/name", 4, "0/9/0")) == "device_id 0/9/0: chain 9: there is 1"
    assert error_of(everything.send("/live/device/get/name", 4, "0/0/9")) == "device_id 0/0/9: device 9: there is 1"
    assert error_of(everything.send("/live/device/get/name", 0, INSIDE)) == "device_id 0/0/0: Operator is no rack"
    assert error_of(everything.send("/live/device/get/name", 4, "0/0")) == (
        "device_id must be a whole number or such as 0/2/1 (device, chain, device), got '0/0'")


def test_a_listener_inside_a_rack_means_the_place(everything, chain):
    everything.send("/live/device/start_listen/name", 4, INSIDE)
    chain.insert_device("Arpeggiator", 0)
    everything.advance()
    assert everything.received()[-1] == ("/live/device/get/name", (4, INSIDE, "Arpeggiator"))


def test_a_pad_speaks_for_its_chains(everything, chain):
    chain.name = "Kick"
    assert everything.query("/live/drum_pad/get/name", *RACK, 36) == RACK + (36, "Kick")
    assert everything.query("/live/drum_pad/get/num_chains", *RACK, 37) == RACK + (37, 0)
    assert everything.send("/live/drum_pad/set/mute", *RACK, 36, True) == []
    assert chain.mute
    assert everything.send("/live/drum_pad/delete_all_chains", *RACK, 36) == []
    assert everything.query("/live/device/get/num_chains", *RACK) == RACK + (0,)


def test_chains_of_a_rack_are_listed_selected_and_pushed(everything):
    assert everything.send("/live/device/start_listen/chains",
                           *RACK) == [("/live/device/get/chains", RACK + ("Operator",))]
    assert everything.send("/live/device/insert_chain", *RACK) == [
        ("/live/device/get/chains", RACK + ("Operator", "Chain")), ("/live/device/insert_chain", RACK + (1,))]
    assert everything.send("/live/device/set/selected_chain", *RACK, 1) == []
    assert everything.query("/live/device/get/selected_chain", *RACK) == RACK + (1,)
    assert error_of(everything.send("/live/device/set/selected_chain", *RACK, 2)) == "selected_chain 2: there are 2"


def test_macros_are_kept_as_variations(everything):
    everything.send("/live/device/set/parameter/value", *RACK, 1, 64.0)
    everything.send("/live/device/store_variation", *RACK)
    everything.send("/live/device/set/parameter/value", *RACK, 1, 0.0)
    assert everything.query("/live/device/get/variation_count", *RACK) == RACK + (1,)
    everything.send("/live/device/recall_selected_variation", *RACK)
    assert everything.query("/live/device/get/parameter/value", *RACK, 1) == RACK + (1, 64.0)


def test_a_pad_is_selected_by_its_note(everything):
    assert everything.send("/live/device/set/selected_drum_pad", *RACK, 36) == []
    assert everything.query("/live/device/get/selected_drum_pad", *RACK) == RACK + (36,)
