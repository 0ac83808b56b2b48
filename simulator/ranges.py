"""Ranges of properties as live-api.json writes them: `0..69`, `1,2,4,8,16`, `20..999; -1 while disabled`."""
from __future__ import annotations

import re
from typing import Any, Callable, Dict, FrozenSet, Optional

from .schema import Property

NUMBER = r"-?\d+(?:\.\d+)?"
SPAN = re.compile(r"({0})\.\.({0})".format(NUMBER))
LIST = re.compile(r"({0}(?:,{0})+)(?:$|[ ;])".format(NUMBER))
QUOTED = re.compile(r"'([^']*(?:'\w[^']*)*)'")

# Values beyond these ranges are brought into them, not refused.
NOT_REFUSED = re.compile("clamped|carries")

Check = Callable[[Any], None]


def refusal_text(prop: Property) -> str:
    """Live's text where it is known (the last in `raises` that speaks of a range), or one that names the property."""
    texts = [text for text in QUOTED.findall(prop.row.get("raises") or "") if re.search("range|Invalid", text)]
    return texts[-1] if texts else "{} out of range".format(prop.name)


def allowed_members(prop: Property, enums: Dict[str, Dict[str, int]]) -> Optional[FrozenSet[float]]:
    """The numbers of the enum that a property takes."""
    name = prop.row.get("enum") or (prop.type[len("enum:"):] if prop.type.startswith("enum:") else None)
    return frozenset(enums[name].values()) if name in enums else None


def make_check(prop: Property, enums: Dict[str, Dict[str, int]]) -> Optional[Check]:
    """A function that raises RuntimeError for a value outside the row's range; None without a fixed range."""
    text = prop.row.get("range") or ""
    if NOT_REFUSED.search(text):
        return None
    refusal = refusal_text(prop)
    span = SPAN.match(text)
    if span:
        low, high = float(span.group(1)), float(span.group(2))

        def check_span(value: Any) -> None:
            if not low <= value <= high:
                raise RuntimeError(refusal)
        return check_span
    listed = LIST.match(text)
    allowed = allowed_members(prop, enums)
    if listed and "..." not in text:
        allowed = frozenset(float(number) for number in listed.group(1).split(","))
    if allowed is None:
        return None
    choices = allowed

    def check_listed(value: Any) -> None:
        if value not in choices:
            raise RuntimeError(refusal)
    return check_listed


def first_allowed(row: Dict[str, Any]) -> Optional[float]:
    """The lowest value that the row's range allows."""
    text = row.get("range") or ""
    span, listed = SPAN.match(text), LIST.match(text)
    if span:
        return float(span.group(1))
    if listed:
        return float(listed.group(1).split(",")[0])
    return None
