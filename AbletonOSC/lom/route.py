"""What happens when a message meets a row: one class per verb, from arguments to the values that are sent back.

A route is one address. `run` reads ids and arguments, finds the objects, does the work, and yields `(ids, values)` for
each object that has something to say; how that is written as a message is the form's business.
"""
from __future__ import annotations

from types import GeneratorType
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, NamedTuple, Optional, Sequence, Tuple, Union

from ..errors import PASSED_OVER, IndexOutOfRange, MissingArgument, NothingThere, NotObservable
from .coerce import check_range
from .members import check_class
from .path import EVERY, Step, expand, follow, gather, read_id
from .spec import REQUIRED, AnyArgument, Argument, Handler, Method, Property, Repeat

if TYPE_CHECKING:
    from .watch import Subscriber

Answer = Tuple[Tuple[Any, ...], Tuple[Any, ...]]
Place = Tuple[Any, Tuple[Any, ...], Sequence[Any]]
KEYED = frozenset({"is_view_visible"})
"""Members whose listeners are told of one key only, which is given to them first."""
Values = Optional[Tuple[Any, ...]]
VERBS = ("get", "set", "start_listen", "stop_listen")
INSERT_AT_END = -1
LEFT_OUT = ("",)
"""What the buttons of Open Stage Control have at the end of every message."""


class Form(NamedTuple):
    """How an answer is written: ids in front of the values, or inside the address for `/live/track/1/get/name`.

    `places`: before which part of the address each of the ids stands that are in it, and behind them arguments that
    pick as ids do: `/live/track/1/0/get/send`.
    """

    address: str
    places: Tuple[int, ...] = ()

    def write(self, ids: Tuple[Any, ...], values: Tuple[Any, ...]) -> Tuple[str, Tuple[Any, ...]]:
        """The address and the arguments of the message."""
        if not self.places:
            return self.address, ids + values
        parts, sent = self.address.split("/"), ids + values
        for place, value in reversed(list(zip(self.places, sent))):
            parts.insert(place, str(value))
        return "/".join(parts), sent[len(self.places):]


def read_argument(argument: Argument, value: Any) -> Any:
    """The value of one argument; raises `InvalidArgument` naming the argument, the value and the limit."""
    if argument.picks and value == EVERY:
        return EVERY
    return check_range(argument.type.read(value, argument.name), argument.minimum, argument.maximum, argument.name)


def read_arguments(arguments: Sequence[AnyArgument], values: Sequence[Any]) -> List[Any]:
    """The coerced arguments of a row; surplus values are ignored, missing ones raise `MissingArgument`."""
    read: List[Any] = []
    for position, argument in enumerate(arguments):
        if isinstance(argument, Repeat):
            read.append(read_groups(argument.arguments, values[position:]))
        elif position < len(values) and (argument.required or values[position:] != LEFT_OUT):
            read.append(read_argument(argument, values[position]))
        elif argument.required:
            raise missing(arguments[position:])
        else:
            read.append(argument.default)
    return read


def read_groups(arguments: Sequence[Argument], values: Sequence[Any]) -> List[Any]:
    size = len(arguments)
    if len(values) % size:
        raise MissingArgument("{} come in groups of {}, got {} values".format(
            ", ".join(argument.name for argument in arguments), size, len(values)))
    if size == 1:
        return [read_argument(arguments[0], value) for value in values]
    return [tuple(read_argument(argument, value) for argument, value in zip(arguments, values[start:]))
            for start in range(0, len(values), size)]


def missing(arguments: Sequence[AnyArgument]) -> MissingArgument:
    names = [argument.name for argument in arguments if isinstance(argument, Argument) and argument.required]
    return MissingArgument(f"missing argument{'s' if len(names) > 1 else ''}: {', '.join(names)}")


