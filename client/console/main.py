"""The command line of the console: what runs for which options, and how it ends."""
from __future__ import annotations

import argparse
import signal
import sys
import threading
from contextlib import ExitStack
from typing import Any, List, Optional, Sequence, Tuple

from ..client import TIMEOUT, AbletonOSCClient
from ..endpoint import REPLY_PORT
from ..errors import ClientPortTaken, LiveError, QueryTimeout
from ..vocabulary import vocabulary
from .completion import Completer, Offer
from .install import InstallFailed, install
from .screen import Screen, use_completion, use_history
from .session import NO_ANSWER, OK, REFUSED, Quit, Session
from .simulated_live import SimulatedLive, SimulatorFailed
from .syntax import read_arguments, write_values

DESCRIPTION = "Talk to Ableton Live through AbletonOSC: type addresses, or give one as arguments."
EPILOG = """With an address, its reply is printed and the exit status is 0, 1 when Live refuses it, 2 when
nothing answers (and for a wrong command line). Everything after the address belongs to it, so options come first.
A number becomes an int or a float; a numeral in quotes of its own ('"909"') stays a string. Without an address and
with input from a pipe, the lines of the input are run; the exit status is that of the worst line."""

ANY_PORT = 0


def make_parser() -> argparse.ArgumentParser:
    """Give the parser of the command line."""
    parser = argparse.ArgumentParser(prog="run-console.py", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("--hostname", default="127.0.0.1", help="where Live runs (default: this machine)")
    parser.add_argument("--port", type=port, default=11000, help="UDP port of the script (default: 11000)")
    parser.add_argument("--client-port", type=port, metavar="PORT",
                        help="UDP port for replies (default: %d, or any free one when that is taken)" % REPLY_PORT)
    parser.add_argument("--timeout", type=seconds, default=TIMEOUT, metavar="SECONDS",
                        help="how long to wait for an answer (default: %g)" % TIMEOUT)
    parser.add_argument("--verbose", action="store_true", help="show every message that is sent and received")
    parser.add_argument("--simulator", action="store_true", help="start a simulated Live, and end it with the console")
    parser.add_argument("--install", action="store_true", help="copy the script to where Live looks for it")
    parser.add_argument("--to", metavar="DIR", help="with --install: Live's folder for remote scripts")
    parser.add_argument("command", nargs=argparse.REMAINDER, metavar="address [argument ...]",
                        help="an address with its arguments; or watch, help")
    return parser


def port(text: str) -> int:
    """Read a port number."""
    number = int(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError("a port is 0 to 65535, got %d" % number)
    return number


def seconds(text: str) -> float:
    """Read a duration."""
    number = float(text)
    if not 0 < number < 86400:
        raise argparse.ArgumentTypeError("a time limit is more than 0 s and less than a day, got %s" % text)
    return number


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Run the console and give its exit status."""
    parser = make_parser()
    options = parser.parse_args(arguments)
    known = {"--" + name.replace("_", "-") for name in vars(options)}
    misplaced = [word for word in options.command if word.split("=")[0] in known]
    if misplaced:
        parser.error(f"options come before the address: {misplaced[0]}")
    if options.to is not None and not options.install:
        parser.error("--to belongs to --install")
    if options.install:
        return run_install(options.to)
    if options.simulator and options.port == 0:
        parser.error("--simulator needs a port that is known: 1 to 65535")
    # SIGTERM ends the console as Ctrl-C does, so that a simulated Live ends with it.
    signal.signal(signal.SIGTERM, terminate)
    interactive = not options.command and sys.stdin.isatty() and sys.stdout.isatty()
    try:
        return run(options, Screen(interactive))
    except KeyboardInterrupt:
        return OK if interactive else 128 + signal.SIGINT


def terminate(*_: Any) -> None:
    """Leave with the status that a shell gives to a terminated process."""
    raise SystemExit(128 + signal.SIGTERM)


def run_install(to: Optional[str]) -> int:
    """Install the script and say what comes next."""
    try:
        sys.stdout.write(install(to) + "\n")
    except InstallFailed as error:
        sys.stderr.write("%s\n" % error)
        return REFUSED
    return OK


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Open what the options ask for, run the commands, and close it all in the right order."""
    with ExitStack() as stack:
        try:
            simulated = stack.enter_context(SimulatedLive(options.port)) if options.simulator else None
            client = stack.enter_context(open_client(options, screen))
        except (SimulatorFailed, OSError) as error:
            screen.complain(str(error))
            return REFUSED
        session = Session(client, screen)
        client.set_unclaimed(session.show_unasked)
        if simulated is not None:
            try:
                client.query("/live/test", timeout=max(options.timeout, TIMEOUT))
            except (QueryTimeout, LiveError) as error:
                screen.complain("the simulated Live does not answer: %s; it printed:\n%s" % (error, simulated.output))
                return NO_ANSWER
        if options.command:
            return run_once(session, options.command)
        if screen.interactive:
            return run_interactively(session, screen, client)
        return run_lines(session, sys.stdin)


def open_client(options: argparse.Namespace, screen: Screen) -> AbletonOSCClient:
    """Give the client; when nobody asked for a port and the common one is taken, any other will do."""
    def trace(direction: str, address: str, params: Tuple[Any, ...]) -> None:
        screen.complain(("%s %s %s" % (direction, address, write_values(params))).rstrip())

    def open_at(client_port: int) -> AbletonOSCClient:
        return AbletonOSCClient(options.hostname, options.port, client_port, options.timeout,
                                trace=trace if options.verbose else None)

    if options.client_port is not None:
        return open_at(options.client_port)
    try:
        return open_at(REPLY_PORT)
    except ClientPortTaken:
        client = open_at(ANY_PORT)
        screen.complain("port %d is taken by another client: replies come to %d" % (REPLY_PORT, client.client_port))
        return client


def run_once(session: Session, command: List[str]) -> int:
    """Run the command of the command line; a watch goes on until it is interrupted."""
    try:
        status = session.run(read_arguments(command))
        forever = threading.Event()
        while status == OK and session.watching:
            forever.wait(0.5)
    except Quit:
        return OK
    except KeyboardInterrupt:
        if not session.watching:
            raise
        return session.end()
    return status


def run_lines(session: Session, lines: Any) -> int:
    """Run the lines of the input; give the worst status."""
    worst = OK
    try:
        for line in lines:
            worst = max(worst, session.run_line(line))
    except Quit:
        return worst
    return max(worst, session.end())


def run_interactively(session: Session, screen: Screen, client: AbletonOSCClient) -> int:
    """Prompt for lines until Ctrl-D, or Ctrl-C on an empty line when nothing is watched."""
    screen.show(greeting(client))
    use_completion(Tab(Completer(vocabulary(), session.count), screen))
    write_history = use_history()
    try:
        while read_and_run(session, screen):
            continue
    finally:
        write_history()
    return OK


def read_and_run(session: Session, screen: Screen) -> bool:
    """Run one line; False when the user leaves."""
    try:
        line = screen.read_line()
    except EOFError:
        screen.show("")
        return False
    except KeyboardInterrupt:
        screen.show("")
        if session.watching:
            session.end()
            return True
        return bool(screen.abandoned)
    try:
        session.run_line(line)
    except KeyboardInterrupt:
        screen.show("no longer waiting")
    except Quit:
        return False
    return True


def greeting(client: AbletonOSCClient) -> str:
    """Say who answers, or what to do when nobody does."""
    where = "%s:%d" % client.server
    try:
        version = ".".join(str(part) for part in client.query("/live/application/get/version", timeout=0.5))
        who = "Live %s answers on %s." % (version, where)
    except (QueryTimeout, LiveError) as error:
        who = str(error)
    return "%s\nType an address, Tab for what there is, help for the rest; Ctrl-D leaves." % who


class Tab:
    """What readline calls when Tab is pressed: with 0 for the first candidate, 1 for the second, and so on."""

    def __init__(self, completer: Completer, screen: Screen) -> None:
        self._completer = completer
        self._screen = screen
        self._offer = Offer([])

    def __call__(self, word: str, index: int) -> Optional[str]:
        if index == 0:
            self._offer = self._completer.offer(self._screen.before_cursor())
            if self._offer.hint and len(self._offer.candidates) != 1:
                self._screen.show(self._offer.hint)
        return self._offer.candidates[index] if index < len(self._offer.candidates) else None
