"""Loads borrow the selection: those asked for at once are made one after the other, each where it was asked for."""
import pytest

from simulator import Simulator
from tests.datagrams import bundle, message
from tests.running_script import RunningScript


@pytest.fixture(params=["11.3.25", "12.0", "12.4.6"])
def live(request, log_folder):
    running = RunningScript(log_folder, simulator=Simulator(live_version=request.param))
    yield running
    running.close()
    assert not running.host.errors


@pytest.fixture
def newest(log_folder):
    running = RunningScript(log_folder, simulator=Simulator(live_version="12.4.6"))
    yield running
    running.close()
    assert not running.host.errors


def finish(live):
    """Everything that was answered, errors with their sentence alone."""
    return [(address, values[1] if address == "/live/error" else values) for address, values in live.finish()]


def ask(live, address, *arguments):
    live.deliver(message(address, *arguments))
    (answer,) = finish(live)
    return answer


def devices(live, *track_ids):
    return [live.query("/live/track/get/devices/name", track_id)[1:] for track_id in track_ids]


LOADS = (("/live/browser/load_item", 0, "Operator"), ("/live/browser/load_item", 1, "Drift"),
         ("/live/browser/load_item", 2, "Reverb"), ("/live/browser/load_item_on_return", 0, "Echo"),
         ("/live/browser/load_item_on_master", "Limiter"), ("/live/track/insert_device", 1, "Sub Sine.adv"),
         ("/live/browser/load_instrument", "Wavetable"))


@pytest.mark.parametrize("gap", [None, 0.0, 0.005, 0.02, 0.05])
def test_loads_that_come_together_land_each_on_its_track(live, gap):
    before = devices(live, "return_0")[0]
    if gap is None:
        live.deliver(bundle(*(message(*load) for load in LOADS)))
    else:
        for load in LOADS:
            live.deliver(message(*load))
            live.advance(gap)
    assert finish(live) == [
        ("/live/browser/load_item", (0, "Operator", "ok", "Operator", 0)),
        ("/live/browser/load_item", (1, "Drift", "ok", "Drift", 0)),
        ("/live/browser/load_item", (2, "Reverb", "ok", "Reverb", 0)),
        ("/live/browser/load_item_on_return", (0, "Echo", "ok", "Echo", len(before))),
        ("/live/browser/load_item_on_master", ("Limiter", "ok", "Limiter", 0)),
        ("/live/track/insert_device", (1, 0)),
        ("/live/browser/load_instrument", ("Wavetable",))]
    assert devices(live, 0, 1, 2, 3, "return_0", "master") == [
        ("Wavetable",), ("Sub Sine",), ("Reverb",), (), before + ("Echo",), ("Limiter",)]
    assert live.query("/live/view/get/selected_track") == (0,)


def test_a_device_is_inserted_on_every_track_in_every_live(live):
    live.deliver(message("/live/track/insert_device", "*", "Utility"))
    assert sorted(finish(live)) == [("/live/track/insert_device", (track_id, 0)) for track_id in range(4)]
    assert devices(live, 0, 1, 2, 3) == [("Utility",)] * 4


def test_who_selects_another_track_meanwhile_keeps_it_and_the_load_its_own(live):
    live.deliver(bundle(message("/live/browser/load_item", 1, "Operator"), message("/live/view/set/selected_track", 3)))
    assert finish(live) == [("/live/browser/load_item", (1, "Operator", "ok", "Operator", 0))]
    assert live.query("/live/view/get/selected_track") == (3,)


def test_a_track_that_is_deleted_meanwhile_is_said_to_be_gone(live):
    live.deliver(bundle(message("/live/browser/load_item", 1, "Reverb"), message("/live/song/delete_track", 1)))
    assert finish(live) == [("/live/error", "the track is gone: it was deleted, or another Set was opened")]
    live.deliver(message("/live/browser/load_item", 1, "Reverb"))
    assert finish(live) == [("/live/browser/load_item", (1, "Reverb", "ok", "Reverb", 0))]


def test_a_task_that_ends_in_an_error_gives_its_turn_away(live):
    live.deliver(bundle(message("/live/browser/load_item", "return_0", "Operator"),
                        message("/live/browser/load_item", 0, "Nowhere"),
                        message("/live/browser/load_item", 3, "Echo")))
    assert finish(live) == [
        ("/live/error", "Device Operator can not be inserted here."),
        ("/live/error", "item 'Nowhere': nothing in the browser has this name"),
        ("/live/browser/load_item", (3, "Echo", "ok", "Echo", 0))]


# Chains

@pytest.fixture
def kit(live):
    """A drum kit on track 0; its name."""
    return ask(live, "/live/browser/load_item", 0, "Kit-Core 606.adg")[1][3]


