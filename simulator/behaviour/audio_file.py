"""What an audio clip knows about its file: length and sample rate, from the header where the file can be read."""
from __future__ import annotations

import os
import wave
from typing import Any, NamedTuple


class AudioFile(NamedTuple):
    path: str
    frames: int
    sample_rate: float

# Four bars of 4/4 at 120 BPM, for files that are not there or not WAV: the simulator plays no sound.
ASSUMED_SECONDS, ASSUMED_RATE = 8.0, 44100.0
EXTENSIONS = (".wav", ".wave", ".aif", ".aiff", ".aifc", ".flac", ".mp3", ".ogg", ".m4a", ".caf")


def read_audio_file(path: Any) -> Any:
    """The AudioFile of a path; RuntimeError when its name is none of an audio file."""
    if not path.lower().endswith(EXTENSIONS):
        raise RuntimeError("File can not be loaded as an audio clip: {}".format(path))
    if os.path.isfile(path) and path.lower().endswith((".wav", ".wave")):
        try:
            with wave.open(path, "rb") as sound:
                if sound.getnframes() and sound.getframerate():
                    return AudioFile(path, sound.getnframes(), float(sound.getframerate()))
        except wave.Error:
            # Python reads PCM only; Live reads all kinds of WAV.
            return AudioFile(path, int(ASSUMED_SECONDS * ASSUMED_RATE), ASSUMED_RATE)
        except (EOFError, OSError) as error:
            # Python's EOFError says nothing.
            reason = str(error) or "it ends within its header"
            raise RuntimeError("File can not be loaded as an audio clip: {} ({})".format(path, reason))
    return AudioFile(path, int(ASSUMED_SECONDS * ASSUMED_RATE), ASSUMED_RATE)
