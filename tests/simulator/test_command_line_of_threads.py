"""python3 -m simulator with scripts that have threads, that hang, that miss what Live brings along."""
import os
import re
import signal
import socket
import time

import pytest

from simulator.script import advise
from simulator.watchdog import EXIT_CODE

from .test_command_line import Process

SERVER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "scripts", "TempoServer")
LISTENING = re.compile(r"RemoteScriptMessage: listening on (\d+)$")
LIMIT = 20.0


def read_port(process):
    """The port that the script's thread tells of in the log."""
    for line in process.process.stdout:
        found = LISTENING.match(line.rstrip("\n"))
        if found:
            return int(found.group(1))
    raise AssertionError("the script never listened")


class Client:
    """A TCP client of the script."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), LIMIT)
        self.stream = self.socket.makefile("rw")

    def ask(self, line):
        self.stream.write(line + "\n")
        self.stream.flush()
        return self.stream.readline().strip()

    def close(self):
        self.stream.close()
        self.socket.close()


def test_a_script_that_serves_tcp_from_threads_answers_and_finds_its_port_again_in_another_set():
    process = Process("--script", SERVER, "--until-stdin-closes")
    port = read_port(process)
    first, second = Client(port), Client(port)
    assert first.ask("tempo") == "120.0" and second.ask("tracks") == "1-MIDI 2-MIDI 3-Audio 4-Audio"
    assert second.ask("tempo 99") == "99.0" and first.ask("tempo") == "99.0"
    assert first.ask("reset") == "soon"
    started = time.perf_counter()
    assert read_port(process) == port and time.perf_counter() - started > 1.0
    third = Client(port)
    assert third.ask("tempo") == "120.0"
    for client in (first, second, third):
        client.close()
    code, rest = process.finish()
    assert code == 0 and not [line for line in rest if "RemoteScriptError" in line]


def test_threads_are_refused_where_that_was_asked_for():
    process = Process("--script", SERVER, "--threads", "strict", "--until-stdin-closes")
    client = Client(read_port(process))
    assert client.ask("tempo") == ""
    client.close()
    code, rest = process.finish()
    assert code == 0 and [line for line in rest if line.startswith("RemoteScriptError: WrongThread: Song was touched")]


HANGING = """
class Script:
    def __init__(self, c_instance):
        c_instance.log_message("hangs")
        while True:
            pass

def create_instance(c_instance):
    return Script(c_instance)
"""
LATER = HANGING.replace("def __init__(self, c_instance):\n        c_instance", '''def __init__(self, c_instance):
        self.c_instance = c_instance

    def update_display(self):
        self.c_instance''')


@pytest.fixture(params=[HANGING, LATER], ids=["while it is made", "at a tick"])
def hanging(tmp_path, request):
    """A process whose script never returns."""
    folder = tmp_path / "Hanging"
    folder.mkdir()
    (folder / "__init__.py").write_text(request.param)

    def start(*more):
        process = Process("--script", folder, *more)
        process.read_until("RemoteScriptMessage: hangs")
        return process
    return start


def ended_at_once(process, reason):
    """Whether the process ended with that reason, and told where the script was."""
    code, rest = process.finish()
    return (code == EXIT_CODE and rest[-1] == reason + ": the process ends at once"
            and any("Hanging" in line and "__init__.py" in line for line in rest)
            and not any("simulator/" in line for line in rest if "Hanging" not in line))


def test_a_second_signal_ends_a_script_that_hangs(hanging):
    process = hanging("--grace", 60)
    process.process.send_signal(signal.SIGINT)
    # Two signals of one kind that wait together are one.
    time.sleep(0.2)
    process.process.send_signal(signal.SIGINT)
    assert ended_at_once(process, "asked twice")


def test_one_sigterm_ends_a_script_that_hangs_after_a_while(hanging):
    process = hanging("--grace", 0.3)
    process.process.send_signal(signal.SIGTERM)
    assert ended_at_once(process, "a script did not return within 0.3 s")


def test_the_end_of_standard_input_ends_a_script_that_hangs_after_a_while(hanging):
    process = hanging("--grace", 0.3, "--until-stdin-closes")
    process.process.stdin.close()
    process.process.stdin = None
    assert ended_at_once(process, "a script did not return within 0.3 s")


WAITING = """
import threading

class Script:
    def __init__(self, c_instance):
        threading.Thread(target=threading.Event().wait).start()

def create_instance(c_instance):
    return Script(c_instance)
"""


def test_a_thread_that_never_ends_does_not_keep_the_process(tmp_path):
    folder = tmp_path / "Waiting"
    folder.mkdir()
    (folder / "__init__.py").write_text(WAITING)
    process = Process("--script", folder, "--grace", 0.3, "--until-stdin-closes")
    process.read_until("ready")
    code, rest = process.finish()
    assert code == EXIT_CODE and "stopped" in rest
    assert rest[-1] == "a thread of a script did not end within 0.3 s: the process ends at once"


def test_a_script_on_the_frameworks_says_which_option_is_missing(tmp_path):
    folder = tmp_path / "Framed"
    folder.mkdir()
    for text in ("from _Framework.ControlSurface import ControlSurface\n",
                 "def create_instance(c_instance):\n    import ableton.v3\n"):
        (folder / "__init__.py").write_text(text)
        code, lines = Process("--script", folder).finish()
        name = "_Framework" if "_Framework" in text else "ableton"
        advice = "{} belongs to Live's own scripts, which do not come with the simulator: --framework PATH names a " \
                 "folder that has them".format(name)
        assert code == 1 and advice in lines


def missing(name):
    return ModuleNotFoundError("No module named {!r}".format(name), name=name)


def test_advice_is_given_for_what_live_brings_along_and_for_nothing_else():
    assert advise(missing("past.utils")).endswith("and not with this one: python3 -m pip install future")
    outer = RuntimeError("cannot start")
    outer.__cause__ = missing("_Generic.util")
    assert advise(outer).startswith("_Generic belongs to Live's own scripts")
    assert advise(missing("numpy")) is None and advise(missing(None)) is None and advise(ValueError("x")) is None
