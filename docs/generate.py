#!/usr/bin/env python3
"""Write what follows from the tables into README.md and docs/api/: `python3 docs/generate.py`.

With --check nothing is written: each file that is not what the tables say is named, and the exit status is 1.
"""
from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import OrderedDict
from typing import Any, Dict, Iterable, List, NamedTuple, Optional, Sequence, Set, Tuple

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from AbletonOSC.catalogue import ArgumentEntry, Entry, aliases, entry_of
from AbletonOSC.handlers import handler_classes
from AbletonOSC.lom.path import Step
from AbletonOSC.lom.pushes import POLL_SECONDS
from AbletonOSC.lom.route import routes_of
from AbletonOSC.lom.spec import POLLED, Property
from AbletonOSC.settings import TABLE
from docs import coverage, live_classes

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
README = "README.md"
PAGES = os.path.join("docs", "api")
REGION = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end of generated -->)", re.DOTALL)
PAGE_OF_NO_OBJECT = "test"
"""Where an address without an object is described: it is `/live/test`."""


class Topic(NamedTuple):
    """One row of a table: its addresses by verb (a method has one), and the row itself."""

    entries: Dict[str, Entry]
    row: Any

    @property
    def first(self) -> Entry:
        """The address that speaks for the row."""
        return next(iter(self.entries.values()))


class Section(NamedTuple):
    """One handler: the properties and the methods of a Live object; `like` is the object whose rows it has besides."""

    title: str
    text: str
    ids: Tuple[str, ...]
    lives_in: str
    like: str
    properties: List[Topic]
    methods: List[Topic]


def read_pages() -> Dict[str, List[Section]]:
    """Every section, by the name of the page that it is on, in the order of the tables."""
    pages: Dict[str, List[Section]] = OrderedDict()
    for handler in handler_classes():
        pages.setdefault(page_of(handler.address), []).append(read_section(handler))
    return pages


def page_of(name: str) -> str:
    """The page of an object; `song/cue_point` is on that of `song`."""
    return name.split("/")[0] or PAGE_OF_NO_OBJECT


def likened(handler: Any) -> Any:
    """The handler of another object whose rows a handler has as well; None for one that stands alone."""
    return next((base for base in handler.__mro__[1:] if base in handler_classes()), None)


def rows_of(handler: Any) -> Set[int]:
    """The identities of the rows of a handler class; none without one."""
    if handler is None:
        return set()
    return {id(row) for row in handler.properties + handler.methods + handler.commands + handler.events}


def read_section(handler: Any) -> Section:
    """The section of one handler class; rows that it has from the handler of another object are left to that one."""
    topics: "OrderedDict[int, Topic]" = OrderedDict()
    like = likened(handler)
    known = rows_of(like)
    for route in routes_of(handler):
        if route.advertised and id(route.row) not in known:
            topic = topics.setdefault(id(route.row), Topic(OrderedDict(), route.row))
            topic.entries[route.verb] = entry_of(route)
    title, _, text = (handler.__doc__ or "").partition("\n")
    properties = [topic for topic in topics.values() if isinstance(topic.row, Property) and "get" in topic.entries]
    methods = [Topic({verb: entry}, topic.row) for topic in topics.values() if topic not in properties
               for verb, entry in topic.entries.items()]
    return Section(title.rstrip("."), " ".join(text.split()), tuple(handler.ids), handler.lives_in,
                   like.address if like is not None else "", properties, methods)


def describe_likeness(section: Section) -> str:
    """Which rows a section has besides its own; empty for one that stands alone."""
    if not section.like:
        return ""
    ids = ", ".join(f"`{name}`" for name in section.ids)
    return f"Everything of [/live/{section.like}]({page_of(section.like)}.md) works, " + (
        f"with the ids {ids}." if ids else "without an id.")


# Words

def escape(text: str) -> str:
    """Text that a Markdown table shows as it is."""
    for sign, meant in (("\\", "\\\\"), ("|", "\\|"), ("*", "\\*"), ("<", "&lt;")):
        text = text.replace(sign, meant)
    return text


def number(value: float) -> str:
    return format(value, "g") if abs(value) < 1e6 else format(value, ".0f")


def limits(minimum: Optional[float], maximum: Optional[float]) -> str:
    """A range as the tables' readers know it: `0..1`, `from 0`, `to 9`, or nothing."""
    if minimum is None:
        return "" if maximum is None else f"to {number(maximum)}"
    return f"from {number(minimum)}" if maximum is None else f"{number(minimum)}..{number(maximum)}"


def describe_type(kind: str, minimum: Optional[float] = None, maximum: Optional[float] = None) -> str:
    return " ".join(part for part in (kind, limits(minimum, maximum)) if part)


