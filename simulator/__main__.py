"""python3 -m simulator: a simulated Live that hosts a remote script until it is told to stop."""
from __future__ import annotations

import argparse
import os
import signal
import sys
import traceback
from typing import Any, List, Optional

from .main_loop import CADENCES
from .script import load_script, parse_setting, with_settings
from .simulator import Simulator
from .standard_input import StandardInput

SCRIPT = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "AbletonOSC")
READY = "ready"


def make_parser() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python3 -m simulator", description=__doc__)
    parser.add_argument("--script", default=SCRIPT, metavar="PATH", help="folder of the remote script (%(default)s)")
    parser.add_argument("--live-version", default="12.2.5", metavar="V", help="which Live to be (%(default)s)")
    parser.add_argument("--cadence", default="default", choices=sorted(CADENCES),
                        help="how often timers are served: default is every 10 ms, windows every 34 ms")
    parser.add_argument("--settings", default=[], action="append", metavar="NAME=VALUE",
                        help="an entry of the script's settings.json for this run, e.g. port=11100; may be repeated")
    parser.add_argument("--until-stdin-closes", action="store_true", help="stop when standard input is closed")
    return parser


def say(line: str) -> None:
    """Prints a line at once, also into a pipe; when nobody reads any more, the server goes on without printing."""
    try:
        print(line, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Stop:
    """Whether the process was asked to stop: by SIGTERM, SIGINT or the end of standard input."""

    def __init__(self, until_stdin_closes: bool) -> None:
        self.asked = False
        self.input = StandardInput() if until_stdin_closes else None
        for name in ("SIGTERM", "SIGINT"):
            signal.signal(getattr(signal, name), self.ask)

    def ask(self, *_: Any) -> None:
        """Remembers the signal; the tick under way is finished."""
        self.asked = True

    def __call__(self) -> bool:
        return self.asked or self.input is not None and self.input.is_closed()


def main(arguments: Optional[List[str]] = None) -> int:
    """Runs until stopped; 0 after a clean end, 1 when the script did not start, 2 for a wrong command line."""
    parser = make_parser()
    given = parser.parse_args(arguments)
    try:
        for setting in given.settings:
            parse_setting(setting)
        simulator = Simulator(given.live_version, given.cadence, clock="real")
    except ValueError as error:
        parser.error(str(error))
    simulator.log.watcher = say
    simulator.status_bar.watcher = lambda line: say("Status bar: " + line)
    stop = Stop(given.until_stdin_closes)
    simulator.install()
    try:
        module = load_script(with_settings(given.script, given.settings))
    except Exception:
        say("the script in {} cannot be loaded:".format(given.script))
        traceback.print_exc(file=sys.stdout)
        simulator.close()
        return 1
    say("Simulated Live {} hosts {}".format(given.live_version, os.path.abspath(given.script)))
    host = simulator.host(module.create_instance, getattr(module, "get_capabilities", None))
    if host.script is None:
        say("the script did not start; its traceback is above")
        simulator.close()
        return 1
    say(READY)
    simulator.run(stop)
    simulator.close()
    say("stopped")
    return 0


if __name__ == "__main__":
    sys.exit(main())
