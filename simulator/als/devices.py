"""Devices, racks and their chains, to any depth."""
from __future__ import annotations

import ntpath
import posixpath
import re
from typing import Any, Dict, List, Optional, Tuple

from ..behaviour.device import RACKS
from ..behaviour.device_catalogue import (
    AUDIO_EFFECT,
    DEVICE_ON,
    INSTRUMENT,
    LOM_CLASSES,
    MACRO_COUNT,
    MIDI_EFFECT,
    DeviceSpec,
    find_spec,
)
from ..behaviour.parameter_spec import EXPONENTIAL, display_number
from .codecs import PLAIN, SEND, Codec, read_float, write_bool, write_float
from .context import Reading, Writing, bind
from .element import Element
from .parameters import NAMES, FileParameter, api_name, file_parameters, find_codec, fit, own_spec, squeeze
from .rows import keep, kept_element, read_rows, write_rows

# Device class: tag of its chains, and of the row of devices inside a chain.
BRANCHES = {
    "InstrumentGroupDevice": ("InstrumentBranch", "MidiToAudioDeviceChain"),
    "DrumGroupDevice": ("DrumBranch", "MidiToAudioDeviceChain"),
    "AudioEffectGroupDevice": ("AudioEffectBranch", "AudioToAudioDeviceChain"),
    "MidiEffectGroupDevice": ("MidiEffectBranch", "MidiToMidiDeviceChain"),
}
RETURN_BRANCH, RETURN_ROW = "ReturnBranch", "AudioToAudioDeviceChain"
MACROS = range(MACRO_COUNT)
# Where a device without a name of its own takes one from: a sound file, a Max patch, a plug-in.
NAMED_BY = ("Player/MultiSampleMap/SampleParts/MultiSamplePart/Name", "PatchSlot/Value/MxPatchRef/FileRef/Path",
            "PatchSlot/Value/MxPatchRef/FileRef/RelativePath", "PluginDesc/VstPluginInfo/PlugName",
            "PluginDesc/Vst3PluginInfo/Name", "PluginDesc/AuPluginInfo/Name")
SYNTH_CATEGORY = "2"


class FileSpec(DeviceSpec):
    """A description that remembers where it came from; the copies of a device share it.

    element: the device in the file, emptied of chains. places: number of each parameter, its place there, its codec.
    """

    element: Element
    places: Tuple[Tuple[int, str, Codec], ...] = ()


def default_name(element: Element, spec: DeviceSpec) -> str:
    """What Live calls a device that nobody named."""
    for path in NAMED_BY:
        text = element.get(path)
        if text and "FileRef" in path:
            name = posixpath.basename(text.replace("\\", "/"))
            if name.endswith(".amxd"):
                return ntpath.splitext(name)[0]
        elif text:
            return text
    return spec.display_name


def guess_kind(element: Element, owner: Any) -> int:
    """What a device is that nobody described: an instrument where MIDI comes in and nothing else makes sound."""
    if element.tag.startswith("Midi"):
        return MIDI_EFFECT
    is_synth = element.get("PluginDesc/VstPluginInfo/Category") == SYNTH_CATEGORY
    is_plugin = element.tag in ("PluginDevice", "AuPluginDevice")
    has_instrument = any(device.values["type"] == INSTRUMENT for device in owner.values["devices"])
    if is_synth or owner.takes_midi() and not has_instrument and (is_plugin or "Instrument" in element.tag):
        return INSTRUMENT
    return AUDIO_EFFECT


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


def match(element: Element, spec: DeviceSpec) -> Tuple[DeviceSpec, List[Tuple[int, FileParameter, Codec]]]:
    """The description with the parameters that only the file has, and for each of the file: number, place and codec."""
    by_name: Dict[str, List[int]] = {}
    for index, each in enumerate(spec.parameters):
        by_name.setdefault(squeeze(each.name), []).append(index)
    parameters = list(spec.parameters)
    found: List[Tuple[int, FileParameter, Codec]] = []
    for parameter in file_parameters(element):
        same = by_name.get(squeeze(api_name(spec.class_name, parameter.path)), [])
        codec = find_codec(parameter, spec.parameters[same[0]]) if same else None
        if codec is not None:
            found.append((same.pop(0), parameter, codec))
            continue
        try:
            made = own_spec(parameter)
        except ValueError:
            continue
        parameters.append(made)
        found.append((len(parameters) - 1, parameter, find_codec(parameter, made) or PLAIN))
    return spec._replace(parameters=tuple(parameters)), found


