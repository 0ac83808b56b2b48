"""Automation envelopes of session clips."""
from __future__ import annotations

from typing import Any, List

from ..classes import behaviour
from ..values import fields
from .lom_object import LomObjectBehaviour

EXISTS = "There is already an envelope for the parameter"
ELSEWHERE = "Not a session clip or parameter belongs to another track"
OUT_OF_BOUNDS = "Range out of bounds."
LONGEST = 1576800.0
STRAIGHT = 0.5
COEFFICIENTS = ("x1", "y1", "x2", "y2")


@behaviour("Clip")
class ClipEnvelopes(LomObjectBehaviour):
    """Envelopes by parameter."""

    def get_automation_envelopes(self) -> List[Any]:
        """All envelopes of the clip."""
        return list(self.envelopes())

    def envelopes(self) -> Any:
        """The envelopes, in the order in which they were made."""
        return self.values["automation_envelopes"]

    def get_has_envelopes(self) -> bool:
        """Whether there is one."""
        return bool(self.envelopes())

    def find_envelope(self, parameter: Any) -> Any:
        """The envelope of a parameter, or None."""
        return next((each for each in self.envelopes() if each.parameter is parameter), None)

    def belongs_here(self, parameter: Any) -> Any:
        """Whether a parameter is of the clip's own track."""
        owner = parameter
        while owner is not None and "Track" not in owner.lineage:
            owner = owner.values["canonical_parent"]
        return self.in_session() and owner is self.track()

    def call_automation_envelope(self, parameter: Any) -> Any:
        """The envelope, or None."""
        return self.find_envelope(parameter) if self.belongs_here(parameter) else None

    def call_create_automation_envelope(self, parameter: Any) -> Any:
        """An empty envelope."""
        if not self.belongs_here(parameter):
            raise RuntimeError(ELSEWHERE)
        if self.find_envelope(parameter) is not None:
            raise RuntimeError(EXISTS)
        envelope = self.make("Envelope", canonical_parent=self, automated=parameter)
        self.change_envelopes(self.envelopes() + [envelope])
        return envelope

    def change_envelopes(self, envelopes: Any) -> None:
        """Stores the envelopes."""
        had = bool(self.envelopes())
        self.store("automation_envelopes", envelopes)
        if had != bool(envelopes):
            self.notify("has_envelopes")

    def restored(self, name: str) -> None:
        """Undo stores envelopes."""
        super().restored(name)
        if name == "automation_envelopes":
            self.notify("has_envelopes")

    def call_clear_envelope(self, parameter: Any) -> None:
        """Ends the parameter's envelope."""
        gone = self.find_envelope(parameter)
        if gone is not None:
            self.change_envelopes([each for each in self.envelopes() if each is not gone])
            gone.kill()

    def call_clear_all_envelopes(self) -> None:
        """Ends all envelopes."""
        gone = list(self.envelopes())
        if gone:
            self.change_envelopes([])
            for envelope in gone:
                envelope.kill()


@behaviour("Envelope")
class EnvelopeBehaviour(LomObjectBehaviour):
    """Values over the clip's time; between two events they run in a straight line."""

    def initialise(self, automated: Any = None) -> None:
        """automated: the DeviceParameter."""
        super().initialise()
        self.automated = automated
        self.values["events"] = ()

    @property
    def parameter(self) -> Any:
        """The parameter, also when undo made it anew."""
        return self.song.history.current(self.automated)

    def get_parameter(self) -> Any:
        """What is automated."""
        return self.parameter

    def check_range_of_time(self, start: Any, end: Any) -> None:
        """Raises far outside any clip."""
        if start < -LONGEST or end > LONGEST or end < start:
            raise RuntimeError(OUT_OF_BOUNDS)

    def check_value(self, value: Any) -> None:
        """Raises outside the parameter's range."""
        if not self.parameter.values["min"] <= value <= self.parameter.values["max"]:
            raise RuntimeError(OUT_OF_BOUNDS)

    def call_value_at_time(self, time: float) -> float:
        """The parameter's own value without events."""
        events = self.values["events"]
        if not events:
            return self.parameter.values["value"]
        before = [event for event in events if event[0] <= time]
        after = [event for event in events if event[0] > time]
        if not before:
            return after[0][1]
        if not after:
            return before[-1][1]
        (x0, y0), (x1, y1) = before[-1], after[0]
        return y0 + (y1 - y0) * (time - x0) / (x1 - x0)

    def call_insert_step(self, start_time: float, length: float, value: float) -> None:
        """One value for a span of time."""
        self.check_range_of_time(start_time, start_time + length)
        self.check_value(value)
        end = start_time + length
        before = [event for event in self.values["events"] if event[0] <= start_time]
        after = [event for event in self.values["events"] if event[0] >= end]
        self.store_events(before + [(start_time, value), (end, value)] + after)

    def store_events(self, events: Any) -> None:
        """In order of time; where the value jumps two events stand at one time, never more."""
        ordered = sorted(events, key=lambda event: event[0])
        last = len(ordered) - 1
        kept = [event for index, event in enumerate(ordered)
                if not 0 < index < last or not ordered[index - 1][0] == event[0] == ordered[index + 1][0]]
        self.store("events", tuple(kept))

    def call_events_in_range(self, start_time: float, end_time: float) -> Any:
        """The events of a span of time."""
        self.check_range_of_time(start_time, end_time)
        line = self.simulator.value("EnvelopeEventControlCoefficients", **dict.fromkeys(COEFFICIENTS, STRAIGHT))
        return [self.simulator.value("EnvelopeEvent", time=time, value=value, control_coefficients=line)
                for time, value in self.values["events"] if start_time <= time < end_time]

    def call_delete_events_in_range(self, start_time: float, end_time: float) -> None:
        """Removes the events of a span of time."""
        self.check_range_of_time(start_time, end_time)
        self.store_events([event for event in self.values["events"] if not start_time <= event[0] < end_time])

    def call_create_event(self, event: Any) -> None:
        """Adds one event."""
        row = fields(event)
        self.check_value(row["value"])
        self.store_events(self.values["events"] + ((row["time"], row["value"]),))
