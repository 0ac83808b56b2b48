"""The Set that Live opens at its start: two MIDI and two audio tracks, Reverb and Delay on returns, eight scenes."""
from __future__ import annotations

from typing import Any

from .behaviour.device_catalogue import find_spec
from .behaviour.scales import SCALES

TRACKS = ("midi", "midi", "audio", "audio")
# Own names of the returns (their letters come by themselves) and the device on each.
RETURNS = (("Reverb", "Reverb"), ("Delay", "Delay"))
SCENES = 8


def fill_default_set(simulator: Any) -> None:
    """Fills an empty Set; nothing of it can be undone."""
    song = simulator.live_song
    simulator.scales = tuple(SCALES.items())
    with song.history.unrecorded():
        song.values["master_track"] = song.make("Track", canonical_parent=song, kind="main")
        song.values["scenes"] = [song.make("Scene", canonical_parent=song) for _ in range(SCENES)]
        for own_name, device in RETURNS:
            track = song.call_create_return_track()
            track.set_name(own_name)
            track.insert(find_spec(device), -1)
        for kind in TRACKS:
            song.create_track(kind, -1)
        for track in song.every_track():
            track.open_routings()
        view = song.values["view"]
        view.select_scene(song.values["scenes"][0])
        view.select_track(song.values["tracks"][0])
        song.store("appointed_device", None)
    song.history.clear()
