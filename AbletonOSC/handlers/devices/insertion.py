"""Putting a device onto a track by its name, in every Live: those before 12.3 do it by their browser.

Source: AbletonOSC's fork of that address (facts users-and-clients.md section 3), which answers -1 for an unknown name.
"""

from __future__ import annotations

from typing import Any, Iterator

from ...errors import NoSuchObject
from ...lom.path import index_of
from ..browser_load import find_loadable, put_on_track

INSERT = "insert_device"
HOLD_DEVICES = ("instruments", "audio_effects", "midi_effects", "drums", "sounds", "max_for_live", "plugins")
LAST = NOWHERE = -1


def insert_device(song: Any, browser: Any, tasks: Any, track: Any, name: str, index: int) -> Any:
    """The reply, or the steps to it: the index of the device; -1 when Live and its browser do not know the name."""
    if hasattr(track, INSERT):
        try:
            made = track.insert_device(name, index)
            return (index_of(track.devices, made),)
        except ValueError:
            pass  # Live itself does not know the name; the browser may: a preset, a plug-in
    return tasks.in_turn(insert_from_browser(song, browser, track, name, index))


def insert_from_browser(song: Any, browser: Any, track: Any, name: str, index: int) -> Iterator[Any]:
    try:
        _, item = yield from find_loadable(browser, name, HOLD_DEVICES)
    except NoSuchObject:
        yield (NOWHERE,)
        return
    made = yield from put_on_track(song, browser, item, track)
    if made is not None and index != LAST and index_of(track.devices, made) != index:
        song.move_device(made, track, index)
    yield (NOWHERE if made is None else index_of(track.devices, made),)
