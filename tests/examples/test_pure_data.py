"""The mixer for Pure Data, opened by Pure Data without a screen, beside a patch that plays its user."""
import socket
import subprocess
from contextlib import contextmanager

import pytest

from tests.docs.markdown import ROOT
from tests.test_other_programs import Lines, free_port

MIXER = ROOT / "examples" / "pure_data" / "mixer.pd"

# Prints what passes; a message such as "live-volume-0 0.5" goes to the control of that name.
USER = """#N canvas 0 0 500 300 12;
#X obj 10 10 r to-live;
#X obj 10 40 print to-live;
#X obj 110 10 r from-live;
#X obj 110 40 print from-live;
#X obj 10 80 netreceive -u {port};
#X obj 10 110 list;
#X obj 10 140 t a a;
#X obj 10 170 list split 1;
#X obj 110 170 list split 1;
#X obj 10 200 list trim;
#X msg 110 200 symbol \\$1;
#X obj 10 230 send;
#X connect 0 0 1 0;
#X connect 2 0 3 0;
#X connect 4 0 5 0;
#X connect 5 0 6 0;
#X connect 6 0 7 0;
#X connect 6 1 8 0;
#X connect 7 1 9 0;
#X connect 8 0 10 0;
#X connect 9 0 11 0;
#X connect 10 0 11 1;
"""


class Hand:
    """Moves the controls of the patch, and reads what it sends to Live."""

    def __init__(self, port, lines):
        self.port = port
        self.lines = lines

    def move(self, control, value):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            sender.sendto(f"{control} {value};\n".encode(), ("127.0.0.1", self.port))



@pytest.fixture
def mixer(require_program, live_port, tmp_path):
    """A context manager: the patch, with the ports of the test in it."""
    pd = require_program("pd")

    @contextmanager
    def start():
        own_port, port = free_port(), free_port()
        text = MIXER.read_text(encoding="utf-8")
        assert text.count("11000;") == 1 and text.count("11002") == 3
        patch, user = tmp_path / "mixer.pd", tmp_path / "user.pd"
        patch.write_text(text.replace("11000;", f"{live_port};").replace("11002", str(own_port)), encoding="utf-8")
        user.write_text(USER.format(port=port), encoding="utf-8")
        command = [pd, "-nogui", "-noaudio", "-nomidi", "-noprefs", "-stderr", str(user), str(patch)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, universal_newlines=True) as program:
            try:
                hand = Hand(port, Lines(program.stderr))
                hand.lines.wait_for("from-live: live track get mute 3")
                yield hand
            finally:
                program.kill()

    return start


def test_the_mixer_for_pure_data_moves_live_and_follows_it(mixer, client):
    wanted = (("/live/track/get/volume", 0), ("/live/track/get/mute", 2), ("/live/song/get/tempo",),
              ("/live/song/get/is_playing",))
    with mixer() as hand:
        pushes = [client.listen(*what) for what in wanted]
        before = [listener.next_push().arguments[-1] for listener in pushes]
        for control, value in (("live-volume-0", 0.25), ("live-mute-2", 1), ("live-tempo", 99), ("live-play", 1)):
            hand.move(control, value)
        assert [listener.next_push().arguments[-1] for listener in pushes] == [0.25, True, 99.0, True]

        # A control that has followed sends, when it is touched, what Live has said.
        client.call("/live/track/set/volume", (3, 0.5))
        hand.lines.wait_for("from-live: live track get volume 3 0.5")
        hand.move("live-volume-3", "bang")
        hand.lines.wait_for("to-live: /live/track/set/volume 3 0.5")
        client.call("/live/track/set/mute", (1, True))
        hand.lines.wait_for("from-live: live track get mute 1 1")
        hand.move("live-mute-1", "bang")
        hand.lines.wait_for("to-live: /live/track/set/mute 1 0")

        hand.move("live-play", 0)
        assert pushes[-1].next_push().arguments == (False,)
    assert [line for line in hand.lines.seen if "error" in line] == []
    for (address, *ids), value in zip(wanted[:3], before):
        client.call(address.replace("/get/", "/set/"), (*ids, value))
    client.call("/live/track/set/volume", (3, 0.85))
