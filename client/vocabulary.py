"""Every address there is with its arguments, from the tables of the remote script (AbletonOSC/catalogue.py)."""
from __future__ import annotations

from functools import lru_cache
from typing import Any, Dict, Optional

from AbletonOSC.catalogue import Entry, aliases, entry_of
from AbletonOSC.handlers import handler_classes
from AbletonOSC.lom.routes import routes_of

Vocabulary = Dict[str, Entry]

ID = "_id"


@lru_cache(maxsize=1)
def _routes() -> Dict[str, Any]:
    """Give what entries are made of, by address, the old spellings included."""
    routes = {route.address: route for handler in handler_classes() for route in routes_of(handler)}
    for alias, address in aliases():
        if address in routes:
            routes[alias] = routes[address]
    return routes


@lru_cache(maxsize=4096)
def find(address: str) -> Optional[Entry]:
    """Give the entry of an address; None for one outside the tables."""
    route = _routes().get(address)
    return None if route is None else entry_of(route)._replace(address=address)


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Give the entry of every address. Making all takes a quarter of a second: for one, `find` is enough."""
    return {address: entry_of(route)._replace(address=address) for address, route in _routes().items()}


@lru_cache(maxsize=4096)
def echoed_ids(address: str) -> Optional[int]:
    """Give the number of ids with which a reply on this address begins; None for an address outside the tables.

    Only ids count, which come back as they were sent; another value may come back in another spelling.
    """
    entry = find(address)
    if entry is None:
        return None
    count = 0
    for argument, reply in zip(entry.arguments, entry.replies):
        if argument.name != reply or not argument.name.endswith(ID):
            break
        count += 1
    return count
