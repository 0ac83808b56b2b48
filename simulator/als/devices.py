"""Devices, racks and their chains, to any depth."""
from __future__ import annotations

import re
from functools import partial
from typing import Any, Dict, List, Optional, Tuple

from ..behaviour.beat_time import as_float32
from ..behaviour.device import RACKS
from ..behaviour.device_catalogue import MACRO_COUNT
from ..behaviour.parameter_spec import EXPONENTIAL, display_number
from ..behaviour.track import letter
from .codecs import PLAIN, SEND, Codec, read_float, write_bool, write_float
from .context import Reading, Writing, bind
from .device_specs import FileSpec, default_name, match, spec_of
from .element import Element
from .mapping import ROWS
from .parameter_names import EVERY_DEVICE
from .parameters import LEVELS, FileParameter, file_parameters, find_codec, fit, known_names, places_of, squeeze
from .routing import read_side_chain, write_side_chain
from .rows import children_of, keep, kept_element, put_first, put_value, read_rows, take_parts, write_rows
from .settings import read_settings, write_settings
from .simpler import read_simpler, write_simpler

# Device class: tag of its chains, and of the row of devices inside a chain.
BRANCHES = {
    "InstrumentGroupDevice": ("InstrumentBranch", "MidiToAudioDeviceChain"),
    "DrumGroupDevice": ("DrumBranch", "MidiToAudioDeviceChain"),
    "AudioEffectGroupDevice": ("AudioEffectBranch", "AudioToAudioDeviceChain"),
    "MidiEffectGroupDevice": ("MidiEffectBranch", "MidiToMidiDeviceChain"),
}
RETURN_BRANCH, RETURN_ROW = "ReturnBranch", "AudioToAudioDeviceChain"
MACROS = range(MACRO_COUNT)
SENDS, SEND_INFO = "MixerDevice/SendInfos", "AudioBranchSendInfo"
SNAPSHOTS, SNAPSHOT = "MacroVariations/MacroSnapshots", "MacroSnapshot"


def read_devices(row: Optional[Element], owner: Any, reading: Reading) -> None:
    """Puts the devices of a row into a track or chain. The row is emptied: each device keeps its own element."""
    if row is None or not row.children:
        return
    for element in row.children:
        known = spec_of(element, owner, reading)
        named = known._replace(display_name=default_name(element, known))
        matched, found = match(element, named)
        spec = FileSpec(*matched)
        spec.element = element
        spec.places = tuple((index, parameter.path, codec) for index, parameter, codec in found)
        names = {each.name for each in known.parameters}
        count = sum(spec.parameters[index].name not in names and not known_names(spec.class_name, parameter.path)
                    for index, parameter, _ in found)
        if count:
            reading.report.note("{}: {} parameters are named by the file".format(element.tag, count))
        device = owner.make_device(spec)
        device.values["class_display_name"] = known.display_name
        device.values["name"] = element.get("UserName") or spec.display_name
        # Settings first: that of a preset moves the parameters.
        read_settings(element, device, rows_of(device), reading)
        for index, parameter, codec in found:
            try:
                value = fit(codec, parameter.text, spec.parameters[index])
            except (ValueError, OverflowError) as error:
                reading.report.note("{}: {} is not understood: {}".format(element.tag, parameter.path, error))
                continue
            made = device.values["parameters"][index]
            made.values["value"] = value
            bind(made, parameter.element, codec, reading)
        read_rows(rows_of(device), element, device, reading)
        if device.class_name == "SimplerDevice":
            read_simpler(element, device, reading)
        if device.class_name == "CompressorDevice":
            reading.later.append(partial(read_side_chain, device, element, reading))
        if spec.class_name in RACKS:
            read_rack(element, device, reading)
        owner.values["devices"] = owner.values["devices"] + [device]
    row.children = []


def rows_of(device: Any) -> List[str]:
    """Which rows of mapping.py a device has."""
    names = ["Device"] + [device.class_name] * (device.class_name in ROWS)
    return names + ["RackDevice/drum"] * bool(device.values["can_have_drum_pads"])


