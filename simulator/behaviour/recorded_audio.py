"""The sound files that recording makes: where they are in the Set's project, what they are called, how long they are.

Nothing is written: the simulator hears nothing. A Set that was never saved has a temporary project, as in Live.
"""
from __future__ import annotations

import os
import re
import tempfile
from typing import Any, Iterator

from .audio_file import AudioFile

RATE = 44100.0
FOLDERS = ("Samples", "Recorded")
TEMPORARY_PROJECT = ("Live Recordings", "Temp Project")
# Live numbers what it records: `0001 3-Audio.wav`.
NUMBERED = re.compile(r"(\d{4,9}) [^/\\]*$")
NOT_IN_NAMES = re.compile(r'[\x00-\x1f/\\:*?"<>|]')


def project_folder(song: Any) -> str:
    """The folder that the Set is in."""
    path = song.values["file_path"]
    return os.path.dirname(path) if path else os.path.join(tempfile.gettempdir(), *TEMPORARY_PROJECT)


def clips_of(song: Any) -> Iterator[Any]:
    """Every clip of the Set."""
    for track in song.values["tracks"]:
        for slot in track.values["clip_slots"]:
            if slot.values["clip"] is not None:
                yield slot.values["clip"]
        for row in [track] + track.values["take_lanes"]:
            yield from row.values["arrangement_clips"]
        yield from track.values["arrangement_takes"]


def next_number(song: Any) -> int:
    """One more than any recording had, in this Set or since it was opened."""
    paths = [clip.audio.path for clip in clips_of(song) if clip.audio is not None]
    found = [int(match.group(1)) for match in map(NUMBERED.search, paths) if match]
    song.recordings = max([song.recordings] + found) + 1
    return int(song.recordings)


def new_recording(track: Any, beats: float) -> AudioFile:
    """The file of a recording on a track that is so long at the Set's tempo."""
    name = "{:04d} {}.wav".format(next_number(track.song), NOT_IN_NAMES.sub("_", track.get_name()))
    path = os.path.join(project_folder(track.song), *FOLDERS + (name,))
    return with_length(AudioFile(path, 0, RATE), beats, track.song.values["tempo"])


def with_length(audio: AudioFile, beats: float, tempo: float) -> AudioFile:
    """The file with the length that so many beats have at a tempo."""
    return audio._replace(frames=max(int(round(beats * 60.0 / tempo * audio.sample_rate)), 1))
