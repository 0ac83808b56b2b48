"""Racks: chains, pads, macros and their variations. LOM classes RackDevice and RackDevice.View."""

from __future__ import annotations

from typing import Any, Optional, Tuple

from ...lom.path import index_of, pick, read_path
from ...lom.spec import POLLED, Count, Handler, ListOf, Names, arg, call, command, ro, rw

RACK = ("RackDevice",)
CHAINS, = read_path("chains[chain_id]")
PADS, = read_path("drum_pads[note]")
LAST = -1


class RackRows(Handler):
    """What only racks have."""

    properties = (
        ro("num_chains", Count(), "How many chains a rack has.", path="chains", of=RACK),
        ro("chains", Names(), "Names of a rack's chains; pushed with the list.", of=RACK),
        ro("chains/name", Names(), "Names of a rack's chains; pushed with the list.", path="chains", of=RACK),
        ro("chains/color", int, "Colours of a rack's chains, as 0xRRGGBB.", path="chains[*].color", listen=False,
           of=RACK),
        ro("chains/color_index", int, "Palette colours of a rack's chains.", path="chains[*].color_index", listen=False,
           of=RACK),
        ro("chains/mute", bool, "Which chains are muted.", path="chains[*].mute", listen=False, of=RACK),
        ro("chains/solo", bool, "Which chains are soloed.", path="chains[*].solo", listen=False, of=RACK),
        ro("num_return_chains", Count(), "How many return chains a rack has.", path="return_chains", of=RACK),
        ro("return_chains/name", Names(), "Names of a rack's return chains; pushed with the list.",
           path="return_chains", of=RACK),
        ro("num_drum_pads", Count(), "128 in a drum rack, 0 elsewhere.", path="drum_pads", of=RACK),
        ro("drum_pads/name", Names(), "Names of the pads of a drum rack, by note.", path="drum_pads", of=RACK),
        ro("visible_drum_pads", ListOf(int), "Notes of the pads that a drum rack shows.", get="read_visible_pads",
           of=RACK),
        ro("has_drum_pads", bool, "Some pad has a chain; only drum racks can have pads.", of=RACK),
        rw("selected_chain", int, "Index of the selected chain; nil for none.", 0, path="view.selected_chain",
           get="read_selected_chain", names_place=True, set="select_chain", of=RACK),
        rw("selected_drum_pad", int, "Note of the selected pad; nil for none.", 0, 127, path="view.selected_drum_pad",
           get="read_selected_pad", set="select_pad", of=RACK),
        rw("drum_pads_scroll_position", int, "Lowest row of pads on show.", 0, 28,
           path="view.drum_pads_scroll_position",
           of=RACK),
        rw("is_showing_chain_devices", bool, "The devices of the selected chain are shown.",
           path="view.is_showing_chain_devices", of=RACK),
        ro("can_show_chains", bool, "Its chains can be shown in Session View.", listen=False, of=RACK),
        rw("is_showing_chains", bool, "Its chains are shown in Session View.", of=RACK),
        rw("chain_selector", float, "Position of the chain selector.", 0, 127, path="chain_selector.value", of=RACK),

        ro("has_macro_mappings", bool, "Some macro rules something.", of=RACK),
        ro("macros_mapped", ListOf(bool), "Which of the 16 macros rule something.", of=RACK),
        ro("visible_macro_count", int, "How many macros are shown.", of=RACK),
        ro("variation_count", int, "How many variations of the macros are stored.", of=RACK),
        rw("selected_variation_index", int, "The selected variation; -1 for none.", LAST, listen=POLLED, of=RACK),
    )

    methods = (
        call("add_macro", "Show one more macro.", of=RACK),
        call("remove_macro", "Show one macro less.", of=RACK),
        call("randomize_macros", "Set the macros to anything.", of=RACK),
        call("store_variation", "Keep the macros as a new variation.", of=RACK),
        call("recall_selected_variation", "Set the macros as the selected variation says.", of=RACK),
        call("recall_last_used_variation", "Set the macros as the last variation said.", of=RACK),
        call("delete_selected_variation", "Forget the selected variation.", of=RACK),
        call("copy_pad", "Copy a pad of a drum rack to another.", arg("source_index", int, "note", 0, 127),
             arg("destination_index", int, "note", 0, 127), of=RACK),
    )

    @command("get/filled_drum_pads", "The pads of a drum rack that have a chain.",
             replies=("(note, name, num_chains) ...",), of=RACK,
             uses=("drum_pads", "DrumPad.note", "DrumPad.name", "DrumPad.chains"))
    def read_filled_pads(self, rack: Any) -> Tuple[Any, ...]:
        return tuple(value for pad in rack.drum_pads if len(pad.chains)
                     for value in (int(pad.note), str(pad.name), len(pad.chains)))

    @command("insert_chain", "Make an empty chain.",
             arg("index", int, "-1 is the end", LAST, default=LAST, index_of="chains"),
             replies=("chain_id",), of=RACK)
    def insert_chain(self, rack: Any, index: int) -> Tuple[Optional[int]]:
        chain = rack.insert_chain(index)
        return (index_of(rack.chains, chain),)

    def read_visible_pads(self, rack: Any) -> Tuple[int, ...]:
        return tuple(int(pad.note) for pad in rack.visible_drum_pads)

    def read_selected_chain(self, rack: Any) -> Optional[int]:
        chain = rack.view.selected_chain
        return None if chain is None else index_of(rack.chains, chain)

    def select_chain(self, rack: Any, chain_id: int) -> None:
        rack.view.selected_chain = pick(rack, CHAINS, "selected_chain", chain_id)

    def read_selected_pad(self, rack: Any) -> Optional[int]:
        pad = rack.view.selected_drum_pad
        return None if pad is None else int(pad.note)

    def select_pad(self, rack: Any, note: int) -> None:
        rack.view.selected_drum_pad = pick(rack, PADS, "selected_drum_pad", note)
