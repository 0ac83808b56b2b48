"""RackDevice, DrumPad and the racks' view: chains, pads, macros and variations."""
from __future__ import annotations

from typing import Any, List

from ..classes import behaviour
from .device import DRUM_RACK, DeviceBehaviour
from .device_catalogue import MACRO_COUNT
from .lom_object import LomObjectBehaviour
from .notes import note_name

MOST_MACROS, LEAST_MACROS = 16, 1
PADS, VISIBLE_PADS, PADS_PER_ROW = 128, 16, 4
FIRST_PAD = 36
MOST_RETURN_CHAINS = 6
NO_RETURNS = "Only drum racks can have return chains!"
TOO_MANY_RETURNS = "Maximum number of return chains reached"
NOT_ITS_OWN = "The rack has no such chain or pad"
NOT_A_DRUM_RACK = "Only drum racks can have pads!"


@behaviour("RackDevice")
class RackDeviceBehaviour(DeviceBehaviour):
    """A rack of any kind."""

    def initialise(self, **keywords: Any) -> None:
        """A drum rack has its 128 pads at once."""
        super().initialise(**keywords)
        self.is_drum_rack = self.spec.class_name == DRUM_RACK
        self.values.update(chains=[], return_chains=[], can_show_chains=True, visible_macro_count=8,
                           selected_variation_index=-1, variation_count=0, macros_mapped=(False,) * MACRO_COUNT,
                           variations=())
        self.values["drum_pads"] = [self.make("DrumPad", canonical_parent=self, note=note)
                                    for note in range(PADS if self.is_drum_rack else 0)]

    def get_has_drum_pads(self) -> bool:
        """Drum racks only."""
        if not self.is_drum_rack:
            raise RuntimeError(NOT_A_DRUM_RACK)
        return bool(self.values["chains"])

    def get_visible_drum_pads(self) -> List[Any]:
        """The sixteen pads on show."""
        first = self.values["view"].values["drum_pads_scroll_position"] * PADS_PER_ROW
        return self.values["drum_pads"][first:first + VISIBLE_PADS]

    def call_insert_chain(self, index: int) -> Any:
        """A new empty chain; -1 puts it last."""
        chains = list(self.values["chains"])
        if index < -1 or index > len(chains):
            raise IndexError("Index out of range")
        chain = self.make("DrumChain" if self.is_drum_rack else "Chain", canonical_parent=self)
        if self.is_drum_rack:
            taken = [each.values["in_note"] for each in chains]
            chain.values["in_note"] = next((n for n in range(FIRST_PAD, PADS) if n not in taken), FIRST_PAD)
        chain.match_sends()
        chains.insert(len(chains) if index == -1 else index, chain)
        self.store("chains", chains)
        self.chains_changed()
        return chain

    def add_return_chain(self) -> Any:
        """A return chain at the end, to which every chain gets a send.

        Drum racks only. There is no such call in Live's API: for Live.Simulator and for building Sets.
        """
        if not self.is_drum_rack:
            raise RuntimeError(NO_RETURNS)
        if len(self.values["return_chains"]) >= MOST_RETURN_CHAINS:
            raise RuntimeError(TOO_MANY_RETURNS)
        chain = self.make("Chain", canonical_parent=self)
        self.store("return_chains", self.values["return_chains"] + [chain])
        self.match_sends()
        return chain

    def match_sends(self) -> None:
        """Every chain has a send to each return chain, by its name."""
        for chain in self.values["chains"] + self.values["return_chains"]:
            chain.match_sends()

    def remove_chains(self, gone: Any) -> None:
        """Takes chains out; they die."""
        self.store("chains", [chain for chain in self.values["chains"] if chain not in gone])
        for chain in gone:
            chain.kill()
        self.chains_changed()
        self.song.forget_dead()

    def chains_changed(self) -> None:
        """Pads and solo states follow the chains."""
        for pad in self.values["drum_pads"]:
            pad.notify("chains")
            pad.notify("name")
        if self.is_drum_rack:
            self.notify("has_drum_pads")
        self.refresh_solos()

    def refresh_solos(self) -> None:
        """Recomputes which chains are silenced by the solo of another."""
        any_solo = any(chain.values["solo"] for chain in self.values["chains"])
        for chain in self.values["chains"]:
            chain.store("muted_via_solo", any_solo and not chain.values["solo"])

    def restored(self, name: str) -> None:
        """Undo changes the chains too."""
        super().restored(name)
        if name == "chains":
            self.chains_changed()
        if name == "return_chains":
            self.match_sends()

    def activity_changed(self) -> None:
        """Devices inside are active only while the rack is."""
        super().activity_changed()
        for chain in self.values["chains"] + self.values["return_chains"]:
            for device in chain.values["devices"]:
                device.activity_changed()

    def copy_contents(self, original: Any) -> None:
        """The chains with their devices and settings, the macros' names and the variations."""
        super().copy_contents(original)
        for name in ("variations", "variation_count", "selected_variation_index", "visible_macro_count"):
            self.values[name] = original.values[name]
        for mine, its in zip(self.macros(), original.macros()):
            mine.values["name"] = its.values["name"]
        for row in ("return_chains", "chains"):
            self.values[row] = [self.make(other.class_name, canonical_parent=self) for other in original.values[row]]
        for row in ("return_chains", "chains"):
            for chain, other in zip(self.values[row], original.values[row]):
                chain.take_settings(other)

    def macros(self) -> Any:
        """The sixteen macro parameters."""
        return self.values["parameters"][1:1 + MACRO_COUNT]

    def call_add_macro(self) -> None:
        """One more visible macro: 1, 2, then in pairs up to 16."""
        count = self.values["visible_macro_count"]
        if count >= MOST_MACROS:
            raise RuntimeError("The maximum number of macro controls is already reached!")
        self.store("visible_macro_count", count + (1 if count < 2 else 2))

    def call_remove_macro(self) -> None:
        """One visible macro less."""
        count = self.values["visible_macro_count"]
        if count <= LEAST_MACROS:
            raise RuntimeError("The minimum number of macro controls is already reached!")
        self.store("visible_macro_count", count - (1 if count <= 2 else 2))

    def call_randomize_macros(self) -> None:
        """New values for the visible macros."""
        for macro in self.macros()[:self.values["visible_macro_count"]]:
            macro.change_value(float(self.song.random.randint(0, 127)))

    def call_store_variation(self) -> None:
        """Keeps the macros' values as one more variation, which becomes the selected one."""
        stored = self.values["variations"] + (tuple(macro.values["value"] for macro in self.macros()),)
        self.change_variations(stored, len(stored) - 1)

    def change_variations(self, variations: Any, selected: Any) -> None:
        """Stores the variations and which is selected."""
        self.store("variations", variations)
        self.store("variation_count", len(variations))
        self.store("selected_variation_index", selected)

    def set_selected_variation_index(self, value: int) -> None:
        """-1 selects none."""
        if not -1 <= value < self.values["variation_count"]:
            raise RuntimeError("selected_variation_index out of range")
        self.store("selected_variation_index", value)

    def call_recall_selected_variation(self) -> None:
        """The macros take the values of the selected variation."""
        self.recall(self.values["selected_variation_index"])

    def call_recall_last_used_variation(self) -> None:
        """The macros take the values that were recalled last."""
        self.recall(getattr(self, "last_recalled", self.values["selected_variation_index"]))

    def recall(self, index: int) -> None:
        """Nothing happens without such a variation."""
        if 0 <= index < len(self.values["variations"]):
            self.last_recalled = index
            for macro, value in zip(self.macros(), self.values["variations"][index]):
                macro.change_value(value)

    def call_delete_selected_variation(self) -> None:
        """The one before becomes the selected one."""
        selected = self.values["selected_variation_index"]
        if selected >= 0:
            kept = self.values["variations"][:selected] + self.values["variations"][selected + 1:]
            self.change_variations(kept, min(selected, len(kept) - 1))

    def call_copy_pad(self, source_index: int, destination_index: int) -> None:
        """The chains of one pad, on another one instead of its own."""
        if not self.is_drum_rack:
            raise RuntimeError(NOT_A_DRUM_RACK)
        source, destination = self.item("drum_pads", source_index), self.item("drum_pads", destination_index)
        if source is destination:
            return
        copies = []
        for chain in source.get_chains():
            copy = self.make("DrumChain", canonical_parent=self)
            copy.take_settings(chain)
            copy.values["in_note"] = destination.values["note"]
            copies.append(copy)
        gone = destination.get_chains()
        self.store("chains", [chain for chain in self.values["chains"] if chain not in gone] + copies)
        for chain in gone:
            chain.kill()
        self.chains_changed()


