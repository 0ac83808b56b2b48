"""How much of Live's API the tables reach: `python3 docs/generate.py --coverage`.

What there is comes from simulator/live-api.json; what is reached is read from the rows: their paths, resolved through
Live's classes, and the members that their methods say they use. A member counts once, with everything that Live allows
on it: it is reached when it can be read, written where Live can, listened to where Live tells, called if a method.
"""
from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Any, Dict, Iterable, Iterator, List, NamedTuple, Set, Tuple

from AbletonOSC.handlers import handler_classes
from AbletonOSC.lom.members import classes_of, lineage, members_of, walk, way_of
from AbletonOSC.lom.spec import Property
from docs.live_classes import load_classes

KINDS = ("children", "properties", "methods")
Reached = Dict[Tuple[str, str], Set[str]]

EXCEPTIONS: Tuple[Tuple[str, Tuple[str, ...]], ...] = (
    ("the parents of an object are named by the ids of its address", ("*.canonical_parent",)),
    ("a number that means nothing outside of the running Live", ("LomObject._live_ptr",)),
    ("the document is the song, with which every path begins", ("Application.get_document",)),
    ("takes a Text, which scripts cannot make; show_on_the_fly_message takes a string", ("Application.show_message",)),
    ("tells that the focus has moved, but Live has nothing to say where to", ("Application.View.view_focus_changed",)),
    ("older calls for notes, which lose what notes hold today; the rows about notes use those that do not",
     ("Clip.get_notes", "Clip.set_notes", "Clip.remove_notes", "Clip.get_selected_notes",
      "Clip.replace_selected_notes")),
    ("an envelope is asked for by its parameter", ("Envelope.parameter",)),
)
"""Why a member has no row of its own, and which members that is said of: `Class.member`, or `Class.member verb`."""


class Wanted(NamedTuple):
    """One member of Live, and what can be done with it."""

    class_name: str
    kind: str
    name: str
    verbs: Tuple[str, ...]


def wanted() -> Iterator[Wanted]:
    """Every child, property and method of Live; listeners without a value count with the properties of their class."""
    for class_name, row in load_classes().items():
        for kind in KINDS:
            for name, member in row[kind].items():
                yield Wanted(class_name, kind, name, ("call",) if kind == "methods" else verbs_of(member))
        for name in row.get("event_only_listeners", ()):
            yield Wanted(class_name, "events", name, ("listen",))


def verbs_of(member: Dict[str, Any]) -> Tuple[str, ...]:
    return ("get",) + tuple(verb for verb in ("set", "listen") if member.get(verb))


def reached() -> Reached:
    """What the rows of all handlers can do with which member."""
    found: Reached = {}
    for handler in handler_classes():
        for member in way_of(handler)[0]:
            found.setdefault((member.class_name, member.name), set()).add("get")
        for row in handler.properties + handler.events + handler.methods + handler.commands:
            for member in members_of(handler, row):
                found.setdefault((member.class_name, member.name), set()).update(verbs_of_row(row))
            if isinstance(row, Property):
                for name in owners(handler, row):
                    found.setdefault((name, row.attribute), set()).update(("set",) if row.writable else ())
                    if isinstance(row.listen, str):
                        found.setdefault((name, row.listen), set()).add("listen")
                    elif row.listen:
                        found.setdefault((name, row.attribute), set()).add("listen")
    return found


def owners(handler: Any, row: Property) -> Tuple[str, ...]:
    """The classes of the object that holds a property's value."""
    return walk(tuple(row.of) or classes_of(handler), row.steps)[1]


def verbs_of_row(row: Any) -> Tuple[str, ...]:
    """What a row does with all that it touches."""
    writes = row.set is not None if isinstance(row, Property) else row.name.startswith("set/")
    return ("get", "call") + (("set",) if writes else ())


def missing_verbs(one: Wanted, found: Reached) -> Tuple[str, ...]:
    """What cannot be done with a member by any row; a row for a heir of the class does it as well."""
    done: Set[str] = set()
    for (class_name, name), verbs in found.items():
        if name == one.name and one.class_name in lineage(class_name):
            done |= verbs
    return tuple(verb for verb in one.verbs if verb not in done)


def reason_for(one: Wanted, verbs: Iterable[str]) -> str:
    """The reason that covers all verbs that are missing; empty without one."""
    for reason, members in EXCEPTIONS:
        if all(any(is_meant(one.class_name, one.name, verb, member) for member in members) for verb in verbs):
            return reason
    return ""


def is_meant(class_name: str, name: str, verb: str, member: str) -> bool:
    """Whether an entry of the exceptions is about a verb of a member."""
    return fnmatchcase(f"{class_name}.{name}", member) or fnmatchcase(f"{class_name}.{name} {verb}", member)


class Figure(NamedTuple):
    """How many members of a class there are, have a row, and have a reason; and those that have neither."""

    members: int
    reached: int
    excused: int
    missing: Tuple[str, ...]


def measure() -> Dict[str, Figure]:
    """The figures of every class."""
    found = reached()
    figures: Dict[str, Figure] = {}
    for one in wanted():
        count, done, excused, missing = figures.get(one.class_name, Figure(0, 0, 0, ()))
        verbs = missing_verbs(one, found)
        reason = reason_for(one, verbs) if verbs else ""
        figures[one.class_name] = Figure(count + 1, done + (not verbs), excused + bool(verbs and reason), missing + (
            (f"{one.name} ({', '.join(verbs)})",) if verbs and not reason else ()))
    return figures


def unused_exceptions() -> List[str]:
    """The exceptions that excuse nothing, because there is a row by now or no such member."""
    found = reached()
    needed = [(one.class_name, one.name, verb) for one in wanted() for verb in missing_verbs(one, found)]
    return [member for _, members in EXCEPTIONS for member in members
            if not any(is_meant(*one, member) for one in needed)]


def write_coverage() -> str:
    """The whole report, a line per class, then the total and the reasons."""
    figures = measure()
    every = figures.values()
    total = Figure(sum(figure.members for figure in every), sum(figure.reached for figure in every),
                   sum(figure.excused for figure in every), ())
    lines = [describe(name, figure) for name, figure in figures.items() if figure.members]
    lines += ["", describe("total", total), "", f"{len(EXCEPTIONS)} reasons:"]
    for reason, members in EXCEPTIONS:
        lines.append(f"  {reason} ({', '.join(members)})")
    return "\n".join(lines)


def describe(name: str, figure: Figure) -> str:
    covered = figure.reached + figure.excused
    text = (f"{name:24}{100 * covered / figure.members:6.1f} %  {figure.reached} of {figure.members} by a row, "
            f"{figure.excused} with a reason")
    return text + (f"; missing: {', '.join(figure.missing)}" if figure.missing else "")
