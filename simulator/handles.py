"""Handles: the Python objects that a script holds for Live's objects, with exactly the members of live-api.json.

Every access checks, in this order: the thread, that the object lives, the types of what is given, the right to change
anything now (notification and undo rules). The closures are made once per Live version: reading a property costs
one comparison and one look-up.
"""
from __future__ import annotations

from threading import get_ident
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Tuple, Type

from . import listeners
from .classes import LiveObject
from .conversion import Converter, Converters, anything, function
from .errors import (
    NOT_INSTANTIABLE,
    Mismatch,
    call_refused,
    no_setter,
    object_deleted,
    property_refused,
)
from .methods import changes_document, make_method
from .ranges import make_check
from .schema import PROPERTY_CPP, ClassSchema, Property, Schema, load_newest
from .threads import Call, StrictTurns, present_thread, taking_turns
from .wrapping import Wrappers

if TYPE_CHECKING:
    from .schema import Method

# Scripts may set this inside a listener: Ableton's own appoint the device from one (live-runtime.md 1.5). The views,
# which are no part of the document, are taken too.
SET_IN_LISTENERS = frozenset({"Song.appointed_device"})
# Boost refuses None for these although reading may give None (live-api.json, Clip.groove).
NONE_REFUSED = frozenset({"Clip.groove"})


class Handle:
    """What all handles share: identity of the object behind them, not of the handle."""

    __slots__ = ("_object", "__weakref__")
    _object: LiveObject

    def __init__(self, *given: Any, **named: Any) -> None:
        raise RuntimeError(NOT_INSTANTIABLE)

    def __eq__(self, other: Any) -> bool:
        target = self._object
        if other is None:
            return target.thread == 0
        return isinstance(other, Handle) and other._object is target

    def __ne__(self, other: Any) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._object.live_ptr)

    def __bool__(self) -> bool:
        return self._object.thread != 0


def refuse_access(target: LiveObject) -> Exception:
    """The exception for touching an object that is dead, or from the wrong thread."""
    if target.thread == 0:
        return object_deleted(target.class_name, target.schema.handle)
    return target.simulator.turns.refusal(target.class_name)


def make_getter(name: str, read: Any, wrap: Any, current: Callable[[], int]) -> Callable[[Handle], Any]:
    """The getter of one property, in the shortest of four forms.

    read: the behaviour's get_ function, or None for the stored value. wrap: what makes the script's view, or None.
    current: the thread as objects know it (threads.py).
    """
    if read is None and wrap is None:
        def get_value(self: Handle) -> Any:
            target = self._object
            if target.thread != current():
                raise refuse_access(target)
            return target.values[name]
        return get_value
    if read is None and wrap is not None:
        def get_wrapped(self: Handle) -> Any:
            target = self._object
            if target.thread != current():
                raise refuse_access(target)
            return wrap(target.values[name])
        return get_wrapped
    if wrap is None and read is not None:
        def get_behaviour(self: Handle) -> Any:
            target = self._object
            if target.thread != current():
                raise refuse_access(target)
            return read(target)
        return get_behaviour

    def get_wrapped_behaviour(self: Handle) -> Any:
        target = self._object
        if target.thread != current():
            raise refuse_access(target)
        return wrap(read(target))
    return get_wrapped_behaviour


def make_setter(prop: Property, write: Callable[[LiveObject, Any], Any], convert: Converter, cpp: str,
                in_listeners: bool, current: Callable[[], int]) -> Callable[[Handle, Any], None]:
    """The setter of one writable property."""
    name = prop.name

    def set_value(self: Handle, value: Any) -> None:
        target = self._object
        if target.thread != current():
            raise refuse_access(target)
        try:
            converted = convert(value)
        except Mismatch:
            raise property_refused(target.class_name, target.schema.handle, value, cpp) from None
        simulator = target.simulator
        if simulator.refusal is not None and not in_listeners:
            raise RuntimeError(simulator.refusal)
        if simulator.rollback is not None:
            simulator.rollback.change(target, name)
        write(target, converted)
    return set_value


def make_refusing_setter(name: str, python: str, current: Callable[[], int]) -> Callable[[Handle, Any], None]:
    """The setter of one read-only property."""
    def set_value(self: Handle, value: Any) -> None:
        target = self._object
        if target.thread != current():
            raise refuse_access(target)
        raise no_setter(type(self).__name__, name, python)
    return set_value


