"""Session launching: what plays and what waits for its beat, on every track.

Firing takes effect on the next tick. From then on it waits for the grid of the launch quantization (it is triggered),
or starts at once when the Set stands still or nothing quantizes.
"""
from __future__ import annotations

from typing import Any, Dict, List

from .beat_time import (
    NO_GRID,
    NO_LAUNCH_QUANTIZATION,
    NO_RECORD_LENGTH,
    Grid,
    clip_quantization_grid,
    quantization_grid,
    tidy,
)
from .follow_actions import Follower
from .launches import (
    ARRANGEMENT,
    LAUNCH,
    NOTHING_FIRED,
    RECORD,
    STOP,
    STOP_FIRED,
    STOPPED,
    TOGGLE,
    Buttons,
    Pending,
    Playing,
)

# A clip that repeats begins again on the line after the one that it is on.
SOON = 1e-6


class Launcher:
    """What the session does."""

    def __init__(self, song: Any) -> None:
        self.song = song
        self.playing: Dict[Any, Playing] = {}
        self.pending: List[Pending] = []
        self.follower = Follower(song)
        self.buttons = Buttons(song)

    # Asking

    def grid_of(self, clip: Any, quantization: int = NO_LAUNCH_QUANTIZATION) -> Grid:
        """Grid for firing a clip (or None) with an explicit Song.Quantization or none given."""
        if quantization != NO_LAUNCH_QUANTIZATION:
            return quantization_grid(quantization)
        of_clip = clip.values["launch_quantization"] if clip is not None else 0
        return clip_quantization_grid(of_clip, self.song.values["clip_trigger_quantization"])

    def own_grid_of(self, clip: Any) -> Grid:
        """Grid that a clip asks for itself; none when it leaves that to the Set."""
        return self.grid_of(clip) if clip.values["launch_quantization"] else NO_GRID

    def beats_to_line(self, grid: Grid, since: float = 0.0) -> float:
        """Beats until the next line of a grid, that here or (since: so many beats from here) the next."""
        position = self.song.transport.position
        return float(self.song.signatures.lines.next_line(position + since, grid) - position)

    def fire_slot(self, slot: Any, record_length: float = NO_RECORD_LENGTH,
                  quantization: int = NO_LAUNCH_QUANTIZATION, legato: bool = False) -> None:
        """Presses a slot's button: launches the clip, records, or stops the track."""
        clip, track = slot.values["clip"], slot.track()
        grid = self.grid_of(clip, quantization)
        length = None if record_length == NO_RECORD_LENGTH else record_length
        if clip is not None:
            if clip.values["launch_mode"] == TOGGLE and self.is_playing(clip):
                self.ask(Pending(STOP, track, grid=grid))
            else:
                self.ask(Pending(LAUNCH, track, slot, grid, legato or clip.values["legato"]))
        elif track.get_can_be_armed() and track.values["arm"]:
            self.ask(Pending(RECORD, track, slot, grid, record_length=length))
        elif slot.values["has_stop_button"]:
            self.ask(Pending(STOP, track, grid=grid))

    def fire_scene(self, scene: Any, legato: bool = False) -> None:
        """Presses a scene's button."""
        grid = self.grid_of(None)
        for slot in scene.get_clip_slots():
            clip = slot.values["clip"]
            if clip is not None:
                self.ask(Pending(LAUNCH, slot.track(), slot, self.grid_of(clip), legato or clip.values["legato"]))
            elif self.is_stopped_by_scene(slot):
                self.ask(Pending(STOP, slot.track(), grid=grid))
        self.ask(Pending(LAUNCH, None, grid=grid, scene=scene))

    @staticmethod
    def is_stopped_by_scene(slot: Any) -> bool:
        """Whether launching the row of an empty slot stops the track."""
        track = slot.track()
        return bool(slot.values["has_stop_button"] and track.kind != "group" and not track.values["arm"])

    def stop_track(self, track: Any, quantized: bool = True) -> None:
        """Presses a track's stop button."""
        grid = self.grid_of(None) if quantized else NO_GRID
        self.ask(Pending(STOP, track, grid=grid))

    def ask(self, pending: Any) -> None:
        """It takes effect on the next tick; at once then, when the Set stands still now."""
        pending.at_once = not self.song.transport.playing or not pending.grid.amount
        self.song.simulator.defer(lambda: self.arrive(pending))

    def arrive(self, pending: Any, counted: bool = False) -> None:
        """A press takes effect: at once, on a beat that is still to come, or (unless counted) after a count-in."""
        track, transport = pending.track, self.song.transport
        if not all(each.alive for each in (track, pending.slot, pending.scene) if each is not None) or (
                pending.kind == RECORD and not track.values["arm"]):
            return
        self.withdraw(track, pending.scene)
        if pending.kind == RECORD and not counted and self.song.count_in(lambda: self.arrive(pending, True)):
            self.song.refresh_record_status()
            return
        if not transport.playing and pending.slot is not None:
            self.song.start_from_session()
        elif not pending.at_once or not pending.grid.amount:
            transport.catch_up()
        if not transport.playing or pending.at_once:
            self.carry_out(pending)
        else:
            self.await_beat(pending)

    def await_beat(self, pending: Any) -> None:
        """Carries it out when it is on a line of its grid now, and lets it wait for the next otherwise."""
        pending.due = self.due(pending)
        if pending.due <= self.song.transport.played:
            self.carry_out(pending)
        else:
            self.wait(pending)

    def wait(self, pending: Any) -> None:
        """It is triggered, and waits for its beat."""
        self.pending.append(pending)
        self.show_pending(pending)
        self.song.refresh_record_status()

    def withdraw(self, track: Any, scene: Any) -> None:
        """A new press takes the place of one that waits on the same track, or of the scene that waits."""
        for other in list(self.pending):
            if other.track is track and (track is not None or scene is not None):
                self.give_up(other)

    def give_up(self, pending: Any) -> None:
        """It waits no longer, and nothing comes of it."""
        self.pending.remove(pending)
        self.show_pending(pending, False)
        self.song.refresh_record_status()

    def due(self, pending: Any) -> float:
        """Beats played at the next line of its grid."""
        return float(tidy(self.song.transport.played + self.beats_to_line(pending.grid)))

    def show_pending(self, pending: Any, waits: bool = True) -> None:
        """What is triggered, and on the track which slot was fired."""
        if pending.scene is not None:
            pending.scene.store("is_triggered", waits)
            return
        fired = NOTHING_FIRED
        if waits:
            fired = STOP_FIRED if pending.slot is None else pending.track.values["clip_slots"].index(pending.slot)
        pending.track.store("fired_slot_index", fired)
        if pending.slot is not None:
            pending.slot.store("is_triggered", waits)
            self.tell_status(pending.slot.values["clip"])

    @staticmethod
    def tell_status(clip: Any) -> None:
        """The clip's own event for is_playing, is_triggered and is_recording."""
        if clip is not None and clip.alive:
            clip.notify("playing_status")

    # Time

    def next_due(self) -> Any:
        """Beats played when something happens next."""
        ends = [self.end_of(playing) for playing in self.playing.values()]
        return min([pending.due for pending in self.pending] + ends + [self.follower.next_due()])

    def run_due(self) -> None:
        """Carries out everything that is due now; all of it shows at one moment."""
        played = self.song.transport.played
        with self.song.simulator.notifications.together():
            for pending in [each for each in self.pending if each.due <= played]:
                self.pending.remove(pending)
                self.show_pending(pending, False)
                self.carry_out(pending)
            self.follower.run_due()
            for track, playing in list(self.playing.items()):
                if self.end_of(playing) <= played:
                    self.finish(track, playing)

    def position_jumped(self) -> None:
        """The arrangement's position is another: grids are counted from there."""
        for pending in self.pending:
            pending.due = self.due(pending)

    def end_of(self, playing: Any) -> Any:
        """Beats played when a clip ends by itself: recordings of a fixed length, and clips that do not loop."""
        clip = playing.clip
        if clip.values["is_recording"]:
            return float("inf") if playing.record_end is None else playing.record_end
        if clip.loops_from(playing.position):
            return float("inf")
        return self.song.transport.played_at(playing, max(clip.play_end() - playing.position, 0.0))

    def finish(self, track: Any, playing: Any) -> None:
        """A clip came to its end: a recording goes on as a loop, another one stops."""
        if playing.clip.values["is_recording"]:
            self.end_recording(playing)
        else:
            self.fall_silent(track)

    # Doing

    def carry_out(self, pending: Any) -> None:
        """Launches, records or stops, at this beat."""
        with self.song.simulator.notifications.together():
            if pending.scene is not None:
                pending.scene.apply_tempo()
                self.follower.begin_scene(pending.scene)
            elif pending.kind == STOP:
                self.halt(pending.track)
            elif pending.kind == RECORD and pending.slot.values["clip"] is None:
                self.start_recording(pending)
            elif pending.slot.values["clip"] is not None:
                self.start(pending)

    def start(self, pending: Any) -> None:
        """Plays a slot's clip from its start, or from where the one before was when legato."""
        track, slot = pending.track, pending.slot
        clip = slot.values["clip"]
        played = self.song.transport.played
        before = self.playing.get(track)
        if before is not None and before.clip is clip and clip.values["is_recording"]:
            self.end_recording(before)
            return
        position = clip.values["start_marker"]
        if pending.legato and before is not None:
            position = clip.enter(self.position_of(before) * before.clip.beats_per_unit() / clip.beats_per_unit())
        if before is not None and before.clip is not clip:
            self.silence(before)
        self.playing[track] = Playing(clip, played, position)
        self.song.recorder.session.enter(track, self.playing[track])
        with self.song.history.unrecorded():
            clip.store("start_time", self.song.transport.position)
        self.show_playing(track, track.values["clip_slots"].index(slot))
        self.song.automation.launched(clip)
        self.tell_status(clip)
        self.follower.begin(track, clip, position)
        again = self.buttons.repetition(pending)
        if again is not None and self.song.transport.playing:
            again.due = tidy(played + self.beats_to_line(again.grid, SOON))
            self.wait(again)

    def take_over(self, track: Any, slot: Any) -> None:
        """A slot's clip goes on where the one that plays on its track is; one that records stays."""
        before, clip = self.playing[track], slot.values["clip"]
        if before.clip.values["is_recording"]:
            return
        self.anchor(before)
        self.silence(before)
        playing = self.playing[track] = Playing(clip, before.played, before.position)
        self.song.recorder.session.enter(track, playing)
        clip.values.update({name: before.clip.values[name] for name in ("start_time", "playing_position")})
        self.show_playing(track, track.values["clip_slots"].index(slot))
        self.song.automation.launched(clip)
        self.tell_status(clip)
        self.follower.begin(track, clip, before.position)

    def start_recording(self, pending: Any) -> None:
        """A new clip in an armed track's empty slot."""
        track, slot = pending.track, pending.slot
        before = self.playing.get(track)
        if before is not None:
            self.silence(before)
        self.follower.cancel(track)
        clip = slot.record_clip()
        playing = self.playing[track] = Playing(clip, self.song.transport.played, 0.0)
        if pending.record_length is not None:
            playing.record_end = tidy(playing.played + pending.record_length)
        self.show_playing(track, track.values["clip_slots"].index(slot))
        self.tell_status(clip)
        self.song.refresh_record_status()

    def end_recording(self, playing: Any) -> None:
        """What was recorded becomes the clip's loop."""
        reached = self.position_of(playing)
        self.song.midi_input.cut_held(playing.clip, reached)
        playing.clip.end_recording(max(reached, 1.0))
        playing.played, playing.position, playing.record_end = self.song.transport.played, 0.0, None
        self.song.recorder.session.enter(playing.clip.track(), playing)
        self.tell_status(playing.clip)
        self.song.refresh_record_status()

    def silence(self, playing: Any) -> None:
        """A clip stops, since another takes its place or its track stops."""
        if playing.clip.alive and playing.clip.values["is_recording"]:
            self.end_recording(playing)
        for track, other in list(self.playing.items()):
            if other is playing:
                self.song.recorder.session.leave(track)
                del self.playing[track]
        self.tell_status(playing.clip)

    def halt(self, track: Any) -> None:
        """The track is stopped; it does not go back to the arrangement."""
        self.follower.cancel(track)
        self.fall_silent(track)
        if not self.playing:
            # Nothing of the scene plays any more: no other follows it.
            self.follower.cancel(None)

    def fall_silent(self, track: Any) -> None:
        """Nothing of the session plays on the track any more; what is to follow still does."""
        before = self.playing.get(track)
        if before is not None:
            self.silence(before)
        self.show_playing(track, STOPPED)

    def show_playing(self, track: Any, index: int) -> None:
        """The track's playing slot, and what follows from it."""
        track.store("playing_slot_index", index)
        track.store("back_to_arranger", index != ARRANGEMENT)
        self.song.refresh_back_to_arranger()
        self.song.automation.stale = True
        group = track.values["group_track"]
        if group is not None:
            group.refresh_group_slots()

    def return_to_arrangement(self, track: Any) -> None:
        """The arrangement is heard again on the track."""
        self.withdraw(track, None)
        if track.values["playing_slot_index"] != ARRANGEMENT:
            self.halt(track)
            self.show_playing(track, ARRANGEMENT)

    # Looking

    def find(self, clip: Any) -> Any:
        """The Playing of a clip, or None."""
        return next((playing for playing in self.playing.values() if playing.clip is clip), None)

    def recording_on(self, track: Any) -> Any:
        """The clip into which a track's notes go, and where in it they go now; (None, None) without."""
        playing = self.playing.get(track)
        if playing is None or not (playing.clip.values["is_recording"] or playing.clip.get_is_overdubbing()):
            return None, None
        return playing.clip, self.position_of(playing)

    def is_playing(self, clip: Any) -> bool:
        """Whether a session clip plays (also while the Set stands still: it goes on when the Set does)."""
        return self.find(clip) is not None

    def is_triggered(self, clip: Any) -> bool:
        """Whether a session clip waits for its beat."""
        return self.waiting(clip) is not None

    def waiting(self, clip: Any) -> Any:
        """What waits to launch a clip, or None."""
        return next((each for each in self.pending if each.slot is not None and each.slot.values["clip"] is clip), None)

    def waits_on(self, track: Any) -> bool:
        """Whether anything waits for its beat on a track."""
        return any(each.track is track for each in self.pending)

    def position_of(self, playing: Any) -> Any:
        """Where in its own time a clip is."""
        return playing.clip.fold(playing.position, playing.position + self.song.transport.units_of(playing))

    def hold(self, clip: Any) -> None:
        """The clip's loop or the tempo is about to change: what it plays from here on is counted from here."""
        playing = self.find(clip)
        if playing is not None:
            self.anchor(playing)
            self.song.recorder.session.split(playing)

    def hold_all(self) -> None:
        """The tempo changed."""
        for playing in self.playing.values():
            self.anchor(playing)

    def anchor(self, playing: Playing) -> None:
        """Counts a clip's position from here on."""
        self.song.recorder.session.settle(playing)
        playing.position, playing.played = self.position_of(playing), self.song.transport.played
        playing.in_seconds = playing.clip.plays_seconds()

    def move(self, clip: Any, beats: float) -> None:
        """Jumps inside a playing clip."""
        playing = self.find(clip)
        if playing is not None:
            self.hold(clip)
            playing.position = tidy(playing.position + beats)

    def restart_all(self) -> None:
        """The Set starts anew: every clip that was playing begins at its start."""
        for track, playing in self.playing.items():
            playing.played, playing.position = self.song.transport.played, playing.clip.values["start_marker"]
            self.follower.begin(track, playing.clip, playing.position)
        self.follower.restart()

    def end_recordings(self) -> None:
        """The Set stops: what is being recorded ends here."""
        for playing in self.playing.values():
            if playing.clip.values["is_recording"]:
                self.end_recording(playing)

    def tell_positions(self) -> None:
        """Listeners of the positions of playing clips, and the growing recordings."""
        for playing in list(self.playing.values()):
            clip, position = playing.clip, self.position_of(playing)
            if clip.alive and clip.values["playing_position"] != position:
                clip.position_moved(position)

    def forget_dead(self) -> None:
        """Clips, slots and tracks that died play and wait no more."""
        self.song.automation.stale = True
        before = len(self.playing), len(self.pending)
        for track, playing in list(self.playing.items()):
            if not track.alive or not playing.clip.alive:
                self.song.recorder.session.leave(track)
                del self.playing[track]
                if track.alive:
                    self.show_playing(track, STOPPED)
        for pending in list(self.pending):
            parts = (pending.track, pending.slot, pending.scene)
            if not all(part.alive for part in parts if part is not None):
                self.pending.remove(pending)
                if pending.track is not None and pending.track.alive:
                    pending.track.store("fired_slot_index", NOTHING_FIRED)
        if (len(self.playing), len(self.pending)) != before:
            self.song.refresh_record_status()

    def refresh_indices(self) -> None:
        """Scenes came or went: the slots that play have other numbers."""
        for track, playing in self.playing.items():
            slots = track.values["clip_slots"]
            slot = playing.clip.values["canonical_parent"]
            if slot in slots:
                track.store("playing_slot_index", slots.index(slot))
        for pending in self.pending:
            if pending.slot is not None:
                pending.track.store("fired_slot_index", pending.track.values["clip_slots"].index(pending.slot))
