"""The transport: musical time passing while the Set plays, cut at every loop end and launch each on its beat.

Two counts run together: the position (Song.current_song_time), which loops and jumps, and the beats played since the
Set was opened, which only grow. Session clips and pending launches are kept in the second.
"""
from __future__ import annotations

from typing import Any, Callable, List

from .beat_time import tidy
from .pace import Pace, Steady

# How much holding a nudge button changes the speed; Live does not document the amount.
NUDGE = 0.1
EARLIEST = -1e-9


class Appointment:
    """Something to be done when so many beats are played."""

    def __init__(self, played: float, task: Callable[[], None]) -> None:
        self.played, self.task, self.cancelled = played, task, False

    def cancel(self) -> None:
        """Nothing is done."""
        self.cancelled = True


class Transport:
    """The clockwork of one Set; advances once per tick."""

    def __init__(self, song: Any) -> None:
        self.song = song
        self.simulator = song.simulator
        self.playing = False
        self.played = 0.0
        self.offset = 0.0
        self.stopped_at = 0.0
        self.anchor_time = 0.0
        self.anchor_played = 0.0
        # Kept as it was at the anchor: the song's values may change (also by undo) before anyone says so.
        self.pace: Pace = Steady(2.0)
        self.running = False
        self.moment = 0.0
        self.jump_target = None
        self.jump_due = None
        self.appointments: List[Appointment] = []

    @property
    def position(self) -> float:
        """Beats from the start of the arrangement."""
        return tidy(self.played + self.offset)

    def nudging(self) -> float:
        """How many times as fast as the tempo says it goes."""
        values = self.song.values
        return 1.0 + NUDGE * (bool(values["nudge_up"]) - bool(values["nudge_down"]))

    def speed(self) -> float:
        """Beats per second that tempo and nudging ask for here."""
        return float(self.song.values["tempo"]) * self.nudging() / 60.0

    def reached(self) -> float:
        """Beats played by the moment caught up with, counted from the last change of speed so that no error adds up."""
        return tidy(self.anchor_played + self.pace.beats(self.moment - self.anchor_time))

    def units_of(self, playing: Any, played: Any = None) -> float:
        """How far a clip has come since it was counted last, in its own time: now, or when those beats were played."""
        until = self.played if played is None else played
        if not playing.in_seconds:
            return float(until - playing.played)
        since = self.anchor_played
        return self.pace.seconds(until - since) - self.pace.seconds(playing.played - since)

    def played_at(self, playing: Any, units: float) -> Any:
        """Beats played when a clip will have come so much farther than when it was counted last."""
        if not playing.in_seconds:
            return tidy(playing.played + units)
        since = self.anchor_played
        return tidy(since + self.pace.beats(self.pace.seconds(playing.played - since) + units))

    def catch_up(self) -> None:
        """Plays up to this moment: what takes effect now must not take effect at the time of the last tick."""
        if self.running:
            return
        # One moment for the whole run: a real clock goes on while events are worked through.
        self.running, self.moment = True, self.simulator.now()
        try:
            while self.playing:
                reached = self.reached()
                if self.played >= reached:
                    break
                self.run_to_next_event(reached)
        finally:
            self.running = False

    def speed_changed(self) -> None:
        """Tempo or nudging are others: the old speed counts until now, inside a tick until the beat reached."""
        self.catch_up()
        self.count_anew()

    def count_anew(self) -> None:
        """From this beat on another pace may hold; what counts seconds has counted them until here."""
        self.song.launcher.hold_all()
        if self.playing:
            self.anchor_time += self.pace.seconds(self.played - self.anchor_played)
        self.anchor_played, self.pace = self.played, self.song.tempo_automation.pace(self.nudging())

    def place(self, position: float, wraps: bool = False) -> None:
        """Puts the position somewhere else: a take ends before it and another may begin behind it.

        wraps: the loop of the arrangement goes back to its start.
        """
        if self.playing:
            self.song.recorder.end(self.position, wraps)
        self.offset = tidy(position - self.played)
        self.song.signatures.follow()
        self.song.launcher.position_jumped()
        if self.playing:
            if self.song.tempo_automation.known:
                self.count_anew()
            self.song.recorder.refresh()

    def start(self, position: float) -> None:
        """Begins to play at a position."""
        self.place(position)
        self.song.automation.refresh()
        self.count_anew()
        self.playing, self.anchor_time = True, self.simulator.now()
        self.song.tempo_automation.show()

    def stop(self) -> None:
        """Stands still where it is."""
        self.stopped_at = self.position
        self.playing = False
        self.jump_due = None
        # What waits for beats waits for seconds now.
        waiting, self.appointments = self.appointments, []
        for each in waiting:
            self.appoint(each.played - self.played, each.task, each)

    def appoint(self, beats: float, task: Callable[[], None], appointment: Any = None) -> Appointment:
        """Does something so many beats later: at the present tempo while the Set stands still."""
        made = appointment or Appointment(tidy(self.played + beats), task)
        if self.playing:
            self.appointments.append(made)
        else:
            self.simulator.at(self.simulator.now() + beats / self.speed(), lambda: made.cancelled or made.task())
        return made

    def run_appointments(self) -> None:
        """Does what is due."""
        due = [each for each in self.appointments if each.played <= self.played]
        self.appointments = [each for each in self.appointments if each.played > self.played and not each.cancelled]
        for each in due:
            if not each.cancelled:
                each.task()

    def next_appointment(self) -> float:
        """Beats played when something is to be done."""
        return min([each.played for each in self.appointments if not each.cancelled] + [float("inf")])

    def tick(self) -> None:
        """Time has passed."""
        self.catch_up()
        # Where nothing plays, nothing moves but what tells so itself.
        if self.playing or self.song.launcher.playing or self.song.arrangement.playing:
            self.song.position_changed()
        if self.playing:
            self.song.tempo_automation.show()

    def run_to_next_event(self, reached: float) -> None:
        """Plays on to the present, or to what happens before it, and lets that happen."""
        paced = self.song.tempo_automation.next_event()
        event = min(reached, self.loop_end(), self.song.launcher.next_due(), self.next_jump(),
                    self.song.recorder.next_event(), paced, self.song.signatures.next_event(),
                    self.next_appointment())
        self.played = tidy(max(event, self.played))
        if paced <= self.played:
            self.count_anew()
        self.song.signatures.follow()
        if self.appointments:
            self.run_appointments()
        self.song.launcher.run_due()
        self.song.recorder.refresh()
        if self.loop_end() <= self.played:
            self.place(self.song.values["loop_start"], True)
        if self.jump_due is not None and self.jump_due <= self.played:
            self.jump_due = None
            self.place(self.jump_target)

    def loop_end(self) -> Any:
        """Beats played when the arrangement loop wraps next; infinite when it does not."""
        values = self.song.values
        if not values["loop"]:
            return float("inf")
        # Tidy as every due place is: one between two positions would never be reached.
        remaining = tidy(values["loop_start"] + values["loop_length"]) - self.position
        return tidy(self.played + remaining) if remaining > EARLIEST and self.position >= 0 else float("inf")

    def next_jump(self) -> Any:
        """Beats played when a quantized jump is due."""
        return float("inf") if self.jump_due is None else self.jump_due

    def jump(self, target: Any, due: Any) -> None:
        """Jumps to a position when that many beats are played."""
        self.jump_target, self.jump_due = target, due
