"""The tuning system, where it is not the usual one of twelve equal steps. LOM class TuningSystem."""

from __future__ import annotations

from typing import Any, List, Tuple

from ..errors import InvalidArgument
from ..lom.spec import Handler, ListOf, arg, command, repeat, ro, rw

INDEX = arg("index_in_octave", int, "step of the scale, from 0", 0)
OCTAVE = arg("octave", int, "octave of the scale")


class TuningSystemHandler(Handler):
    """The tuning system; there is none while the usual tuning is used."""

    address, lives_in = "tuning_system", "tuning_system"

    properties = (
        rw("name", str, "Name of the tuning."),
        ro("number_of_notes_in_pseudo_octave", int, "How many steps the octave has.", listen=False),
        ro("pseudo_octave_in_cents", float, "Size of the octave, in cents.", listen=False),
        ro("lowest_note", int, "Step and octave of the lowest note.", get="read_lowest_note"),
        ro("highest_note", int, "Step and octave of the highest note.", get="read_highest_note"),
        ro("reference_pitch", object, "Step, octave and frequency in Hz of the reference.", get="read_reference_pitch"),
        ro("note_tunings", ListOf(float), "Tuning of every step, in cents."),
    )

    def read_lowest_note(self, tuning: Any) -> Tuple[int, int]:
        return int(tuning.lowest_note.index_in_octave), int(tuning.lowest_note.octave)

    def read_highest_note(self, tuning: Any) -> Tuple[int, int]:
        return int(tuning.highest_note.index_in_octave), int(tuning.highest_note.octave)

    def read_reference_pitch(self, tuning: Any) -> Tuple[int, int, float]:
        pitch = tuning.reference_pitch
        return int(pitch.index_in_octave), int(pitch.octave), float(pitch.frequency)

    @command("set/lowest_note", "Set the lowest note.", INDEX, OCTAVE)
    def write_lowest_note(self, tuning: Any, index: int, octave: int) -> None:
        from Live.TuningSystem import PitchClassAndOctave

        tuning.lowest_note = PitchClassAndOctave(index, octave)

    @command("set/highest_note", "Set the highest note.", INDEX, OCTAVE)
    def write_highest_note(self, tuning: Any, index: int, octave: int) -> None:
        from Live.TuningSystem import PitchClassAndOctave

        tuning.highest_note = PitchClassAndOctave(index, octave)

    @command("set/reference_pitch", "Set the reference.", INDEX, OCTAVE, arg("frequency", float, "in Hz", 0))
    def write_reference_pitch(self, tuning: Any, index: int, octave: int, frequency: float) -> None:
        from Live.TuningSystem import ReferencePitch

        tuning.reference_pitch = ReferencePitch(index, octave, frequency)

    @command("set/note_tunings", "Set the tuning of every step.", repeat(arg("cents", float, "one per step")))
    def write_note_tunings(self, tuning: Any, cents: List[float]) -> None:
        if len(cents) != len(tuning.note_tunings):
            raise InvalidArgument(f"note_tunings must be {len(tuning.note_tunings)} values, got {len(cents)}")
        tuning.note_tunings = tuple(cents)


HANDLERS = (TuningSystemHandler,)
