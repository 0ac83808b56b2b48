"""OSC patterns in the place of ids: the objects that there are now whose ids they match.

A track has its index for an id, the main track "master", a return track "return_0". `*` is no such pattern but the word
for all tracks, also those to come.
"""
from __future__ import annotations

from typing import Any, Iterator, List, Optional, Tuple

from ..errors import PASSED_OVER, NoSuchObject
from ..osc.pattern import Segment
from .path import EVERY, RETURN, Step, expand
from .route import PropertyRoute, Route

TRACKS = "tracks"
MASTER = "master"


def ids_matched(route: Route, ids: Tuple[Any, ...]) -> List[Tuple[Any, ...]]:
    """The ids with each pattern replaced by what it matches, once for each; raises `NoSuchObject` if it is nothing."""
    if not any(isinstance(one, Segment) for one in ids):
        return [ids]
    refusals: List[Exception] = []
    found = list(replace_patterns(route, ids, refusals))
    if not found:
        if refusals:
            raise refusals[0]
        named = zip(names_of(route), ids)
        patterns = ", ".join(f"{name} {one.text}" for name, one in named if isinstance(one, Segment))
        raise NoSuchObject(f"{patterns}: there is none that matches")
    return found


def names_of(route: Route) -> List[str]:
    return list(route.ids) + [argument.name for argument in getattr(route.row, "arguments", ())
                              if getattr(argument, "picks", False)]


def replace_patterns(route: Route, ids: Tuple[Any, ...], refusals: List[Exception]) -> Iterator[Tuple[Any, ...]]:
    """As `ids_matched`; `refusals` gets what the objects say that have no such list."""
    position = next((position for position, one in enumerate(ids) if isinstance(one, Segment)), None)
    if position is None:
        yield ids
        return
    try:
        candidates = candidates_for(route, ids, position)
    except PASSED_OVER as error:
        refusals.append(error)
        return
    for candidate in candidates:
        if ids[position].matches(str(candidate)):
            yield from replace_patterns(route, ids[:position] + (candidate,) + ids[position + 1:], refusals)


def candidates_for(route: Route, ids: Tuple[Any, ...], position: int) -> List[Any]:
    """Every id that there is in one place, with the ids before it as they are."""
    name = names_of(route)[position]
    steps: List[Step] = []
    for step in route.handler.steps + (route.row.steps if isinstance(route, PropertyRoute) else ()):
        steps.append(step)
        if step.which == name:
            break
    values = dict(zip(names_of(route), ids[:position] + (EVERY,)))
    found = list(dict.fromkeys(one[name] for one, _ in expand(route.handler.origin, steps, values)))
    if steps[-1].attribute == TRACKS:
        found += [MASTER] + [f"{RETURN}{index}" for index in range(len(route.handler.song.return_tracks))]
    return found


def read_segment(text: str) -> Optional[Segment]:
    """The pattern that a part of an address is; None for one that is no pattern."""
    try:
        return Segment(text)
    except ValueError:
        return None
