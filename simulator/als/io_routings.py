"""Inputs and outputs of Max devices: what each is routed to, whose place in a Set of Live's is not known."""
from __future__ import annotations

from functools import partial
from typing import Any, Dict, List

from ..behaviour.max_device import LISTS, NO_EXTERNAL
from .context import Reading
from .places import object_at, place_of
from .routing import make_room


def read_io_routings(device: Any, rows: Any, reading: Reading) -> None:
    """Routes the inputs and outputs of a Max device when all tracks are there."""
    for name in LISTS:
        for bus, row in zip(device.values[name], rows[name]):
            kind, place, channel, no_external = row
            if not isinstance(kind, str) or not isinstance(channel, str) or type(no_external) is not bool:
                raise ValueError("{!r} is no routing".format(row))
            reading.last.append(partial(route, bus, row, reading))


def route(bus: Any, row: List[Any], reading: Reading) -> None:
    """Gives an input or output its source or target; what is not on offer is reported."""
    kind, place, channel, no_external = row
    bus.values[NO_EXTERNAL] = no_external
    try:
        choice = (kind, object_at(bus.song, place, "Track"))
        if choice not in bus.choices():
            raise ValueError("{} is not on offer".format(kind))
    except ValueError as error:
        reading.report.note("A routing of a Max device is not understood: {}".format(error))
        return
    make_room(bus.song, kind, channel)
    bus.values.update(routing_choice=choice, routing_channel_name=channel)
    if channel != bus.routing_channel().display_name:
        reading.report.note("A routing of a Max device is not understood: there is no channel {}".format(channel))


def write_io_routings(device: Any) -> Dict[str, List[Any]]:
    """See read_io_routings."""
    return {name: [told(bus) for bus in device.values[name]] for name in LISTS}


def told(bus: Any) -> List[Any]:
    """One input or output."""
    kind, track = bus.choice()
    return [kind, None if track is None else place_of(track), bus.routing_channel().display_name,
            bus.values[NO_EXTERNAL]]
