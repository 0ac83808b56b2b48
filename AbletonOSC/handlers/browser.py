"""Live's browser: looking, finding, hearing, loading. LOM classes Browser and BrowserItem.

An item is named by its path (`instruments/Operator`), its uri (`query:Synths#Operator`) or its name (`Operator`, the
one nearest to the top). Things are loaded onto what is named, never onto what happens to be selected; the selection is
put back.
"""

from __future__ import annotations

from typing import Any, Iterator, List, Tuple

from ..errors import InvalidArgument
from ..lom.canonical import find_object, path_of
from ..lom.path import follow, index_of, name_device, read_path
from ..lom.spec import Handler, ListOf, arg, call, command, ro, rw
from .browser_chain import put_on_chain
from .browser_kinds import is_audio_file, is_clip
from .browser_load import empty_slot, find_loadable, put_in_place_of, put_in_slot, put_on_track
from .browser_walk import CATEGORIES, SEPARATOR, children_at, describe, find_all, find_item, walk
from .ids import DEVICE_ID, DEVICES, TRACK_ID, TRACKS
from .pages import fill_page, page_bytes

ITEM = arg("item", str, "path, uri or name")
RETURNS = read_path("return_tracks[return_id]")
SLOTS = (TRACKS,) + read_path("clip_slots[clip_id]")
CHAINS = (TRACKS, DEVICES) + read_path("chains[chain_id]")
OK = "ok"
NOWHERE = -1


