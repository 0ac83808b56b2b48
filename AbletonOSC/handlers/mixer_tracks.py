"""The main track and the returns under addresses of their own; everything of `/live/track` works on them.

Wherever a `track_id` is taken, "master", "return_0" and "return_A" mean them as well.
"""

from __future__ import annotations

from typing import Any

from ..lom.path import pick
from ..lom.spec import Handler, command
from .device import DeviceHandler
from .ids import DEVICE_ID, DEVICES
from .track import TrackHandler


class Selection(Handler):
    """Selecting a track and its devices."""

    @command("select", "Select the track.", uses=("Song.view", "Song.View.selected_track"))
    def select(self, track: Any) -> None:
        self.song.view.selected_track = track

    @command("select_device", "Select a device of the track.", DEVICE_ID,
             uses=("Song.view", "Song.View.select_device"))
    def select_device(self, track: Any, device_id: Any) -> None:
        self.song.view.select_device(pick(track, DEVICES, "device_id", device_id))


class TrackSelectionHandler(Selection):
    """The selection of a track."""

    address, ids, lives_in = "track", ("track_id",), "tracks[track_id]"


class MasterHandler(TrackHandler, Selection):
    """The main track; what it does not have, Live refuses."""

    address, ids, lives_in = "master", (), "master_track"


class MasterDeviceHandler(DeviceHandler):
    """A device on the main track."""

    address, ids, lives_in = "master/device", ("device_id",), "master_track.devices[device_id]"


class ReturnHandler(TrackHandler, Selection):
    """A return track, by its own index."""

    address, ids, lives_in = "return", ("return_id",), "return_tracks[return_id]"


class ReturnDeviceHandler(DeviceHandler):
    """A device on a return track."""

    address, ids = "return/device", ("return_id", "device_id")
    lives_in = "return_tracks[return_id].devices[device_id]"


HANDLERS = (TrackSelectionHandler, MasterHandler, MasterDeviceHandler, ReturnHandler, ReturnDeviceHandler)
