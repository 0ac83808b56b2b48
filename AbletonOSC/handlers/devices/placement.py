"""A device as a whole: selecting, deleting, duplicating it, wherever it is."""

from __future__ import annotations

from typing import Any

from ...lom.path import index_of
from ...lom.spec import Handler, command


def delete_device(device: Any) -> None:
    """Take a device off the track or chain that it is on."""
    owner = device.canonical_parent
    owner.delete_device(index_of(owner.devices, device))


def duplicate_device(device: Any) -> None:
    """Put a copy of a device behind it, on the same track or chain."""
    owner = device.canonical_parent
    owner.duplicate_device(index_of(owner.devices, device))


class PlacementRows(Handler):
    """What can be done with any device."""

    @command("select", "Select the device, and its track.", uses=("Song.view", "Song.View.select_device"))
    def select(self, device: Any) -> None:
        self.song.view.select_device(device)

    @command("delete", "Delete the device.", uses=("canonical_parent", "Track.delete_device", "Chain.delete_device"))
    def delete(self, device: Any) -> None:
        delete_device(device)

    @command("duplicate", "Put a copy of the device behind it; not of instruments.",
             uses=("canonical_parent", "Track.duplicate_device", "Chain.duplicate_device"))
    def duplicate(self, device: Any) -> None:
        duplicate_device(device)
