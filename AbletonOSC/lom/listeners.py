"""Subscriptions: who wants to hear of which row of which place in the Set, and the one listener of Live that tells.

A subscription means the position that was asked for, not the object that happened to be there. A `Watch` holds the listener
on the object at that position now, and anchors: listeners on every list and child along the path. When an anchor fires,
the watch is resolved again on the next tick, never inside the notification, since Live refuses changes there.
"""

from typing import Any, Callable, Dict, List, NamedTuple, Optional, Tuple

from ..errors import OSCError
from .path import Step, follow
from .route import Form, Route, owner_of, read_value
from .spec import POLLED

POLL_SECONDS = 0.1
NOTHING = object()


class Subscriber(NamedTuple):
    """Who hears of a watch, and how it wants the messages written."""

    peer: Any
    form: Form


class Listener:
    """One listener of Live on one object; the callable is kept, since Live keeps no reference of its own."""

    def __init__(self, owner, attribute, callback):
        # type: (Any, str, Callable[[], None]) -> None
        self.owner = owner
        self.attribute = attribute
        self.callback = callback
        getattr(owner, f"add_{attribute}_listener")(callback)

    def remove(self):
        # type: () -> Optional[Exception]
        """Take the listener away; an object that has died raises what cannot be imported, so anything is caught."""
        try:
            getattr(self.owner, f"remove_{self.attribute}_listener")(self.callback)
        except Exception as error:
            return error
        return None


class Anchor:
    """A listener on one step of the way, shared by every watch whose path goes there."""

    def __init__(self, owner, attribute, unsettle):
        # type: (Any, str, Callable[[Any], None]) -> None
        self.watches = set()  # type: set
        self.listener = Listener(owner, attribute, lambda: unsettle(self.watches))


class Watch:
    """One row at one position, and everybody who listens to it."""

    def __init__(self, route, ids, arguments):
        # type: (Route, Tuple[Any, ...], Tuple[Any, ...]) -> None
        self.route = route
        self.ids = ids
        self.arguments = arguments
        self.subscribers = {}            # type: Dict[Subscriber, None]
        self.anchors = []                # type: List[Any]
        self.target = None               # type: Any
        self.owner = None                # type: Any
        self.listener = None             # type: Optional[Listener]
        self.last = NOTHING              # type: Any
        self.pushed = False

    @property
    def values(self):
        # type: () -> Dict[str, Any]
        """The ids and arguments by name, for the steps of the path."""
        named = dict(zip(self.route.ids, self.ids))
        named.update((argument.name, value) for argument, value in zip(self.route.row.arguments, self.arguments))
        return named


