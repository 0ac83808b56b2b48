"""The behaviour of Live's classes: one module per class, imported here so that its mixins are registered."""
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..simulator import Simulator


def open_default_set(simulator: "Simulator") -> None:
    """Fills simulator.live_song with the default Set."""
