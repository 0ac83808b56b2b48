"""Where a Live object lives: a path such as `tracks[track_id].clip_slots[clip_id].clip`, and how ids lead along it.

A path is a chain of steps from the song (or the application). `name` goes to a child; `name[argument]` picks one of a
list by an id of the message; `name[*]` goes to every one of a list. Ids are whole numbers from 0, `*` for every object
there is now, and for tracks also "master", "return_0", "return_A" and "selected".
"""
from __future__ import annotations

import re
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Sequence, Tuple

from ..closeness import Names
from ..errors import IndexOutOfRange, InvalidArgument, NoSuchObject, NothingThere
from .coerce import TYPES, read_number

EVERY = "*"
RETURN = "return_"


class Step(NamedTuple):
    """One step: the attribute to follow, and which one of a list: an argument's name, `*`, or nothing."""

    attribute: str
    which: Optional[str]


DIGITS = re.compile(r"[0-9]{1,9}\Z")
LETTERS = "ABCDEFGHIJKL"
STEP = re.compile(r"([a-z_][a-z_0-9]*)(?:\[([a-z_][a-z_0-9]*|\*)\])?\Z")


def read_path(text: str) -> Tuple[Step, ...]:
    """The steps of a path; raises `ValueError` for anything that is not one."""
    steps = []
    for part in text.split(".") if text else ():
        match = STEP.match(part)
        if not match:
            raise ValueError(f"{part!r} in the path {text!r} is not `name`, `name[argument]` or `name[*]`")
        steps.append(Step(match.group(1), match.group(2)))
    return tuple(steps)


def track_named(song: Any, name: str, argument: str) -> Any:
    """The track that a word names; raises `InvalidArgument` for a word that names none."""
    if name == "master":
        return song.master_track
    if name == "selected":
        return song.view.selected_track
    if name.startswith(RETURN):
        number = return_number(name[len(RETURN):])
        returns = song.return_tracks
        if number is not None and number < len(returns):
            return returns[number]
        if number is not None:
            raise IndexOutOfRange(argument, name, len(returns))
    raise InvalidArgument(f"{argument} must be a whole number from 0, \"master\", \"return_A\", \"return_0\", "
                          f"\"selected\" or \"*\", got {name!r}")


def return_number(which: str) -> Optional[int]:
    """The index of the return track "0" or "A" (Live's letters, of which there are twelve); None for anything else."""
    if DIGITS.match(which):
        return int(which)
    letter = LETTERS.find(which.upper()) if len(which) == 1 else -1
    return letter if letter >= 0 else None


def parameter_named(device: Any, name: str, argument: str) -> Any:
    """The first parameter of that name; raises `NoSuchObject` for a name that none has."""
    names = []
    for parameter in device.parameters:
        names.append(parameter.name)
        if names[-1] == name:
            return parameter
    close = Names(names).close_to(name)
    hint = "; did you mean " + " or ".join(repr(match) for match in close) + "?" if close else ""
    raise NoSuchObject(f"{argument} {name!r}: there is no parameter of that name{hint}")


def nested_steps(way: str) -> Iterator[Tuple[Step, int]]:
    """The steps of "0/2/1", a device inside a rack: device 0, its chain 2, there device 1."""
    for position, number in enumerate(way.split("/")):
        yield (DEVICE, CHAIN)[position % 2], int(number)


def device_nested(owner: Any, way: str, argument: str) -> Any:
    """The device inside racks that "0/2/1" means; raises `NoSuchObject` and `IndexOutOfRange`."""
    target = owner
    for step, number in nested_steps(way):
        objects = getattr(target, step.attribute, None)
        if objects is None:
            raise NoSuchObject(f"{argument} {way}: {target.name} is no rack")
        if number >= len(objects):
            raise IndexOutOfRange(f"{argument} {way}: {step.which}", number, len(objects))
        target = objects[number]
    return target


def name_device(device: Any) -> Any:
    """The id of a device on its track: its index, or "0/2/1" inside a rack; None for one that is gone."""
    names: List[str] = []
    child, owner = device, device.canonical_parent
    while True:
        place = "devices" if hasattr(owner, "devices") else "chains"
        index = index_of(getattr(owner, place), child)
        if index is None:
            return None
        names.insert(0, str(index))
        if hasattr(owner, "clip_slots"):
            return index if len(names) == 1 else "/".join(names)
        child, owner = owner, owner.canonical_parent


def track_of(device: Any) -> Any:
    """The track that a device is on, however deep inside racks."""
    owner = device.canonical_parent
    while not hasattr(owner, "clip_slots"):
        owner = owner.canonical_parent
    return owner


