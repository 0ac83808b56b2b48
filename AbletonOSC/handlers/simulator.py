"""What only a simulated Live can do, so that tests of clients can drive it. A real Live has none of these addresses."""

from __future__ import annotations

from typing import Any, Tuple

from ..errors import IndexOutOfRange
from ..lom.path import index_of
from ..lom.spec import Handler, arg, command


class SimulatorHandler(Handler):
    """The simulated Live around the Set, which offers the module `Live.Simulator`."""

    address = "simulator"

    @property
    def simulator(self) -> Any:
        return self.engine.host.simulator_module()

    @command("load_set", "Open a Set of Live; wait for /live/startup.", arg("path", str, "a file that ends with .als"))
    def load_set(self, song: Any, path: str) -> None:
        self.simulator.load_set(path)

    @command("save", "Save the Set; answers when it is written.",
             arg("path", str, "a file that ends with .als; it is replaced"), replies=("path",))
    def save(self, song: Any, path: str) -> Tuple[str]:
        self.simulator.save(path)
        return (path,)

    @command("reset", "Open the default Set; wait for /live/startup.")
    def reset(self, song: Any) -> None:
        self.simulator.reset()

    @command("stall", "Live's main thread stands still.", arg("seconds", float, "", 0, 60))
    def stall(self, song: Any, seconds: float) -> None:
        self.simulator.stall(seconds)

    @command("advance", "Beats at the present tempo pass at once.", arg("beats", float, "", 0, 1000))
    def advance(self, song: Any, beats: float) -> None:
        self.simulator.advance(beats)

    @command("drop_device", "Put a device onto a track, as if from the browser.", arg("track_id", int, "", 0),
             arg("name", str, "a device of Live, such as Reverb"), arg("index", int, "-1 for the end", -1, default=-1))
    def drop_device(self, song: Any, track_id: int, name: str, index: int) -> None:
        self.simulator.drop_device(find(song.tracks, "track_id", track_id), name, index)

    @command("group_tracks", "Put neighbouring tracks into a new group track.", arg("first_track_id", int, "", 0),
             arg("last_track_id", int, "", 0), replies=("track_id",))
    def group_tracks(self, song: Any, first_track_id: int, last_track_id: int) -> Tuple[int]:
        tracks = song.tracks
        find(tracks, "first_track_id", first_track_id)
        find(tracks, "last_track_id", last_track_id)
        group = self.simulator.group_tracks(tracks[first_track_id:last_track_id + 1])
        return (index_of(song.tracks, group),)

    @command("add_return_chain", "Put a return chain into a drum rack; its chains get a send.",
             arg("track_id", int, "", 0), arg("device_id", int, "", 0), replies=("chain_id",))
    def add_return_chain(self, song: Any, track_id: int, device_id: int) -> Tuple[int]:
        rack = find(find(song.tracks, "track_id", track_id).devices, "device_id", device_id)
        chain = self.simulator.add_return_chain(rack)
        return (index_of(rack.return_chains, chain),)

    @command("get/state", "Version, clock, Set and scripts, as names and values.", replies=("(name, value) ...",))
    def read_state(self, song: Any) -> Tuple[Any, ...]:
        return tuple(part for pair in self.simulator.get_state() for part in pair)


def find(items: Any, name: str, index: int) -> Any:
    """The item that an id names; IndexOutOfRange where there is none."""
    if index >= len(items):
        raise IndexOutOfRange(name, index, len(items))
    return items[index]


HANDLERS = (SimulatorHandler,)