class Route:
    """One address of one row.

    There are thousands, made whenever a Set is opened, of which few are ever used: what they need is worked out when
    it is.
    """

    row: Union[Property, Method]
    read_arguments_as: Optional[Tuple[AnyArgument, ...]] = None
    limits: Optional[Tuple[int, float]] = None

    def __init__(self, handler: Handler, row: Union[Property, Method], address: str) -> None:
        self.handler = handler
        self.row = row
        self.address = address
        has_ids = getattr(row, "ids", True) is not False
        self.ids: Tuple[str, ...] = handler.ids if has_ids else ()
        self.id_steps: Tuple[Step, ...] = handler.id_steps if has_ids else ()

    @property
    def verb(self) -> str:
        """The part of the address that says what is done, where that is one of VERBS."""
        return ""

    @property
    def arguments(self) -> Tuple[AnyArgument, ...]:
        """What it takes after the ids."""
        if self.read_arguments_as is None:
            self.read_arguments_as = self.make_arguments()
        return self.read_arguments_as

    @property
    def part(self) -> Tuple[Argument, ...]:
        """What it takes behind its arguments to give a part of a list (lists.py)."""
        return ()

    @property
    def picking(self) -> int:
        """How many of the arguments behind the ids pick one of a list, as ids do."""
        return 0

    @property
    def advertised(self) -> bool:
        """Whether the address is worth offering; asking for it is answered in any case."""
        return True

    @property
    def reply_address(self) -> str:
        """The address of its answers and pushes."""
        return self.address

    @property
    def replies(self) -> Tuple[str, ...]:
        """The names of the values it sends back."""
        return ()

    def make_arguments(self) -> Tuple[AnyArgument, ...]:
        return tuple(self.row.arguments)

    def fits(self, count: int) -> bool:
        """Whether a message with so many arguments can be meant for this row (asked for OSC patterns only)."""
        if self.limits is None:
            required = sum(1 for argument in self.arguments if isinstance(argument, Argument) and argument.required)
            endless = any(isinstance(argument, Repeat) for argument in self.arguments)
            self.limits = (len(self.ids) + required, float("inf") if endless else len(self.ids) + len(self.arguments))
        return self.limits[0] <= count <= self.limits[1]

    def read_ids(self, values: Sequence[Any]) -> Tuple[Any, ...]:
        if len(values) < len(self.ids):
            required = [a.name for a in self.arguments if isinstance(a, Argument) and a.required]
            names = list(self.ids[len(values):]) + required
            raise MissingArgument(f"missing argument{'s' if len(names) > 1 else ''}: {', '.join(names)}")
        return tuple(read_id(value, name, step) for value, name, step in zip(values, self.ids, self.id_steps))

    def run(self, values: Sequence[Any], caller: Subscriber,
            found: Optional[Dict[Any, Any]] = None) -> Iterator[Answer]:
        """Answer a message; `caller` is the peer and the form in which it wants to be answered.

        `found` keeps the objects for the other rows that the same message reads.
        """
        ids = self.read_ids(values)
        arguments = read_arguments(self.arguments, values[len(ids):])
        if self.means_all(ids, arguments):
            yield from self.run_every(ids, arguments, caller)
            return
        if found is None:
            target = self.find(ids)
        else:
            key = (self.handler, ids)
            target = found.get(key)
            if target is None:
                target = found[key] = self.find(ids)
        answer = self.act(target, ids, arguments, caller)
        if answer is not None:
            yield ids, answer

    def find(self, ids: Tuple[Any, ...]) -> Any:
        """The object that the ids name; raises `NoSuchObject` and `IndexOutOfRange`."""
        return follow(self.handler.origin, self.handler.steps if self.ids or not self.handler.ids else (),
                      dict(zip(self.ids, ids)))

    def means_all(self, ids: Tuple[Any, ...], arguments: Sequence[Any]) -> bool:
        """Whether a `*` among the ids, or among the arguments that pick as ids do, stands for many."""
        return EVERY in ids

    def each(self, ids: Tuple[Any, ...], arguments: Sequence[Any]) -> Iterator[Place]:
        """Every object that a message with `*` means, with the ids and the arguments that lead there."""
        handler = self.handler
        for found, target in expand(handler.origin, handler.steps, dict(zip(self.ids, ids))):
            for given in self.each_argument(target, arguments, EVERY in ids):
                yield target, tuple(found[name] for name in self.ids), given

    def each_argument(self, target: Any, arguments: Sequence[Any], several: bool) -> Iterator[Sequence[Any]]:
        """The arguments with each `*` among them replaced; `several`: objects without such a list are passed over."""
        yield arguments

    def run_every(self, ids: Tuple[Any, ...], arguments: List[Any], caller: Subscriber) -> Iterator[Answer]:
        """Answer for every object; one that refuses is passed over, unless all do."""
        answered = False
        refusal: Optional[Exception] = None
        for target, found_ids, given in list(self.each(ids, arguments)):
            try:
                answer = self.act(target, found_ids, given, caller)
            except PASSED_OVER as error:
                refusal = error
                continue
            answered = True
            if answer is not None:
                yield found_ids, answer
        if refusal is not None and not answered:
            raise refusal

    def act(self, target: Any, ids: Tuple[Any, ...], arguments: Sequence[Any], caller: Subscriber) -> Values:
        """Do it to one object; the values to send, or None."""
        raise NotImplementedError


