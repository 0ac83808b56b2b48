"""What is known while a Set is read, and while it is written: numbers by which its parts refer to each other."""
from __future__ import annotations

from typing import Any, Callable, Dict, List

from .codecs import Codec
from .element import Element
from .report import Report

# Elements whose Id is a number that others point to; each number is there once.
POINTEES = ("AutomationTarget", "ModulationTarget", "Pointee")
FIRST_POINTEE = 20000


class Reading:
    """tracks, grooves: by their number in the file. targets: parameters by the number that envelopes know them by.

    later: what has to wait until all is read. last: until all is settled, too: what is selected and shown.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self.tracks: Dict[str, Any] = {}
        self.grooves: Dict[str, Any] = {}
        self.targets: Dict[str, Any] = {}
        self.later: List[Callable[[], None]] = []
        self.last: List[Callable[[], None]] = []


class Writing:
    """track_ids, groove_ids: the number of each in the file. report: what cannot be written."""

    def __init__(self, next_pointee: int) -> None:
        self.report = Report()
        self.next_pointee = max(next_pointee, FIRST_POINTEE)
        self.track_ids: Dict[Any, str] = {}
        self.groove_ids: Dict[Any, str] = {None: "-1"}
        self.written: List[Any] = []

    def fresh(self) -> str:
        """A number that nothing has."""
        self.next_pointee += 1
        return str(self.next_pointee)

    def renumber_copy(self, source: Any, element: Element) -> None:
        """The second element from one source gets numbers of its own."""
        if any(source is each for each in self.written):
            for part in element.every():
                if part.tag.startswith(POINTEES) and "Id" in part.attributes:
                    part.attributes["Id"] = self.fresh()
        self.written.append(source)


# The channel of a controller that is a macro of the rack around.
MACRO_CHANNEL = "16"


def bind(parameter: Any, element: Element, codec: Codec, reading: Reading) -> None:
    """The parameter knows the number by which envelopes of the file mean it, how its values are written, its macro."""
    parameter.target, parameter.codec = element.get("AutomationTarget@Id"), codec
    if parameter.target:
        reading.targets[parameter.target] = parameter
    macro = element.get("KeyMidi/NoteOrController")
    if macro is not None and macro.isdigit() and element.get("KeyMidi/Channel") == MACRO_CHANNEL:
        reading.later.append(lambda: map_macro(parameter, int(macro or "0"), element))


def map_macro(parameter: Any, number: int, element: Element) -> None:
    """A macro of the rack around moves the parameter, within the range that the file has; without a rack none does."""
    low, high = parameter.values["min"], parameter.values["max"]
    ends = [element.get("MidiControllerRange/Min"), element.get("MidiControllerRange/Max")]
    try:
        if ends[0] is not None and ends[1] is not None:
            low, high = (min(max(parameter.codec.read(end), low), high) for end in ends)
    except (ValueError, OverflowError):
        low, high = parameter.values["min"], parameter.values["max"]
    parameter.map_to_macro(number, low, high)
