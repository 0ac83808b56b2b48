"""What scripts get to see of a result: handles for LiveObjects, vectors for lists, members for enum numbers."""
from __future__ import annotations

from typing import Any, Callable, Dict, Optional

from .classes import LiveObject
from .schema import Property, Schema
from .vectors import make_vector

Wrap = Optional[Callable[[Any], Any]]

# The vector of each element type; lists of Live objects come as Base.Vector.
VECTOR_OF = {"str": "StringVector", "int": "IntVector", "float": "FloatVector",
             "DeviceParameter": "ATimeableValueVector", "ControlSurface": "ObjectVector"}
NOTHING: Dict[str, Any] = {"None": None, "int": 0, "float": 0.0, "str": "", "bool": False, "Any": None, "dict": {}}


def wrap_object(target: Any) -> Any:
    """A new handle for a LiveObject; None for None and for one that has died."""
    if target is None or target.thread == 0:
        return None
    cls = target.handle_class
    handle = cls.__new__(cls)
    handle._object = target
    return handle


class Wrappers:
    """Finds how results of each type of live-api.json are wrapped."""

    def __init__(self, schema: Schema, enums: Dict[str, type], vectors: Dict[str, type]) -> None:
        self.schema = schema
        self.enums = enums
        self.vectors = vectors

    def of_property(self, prop: Property) -> Wrap:
        """The wrapping of a property's value."""
        if prop.kind == "child":
            return wrap_object
        if prop.kind == "children":
            return self.vector_of(prop.type)
        return self.of_type(prop.type)

    def of_type(self, type_name: str) -> Wrap:
        """The wrapping of a property type."""
        if type_name.startswith("list:"):
            return self.vector_of(type_name[len("list:"):])
        if type_name.startswith("tuple:"):
            return tuple
        if type_name.startswith("enum:"):
            return self.enums[type_name[len("enum:"):]]
        if type_name == "object|None":
            return lambda value: wrap_object(value) if isinstance(value, LiveObject) else value
        return None

    def vector_of(self, element: str) -> Wrap:
        """The wrapping of a list."""
        vector = self.vectors[VECTOR_OF.get(element, element + "Vector" if element + "Vector" in self.vectors
                                            else "Vector")]
        enum = self.find_enum(element)
        if enum is not None:
            inner: Wrap = enum
        elif element in self.schema.document["value_classes"] or element in VECTOR_OF and element != "DeviceParameter":
            inner = None
        else:
            inner = wrap_object
        return lambda items: make_vector(vector, items, inner)

    def find_enum(self, short_name: str) -> Optional[type]:
        """The enum that goes by the last part of its name."""
        for name, enum in self.enums.items():
            if name.rsplit(".", 1)[-1] == short_name:
                return enum
        return None

    def of_return(self, type_name: str) -> Wrap:
        """The wrapping of a method's result."""
        if type_name in self.vectors:
            vector = self.vectors[type_name]
            return lambda items: make_vector(vector, items, None)
        if type_name.startswith("tuple["):
            return tuple
        if type_name.startswith("list["):
            return list
        name = type_name.replace("|None", "")
        if name in self.schema.document["classes"]:
            return wrap_object
        return self.find_enum(name)

    def default_return(self, type_name: str) -> Callable[[Any], Any]:
        """What a method without behaviour returns, given the simulator."""
        if type_name in NOTHING:
            value = NOTHING[type_name]
            return lambda simulator: value
        if type_name in self.vectors or type_name.startswith(("tuple[", "list[")):
            return lambda simulator: ()
        if type_name in self.schema.values:
            return lambda simulator: simulator.value(type_name)
        if self.find_enum(type_name) is not None:
            return lambda simulator: 0
        return lambda simulator: None
