"""Loading onto a chain of a rack, which Live's browser cannot be asked for: only what is on tracks can be selected.

Live inserts its own devices there from 12.3 on. Others are loaded onto a track that is made for it and moved, and the
track is deleted again: on the track of the rack, an instrument would replace the rack.
"""

from __future__ import annotations

from typing import Any, Iterator

from ..errors import InvalidArgument, LiveRefusal
from ..lom.path import index_of
from .browser_kinds import AUDIO_EFFECT, INSTRUMENT, device_kind, is_no_device
from .browser_load import put_on_track
from .devices.placement import delete_device

LAST = -1


def put_on_chain(song: Any, browser: Any, path: str, item: Any, chain: Any) -> Iterator[Any]:
    """The device that an item made at the end of a chain, as the result of the generator.

    Raises `LiveRefusal`, or what Live raises, for what does not belong there; then nothing is changed.
    """
    if is_no_device(path, str(item.name)):
        raise InvalidArgument(f"item {str(item.name)!r} is no device, so it cannot be on a chain")
    made = insert_own_device(chain, item)
    if made is None:
        made = yield from put_by_moving(song, browser, path, item, chain)
    return made


def insert_own_device(chain: Any, item: Any) -> Any:
    """One of Live's devices, put there by Live 12.3 or newer; None for others."""
    if not item.is_device or not hasattr(chain, "insert_device"):
        return None
    try:
        return chain.insert_device(str(item.name), LAST)
    except ValueError:  # no device of Live's own has this name
        return None


def put_by_moving(song: Any, browser: Any, path: str, item: Any, chain: Any) -> Iterator[Any]:
    """Load onto a track of its own and move the device from there; an instrument replaces that of the chain."""
    name, selected = str(item.name), song.view.selected_track
    is_audio = device_kind(path, name) == AUDIO_EFFECT
    track = song.create_audio_track(LAST) if is_audio else song.create_midi_track(LAST)
    try:
        made = yield from put_on_track(song, browser, item, track)
        if made is None:
            raise LiveRefusal(f"item {name!r} is no device, so it cannot be on a chain")
        replaced = [device for device in chain.devices if INSTRUMENT == int(device.type) == int(made.type)]
        song.move_device(made, chain, len(chain.devices))
        if index_of(chain.devices, made) is None:
            raise LiveRefusal(f"item {name!r} does not go onto the chain")
        for device in replaced:
            delete_device(device)
        return made
    finally:
        is_selected = song.view.selected_track == track
        song.delete_track(index_of(song.tracks, track))
        if is_selected and index_of(every_track(song), selected) is not None:
            song.view.selected_track = selected


def every_track(song: Any) -> Any:
    """The tracks, the returns and the main track."""
    return [*song.tracks, *song.return_tracks, song.master_track]
