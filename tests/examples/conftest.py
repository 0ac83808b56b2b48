"""One simulated Live in a process of its own, and the examples of Python as their users start them."""
import re
import subprocess
import sys
from contextlib import contextmanager

import pytest

from client import AbletonOSCClient
from tests.docs.markdown import ROOT
from tests.test_other_programs import LIMIT, Lines

LISTENING = re.compile(r"Listening for OSC on port (\d+)")


@pytest.fixture(scope="session")
def live_port():
    """The port of a simulated Live that runs in real time."""
    command = [sys.executable, "-B", "-m", "simulator", "--until-stdin-closes", "--settings", "port=0", "--settings",
               "bind=127.0.0.1", "--settings", "legacy_beat=false"]
    with subprocess.Popen(command, cwd=str(ROOT), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          universal_newlines=True) as process:
        lines = Lines(process.stdout)
        port = int(LISTENING.search(lines.wait_for("Listening for OSC")).group(1))
        lines.wait_for("ready")
        yield port
        process.stdin.close()
        assert process.wait(LIMIT) == 0


@pytest.fixture
def client(live_port):
    """A client of the simulated Live, on a port of its own."""
    with AbletonOSCClient(port=live_port, client_port=0, timeout=LIMIT) as connected:
        yield connected


def command_of(example, port, *arguments):
    return [sys.executable, "-B", "-m", "examples." + example, "--port", str(port), *arguments]


@pytest.fixture(scope="session")
def run_example(live_port):
    """A function: what an example prints that ends by itself, line by line."""

    def run(example, *arguments):
        done = subprocess.run(command_of(example, live_port, *arguments), cwd=str(ROOT), capture_output=True,
                              text=True, timeout=LIMIT)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout.splitlines()

    return run


@pytest.fixture
def running_example(live_port):
    """A context manager: an example that runs until it is ended, as (process, lines that it prints)."""

    @contextmanager
    def start(example):
        process = subprocess.Popen(command_of(example, live_port), cwd=str(ROOT), stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
        with process:
            try:
                yield process, Lines(process.stdout)
            finally:
                process.kill()

    return start


@pytest.fixture(scope="session")
def song(run_example):
    """What build_song prints; its song is in the open Set then."""
    return run_example("build_song")
