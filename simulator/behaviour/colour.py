"""Colours of tracks, clips, scenes and chains: what is stored is the index into Live's palette."""
from __future__ import annotations

from typing import Any, List, Optional

from .lom_object import LomObjectBehaviour
from .palette import nearest_index


def palette(simulator: Any) -> List[Any]:
    """The seventy colours as 0x00RRGGBB."""
    return [entry["value"] for entry in simulator.types.schema.document["palette"]["rgb"]]


class Coloured(LomObjectBehaviour):
    """`color` and `color_index`, which always say the same."""

    no_colour = 0

    def get_color(self) -> int:
        """0x00RRGGBB."""
        index = self.values["color_index"]
        return self.no_colour if index is None else palette(self.simulator)[index]

    def set_color(self, value: int) -> None:
        """Stores the nearest colour of the palette."""
        self.store_colour(nearest_index(palette(self.simulator), value & 0xFFFFFF))

    def set_color_index(self, value: Optional[int]) -> None:
        """None is taken and ignored."""
        if value is not None:
            if not 0 <= value < len(palette(self.simulator)):
                raise RuntimeError("color_index out of range")
            self.store_colour(value)

    def store_colour(self, index: Optional[int]) -> None:
        """Stores and notifies both."""
        if self.store("color_index", index):
            self.notify("color")

    def restored(self, name: str) -> None:
        """Undo stores the index."""
        super().restored(name)
        if name == "color_index":
            self.notify("color")
