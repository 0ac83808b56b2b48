"""Where in its sample Simpler plays: followed from the notes that reach it, as if it had one voice.

Notes come from the clip that plays on the track and from keys that are held; racks pass them to the chains that hear
them. MIDI effects in front of Simpler change nothing here.
"""
from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache, partial
from typing import Any, Iterator, NamedTuple, Optional

CLASSIC, ONE_SHOT, SLICING = range(3)
ROOT_PITCH, FIRST_SLICE_PITCH = 60, 36
OCTAVE = 12.0


class Struck(NamedTuple):
    """A note that was struck: seconds ago, and whether it is still held."""

    pitch: int
    age: float
    held: bool


def notes_on(track: Any) -> Iterator[Struck]:
    """The notes of keys that are down, and those of the playing clip that began so far in its present round.

    Those of either kind come the youngest first.
    """
    song = track.song
    now = song.simulator.now()
    held = [(key.seconds, pitch) for (_, pitch), keys in song.midi_input.held.items() for key in keys
            if key.track is track]
    for seconds, pitch in sorted(held, reverse=True):
        yield Struck(pitch, now - seconds, True)
    clip, place = playing_clip(track)
    if clip is not None:
        seconds_per_beat = 60.0 / song.values["tempo"]
        notes, starts, _ = song.meters.notes.of(clip)
        for note in reversed(notes[:bisect_right(starts, place)]):
            age = place - note.start_time
            yield Struck(note.pitch, age * seconds_per_beat, age < note.duration)


def playing_clip(track: Any) -> Any:
    """(the MIDI clip that plays on a track, where in its own time); (None, 0.0) without."""
    song = track.song
    if not song.transport.playing or track.kind != "midi":
        return None, 0.0
    playing = song.launcher.playing.get(track)
    if playing is not None:
        clip, place = playing.clip, song.launcher.position_of(playing)
    else:
        clip = song.arrangement.playing.get(track)
        place = 0.0 if clip is None else clip.values["playing_position"]
    return (None, 0.0) if clip is None or clip.values["muted"] else (clip, place)


def heard_pitch(device: Any, pitch: int) -> Optional[int]:
    """The pitch with which a note of the track reaches a device; None where a drum rack keeps it from it."""
    owner = device.values["canonical_parent"]
    if "Track" in owner.lineage:
        return pitch
    outside = heard_pitch(owner.values["canonical_parent"], pitch)
    if outside is None or "DrumChain" not in owner.lineage:
        return outside
    return int(owner.values["out_note"]) if owner.values["in_note"] == outside else None


def playing_place(device: Any) -> Optional[float]:
    """Where in its sample Simpler plays, 0..1 of the whole; None while it is silent."""
    sample = device.values["sample"]
    if sample is None or not device.get_is_active():
        return None
    found = None
    heard = lru_cache(maxsize=None)(partial(heard_pitch, device))
    for struck in notes_on(device.track()):
        if found is not None and struck.age >= found.age:
            continue
        pitch = heard(struck.pitch)
        place = None if pitch is None else place_of(device, sample, pitch, struck)
        if place is not None:
            found = Found(struck.age, place)
    return None if found is None else found.place


class Found(NamedTuple):
    """The youngest voice so far."""

    age: float
    place: float


def place_of(device: Any, sample: Any, pitch: int, struck: Struck) -> Optional[float]:
    """Where one note plays; None when it is over."""
    view, length = device.values["view"], sample.values["length"]
    mode = device.values["playback_mode"]
    start, end, speed = view.get_sample_start(), view.get_sample_end(), 2.0 ** ((pitch - ROOT_PITCH) / OCTAVE)
    if mode == SLICING:
        slices = sample.values["slices"]
        index = pitch - FIRST_SLICE_PITCH
        if not 0 <= index < len(slices):
            return None
        start, end, speed = slices[index], (slices[index + 1:index + 2] + (length,))[0], 1.0
    if mode == CLASSIC and not struck.held:
        return None
    frame = start + struck.age * sample.values["sample_rate"] * speed
    if frame >= end:
        loop = view.get_sample_loop_start()
        if mode != CLASSIC or device.place("S Loop On") < 0.5 or loop >= end:
            return None
        frame = loop + (frame - loop) % (end - loop)
    return float(min(frame / length, 1.0))
