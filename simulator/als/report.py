"""What was not understood of a Set: one line of the log for each kind of thing, however often it occurs."""
from __future__ import annotations

import itertools
from collections import OrderedDict
from typing import List

from .element import Element
from .mapping import KNOWN, NEUTRAL

MOST_LINES = 200
MOST_LOOKED_AT = 200
NOTHING = ("", "0", "-1", "false", "{}")


def says_something(part: Element) -> bool:
    """Whether there is a value in it that is not what Live writes where nothing was set."""
    values = itertools.islice(part.every(), MOST_LOOKED_AT)
    return any(element.attributes.get("Value", "") not in NOTHING for element in values)


class Report:
    """Collects, and counts what comes more than once."""

    def __init__(self) -> None:
        self.counts: "OrderedDict[str, int]" = OrderedDict()

    def note(self, text: str) -> None:
        """Something was not understood."""
        self.counts[text] = self.counts.get(text, 0) + 1

    def note_parts(self, class_name: str, element: Element) -> None:
        """Notes each part of an object's element that nothing reads and that is more than a matter of the screen."""
        for part in element:
            if part.tag not in KNOWN[class_name] and not NEUTRAL.match(part.tag) and says_something(part):
                self.note("{} of a {} is kept, and not simulated".format(part.tag, class_name))

    def lines(self) -> List[str]:
        """The lines, in the order in which things came up."""
        made = [text if count == 1 else "{} ({} times)".format(text, count) for text, count in self.counts.items()]
        if len(made) > MOST_LINES:
            made[MOST_LINES:] = ["and {} more".format(len(made) - MOST_LINES)]
        return made
