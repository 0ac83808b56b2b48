"""How messages are typed and shown: /live/track/set/name 0 "My track". What is shown can be typed again."""
from __future__ import annotations

import re
import struct
from typing import Any, List, NamedTuple, Sequence, Tuple

CONSTANTS = {"true": True, "false": False, "nil": None}
INTEGER = re.compile(r"[+-]?[0-9]+\Z")
FLOAT = re.compile(r"[+-]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))([eE][+-]?[0-9]+)?\Z")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
QUOTES = "\"'"


class Word(NamedTuple):
    """A part of a line. A quoted one is a string, whatever it looks like. `start` is where it begins in the line."""

    text: str
    quoted: bool
    start: int = 0


def split(line: str) -> List[Word]:
    """Give the words of a line. 'x' is taken as it is; in "x" a backslash stands before a quote or a backslash.

    Raises ValueError for a quote that is not closed.
    """
    words: List[Word] = []
    index = 0
    while index < len(line):
        if line[index].isspace():
            index += 1
            continue
        start, text, quoted = index, "", False
        while index < len(line) and not line[index].isspace():
            if line[index] in QUOTES:
                inside, index = _quoted(line, index)
                text, quoted = text + inside, True
            else:
                text += line[index]
                index += 1
        words.append(Word(text, quoted, start))
    return words


def _quoted(line: str, start: int) -> Tuple[str, int]:
    """Read what is in quotes, and give it with the index after the closing one."""
    quote, text, index = line[start], "", start + 1
    while index < len(line):
        character = line[index]
        if character == quote:
            return text, index + 1
        if character == "\\" and quote == '"' and line[index + 1:index + 2] in ('"', "\\"):
            index += 1
            character = line[index]
        text += character
        index += 1
    raise ValueError("the quote at character %d is not closed" % (start + 1))


def read_value(word: Word) -> Any:
    """Give the value that a word means: a number, true, false, nil, or a string."""
    text = word.text
    if word.quoted:
        return text
    if INTEGER.match(text):
        return int(text)
    if FLOAT.match(text):
        return float(text)
    if text.lower() in CONSTANTS:
        return CONSTANTS[text.lower()]
    return text


def read_values(words: Sequence[Word]) -> Tuple[Any, ...]:
    """Give the values of several words."""
    return tuple(read_value(word) for word in words)


def read_arguments(arguments: Sequence[str]) -> List[Word]:
    """Read what a shell has split: each is one word, spaces and all; quotes of our own around it still count."""
    words = []
    for argument in arguments:
        if len(argument) > 1 and argument[0] in QUOTES and argument[-1] == argument[0]:
            words.append(Word(argument[1:-1], True))
        else:
            words.append(Word(argument, False))
    return words


def write_value(value: Any) -> str:
    """Give a value as it would be typed."""
    for text, constant in CONSTANTS.items():
        if value is constant:
            return text
    if isinstance(value, float):
        return write_float(value)
    if isinstance(value, str):
        return write_text(value)
    if isinstance(value, (list, tuple)):
        return "[" + write_values(value) + "]"
    if isinstance(value, bytes):
        return "<%d bytes: %s>" % (len(value), value.hex())
    return str(value)


def write_values(values: Sequence[Any]) -> str:
    """Give several values as they would be typed."""
    return " ".join(write_value(value) for value in values)


def write_float(value: float) -> str:
    """Give the shortest decimal that is the same number on the wire, in 32 bits: 0.85 and not 0.8500000238418579."""
    shortest = (format(value, ".%dg" % digits) for digits in range(6, 17))
    text = next((text for text in shortest if _on_wire(float(text)) == _on_wire(value)), repr(value))
    return text + ".0" if INTEGER.match(text) else text


def _on_wire(value: float) -> bytes:
    try:
        return struct.pack(">f", value)
    except OverflowError:
        return struct.pack(">d", value)


def write_text(text: str) -> str:
    """Give a string, in quotes where it would mean something else without; control characters become U+FFFD."""
    text = UNPRINTABLE.sub("\ufffd", text)
    bare = text and not any(character.isspace() or character in QUOTES for character in text)
    if bare and read_value(Word(text, False)) == text:
        return text
    return '"%s"' % text.replace("\\", "\\\\").replace('"', '\\"')
