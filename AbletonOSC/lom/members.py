"""Which members of Live a row touches, read from its path; from that, since which Live a row works.

A path starts at the song or the application; each step leads to a child's class (facts: live_classes.py). What a
method of a handler touches beside the path is named in the row's `uses`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Dict, Iterable, Iterator, List, NamedTuple, Optional, Sequence, Tuple, Type

from ..errors import NeedsNewerLive, NotObservable, OSCError, WrongClass
from .live_classes import CHILDREN, INHERITS, SINCE
from .spec import Handler, Property

LACK = re.compile(r"^'?(\w+)'? (?:object )?has no (?:attribute )?'?(\w+)'?")
ROOTS = {"song": ("Song",), "application": ("Application",)}


class Member(NamedTuple):
    """A member of a class of Live; `certain` is False for what is used only where Live has it."""

    class_name: str
    name: str
    certain: bool = True


def lineage(class_name: Optional[str]) -> Iterator[str]:
    """A class and what it inherits from, nearest first."""
    while class_name is not None:
        yield class_name
        class_name = INHERITS.get(class_name)


@lru_cache(maxsize=None)
def classes_of_child(class_name: str, child: str) -> Tuple[str, ...]:
    """The classes that a child can have; none for what is no child."""
    for ancestor in lineage(class_name):
        found = CHILDREN.get(ancestor, {}).get(child)
        if found:
            return tuple(found.split("|"))
    return ()


@lru_cache(maxsize=None)
def owners_of_child(class_name: str, child: str) -> Tuple[str, ...]:
    """The class itself if it has the child, or else its heirs that have it: of all devices only racks have chains."""
    if classes_of_child(class_name, child):
        return (class_name,)
    return tuple(heir for heir in INHERITS if class_name in lineage(heir) and child in CHILDREN.get(heir, {}))


def walk(classes: Iterable[str], steps: Sequence[Any]) -> Tuple[List[Member], Tuple[str, ...]]:
    """The children on a way, and the classes that it leads to."""
    members: List[Member] = []
    here = tuple(classes)
    for step in steps:
        owners = [owner for name in here for owner in owners_of_child(name, step.attribute)]
        members += [Member(owner, step.attribute) for owner in owners]
        here = tuple(found for owner in owners for found in classes_of_child(owner, step.attribute))
    return members, here


def way_of(handler: Any) -> Tuple[List[Member], Tuple[str, ...]]:
    """The children on the way to a handler's objects (or those of a handler's class), and the classes of those."""
    handler_class: Type[Handler] = handler if isinstance(handler, type) else type(handler)
    if handler_class.origin is not Handler.origin:
        return [], ()  # about the script itself
    return walk(ROOTS[handler.root], handler.steps)


def classes_of(handler: Any) -> Tuple[str, ...]:
    """The classes of the objects of a handler (or of a handler's class)."""
    return way_of(handler)[1]


def members_of(handler: Any, row: Any) -> List[Member]:
    """What a row touches after the handler's own path, the member that it is about last."""
    classes = tuple(row.of) or classes_of(handler)
    if isinstance(row, Property):
        members, ends = walk(classes, row.steps)
        members += [Member(name, row.attribute) for name in ends]
    elif row.live is not None:
        members, ends = walk(classes, row.live[0])
        members += [Member(name, row.live[1]) for name in ends]
    else:
        members = [Member(name, row.name.split("/")[-1]) for name in classes]
    touched = [used(text, classes) for text in row.uses]
    # What is named like the row, and used only where Live has it, does not make the row need it.
    return [member for member in members if member._replace(certain=False) not in touched] + touched


def used(text: str, classes: Sequence[str]) -> Member:
    """The member that `uses` names: `Class.member`, or a member of the row's own class; `?` where Live may lack it."""
    name = text.rstrip("?")
    class_name, _, member = name.rpartition(".")
    return Member(class_name or classes[0], member, not text.endswith("?"))


# Since when

def since_of_member(member: Member) -> Optional[str]:
    """Since which Live a member is there; None for what always was."""
    for ancestor in lineage(member.class_name):
        since = SINCE.get(ancestor, {})
        if member.name in since:
            return since[member.name]
    return SINCE.get(member.class_name, {}).get("")


def since_of(handler: Any, row: Any, listen: bool = False) -> Optional[str]:
    """Since which Live a row works (`listen`: can be listened to); None for one that always did.

    Of several classes that have the member, the oldest counts; along a path, the newest step.
    """
    needed = way_of(handler)[0]
    if row.of:
        needed += [Member(name, "") for name in row.of]
    members = [member for member in members_of(handler, row) if member.certain]
    needed += members
    if listen and row.listen is not False:
        reported = row.attribute if row.listen is True else row.listen
        needed += [Member(member.class_name, f"add_{reported}_listener") for member in members
                   if member.name == row.attribute]
    oldest: Dict[str, Optional[str]] = {}
    for member in needed:
        since = since_of_member(member)
        known = oldest.get(member.name, since)
        oldest[member.name] = since if since is None or known is None else min(since, known, key=read_version)
    return max((since for since in oldest.values() if since is not None), key=read_version, default=None)


def read_version(text: str) -> Tuple[int, ...]:
    """`12.1.10` as (12, 1, 10); letters of betas are passed over."""
    return tuple(int(number) for number in re.findall(r"\d+", text))


# What the running Live lacks

def running_version(application: Any) -> Tuple[int, ...]:
    return (int(application.get_major_version()), int(application.get_minor_version()),
            int(application.get_bugfix_version()))


def spell_version(version: Sequence[int]) -> str:
    """(12, 1, 0) as `12.1`, (12, 1, 5) as `12.1.5`."""
    return ".".join(str(number) for number in (version if version[2] else version[:2]))


def explain_lack(route: Any, error: Exception) -> Exception:
    """Why the running Live, or this object, lacks what a row asks for; the error itself where that is not known."""
    lack = LACK.search(str(error))
    missing = Member(lack.group(1), lack.group(2)) if lack is not None and not isinstance(error, OSCError) else None
    running = running_version(route.handler.application)
    for since in (since_of(route.handler, route.row, route.verb == "start_listen"),
                  missing and since_of_member(missing)):
        if since and read_version(since) > running:
            return NeedsNewerLive(f"needs Live {since.rstrip('b')} or newer (this is {spell_version(running)})")
    if missing is None:
        return error
    if missing.name.endswith("_listener"):
        return NotObservable(f"{route.row.name} cannot be listened to: "
                             f"{one(missing.class_name)} does not report its changes")
    for member in way_of(route.handler)[0]:
        if member.name == missing.name:
            return WrongClass(f"needs {one(member.class_name)} (this is {one(missing.class_name)})")
    return WrongClass(f"{one(missing.class_name)} has no {missing.name}") if missing.class_name in INHERITS else error


def one(class_name: str) -> str:
    """The name of a class with its article."""
    return ("an " if class_name[0] in "AEIOU" else "a ") + class_name


def check_class(target: Any, classes: Sequence[str]) -> None:
    """Raises `WrongClass` for an object that is of none of these classes of Live."""
    names = {ancestor.__name__ for ancestor in type(target).__mro__}
    if names.isdisjoint(classes):
        kind = getattr(target, "class_display_name", type(target).__name__)
        raise WrongClass(f"needs {' or '.join(map(one, classes))} (this is {kind})")
