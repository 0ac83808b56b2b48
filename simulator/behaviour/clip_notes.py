"""Clip: the notes of a MIDI clip, by region, by id and by selection."""
from __future__ import annotations

import math
from typing import Any, List, Optional

from ..classes import behaviour
from ..values import fields
from . import notes as store
from .beat_time import RECORDING_GRIDS, bounded, nearest_grid_line, tidy
from .lom_object import LomObjectBehaviour

ONLY_MIDI = "Notes are only available for MIDI Clips"
MISSING_IDS = "All given IDs must be present in clip"
INVALID_QUANTIZATION = "Invalid quantization."
INVALID_PITCH = "Invalid note number."
NO_LENGTH = "The length must be greater than zero"
TIMES = ("start_time", "duration")
LEVELS = ("velocity", "probability", "velocity_deviation", "release_velocity")
LEGACY = ("pitch", "start_time", "duration", "velocity", "mute")
ALL_PITCHES = -1
SHORTEST_PLAYED = 1 / 64.0


def check_numbers(row: Any) -> None:
    """Raises for times beyond any Set and for what is no number; other values are brought into their limits."""
    for name in TIMES:
        bounded(name, row[name])
    for name in LEVELS:
        if not math.isfinite(row.get(name, 0.0)):
            raise RuntimeError("{} must be a number, got {}".format(name, row[name]))


