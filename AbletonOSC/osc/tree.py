"""Addresses as a tree of their parts: a pattern is held against the few parts there are, not against every address."""
from __future__ import annotations

from typing import Any, Dict, Iterable, List, Set, Tuple

from .pattern import DESCENT, Pattern, descend

LEAF = ""
"""The key of what stands at the end of an address; no part of one is empty."""


class Tree:
    """Things by address. `find` gives them in the order in which they were put in."""

    def __init__(self, things: Iterable[Tuple[str, Any]]) -> None:
        self.root: Dict[str, Any] = {}
        for order, (address, thing) in enumerate(things):
            node = self.root
            for part in address[1:].split("/"):
                node = node.setdefault(part, {})
            node[LEAF] = (order, thing)

    def find(self, pattern: Pattern) -> List[Any]:
        """Give the things whose addresses the pattern stands for."""
        found: List[Tuple[int, Any]] = []
        self._follow(self.root, descend(pattern.segments, {0}), pattern, {}, found)
        return [thing for _, thing in sorted(found, key=lambda pair: pair[0])]

    def _follow(self, node: Dict[str, Any], reached: Set[int], pattern: Pattern,
                known: Dict[Tuple[int, str], bool], found: List[Tuple[int, Any]]) -> None:
        """Go on from a node with the segments reached; `known` are the parts that were looked at before."""
        segments = pattern.segments
        for part, child in node.items():
            if part == LEAF:
                if len(segments) in reached:
                    found.append(child)
                continue
            onward = set()
            for index in reached:
                if index == len(segments):
                    continue
                if segments[index] is DESCENT:
                    onward.add(index)
                    continue
                matches = known.get((index, part))
                if matches is None:
                    matches = known[(index, part)] = segments[index].matches(part)
                if matches:
                    onward.add(index + 1)
            if onward:
                self._follow(child, descend(segments, onward), pattern, known, found)