class Subscriptions:
    """Every watch of one engine. `push(peer, address, arguments)` sends; `log(text)` notes what went wrong."""

    def __init__(self, push, log, clock):
        # type: (Callable[[Any, str, tuple], None], Callable[[str], None], Callable[[], float]) -> None
        self.push = push
        self.log = log
        self.clock = clock
        self.watches = {}                # type: Dict[tuple, Watch]
        self.anchors = {}                # type: Dict[tuple, Anchor]
        self.unsettled = {}              # type: Dict[Watch, None]
        self.changed = {}                # type: Dict[Watch, None]
        self.pushed = []                 # type: List[Watch]
        self.next_poll = 0.0

    # Starting and stopping

    def start(self, route, target, ids, arguments, caller, silent=False):
        # type: (Route, Any, tuple, tuple, Subscriber, bool) -> None
        """Subscribe the caller, and push the value as it is now to it; once more without doubling when repeated."""
        # What cannot be read, such as the arm button of a return, is refused before anything is kept.
        value = () if silent else read_value(route.handler, route.row, target, arguments)
        key = watch_key(route, ids, arguments)
        watch = self.watches.get(key)
        if watch is None:
            watch = Watch(route, ids, arguments)
            self.attach(watch, target)
            self.watches[key] = watch
        watch.subscribers[caller] = None
        if not silent:
            # `last` is what all subscribers know; only the first one may set it here.
            if watch.last is NOTHING:
                watch.last = value
            self.send(watch, value, [caller])

    def stop(self, route, ids, arguments, caller):
        # type: (Route, tuple, tuple, Subscriber) -> None
        """Unsubscribe the caller; `*` among the ids means all of the row's watches. Unknown is silent."""
        for key, watch in list(self.watches.items()):
            if key[0] == row_key(route) and key[2] == arguments and all(
                    asked in ("*", held) for asked, held in zip(ids, watch.ids)):
                if watch.subscribers.pop(caller, NOTHING) is None and not watch.subscribers:
                    self.remove(key)

    def stop_peer(self, peer):
        # type: (Any) -> int
        """Drop everything a peer listens to; how many subscriptions that were."""
        stopped = 0
        for key, watch in list(self.watches.items()):
            for subscriber in [subscriber for subscriber in watch.subscribers if subscriber.peer == peer]:
                del watch.subscribers[subscriber]
                stopped += 1
            if not watch.subscribers:
                self.remove(key)
        return stopped

    def close(self):
        # type: () -> None
        """Remove every listener from Live."""
        for key in list(self.watches):
            self.remove(key)

    def all(self):
        # type: () -> List[Tuple[Watch, Subscriber]]
        """Every subscription, in the order in which they were made."""
        return [(watch, subscriber) for watch in self.watches.values() for subscriber in watch.subscribers]

    def remove(self, key):
        # type: (tuple) -> None
        watch = self.watches.pop(key)
        self.detach(watch)
        self.unsettled.pop(watch, None)
        self.changed.pop(watch, None)

    # Listeners of Live

    def attach(self, watch, target):
        # type: (Watch, Any) -> None
        """Put the listeners of a watch on Live's objects; nothing is left behind when Live refuses."""
        row = watch.route.row
        owner = owner_of(row, target, watch.values)
        if row.listen is not POLLED:
            attribute = row.attribute if row.listen is True else row.listen
            watch.listener = Listener(owner, attribute, lambda: self.change(watch))
        watch.target, watch.owner = target, owner
        self.anchor(watch)

    def detach(self, watch):
        # type: (Watch) -> None
        if watch.listener is not None:
            watch.listener.remove()
        watch.listener = watch.owner = watch.target = None
        self.release(watch)

    def anchor(self, watch):
        # type: (Watch) -> None
        """Listen to every step that leads to the watch's object, as far as the path goes now."""
        handler, values = watch.route.handler, watch.values
        owner = handler.origin
        for step in handler.steps + watch.route.row.steps:
            for place, attribute in step_places(owner, step, values):
                if hasattr(place, f"add_{attribute}_listener"):
                    key = (type(place).__name__, place._live_ptr, attribute)
                    anchor = self.anchors.get(key)
                    if anchor is None or anchor.listener.owner != place:
                        anchor = self.anchors[key] = Anchor(place, attribute, self.unsettle)
                    anchor.watches.add(watch)
                    watch.anchors.append((key, anchor))
            owner = step_child(owner, step, values)
            if owner is None:
                break

    def release(self, watch):
        # type: (Watch) -> None
        for key, anchor in watch.anchors:
            anchor.watches.discard(watch)
            if not anchor.watches:
                anchor.listener.remove()
                if self.anchors.get(key) is anchor:
                    del self.anchors[key]
        watch.anchors = []

    def unsettle(self, watches):
        # type: (set) -> None
        self.unsettled.update(dict.fromkeys(watches))

    def settle(self, watch):
        # type: (Watch) -> None
        """Look what is at the watch's position now; move the listener there and push, or sleep while nothing is there."""
        route = watch.route
        try:
            target = route.find(watch.ids)
            owner = owner_of(route.row, target, watch.values)
        except (OSCError, RuntimeError):
            self.detach(watch)
            self.anchor(watch)
            watch.last = NOTHING
            return
        if watch.owner is not None and watch.owner == owner:
            watch.target = target
            self.release(watch)
            self.anchor(watch)
            return
        self.detach(watch)
        try:
            self.attach(watch, target)
        except Exception as error:
            self.log(f"{route.address} {watch.ids}: cannot listen to what is there now: {error}")
            self.anchor(watch)
            return
        watch.last = NOTHING
        self.change(watch)

    # Changes

    def change(self, watch):
        # type: (Watch) -> None
        """Live says that the value changed: the first change of a tick goes out at once, of the others the last one."""
        if watch.pushed:
            self.changed[watch] = None
            return
        watch.pushed = True
        self.pushed.append(watch)
        self.publish(watch)

    def publish(self, watch):
        # type: (Watch) -> None
        try:
            value = self.read(watch)
        except Exception as error:
            self.log(f"{watch.route.reply_address} {watch.ids}: cannot be read: {error}")
            return
        if value != watch.last:
            watch.last = value
            self.send(watch, value, list(watch.subscribers))

    def read(self, watch):
        # type: (Watch) -> tuple
        return read_value(watch.route.handler, watch.route.row, watch.target, watch.arguments)

    def send(self, watch, value, subscribers):
        # type: (Watch, tuple, List[Subscriber]) -> None
        handler = watch.route.handler
        for subscriber in subscribers:
            address, arguments = subscriber.form.write(watch.ids, value)
            self.push(subscriber.peer, address, arguments)
        for name in watch.route.row.with_rows:
            row = handler.property(name)
            also = read_value(handler, row, watch.target, watch.arguments)
            for subscriber in subscribers:
                form = subscriber.form._replace(address=subscriber.form.address.replace(watch.route.row.name, name))
                address, arguments = form.write(watch.ids, also)
                self.push(subscriber.peer, address, arguments)

    def tick(self, end=float("inf")):
        # type: (float) -> None
        """End of a tick: repair what structure changes have unsettled, push last values, look at what is polled.

        Repairs that are not done by `end` are done in the next tick.
        """
        while self.unsettled:
            watch = next(iter(self.unsettled))
            del self.unsettled[watch]
            self.settle(watch)
            if self.clock() >= end:
                break
        changed, self.changed = self.changed, {}
        for watch in changed:
            self.publish(watch)
        for watch in self.pushed:
            watch.pushed = False
        self.pushed = []
        now = self.clock()
        if now >= self.next_poll:
            self.next_poll = now + POLL_SECONDS
            for watch in list(self.watches.values()):
                if watch.route.row.listen is POLLED and watch.owner is not None:
                    self.publish(watch)


def row_key(route):
    # type: (Route) -> tuple
    return route.handler.address, route.row.name


def watch_key(route, ids, arguments):
    # type: (Route, tuple, tuple) -> tuple
    return row_key(route), ids, arguments


def step_places(owner, step, values):
    # type: (Any, Step, Dict[str, Any]) -> List[Tuple[Any, str]]
    """The objects and attributes whose change can put another object at a step."""
    value = values.get(step.index) if step.index else None
    if not isinstance(value, str) or step.attribute != "tracks":
        return [(owner, step.attribute)]
    if value == "selected":
        return [(owner.view, "selected_track")]
    return [(owner, "return_tracks")] if value.startswith("return_") else []


def step_child(owner, step, values):
    # type: (Any, Step, Dict[str, Any]) -> Any
    try:
        return follow(owner, (step,), values)
    except (OSCError, RuntimeError):
        return None
