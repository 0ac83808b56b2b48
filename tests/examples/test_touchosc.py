"""The layout for TouchOSC, without the program itself: what its controls send, and hear, is what the script answers."""
import re
import zlib
from xml.etree import ElementTree

import pytest

from tests.docs.markdown import ROOT

LAYOUT = ROOT / "examples" / "touchosc" / "mixer.tosc"
SENT_BY_SCRIPT = re.compile(r"sendOSC\('([^']+)'(?:, (\d+))?\)")
ROOT_OF_LAYOUT = ElementTree.fromstring(zlib.decompress(LAYOUT.read_bytes()))
MESSAGES = list(ROOT_OF_LAYOUT.iter("osc"))
ID = re.compile(r"ID='[^']*'")
ON = {"BOOLEAN": True, "INTEGER": 1, "FLOAT": 1.0, "STRING": "1"}


def address(message):
    return "".join(partial.findtext("value") for partial in message.find("path"))


def messages(direction):
    """The messages that are sent, or that are received."""
    return [message for message in MESSAGES if message.findtext(direction) == "1"]


def script():
    """The Lua of the whole layout."""
    return "\n".join(property_.findtext("value") for property_ in ROOT_OF_LAYOUT.iter("property")
                     if property_.findtext("key") == "script")


def subscribe(live):
    """Send what the layout sends when it starts; gives what comes back."""
    sent = SENT_BY_SCRIPT.findall(script())
    assert len(sent) == script().count("sendOSC")
    return [answer for where, value in sent for answer in live.send(where, *([int(value)] if value else []))]


def value_of(partial):
    """What an argument is when the control is on."""
    constant = partial.findtext("type") == "CONSTANT"
    return int(partial.findtext("value")) if constant else ON[partial.findtext("conversion")]


def is_there(where):
    """Whether the default Set has the track; the layout is for more."""
    track = re.match(r"/live/track/(\d+)/", where)
    return track is None or int(track.group(1)) < 4


def test_everything_that_a_control_hears_comes_when_the_layout_starts(live):
    pushed = dict(subscribe(live))
    heard = [address(message) for message in messages("receive")]
    assert len(heard) == len(set(heard)) > 40
    assert [where for where in heard if is_there(where) and where not in pushed] == []
    assert {type(value) for values in pushed.values() for value in values} <= {int, float, str}


def test_everything_that_a_control_sends_is_done(live):
    refused = []
    for message in messages("send"):
        values = [value_of(partial) for partial in message.find("arguments")]
        if is_there(address(message)):
            refused += [answer for answer in live.send(address(message), *values) if answer[0] == "/live/error"]
    assert refused == []


def test_a_fader_that_live_moves_hears_it(live):
    subscribe(live)
    assert live.send("/live/track/2/set/volume", 0.5) == [("/live/track/2/get/volume", (0.5,))]
    assert live.send("/live/track/2/set/mute", 1.0) == [("/live/track/2/get/mute", (1,))]


def test_no_message_both_sends_and_receives():
    assert [address(message) for message in MESSAGES
            if message.findtext("send") == message.findtext("receive")] == []
    assert {message.findtext("feedback") for message in MESSAGES} == {"0"}


@pytest.fixture
def py2tosc(require_package):
    require_package("py2tosc", "py2tosc")
    import py2tosc
    return py2tosc


def test_the_layout_is_what_its_program_writes_and_has_nothing_that_touchosc_would_refuse(py2tosc):
    from examples.touchosc.mixer import layout
    saved = py2tosc.load(LAYOUT)
    assert saved.validate() == []
    assert ID.sub("", saved.dumps()) == ID.sub("", layout().dumps())
