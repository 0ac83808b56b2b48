"""A parameter of a device as an argument of a message: its index, or its name as Live shows it."""

from __future__ import annotations

from typing import Any

from ..lom.coerce import Integer
from ..lom.path import pick, read_path
from ..lom.spec import arg

PARAMETERS, = read_path("parameters[parameter_id]")


class ParameterId(Integer):
    """The index of a parameter, or its name."""

    name, expected = "parameter", "the index or the name of a parameter"

    def read(self, value: Any, argument: str) -> Any:
        if isinstance(value, str) and not value.lstrip("-").isdigit():
            return value
        index = super().read(value, argument)
        if index < 0:
            raise self.refuse(value, argument)
        return index


PARAMETER = arg("parameter_id", ParameterId(), "index, 0 is the device's switch, or name")


def find_parameter(device: Any, parameter_id: Any) -> Any:
    """The parameter of a device; raises `IndexOutOfRange` and `NoSuchObject`."""
    return pick(device, PARAMETERS, "parameter_id", parameter_id)
