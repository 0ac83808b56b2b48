"""The browser by names alone, as AbletonOSC's forks have it: what is listed, and loaded onto the selected track.

Which addresses, and what they answer: facts users-and-clients.md section 3, and the clients that send them (remix-mcp,
abletonosc-client, hellyee). `/live/browser/load_item` and its sisters name the place, and say more.
"""

from __future__ import annotations

from typing import Any, Callable, Dict, Iterator, Tuple

from ..errors import InvalidArgument, NoSuchObject
from ..lom.path import follow
from ..lom.spec import Handler, arg, command
from .browser_load import find_loadable, load, put_in_place_of, put_on_track
from .browser_walk import ROOTS, SEPARATOR, children_at, describe, find_item, walk
from .ids import DEVICE_ID, DEVICES, TRACK_ID, TRACKS, TrackId

LISTED = {
    "list_instruments": "instruments",
    "list_audio_effects": "audio_effects",
    "list_midi_effects": "midi_effects",
    "list_drums": "drums",
    "list_sounds": "sounds",
    "list_max_devices": "max_for_live",
    "list_plugins": "plugins",
    "list_clips": "clips",
    "list_samples": "samples",
    "list_packs": "packs",
    "list_user_presets": "user_library",
}
"""Addresses that list a category."""

LOADED = {
    "load_instrument": "instruments",
    "load_audio_effect": "audio_effects",
    "load_midi_effect": "midi_effects",
    "load_sound": "sounds",
    "load_drum_kit": "drums",
    "load_max_device": "max_for_live",
    "load_plugin": "plugins",
    "load_clip": "clips",
    "load_sample": "samples",
    "load_user_preset": "user_library",
}
"""Addresses that load something of a category."""

DEFAULTS = {
    "load_default_instrument": ("instruments", "Drift"),
    "load_default_audio_effect": ("audio_effects", "Reverb"),
    "load_default_midi_effect": ("midi_effects", "Arpeggiator"),
}
"""Addresses that load one device of Live's."""

MAIN_TRACK, FIRST_RETURN = -1, -2


class CountedTrackId(TrackId):
    """A track as any other address takes it, or as hellyee counts: -1 main, -2 the first return, -3 the second."""

    def read(self, value: Any, argument: str) -> Any:
        if isinstance(value, int) and value < 0:
            return "master" if value == MAIN_TRACK else f"return_{FIRST_RETURN - value}"
        return super().read(value, argument)


COUNTED_TRACK_ID = arg("track_id", CountedTrackId(), "or -1 main, -2 the first return ..")
FOLDER = arg("folder", str, "a folder of the category", default="")
CATEGORY = arg("category", str, "such as instruments")
ITEM = arg("item", str, "name, or path inside the category")
FIRST = arg("item", str, "name, or path inside the category; empty for the first", default="")
SELECTED = ("Song.view", "Song.View.selected_track", "load_item")
NAMES = ("name ...",)


def inside(category: str, folder: str) -> str:
    return category + SEPARATOR + folder if folder else category


def list_names(category: str) -> Callable[..., Any]:
    def read(handler: Any, browser: Any, folder: str) -> Tuple[str, ...]:
        return handler.read_folder(browser, category, folder)
    return read


def load_from(category: str) -> Callable[..., Any]:
    def start(handler: Any, browser: Any, wanted: str) -> Iterator[Any]:
        return handler.in_turn(handler.load_on_selected(browser, category, wanted))
    return start


def load_default(category: str, name: str) -> Callable[..., Any]:
    def start(handler: Any, browser: Any) -> Iterator[Any]:
        return handler.in_turn(handler.load_on_selected(browser, category, name))
    return start


def declare_rows() -> Dict[str, Any]:
    """The behaviours of the tables, by their names."""
    rows: Dict[str, Any] = {}

    def declare(name: str, action: Callable[..., Any], documentation: str, *arguments: Any, **keywords: Any) -> None:
        action.__name__ = name
        rows[name] = command(name, documentation, *arguments, **keywords)(action)

    for name, category in LISTED.items():
        declare(name, list_names(category), f"Names of what is in {category}.", FOLDER, replies=NAMES, uses=(category,))
    for name, category in LOADED.items():
        item = FIRST if name == "load_drum_kit" else ITEM
        declare(name, load_from(category), f"Load something of {category} onto the selected track.", item,
                replies=("name",), uses=(category,) + SELECTED)
    for name, (category, default) in DEFAULTS.items():
        declare(name, load_default(category, default), f"Load {default} onto the selected track.", replies=("name",),
                uses=(category,) + SELECTED)
    return rows