@pytest.mark.parametrize("item, name", [("Drift", "Drift"), ("Sub Sine.adv", "Sub Sine"), ("Kick 606.wav", "Simpler"),
                                        ("audio_effects/Delay", "Delay")])
def test_what_is_loaded_onto_a_chain_leaves_its_rack_where_it_is(live, kit, item, name):
    before = live.query("/live/chain/get/devices/name", 0, 0, 1)[3:]
    address, values = ask(live, "/live/browser/load_item_to_chain", 0, 0, 1, item)
    place = live.query("/live/chain/get/devices/name", 0, 0, 1)[3:].index(name)
    assert (address, values) == ("/live/browser/load_item_to_chain", (0, 0, 1, item, "ok", name, place))
    kept = () if name != "Delay" else before
    assert live.query("/live/chain/get/devices/name", 0, 0, 1)[3:] == kept + (name,)
    assert devices(live, 0) == [(kit,)]
    assert (live.query("/live/song/get/num_tracks"), live.query("/live/view/get/selected_track")) == ((4,), (0,))


def test_what_does_not_go_onto_a_chain_changes_nothing(newest):
    assert newest.query("/live/track/insert_device", 2, "Audio Effect Rack") == (2, 0)
    newest.send("/live/device/insert_chain", 2, 0)
    for item in ("Drift", "Sub Sine.adv", "Chord", "Bass Line.alc"):
        address, sentence = ask(newest, "/live/browser/load_item_to_chain", 2, 0, 0, item)
        assert address == "/live/error", sentence
        assert newest.query("/live/chain/get/num_devices", 2, 0, 0)[3:] == (0,)
        assert (newest.query("/live/song/get/num_tracks"), devices(newest, 2)) == ((4,), [("Audio Effect Rack",)])
        assert newest.query("/live/view/get/selected_track") == (0,)


# In the place of a device

@pytest.fixture
def chain_of_effects(live):
    """Operator on track 0, which is selected; Chord, Drift and Reverb on track 1."""
    for track_id, item in ((0, "Operator"), (1, "Chord"), (1, "Drift"), (1, "Reverb")):
        ask(live, "/live/browser/load_item", track_id, item)
    return live


@pytest.mark.parametrize("device_id, item, sentence", [
    (0, "Delay", "item 'Delay' becomes an audio effect, what is hot-swapped is a MIDI effect"),
    (1, "Delay", "item 'Delay' becomes an audio effect, what is hot-swapped is an instrument"),
    (0, "Loop 120bpm.wav", "item 'Loop 120bpm.wav' becomes an instrument, what is hot-swapped is a MIDI effect"),
    (2, "Sub Sine.adv", "item 'Sub Sine.adv' becomes an instrument, what is hot-swapped is an audio effect"),
])
def test_what_is_of_another_kind_takes_no_place(chain_of_effects, device_id, item, sentence):
    assert ask(chain_of_effects, "/live/browser/hotswap", 1, device_id, item) == ("/live/error", sentence)
    assert devices(chain_of_effects, 0, 1) == [("Operator",), ("Chord", "Drift", "Reverb")]
    assert chain_of_effects.query("/live/browser/get/hotswap_target") == ("",)


@pytest.mark.parametrize("device_id, item, row", [
    (0, "Arpeggiator", ("Arpeggiator", "Drift", "Reverb")),
    (1, "Wavetable", ("Chord", "Wavetable", "Reverb")),
    (2, "Delay", ("Chord", "Drift", "Delay")),
])
def test_what_is_of_the_same_kind_takes_the_place(chain_of_effects, device_id, item, row):
    assert ask(chain_of_effects, "/live/browser/hotswap", 1, device_id, item) == (
        "/live/browser/hotswap", (1, device_id, item, "ok", row[device_id]))
    assert devices(chain_of_effects, 0, 1) == [("Operator",), row]
    assert chain_of_effects.query("/live/view/get/selected_track") == (0,)


def test_a_simpler_plays_the_sample_that_is_swapped_into_it(live):
    ask(live, "/live/browser/load_item", 1, "Kick 606.wav")
    assert ask(live, "/live/browser/hotswap", 1, 0, "Loop 120bpm.wav") == (
        "/live/browser/hotswap", (1, 0, "Loop 120bpm.wav", "ok", "Simpler"))
    assert devices(live, 1) == [("Simpler",)]
    assert live.song.tracks[1].devices[0].sample.file_path.endswith("Loop 120bpm.wav")


# Into a slot

