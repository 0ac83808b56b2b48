"""Many clips at once, by the notes that their names end with: `/live/clips/filter`, `/live/clips/unfilter`.

A clip takes part if the last word of its name, after a space, `-` or `_`, is nothing but note names: `Pad C`,
`Bass-F#`, `Strings CEG`, `Lead_Bb3`. It stays audible if all of them are wanted. Octaves do not matter, and C# is Db.
"""

from __future__ import annotations

import re
from typing import Any, FrozenSet, Iterator, Tuple

from ..errors import InvalidArgument, MissingArgument
from ..lom.spec import Handler, arg, command, repeat

NATURALS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
ACCIDENTALS = {"": 0, "#": 1, "b": -1}
NOTE = re.compile(r"([A-G])([#b]?)(-?\d+)?")
NOTES_AT_END = re.compile(r"(?:^|[ _-])((?:[A-G][#b]?(?:-?\d+)?)+)$")


def pitch_classes(text: str) -> FrozenSet[int]:
    """The pitch classes, 0 for C .. 11 for B, of note names in a row."""
    return frozenset((NATURALS[name] + ACCIDENTALS[accidental]) % 12 for name, accidental, _ in NOTE.findall(text))


def pitch_classes_of_name(name: str) -> FrozenSet[int]:
    """The pitch classes that a clip's name ends with; none for other names."""
    found = NOTES_AT_END.search(name)
    return pitch_classes(found.group(1)) if found else frozenset()


class ClipsHandler(Handler):
    """Every clip in Session View whose name ends with notes."""

    address = "clips"

    @command("filter", "Mute clips whose names end with notes other than these.",
             repeat(arg("note", str, "such as C or F#")))
    def keep_only(self, song: Any, notes: Any) -> None:
        if not notes:
            raise MissingArgument("missing argument: note")
        for note in notes:
            if not NOTE.fullmatch(note):
                raise InvalidArgument(f"note must be a note name such as C, F# or Bb, got {note!r}")
        kept = pitch_classes("".join(notes))
        for clip, wanted in named_clips(song):
            clip.muted = not wanted <= kept

    @command("unfilter", "Unmute the clips whose names end with notes.")
    def keep_all(self, song: Any) -> None:
        for clip, _ in named_clips(song):
            clip.muted = False


def named_clips(song: Any) -> Iterator[Tuple[Any, FrozenSet[int]]]:
    """The clips that take part, with their pitch classes."""
    for track in song.tracks:
        for slot in track.clip_slots:
            if slot.clip is not None:
                wanted = pitch_classes_of_name(slot.clip.name)
                if wanted:
                    yield slot.clip, wanted


HANDLERS = (ClipsHandler,)
