"""The playing position in bars and beats, and as time code."""

from __future__ import annotations

from typing import Any, Tuple

from ..lom.spec import Handler, arg, command

BEAT_TIME = ("bars", "beats", "sub_division", "ticks")
TIME_CODE = ("hours", "minutes", "seconds", "frames")


def beat_time(value: Any) -> Tuple[int, ...]:
    """Live's BeatTime as it is sent; each part counts from 1, a sub-division is a quarter of a beat of 60 ticks."""
    return tuple(int(getattr(value, name)) for name in BEAT_TIME)


class SongPosition(Handler):
    """The part of the song's handler that is about positions."""

    @command("get/current_beats_song_time", "Playing position in bars, beats, sub-divisions and ticks.",
             replies=BEAT_TIME,
             uses=("get_current_beats_song_time",))
    def read_beats_song_time(self, song: Any) -> Tuple[int, ...]:
        return beat_time(song.get_current_beats_song_time())

    @command("get/beats_loop_start", "Start of the loop in bars, beats, sub-divisions and ticks.", replies=BEAT_TIME,
             uses=("get_beats_loop_start",))
    def read_beats_loop_start(self, song: Any) -> Tuple[int, ...]:
        return beat_time(song.get_beats_loop_start())

    @command("get/beats_loop_length", "Length of the loop in bars, beats, sub-divisions and ticks.", replies=BEAT_TIME,
             uses=("get_beats_loop_length",))
    def read_beats_loop_length(self, song: Any) -> Tuple[int, ...]:
        return beat_time(song.get_beats_loop_length())

    @command("get/current_smpte_song_time", "Playing position as time code.",
             arg("smpte_format", int, "0 ms, 1 24, 2 25, 3 30, 4 30 drop, 5 29.97 frames per second", 0, 5),
             replies=("smpte_format",) + TIME_CODE, uses=("get_current_smpte_song_time",))
    def read_smpte_song_time(self, song: Any, smpte_format: int) -> Tuple[int, ...]:
        time = song.get_current_smpte_song_time(smpte_format)
        return (smpte_format,) + tuple(int(getattr(time, name)) for name in TIME_CODE)

    @command("get/is_cue_point_selected", "Whether there is a cue point at the playing position.",
             replies=("is_selected",), uses=("is_cue_point_selected",))
    def read_is_cue_point_selected(self, song: Any) -> Tuple[bool]:
        return (bool(song.is_cue_point_selected()),)
