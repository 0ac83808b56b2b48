"""Everything that Live's API says about a Set, as one dict: two Sets are equal when these are."""
import functools
import math

from simulator.als.unsaved import reason_not_saved
from simulator.classes import LiveObject
from simulator.errors import ArgumentError
from simulator.handles import Handle
from simulator.values import Value, fields
from simulator.vectors import VectorProtocol


def content(simulator):
    """(path of the object, property): value, for everything below the Song that is saved (als/unsaved.py)."""
    # Numbers and texts are what they are; what may have objects in it waits until the paths of all are known.
    simple, found, paths, waiting = {}, {}, {}, [("song", simulator.song)]
    while waiting:
        path, handle = waiting.pop()
        inner = simulator.unwrap(handle)
        paths[inner.live_ptr] = path
        for name in saved_properties(type(inner)):
            try:
                value = getattr(handle, name)
            except (RuntimeError, AttributeError, ArgumentError) as error:
                value = str(error)
            place = "{}.{}".format(path, name)
            if isinstance(value, PLAIN):
                simple[place] = value
                continue
            if isinstance(value, VectorProtocol):
                value = list(value)
            children = [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, Handle)]
            if (children and inner.properties[name].kind != "property" and name not in SELECTIONS and all(
                    simulator.unwrap(child).values.get("canonical_parent") is inner for child in children)):
                waiting.extend(("{}[{}]".format(place, index), child) for index, child in enumerate(children))
                found[place] = len(children)
            else:
                found[place] = value
        if type(handle).__name__ == "Clip" and handle.is_midi_clip:
            found[path + ".notes"] = list(handle.get_notes_extended(0, 128, -FAR, 2 * FAR))
        if type(handle).__name__ in ("Song", "Track"):
            found[path + ".data"] = inner.values["data"]
        if type(handle).__name__ == "Track":
            found[path + ".automation"] = [(envelope.parameter.values["name"], [list(event) for event in
                                            envelope.values["events"]]) for envelope in inner.automation()]
        if type(handle).__name__ in ("Clip", "Scene"):
            found[path + ".follow_action"] = inner.values["follow_action"]
        if type(handle).__name__ == "Envelope":
            found[path + ".parameter"] = simulator.wrap(inner.parameter)
            found[path + ".events"] = [event[:2] for event in inner.values["events"]]
        if "other_state" in inner.values:
            found[path + ".other_state"] = inner.values["other_state"]
    simple.update((place, plain(simulator, paths, value)) for place, value in found.items())
    return simple


# Notes are looked for by their times: all at once only since 11.1.
FAR = 1e6
PLAIN = (int, float, str, type(None))
# Children that another property lists.
SELECTIONS = frozenset({"visible_drum_pads", "selected_chain", "selected_drum_pad", "selected_device",
                        "chain_selector"})


@functools.lru_cache(maxsize=None)
def saved_properties(cls):
    """The names of what a Set holds of objects of a class."""
    return tuple(name for name in cls.properties if reason_not_saved(cls.lineage, name) is None)


def plain(simulator, paths, value):
    """Values that can be compared between two simulators: an object is said by its path."""
    if isinstance(value, PLAIN):
        return value
    if isinstance(value, (list, tuple)):
        return [plain(simulator, paths, item) for item in value]
    if isinstance(value, (Handle, LiveObject)):
        inner = simulator.unwrap(value) if isinstance(value, Handle) else value
        return "{} {}".format(type(inner).__name__, paths.get(inner.live_ptr) or inner.values["name"])
    if isinstance(value, Value):
        return {name: plain(simulator, paths, part) for name, part in fields(value).items()}
    return value


def same(one, other):
    """Equal; numbers within what Live itself rounds beats to."""
    if one == other:
        return True
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=2e-9)
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)) and len(one) == len(other):
        return all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return all(same(one[name], other[name]) for name in one)
    return False


def differences(before, after):
    """What two contents do not agree on."""
    return {place: (before.get(place), after.get(place)) for place in sorted(set(before).union(after))
            if not same(before.get(place), after.get(place))}


def repeated_numbers(root):
    """The lists of a Set, by their tags, in which a number comes twice: Live refuses such a Set."""
    found, waiting = set(), [root]
    while waiting:
        parent = waiting.pop()
        numbers = [child.attributes["Id"] for child in parent if "Id" in child.attributes]
        if len(set(numbers)) < len(numbers):
            found.add(parent.tag)
        waiting.extend(parent)
    return sorted(found)
