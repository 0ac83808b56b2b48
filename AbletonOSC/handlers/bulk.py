"""Questions about many tracks at once: `track_data`, for a client that has to catch up, and the structure as a file."""

import json
import os
import tempfile

from ..errors import InvalidArgument
from ..lom.route import read_value
from ..lom.spec import Handler, arg, command, repeat
from .clip import ClipHandler
from .clip_slot import ClipSlotHandler
from .device import DeviceHandler
from .song import END, song_range
from .track import TrackHandler

STRUCTURE_FILE = "abletonosc-song-structure.json"
PARAMETER_FIELDS = ("name", "value", "min", "max", "is_quantized")


def of_track(track):
    return [track]


def of_clips(track):
    return [slot.clip for slot in track.clip_slots]


def of_clip_slots(track):
    return list(track.clip_slots)


def of_devices(track):
    return list(track.devices)


KINDS = {
    "track": (TrackHandler, of_track),
    "clip": (ClipHandler, of_clips),
    "clip_slot": (ClipSlotHandler, of_clip_slots),
    "device": (DeviceHandler, of_devices),
}


class BulkHandler(Handler):
    """The Set in few messages."""

    address = "song"

    @command("get/track_data", "Properties of many tracks, clips, slots or devices.",
             arg("first", int, "first track", 0), arg("end", int, "one beyond the last track; -1 is the end", END),
             repeat(arg("property", str, "such as track.name, clip.length, device.type")),
             replies=("per track, per property: value, ...",))
    def read_track_data(self, song, first, end, names):
        tracks = song_range(song.tracks, first, end, "track")
        columns = [self.column(name) for name in names]
        values = []
        for track in tracks:
            for handler, row, objects in columns:
                for target in objects(track):
                    values.extend((None,) if target is None else read_or_nil(handler, row, target))
        return values

    def column(self, name):
        """The handler, the row and the objects of a name such as `clip.length`; raises `InvalidArgument`."""
        kind, _, property_name = name.partition(".")
        if kind not in KINDS:
            raise InvalidArgument(f"property must start with {', '.join(kind + '.' for kind in KINDS)}, got {name!r}")
        handler_class, objects = KINDS[kind]
        row = handler_class.by_name().get(property_name)
        if row is None or row.arguments:
            raise InvalidArgument(f"property {name!r}: a {kind.replace('_', ' ')} has no {property_name!r} to be read")
        return handler_class(self.engine), row, objects

    @command("export/structure", "Write tracks, clips and devices as JSON to the temporary folder.", replies=("done",))
    def export_structure(self, song):
        path = os.path.join(tempfile.gettempdir(), STRUCTURE_FILE)
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"tracks": [self.describe_track(index, track) for index, track in enumerate(song.tracks)]}, file)
        return (1,)

    def describe_track(self, index, track):
        group = track.group_track
        return {
            "index": index,
            "name": track.name,
            "is_foldable": bool(track.is_foldable),
            "group_track": None if group is None else list(self.song.tracks).index(group),
            "clips": [{"index": number, "name": slot.clip.name, "length": slot.clip.length}
                      for number, slot in enumerate(track.clip_slots) if slot.clip is not None],
            "devices": [describe_device(device) for device in track.devices],
        }


def describe_device(device):
    return {
        "class_name": device.class_name,
        "type": int(device.type),
        "name": device.name,
        "parameters": [{field: getattr(parameter, field) for field in PARAMETER_FIELDS}
                       for parameter in device.parameters],
    }


def read_or_nil(handler, row, target):
    """The value of one of many; nil where Live refuses it for this object, at no cost to the answers of the others."""
    try:
        return read_value(handler, row, target, ())
    except RuntimeError:
        return (None,)


HANDLERS = (BulkHandler,)
