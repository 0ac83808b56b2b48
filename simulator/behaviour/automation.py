"""Automation: envelopes that move parameters while they play, and changes of parameters that are recorded into them.

A session clip that plays drives the parameters of its envelopes; in the arrangement the envelopes of a track do, as
long as the track is not away from it (`values["automation_envelopes"]` of a Track: Envelopes whose time is the song's).
What a script or the user changes meanwhile is overridden until automation is enabled again or the clip is launched
anew; with Song.session_automation_record on, it is recorded instead where something is being recorded.
"""
from __future__ import annotations

from typing import Any, Dict, List, Optional, Set, Tuple

from ..classes import behaviour
from . import envelope_events as line
from .beat_time import as_float32
from .envelope import copies_of
from .launches import ARRANGEMENT
from .parameter import DeviceParameterBehaviour
from .track import TrackBehaviour

# DeviceParameter.AutomationState.
NONE, PLAYING, OVERRIDDEN = range(3)


class Automation:
    """What drives which parameter, for one Set."""

    def __init__(self, song: Any) -> None:
        self.song = song
        # Set by whatever may change who drives what; looked at once per tick.
        self.stale = True
        # The envelope of each parameter, and the Playing whose time it has (None: the song's).
        self.driving: Dict[Any, Tuple[Any, Any]] = {}
        self.overridden: Set[Any] = set()
        # Those that follow once although the Set stands still.
        self.waiting: Set[Any] = set()
        # Parameters that are held by hand, and where in their envelope they were written last.
        self.gestures: Dict[Any, Optional[float]] = {}

    # Who drives what

    def sources(self) -> Dict[Any, Tuple[Any, Any]]:
        """The driving envelopes as the Set is now; a session clip goes before the arrangement."""
        found: Dict[Any, Tuple[Any, Any]] = {}
        for track in self.song.every_track():
            if track.values["playing_slot_index"] == ARRANGEMENT:
                for envelope in track.automation():
                    found[envelope.parameter] = envelope, None
        for playing in self.song.launcher.playing.values():
            for envelope in playing.clip.envelopes():
                found[envelope.parameter] = envelope, playing
        return {parameter: source for parameter, source in found.items() if source[0].values["events"]}

    def refresh(self) -> None:
        """Looks who drives what, and tells the parameters."""
        if not self.stale:
            return
        self.stale = False
        before, self.driving = self.driving, self.sources()
        self.overridden.intersection_update(self.driving)
        self.waiting.intersection_update(self.driving)
        for parameter in list(before) + list(self.driving):
            if parameter.alive:
                parameter.store("automation_state", self.state_of(parameter))
        self.tell_overridden()
        self.song.tempo_automation.refresh()

    def tell_overridden(self) -> None:
        """Whether there is anything to enable again."""
        self.song.store("re_enable_automation_enabled", bool(self.overridden or self.song.signatures.overridden))

    def state_of(self, parameter: Any) -> int:
        """DeviceParameter.AutomationState."""
        if parameter not in self.driving:
            return NONE
        return OVERRIDDEN if parameter in self.overridden else PLAYING

    def position_in(self, playing: Any) -> float:
        """The time of an envelope now."""
        return float(self.song.transport.position if playing is None else self.song.launcher.position_of(playing))

    # Driving

    def tick(self) -> None:
        """Time has passed: every automated parameter goes where its envelope is."""
        self.refresh()
        playing, waiting = self.song.transport.playing, self.waiting
        if not playing and not waiting:
            return
        self.waiting = set()
        tempo = self.song.tempo_automation.parameter
        for parameter, (envelope, source) in list(self.driving.items()):
            if parameter is tempo and source is None and playing:
                # The transport itself tells it, see tempo_automation.py.
                continue
            if not (parameter.alive and envelope.alive):
                self.stale = True
            elif (playing or parameter in waiting) and not self.lets_go(parameter):
                parameter.follow(envelope.call_value_at_time(self.position_in(source)))

    def lets_go(self, parameter: Any) -> bool:
        """Whether the user's hand goes before what drives a parameter."""
        return parameter in self.overridden or parameter in self.gestures

    # Overriding

    def touched(self, parameter: Any, before: float) -> None:
        """A parameter was changed by hand: that is recorded, or overrides what drives it."""
        self.refresh()
        if not self.write(parameter, before):
            self.override(parameter)

    def override(self, parameter: Any) -> None:
        """What drives a parameter does so no more."""
        if parameter in self.driving and parameter not in self.overridden:
            self.overridden.add(parameter)
            self.stale = True
            self.refresh()

    def enable(self, parameters: Any) -> None:
        """What drives these parameters takes over again."""
        self.song.transport.catch_up()
        for parameter in list(parameters):
            if parameter in self.overridden:
                self.overridden.discard(parameter)
                self.waiting.add(parameter)
        self.stale = True
        self.refresh()

    def launched(self, clip: Any) -> None:
        """A clip was launched, perhaps anew: its envelopes are no longer overridden."""
        for envelope in clip.envelopes():
            self.overridden.discard(envelope.parameter)
        self.stale = True

    # Recording

    def writable(self, parameter: Any) -> Any:
        """(owner of the envelope that a change is recorded into, its Playing); (None, None) when none is."""
        song, track = self.song, parameter.track()
        if not song.values["session_automation_record"] or not song.transport.playing:
            return None, None
        song.transport.catch_up()
        playing = song.launcher.playing.get(track)
        if playing is not None:
            overdubs = song.values["session_record"] and track.get_can_be_armed() and track.values["arm"]
            records = playing.clip.values["is_recording"] or overdubs
            return (playing.clip, playing) if records else (None, None)
        return (track, None) if song.recorder.start is not None else (None, None)

    def write(self, parameter: Any, before: float) -> bool:
        """Records what a parameter has become; says whether something is recorded."""
        owner, playing = self.writable(parameter)
        if owner is None:
            return False
        envelope = owner.find_envelope(parameter) or owner.add_envelope(parameter)
        here, value, stepped = self.position_in(playing), parameter.values["value"], envelope.is_stepped()
        events, since = envelope.values["events"], self.gestures.get(parameter)
        if since is not None and since < here:
            # Held since the last time: what the envelope had in between is written over.
            kept = tuple(event for event in events if event[0] <= since)
            events = kept + line.jump(here, before, value) + tuple(event for event in events if event[0] > here)
        else:
            events = line.point(events, here, value, before, stepped)
        if parameter in self.gestures:
            self.gestures[parameter] = here
        self.overridden.discard(parameter)
        envelope.store_events(events)
        return True

    def begin_gesture(self, parameter: Any) -> None:
        """It is held by hand: what drives it lets go."""
        self.gestures.setdefault(parameter, None)

    def end_gesture(self, parameter: Any) -> None:
        """It is let go: until here it had the value that was written last, and from here on that of before."""
        since = self.gestures.pop(parameter, None)
        owner, playing = self.writable(parameter)
        if since is None or owner is None:
            return
        envelope, here = owner.find_envelope(parameter), self.position_in(playing)
        if envelope is not None and since < here:
            held, events = parameter.values["value"], envelope.values["events"]
            out = line.value_at(events, here, envelope.is_stepped())
            kept = tuple(event for event in events if event[0] <= since)
            behind = tuple(event for event in events if event[0] > here)
            envelope.store_events(kept + line.jump(here, held, out) + behind)


