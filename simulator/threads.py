"""From which threads Live may be touched, and in whose turn (live-runtime.md section 3).

Live's API belongs to its main thread. Scripts with threads of their own exist all the same, and what they read off the
main thread works in practice, since the main thread lets them run only while it is in Python or asleep.
"""
from __future__ import annotations

import functools
import os
import sys
import time
from threading import RLock, current_thread, get_ident
from typing import Any, Callable, Set, TypeVar

from .errors import WrongThread

THREADS = ("strict", "tolerant")
# What a living object carries instead of the number of its thread where every thread may touch it.
ANY_THREAD = 1
# Seconds between two looks of a thread that lets the main thread go first.
COURTESY = 0.0005
MOST_PLACES = 1000
LIVE = os.path.dirname(os.path.abspath(__file__)) + os.sep

Call = TypeVar("Call", bound=Callable[..., Any])


def present_thread() -> int:
    """The number of the present thread as objects see it that every thread may touch."""
    return ANY_THREAD


class StrictTurns:
    """Only the main thread may touch Live; every other gets a WrongThread, and the log says so.

    mark: what living objects carry as their thread.
    """

    def __init__(self, write_log: Callable[[str], None]) -> None:
        self.write_log = write_log
        self.main = get_ident()
        self.mark = self.main

    def enter(self, what: str, changes: bool = False) -> None:
        """Begins to touch Live. changes: whether the document changes."""
        if get_ident() != self.main:
            raise self.refusal(what)

    def refusal(self, what: str) -> WrongThread:
        """The exception for the present thread, after a line in the log."""
        error = WrongThread("{} was touched from thread {}; Live's API belongs to its main thread ({}): a real Live "
                            "crashes here".format(what, get_ident(), self.main))
        self.write_log("RemoteScriptError: WrongThread: {}".format(error))
        return error

    def leave(self) -> None:
        """Ends what enter() began."""

    def pause(self) -> int:
        """The main thread is in a script's hands, or asleep: other threads may run. Returns what resume() takes."""
        return 0

    def resume(self, depth: int) -> None:
        """The main thread is back."""


class TolerantTurns(StrictTurns):
    """Every thread may read, listen and log, one after the other: while the main thread is asleep or in a script.

    Each place in a script from which another thread does so is logged once. Changes stay the main thread's: of other
    threads that change the document crashes are all that is reported.
    """

    def __init__(self, write_log: Callable[[str], None]) -> None:
        super().__init__(write_log)
        self.mark = ANY_THREAD
        self.lock = RLock()
        # How often the main thread has entered and not left; another thread that has the turn, and how often.
        self.depth = 0
        self.guest = 0
        self.guest_depth = 0
        self.main_waits = False
        self.places: Set[Any] = set()

    def enter(self, what: str, changes: bool = False) -> None:
        """Waits for the turn of this thread."""
        if get_ident() == self.main:
            self.resume(1)
            return
        if changes:
            raise self.refusal(what)
        self.warn(what)
        # Locks are not fair: a thread that reads on and on would keep the main loop out.
        while self.main_waits and self.guest != get_ident():
            time.sleep(COURTESY)
        self.lock.acquire()
        self.guest = get_ident()
        self.guest_depth += 1

    def leave(self) -> None:
        """The next one's turn, once everything that was entered is left."""
        if get_ident() == self.main:
            self.depth -= 1
        else:
            self.guest_depth -= 1
            if self.guest_depth == 0:
                self.guest = 0
        self.lock.release()

    def pause(self) -> int:
        """Lets other threads in. One of them that calls a script, to notify it, keeps its turn meanwhile."""
        if get_ident() != self.main:
            return 0
        depth, self.depth = self.depth, 0
        for _ in range(depth):
            self.lock.release()
        return depth

    def resume(self, depth: int) -> None:
        """The main thread waits for its turn and enters as often as that."""
        for _ in range(depth):
            self.main_waits = True
            self.lock.acquire()
            self.main_waits = False
            self.depth += 1

    def warn(self, what: str) -> None:
        """One line in the log for each place in a script."""
        frame = sys._getframe(1)
        while frame.f_back is not None and os.path.abspath(frame.f_code.co_filename).startswith(LIVE):
            frame = frame.f_back
        place = (frame.f_code.co_filename, frame.f_lineno)
        if place in self.places or len(self.places) >= MOST_PLACES:
            return
        self.places.add(place)
        self.write_log("SimulatorWarning: {}:{} in {}: {} was touched off Live's main thread, by {}".format(
            place[0], place[1], frame.f_code.co_name, what, current_thread().name))


def make_turns(threads: str, write_log: Callable[[str], None]) -> StrictTurns:
    """The turns of that name: `strict` or `tolerant`. ValueError for another. The present thread is the main thread."""
    if threads not in THREADS:
        raise ValueError("threads must be one of {}, got {!r}".format(", ".join(THREADS), threads))
    return StrictTurns(write_log) if threads == "strict" else TolerantTurns(write_log)


def taking_turns(call: Call, what: str, turns_of: Callable[[Any], StrictTurns], changes: bool = False) -> Call:
    """The same function, called in the turn of the thread that calls it.

    turns_of: finds the turns from the first argument, the object whose method it is.
    """
    @functools.wraps(call)
    def taken(*given: Any, **named: Any) -> Any:
        turns = turns_of(given[0] if given else None)
        turns.enter(what, changes)
        try:
            return call(*given, **named)
        finally:
            turns.leave()
    wrapped: Any = taken
    return wrapped
