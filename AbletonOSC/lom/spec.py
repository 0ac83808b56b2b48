"""The vocabulary of the handlers' tables: what a Live class has, said as rows.

A row is checked when it is declared: a range on a string, a setter on a read-only row, an argument without a place in
the path are refused with the row's name. From rows alone come addresses, coercion, listeners, documentation and
completion.
"""
from __future__ import annotations

import re
from collections import Counter
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Sequence, Tuple, TypeVar, Union

from .coerce import TYPES, Choice, Count, Enumeration, ListOf, Names, ValueType, value_type
from .path import EVERY, Step, read_path

__all__ = ["Choice", "Count", "Enumeration", "Names", "POLLED", "REQUIRED", "Argument", "Handler", "ListOf", "Method",
           "Property", "Repeat", "arg", "call", "command", "repeat", "ro", "rw"]

MAXIMUM_DOCUMENTATION = 70
NAME = re.compile(r"([a-z0-9_]+(/[a-z0-9_]+)*)?\Z")
REQUIRED = object()
POLLED = "polled"
Declared = Union[type, ValueType]
"""The type of a value or an argument as a row says it: `int`, `float`, `bool`, `str`, `object` or one of coerce.py."""


class Argument(NamedTuple):
    """One argument of a message: its name, type, what it is, its limits, and the value taken when it is left out."""

    name: str
    type: ValueType
    documentation: str
    minimum: Optional[float]
    maximum: Optional[float]
    default: Any
    picks: bool = False         # it picks one of a list on the way to the value, as an id does: `*` stands for all
    index_of: str = ""          # the list of the object that it is an index of; if it may be -1, a place to insert at
    together: bool = False      # it is left out with all others that say so, or not at all

    @property
    def required(self) -> bool:
        return self.default is REQUIRED


class Repeat(NamedTuple):
    """Arguments that come in groups until the message ends; the method gets a list of tuples, of values if one each."""

    arguments: Tuple[Argument, ...]


AnyArgument = Union[Argument, Repeat]
Given = TypeVar("Given", bound=AnyArgument)
Action = TypeVar("Action", bound=Callable[..., Any])


class Property(NamedTuple):
    """A value that can be read, and perhaps written and listened to."""

    name: str
    type: ValueType
    documentation: str
    minimum: Optional[float]
    maximum: Optional[float]
    steps: Tuple[Step, ...]     # to the object that owns the value, from the handler's object
    attribute: str              # the owner's attribute that holds the value
    several: bool               # the path has a `[*]`: the value is a list
    arguments: Tuple[Argument, ...]
    writable: bool
    listen: Union[bool, str]    # True, False, POLLED, or the name of the attribute of the owner whose listener tells
    nil: bool                   # nil, not an error, where Live refuses to read it
    get: Optional[str]          # the handler's method that reads it, where a path cannot say how
    set: Optional[str]
    with_rows: Tuple[str, ...]  # rows whose value is pushed after this one
    of: Tuple[str, ...] = ()    # the classes of Live whose objects have it, where not all of the handler's do
    uses: Tuple[str, ...] = ()  # members of Live that its methods of the handler touch, beside the path
    names_place: bool = False   # the value says where something is: it changes when other things are moved, unreported

    @property
    def is_polled(self) -> bool:
        """Whether the script itself looks for changes while somebody listens."""
        return self.listen == POLLED or (self.names_place and self.observable)

    @property
    def observable(self) -> bool:
        return self.listen is not False

    @property
    def width(self) -> int:
        """How many values each entry of its list has; 0 where the value is no list."""
        return self.type.width or int(self.several)


class Method(NamedTuple):
    """Something that can be done, or asked with arguments; `action` is a method of the handler, or `live` of Live."""

    name: str
    documentation: str
    arguments: Tuple[AnyArgument, ...]
    replies: Tuple[str, ...]
    action: Optional[str]
    live: Optional[Tuple[Tuple[Step, ...], str]]
    ids: bool                   # False: it does not take the handler's ids
    of: Tuple[str, ...] = ()    # as for a property
    uses: Tuple[str, ...] = ()  # members of Live that the action touches; the row's own name goes without saying