class PropertyRoute(Route):
    """One address of a property, some of whose arguments may pick one of a list: a send, a parameter."""

    row: Property

    @property
    def picking(self) -> int:
        return sum(1 for argument in self.row.arguments if argument.picks)

    def means_all(self, ids: Tuple[Any, ...], arguments: Sequence[Any]) -> bool:
        return EVERY in ids or any(
            value == EVERY and argument.picks for argument, value in zip(self.row.arguments, arguments))

    def each_argument(self, target: Any, arguments: Sequence[Any], several: bool) -> Iterator[Sequence[Any]]:
        if not self.means_all((), arguments):
            yield arguments
            return
        names = [argument.name for argument in self.row.arguments]
        for found, _ in expand(target, self.row.steps, dict(zip(names, arguments)), several):
            yield tuple(found[name] for name in names) + tuple(arguments[len(names):])


def owner_of(row: Property, target: Any, named: Dict[str, Any]) -> Any:
    """The object that holds a property's value."""
    return follow(target, row.steps, named) if row.steps else target


def read_value(handler: Handler, row: Property, target: Any, arguments: Sequence[Any]) -> Tuple[Any, ...]:
    """What a property sends: its arguments, then the value or the values."""
    if row.of:
        check_class(target, row.of)
    try:
        if row.get is not None:
            value = getattr(handler, row.get)(target, *arguments)
            return tuple(arguments) + (value if isinstance(value, tuple) else (value,))
        if row.several:
            send = row.type.send
            return tuple(arguments) + tuple(
                None if owner is None else send(getattr(owner, row.attribute)) for owner in gather(target, row.steps))
        owner = owner_of(row, target, {a.name: value for a, value in zip(row.arguments, arguments)})
        value = row.type.send(getattr(owner, row.attribute))
        return tuple(arguments) + (value if isinstance(value, tuple) else (value,))
    except RuntimeError:
        if row.nil:
            return tuple(arguments) + (None,)
        raise


class Get(PropertyRoute):
    """`get`: the value of a property."""

    verb = "get"

    def read(self, target: Any, arguments: Sequence[Any]) -> Tuple[Any, ...]:
        """What is sent after the ids."""
        return read_value(self.handler, self.row, target, arguments)

    def way(self, values: Dict[str, Any]) -> Tuple[Tuple[Step, ...], Dict[str, Any]]:
        """The steps from the handler's origin to the object that holds the value, and the ids for them."""
        return tuple(self.handler.steps) + tuple(self.row.steps), values

    def owner(self, target: Any, values: Dict[str, Any]) -> Any:
        """The object that holds the value."""
        return owner_of(self.row, target, values)

    def parts(self, owner: Any) -> Optional[Tuple[Any, str, Tuple[str, ...]]]:
        """The owner, its list, and what of each in the list the value is made of, for a list of names; else None."""
        if owner is None or not self.row.type.parts or self.row.get is not None:
            return None
        return owner, self.row.attribute, self.row.type.parts

    def reported_by(self, values: Dict[str, Any]) -> str:
        """The attribute of the owner whose listener tells of changes."""
        listen = self.row.listen
        return listen if isinstance(listen, str) else self.row.attribute

    def listener_key(self, values: Dict[str, Any]) -> Tuple[Any, ...]:
        """What Live's listener wants besides a callable: the row's arguments, for the few that are kept by a key."""
        return tuple(values[argument.name] for argument in self.row.arguments) if self.row.attribute in KEYED else ()

    @property
    def replies(self) -> Tuple[str, ...]:
        name = self.row.name.split("/")[-1]
        return tuple(a.name for a in self.row.arguments) + ((name + ", ...") if self.row.width else name,)

    def act(self, target: Any, ids: Tuple[Any, ...], arguments: Sequence[Any], caller: Subscriber) -> Values:
        return self.read(target, arguments)


