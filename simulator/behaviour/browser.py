"""Browser: a tree of Live's built-in devices and a few things beside them, and loading onto the selected track."""
from __future__ import annotations

from typing import Any, Dict

from ..classes import behaviour
from .device import DRUM_RACK
from .device_catalogue import AUDIO_EFFECT, CATALOGUE, INSTRUMENT, MIDI_EFFECT, find_spec
from .lom_object import LomObjectBehaviour

ROOTS = ("sounds", "drums", "instruments", "audio_effects", "midi_effects", "max_for_live", "plugins", "clips",
         "samples", "packs", "user_library", "current_project")
LISTS = ("colors", "legacy_libraries", "user_folders")
SAMPLES = ("Kick 606.wav", "Snare 606.wav", "Hihat Closed 606.wav", "Loop 120bpm.wav")
SOURCE = "Core Library"
RELATION_NONE = 3
NOT_LOADABLE = "This item can not be loaded"


@behaviour("Browser")
class BrowserBehaviour(LomObjectBehaviour):
    """Live's browser."""

    def initialise(self) -> None:
        """Builds the tree; items stay the same objects."""
        super().initialise()
        self.values.update(filter_type=-1, hotswap_target=None)
        self.devices: Dict[str, Any] = {}
        kinds = {"instruments": INSTRUMENT, "audio_effects": AUDIO_EFFECT, "midi_effects": MIDI_EFFECT}
        for root in ROOTS:
            children = [self.device_item(root, spec) for spec in CATALOGUE.values()
                        if root in kinds and self.is_built_in(spec) and spec.kind == kinds[root]]
            if root == "drums":
                children = [self.device_item(root, find_spec(DRUM_RACK))]
            if root == "samples":
                children = [self.make_item(root, name, is_loadable=True) for name in SAMPLES]
            if root in ("max_for_live", "plugins"):
                prefix = ("Mx",) if root == "max_for_live" else ("Plugin", "AuPlugin")
                children = [self.device_item(root, spec) for spec in CATALOGUE.values()
                            if spec.class_name.startswith(prefix)]
            self.values[root] = self.make_item(root, root.replace("_", " ").title(), is_folder=True, children=children)
        for name in LISTS:
            self.values[name] = ()

    def is_built_in(self, spec: Any) -> bool:
        """Whether this version of Live brings the device along."""
        exists = spec.lom_class in self.simulator.types.objects
        return exists and not spec.class_name.startswith(("Mx", "Plugin", "AuPlugin"))

    def make_item(self, root: Any, name: str, children: Any = (), **content: Any) -> Any:
        """One BrowserItem."""
        uri = "query:{}#{}".format(root.replace("_", "").title(), name.replace(" ", "%20"))
        return self.simulator.value("BrowserItem", name=name, uri=uri, source=SOURCE, children=list(children),
                                    iter_children=list(children), **content)

    def device_item(self, root: Any, spec: Any) -> Any:
        """The BrowserItem of one device."""
        item = self.make_item(root, spec.display_name, is_device=True, is_loadable=True)
        self.devices[item.uri] = spec
        return item

    def call_load_item(self, item: Any) -> None:
        """Loads onto the selected track, behind the selected device where Live is set to insert there."""
        spec = self.devices.get(item.uri)
        song = self.song
        track = song.values["view"].values["selected_track"]
        if spec is not None:
            track.insert(spec, self.insert_index(track))
        elif item.is_loadable and item.uri.startswith("query:Samples"):
            self.load_sample(track, item)
        else:
            raise RuntimeError(NOT_LOADABLE)

    @staticmethod
    def insert_index(track: Any) -> int:
        """Right behind the selected device where Track.View.device_insert_mode asks for it, otherwise the end.

        The mode reads as a bool in all of Live's dumps, so left and right of the selection can not be told apart.
        """
        view = track.values["view"]
        selected, devices = view.get_selected_device(), track.values["devices"]
        if not view.values["device_insert_mode"] or selected not in devices:
            return -1
        return devices.index(selected) + 1

    def load_sample(self, track: Any, item: Any) -> None:
        """A Simpler on a MIDI track, a clip in the highlighted slot of an audio track."""
        slot = self.song.values["view"].get_highlighted_clip_slot()
        if track.kind == "midi":
            track.insert(find_spec("Simpler"), -1)
        elif track.kind == "audio" and slot is not None and slot.values["clip"] is None:
            slot.call_create_audio_clip(item.name)
        else:
            raise RuntimeError(NOT_LOADABLE)

    def call_relation_to_hotswap_target(self, item: Any) -> Any:
        """Hot-swapping is not simulated."""
        return RELATION_NONE

    def set_filter_type(self, value: int) -> None:
        """Browser.FilterType."""
        if not -1 <= value <= 7:
            raise RuntimeError("Invalid filter type")
        self.store("filter_type", value)
