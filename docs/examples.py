"""One example for each row, run: what is typed in the console, and what the console then shows.

A property is read, of the first object that has a value for it. A method is called with what docs/examples.osc says, or
with the ids of such an object and nothing else.
"""
from __future__ import annotations

import functools
import os
from typing import Any, Dict, Iterator, List, Mapping, NamedTuple, Tuple

from AbletonOSC.engine import ERROR
from client.console.syntax import read_values, split, write_values
from docs.example_set import KIND_OF_CLASS, ExampleSet, Message
from docs.tables import Section, Topic, read_pages

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "examples.osc")
LONGEST_LINE = 180
THEN = " ; "
PROMPT = ">>> "

PLACES: Dict[str, Tuple[Tuple[Any, ...], ...]] = {
    "track": ((0,), (2,), ("master",), (3,)),
    "clip": ((0, 0), (2, 0)),
    "clip_slot": ((0, 0),),
    "device": ((0, 0),),
    "chain": ((1, 0, 0),),
    "drum_pad": ((1, 0, 36),),
}
"""Which objects a property is read of, the first that has a value; index 0 of everything else."""

PLACE_OF_CLASS = (1, 0)
"""Where the device is that a row of one class of device is about."""

OBJECT_CLASSES = {"chain": "RackDevice", "drum_pad": "RackDevice", "chain/device": "RackDevice",
                  "return_chain": "RackDevice"}
ADDRESS_CLASSES = {"/live/view/set/selected_chain": "RackDevice", "/live/browser/load_item_to_chain": "RackDevice"}
"""What the device at that place is for rows that are not of one class, but need something in it."""

ARGUMENTS: Dict[str, Any] = {"key": "theme", "view_name": "Session", "io_id": 0, "bank_index": 0}
"""The arguments of properties, by name; 0 for every other."""

REASONS: Tuple[Tuple[str, Tuple[str, ...]], ...] = (
    ("it would replace the code that writes this page", ("/live/api/reload",)),
    ("it changes where answers go", ("/live/api/register_listener",)),
    ("it writes a file", ("/live/song/export/structure",)),
    ("the simulated Live has none of it", ("/live/browser/load_user_preset",)),
)
"""Why a row has no example, and the beginnings of the addresses that this is said of."""


class Example(NamedTuple):
    """What is typed, and what comes back, as the console shows both; `reason` instead where it cannot be run.

    failed: an error came back. tells: there was more to answer than nil.
    """

    lines: Tuple[str, ...] = ()
    reason: str = ""
    failed: bool = False
    tells: bool = True


class Source(NamedTuple):
    """A row and what it is in."""

    section: Section
    topic: Topic

    @property
    def class_name(self) -> str:
        """Which device has to be at `PLACE_OF_CLASS`; empty for none."""
        address = self.topic.first.address
        known = [name for name in self.topic.row.of if name in KIND_OF_CLASS]
        return known[0] if known else ADDRESS_CLASSES.get(address, OBJECT_CLASSES.get(self.section.address, ""))


def read_lines() -> Dict[str, List[str]]:
    """The messages of examples.osc by the address that they show, which is that of the last one."""
    with open(PATH, encoding="utf-8") as file:
        lines = [line.strip() for line in file]
    found: Dict[str, List[str]] = {}
    for line in lines:
        if line and not line.startswith("#"):
            messages = line.split(THEN)
            address = split(messages[-1])[0].text
            if address in found:
                raise ValueError(f"{PATH}: two examples of {address}")
            found[address] = messages
    return found


def reason_against(address: str) -> str:
    """Why an address has no example; empty where it has one."""
    return next((reason for reason, starts in REASONS if address.startswith(starts)), "")


@functools.lru_cache(maxsize=None)
def run_examples() -> Mapping[str, Example]:
    """The examples of every row, by the address that speaks for it; they are run once."""
    found: Dict[str, Example] = {}
    lines = read_lines()
    sources = [Source(section, topic) for sections in read_pages().values() for section in sections
               for topic in section.properties + section.methods]
    for runner, group in group_by_set(sources, lines):
        with ExampleSet(runner) as live:
            for source in group:
                found[source.topic.first.address] = run_one(live, source, lines)
    return found


def group_by_set(sources: List[Source], lines: Dict[str, List[str]]) -> Iterator[Tuple[str, List[Source]]]:
    """The rows that can share a Set, with the device in it: those that only read do, another has one of its own."""
    shared: Dict[str, List[Source]] = {}
    for source in sources:
        address = source.topic.first.address
        if reads_only(source) and len(lines.get(address, ())) < 2:
            shared.setdefault(source.class_name, []).append(source)
        else:
            yield source.class_name, [source]
    yield from shared.items()


def reads_only(source: Source) -> bool:
    return source.topic.first.verb == "get"


def run_one(live: ExampleSet, source: Source, lines: Dict[str, List[str]]) -> Example:
    """The example of one row."""
    address = source.topic.first.address
    reason = reason_against(address)
    if reason:
        return Example(reason=reason)
    if address in lines:
        tried = [run(live, lines[address])]
    else:
        tried = [run(live, [write_message(address, place + arguments_of(source))]) for place in places_of(source)]
    return min(tried, key=lambda example: (example.failed, not example.tells))


def places_of(source: Source) -> Tuple[Tuple[Any, ...], ...]:
    """The ids of the objects that may have what a row is about."""
    ids = source.topic.first.ids
    if not ids:
        return ((),)
    if source.topic.row.of and source.section.address == "device":
        return (PLACE_OF_CLASS + (0,) * (len(ids) - len(PLACE_OF_CLASS)),)
    return PLACES.get(source.section.address, ((0,) * len(ids),))


def arguments_of(source: Source) -> Tuple[Any, ...]:
    """What a row takes after the ids."""
    entry = source.topic.first
    return tuple(ARGUMENTS.get(one.name, 0) for one in entry.arguments[len(entry.ids):] if one.required)


def write_message(address: str, arguments: Tuple[Any, ...]) -> str:
    return f"{address} {write_values(arguments)}".rstrip()


def run(live: ExampleSet, messages: List[str]) -> Example:
    """Send messages one after the other; the console's lines."""
    lines: List[str] = []
    failed, tells = False, True
    for message in messages:
        words = split(message)
        address = words[0].text
        answers = live.send(address, read_values(words[1:]))
        lines.append(PROMPT + message)
        lines += [show(address, answer) for answer in answers]
        failed = failed or any(answered == ERROR for answered, _ in answers)
        tells = any(value is not None for _, values in answers for value in values[len(words) - 1:])
    return Example(tuple(lines), failed=failed, tells=tells)


def show(address: str, answer: Message) -> str:
    """An answer as the console shows it, without its address where that was asked; a long one is cut."""
    text = write_values(answer[1])
    if answer[0] != address:
        text = f"{answer[0]} {text}".rstrip()
    if len(text) > LONGEST_LINE:
        text = text[:LONGEST_LINE].rpartition(" ")[0] + " ..."
    return text
