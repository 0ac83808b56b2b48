"""Wavetable's modulation matrix: a row for each parameter that was added, a column for each source."""

from ..classes import LiveObject, behaviour

SOURCES = 11
NOT_THERE = "Invalid modulation target or source"


@behaviour("WavetableDevice")
class WavetableBehaviour(LiveObject):
    """The matrix is a tuple of (parameter, amounts)."""

    def initialise(self, **keywords):
        """No row at first."""
        super().initialise(**keywords)
        self.values["matrix"] = ()

    def get_visible_modulation_target_names(self):
        """Names of the rows."""
        return [parameter.spec.name for parameter, _ in self.values["matrix"]]

    def call_is_parameter_modulatable(self, parameter):
        """Its own parameters but the switch."""
        return parameter in self.values["parameters"][1:]

    def call_add_parameter_to_modulation_matrix(self, parameter):
        """The row of the parameter, a new one if there is none; -1 for what cannot be modulated."""
        rows = self.values["matrix"]
        known = [row for row, (each, _) in enumerate(rows) if each is parameter]
        if known:
            return known[0]
        if not self.call_is_parameter_modulatable(parameter):
            return -1
        self.change_matrix(rows + ((parameter, (0.0,) * SOURCES),))
        self.notify("visible_modulation_target_names")
        return len(rows)

    def change_matrix(self, rows):
        """Tells of the change."""
        if self.store("matrix", rows):
            self.notify("modulation_matrix_changed")

    def row(self, target_index, source):
        """A row, if there is such a place in the matrix."""
        rows = self.values["matrix"]
        if not (0 <= target_index < len(rows) and 0 <= source < SOURCES):
            raise RuntimeError(NOT_THERE)
        return rows[target_index]

    def call_get_modulation_target_parameter_name(self, target_index):
        """Name of the parameter of a row."""
        return self.row(target_index, 0)[0].spec.name

    def call_get_modulation_value(self, target_index, source):
        """One amount."""
        return self.row(target_index, source)[1][source]

    def call_set_modulation_value(self, target_index, source, value):
        """Sets one amount, -1..1."""
        parameter, amounts = self.row(target_index, source)
        changed = parameter, amounts[:source] + (value,) + amounts[source + 1:]
        rows = self.values["matrix"]
        self.change_matrix(rows[:target_index] + (changed,) + rows[target_index + 1:])
