"""Colours of tracks, clips, scenes and chains: what is stored is the index into Live's palette."""

from ..classes import LiveObject
from .palette import nearest_index


def palette(simulator):
    """The seventy colours as 0x00RRGGBB."""
    return [entry["value"] for entry in simulator.types.schema.document["palette"]["rgb"]]


class Coloured(LiveObject):
    """`color` and `color_index`, which always say the same."""

    no_colour = 0

    def get_color(self):
        """0x00RRGGBB."""
        index = self.values["color_index"]
        return self.no_colour if index is None else palette(self.simulator)[index]

    def set_color(self, value):
        """Stores the nearest colour of the palette."""
        self.store_colour(nearest_index(palette(self.simulator), value & 0xFFFFFF))

    def set_color_index(self, value):
        """None is taken and ignored."""
        if value is not None:
            if not 0 <= value < len(palette(self.simulator)):
                raise RuntimeError("color_index out of range")
            self.store_colour(value)

    def store_colour(self, index):
        """Stores and notifies both."""
        if self.store("color_index", index):
            self.notify("color")

    def restored(self, name):
        """Undo stores the index."""
        super().restored(name)
        if name == "color_index":
            self.notify("color")
