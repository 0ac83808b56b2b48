"""Two clocks with one interface: simulated time that only moves when told, and real time."""
from __future__ import annotations

import time
from typing import Union


class SimulatedClock:
    """Time that stands still until it is set; starts at 0."""

    def __init__(self) -> None:
        self.time = 0.0

    def now(self) -> float:
        """Seconds since the simulator started."""
        return self.time

    def wait_until(self, moment: float) -> None:
        """Moves the time to `moment`, never back."""
        self.time = max(self.time, moment)

    def skip_to(self, moment: float) -> None:
        """Moves the time to `moment`, never back."""
        self.wait_until(moment)


class RealClock:
    """Time that passes by itself; starts at 0."""

    def __init__(self) -> None:
        self.origin = time.perf_counter()

    def now(self) -> float:
        """Seconds since the simulator started."""
        return time.perf_counter() - self.origin

    def wait_until(self, moment: float) -> None:
        """Sleeps until `moment`."""
        delay = moment - self.now()
        if delay > 0:
            time.sleep(delay)

    def skip_to(self, moment: float) -> None:
        """It is `moment` at once; never goes back."""
        self.origin -= max(moment - self.now(), 0.0)


Clock = Union[SimulatedClock, RealClock]


def make_clock(kind: str) -> Clock:
    """The clock of that name: `simulated` or `real`."""
    if kind == "simulated":
        return SimulatedClock()
    if kind == "real":
        return RealClock()
    raise ValueError("clock must be simulated or real, got {!r}".format(kind))
