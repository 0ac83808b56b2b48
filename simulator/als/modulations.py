"""Wavetable's modulations, of which no Set of Live's is at hand: number of a parameter, and amount of each source."""
from __future__ import annotations

from typing import Any, List

from .context import Reading


def read_modulations(device: Any, rows: Any, reading: Reading) -> None:
    """Gives Wavetable its modulations; raises for what is none."""
    parameters = device.values["parameters"]
    for number, amounts in rows:
        if not 0 < number < len(parameters):
            raise ValueError("no parameter {}".format(number))
        row = device.call_add_parameter_to_modulation_matrix(parameters[number])
        for source, amount in enumerate(amounts):
            device.call_set_modulation_value(row, source, float(amount))


def write_modulations(device: Any) -> List[Any]:
    """See read_modulations."""
    parameters = device.values["parameters"]
    return [[parameters.index(parameter), list(amounts)] for parameter, amounts in device.rows()]
