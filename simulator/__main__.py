"""python3 -m simulator: a simulated Live that hosts remote scripts until it is told to stop."""
from __future__ import annotations

import signal

if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # Until a Run takes signals, Ctrl-C ends the process, without a traceback of what was being imported.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import argparse
import contextlib
import os
import sys
import time
from typing import Any, List, Optional

from .als import AlsError, read_set
from .als.archive import SUFFIX, check_folder
from .errors import is_of_script
from .log import PrintedLines
from .main_loop import CADENCES
from .midi_lines import format_midi, parse_midi
from .script import add_framework, advise, load_script, parse_setting, remove_copies, with_settings
from .simulator import Simulator
from .standard_input import StandardInput
from .threads import THREADS
from .view.show import View
from .watchdog import GRACE, Watchdog

SCRIPT = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "AbletonOSC")
READY = "ready"
# Two different signals within so many seconds are one request.
SAME_REQUEST = 1.0


def make_parser() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python3 -m simulator", description=__doc__)
    parser.add_argument("--script", action="append", metavar="PATH",
                        help="folder of a remote script; may be repeated ({})".format(SCRIPT.replace("%", "%%")))
    parser.add_argument("--framework", action="append", default=[], metavar="PATH",
                        help="folder that stands for Live's own MIDI Remote Scripts: _Framework, ableton ...")
    parser.add_argument("--set", metavar="FILE", help="the Set to open (.als), as saved by Live 9, 10, 11 or 12")
    parser.add_argument("--save", metavar="FILE", help="where to save the Set at the end (.als)")
    parser.add_argument("--live-version", default="12.2.5", metavar="V",
                        help="which Live to be, from 11.0 to 12.4 with their updates (%(default)s)")
    parser.add_argument("--cadence", default="default", choices=sorted(CADENCES),
                        help="how often timers are served: default is every 10 ms, windows every 34 ms")
    parser.add_argument(
        "--settings",
        default=[],
        action="append",
        metavar="NAME=VALUE",
        help="an entry of the first script's settings.json for this run, e.g. port=11100; may be repeated",
    )
    parser.add_argument("--midi", action="store_true",
                        help="lines of standard input are MIDI for the scripts, e.g. 176 7 64; theirs is printed")
    parser.add_argument("--view", action="store_true", help="show the Session, the mixer and the last OSC messages")
    parser.add_argument("--threads", choices=THREADS,
                        help="who reads Live off its main thread: strict refuses it, tolerant logs it once per place "
                             "and lets it wait for its turn (tolerant with --script, strict without)")
    parser.add_argument("--grace", type=float, default=GRACE, metavar="SECONDS",
                        help="how long a script may take to return when the process is to stop (%(default)g); then it "
                             "ends at once, as at a second signal")
    parser.add_argument("--until-stdin-closes", action="store_true", help="stop when standard input is closed")
    return parser


class Output:
    """Where the process says what happens: the standard output that it was started with."""

    def __init__(self) -> None:
        self.file = sys.stdout
        self.view: Optional[View] = None

    def say(self, line: str) -> None:
        """Prints a line at once, also into a pipe; when nobody reads any more, the server goes on without printing."""
        if self.view is not None:
            return
        try:
            self.file.write(
                line.encode(self.file.encoding or "utf-8", "replace").decode(self.file.encoding or "utf-8") + "\n"
            )
            self.file.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.file.fileno())


class Run:
    """Whether the process was asked to stop, and what it does beside Live's ticks: read MIDI, draw the view.

    A second request ends it at once: the same signal again, or any one a second later. (A terminal and the parent
    process may both ask for the same thing.)
    """

    def __init__(self, given: argparse.Namespace, simulator: Simulator, output: Output) -> None:
        self.asked = False
        self.signal = 0
        self.asked_at = 0.0
        self.simulator = simulator
        self.output = output
        self.stops_with_input = given.until_stdin_closes
        self.input = StandardInput() if given.until_stdin_closes or given.midi else None
        self.takes_midi = given.midi
        for name in ("SIGTERM", "SIGINT"):
            signal.signal(getattr(signal, name), self.ask)
        self.watchdog = Watchdog(self.is_asked, self.clean_up, output.file, given.grace)

    def ask(self, number: int, frame: Any) -> None:
        """Remembers the signal; the tick under way is finished."""
        now = time.perf_counter()
        if self.asked and (number == self.signal or now - self.asked_at > SAME_REQUEST):
            self.watchdog.end("asked twice", frame)
        elif not self.asked:
            self.asked, self.signal, self.asked_at = True, number, now

    def is_asked(self) -> bool:
        """Whether the process is to stop."""
        return self.asked or self.stops_with_input and self.input is not None and self.input.is_closed()

    def clean_up(self) -> None:
        """Leaves the terminal and the disk as they were when the process ends at once."""
        if self.output.view is not None:
            self.output.view.close()
        remove_copies()

    def end(self, path: Optional[str]) -> int:
        """Saves where that was asked for, and disconnects the scripts; the exit code."""
        self.watchdog.resting = True
        code = save(path, self.simulator, self.output)
        self.watchdog.resting = False
        for hosted in list(self.simulator.hosts):
            self.watchdog.note_progress()
            hosted.disconnect()
        self.watchdog.note_progress()
        self.simulator.close()
        # Python waits at its end for threads that are no daemons.
        self.watchdog.complaint = "a thread of a script did not end"
        return code

    def __call__(self) -> bool:
        self.watchdog.note_progress()
        if self.output.view is not None:
            self.output.view.refresh()
        if self.input is None:
            return self.asked
        for line in self.input.take_lines():
            if self.takes_midi and line:
                self.take_midi(line)
        return self.is_asked()

    def take_midi(self, line: str) -> None:
        """One line of standard input."""
        try:
            self.simulator.send_midi(parse_midi(line))
        except ValueError as error:
            self.output.say("midi: {}".format(error))


