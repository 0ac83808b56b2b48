"""Properties of devices that choose from a list beside them, or have a range of their own: an index beyond is refused.

The lists are in live-api.json, but for those of CC Control and Hybrid Reverb; ranges that it does not give are guesses.
"""
from __future__ import annotations

from typing import Any, Dict, List

from ..classes import behaviour
from .lom_object import LomObjectBehaviour

OUT_OF_RANGE = "{} out of range"
BEND = "Invalid Pitch Bend Range"
CATEGORY, FILE = "ir_category_index", "ir_file_index"
FILES_PER_CATEGORY = 8
USER = "User"
TARGETS = 12
CONTROLLERS = {0: "Bank Select", 1: "Mod Wheel", 2: "Breath", 4: "Foot Pedal", 5: "Portamento Time", 7: "Volume",
               8: "Balance", 10: "Pan", 11: "Expression", 64: "Sustain", 65: "Portamento", 66: "Sostenuto",
               67: "Soft Pedal", 68: "Legato", 71: "Resonance", 72: "Release", 73: "Attack", 74: "Brightness",
               91: "Reverb", 93: "Chorus"}
LAST_CONTROLLER = 119

# Lowest and highest of what has no list, and the refusal where it is known.
RANGES: Dict[str, Dict[str, Any]] = {
    "DriftDevice": {"pitch_bend_range": (0, 12, BEND)},
    "ShifterDevice": {"pitch_bend_range": (0, 24, OUT_OF_RANGE)},
    "MeldDevice": {"mono_poly": (0, 1, OUT_OF_RANGE), "poly_voices": (0, 6, OUT_OF_RANGE),
                   "unison_voices": (0, 3, OUT_OF_RANGE)},
    "SpectralResonatorDevice": {"polyphony": (0, 3, OUT_OF_RANGE)},
    "HybridReverbDevice": {"ir_attack_time": (0.0, 3.0, OUT_OF_RANGE), "ir_decay_time": (0.0, 20.0, OUT_OF_RANGE),
                           "ir_size_factor": (0.2, 5.0, OUT_OF_RANGE)},
    "DrumCellDevice": {"gain": (0.0, 1.0, OUT_OF_RANGE)},
}
# What is not what live-api.json says or leaves at its lowest.
DEFAULTS: Dict[str, Dict[str, Any]] = {
    "DriftDevice": {"pitch_bend_range": 2},
    "HybridReverbDevice": {"ir_attack_time": 0.0, "ir_decay_time": 20.0, "ir_size_factor": 1.0},
    "DrumCellDevice": {"gain": 0.4},
    "SpectralResonatorDevice": {"pitch_bend_range": 2},
}
WIDEST_BEND = 24


def list_of(name: str) -> str:
    """The list that a property chooses from."""
    return (name[:-len("_index")] if name.endswith("_index") else name) + "_list"


class ChoosingDevice(LomObjectBehaviour):
    """What all these devices share."""

    lom_class = ""

    def initialise(self, **keywords: Any) -> None:
        """Values of their own."""
        super().initialise(**keywords)
        self.values.update(DEFAULTS.get(self.lom_class, {}))

    def choose(self, name: str, value: Any) -> bool:
        """Stores what is in range; says whether it differs."""
        low, high, refusal = RANGES.get(self.lom_class, {}).get(name) or (0, self.count(name) - 1, OUT_OF_RANGE)
        if not low <= value <= high:
            raise RuntimeError(refusal.format(name))
        return bool(self.store(name, value))

    def count(self, name: str) -> int:
        """How many there are to choose from; one of none, so that 0 can be set."""
        read = getattr(self, "get_" + list_of(name), None)
        return max(len(self.values[list_of(name)] if read is None else read()), 1)


def make_setter(name: str) -> Any:
    """The hook of one property."""
    def set_value(self: Any, value: Any) -> None:
        self.choose(name, value)
    return set_value


def choosing(class_name: str, names: List[str]) -> Any:
    """The decorator of a class of device whose properties of these names choose."""
    def complete(cls: Any) -> Any:
        cls.lom_class = class_name
        for name in names:
            if "set_" + name not in vars(cls):
                setattr(cls, "set_" + name, make_setter(name))
        return behaviour(class_name)(cls)
    return complete


MATRIX = ["mod_matrix_{}_index".format(part) for part in (
    "filter_source_1", "filter_source_2", "lfo_source", "pitch_source_1", "pitch_source_2", "shape_source", "source_1",
    "source_2", "source_3", "target_1", "target_2", "target_3")]


@choosing("DriftDevice", MATRIX + ["pitch_bend_range", "voice_count_index", "voice_mode_index"])
class DriftBehaviour(ChoosingDevice):
    """Drift's matrix of modulation, and its voices."""


@choosing("RoarDevice", ["routing_mode_index"])
class RoarBehaviour(ChoosingDevice):
    """Roar's routing."""


@choosing("ShifterDevice", ["pitch_mode_index", "pitch_bend_range"])
class ShifterBehaviour(ChoosingDevice):
    """Shifter by hand or by MIDI."""


@choosing("MeldDevice", ["mono_poly", "poly_voices", "unison_voices"])
class MeldBehaviour(ChoosingDevice):
    """Meld's voices."""


@choosing("DrumCellDevice", ["gain"])
class DrumCellBehaviour(ChoosingDevice):
    """Drum Sampler."""


@choosing("SpectralResonatorDevice", ["frequency_dial_mode", "midi_gate", "mod_mode", "mono_poly", "pitch_mode",
                                      "polyphony"])
class SpectralResonatorBehaviour(ChoosingDevice):
    """Spectral Resonator."""

    def set_pitch_bend_range(self, value: int) -> None:
        """Clamped, as measured."""
        self.store("pitch_bend_range", min(max(value, 0), WIDEST_BEND))


@choosing("HybridReverbDevice", ["ir_category_index", "ir_file_index", "ir_attack_time", "ir_decay_time",
                                 "ir_size_factor"])
class HybridReverbBehaviour(ChoosingDevice):
    """Hybrid Reverb. The categories are Live's; the names of the impulse responses in them are made up."""

    def get_ir_file_list(self) -> List[str]:
        """Impulse responses of the category; the user has none."""
        category = self.values["ir_category_list"][self.values[CATEGORY]]
        if category == USER:
            return []
        return ["{} {}".format(category.replace("_", " "), number + 1) for number in range(FILES_PER_CATEGORY)]

    def set_ir_category_index(self, value: int) -> None:
        """The first of its impulse responses is heard then."""
        if self.choose(CATEGORY, value):
            self.notify("ir_file_list")
            self.store(FILE, 0)

    def restored(self, name: str) -> None:
        """Undo stores the category too."""
        super().restored(name)
        if name == CATEGORY:
            self.notify("ir_file_list")


@choosing("CcControlDevice", ["custom_bool_target"] + ["custom_float_target_{}".format(n) for n in range(TARGETS)])
class CcControlBehaviour(ChoosingDevice):
    """CC Control: each target is the number of a controller."""

    def call_resend(self) -> None:
        """Sends all values again. Nothing in Live's API shows it."""


def controller_names(self: Any) -> List[str]:
    """What a target can be."""
    return ["{} ({})".format(number, CONTROLLERS[number]) if number in CONTROLLERS else str(number)
            for number in range(LAST_CONTROLLER + 1)]


for each in ["custom_bool_target"] + ["custom_float_target_{}".format(n) for n in range(TARGETS)]:
    setattr(CcControlBehaviour, "get_" + list_of(each), controller_names)
