"""Cue points of the arrangement, by index in the order in which they were made, or by name. LOM class CuePoint."""

from ..errors import IndexOutOfRange, NoSuchObject
from ..lom.coerce import TYPES, read_number
from ..lom.spec import Handler, arg, command


class CuePointHandler(Handler):
    """Places in the arrangement that can be jumped to."""

    address = "song/cue_point"

    @command("jump", "Jump to a cue point.", arg("cue_point", object, "index or name"))
    def jump(self, song, cue_point):
        find_cue_point(song, cue_point).jump()

    @command("add_or_delete", "Make or delete the cue point at the playing position.")
    def add_or_delete(self, song):
        song.set_or_delete_cue()

    @command("set/name", "Name a cue point.", arg("cue_point", object, "index or name"), arg("name", str))
    def set_name(self, song, cue_point, name):
        find_cue_point(song, cue_point).name = name


def find_cue_point(song, wanted):
    """The cue point with a name, or else at an index; raises `NoSuchObject` and `IndexOutOfRange`."""
    cue_points = song.cue_points
    if isinstance(wanted, str):
        for cue_point in cue_points:
            if cue_point.name == wanted:
                return cue_point
        wanted = read_number(wanted)
        if isinstance(wanted, str):
            raise NoSuchObject(f"cue_point {wanted!r}: no cue point has this name; there are {len(cue_points)}")
    index = TYPES[int].read(wanted, "cue_point")
    if not 0 <= index < len(cue_points):
        raise IndexOutOfRange("cue_point", index, len(cue_points))
    return cue_points[index]


HANDLERS = (CuePointHandler,)
