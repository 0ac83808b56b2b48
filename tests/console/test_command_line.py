"""run-console.py as a process: arguments, pipes, a terminal, and a simulated Live that ends with it."""
import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from client.console.main import main
from client.console.simulated_live import SimulatedLive, SimulatorFailed

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CONSOLE = [sys.executable, os.path.join(ROOT, "run-console.py")]
LIMIT = 40.0


def console(*arguments, **options):
    """Run the console to its end; gives (status, output, errors)."""
    options.setdefault("input", "")
    done = subprocess.run(CONSOLE + list(arguments), capture_output=True, text=True, timeout=LIMIT, **options)
    return done.returncode, done.stdout, done.stderr


@contextmanager
def running(arguments, **options):
    """Give a process whose output is a pipe; it is gone afterwards."""
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, **options) as process:
        try:
            yield process
        finally:
            process.kill()


def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("0.0.0.0", 0))
        return probe.getsockname()[1]


def is_running(pid):
    """Whether a process goes on; one that has ended may wait a while for a parent that asks how."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], stdout=subprocess.PIPE, text=True).stdout.strip()
    return bool(state) and not state.startswith("Z")


def wait_until(condition):
    end = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < end
        select.select([], [], [], 0.02)


@pytest.fixture
def at(script):
    """The options that reach the script without the common reply port."""
    return ["--port", str(script.port), "--client-port", "0"]


def test_one_shot_prints_the_reply(at):
    assert console(*at, "/live/song/get/tempo") == (0, "120.0\n", "")


def test_one_shot_setter_is_silent_and_quick(at, script):
    assert console(*at, "/live/song/set/tempo", "-1", '"a"') == (0, "", "")
    assert script.wait_for("/live/song/set/tempo")[0].arguments == (-1, "a")


def test_one_shot_error_has_status_1(at):
    assert console(*at, "/live/track/get/name", "99") == (1, "", "/live/track/get/name 99: track_id 99: there are 3\n")


def test_one_shot_without_an_answer_has_status_2(at, script):
    script.answers["/live/song/get/tempo"] = lambda message: []
    status, output, errors = console("--timeout", "0.05", *at, "/live/song/get/tempo")
    assert (status, output) == (2, "")
    assert "no answer to /live/song/get/tempo from 127.0.0.1:%d within 0.05 s" % script.port in errors


@pytest.mark.parametrize("arguments", [["--port", "70000"], ["--port", "x"], ["--timeout", "0"], ["--to", "x"],
                                       ["--nothing"], ["--simulator", "--port", "0"],
                                       ["/live/song/get/tempo", "--timeout", "1"]])
def test_a_wrong_command_line_has_status_2(arguments):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


def test_lines_of_a_pipe_are_run_and_the_worst_status_is_kept(at):
    lines = "/live/song/get/tempo\n# a remark\nwatch /live/song/get/tempo\n/live/nothing 1\n/live/track/get/name *\n"
    status, output, errors = console(*at, input=lines)
    assert status == 1
    assert output == "120.0\n/live/song/get/tempo 120.0\n0 Drums\n1 Bass\n2 Keys\n"
    assert errors.startswith("no such address: /live/nothing\n")


def test_verbose_shows_every_message(at):
    _, output, errors = console("--verbose", *at, "/live/song/get/tempo")
    assert output == "120.0\n"
    assert "-> /live/song/get/tempo\n" in errors
    assert "<- /live/song/get/tempo 120.0\n" in errors


def test_a_port_that_was_asked_for_and_is_taken_is_refused(script):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        taken = other.getsockname()[1]
        status, _, errors = console("--port", str(script.port), "--client-port", str(taken), "/live/test")
    assert status == 1
    assert "UDP port %d of this machine is taken" % taken in errors


def test_watch_as_a_command_goes_on_until_it_is_interrupted(at, script):
    # Tests that run in the background of a shell ignore SIGINT, and so would their children.
    with running(CONSOLE + at + ["watch", "/live/song/get/tempo"],
                 preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)) as process:
        assert process.stdout.readline() == "/live/song/get/tempo 120.0\n"
        script.push("/live/song/get/tempo", 121.0)
        assert process.stdout.readline() == "/live/song/get/tempo 121.0\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(LIMIT) == 0
    script.wait_for("/live/song/stop_listen/tempo")


def test_install_tells_what_comes_next_or_why_not(tmp_path, capsys):
    assert main(["--install", "--to", str(tmp_path)]) == 0
    assert "Control Surface" in capsys.readouterr().out
    (tmp_path / "AbletonOSC" / "version.py").write_text("NAME = 'theirs'\n")
    assert main(["--install", "--to", str(tmp_path)]) == 1
    assert "move it away first" in capsys.readouterr().err


class Terminal:
    """A console on a pseudo-terminal."""

    def __init__(self, arguments, home):
        import pty

        self.output = ""
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm", HOME=str(home), COLUMNS="200", LINES="50")
            os.execv(sys.executable, CONSOLE + arguments)

    def type(self, text):
        os.write(self.descriptor, text.encode())

    def wait_for(self, text):
        """Wait until the text has been shown, and forget what was shown up to it."""
        end = time.monotonic() + LIMIT
        while text not in self.output:
            assert select.select([self.descriptor], [], [], end - time.monotonic())[0], self.output
            self.output += os.read(self.descriptor, 65536).decode()
        shown, self.output = self.output.split(text, 1)
        return shown

    def interrupt(self, text):
        """Press Ctrl-C until the text has been shown. Python misses one that comes just before readline waits for keys,
        and takes it for the same as the next.
        """
        while text not in self.output:
            self.type("\x03")
            while text not in self.output and select.select([self.descriptor], [], [], 1.0)[0]:
                self.output += os.read(self.descriptor, 65536).decode()
        self.wait_for(text)

    def wait(self):
        """Wait for its end and give its status."""
        wait_until(lambda: self.ended() is not None)
        return self.status

    def ended(self):
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        self.status = status if pid else None
        return self.status

    def close(self):
        os.close(self.descriptor)


@pytest.fixture
def terminal(at, tmp_path):
    pytest.importorskip("pty")
    pytest.importorskip("readline")
    made = Terminal(at, tmp_path)
    yield made
    made.close()


def test_the_console_on_a_terminal_completes_keeps_a_history_and_shows_pushes(terminal, script, tmp_path):
    terminal.wait_for("Live 12.1 answers on 127.0.0.1:%d." % script.port)
    terminal.wait_for(">>> ")
    terminal.type("/live/song/get/signature_num\t")
    terminal.wait_for("erator")
    terminal.type("\r")
    terminal.wait_for("4\r\n")
    terminal.type("/live/track/get/name \t")
    terminal.wait_for("track_id: track from 0, which of the tracks, or *")
    terminal.type("1\r")
    terminal.wait_for("1 Bass\r\n")
    terminal.type("watch /live/song/get/tempo\r")
    terminal.wait_for("/live/song/get/tempo 120.0\r\n")
    terminal.wait_for(">>> ")
    terminal.type("half a li")
    terminal.wait_for("half a li")
    script.push("/live/song/get/tempo", 123.0)
    assert "\033[J" in terminal.wait_for("/live/song/get/tempo 123.0\r\n")
    terminal.wait_for(">>> half a li")
    terminal.interrupt(">>> ")
    script.wait_for("/live/song/stop_listen/tempo")
    terminal.type("typed")
    terminal.wait_for("typed")
    terminal.interrupt(">>> ")
    terminal.type("\x04")
    assert terminal.wait() == 0
    history = (tmp_path / ".abletonosc_history").read_text()
    assert "watch /live/song/get/tempo" in history


def test_ctrl_c_on_an_empty_line_leaves_and_an_unwritable_history_is_no_reason_to_fail(terminal, tmp_path):
    (tmp_path / ".abletonosc_history").mkdir()
    terminal.wait_for(">>> ")
    terminal.interrupt("the history is not kept")
    assert terminal.wait() == 0


def test_the_simulator_answers_a_piped_console_and_ends_with_it():
    port = free_port()
    status, output, errors = console("--simulator", "--port", str(port), input="/live/song/get/tempo\n")
    assert (status, output) == (0, "120.0\n"), errors
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as again:
        again.bind(("0.0.0.0", port))


def test_a_simulator_dies_with_a_console_that_is_killed():
    code = ("import sys, time; from client.console.simulated_live import SimulatedLive\n"
            "with SimulatedLive(%d) as live: print(live.pid, flush=True); time.sleep(60)" % free_port())
    with running([sys.executable, "-c", code], cwd=ROOT) as process:
        simulator = int(process.stdout.readline())
        assert is_running(simulator)
    wait_until(lambda: not is_running(simulator))


def test_sigterm_ends_both():
    command = ["--simulator", "--port", str(free_port()), "watch", "/live/song/get/tempo"]
    with running(CONSOLE + command) as process:
        assert process.stdout.readline() == "/live/song/get/tempo 120.0\n"
        children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process.pid)], stdout=subprocess.PIPE,
                                  text=True).stdout.split()
        process.terminate()
        assert process.wait(LIMIT) == 128 + signal.SIGTERM
    assert children
    wait_until(lambda: not any(is_running(int(child)) for child in children))


def test_a_taken_port_is_named_before_a_simulator_is_started():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("0.0.0.0", 0))
        port = other.getsockname()[1]
        status, output, errors = console("--simulator", "--port", str(port), "/live/test")
    assert (status, output) == (1, "")
    assert re.match(r"port %d is taken .* another simulator" % port, errors)


def test_a_simulator_that_does_not_start_shows_what_it_printed(monkeypatch, tmp_path):
    (tmp_path / "simulator").mkdir()
    (tmp_path / "simulator" / "__main__.py").write_text("print('something is missing'); raise SystemExit(1)")
    monkeypatch.setattr("client.console.simulated_live.ROOT", str(tmp_path))
    with pytest.raises(SimulatorFailed, match="did not start; it printed:\nsomething is missing"), \
            SimulatedLive(free_port()):
        raise AssertionError("it started")