def read_devices(row: Optional[Element], owner: Any, reading: Reading) -> None:
    """Puts the devices of a row into a track or chain. The row is emptied: each device keeps its own element."""
    if row is None:
        return
    for element in row.children:
        known = spec_of(element, owner, reading)
        named = known._replace(display_name=default_name(element, known))
        matched, found = match(element, named)
        spec = FileSpec(*matched)
        spec.element = element
        spec.places = tuple((index, parameter.path, codec) for index, parameter, codec in found)
        count = len(spec.parameters) - len(known.parameters)
        if count:
            reading.report.note("{}: {} parameters are named by the file".format(element.tag, count))
        device = owner.make_device(spec)
        device.values["class_display_name"] = known.display_name
        device.values["name"] = element.get("UserName") or spec.display_name
        for index, parameter, codec in found:
            try:
                value = fit(codec, parameter.text, spec.parameters[index])
            except (ValueError, OverflowError) as error:
                reading.report.note("{}: {} is not understood: {}".format(element.tag, parameter.path, error))
                continue
            made = device.values["parameters"][index]
            made.values["value"] = value
            bind(made, parameter.element, codec, reading)
        if spec.class_name in RACKS:
            read_rack(element, device, reading)
        owner.values["devices"] = owner.values["devices"] + [device]
    row.children = []


def read_rack(element: Element, rack: Any, reading: Reading) -> None:
    """Macros, variations and chains of a rack."""
    drum = rack.is_drum_rack
    read_rows(("RackDevice", "RackDevice/drum") if drum else ("RackDevice",), element, rack, reading)
    for index, macro in enumerate(rack.macros()):
        macro.values["name"] = element.get("MacroDisplayNames.{}".format(index)) or macro.values["name"]
    snapshots = element.find("MacroVariations/MacroSnapshots")
    variations = tuple(read_variation(snapshot) for snapshot in snapshots) if snapshots is not None else ()
    rack.values.update(variations=variations, variation_count=len(variations))
    branches = element.child("Branches")
    for branch in branches.children if branches is not None else ():
        rack.values["chains"].append(read_chain(branch, rack, "DrumChain" if drum else "Chain", reading))
    returns = element.child("ReturnBranches")
    for branch in returns.children if returns is not None else ():
        rack.values["return_chains"].append(read_chain(branch, rack, "Chain", reading))
    for each in (branches, returns):
        if each is not None:
            each.children = []
    rack.refresh_solos()


def read_variation(snapshot: Element) -> Tuple[float, ...]:
    """The values of the sixteen macros."""
    values = []
    for index in MACROS:
        try:
            values.append(min(max(read_float(snapshot.get("MacroValues.{}".format(index)) or "0"), 0.0), 127.0))
        except ValueError:
            values.append(0.0)
    return tuple(values)


def read_chain(branch: Element, rack: Any, class_name: str, reading: Reading) -> Any:
    """One chain with its devices."""
    chain = rack.make(class_name, canonical_parent=rack)
    keep(chain, branch)
    rows = ("Chain", "DrumChain") if class_name == "DrumChain" else ("Chain",)
    read_rows(rows, branch, chain, reading)
    rows_of_devices = branch.child("DeviceChain")
    for row in rows_of_devices if rows_of_devices is not None else ():
        read_devices(row.child("Devices"), chain, reading)
    sends = branch.find("MixerDevice/SendInfos")
    mixer = chain.values["mixer_device"]
    if sends is not None and sends.children:
        mixer.match_sends([chr(ord("A") + index) for index in range(len(sends.children))])
        for send, info in zip(mixer.values["sends"], sends):
            try:
                send.values["value"] = SEND.read(info.get("Send/Manual") or "0")
            except ValueError as error:
                reading.report.note("A send of a chain is not understood: {}".format(error))
    shown = branch.get("Name/EffectiveName")
    if shown and not chain.values["name"] and chain.get_name() != shown:
        chain.values["name"] = shown
    return chain


def write_devices(owner: Any, row: Element, writing: Writing) -> None:
    """Puts the devices of a track or chain into a row of the file."""
    row.children = [write_device(device, index, writing) for index, device in enumerate(owner.values["devices"])]


