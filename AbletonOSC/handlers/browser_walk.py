"""Finding things in Live's browser while others are served: the walks are generators, which yield between items."""

from __future__ import annotations

from collections import deque
from typing import Any, Iterator, List, Tuple

from ..errors import InvalidArgument, NoSuchObject

ROOTS = ("instruments", "audio_effects", "midi_effects", "drums", "sounds", "max_for_live", "plugins", "clips",
         "samples",
         "packs", "user_library", "current_project")
LISTS = ("user_folders", "legacy_libraries", "colors")
CATEGORIES = ROOTS + LISTS
URI = "query:"
SEPARATOR = "/"
ITEMS_BETWEEN_LOOKS = 16


def items_of(browser: Any, category: str) -> Any:
    """What is directly in a category; raises `InvalidArgument` for a name that is none."""
    if category not in CATEGORIES:
        raise InvalidArgument(f"category must be one of {', '.join(CATEGORIES)}, got {category!r}")
    found = getattr(browser, category)
    return found if category in LISTS else found.children


def walk(browser: Any, categories: Any = CATEGORIES) -> Iterator[Any]:
    """Every item with its path, the ones near the top first; None now and then, for others to have their turn."""
    waiting: Any = deque((category, category) for category in categories)
    seen = 0
    while waiting:
        path, place = waiting.popleft()
        for item in items_of(browser, place) if isinstance(place, str) else place.children:
            item_path = path + SEPARATOR + item.name
            yield item_path, item
            waiting.append((item_path, item))
            seen += 1
            if seen % ITEMS_BETWEEN_LOOKS == 0:
                yield None


def item_at(browser: Any, path: str) -> Any:
    """The item at a path such as `instruments/Operator`; raises `NoSuchObject` naming the part that is not there."""
    category, _, rest = path.partition(SEPARATOR)
    items, so_far = items_of(browser, category), category
    if not rest:
        raise InvalidArgument(f"item {path!r} is a category, not an item")
    while True:
        item = longest_match(items, rest)
        if item is None:
            raise NoSuchObject(f"item {path!r}: there is no {rest.partition(SEPARATOR)[0]!r} in {so_far!r}")
        so_far, rest = so_far + SEPARATOR + item.name, rest[len(item.name) + 1:]
        if not rest:
            return item
        items = item.children


def longest_match(items: Any, rest: str) -> Any:
    """The item whose name a path goes on with; names may hold separators, so the longest counts. None for none."""
    found = None
    for item in items:
        if (rest == item.name or rest.startswith(item.name + SEPARATOR)) and (
                found is None or len(item.name) > len(found.name)):
            found = item
    return found


def children_at(browser: Any, path: str) -> Any:
    """What is in a category or in the folder at a path."""
    return items_of(browser, path) if SEPARATOR not in path else item_at(browser, path).children


def find_item(browser: Any, wanted: str, categories: Any = CATEGORIES) -> Iterator[Any]:
    """The item with a path, uri or name, as the result of the generator; raises `NoSuchObject`."""
    _, item = yield from locate(browser, wanted, categories)
    return item


def locate(browser: Any, wanted: str, categories: Any = CATEGORIES) -> Iterator[Any]:
    """(path, item) of the item with a path, uri or name, as the result of the generator; raises `NoSuchObject`."""
    if wanted.split(SEPARATOR)[0] in CATEGORIES:
        return wanted, item_at(browser, wanted)
    by_uri, name = wanted.startswith(URI), wanted.lower()
    for step in walk(browser, categories):
        if step is None:
            yield None
            continue
        item = step[1]
        if item.uri == wanted if by_uri else item.is_loadable and item.name.lower() == name:
            return step
    raise NoSuchObject(f"item {wanted!r}: nothing in the browser has this {'uri' if by_uri else 'name'}")


def find_all(browser: Any, text: str, categories: Any, limit: int, depth: float = float("inf")) -> Iterator[Any]:
    """(path, item) of at most `limit` loadable items whose names hold a text, as the result of the generator.

    depth: of how many folders below the category.
    """
    found: List[Tuple[str, Any]] = []
    for step in walk(browser, categories):
        if step is None:
            yield None
            continue
        path, item = step
        if path.count(SEPARATOR) > depth or len(found) >= limit:
            break
        if item.is_loadable and text.lower() in item.name.lower():
            found.append((path, item))
    return found


def describe(item: Any) -> Tuple[str, bool, bool, str]:
    """Name, folder, loadable, uri."""
    return str(item.name), bool(item.is_folder), bool(item.is_loadable), str(item.uri)