def read_rack(element: Element, rack: Any, reading: Reading) -> None:
    """Macros, variations and chains of a rack."""
    for index, macro in enumerate(rack.macros()):
        macro.values["name"] = element.get("MacroDisplayNames.{}".format(index)) or macro.values["name"]
    variations = read_variations(element)
    rack.values.update(variations=variations, variation_count=len(variations))
    tag = BRANCHES[rack.spec.class_name][0]
    for branch in take_parts(element.child("Branches"), (tag,), reading):
        read_chain(branch, rack, "chains", "DrumChain" if rack.is_drum_rack else "Chain", reading)
    for branch in take_parts(element.child("ReturnBranches"), (RETURN_BRANCH,), reading):
        read_chain(branch, rack, "return_chains", "Chain", reading)
    rack.match_sends()
    for chain in rack.values["chains"] + rack.values["return_chains"]:
        read_chain_sends(chain, reading)
    selected = [chain for chain in rack.values["chains"] + rack.values["return_chains"]
                if chain.kept.get("IsSelected") == "true"]
    if selected:
        # A drum rack selects the pad with its chain.
        rack.values["view"].set_selected_chain(selected[0])
    rack.refresh_solos()


def read_chain_sends(chain: Any, reading: Reading) -> None:
    """One for each return chain of the rack."""
    for send, info in zip(chain.values["mixer_device"].values["sends"], children_of(chain.kept.find(SENDS), SEND_INFO)):
        bind(send, info.child("Send") or Element("Send"), SEND, reading)
        try:
            send.values["value"] = SEND.read(info.get("Send/Manual") or "0")
        except ValueError as error:
            reading.report.note("A send of a chain is not understood: {}".format(error))


def read_variations(element: Element) -> Tuple[Tuple[float, ...], ...]:
    """The variations of the macros."""
    snapshots = element.find(SNAPSHOTS)
    return tuple(read_variation(part) for part in children_of(snapshots, SNAPSHOT))


def read_variation(snapshot: Element) -> Tuple[float, ...]:
    """The values of the sixteen macros."""
    values = []
    for index in MACROS:
        try:
            values.append(min(max(read_float(snapshot.get("MacroValues.{}".format(index)) or "0"), 0.0), 127.0))
        except ValueError:
            values.append(0.0)
    return tuple(values)


def read_chain(branch: Element, rack: Any, row: str, class_name: str, reading: Reading) -> None:
    """Puts one chain with its devices into a row of the rack."""
    chain = rack.make(class_name, canonical_parent=rack)
    rack.values[row].append(chain)
    keep(chain, branch)
    rows = ("Chain", "DrumChain") if class_name == "DrumChain" else ("Chain",)
    read_rows(rows, branch, chain, reading)
    rows_of_devices = branch.child("DeviceChain")
    for row in rows_of_devices if rows_of_devices is not None else ():
        read_devices(row.child("Devices"), chain, reading)
    shown, before = branch.get("Name/EffectiveName") or "", letter_before(chain)
    shown = shown[len(before):] if shown.startswith(before) else shown
    if shown and not chain.values["name"]:
        chain.shown = (chain.default_name(), shown)


def letter_before(chain: Any) -> str:
    """What the file has before the name of a return chain where it says what is shown: its letter and a blank."""
    return letter(chain.rack().values["return_chains"].index(chain)) + " " if chain.is_return() else ""


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
    name, kept = device.values["name"], element.get("UserName")
    # A user may have given it the name that it would have anyway.
    if kept is None or (kept or spec.display_name) != name:
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
            if not says(part, codec, parameter):
                part.put("Manual", codec.write(parameter.values["value"]))
            if getattr(parameter, "target", None):
                part.put("AutomationTarget@Id", parameter.target)
        elif not places or parameter.values["value"] != parameter.spec.default or hasattr(parameter, "target"):
            write_parameter(parameter, element, spec.class_name, writing)
    write_rows(rows_of(device), device, element, writing)
    write_settings(device, element, rows_of(device))
    if device.class_name == "SimplerDevice":
        write_simpler(device, element)
    if device.class_name == "CompressorDevice":
        write_side_chain(device, element, writing)
    if spec.class_name in RACKS:
        write_rack(device, element, writing)
    return element


