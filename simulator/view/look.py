"""What is to be seen of a simulated Live, as plain values."""
from __future__ import annotations

from typing import Any, NamedTuple, Sequence, Tuple


class Cell(NamedTuple):
    """A slot. state: empty, clip, triggered, playing or recording."""

    state: str
    name: str


class Strip(NamedTuple):
    """A track: its slots and its mixer. switches: those of M, S and R that are on; meter: 0..1."""

    name: str
    cells: Tuple[Cell, ...]
    switches: str
    volume: str
    meter: float
    is_selected: bool


class Look(NamedTuple):
    """Everything that the picture shows."""

    title: str
    transport: str
    scenes: Tuple[str, ...]
    selected_scene: int
    strips: Tuple[Strip, ...]
    messages: Tuple[str, ...]


def look(simulator: Any, messages: Sequence[str] = ()) -> Look:
    """The present state; messages: the last OSC messages, oldest first."""
    song = simulator.live_song
    values = song.values
    selected_track, selected_scene = (values["view"].values[name] for name in ("selected_track", "selected_scene"))
    scenes = values["scenes"]
    return Look(
        title="Live {}  {}".format(simulator.live_version, values["name"] or "Untitled"),
        transport=transport(song),
        scenes=tuple(scene.values["name"].strip() or str(index + 1) for index, scene in enumerate(scenes)),
        selected_scene=scenes.index(selected_scene) if selected_scene in scenes else 0,
        strips=tuple(strip(track, track is selected_track) for track in song.every_track()),
        messages=tuple(messages))


def transport(song: Any) -> str:
    """The line of the transport."""
    values = song.values
    numerator, denominator = values["signature_numerator"], values["signature_denominator"]
    position = song.signatures.lines.split(values["current_song_time"])
    switches = [name for name, word in (("record_mode", "rec"), ("loop", "loop"), ("metronome", "click"))
                if values[name]]
    return "{:<7} {}.{}.{}  {:.2f} bpm  {}/{}  {}".format(
        "playing" if values["is_playing"] else "stopped",
        position[0],
        position[1],
        position[2],
        values["tempo"],
        numerator,
        denominator,
        " ".join({"record_mode": "rec", "metronome": "click"}.get(name, name) for name in switches),
    ).rstrip()


def strip(track: Any, is_selected: bool) -> Strip:
    """One track."""
    mixer = track.values["mixer_device"].values
    muted = mixer["track_activator"].values["value"] < 0.5
    switches = "M" * muted + "S" * bool(track.values["solo"]) + "R" * bool(track.values["arm"])
    return Strip(track.get_name(), tuple(cell(slot) for slot in track.values["clip_slots"]), switches,
                 mixer["volume"].call_str_for_value(mixer["volume"].values["value"]),
                 track.values["output_meter_level"], is_selected)


def cell(slot: Any) -> Cell:
    """One slot; a slot of a group shows what is inside."""
    clip = slot.values["clip"]
    if slot.get_is_recording():
        state = "recording"
    elif slot.get_is_playing():
        state = "playing"
    elif clip is not None and clip.get_is_triggered() or slot.values["is_triggered"]:
        state = "triggered"
    else:
        state = "clip" if clip is not None or slot.inner_clips() else "empty"
    return Cell(state, clip.values["name"] if clip is not None else "")
