"""LooperDevice: a buffer that records, plays and overdubs; its State parameter is the same thing as its buttons.

A button takes effect on the next tick, or while the Set plays on the grid of the Quantization parameter; whoever
moves the parameter itself does not wait. Lengths are in beats. The buffer holds no sound: only how long it is, and at
what tempo it was recorded.
"""
from __future__ import annotations

from typing import Any

from ..classes import behaviour
from .audio_file import AudioFile
from .beat_time import as_float32, bar_length, clip_quantization_grid, tidy
from .lom_object import LomObjectBehaviour
from .song import FASTEST, SLOWEST

STOP, RECORD, PLAY, OVERDUB = range(4)
# Live lists eleven lengths and starts with the last; which, nobody wrote down. None goes on until a button is pressed.
RECORD_LENGTHS = (("1/4 Bar", 0.25), ("1/2 Bar", 0.5), ("1 Bar", 1), ("2 Bars", 2), ("3 Bars", 3), ("4 Bars", 4),
                  ("8 Bars", 8), ("12 Bars", 12), ("16 Bars", 16), ("32 Bars", 32), ("x Bars", None))
# Items of the parameter Song Control.
START_SONG, START_AND_STOP_SONG = 1, 2
# Items of the parameter Tempo Control: none, follow, set and follow.
SET_TEMPO = 2
OCTAVE = 12.0
SAMPLE_RATE = 44100.0
# Refusals in our words; Live's are not known.
EMPTY = "Looper is empty"
NOT_A_SLOT = "Looper can only be exported to an empty slot of an audio track"


