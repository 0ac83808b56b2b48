"""Comparing two states of a device, A and B (Live 12.3): the one in use is the device itself, the other is kept.

Which devices can be compared nobody wrote down: here it is all of Live's own but racks, not plug-ins and Max devices.
"""
from __future__ import annotations

import functools
from typing import Any

from ..classes import behaviour
from .device import RACKS
from .lom_object import LomObjectBehaviour

NOT_COMPARED = ("Mx", "Plugin", "AuPlugin") + RACKS
# A refusal in our words; Live's is not known.
NOT_IN_COMPARE = "Device can not compare presets"


@behaviour("Device")
class ComparedDevice(LomObjectBehaviour):
    """The state that is not in use is (values of the parameters, settings), None as long as it is the same."""

    def initialise(self, **keywords: Any) -> None:
        """A is in use; B is no different yet."""
        super().initialise(**keywords)
        self.values.update(can_compare_ab=not self.spec.class_name.startswith(NOT_COMPARED), other_state=None,
                           is_using_compare_preset_b=False)

    def state(self) -> Any:
        """The state in use."""
        return (tuple(parameter.values["value"] for parameter in self.values["parameters"]),
                tuple(self.settings().items()))

    def need_compare(self) -> None:
        """Raises where there is no A and B."""
        if not self.values["can_compare_ab"]:
            raise RuntimeError(NOT_IN_COMPARE)

    def set_is_using_compare_preset_b(self, value: bool) -> None:
        """The device takes the other state; the one that it had is kept meanwhile."""
        self.need_compare()
        if value == self.values["is_using_compare_preset_b"]:
            return
        before, other = self.state(), self.values["other_state"]
        self.store("other_state", before)
        self.store("is_using_compare_preset_b", value)
        if other is not None:
            self.take_state(other)

    def take_state(self, state: Any) -> None:
        """Parameters and settings become what they were."""
        for parameter, value in zip(self.values["parameters"], state[0]):
            parameter.change_value(value)
        for name, value in state[1]:
            if value != self.values[name]:
                write = getattr(self, "set_" + name, functools.partial(self.store, name))
                write(value)

    def call_save_preset_to_compare_ab_slot(self) -> None:
        """The other state becomes what the device is now."""
        self.need_compare()
        self.store("other_state", self.state())

    def copy_contents(self, original: Any) -> None:
        """A copy has the same A and B."""
        super().copy_contents(original)
        for name in ("other_state", "is_using_compare_preset_b"):
            self.values[name] = original.values[name]
