"""A part of a list: two whole numbers, `offset` and `count`, behind the arguments of any `get` that answers a list.

The answer keeps its form: ids and arguments, what stands before the list, then the entries of the part; behind the end
of the list there are none. Without the two it is the whole list, and so it is with one of them: what a button sends
with its address means nothing. Subscriptions are about whole lists.
"""
from __future__ import annotations

from typing import Any, Dict, Iterator, NamedTuple, Optional, Sequence, Tuple

from .route import LEFT_OUT, Answer, Do, Get, Route, read_argument
from .spec import Argument, Method, arg

OFFSET = arg("offset", int, "entries to pass over", 0, together=True)
COUNT = arg("count", int, "entries to give", 0, together=True)
PART = (OFFSET, COUNT)
GET = "get"
MORE = "..."


class Shape(NamedTuple):
    """Where the list is in what a row answers: how many values stand before it, and how many make one entry."""

    front: int
    width: int


class Part(NamedTuple):
    """The entries that are wanted."""

    offset: int
    length: int

    def cut(self, values: Tuple[Any, ...], shape: Shape) -> Tuple[Any, ...]:
        """The values of an answer without the entries that are not wanted."""
        start = shape.front + self.offset * shape.width
        return tuple(values[:shape.front]) + tuple(values[start:start + self.length * shape.width])


def shape_of_replies(row: Method) -> Optional[Shape]:
    """The shape of what a method answers, if it is a question that has nothing but a list to narrow; else None."""
    if row.name.split("/")[0] != GET or not row.replies or not row.replies[-1].endswith(MORE):
        return None
    if not all(isinstance(argument, Argument) and argument.required for argument in row.arguments):
        return None
    if row.replies[-1] == MORE:
        return Shape(len(row.arguments), len(row.replies) - 1 - len(row.arguments))
    group = row.replies[-1][:-len(MORE)].rstrip(" ,")
    return Shape(len(row.replies) - 1, group.count(",") + 1)


class ListRoute(Route):
    """One address that answers a list."""

    @property
    def shape(self) -> Shape:
        """Where the list is in the values behind the ids."""
        raise NotImplementedError

    @property
    def part(self) -> Tuple[Argument, ...]:
        return PART

    def fits(self, count: int) -> bool:
        return super().fits(count) or super().fits(count - len(PART))

    def read_part(self, values: Sequence[Any]) -> Optional[Part]:
        """The part that a message asks for; None for the whole list, also where only one number says so."""
        given = values[len(self.ids) + len(self.row.arguments):]
        if tuple(given[-1:]) == LEFT_OUT:
            given = given[:-1]
        if len(given) < len(PART):
            return None
        return Part(*(read_argument(argument, value) for argument, value in zip(PART, given)))

    def run(self, values: Sequence[Any], caller: Any, found: Optional[Dict[Any, Any]] = None) -> Iterator[Answer]:
        part = self.read_part(values)
        answers = super().run(values, caller, found)
        return answers if part is None else self.cut(answers, part)

    def cut(self, answers: Iterator[Answer], part: Part) -> Iterator[Answer]:
        for ids, values in answers:
            yield ids, part.cut(values, self.shape)


class GetList(ListRoute, Get):
    """`get` of a list: the values of a property."""

    @property
    def shape(self) -> Shape:
        return Shape(len(self.row.arguments), self.row.width)


class DoList(ListRoute, Do):
    """A question of the handler that is answered with a list."""

    @property
    def shape(self) -> Shape:
        shape = shape_of_replies(self.row)
        assert shape is not None
        return shape