def says(part: Element, codec: Codec, parameter: Any) -> bool:
    """Whether the file has the parameter's value already; what is none stands for what the device starts with."""
    value = parameter.values["value"]
    try:
        return fit(codec, part.get("Manual") or "0", parameter.spec) == value
    except (ValueError, OverflowError):
        return bool(value == as_float32(parameter.spec.default))


def write_parameter(parameter: Any, element: Element, class_name: str, writing: Writing) -> None:
    """A parameter that came from no file, at the place that reads as the same parameter."""
    spec, value = parameter.spec, parameter.values["value"]
    paths = places_of(class_name, spec.name) or [path for path in EVERY_DEVICE
                                                 if squeeze(EVERY_DEVICE[path]) == squeeze(spec.name)]
    parent, _, tag = (paths[0] if paths else "_" + re.sub(r"[^A-Za-z0-9]", "", spec.name)).rpartition("/")
    part = Element(tag)
    element.need(parent).add(part)
    write = LEVELS[spec.unit].write if spec.unit in LEVELS else write_float
    if spec.unit in EXPONENTIAL:
        low, high, value = spec.low, spec.high, display_number(spec, value)
    else:
        low, high = spec.minimum, spec.maximum
    part.put("Manual", write_bool(value) if spec.items == ("Off", "On") else write(value))
    if not spec.items:
        part.put("MidiControllerRange/Min", write(low))
        part.put("MidiControllerRange/Max", write(high))
    part.put("AutomationTarget@Id", getattr(parameter, "target", None) or writing.fresh())
    parameter.codec = find_codec(FileParameter(tag, part, element), spec) or PLAIN


def write_rack(rack: Any, element: Element, writing: Writing) -> None:
    """See read_rack."""
    for index, macro in enumerate(rack.macros()):
        element.put("MacroDisplayNames.{}".format(index), macro.values["name"])
    if read_variations(element) != rack.values["variations"]:
        write_variations(rack, element.need(SNAPSHOTS))
    tag, row = BRANCHES[rack.spec.class_name]
    put_first(element.need("Branches"), [write_chain(chain, index, tag, row, writing)
                                         for index, chain in enumerate(rack.values["chains"])])
    put_first(element.need("ReturnBranches"), [write_chain(chain, index, RETURN_BRANCH, RETURN_ROW, writing)
                                               for index, chain in enumerate(rack.values["return_chains"])])


def write_variations(rack: Any, place: Element) -> None:
    """Puts the variations of the macros into their element."""
    place.remove(SNAPSHOT)
    put_first(place, [
        Element(SNAPSHOT, {"Id": str(index)}, [Element("Name", {"Value": "Variation {}".format(index + 1)})] + [
            Element("MacroValues.{}".format(number), {"Value": write_float(value)})
            for number, value in enumerate(variation)])
        for index, variation in enumerate(rack.values["variations"])])


def write_chain(chain: Any, index: int, tag: str, row: str, writing: Writing) -> Element:
    """The element of one chain."""
    element = kept_element(chain, tag)
    element.attributes["Id"] = str(index)
    write_rows(("Chain", "DrumChain") if "DrumChain" in chain.lineage else ("Chain",), chain, element, writing)
    rows = element.need("DeviceChain")
    inside = rows.own(0) if rows.children else rows.need(row)
    write_devices(chain, inside.need("Devices"), writing)
    element.put("Name/EffectiveName", letter_before(chain) + chain.get_name())
    place = element.need(SENDS)
    infos = place.own_children(SEND_INFO)
    sends = chain.values["mixer_device"].values["sends"]
    while len(infos) < len(sends):
        infos.append(Element(SEND_INFO, {"Id": str(len(infos))}))
        place.insert(len(infos) - 1, infos[-1])
    for info, send in zip(infos, sends):
        send.codec = SEND
        put_value(info, "Send/Manual", SEND, send.values["value"])
        number = "Send/AutomationTarget@Id"
        info.put(number, getattr(send, "target", None) or info.get(number) or writing.fresh())
    selected = chain is chain.rack().values["view"].get_selected_chain()
    element.put("IsSelected", write_bool(selected))
    return element
