"""Grooves of the groove pool."""
from __future__ import annotations

from typing import Any

from ..classes import behaviour
from .lom_object import LomObjectBehaviour


@behaviour("Groove")
class GrooveBehaviour(LomObjectBehaviour):
    """One groove: sixteenths, timing in full."""

    def initialise(self) -> None:
        """Live's defaults."""
        super().initialise()
        self.values.update(base=3, quantization_amount=0.0, random_amount=0.0, timing_amount=100.0, velocity_amount=0.0)

    def set_base(self, value: int) -> None:
        """Groove.Base."""
        if not 0 <= value <= 5:
            raise RuntimeError("base out of range")
        self.store("base", value)


def add_groove(song: Any, name: str) -> Any:
    """Puts a groove into the pool, as dragging one from the browser does; Live's API has no call for it."""
    pool = song.values["groove_pool"]
    groove = pool.make("Groove", canonical_parent=pool, name=name)
    pool.store("grooves", pool.values["grooves"] + [groove])
    return groove
