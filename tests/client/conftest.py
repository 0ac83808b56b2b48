"""What the client's tests share: a script on a real socket."""
import pytest

from tests.client.fake_script import FakeScript

NAMES = ("Drums", "Bass", "Keys")


def name(message):
    track = message.arguments[0]
    tracks = range(len(NAMES)) if track == "*" else [int(track)]
    if track != "*" and int(track) >= len(NAMES):
        text = "Error handling OSC message: Index out of range"
        return [("/live/error", (text, "track_id %d: there are 3" % track, message.address) + message.arguments)]
    return [(message.address, (one, NAMES[one])) for one in tracks]


@pytest.fixture
def script():
    """A script that knows the tempo and three track names, and says nothing to setters."""
    tempo = [120.0]

    def set_tempo(message):
        tempo[0] = message.arguments[0]
        return []

    with FakeScript({
        "/live/song/get/tempo": lambda message: [(message.address, (tempo[0],))],
        "/live/song/set/tempo": set_tempo,
        "/live/song/get/num_tracks": lambda message: [(message.address, (3,))],
        "/live/song/get/num_scenes": lambda message: [(message.address, (8,))],
        "/live/song/start_listen/tempo": lambda message: [("/live/song/get/tempo", (tempo[0],))],
        "/live/song/stop_listen/tempo": lambda message: [],
        "/live/track/get/name": name,
        "/live/silent": lambda message: [],
    }) as running:
        yield running