USED = re.compile(r"([A-Z]\w*(\.View)?\.)?[a-z]\w*\??\Z")


def check_names(name: str, of: Sequence[str], uses: Sequence[str]) -> Tuple[Tuple[str, ...], Tuple[str, ...]]:
    """The classes and the members that a row names.

    Each member as `name` or `Class.name`, with `?` where Live may lack it.
    """
    for one in of:
        if not one.isidentifier():
            raise ValueError(f"{name}: {one!r} is no class of Live")
    for one in uses:
        if not USED.match(one):
            raise ValueError(f"{name}: {one!r} is not `member` or `Class.member`")
    return tuple(of), tuple(uses)


def describe(name: str, documentation: str) -> str:
    if not NAME.match(name):
        raise ValueError(f"{name}: a name is made of small letters, digits and _, in parts with / between them")
    if not documentation or not documentation.endswith(".") or len(documentation) > MAXIMUM_DOCUMENTATION:
        raise ValueError(f"{name}: the documentation must be a phrase of at most {MAXIMUM_DOCUMENTATION} characters "
                         f"that ends with a full stop, got {documentation!r}")
    return documentation


def check_limits(name: str, kind: ValueType, minimum: Optional[float], maximum: Optional[float]) -> None:
    if (minimum is not None or maximum is not None) and kind not in (TYPES[int], TYPES[float]):
        raise ValueError(f"{name}: only a number can have a range, not a {kind.name}")
    if minimum is not None and maximum is not None and minimum > maximum:
        raise ValueError(f"{name}: the range {minimum}..{maximum} is empty")


def type_of(name: str, declared: Declared) -> ValueType:
    try:
        return value_type(declared)
    except TypeError as error:
        raise TypeError(f"{name}: {error}")


def check_order(name: str, arguments: Sequence[Given]) -> Tuple[Given, ...]:
    """The arguments of a row, if a message can be read from left to right with them."""
    names: List[str] = []
    optional = False
    for position, argument in enumerate(arguments):
        if isinstance(argument, Repeat):
            if position + 1 < len(arguments):
                raise ValueError(f"{name}: nothing can follow repeated arguments")
            names += [repeated.name for repeated in argument.arguments]
            continue
        if optional and argument.required:
            raise ValueError(f"{name}: {argument.name} is required, but comes after an argument that may be left out")
        optional = not argument.required
        names.append(argument.name)
    for one in names:
        if names.count(one) > 1:
            raise ValueError(f"{name}: two arguments are called {one}")
    return tuple(arguments)


def arg(name: str, declared: Declared, documentation: str = "", minimum: Optional[float] = None,
        maximum: Optional[float] = None, default: Any = REQUIRED, index_of: str = "",
        together: bool = False) -> Argument:
    """An argument of a method, or one that a property needs beside the ids (a send, a parameter).

    `index_of` names the list of the object whose length limits it: Live itself does not say how many there are.
    `together`: it may be left out, but only with all the others of the row that say so.
    """
    kind = type_of(name, declared)
    check_limits(name, kind, minimum, maximum)
    if default is not REQUIRED and default is not None and not (
            (minimum is None or default >= minimum) and (maximum is None or default <= maximum)):
        raise ValueError(f"{name}: the default {default} is outside {minimum}..{maximum}")
    if together and default is REQUIRED:
        default = None
    return Argument(name, kind, documentation, minimum, maximum, default, index_of=index_of, together=together)


def repeat(*arguments: Argument) -> Repeat:
    """Arguments that may come any number of times, at the end of a message."""
    if not arguments:
        raise ValueError("repeat() needs the arguments that are repeated")
    for argument in arguments:
        if not argument.required:
            raise ValueError(f"{argument.name}: a repeated argument cannot be left out")
    return Repeat(arguments)


def path_of(name: str, path: str) -> Tuple[Step, ...]:
    try:
        return read_path(path)
    except ValueError as error:
        raise ValueError(f"{name}: {error}")


