"""OSC address patterns: ? * [a-z] [!a-z] {foo,bar} within a part of an address (OSC 1.0), // for any parts (OSC 1.1).

A part is compiled to positions, one bit each, and a name is matched by following all possible positions at once. The
work is at most (characters of the name) x (positions of the part), whatever the pattern: nothing is ever tried a
second time. Beyond OSC 1.0, what stands in braces may itself be a pattern: {vol*,mute}.
"""
from __future__ import annotations

from typing import Any, Dict, List, NamedTuple, Sequence, Set, Tuple

MAX_LENGTH = 1024
"""Characters of a pattern."""
MAX_BRACES = 8
"""Braces inside each other."""

SPECIAL = "?*[]{}"
"""The characters that make an address a pattern; no name of an address space holds any of them."""


class PatternError(ValueError):
    """Text that is no OSC pattern; `position` is the index of the character where that shows."""

    def __init__(self, sentence: str, position: int) -> None:
        super().__init__(f"{sentence} (at character {position})")
        self.position = position


def is_pattern(address: str) -> bool:
    """Say whether the address may stand for several: whether it holds `//` or a character of SPECIAL."""
    return "//" in address or any(character in address for character in SPECIAL)


ANY = "?"
STAR = "*"


class CharacterSet(NamedTuple):
    """What [...] stands for: ranges of characters, both ends included."""

    ranges: Tuple[Tuple[str, str], ...]
    negated: bool

    def holds(self, character: str) -> bool:
        """Say whether the character is one of the set."""
        return any(first <= character <= last for first, last in self.ranges) != self.negated


class Alternatives(NamedTuple):
    """What {...} stands for: one of several sequences of tokens."""

    sequences: Tuple[Sequence[Any], ...]


