"""Track: MIDI, audio, group and return tracks and the main track: their kind, names, mixer switches and devices."""
from __future__ import annotations

from typing import Any, List

from ..classes import behaviour
from .colour import Coloured
from .device import RACKS
from .device_catalogue import INSTRUMENT
from .device_chain import DeviceContainerBehaviour
from .lom_object import LomObjectBehaviour
from .takes import shown_clips

KINDS = ("midi", "audio", "group", "return", "main")
DEFAULT_NAMES = {"midi": "MIDI", "audio": "Audio", "group": "Group", "return": "Return"}
MONITORING_STATES = 3
NO_ARM = "Main and Return Tracks have no 'Arm' state!"
NO_MONITORING = "Main and Return Tracks have no monitoring state!"
MIDI_HAS_NO = "MIDI tracks have no '{}' property!"
MAIN_HAS_NO = "Main track has no '{}' property!"
NO_ARRANGEMENT = "Main, Group and Return Tracks have no arrangement clips"
# Live refuses this, in words that nobody wrote down.
NOT_FOLDABLE = "This Track can not be folded"


def letter(index: int) -> Any:
    """A, B, C ... of the return tracks."""
    return chr(ord("A") + index)


@behaviour("Track")
class TrackBehaviour(Coloured, DeviceContainerBehaviour):
    """What tracks of all kinds share, and what some of them refuse."""

    def initialise(self, kind: str = "midi") -> None:
        """kind: one of KINDS."""
        super().initialise()
        self.kind = kind
        # What a loaded Set calls a track that nobody named, where its devices do not say it.
        self.stem = ""
        # CoveredClips, while something is recorded over clips of the arrangement.
        self.covered: Any = None
        self.values.update(
            name="", color_index=0, devices=[], clip_slots=[], arrangement_clips=[], arrangement_takes=[],
            take_lanes=[], group_track=None,
            mixer_device=self.make("MixerDevice", canonical_parent=self, is_main=kind == "main"),
            is_foldable=kind == "group", fold_state=False, solo=False, muted_via_solo=False, arm=False,
            current_monitoring_state=1, playing_slot_index=-1, fired_slot_index=-1, data={}, is_frozen=False,
            input_routing_choice=None, output_routing_choice=None, input_routing_channel_name="",
            output_routing_channel_name="", routings_ready=False)
        self.simulator.defer(self.open_routings)

    # Names

    def get_name(self) -> str:
        """Its own name, or one made of its number and kind; returns always carry their letter."""
        return self.name_at(self.index())

    def name_at(self, index: int) -> str:
        """Its name when it is at that place in its row."""
        own: str = self.values["name"]
        if self.kind == "main":
            return own or self.main_word
        if self.kind == "return":
            return "{}-{}".format(letter(index), own or self.default_name())
        return own or "{}-{}".format(index + 1, self.default_name())

    def default_name(self) -> Any:
        """The instrument's name, or the kind's."""
        for device in self.values["devices"]:
            if device.values["type"] == INSTRUMENT:
                return device.values["name"]
        return self.stem or DEFAULT_NAMES[self.kind]

    def index(self) -> Any:
        """Place among the tracks, or among the return tracks."""
        siblings = self.song.values["return_tracks" if self.kind == "return" else "tracks"]
        return siblings.index(self) if self in siblings else len(siblings)

    def set_name(self, value: str) -> None:
        """Blanks give the default name back; a return's own letter is not stored twice."""
        value = value.strip() and value
        if self.kind == "return" and value.startswith(letter(self.index()) + "-"):
            value = value[2:]
        if self.store("name", value):
            self.song.name_changed(self)

    def devices_changed(self) -> None:
        """An instrument changes the default name, the outputs and what others can route."""
        super().devices_changed()
        self.song.names_changed()
        for name in ("has_audio_output", "has_midi_output"):
            self.notify(name)
        self.song.notify_routings()

    def restored(self, name: str) -> None:
        """Undo stores own names."""
        super().restored(name)
        if name == "name":
            self.song.names_changed()
        if name in ("solo", "group_track"):
            self.song.refresh_solos()
        if name == "arm":
            self.song.follow_arm(self)

    # What kinds of track have

    def takes_midi(self) -> bool:
        """Whether MIDI devices belong here."""
        return self.kind == "midi"

    def has_instrument(self) -> bool:
        """Whether MIDI becomes audio here."""
        return any(device.values["type"] == INSTRUMENT for device in self.values["devices"])

    def get_has_audio_input(self) -> bool:
        """All but MIDI tracks."""
        return self.kind != "midi"

    def get_has_midi_input(self) -> bool:
        """MIDI tracks."""
        return self.kind == "midi"

    def get_has_audio_output(self) -> bool:
        """All but MIDI tracks without an instrument."""
        return self.kind != "midi" or self.has_instrument()

    def get_has_midi_output(self) -> bool:
        """MIDI tracks without an instrument."""
        return not self.get_has_audio_output()

    def get_can_be_armed(self) -> bool:
        """MIDI and audio tracks."""
        return self.kind in ("midi", "audio")

    def get_can_be_frozen(self) -> bool:
        """MIDI and audio tracks."""
        return self.kind in ("midi", "audio")

    def get_can_show_chains(self) -> bool:
        """With a rack."""
        return any(device.spec.class_name in RACKS for device in self.values["devices"])

    def get_is_grouped(self) -> bool:
        """Inside a group track."""
        return self.values["group_track"] is not None

    def get_is_visible(self) -> bool:
        """False inside a folded group, however far up."""
        group = self.values["group_track"]
        while group is not None:
            if group.values["fold_state"]:
                return False
            group = group.values["group_track"]
        return True

    def get_is_part_of_selection(self) -> bool:
        """The selected track is."""
        return self.song.values["view"].values["selected_track"] is self

    def get_fold_state(self) -> bool:
        """Group tracks only."""
        if self.kind != "group":
            raise RuntimeError(NOT_FOLDABLE)
        return self.values["fold_state"]

    def set_fold_state(self, value: bool) -> None:
        """Group tracks only; other tracks become visible or not."""
        self.get_fold_state()
        if self.store("fold_state", value):
            self.song.notify("visible_tracks")

    def get_arrangement_clips(self) -> List[Any]:
        """MIDI and audio tracks only."""
        if not self.get_can_be_armed():
            self.refuse(NO_ARRANGEMENT)
        return shown_clips(self)

    # Mixer switches

    def refuse_on_main(self, name: str) -> None:
        """Raises what the main track says to properties that only other tracks have."""
        if self.kind == "main":
            self.refuse(MAIN_HAS_NO.format(name))

    def get_mute(self) -> bool:
        """The opposite of the track's activator."""
        self.refuse_on_main("mute")
        return self.values["mixer_device"].values["track_activator"].values["value"] < 0.5

    def set_mute(self, value: bool) -> None:
        """Switches the track's activator."""
        self.refuse_on_main("mute")
        self.values["mixer_device"].values["track_activator"].change_value(0.0 if value else 1.0)

    def mixer_changed(self, name: str) -> None:
        """Some parameters of the mixer are also properties."""
        if name == "track_activator":
            self.notify("mute")
        if name == "song_tempo":
            self.song.take_tempo(self.values["mixer_device"].values["song_tempo"].values["value"])

    def get_solo(self) -> bool:
        """Not on the main track."""
        self.refuse_on_main("solo")
        return self.values["solo"]

    def set_solo(self, value: bool) -> None:
        """Leaves the solo of other tracks alone, whatever Song.exclusive_solo says."""
        self.refuse_on_main("solo")
        if self.store("solo", value):
            self.song.refresh_solos()

    def get_muted_via_solo(self) -> bool:
        """Not on the main track."""
        self.refuse_on_main("muted_via_solo")
        return self.values["muted_via_solo"]

    def check_armable(self) -> None:
        """Raises on tracks that can not be armed."""
        if not self.get_can_be_armed():
            self.refuse(NO_ARM)

    def get_arm(self) -> bool:
        """MIDI and audio tracks only."""
        self.check_armable()
        return self.values["arm"]

    def set_arm(self, value: bool) -> None:
        """Leaves other tracks armed, whatever Song.exclusive_arm says."""
        self.check_armable()
        self.song.transport.catch_up()
        self.store("arm", value)
        self.song.follow_arm(self)

    def get_implicit_arm(self) -> bool:
        """MIDI and audio tracks only."""
        self.check_armable()
        return self.values["implicit_arm"]

    def set_implicit_arm(self, value: bool) -> None:
        """MIDI and audio tracks only."""
        self.check_armable()
        self.store("implicit_arm", value)

    def get_current_monitoring_state(self) -> int:
        """0 in, 1 auto, 2 off."""
        if not self.get_can_be_armed():
            self.refuse(NO_MONITORING)
        return self.values["current_monitoring_state"]

    def set_current_monitoring_state(self, value: int) -> None:
        """0 in, 1 auto, 2 off."""
        self.get_current_monitoring_state()
        if not 0 <= value < MONITORING_STATES:
            raise RuntimeError("Invalid monitoring state!")
        self.store("current_monitoring_state", value)

    # Meters

    def audio_meter(self, name: str, has_audio: Any) -> Any:
        """A meter that tracks without audio refuse."""
        if not has_audio:
            raise RuntimeError(MIDI_HAS_NO.format(name))
        return self.values[name]

    def get_input_meter_left(self) -> float:
        """Not on MIDI tracks."""
        return self.audio_meter("input_meter_left", self.kind != "midi")

    def get_input_meter_right(self) -> float:
        """Not on MIDI tracks."""
        return self.audio_meter("input_meter_right", self.kind != "midi")

    def get_output_meter_left(self) -> float:
        """Not on tracks that put out MIDI."""
        return self.audio_meter("output_meter_left", self.get_has_audio_output())

    def get_output_meter_right(self) -> float:
        """Not on tracks that put out MIDI."""
        return self.audio_meter("output_meter_right", self.get_has_audio_output())

    # Data that scripts keep in the Set

    def call_get_data(self, key: str, default_value: Any) -> Any:
        """What a script stored under that key."""
        return self.values["data"].get(key, default_value)

    def call_set_data(self, key: str, value: Any) -> None:
        """Keeps something for the script."""
        self.store("data", dict(self.values["data"], **{key: value}))


@behaviour("Track.View")
class TrackViewBehaviour(LomObjectBehaviour):
    """The selected device, and how new devices are inserted."""

    def get_is_collapsed(self) -> bool:
        """Session tracks only."""
        self.check_collapsible()
        return self.values["is_collapsed"]

    def set_is_collapsed(self, value: bool) -> None:
        """Session tracks only."""
        self.check_collapsible()
        self.store("is_collapsed", value)

    def check_collapsible(self) -> None:
        """Raises on the main track."""
        if self.values["canonical_parent"].kind == "main":
            raise RuntimeError("This Track can not be collapsed")

    def get_selected_device(self) -> Any:
        """The first device until another is selected."""
        selected = self.values["selected_device"]
        devices = self.values["canonical_parent"].values["devices"]
        if selected is not None and selected.alive:
            return selected
        return devices[0] if devices else None

    def call_select_instrument(self) -> bool:
        """Selects the instrument; says whether there is one."""
        for device in self.values["canonical_parent"].values["devices"]:
            if device.values["type"] == INSTRUMENT:
                self.song.values["view"].call_select_device(device, True)
                return True
        return False
