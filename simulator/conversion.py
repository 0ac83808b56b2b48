"""Converters of arguments and setter values, as strict as Live's own (live-api.json, section converters).

A converter takes the script's value and returns what behaviour gets, or raises Mismatch (which becomes an
ArgumentError), or the error that Live's C++ side raises by itself (OverflowError, TypeError from inside an iterable).
"""
from __future__ import annotations

import re
from typing import Any, Callable, Dict, FrozenSet, List, Optional

from .errors import Mismatch

Converter = Callable[[Any], Any]

# Ranges of the C++ integer types that appear in signatures.
INTEGER_LIMITS = {"int": (-2 ** 31, 2 ** 31 - 1), "unsigned int": (0, 2 ** 32 - 1)}
NO_CONVERTER = "No registered converter was able to produce a C++ rvalue of type {} from this Python object of type {}"


def integer(cpp: str = "int") -> Converter:
    """int, bool and enum members within the limits of the C++ type; never a float."""
    low, high = INTEGER_LIMITS.get(cpp, INTEGER_LIMITS["int"])

    def convert(value: Any) -> int:
        if not isinstance(value, int):
            raise Mismatch
        number = int(value)
        if number > high:
            raise OverflowError("bad numeric conversion: positive overflow")
        if number < low:
            raise OverflowError("bad numeric conversion: negative overflow")
        return number
    return convert


def boolean(value: Any) -> bool:
    """bool, int and None (False); never a float or a string."""
    if value is None:
        return False
    if isinstance(value, int):
        return bool(value)
    raise Mismatch


def floating(value: Any) -> float:
    """float, int and bool."""
    if isinstance(value, (float, int)):
        return float(value)
    raise Mismatch


def string(value: Any) -> str:
    """str only."""
    if isinstance(value, str):
        return str(value)
    raise Mismatch


def standard_string(value: Any) -> str:
    """str, or bytes where the C++ type is std::string."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    return string(value)


def anything(value: Any) -> Any:
    """Whatever it is."""
    return value


def function(value: Any) -> Any:
    """Anything callable."""
    if callable(value):
        return value
    raise Mismatch


def live_object(names: FrozenSet[str]) -> Converter:
    """A living handle of one of these classes, or of a class derived from one; behaviour gets the LiveObject."""
    def convert(value: Any) -> Any:
        target = getattr(value, "_object", None)
        if target is None or target.thread == 0 or names.isdisjoint(target.lineage):
            raise Mismatch
        return target
    return convert


def value_object(get_class: Callable[[], type]) -> Converter:
    """An instance of one value class."""
    def convert(value: Any) -> Any:
        if not isinstance(value, get_class()):
            raise Mismatch
        return value
    return convert


def member_of(enum: Any) -> Converter:
    """A member of one enum, as its number; plain numbers are refused."""
    def convert(value: Any) -> int:
        if not isinstance(value, enum):
            raise Mismatch
        return int(value)
    return convert


def optional(convert: Converter) -> Converter:
    """None, or what the inner converter takes."""
    def convert_optional(value: Any) -> Any:
        return None if value is None else convert(value)
    return convert_optional


def extracted(convert: Converter, cpp: str) -> Converter:
    """For C++ arguments of type `object`: the signature takes anything, extraction refuses with a plain TypeError."""
    def convert_extracted(value: Any) -> Any:
        try:
            return convert(value)
        except Mismatch:
            raise TypeError(NO_CONVERTER.format(cpp, type(value).__name__)) from None
    return convert_extracted


def iterable(convert: Converter, cpp: str) -> Converter:
    """Any iterable of what the inner converter takes, as a list."""
    element = extracted(convert, cpp)

    def convert_iterable(value: Any) -> List[Any]:
        return [element(item) for item in value]
    return convert_iterable


NOTE_FIELDS = (integer(), floating, floating, floating, boolean)


def note_tuple(value: Any) -> Any:
    """A legacy note: (pitch, time, duration, velocity, mute)."""
    if not isinstance(value, tuple) or len(value) != len(NOTE_FIELDS):
        raise Mismatch
    return tuple(convert(part) for convert, part in zip(NOTE_FIELDS, value))


def note_tuples(value: Any) -> List[Any]:
    """A tuple of legacy notes."""
    if not isinstance(value, tuple):
        raise Mismatch
    element = extracted(note_tuple, "tuple")
    return [element(item) for item in value]


def tuple_of(convert: Converter) -> Converter:
    """A tuple whose items the inner converter takes."""
    def convert_tuple(value: Any) -> Any:
        if not isinstance(value, tuple):
            raise Mismatch
        return tuple(convert(item) for item in value)
    return convert_tuple


SCALARS: Dict[str, Converter] = {
    "bool": boolean, "float": floating, "str": string, "Any": anything, "object": anything, "Callable": function,
    "tuple": tuple_of(anything), "tuple[Any, ...]": tuple_of(anything),
    "tuple[int, ...]": tuple_of(integer()), "tuple[tuple[int, float, float, float, bool], ...]": note_tuples,
}


class Converters:
    """Makes the converter of each type that live-api.json names."""

    def __init__(self, class_names: FrozenSet[str], enums: Dict[str, type], value_names: FrozenSet[str],
                 values: Dict[str, type], vectors: Dict[str, type]) -> None:
        self.class_names = class_names
        self.enums = enums
        self.value_names = value_names
        self.values = values
        self.vectors = vectors

    def find(self, type_name: str, cpp: Optional[str] = None, strict_enum: bool = False) -> Converter:
        """The converter of a type.

        strict_enum: only a member of the enum is taken, as where the C++ argument is the enum itself.
        """
        if type_name == "int":
            return integer(cpp or "int")
        if type_name == "str" and cpp == "std::string":
            return standard_string
        if type_name in SCALARS:
            return SCALARS[type_name]
        if type_name.startswith("tuple:"):
            return tuple_of(self.find(type_name[len("tuple:"):]))
        if type_name.startswith("list:"):
            return tuple_of(self.find(type_name[len("list:"):]))
        if type_name.startswith("object:"):
            return self.find(type_name[len("object:"):])
        if type_name.startswith("enum:"):
            return integer()
        if type_name.startswith("Iterable["):
            inner = type_name[len("Iterable["):-1]
            return iterable(self.find(inner), inner)
        if type_name.startswith("list["):
            inner = type_name[len("list["):-1]
            return iterable(self.find(inner), inner)
        alternatives = re.split(r"\s*\|\s*", type_name)
        if "None" in alternatives:
            inner = "|".join(part for part in alternatives if part != "None")
            convert = optional(self.find(inner))
            return extracted(convert, inner) if cpp == "object" else convert
        if self.class_names.issuperset(alternatives):
            return live_object(frozenset(alternatives))
        return self.find_special(type_name, cpp, strict_enum)

    def find_special(self, type_name: str, cpp: Optional[str], strict_enum: bool) -> Converter:
        """The converter of a value class, vector or enum."""
        if type_name in self.value_names:
            convert = value_object(lambda: self.values[type_name])
            return extracted(convert, type_name) if cpp == "object" else convert
        if type_name in self.vectors:
            is_vector = value_object(lambda: self.vectors[type_name])
            return lambda value: list(is_vector(value)._items)
        for name, enum in self.enums.items():
            if name.rsplit(".", 1)[-1] == type_name:
                return member_of(enum) if strict_enum else integer()
        raise LookupError("no converter for {}".format(type_name))
