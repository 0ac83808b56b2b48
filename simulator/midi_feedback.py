"""What a control surface is told of a mapped parameter, by the feedback rule of its mapping."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Optional, Sequence, Tuple

from .values import fields

if TYPE_CHECKING:
    from .classes import LiveObject
    from .midi_map import Message

NOTE_ON, CONTROL_CHANGE, PITCH_BEND = 0x90, 0xB0, 0xE0
LARGEST_CHANNEL, LARGEST_DATA, LARGEST_BEND = 15, 127, 16383
# By the class of the rule: status, field of the number, field of the map of values.
RULES: Dict[str, Tuple[int, Optional[str], str]] = {
    "CCFeedbackRule": (CONTROL_CHANGE, "cc_no", "cc_value_map"),
    "NoteFeedbackRule": (NOTE_ON, "note_no", "vel_map"),
    "PitchBendFeedbackRule": (PITCH_BEND, None, "value_pair_map"),
}
# What a new rule says; everything else is 0 or empty. A guess: scripts need not enable the rules that they make.
RULE_DEFAULTS = {name: {"enabled": True} for name in RULES}


class Feedback:
    """One parameter at one light, ring or motor. The rule is read once: scripts change theirs for the next mapping.

    Raises ValueError for a channel, number or value that is not MIDI's. A map of values is spread over the parameter's
    range; without one the value itself is sent, in 7 bits, of a pitch bend in 14.
    """

    def __init__(self, parameter: "LiveObject", rule: Any) -> None:
        kind, content = type(rule).__name__, fields(rule)
        status, number, value_map = RULES[kind]
        self.parameter = parameter
        self.enabled: bool = content["enabled"]
        self.delay: float = max(content["delay_in_ms"], 0.0) / 1000.0
        check(kind + ".channel", content["channel"], LARGEST_CHANNEL)
        self.start: Tuple[int, ...] = (status | content["channel"],)
        if number is not None:
            check("{}.{}".format(kind, number), content[number], LARGEST_DATA)
            self.start += (content[number],)
        self.values = read_map("{}.{}".format(kind, value_map), content[value_map], 3 - len(self.start))
        self.told: Any = parameter.values["value"]
        self.due: Optional[float] = None

    def note_told(self) -> None:
        """The control surface knows the present value."""
        self.told, self.due = self.parameter.values["value"], None

    def is_due(self, now: float) -> bool:
        """Whether the control surface is to be told now of a value that it does not know yet."""
        if not self.enabled or not self.parameter.alive or self.parameter.values["value"] == self.told:
            self.due = None
            return False
        if self.due is None:
            self.due = now + self.delay
        return self.due <= now + 1e-9

    def message(self) -> "Message":
        """The MIDI message that tells of the present value."""
        values = self.parameter.values
        low, high = values["min"], values["max"]
        position: float = min(max((values["value"] - low) / (high - low or 1.0), 0.0), 1.0)
        if self.values:
            return self.start + self.values[round(position * (len(self.values) - 1))]
        if len(self.start) == 2:
            return self.start + (round(position * LARGEST_DATA),)
        bend = round(position * LARGEST_BEND)
        return self.start + (bend & 0x7F, bend >> 7)


def check(name: str, value: int, largest: int) -> None:
    """Raises ValueError for a number beyond MIDI's."""
    if not 0 <= value <= largest:
        raise ValueError("{} must be 0..{}, got {}".format(name, largest, value))


def read_map(name: str, given: Sequence[Any], count: int) -> Sequence[Tuple[int, ...]]:
    """The data bytes of each entry of a rule's map; `count` bytes each."""
    entries = [entry if isinstance(entry, tuple) else (entry,) for entry in given]
    for entry in entries:
        if len(entry) != count or not all(isinstance(byte, int) for byte in entry):
            raise ValueError("{} must have {} data bytes in each entry, got {!r}".format(name, count, entry))
        for byte in entry:
            check(name, byte, LARGEST_DATA)
    return entries
