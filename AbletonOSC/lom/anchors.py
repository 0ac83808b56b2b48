"""Listeners on the way to an object: they tell when something else may be at a position that is watched.

Each list and child along a path is listened to once, however many watches lead over it. When Live reports a change
there, everything that is anchored to it is unsettled; what that means is decided on the next tick, outside the
notification.
"""
from __future__ import annotations

from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

from ..errors import PASSED_OVER
from .path import EVERY, Step, follow, list_of, nested_steps

# Where Live reports a child under another name than the child's own.
REPORTED_BY = {"clip": "has_clip"}
Place = Tuple[str, int, str]
"""The class of an object of Live, its pointer, and the attribute of it that is listened to."""


class Listener:
    """One listener of Live on one object; the callable is kept, since Live keeps no reference of its own.

    `key` is what Live wants before the callable: the name of a view for is_view_visible, mostly nothing.
    """

    def __init__(self, owner: Any, attribute: str, callback: Callable[[], None],
                 key: Tuple[Any, ...] = ()) -> None:
        self.owner = owner
        self.attribute = attribute
        self.given = tuple(key) + (callback,)
        getattr(owner, f"add_{attribute}_listener")(*self.given)

    def remove(self) -> Optional[Exception]:
        """Take the listener away; an object that has died raises what cannot be imported, so anything is caught."""
        try:
            getattr(self.owner, f"remove_{self.attribute}_listener")(*self.given)
        except Exception as error:
            return error
        return None


class Anchor:
    """A listener on one step of the way, and all that is anchored there."""

    def __init__(self, key: Place, owner: Any, attribute: str, unsettle: Callable[[Any], None]) -> None:
        self.key = key
        self.held: Dict[Any, None] = {}
        self.listener = Listener(owner, attribute, lambda: unsettle(self.held))


class Anchors:
    """Every anchor of one engine. `unsettle(items)` is told whose way has changed; an item has a list `anchors`."""

    def __init__(self, unsettle: Callable[[Any], None]) -> None:
        self.unsettle = unsettle
        self.by_place: Dict[Place, Anchor] = {}

    def hold(self, item: Any, origin: Any, steps: Sequence[Step], values: Dict[str, Any],
             parts: Optional[Tuple[Any, str, Tuple[str, ...]]] = None) -> None:
        """Anchor an item along its path, as far as that goes now, and nowhere else.

        `parts`: an object, its list, and what of each in the list makes the value, where a value is made of many.
        """
        before = item.anchors
        item.anchors = []
        self.walk(item, origin, steps, values)
        if parts is not None:
            owner, attribute, members = parts
            self.anchor(item, owner, attribute)
            for part in getattr(owner, attribute):
                for member in members:
                    self.anchor(item, part, member)
        kept = set(item.anchors)
        self.let_go(item, [anchor for anchor in before if anchor not in kept])

    def walk(self, item: Any, owner: Any, steps: Sequence[Step], values: Dict[str, Any]) -> None:
        for position, step in enumerate(steps):
            for place, attribute in places(owner, step, values):
                self.anchor(item, place, attribute)
            if step.which is not None and values.get(step.which) == EVERY:
                for child in list_of(owner, step, True):
                    self.walk(item, child, steps[position + 1:], values)
                return
            owner = child_at(owner, step, values)
            if owner is None:
                return

    def anchor(self, item: Any, place: Any, attribute: str) -> None:
        attribute = REPORTED_BY.get(attribute, attribute)
        if not hasattr(place, f"add_{attribute}_listener"):
            return
        key = (type(place).__name__, place._live_ptr, attribute)
        anchor = self.by_place.get(key)
        if anchor is None or anchor.listener.owner != place:
            anchor = self.by_place[key] = Anchor(key, place, attribute, self.unsettle)
        anchor.held[item] = None
        item.anchors.append(anchor)

    def release(self, item: Any) -> None:
        """Take an item from all its anchors."""
        self.let_go(item, item.anchors)
        item.anchors = []

    def let_go(self, item: Any, anchors: List[Anchor]) -> None:
        for anchor in anchors:
            anchor.held.pop(item, None)
            if not anchor.held:
                anchor.listener.remove()
                if self.by_place.get(anchor.key) is anchor:
                    del self.by_place[anchor.key]


def places(owner: Any, step: Step, values: Dict[str, Any]) -> List[Tuple[Any, str]]:
    """The objects and attributes whose change can put another object at a step."""
    value = values.get(step.which) if step.which else None
    if step.attribute == "devices" and isinstance(value, str) and value != EVERY:
        return nested_places(owner, value)
    if not isinstance(value, str) or value == EVERY or step.attribute != "tracks":
        return [(owner, step.attribute)]
    if value == "selected":
        return [(owner.view, "selected_track")]
    return [(owner, "return_tracks")] if value.startswith("return_") else []


def nested_places(owner: Any, way: str) -> List[Tuple[Any, str]]:
    """The lists on the way to a device inside racks, as far as there is one."""
    found = []
    for step, number in nested_steps(way):
        objects = getattr(owner, step.attribute, None)
        if objects is None:
            break
        found.append((owner, step.attribute))
        if number >= len(objects):
            break
        owner = objects[number]
    return found


def child_at(owner: Any, step: Step, values: Dict[str, Any]) -> Any:
    """What is at a step now, or None."""
    try:
        return follow(owner, (step,), values)
    except PASSED_OVER:
        return None