class Set(PropertyRoute):
    """`set`: write a property; silent, as AbletonOSC's clients expect."""

    verb = "set"

    def make_arguments(self) -> Tuple[AnyArgument, ...]:
        row = self.row
        name = row.name.split("/")[-1]
        return tuple(row.arguments) + (Argument(name, row.type, row.documentation, row.minimum, row.maximum, REQUIRED),)

    def act(self, target: Any, ids: Tuple[Any, ...], arguments: Sequence[Any], caller: Subscriber) -> Values:
        row, value = self.row, arguments[-1]
        if row.of:
            check_class(target, row.of)
        if row.set is not None:
            answer: Values = getattr(self.handler, row.set)(target, *arguments)
            return answer
        owner = owner_of(row, target, {a.name: v for a, v in zip(row.arguments, arguments)})
        # Live's objects take any name; one that this Live lacks would be kept for nothing.
        if not hasattr(type(owner), row.attribute):
            raise AttributeError(f"{type(owner).__name__} has no {row.attribute}")
        setattr(owner, row.attribute, row.type.fit(owner, row.attribute, value))
        return None


class Listen(Get):
    """`start_listen`: the value now, and again whenever it changes, on the `get` address."""

    verb = "start_listen"

    @property
    def advertised(self) -> bool:
        return self.row.observable

    @property
    def reply_address(self) -> str:
        return self.address.replace(f"/{self.verb}/", "/get/", 1)

    def run(self, values: Sequence[Any], caller: Subscriber,
            found: Optional[Dict[Any, Any]] = None) -> Iterator[Answer]:
        if not self.row.observable:
            raise NotObservable(f"{self.row.name} cannot be listened to: Live does not report its changes")
        try:
            yield from super().run(values, caller, found)
        except NothingThere:
            # An empty slot, say: the position is there, and what comes to it will be pushed.
            ids = self.read_ids(values)
            arguments = tuple(read_arguments(self.arguments, values[len(ids):]))
            self.handler.engine.subscriptions.resume(self, ids, arguments, caller)

    def run_every(self, ids: Tuple[Any, ...], arguments: List[Any], caller: Subscriber) -> Iterator[Answer]:
        self.handler.engine.subscriptions.start_every(self, ids, tuple(arguments), caller)
        return iter(())

    def act(self, target: Any, ids: Tuple[Any, ...], arguments: Sequence[Any], caller: Subscriber) -> None:
        self.handler.engine.subscriptions.start(self, target, ids, tuple(arguments), caller)


class StopListen(Listen):
    """`stop_listen`: silent, also when nobody listened, or the object has gone."""

    verb = "stop_listen"

    def run(self, values: Sequence[Any], caller: Subscriber,
            found: Optional[Dict[Any, Any]] = None) -> Iterator[Answer]:
        ids = self.read_ids(values)
        arguments = read_arguments(self.arguments, values[len(ids):])
        self.handler.engine.subscriptions.stop(self, ids, tuple(arguments), caller)
        return iter(())


class Do(Route):
    """A method of Live, or a behaviour of the handler."""

    row: Method

    @property
    def verb(self) -> str:
        first = self.row.name.split("/")[0]
        return first if first in VERBS else ""

    @property
    def replies(self) -> Tuple[str, ...]:
        return self.row.replies

    def act(self, target: Any, ids: Tuple[Any, ...], arguments: Sequence[Any], caller: Subscriber) -> Values:
        if self.row.of:
            check_class(target, self.row.of)
        for argument, value in zip(self.row.arguments, arguments):
            if isinstance(argument, Argument) and argument.index_of:
                check_index(target, argument, value)
        if self.row.action is not None:
            values = getattr(self.handler, self.row.action)(target, *arguments)
            if isinstance(values, GeneratorType):
                self.handler.engine.answer_later(answer_with_ids(caller.form, ids, values))
                return None
            return None if values is None else tuple(values)
        if self.row.live is not None:
            steps, method = self.row.live
            getattr(follow(target, steps, {}), method)(*arguments)
        return None


def check_index(target: Any, argument: Argument, value: int) -> None:
    """Raises `IndexOutOfRange` for an index beyond a list; where -1 means the end, the place behind the last is one."""
    count = len(getattr(target, argument.index_of))
    inserts = argument.minimum == INSERT_AT_END
    if not (INSERT_AT_END if inserts else 0) <= value < count + inserts:
        raise IndexOutOfRange(argument.name, value, count)


def answer_with_ids(form: Form, ids: Tuple[Any, ...], steps: Iterator[Any]) -> Iterator[Any]:
    """The steps of a behaviour that takes several ticks (tasks.py), with the ids that its answers begin with."""
    for step in steps:
        yield form.write(ids, step)[1] if isinstance(step, tuple) else step
