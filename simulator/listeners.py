"""Listeners: who is told, in which order, and what happens when a listener fails (live-runtime.md 1.2, 4.2)."""
from __future__ import annotations

import weakref
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterator, List, Optional, Tuple

from .errors import CHANGE_IN_NOTIFICATION, LISTENER_ABSENT, LISTENER_TWICE, NOT_INSTANTIABLE

if TYPE_CHECKING:
    from .host import HostedScript
    from .simulator import Simulator


class Listener:
    """One connected callable. A bound method is held weakly, as Live does: a script must keep its owner alive."""

    __slots__ = ("owner", "function", "host", "connected", "name", "registry")

    def __init__(self, callback: Callable[..., Any], host: Optional["HostedScript"], name: str,
                 registry: List["Listener"]) -> None:
        owner = getattr(callback, "__self__", None)
        inner = getattr(callback, "__func__", None)
        self.owner: Any = None
        self.function: Any = callback
        if owner is not None and inner is not None:
            self.owner = weakref.ref(owner)
            self.function = inner
        self.host = host
        self.name = name
        self.connected = True
        self.registry = registry

    def callback(self) -> Optional[Callable[..., Any]]:
        """The callable, or None when its owner is gone."""
        if self.owner is None:
            plain: Callable[..., Any] = self.function
            return plain
        owner = self.owner()
        bound: Optional[Callable[..., Any]] = None if owner is None else self.function.__get__(owner)
        return bound

    def is_for(self, callback: Callable[..., Any]) -> bool:
        """Whether this listener was added with an equal callable."""
        mine = self.callback()
        return mine is not None and bool(mine == callback)

    def disconnect(self) -> None:
        """Ends the listener; a notification under way leaves it out."""
        self.connected = False
        if self in self.registry:
            self.registry.remove(self)


class ListenerHandle:
    """Live.Listener.ListenerHandle: one listener in the batch that call_listeners gets, which calls it.

    That a handle whose listener is gone does nothing when it is called is inferred: the frameworks leave such out.
    """

    __slots__ = ("_listener",)

    def __init__(self, *given: Any) -> None:
        if len(given) != 1 or not isinstance(given[0], Listener):
            raise RuntimeError(NOT_INSTANTIABLE)
        self._listener = given[0]

    def __call__(self) -> None:
        """Calls the listener, of a bound method with its owner; what it raises comes out here."""
        callback = self._listener.callback()
        if self._listener.connected and callback is not None:
            callback()

    @property
    def name(self) -> str:
        """The property or event."""
        return self._listener.name

    @property
    def listener_func(self) -> Any:
        """The function; of a bound method the function without its owner."""
        return self._listener.function

    @property
    def listener_self(self) -> Any:
        """The weak reference to the owner of a bound method, as Live's own docstring says; None for a function."""
        return self._listener.owner

    def disconnect(self) -> None:
        """Ends the listener."""
        self._listener.disconnect()

    def __eq__(self, other: Any) -> bool:
        if other is None:
            return not self._listener.connected
        return isinstance(other, ListenerHandle) and other._listener is self._listener

    def __ne__(self, other: Any) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return id(self._listener)


ListenerHandle.__module__ = "Listener"


def find(listeners: Dict[Any, List[Listener]], key: Any, callback: Callable[..., Any]) -> Optional[Listener]:
    """The listener that was added with this callable."""
    for listener in listeners.get(key, ()):
        if listener.is_for(callback):
            return listener
    return None


def add(listeners: Dict[Any, List[Listener]], key: Any, callback: Callable[..., Any],
        host: Optional["HostedScript"]) -> None:
    """Connects a callable; twice is a RuntimeError."""
    if find(listeners, key, callback) is not None:
        raise RuntimeError(LISTENER_TWICE)
    registry = listeners.setdefault(key, [])
    registry.append(Listener(callback, host, key if isinstance(key, str) else key[0], registry))


def remove(listeners: Dict[Any, List[Listener]], key: Any, callback: Callable[..., Any]) -> None:
    """Disconnects a callable; an unknown one is a RuntimeError."""
    listener = find(listeners, key, callback)
    if listener is None:
        raise RuntimeError(LISTENER_ABSENT)
    listener.disconnect()


class Notifications:
    """Calls listeners; while it does, scripts may change nothing."""

    def __init__(self, simulator: "Simulator") -> None:
        self.simulator = simulator
        self.depth = 0
        # Lists of listeners that are called when all has changed that changes together; None while nothing does.
        self.gathered: Optional[List[Tuple[List[Listener], str]]] = None

    @contextmanager
    def together(self) -> Iterator[None]:
        """What changes inside changes at one moment: listeners are called behind it, once, ordered by last calls."""
        if self.gathered is not None:
            yield
            return
        self.gathered = []
        try:
            yield
        finally:
            gathered, self.gathered = self.gathered, None
            for listeners, name in gathered:
                self.send(listeners, name)

    def send(self, listeners: List[Listener], name: str) -> None:
        """Calls these listeners now, or when all that changes together has changed.

        A host whose script has call_listeners gets its share as one batch: a listener that raises there ends the batch.
        """
        if self.gathered is not None:
            self.gathered = [each for each in self.gathered if each[0] is not listeners] + [(listeners, name)]
            return
        simulator = self.simulator
        refusal = simulator.refusal
        simulator.refusal = refusal or CHANGE_IN_NOTIFICATION
        self.depth += 1
        try:
            batched: List[HostedScript] = []
            for listener in list(listeners):
                callback = listener.callback()
                if callback is None:
                    listener.disconnect()
                if not listener.connected or callback is None:
                    continue
                host = listener.host
                if host is not None and host.takes_batches:
                    if host not in batched:
                        batched.append(host)
                        host.call_listeners([other for other in listeners if other.host is host])
                else:
                    simulator.call_script(host, callback)
        finally:
            self.depth -= 1
            simulator.refusal = refusal
