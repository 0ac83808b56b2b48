"""Canonical paths: `live_set tracks 0 devices 1 parameters 3` for any object of Live at any depth, both ways.

Roots are `live_set` (the song) and `live_app` (the application); every further word is a child's name or an index.
"""
from __future__ import annotations

from typing import Any, List, Optional, Tuple

from ..errors import IndexOutOfRange, InvalidArgument, NoSuchObject

SONG, APPLICATION = "live_set", "live_app"
DEEPEST = 64
SEPARATORS = str.maketrans(".[]", "   ")
"""`live_set.tracks[0]` is understood as well."""

# Under which names of its canonical parent an object of a class can be found. What is not here is a device.
PLACES = {
    "Track": ("tracks", "return_tracks", "master_track"),
    "Scene": ("scenes",),
    "CuePoint": ("cue_points",),
    "GroovePool": ("groove_pool",),
    "Groove": ("grooves",),
    "TuningSystem": ("tuning_system",),
    "ClipSlot": ("clip_slots",),
    "Clip": ("clip", "arrangement_clips"),
    "TakeLane": ("take_lanes",),
    "Envelope": ("automation_envelopes",),
    "MixerDevice": ("mixer_device",),
    "ChainMixerDevice": ("mixer_device",),
    "Chain": ("chains", "return_chains"),
    "DrumChain": ("chains",),
    "DrumPad": ("drum_pads",),
    "DeviceParameter": ("parameters", "sends", "volume", "panning", "crossfader", "cue_volume", "track_activator",
                        "chain_activator", "song_tempo", "left_split_stereo", "right_split_stereo"),
    "DeviceIO": ("audio_inputs", "audio_outputs", "midi_inputs", "midi_outputs"),
    "Sample": ("sample",),
    "Browser": ("browser",),
    "View": ("view",),
}
DEVICE_PLACES = ("devices",)


def is_object(value: Any) -> bool:
    """Whether a value is an object of Live, and not a plain value or a list."""
    return hasattr(value, "_live_ptr")


def find_object(path: str, song: Any, application: Any) -> Any:
    """The object at a canonical path; raises `InvalidArgument`, `NoSuchObject`, `IndexOutOfRange` naming the word."""
    words = path.translate(SEPARATORS).split()
    if not words or words[0] not in (SONG, APPLICATION):
        raise InvalidArgument(f"path must start with {SONG} or {APPLICATION}, got {path!r}")
    if len(words) > DEEPEST:
        raise InvalidArgument(f"path must have at most {DEEPEST} words, got {len(words)}")
    target = song if words[0] == SONG else application
    for position, word in enumerate(words[1:], 1):
        before = " ".join(words[:position])
        if word.isdigit():
            if is_object(target):
                raise InvalidArgument(f"path {path!r}: {before} is no list, so it has no {word}")
            if int(word) >= len(target):
                raise IndexOutOfRange(before, int(word), len(target))
            target = target[int(word)]
            continue
        check_name(word, "path")
        if not is_object(target):
            raise InvalidArgument(f"path {path!r}: {before} is a list; an index has to follow, not {word!r}")
        try:
            target = getattr(target, word)
        except AttributeError:
            raise NoSuchObject(f"path {path!r}: {before} has no {word!r}")
        if target is None:
            raise NoSuchObject(f"path {path!r}: there is no {word} now")
    if not is_object(target):
        raise InvalidArgument(f"path {path!r} must lead to one object")
    return target


def check_name(name: str, argument: str) -> str:
    """The name of a member; raises `InvalidArgument` for private ones and for what is no name."""
    if not name.isidentifier() or name.startswith("_"):
        raise InvalidArgument(f"{argument} must be made of Live's public names, got {name!r}")
    return name


def path_of(target: Any, song: Any, application: Any) -> Optional[str]:
    """The canonical path of an object; None for one that has none."""
    words: List[str] = []
    for _ in range(DEEPEST):
        if target == song:
            return " ".join([SONG] + words)
        if target == application:
            return " ".join([APPLICATION] + words)
        parent = getattr(target, "canonical_parent", None)
        place = None if parent is None else place_in(parent, target)
        if place is None:
            return None
        words[:0] = place
        target = parent
    return None


def place_in(parent: Any, child: Any) -> Optional[Tuple[str, ...]]:
    """The words that lead from an object to its child."""
    for name in PLACES.get(type(child).__name__, DEVICE_PLACES):
        try:
            found = getattr(parent, name)
        except (AttributeError, RuntimeError):
            continue
        if found is None:
            continue
        if is_object(found):
            if found == child:
                return (name,)
            continue
        for index, candidate in enumerate(found):
            if candidate == child:
                return name, str(index)
    return None
