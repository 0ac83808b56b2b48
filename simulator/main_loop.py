"""Live's main loop: ticks in time order, the same code for simulated and real time (live-runtime.md section 2).

A tick is one turn of the main thread. Ticks come on the grid of the cadence (timers are served there) and where
something else is due: update_display, a moment asked for with at(). Within a tick: effects left over from calls made
between ticks, moments that are due, what runs every tick (the transport), timers, deferred effects, MIDI maps. What no
script may be in the middle of, such as opening another Set, waits in `between` until the tick is over.
"""
from __future__ import annotations

import heapq
import itertools
from typing import TYPE_CHECKING, Any, Callable, List, Optional, Tuple

from .clock import Clock, SimulatedClock

if TYPE_CHECKING:
    from .timer import TimerState

# Seconds between two turns in which Live serves timers, as measured (live-runtime.md section 2).
CADENCES = {"default": 0.010, "windows": 0.034}
# Deferred effects may defer further ones; a cycle of them would never end the tick.
MOST_DEFERRED = 100000

Task = Callable[[], Any]
# Moments, deferred effects, and what runs every tick.
Plans = Tuple[List[Any], List[Task], List[Task]]


class Moment:
    """A call that waits for its time."""

    __slots__ = ("time", "task", "cancelled")

    def __init__(self, time: float, task: Task) -> None:
        self.time = time
        self.task = task
        self.cancelled = False

    def cancel(self) -> None:
        """It will not be called."""
        self.cancelled = True


class MainLoop:
    """Runs everything that is due, tick by tick."""

    def __init__(self, clock: Clock, cadence: str, guard: Callable[[Task], Any],
                 sleep: Optional[Callable[[float], None]] = None) -> None:
        if cadence not in CADENCES:
            raise ValueError("cadence must be one of {}, got {!r}".format(", ".join(sorted(CADENCES)), cadence))
        self.clock = clock
        self.period = CADENCES[cadence]
        self.guard = guard
        self.sleep = sleep or clock.wait_until
        self.grid_tick = 0
        self.moments: List[Tuple[float, int, Moment]] = []
        self.sequence = itertools.count()
        self.deferred: List[Task] = []
        self.every_tick: List[Task] = []
        self.end_of_tick: List[Task] = []
        self.between: List[Task] = []
        self.timers: List["TimerState"] = []
        self.in_tick = False

    def at(self, time: float, task: Task) -> Moment:
        """Calls the task in a tick at that time, or in the next one when the time is past."""
        moment = Moment(time, task)
        heapq.heappush(self.moments, (time, next(self.sequence), moment))
        return moment

    def change_plans(self, plans: Plans) -> Plans:
        """Goes on with what another Set has planned; gives what was planned so far. Timers belong to scripts."""
        before = list(self.moments), list(self.deferred), list(self.every_tick)
        self.moments[:], self.deferred[:], self.every_tick[:] = plans
        return before

    def next_time(self) -> float:
        """When the next tick is."""
        grid = (self.grid_tick + 1) * self.period
        while self.moments and self.moments[0][2].cancelled:
            heapq.heappop(self.moments)
        return min(grid, self.moments[0][0]) if self.moments else grid

    def run_tick(self) -> None:
        """One turn of the main thread, at the present time."""
        now = self.clock.now()
        self.in_tick = True
        try:
            self.run_deferred()
            self.run_moments(now)
            for task in list(self.every_tick):
                self.guard(task)
            # A hair is added since a period's multiples are not exact in binary.
            reached = int(now / self.period + 1e-6)
            if reached > self.grid_tick:
                self.grid_tick = reached
                self.run_timers(now)
            self.run_deferred()
            for task in self.end_of_tick:
                self.guard(task)
        finally:
            self.in_tick = False
        while self.between:
            self.guard(self.between.pop(0))

    def pass_time(self, seconds: float) -> None:
        """So much time passes at once, within a tick, for the Set alone: scripts hear of it by their listeners only."""
        end = self.clock.now() + seconds
        while self.clock.now() < end - 1e-9:
            self.clock.skip_to(min(self.clock.now() + self.period, end))
            self.run_deferred()
            for task in list(self.every_tick):
                self.guard(task)

    def run_deferred(self) -> None:
        """Everything deferred so far, and what that defers."""
        count = 0
        while self.deferred:
            batch, self.deferred = self.deferred, []
            for task in batch:
                self.guard(task)
            count += len(batch)
            if count > MOST_DEFERRED:
                raise RuntimeError("deferred effects keep deferring: {} in one tick".format(count))

    def run_moments(self, now: float) -> None:
        """The moments that are due, earliest first."""
        while self.moments and self.moments[0][0] <= now + 1e-9:
            moment = heapq.heappop(self.moments)[2]
            if not moment.cancelled:
                self.guard(moment.task)

    def run_timers(self, now: float) -> None:
        """The timers that are due."""
        for timer in list(self.timers):
            if timer.running and timer.due <= now + 1e-9:
                timer.fire(now)

    def advance(self, seconds: float) -> None:
        """Lets that much simulated time pass."""
        if not isinstance(self.clock, SimulatedClock):
            raise RuntimeError("advance() needs a simulated clock; this simulator runs in real time: use run()")
        if self.in_tick:
            raise RuntimeError("advance() was called from inside a tick")
        if not seconds >= 0:
            raise ValueError("seconds must not be negative, got {!r}".format(seconds))
        end = self.clock.now() + seconds
        while self.next_time() <= end + 1e-9:
            self.clock.wait_until(self.next_time())
            self.run_tick()
        self.clock.wait_until(end)

    def run(self, until: Optional[Callable[[], bool]] = None) -> None:
        """Runs ticks as time passes, until the callable says True (asked after each tick) or the user interrupts."""
        try:
            while until is None or not until():
                self.sleep(self.next_time())
                self.run_tick()
        except KeyboardInterrupt:
            return