def open_simulator(given: argparse.Namespace) -> Simulator:
    """The simulator with its Set. ValueError for what the command line may not say."""
    for setting in given.settings:
        parse_setting(setting)
    if not given.grace >= 0:
        raise ValueError("--grace must not be negative, got {:g}".format(given.grace))
    if given.save is not None and not given.save.lower().endswith(SUFFIX):
        raise ValueError("--save must end with {}, got {}".format(SUFFIX, given.save))
    if given.save is not None:
        check_folder(given.save)
    for folder in given.framework:
        add_framework(folder)
    document = read_set(given.set) if given.set is not None else None
    simulator = Simulator(given.live_version, given.cadence, "real",
                          given.threads or ("tolerant" if given.script else "strict"))
    if document is not None:
        simulator.new_set(document.fill)
    return simulator


def host_scripts(given: argparse.Namespace, simulator: Simulator, output: Output) -> bool:
    """Loads and starts the scripts; one that fails is logged, as by Live. Whether any runs."""
    started = []
    for number, folder in enumerate(given.script or [SCRIPT]):
        try:
            place = with_settings(folder, given.settings) if number == 0 else folder
        except (OSError, ValueError) as error:
            output.say("the script in {} cannot be loaded: {}".format(folder, error))
            continue
        try:
            module = load_script(place)
        except BaseException as error:
            if not is_of_script(error):
                raise
            output.say("the script in {} cannot be loaded:".format(folder))
            simulator.log_exception("RemoteScriptError", error)
            say_advice(error, output)
            continue
        output.say("Simulated Live {} hosts {}".format(given.live_version, os.path.abspath(folder)))
        host = simulator.make_script(module.create_instance, getattr(module, "get_capabilities", None))
        if host.script is None:
            output.say("the script did not start; its traceback is above")
            for error in host.errors:
                say_advice(error, output)
            host.disconnect()
        else:
            started.append(host)
    simulator.connect_scripts(started)
    return bool(started)


def say_advice(error: BaseException, output: Output) -> None:
    """What the user can do about the error, where that is known."""
    advice = advise(error)
    if advice is not None:
        output.say(advice)


def main(arguments: Optional[List[str]] = None) -> int:
    """Runs until stopped; 0 after a clean end, 1 when no script started or nothing was saved, 2 for wrong arguments."""
    parser = make_parser()
    given = parser.parse_args(arguments)
    output = Output()
    try:
        simulator = open_simulator(given)
    except ValueError as error:
        parser.error(str(error))
    for line in simulator.log:
        output.say(line)
    simulator.log.watcher = output.say
    simulator.status_bar.watcher = lambda line: output.say("Status bar: " + line)
    if given.midi:
        simulator.sent_midi.watcher = lambda message: output.say("MIDI out: " + format_midi(message))
    view = View(simulator, output.file) if given.view else None
    run = Run(given, simulator, output)
    simulator.install()
    with contextlib.redirect_stdout(PrintedLines(simulator.log)):
        if not host_scripts(given, simulator, output):
            simulator.close()
            return 1
        output.say(READY)
        if view is not None and not view.is_possible:
            output.say("--view needs a terminal; the log follows instead")
        elif view is not None:
            output.view = view
        simulator.run(run)
        code = run.end(given.save)
    if output.view is not None:
        output.view.close()
        output.view = None
    output.say("stopped" if code == 0 else "the Set was not saved")
    return code


def save(path: Optional[str], simulator: Simulator, output: Output) -> int:
    """Saves the Set where that was asked for; the exit code."""
    if path is None:
        return 0
    try:
        simulator.save_set(path)
    except AlsError as error:
        simulator.write_log("the Set cannot be saved: {}".format(error))
        return 1
    output.say("saved {}".format(os.path.abspath(path)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
