"""The rows of every handler, as the documentation groups them: pages, sections, topics."""
from __future__ import annotations

import functools
from collections import OrderedDict
from typing import Any, Dict, List, Mapping, NamedTuple, Set, Tuple

from AbletonOSC.catalogue import Entry, entry_of
from AbletonOSC.handlers import handler_classes
from AbletonOSC.lom.routes import routes_of
from AbletonOSC.lom.spec import Property

PAGE_OF_NO_OBJECT = "test"
"""Where an address without an object is described: it is `/live/test`."""


class Topic(NamedTuple):
    """One row of a table: its addresses by verb (a method has one), and the row itself."""

    entries: Dict[str, Entry]
    row: Any

    @property
    def first(self) -> Entry:
        """The address that speaks for the row."""
        return next(iter(self.entries.values()))


class Section(NamedTuple):
    """One handler: the properties and the methods of a Live object; `like` is the object whose rows it has besides."""

    address: str
    title: str
    text: str
    ids: Tuple[str, ...]
    lives_in: str
    like: str
    properties: List[Topic]
    methods: List[Topic]


@functools.lru_cache(maxsize=None)
def read_pages() -> Mapping[str, List[Section]]:
    """Every section, by the name of the page that it is on, in the order of the tables; they are read once."""
    pages: Dict[str, List[Section]] = OrderedDict()
    for handler in handler_classes():
        pages.setdefault(page_of(handler.address), []).append(read_section(handler))
    return pages


def page_of(name: str) -> str:
    """The page of an object; `song/cue_point` is on that of `song`."""
    return name.split("/")[0] or PAGE_OF_NO_OBJECT


def likened(handler: Any) -> Any:
    """The handler of another object whose rows a handler has as well; None for one that stands alone."""
    return next((base for base in handler.__mro__[1:] if base in handler_classes()), None)


def rows_of(handler: Any) -> Set[int]:
    """The identities of the rows of a handler class; none without one."""
    if handler is None:
        return set()
    return {id(row) for row in handler.properties + handler.methods + handler.commands + handler.events}


def read_section(handler: Any) -> Section:
    """The section of one handler class; rows that it has from the handler of another object are left to that one."""
    topics: "OrderedDict[int, Topic]" = OrderedDict()
    like = likened(handler)
    known = rows_of(like)
    for route in routes_of(handler):
        if route.advertised and id(route.row) not in known:
            topic = topics.setdefault(id(route.row), Topic(OrderedDict(), route.row))
            topic.entries[route.verb] = entry_of(route)
    title, _, text = (handler.__doc__ or "").partition("\n")
    properties = [topic for topic in topics.values() if isinstance(topic.row, Property) and "get" in topic.entries]
    methods = [Topic({verb: entry}, topic.row) for topic in topics.values() if topic not in properties
               for verb, entry in topic.entries.items()]
    return Section(handler.address, title.rstrip("."), " ".join(text.split()), tuple(handler.ids), handler.lives_in,
                   like.address if like is not None else "", properties, methods)
