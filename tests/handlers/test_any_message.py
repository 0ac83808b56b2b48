"""Whatever is sent to whatever address: an answer, silence or one error, and never a stumble of the script itself."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from AbletonOSC.handlers import handler_classes
from AbletonOSC.lom.routes import routes_of
from simulator import Simulator
from tests.running_script import RunningScript

ADDRESSES = [route.address for handler in handler_classes() for route in routes_of(handler)]

WORDS = ("*", "master", "return_0", "selected", "mixer", "0", "1.0", "-1", "", "Device On", "C", "track.name")
VALUES = st.one_of(
    st.integers(-2, 5), st.integers(-2 ** 31, 2 ** 31 - 1), st.floats(width=32), st.booleans(), st.none(),
    st.binary(max_size=3), st.sampled_from(WORDS), st.text(max_size=5))
IDS = st.sampled_from([0, 1, 2, "*", "master", "return_0", "selected"])
MESSAGE = st.tuples(st.sampled_from(ADDRESSES), st.lists(st.one_of(IDS, VALUES), max_size=6))
MESSAGES = st.lists(MESSAGE, min_size=1, max_size=40)


@given(MESSAGES)
@settings(max_examples=40, deadline=None)
def test_no_message_makes_the_script_stumble(messages):
    with tempfile.TemporaryDirectory() as folder:
        live = RunningScript(folder, simulator=Simulator(live_version="12.3.6"))
        try:
            live.song.tracks[0].clip_slots[0].create_clip(4.0)
            live.song.tracks[0].insert_device("Operator")
            for address, arguments in messages:
                live.send(address, *arguments)
            live.advance(0.5)
            assert not live.host.errors
        finally:
            live.close()
        assert "Traceback" not in "".join(path.read_text() for path in Path(folder).rglob("*.log"))
