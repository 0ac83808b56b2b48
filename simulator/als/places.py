"""Where an object is in the Set, as the simulator's own settings say it: ["tracks", 0, "devices", 2]."""
from __future__ import annotations

from typing import Any, List, Optional

DEEPEST = 512


def place_of(target: Any) -> Optional[List[Any]]:
    """The way from the Song to an object; None for one that is not in the Set."""
    steps: List[Any] = []
    while "Song" not in target.lineage:
        parent = target.values["canonical_parent"]
        step = step_to(target, parent) if parent is not None and target.alive else None
        if step is None or len(steps) > DEEPEST:
            return None
        steps = step + steps
        target = parent
    return steps


def step_to(target: Any, parent: Any) -> Optional[List[Any]]:
    """The name of the child, with its index where the parent has a list of them."""
    for name, prop in parent.properties.items():
        if name == "canonical_parent" or prop.kind not in ("child", "children") or name not in parent.values:
            continue
        held = parent.values[name]
        if held is target:
            return [name]
        if prop.kind == "children" and isinstance(held, (list, tuple)):
            index = next((index for index, each in enumerate(held) if each is target), None)
            if index is not None:
                return [name, index]
    return None


def object_at(song: Any, place: Any, class_name: str) -> Any:
    """The object of that class at a place; None where the place is None. ValueError where there is none."""
    if place is None:
        return None
    found = song
    if not isinstance(place, list):
        raise ValueError("{!r} is no place".format(place))
    for step in place:
        if isinstance(found, (list, tuple)):
            found = found[step] if type(step) is int and 0 <= step < len(found) else None
        else:
            prop = found.properties.get(step) if isinstance(step, str) and hasattr(found, "properties") else None
            is_child = prop is not None and prop.kind in ("child", "children") and step != "canonical_parent"
            found = found.values.get(step) if is_child else None
    if class_name not in getattr(found, "lineage", ()):
        raise ValueError("no {} is at {}".format(class_name, place))
    return found
