"""Any rows of many objects in one message."""
import pytest


def error_of(replies):
    """Our sentence in the one error that came."""
    (address, arguments), = replies
    assert address == "/live/error", replies
    return arguments[1]


def test_devices_are_answered_with_their_ids_and_values(everything):
    assert everything.query("/live/song/get/device_data", 0, "*", "name", "device.class_name") == (
        0, 0, "Operator", "Operator", 0, 1, "Reverb", "Reverb")
    assert everything.query("/live/song/get/device_data", "return_0", 0, "name") == ("return_0", 0, "Reverb")
    assert everything.query("/live/song/get/device_data", 4, "0/0/0", "name") == (4, "0/0/0", "Operator")
    assert len(everything.query("/live/song/get/device_data", "*", 0, "name")) == 3 * (1 + len(everything.devices))


def test_a_property_of_many_values_says_how_many(everything):
    names = everything.query("/live/device/get/parameters/name", 0, 1)[2:]
    assert everything.query("/live/song/get/device_data", 0, 1, "parameter.name", "name") == (
        (0, 1, len(names)) + names + ("Reverb",))
    assert everything.query("/live/song/get/return_track_data", 0, 1, "send.value", "devices/name") == (
        0, 2, 0.0, 0.0, 1, "Reverb")


def test_clips_scenes_and_returns(everything):
    assert everything.query("/live/song/get/clip_data", "*", 0, "is_midi_clip", "gain") == (
        0, 0, True, None, 2, 0, False, pytest.approx(0.4))
    assert everything.query("/live/song/get/arrangement_clip_data", 0, "*", "start_time", "length") == (0, 0, 0.0, 4.0)
    assert everything.query("/live/song/get/scene_data", 0, 2, "scene.tempo", "is_triggered") == (
        0, -1.0, False, 1, -1.0, False)
    for whole in ((0, -1), ("*",)):
        assert everything.query("/live/song/get/return_track_data", *whole, "name") == (0, "A-Reverb", 1, "B-Delay")
    assert everything.query("/live/song/get/return_track_data", "B-Delay", "name") == (1, "B-Delay")
    assert everything.query("/live/song/get/scene_data", "*", "is_triggered")[2:4] == (1, False)


@pytest.mark.parametrize("address, arguments, sentence", [
    ("device_data", (0, 0), "missing argument: property"),
    ("device_data", (0, 0, "nothing"), "property 'nothing': a device has no 'nothing' to be read"),
    ("device_data", (0, 0, "send.value"), "property must be a row of a device, got 'send.value'"),
    ("device_data", (0, 0, "track.name"), "property must be a row of a device, got 'track.name'"),
    ("clip_data", (0, 0, "scene.name"), "property must be a row of a clip, got 'scene.name'"),
    ("scene_data", (0, 1, "clip.name"), "property must be a row of a scene, got 'clip.name'"),
    ("return_track_data", (0, 1, "clip.name"), "property must be a row of a track, got 'clip.name'"),
    ("device_data", (0, 9, "name"), "device_id 9: there are 2"),
    ("device_data", (0, 0, "parameter/value"),
     "property 'parameter/value': a device has no 'parameter/value' to be read"),
    ("clip_data", (1, 0, "name"), "track_id 1, clip_id 0: there is no clip"),
    ("scene_data", ("Finale", "name"), "first 'Finale': there is no scene of that name"),
    ("scene_data", (0, 99, "name"), "end of the scenes 99: there are 8"),
])
def test_what_cannot_be_answered_says_why(everything, address, arguments, sentence):
    assert error_of(everything.send(f"/live/song/get/{address}", *arguments)) == sentence


def test_an_unknown_field_of_parameters_is_told_which_there_are(everything):
    told = error_of(everything.send("/live/song/get/device_data", 0, 0, "parameter.nothing"))
    assert told.startswith("property 'parameter.nothing': a parameter has value, ") and "is_quantized" in told