DEVICE, CHAIN = Step("devices", "device"), Step("chains", "chain")
NESTED = re.compile(r"[0-9]{1,9}(?:/[0-9]{1,9}/[0-9]{1,9})+\Z")
NAMED = {"tracks": track_named, "parameters": parameter_named, "devices": device_nested}


def name_track(song: Any, track: Any) -> Any:
    """The id under which a track is addressed: its index, "master" or "return_<n>"; None for one that is gone."""
    for index, candidate in enumerate(song.tracks):
        if candidate == track:
            return index
    if track == song.master_track:
        return "master"
    for index, candidate in enumerate(song.return_tracks):
        if candidate == track:
            return f"{RETURN}{index}"
    return None


def index_of(objects: Sequence[Any], wanted: Any) -> Optional[int]:
    """The position of a Live object in a list of them; each access makes a new wrapper, so only `==` tells."""
    for index, candidate in enumerate(objects):
        if candidate == wanted:
            return index
    return None


def read_id(value: Any, argument: str, step: Step) -> Any:
    """An id as it will be echoed: an int, `*`, or the name of a track; raises `InvalidArgument` otherwise."""
    if type(value) is int and value >= 0:
        return value
    if value == EVERY:
        return EVERY
    if isinstance(value, str) and step.attribute in NAMED:
        if step.attribute == "devices":
            if NESTED.match(value):
                return value
            if "/" in value:
                raise InvalidArgument(
                    f"{argument} must be a whole number or such as 0/2/1 (device, chain, device), got {value!r}")
        elif value and isinstance(read_number(value), str):
            return value
    number = TYPES[int].read(value, argument)
    if number < 0:
        raise InvalidArgument(f"{argument} must be a whole number from 0, got {number}")
    return number


def pick(owner: Any, step: Step, argument: str, value: Any) -> Any:
    """One object of a list; raises `IndexOutOfRange` naming the argument and how many there are."""
    if type(value) is str:
        return NAMED[step.attribute](owner, value, argument)
    objects = getattr(owner, step.attribute)
    if value >= len(objects):
        raise IndexOutOfRange(argument, value, len(objects))
    return objects[value]


def follow(target: Any, steps: Sequence[Step], values: Dict[str, Any]) -> Any:
    """The object at the end of a path without `[*]`; `values` holds the ids by argument name.

    Raises `IndexOutOfRange` for an id beyond a list and `NoSuchObject` where the path comes to nothing.
    """
    for step in steps:
        if step.which is None:
            target = getattr(target, step.attribute)
            if target is None:
                raise nothing_there(step, values)
        else:
            target = pick(target, step, step.which, values[step.which])
    return target


def nothing_there(step: Step, values: Dict[str, Any]) -> NothingThere:
    place = ", ".join(f"{name} {value}" for name, value in values.items())
    return NothingThere(f"{place}: there is no {step.attribute.replace('_', ' ')}" if place
                        else f"there is no {step.attribute.replace('_', ' ')}")


def expand(target: Any, steps: Sequence[Step], values: Dict[str, Any],
           several: bool = False) -> Iterator[Tuple[Dict[str, Any], Any]]:
    """Every object that a path with `*` among its ids reaches, with the ids that lead to it.

    Once a `*` is passed, places that are empty or beyond the end of a list are passed over: `/live/device/get/name * 2`
    asks the tracks that have a third device. Before it they raise as in `follow`.
    """
    if not steps:
        yield values, target
        return
    step, rest = steps[0], steps[1:]
    if step.which is None:
        child = getattr(target, step.attribute)
        if child is not None:
            yield from expand(child, rest, values, several)
        elif not several:
            raise nothing_there(step, values)
    elif values[step.which] == EVERY:
        for index, child in enumerate(list_of(target, step, several)):
            yield from expand(child, rest, dict(values, **{step.which: index}), True)
    else:
        try:
            child = pick(target, step, step.which, values[step.which])
        except (IndexOutOfRange, AttributeError, RuntimeError):
            if several:
                return
            raise
        yield from expand(child, rest, values, several)


def list_of(owner: Any, step: Step, several: bool) -> Sequence[Any]:
    """A list of objects; among several owners, none of one that has no such list: most devices have no chains."""
    try:
        objects: Sequence[Any] = getattr(owner, step.attribute)
    except (AttributeError, RuntimeError):
        if several:
            return ()
        raise
    return objects


def gather(target: Any, steps: Sequence[Step]) -> List[Any]:
    """What every object of a path with `[*]` holds, None where there is nothing: clip names, device types."""
    if not steps:
        return [target]
    step, rest = steps[0], steps[1:]
    children = getattr(target, step.attribute)
    if step.which is None:
        return [None] if children is None else gather(children, rest)
    return [value for child in children for value in gather(child, rest)]
