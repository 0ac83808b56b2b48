"""Cue points of the Arrangement, in the order in which they were made: by index, name or time. LOM class CuePoint."""

from __future__ import annotations

from typing import Any, Callable, Iterator, Optional

from ..errors import IndexOutOfRange, InvalidArgument, LiveRefusal, NoSuchObject
from ..lom.coerce import TYPES, read_number
from ..lom.path import index_of
from ..lom.spec import Handler, arg, call, command, ro, rw
from ..tasks import NEXT_TICK

# Positions that are nearer than this, in beats, are one place.
SAME_PLACE = 1e-3
MOST_TICKS = 10
WANTED = arg("cue_point", object, "index, name, or time in beats where no index fits")


class CuePointHandler(Handler):
    """A cue point."""

    address, ids, lives_in = "cue_point", ("cue_point_id",), "cue_points[cue_point_id]"

    properties = (
        rw("name", str, "Cue point name."),
        ro("time", float, "Position, in beats."),
    )

    methods = (call("jump", "Jump there; while the song plays, on the launch grid."),)


class CuePointsHandler(Handler):
    """Cue points by index, name or time."""

    address = "song/cue_point"

    @command("jump", "Jump to a cue point.", WANTED, uses=("cue_points", "CuePoint.jump"))
    def jump(self, song: Any, cue_point: Any) -> Optional[Iterator[Any]]:
        return self.do_in_order(lambda: find_cue_point(song, cue_point).jump())

    @command("add_or_delete", "Make or delete the cue point at the playing position.", uses=("set_or_delete_cue",))
    def add_or_delete(self, song: Any) -> None:
        song.set_or_delete_cue()

    @command("set/name", "Name a cue point.", WANTED, arg("name", str), uses=("CuePoint.name",))
    def set_name(self, song: Any, cue_point: Any, name: str) -> Optional[Iterator[Any]]:
        return self.do_in_order(lambda: setattr(find_cue_point(song, cue_point), "name", name))

    def do_in_order(self, act: Callable[[], Any]) -> Optional[Iterator[Any]]:
        """Do it at once, or after the cue points that are still to be made or deleted."""
        tasks = self.engine.tasks
        if tasks.next_turn() is not None:
            return tasks.in_turn(act() for _ in range(1))
        act()
        return None

    @command("add", "Make a cue point unless there is one, in a stopped song; name it.",
             arg("time", float, "in beats", 0), arg("name", str, "", default=""), replies=("time", "cue_point"),
             uses=("cue_points", "current_song_time", "set_or_delete_cue"))
    def add(self, song: Any, time: float, name: str) -> Iterator[Any]:
        return self.engine.tasks.in_turn(self.add_at(song, time, name))

    @command("delete", "Delete a cue point, in a stopped song.", WANTED,
             uses=("cue_points", "current_song_time", "set_or_delete_cue"))
    def delete(self, song: Any, cue_point: Any) -> Iterator[Any]:
        return self.engine.tasks.in_turn(self.delete_one(song, cue_point))

    def add_at(self, song: Any, time: float, name: str) -> Iterator[Any]:
        if cue_point_at(song, time) is None:
            yield from toggle(song, time)
        made = cue_point_at(song, time)
        if made is None:
            raise LiveRefusal(f"Live made no cue point at {time}")
        if name:
            made.name = name
        yield time, index_of(song.cue_points, made)

    def delete_one(self, song: Any, cue_point: Any) -> Iterator[Any]:
        yield from toggle(song, float(find_cue_point(song, cue_point).time))


def toggle(song: Any, time: float) -> Iterator[Any]:
    """Make or delete the cue point at a time; refused while the song plays, since it would be heard.

    Live does it only where the song is, so the song goes there and back; wherever somebody moves it meanwhile, it goes
    in the end.
    """
    yield NEXT_TICK  # a position that was set before shows in the next tick
    before = song.current_song_time
    for _ in range(MOST_TICKS):
        refuse_playing(song)
        song.current_song_time = time
        yield NEXT_TICK
        now = song.current_song_time
        if abs(now - time) < SAME_PLACE:
            break
        before = now
    else:
        raise LiveRefusal(f"Live did not go to {time}")
    try:
        refuse_playing(song)
        song.set_or_delete_cue()
    finally:
        song.current_song_time = before
    yield NEXT_TICK


def refuse_playing(song: Any) -> None:
    """Raises `InvalidArgument` while the song plays: going elsewhere would be heard."""
    if song.is_playing:
        raise InvalidArgument("cue points elsewhere can be changed only while the song is stopped")


def cue_point_at(song: Any, time: float) -> Any:
    """The cue point at a time; None for none."""
    for cue_point in song.cue_points:
        if abs(cue_point.time - time) < SAME_PLACE:
            return cue_point
    return None


def find_cue_point(song: Any, wanted: Any) -> Any:
    """The cue point with a name, or else at an index, or else at a time.

    Raises `NoSuchObject`, `IndexOutOfRange` and `InvalidArgument`.
    """
    cue_points = song.cue_points
    if isinstance(wanted, str):
        for cue_point in cue_points:
            if cue_point.name == wanted:
                return cue_point
        wanted = read_number(wanted)
        if isinstance(wanted, str):
            raise NoSuchObject(f"cue_point {wanted!r}: no cue point has this name; there are {len(cue_points)}")
    number = TYPES[float].read(wanted, "cue_point")
    if number == int(number) and 0 <= number < len(cue_points):
        return cue_points[int(number)]
    found = cue_point_at(song, number)
    if found is not None:
        return found
    if number == int(number):
        raise IndexOutOfRange("cue_point", int(number), len(cue_points))
    raise NoSuchObject(f"cue_point {number}: no cue point is at this time; there are {len(cue_points)}")


HANDLERS = (CuePointHandler, CuePointsHandler)