@pytest.mark.parametrize("track_id, item, sentence", [
    (0, "Loop 120bpm.wav", "item 'Loop 120bpm.wav' is audio, and the track takes MIDI; its slots cannot hold it"),
    (0, "Reverb", "item 'Reverb' becomes a device; slots hold clips and samples"),
    (2, "Operator", "item 'Operator' becomes a device; slots hold clips and samples"),
    (2, "Bass Line.alc", None),
])
def test_what_makes_no_clip_in_a_slot_changes_nothing(live, track_id, item, sentence):
    ask(live, "/live/track/insert_device", track_id, "Utility")
    address, said = ask(live, "/live/browser/load_item_to_slot", track_id, 0, item)
    assert address == "/live/error" and sentence in (None, said)
    assert devices(live, track_id) == [("Utility",)]
    assert live.query("/live/clip_slot/get/has_clip", track_id, 0)[2:] == (False,)


# What somebody hot-swaps

@pytest.mark.parametrize("address, arguments, answer, devices_after", [
    ("/live/browser/load_item", (1, "Drift"), (1, "Drift", "ok", "Drift", 0), [("Operator",), ("Drift",), ()]),
    ("/live/browser/load_item", (0, "Reverb"), (0, "Reverb", "ok", "Reverb", 1), [("Operator", "Reverb"), (), ()]),
    ("/live/browser/load_item_to_slot", (2, 1, "Loop 120bpm.wav"), (2, 1, "Loop 120bpm.wav", "ok", "Loop 120bpm"),
     [("Operator",), (), ()]),
    ("/live/browser/hotswap", (0, 0, "Drift"), (0, 0, "Drift", "ok", "Drift"), [("Drift",), (), ()]),
])
def test_a_load_goes_where_it_was_asked_to_while_something_else_is_hot_swapped(
        live, address, arguments, answer, devices_after):
    ask(live, "/live/browser/load_item", 0, "Operator")
    live.send("/live/browser/hotswap_start", "return_0", 0)
    before = live.query("/live/browser/get/hotswap_target")
    assert before == ("live_set return_tracks 0 devices 0",)
    live.send("/live/browser/hotswap_start", 0, 0)
    if address.endswith("hotswap"):
        live.send("/live/browser/set/hotswap_target", before[0])
    else:
        before = live.query("/live/browser/get/hotswap_target")
    assert ask(live, address, *arguments) == (address, answer)
    assert devices(live, 0, 1, 2) == devices_after
    assert live.query("/live/browser/get/hotswap_target") == before


def test_of_several_swaps_in_a_row_each_takes_the_place_of_the_one_before(live):
    ask(live, "/live/browser/load_item", 0, "Operator")
    live.send("/live/browser/hotswap_start", 0, 0)
    live.deliver(bundle(*(message("/live/browser/hotswap_load", name) for name in ("Drift", "Wavetable", "Analog"))))
    assert finish(live) == [("/live/browser/hotswap_load", (name,)) for name in ("Drift", "Wavetable", "Analog")]
    assert devices(live, 0) == [("Analog",)]


def test_what_is_no_device_takes_no_place_of_one(live):
    ask(live, "/live/browser/load_item", 0, "Operator")
    live.send("/live/clip_slot/create_clip", 0, 0, 4.0)
    live.send("/live/clip/set/name", 0, 0, "MINE")
    sentence = "item 'Bass Line.alc' is no device, so it cannot take the place of one"
    assert ask(live, "/live/browser/hotswap", 0, 0, "Bass Line.alc") == ("/live/error", sentence)
    live.send("/live/browser/hotswap_start", 0, 0)
    assert ask(live, "/live/browser/hotswap_load", "Bass Line.alc") == ("/live/error", sentence)
    assert live.query("/live/clip/get/name", 0, 0) == (0, 0, "MINE")


def test_a_sample_that_is_loaded_onto_an_audio_track_comes_into_an_empty_slot(live):
    for name in ("Loop 120bpm", "Loop 120bpm"):
        assert ask(live, "/live/browser/load_item", 2, "Loop 120bpm.wav") == (
            "/live/browser/load_item", (2, "Loop 120bpm.wav", "ok", name, -1))
    assert live.query("/live/track/get/clips/name", 2)[1:4] == ("Loop 120bpm", "Loop 120bpm", None)


def test_a_clip_that_is_loaded_onto_a_track_comes_into_an_empty_slot(live):
    live.send("/live/clip_slot/create_clip", 0, 0, 4.0)
    live.send("/live/clip/set/name", 0, 0, "MINE")
    assert ask(live, "/live/browser/load_item", 0, "Bass Line.alc") == (
        "/live/browser/load_item", (0, "Bass Line.alc", "ok", "Bass Line", -1))
    assert live.query("/live/track/get/clips/name", 0)[1:4] == ("MINE", "Bass Line", None)
    assert live.query("/live/view/get/selected_scene") == (0,)
