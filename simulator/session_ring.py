"""The session ring: the box that Live draws in its Session around what a control surface has under its fingers."""
from __future__ import annotations

from typing import Any, List, NamedTuple, Optional


class SessionRing(NamedTuple):
    """From which visible track and which scene on, and how many of each."""

    track_offset: int
    scene_offset: int
    width: int
    height: int
    include_returns: bool

    def tracks(self, song: Any) -> List[Any]:
        """The tracks inside (LiveObjects): hidden ones of folded groups are not counted, the main track never."""
        row = song.get_visible_tracks() + (song.values["return_tracks"] if self.include_returns else [])
        return list(row[self.track_offset:self.track_offset + self.width])

    def scenes(self, song: Any) -> List[Any]:
        """The scenes inside."""
        return list(song.values["scenes"][self.scene_offset:self.scene_offset + self.height])


def make_ring(track_offset: int, scene_offset: int, width: int, height: int, include_returns: bool
              ) -> Optional[SessionRing]:
    """The ring; None when nothing is to be seen of it: without width or height, or left of or above the Session."""
    if width <= 0 or height <= 0 or track_offset < 0 or scene_offset < 0:
        return None
    return SessionRing(track_offset, scene_offset, width, height, include_returns)
