"""DeviceParameter: the knobs of devices and of the mixer."""
from __future__ import annotations

from typing import Any

from ..classes import behaviour
from .beat_time import as_float32
from .lom_object import LomObjectBehaviour
from .parameter_spec import display_number, display_text, raw_number

OUT_OF_RANGE = "Invalid value. Check the parameters range with min/max"
NO_ITEMS = "Only quantized parameters have value items"
NO_DEFAULT = "There is no default value available for this type of parameter"
INVALID_DISPLAY_VALUE = "Invalid display value"


@behaviour("DeviceParameter")
class DeviceParameterBehaviour(LomObjectBehaviour):
    """One parameter, described by a ParameterSpec."""

    def initialise(self, spec: Any = None) -> None:
        """spec: name, range, default and how the value is written (parameter_spec.py)."""
        super().initialise()
        self.spec = spec
        quantized = bool(spec.items)
        self.values.update(name=spec.name, original_name=spec.name, min=as_float32(spec.minimum),
                           max=as_float32(spec.maximum), value=as_float32(spec.default), is_quantized=quantized,
                           is_enabled=True, automation_state=0)

    def set_value(self, value: float) -> None:
        """Out of range is refused, not clamped; a quantized parameter takes the nearest item."""
        value = as_float32(value)
        if not self.values["min"] <= value <= self.values["max"]:
            raise RuntimeError(OUT_OF_RANGE)
        self.change_value(float(round(value)) if self.spec.items else value)

    def take_name(self, name: str) -> None:
        """A send is called like the return that it goes to; no script named it."""
        self.store("original_name", name)
        self.store("name", name)

    def change_value(self, value: Any) -> None:
        """Stores a value that is in range; the owner hears of it after the listeners."""
        if self.store("value", value):
            self.values["canonical_parent"].parameter_changed(self)

    def restored(self, name: str) -> None:
        """Undo stores the value."""
        super().restored(name)
        if name == "value":
            self.values["canonical_parent"].parameter_changed(self)

    def get_state(self) -> int:
        """Irrelevant where it has no effect at present; parameters of mixers always have one."""
        owner = self.values["canonical_parent"]
        return owner.state_of(self) if "Device" in owner.lineage else 0

    def get_default_value(self) -> float:
        """Continuous parameters only."""
        if self.spec.items:
            raise RuntimeError(NO_DEFAULT)
        return as_float32(self.spec.default)

    def get_value_items(self) -> Any:
        """Quantized parameters only."""
        if not self.spec.items:
            raise RuntimeError(NO_ITEMS)
        return self.spec.items

    def get_short_value_items(self) -> Any:
        """Quantized parameters only."""
        return self.get_value_items()

    def get_display_value(self) -> float:
        """The value in the unit shown (dB, Hz, ms ...)."""
        return display_number(self.spec, self.values["value"])

    def set_display_value(self, value: float) -> None:
        """Sets the value that is shown as this number."""
        raw = raw_number(self.spec, value)
        if not self.spec.minimum - 1e-9 <= raw <= self.spec.maximum + 1e-9:
            raise RuntimeError(INVALID_DISPLAY_VALUE)
        self.set_value(min(max(as_float32(raw), self.values["min"]), self.values["max"]))

    def call_str_for_value(self, value: float) -> str:
        """The text that Live shows for a value; the value is moved into the range first."""
        # In this order what is no number becomes the minimum.
        return display_text(self.spec, min(max(self.spec.minimum, value), self.spec.maximum))

    def call_re_enable_automation(self) -> None:
        """Automation that was overridden takes over again."""
        if self.values["automation_state"] == 2:
            self.store("automation_state", 1)
