"""The state of a device that is not in use, A or B (Live 12.3): values of its parameters, and its settings."""
from __future__ import annotations

from functools import partial
from typing import Any, List, Optional

from .context import Reading


def read_compared(device: Any, state: Any, reading: Reading) -> None:
    """Gives a device its other state; raises for what is none."""
    is_b, values, settings = state
    parameters = device.values["parameters"]
    if type(is_b) is not bool or len(values) != len(parameters):
        raise ValueError("{} parameters expected".format(len(parameters)))
    known = device.settings()
    for name, value in settings:
        if name not in device.properties or type(value) not in (bool, int, float, str):
            raise ValueError("no setting {}".format(name))
        device.check_range(name, value)
        if name in known and type(known[name]) is not type(value):
            raise ValueError("{} expected".format(type(known[name]).__name__))
    for parameter, value in zip(parameters, values):
        if type(value) is not float or not parameter.values["min"] <= value <= parameter.values["max"]:
            raise ValueError("{} is no value of {}".format(value, parameter.values["name"]))
    reading.later.append(partial(take, device, is_b, values, settings))


def take(device: Any, is_b: bool, values: Any, settings: Any) -> None:
    """The state is one that the device was in, and no change of it now."""
    device.values.update(is_using_compare_preset_b=is_b,
                         other_state=(tuple(values), tuple((name, value) for name, value in settings)))


def write_compared(device: Any) -> Optional[List[Any]]:
    """See read_compared; None for a device that has one state only."""
    state = device.values.get("other_state")
    if state is None:
        return None
    return [device.values["is_using_compare_preset_b"], list(state[0]), [list(pair) for pair in state[1]]]
