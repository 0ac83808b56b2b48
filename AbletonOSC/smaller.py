"""What to ask instead where an answer is too long for one datagram, found in the tables."""
from __future__ import annotations

from typing import Any, List, NamedTuple, Sequence, Tuple

from .errors import OSCError
from .lom.lists import ListRoute
from .lom.path import EVERY
from .lom.spec import Argument, Property, Repeat
from .osc import packet


class TooLong(NamedTuple):
    """An answer that is too long: its message, the arguments that asked for it, and how the client wants messages."""

    address: str
    values: Tuple[Any, ...]
    request_id: Tuple[Any, ...]
    asked: Tuple[Any, ...]
    options: Any


def smaller_question(dispatcher: Any, answer: TooLong) -> str:
    """A hint for the sender: the part that fits, arguments that narrow the answer, or the row for single values."""
    try:
        target = dispatcher.find(answer.address)[0]
    except OSCError:
        return "ask for less at once"
    route = target.route
    part = smaller_part(target, answer) if isinstance(route, ListRoute) else ""
    if part:
        return f"ask for parts, offset and count last: {part}"
    optional = [a.name for a in route.arguments if isinstance(a, Argument) and not a.required]
    if optional:
        return "ask for less at once with " + ", ".join(optional)
    single = single_row(dispatcher, route)
    if single:
        return f"ask for one after another with {single}"
    if any(isinstance(argument, Repeat) for argument in route.arguments):
        return "ask for fewer at once, or over TCP"
    return "ask over TCP"


def smaller_part(target: Any, answer: TooLong) -> str:
    """The question for the beginning of what was asked, as long as every further part may be too.

    Empty where one entry alone is too long.
    """
    route, in_address = target.route, len(target.ids)
    named = len(route.ids) + len(route.row.arguments) - in_address
    front = len(route.ids) + route.shape.front - in_address
    count = entries_that_fit(answer, front, route.shape.width)
    if not count:
        return ""
    part = route.read_part(target.ids + answer.asked)
    call = answer.values[:named] + (part.offset if part else 0, count)
    return " ".join([answer.address] + [f'"{value}"' if isinstance(value, str) else str(value) for value in call])


def entries_that_fit(answer: TooLong, front: int, width: int) -> int:
    """How many entries any part of the list may have; `front` values stand before it, `width` make one entry."""

    def size_of(values: Sequence[Any]) -> int:
        return len(packet.encode_message(answer.address, values, answer.options.booleans, answer.options.nil))

    alone = size_of(())
    # A type tag each; the tags of many are padded once.
    left = answer.options.max_datagram - size_of(answer.request_id + answer.values[:front]) - 4
    sizes = [size_of(answer.values[start:start + width]) - alone + width
             for start in range(front, len(answer.values), width)]
    few, many = 0, len(sizes)
    while few < many:
        count = (few + many + 1) // 2
        few, many = (count, many) if longest_run(sizes, count) <= left else (few, count - 1)
    return few


def longest_run(sizes: List[int], count: int) -> int:
    """The most bytes that `count` neighbouring entries have together."""
    longest = run = sum(sizes[:count])
    for added, left_out in zip(sizes[count:], sizes):
        run += added - left_out
        longest = max(longest, run)
    return longest


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
