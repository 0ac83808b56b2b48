"""Which of a list a bulk question means: from a first up to an end, or `*` for all, or the one of a name."""

from __future__ import annotations

from typing import Any, List, Sequence, Tuple

from ..errors import IndexOutOfRange, InvalidArgument, NoSuchObject
from ..lom.coerce import Integer, read_number
from ..lom.path import EVERY, RETURN, index_of, track_named
from ..lom.spec import arg

END = -1
TRACK_WORDS = ("master", "selected")


class First(Integer):
    """Where a range begins; a word means something else than a range."""

    expected = "a whole number from 0, \"*\" or a name"

    def read(self, value: Any, argument: str) -> Any:
        if isinstance(value, str) and isinstance(read_number(value), str):
            return value
        first = super().read(value, argument)
        if first < 0:
            raise InvalidArgument(f"{argument} must be at least 0, got {first}")
        return first


class End(Integer):
    """Where a range ends; a word is no end, but the first property, which comes at once after a word."""

    def read(self, value: Any, argument: str) -> Any:
        if isinstance(value, str) and isinstance(read_number(value), str):
            return value
        return super().read(value, argument)


def range_of(kind: str) -> Tuple[Any, Any]:
    """The two arguments of a range of tracks, scenes or returns."""
    return (arg("first", First(), f"first {kind}, * for all, or a name"),
            arg("end", End(), "one beyond the last; -1 is the end; left out after * or a name"))


def choose(objects: Sequence[Any], kind: str, first: Any, end: Any,
           names: List[str]) -> Tuple[List[Tuple[Any, Any]], List[str]]:
    """Each object that is meant with its index, and the names of the properties.

    Raises `IndexOutOfRange`, `InvalidArgument` and `NoSuchObject`, naming the argument and what there is.
    """
    if isinstance(first, str):
        return named(objects, kind, first), [end] + names if isinstance(end, str) else names
    if isinstance(end, str):
        raise InvalidArgument(f"end must be a whole number, got {end!r}")
    return list(enumerate(song_range(objects, first, end, kind), first)), names


def named(objects: Sequence[Any], kind: str, name: str) -> List[Tuple[Any, Any]]:
    """All of a list, or the first of that name."""
    if name == EVERY:
        return list(enumerate(objects))
    for index, candidate in enumerate(objects):
        if candidate.name == name:
            return [(index, candidate)]
    raise NoSuchObject(f"first {name!r}: there is no {kind} of that name")


def choose_tracks(song: Any, first: Any, end: Any, names: List[str]) -> Tuple[List[Tuple[Any, Any]], List[str]]:
    """As `choose`, of tracks: "master", "selected", "return_0" and "return_A" are names too."""
    if isinstance(first, str) and (first in TRACK_WORDS or first.startswith(RETURN)):
        track = track_named(song, first, "first")
        return [(index_of(song.tracks, track), track)], [end] + names if isinstance(end, str) else names
    return choose(song.tracks, "track", first, end, names)


def song_range(objects: Sequence[Any], first: int, end: int, name: str) -> List[Any]:
    """The objects from `first` up to, but without, `end` (-1: to the end of the list).

    Raises `IndexOutOfRange` for an end beyond the list and `InvalidArgument` for a range that is upside down.
    """
    count = len(objects)
    if end == END:
        end = count
    if first > end:
        raise InvalidArgument(f"the first {name} must not be beyond the end, got {first} and {end}")
    if end > count:
        raise IndexOutOfRange(f"end of the {name}s", end, count)
    return [objects[index] for index in range(first, end)]