@behaviour("DrumPad")
class DrumPadBehaviour(LomObjectBehaviour):
    """One of the 128 pads; it holds the chains that its note reaches."""

    def get_chains(self) -> List[Any]:
        """The rack's chains on this note."""
        note = self.values["note"]
        return [chain for chain in self.values["canonical_parent"].values["chains"] if chain.values["in_note"] == note]

    def get_name(self) -> str:
        """The first chain's name; of an empty pad the note's."""
        chains = self.get_chains()
        return chains[0].get_name() if chains else note_name(self.values["note"])

    def get_mute(self) -> bool:
        """Whether all the pad's chains are muted."""
        chains = self.get_chains()
        return bool(chains) and all(chain.get_mute() for chain in chains)

    def set_mute(self, value: bool) -> None:
        """Mutes all the pad's chains."""
        for chain in self.get_chains():
            chain.set_mute(value)
        self.notify("mute")

    def get_solo(self) -> bool:
        """Whether one of the pad's chains is soloed."""
        return any(chain.values["solo"] for chain in self.get_chains())

    def set_solo(self, value: bool) -> None:
        """Solos all the pad's chains."""
        for chain in self.get_chains():
            chain.set_solo(value)
        self.notify("solo")

    def call_delete_all_chains(self) -> None:
        """The pad is empty afterwards."""
        self.values["canonical_parent"].remove_chains(self.get_chains())


