"""Wavetable: its oscillators' tables, its voices, and the modulation matrix.

The matrix has a row for each parameter that was added, and a column for each source. The categories are Live's; the
names of the tables in them are made up.
"""
from __future__ import annotations

from typing import Any, List, Tuple

from ..classes import behaviour
from .beat_time import as_float32
from .lom_object import LomObjectBehaviour

SOURCES = 11
NOT_THERE = "Invalid modulation target or source"
OUT_OF_RANGE = "{} out of range"
TABLES_PER_CATEGORY = 8
USER = "User"
OSCILLATORS = (1, 2)
SETTINGS = {"filter_routing": 0, "mono_poly": 1, "poly_voices": 6, "unison_mode": 0, "unison_voice_count": 3}


@behaviour("WavetableDevice")
class WavetableBehaviour(LomObjectBehaviour):
    """The matrix is a tuple of (parameter, amounts)."""

    def initialise(self, **keywords: Any) -> None:
        """No row at first; both oscillators play the first table of the first category."""
        super().initialise(**keywords)
        self.values.update(SETTINGS, matrix=())
        for number in OSCILLATORS:
            for name in ("wavetable_category", "wavetable_index", "effect_mode"):
                self.values["oscillator_{}_{}".format(number, name)] = 0

    def copy_contents(self, original: Any) -> None:
        """The settings and the matrix, whose rows are the copy's own parameters."""
        super().copy_contents(original)
        for name in SETTINGS:
            self.values[name] = original.values[name]
        for number in OSCILLATORS:
            for name in ("wavetable_category", "wavetable_index", "effect_mode"):
                name = "oscillator_{}_{}".format(number, name)
                self.values[name] = original.values[name]
        own = dict(zip(original.values["parameters"], self.values["parameters"]))
        self.values["matrix"] = tuple((own[parameter], amounts) for parameter, amounts in original.rows())

    # Oscillators

    def categories(self) -> Any:
        """Names of the categories, from live-api.json."""
        return self.properties["oscillator_wavetable_categories"].row["values"]

    def get_oscillator_wavetable_categories(self) -> Any:
        """The same for both oscillators."""
        return list(self.categories())

    def tables(self, number: int) -> List[str]:
        """Names of the tables in an oscillator's category; the user has none."""
        category = self.categories()[self.values["oscillator_{}_wavetable_category".format(number)]]
        if category == USER:
            return []
        return ["{} {}".format(category, index + 1) for index in range(TABLES_PER_CATEGORY)]

    def change_category(self, number: int, value: int) -> None:
        """The first of its tables plays then."""
        name = "oscillator_{}_wavetable_category".format(number)
        if not 0 <= value < len(self.categories()):
            raise RuntimeError(OUT_OF_RANGE.format(name))
        if self.store(name, value):
            self.notify("oscillator_{}_wavetables".format(number))
            self.store("oscillator_{}_wavetable_index".format(number), 0)

    def change_index(self, number: int, value: int) -> None:
        """One of the tables of the category."""
        name = "oscillator_{}_wavetable_index".format(number)
        if not 0 <= value < max(len(self.tables(number)), 1):
            raise RuntimeError(OUT_OF_RANGE.format(name))
        self.store(name, value)

    def restored(self, name: str) -> None:
        """Undo stores categories too."""
        super().restored(name)
        if name.endswith("_wavetable_category"):
            self.notify(name.replace("_wavetable_category", "_wavetables"))
        if name == "matrix":
            self.notify("modulation_matrix_changed")
            self.notify("visible_modulation_target_names")

    def get_oscillator_1_wavetables(self) -> List[str]:
        """Tables of the category."""
        return self.tables(1)

    def get_oscillator_2_wavetables(self) -> List[str]:
        """Tables of the category."""
        return self.tables(2)

    def set_oscillator_1_wavetable_category(self, value: int) -> None:
        """An index of oscillator_wavetable_categories."""
        self.change_category(1, value)

    def set_oscillator_2_wavetable_category(self, value: int) -> None:
        """An index of oscillator_wavetable_categories."""
        self.change_category(2, value)

    def set_oscillator_1_wavetable_index(self, value: int) -> None:
        """An index of oscillator_1_wavetables."""
        self.change_index(1, value)

    def set_oscillator_2_wavetable_index(self, value: int) -> None:
        """An index of oscillator_2_wavetables."""
        self.change_index(2, value)

    def set_poly_voices(self, value: int) -> None:
        """WavetableDevice.VoiceCount; sixteen from Live 12.4 on."""
        if not 0 <= value <= (7 if self.simulator.has("12.4") else 6):
            raise RuntimeError("Invalid poly voice count")
        self.store("poly_voices", value)

    # Modulation

    def rows(self) -> Tuple[Any, ...]:
        """The matrix, with the parameters that live now."""
        current = self.song.history.current
        return tuple((current(parameter), amounts) for parameter, amounts in self.values["matrix"])

    def get_visible_modulation_target_names(self) -> List[str]:
        """Names of the rows."""
        return [parameter.spec.name for parameter, _ in self.rows()]

    def call_is_parameter_modulatable(self, parameter: Any) -> bool:
        """Its own parameters but the switch."""
        return parameter in self.values["parameters"][1:]

    def call_add_parameter_to_modulation_matrix(self, parameter: Any) -> int:
        """The row of the parameter, a new one if there is none; -1 for what cannot be modulated."""
        rows = self.rows()
        known = [row for row, (each, _) in enumerate(rows) if each is parameter]
        if known:
            return known[0]
        if not self.call_is_parameter_modulatable(parameter):
            return -1
        self.change_matrix(rows + ((parameter, (0.0,) * SOURCES),))
        self.notify("visible_modulation_target_names")
        return len(rows)

    def change_matrix(self, rows: Any) -> None:
        """Tells of the change."""
        if self.store("matrix", rows):
            self.notify("modulation_matrix_changed")

    def row(self, target_index: int, source: int) -> Any:
        """A row, if there is such a place in the matrix."""
        rows = self.rows()
        if not (0 <= target_index < len(rows) and 0 <= source < SOURCES):
            raise RuntimeError(NOT_THERE)
        return rows[target_index]

    def call_get_modulation_target_parameter_name(self, target_index: int) -> str:
        """Name of the parameter of a row."""
        return self.row(target_index, 0)[0].spec.name

    def call_get_modulation_value(self, target_index: int, source: int) -> float:
        """One amount."""
        return self.row(target_index, source)[1][source]

    def call_set_modulation_value(self, target_index: int, source: int, value: float) -> None:
        """Sets one amount, -1..1."""
        parameter, amounts = self.row(target_index, source)
        if not -1.0 <= value <= 1.0:
            raise RuntimeError(OUT_OF_RANGE.format("value"))
        value = as_float32(value)
        changed = parameter, amounts[:source] + (value,) + amounts[source + 1:]
        rows = self.rows()
        self.change_matrix(rows[:target_index] + (changed,) + rows[target_index + 1:])