def property_row(name: str, declared: Declared, documentation: str, minimum: Optional[float], maximum: Optional[float],
                 path: Optional[str], args: Sequence[Argument], writable: bool, listen: Union[bool, str], nil: bool,
                 get: Optional[str], set: Optional[str], with_rows: Sequence[str], of: Sequence[str],
                 uses: Sequence[str], names_place: bool) -> Property:
    kind = type_of(name, declared)
    check_limits(name, kind, minimum, maximum)
    describe(name, documentation)
    steps = path_of(name, path or name.split("/")[-1])
    if steps[-1].which is not None:
        raise ValueError(f"{name}: the path {path!r} must end with the attribute that holds the value")
    several = any(step.which == EVERY for step in steps)
    placed = {step.which for step in steps} - {None, EVERY}
    if get is None and placed != {argument.name for argument in args}:
        given = [argument.name for argument in args]
        raise ValueError(f"{name}: the arguments {given} are not those of the path {path!r}")
    if several and (writable or listen is not False):
        raise ValueError(f"{name}: a list can be neither written nor listened to as a whole")
    if set is not None and not writable:
        raise ValueError(f"{name}: a read-only row cannot have a setter")
    if not isinstance(listen, bool) and not (isinstance(listen, str) and listen.isidentifier()):
        raise ValueError(f"{name}: listen must be True, False, POLLED or the name of an attribute, got {listen!r}")
    arguments = check_order(name, [one._replace(picks=one.name in placed) for one in args])
    return Property(name, kind, documentation, minimum, maximum, steps[:-1], steps[-1].attribute, several,
                    arguments, writable, listen, nil, get, set, tuple(with_rows),
                    *check_names(name, of, uses), names_place)


def rw(name: str, declared: Declared, documentation: str, minimum: Optional[float] = None,
       maximum: Optional[float] = None, path: Optional[str] = None, args: Sequence[Argument] = (),
       listen: Union[bool, str] = True, nil: bool = False, get: Optional[str] = None, set: Optional[str] = None,
       with_rows: Sequence[str] = (), of: Sequence[str] = (), uses: Sequence[str] = (),
       names_place: bool = False) -> Property:
    """A property that can be read and written.

    `path` leads from the handler's object to the value (default: the last part of the name). `listen` is False where
    Live has no listener, POLLED where the script looks for changes itself, or the name of another attribute whose
    listener tells. `of` names the classes of Live that have it, where the handler's objects are of many classes. `uses`
    names the members of Live that `get` and `set` touch and the path does not name. `names_place`: the value is the
    place of something in the Set, such as the index of the selected track, which changes without a word of Live when
    others are inserted before it.
    """
    return property_row(name, declared, documentation, minimum, maximum, path, args, True, listen, nil, get, set,
                        with_rows, of, uses, names_place)


def ro(name: str, declared: Declared, documentation: str, path: Optional[str] = None, args: Sequence[Argument] = (),
       listen: Union[bool, str] = True, nil: bool = False, get: Optional[str] = None, with_rows: Sequence[str] = (),
       of: Sequence[str] = (), uses: Sequence[str] = (), names_place: bool = False) -> Property:
    """A property that can only be read; arguments as for `rw`."""
    return property_row(name, declared, documentation, None, None, path, args, False, listen, nil, get, None, with_rows,
                        of, uses, names_place)


def call(name: str, documentation: str, *arguments: AnyArgument, path: Optional[str] = None,
         of: Sequence[str] = ()) -> Method:
    """A method of Live, called with the arguments in this order; silent. `path` leads to it (default: the name)."""
    documentation = describe(name, documentation)
    steps = path_of(name, path or name)
    return Method(name, documentation, check_order(name, arguments), (), None, (steps[:-1], steps[-1].attribute), True,
                  *check_names(name, of, ()))


def command(name: str, documentation: str, *arguments: AnyArgument, replies: Sequence[str] = (), ids: bool = True,
            of: Sequence[str] = (), uses: Sequence[str] = ()) -> Callable[[Action], Action]:
    """Make a row of a method of the handler: it gets Live's object and the coerced arguments.

    What it returns is sent after the ids: a tuple or list as it is, None not at all. `replies` names what is sent. `of`
    is as for `rw`; `uses` names the members of Live that it touches, if they are called otherwise than the row.
    """
    documentation = describe(name, documentation)
    check_order(name, arguments)

    def declare(function: Action) -> Action:
        vars(function)["row"] = Method(name, documentation, arguments, tuple(replies), function.__name__, None, ids,
                                       *check_names(name, of, uses))
        return function
    return declare


