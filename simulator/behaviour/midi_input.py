"""The notes that are played into Live: to which tracks they go, into which recordings, and what capture_midi finds."""
from __future__ import annotations

from collections import deque
from typing import Any, Deque, Dict, List, NamedTuple, Optional, Tuple

NOTE_OFF, NOTE_ON = 0x80, 0x90
MONITOR_IN = 0
# How much capture_midi looks back.
MOST_KEPT = 4096


class Played(NamedTuple):
    """One note as it was played: beats count what the transport played, seconds are the simulator's."""

    track: Any
    pitch: int
    velocity: float
    seconds: float
    end_seconds: float
    position: float
    beats: float
    end_beats: float
    while_playing: bool
    take: int


class Held(NamedTuple):
    """A key that is down, on one track; clip_position: where in the clip that records, None when none does.

    take: the take of the arrangement in which it went down (Recorder.take).
    """

    track: Any
    velocity: float
    seconds: float
    position: float
    beats: float
    while_playing: bool
    clip: Any
    clip_position: Optional[float]
    take: int

    def until(self, pitch: int, position: float) -> Played:
        """The note as if the key had come up at a place of the arrangement."""
        return Played(self.track, pitch, self.velocity, self.seconds, self.seconds, self.position, self.beats,
                      self.beats + position - self.position, self.while_playing, self.take)


class MidiInput:
    """What comes from keyboards, for one Set."""

    def __init__(self, song: Any) -> None:
        self.song = song
        self.held: Dict[Tuple[int, int], List[Held]] = {}
        self.kept: Deque[Played] = deque(maxlen=MOST_KEPT)

    def listening(self) -> List[Any]:
        """The MIDI tracks that hear what is played: armed, or with their monitor on In."""
        return [track for track in self.song.values["tracks"] if track.kind == "midi"
                and (track.values["arm"] or track.values["implicit_arm"]
                     or track.values["current_monitoring_state"] == MONITOR_IN)]

    def receive(self, message: Any) -> None:
        """One MIDI message; all but notes pass without a trace."""
        if len(message) != 3 or message[0] & 0xF0 not in (NOTE_OFF, NOTE_ON):
            return
        self.song.transport.catch_up()
        key = message[0] & 0x0F, message[1]
        self.release(key)
        if message[0] & 0xF0 == NOTE_ON and message[2]:
            self.press(key, float(message[2]))

    def press(self, key: Tuple[int, int], velocity: float) -> None:
        """A key goes down."""
        transport, held = self.song.transport, []
        for track in self.listening():
            clip, place = self.song.launcher.recording_on(track)
            self.song.meters.struck_key(track, velocity)
            held.append(Held(track, velocity, self.song.simulator.now(), transport.position, transport.played,
                             transport.playing, clip, place, self.song.recorder.take))
        self.held[key] = held

    def release(self, key: Tuple[int, int]) -> None:
        """A key comes up: the note is whole now."""
        transport = self.song.transport
        for down in self.held.pop(key, ()):
            if not down.track.alive:
                continue
            note = Played(down.track, key[1], down.velocity, down.seconds, self.song.simulator.now(), down.position,
                          down.beats, transport.played, down.while_playing, down.take)
            self.kept.append(note)
            if down.clip is not None and down.clip.alive:
                length = note.end_beats - note.beats
                if not down.clip.values["is_recording"]:
                    # Overdubbed, and its loop came round: no note goes on behind the end.
                    length = min(length, max(down.clip.get_loop_end() - down.clip_position, 0.0))
                down.clip.record_note(note.pitch, down.clip_position, length, note.velocity)
            self.song.recorder.record_note(note)
        if self.kept:
            self.song.store("can_capture_midi", True)

    def cut_held(self, clip: Any, end: float) -> None:
        """A Session recording ends at a place of its clip: notes of keys that are still down end with it.

        What such a key does later is nothing to the clip.
        """
        for key, held in self.held.items():
            for down in held:
                if down.clip is clip:
                    clip.record_note(key[1], down.clip_position, end - down.clip_position, down.velocity)
            self.held[key] = [down._replace(clip=None) if down.clip is clip else down for down in held]

    def take_kept(self) -> List[Played]:
        """What capture_midi finds, and then nothing."""
        found = [note for note in self.kept if note.track.alive]
        self.kept.clear()
        self.song.store("can_capture_midi", False)
        return found
