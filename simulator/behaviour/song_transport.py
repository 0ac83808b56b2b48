"""Song: starting, stopping, jumping, cue points and the time displays."""
from __future__ import annotations

from typing import Any

from ..classes import behaviour
from .beat_time import finite, split_length, split_smpte, tidy
from .lom_object import LomObjectBehaviour

BEHIND_LENGTH = "Cannot set the Songtime behind the Songlength"
START_BEHIND_LENGTH = "Cannot set the start time after the song length"
SAME_PLACE = 1e-6


@behaviour("Song")
class SongTransport(LomObjectBehaviour):
    """Playback of the Set."""

    def set_is_playing(self, value: bool) -> None:
        """From the next tick on."""
        if value:
            self.call_start_playing()
        else:
            self.call_stop_playing()

    def call_start_playing(self) -> None:
        """Plays from start_time, from the next tick on."""
        self.simulator.defer(lambda: self.begin_playing(self.values["start_time"]))

    def call_continue_playing(self) -> None:
        """Plays from where it was stopped, from the next tick on."""
        self.simulator.defer(self.go_on_playing)

    def call_play_selection(self) -> None:
        """There is no selection in the arrangement: plays from start_time."""
        self.call_start_playing()

    def call_stop_playing(self) -> None:
        """Stops on the next tick; when it stands already, goes to the start."""
        self.simulator.defer(self.stop_or_rewind)

    def begin_playing(self, position: float) -> None:
        """Starts now; the clips that were playing begin anew."""
        self.cancel_count_in()
        self.transport.start(position)
        self.launcher.restart_all()
        self.show_playing()

    def start_from_session(self) -> None:
        """A clip was launched while the Set stood still."""
        self.transport.start(self.values["start_time"])
        self.launcher.restart_all()
        self.show_playing()

    def go_on_playing(self) -> None:
        """Goes on now."""
        if not self.transport.playing:
            self.transport.start(self.transport.position)
            self.show_playing()

    def stop_or_rewind(self) -> None:
        """Stops now, or ends the count-in, or goes back to the start."""
        if self.counting is not None:
            self.cancel_count_in()
            self.store("record_mode", False)
        elif self.transport.playing:
            self.transport.catch_up()
            self.transport.stop()
            self.launcher.end_recordings()
            self.store("record_mode", False)
            self.show_playing()
        else:
            self.transport.place(0.0)
            self.store("start_time", 0.0)
            self.position_changed()

    def show_playing(self) -> None:
        """Tells whether it plays, and where."""
        self.store("is_playing", self.transport.playing)
        self.recorder.refresh()
        self.position_changed()

    def position_changed(self) -> None:
        """Listeners of the position, and of what depends on it."""
        if self.store("current_song_time", self.transport.position):
            self.refresh_cue_jumps()
        self.launcher.tell_positions()
        self.arrangement.refresh()

    # Places

    def set_current_song_time(self, value: float) -> None:
        """From the next tick on; while the Set stands, playing will start there."""
        finite("current_song_time", value)
        if value > self.get_song_length():
            raise RuntimeError(BEHIND_LENGTH)
        self.simulator.defer(lambda: self.go_to(value))

    def go_to(self, position: float) -> None:
        """Goes there now."""
        position = max(tidy(position), 0.0)
        self.transport.catch_up()
        self.transport.place(position)
        if not self.transport.playing:
            self.store("start_time", position)
        self.position_changed()

    def set_start_time(self, value: float) -> None:
        """Where playing will start."""
        if finite("start_time", value) > self.get_song_length():
            raise RuntimeError(START_BEHIND_LENGTH)
        self.store("start_time", max(value, 0.0))

    def call_jump_by(self, beats: float) -> None:
        """From the next tick on."""
        finite("beats", beats)

        def jump() -> None:
            self.transport.catch_up()
            self.go_to(min(self.transport.position + beats, self.get_song_length()))
        self.simulator.defer(jump)

    def call_scrub_by(self, beats: float) -> None:
        """Like jump_by, without waiting for any grid."""
        self.call_jump_by(beats)

    def jump_on_grid(self, position: float, clip: Any = None) -> None:
        """Goes to a place on the next line of the launch quantization (a clip's own), or now when the Set stands."""
        grid = self.launcher.grid_of(clip)
        if not self.transport.playing or not grid.amount:
            self.go_to(position)
            return
        self.transport.catch_up()
        self.transport.jump(position, tidy(self.transport.played + self.launcher.beats_to_line(grid)))

    def play_arrangement_clip(self, clip: Any) -> None:
        """The arrangement plays from a clip's start on: at once, or on the clip's grid while the Set plays.

        Live does not say what its clips' fire() does in the arrangement; this is what their place suggests.
        """
        if not clip.alive:
            return
        self.launcher.return_to_arrangement(clip.track())
        if self.transport.playing:
            self.jump_on_grid(clip.values["start_time"], clip)
        else:
            self.begin_playing(clip.values["start_time"])

    # Cue points

    def cues_in_time(self) -> Any:
        """Cue points from left to right."""
        return sorted(self.values["cue_points"], key=lambda cue: cue.values["time"])

    def cue_here(self) -> Any:
        """The cue point at the playhead, or None."""
        here = self.values["current_song_time"]
        for cue in self.values["cue_points"]:
            if abs(cue.values["time"] - here) < SAME_PLACE:
                return cue
        return None

    def call_is_cue_point_selected(self) -> bool:
        """Whether there is a cue point at the playhead."""
        return self.cue_here() is not None

    def call_set_or_delete_cue(self) -> None:
        """Deletes the cue point at the playhead, or makes one there."""
        cue = self.cue_here()
        cues = list(self.values["cue_points"])
        if cue is not None:
            cues.remove(cue)
            self.store("cue_points", cues)
            cue.kill()
        else:
            self.store("cue_points", cues + [self.make(
                "CuePoint", canonical_parent=self, name=str(len(cues) + 1), time=self.values["current_song_time"])])
        self.refresh_cue_jumps()

    def next_cue(self) -> Any:
        """The first cue point to the right, or None."""
        here = self.values["current_song_time"]
        return next((cue for cue in self.cues_in_time() if cue.values["time"] > here + SAME_PLACE), None)

    def previous_cue(self) -> Any:
        """The last cue point to the left, or None."""
        here = self.values["current_song_time"]
        return next((cue for cue in reversed(self.cues_in_time()) if cue.values["time"] < here - SAME_PLACE), None)

    def get_can_jump_to_next_cue(self) -> bool:
        """Whether there is one to the right."""
        return self.next_cue() is not None

    def get_can_jump_to_prev_cue(self) -> bool:
        """Whether there is one to the left."""
        return self.previous_cue() is not None

    def refresh_cue_jumps(self) -> None:
        """Tells when the playhead passes the first or last cue point."""
        self.store("can_jump_to_next_cue", self.get_can_jump_to_next_cue())
        self.store("can_jump_to_prev_cue", self.get_can_jump_to_prev_cue())

    def call_jump_to_next_cue(self) -> None:
        """Nothing happens without one."""
        self.jump_to_cue(self.next_cue)

    def call_jump_to_prev_cue(self) -> None:
        """Nothing happens without one."""
        self.jump_to_cue(self.previous_cue)

    def jump_to_cue(self, find: Any) -> None:
        """On the next tick, on the grid while playing."""
        def jump() -> None:
            cue = find()
            if cue is not None:
                self.jump_on_grid(cue.values["time"])
        self.simulator.defer(jump)

    # Displays

    def beat_time(self, parts: Any) -> Any:
        """A BeatTime of its four parts."""
        return self.simulator.value("BeatTime", **dict(zip(("bars", "beats", "sub_division", "ticks"), parts)))

    def call_get_current_beats_song_time(self) -> Any:
        """Position in bars and beats, from 1."""
        return self.beat_time(self.signatures.lines.split(self.values["current_song_time"]))

    def call_get_beats_loop_start(self) -> Any:
        """Loop start in bars and beats, from 1."""
        return self.beat_time(self.signatures.lines.split(self.values["loop_start"]))

    def call_get_beats_loop_length(self) -> Any:
        """Loop length in bars and beats of the signature at its start, from 0."""
        signature = self.signatures.lines.signature_at(self.values["loop_start"])
        return self.beat_time(split_length(self.values["loop_length"], *signature))

    def call_get_current_smpte_song_time(self, smpte_format: int) -> Any:
        """Position in hours, minutes, seconds and frames, at the tempo of the arrangement."""
        if not 0 <= smpte_format <= 5:
            raise RuntimeError("Invalid time format")
        seconds = self.tempo_automation.seconds_between(0.0, self.values["current_song_time"])
        names = ("hours", "minutes", "seconds", "frames")
        return self.simulator.value("SmptTime", **dict(zip(names, split_smpte(seconds, smpte_format))))

    def call_stop_all_clips(self, quantized: bool) -> None:
        """Presses every track's stop button."""
        for track in self.values["tracks"]:
            self.launcher.stop_track(track, quantized)


@behaviour("CuePoint")
class CuePointBehaviour(LomObjectBehaviour):
    """One place to jump to."""

    def call_jump(self) -> None:
        """On the next tick; while playing, on the grid of the launch quantization."""
        self.simulator.defer(lambda: self.alive and self.song.jump_on_grid(self.values["time"]))
