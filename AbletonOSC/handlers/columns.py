"""Properties by name, as bulk questions ask for them of many objects: `clip.length`, `parameter.value`."""

from __future__ import annotations

from typing import Any, Callable, Dict, Tuple

from ..errors import InvalidArgument
from ..lom.route import read_value
from ..lom.spec import Property
from .device import DeviceHandler

Values = Tuple[Any, ...]
FRONT = "parameter/"


def read_or_nil(handler: Any, row: Property, target: Any) -> Values:
    """The value of one of many; nil where Live refuses it for this object, at no cost to the answers of the others."""
    try:
        return read_value(handler, row, target, ())
    except RuntimeError:
        return (None,)


def row_named(handler: Any, kind: str, property_name: str, asked: str) -> Property:
    """The row that a name means; raises `InvalidArgument` for one that cannot be read of an object by itself."""
    row = handler.by_name().get(property_name)
    if row is None or row.arguments:
        raise InvalidArgument(f"property {asked!r}: a {kind.replace('_', ' ')} has no {property_name!r} to be read")
    found: Property = row
    return found


def parameter_fields() -> Dict[str, Callable[[Any], Any]]:
    """What can be asked of each of many parameters, and how it is read: the rows of devices about one parameter."""
    fields = {row.name[len(FRONT):]: reader_of(row) for row in DeviceHandler.properties
              if row.name.startswith(FRONT) and row.get is None and not row.width}
    fields["value_string"] = lambda parameter: str(parameter.str_for_value(parameter.value))
    return fields


def reader_of(row: Property) -> Callable[[Any], Any]:
    def read(parameter: Any) -> Any:
        try:
            return row.type.send(getattr(parameter, row.attribute))
        except RuntimeError:
            # The default of a parameter that takes steps, for one.
            return None
    return read


def parameter_field(name: str, asked: str) -> Callable[[Any], Any]:
    """How one field of a parameter is read; raises `InvalidArgument` saying which there are."""
    fields = parameter_fields()
    if name not in fields:
        raise InvalidArgument(f"property {asked!r}: a parameter has {', '.join(fields)}")
    return fields[name]
