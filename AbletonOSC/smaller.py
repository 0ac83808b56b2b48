"""What to ask instead where an answer is too long for one datagram, found in the tables."""
from __future__ import annotations

from typing import Any

from .errors import OSCError
from .lom.path import EVERY
from .lom.spec import Argument, Property, Repeat


def smaller_question(dispatcher: Any, address: str) -> str:
    """A hint for the sender of a message: arguments that narrow the answer, or the row that gives the values singly."""
    try:
        route = dispatcher.find(address)[0].route
    except OSCError:
        return "ask for less at once"
    optional = [a.name for a in route.arguments if isinstance(a, Argument) and not a.required]
    if optional:
        return "ask for less at once with " + ", ".join(optional)
    single = single_row(dispatcher, route)
    if single:
        return f"ask for one after another with {single}"
    if any(isinstance(argument, Repeat) for argument in route.arguments):
        return "ask for fewer at once"
    return "ask over TCP"


def single_row(dispatcher: Any, route: Any) -> str:
    """The address that reads one of the values of a list: `/live/clip/get/name` for `/live/track/get/clips/name`."""
    row = route.row
    if not isinstance(row, Property) or not (row.several or row.type.parts):
        return ""
    way = [step.attribute for step in tuple(route.handler.steps) + tuple(row.steps)]
    attribute = row.attribute
    if row.type.parts:
        way, attribute = way + [row.attribute], row.type.parts[0]
    for other in dispatcher.routes.values():
        if other.verb == "get" and isinstance(other.row, Property) and not other.row.several \
                and other.row.attribute == attribute and EVERY not in other.ids \
                and [step.attribute for step in tuple(other.handler.steps) + tuple(other.row.steps)] == way:
            return str(other.address)
    return ""
