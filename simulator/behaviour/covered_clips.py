"""What a recording into the arrangement goes over while it lasts: cut as far as it has come.

The document changes when the take ends, in one step of undo. Until then the clips that are there only look cut: what
they were is put back before the recorder cuts them for good.
"""
from __future__ import annotations

from typing import Any, Dict, List, Set

REGION = ("start_time", "end_time", "looping", "loop_start", "loop_end", "start_marker", "end_marker")
SHORTEST = 1e-6


def region_of(clip: Any) -> Dict[str, Any]:
    """Where a clip is, and what of it plays."""
    return {name: clip.values[name] for name in REGION}


class CoveredClips:
    """The clips of one track that are cut or gone from sight."""

    def __init__(self, track: Any) -> None:
        self.track = track
        # What they were, and what was made of them.
        self.before: Dict[Any, Dict[str, Any]] = {}
        self.after: Dict[Any, Dict[str, Any]] = {}
        self.hidden: Set[Any] = set()
        # What is behind the recording of clips that it began in.
        self.rests: List[Any] = []

    def shown(self) -> List[Any]:
        """The clips of the row that are still to be seen."""
        row = self.track.values["arrangement_clips"] + self.rests
        return [clip for clip in row if clip.alive and clip not in self.hidden]

    def cover(self, start: float, here: float) -> None:
        """The recording goes from one place to another."""
        with self.track.song.history.unrecorded():
            for clip in self.shown():
                first, last = clip.values["start_time"], clip.values["end_time"]
                if last <= start or first >= here and first >= start:
                    continue
                if first >= start:
                    if last - here <= SHORTEST:
                        self.hide(clip)
                    else:
                        self.trim(clip, here, last)
                else:
                    if last - here > SHORTEST:
                        self.rests.append(clip.copy_into(self.track))
                        self.rests[-1].trim(here, last)
                    self.trim(clip, first, start)

    def hide(self, clip: Any) -> None:
        """Nothing is left of it."""
        self.hidden.add(clip)
        self.track.notify("arrangement_clips")

    def trim(self, clip: Any, start: float, end: float) -> None:
        """It goes from here to there."""
        self.before.setdefault(clip, region_of(clip))
        clip.trim(start, end)
        self.after[clip] = region_of(clip)

    def put_back(self) -> None:
        """They are again what they were, but for those that were changed by hand meanwhile."""
        for clip, region in self.before.items():
            if clip.alive and region_of(clip) == self.after[clip]:
                clip.values.update(region)
        for clip in self.rests:
            clip.kill()