def make_listener_methods(name: str, keyed: bool, current: Callable[[], int]) -> Dict[str, Callable[..., Any]]:
    """add_, remove_ and has_listener of one property or event; a keyed one takes a name before the callable.

    The signature takes any object (live-api.json), so what cannot listen is just not connected. That it cannot be added
    either, and is refused like a wrong type, is inferred.
    """
    count = 2 if keyed else 1

    def checked(self: Handle, method: str, given: Tuple[Any, ...],
                convert: Converter = anything) -> Tuple[LiveObject, Any, Any]:
        target = self._object
        if target.thread != current():
            raise refuse_access(target)
        try:
            if len(given) != count or keyed and not isinstance(given[0], str):
                raise Mismatch
            callback = convert(given[-1])
        except Mismatch:
            raise call_refused(target.class_name, method, (self,) + given,
                               [target.schema.handle] + ["TString"] * keyed + ["boost::python::api::object"]) from None
        return target, (name, given[0]) if keyed else name, callback

    add_name, remove_name, has_name = ("add_{}_listener".format(name), "remove_{}_listener".format(name),
                                       "{}_has_listener".format(name))

    def add(self: Handle, *given: Any) -> None:
        target, key, callback = checked(self, add_name, given, function)
        listeners.add(target.listeners, key, callback, target.simulator.running_host)

    def remove(self: Handle, *given: Any) -> None:
        target, key, callback = checked(self, remove_name, given)
        listeners.remove(target.listeners, key, callback)

    def has(self: Handle, *given: Any) -> bool:
        target, key, callback = checked(self, has_name, given)
        return listeners.find(target.listeners, key, callback) is not None

    methods = {add_name: add, remove_name: remove, has_name: has}
    for method_name, method in methods.items():
        method.__name__ = method.__qualname__ = method_name
    return methods


KEYED_EVENTS = frozenset({"is_view_visible"})


def turns_of_handle(handle: Handle) -> StrictTurns:
    """The turns of the simulator that a handle belongs to."""
    turns: StrictTurns = handle._object.simulator.turns
    return turns



