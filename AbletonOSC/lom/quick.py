"""The shortest way from a `get` to its value, for the messages that come by the thousand: whole ids, a plain row.

A reader is worked out once for each route that is asked for. Whatever is not plain (words for tracks, `*`, an object
that is not there, a value that Live refuses) it leaves to the route, which answers it or says exactly what is wrong.
"""
from __future__ import annotations

from typing import Any, Callable, Dict, Optional, Tuple

from .lists import GetList
from .route import Get, Route
from .spec import Handler

PLAIN = (Get, GetList)
MOST = 1 << 30
Reader = Callable[[Tuple[Any, ...]], Optional[Tuple[Any, ...]]]


def make_reader(route: Route) -> Optional[Reader]:
    """The reader of a route: from arguments to ids and value, or None for the longer way; None if it is not plain."""
    if not isinstance(route, Get) or type(route) not in PLAIN or type(route.handler).origin is not Handler.origin:
        return None
    row, handler = route.row, route.handler
    if row.get is not None or row.several or row.arguments or row.of:
        return None
    places: Dict[Optional[str], int] = {name: position for position, name in enumerate(route.ids)}
    if any(step.which is not None and step.which not in places for step in handler.steps):
        return None
    steps = tuple((step.attribute, places.get(step.which, -1)) for step in handler.steps + row.steps)
    origin = handler.engine.host.song if handler.root == "song" else handler.engine.host.application
    count, attribute, send, nil = len(route.ids), row.attribute, row.type.send, row.nil
    most = count + len(route.part) - 1 if route.part else MOST

    def read(values: Tuple[Any, ...]) -> Optional[Tuple[Any, ...]]:
        ids = values[:count]
        if not count <= len(values) <= most:
            return None
        for one in ids:
            if type(one) is not int or one < 0:
                return None
        target = origin()
        try:
            for name, position in steps:
                target = getattr(target, name)
                if position >= 0:
                    target = target[ids[position]]
                if target is None:
                    return None
            value = send(getattr(target, attribute))
        except RuntimeError:
            return ids + (None,) if nil and target is not None else None
        except Exception:
            return None
        return ids + (value if type(value) is tuple else (value,))

    return read
