"""Clip: what only audio clips have; MIDI clips refuse it."""
from __future__ import annotations

import math
from typing import Any, Optional

from ..classes import behaviour
from ..values import fields
from . import curves, warp
from .beat_time import as_float32, tidy
from .lom_object import LomObjectBehaviour
from .recorded_audio import with_length
from .undo import defer_change

# How Live's refusal calls each property; the text is confirmed for gain, the others follow its pattern.
AUDIO_ONLY = {
    "available_warp_modes": "Warp modes are", "file_path": "File path is", "gain": "Gain is",
    "gain_display_string": "Gain is", "pitch_coarse": "Pitch is", "pitch_fine": "Pitch is", "ram_mode": "Ram mode is",
    "sample_length": "Sample length is", "sample_rate": "Sample rate is", "warp_markers": "Warp markers are",
    "warp_mode": "Warp mode is", "warping": "Warping is",
}
REFUSAL = "{} only available for Audio Clips"
WARP_MODES = (0, 1, 2, 3, 4, 6)
MOST_SEMITONES = 48


@behaviour("Clip")
class ClipAudio(LomObjectBehaviour):
    """Gain, pitch, warping."""

    def check_audio(self, name: str) -> None:
        """Raises on MIDI clips."""
        if self.kind != "audio":
            raise RuntimeError(REFUSAL.format(AUDIO_ONLY[name]))

    def get_available_warp_modes(self) -> Any:
        """All but REX."""
        return WARP_MODES

    def get_file_path(self) -> str:
        """The sound file."""
        return self.audio.path

    def get_sample_length(self) -> int:
        """Frames."""
        return self.audio.frames

    def get_sample_rate(self) -> float:
        """Hz."""
        return self.audio.sample_rate

    def get_gain_display_string(self) -> str:
        """In dB."""
        return curves.gain_text(self.values["gain"])

    def set_gain(self, value: float) -> None:
        """0..1; 0.4 is 0 dB."""
        if not 0.0 <= value <= 1.0:
            raise RuntimeError("Gain is out of range")
        if self.store("gain", as_float32(value)):
            self.notify("gain_display_string")

    def set_pitch_coarse(self, value: int) -> None:
        """Semitones."""
        if not -MOST_SEMITONES <= value <= MOST_SEMITONES:
            raise RuntimeError("pitch_coarse out of range")
        self.store("pitch_coarse", value)

    def set_pitch_fine(self, value: float) -> None:
        """Cents; beyond -50..49 they carry into the semitones."""
        if not abs(value) <= 200.0 * MOST_SEMITONES:
            raise RuntimeError("pitch_fine out of range")
        carried = math.floor((value + 50.0) / 100.0)
        self.set_pitch_coarse(self.values["pitch_coarse"] + carried)
        self.store("pitch_fine", value - 100.0 * carried)

    def set_ram_mode(self, value: bool) -> None:
        """Whether the file is held in memory."""
        self.store("ram_mode", value)

    def set_warp_mode(self, value: int) -> None:
        """One of available_warp_modes."""
        if value not in WARP_MODES:
            raise RuntimeError("Invalid warp mode")
        self.store("warp_mode", value)

    def set_warping(self, value: bool) -> None:
        """From the next tick on; unwarped, the clip's times are seconds."""
        defer_change(self, lambda: self.change_warping(value))

    def change_warping(self, value: Any) -> None:
        """Changes the unit of the clip's times."""
        if value == self.values["warping"] or not self.alive:
            return
        self.song.launcher.hold(self)
        markers = self.present_markers()
        convert = warp.beats_at if value else warp.seconds_at
        scaled = {name: tidy(convert(markers, self.values[name]))
                  for name in ("loop_start", "loop_end", "start_marker", "end_marker")}
        if not value:
            self.store("looping", False)
        self.store("warping", value)
        self.change_region(**scaled)
        playing = self.song.launcher.find(self)
        if playing is not None:
            playing.position = tidy(convert(markers, playing.position))
            playing.in_seconds = self.plays_seconds()

    # Recording

    def lengthen_audio(self, length: float) -> None:
        """What is being recorded is so long by now, in the clip's own time."""
        self.audio = with_length(self.audio, length * self.beats_per_unit(), self.song.values["tempo"])

    def keep_tempo_of_recording(self) -> None:
        """The file has the tempo at which it was recorded, whatever becomes of the clip's markers."""
        seconds = self.audio.frames / self.audio.sample_rate
        length = self.values["end_marker"] * self.beats_per_unit()
        self.values["warp_map"] = warp.straight(seconds, length)

    # Warp markers

    def present_markers(self) -> warp.Markers:
        """The markers that were written; until then the file is of one tempo, and ends at the end marker."""
        stored: Optional[warp.Markers] = self.values["warp_map"]
        if stored is not None:
            return stored
        seconds = self.audio.frames / self.audio.sample_rate
        warped = self.values["warping"]
        return warp.straight(seconds, self.values["end_marker"] if warped else seconds * self.song.values["tempo"] / 60)

    def warp_map(self) -> warp.Markers:
        """Seconds and beats of the markers; of an unwarped clip, whose times are seconds, one to one."""
        self.check_audio("warp_markers")
        if self.values["warping"]:
            return self.present_markers()
        seconds = self.audio.frames / self.audio.sample_rate
        return warp.straight(seconds, seconds)

    def get_warp_markers(self) -> Any:
        """The markers, and the one behind the last that Live adds; an unwarped clip keeps those that it has."""
        return [self.simulator.value("WarpMarker", sample_time=seconds, beat_time=beats)
                for seconds, beats in warp.shown(self.present_markers())]

    def change_warp_map(self, markers: Any) -> None:
        """The clip's times stay; what sounds there is another part of the file."""
        if self.store("warp_map", markers):
            self.notify("warp_markers")

    def restored(self, name: str) -> None:
        """Undo moves markers too."""
        super().restored(name)
        if name == "warp_map":
            self.notify("warp_markers")

    def call_add_warp_marker(self, warp_marker: Any) -> None:
        """One more; it must not overtake its neighbours."""
        self.check_audio("warp_markers")
        row = fields(warp_marker)
        self.change_warp_map(warp.add(self.present_markers(), row["sample_time"], row["beat_time"]))

    def call_move_warp_marker(self, marker_beat_time: float, beat_time_distance: float) -> None:
        """Another beat for a marker, the same place in the file."""
        self.check_audio("warp_markers")
        self.change_warp_map(warp.move(self.present_markers(), marker_beat_time, beat_time_distance))

    def call_remove_warp_marker(self, beat_time: float) -> None:
        """One less."""
        self.check_audio("warp_markers")
        self.change_warp_map(warp.remove(self.present_markers(), beat_time))

    def call_beat_to_sample_time(self, beat_time: float) -> float:
        """Frames."""
        return float(warp.seconds_at(self.warp_map(), beat_time) * self.audio.sample_rate)

    def call_sample_to_beat_time(self, sample_time: float) -> float:
        """Beats."""
        return warp.beats_at(self.warp_map(), sample_time / self.audio.sample_rate)

    def call_seconds_to_sample_time(self, seconds: float) -> float:
        """Frames."""
        self.check_audio("warping")
        return seconds * self.audio.sample_rate


def guard(name: str) -> None:
    """Makes the hooks of a property refuse on MIDI clips."""
    for prefix in ("get_", "set_"):
        inner = getattr(ClipAudio, prefix + name, None)
        if inner is None and prefix == "get_":
            def inner(self) -> Any:
                return self.values[name]
        if inner is not None:
            def hook(self, *given: Any, _inner: Any = inner) -> Any:
                self.check_audio(name)
                return _inner(self, *given)
            setattr(ClipAudio, prefix + name, hook)


for each_name in AUDIO_ONLY:
    guard(each_name)
