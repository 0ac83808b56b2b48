"""What plays of the arrangement: the clip under the playhead, on each track that is not away from it."""
from __future__ import annotations

from bisect import bisect_right
from typing import Any, Dict, List, Tuple

from .launches import ARRANGEMENT
from .takes import recording_clip


class ArrangementPlayer:
    """Where the clips of the arrangement are, for one Set."""

    def __init__(self, song: Any) -> None:
        self.song = song
        self.playing: Dict[Any, Any] = {}
        # By track: its row of clips, and where each begins; a changed row is another list.
        self.rows: Dict[Any, Tuple[Any, List[float]]] = {}

    def clip_at(self, track: Any, position: float) -> Any:
        """The clip of a track's own row at a place, or None."""
        row = track.values["arrangement_clips"]
        known = self.rows.get(track)
        if known is None or known[0] is not row:
            known = self.rows[track] = row, [clip.values["start_time"] for clip in row]
        index = bisect_right(known[1], position) - 1
        return row[index] if index >= 0 and position < row[index].values["end_time"] else None

    def under_playhead(self) -> Dict[Any, Any]:
        """The clip that plays on each track; none while the Set stands still."""
        if not self.song.transport.playing:
            return {}
        position, found = self.song.transport.position, {}
        for track in self.song.values["tracks"]:
            clip = recording_clip(track) if track.values["arrangement_takes"] else None
            if clip is not None:
                found[track] = clip
            elif track.values["arrangement_clips"] and track.values["playing_slot_index"] == ARRANGEMENT:
                clip = self.clip_at(track, position)
                if clip is not None:
                    found[track] = clip
        return found

    def refresh(self) -> None:
        """Clips that begin or end tell so, and those that play tell where they are."""
        found = self.under_playhead()
        for track, clip in list(self.playing.items()):
            if found.get(track) is not clip:
                del self.playing[track]
                if clip.alive:
                    clip.notify("playing_status")
        for track, clip in found.items():
            if track not in self.playing:
                self.playing[track] = clip
                clip.notify("playing_status")
            clip.position_moved(clip.arrangement_position(self.song.transport.position))
        for track in [track for track in self.rows if not track.alive]:
            del self.rows[track]