@behaviour("LooperDevice")
class LooperBehaviour(LomObjectBehaviour):
    """Looper."""

    def initialise(self, **keywords: Any) -> None:
        """Empty."""
        super().initialise(**keywords)
        self.phase = STOP
        # When the recording began, in seconds, and at how many beats played; None where the Set stood still.
        self.began, self.began_played = 0.0, None
        self.end: Any = None
        self.song_tempo = self.song.values["tempo"]
        self.song.loopers = [each for each in self.song.loopers if each.alive] + [self]
        self.pressed: Any = None
        self.values.update(loop_length=0.0, tempo=0.0, overdub_after_record=True, undone=None,
                           record_length_index=len(RECORD_LENGTHS) - 1)

    def revived(self) -> None:
        """One that undo brought back follows the tempo as the one before did."""
        super().revived()
        self.song.loopers.append(self)

    def get_record_length_list(self) -> Any:
        """The lengths on offer."""
        return [name for name, _ in RECORD_LENGTHS]

    def set_record_length_index(self, value: int) -> None:
        """One of record_length_list."""
        self.check_range("record_length_index", value)
        self.store("record_length_index", value)

    # Buttons

    def press(self, state: int) -> None:
        """Presses the button of a state; one that still waits is forgotten."""
        self.forget_pressed()
        history = self.song.history
        step = history.current_step()

        def take_effect() -> None:
            if self.alive and self.pressed is take_effect:
                self.pressed = None
                history.within(step, lambda: self.enter(state))

        self.pressed = take_effect
        wait = self.beats_to_grid()
        if wait > 0.0:
            self.song.transport.appoint(wait, take_effect)
        else:
            self.simulator.defer(take_effect)

    def forget_pressed(self) -> None:
        """What waits for its time does not happen."""
        self.pressed = None

    def beats_to_grid(self) -> float:
        """How long a button waits: 0 while the Set stands still, or where nothing quantizes."""
        song = self.song
        values, transport = song.values, song.transport
        chosen = int(self.parameter_named("Quantization").values["value"])
        grid = clip_quantization_grid(chosen, values["clip_trigger_quantization"])
        if not transport.playing or not grid.amount:
            return 0.0
        transport.catch_up()
        return float(song.launcher.beats_to_line(grid))

    def enter(self, state: int) -> None:
        """Another state, now."""
        self.parameter_named("State").change_value(float(state))

    def call_record(self) -> None:
        """Records; when it does so already, what comes next begins: overdubbing or playing, as Live is set to."""
        self.press(self.after_recording() if self.phase == RECORD else RECORD)

    def after_recording(self) -> int:
        """What follows a recording."""
        return OVERDUB if self.values["overdub_after_record"] else PLAY

    def call_play(self) -> None:
        """Plays; a recording ends."""
        self.press(PLAY)

    def call_overdub(self) -> None:
        """Plays and adds to it; a recording ends."""
        self.press(OVERDUB)

    def call_stop(self) -> None:
        """Stops; a recording ends."""
        self.press(STOP)

    def call_clear(self) -> None:
        """Nothing is left, at once; a recording begins anew."""
        self.forget_pressed()
        self.keep_for_undo()
        self.store("loop_length", 0.0)
        self.store("tempo", 0.0)
        self.phase = STOP
        self.enter(STOP)

    def call_undo(self) -> None:
        """Back to before the last recording, overdub or clearing; once more takes that back."""
        undone = self.values["undone"]
        if undone is not None:
            self.keep_for_undo()
            self.store("loop_length", undone[0])
            self.store("tempo", undone[1])

    def keep_for_undo(self) -> None:
        """The buffer is about to change."""
        self.store("undone", (self.values["loop_length"], self.values["tempo"]))

    # State

    def parameter_changed(self, parameter: Any) -> None:
        """State was changed by a button, by automation or by hand."""
        super().parameter_changed(parameter)
        if parameter is self.parameter_named("State"):
            self.change_state(int(parameter.values["value"]))

    def change_state(self, state: int) -> None:
        """Leaves one state for another; playing or overdubbing an empty buffer stays without effect on it."""
        before, self.phase = self.phase, state
        if before == state:
            return
        if before == RECORD:
            self.end_recording()
        if state == RECORD:
            self.begin_recording()
        elif state == OVERDUB and before != RECORD:
            self.keep_for_undo()
        self.control_song(state)

    def control_song(self, state: int) -> None:
        """The Set plays with Looper, and stops with it, as the parameter Song Control says."""
        control = int(self.parameter_named("Song Control").values["value"])
        playing = self.song.transport.playing
        if state in (PLAY, OVERDUB) and control >= START_SONG and not playing:
            self.song.call_continue_playing()
        if state == STOP and control == START_AND_STOP_SONG and playing:
            self.song.call_stop_playing()

    def beats_per_bar(self) -> float:
        """By the Set's signature."""
        values = self.song.values
        return float(bar_length(values["signature_numerator"], values["signature_denominator"]))

    def begin_recording(self) -> None:
        """From now on, until a button is pressed or the chosen length is over."""
        self.keep_for_undo()
        transport = self.song.transport
        transport.catch_up()
        self.began, self.began_played = self.simulator.now(), transport.played if transport.playing else None
        bars = RECORD_LENGTHS[self.values["record_length_index"]][1]
        if bars is not None:
            self.end = transport.appoint(bars * self.beats_per_bar(), self.end_by_itself)

    def end_by_itself(self) -> None:
        """The chosen length is over."""
        if self.alive and self.phase == RECORD:
            self.enter(self.after_recording())

    def end_recording(self) -> None:
        """The buffer is as long as the recording was."""
        if self.end is not None:
            self.end.cancel()
            self.end = None
        first = self.values["undone"] is not None and not self.values["undone"][0]
        control = int(self.parameter_named("Tempo Control").values["value"])
        seconds = self.simulator.now() - self.began
        if control == SET_TEMPO and first and not self.song.transport.playing and seconds > 0.0:
            self.set_tempo_of_song(seconds)
        tempo = self.song.values["tempo"]
        self.store("tempo", tempo)
        self.store("loop_length", self.recorded_beats(seconds, tempo))

    def recorded_beats(self, seconds: float, tempo: float) -> Any:
        """How long the recording was: counted in beats where the Set played all the time."""
        transport = self.song.transport
        transport.catch_up()
        if self.began_played is not None and transport.playing:
            return tidy(transport.played - self.began_played)
        return tidy(seconds * tempo / 60.0)

    def set_tempo_of_song(self, seconds: float) -> None:
        """The Set takes the tempo at which what was recorded is whole bars: so many as come nearest to its own."""
        bar = self.beats_per_bar()
        bars = max(round(seconds * self.song.values["tempo"] / 60.0 / bar), 1)
        self.song.change_tempo(as_float32(min(max(bars * bar * 60.0 / seconds, SLOWEST), FASTEST)))

    def follow_tempo(self) -> None:
        """The Set's tempo is another: when told to, what is in the buffer plays as much faster or slower."""
        before, self.song_tempo = self.song_tempo, self.song.values["tempo"]
        if self.values["loop_length"] and self.parameter_named("Tempo Control").values["value"]:
            self.store("tempo", self.values["tempo"] * self.song_tempo / before)

    # Length and speed

    def scale(self, factor: float) -> None:
        """Another length."""
        self.keep_for_undo()
        self.store("loop_length", tidy(self.values["loop_length"] * factor))

    def call_double_length(self) -> None:
        """Its content twice."""
        self.scale(2.0)

    def call_half_length(self) -> None:
        """The first half."""
        self.scale(0.5)

    def shift(self, semitones: float) -> None:
        """Another speed, within what the parameter allows; the tempo follows."""
        speed = self.parameter_named("Speed")
        value = speed.values["value"] + semitones
        if speed.values["min"] <= value <= speed.values["max"]:
            speed.change_value(value)
            self.store("tempo", self.values["tempo"] * 2.0 ** (semitones / OCTAVE))

    def call_double_speed(self) -> None:
        """An octave up."""
        self.shift(OCTAVE)

    def call_half_speed(self) -> None:
        """An octave down."""
        self.shift(-OCTAVE)

    def call_export_to_clip_slot(self, slot: Any) -> None:
        """An audio clip as long as the buffer."""
        if not self.values["loop_length"]:
            raise RuntimeError(EMPTY)
        if slot.track().kind != "audio" or slot.values["clip"] is not None:
            raise RuntimeError(NOT_A_SLOT)
        seconds = self.values["loop_length"] * 60.0 / self.song.values["tempo"]
        audio = AudioFile("Samples/Recorded/Looper.wav", int(round(seconds * SAMPLE_RATE)), SAMPLE_RATE)
        slot.put(self.make("Clip", canonical_parent=slot, kind="audio", audio=audio))
