"""MixerDevice and ChainMixerDevice: faders, pans, sends, and what only the main track has."""
from __future__ import annotations

from typing import Any

from ..classes import behaviour
from .lom_object import LomObjectBehaviour
from .parameter_spec import choice_spec, mixer_spec

VOLUME = mixer_spec("Track Volume", "volume", 0.0, 1.0, 0.85)
PANNING = mixer_spec("Track Panning", "panning", -1.0, 1.0, 0.0)
LEFT_SPLIT = mixer_spec("Split Stereo Pan L", "panning", -1.0, 1.0, -1.0)
RIGHT_SPLIT = mixer_spec("Split Stereo Pan R", "panning", -1.0, 1.0, 1.0)
ACTIVATOR = choice_spec("Speaker On", 1, ("Off", "On"))
CUE_VOLUME = mixer_spec("Preview Volume", "volume", 0.0, 1.0, 0.85)
CROSSFADER = mixer_spec("Crossfader", "panning", -1.0, 1.0, 0.0)
SONG_TEMPO = mixer_spec("Song Tempo", "tempo", 20.0, 999.0, 120.0)
CHAIN_VOLUME = mixer_spec("Chain Volume", "volume", 0.0, 1.0, 0.85)
CHAIN_PANNING = mixer_spec("Chain Panning", "panning", -1.0, 1.0, 0.0)
CHAIN_ACTIVATOR = choice_spec("Chain Activator", 1, ("Off", "On"))

EVERY_TRACK = (("volume", VOLUME), ("panning", PANNING), ("track_activator", ACTIVATOR),
               ("left_split_stereo", LEFT_SPLIT), ("right_split_stereo", RIGHT_SPLIT))
MAIN_TRACK = (("crossfader", CROSSFADER), ("cue_volume", CUE_VOLUME), ("song_tempo", SONG_TEMPO))
EVERY_CHAIN = (("volume", CHAIN_VOLUME), ("panning", CHAIN_PANNING), ("chain_activator", CHAIN_ACTIVATOR))

ASSIGN_NONE = 1


class Mixer(LomObjectBehaviour):
    """Parameters by name, and a list of sends that follows the return tracks or chains."""

    def make_parameters(self, rows: Any) -> None:
        """One parameter per row (name, spec)."""
        for name, spec in rows:
            self.values[name] = self.make("DeviceParameter", canonical_parent=self, spec=spec)
        self.values["sends"] = []

    def parameter_changed(self, parameter: Any) -> None:
        """The track or chain derives mute and more from parameters."""
        for name, value in self.values.items():
            if value is parameter:
                self.values["canonical_parent"].mixer_changed(name)

    def match_sends(self, names: Any) -> None:
        """One send for each name, in that order; existing sends keep their values and take the names."""
        sends = list(self.values["sends"])
        while len(sends) < len(names):
            spec = mixer_spec(names[len(sends)], "send", 0.0, 1.0, 0.0)
            sends.append(self.make("DeviceParameter", canonical_parent=self, spec=spec))
        self.store("sends", sends)
        for send, name in zip(sends, names):
            send.take_name(name)

    def remove_send(self, index: int) -> None:
        """Ends the send to a return that goes."""
        sends = list(self.values["sends"])
        if index < len(sends):
            gone = sends.pop(index)
            self.store("sends", sends)
            gone.kill()


@behaviour("MixerDevice")
class MixerDeviceBehaviour(Mixer):
    """The mixer of one track."""

    def initialise(self, is_main: bool = False) -> None:
        """is_main: has crossfader, cue volume and song tempo, and no sends."""
        super().initialise()
        self.is_main = is_main
        self.make_parameters(EVERY_TRACK + (MAIN_TRACK if is_main else ()))
        self.values["crossfade_assign"] = ASSIGN_NONE

    def get_crossfader(self) -> Any:
        """Main track only."""
        return self.of_main("crossfader", "Only the main track has a crossfader!")

    def get_cue_volume(self) -> Any:
        """Main track only."""
        return self.of_main("cue_volume", "Cue volume available on the main track only!")

    def get_song_tempo(self) -> Any:
        """Main track only."""
        return self.of_main("song_tempo", "Only the main track has the song tempo!")

    def of_main(self, name: str, refusal: Any) -> Any:
        """A parameter that other tracks refuse to give."""
        if not self.is_main:
            self.refuse(refusal)
        return self.values[name]

    def get_crossfade_assign(self) -> int:
        """0 A, 1 none, 2 B."""
        if self.is_main:
            self.refuse("Main track has no crossfader assignment!")
        return self.values["crossfade_assign"]

    def set_crossfade_assign(self, value: int) -> None:
        """0 A, 1 none, 2 B."""
        if self.is_main:
            self.refuse("Main track has no crossfader assignment!")
        self.check_range("crossfade_assign", value)
        self.store("crossfade_assign", value)


@behaviour("ChainMixerDevice")
class ChainMixerDeviceBehaviour(Mixer):
    """The mixer of one chain of a rack."""

    def initialise(self) -> None:
        """The sends follow the rack's return chains."""
        super().initialise()
        self.make_parameters(EVERY_CHAIN)
