"""Browser: loading onto the selected track by Live's rules of placement, and hot-swapping.

Where things go: a device onto the selected track (or behind the selected device, where the track's view asks for it),
MIDI effects before the instrument and audio effects behind it, an instrument in the place of the one that is there; a
sample into a Simpler on a MIDI track, and into the highlighted slot of an audio track, over the clip that is there; a
clip into the highlighted slot of a track of its kind; a groove into the groove pool; a tuning system into the Set.

What does not fit (an instrument on an audio, return or main track) is refused. A real Live may make a new track
for it instead: nobody wrote down which. So may what an item of another kind does while a device is hot-swapped; here
it is loaded as if nothing were.
"""
from __future__ import annotations

from random import Random
from typing import Any
from zlib import crc32

from ..classes import behaviour
from .audio_file import read_audio_file
from .browser_tree import CLIP, GROOVE, KIT, PRESET, SAMPLE, TUNING, Thing, Tree, stem
from .browser_tree import DEVICE as DEVICE_ITEM
from .device import RACKS
from .device_catalogue import find_spec
from .groove import add_groove
from .lom_object import LomObjectBehaviour
from .notes import lay_notes, make_note
from .tunings import load_tuning

ANCESTOR, EQUAL, DESCENDANT, NONE = 0, 1, 2, 3
NOT_LOADABLE = "This item can not be loaded"
NO_TARGET = "Couldn't set hotswap target"
SIMPLER = "Simpler"
CLIP_BEATS = 4.0