def commands_of(cls: type) -> Tuple[Method, ...]:
    """The rows of the methods of a handler's class, those of its bases first; one defined anew replaces its like."""
    rows: Dict[str, Method] = {}
    for base in reversed(cls.__mro__):
        for name, value in vars(base).items():
            if hasattr(value, "row"):
                rows[name] = value.row
    return tuple(rows.values())


class Handler:
    """The rows of one Live class, and the few behaviours that no row can say.

    `address` is its part of every address, `ids` the arguments that name one object, `lives_in` the path to it from the
    song (from the application, where `root` says so). `events` are rows that can only be listened to: what they push is
    what the command `get/<name>` answers.
    """

    address = ""
    ids: Tuple[str, ...] = ()
    lives_in = ""
    root = "song"
    properties: Tuple[Property, ...] = ()
    methods: Tuple[Method, ...] = ()
    commands: Tuple[Method, ...] = ()
    events: Tuple[Property, ...] = ()
    special_routes: Tuple[Tuple[Any, Property], ...] = ()
    steps: Tuple[Step, ...] = ()
    id_steps: Tuple[Step, ...] = ()
    properties_by_name: Dict[str, Property] = {}

    def __init__(self, engine: Any) -> None:
        """The handler of one engine, whose `host` gives the song and the application."""
        self.engine = engine

    @property
    def song(self) -> Any:
        """Live's song; asked for again each time, since another Set may have been opened."""
        return self.engine.host.song()

    @property
    def application(self) -> Any:
        return self.engine.host.application()

    @property
    def origin(self) -> Any:
        """The object from which `lives_in` starts."""
        return self.song if self.root == "song" else self.application

    @classmethod
    def by_name(cls) -> Dict[str, Property]:
        """The properties by their names."""
        return cls.properties_by_name

    def __init_subclass__(cls, **keywords: Any) -> None:
        super().__init_subclass__(**keywords)
        cls.steps = read_path(cls.lives_in)
        cls.properties_by_name = {row.name: row for row in cls.properties}
        cls.ids, cls.id_steps = tuple(cls.ids), tuple(step for step in cls.steps if step.which)
        placed = tuple(step.which for step in cls.id_steps)
        if cls.root not in ("song", "application"):
            raise ValueError(f"{cls.__name__}: the root must be 'song' or 'application', got {cls.root!r}")
        if placed != tuple(cls.ids):
            raise ValueError(f"{cls.__name__}: the ids {cls.ids} are not those of the path {cls.lives_in!r}")
        cls.commands = commands_of(cls)
        names = [f"get/{row.name}" for row in cls.properties]
        names += [f"set/{row.name}" for row in cls.properties if row.writable]
        names += [f"{verb}/{row.name}" for row in cls.properties if not row.several
                  for verb in ("start_listen", "stop_listen")]
        names += [row.name for row in cls.methods + cls.commands]
        twice = {name for name, count in Counter(names).items() if count > 1}
        if twice:
            raise ValueError(f"{cls.__name__}: declared twice: {', '.join(sorted(twice))}")
        for row in cls.properties + cls.methods + cls.commands:
            for argument in row.arguments:
                for one in argument.arguments if isinstance(argument, Repeat) else (argument,):
                    if one.name in cls.ids and getattr(row, "ids", True):
                        raise ValueError(f"{cls.__name__}: {row.name} has an argument that is called like an id: "
                                         f"{one.name}")
        for row in cls.properties:
            for function in (row.get, row.set):
                if function is not None and not callable(getattr(cls, function, None)):
                    raise ValueError(f"{cls.__name__}: {row.name} names the method {function!r}, which is not there")
            for name in row.with_rows:
                if name not in {other.name for other in cls.properties}:
                    raise ValueError(f"{cls.__name__}: {row.name} is pushed with {name!r}, which is not there")
