"""python3 -m simulator with a Set, with several scripts, with MIDI on standard input, with a view."""
import gzip
import os
import pty
import select
import subprocess
import sys

import pytest

from simulator import Simulator
from simulator.log import Lines, PrintedLines
from simulator.midi_lines import format_midi, parse_midi
from simulator.standard_input import StandardInput

from .test_command_line import ROOT, Process

ECHO = '''
from Framework.words import HELLO

class Script:
    def __init__(self, c_instance):
        self.c_instance = c_instance
        print("%s %s" % (__name__, HELLO))
        print([track.name for track in c_instance.song().tracks])

    def build_midi_map(self, handle):
        import Live
        Live.MidiMap.forward_midi_cc(self.c_instance.handle(), handle, 0, 7)

    def receive_midi(self, message):
        self.c_instance.send_midi(message[:2] + (127 - message[2],))

    def connect_script_instances(self, scripts):
        self.c_instance.log_message("%s of %d" % (__name__, len([script for script in scripts if script])))

def create_instance(c_instance):
    return Script(c_instance)
'''


@pytest.fixture
def folders(tmp_path):
    """Two scripts on a framework, one that cannot be imported, and a Set."""
    for name in ("One", "Two", "Broken"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(ECHO if name != "Broken" else "raise OSError('no luck')")
    (tmp_path / "remote" / "Framework").mkdir(parents=True)
    (tmp_path / "remote" / "Framework" / "__init__.py").write_text("")
    (tmp_path / "remote" / "Framework" / "words.py").write_text("HELLO = 'hello'\n")
    simulator = Simulator()
    simulator.song.tracks[0].name = "Bass"
    simulator.save_set(str(tmp_path / "song.als"))
    simulator.close()
    return tmp_path


def test_several_scripts_share_one_live_and_its_set_and_a_broken_one_stops_nobody(folders):
    process = Process("--script", folders / "Broken", "--script", folders / "One", "--script", folders / "Two",
                      "--framework", folders / "remote", "--set", folders / "song.als", "--save", folders / "out.als",
                      "--midi", "--until-stdin-closes")
    lines = process.read_until("ready")
    assert "RemoteScriptError: OSError: no luck" in lines and "One hello" in lines and "Two hello" in lines
    assert lines.count("['Bass', '2-MIDI', '3-Audio', '4-Audio']") == 2 and "RemoteScriptMessage: Two of 2" in lines
    process.process.stdin.write("176 7 27\nnonsense\n")
    process.process.stdin.flush()
    lines = process.read_until("midi: a MIDI message must look like 176 7 64, got 'nonsense'")
    assert lines.count("MIDI out: 176 7 100") == 2
    process.process.stdin.close()
    process.process.stdin = None
    code, rest = process.finish()
    assert code == 0 and "saved {}".format(folders / "out.als") in rest and rest[-1] == "stopped"
    assert gzip.decompress((folders / "out.als").read_bytes()).startswith(b"<?xml")


@pytest.mark.parametrize("arguments, reason", [
    (("--set", "/none.als"), "/none.als: cannot be read: No such file or directory"),
    (("--set", __file__), "is no Live Set: it is neither compressed with gzip nor XML"),
    (("--save", "/tmp/song.txt"), "--save must end with .als, got /tmp/song.txt"),
    (("--save", "/nowhere/song.als"), "/nowhere/song.als: cannot be written: there is no folder /nowhere"),
    (("--framework", "/none"), "--framework must be a folder, got /none")])
def test_a_wrong_file_is_refused_before_anything_starts(arguments, reason):
    code, lines = Process(*arguments).finish()
    assert code == 2 and lines[-1].endswith(reason) and "error:" in lines[-1]


def test_without_a_terminal_there_is_no_picture_but_the_log(folders):
    process = Process("--script", folders / "One", "--framework", folders / "remote", "--view", "--until-stdin-closes")
    lines = process.read_until("--view needs a terminal; the log follows instead")
    assert "One hello" in lines and not [line for line in lines if "\x1b" in line]
    process.process.stdin.close()
    process.process.stdin = None
    assert process.finish()[0] == 0


def test_in_a_terminal_the_picture_comes_and_goes(folders):
    main, side = pty.openpty()
    process = subprocess.Popen([sys.executable, "-m", "simulator", "--script", str(folders / "One"), "--framework",
                                str(folders / "remote"), "--view"], cwd=ROOT, stdin=side, stdout=side, stderr=side)
    os.close(side)
    seen = b""
    while b"-- OSC" not in seen and select.select([main], [], [], 30.0)[0]:
        seen += os.read(main, 65536)
    process.terminate()
    try:
        while select.select([main], [], [], 30.0)[0]:
            data = os.read(main, 65536)
            if not data:
                break
            seen += data
    except OSError:
        seen += b""
    os.close(main)
    assert process.wait(30.0) == 0
    assert b"\x1b[?1049h" in seen and b"1-MIDI" in seen and seen.rstrip().endswith(b"\x1b[?25h\x1b[?1049lstopped")


@pytest.mark.parametrize("line, message", [("176 7 64", (176, 7, 64)), ("0xB0 0x07 0x40", (176, 7, 64)),
                                           (" 240 1 247 ", (240, 1, 247)), ("248", (248,))])
def test_a_line_is_a_midi_message(line, message):
    assert parse_midi(line) == message and parse_midi(format_midi(message)) == message


@pytest.mark.parametrize(
    "line, reason",
    [
        ("", "status byte"),
        ("7 64", "status byte"),
        ("x", "must look like 176 7 64, got 'x'"),
        ("176 256", "must be 0..255, got 256"),
        ("176 -1", "must be 0..255, got -1"),
    ],
)
def test_a_line_that_is_no_midi_message_is_refused(line, reason):
    with pytest.raises(ValueError, match=reason):
        parse_midi(line)


def test_what_scripts_print_is_in_the_log_line_by_line():
    lines = Lines()
    file = PrintedLines(lines)
    print("one\ntwo", file=file)
    print("no end", end="", file=file)
    assert lines == ["one", "two"]
    print(" yet", file=file)
    assert lines == ["one", "two", "no end yet"]
    file.write("x" * 20000)
    assert len(lines) == 4


def test_lines_of_standard_input_come_whole(monkeypatch, tmp_path):
    reading, writing = os.pipe()
    with os.fdopen(reading) as file:
        monkeypatch.setattr(sys, "stdin", file)
        typed = StandardInput()
        os.write(writing, b"176 7")
        assert typed.take_lines() == [] and not typed.is_closed()
        os.write(writing, b" 64\r\nlast")
        assert typed.take_lines() == ["176 7 64"]
        os.close(writing)
        assert typed.is_closed() and typed.take_lines() == ["last"]
