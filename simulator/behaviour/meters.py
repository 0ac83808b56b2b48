"""Level meters: they move while clips play and fall to nothing when they stop; what they show is made up."""
from __future__ import annotations

import math
from typing import Any, Dict

METERS = ("output_meter_level", "output_meter_left", "output_meter_right")
LOUDEST, QUIETEST = 0.85, 0.45
# Speed of the fall, and what counts as nothing.
FALL_PER_SECOND = 3.0
SILENT = 0.002
STEP = 0.03


class Meters:
    """The meters of one Set; moved about thirty times a second."""

    def __init__(self, song: Any) -> None:
        self.song = song
        self.moved = 0.0
        self.levels: Dict[Any, float] = {}

    def tick(self) -> None:
        """Time has passed."""
        now = self.song.simulator.now()
        if now - self.moved < STEP - 1e-9:
            return
        passed, self.moved = now - self.moved, now
        if not self.levels and not self.song.transport.playing:
            return
        loudest = 0.0
        for index, track in enumerate(self.song.values["tracks"]):
            level = self.source(track, index, now)
            self.show(track, level, passed)
            if track.get_has_audio_output():
                loudest = max(loudest, level)
        for track in self.song.values["return_tracks"]:
            self.show(track, self.returned(track), passed)
        self.show(self.song.values["master_track"], loudest, passed)

    def source(self, track: Any, index: int, now: Any) -> Any:
        """The level that a track's own clip makes; a group has its loudest member's."""
        if track.kind == "group":
            return max([self.levels.get(child, 0.0) for child in track.children()] + [0.0])
        if not self.song.transport.playing or track not in self.song.launcher.playing or self.is_silent(track):
            return 0.0
        swing = 0.5 + 0.5 * math.sin(now * (5.0 + index) + index)
        volume = track.values["mixer_device"].values["volume"].values["value"]
        return (QUIETEST + (LOUDEST - QUIETEST) * swing) * min(volume / LOUDEST, 1.0 / LOUDEST)

    @staticmethod
    def is_silent(track: Any) -> Any:
        """Muted, or silenced by another's solo."""
        return track.get_mute() or track.values["muted_via_solo"]

    def returned(self, track: Any) -> Any:
        """The level of a return: the loudest of what is sent to it."""
        index = track.index()
        levels = [self.levels.get(each, 0.0) * each.values["mixer_device"].values["sends"][index].values["value"]
                  for each in self.song.values["tracks"]]
        return 0.0 if self.is_silent(track) else max(levels + [0.0])

    def show(self, track: Any, level: Any, passed: Any) -> None:
        """Rises at once, falls slowly."""
        before = self.levels.get(track, 0.0)
        shown = max(level, before * math.exp(-FALL_PER_SECOND * passed) if before > SILENT else 0.0)
        if shown < SILENT:
            shown = 0.0
        if shown:
            self.levels[track] = shown
        else:
            self.levels.pop(track, None)
        for name, part in zip(METERS, (1.0, 1.0, 0.97)):
            if name == METERS[0] or track.get_has_audio_output():
                track.store(name, min(shown * part, 1.0))