def value_of(topic: Topic) -> str:
    """Type and range of a property's value."""
    row = topic.row
    kind = describe_type(topic.first.type, row.minimum, row.maximum)
    return f"{kind} or nil" if row.nil else kind


def name_arguments(arguments: Sequence[ArgumentEntry]) -> str:
    """The names in order: `[optional]`, and `(repeated, group) ...`."""
    names = [f"[{one.name}]" if not one.required else one.name for one in arguments if not one.repeated]
    group = ", ".join(one.name for one in arguments if one.repeated)
    return ", ".join(names + ([f"({group}) ..."] if group else []))


def name_replies(entry: Entry) -> str:
    """The names of what comes back, in order."""
    return escape(", ".join(name for name in entry.replies if name))


def describe_argument(argument: ArgumentEntry) -> str:
    """One argument in full: name, type, range, what it is, and what holds when it is left out."""
    parts = [f"`{argument.name}` {escape(describe_type(argument.type, argument.minimum, argument.maximum))}"]
    if argument.documentation:
        parts.append(escape(argument.documentation.rstrip(".")))
    if argument.repeated:
        parts.append("any number of times")
    elif not argument.required:
        parts.append("may be left out" if argument.default is None else f"{argument.default} when left out")
    return ", ".join(parts)


def place_in_live(section: Section, row: Any) -> str:
    """Where the value is in Live's own objects."""
    steps = ".".join(spell(step) for step in row.steps + (Step(row.attribute, None),))
    if row.of:
        return f"{', '.join(row.of)}: {steps}"
    return ".".join(part for part in (section.lives_in, steps) if part)


def since_note(topic: Topic) -> str:
    """Since which Live a row works, if it did not always."""
    since = topic.first.since
    return f" Since Live {since}." if since else ""


def spell(step: Step) -> str:
    return step.attribute if step.index is None else f"{step.attribute}[{step.index}]"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> List[str]:
    """The lines of a Markdown table, and an empty one."""
    lines = [head, ["---"] * len(head)] + list(rows)
    return ["| " + " | ".join(line) + " |" for line in lines] + [""]


# README

def write_settings() -> List[str]:
    """The table of settings.json."""
    return table(("Setting", "Default", "Range", "What it does"),
                 [(f"`{one.name}`", f"`{json.dumps(one.default)}`", limits(one.minimum, one.maximum),
                   escape(one.documentation)) for one in TABLE])[:-1]


def write_summary() -> List[str]:
    """Every object with two tables: one row per property, one per method."""
    lines: List[str] = []
    for name, sections in read_pages().items():
        lines += [f"### /live/{name}", ""]
        lines += [f"{'. '.join(section.title for section in sections)}. More: [{name}]({PAGES}/{name}.md).", ""]
        for section in sections:
            if section.like:
                lines += [describe_likeness(section).replace("](", f"]({PAGES}/"), ""]
        properties = [summarize_property(topic) for section in sections for topic in section.properties
                      if not topic.row.of]
        methods = [summarize_method(topic) for section in sections for topic in section.methods if not topic.row.of]
        if properties:
            lines += table(("Property", "Also", "Arguments", "Reply", "Description"), properties)
        if methods:
            lines += table(("Method", "Arguments", "Reply", "Description"), methods)
        special = sum(bool(topic.row.of) for section in sections for topic in section.properties + section.methods)
        if special:
            lines += [f"{special} more, for one kind of them each: [{name}]({PAGES}/{name}.md).", ""]
    return lines[:-1]


def summarize_property(topic: Topic) -> Tuple[str, ...]:
    entry = topic.entries["get"]
    also = [verb for verb, needed in (("set", "set"), ("listen", "start_listen")) if needed in topic.entries]
    return (f"`{entry.address}`", ", ".join(also), escape(name_arguments(entry.arguments)),
            f"{name_replies(entry)}: {escape(value_of(topic))}", escape(entry.documentation))


def summarize_method(topic: Topic) -> Tuple[str, ...]:
    entry = topic.first
    return (f"`{entry.address}`", escape(name_arguments(entry.arguments)), name_replies(entry),
            escape(entry.documentation))


REGIONS = {"settings": write_settings, "api": write_summary}


def fill_regions(text: str) -> str:
    """The text with the lines between its markers written anew; raises `KeyError` for a marker that nothing fills."""
    return REGION.sub(lambda found: found.group(1) + "\n".join(REGIONS[found.group(2)]()) + "\n" + found.group(3), text)


# One page per object

