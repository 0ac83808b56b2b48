"""The notes of MIDI clips: `/live/clip/{add,get,remove}/notes` and the like. Source: LOM class Clip."""

from __future__ import annotations

from typing import Any, List, Optional, Sequence, Tuple

from ..errors import MissingArgument
from ..lom.spec import Handler, arg, command, repeat, ro

# Live keeps positions well inside of these many beats; 11.0 cannot be asked for all notes in another way.
FARTHEST_BEAT = 2.0 ** 20

PITCH = arg("pitch", int, "0..127, 60 is C3", 0, 127)
START_TIME = arg("start_time", float, "in beats")
DURATION = arg("duration", float, "in beats")
VELOCITY = arg("velocity", float, "1..127", 0, 127)
MUTE = arg("mute", bool, "deactivated")
PROBABILITY = arg("probability", float, "chance to play, 0..1", 0, 1)
VELOCITY_DEVIATION = arg("velocity_deviation", float, "random velocity, -127..127", -127, 127)
RELEASE_VELOCITY = arg("release_velocity", float, "0..127", 0, 127)
NOTE_ID = arg("note_id", int, "as get/notes_by_id tells")

BASIC = (PITCH, START_TIME, DURATION, VELOCITY, MUTE)
EXTENDED = BASIC + (PROBABILITY, VELOCITY_DEVIATION, RELEASE_VELOCITY)
IDENTIFIED = (NOTE_ID,) + EXTENDED

# The window of notes: all four, or none for all notes.
WINDOW = (
    arg("start_pitch", int, "lowest pitch", together=True),
    arg("pitch_span", int, "how many pitches", together=True),
    arg("start_time", float, "in beats", together=True),
    arg("time_span", float, "in beats", together=True),
)


def names(arguments: Sequence[Any]) -> Tuple[str, ...]:
    return tuple(argument.name for argument in arguments)


def flatten(notes: Any, arguments: Sequence[Any]) -> List[Any]:
    """The fields of every note, one after the other."""
    return [argument.type.send(getattr(note, argument.name)) for note in notes for argument in arguments]


def check_window(window: Tuple[Any, ...]) -> Optional[Tuple[Any, ...]]:
    """The four limits, or None where none is given; raises `MissingArgument` for a part of them."""
    missing = [argument.name for argument, value in zip(WINDOW, window) if value is None]
    if len(missing) == len(WINDOW):
        return None
    if missing:
        raise MissingArgument(f"missing arguments: {', '.join(missing)}; give all four limits, or none for all notes")
    return window


def find_notes(clip: Any, window: Tuple[Any, ...]) -> Any:
    """The notes that start inside the window, or all, by pitch and then start time."""
    limits = check_window(window)
    if limits is not None:
        return clip.get_notes_extended(*limits)
    if hasattr(clip, "get_all_notes_extended"):
        return clip.get_all_notes_extended()
    return clip.get_notes_extended(0, 128, -FARTHEST_BEAT, 2 * FARTHEST_BEAT)


