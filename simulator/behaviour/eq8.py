"""Eq8Device: the curves A and B, which are left and right or mid and side; in stereo mode only A is heard."""
from __future__ import annotations

from typing import Any

from ..classes import behaviour
from .lom_object import LomObjectBehaviour
from .relevance import IRRELEVANT

STEREO = 0
SECOND_CURVE = " B"


@behaviour("Eq8Device")
class Eq8Behaviour(LomObjectBehaviour):
    """EQ Eight. While it is in stereo mode, the parameters of curve B are there and without effect."""

    def initialise(self, **keywords: Any) -> None:
        """In stereo."""
        super().initialise(**keywords)
        self.values.update(global_mode=STEREO, edit_mode=False, oversample=False)

    def set_global_mode(self, value: int) -> None:
        """Eq8Device.GlobalMode."""
        self.check_range("global_mode", value)
        before = self.values["global_mode"]
        if self.store("global_mode", value) and STEREO in (before, value):
            self.notify_states()

    def state_of(self, parameter: Any) -> int:
        """Nobody hears curve B in stereo."""
        if self.values["global_mode"] == STEREO and parameter.spec.name.endswith(SECOND_CURVE):
            return IRRELEVANT
        return int(super().state_of(parameter))

    def notify_states(self) -> None:
        """Curve B is heard from now on, or no more."""
        for parameter in self.values["parameters"]:
            if parameter.spec.name.endswith(SECOND_CURVE):
                parameter.notify("state")

    def restored(self, name: str) -> None:
        """Undo stores the mode."""
        super().restored(name)
        if name == "global_mode":
            self.notify_states()