@behaviour("Browser")
class BrowserBehaviour(LomObjectBehaviour):
    """Live's browser."""

    def initialise(self) -> None:
        """Builds the tree; items stay the same objects."""
        super().initialise()
        self.tree = Tree(self.simulator)
        self.previewed = ""
        self.values.update(self.tree.roots, filter_type=-1, hotswap_target=None)

    def set_filter_type(self, value: int) -> None:
        """Browser.FilterType: items then have in them only what fits; scripts hear that all is to be read anew."""
        if not -1 <= value <= 7:
            raise RuntimeError("Invalid filter type")
        if value != self.values["filter_type"]:
            self.tree.apply_filter(value)
            self.store("filter_type", value)
            self.notify("full_refresh")

    # Hearing

    def call_preview_item(self, item: Any) -> None:
        """Plays an item, until it is stopped. Nothing of the API of Live shows it."""
        self.previewed = item.uri if item.uri in self.tree.things else ""

    def call_stop_preview(self) -> None:
        """Silence."""
        self.previewed = ""

    # Loading

    def call_load_item(self, item: Any) -> None:
        """Into what is hot-swapped where it fits there, otherwise onto the selected track."""
        thing = self.tree.things.get(item.uri)
        if thing is None:
            raise RuntimeError(NOT_LOADABLE)
        target = self.get_hotswap_target()
        if target is None or not self.swap(target, thing):
            self.load(self.song.values["view"].values["selected_track"], thing)

    def load(self, track: Any, thing: Thing) -> None:
        """Onto a track or into the Set."""
        if thing.kind == GROOVE:
            add_groove(self.song, stem(thing.name))
        elif thing.kind == TUNING:
            load_tuning(self.song, thing.name)
        elif thing.kind == CLIP or (thing.kind == SAMPLE and track.kind != "midi"):
            self.load_clip(track, thing)
        else:
            row, index = self.place_for(track)
            self.furnish(row.insert(self.spec_of(thing), index), thing)

    @staticmethod
    def spec_of(thing: Thing) -> Any:
        """The DeviceSpec of the device that it becomes: for a sample a Simpler."""
        return find_spec(SIMPLER) if thing.kind == SAMPLE else thing.spec

    @staticmethod
    def furnish(device: Any, thing: Thing) -> None:
        """What a preset, a kit or a sample adds to its device."""
        device.loaded_thing = thing
        if thing.kind == SAMPLE:
            device.load_sample(read_audio_file(thing.name))
        if thing.kind in (PRESET, KIT):
            device.store("name", stem(thing.name))
            device.song.names_changed()
        if thing.kind == PRESET:
            settings = Random(crc32(thing.name.encode("utf-8")))
            for parameter in device.values["parameters"][1:]:
                place = settings.random()
                if not parameter.spec.items:
                    low, high = parameter.values["min"], parameter.values["max"]
                    parameter.set_value(low + (high - low) * place)
        if thing.kind == PRESET and thing.spec.class_name in RACKS:
            for devices in thing.content:
                chain = device.call_insert_chain(-1)
                for name in devices:
                    chain.insert(find_spec(name), -1)
        if thing.kind == KIT:
            for note, name in thing.content:
                fill_pad(device, note, Thing(SAMPLE, name))

    @staticmethod
    def place_for(track: Any) -> Any:
        """(track or chain, index) of a new device: right behind the selected device where Track.View.device_insert_mode
        asks for it, also on the chain of a rack that it is on; otherwise the end of the track.

        The mode reads as a bool in all of Live's dumps, so left and right of the selection can not be told apart.
        """
        view = track.values["view"]
        selected = view.get_selected_device()
        if not view.values["device_insert_mode"] or selected is None:
            return track, -1
        row = selected.values["canonical_parent"]
        return row, int(row.values["devices"].index(selected)) + 1

    def load_clip(self, track: Any, thing: Thing) -> None:
        """A clip in the highlighted slot of a track of its kind, over what is there."""
        kind = "audio" if thing.kind == SAMPLE else "midi"
        slot = self.song.values["view"].get_highlighted_clip_slot()
        if track.kind != kind or slot is None:
            raise RuntimeError(NOT_LOADABLE)
        if kind == "audio":
            clip = self.make("Clip", canonical_parent=slot, kind=kind, audio=read_audio_file(thing.name))
        else:
            clip = self.make("Clip", canonical_parent=slot, kind=kind, beats=CLIP_BEATS)
            clip.values["name"] = stem(thing.name)
            # Not by its own calls: undo takes back the clip as a whole.
            rows = [make_note(index + 1, *row) for index, row in enumerate(thing.content)]
            clip.values.update(notes=lay_notes((), rows), used_note_id=len(rows))
        slot.put(clip)
        self.song.values["view"].show_clip_of_slot()

    # Hot-swapping

    def get_hotswap_target(self) -> Any:
        """The device or pad; None once it is gone."""
        target = self.values["hotswap_target"]
        return target if target is not None and target.alive else None

    def set_hotswap_target(self, target: Any) -> None:
        """A device or a pad, None for none; devices of a frozen track refuse. Application.View.browse_mode follows."""
        if target is not None:
            device = target if target.class_name != "DrumPad" else target.values["canonical_parent"]
            if device.track().values["is_frozen"]:
                raise RuntimeError(NO_TARGET)
        self.store("hotswap_target", target)
        self.application.values["view"].store("browse_mode", target is not None)

    def forget_dead(self) -> None:
        """What was hot-swapped is gone."""
        if self.values["hotswap_target"] is not None and self.get_hotswap_target() is None:
            self.set_hotswap_target(None)

    def swap(self, target: Any, thing: Thing) -> bool:
        """Puts something in the place of a device or onto a pad; False where it does not belong there."""
        spec = self.spec_of(thing)
        if spec is None:
            return False
        if target.class_name == "DrumPad":
            rack = target.values["canonical_parent"]
            if spec.kind != rack.spec.kind:
                return False
            fill_pad(rack, target.values["note"], thing)
            return True
        if spec.kind != target.spec.kind:
            return False
        if thing.kind == SAMPLE and target.spec is spec:
            self.furnish(target, thing)
            return True
        made = target.values["canonical_parent"].replace(target, spec)
        self.furnish(made, thing)
        self.set_hotswap_target(made)
        self.song.forget_dead()
        return True

    def call_relation_to_hotswap_target(self, item: Any) -> Any:
        """Browser.Relation: whether the item is what is in use, is around it, is in it, or none of these."""
        target = self.get_hotswap_target()
        if target is not None and target.class_name == "DrumPad":
            devices = [device for chain in target.get_chains() for device in chain.values["devices"]]
            target = devices[0] if devices else None
        if target is None:
            return NONE
        thing = getattr(target, "loaded_thing", None) or Thing(DEVICE_ITEM, target.spec.display_name, target.spec)
        uris = self.tree.uris_of(thing)
        if item.uri in uris:
            return EQUAL
        if any(self.tree.is_above(item.uri, uri) for uri in uris):
            return ANCESTOR
        return DESCENDANT if any(self.tree.is_above(uri, item.uri) for uri in uris) else NONE


def fill_pad(rack: Any, note: int, thing: Thing) -> None:
    """A pad plays something else: the devices of its first chain go, its mixer stays; an empty pad gets a chain."""
    chains = [chain for chain in rack.values["chains"] if chain.values["in_note"] == note]
    chain = chains[0] if chains else rack.call_insert_chain(-1)
    gone = list(chain.values["devices"])
    if not chains:
        chain.set_in_note(note)
    chain.change_devices([])
    for device in gone:
        device.kill()
    made = chain.insert(BrowserBehaviour.spec_of(thing), -1)
    BrowserBehaviour.furnish(made, thing)
    chain.set_name("" if thing.kind == DEVICE_ITEM else stem(thing.name))
