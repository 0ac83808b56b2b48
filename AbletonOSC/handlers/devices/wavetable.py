"""Wavetable and its modulation matrix. LOM class WavetableDevice."""

from __future__ import annotations

from typing import Any, Tuple

from ...lom.spec import Handler, ListOf, arg, command, ro, rw
from ..parameter import PARAMETER, find_parameter

WAVETABLE = ("WavetableDevice",)
SOURCES = 11
TARGET = arg("target_index", int, "row of the matrix", 0)
SOURCE = arg("source", int, "column: 0 amp, 1 env 2, 2 env 3, 3 lfo 1, 4 lfo 2, 5 velocity ..", 0, SOURCES - 1)


def oscillator_rows(number):
    """The rows of one of the two oscillators."""
    name = f"oscillator_{number}"
    return (
        rw(f"{name}_effect_mode", int, f"Oscillator {number}: 0 none, 1 FM, 2 classic, 3 modern.", 0, 3, of=WAVETABLE),
        rw(f"{name}_wavetable_category", int, f"Category of wavetable {number}.", 0, of=WAVETABLE),
        rw(f"{name}_wavetable_index", int, f"Wavetable {number} in its category.", 0, of=WAVETABLE),
        ro(f"{name}_wavetables", ListOf(str), f"Wavetables on offer for oscillator {number}.", of=WAVETABLE),
    )


class WavetableRows(Handler):
    """What only Wavetable has."""

    properties = oscillator_rows(1) + oscillator_rows(2) + (
        ro("oscillator_wavetable_categories", ListOf(str), "Categories of wavetables.", listen=False, of=WAVETABLE),
        rw("filter_routing", int, "Filters: 0 serial, 1 parallel, 2 split.", 0, 2, of=WAVETABLE),
        rw("unison_mode", int, "Unison: 0 none, 1 classic, .. 6 random note.", 0, 6, of=WAVETABLE),
        rw("unison_voice_count", int, "Voices of unison.", 2, 8, of=WAVETABLE),
        ro("visible_modulation_target_names", ListOf(str), "Rows of the modulation matrix.", of=WAVETABLE),
        ro("modulation_matrix", ListOf(float), "Amounts of the modulation matrix, row by row.", get="read_matrix",
           listen="modulation_matrix_changed", of=WAVETABLE, uses=("get_modulation_value",)),
    )

    def read_matrix(self, wavetable: Any) -> Tuple[float, ...]:
        return tuple(float(wavetable.get_modulation_value(target, source))
                     for target in range(len(wavetable.visible_modulation_target_names)) for source in range(SOURCES))

    @command("get/modulation_value", "One amount of the modulation matrix.", TARGET, SOURCE,
             replies=("target_index", "source", "value"), of=WAVETABLE, uses=("get_modulation_value",))
    def read_modulation(self, wavetable: Any, target_index: int, source: int) -> Tuple[int, int, float]:
        return target_index, source, float(wavetable.get_modulation_value(target_index, source))

    @command("set/modulation_value", "Set one amount of the modulation matrix.", TARGET, SOURCE,
             arg("value", float, "-1..1", -1, 1), of=WAVETABLE, uses=("set_modulation_value",))
    def write_modulation(self, wavetable: Any, target_index: int, source: int, value: float) -> None:
        wavetable.set_modulation_value(target_index, source, value)

    @command("get/modulation_target_parameter_name", "Name of a row of the modulation matrix.", TARGET,
             replies=("target_index", "name"), of=WAVETABLE, uses=("get_modulation_target_parameter_name",))
    def read_target_name(self, wavetable: Any, target_index: int) -> Tuple[int, str]:
        return target_index, str(wavetable.get_modulation_target_parameter_name(target_index))

    @command("get/is_parameter_modulatable", "Whether a parameter can be modulated.", PARAMETER,
             replies=("parameter_id", "is_modulatable"), of=WAVETABLE)
    def read_is_modulatable(self, wavetable: Any, parameter_id: Any) -> Tuple[Any, bool]:
        return parameter_id, bool(wavetable.is_parameter_modulatable(find_parameter(wavetable, parameter_id)))

    @command("add_parameter_to_modulation_matrix", "Make a row of the modulation matrix.", PARAMETER,
             replies=("parameter_id", "target_index"), of=WAVETABLE)
    def add_to_matrix(self, wavetable: Any, parameter_id: Any) -> Tuple[Any, int]:
        parameter = find_parameter(wavetable, parameter_id)
        return parameter_id, int(wavetable.add_parameter_to_modulation_matrix(parameter))
