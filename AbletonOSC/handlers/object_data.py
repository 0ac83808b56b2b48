"""Any rows of many objects in one message: `/live/song/get/device_data * * name class_name`, and the like.

Each object is answered with its ids, then a value per property; a property that has several values, such as
`parameter.value` or `devices/name`, is answered with how many, then those.
"""

from __future__ import annotations

from typing import Any, Callable, List, Tuple

from ..errors import InvalidArgument, MissingArgument
from ..lom.coerce import ValueType
from ..lom.path import expand, read_id
from ..lom.spec import Handler, arg, command, repeat
from .arrangement import ArrangementClipHandler
from .clip import ClipHandler
from .columns import parameter_field, read_or_nil, row_named
from .device import DeviceHandler
from .ranges import choose, range_of
from .scene import SceneHandler
from .track import TrackHandler

PARAMETER = "parameter."
SEND = "send."
KINDS = {"arrangement_clip": "clip", "track": "return"}
"""What a property may start with besides the handler's own address."""
Column = Tuple[bool, Callable[[Any], Tuple[Any, ...]]]


class IdOf(ValueType):
    """An id of a handler as an argument: as everywhere, `*` and the names of tracks among them."""

    tag = "i"

    def __init__(self, handler: Any, name: str) -> None:
        self.step = next(step for step in handler.steps if step.which == name)
        self.name, self.expected = "track" if self.step.attribute == "tracks" else "int", "an id or *"

    def read(self, value: Any, argument: str) -> Any:
        return read_id(value, argument, self.step)


def ids_of(handler: Any) -> Tuple[Any, ...]:
    """The arguments that name an object of a handler, or all with `*`."""
    return tuple(arg(name, IdOf(handler, name), "or *") for name in handler.ids)


PROPERTIES = repeat(arg("property", str, "a row of the object, or parameter.<field>, send.<field>"))
REPLIES = ("(ids, value, ...) ...",)


class ObjectDataHandler(Handler):
    """Any properties of many objects."""

    address = "song"

    @command("get/device_data", "Properties of devices.", *ids_of(DeviceHandler), PROPERTIES, replies=REPLIES)
    def read_device_data(self, song: Any, track_id: Any, device_id: Any, names: List[str]) -> List[Any]:
        return self.read_all(DeviceHandler, (track_id, device_id), names)

    @command("get/clip_data", "Properties of clips in slots; empty slots are passed over.", *ids_of(ClipHandler),
             PROPERTIES, replies=REPLIES)
    def read_clip_data(self, song: Any, track_id: Any, clip_id: Any, names: List[str]) -> List[Any]:
        return self.read_all(ClipHandler, (track_id, clip_id), names)

    @command("get/arrangement_clip_data", "Properties of clips in the Arrangement.", *ids_of(ArrangementClipHandler),
             PROPERTIES, replies=REPLIES)
    def read_arrangement_clip_data(self, song: Any, track_id: Any, clip_id: Any, names: List[str]) -> List[Any]:
        return self.read_all(ArrangementClipHandler, (track_id, clip_id), names)

    @command("get/scene_data", "Properties of scenes, of a range.", *range_of("scene"), PROPERTIES, replies=REPLIES)
    def read_scene_data(self, song: Any, first: Any, end: Any, names: List[str]) -> List[Any]:
        return self.read_each(SceneHandler, *choose(song.scenes, "scene", first, end, names))

    @command("get/return_track_data", "Properties of return tracks, of a range.", *range_of("return track"), PROPERTIES,
             replies=REPLIES)
    def read_return_data(self, song: Any, first: Any, end: Any, names: List[str]) -> List[Any]:
        return self.read_each(TrackHandler, *choose(song.return_tracks, "return track", first, end, names))

    def read_all(self, handler_class: Any, ids: Tuple[Any, ...], names: List[str]) -> List[Any]:
        handler = handler_class(self.engine)
        columns = self.columns(handler, names)
        values: List[Any] = []
        for found, target in expand(handler.origin, handler.steps, dict(zip(handler.ids, ids))):
            values += [found[name] for name in handler.ids] + read_columns(columns, target)
        return values

    def read_each(self, handler_class: Any, objects: List[Tuple[Any, Any]], names: List[str]) -> List[Any]:
        columns = self.columns(handler_class(self.engine), names)
        return [value for index, target in objects for value in [index] + read_columns(columns, target)]

    def columns(self, handler: Any, names: List[str]) -> List[Column]:
        if not names:
            raise MissingArgument("missing argument: property")
        return [column(handler, name) for name in names]


def read_columns(columns: List[Column], target: Any) -> List[Any]:
    """What all columns say of one object."""
    values: List[Any] = []
    for several, read in columns:
        found = read(target)
        values += (len(found),) + tuple(found) if several else found
    return values


def column(handler: Any, name: str) -> Column:
    """Whether a property has several values, and how it is read; raises `InvalidArgument` for a name that is none."""
    for front, objects in ((PARAMETER, lambda device: device.parameters),
                           (SEND, lambda track: track.mixer_device.sends)):
        if name.startswith(front) and (front == PARAMETER) == isinstance(handler, DeviceHandler):
            return True, reader_of_parameters(parameter_field(name[len(front):], name), objects)
    kind, _, property_name = name.rpartition(".")
    kinds = (handler.address, KINDS.get(handler.address, handler.address))
    if kind and kind not in kinds:
        raise InvalidArgument(f"property must be a row of a {handler.address.replace('_', ' ')}, got {name!r}")
    row = row_named(handler, handler.address, property_name, name)
    return row.width > 0, lambda target: read_or_nil(handler, row, target)


def reader_of_parameters(read: Callable[[Any], Any], objects: Callable[[Any], Any]) -> Callable[[Any], Tuple[Any, ...]]:
    """How one field of the parameters of an object is read."""
    return lambda owner: tuple(read(parameter) for parameter in objects(owner))


HANDLERS = (ObjectDataHandler,)