class BrowserHandler(Handler):
    """The browser."""

    address, root, lives_in = "browser", "application", "browser"

    properties = (
        ro("categories", ListOf(str), "Names of the categories; pushed when Live reads the browser anew.",
           get="read_categories",
           listen="full_refresh"),
        rw("filter_type", int, "What is shown: -1 all, 0 off, 1 instruments, 2 audio, 3 MIDI ..", -1, 7),
        rw("hotswap_target", str, "Canonical path of what is hot-swapped; empty for nothing.",
           get="read_target", names_place=True, set="write_target"),
    )

    methods = (call("stop_preview", "Stop the preview."),)

    def read_categories(self, browser: Any) -> Tuple[str, ...]:
        return CATEGORIES

    def read_target(self, browser: Any) -> str:
        target = browser.hotswap_target
        return "" if target is None else path_of(target, self.song, self.application) or ""

    def write_target(self, browser: Any, path: str) -> None:
        browser.hotswap_target = find_object(path, self.song, self.application) if path else None

    # Looking

    @command("get/items", "What is in a category or folder, a page from offset on.",
             arg("path", str, "such as instruments or drums/Acoustic"),
             arg("offset", int, "how many to pass over", 0, default=0),
             replies=("path", "total", "offset", "(name, is_folder, is_loadable, uri) ..."), uses=CATEGORIES)
    def read_items(self, browser: Any, path: str, offset: int) -> List[Any]:
        return [path] + fill_page(self.engine, [describe(item) for item in children_at(browser, path)], offset)

    @command("get/item", "What an item is.", ITEM, replies=("item", "name", "is_folder", "is_loadable", "uri",
                                                            "is_device", "source"))
    def read_item(self, browser: Any, wanted: str) -> None:
        self.engine.answer_later(self.tell_item(browser, wanted))

    def tell_item(self, browser: Any, wanted: str) -> Iterator[Any]:
        item = yield from find_item(browser, wanted)
        yield (wanted,) + describe(item) + (bool(item.is_device), str(item.source))

    @command("search", "Items whose names hold a text, in pages as they are found.", arg("text", str),
             arg("category", str, "empty for all", default=""), arg("limit", int, "most to be found", 1, default=200),
             replies=("text", "offset", "is_last", "(name, path, uri) ..."))
    def search(self, browser: Any, text: str, category: str, limit: int) -> None:
        if text in CATEGORIES and category and category not in CATEGORIES:
            self.engine.answer_later(self.find_pairs(browser, category, text, limit))
            return
        if category.isdigit():
            self.engine.answer_later(self.find_in_packs(browser, text, int(category), limit))
            return
        if category and category not in CATEGORIES:
            raise InvalidArgument(f"category must be one of {', '.join(CATEGORIES)}, got {category!r}")
        self.engine.answer_later(self.find_all(browser, text, (category,) if category else CATEGORIES, limit,
                                               page_bytes(self.engine)))

    def find_all(self, browser: Any, text: str, categories: Any, limit: int, longest: int) -> Iterator[Any]:
        """A page whenever there is enough for one datagram, and the last one."""
        wanted, offset, size = text.lower(), 0, 0
        page: List[str] = []
        for step in walk(browser, categories):
            if step is None:
                yield None
                continue
            path, item = step
            if wanted not in item.name.lower():
                continue
            row = (str(item.name), path, str(item.uri))
            needed = sum(len(part.encode()) + 8 for part in row)
            if page and size + needed > longest:
                yield (text, offset, False) + tuple(page)
                offset, page, size = offset + len(page) // 3, [], 0
            page += row
            size += needed
            if offset + len(page) // 3 >= limit:
                break
        yield (text, offset, True) + tuple(page)

    def find_pairs(self, browser: Any, text: str, category: str, limit: int) -> Iterator[Any]:
        """For a fork's clients, which name the category first: names and uris."""
        found = yield from find_all(browser, text, (category,), limit)
        yield tuple(value for _, item in found for value in (str(item.name), str(item.uri)))

    def find_in_packs(self, browser: Any, text: str, limit: int, depth: int) -> Iterator[Any]:
        """For another fork's clients, which send most results and depth: `name|pack|path` of what is in packs."""
        found = yield from find_all(browser, text, ("packs",), limit, depth)
        paths = [path.split(SEPARATOR, 1)[1] for path, _ in found]
        yield tuple("|".join((str(item.name), path.split(SEPARATOR)[0], path))
                    for path, (_, item) in zip(paths, found))

    @command("relation_to_hotswap_target", "0 above, 1 is, 2 below the item in use, 3 none of it.", ITEM,
             replies=("item", "relation"))
    def read_relation(self, browser: Any, wanted: str) -> None:
        self.engine.answer_later(self.tell_relation(browser, wanted))

    def tell_relation(self, browser: Any, wanted: str) -> Iterator[Any]:
        item = yield from find_item(browser, wanted)
        yield wanted, int(browser.relation_to_hotswap_target(item))

    # Hearing

    @command("preview_item", "Play a preview.", ITEM)
    def preview_item(self, browser: Any, wanted: str) -> None:
        self.engine.answer_later(self.preview(browser, wanted))

    def preview(self, browser: Any, wanted: str) -> Iterator[Any]:
        item = yield from find_item(browser, wanted)
        browser.preview_item(item)

    # Loading

    @command("load_item", "Load an item onto a track; device_id is -1 if that made no device.", TRACK_ID, ITEM,
             replies=("track_id", "item", "ok", "name", "device_id"))
    def load_item(self, browser: Any, track_id: Any, wanted: str) -> Iterator[Any]:
        track = follow(self.song, (TRACKS,), {"track_id": track_id})
        return self.in_turn(self.load_on_track(browser, (track_id, wanted), track, wanted))

    @command("load_item_on_return", "Load an item onto a return track.", arg("return_id", int, "which return", 0), ITEM,
             replies=("return_id", "item", "ok", "name", "device_id"), uses=("load_item",))
    def load_item_on_return(self, browser: Any, return_id: int, wanted: str) -> Iterator[Any]:
        track = follow(self.song, RETURNS, {"return_id": return_id})
        return self.in_turn(self.load_on_track(browser, (return_id, wanted), track, wanted))

    @command("load_item_on_master", "Load an item onto the main track.", ITEM,
             replies=("item", "ok", "name", "device_id"), uses=("load_item",))
    def load_item_on_master(self, browser: Any, wanted: str) -> Iterator[Any]:
        return self.in_turn(self.load_on_track(browser, (wanted,), self.song.master_track, wanted))

    @command("load_item_to_chain", "Load a device onto a chain of a rack, behind those that are there.", TRACK_ID,
             DEVICE_ID, arg("chain_id", int, "which chain", 0), ITEM,
             replies=("track_id", "device_id", "chain_id", "item", "ok", "name", "chain_device_id"),
             uses=("load_item", "Chain.insert_device?", "Song.create_midi_track", "Song.create_audio_track",
                   "Song.move_device", "Song.delete_track"))
    def load_item_to_chain(self, browser: Any, track_id: Any, device_id: Any, chain_id: int,
                           wanted: str) -> Iterator[Any]:
        chain = follow(self.song, CHAINS, {"track_id": track_id, "device_id": device_id, "chain_id": chain_id})
        return self.in_turn(self.load_on_chain(browser, (track_id, device_id, chain_id, wanted), chain, wanted))

    @command("load_item_to_slot", "Load a clip or sample into a clip slot.", TRACK_ID,
             arg("clip_id", int, "which slot", 0),
             ITEM, replies=("track_id", "clip_id", "item", "ok", "name"),
             uses=("load_item", "Song.View.highlighted_clip_slot"))
    def load_item_to_slot(self, browser: Any, track_id: Any, clip_id: int, wanted: str) -> Iterator[Any]:
        slot = follow(self.song, SLOTS, {"track_id": track_id, "clip_id": clip_id})
        return self.in_turn(self.load_in_slot(browser, (track_id, clip_id, wanted), slot, wanted))

    @command("hotswap", "Load an item of the same kind in the place of a device.", TRACK_ID, DEVICE_ID,
             ITEM, replies=("track_id", "device_id", "item", "ok", "name"), uses=("hotswap_target", "load_item"))
    def hotswap(self, browser: Any, track_id: Any, device_id: Any, wanted: str) -> Iterator[Any]:
        device = follow(self.song, (TRACKS, DEVICES), {"track_id": track_id, "device_id": device_id})
        return self.in_turn(self.swap(browser, (track_id, device_id, wanted), device, wanted))

    def in_turn(self, steps: Iterator[Any]) -> Iterator[Any]:
        return self.engine.tasks.in_turn(steps)

    def load_on_track(self, browser: Any, echoed: Any, track: Any, wanted: str) -> Iterator[Any]:
        path, item = yield from find_loadable(browser, wanted)
        name = str(item.name)
        if is_clip(path, name) or (is_audio_file(name) and track.has_audio_input):
            clip = yield from put_in_slot(self.song, browser, path, item, empty_slot(track))
            yield echoed + (OK, str(clip.name), NOWHERE)
            return
        made = yield from put_on_track(self.song, browser, item, track)
        yield echoed + (OK, name if made is None else str(made.name), NOWHERE if made is None else name_device(made))

    def load_on_chain(self, browser: Any, echoed: Any, chain: Any, wanted: str) -> Iterator[Any]:
        path, item = yield from find_loadable(browser, wanted)
        made = yield from put_on_chain(self.song, browser, path, item, chain)
        yield echoed + (OK, str(made.name), index_of(chain.devices, made))

    def load_in_slot(self, browser: Any, echoed: Any, slot: Any, wanted: str) -> Iterator[Any]:
        path, item = yield from find_loadable(browser, wanted)
        made = yield from put_in_slot(self.song, browser, path, item, slot)
        yield echoed + (OK, str(made.name))

    def swap(self, browser: Any, echoed: Any, device: Any, wanted: str) -> Iterator[Any]:
        path, item = yield from find_loadable(browser, wanted)
        made = yield from put_in_place_of(self.song, browser, path, item, device)
        yield echoed + (OK, str(made.name))


HANDLERS = (BrowserHandler,)
