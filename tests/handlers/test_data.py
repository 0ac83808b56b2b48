"""Values that Live keeps for clients with the Set and with tracks, and arguments that are no values."""
import struct

import pytest


def pad(text):
    """An OSC string."""
    return text.encode() + b"\0" * (4 - len(text) % 4)


@pytest.mark.parametrize("value", [1, 0.5, "text", True, None])
def test_a_value_is_kept_with_the_track(live, value):
    assert live.query("/live/track/get/data", 0, "mine") == (0, "mine", None)
    assert live.send("/live/track/set/data", 0, "mine", value) == []
    assert live.query("/live/track/get/data", 0, "mine") == (0, "mine", value)
    assert live.query("/live/track/get/data", 1, "mine") == (1, "mine", None)


@pytest.mark.parametrize("thing, ids", [("song", ()), ("track", (0,))])
@pytest.mark.parametrize("tags, body", [
    ("b", struct.pack(">i4s", 4, b"abcd")), ("[ii]", struct.pack(">2i", 1, 2)), ("t", struct.pack(">Q", 1)),
    ("r", b"\1\2\3\4"), ("m", b"\1\2\3\4"), ("I", b""), ("h", struct.pack(">q", 1 << 31)),
    ("d", struct.pack(">d", 1e300)), ("f", struct.pack(">f", float("inf")))])
def test_a_value_that_would_come_back_as_another_is_not_kept(live, thing, ids, tags, body):
    address = f"/live/{thing}/set/data"
    ints = struct.pack(f">{len(ids)}i", *ids)
    live.deliver(pad(address) + pad("," + "i" * len(ids) + "s" + tags) + ints + pad("k") + body)
    live.advance()
    (answered, error), = live.received()
    assert answered == "/live/error" and error[1].startswith("data must be nil, a boolean, a string, a whole number")
    assert live.query(f"/live/{thing}/get/data", *ids, "k")[-1] is None


@pytest.mark.parametrize("number", [-(1 << 31), (1 << 31) - 1, 3.4028234663852886e+38])
def test_the_largest_numbers_are_kept(live, number):
    live.send("/live/song/set/data", "k", number)
    assert live.query("/live/song/get/data", "k") == ("k", number)


def test_a_time_is_no_number_that_anything_is_set_to(live):
    before = live.song.tracks[0].mixer_device.volume.value
    live.deliver(pad("/live/track/set/volume") + pad(",it") + struct.pack(">iQ", 0, 1))
    live.advance()
    (answered, error), = live.received()
    assert (answered, error[1]) == ("/live/error", "volume must be a finite number, got Timetag(raw=1)")
    assert live.song.tracks[0].mixer_device.volume.value == before
