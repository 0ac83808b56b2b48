"""Automation envelopes: of session clips, and what all envelopes can do."""
from __future__ import annotations

from typing import Any, List, Optional

from ..classes import behaviour
from ..values import fields
from . import envelope_events as line
from .clip_notes import ClipNotes
from .lom_object import LomObjectBehaviour

EXISTS = "There is already an envelope for the parameter"
ELSEWHERE = "Not a session clip or parameter belongs to another track"
OUT_OF_BOUNDS = "Range out of bounds."
LONGEST = 1576800.0
COEFFICIENTS = ("x1", "y1", "x2", "y2")


@behaviour("Clip")
class ClipEnvelopes(ClipNotes):
    """Envelopes by parameter."""

    def get_automation_envelopes(self) -> List[Any]:
        """All envelopes of the clip."""
        return list(self.envelopes())

    def envelopes(self) -> Any:
        """The envelopes, in the order in which they were made; those of parameters that are gone are gone with them."""
        return [each for each in self.values["automation_envelopes"] if each.parameter.alive]

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
        return self.add_envelope(parameter)

    def add_envelope(self, parameter: Any) -> Any:
        """A new, empty one."""
        envelope = self.make("Envelope", canonical_parent=self, automated=parameter)
        self.change_envelopes(self.envelopes() + [envelope])
        return envelope

    def change_envelopes(self, envelopes: Any) -> None:
        """Stores the envelopes."""
        had = bool(self.envelopes())
        self.store("automation_envelopes", envelopes)
        self.song.automation.stale = True
        if had != bool(envelopes):
            self.notify("has_envelopes")

    def restored(self, name: str) -> None:
        """Undo stores envelopes."""
        super().restored(name)
        if name == "automation_envelopes":
            self.song.automation.stale = True
            self.notify("has_envelopes")

    def take_envelopes(self, original: Any) -> None:
        """Copies of another clip's envelopes, as far as this clip's track has their parameters."""
        if self.in_session():
            self.values["automation_envelopes"] = copies_of(original.envelopes(), self, original.track(), self.track())

    def call_duplicate_loop(self) -> None:
        """The envelopes are repeated with the notes."""
        start, end = self.get_loop_start(), self.get_loop_end()
        super().call_duplicate_loop()
        for envelope in self.envelopes():
            envelope.store_events(line.repeated(envelope.values["events"], start, end))

    def call_crop(self) -> None:
        """The envelopes are cropped with the notes."""
        start, end = self.get_loop_start(), self.get_loop_end()
        super().call_crop()
        for envelope in self.envelopes():
            envelope.store_events(line.within(envelope.values["events"], start, end, envelope.is_stepped()))

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
    """Values over a clip's or the song's time; between two events they run in a line, straight or curved."""

    def initialise(self, automated: Any = None) -> None:
        """automated: the DeviceParameter."""
        super().initialise()
        self.automated = automated
        # See envelope_events.py.
        self.values["events"] = ()

    @property
    def parameter(self) -> Any:
        """The parameter, also when undo made it anew."""
        return self.song.history.current(self.automated)

    def get_parameter(self) -> Any:
        """What is automated."""
        return self.parameter

    def is_stepped(self) -> bool:
        """Whether values hold until the next event: those of switches and choices do."""
        return bool(self.parameter.values["is_quantized"])

    def restored(self, name: str) -> None:
        """Undo stores events."""
        super().restored(name)
        self.song.automation.stale = True

    def check_range_of_time(self, start: Any, end: Any) -> None:
        """Raises far outside any clip."""
        if not -LONGEST <= start <= end <= LONGEST:
            raise RuntimeError(OUT_OF_BOUNDS)

    def check_value(self, value: Any) -> None:
        """Raises outside the parameter's range."""
        if not self.parameter.values["min"] <= value <= self.parameter.values["max"]:
            raise RuntimeError(OUT_OF_BOUNDS)

    def call_value_at_time(self, time: float) -> float:
        """The parameter's own value without events."""
        events = self.values["events"]
        return line.value_at(events, time, self.is_stepped()) if events else self.parameter.values["value"]

    def call_insert_step(self, start_time: float, length: float, value: float) -> None:
        """One value for a span of time; around it the envelope stays as it is."""
        end = start_time + length
        self.check_range_of_time(start_time, end)
        self.check_value(value)
        resting = self.parameter.values["value"]
        self.store_events(line.step(self.values["events"], start_time, end, value, resting, self.is_stepped()))

    def store_events(self, events: Any) -> None:
        """In order of time; where the value jumps two events stand at one time, never more."""
        self.store("events", line.ordered(events))
        self.song.automation.stale = True

    def call_events_in_range(self, start_time: float, end_time: float) -> Any:
        """The events of a span of time."""
        self.check_range_of_time(start_time, end_time)
        return [self.event_value(event) for event in self.values["events"] if start_time <= event[0] < end_time]

    def event_value(self, event: Any) -> Any:
        """An EnvelopeEvent."""
        curve = dict(zip(COEFFICIENTS, line.curve_of(event)))
        return self.simulator.value("EnvelopeEvent", time=event[0], value=event[1], control_coefficients=(
            self.simulator.value("EnvelopeEventControlCoefficients", **curve)))

    def call_delete_events_in_range(self, start_time: float, end_time: float) -> None:
        """Removes the events of a span of time."""
        self.check_range_of_time(start_time, end_time)
        self.store_events([event for event in self.values["events"] if not start_time <= event[0] < end_time])

    def call_create_event(self, event: Any) -> None:
        """Adds one event, and with it the curve to the next."""
        row = fields(event)
        self.check_range_of_time(row["time"], row["time"])
        self.check_value(row["value"])
        bend = fields(row["control_coefficients"])
        made = line.make_event(row["time"], row["value"], [bend[name] for name in COEFFICIENTS])
        self.store_events(self.values["events"] + (made,))


def copies_of(envelopes: Any, owner: Any, source: Any, target: Any) -> List[Any]:
    """Copies of envelopes for an owner on another (or the same) track, as far as that has their parameters."""
    copies = []
    for envelope in envelopes:
        parameter = counterpart(envelope.parameter, source, target)
        if parameter is not None:
            copy = owner.make("Envelope", canonical_parent=owner, automated=parameter)
            copy.values["events"] = envelope.values["events"]
            copies.append(copy)
    return copies


def counterpart(parameter: Any, source: Any, target: Any) -> Optional[Any]:
    """What is on one track where a parameter is on another: in the same device of the same kind, or the mixer."""
    if source is target:
        return parameter
    steps, child = [], parameter
    while child is not source:
        owner = child.values["canonical_parent"]
        steps.append(place_in(owner, child))
        child = owner
    found = target
    for name, index in reversed(steps):
        inside = found.values.get(name) if name is not None else None
        found = inside if index is None else inside[index] if inside is not None and index < len(inside) else None
        if found is None:
            return None
    return found if kind_of(found) == kind_of(parameter) else None


def kind_of(parameter: Any) -> Any:
    """By which parameters of two tracks are told to be the same."""
    owner = parameter.values["canonical_parent"]
    return parameter.values["original_name"], owner.class_name, owner.values.get("class_name")


def place_in(owner: Any, child: Any) -> Any:
    """(name, index) of a child among the values of its owner; the index is None for a single one."""
    for name, value in owner.values.items():
        if value is child:
            return name, None
        if isinstance(value, list) and child in value:
            return name, value.index(child)
    return None, None
