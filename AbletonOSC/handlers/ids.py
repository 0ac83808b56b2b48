"""Tracks and devices as arguments of messages, written as the ids in front are: 1, "master", "return_A", "0/2/1"."""

from __future__ import annotations

from typing import Any

from ..errors import InvalidArgument
from ..lom.coerce import ValueType
from ..lom.path import DEVICE, EVERY, Step, read_id, read_path
from ..lom.spec import arg

TRACKS, DEVICES = read_path("tracks[track_id].devices[device_id]")


def read_one(value: Any, argument: str, attribute: str, expected: str) -> Any:
    """The id of one object; raises `InvalidArgument` also for `*`."""
    if value == EVERY:
        raise InvalidArgument(f"{argument} must be one {expected}, got {value!r}")
    return read_id(value, argument, Step(attribute, argument))


class TrackId(ValueType):
    """A track: its index, "master", "return_0", "return_A" or "selected"."""

    name, tag, expected = "track", "i", "a track"

    def read(self, value: Any, argument: str) -> Any:
        return read_one(value, argument, TRACKS.attribute, self.name)


class DeviceId(ValueType):
    """A device: its index on the track, or "0/2/1" inside racks."""

    name, tag, expected = "device", "i", "a device"

    def read(self, value: Any, argument: str) -> Any:
        return read_one(value, argument, DEVICE.attribute, self.name)


TRACK_ID = arg("track_id", TrackId())
DEVICE_ID = arg("device_id", DeviceId(), "index, or such as \"0/2/1\" inside racks")
