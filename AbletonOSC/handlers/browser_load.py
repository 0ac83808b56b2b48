"""Loading what is in the browser: in steps, since Live loads onto what is selected and needs ticks for it.

What was selected before is selected again at the end.
"""

from __future__ import annotations

from typing import Any, Callable, Iterator, List, Optional

from ..errors import InvalidArgument, LiveRefusal
from ..lom.path import index_of
from ..tasks import NEXT_TICK
from .browser_walk import CATEGORIES, find_item

# Live may need some ticks until what it loads is there.
MOST_TICKS = 50


def find_loadable(browser: Any, wanted: str, categories: Any = CATEGORIES) -> Iterator[Any]:
    """The item, as the result of the generator; raises `InvalidArgument` for a folder."""
    item = yield from find_item(browser, wanted, categories)
    if not item.is_loadable:
        raise InvalidArgument(f"item {wanted!r} cannot be loaded")
    return item


def load(song: Any, browser: Any, item: Any, track: Any, slot: Any = None) -> Iterator[Any]:
    """Select, load, and select what was selected before; a tick after each, for Live to follow."""
    view = song.view
    selected_track, selected_scene = view.selected_track, view.selected_scene
    view.selected_track = track
    if slot is not None:
        view.highlighted_clip_slot = slot
    yield NEXT_TICK
    try:
        browser.load_item(item)
        yield NEXT_TICK
    finally:
        view.selected_track = selected_track
        view.selected_scene = selected_scene


def put_on_track(song: Any, browser: Any, item: Any, track: Any) -> Iterator[Any]:
    """The device that an item made on a track, as the result of the generator; None if it made none.

    Raises `LiveRefusal` if it does not go there: Live makes a track for it then.
    """
    devices, tracks = list(track.devices), list(song.tracks)
    yield from load(song, browser, item, track)
    made = yield from wait_for(lambda: first_new(track.devices, devices) or first_new(song.tracks, tracks))
    strange = first_new(song.tracks, tracks)
    if strange is not None:
        raise LiveRefusal(f"item {str(item.name)!r} does not go there: "
                          f"Live made track {index_of(song.tracks, strange)} for it")
    return made


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
