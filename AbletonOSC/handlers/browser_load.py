"""Loading what is in the browser: in steps, since Live loads onto what is selected and needs ticks for it.

What was selected before is selected again at the end, unless somebody has selected something else meanwhile. Loads
borrow the selection, so they have to be made in turn (`Tasks.in_turn`).
"""

from __future__ import annotations

from operator import eq
from typing import Any, Callable, Iterator, List, Optional

from ..errors import InvalidArgument, LiveRefusal
from ..lom.path import index_of, name_device, track_of
from ..tasks import NEXT_TICK
from .browser_kinds import INSTRUMENT, device_kind, is_audio_file, is_no_device, name_kind
from .browser_walk import CATEGORIES, locate

# Live may need some ticks until what it loads is there.
MOST_TICKS = 50
SIMPLER = "OriginalSimpler"


def find_loadable(browser: Any, wanted: str, categories: Any = CATEGORIES) -> Iterator[Any]:
    """(path, item), as the result of the generator; raises `InvalidArgument` for a folder."""
    path, item = yield from locate(browser, wanted, categories)
    if not item.is_loadable:
        raise InvalidArgument(f"item {wanted!r} cannot be loaded")
    return path, item


def load(song: Any, browser: Any, item: Any, track: Any, slot: Any = None, target: Any = None) -> Iterator[Any]:
    """Select, load, and select what was selected before; a tick after each, for Live to follow.

    target: what is hot-swapped; it is told last, for a selection may end that. What somebody hot-swaps is set aside
    meanwhile, or the item would go there.
    """
    view, others_target = song.view, browser.hotswap_target

    def is_selected() -> bool:
        return view.selected_track == track and (slot is None or view.highlighted_clip_slot == slot)

    try:
        for _ in range(MOST_TICKS):
            selected_track, selected_scene = view.selected_track, view.selected_scene
            view.selected_track = track
            if slot is not None:
                view.highlighted_clip_slot = slot
            if browser.hotswap_target != target:
                browser.hotswap_target = target
            yield NEXT_TICK
            if is_selected():
                break
        else:
            raise LiveRefusal(f"item {str(item.name)!r} was not loaded: Live selects something else again and again")
        browser.load_item(item)
        yield NEXT_TICK
    finally:
        if is_selected():
            view.selected_track = selected_track
            if slot is not None:
                view.selected_scene = selected_scene
        # What was hot-swapped itself Live follows to the device that took its place.
        if others_target != target and not is_gone(others_target):
            browser.hotswap_target = others_target


def put_on_track(song: Any, browser: Any, item: Any, track: Any) -> Iterator[Any]:
    """The device that an item made on a track, as the result of the generator; None for what makes none.

    Raises `LiveRefusal` if it does not go there: Live makes a track for it then, or nothing.
    """
    devices, tracks = list(track.devices), list(song.tracks)
    yield from load(song, browser, item, track)
    made = yield from wait_for(lambda: first_new(track.devices, devices) or first_new(song.tracks, tracks))
    strange = first_new(song.tracks, tracks)
    if strange is not None:
        raise LiveRefusal(f"item {str(item.name)!r} does not go there: "
                          f"Live made track {index_of(song.tracks, strange)} for it")
    if made is None and item.is_device:
        raise LiveRefusal(f"item {str(item.name)!r}: Live made no device of it")
    return made


def empty_slot(track: Any) -> Any:
    """The first slot of a track without a clip; raises `InvalidArgument` if there is none."""
    for slot in track.clip_slots:
        if not slot.has_clip and not slot.is_group_slot:
            return slot
    raise InvalidArgument("the track has no empty slot for a clip; load_item_to_slot names one")


def put_in_slot(song: Any, browser: Any, path: str, item: Any, slot: Any) -> Iterator[Any]:
    """The clip that an item made in a slot, as the result of the generator.

    Raises `InvalidArgument` for what makes no clip there, before anything is changed; `LiveRefusal` if Live made none.
    """
    name, track = str(item.name), slot.canonical_parent
    if is_audio_file(name):
        if not track.has_audio_input:
            raise InvalidArgument(f"item {name!r} is audio, and the track takes MIDI; its slots cannot hold it")
    elif item.is_device or device_kind(path, name) is not None:
        raise InvalidArgument(f"item {name!r} becomes a device; slots hold clips and samples")
    before, devices = slot.clip, list(track.devices)
    yield from load(song, browser, item, track, slot)
    made = yield from wait_for(lambda: None if slot.clip is None or slot.clip == before else slot.clip)
    if made is None:
        raise LiveRefusal(f"item {name!r} did not make a clip in the slot" + tell_device(first_new(
            track.devices, devices)))
    return made


def put_in_place_of(song: Any, browser: Any, path: str, item: Any, target: Any) -> Iterator[Any]:
    """The device that took the place of another one, or came to a pad, as the result of the generator.

    Raises `InvalidArgument` for an item of another kind, before anything is changed; `LiveRefusal` if it went
    elsewhere: onto the track of the device, never onto another one.
    """
    name, is_pad = str(item.name), not hasattr(target, "type")
    if is_no_device(path, name):
        raise InvalidArgument(f"item {name!r} is no device, so it cannot take the place of one")
    kind, wanted = device_kind(path, name), INSTRUMENT if is_pad else int(target.type)
    if kind is not None and kind != wanted:
        raise InvalidArgument(f"item {name!r} becomes {name_kind(kind)}, what is hot-swapped is {name_kind(wanted)}")
    track, owner = track_of(target), target.canonical_parent

    def find_row() -> List[Any]:
        return [device for chain in target.chains for device in chain.devices] if is_pad else list(owner.devices)

    row, on_track = find_row(), list(track.devices)
    is_other_sample = is_audio_file(name) and not is_pad and target.class_name == SIMPLER
    yield from load(song, browser, item, track, target=target)
    if is_other_sample:
        return target
    made = yield from wait_for(lambda: first_new(find_row(), row) or first_new(track.devices, on_track))
    is_kept = not is_pad and index_of(owner.devices, target) is not None
    if is_kept or made is None or index_of(find_row(), made) is None:
        raise LiveRefusal(f"item {name!r} did not take the place" + tell_device(made))
    return made


def is_gone(thing: Any) -> bool:
    """Whether something was there and is not any more: Live holds what is deleted equal to None."""
    return thing is not None and eq(thing, None)


def tell_device(device: Any) -> str:
    """Where Live put a device that nobody asked for; nothing for None."""
    return "" if device is None else f"; Live made device {name_device(device)} {str(device.name)!r} of it"


def wait_for(look: Callable[[], Any]) -> Iterator[Any]:
    """What `look` finds within some ticks, as the result of the generator; None for nothing."""
    for _ in range(MOST_TICKS):
        found = look()
        if found is not None:
            return found
        yield NEXT_TICK
    return None


def first_new(objects: Any, before: List[Any]) -> Optional[Any]:
    """The first object that was not there before; None for none."""
    for candidate in objects:
        if all(candidate != known for known in before):
            return candidate
    return None