class BrowserNamesHandler(type("BrowserRows", (Handler,), declare_rows())):
    """The browser by names alone."""

    address, root, lives_in = "browser", "application", "browser"

    def read_folder(self, browser: Any, category: str, folder: str) -> Tuple[str, ...]:
        return tuple(str(item.name) for item in children_at(browser, inside(category, folder)))

    def in_turn(self, steps: Iterator[Any]) -> Iterator[Any]:
        return self.engine.tasks.in_turn(steps)

    def load_on_selected(self, browser: Any, category: str, wanted: str) -> Iterator[Any]:
        """Loads what is named; its name as Live shows it then."""
        item = yield from (self.find_in(browser, category, wanted) if wanted else self.find_first(browser, category))
        view = self.song.view
        track = view.selected_track
        if category == "clips":
            yield from load(self.song, browser, item, track, view.highlighted_clip_slot)
            yield (str(item.name),)
            return
        made = yield from put_on_track(self.song, browser, item, track)
        yield (str(item.name if made is None else made.name),)

    def find_in(self, browser: Any, category: str, wanted: str) -> Iterator[Any]:
        """An item of a category by its name, or by its path with or without the category in front."""
        try:
            _, item = yield from find_loadable(browser, wanted, (category,))
        except NoSuchObject:
            if SEPARATOR not in wanted or wanted.startswith(category + SEPARATOR):
                raise
            _, item = yield from find_loadable(browser, inside(category, wanted))
        return item

    def find_first(self, browser: Any, category: str, text: str = "") -> Iterator[Any]:
        """The first item of a category (empty for all) that can be loaded and whose name holds a text.

        Without a text that is no bare device: of the drums, a kit.
        """
        for step in walk(browser, (category,) if category else ROOTS):
            if step is None:
                yield None
                continue
            item = step[1]
            if item.is_loadable and (text.lower() in item.name.lower() if text else not item.is_device):
                return item
        raise NoSuchObject(f"{text!r}: nothing in {category or 'the browser'} has this in its name")

    # Looking

    @command("browse", "Names of what is in a category.", CATEGORY, replies=NAMES, uses=ROOTS)
    def browse(self, browser: Any, category: str) -> Tuple[str, ...]:
        return self.read_folder(browser, category, "")

    @command("browse_path", "Names of what is in a folder of a category.", CATEGORY, arg("folder", str, "its path"),
             replies=NAMES, uses=ROOTS)
    def browse_path(self, browser: Any, category: str, folder: str) -> Tuple[str, ...]:
        return self.read_folder(browser, category, folder)

    @command("get_item_info", "What an item of a category is.", CATEGORY, ITEM,
             replies=("name", "is_folder", "is_loadable", "uri", "is_device", "source"), uses=ROOTS)
    def read_item_info(self, browser: Any, category: str, wanted: str) -> Iterator[Any]:
        if category not in ROOTS:
            raise InvalidArgument(f"category must be one of {', '.join(ROOTS)}, got {category!r}")
        item = yield from find_item(browser, wanted, (category,))
        yield describe(item) + (bool(item.is_device), str(item.source))

    # Loading

    @command("search_and_load", "Load what has a text in its name onto the selected track.", arg("text", str),
             replies=("name",), uses=ROOTS + SELECTED)
    def search_and_load(self, browser: Any, text: str) -> Iterator[Any]:
        return self.in_turn(self.find_and_load(browser, text))

    def find_and_load(self, browser: Any, text: str) -> Iterator[Any]:
        """Answers an empty name when there is nothing."""
        try:
            item = yield from self.find_first(browser, "", text)
        except NoSuchObject:
            yield ("",)
            return
        made = yield from put_on_track(self.song, browser, item, self.song.view.selected_track)
        yield (str(item.name if made is None else made.name),)

    @command("load_device", "Load what has a text in its name onto a track.", COUNTED_TRACK_ID, CATEGORY,
             arg("text", str), replies=("track_id", "name", "uri"), uses=ROOTS + ("load_item",))
    def load_device(self, browser: Any, track_id: Any, category: str, text: str) -> Iterator[Any]:
        track = follow(self.song, (TRACKS,), {"track_id": track_id})
        return self.in_turn(self.find_and_put(browser, track_id, track, category, text))

    def find_and_put(self, browser: Any, track_id: Any, track: Any, category: str, text: str) -> Iterator[Any]:
        item = yield from self.find_first(browser, category, text)
        made = yield from put_on_track(self.song, browser, item, track)
        yield track_id, str(item.name if made is None else made.name), str(item.uri)

    @command("hotswap_start", "Hot-swap a device: hotswap_load replaces it then.", TRACK_ID, DEVICE_ID,
             uses=("hotswap_target",))
    def start_hotswap(self, browser: Any, track_id: Any, device_id: Any) -> None:
        browser.hotswap_target = follow(self.song, (TRACKS, DEVICES), {"track_id": track_id, "device_id": device_id})

    @command("hotswap_load", "Load an item in the place of the device that is hot-swapped.",
             arg("item", str, "path, uri or name"), replies=("name",), uses=("hotswap_target", "load_item"))
    def load_by_hotswap(self, browser: Any, wanted: str) -> Iterator[Any]:
        return self.in_turn(self.swap(browser, wanted))

    def swap(self, browser: Any, wanted: str) -> Iterator[Any]:
        """What is hot-swapped when its turn comes: of several in a row each takes the place of the one before."""
        device = browser.hotswap_target
        if device is None:
            raise NoSuchObject("no device is hot-swapped; /live/browser/hotswap_start says which")
        path, item = yield from find_loadable(browser, wanted)
        made = yield from put_in_place_of(self.song, browser, path, item, device)
        yield (str(made.name),)


HANDLERS = (BrowserNamesHandler,)