class ClassBuilder:
    """Makes, for one version of Live, the LiveObject class and the handle class of every row of live-api.json."""

    def __init__(self, schema: Schema, converters: Converters, wrappers: Wrappers,
                 behaviours: Dict[str, List[type]], any_thread: bool) -> None:
        self.any_thread = any_thread
        self.current: Callable[[], int] = present_thread if any_thread else get_ident
        # Behaviour may store what this version does not show yet; handles have the members of this version only.
        self.newest = load_newest()
        self.behaviours = behaviours
        self.schema = schema
        self.converters = converters
        self.wrappers = wrappers
        self.objects: Dict[str, Type[LiveObject]] = {}
        self.handles: Dict[str, Type[Handle]] = {}

    def build(self) -> None:
        """Makes all classes."""
        for name in self.schema.classes:
            self.build_class(name)

    def build_class(self, name: str) -> None:
        """Makes one class, after the one that it inherits from."""
        row = self.schema.classes[name]
        if name in self.objects:
            return
        if row.inherits is not None:
            self.build_class(row.inherits)
        parent: Type[LiveObject] = self.objects[row.inherits] if row.inherits else LiveObject
        bases = self.without_redundant(self.behaviours.get(name, []), parent)
        made: Any = type(name.replace(".", ""), bases, {
            "class_name": row.module.rsplit(".", 1)[-1], "lineage": frozenset(self.schema.lineage(name)),
            "schema": row, "properties": self.newest.all_properties(name), "__module__": "simulator.classes"})
        self.objects[name] = made
        parent_handle: Type[Handle] = self.handles[row.inherits] if row.inherits else Handle
        self.handles[name] = type(row.module.rsplit(".", 1)[-1], (parent_handle,),
                                  self.members(row, made, parent, parent_handle))
        made.handle_class = self.handles[name]

    @staticmethod
    def without_redundant(mixins: List[type], parent: type) -> Tuple[type, ...]:
        """The bases of a class: its mixins, the last registered first, then the class it inherits from."""
        own = tuple(mixin for mixin in reversed(mixins) if not issubclass(parent, mixin))
        return own + (parent,)

    def members(self, row: ClassSchema, made: Type[LiveObject], parent: Type[LiveObject],
                parent_handle: Type[Handle]) -> Dict[str, Any]:
        """The body of a handle class: own members, and inherited ones that this class behaves differently for."""
        body: Dict[str, Any] = {"__slots__": (), "__module__": row.module.split(".")[1],
                                "__qualname__": row.module.rsplit(".", 1)[-1]}
        for prop in self.schema.all_properties(row.name).values():
            hooks = [hook + prop.name for hook in ("get_", "set_")]
            if prop.name in row.properties or any(getattr(made, hook, None) is not getattr(parent, hook, None)
                                                  for hook in hooks):
                body[prop.name] = self.make_property(row, prop, made)
            if prop.listenable and prop.name in row.properties:
                body.update(self.make_listener_methods(row, prop.name))
        for event in row.events:
            body.update(self.make_listener_methods(row, event))
        for method in self.schema.all_methods(row.name).values():
            hook = "call_" + method.name
            if method.name in row.methods or getattr(made, hook, None) is not getattr(parent, hook, None):
                body[method.name] = self.make_method(row, method, made)
        return body

    def make_property(self, row: ClassSchema, prop: Property, made: Type[LiveObject]) -> property:
        """The descriptor of one property."""
        full_name = "{}.{}".format(row.name, prop.name)
        refuse = make_refusing_setter(prop.name, self.schema.python, self.current)
        if prop.name == "_live_ptr":
            return property(self.in_turn(make_getter("_live_ptr", lambda target: target.live_ptr, None, self.current),
                                         full_name), refuse)
        getter = self.in_turn(make_getter(prop.name, getattr(made, "get_" + prop.name, None),
                                          self.wrappers.of_property(prop), self.current), full_name)
        if not prop.settable:
            return property(getter, refuse)
        if prop.kind == "property":
            convert = self.converters.find(prop.type)
            cpp = PROPERTY_CPP.get(prop.type, prop.type)
        else:
            suffix = "|None" if prop.optional and full_name not in NONE_REFUSED else ""
            convert = self.converters.find(prop.type + suffix)
            first = prop.type.split("|")[0]
            cpp = self.schema.classes[first].handle
        write = getattr(made, "set_" + prop.name, None) or self.make_store(prop)
        setter = make_setter(prop, write, convert, cpp, row.name.endswith(".View") or full_name in SET_IN_LISTENERS,
                             self.current)
        return property(getter, self.in_turn(setter, full_name, True))

    def in_turn(self, access: Call, what: str, changes: bool = False) -> Call:
        """The access itself where objects belong to one thread, and otherwise one that waits for its turn."""
        return taking_turns(access, what, turns_of_handle, changes) if self.any_thread else access

    def make_listener_methods(self, row: ClassSchema, name: str) -> Dict[str, Callable[..., Any]]:
        """add_, remove_ and has_listener of one property or event."""
        methods = make_listener_methods(name, name in KEYED_EVENTS, self.current)
        return {method_name: self.in_turn(method, "{}.{}".format(row.name, method_name))
                for method_name, method in methods.items()}

    def make_store(self, prop: Property) -> Callable[[LiveObject, Any], Any]:
        """What a setter does that has no behaviour: check Live's range, store, notify."""
        name = prop.name
        check = make_check(prop, self.schema.enums)
        ignores_none = prop.kind == "property" and prop.optional

        def store(target: LiveObject, value: Any) -> None:
            if value is None and ignores_none:
                return
            if check is not None:
                check(value)
            target.store(name, value)
        return store

    def make_method(self, row: ClassSchema, method: "Method", made: Type[LiveObject]) -> Callable[..., Any]:
        """The function of one method."""
        function = make_method(row, method, getattr(made, "call_" + method.name, None),
                               [self.converters.find(argument.type, argument.cpp) for argument in method.arguments],
                               self.wrappers.of_return(method.returns), self.wrappers.default_return(method.returns),
                               refuse_access, self.current)
        return self.in_turn(function, "{}.{}".format(row.name, method.name), changes_document(row.name, method.name))
