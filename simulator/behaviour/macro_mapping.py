"""Macros of racks that move parameters inside. Live's API can not map them: they come with Sets, by map_to_macro."""
from __future__ import annotations

from typing import Any, Iterator, Tuple

from ..classes import behaviour
from .beat_time import as_float32
from .chain import ChainBehaviour
from .device_catalogue import MACRO_COUNT
from .lom_object import LomObjectBehaviour
from .rack import RackDeviceBehaviour

HIGHEST = 127.0


@behaviour("DeviceParameter")
class ParameterMapping(LomObjectBehaviour):
    """A parameter that a macro moves; scripts see that it is not enabled."""

    # (number of the macro, value where it is at 0, value where it is at 127), None when no macro moves it.
    macro: Any = None

    def map_to_macro(self, number: int, low: float, high: float) -> None:
        """A macro of the rack around moves it from now on; nothing does where there is no rack, or no such macro."""
        row = self.values["canonical_parent"].values["canonical_parent"]
        if isinstance(row, ChainBehaviour) and 0 <= number < MACRO_COUNT:
            self.macro = number, low, high
            self.values["is_enabled"] = False

    def take_mapping(self, other: Any) -> None:
        """Is moved by the same macro of its own rack."""
        if other.macro is not None:
            self.map_to_macro(*other.macro)

    def move_by_macro(self, value: float) -> None:
        """The macro has this value now; a switch and a choice go to the nearest."""
        _, low, high = self.macro
        moved = as_float32(low + (high - low) * value / HIGHEST)
        moved = min(max(moved, self.values["min"]), self.values["max"])
        self.change_value(float(round(moved)) if self.spec.items else moved)


@behaviour("RackDevice")
class RackMappings(RackDeviceBehaviour):
    """What the macros of a rack move."""

    def mapped(self) -> Iterator[Any]:
        """The parameters inside that a macro of this rack moves."""
        for chain in self.values["chains"] + self.values["return_chains"]:
            mixer = chain.values["mixer_device"].values
            own = [mixer["volume"], mixer["panning"], mixer["chain_activator"]] + mixer["sends"]
            for parameters in [own] + [device.values["parameters"] for device in chain.values["devices"]]:
                for parameter in parameters:
                    if parameter.macro is not None:
                        yield parameter

    def get_macros_mapped(self) -> Tuple[bool, ...]:
        """Sixteen times whether the macro moves something."""
        numbers = {parameter.macro[0] for parameter in self.mapped()}
        return tuple(number in numbers for number in range(MACRO_COUNT))

    def get_has_macro_mappings(self) -> bool:
        """Whether one of them does."""
        return any(True for _ in self.mapped())

    def parameter_changed(self, parameter: Any) -> None:
        """What a macro moves goes with it."""
        super().parameter_changed(parameter)
        macros = self.macros()
        if parameter in macros:
            number = macros.index(parameter)
            for moved in list(self.mapped()):
                if moved.macro[0] == number:
                    moved.move_by_macro(parameter.values["value"])
