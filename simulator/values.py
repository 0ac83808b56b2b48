"""Live's value classes (MidiNote, RoutingType, BeatTime ...): data that Live hands over by value."""
from __future__ import annotations

from typing import Any, Callable, Dict, List, Optional, Tuple

from .conversion import Converter
from .errors import NOT_INSTANTIABLE, ArgumentError, Mismatch, call_refused, no_setter, property_refused

# Classes that compare by content. The others are equal only to themselves.
COMPARED_BY_CONTENT = frozenset({"RoutingType", "RoutingChannel", "BeatTime", "SmptTime", "WarpMarker",
                                 "ReferencePitch", "PitchClassAndOctave", "EnvelopeEventControlCoefficients"})


class Value:
    """What every value class inherits; `_fields` holds the content, by the names of the constructor and the fields."""

    __slots__ = ("_fields",)
    _fields: Dict[str, Any]
    _defaults: Dict[str, Any] = {}

    def __init__(self, *given: Any, **named: Any) -> None:
        raise RuntimeError(NOT_INSTANTIABLE)


class ComparedValue(Value):
    """A value that equals another one of the same content."""

    __slots__ = ()

    def __eq__(self, other: Any) -> bool:
        return type(other) is type(self) and bool(other._fields == self._fields)

    def __ne__(self, other: Any) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((type(self), tuple(sorted((name, repr(value)) for name, value in self._fields.items()))))


def fields(value: Any) -> Dict[str, Any]:
    """The content of a value object, also of one that scripts cannot read (MidiNoteSpecification)."""
    content: Dict[str, Any] = value._fields
    return content


def make_value(cls: Any, content: Dict[str, Any]) -> Any:
    """A value object of Live's own making; fields not named have the default of their type."""
    unknown = set(content).difference(cls._defaults)
    if unknown:
        raise TypeError("{} has no field {}".format(cls.__name__, ", ".join(sorted(unknown))))
    value = cls.__new__(cls)
    value._fields = dict(cls._defaults, **content)
    return value


def field_property(class_name: str, name: str, wrap: Optional[Callable[[Any], Any]], convert: Optional[Converter],
                   type_name: str, python: str) -> property:
    """The attribute of one field; without a converter it is read-only."""
    def get(self: Value) -> Any:
        value = self._fields[name]
        return value if wrap is None else wrap(value)

    def set_value(self: Value, value: Any) -> None:
        if convert is None:
            raise no_setter(class_name, name, python)
        try:
            self._fields[name] = convert(value)
        except Mismatch:
            raise property_refused(class_name, class_name, value, type_name) from None
    return property(get, set_value)


def constructor(class_name: str, arguments: List[Tuple[str, Converter, bool, Any]]) -> Callable[..., None]:
    """`__init__` of a constructible class; every argument can be given by position or by name."""
    names = [argument[0] for argument in arguments]
    required = {argument[0] for argument in arguments if argument[2]}

    def refused(self: Any, given: Tuple[Any, ...], named: Dict[str, Any]) -> ArgumentError:
        return call_refused(class_name, "__init__", (self,) + given + tuple(named.values()), ["_object*"] + names)

    def __init__(self: Any, *given: Any, **named: Any) -> None:
        if len(given) > len(names) or not set(named).issubset(names[len(given):]):
            raise refused(self, given, named)
        content = dict(zip(names, given), **named)
        if not required.issubset(content):
            raise refused(self, given, named)
        self._fields = dict(type(self)._defaults)
        try:
            for name, convert, _, default in arguments:
                self._fields[name] = convert(content[name]) if name in content else default
        except Mismatch:
            raise refused(self, given, named) from None
    return __init__
