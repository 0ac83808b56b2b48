"""PluginDevice: presets of VST and AU plug-ins."""
from __future__ import annotations

from random import Random
from typing import Any
from zlib import crc32

from ..classes import behaviour
from .lom_object import LomObjectBehaviour

# Many plug-ins have just the first (live-api.json); the simulated AU plug-in is one of these.
PRESETS = {"PluginDevice": ("Default", "Bright", "Dark", "Wide"), "AuPluginDevice": ("Default",)}
NO_SUCH_PRESET = "Invalid preset index"


@behaviour("PluginDevice")
class PluginDeviceBehaviour(LomObjectBehaviour):
    """A VST or AU plug-in."""

    def initialise(self, **keywords: Any) -> None:
        """The first preset."""
        super().initialise(**keywords)
        self.values["presets"] = PRESETS.get(self.spec.class_name, PRESETS["AuPluginDevice"])

    def set_selected_preset_index(self, value: int) -> None:
        """Index into presets; the parameters become the preset's, those of the first are the defaults."""
        if not 0 <= value < len(self.values["presets"]):
            raise RuntimeError(NO_SUCH_PRESET)
        if not self.store("selected_preset_index", value):
            return
        settings = Random(crc32(self.values["presets"][value].encode("utf-8")))
        for parameter in self.values["parameters"][1:]:
            low, high = parameter.values["min"], parameter.values["max"]
            parameter.set_value(low + (high - low) * settings.random() if value else parameter.spec.default)

    def call_get_parameter_names(self, begin: int, end: int) -> Any:
        """Names of a range of parameters; end -1 means up to the last."""
        names = [parameter.spec.name for parameter in self.values["parameters"]]
        return names[begin:] if end == -1 else names[begin:end]
