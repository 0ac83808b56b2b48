"""Live's built-in devices as devices.txt describes them: display name, class name, kind and parameters."""
from __future__ import annotations

import os
from collections import OrderedDict
from typing import Any, NamedTuple, Tuple

from .parameter_spec import ParameterSpec, choice_spec, parse_parameter

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "devices.txt")

# Device.DeviceType
KINDS = {"instrument": 1, "audio_effect": 2, "midi_effect": 4}
INSTRUMENT, AUDIO_EFFECT, MIDI_EFFECT = 1, 2, 4
DEVICE_ON = choice_spec("Device On", 1, ("Off", "On"))
CHAIN_SELECTOR = "Chain Selector"
MACRO_COUNT = 16

class DeviceSpec(NamedTuple):
    display_name: str
    class_name: str
    kind: int
    lom_class: str
    parameters: Tuple[ParameterSpec, ...]

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


def read_catalogue(lines: Any) -> Any:
    """The devices of a table such as devices.txt, by display name and in its order; ValueError names a bad line."""
    catalogue = OrderedDict()
    for number, line in enumerate(lines, 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        try:
            if line.startswith("["):
                display_name, class_name, kind = (part.strip() for part in line.strip("[]").split(","))
                lom_class = LOM_CLASSES.get(class_name, "Device")
                spec = DeviceSpec(display_name, class_name, KINDS[kind], lom_class, (DEVICE_ON,))
            else:
                spec = spec._replace(parameters=spec.parameters + (parse_parameter(line),))
        except (KeyError, ValueError) as error:
            raise ValueError("devices.txt line %d: %s" % (number, error))
        catalogue[spec.display_name] = spec
    return catalogue


def load_catalogue() -> Any:
    """The devices of devices.txt."""
    with open(PATH, encoding="utf-8") as table:
        return read_catalogue(table)


CATALOGUE = load_catalogue()


def find_spec(name: str) -> Any:
    """The DeviceSpec with a display or class name, or None."""
    for spec in CATALOGUE.values():
        if name in (spec.display_name, spec.class_name):
            return spec
    return None
