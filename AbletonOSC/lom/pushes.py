"""When values go out: at once, at the end of the tick, as often as a pace allows, or when a look finds them changed."""
from __future__ import annotations

from collections import OrderedDict
from typing import Any, Callable, Dict, List, Optional, Tuple

from .route import read_value
from .watch import NOTHING, Pace, Subscriber, Watch

POLL_SECONDS = 0.1


class Pushes:
    """What waits to be told. `push(peer, address, arguments)` sends; `log(text, ...)` notes what went wrong."""

    def __init__(self, push: Callable[[Any, str, Any], None], log: Callable[..., None],
                 clock: Callable[[], float]) -> None:
        self.push = push
        self.log = log
        self.clock = clock
        self.polled: Dict[Watch, None] = {}
        self.unsettled: OrderedDict[Any, None] = OrderedDict()
        self.changed: OrderedDict[Watch, None] = OrderedDict()
        self.held: OrderedDict[Watch, None] = OrderedDict()
        self.again: OrderedDict[Tuple[Watch, Subscriber], None] = OrderedDict()
        self.to_poll: OrderedDict[Watch, None] = OrderedDict()
        self.pushed: List[Watch] = []
        self.next_held = 0.0
        self.next_poll = 0.0

    def settle(self, item: Any) -> None:
        """Look what is at the place of something that is unsettled."""
        raise NotImplementedError

    def is_in_place(self, watch: Watch) -> bool:
        """Whether what is watched is still at its place."""
        raise NotImplementedError

    def hear(self, watch: Watch) -> None:
        """The first change of a tick goes out at once, of the others the last one."""
        if watch.pushed:
            self.changed[watch] = None
            return
        watch.pushed = True
        self.pushed.append(watch)
        self.publish(watch)

    def publish(self, watch: Watch) -> bool:
        """Push the value to every subscriber, if it is another one than they know; whether it was.

        What cannot be read because it is no longer at its place is looked for again.
        """
        try:
            value = watch.route.read(watch.target, watch.arguments)
        except Exception as error:
            if self.is_in_place(watch):
                self.log("%s %s: cannot be read: %s", watch.route.reply_address, watch.ids, error)
            else:
                self.unsettled[watch] = None
            return False
        if value == watch.last:
            return False
        watch.last = value
        self.send(watch, value, list(watch.subscribers))
        return True

    def send(self, watch: Watch, value: Tuple[Any, ...], subscribers: List[Subscriber]) -> None:
        """Push a value, and the rows that go with it; a subscriber with a pace gets it later if it is too early."""
        subscribers = [subscriber for subscriber in subscribers if self.is_due(watch, watch.subscribers[subscriber])]
        handler = watch.route.handler
        for subscriber in subscribers:
            address, arguments = subscriber.form.write(watch.ids, value)
            self.push(subscriber.peer, address, arguments)
        for name in watch.route.row.with_rows:
            row = handler.by_name()[name]
            also = read_value(handler, row, watch.target, watch.arguments)
            for subscriber in subscribers:
                form = subscriber.form._replace(address=subscriber.form.address.replace(watch.route.row.name, name))
                address, arguments = form.write(watch.ids, also)
                self.push(subscriber.peer, address, arguments)

    def is_due(self, watch: Watch, pace: Optional[Pace]) -> bool:
        if pace is None:
            return True
        now = self.clock()
        if now < pace.due:
            pace.held = True
            self.held[watch] = None
            self.next_held = min(self.next_held, pace.due)
            return False
        pace.due = now + pace.interval
        pace.held = False
        return True

    # The tick

    def tick(self, end: float = float("inf")) -> None:
        """End of a tick: repair what structure changes have unsettled, push last values, look at what is polled.

        What is not done by `end` is done in the next tick, but of each kind there is always one step.
        """
        self.work_off(self.unsettled, self.settle, end)
        self.work_off(self.changed, self.publish_change, end)
        for watch in self.pushed:
            watch.pushed = False
        self.pushed = []
        if self.again:
            self.work_off(self.again, self.publish_again, end)
        if self.held:
            self.send_held(end)
        if self.polled:
            self.poll(end)

    def work_off(self, waiting: OrderedDict[Any, None], act: Callable[[Any], None], end: float) -> None:
        """Act on each thing that waits, the oldest first, until there are none or the time is up."""
        while waiting:
            item = waiting.popitem(last=False)[0]
            try:
                act(item)
            except Exception as error:
                self.log("%s of %s failed: %s: %s", act.__name__, item, type(error).__name__, error)
            if self.clock() >= end:
                return

    def publish_change(self, watch: Watch) -> None:
        if self.is_in_place(watch):
            self.publish(watch)
        else:
            self.unsettled[watch] = None

    def publish_again(self, subscription: Tuple[Watch, Subscriber]) -> None:
        """Push to one subscriber what it may know already; what waits for a repair is pushed by that."""
        watch, subscriber = subscription
        is_told = subscriber in watch.subscribers and watch.last is not NOTHING and watch not in self.unsettled
        if is_told and not self.publish(watch):
            self.send(watch, watch.last, [subscriber])

    def finish(self) -> None:
        """Send all that waits, whatever budgets and paces say: a successor would not know of it."""
        self.tick()
        for watch in list(self.polled):
            self.look(watch)
        for watch in list(self.held):
            for pace in watch.subscribers.values():
                if pace is not None:
                    pace.due = 0.0
        self.next_held = 0.0
        self.send_held(float("inf"))

    def send_held(self, end: float) -> None:
        now = self.clock()
        if now < self.next_held:
            return
        self.next_held = float("inf")
        held, self.held = self.held, OrderedDict()
        self.work_off(held, self.send_last, end)
        if held:
            self.held.update(held)
            self.next_held = now

    def send_last(self, watch: Watch) -> None:
        """Send what a pace has held back; while something else may be at the position it goes on waiting."""
        if watch in self.unsettled:
            self.held[watch] = None
            self.next_held = self.clock()
        elif watch.owner is not None and watch.last is not NOTHING:
            self.send(watch, watch.last, [subscriber for subscriber, pace in watch.subscribers.items()
                                          if pace is not None and pace.held])

    def poll(self, end: float) -> None:
        now = self.clock()
        if now >= self.next_poll and not self.to_poll:
            self.next_poll = now + POLL_SECONDS
            self.to_poll.update(self.polled)
        self.work_off(self.to_poll, self.look, end)

    def look(self, watch: Watch) -> None:
        if watch.owner is not None and watch not in self.unsettled:
            self.publish(watch)
