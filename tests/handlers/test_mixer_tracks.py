"""The main track and the returns under addresses of their own, other spellings of them, and their devices."""
import pytest

from AbletonOSC.handlers.aliases import OBJECT_ALIASES


@pytest.mark.parametrize("name, value", [("volume", 0.5), ("panning", 0.25), ("cue_volume", 0.75),
                                         ("crossfader", -1.0)])
def test_the_mixer_of_the_main_track_is_written_without_an_id(live, name, value):
    assert live.send(f"/live/master/set/{name}", value) == []
    assert live.query(f"/live/master/get/{name}") == (value,)


def test_a_listener_of_the_main_track_hears_of_changes_in_live(live):
    assert live.send("/live/master/start_listen/volume") == [("/live/master/get/volume", (0.8500000238418579,))]
    live.song.master_track.mixer_device.volume.value = 0.5
    live.advance()
    assert live.received() == [("/live/master/get/volume", (0.5,))]


def test_what_the_main_track_does_not_have_live_refuses(live):
    (address, arguments), = live.send("/live/master/set/mute", True)
    assert (address, arguments[1]) == ("/live/error", "Main track has no 'mute' property!")


def test_returns_have_an_index_of_their_own(live):
    assert live.query("/live/return/get/name", 1) == (1, "B-Delay")
    assert [values for _, values in live.send("/live/return/get/name", "*")] == [(0, "A-Reverb"), (1, "B-Delay")]
    (_, arguments), = live.send("/live/return/get/name", 2)
    assert arguments[1] == "return_id 2: there are 2"


def test_devices_of_returns_and_of_the_main_track_are_devices(live):
    assert live.query("/live/return/device/get/name", 0, 0) == (0, 0, "Reverb")
    live.send("/live/browser/load_item_on_master", "audio_effects/Delay")
    live.advance(0.5)
    assert live.received() == [("/live/browser/load_item_on_master", ("audio_effects/Delay", "ok", "Delay", 0))]
    assert live.query("/live/master/device/get/parameters/name", 0)[:2] == (0, "Device On")


@pytest.mark.parametrize("spelt", sorted(name for name, meant in OBJECT_ALIASES.items() if meant == "return"))
def test_another_spelling_is_answered_as_it_came(live, spelt):
    assert live.query(f"/live/{spelt}/get/name", 0) == (0, "A-Reverb")
    assert live.query(f"/live/{spelt}/1/get/name") == ("B-Delay",)
    assert live.query(f"/live/{spelt}/device/get/name", 1, 0) == (1, 0, "Delay")
    assert live.send(f"/live/{spelt}/start_listen/volume", 0) == [(f"/live/{spelt}/get/volume",
                                                                   (0, 0.8500000238418579))]
    live.song.return_tracks[0].mixer_device.volume.value = 0.5
    live.advance()
    assert live.received() == [(f"/live/{spelt}/get/volume", (0, 0.5))]
    assert live.send(f"/live/{spelt}/stop_listen/volume", 0) == []
    live.song.return_tracks[0].mixer_device.volume.value = 0.75
    live.advance()
    assert live.received() == []


def test_an_unknown_address_of_another_spelling_is_told_as_it_was_sent(live):
    (address, arguments), = live.send("/live/returns/get/nme", 0)
    assert arguments[0] == "Unknown OSC address: /live/returns/get/nme"
    assert "did you mean /live/return/get/name" in arguments[1]


def test_tracks_returns_and_the_main_track_can_be_selected(live):
    for address, ids, named in (("master", (), "master"), ("return", (1,), "return_1"), ("track", (2,), 2)):
        assert live.send(f"/live/{address}/select", *ids) == []
        assert live.query("/live/view/get/selected_track") == (named,)


def test_selecting_a_device_of_a_return_appoints_it(live):
    assert live.send("/live/return/select_device", 1, 0) == []
    assert live.query("/live/song/get/appointed_device") == ("return_1", 0)
    assert live.send("/live/device/select", "return_0", 0) == []
    assert live.query("/live/song/get/appointed_device") == ("return_0", 0)
