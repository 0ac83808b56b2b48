"""What an item of the browser becomes, as far as its place tells: Live itself tells only when it is loaded."""

from __future__ import annotations

from typing import Optional

from .browser_walk import SEPARATOR

INSTRUMENT, AUDIO_EFFECT, MIDI_EFFECT = 1, 2, 4
"""Live.Device.DeviceType."""

NAMES = {0: "of no kind", INSTRUMENT: "an instrument", AUDIO_EFFECT: "an audio effect", MIDI_EFFECT: "a MIDI effect"}

KIND_OF_CATEGORY = {
    "instruments": INSTRUMENT,
    "sounds": INSTRUMENT,
    "drums": INSTRUMENT,
    "audio_effects": AUDIO_EFFECT,
    "midi_effects": MIDI_EFFECT,
}
"""Packs, places of the user, plug-ins and devices for Max hold every kind."""

CLIPS = "clips"
AUDIO_FILES = (".wav", ".aif", ".aiff", ".aifc", ".flac", ".mp3", ".m4a", ".ogg", ".sd2", ".w64", ".rx2")


NO_DEVICES = (".alc", ".agr", ".mid", ".midi", ".ascl", ".scl", ".als")


def is_clip(path: str, name: str) -> bool:
    """Whether an item becomes a clip on every track that takes it."""
    return path.split(SEPARATOR)[0] == CLIPS or name.lower().endswith((".alc", ".mid", ".midi"))


def is_no_device(path: str, name: str) -> bool:
    """Whether an item surely becomes no device: clips, grooves, tunings, Sets."""
    return is_clip(path, name) or name.lower().endswith(NO_DEVICES)


def is_audio_file(name: str) -> bool:
    """Whether an item is a sample: a clip on an audio track, a Simpler on a MIDI track."""
    return name.lower().endswith(AUDIO_FILES)


def device_kind(path: str, name: str) -> Optional[int]:
    """The kind of device that an item becomes; None where that is unknown or it becomes none."""
    return INSTRUMENT if is_audio_file(name) else KIND_OF_CATEGORY.get(path.split(SEPARATOR)[0])


def name_kind(kind: int) -> str:
    """A kind of device as a sentence calls it."""
    return NAMES[kind]
