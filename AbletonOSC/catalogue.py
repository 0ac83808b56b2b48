"""Every address with its arguments and replies, read from the tables: for documentation, completion and help.

Needs no Live.
"""
from __future__ import annotations

from typing import Any, List, NamedTuple, Optional, Tuple

from .handlers import handler_classes
from .handlers.aliases import ALIASES
from .lom.members import since_of
from .lom.path import read_path
from .lom.route import Listen, Set, StopListen
from .lom.routes import routes_of
from .lom.spec import REQUIRED, Repeat


class ArgumentEntry(NamedTuple):
    """One argument of an address.

    `repeated`: comes in groups until the message ends, with its repeated neighbours. `together`: is left out only with
    its neighbours that say so.
    """

    name: str
    type: str
    documentation: str
    minimum: Optional[float]
    maximum: Optional[float]
    required: bool
    default: Any
    repeated: bool
    together: bool = False


class Entry(NamedTuple):
    """One address: whose it is, what it takes, what comes back, what it is for, since which Live (None: 11.0).

    `part` is what may stand behind the arguments to get a part of a list.
    """

    address: str
    object: str
    verb: str
    ids: Tuple[str, ...]
    arguments: Tuple[ArgumentEntry, ...]
    replies: Tuple[str, ...]
    documentation: str
    type: str
    observable: bool
    advertised: bool
    since: Optional[str]
    part: Tuple[ArgumentEntry, ...] = ()


def addresses() -> List[Entry]:
    """Every address of every handler, in the order of the tables.

    Those that only explain why not are not `advertised`.
    """
    return [entry_of(route) for handler in handler_classes() for route in routes_of(handler)]


def aliases() -> List[Tuple[str, str]]:
    """The old spellings, each with the address that it means."""
    return sorted(ALIASES.items())


def entry_of(route: Any) -> Entry:
    silent = isinstance(route, (Set, StopListen))
    replies = () if silent else route.ids + route.replies if route.replies else ()
    kind = getattr(route.row, "type", None)
    return Entry(
        address=route.address,
        object=route.handler.address,
        verb=route.verb,
        ids=route.ids,
        arguments=tuple(id_entry(name, route.handler) for name in route.ids) + argument_entries(route.arguments),
        replies=replies,
        documentation=route.row.documentation,
        type="" if kind is None else kind.name,
        observable=bool(getattr(route.row, "observable", False)) and not isinstance(route, Listen),
        advertised=route.advertised,
        since=since_of(route.handler, route.row, route.verb == "start_listen"),
        part=argument_entries(route.part),
    )


def id_entry(name: str, handler: Any) -> ArgumentEntry:
    lists = {step.which: step.attribute for step in read_path(handler.lives_in)}
    kind = "track" if lists[name] == "tracks" else "int"
    return ArgumentEntry(name, kind, f"which of the {lists[name].replace('_', ' ')}, or *", 0, None, True, None, False)


def argument_entries(arguments: Tuple[Any, ...]) -> Tuple[ArgumentEntry, ...]:
    entries = []
    for argument in arguments:
        repeated = isinstance(argument, Repeat)
        for one in argument.arguments if repeated else (argument,):
            default = None if one.default is REQUIRED else one.default
            entries.append(ArgumentEntry(one.name, one.type.name, one.documentation, one.minimum, one.maximum,
                                         one.required and not repeated, default, repeated, one.together))
    return tuple(entries)
