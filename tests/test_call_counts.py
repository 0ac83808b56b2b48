"""How many calls a `get` costs: counted, not timed, so that a slow-down shows on any machine (issue 6)."""

import sys

import pytest

from AbletonOSC.osc import packet
from tests.running_script import CLIENT

SCRIPT = "/AbletonOSC/"
MOST_CALLS = {
    ("/live/song/get/tempo",): 34,
    ("/live/track/get/volume", 0): 34,
    ("/live/clip/get/name", 0, 0): 34,
}
"""Calls of Python functions of the script, from the datagram to the datagram; what Live does is not counted.

They were 31 when this was written.
"""


def count_calls(live, datagram):
    calls = []

    def profile(frame, event, argument):
        if event == "call" and SCRIPT in frame.f_code.co_filename:
            calls.append(frame.f_code.co_name)

    live.transport.deliver(datagram, CLIENT)
    sys.setprofile(profile)
    try:
        live.engine.intake.serve(live.engine.clock() + 1)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("question", MOST_CALLS, ids=lambda question: question[0])
def test_a_get_makes_no_more_calls_than_it_did(live, question):
    live.song.tracks[0].clip_slots[0].create_clip(4.0)
    datagram = packet.encode_message(question[0], question[1:])
    for _ in range(3):
        count_calls(live, datagram)
    calls = count_calls(live, datagram)
    assert len(live.received()) == 4
    assert len(calls) <= MOST_CALLS[question], calls
