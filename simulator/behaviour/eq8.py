"""Eq8Device: the curves A and B, which are left and right or mid and side; in stereo mode only A is heard."""
from __future__ import annotations

from typing import Any

from ..classes import behaviour
from .lom_object import LomObjectBehaviour

STEREO = 0
HEARD, WITHOUT_EFFECT = 0, 1
SECOND_CURVE = " B"


@behaviour("Eq8Device")
class Eq8Behaviour(LomObjectBehaviour):
    """EQ Eight. While it is in stereo mode, the parameters of curve B are there and without effect."""

    def initialise(self, **keywords: Any) -> None:
        """In stereo."""
        super().initialise(**keywords)
        self.values.update(global_mode=STEREO, edit_mode=False, oversample=False)
        self.show_curves()

    def set_global_mode(self, value: int) -> None:
        """Eq8Device.GlobalMode."""
        self.check_range("global_mode", value)
        if self.store("global_mode", value):
            self.show_curves()

    def show_curves(self) -> None:
        """The state of the parameters of curve B follows the mode."""
        state = WITHOUT_EFFECT if self.values["global_mode"] == STEREO else HEARD
        for parameter in self.values["parameters"]:
            if parameter.spec.name.endswith(SECOND_CURVE):
                parameter.store("state", state)

    def copy_contents(self, original: Any) -> None:
        """The mode decides which parameters are heard."""
        super().copy_contents(original)
        self.show_curves()

    def restored(self, name: str) -> None:
        """Undo stores the mode."""
        super().restored(name)
        if name == "global_mode":
            self.show_curves()
