"""Every address of a set of handlers, as a mapping to routes that are made when they are asked for.

There are thousands of addresses and few are ever used, so what an engine needs at start is only the plan: which
handler, row and class of route an address stands for. Plans are made once for the same handlers; the engine of the next
Set shares them.
"""
from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from typing import Any, Dict, Iterator, List, Mapping, Tuple

from ..osc.tree import Tree
from .lists import DoList, GetList, shape_of_replies
from .route import Do, Get, Listen, Route, Set, StopListen


def rows_of(handler: Any) -> Iterator[Tuple[Any, Any, str]]:
    """Every address of a handler, or of a handler's class, with its row and the class of its route."""
    prefix = f"/live/{handler.address}/" if handler.address else "/live/"
    for row in handler.properties:
        yield GetList if row.width else Get, row, f"{prefix}get/{row.name}"
        if row.writable:
            yield Set, row, f"{prefix}set/{row.name}"
        if not row.several:
            yield Listen, row, f"{prefix}start_listen/{row.name}"
            yield StopListen, row, f"{prefix}stop_listen/{row.name}"
    for row in handler.events:
        yield Listen, row, f"{prefix}start_listen/{row.name}"
        yield StopListen, row, f"{prefix}stop_listen/{row.name}"
    for method in handler.methods + handler.commands:
        yield DoList if shape_of_replies(method) else Do, method, prefix + method.name
    for route_class, row in handler.special_routes:
        yield route_class, row, prefix + route_class.verb


def routes_of(handler: Any) -> Iterator[Route]:
    """Every route of a handler (or of a handler's class, for documentation)."""
    for route_class, row, address in rows_of(handler):
        yield route_class(handler, row, address)


Nesting = List[Tuple[Tuple[str, ...], Tuple[int, ...]]]


def nest(ids: Dict[str, int]) -> Dict[str, Nesting]:
    """The words of each object's address, and how many ids belong behind each, by the first word.

    `ids` is how many each object has: `return/device` has two, of which one is that of `return`.
    """
    nested: Dict[str, Nesting] = {}
    for address, count in ids.items():
        words = address.split("/")
        upto = [ids.get("/".join(words[:length]), 0) for length in range(1, len(words))] + [count]
        counts = tuple(now - before for before, now in zip([0] + upto, upto))
        nested.setdefault(words[0], []).append((tuple(words), counts))
    return nested


class Plan:
    """What the addresses of some handler classes stand for; `tree` finds those that a pattern means."""

    def __init__(self, handlers: Tuple[Any, ...]) -> None:
        self.rows: OrderedDict[str, Tuple[Any, Any, Any]] = OrderedDict(
            (address, (handler, route_class, row))
            for handler in handlers for route_class, row, address in rows_of(handler))
        self.nested = nest({handler.address: len(handler.ids) for handler in handlers if handler.ids})

    @property
    def objects(self) -> Dict[str, List[str]]:
        """The addresses below each `/live/<object>/`, by the name of the object."""
        if not hasattr(self, "_objects"):
            self._objects: Dict[str, List[str]] = {}
            for address in self.rows:
                parts = address.split("/", 3)
                if len(parts) > 3:
                    self._objects.setdefault(parts[2], []).append(address)
        return self._objects

    @property
    def tree(self) -> Tree:
        if not hasattr(self, "_tree"):
            self._tree = Tree((address, address) for address in self.rows)
        return self._tree


@lru_cache(maxsize=8)
def plan_of(handlers: Tuple[Any, ...]) -> Plan:
    """The plan of these handler classes."""
    return Plan(handlers)


class Routes(Mapping[str, Route]):
    """The routes of one engine by address, in the order of the tables."""

    def __init__(self, engine: Any, handlers: Tuple[Any, ...]) -> None:
        self.engine = engine
        self.plan = plan_of(handlers)
        self.handlers: Dict[Any, Any] = {}
        self.made: Dict[str, Route] = {}

    def __getitem__(self, address: str) -> Route:
        route = self.made.get(address)
        if route is None:
            handler_class, route_class, row = self.plan.rows[address]
            handler = self.handlers.get(handler_class)
            if handler is None:
                handler = self.handlers[handler_class] = handler_class(self.engine)
            route = self.made[address] = route_class(handler, row, address)
        return route

    def __contains__(self, address: object) -> bool:
        return address in self.plan.rows

    def __iter__(self) -> Iterator[str]:
        return iter(self.plan.rows)

    def __len__(self) -> int:
        return len(self.plan.rows)
