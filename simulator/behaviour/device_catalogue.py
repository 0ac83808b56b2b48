"""Live's built-in devices as the tables in devices/ describe them: display name, class name, kind and parameters.

Names of parameters and ranges were read in Sets that Live saved, where those have the device; the others, all orders
and most defaults are what Live's users know, not measured.
"""
from __future__ import annotations

import os
from collections import OrderedDict
from contextlib import ExitStack
from typing import Any, Dict, Iterable, List, NamedTuple, Optional, Tuple

from .parameter_spec import ParameterSpec, choice_spec, parse_parameter

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "devices")
# The lists first: the tables name them.
TABLES = ("lists", "racks", "synthesizers", "samplers", "physical_instruments", "delay_and_reverb",
          "drive_and_dynamics", "filters_and_modulation", "utilities", "midi_effects", "plugins")

# Device.DeviceType
KINDS = {"instrument": 1, "audio_effect": 2, "midi_effect": 4}
INSTRUMENT, AUDIO_EFFECT, MIDI_EFFECT = 1, 2, 4
DEVICE_ON = choice_spec("Device On", 1, ("Off", "On"))
CHAIN_SELECTOR = "Chain Selector"
MACRO_COUNT = 16
FOR, END, LIST = "for ", "end", "list "


class DeviceSpec(NamedTuple):
    display_name: str
    class_name: str
    kind: int
    lom_class: str
    parameters: Tuple[ParameterSpec, ...]
    since: Optional[str] = None

# Live API classes of the devices that have more than the generic one; the others are plain "Device".
LOM_CLASSES = {
    "OriginalSimpler": "SimplerDevice", "Compressor2": "CompressorDevice", "InstrumentVector": "WavetableDevice",
    "Eq8": "Eq8Device", "Drift": "DriftDevice", "DrumCell": "DrumCellDevice", "Hybrid": "HybridReverbDevice",
    "Looper": "LooperDevice", "InstrumentMeld": "MeldDevice", "Roar": "RoarDevice", "Shifter": "ShifterDevice",
    "Transmute": "SpectralResonatorDevice", "MidiCcControl": "CcControlDevice", "DrumGroupDevice": "RackDevice",
    "InstrumentGroupDevice": "RackDevice", "AudioEffectGroupDevice": "RackDevice",
    "MidiEffectGroupDevice": "RackDevice", "PluginDevice": "PluginDevice",
    "AuPluginDevice": "PluginDevice", "MxDeviceAudioEffect": "MaxDevice",
    "MxDeviceInstrument": "MaxDevice", "MxDeviceMidiEffect": "MaxDevice",
}


class TableReader:
    """Reads tables such as those in devices/, line by line; ValueError for a line that is none."""

    def __init__(self) -> None:
        self.catalogue: Dict[str, DeviceSpec] = OrderedDict()
        self.lists: Dict[str, Tuple[str, ...]] = {}
        self.spec: Any = None
        # The lines of a block that is repeated, and what stands for `{}` in them.
        self.block: Optional[List[str]] = None
        self.repeated: Iterable[str] = ()

    def read(self, line: str) -> None:
        """One line."""
        if self.block is not None and line != END:
            self.block.append(line)
        elif line.startswith("["):
            self.begin(line)
        elif line.startswith(FOR):
            self.block, self.repeated = [], read_range(line[len(FOR):])
        elif line.startswith(LIST):
            name, items = line[len(LIST):].split(" = ")
            self.lists[name] = tuple(items.split("|"))
        elif line == END:
            block, self.block = self.block or (), None
            for part in self.repeated:
                for repeated in block:
                    self.add(parse_parameter(repeated.replace("{}", part), self.lists))
        else:
            self.add(parse_parameter(line, self.lists))

    def begin(self, line: str) -> None:
        """The head of a device: display name, class name, kind, and the version that it came with."""
        display_name, class_name, kind, *since = (part.strip() for part in line.strip("[]").split(","))
        lom_class = LOM_CLASSES.get(class_name, "Device")
        self.spec = DeviceSpec(display_name, class_name, KINDS[kind], lom_class, (), since[0] if since else None)
        self.add(DEVICE_ON)

    def add(self, parameter: ParameterSpec) -> None:
        """One parameter; another one of the same name stands in the place of the first."""
        known = list(self.spec.parameters)
        names = [each.name for each in known]
        if parameter.name in names:
            known[names.index(parameter.name)] = parameter
        else:
            known.append(parameter)
        self.spec = self.spec._replace(parameters=tuple(known))
        self.catalogue[self.spec.display_name] = self.spec


def read_range(text: str) -> List[str]:
    """The parts of `1..8` or of `A B C`."""
    first, dots, last = text.strip().partition("..")
    return [str(number) for number in range(int(first), int(last) + 1)] if dots else text.split()


def read_catalogue(*tables: Any) -> Any:
    """The devices of tables of lines, by display name and in their order; ValueError names a bad line."""
    reader = TableReader()
    for table in tables:
        for number, line in enumerate(table, 1):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            try:
                reader.read(line)
            except (AttributeError, KeyError, ValueError) as error:
                raise ValueError("%s line %d: %s" % (getattr(table, "name", "table"), number, error))
    return reader.catalogue


def load_catalogue() -> Any:
    """The devices of the tables in devices/."""
    with ExitStack() as files:
        return read_catalogue(*(files.enter_context(open(os.path.join(FOLDER, name + ".txt"), encoding="utf-8"))
                                for name in TABLES))


CATALOGUE = load_catalogue()


def find_spec(name: str) -> Any:
    """The DeviceSpec with a display or class name, or None."""
    for spec in CATALOGUE.values():
        if name in (spec.display_name, spec.class_name):
            return spec
    return None