class _Parser:
    """Reads the text of one segment into tokens: ANY, STAR, CharacterSet, Alternatives, or a character as itself."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = start
        self.index = 0

    def error(self, sentence: str, index: int) -> PatternError:
        return PatternError(sentence, self.start + index)

    def sequence(self, braces: int = 0) -> List[Any]:
        """Read up to the end of the text; inside braces up to the next ',' or '}', which is left for the caller."""
        tokens: List[Any] = []
        while self.index < len(self.text):
            character = self.text[self.index]
            if braces and character in ",}":
                break
            self.index += 1
            if character == "[":
                tokens.append(self.character_set())
            elif character == "{":
                tokens.append(self.alternatives(braces + 1))
            elif character in "]}":
                raise self.error(f"{character!r} closes nothing", self.index - 1)
            elif character != STAR or tokens[-1:] != [STAR]:
                tokens.append(character)
        return tokens

    def alternatives(self, braces: int) -> Alternatives:
        """Read the rest of {...}."""
        opened = self.index - 1
        if braces > MAX_BRACES:
            raise self.error(f"more than {MAX_BRACES} braces inside each other", opened)
        sequences = [self.sequence(braces)]
        while self.text[self.index:self.index + 1] == ",":
            self.index += 1
            sequences.append(self.sequence(braces))
        if self.index == len(self.text):
            raise self.error("'{' is not closed in its part of the address", opened)
        self.index += 1
        return Alternatives(tuple(sequences))

    def character_set(self) -> CharacterSet:
        """Read the rest of [...]. A '-' at either end and a '!' that is not first are themselves."""
        opened = self.index - 1
        closed = self.text.find("]", self.index)
        if closed < 0:
            raise self.error("'[' is not closed in its part of the address", opened)
        negated = self.text[self.index] == "!"
        inside = self.text[self.index + negated:closed]
        if not inside:
            raise self.error("the character set is empty", opened)
        self.index += negated
        ranges = []
        while self.index < closed:
            first = last = self.text[self.index]
            if self.text[self.index + 1] == "-" and self.index + 2 < closed:
                last = self.text[self.index + 2]
                if last < first:
                    raise self.error(f"the range {first}-{last} runs backwards", self.index)
                self.index += 2
            ranges.append((first, last))
            self.index += 1
        self.index = closed + 1
        return CharacterSet(tuple(ranges), negated)


class Segment:
    """One part of a pattern; `literal` is its text when it stands for that one name only, else None."""

    def __init__(self, text: str, start: int = 0) -> None:
        """Compile; `start` is the index of the text in the whole pattern, for errors. Raises PatternError."""
        self.text = text
        self.literal: str | None = None if any(character in text for character in SPECIAL) else text
        self._any = 0
        self._literals: Dict[str, int] = {}
        self._sets: List[Tuple[int, CharacterSet]] = []
        self._follow = [0]
        self._first = self._compile(_Parser(text, start).sequence(), _END)

    def __repr__(self) -> str:
        return f"Segment({self.text!r})"

    def matches(self, name: str) -> bool:
        """Say whether the segment stands for this name, one part of an address."""
        if self.literal is not None:
            return name == self.literal
        positions = self._first
        for character in name:
            taking = self._any | self._literals.get(character, 0)
            for position, characters in self._sets:
                if characters.holds(character):
                    taking |= position
            taking &= positions
            positions = 0
            while taking:
                lowest = taking & -taking
                positions |= self._follow[lowest.bit_length() - 1]
                taking ^= lowest
            if not positions:
                return False
        return bool(positions & _END)

    def _compile(self, tokens: Sequence[Any], after: int) -> int:
        """Give the positions where the tokens may begin, when `after` are the positions that may come behind them."""
        for token in reversed(tokens):
            if isinstance(token, Alternatives):
                beginnings = 0
                for alternative in token.sequences:
                    beginnings |= self._compile(alternative, after)
                after = beginnings
                continue
            position = 1 << len(self._follow)
            if token == STAR:
                after |= position
            self._follow.append(after)
            if token in (STAR, ANY):
                self._any |= position
            elif isinstance(token, CharacterSet):
                self._sets.append((position, token))
            else:
                self._literals[token] = self._literals.get(token, 0) | position
            if token != STAR:
                after = position
        return after


class Pattern:
    """A compiled address pattern.

    `segments` are the parts in order, each a Segment or DESCENT, so that a dispatcher can follow them through a tree.
    """

    def __init__(self, text: str) -> None:
        """Compile. Raises PatternError."""
        if len(text) > MAX_LENGTH:
            raise PatternError(f"a pattern of {len(text)} characters, the limit is {MAX_LENGTH}", MAX_LENGTH)
        if not text.startswith("/"):
            raise PatternError("a pattern starts with '/'", 0)
        if text.endswith("/"):
            raise PatternError("a pattern does not end with '/'", len(text) - 1)
        self.text = text
        segments: List[Segment] = []
        position = 1
        for part in text[1:].split("/"):
            if part:
                segments.append(Segment(part, position))
            elif segments[-1:] != [DESCENT]:
                segments.append(DESCENT)
            position += len(part) + 1
        self.segments = tuple(segments)

    def __repr__(self) -> str:
        return f"Pattern({self.text!r})"

    def matches(self, address: str) -> bool:
        """Say whether the pattern stands for this address. Case counts."""
        if not address.startswith("/"):
            return False
        reached = descend(self.segments, {0})
        for part in address[1:].split("/"):
            onward = set()
            for index in reached:
                if index < len(self.segments):
                    segment = self.segments[index]
                    if segment is DESCENT:
                        onward.add(index)
                    elif segment.matches(part):
                        onward.add(index + 1)
            reached = descend(self.segments, onward)
            if not reached:
                return False
        return len(self.segments) in reached


def descend(segments: Tuple[Segment, ...], indices: Set[int]) -> Set[int]:
    """Add to the segments reached the one after each `//`, as `//` also stands for no part at all."""
    return indices | {index + 1 for index in indices if segments[index:index + 1] == (DESCENT,)}


_END = 1
"""The position behind the last token."""

DESCENT = Segment("")
"""The segment that `//` makes, compared by identity: any number of parts of an address, also none."""
