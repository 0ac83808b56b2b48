"""What the console says about an address: how it is used, what is missing, what is close."""
from __future__ import annotations

from difflib import get_close_matches
from itertools import groupby
from typing import Any, List, Optional, Sequence, Tuple

from AbletonOSC.catalogue import ArgumentEntry, Entry

from ..addresses import listened, without_ids
from ..vocabulary import Vocabulary

COMMANDS = (
    ("/live/... [arguments]", "Send a message, and show what comes back."),
    ("watch <address> [ids]", "Show the value now and whenever it changes."),
    ("unwatch [address] [ids]", "Stop that; without an address stop all. Ctrl-C does the same."),
    ("help [address or word]", "Explain an address, or list those that contain the word."),
    ("quit", "Leave. Ctrl-D does the same."),
)
"""The commands, each with what it does."""

ARGUMENTS = """Arguments: 1 is an int, 1.0 a float, true, false and nil are themselves, all else is a string.
"1" is a string too, "two words" is one. * as an id means every object; * ? [] {} in an address mean every match."""

LISTED = 60


def usage(entry: Entry) -> str:
    """Give the address with its arguments: `<needed: type>`, `[may be left out: type]`, `(group)...`.

    What can only be left out together stands in one pair of brackets.
    """
    parts = [entry.address]
    group = [argument for argument in entry.arguments if argument.repeated]
    for together, arguments in groupby(entry.arguments + entry.part, lambda argument: argument.together):
        if together:
            parts.append("[%s]" % " ".join("%s: %s" % (argument.name, argument.type) for argument in arguments))
            continue
        for argument in arguments:
            if not argument.repeated:
                parts.append(("<%s: %s>" if argument.required else "[%s: %s]") % (argument.name, argument.type))
    if group:
        parts.append("(" + " ".join("<%s: %s>" % (argument.name, argument.type) for argument in group) + ")...")
    return " ".join(parts)


def describe(argument: ArgumentEntry) -> str:
    """Give one line about an argument: name, type, range, what it is, what it is when left out."""
    line = "%s: %s" % (argument.name, argument.type)
    if argument.minimum is not None and argument.maximum is not None:
        line += " %g..%g" % (argument.minimum, argument.maximum)
    elif argument.minimum is not None:
        line += " from %g" % argument.minimum
    elif argument.maximum is not None:
        line += " up to %g" % argument.maximum
    if argument.documentation:
        line += ", " + argument.documentation
    if argument.together:
        line += " (all of these or none)"
    elif not argument.required and argument.default is not None:
        line += " (%s when left out)" % (argument.default,)
    return line


def argument_at(entry: Entry, index: int) -> Optional[ArgumentEntry]:
    """Give the argument that stands at an index, where repeated ones come round again; None beyond the last."""
    arguments = entry.arguments + entry.part
    if index < len(arguments):
        return arguments[index]
    group = [argument for argument in entry.arguments if argument.repeated]
    if not group:
        return None
    return group[(index - len(entry.arguments)) % len(group)]


def missing(entry: Entry, params: Sequence[Any]) -> str:
    """Say which arguments the message lacks, and how it is used; "" when it has all."""
    lacking = [argument for argument in entry.arguments[len(params):] if argument.required]
    if not lacking:
        return ""
    return "missing: %s\nusage: %s" % ("; ".join(describe(argument) for argument in lacking), usage(entry))


def explain(entry: Entry) -> str:
    """Give all that is known about an address."""
    lines = [usage(entry), "  " + entry.documentation]
    lines += ["  " + describe(argument) for argument in entry.arguments + entry.part]
    if entry.verb == "start_listen":
        lines.append("  pushes: %s" % " ".join(entry.replies))
    elif entry.replies:
        lines.append("  answers: %s%s" % (" ".join(entry.replies), " (%s)" % entry.type if entry.type else ""))
    else:
        lines.append("  answers nothing")
    addresses = listened(entry.address)
    if entry.observable and addresses is not None:
        lines.append("  can be watched: watch %s" % " ".join([addresses.get] + ["<%s>" % one for one in entry.ids]))
    return "\n".join(lines)


def close_to(vocabulary: Vocabulary, address: str) -> List[str]:
    """Give the addresses that may have been meant."""
    return get_close_matches(address, vocabulary, n=3, cutoff=0.75)


def help_about(vocabulary: Vocabulary, topic: str) -> Tuple[str, bool]:
    """Give the help about an address, a part of one, or a word; and whether there was any."""
    if not topic:
        width = max(len(command) for command, _ in COMMANDS)
        return "\n".join("%-*s  %s" % (width, *row) for row in COMMANDS) + "\n" + ARGUMENTS, True
    address, _ = without_ids(topic)
    if address in vocabulary:
        return explain(vocabulary[address]), True
    found = [entry for entry in vocabulary.values() if entry.advertised
             and (entry.address.startswith(topic) or topic.lower() in (entry.address + entry.documentation).lower())]
    if not found:
        close = close_to(vocabulary, topic)
        return "nothing is known about " + topic + ("; did you mean %s?" % " or ".join(close) if close else ""), False
    lines = ["%s\n    %s" % (usage(entry), entry.documentation) for entry in found[:LISTED]]
    if len(found) > LISTED:
        lines.append("... and %d more: give a longer word" % (len(found) - LISTED))
    return "\n".join(lines), True