def write_device(device: Any, index: int, writing: Writing) -> Element:
    """The element of one device."""
    spec = device.spec
    element = Element(spec.class_name)
    if isinstance(spec, FileSpec):
        element = spec.element.copy()
        writing.renumber_copy(spec, element)
    element.attributes["Id"] = str(index)
    name = device.values["name"]
    element.put("UserName", "" if name == spec.display_name else name)
    places = {number: (path, codec) for number, path, codec in getattr(spec, "places", ())}
    parts: Dict[str, List[Element]] = {}
    for found in file_parameters(element):
        parts.setdefault(found.path, []).append(found.element)
    for number, parameter in enumerate(device.values["parameters"]):
        if number in places:
            path, codec = places[number]
            part = parts[path].pop(0)
            # What was not changed keeps all its digits.
            if fit(codec, part.get("Manual") or "0", parameter.spec) != parameter.values["value"]:
                part.put("Manual", codec.write(parameter.values["value"]))
            if getattr(parameter, "target", None):
                part.put("AutomationTarget@Id", parameter.target)
        elif not places or parameter.values["value"] != parameter.spec.default or hasattr(parameter, "target"):
            write_parameter(parameter, element, spec.class_name, writing)
    if spec.class_name in RACKS:
        write_rack(device, element, writing)
    return element


def write_parameter(parameter: Any, element: Element, class_name: str, writing: Writing) -> None:
    """A parameter that came from no file, at the place that reads as the same parameter."""
    spec, value = parameter.spec, parameter.values["value"]
    paths = [path for path in places_of(class_name) if squeeze(api_name(class_name, path)) == squeeze(spec.name)]
    parent, _, tag = (paths[0] if paths else "_" + re.sub(r"[^A-Za-z0-9]", "", spec.name)).rpartition("/")
    part = Element(tag)
    element.need(parent).children.append(part)
    if spec.unit in EXPONENTIAL:
        low, high, value = spec.low, spec.high, display_number(spec, value)
    else:
        low, high = spec.minimum, spec.maximum
    part.put("Manual", write_bool(value) if spec.items == ("Off", "On") else write_float(value))
    if not spec.items:
        part.put("MidiControllerRange/Min", write_float(low))
        part.put("MidiControllerRange/Max", write_float(high))
    part.put("AutomationTarget@Id", getattr(parameter, "target", None) or writing.fresh())
    parameter.codec = find_codec(FileParameter(tag, part, element), spec) or PLAIN


def places_of(class_name: str) -> List[str]:
    """The places of the file that have names of their own."""
    macros = ["MacroControls.{}".format(index) for index in MACROS] if class_name in RACKS else []
    return list(NAMES[""]) + macros + list(NAMES.get(class_name, {}))


def write_rack(rack: Any, element: Element, writing: Writing) -> None:
    """See read_rack."""
    write_rows(("RackDevice", "RackDevice/drum") if rack.is_drum_rack else ("RackDevice",), rack, element, writing)
    for index, macro in enumerate(rack.macros()):
        element.put("MacroDisplayNames.{}".format(index), macro.values["name"])
    element.need("MacroVariations/MacroSnapshots").children = [
        Element("MacroSnapshot", {"Id": str(index)}, [Element("Name", {"Value": "Variation {}".format(index + 1)})] + [
            Element("MacroValues.{}".format(number), {"Value": write_float(value)})
            for number, value in enumerate(variation)])
        for index, variation in enumerate(rack.values["variations"])]
    tag, row = BRANCHES[rack.spec.class_name]
    element.need("Branches").children = [write_chain(chain, index, tag, row, writing)
                                         for index, chain in enumerate(rack.values["chains"])]
    element.need("ReturnBranches").children = [write_chain(chain, index, RETURN_BRANCH, RETURN_ROW, writing)
                                               for index, chain in enumerate(rack.values["return_chains"])]


def write_chain(chain: Any, index: int, tag: str, row: str, writing: Writing) -> Element:
    """The element of one chain."""
    element = kept_element(chain, tag)
    element.attributes["Id"] = str(index)
    write_rows(("Chain", "DrumChain") if "DrumChain" in chain.lineage else ("Chain",), chain, element, writing)
    rows = element.need("DeviceChain")
    inside = rows.children[0] if rows.children else rows.need(row)
    write_devices(chain, inside.need("Devices"), writing)
    element.put("Name/EffectiveName", chain.get_name())
    infos = element.need("MixerDevice/SendInfos")
    sends = chain.values["mixer_device"].values["sends"]
    while len(infos.children) < len(sends):
        infos.children.append(Element("AudioBranchSendInfo", {"Id": str(len(infos.children))}))
    for info, send in zip(infos, sends):
        info.put("Send/Manual", SEND.write(send.values["value"]))
    return element
