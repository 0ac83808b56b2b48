"""Questions about many tracks at once: `track_data`, for a client that has to catch up, and the structure as a file."""

import json
import os
import tempfile

from ..errors import InvalidArgument, MissingArgument
from ..lom.spec import Handler, arg, command, repeat
from .clip import ClipHandler
from .clip_slot import ClipSlotHandler
from .columns import parameter_field, read_or_nil, row_named
from .device import DeviceHandler
from .ranges import choose_tracks, range_of
from .track import NO_GROUP, TrackHandler

STRUCTURE_FILE = "abletonosc-song-structure.json"
PARAMETER_FIELDS = ("name", "value", "min", "max", "is_quantized")


TRACK = "track"
GROUP_OF_TRACK = "track.group_track"


def nil_for_none(group):
    """What AbletonOSC's track_data has for the group of a track."""
    return None if group == NO_GROUP else group


def of_track(track):
    return [track]


def of_clips(track):
    return [slot.clip for slot in track.clip_slots]


def of_clip_slots(track):
    return list(track.clip_slots)


def of_devices(track):
    return list(track.devices)


def of_parameters(track):
    return [parameter for device in track.devices for parameter in device.parameters]


def of_sends(track):
    return list(track.mixer_device.sends)


KINDS = {
    TRACK: (TrackHandler, of_track),
    "clip": (ClipHandler, of_clips),
    "clip_slot": (ClipSlotHandler, of_clip_slots),
    "device": (DeviceHandler, of_devices),
}
PARAMETER_KINDS = {
    "parameter": of_parameters,
    "send": of_sends,
}


class BulkHandler(Handler):
    """The Set in few messages."""

    address = "song"

    @command("get/track_data", "Properties of many tracks, clips, slots, devices, sends.", *range_of("track"),
             repeat(arg("property", str, "such as name (of the track), clip.length, device.type, parameter.value")),
             replies=("per track, per property: value, ...",))
    def read_track_data(self, song, first, end, names):
        tracks, names = choose_tracks(song, first, end, names)
        if not names:
            raise MissingArgument("missing argument: property")
        columns = [self.column(name) for name in names]
        values = []
        for _, track in tracks:
            for read, objects in columns:
                for target in objects(track):
                    values.extend((None,) if target is None else read(target))
        return values

    def column(self, name):
        """How a name such as `clip.length` is read, and the objects of a track; raises `InvalidArgument`."""
        kind, dot, property_name = name.partition(".")
        if not dot:
            kind, property_name = TRACK, name
        if kind in PARAMETER_KINDS:
            read = parameter_field(property_name, name)
            return lambda parameter: (read(parameter),), PARAMETER_KINDS[kind]
        if kind not in KINDS:
            known = ", ".join(known + "." for known in (*KINDS, *PARAMETER_KINDS))
            raise InvalidArgument(f"property must start with {known}, got {name!r}")
        handler_class, objects = KINDS[kind]
        handler = handler_class(self.engine)
        row = row_named(handler, kind, property_name, name)
        if name == GROUP_OF_TRACK:
            return lambda target: (nil_for_none(*read_or_nil(handler, row, target)),), objects
        return lambda target: read_or_nil(handler, row, target), objects

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


HANDLERS = (BulkHandler,)