@behaviour("DeviceParameter")
class ParameterAutomation(DeviceParameterBehaviour):
    """What automation does with a parameter."""

    def track(self) -> Any:
        """The parameter's track."""
        owner = self.values["canonical_parent"]
        while "Track" not in owner.lineage:
            owner = owner.values["canonical_parent"]
        return owner

    def set_value(self, value: float) -> None:
        """By a script or by hand."""
        before = self.values["value"]
        super().set_value(value)
        self.song.automation.touched(self, before)

    def revived(self) -> None:
        """Whether automation plays is looked at anew for a parameter that undo brought back."""
        super().revived()
        self.values["automation_state"] = NONE
        self.song.automation.stale = True

    def follow(self, value: float) -> None:
        """By automation: nothing that undo takes back."""
        value = min(max(as_float32(value), self.values["min"]), self.values["max"])
        with self.song.history.unrecorded():
            self.change_value(float(round(value)) if self.spec.items else value)

    def call_re_enable_automation(self) -> None:
        """Automation that was overridden takes over again."""
        self.song.automation.enable([self])

    def call_begin_gesture(self) -> None:
        """The user takes hold of it."""
        self.song.automation.begin_gesture(self)

    def call_end_gesture(self) -> None:
        """The user lets go."""
        self.song.automation.end_gesture(self)


@behaviour("Track")
class TrackAutomation(TrackBehaviour):
    """The envelopes of a track in the arrangement; Live's API does not show them."""

    def set_mute(self, value: bool) -> None:
        """Overrides or records the automation of the track's activator."""
        activator = self.values["mixer_device"].values["track_activator"]
        before = activator.values["value"]
        super().set_mute(value)
        self.song.automation.touched(activator, before)

    def automation(self) -> List[Any]:
        """The envelopes of parameters that are there."""
        return [each for each in self.values.get("automation_envelopes", ()) if each.parameter.alive]

    def find_envelope(self, parameter: Any) -> Any:
        """The envelope of a parameter, or None."""
        return next((each for each in self.automation() if each.parameter is parameter), None)

    def add_envelope(self, parameter: Any) -> Any:
        """A new, empty one."""
        self.values.setdefault("automation_envelopes", [])
        envelope = self.make("Envelope", canonical_parent=self, automated=parameter)
        self.store("automation_envelopes", self.automation() + [envelope])
        self.song.automation.stale = True
        return envelope

    def take_automation(self, original: Any) -> None:
        """Copies of another track's envelopes."""
        self.values["automation_envelopes"] = copies_of(original.automation(), self, original, self)
        self.song.automation.stale = True

    def restored(self, name: str) -> None:
        """Undo stores envelopes."""
        super().restored(name)
        if name == "automation_envelopes":
            self.song.automation.stale = True
