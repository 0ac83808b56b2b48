"""What scripts keep in a Set or track with set_data: JSON in its ViewData. What JSON cannot say is not saved."""
from __future__ import annotations

import json
from typing import Any, Dict

from .element import Element
from .report import Report

PLACE = "ViewData"
LONGEST = 1 << 20


def read_data(element: Element, target: Any, report: Report) -> None:
    """Gives a Set or track its data."""
    text = element.get(PLACE)
    if not text:
        return
    try:
        data = json.loads(text[:LONGEST], parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        report.note("ViewData of a {} is kept, and not understood: {}".format(target.class_name, str(error)[:80]))
        return
    if isinstance(data, dict):
        target.values["data"] = data
        target.kept_data = dict(data)


def refuse(name: str) -> None:
    """NaN and infinities are no JSON."""
    raise ValueError("{} is no JSON".format(name))


def write_data(target: Any, element: Element, report: Report) -> None:
    """See read_data; data that is as it came stays."""
    data = target.values["data"]
    if data == getattr(target, "kept_data", {}):
        return
    kept: Dict[str, Any] = {}
    for key, value in data.items():
        if can_be_said(value):
            kept[key] = value
        else:
            report.note("Data {!r} of a {} is not saved: it is no JSON".format(key, target.class_name))
    element.put(PLACE, json.dumps(kept))


def can_be_said(value: Any) -> bool:
    """Whether JSON gives the same value back."""
    try:
        return bool(json.loads(json.dumps(value, allow_nan=False)) == value)
    except (TypeError, ValueError, RecursionError):
        return False
