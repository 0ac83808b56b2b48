"""Chain and DrumChain: the parallel signal paths of a rack."""
from __future__ import annotations

from typing import Any, Optional, Tuple

from ..classes import behaviour
from .colour import Coloured
from .device_catalogue import INSTRUMENT
from .device_chain import DeviceContainerBehaviour
from .lom_object import LomObjectBehaviour
from .notes import HIGHEST_PITCH, LOWEST_PITCH

DEFAULT_NAME, DEFAULT_RETURN_NAME = "Chain", "Return Chain"
MOST_CHOKE_GROUPS = 16


@behaviour("Chain")
class ChainBehaviour(Coloured, DeviceContainerBehaviour):
    """One chain of a rack."""

    def initialise(self) -> None:
        """Empty, and coloured like its rack's track."""
        super().initialise()
        # The name that its devices gave it in a loaded Set, and what the Set called it.
        self.shown: Optional[Tuple[str, str]] = None
        self.values.update(devices=[], is_auto_colored=True, color_index=0, name="",
                           mixer_device=self.make("ChainMixerDevice", canonical_parent=self))

    def rack(self) -> Any:
        """The rack that the chain is in."""
        return self.values["canonical_parent"]

    def is_return(self) -> bool:
        """Whether the rack's other chains send to it."""
        return self in self.rack().values["return_chains"]

    def takes_midi(self) -> bool:
        """Whether the rack passes MIDI to its chains."""
        return self.rack().spec.class_name != "AudioEffectGroupDevice" and not self.is_return()

    def match_sends(self) -> None:
        """A send to each return chain of the rack."""
        names = [chain.get_name() for chain in self.rack().values["return_chains"]]
        self.values["mixer_device"].match_sends(names)

    def accepts(self, kind: Any) -> Any:
        """Only racks of instruments take instruments."""
        return super().accepts(kind) and (kind != INSTRUMENT or self.rack().spec.kind == INSTRUMENT)

    def get_name(self) -> str:
        """Its own name, or one that follows its devices."""
        own: str = self.values["name"]
        if own:
            return own
        name = self.default_name()
        return self.shown[1] if self.shown is not None and self.shown[0] == name else name

    def default_name(self) -> str:
        """Its instrument's name, or those of all its devices; as Sets that Live saved have it."""
        devices = self.values["devices"]
        names = [each.values["name"] for each in devices if each.values["type"] == INSTRUMENT][:1]
        names = names or [each.values["name"] for each in devices]
        return " | ".join(names) or (DEFAULT_RETURN_NAME if self.is_return() else DEFAULT_NAME)

    def set_name(self, value: str) -> None:
        """Blanks give the default name back."""
        if self.store("name", value.strip() and value):
            self.name_changed()

    def name_changed(self) -> None:
        """Sends are called like the return chain that they go to."""
        if self.is_return():
            self.rack().match_sends()

    def restored(self, name: str) -> None:
        """Undo stores names."""
        super().restored(name)
        if name == "name":
            self.name_changed()

    def devices_changed(self) -> None:
        """The default name follows the devices."""
        super().devices_changed()
        self.device_renamed()

    def device_renamed(self) -> None:
        """So it does when one of them gets another name."""
        if not self.values["name"]:
            self.notify("name")
            self.name_changed()

    def get_mute(self) -> bool:
        """The opposite of the chain's activator."""
        return self.values["mixer_device"].values["chain_activator"].values["value"] < 0.5

    def set_mute(self, value: bool) -> None:
        """Switches the chain's activator."""
        self.values["mixer_device"].values["chain_activator"].change_value(0.0 if value else 1.0)

    def mixer_changed(self, name: str) -> None:
        """The activator is the chain's mute."""
        if name == "chain_activator":
            self.notify("mute")

    def set_solo(self, value: bool) -> None:
        """Does not touch other chains' solo."""
        if self.store("solo", value):
            self.rack().refresh_solos()

    def get_has_audio_input(self) -> bool:
        """Only audio effect racks feed audio to chains."""
        return not self.takes_midi()

    def get_has_midi_input(self) -> bool:
        """All but audio effect racks feed MIDI to chains."""
        return self.takes_midi()

    def get_has_audio_output(self) -> bool:
        """With an instrument, or for an audio effect rack."""
        return not self.get_has_midi_output()

    def get_has_midi_output(self) -> bool:
        """As long as no instrument turns MIDI into audio."""
        return self.takes_midi() and not any(each.values["type"] == INSTRUMENT for each in self.values["devices"])

    def take_settings(self, other: Any) -> None:
        """Becomes like another chain."""
        for name in ("name", "color_index", "is_auto_colored", "in_note", "out_note", "choke_group"):
            if name in other.values:
                self.values[name] = other.values[name]
        for name in ("volume", "panning", "chain_activator"):
            mine, its = self.values["mixer_device"].values[name], other.values["mixer_device"].values[name]
            mine.values["value"] = its.values["value"]
        self.take_devices(other)
        self.shown = other.shown
        self.match_sends()
        for mine, its in zip(self.values["mixer_device"].values["sends"], other.values["mixer_device"].values["sends"]):
            mine.values["value"] = its.values["value"]


@behaviour("DrumChain")
class DrumChainBehaviour(LomObjectBehaviour):
    """One chain of a drum rack: the note it hears, the note it plays, the chains it silences."""

    def initialise(self) -> None:
        """Plays C3, chokes nothing."""
        super().initialise()
        self.values.update(in_note=36, out_note=60, choke_group=0)

    def set_choke_group(self, value: int) -> None:
        """0 is none."""
        if not 0 <= value <= MOST_CHOKE_GROUPS:
            raise RuntimeError("Invalid choke group.")
        self.store("choke_group", value)

    def set_in_note(self, value: int) -> None:
        """The note of its pad."""
        if not LOWEST_PITCH <= value <= HIGHEST_PITCH:
            raise RuntimeError("Invalid note number.")
        if self.store("in_note", value):
            self.rack().chains_changed()

    def set_out_note(self, value: int) -> None:
        """The note that its devices get."""
        if not LOWEST_PITCH <= value <= HIGHEST_PITCH:
            raise RuntimeError("Invalid note.")
        self.store("out_note", value)
