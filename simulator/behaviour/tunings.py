"""Tuning systems: the Set's own, and the files in the browser from which it comes. LOM class TuningSystem."""
from __future__ import annotations

from typing import Any, Dict, NamedTuple, Tuple

from ..classes import behaviour
from ..values import fields
from .lom_object import LomObjectBehaviour

OCTAVE = 1200.0
LOWEST_OCTAVE, HIGHEST_OCTAVE = -2, 8
# Refusals in our words; Live's are not known.
BAD_COUNT = "The number of note tunings must be {}"
BAD_NOTE = "The note is not part of the tuning system"
BAD_FREQUENCY = "The reference frequency must be greater than zero"
BAD_ORDER = "The lowest note must not be above the highest note"


class Tuning(NamedTuple):
    """A tuning: cents of each note above the first, and of the pseudo octave."""

    cents: Tuple[float, ...]
    octave: float = OCTAVE


def equal_steps(count: int, octave: float = OCTAVE) -> Tuning:
    """So many equal steps of an octave."""
    return Tuning(tuple(round(octave * index / count, 6) for index in range(count)), octave)


TUNINGS: Dict[str, Tuning] = {
    "19-EDO.ascl": equal_steps(19), "31-EDO.ascl": equal_steps(31), "Bohlen-Pierce.ascl": equal_steps(13, 1901.955),
    "Just Intonation.ascl": Tuning((0.0, 111.731285, 203.910002, 315.641287, 386.313714, 498.044999, 590.223716,
                                    701.955001, 813.686286, 884.358713, 996.089998, 1088.268715)),
}


@behaviour("TuningSystem")
class TuningSystemBehaviour(LomObjectBehaviour):
    """A tuning that is not the usual twelve equal steps."""

    def initialise(self, tuning: Any = None) -> None:
        """tuning: a Tuning; twelve equal steps without."""
        super().initialise()
        tuning = tuning or Tuning(tuple(self.values.get("note_tunings") or equal_steps(12).cents))
        count, note = len(tuning.cents), self.simulator.value
        # A4 where there are twelve notes, otherwise a note as far up its octave.
        own = dict(number_of_notes_in_pseudo_octave=count, pseudo_octave_in_cents=tuning.octave,
                   note_tunings=tuning.cents,
                   lowest_note=note("PitchClassAndOctave", index_in_octave=0, octave=LOWEST_OCTAVE),
                   highest_note=note("PitchClassAndOctave", index_in_octave=count - 1, octave=HIGHEST_OCTAVE),
                   reference_pitch=note("ReferencePitch", index_in_octave=count * 3 // 4, octave=3, frequency=440.0))
        for name, value in own.items():
            self.values.setdefault(name, value)

    def check_note(self, index: int) -> None:
        """Raises for a note that the octave does not have."""
        if not 0 <= index < self.values["number_of_notes_in_pseudo_octave"]:
            raise RuntimeError(BAD_NOTE)

    def set_note_tunings(self, value: Any) -> None:
        """Cents of every note of the octave."""
        count = self.values["number_of_notes_in_pseudo_octave"]
        if len(value) != count:
            raise RuntimeError(BAD_COUNT.format(count))
        self.store("note_tunings", tuple(float(cents) for cents in value))

    def set_reference_pitch(self, value: Any) -> None:
        """The note that sounds at a frequency."""
        row = fields(value)
        self.check_note(row["index_in_octave"])
        if not row["frequency"] > 0:
            raise RuntimeError(BAD_FREQUENCY)
        self.store("reference_pitch", value)

    def set_lowest_note(self, value: Any) -> None:
        """Not above the highest."""
        self.check_note(fields(value)["index_in_octave"])
        if place(value) > place(self.values["highest_note"]):
            raise RuntimeError(BAD_ORDER)
        self.store("lowest_note", value)

    def set_highest_note(self, value: Any) -> None:
        """Not below the lowest."""
        self.check_note(fields(value)["index_in_octave"])
        if place(value) < place(self.values["lowest_note"]):
            raise RuntimeError(BAD_ORDER)
        self.store("highest_note", value)


def place(note: Any) -> Any:
    """Where a PitchClassAndOctave lies, for comparing."""
    row = fields(note)
    return row["octave"], row["index_in_octave"]


def load_tuning(song: Any, name: str) -> None:
    """The Set takes the tuning system of a file."""
    before = song.values["tuning_system"]
    tuning = song.make("TuningSystem", canonical_parent=song, tuning=TUNINGS[name])
    tuning.values["name"] = name.rsplit(".", 1)[0]
    song.store("tuning_system", tuning)
    if before is not None:
        before.kill()
