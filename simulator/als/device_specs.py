"""What a device of a Set is: its description in the catalogue, and where in the file its parameters are."""
from __future__ import annotations

import posixpath
from typing import Any, Dict, List, Optional, Set, Tuple

from ..behaviour.audio_file import EXTENSIONS
from ..behaviour.device import RACKS
from ..behaviour.device_catalogue import (
    AUDIO_EFFECT,
    DEVICE_ON,
    INSTRUMENT,
    LOM_CLASSES,
    MIDI_EFFECT,
    DeviceSpec,
    find_spec,
)
from .codecs import PLAIN, Codec
from .context import Reading
from .element import Element
from .parameters import FileParameter, api_names, file_parameters, find_codec, own_spec, places_of, squeeze

# Where a device without a name of its own takes one from: a sound file, a Max patch, a plug-in; and which endings of
# files are no part of the name (None: it is no file).
NAMED_BY: Tuple[Tuple[str, Optional[Tuple[str, ...]]], ...] = (
    ("Player/MultiSampleMap/SampleParts/MultiSamplePart/Name", None),
    ("UserSample/Value/SampleRef/FileRef/Path", EXTENSIONS),
    ("PatchSlot/Value/MxPatchRef/FileRef/Path", (".amxd",)),
    ("PatchSlot/Value/MxPatchRef/FileRef/RelativePath", (".amxd",)),
    ("PluginDesc/VstPluginInfo/PlugName", None),
    ("PluginDesc/Vst3PluginInfo/Name", None),
    ("PluginDesc/AuPluginInfo/Name", None),
)
# What says of a plug-in which kind it is: category of a VST, Live's own number, four letters of an Audio Unit.
PLUGIN_KINDS = (
    ("PluginDesc/VstPluginInfo/Category", {"2": INSTRUMENT}),
    ("PluginDesc/Vst3PluginInfo/DeviceType", {"1": INSTRUMENT, "2": AUDIO_EFFECT, "4": MIDI_EFFECT}),
    ("PluginDesc/AuPluginInfo/ComponentType", {
        str(int.from_bytes(letters, "big")): kind for letters, kind in (
            (b"aumu", INSTRUMENT), (b"aufx", AUDIO_EFFECT), (b"aumf", AUDIO_EFFECT), (b"aumi", MIDI_EFFECT))}),
)
PLUGINS = ("PluginDevice", "AuPluginDevice")
# Devices that the catalogue lacks and whose names do not tell that they make sound.
INSTRUMENTS = frozenset({"UltraAnalog", "StringStudio", "LoungeLizard", "Collision", "MultiSampler", "OriginalSimpler",
                         "Operator", "Drift", "DrumCell", "Cs5GlobalInstrument", "Latte"})


# Racks have sixteen macros also where an older Live wrote eight; Looper's parameters are what its buttons act on.
WHOLE = frozenset(RACKS).union({"Looper"})

Placed = Tuple[int, FileParameter, Codec]


class FileSpec(DeviceSpec):
    """A description that remembers where it came from; the copies of a device share it.

    element: the device in the file, emptied of chains. places: number of each parameter, its place there, its codec.
    """

    element: Element
    places: Tuple[Tuple[int, str, Codec], ...] = ()


def default_name(element: Element, spec: DeviceSpec) -> str:
    """What Live calls a device that nobody named."""
    for path, endings in NAMED_BY:
        text = element.get(path)
        if text and endings is None:
            return text
        stem, ending = posixpath.splitext(posixpath.basename((text or "").replace("\\", "/")))
        if stem and endings is not None and ending.lower() in endings:
            return stem
    return spec.display_name


def guess_kind(element: Element, owner: Any) -> int:
    """What a device is that nobody described: an instrument where MIDI comes in and nothing else makes sound."""
    if element.tag.startswith("Midi"):
        return MIDI_EFFECT
    has_instrument = any(device.values["type"] == INSTRUMENT for device in owner.values["devices"])
    may_play = bool(owner.takes_midi() and not has_instrument)
    for path, kinds in PLUGIN_KINDS:
        kind = kinds.get(element.get(path) or "")
        if kind is not None:
            return kind
    named = element.tag in INSTRUMENTS or "Instrument" in element.tag
    return INSTRUMENT if may_play and (named or element.tag in PLUGINS) else AUDIO_EFFECT


def spec_of(element: Element, owner: Any, reading: Reading) -> DeviceSpec:
    """The catalogue's description of the device, or one made up."""
    spec: Optional[DeviceSpec] = find_spec(element.tag)
    if spec is None:
        reading.report.note("The device {} is not in the catalogue: it has the parameters that the file names".format(
            element.tag))
        return DeviceSpec(element.tag, element.tag, guess_kind(element, owner), LOM_CLASSES.get(element.tag, "Device"),
                          (DEVICE_ON,))
    # Plug-ins and Max devices of a real Set have parameters of their own; the simulator's have those of the catalogue.
    if element.child("PluginDesc") is not None:
        return spec._replace(kind=guess_kind(element, owner), parameters=(DEVICE_ON,))
    return spec._replace(parameters=(DEVICE_ON,)) if element.child("PatchSlot") is not None else spec


def match(element: Element, spec: DeviceSpec) -> Tuple[DeviceSpec, List[Placed]]:
    """The description with the parameters of the file, and for each that is there: number, place and codec."""
    by_name: Dict[str, List[int]] = {}
    for index, each in enumerate(spec.parameters):
        by_name.setdefault(squeeze(each.name), []).append(index)
    parameters = list(spec.parameters)
    found: List[Placed] = []
    for parameter in file_parameters(element):
        names = [by_name.get(squeeze(name)) for name in api_names(spec.class_name, parameter.path)]
        same: List[int] = next((numbers for numbers in names if numbers), [])
        codec = find_codec(parameter, spec.parameters[same[0]]) if same else None
        if codec is not None:
            found.append((same.pop(0), parameter, codec))
            continue
        try:
            made = own_spec(spec.class_name, parameter)
        except ValueError:
            continue
        if same:
            # The same parameter in a unit that nobody knows: there is only one of the name.
            index = same.pop(0)
            parameters[index] = made._replace(name=spec.parameters[index].name)
        else:
            index = len(parameters)
            parameters.append(made)
        found.append((index, parameter, find_codec(parameter, made) or PLAIN))
    there, taken = {index for index, _, _ in found}, {parameter.path for _, parameter, _ in found}
    kept = [index for index, each in enumerate(parameters) if index in there or index == 0 or not found
            or is_known(spec.class_name, each.name, taken)]
    number = {index: place for place, index in enumerate(kept)}
    return (spec._replace(parameters=tuple(parameters[index] for index in kept)),
            [(number[index], parameter, codec) for index, parameter, codec in found])


def is_known(class_name: str, name: str, taken: Set[str]) -> bool:
    """Whether a device of a file has a parameter of the catalogue that is not there: not when nobody knows its place.

    Where the place is known and nothing is at it, the parameter came with a later Live, or is of a part that was never
    on. taken: the places at which there is something.
    """
    return class_name in WHOLE or any(place not in taken for place in places_of(class_name, name))
