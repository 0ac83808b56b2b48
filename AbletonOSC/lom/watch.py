"""What is watched: one row at one place for many subscribers, or one row at all places for one of them."""
from __future__ import annotations

from typing import Any, Dict, List, NamedTuple, Optional, Set, Tuple, Union

from .anchors import Anchor, Listener
from .path import EVERY
from .route import Form, Get

NOTHING = object()
"""The last value of a watch that has told none yet."""
Values = Tuple[Any, ...]
RowKey = Tuple[str, str]
WatchKey = Tuple[RowKey, Values, Values]


class Subscriber(NamedTuple):
    """Who hears of a watch, and how it wants the messages written."""

    peer: Any
    form: Form


SweepKey = Tuple[WatchKey, Subscriber]

class Pace:
    """How often one subscriber hears of one watch: not again before `due`, then the last value that was `held` back."""

    __slots__ = ("interval", "due", "held")

    def __init__(self, interval: float) -> None:
        self.interval = interval
        self.due = 0.0
        self.held = False


class Watch:
    """One row at one position, and everybody who listens to it."""

    def __init__(self, route: Get, ids: Values, arguments: Values) -> None:
        self.route = route
        self.ids = ids
        self.arguments = arguments
        self.subscribers: Dict[Subscriber, Optional[Pace]] = {}
        self.anchors: List[Anchor] = []
        self.target: Any = None
        self.owner: Any = None
        self.listener: Optional[Listener] = None
        self.last: Any = NOTHING
        self.pushed = False
        self.values = values_of(route, ids, arguments)


class Sweep:
    """One row at every position, for one subscriber; `without` are the places that it has stopped listening to."""

    def __init__(self, route: Get, ids: Values, arguments: Values, caller: Subscriber) -> None:
        self.route = route
        self.ids = ids
        self.arguments = arguments
        self.caller = caller
        self.anchors: List[Anchor] = []
        self.without: Set[Values] = set()
        self.values = values_of(route, ids, arguments)

    @property
    def place(self) -> Values:
        """The ids, and the arguments that pick as ids do, `*` among them."""
        return self.ids + self.arguments

    def covers(self, place: Values) -> bool:
        """Whether a position is one of those that it stands for."""
        return matches(self.place, place) and not any(matches(left_out, place) for left_out in self.without)


def values_of(route: Get, ids: Values, arguments: Values) -> Dict[str, Any]:
    """The ids and arguments by name, as a path needs them."""
    values = dict(zip(route.ids, ids))
    values.update((argument.name, value) for argument, value in zip(route.row.arguments, arguments))
    return values


def matches(asked: Values, place: Values) -> bool:
    """Whether ids and arguments, `*` among them, mean this place too."""
    return all(one in (EVERY, its) for one, its in zip(asked, place))


def overlap(one: Values, other: Values) -> bool:
    """Whether there can be a place that both mean."""
    return all(EVERY in (first, second) or first == second for first, second in zip(one, other))


def row_key(route: Get) -> RowKey:
    return route.handler.address, route.row.name


def watch_key(route: Get, ids: Values, arguments: Values) -> WatchKey:
    return row_key(route), ids, arguments


def question(item: Union[Watch, Sweep], subscriber: Subscriber) -> str:
    """The message that starts a subscription, as it is typed into the console, in the spelling that it came in."""
    spelt = subscriber.form.address.replace("/get/", "/start_listen/", 1)
    is_alias = subscriber.form.address != item.route.reply_address
    form = subscriber.form._replace(address=spelt if is_alias else item.route.address)
    address, arguments = form.write(item.ids, item.arguments)
    return " ".join([address] + [quote(argument) for argument in arguments])


def quote(argument: Any) -> str:
    if not isinstance(argument, str):
        return str(argument)
    if argument and not set(argument) & set(" \"\\\t"):
        return argument
    return '"' + argument.replace("\\", "\\\\").replace('"', '\\"') + '"'