def write_page(name: str, sections: Sequence[Section]) -> str:
    """The page of one object."""
    lines = [f"# /live/{name}", "", "Generated from the tables by docs/generate.py. [All objects](README.md)", ""]
    for section in sections:
        lines += [f"## {section.title}", ""]
        if section.text:
            lines += [section.text, ""]
        if section.like:
            lines += [describe_likeness(section), ""]
        lines += write_properties(section) + write_methods(section)
    old = [(f"`{alias}`", f"`{address}`") for alias, address in aliases() if page_of(address.split("/")[2]) == name]
    if old:
        lines += ["## Old spellings", ""] + table(("Address", "Means"), old)
    return "\n".join(lines[:-1]) + "\n"


def write_properties(section: Section) -> List[str]:
    if not section.properties:
        return []
    before = "".join(f"`{name}`, " for name in section.ids)
    intro = (f"Arguments: {before}then those of the row; for `set` the value follows. The reply, and each push to a "
             "listener, comes on the `get` address: the arguments, then the value.")
    return [intro, ""] + table(("Addresses", "Arguments", "Value", "Description", "In Live"),
                               [describe_property(section, topic) for topic in section.properties])


def describe_property(section: Section, topic: Topic) -> Tuple[str, ...]:
    arguments = [one for one in topic.entries["get"].arguments if one.name not in section.ids]
    text = escape(topic.first.documentation) + since_note(topic)
    if topic.row.listen is POLLED:
        text += f" Live does not tell of changes: looked at every {number(POLL_SECONDS)} s."
    return ("<br>".join(f"`{entry.address}`" for entry in topic.entries.values()),
            "<br>".join(describe_argument(one) for one in arguments), escape(value_of(topic)), text,
            f"`{place_in_live(section, topic.row)}`")


def write_methods(section: Section) -> List[str]:
    if not section.methods:
        return []
    rows = []
    for topic in section.methods:
        entry = topic.first
        arguments = [f"`{one.name}`" if one.name in section.ids else describe_argument(one) for one in entry.arguments]
        rows.append((f"`{entry.address}`", "<br>".join(arguments), name_replies(entry) or "none",
                     escape(entry.documentation) + since_note(topic),
                     f"`{', '.join(topic.row.of)}`" if topic.row.of else ""))
    return table(("Address", "Arguments", "Reply", "Description", "Of"), rows)


def write_index(pages: Dict[str, List[Section]]) -> str:
    """The list of pages."""
    rows = [(f"[/live/{name}]({name}.md)", ". ".join(section.title for section in sections) + ".",
             str(sum(len(topic.entries) for section in sections for topic in section.properties + section.methods)))
            for name, sections in pages.items()]
    return "\n".join(["# Every address", "", "Generated from the tables by docs/generate.py.", ""]
                     + table(("Object", "What it is", "Addresses"), rows)[:-1]) + "\n"


# Files

def generated_files() -> Dict[str, str]:
    """Every file that is generated, wholly or in part, by its path from the root, with the text that it should have."""
    pages = read_pages()
    files = {README: fill_regions(read(README) or ""), os.path.join(PAGES, "README.md"): write_index(pages),
             live_classes.PATH: live_classes.write_live_classes()}
    for name, sections in pages.items():
        files[os.path.join(PAGES, f"{name}.md")] = write_page(name, sections)
    return files


def read(path: str) -> Optional[str]:
    """The text of a file; None when it is not there."""
    try:
        with open(os.path.join(ROOT, path), encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return None


def leftover_pages(files: Dict[str, str]) -> List[str]:
    """Pages of objects that are no more."""
    folder = os.path.join(ROOT, PAGES)
    there = [os.path.join(PAGES, name) for name in sorted(os.listdir(folder))] if os.path.isdir(folder) else []
    return [path for path in there if path not in files]


def main(given: Optional[List[str]] = None) -> int:
    """Write, or with --check tell; the exit status."""
    parser = argparse.ArgumentParser(prog="docs/generate.py", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 and name what is out of date")
    parser.add_argument("--coverage", action="store_true", help="write nothing; tell how much of Live's API has a row")
    asked = parser.parse_args(given)
    if asked.coverage:
        print(coverage.write_coverage())
        return 0
    only_check = asked.check
    files = generated_files()
    outdated = [path for path, text in files.items() if read(path) != text]
    leftover = leftover_pages(files)
    if only_check:
        for path in outdated + leftover:
            print(f"{path} is not what the tables say; run python3 docs/generate.py", file=sys.stderr)
        return 1 if outdated or leftover else 0
    os.makedirs(os.path.join(ROOT, PAGES), exist_ok=True)
    for path in outdated:
        with open(os.path.join(ROOT, path), "w", encoding="utf-8", newline="\n") as file:
            file.write(files[path])
        print(f"wrote {path}")
    for path in leftover:
        os.remove(os.path.join(ROOT, path))
        print(f"removed {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