class ClipNotes(Handler):
    """The part of a clip's handler that is about notes; for an audio clip Live refuses."""

    events = (
        ro("notes", float, "The notes, by pitch and then start time.", get="read_all_notes"),
    )

    def read_all_notes(self, clip: Any) -> Tuple[Any, ...]:
        return tuple(self.read_notes(clip, *[None] * len(WINDOW)))

    @command("get/notes", "The notes, by pitch and then start time.", *WINDOW, replies=names(BASIC) + ("...",),
             uses=("get_notes_extended", "get_all_notes_extended?"))
    def read_notes(self, clip: Any, *window: Any) -> List[Any]:
        return flatten(find_notes(clip, window), BASIC)

    @command("get/notes_extended", "The notes with all that they hold.", *WINDOW,
             replies=names(EXTENDED) + ("...",), uses=("get_notes_extended", "get_all_notes_extended?"))
    def read_notes_extended(self, clip: Any, *window: Any) -> List[Any]:
        return flatten(find_notes(clip, window), EXTENDED)

    @command("get/notes_by_id", "The notes with their ids, for modify/notes and other edits.", *WINDOW,
             replies=names(IDENTIFIED) + ("...",), uses=("get_notes_extended", "get_all_notes_extended?"))
    def read_notes_by_id(self, clip: Any, *window: Any) -> List[Any]:
        return flatten(find_notes(clip, window), IDENTIFIED)

    @command("get/selected_notes", "The notes that are selected.", replies=names(IDENTIFIED) + ("...",),
             uses=("get_selected_notes_extended",))
    def read_selected_notes(self, clip: Any) -> List[Any]:
        return flatten(clip.get_selected_notes_extended(), IDENTIFIED)

    @command("add/notes", "Add notes; one of the same pitch and start is replaced.", repeat(*BASIC),
             uses=("add_new_notes",))
    def add_notes(self, clip: Any, notes: List[Tuple[Any, ...]]) -> None:
        from Live.Clip import MidiNoteSpecification

        if not notes:
            raise MissingArgument(f"missing arguments: {', '.join(names(BASIC))}")
        clip.add_new_notes(tuple(MidiNoteSpecification(*note) for note in notes))

    @command("add/notes_extended", "Add notes with all that they hold.", repeat(*EXTENDED),
             uses=("add_new_notes",))
    def add_notes_extended(self, clip: Any, notes: List[Tuple[Any, ...]]) -> None:
        from Live.Clip import MidiNoteSpecification

        if not notes:
            raise MissingArgument(f"missing arguments: {', '.join(names(EXTENDED))}")
        clip.add_new_notes(tuple(MidiNoteSpecification(*note) for note in notes))

    @command("modify/notes", "Change notes by id; all or, if one id is unknown, none.", repeat(*IDENTIFIED),
             uses=("get_notes_by_id", "apply_note_modifications"))
    def modify_notes(self, clip: Any, changes: List[Tuple[Any, ...]]) -> None:
        if not changes:
            raise MissingArgument(f"missing arguments: {', '.join(names(IDENTIFIED))}")
        by_id = {change[0]: change[1:] for change in changes}
        notes = clip.get_notes_by_id(tuple(by_id))
        for note in notes:
            for argument, value in zip(EXTENDED, by_id[note.note_id]):
                setattr(note, argument.name, value)
        clip.apply_note_modifications(notes)

    @command("remove/notes", "Remove the notes that start in a window, or all.", *WINDOW,
             uses=("remove_notes_extended", "remove_notes_by_id", "get_notes_extended", "get_all_notes_extended?"))
    def remove_notes(self, clip: Any, *window: Any) -> None:
        limits = check_window(window)
        if limits is not None:
            clip.remove_notes_extended(*limits)
        else:
            clip.remove_notes_by_id(tuple(note.note_id for note in find_notes(clip, window)))

    @command("remove_notes_by_id", "Remove notes by id.", repeat(NOTE_ID))
    def remove_notes_by_id(self, clip: Any, note_ids: List[int]) -> None:
        if not note_ids:
            raise MissingArgument("missing argument: note_id")
        clip.remove_notes_by_id(tuple(note_ids))

    @command("duplicate_notes_by_id", "Copy notes.", arg("destination_time", float, "start of the first, in beats"),
             arg("transposition_amount", int, "semitones"), repeat(NOTE_ID), replies=("note_id", "..."))
    def duplicate_notes_by_id(self, clip: Any, destination_time: float, transposition_amount: int,
                              note_ids: List[int]) -> List[int]:
        made = clip.duplicate_notes_by_id(tuple(note_ids), destination_time, transposition_amount)
        return [int(note_id) for note_id in made]

    @command("select_notes_by_id", "Select notes.", repeat(NOTE_ID))
    def select_notes_by_id(self, clip: Any, note_ids: List[int]) -> None:
        clip.select_notes_by_id(tuple(note_ids))
