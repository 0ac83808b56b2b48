"""All classes of one version of Live, made once: enums, value classes, vectors, objects and their handles."""
from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple

from . import control_surface_proxy
from .classes import BEHAVIOURS
from .conversion import Converter, Converters
from .enums import make_enum
from .errors import Mismatch, call_refused
from .handles import ClassBuilder
from .methods import convert_all
from .midi_feedback import RULE_DEFAULTS
from .ranges import first_allowed
from .schema import Method, Property, Schema, exists_in, load, read_methods
from .values import COMPARED_BY_CONTENT, ComparedValue, Value, constructor, field_property, make_value
from .vectors import make_vector_classes
from .wrapping import Wrappers, wrap_object

ZEROS: Dict[str, Any] = {"bool": False, "int": 0, "float": 0.0, "str": "", "object|None": None}
# Value classes with behaviour of their own elsewhere in the simulator.
MADE_BY_HAND = frozenset({"Timer", "ListenerHandle"})


class LiveTypes:
    """The classes of one version of Live, and the defaults of their values.

    any_thread: whether objects may be touched from any thread, in turns (threads.py).
    """

    def __init__(self, live_version: str, behaviours: Dict[str, List[type]], any_thread: bool = False) -> None:
        self.schema: Schema = load(live_version)
        self.enums = {name: make_enum(name, members) for name, members in self.schema.enums.items()}
        self.values: Dict[str, type] = {}
        self.vectors = make_vector_classes(self.schema.vectors)
        class_names = frozenset(self.schema.document["classes"])
        self.converters = Converters(class_names, self.enums, frozenset(self.schema.document["value_classes"]),
                                     self.values, self.vectors)
        self.wrappers = Wrappers(self.schema, self.enums, self.vectors)
        for name, row in self.schema.values.items():
            if name not in MADE_BY_HAND:
                self.values[name] = self.make_value_class(name, row)
        for name, value_class in self.values.items():
            value_class.__dict__["_defaults"].update(self.value_defaults(self.schema.values[name]),
                                                     **RULE_DEFAULTS.get(name, {}))
        builder = ClassBuilder(self.schema, self.converters, self.wrappers, behaviours, any_thread)
        builder.build()
        self.objects = builder.objects
        self.handles = builder.handles
        # What the packages `Live` of this version's simulators have in common; live_module.py makes it.
        self.package: Any = None

    def make_value_class(self, name: str, row: Dict[str, Any]) -> type:
        """The class of one row of value_classes."""
        arguments: List[Tuple[str, Converter, bool, Any]] = []
        if row["constructible"]:
            arguments = [(entry["name"], self.converters.find(entry["type"]), "default" not in entry,
                          entry.get("default")) for entry in row["constructors"][0]]
        body: Dict[str, Any] = {"__slots__": (), "_defaults": {}, "__module__": row["module"].split(".")[1],
                                "__qualname__": name}
        body.update(row.get("constants", {}))
        for field, entry in row["fields"].items():
            convert = self.converters.find(entry["type"]) if entry["set"] else None
            body[field] = field_property(name, field, self.wrappers.of_type(entry["type"]), convert, entry["type"],
                                         self.schema.python)
        for method in read_methods(row.get("methods", {}), self.schema.document["enums"], self.schema.version).values():
            body[method.name] = self.make_value_method(name, method)
        for event in row.get("listenable", ()):
            body.update(control_surface_proxy.listener_methods(name, event))
        if row["constructible"]:
            body["__init__"] = constructor(name, arguments)
        return type(name, (ComparedValue if name in COMPARED_BY_CONTENT else Value,), body)

    def value_defaults(self, row: Dict[str, Any]) -> Dict[str, Any]:
        """The content of a value object that was given none."""
        types = {entry["name"]: entry["type"] for entry in (row["constructors"][0] if row["constructible"] else ())}
        types.update((field, entry["type"]) for field, entry in row["fields"].items())
        return {field: self.zero(type_name) for field, type_name in types.items()}

    def make_value_method(self, class_name: str, method: Method) -> Any:
        """A method of a value class: checks its arguments; without behaviour it returns the default of its type."""
        behaviour = control_surface_proxy.BEHAVIOUR if class_name == control_surface_proxy.CLASS_NAME else {}
        call = behaviour.get(method.name)
        converters = [self.converters.find(argument.type, argument.cpp) for argument in method.arguments]
        default = self.wrappers.default_return(method.returns)
        wrap = self.wrappers.of_return(method.returns)

        def call_method(value: Any, *given: Any, **named: Any) -> Any:
            try:
                converted = convert_all(method.arguments, converters, given, named)
            except Mismatch:
                raise call_refused(class_name, method.name, (value,) + given + tuple(named.values()),
                                   [class_name] + [argument.cpp for argument in method.arguments]) from None
            hardware = value._fields.get(control_surface_proxy.HARDWARE)
            result = default(self) if call is None or hardware is None else call(hardware, *converted)
            return result if wrap is None else wrap(result)
        call_method.__name__ = method.name
        return call_method

    def value(self, class_name: str, content: Optional[Dict[str, Any]] = None) -> Any:
        """A value object of Live's own making."""
        return make_value(self.values[class_name], content or {})

    def zero(self, type_name: str) -> Any:
        """The default of a type of live-api.json."""
        if type_name in ZEROS:
            return ZEROS[type_name]
        if type_name.startswith("enum:"):
            return min(self.schema.document["enums"][type_name[len("enum:"):]].values())
        if type_name.startswith(("list:", "tuple:")):
            return ()
        name = type_name.replace("object:", "")
        return self.value(name) if name in self.values else None

    def default(self, prop: Property) -> Any:
        """What a property holds that was never stored."""
        row = prop.row
        if prop.kind == "children":
            return []
        if prop.kind == "child":
            return None
        if "default" in row:
            return row["default"]
        if "values" in row:
            return tuple(row["values"])
        zero = None if prop.optional else self.zero(prop.type)
        lowest = first_allowed(row)
        if lowest is not None and isinstance(zero, (int, float)) and not isinstance(zero, bool) and lowest > 0:
            return type(zero)(lowest)
        return zero

    def wrap(self, live_object: Any) -> Any:
        """A handle for a LiveObject."""
        return wrap_object(live_object)

    def has(self, since: Optional[str]) -> bool:
        """Whether this version has what arrived with `since`."""
        return exists_in(since, self.schema.version)


_made: Dict[Tuple[str, bool], LiveTypes] = {}


def types_of(live_version: str, any_thread: bool = False) -> LiveTypes:
    """The classes of that version, whose objects any thread may touch or only the main thread; made on first use."""
    key = (live_version, any_thread)
    if key not in _made:
        _made[key] = LiveTypes(live_version, BEHAVIOURS, any_thread)
    return _made[key]
