"""Live.Base.Timer: calls back on the main thread; an exception in the callback stops it (live-runtime.md section 2)."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Tuple

from .conversion import boolean, function, integer
from .errors import Mismatch, call_refused

if TYPE_CHECKING:
    from .simulator import Simulator

CPP = ("_object*", "boost::python::api::object", "int", "bool", "bool")


class TimerState:
    """One timer as the main loop sees it. It holds its callback strongly and lives in the loop while it runs."""

    __slots__ = ("simulator", "callback", "interval", "repeat", "running", "due", "host")

    def __init__(self, simulator: "Simulator", callback: Callable[[], Any], interval: int, repeat: bool) -> None:
        self.simulator = simulator
        self.callback = callback
        self.interval = max(interval, 0) / 1000.0
        self.repeat = repeat
        self.running = False
        self.due = 0.0
        self.host = simulator.running_host

    def start(self) -> None:
        """Counts the interval from now; a running timer goes on undisturbed."""
        if not self.running:
            self.running = True
            self.due = self.simulator.now() + self.interval
            self.simulator.loop.timers.append(self)

    def stop(self) -> None:
        """No further call."""
        if self.running:
            self.running = False
            self.simulator.loop.timers.remove(self)

    def restart(self) -> None:
        """Stops, and counts the whole interval again."""
        self.stop()
        self.start()

    def fire(self, now: float) -> None:
        """Calls back once, however late it is."""
        if self.repeat:
            self.due = max(self.due + self.interval, now)
        else:
            self.stop()
        if not self.simulator.call_script(self.host, self.callback):
            self.stop()


def make_timer_class(simulator: "Simulator") -> type:
    """The class Live.Base.Timer of one simulator."""

    class Timer:
        """Timer(callback, interval_in_ms, repeat=False, start=False)."""

        __slots__ = ("_state", "__weakref__")

        @simulator.in_turn
        def __init__(self, *given: Any, **named: Any) -> None:
            try:
                callback, interval, repeat, start = read(*given, **named)
            except (Mismatch, TypeError):
                raise call_refused("Timer", "__init__", (self,) + given + tuple(named.values()), CPP) from None
            self._state = TimerState(simulator, callback, interval, repeat)
            if start:
                self._state.start()

        @simulator.in_turn
        def start(self) -> None:
            """Starts; does nothing while it runs."""
            self._state.start()

        @simulator.in_turn
        def stop(self) -> None:
            """Stops; does nothing while it stands."""
            self._state.stop()

        @simulator.in_turn
        def restart(self) -> None:
            """Counts the interval again from now."""
            self._state.restart()

        @property
        @simulator.in_turn
        def running(self) -> bool:
            """Whether a call is to come."""
            return self._state.running

    Timer.__module__, Timer.__qualname__ = "Base", "Timer"
    return Timer


def read(callback: Any, interval: Any, repeat: Any = False, start: Any = False) -> Tuple[Any, int, bool, bool]:
    """The converted arguments of the constructor."""
    return function(callback), integer()(interval), boolean(repeat), boolean(start)
