"""`/live/song/beat`: sent on each beat while the song plays, to clients that never asked for it.

AbletonOSC's documentation promises it to "the client"; here these are the peers heard from lately that have neither
registered a port nor asked for `beat` (seed 002, "Song status messages"; setting `legacy_beat`).
"""
from __future__ import annotations

from typing import Any, Callable, List, Optional

from .lom.anchors import Listener

ADDRESS = "/live/song/beat"
ATTRIBUTE = "current_song_time"


class Beat:
    """Watches the song's time; `audience()` gives the addresses of now, `send(data address, arguments)` sends."""

    def __init__(self, song: Any, audience: Callable[[], List[Any]], send: Callable[[Any, str, tuple], None]) -> None:
        self.song = song
        self.audience = audience
        self.send = send
        self.last: Optional[int] = None
        self.listener = Listener(song, ATTRIBUTE, self.on_time)

    def on_time(self) -> None:
        if not self.song.is_playing:
            self.last = None
            return
        beat = int(self.song.current_song_time)
        if beat != self.last:
            self.last = beat
            for address in self.audience():
                self.send(address, ADDRESS, (beat,))

    def close(self) -> None:
        self.listener.remove()
