"""What only a simulated Live can do, for tests of clients: the module `Live.Simulator`, which no real Live has.

A remote script that finds the module may offer its functions to its own clients. They refuse with a RuntimeError.
"""
from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Any, Callable, Dict, Tuple

from .als import AlsError, read_set
from .als.archive import SUFFIX
from .behaviour.device_catalogue import find_spec
from .behaviour.song_tracks import group_tracks

if TYPE_CHECKING:
    from .simulator import Simulator

LONGEST_STALL = 60.0
MOST_BEATS = 1000.0
SECONDS_PER_MINUTE = 60.0


class Control:
    """The functions of the module, for one simulator."""

    def __init__(self, simulator: "Simulator") -> None:
        self.simulator = simulator

    def load_set(self, path: str) -> None:
        """Opens a Set when the present turn of Live is over; scripts are made anew. No Set is refused at once."""
        check_suffix(path)
        try:
            document = read_set(path)
        except AlsError as error:
            raise RuntimeError(str(error))
        self.simulator.between_ticks(lambda: self.simulator.new_set(document.fill))

    def save(self, path: str) -> None:
        """Saves the Set."""
        check_suffix(path)
        try:
            self.simulator.save_set(path)
        except AlsError as error:
            raise RuntimeError(str(error))

    def reset(self) -> None:
        """Opens the default Set once the present turn of Live is over; scripts are made anew."""
        self.simulator.between_ticks(self.simulator.new_set)

    def stall(self, seconds: float) -> None:
        """Live's main thread stands still."""
        if not 0.0 <= seconds <= LONGEST_STALL:
            raise RuntimeError("seconds must be 0..{:g}, got {!r}".format(LONGEST_STALL, seconds))
        self.simulator.stall(seconds)

    def advance(self, beats: float) -> None:
        """So many beats at the present tempo pass at once; listeners hear of what happens in them."""
        if not 0.0 <= beats <= MOST_BEATS:
            raise RuntimeError("beats must be 0..{:g}, got {!r}".format(MOST_BEATS, beats))
        self.simulator.loop.pass_time(beats * SECONDS_PER_MINUTE / self.simulator.live_song.values["tempo"])

    def drop_device(self, track: Any, name: str, index: int = -1) -> None:
        """Puts a device onto a track as if it were dragged from the browser; -1 puts it last."""
        spec = find_spec(name)
        if spec is None:
            raise RuntimeError("no device is called {!r}".format(name))
        try:
            self.simulator.unwrap(track).insert(spec, index)
        except IndexError:
            raise RuntimeError("index {}: the track has {} devices".format(index, len(track.devices)))

    def group_tracks(self, tracks: Any) -> Any:
        """Puts neighbouring tracks into a new group track, as Live's menu does; returns the group."""
        members = [self.simulator.unwrap(track) for track in tracks]
        rows = self.simulator.live_song.values["tracks"]
        first = rows.index(members[0]) if members and members[0] in rows else -1
        if first < 0 or rows[first:first + len(members)] != members:
            raise RuntimeError("only tracks that stand side by side can be grouped")
        groups = [track.values["group_track"] for track in members]
        if any(group is not groups[0] and group not in members for group in groups):
            raise RuntimeError("only tracks of one group can be grouped")
        return self.simulator.wrap(group_tracks(self.simulator.live_song, members))

    def add_return_chain(self, rack: Any) -> Any:
        """Puts a return chain into a drum rack, as Live's menu does; every chain gets a send to it."""
        if "RackDevice" not in self.simulator.unwrap(rack).lineage:
            raise RuntimeError("{} is no rack".format(rack.name))
        return self.simulator.wrap(self.simulator.unwrap(rack).add_return_chain())

    def get_state(self) -> Tuple[Tuple[str, Any], ...]:
        """(name, value) of what a test may want to know: version, clock, Set, scripts and what they let out."""
        simulator, song = self.simulator, self.simulator.live_song
        state = simulator.state()
        return (("live_version", simulator.live_version), ("time", float(state["time"])),
                ("file_path", song.values["file_path"]), ("is_playing", bool(song.values["is_playing"])),
                ("current_song_time", float(song.values["current_song_time"])), ("scripts", state["hosts"]),
                ("timers", state["timers"]), ("errors", state["errors"]), ("log_lines", len(simulator.log)))


def check_suffix(path: str) -> None:
    """Whoever can send messages must not be able to touch other files than Sets."""
    if not path.lower().endswith(SUFFIX):
        raise RuntimeError("path must end with {}, got {!r}".format(SUFFIX, path))


def make_control_module(simulator: "Simulator") -> ModuleType:
    """The module `Live.Simulator`."""
    control = Control(simulator)
    functions: Dict[str, Callable[..., Any]] = {
        name: getattr(control, name) for name in vars(Control) if not name.startswith("_")}
    module = ModuleType("Live.Simulator", __doc__)
    for name, function in functions.items():
        setattr(module, name, simulator.in_turn(function))
    return module
