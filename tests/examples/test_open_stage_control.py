"""The session for Open Stage Control, without the program itself: its custom module runs in Node beside a stand-in."""
import json
import re
import subprocess

import pytest

from tests.docs.markdown import ROOT
from tests.test_other_programs import LIMIT

FOLDER = ROOT / "examples" / "open_stage_control"
SESSION = json.loads((FOLDER / "mixer_and_clips.json").read_text(encoding="utf-8"))
WIDGETS = SESSION["content"]["widgets"]
BY_OSC = re.compile(r"OSC\{([^,}]+), \}")

# The part of the program that a custom module sees. A line in: what happens; a line out: what the module did.
STAND_IN = """
const did = {sent: [], received: []}
const listeners = {}
global.app = {on: (event, listener) => { listeners[event] = listener }}
global.send = (host, port, address, ...values) => did.sent.push([host, port, address, values])
global.receive = (host, port, address, ...values) => did.received.push([address, values])
const custom = require(process.argv[1])
custom.init()
require('readline').createInterface({input: process.stdin}).on('line', line => {
    const [what, address, values] = JSON.parse(line)
    if (what === 'opened') listeners.sessionOpened()
    else {
        const args = values.map(value => ({type: typeof value === 'string' ? 's' : 'f', value}))
        const data = {address, args, host: '127.0.0.1', port: 11000}
        const passed = what === 'in' ? custom.oscInFilter(data) : custom.oscOutFilter(data)
        if (passed) {
            const plain = passed.args.map(one => one.value)
            what === 'in' ? did.received.push([passed.address, plain])
                          : did.sent.push([passed.host, passed.port, passed.address, plain])
        }
    }
    console.log(JSON.stringify(did))
    did.sent = []; did.received = []
})
"""


class Screen:
    """The widgets of the session, with the module between them and a Live."""

    def __init__(self, process, live):
        self.process = process
        self.live = live
        self.values = {}

    def happen(self, *event):
        """Tell the module what happens; what it sends goes to Live, and what Live answers comes back to it."""
        self.process.stdin.write(json.dumps(event) + "\n")
        self.process.stdin.flush()
        did = json.loads(self.process.stdout.readline())
        self.values.update((address, values[0]) for address, values in did["received"] if values)
        for host, port, address, values in did["sent"]:
            assert (host, port) == ("127.0.0.1", 11000)
            self.live_says(self.live.send(address, *values))

    def live_says(self, messages):
        for address, values in messages:
            assert address != "/live/error", values
            assert not any(isinstance(value, bool) or value is None for value in values), address
            self.happen("in", address, values)

    def pass_time(self, seconds):
        self.live.advance(seconds)
        self.live_says(self.live.received())

    def touch(self, widget_id, *values):
        """What a widget sends: its address with all numbers as floats."""
        widget, = [widget for widget in WIDGETS if widget["id"] == widget_id]
        self.happen("out", widget["address"], [float(value) for value in values])

    def shown(self, widget_id):
        widget, = [widget for widget in WIDGETS if widget["id"] == widget_id]
        return self.values.get(widget["address"])

    def label(self, widget_id):
        """The label of a button, which Live says."""
        widget, = [widget for widget in WIDGETS if widget["id"] == widget_id]
        return self.values.get(BY_OSC.fullmatch(widget["label"]).group(1))


@pytest.fixture
def screen(require_program, live):
    node = require_program("node")
    command = [node, "-e", STAND_IN, str(FOLDER / "mixer_and_clips.js")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, universal_newlines=True) as process:
        made = Screen(process, live)
        made.happen("opened")
        yield made
        process.stdin.close()
        assert process.wait(LIMIT) == 0


def test_the_session_shows_the_mixer_when_it_is_opened(screen):
    assert [screen.shown(f"name_{track}") for track in range(4)] == ["1-MIDI", "2-MIDI", "3-Audio", "4-Audio"]
    assert [round(screen.shown(f"volume_{track}"), 2) for track in range(4)] == [0.85] * 4
    for name, value in (("panning_0", 0), ("mute_1", 0), ("solo_2", 0), ("meter_3", 0), ("tempo", 120), ("play", 0)):
        assert screen.shown(name) == value, name
    assert screen.label("scene_0") == ""


def test_what_is_moved_on_the_screen_moves_in_live_and_the_other_way_round(screen, live):
    screen.touch("volume_1", 0.5)
    screen.touch("mute_2", 1)
    screen.touch("tempo", 99)
    assert [live.query("/live/track/get/volume", 1), live.query("/live/song/get/tempo")] == [(1, 0.5), (99.0,)]
    assert live.song.tracks[2].mute is True and screen.shown("mute_2") == 1
    screen.live_says(live.send("/live/track/set/panning", 3, -0.5))
    assert screen.shown("panning_3") == -0.5


def test_a_clip_has_its_name_on_its_button_which_is_lit_while_it_plays(screen, live):
    screen.live_says(live.send("/live/clip_slot/create_clip", 0, 2, 4.0))
    screen.live_says(live.send("/live/clip/set/name", 0, 2, "Riff"))
    assert screen.label("clip_0_2") == "Riff"
    screen.touch("clip_0_2", 1)
    screen.pass_time(0.3)
    assert live.song.tracks[0].playing_slot_index == 2
    assert [screen.shown(f"clip_0_{scene}") for scene in range(8)] == [0, 0, 1, 0, 0, 0, 0, 0]

    # Touched again, the button goes dark by itself: the clip plays on, and so it is lit again.
    screen.values["/live/clip_slot/0/2/fire"] = 0
    screen.touch("clip_0_2", 0)
    assert screen.shown("clip_0_2") == 1

    screen.touch("stop_0", 1)
    screen.pass_time(3.0)
    assert screen.shown("clip_0_2") == 0
    screen.live_says(live.send("/live/clip_slot/delete_clip", 0, 2))
    assert screen.label("clip_0_2") == ""


def test_a_scene_is_launched(screen, live):
    screen.live_says(live.send("/live/clip_slot/create_clip", 1, 3, 4.0))
    screen.touch("scene_3", 1)
    screen.pass_time(0.3)
    assert screen.shown("clip_1_3") == 1


def test_everything_is_asked_for_again_when_live_opens_another_set(screen, live):
    live.send("/live/api/stop_all_listeners")
    screen.happen("in", "/live/startup", [])
    screen.live_says(live.send("/live/track/set/name", 0, "Bass"))
    assert screen.shown("name_0") == "Bass"


def test_no_two_widgets_have_one_id_or_lie_on_each_other():
    assert len({widget["id"] for widget in WIDGETS}) == len(WIDGETS)
    taken = set()
    for widget in WIDGETS:
        left, top = widget["left"], widget["top"]
        cells = {(x, y) for x in range(left, left + widget["width"]) for y in range(top, top + widget["height"])}
        assert not cells & taken, widget["id"]
        taken |= cells
