"""What is in the browser: Live's built-in devices with presets, kits, samples, clips, grooves and tuning systems.

The devices are Live's; presets, kits, samples, clips, grooves and tuning systems stand for the thousands that Live
brings along.
"""
from __future__ import annotations

from typing import Any, Callable, Dict, List, NamedTuple, Optional, Tuple

from ..values import fields
from .device import DRUM_RACK
from .device_catalogue import AUDIO_EFFECT, CATALOGUE, INSTRUMENT, MIDI_EFFECT, DeviceSpec, find_spec
from .tunings import TUNINGS

ROOTS = ("sounds", "drums", "instruments", "audio_effects", "midi_effects", "max_for_live", "plugins", "clips",
         "samples", "packs", "user_library", "current_project")
LISTS = ("colors", "legacy_libraries", "user_folders")
KINDS = {"instruments": INSTRUMENT, "audio_effects": AUDIO_EFFECT, "midi_effects": MIDI_EFFECT}
CLASSES = {"max_for_live": ("Mx",), "plugins": ("Plugin", "AuPlugin")}
NO_BUILT_IN = ("Mx", "Plugin", "AuPlugin")
CORE_LIBRARY, USER_LIBRARY = "Core Library", "User Library"

DEVICE, PRESET, KIT, SAMPLE, CLIP, GROOVE, TUNING = "device", "preset", "kit", "sample", "clip", "groove", "tuning"

# Presets by device.
PRESETS = {
    "Operator": ("Sub Sine.adv", "Glass Bell.adv"), "Wavetable": ("Slow Pad.adv", "Pluck Lead.adv"),
    "Reverb": ("Large Hall.adv", "Small Room.adv"), "Delay": ("Dotted Eighth.adv",),
    "Arpeggiator": ("Up Sixteenths.adv",),
}
# Presets of racks: the devices on their chains.
RACK_PRESETS: Dict[str, Dict[str, Tuple[Tuple[str, ...], ...]]] = {
    "Instrument Rack": {"Layered Keys.adg": (("Electric",), ("Wavetable", "Chorus-Ensemble"))},
    "Audio Effect Rack": {"Split Echo.adg": (("Auto Filter", "Echo"), ("Utility",))},
    "MIDI Effect Rack": {"Chord Steps.adg": (("Chord", "Arpeggiator"),)},
}
# Sounds by folder: the preset and the device that it is a preset of.
SOUNDS = {"Bass": (("Sub Sine.adv", "Operator"),), "Pad": (("Slow Pad.adv", "Wavetable"),)}
# Kits: the pads' notes and what they play.
KITS = {
    "Kit-Core 606.adg": ((36, "Kick 606.wav"), (38, "Snare 606.wav"), (42, "Hihat Closed 606.wav")),
}
DRUM_HITS = ("Kick 606.wav", "Snare 606.wav", "Hihat Closed 606.wav")
SAMPLES = DRUM_HITS + ("Loop 120bpm.wav",)
# MIDI clips: (pitch, start, length) of their notes, in a bar of four beats.
CLIPS = {
    "Bass Line.alc": ((36, 0.0, 1.0), (36, 1.5, 0.5), (43, 2.0, 1.0), (41, 3.0, 1.0)),
    "Four on the Floor.alc": ((36, 0.0, 0.25), (36, 1.0, 0.25), (36, 2.0, 0.25), (36, 3.0, 0.25)),
}
GROOVES = ("Swing 16ths 57.agr", "Swing 8ths 66.agr")


class Thing(NamedTuple):
    """What an item loads."""

    kind: str
    name: str
    spec: Optional[DeviceSpec] = None
    content: Tuple[Any, ...] = ()


