"""The sound file of an audio clip or of Simpler: where it is, how long, at what rate. It does not have to be there."""
from __future__ import annotations

import ntpath

from ..behaviour.audio_file import ASSUMED_RATE, ASSUMED_SECONDS, AudioFile
from .codecs import FLOAT, read_float
from .element import Element

# Longer sounds, and stranger rates, are taken to be mistakes.
LONGEST_SECONDS = 100000.0
SLOWEST_RATE, FASTEST_RATE = 100.0, 1e7


def read_audio(element: Element) -> AudioFile:
    """The sound file that a clip or a part of Simpler refers to."""
    path = element.get("SampleRef/FileRef/Path") or element.get("SampleRef/FileRef/RelativePath") or ""
    try:
        frames = int(read_float(element.get("SampleRef/DefaultDuration") or "0"))
        rate = read_float(element.get("SampleRef/DefaultSampleRate") or "0")
    except ValueError:
        frames, rate = 0, 0.0
    if not SLOWEST_RATE <= rate <= FASTEST_RATE or not 0 < frames <= rate * LONGEST_SECONDS:
        frames, rate = int(ASSUMED_SECONDS * ASSUMED_RATE), ASSUMED_RATE
    return AudioFile(path, frames, rate)


def write_audio(audio: AudioFile, element: Element) -> None:
    """The reference to the sound file; one that is as it came stays."""
    if audio == read_audio(element):
        return
    element.put("SampleRef/FileRef/RelativePathType", "0")
    element.put("SampleRef/FileRef/RelativePath", "")
    element.put("SampleRef/FileRef/Path", audio.path)
    element.put("SampleRef/FileRef/Name", ntpath.basename(audio.path))
    element.put("SampleRef/DefaultDuration", str(audio.frames))
    element.put("SampleRef/DefaultSampleRate", FLOAT.write(audio.sample_rate))
