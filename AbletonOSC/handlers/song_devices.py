"""What the song does with devices: the appointed one, and moving them. One inside racks is "0/2/1" on its track."""

from __future__ import annotations

from typing import Any, Optional, Tuple

from ..lom.path import follow, name_device, name_track, read_path, track_of
from ..lom.spec import Handler, arg, command, ro
from .ids import DEVICE_ID, DEVICES, TRACK_ID, TRACKS, DeviceId, TrackId

TRACK, = read_path("tracks[target_track_id]")
CHAIN = (TRACK,) + read_path("devices[target_device_id].chains[target_chain_id]")
APPOINT = "appointed_device"


TARGET = (arg("target_track_id", TrackId()), arg("position", int, "place among the devices there", 0),
          arg("target_device_id", DeviceId(), "a rack, for a place on its chain", default=None),
          arg("target_chain_id", int, "which chain of it", 0, default=0))


class SongDevices(Handler):
    """The part of the song's handler that is about devices."""

    properties = (
        ro(APPOINT, int, "Track and device that control surfaces follow; nil for none.", get="read_appointed",
           names_place=True),
    )

    def find_device(self, track_id: Any, device_id: Any) -> Any:
        return follow(self.song, (TRACKS, DEVICES), {"track_id": track_id, "device_id": device_id})

    def find_target(self, track_id: Any, device_id: Any, chain_id: int) -> Any:
        """A track, or a chain of a rack on it."""
        ids = {"target_track_id": track_id, "target_device_id": device_id, "target_chain_id": chain_id}
        return follow(self.song, (TRACK,) if device_id is None else CHAIN, ids)

    def read_appointed(self, song: Any) -> Tuple[Any, Any]:
        return self.place_of(song.appointed_device)

    def place_of(self, device: Optional[Any]) -> Tuple[Any, Any]:
        """Track and device ids; two nils for none."""
        return (None, None) if device is None else (name_track(self.song, track_of(device)), name_device(device))

    @command("set/appointed_device", "Let control surfaces follow a device.", TRACK_ID, DEVICE_ID)
    def write_appointed(self, song: Any, track_id: Any, device_id: Any) -> None:
        song.appointed_device = self.find_device(track_id, device_id)

    @command("move_device", "Move a device; the reply says where it is then.", TRACK_ID, DEVICE_ID, *TARGET,
             replies=("track_id", "device_id"))
    def move_device(self, song: Any, track_id: Any, device_id: Any, target_track_id: Any, position: int,
                    target_device_id: Any, target_chain_id: int) -> Tuple[Any, Any]:
        device = self.find_device(track_id, device_id)
        song.move_device(device, self.find_target(target_track_id, target_device_id, target_chain_id), position)
        return self.place_of(device)

    @command("find_device_position", "Where a device would land; -1 where it cannot be.", TRACK_ID, DEVICE_ID, *TARGET,
             replies=("position",))
    def find_device_position(self, song: Any, track_id: Any, device_id: Any, target_track_id: Any, position: int,
                             target_device_id: Any, target_chain_id: int) -> Tuple[int]:
        target = self.find_target(target_track_id, target_device_id, target_chain_id)
        return (int(song.find_device_position(self.find_device(track_id, device_id), target, position)),)
