"""Level meters: they show what clips, played notes and inputs send through the mixer, fall slowly, and end at 0.

A level goes from the track's clip and what it monitors over its fader and pan to its group, another track or the main
track, and over its sends to the returns (all behind the fader). What comes in by a routing is that of the step before,
so that routings may go in circles.
"""
from __future__ import annotations

import math
from typing import Any, Dict, List, Tuple

from .curves import send_decibels
from .device_catalogue import INSTRUMENT
from .sounding import (
    MOST_POWER,
    MOST_VELOCITY,
    Notes,
    audio_power,
    fader_power,
    meter_value,
    note_power,
    power_of,
)

STEP = 0.03
# Speed of the fall, what counts as nothing, and how long the peak of the whole is held (measured).
FALL_PER_SECOND, SILENT = 3.0, 0.002
PEAK_HOLD = 1.0
OUTPUT = ("output_meter_level", "output_meter_left", "output_meter_right")
INPUT = ("input_meter_level", "input_meter_left", "input_meter_right")
MONITOR_IN, MONITOR_OFF = 0, 2
CROSSFADE_A, CROSSFADE_B = 0, 2

Stereo = Tuple[float, float]
NOTHING: Stereo = (0.0, 0.0)


def add(one: Stereo, other: Stereo) -> Stereo:
    """Both together."""
    return min(one[0] + other[0], MOST_POWER), min(one[1] + other[1], MOST_POWER)


def scale(level: Stereo, left: float, right: float) -> Stereo:
    """More or less of it."""
    return level[0] * left, level[1] * right


class Needle:
    """One meter: rises at once, stays up for a while, falls slowly."""

    def __init__(self, hold: float) -> None:
        self.hold = hold
        self.value = 0.0
        self.until = 0.0

    def move(self, target: float, now: float, passed: float) -> float:
        """Time has passed, and this is what there is to show."""
        if target >= self.value and target > 0.0:
            self.value, self.until = target, now + self.hold
        elif now >= self.until:
            fallen = self.value * math.exp(-FALL_PER_SECOND * passed)
            self.value = max(target, fallen if fallen > SILENT else 0.0)
        return self.value


class Meters:
    """The meters of one Set; moved about thirty times a second."""

    def __init__(self, song: Any) -> None:
        self.song = song
        self.moved = 0.0
        self.notes = Notes()
        # Power at the hardware inputs; nothing is plugged in.
        self.external = 0.0
        # Velocity of keys that went down since the last step, by track.
        self.struck: Dict[Any, float] = {}
        self.needles: Dict[Any, List[Needle]] = {}
        self.before: Dict[Any, float] = {}
        self.levels: Dict[Any, Stereo] = {}

    def struck_key(self, track: Any, velocity: float) -> None:
        """A key that a track hears went down."""
        self.struck[track] = max(velocity, self.struck.get(track, 0.0))

    @property
    def idle(self) -> bool:
        """Whether there is nothing to show and nothing to fall."""
        song = self.song
        plays = song.transport.playing and (song.launcher.playing or song.arrangement.playing)
        return not (self.needles or plays or self.struck or self.external or any(song.midi_input.held.values()))

    def tick(self) -> None:
        """Time has passed."""
        now = self.song.simulator.now()
        if now - self.moved < STEP - 1e-9:
            return
        passed, self.moved = now - self.moved, now
        if not self.idle:
            self.step(now, passed)

    def step(self, now: float, passed: float) -> None:
        """Mixes what sounds now, and moves the needles."""
        song, mix = self.song, Mix(self)
        for track in reversed(song.values["tracks"]):
            mix.play(track)
        for track in song.values["return_tracks"]:
            mix.play(track)
        mix.play(song.values["master_track"])
        for track in song.every_track():
            self.show(track, OUTPUT, mix.out.get(track, NOTHING), mix.midi_out.get(track, 0.0), now, passed)
            self.show(track, INPUT, mix.into.get(track, NOTHING), mix.midi_in.get(track, 0.0), now, passed)
        self.levels, self.before = mix.out, mix.places
        self.struck.clear()
        self.notes.forget(mix.places)
        for track, _ in [key for key in self.needles if not key[0].alive]:
            self.needles.pop((track, OUTPUT), None)
            self.needles.pop((track, INPUT), None)

    def show(self, track: Any, names: Any, level: Stereo, midi: float, now: float, passed: float) -> None:
        """Moves the three needles of an input or output; MIDI has but the first of them."""
        needles = self.needles.get((track, names))
        if needles is None:
            if level == NOTHING and not midi:
                return
            needles = self.needles[track, names] = [Needle(PEAK_HOLD), Needle(0.0), Needle(0.0)]
        left, right = meter_value(level[0]), meter_value(level[1])
        # Tracks that put out MIDI refuse the meters of left and right: nobody is told of those.
        silent_sides = names is OUTPUT and not track.get_has_audio_output()
        for needle, name, target in zip(needles, names, (max(left, right, midi), left, right)):
            if silent_sides and name != names[0]:
                needle.value = track.values[name] = 0.0
            else:
                track.store(name, needle.move(target, now, passed))
        if not any(needle.value for needle in needles):
            del self.needles[track, names]