@behaviour("RackDevice.View")
class RackViewBehaviour(LomObjectBehaviour):
    """What of a rack is on show."""

    def get_selected_chain(self) -> Any:
        """The first chain until another is selected."""
        rack, selected = self.values["canonical_parent"], self.values["selected_chain"]
        chains = rack.values["chains"]
        return selected if selected in chains + rack.values["return_chains"] else (chains[0] if chains else None)

    def set_selected_chain(self, chain: Any) -> None:
        """One of the rack's chains or return chains; in a drum rack its pad is selected with it."""
        rack = self.values["canonical_parent"]
        if chain is not None and chain not in rack.values["chains"] + rack.values["return_chains"]:
            raise RuntimeError(NOT_ITS_OWN)
        self.store("selected_chain", chain)
        if chain is not None and "DrumChain" in chain.lineage:
            self.store("selected_drum_pad", rack.values["drum_pads"][chain.values["in_note"]])

    def get_selected_drum_pad(self) -> Any:
        """The pad of C1 until another is selected; None in other racks."""
        rack = self.values["canonical_parent"]
        selected = self.values["selected_drum_pad"]
        if selected is None or not selected.alive:
            return rack.values["drum_pads"][FIRST_PAD] if rack.is_drum_rack else None
        return selected

    def set_selected_drum_pad(self, pad: Any) -> None:
        """One of the rack's pads; its first chain is selected with it."""
        rack = self.values["canonical_parent"]
        if not rack.is_drum_rack:
            raise RuntimeError(NOT_A_DRUM_RACK)
        if pad is not None and pad not in rack.values["drum_pads"]:
            raise RuntimeError(NOT_ITS_OWN)
        self.store("selected_drum_pad", pad)
        chains = pad.get_chains() if pad is not None else ()
        if chains:
            self.store("selected_chain", chains[0])

    def set_drum_pads_scroll_position(self, value: int) -> None:
        """Drum racks only."""
        if not self.values["canonical_parent"].is_drum_rack:
            raise RuntimeError(NOT_A_DRUM_RACK)
        self.check_range("drum_pads_scroll_position", value)
        if self.store("drum_pads_scroll_position", value):
            self.values["canonical_parent"].notify("visible_drum_pads")

    def get_drum_pads_scroll_position(self) -> int:
        """Drum racks only."""
        if not self.values["canonical_parent"].is_drum_rack:
            raise RuntimeError(NOT_A_DRUM_RACK)
        return self.values["drum_pads_scroll_position"]
