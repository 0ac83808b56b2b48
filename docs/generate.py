#!/usr/bin/env python3
"""Write what follows from the tables into README.md and docs/api/: `python3 docs/generate.py`.

With --check nothing is written: each file that is not what the tables say is named, and the exit status is 1. The
examples in docs/api/ are run for it, so a page is also out of date when the script answers otherwise.
"""
from __future__ import annotations

import argparse
import functools
import json
import os
import re
import sys
from typing import Dict, FrozenSet, List, Optional, Sequence, Tuple

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from AbletonOSC.settings import TABLE
from docs import coverage, live_classes
from docs.examples import run_examples
from docs.reference import (
    count_addresses,
    escape,
    limits,
    name_arguments,
    table,
    write_index,
    write_page,
)
from docs.tables import Section, Topic, read_pages

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
WITH_REGIONS = ("README.md", os.path.join("docs", "messages.md"))
PAGES = os.path.join("docs", "api")
REGION = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end of generated -->)", re.DOTALL)
ABLETONOSC = os.path.join("tests", "abletonosc_addresses.txt")
"""The addresses that AbletonOSC documents; README.md explains the rows that have one of them."""


# README

def write_settings() -> List[str]:
    """The table of settings.json."""
    return table(("Setting", "Default", "Range", "What it does"),
                 [(f"`{one.name}`", f"`{json.dumps(one.default)}`", limits(one.minimum, one.maximum),
                   escape(one.documentation)) for one in TABLE])[:-1]


@functools.lru_cache(maxsize=None)
def read_abletonosc() -> FrozenSet[str]:
    """The addresses that AbletonOSC documents."""
    return frozenset((read(ABLETONOSC) or "").split())


def is_known(topic: Topic) -> bool:
    """Whether AbletonOSC has an address of a row."""
    return any(entry.address in read_abletonosc() for entry in topic.entries.values())


def known_topics(sections: Sequence[Section]) -> List[Topic]:
    """The rows of an object that AbletonOSC has too: properties first, then methods."""
    properties = [topic for section in sections for topic in section.properties]
    methods = [topic for section in sections for topic in section.methods]
    return [topic for topic in properties + methods if is_known(topic)]


def write_known() -> List[str]:
    """A table for each object that AbletonOSC documents: one line for each row that it has too."""
    lines: List[str] = []
    for name, sections in read_pages().items():
        topics = known_topics(sections)
        if not topics:
            continue
        known = sum(len(topic.entries) for topic in topics)
        more = count_addresses(sections) - known
        ids = ", ".join(f"`{one}`" for one in sections[0].ids)
        sentences = (f"{sections[0].title}.", f"Ids: {ids}." if ids else "",
                     f"{more} more addresses:" if more else "In full:", f"[{name}]({PAGES}/{name}.md).")
        lines += [f"### /live/{name}", "", " ".join(filter(None, sentences)), ""]
        lines += table((f"/live/{name}/", "Also", "What it is"), [summarize(topic) for topic in topics])
    return lines[:-1]


def summarize(topic: Topic) -> Tuple[str, ...]:
    """One row in one line: address, arguments, the other verbs, description."""
    entry = topic.first
    arguments = escape(name_arguments([one for one in entry.arguments if one.name not in entry.ids]))
    also = [word for word, verb in (("set", "set"), ("listen", "start_listen"))
            if verb in topic.entries and topic.entries[verb] is not entry]
    return (f"`{entry.address.split('/', 3)[-1]}` {arguments}".rstrip(), " ".join(also), escape(entry.documentation))


def write_objects() -> List[str]:
    """One table of all objects that AbletonOSC does not have."""
    rows = [(f"[/live/{name}]({PAGES}/{name}.md)", f"{sections[0].title}.", describe_count(sections))
            for name, sections in read_pages().items() if not known_topics(sections)]
    return table(("Object", "What it is", "Addresses"), rows)[:-1]


def describe_count(sections: Sequence[Section]) -> str:
    """How many addresses an object has, and whose it has besides."""
    like = sorted({section.like for section in sections if section.like})
    own = count_addresses(sections)
    besides = " and ".join(f"those of {name}" for name in like)
    return f"{own} and {besides}" if own and besides else besides or str(own)


REGIONS = {"settings": write_settings, "known": write_known, "objects": write_objects}


def fill_regions(text: str) -> str:
    """The text with the lines between its markers written anew; raises `KeyError` for a marker that nothing fills."""
    return REGION.sub(lambda found: found.group(1) + "\n".join(REGIONS[found.group(2)]()) + "\n" + found.group(3), text)


# Files

def page_path(name: str) -> str:
    """The file of an object."""
    return os.path.join(PAGES, f"{name}.md")


def generated_paths() -> List[str]:
    """Every file that is generated, wholly or in part, by its path from the root."""
    return list(WITH_REGIONS) + [os.path.join(PAGES, "README.md"), live_classes.PATH] + [
        page_path(name) for name in read_pages()]


def generated_files() -> Dict[str, str]:
    """The text that each file should have, by its path; the examples are run once."""
    pages = read_pages()
    files = {path: fill_regions(read(path) or "") for path in WITH_REGIONS}
    files[os.path.join(PAGES, "README.md")] = write_index(pages)
    files[live_classes.PATH] = live_classes.write_live_classes()
    files.update((page_path(name), write_page(name, sections, run_examples())) for name, sections in pages.items())
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
    files = generated_files()
    outdated = [path for path, text in files.items() if read(path) != text]
    leftover = leftover_pages(files)
    if asked.check:
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