class Mix:
    """One step: what comes into each track, and what goes out of it."""

    def __init__(self, meters: Meters) -> None:
        self.meters = meters
        self.song = meters.song
        self.out: Dict[Any, Stereo] = {}
        self.into: Dict[Any, Stereo] = {}
        self.midi_in: Dict[Any, float] = {}
        self.midi_out: Dict[Any, float] = {}
        # What other tracks have sent to groups, returns, tracks and the main track so far.
        self.received: Dict[Any, Stereo] = {}
        # Where in its own time each playing clip is.
        self.places: Dict[Any, float] = {}
        self.main = self.song.values["master_track"]
        self.held: Dict[Any, List[Any]] = {}
        for keys in self.song.midi_input.held.values():
            for key in keys:
                self.held.setdefault(key.track, []).append(key)

    def play(self, track: Any) -> None:
        """One track; those that send to it were played before, as far as the order of the mixer allows."""
        if track.kind == "midi":
            level = self.play_midi(track)
        else:
            level = add(self.received.get(track, NOTHING), self.play_audio(track) if track.kind == "audio" else NOTHING)
        if level == NOTHING or track is not self.main and self.is_silent(track):
            return
        mixer = track.values["mixer_device"].values
        level = scale(level, *[each * fader_power(mixer["volume"].values["value"])
                               for each in pan(mixer["panning"].values["value"])])
        self.out[track] = level
        if track is not self.main:
            self.send(track, mixer, level)

    @staticmethod
    def is_silent(track: Any) -> bool:
        """Muted, or silenced by another's solo."""
        return bool(track.get_mute() or track.values["muted_via_solo"])

    def send(self, track: Any, mixer: Any, level: Stereo) -> None:
        """To the returns, and to where the track's output goes."""
        for target, parameter in zip(self.song.values["return_tracks"], mixer["sends"]):
            amount = parameter.values["value"]
            if amount > 0.0 and target is not track:
                self.receive(target, scale(level, *[power_of(send_decibels(amount))] * 2))
        target = self.destination(track)
        if target is self.main:
            level = scale(level, *[crossfade(self.main, mixer["crossfade_assign"])] * 2)
        if target is not None:
            self.receive(target, level)

    def receive(self, track: Any, level: Stereo) -> None:
        """More for a track."""
        self.received[track] = add(self.received.get(track, NOTHING), level)

    def destination(self, track: Any) -> Any:
        """The track that gets its output; None for the hardware and for none."""
        choice = track.values["output_routing_choice"]
        if choice is None or choice[0] == "group":
            return track.values["group_track"] or self.main
        if choice[0] == "track":
            target = self.song.history.current(choice[1])
            return target if target.alive else self.main
        return self.main if choice[0] == "Main" else None

    # Sources

    def clip_of(self, track: Any) -> Any:
        """(clip that plays on the track, its position); (None, 0.0) without."""
        if not self.song.transport.playing:
            return None, 0.0
        playing = self.song.launcher.playing.get(track)
        if playing is not None:
            clip, place = playing.clip, self.song.launcher.position_of(playing)
        else:
            clip = self.song.arrangement.playing.get(track)
            place = 0.0 if clip is None else clip.values["playing_position"]
        if clip is None or clip.values["muted"]:
            return None, 0.0
        self.places[clip] = place
        return clip, place

    def monitors(self, track: Any) -> bool:
        """Whether what comes in is heard."""
        state = track.values["current_monitoring_state"]
        armed = track.values["arm"] or track.values["implicit_arm"]
        return bool(state == MONITOR_IN or state != MONITOR_OFF and armed)

    def play_midi(self, track: Any) -> Stereo:
        """Notes of the clip and of the keys; without an instrument they leave as MIDI."""
        struck = [(note.velocity, place - note.start_time) for note, place in self.clip_notes(track)]
        keys = [(key.velocity, (self.song.simulator.now() - key.seconds) * self.song.transport.speed())
                for key in self.held.get(track, ())]
        fresh = self.meters.struck.get(track, 0.0)
        if keys or fresh:
            self.midi_in[track] = max([fresh] + [velocity for velocity, _ in keys]) / MOST_VELOCITY
            if self.monitors(track):
                struck += keys or [(fresh, 0.0)]
        if not struck:
            return NOTHING
        if not track.get_has_audio_output():
            if not self.is_silent(track):
                self.midi_out[track] = max(velocity for velocity, _ in struck) / MOST_VELOCITY
            return NOTHING
        if not sounds(track):
            return NOTHING
        power = min(sum(note_power(velocity, age) for velocity, age in struck), MOST_POWER)
        return power, power

    def clip_notes(self, track: Any) -> Any:
        """(note, position) of the clip's notes that sound, or began and ended since the last step."""
        clip, place = self.clip_of(track)
        if clip is None:
            return []
        since = self.meters.before.get(clip, place)
        if since > place:
            since = clip.get_loop_start()
        return [(note, place) for note in self.meters.notes.sounding(clip, min(since, place), place)]

    def play_audio(self, track: Any) -> Stereo:
        """The clip, and what is monitored."""
        clip, place = self.clip_of(track)
        power = 0.0
        if clip is not None and not clip.values["is_recording"]:
            power = audio_power(clip.values["gain"], place * clip.beats_per_unit())
        coming = self.input_of(track)
        if coming != NOTHING:
            self.into[track] = coming
        return add((power, power), coming if self.monitors(track) else NOTHING)

    def input_of(self, track: Any) -> Stereo:
        """What comes to an audio track's input."""
        choice = track.values["input_routing_choice"]
        if choice is None or choice[0] == "Ext. In":
            return self.meters.external, self.meters.external
        if choice[0] == "track":
            return self.meters.levels.get(self.song.history.current(choice[1]), NOTHING)
        return self.meters.levels.get(self.main, NOTHING) if choice[0] in ("Resampling", "Main") else NOTHING


def sounds(track: Any) -> bool:
    """Whether an instrument of the track is switched on."""
    return any(device.get_is_active() for device in track.values["devices"] if device.values["type"] == INSTRUMENT)


def pan(value: float) -> Stereo:
    """What of the left and of the right is left at a place from -1 to 1; all of both in the middle."""
    angle = (value + 1.0) * math.pi / 4.0
    return min(2.0 * math.cos(angle) ** 2, 1.0), min(2.0 * math.sin(angle) ** 2, 1.0)


def crossfade(main: Any, assigned: int) -> float:
    """What the crossfader lets through."""
    place = main.values["mixer_device"].values["crossfader"].values["value"]
    away = max(place if assigned == CROSSFADE_A else -place if assigned == CROSSFADE_B else 0.0, 0.0)
    return math.cos(away * math.pi / 2.0) ** 2 if away < 1.0 else 0.0