@behaviour("Clip")
class ClipNotes(LomObjectBehaviour):
    """Notes in, notes out."""

    # Inside

    def midi_notes(self) -> Any:
        """The notes in Live's order; raises on audio clips."""
        if self.kind != "midi":
            raise RuntimeError(ONLY_MIDI)
        return self.values["notes"]

    def store_notes(self, notes: Any) -> None:
        """Stores notes; the listeners of `notes` hear when they differ."""
        used = store.next_id(notes, self.values["used_note_id"]) - 1
        self.values["used_note_id"] = used
        self.store("notes", notes)

    def new_notes(self, rows: Any) -> Any:
        """Notes with new ids, from dicts of their fields; raises for a pitch that MIDI does not have."""
        made: List[store.Note] = []
        first = self.first_new_id()
        for row in rows:
            check_numbers(row)
            if not store.LOWEST_PITCH <= row["pitch"] <= store.HIGHEST_PITCH:
                raise RuntimeError(INVALID_PITCH)
            if not row["duration"] > 0:
                raise RuntimeError(NO_LENGTH)
            made.append(store.make_note(first + len(made), **row))
        return made

    def first_new_id(self) -> Any:
        """An id that no note of this clip had so far."""
        return store.next_id(self.values["notes"], self.values["used_note_id"])

    def lay(self, made: Any) -> List[Any]:
        """Puts notes down and returns the ids of those that another new one did not swallow."""
        self.values["used_note_id"] = max([self.values["used_note_id"]] + [note.note_id for note in made])
        notes = store.lay_notes(self.midi_notes(), made)
        self.store_notes(notes)
        left = {note.note_id for note in notes}
        return [note.note_id for note in made if note.note_id in left]

    def note_values(self, notes: Any) -> List[Any]:
        """MidiNote values."""
        return [self.simulator.value("MidiNote", **note._asdict()) for note in notes]

    def check_ids(self, note_ids: Any) -> None:
        """Raises when a note of these does not exist."""
        if store.missing_ids(self.midi_notes(), note_ids):
            raise RuntimeError(MISSING_IDS)

    # Reading

    def call_get_notes_extended(self, from_pitch: int, pitch_span: int, from_time: float, time_span: float) -> Any:
        """Notes that start in the window."""
        return self.note_values(store.select_region(self.midi_notes(), from_pitch, pitch_span, from_time, time_span))

    def call_get_all_notes_extended(self) -> Any:
        """Every note, also those outside the loop."""
        return self.note_values(self.midi_notes())

    def call_get_notes_by_id(self, note_ids: Any) -> Any:
        """The notes with these ids."""
        self.check_ids(note_ids)
        return self.note_values(store.select_ids(self.midi_notes(), note_ids))

    def call_get_notes(self, from_time: float, from_pitch: int, time_span: float, pitch_span: int) -> Any:
        """Five-part notes that start in the window."""
        found = store.select_region(self.midi_notes(), from_pitch, pitch_span, from_time, time_span)
        return tuple(store.legacy(note) for note in found)

    def selected(self) -> Any:
        """The selected notes."""
        return store.select_ids(self.midi_notes(), self.values["selected_notes"])

    def call_get_selected_notes(self) -> Any:
        """Five-part notes."""
        return tuple(store.legacy(note) for note in self.selected())

    def call_get_selected_notes_extended(self) -> Any:
        """The selected notes."""
        return self.note_values(self.selected())

    def call_note_number_to_name(self, midi_pitch: int) -> str:
        """C3 for 60."""
        if not store.LOWEST_PITCH <= midi_pitch <= store.HIGHEST_PITCH:
            raise RuntimeError(INVALID_PITCH)
        return store.note_name(midi_pitch)

    # Adding

    def call_add_new_notes(self, specifications: Any) -> Any:
        """Ids of the new notes."""
        self.midi_notes()
        return self.lay(self.new_notes([fields(each) for each in specifications]))

    def call_set_notes(self, legacy_notes: Any) -> None:
        """Adds five-part notes; what is there stays."""
        self.midi_notes()
        self.lay(self.new_notes([dict(zip(LEGACY, each)) for each in legacy_notes]))

    def call_replace_selected_notes(self, legacy_notes: Any) -> None:
        """Five-part notes in the place of the selected ones, selected in their turn."""
        self.midi_notes()
        made = self.new_notes([dict(zip(LEGACY, each)) for each in legacy_notes])
        self.store_notes(store.remove_ids(self.midi_notes(), self.values["selected_notes"]))
        self.values["selected_notes"] = frozenset(self.lay(made))

    def call_duplicate_notes_by_id(self, note_ids: Any, destination_time: Optional[float],
                                   transposition_amount: int) -> List[int]:
        """Copies that begin at a time, or right behind the last of the notes; their ids."""
        self.check_ids(note_ids)
        originals = store.select_ids(self.midi_notes(), note_ids)
        if not originals:
            return []
        first = min(note.start_time for note in originals)
        if destination_time is not None:
            bounded("destination_time", destination_time)
        else:
            destination_time = max(store.end_time(note) for note in originals)
        return self.lay(store.copies(originals, self.first_new_id(), destination_time - first, transposition_amount))

    def call_duplicate_region(self, region_start: float, region_length: float, destination_time: float, pitch: int,
                              transposition_amount: int) -> None:
        """Copies of the notes of a time span, of one pitch or (-1) of all."""
        bounded("region_start", region_start)
        bounded("destination_time", destination_time)
        if not bounded("region_length", region_length) > 0:
            raise RuntimeError(NO_LENGTH)
        lowest, span = (store.LOWEST_PITCH, store.HIGHEST_PITCH + 1) if pitch == ALL_PITCHES else (pitch, 1)
        originals = store.select_region(self.midi_notes(), lowest, span, region_start, region_length)
        self.lay(store.copies(originals, self.first_new_id(), destination_time - region_start, transposition_amount))

    def call_duplicate_loop(self) -> None:
        """The loop is twice as long, its notes are repeated, what is behind it moves along."""
        start, length = self.get_loop_start(), self.get_length()
        bounded("loop_end", self.get_loop_end() + length)
        self.store_notes(store.duplicate_span(self.midi_notes(), start, length, self.first_new_id()))
        end = tidy(self.get_loop_end() + length)
        marker = {"end_marker": tidy(self.values["end_marker"] + length)}
        self.change_region(**dict(marker, **{self.loop_name("loop_end"): end}))

    def record_note(self, pitch: int, start: float, length: float, velocity: float, recorded: bool = True) -> None:
        """A note that was played, on the grid of Song.midi_recording_quantization.

        recorded: whether it is a step of undo; what belongs to a new clip comes and goes with the clip.
        """
        note = store.make_note(self.first_new_id(), pitch, start, max(length, SHORTEST_PLAYED), velocity=velocity)
        grid = self.song.values["midi_recording_quantization"]
        if grid:
            note = note._replace(start_time=nearest_grid_line(note.start_time, RECORDING_GRIDS[grid]))
        if recorded and not self.values["is_recording"]:
            self.lay([note])
        else:
            with self.song.history.unrecorded():
                self.lay([note])

    # Changing

    def call_apply_note_modifications(self, changed: Any) -> None:
        """Takes over the fields of notes that Live gave out, by id; ids that are gone are refused."""
        rows = [fields(note) for note in changed]
        self.check_ids([row["note_id"] for row in rows])
        for row in rows:
            check_numbers(row)
        self.store_notes(store.modify(self.midi_notes(), [store.make_note(**row) for row in rows]))

    def call_quantize(self, quantization_grid: int, amount: float) -> None:
        """Moves note starts towards the grid (RecordingQuantization 1..8), with the Set's swing."""
        self.quantize_notes(quantization_grid, amount, None)

    def call_quantize_pitch(self, note: int, source: int, amount: float) -> None:
        """Quantizes the notes of one pitch."""
        self.quantize_notes(source, amount, note)

    def quantize_notes(self, grid: int, amount: float, pitch: Optional[int]) -> None:
        """Quantizes all notes, or those of one pitch."""
        if grid not in RECORDING_GRIDS:
            raise RuntimeError(INVALID_QUANTIZATION)
        if not math.isfinite(amount):
            raise RuntimeError("amount must be a number, got {}".format(amount))
        swing = self.song.values["swing_amount"]
        if self.kind == "midi":
            self.store_notes(store.quantize(self.midi_notes(), RECORDING_GRIDS[grid], amount, swing, pitch))

    def call_crop(self) -> None:
        """Only the loop (without looping: what is between the markers) is left."""
        start, end = self.get_loop_start(), self.get_loop_end()
        if self.kind == "midi":
            self.store_notes(store.crop(self.midi_notes(), start, end))
        self.change_region(start_marker=max(self.values["start_marker"], start), end_marker=end)

    # Removing

    def call_remove_notes_extended(self, from_pitch: int, pitch_span: int, from_time: float, time_span: float) -> None:
        """Removes the notes that start in the window."""
        self.store_notes(store.remove_region(self.midi_notes(), from_pitch, pitch_span, from_time, time_span))

    def call_remove_notes(self, from_time: float, from_pitch: int, time_span: float, pitch_span: int) -> None:
        """Removes the notes that start in the window."""
        self.call_remove_notes_extended(from_pitch, pitch_span, from_time, time_span)

    def call_remove_notes_by_id(self, note_ids: Any) -> None:
        """Removes the notes with these ids."""
        self.check_ids(note_ids)
        self.store_notes(store.remove_ids(self.midi_notes(), note_ids))

    # Selecting

    def call_select_all_notes(self) -> None:
        """Every note."""
        self.values["selected_notes"] = frozenset(note.note_id for note in self.midi_notes())

    def call_deselect_all_notes(self) -> None:
        """No note."""
        self.midi_notes()
        self.values["selected_notes"] = frozenset()

    def call_select_notes_by_id(self, note_ids: Any) -> None:
        """These notes besides those that are selected already."""
        self.check_ids(note_ids)
        self.values["selected_notes"] = self.values["selected_notes"] | frozenset(note_ids)
