"""Subscriptions: who wants to hear of which row of which place in the Set, and the one listener of Live that tells.

A subscription means the position that was asked for, not the object that happened to be there. A `Watch` holds the
listener on the object at that position now; a `Sweep` stands for `*`: it starts watches at all positions there are and
will be. Both are anchored along their path, and looked at again on the tick after something changed there.
"""
from __future__ import annotations

from contextlib import suppress
from typing import Any, Callable, Dict, Iterable, List, Optional, Tuple

from ..errors import PASSED_OVER, InvalidArgument
from .anchors import Anchors, Listener
from .pushes import Pushes
from .route import Get
from .spec import POLLED
from .watch import (
    NOTHING,
    Pace,
    RowKey,
    Subscriber,
    Sweep,
    SweepKey,
    Values,
    Watch,
    WatchKey,
    matches,
    overlap,
    question,
    row_key,
    watch_key,
)

MOST_LEFT_OUT = 1024


def no_limit(peer: Any, address: str) -> float:
    """The interval of pushes to a peer that wants them as they come."""
    return 0.0


class Subscriptions(Pushes):
    """Every watch of one engine. `push(peer, address, arguments)` sends; `log(text)` notes what went wrong.

    `interval_of(peer, address)` gives the least seconds between two pushes to a peer on an address, 0 for no limit.
    """

    def __init__(self, push: Callable[[Any, str, Any], None], log: Callable[..., None], clock: Callable[[], float],
                 interval_of: Callable[..., float] = no_limit) -> None:
        super().__init__(push, log, clock)
        self.interval_of = interval_of
        self.watches: Dict[WatchKey, Watch] = {}
        self.sweeps: Dict[SweepKey, Sweep] = {}
        self.anchors = Anchors(self.unsettle)

    # Starting and stopping

    def start(self, route: Get, target: Any, ids: Values, arguments: Values, caller: Subscriber) -> None:
        """Subscribe the caller, and push the value as it is now to it; once more without doubling when repeated."""
        # What cannot be read, such as the arm button of a return, is refused before anything is kept.
        value = route.read(target, arguments)
        key = watch_key(route, ids, arguments)
        watch = self.watches.get(key)
        if watch is None:
            watch = Watch(route, ids, arguments)
            self.attach(watch, target)
            self.keep(key, watch)
        elif watch.target != target:
            # Something else has come to the position, and has not been looked at yet: who listens hears of it first.
            self.unsettled.pop(watch, None)
            self.settle(watch)
            if watch.owner is None:
                self.attach(watch, target)
        self.add_subscriber(watch, caller)
        # `last` is what all subscribers know: a change that was not heard of yet, of what is polled, is told to all.
        told = [caller] if watch.last is NOTHING or value == watch.last else list(watch.subscribers)
        watch.last = value
        self.send(watch, value, told)

    def resume(self, route: Get, ids: Values, arguments: Values, caller: Subscriber,
               without: Iterable[Values] = ()) -> None:
        """Subscribe the caller without a push, asleep if nothing is at the position: what a reload carries over."""
        key = watch_key(route, ids, arguments)
        if route.means_all(ids, arguments):
            sweep = self.sweeps[(key, caller)] = Sweep(route, ids, arguments, caller)
            sweep.without.update(without)
            self.hold(sweep)
            return
        if key not in self.watches:
            watch = Watch(route, ids, arguments)
            try:
                self.attach(watch, route.find(ids))
                watch.last = route.read(watch.target, arguments)
            except PASSED_OVER:
                self.hold(watch)
            self.keep(key, watch)
        self.add_subscriber(self.watches[key], caller)

    def keep(self, key: WatchKey, watch: Watch) -> None:
        self.watches[key] = watch
        if watch.route.row.is_polled:
            self.polled[watch] = None

    def add_subscriber(self, watch: Watch, caller: Subscriber) -> None:
        interval = self.interval_of(caller.peer, caller.form.address)
        watch.subscribers[caller] = Pace(interval) if interval else None

    def start_every(self, route: Get, ids: Values, arguments: Values, caller: Subscriber) -> None:
        """Subscribe the caller to every object that `*` stands for, present and future; refused where all refuse."""
        key = (watch_key(route, ids, arguments), caller)
        sweep = self.sweeps.get(key) or Sweep(route, ids, arguments, caller)
        sweep.without.clear()
        started, refusal = self.sweep(sweep, again=True)
        if refusal is not None and not started:
            raise refusal
        self.sweeps[key] = sweep
        self.hold(sweep)

    def sweep(self, sweep: Sweep, again: bool = False) -> Tuple[int, Optional[Exception]]:
        """Start what is not listened to yet (`again`: push what is, too); how many could be, and the last refusal."""
        route, started = sweep.route, 0
        refusal: Optional[Exception] = None
        for target, ids, given in list(route.each(sweep.ids, sweep.arguments)):
            arguments = tuple(given)
            watch = self.watches.get(watch_key(route, ids, arguments))
            is_heard = watch is not None and sweep.caller in watch.subscribers
            if not sweep.covers(ids + arguments) or (is_heard and not again):
                continue
            try:
                self.start(route, target, ids, arguments, sweep.caller)
                started += 1
            except PASSED_OVER as error:
                refusal = error
        return started, refusal

    def stop(self, route: Get, ids: Values, arguments: Values, caller: Subscriber) -> None:
        """Unsubscribe the caller; `*` among the ids means all of the row's watches. Unknown is silent."""
        row, place = row_key(route), ids + arguments
        for sweep_key, sweep in list(self.sweeps.items()):
            if sweep.caller != caller or row_key(sweep.route) != row:
                continue
            if matches(place, sweep.place):
                self.forget_sweep(sweep_key)
            elif not overlap(place, sweep.place):
                continue
            elif len(sweep.without) >= MOST_LEFT_OUT:
                raise InvalidArgument(f"{MOST_LEFT_OUT} positions are left out of * already; "
                                      "stop all of it and start anew")
            else:
                sweep.without.add(place)
        if not route.means_all(ids, arguments):
            self.leave(watch_key(route, ids, arguments), caller)
            return
        for key, watch in list(self.watches.items()):
            if key[0] == row and matches(place, watch.ids + watch.arguments):
                self.leave(key, caller)

    def stop_peer(self, peer: Any) -> int:
        """Drop everything a peer listens to; how many subscriptions that were."""
        for sweep_key in [key for key in self.sweeps if key[1].peer == peer]:
            self.forget_sweep(sweep_key)
        mine = [(key, subscriber) for key, watch in self.watches.items() for subscriber in watch.subscribers
                if subscriber.peer == peer]
        for key, subscriber in mine:
            self.leave(key, subscriber)
        return len(mine)

    def close(self) -> None:
        """Remove every listener from Live."""
        for sweep_key in list(self.sweeps):
            self.forget_sweep(sweep_key)
        for key in list(self.watches):
            self.remove(key)

    def all(self) -> List[Tuple[Watch, Subscriber]]:
        """Every subscription, in the order in which they were made."""
        return [(watch, subscriber) for watch in self.watches.values() for subscriber in watch.subscribers]

    def leave(self, key: WatchKey, caller: Subscriber) -> None:
        watch = self.watches.get(key)
        if watch is not None:
            watch.subscribers.pop(caller, None)
            if not watch.subscribers:
                self.remove(key)

    def remove(self, key: WatchKey) -> None:
        watch = self.watches.pop(key)
        self.detach(watch)
        self.anchors.release(watch)
        for waiting in (self.unsettled, self.changed, self.held, self.polled, self.to_poll):
            waiting.pop(watch, None)

    def forget_sweep(self, key: SweepKey) -> None:
        sweep = self.sweeps.pop(key, None)
        if sweep is not None:
            self.anchors.release(sweep)
            self.unsettled.pop(sweep, None)

    # Listeners of Live

    def attach(self, watch: Watch, target: Any) -> None:
        """Put the listener of a watch on the object at its position; nothing is left behind when Live refuses."""
        route = watch.route
        owner = route.owner(target, watch.values)
        if route.row.listen is not POLLED:
            watch.listener = Listener(owner, route.reported_by(watch.values), lambda: self.change(watch),
                                      route.listener_key(watch.values))
        watch.target, watch.owner = target, owner
        self.hold(watch)

    def detach(self, watch: Watch) -> None:
        if watch.listener is not None:
            watch.listener.remove()
        watch.listener = watch.owner = watch.target = None
        self.changed.pop(watch, None)
        self.held.pop(watch, None)

    def hold(self, item: Any) -> None:
        route = item.route
        steps, values = route.way(item.values)
        parts = route.parts(item.owner) if isinstance(item, Watch) else None
        self.anchors.hold(item, route.handler.origin, steps, values, parts)

    def unsettle(self, items: Iterable[Any]) -> None:
        self.unsettled.update(dict.fromkeys(items))

    def settle(self, item: Any) -> None:
        """Look what is at a position now; move the listener there and push, or sleep while nothing is there."""
        if isinstance(item, Sweep):
            # Where an id before the `*` is beyond a list now, there is nothing to start until there is again.
            with suppress(*PASSED_OVER):
                self.sweep(item)
            self.hold(item)
            return
        watch, route = item, item.route
        try:
            target = route.find(watch.ids)
            owner = route.owner(target, watch.values)
        except PASSED_OVER:
            target = owner = None
        if owner is not None and watch.owner is not None and watch.owner == owner:
            watch.target = target
            self.hold(watch)
            self.hear(watch)
            return
        self.detach(watch)
        watch.last = NOTHING
        if owner is None:
            self.hold(watch)
            return
        try:
            self.attach(watch, target)
        except Exception as error:
            self.log("%s %s: cannot listen to what is there now: %s", route.address, watch.ids, error)
            self.hold(watch)
            return
        self.hear(watch)

    # Changes

    def change(self, watch: Watch) -> None:
        """Live says that the value changed. An object that is not at its position any more is looked at first."""
        if watch.pushed or self.is_in_place(watch):
            self.hear(watch)
        else:
            self.unsettled[watch] = None

    def is_in_place(self, watch: Watch) -> bool:
        """Whether what a watch listens to is still at its position: Live renames tracks while it moves them."""
        if watch in self.unsettled:
            return False
        try:
            return bool(watch.route.find(watch.ids) == watch.target)
        except PASSED_OVER:
            return False

    # What a client asks about its own

    def list_of(self, peer: Any) -> List[Tuple[str, bool]]:
        """What a peer listens to, as it would ask for it, and whether something is there.

        What `*` covers is not repeated.
        """
        sweeps = [sweep for sweep in self.sweeps.values() if sweep.caller.peer == peer]
        covered: Dict[Tuple[RowKey, Subscriber], List[Sweep]] = {}
        for sweep in sweeps:
            covered.setdefault((row_key(sweep.route), sweep.caller), []).append(sweep)
        listed = [(question(sweep, sweep.caller), True) for sweep in sweeps]
        for watch, subscriber in self.all():
            if subscriber.peer == peer and not any(
                    sweep.covers(watch.ids + watch.arguments)
                    for sweep in covered.get((row_key(watch.route), subscriber), ())):
                listed.append((question(watch, subscriber), watch.owner is not None))
        return listed

    def send_again(self, peer: Any) -> int:
        """Push the current values of all that a peer listens to, as ticks have time; how many subscriptions it has."""
        mine = [(watch, subscriber) for watch, subscriber in self.all()
                if subscriber.peer == peer and watch.owner is not None]
        self.again.update(dict.fromkeys(mine))
        return len(mine)

    def repace(self, peer: Any) -> None:
        """The rates of a peer have changed: what it listens to already keeps them from now on."""
        now = self.clock()
        for watch, subscriber in self.all():
            if subscriber.peer == peer:
                interval = self.interval_of(peer, subscriber.form.address)
                pace = watch.subscribers[subscriber]
                if pace is not None:
                    pace.interval = interval
                    pace.due = min(pace.due, now + interval)
                elif interval:
                    watch.subscribers[subscriber] = Pace(interval)
        self.next_held = now
