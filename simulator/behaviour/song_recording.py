"""Song: recording into the session and the arrangement, counting in, and capturing what was played before."""
from __future__ import annotations

from typing import Any, Callable, List

from ..classes import behaviour
from .beat_time import NO_RECORD_LENGTH, bar_length, bounded, quantization_grid, tidy
from .launches import RECORD
from .lom_object import LomObjectBehaviour
from .midi_input import MidiInput
from .recorder import Recorder

# Bars by Song.count_in_duration.
COUNT_IN_BARS = (0, 1, 2, 4)
# A Song.Quantization, and what is no time at all.
ONE_BAR, SHORT = 4, 1e-6
OFF, ON, TRANSITION = range(3)
AUTO, SESSION, ARRANGEMENT = range(3)


@behaviour("Song")
class SongRecording(LomObjectBehaviour):
    """What is recorded."""

    def initialise(self) -> None:
        """Nothing yet."""
        super().initialise()
        self.midi_input = MidiInput(self)
        self.simulator.unclaimed_midi = self.midi_input.receive
        self.recorder = Recorder(self)
        # The number of the last sound file that was recorded.
        self.recordings = 0
        self.counting: Any = None
        self.after_count_in: List[Callable[[], None]] = []

    # Counting in

    def count_in(self, action: Callable[[], None]) -> bool:
        """Does something when the metronome has counted in; False when there is no counting, and nothing is done.

        Live counts before it records from a standstill. is_playing stays False until then (a guess), and the time is
        that of the tempo at the beginning.
        """
        bars = COUNT_IN_BARS[self.values["count_in_duration"]]
        if self.transport.playing or not bars:
            return False
        self.after_count_in.append(action)
        if self.counting is None:
            length = bar_length(self.values["signature_numerator"], self.values["signature_denominator"])
            self.store("is_counting_in", True)
            self.counting = self.simulator.at(
                self.simulator.now() + bars * length / self.transport.speed(), self.end_count_in)
        return True

    def end_count_in(self) -> None:
        """Now it begins."""
        actions = self.after_count_in
        self.cancel_count_in()
        for action in actions:
            action()
        self.refresh_record_status()

    def cancel_count_in(self) -> None:
        """Nothing is counted any more."""
        self.after_count_in = []
        if self.counting is not None:
            self.counting.cancel()
            self.counting = None
        self.store("is_counting_in", False)
        self.refresh_record_status()

    # The arrangement

    def set_record_mode(self, value: bool) -> None:
        """From the next tick on; starts playback, as Live's preference does by default, after the count-in."""
        def change() -> None:
            self.transport.catch_up()
            self.store("record_mode", value)
            if not value or self.transport.playing:
                if not value:
                    self.cancel_count_in()
                self.recorder.refresh()
            elif not self.count_in(self.begin_recording):
                self.begin_recording()
        self.simulator.defer(change)

    def begin_recording(self) -> None:
        """Plays from the start, and records."""
        self.begin_playing(self.values["start_time"])

    # The session

    def set_session_record(self, value: bool) -> None:
        """Also says how far along it is."""
        self.store("session_record", value)
        self.refresh_record_status()

    def refresh_record_status(self) -> None:
        """In transition while a recording waits for its beat; on while something records or overdubs."""
        launcher = self.launcher
        if self.counting is not None or any(each.kind == RECORD for each in launcher.pending):
            status = TRANSITION
        else:
            recording = any(each.clip.values["is_recording"] for each in launcher.playing.values() if each.clip.alive)
            status = ON if self.values["session_record"] or recording else OFF
        self.store("session_record_status", status)

    def follow_arm(self, track: Any) -> None:
        """A disarmed track records no more: its Session recording ends here, and one that waits is given up.

        Inferred from the arrangement, where a recording ends on a track that is disarmed. The clip plays on, as at the
        end of any recording.
        """
        if track.values["arm"]:
            return
        for pending in [each for each in self.launcher.pending if each.track is track and each.kind == RECORD]:
            self.launcher.give_up(pending)
        playing = self.launcher.playing.get(track)
        if playing is not None and playing.clip.alive and playing.clip.values["is_recording"]:
            self.launcher.end_recording(playing)

    def set_overdub(self, value: bool) -> None:
        """Ignored while no track is armed."""
        if any(track.values["arm"] for track in self.values["tracks"]):
            self.store("overdub", value)

    def call_trigger_session_record(self, record_length: float) -> None:
        """Ends the recording under way, or records into the next empty slot of each armed track."""
        if record_length != NO_RECORD_LENGTH:
            bounded("record_length", record_length)
        recording = [playing for playing in self.launcher.playing.values() if playing.clip.values["is_recording"]]
        for playing in recording:
            self.launcher.fire_slot(playing.clip.values["canonical_parent"])
        if recording:
            return
        for track in self.values["tracks"]:
            if track.get_can_be_armed() and track.values["arm"]:
                slot = self.empty_slot(track)
                if slot is not None:
                    self.launcher.fire_slot(slot, record_length)

    def empty_slot(self, track: Any) -> Any:
        """The first empty slot from the selected scene on, then from the top; None when all are full."""
        scene = self.values["scenes"].index(self.values["view"].values["selected_scene"])
        slots = track.values["clip_slots"]
        return next((slot for slot in slots[scene:] + slots[:scene] if slot.values["clip"] is None), None)

    # Capturing

    def call_capture_midi(self, destination: int) -> None:
        """Clips of what was played on armed or monitored tracks since the last time; without any, nothing happens.

        They go into the session, or into the arrangement when that is asked for or in front. What was played while
        the Set stood still begins with its first note; what was played along with it keeps its place in the bar.
        Lengths are whole bars. A real Live guesses the tempo in an empty Set; here it stays.
        """
        if not AUTO <= destination <= ARRANGEMENT:
            raise RuntimeError("Invalid capture destination")
        played = self.midi_input.take_kept()
        if destination == AUTO:
            in_front = self.application.values["view"].values["focused_document_view"]
            destination = ARRANGEMENT if in_front == "Arranger" else SESSION
        running = self.transport.playing
        for track in self.values["tracks"]:
            # What was played before the transport stopped or started is another performance.
            notes = [note for note in played if note.track is track and note.while_playing == running]
            if notes:
                self.capture(track, notes, destination)

    def whole_bars(self, first: float, last: float) -> Any:
        """Beats from one bar to the end of the bar that a place is in, a bar at least."""
        lines, bar = self.signatures.lines, quantization_grid(ONE_BAR)
        return max(lines.next_line(tidy(last), bar), lines.next_line(first + SHORT, bar)) - first

    def capture(self, track: Any, notes: Any, destination: int) -> None:
        """One clip."""
        speed = self.transport.speed()
        running = notes[0].while_playing
        if running:
            offset = notes[0].position - notes[0].beats
            rows = [(note, note.beats + offset, note.end_beats - note.beats) for note in notes]
            first = self.signatures.lines.bar_before(min(start for _, start, _ in rows))
        else:
            first = min(note.seconds for note in notes) * speed
            rows = [(note, note.seconds * speed, (note.end_seconds - note.seconds) * speed) for note in notes]
        last = max(start + length for _, start, length in rows)
        here = self.signatures.lines.bar_before(self.transport.position)
        beats = self.whole_bars(first, last) if running else self.whole_bars(here, here + last - first)
        slot = None
        if destination == SESSION:
            slot = self.empty_slot(track)
            if slot is None:
                self.insert_scene(len(self.values["scenes"]), None)
                slot = track.values["clip_slots"][-1]
        clip = self.make("Clip", canonical_parent=track if slot is None else slot, kind="midi", beats=beats)
        for note, start, length in rows:
            clip.record_note(note.pitch, tidy(start - first), length, note.velocity, recorded=False)
        if slot is None:
            track.place_clip(clip, first if running else self.values["start_time"], beats)
        else:
            slot.put(clip)
            self.launcher.fire_slot(slot)