class Tree:
    """The items of one Live; they stay the same objects.

    roots: item by category, also the empty lists. things: what an item loads, by its uri. parents: uri by uri.
    children: all items in an item, whatever is filtered, by its uri.
    """

    def __init__(self, simulator: Any) -> None:
        self.simulator = simulator
        self.things: Dict[str, Thing] = {}
        self.parents: Dict[str, str] = {}
        self.children: Dict[str, List[Any]] = {}
        self.roots: Dict[str, Any] = dict.fromkeys(LISTS, ())
        for root in ROOTS:
            self.roots[root] = self.folder((root,), root.replace("_", " ").title(), getattr(self, root, self.devices))
        for uri, item in self.children_of(self.roots[root] for root in ROOTS):
            self.parents[item.uri] = uri

    def children_of(self, items: Any) -> Any:
        """(uri of the parent, item) of everything below some items."""
        for item in items:
            for child in fields(item)["children"]:
                yield item.uri, child
            yield from self.children_of(fields(item)["children"])

    # Filters

    def apply_filter(self, filter_type: int) -> None:
        """Items that do not fit are in no item any more, and folders that are empty then; -1, 0 and 7 show all."""
        for root in ROOTS:
            self.filter_item(self.roots[root], FILTERS.get(filter_type))

    def filter_item(self, item: Any, fits: Optional[Callable[[Thing], bool]]) -> bool:
        """Filters what is in an item; says whether anything of it, or itself, fits."""
        inside = self.children[item.uri]
        kept = [child for child in inside if self.filter_item(child, fits)]
        fields(item).update(children=kept, iter_children=list(kept))
        thing = self.things.get(item.uri)
        return fits is None or bool(kept) or thing is not None and fits(thing)

    # Items

    def item(self, path: Any, name: str, thing: Any = None, children: Any = (), **content: Any) -> Any:
        """One BrowserItem; path: the category and the folders that it is in."""
        place = ":".join(path[1:] + (name,)).replace(" ", "%20")
        uri = "query:{}#{}".format(path[0].replace("_", "").title(), place)
        source = USER_LIBRARY if path[0] == "user_library" else CORE_LIBRARY
        if thing is not None:
            self.things[uri] = thing
        self.children[uri] = list(children)
        return self.simulator.value("BrowserItem", name=name, uri=uri, source=source, children=list(children),
                                    iter_children=list(children), is_loadable=thing is not None, **content)

    def folder(self, path: Any, name: str, fill: Any) -> Any:
        """A folder and what a function puts into it."""
        return self.item(path, name, children=fill(path), is_folder=True)

    def files(self, path: Any, names: Any, make: Any) -> List[Any]:
        """Items of files; make: the Thing of a name."""
        return [self.item(path, name, make(name)) for name in names]

    def device(self, path: Any, spec: Any) -> Any:
        """A device with its presets."""
        presets = PRESETS.get(spec.display_name, ())
        chains = RACK_PRESETS.get(spec.display_name, {})
        inside = self.files(path + (spec.display_name,), presets + tuple(chains),
                            lambda name: preset(name, spec)._replace(content=chains.get(name, ())))
        return self.item(path, spec.display_name, Thing(DEVICE, spec.display_name, spec), inside, is_device=True)

    # Categories

    def is_built_in(self, spec: Any) -> bool:
        """Whether this version of Live brings the device along; its class in the API may have come later (Looper)."""
        return self.simulator.has(spec.since) and not spec.class_name.startswith(NO_BUILT_IN)

    def devices(self, path: Any) -> List[Any]:
        """The devices of a category, none where it has none."""
        kind, classes = KINDS.get(path[0]), CLASSES.get(path[0])
        specs = sorted(CATALOGUE.values(), key=lambda spec: spec.display_name.lower())
        return [self.device(path, spec) for spec in specs
                if (spec.kind == kind and self.is_built_in(spec))
                or (classes is not None and spec.class_name.startswith(classes))]

    def sounds(self, path: Any) -> List[Any]:
        """Presets by what they sound like."""
        return [self.item(path, folder, is_folder=True, children=[
            self.item(path + (folder,), name, preset(name, find_spec(device))) for name, device in rows])
            for folder, rows in SOUNDS.items()]

    def drums(self, path: Any) -> List[Any]:
        """The Drum Rack, kits, and single hits."""
        rack = find_spec(DRUM_RACK)
        hits = self.files(path + ("Drum Hits",), DRUM_HITS, sample)
        kits = [self.item(path, name, Thing(KIT, name, rack, pads)) for name, pads in KITS.items()]
        return [self.device(path, rack)] + kits + [self.item(path, "Drum Hits", is_folder=True, children=hits)]

    def samples(self, path: Any) -> List[Any]:
        """Sound files."""
        return self.files(path, SAMPLES, sample)

    def clips(self, path: Any) -> List[Any]:
        """MIDI clips."""
        return self.files(path, CLIPS, lambda name: Thing(CLIP, name, None, CLIPS[name]))

    def packs(self, path: Any) -> List[Any]:
        """The Core Library, with grooves; with tuning systems in a Live that knows them."""
        inside = path + (CORE_LIBRARY,)
        folders = [self.folder(inside, "Grooves", lambda place: self.files(
            place + ("Grooves",), GROOVES, lambda name: Thing(GROOVE, name)))]
        if "TuningSystem" in self.simulator.types.objects:
            folders.append(self.folder(inside, "Tunings", lambda place: self.files(
                place + ("Tunings",), TUNINGS, lambda name: Thing(TUNING, name))))
        return [self.item(path, CORE_LIBRARY, is_folder=True, children=folders)]

    # Asking

    def uris_of(self, thing: Any) -> List[str]:
        """The items that load it: the same thing may be in several places."""
        return [uri for uri, other in self.things.items() if other == thing]

    def is_above(self, uri: str, other: Any) -> bool:
        """Whether an item is somewhere around another one."""
        while other in self.parents:
            other = self.parents[other]
            if other == uri:
                return True
        return False


def is_of(kind: int) -> Callable[[Thing], bool]:
    """Whether a thing is a device of that kind, or makes one."""
    return lambda thing: thing.spec is not None and thing.spec.kind == kind


def fits_pad(thing: Thing) -> bool:
    """What a pad plays: a sample, or an instrument that is no drum rack."""
    return thing.kind == SAMPLE or is_of(INSTRUMENT)(thing) and thing.spec != find_spec(DRUM_RACK)


# By Browser.FilterType. What each lets through is what its name says; nobody wrote it down.
FILTERS: Dict[int, Callable[[Thing], bool]] = {
    1: lambda thing: thing.kind == SAMPLE or is_of(INSTRUMENT)(thing),
    2: is_of(AUDIO_EFFECT),
    3: is_of(MIDI_EFFECT),
    4: fits_pad,
    5: lambda thing: thing.kind == SAMPLE or thing.spec is not None,
    6: lambda thing: thing.kind == SAMPLE,
}


def preset(name: str, spec: Any) -> Thing:
    """The Thing of a preset."""
    return Thing(PRESET, name, spec)


def sample(name: str) -> Thing:
    """The Thing of a sound file."""
    return Thing(SAMPLE, name)


def stem(name: str) -> str:
    """The name without the suffix."""
    return name.rsplit(".", 1)[0]
