"""What README.md and docs/ show happens: every example is run, and what it shows must come back."""
import contextlib
import functools
import io
import re
import shlex
import socket
import subprocess
import sys
import threading

import pytest

import client
from tests.docs.markdown import FILES, ROOT, code_blocks

WORDS = {"true": True, "false": False, "nil": None}
EXPECTED = re.compile(r"^\s*print\(.*\)\s+# (.*)$", re.MULTILINE)
LISTENING = re.compile(r"Listening for OSC on port (\d+)")
PROMPT = ">>> "
TIME_LIMIT = 30

OSC_EXAMPLES = [pytest.param(block, id=f"{path.name}-{number}")
                for path in FILES for number, block in enumerate(code_blocks(path, "osc"))]


def read_message(line):
    """A message as the documentation writes it: `/address 1 0.5 "text" true nil`."""
    address, *words = shlex.split(line, posix=False)
    return (address, tuple(read_word(word) for word in words))


def read_word(word):
    if word in WORDS:
        return WORDS[word]
    if word[0] == '"':
        return word[1:-1]
    for kind in (int, float):
        try:
            return kind(word)
        except ValueError:
            continue
    return word


@pytest.mark.parametrize("block", OSC_EXAMPLES)
def test_an_example_in_osc_gets_the_replies_that_it_shows(live, block):
    exchanges = []
    for line in block.splitlines():
        if line.startswith("> "):
            exchanges.append((read_message(line[2:]), []))
        else:
            assert line.startswith("< "), line
            exchanges[-1][1].append(read_message(line[2:]))
    for (address, arguments), expected in exchanges:
        replies = live.send(address, *arguments)
        assert replies == expected, f"{address} {arguments}"
        assert [list(map(type, reply[1])) for reply in replies] == [list(map(type, reply[1])) for reply in expected]


def test_there_are_examples_in_osc():
    assert len(OSC_EXAMPLES) >= 6


def free_port():
    """A UDP port that nobody has at the moment."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.parametrize("transcript", code_blocks("README.md", "console"))
def test_the_console_answers_as_the_transcript_shows(transcript):
    lines = transcript.splitlines()
    typed = [line[len(PROMPT):] for line in lines if line.startswith(PROMPT)]
    console = subprocess.run(
        [sys.executable, "-B", "run-console.py", "--port", str(free_port()), "--client-port", "0",
         "--timeout", str(TIME_LIMIT), "--simulator"], cwd=str(ROOT), input="\n".join(typed) + "\n",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=2 * TIME_LIMIT)
    assert console.stdout.splitlines() == [line for line in lines if not line.startswith(PROMPT)]
    assert console.returncode == 0


class Process:
    """A program of the checkout whose output is read line by line; it ends with its standard input."""

    def __init__(self, *command):
        self.lines = []
        self.changed = threading.Condition()
        self.process = subprocess.Popen([sys.executable, "-B", *command], cwd=str(ROOT), stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        with self.process.stdout as output:
            for line in output:
                with self.changed:
                    self.lines.append(line.rstrip("\n"))
                    self.changed.notify_all()

    def wait_for(self, pattern):
        """The match in the first line in which the pattern is found."""
        def found():
            return next(filter(None, map(pattern.search, self.lines)), None)
        with self.changed:
            match = self.changed.wait_for(found, TIME_LIMIT)
        assert match, f"{pattern.pattern!r} is not in\n" + "\n".join(self.lines)
        return match

    def end(self):
        """Close its standard input and give its exit status."""
        try:
            self.process.stdin.close()
            return self.process.wait(TIME_LIMIT)
        finally:
            if self.process.poll() is None:
                self.process.kill()
            self.reader.join(TIME_LIMIT)


def test_the_python_example_prints_what_its_comments_say(monkeypatch):
    example, = code_blocks("README.md", "python")
    server = Process("-m", "simulator", "--settings", "port=0", "--settings", "bind=127.0.0.1", "--until-stdin-closes")
    try:
        port = int(server.wait_for(LISTENING).group(1))
        monkeypatch.setattr(client, "AbletonOSCClient",
                            functools.partial(client.AbletonOSCClient, port=port, client_port=0, timeout=TIME_LIMIT))
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(example, "README.md", "exec"), {"__name__": "readme"})
    finally:
        status = server.end()
    assert printed.getvalue().splitlines() == EXPECTED.findall(example)
    assert status == 0
