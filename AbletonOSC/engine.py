"""One tick: read datagrams, dispatch, run what was scheduled, push changes, under a budget.

No socket and no Live in here. The engine is all that `/live/api/reload` replaces: the host (Live's side), the transport
(the socket) and the peers outlive it, and `state` carries the subscriptions over.
"""
from __future__ import annotations

import time
from typing import Any, Callable, Dict, Iterator, List, Optional, Tuple

from .beat import Beat
from .dispatcher import Dispatcher
from .errors import InvalidArgument, OSCError, ReplyTooLong, refusal_of
from .handlers import make_routes
from .handlers.aliases import ALIASES, OBJECT_ALIASES
from .intake import Intake
from .leases import Leases
from .lom.listeners import Subscriptions
from .lom.route import Form
from .lom.watch import Subscriber
from .networks import Networks
from .osc import packet
from .osc.bundler import Bundler
from .osc.peers import Options
from .osc.transport import DatagramTooLong
from .smaller import TooLong, smaller_question
from .tasks import MOST_TASKS, Task, Tasks

ERROR = "/live/error"
STARTUP = "/live/startup"
SHUTDOWN = "/live/shutdown"
LOCAL = "127.0.0.1"
MOST_ECHOED = 16
LONGEST_ECHO = 200
REQUEST_ID = "@id:"
DONE = "ok"
BUNDLE_FRAME = 20
CONVERSATION_SECONDS = 0.1
MOST_LINGER_SECONDS = 0.004
LIVE_ERRORS = ("RuntimeError", "ArgumentError", "ValueError", "IndexError", "OverflowError", "LimitationError",
               "AttributeError")


class Engine:
    """Answers datagrams and pushes changes.

    `host` gives `song()`, `application()`, `show_message(text)`, `rebuild_midi_map()` and `request_reload(tell)`;
    `clock` counts seconds for budgets, `wall_clock` is Unix time for time tags.
    """

    def __init__(self, host: Any, transport: Any, peers: Any, settings: Dict[str, Any], log: Any,
                 clock: Callable[[], float] = time.perf_counter, wall_clock: Callable[[], float] = time.time) -> None:
        self.host = host
        self.transport = transport
        self.peers = peers
        self.settings = settings
        self.log = log
        self.clock = clock
        self.wall_clock = wall_clock
        self.intake = Intake(transport, Networks(settings["allowed_networks"]), peers, self.answer, self.refuse, clock,
                             wall_clock, log.logger)
        self.budget = settings["tick_budget"] / 1000.0
        self.linger_seconds = settings["linger"] / 1000.0
        self.last_served = float("-inf")
        self.midi_mappings: List[Any] = []
        self.subscriptions = Subscriptions(self.push, log.logger.warning, clock, self.interval_of)
        self.bundler = Bundler(self.send_whole)
        self.unknown = Options((LOCAL, settings["reply_port"]))
        self.leases = Leases(transport, peers, self.subscribed_clients, self.end_subscriptions, clock,
                             settings["lease"])
        routes = make_routes(self, self.host.simulator_module() is not None)
        self.dispatcher = Dispatcher(routes, ALIASES, OBJECT_ALIASES)
        self.tasks = Tasks(lambda task, values: self.reply(task.peer, task.address, task.request_id + values),
                           lambda task, error: self.fail(task.peer, error, task.address, task.asked), clock)
        self.asking: Any = None
        self.address = ""
        self.asked: Tuple[Any, ...] = ()
        self.is_answered_later = False
        self.request_id: Tuple[Any, ...] = ()
        self.beat: Optional[Beat] = None
        if settings["legacy_beat"]:
            self.beat = Beat(host.song(), self.beat_audience, self.push)

    # The tick

    def tick(self) -> None:
        """One beat of the script, on Live's main thread; raises nothing that a message can cause."""
        now = self.clock()
        end = now + self.budget
        if self.intake.serve(end):
            if now - self.last_served <= CONVERSATION_SECONDS:
                self.linger(end)
            self.last_served = now
        self.tasks.run(end)
        self.subscriptions.tick(end)
        self.bundler.flush_all()
        self.transport.flush()
        self.leases.tick()

    def linger(self, end: float) -> None:
        """Wait for the next question of somebody who asks one after another, for as long as it is worth it."""
        left = MOST_LINGER_SECONDS
        while left > 0:
            started = self.clock()
            wait = min(self.linger_seconds, left, end - started)
            if wait <= 0 or not self.transport.wait(wait):
                return
            left -= self.clock() - started
            self.intake.serve(end)

    # Messages in and out

    def answer(self, peer: Any, address: str, arguments: Tuple[Any, ...]) -> Iterator[None]:
        """Do what a message says and send the answers, one a step: the one place where an error becomes `/live/error`.

        A first argument "@id:<token>" comes back in front of each answer; what answers nothing then answers "ok".
        """
        self.asking, self.address, self.asked = peer, address, arguments
        asked, request_id, self.is_answered_later = arguments, (), False
        try:
            values = self.dispatcher.read(address, arguments)
            if values is not None:
                self.reply_or_report(peer, address, (), values, asked)
                return
            if arguments and type(arguments[0]) is str and arguments[0].startswith(REQUEST_ID):
                request_id, arguments = read_request_id(arguments)
            self.request_id = request_id
            answered = False
            for reply_address, values in self.dispatcher.dispatch(address, arguments, peer.push_address):
                answered = True
                self.reply_or_report(peer, reply_address, request_id, tuple(values), asked)
                yield
            if request_id and not answered and not self.is_answered_later:
                self.reply(peer, address, request_id + (DONE,))
        except Exception as error:
            self.fail(peer, error, address, asked)

    def fail(self, peer: Any, error: Exception, address: str, asked: Tuple[Any, ...]) -> None:
        """Tell why a message could not be answered: our own errors as they are, Live's words as a refusal."""
        if isinstance(error, OSCError):
            self.report(peer, error, address, asked)
            return
        if type(error).__name__ not in LIVE_ERRORS:
            self.log.logger.error(f"{address}: {type(error).__name__}", exc_info=error)
        self.report(peer, refusal_of(error), address, asked)

    def answer_later(self, steps: Iterator[Any]) -> None:
        """Answer the message that is being answered in steps, between other messages (tasks.py)."""
        if len(self.tasks.tasks) >= MOST_TASKS:
            raise OSCError(f"{MOST_TASKS} long tasks are under way; ask again when some are done")
        self.is_answered_later = True
        if self.request_id:
            steps = acknowledge(steps)
        self.tasks.begin(Task(self.asking, self.address, self.asked, self.request_id, steps))

    def reply(self, peer: Any, address: str, values: Tuple[Any, ...]) -> None:
        """Send an answer to wherever the peer may listen; raises `ReplyTooLong`."""
        options = peer.options
        data = packet.encode_message(address, values, options.booleans, options.nil)
        if len(data) > options.max_datagram:
            raise ReplyTooLong(f"the answer has {len(data)} bytes, your max_datagram is {options.max_datagram}")
        self.send(data, peer.destinations)

    def reply_or_report(self, peer: Any, address: str, request_id: Tuple[Any, ...], values: Tuple[Any, ...],
                        asked: Tuple[Any, ...]) -> None:
        """Send an answer, or what to ask instead when it is too long."""
        try:
            self.reply(peer, address, request_id + values)
        except ReplyTooLong as error:
            hint = smaller_question(self.dispatcher, TooLong(address, values, request_id, asked[len(request_id):],
                                                             peer.options))
            self.report(peer, ReplyTooLong(f"{error}; {hint}"), self.address, asked)

    def push(self, push_address: Any, address: str, values: Tuple[Any, ...]) -> None:
        """Send what was not asked for just now to the one place where a subscriber listens."""
        options = self.peers.options(push_address) or self.unknown
        data = packet.encode_message(address, values, options.booleans, options.nil)
        try:
            if options.bundle_pushes and len(data) + BUNDLE_FRAME <= options.max_datagram:
                self.bundler.add(data, push_address, options.max_datagram)
                return
            self.bundler.flush(push_address)
            if len(data) > options.max_datagram:
                raise ReplyTooLong(f"the push has {len(data)} bytes, your max_datagram is {options.max_datagram}; "
                                   "listen over TCP, or to one after another")
            self.send(data, (push_address,))
        except ReplyTooLong as error:
            self.log.logger.warning("%s: %s", address, error)
            if address != ERROR:
                target = self.dispatcher.find_exact(address)
                ids = () if target is None else values[:len(target.route.ids)]
                self.push(push_address, ERROR, (error.known_text, str(error), address) + ids)

    def send_whole(self, data: bytes, push_address: Any) -> None:
        """Send a bundle of pushes.

        A system that takes none of its size is told of in the log, for there is no row to blame.
        """
        try:
            self.send(data, (push_address,))
        except ReplyTooLong as error:
            self.log.logger.warning("pushes are lost, the client should set a smaller max_datagram: %s", error)

    def refuse(self, sender: Tuple[str, int], error: OSCError) -> None:
        """Tell somebody whose datagram could not be read; that does not make it a peer."""
        self.send(packet.encode_message(ERROR, (error.known_text, str(error))), self.peers.destinations_of(*sender))

    def report(self, peer: Any, error: OSCError, address: str, arguments: Tuple[Any, ...]) -> None:
        """Send `/live/error`: the text that clients know, our sentence, then the address and arguments refused."""
        echoed = tuple(echo(value) for value in arguments[:MOST_ECHOED])
        self.log.logger.info("%s %s: %s", address[:LONGEST_ECHO], echoed, error)
        values = (error.known_text, str(error), address) + echoed
        try:
            self.reply(peer, ERROR, values)
        except ReplyTooLong:
            short = (error.known_text, str(error), address, self.request_id[0] if self.request_id else "")
            self.reply(peer, ERROR, tuple(text[:LONGEST_ECHO // 2] for text in short if text))

    def send(self, data: bytes, destinations: Tuple[Any, ...]) -> None:
        own_port = self.transport.local_port
        for destination in destinations:
            if destination[1] == own_port:
                continue  # whoever claims to be there, the script would answer itself, and that answer again
            try:
                self.transport.send(data, destination)
            except DatagramTooLong as error:
                raise ReplyTooLong(f"the answer has {error.size} bytes, more than one datagram carries here")

    def announce(self, address: str, *values: Any) -> None:
        """Tell everybody who was heard from, and this computer's reply port, once each."""
        local = (LOCAL, self.settings["reply_port"])
        for push_address in dict.fromkeys([local] + [peer.push_address for peer in self.peers.recent()]):
            self.push(push_address, address, values)
        self.bundler.flush_all()

    # What handlers ask for the peer whose message is being answered

    def register_listener(self, port: int) -> None:
        """From now on the peer gets everything at this port of its IP."""
        if port == self.transport.local_port:
            raise InvalidArgument(f"port must not be {port}, where AbletonOSC itself listens")
        self.peers.register(self.asking, port)

    def unregister_listener(self) -> None:
        """The peer gets everything at the common port again; what it listens to at its own port ends."""
        if self.asking.registered_port is None or self.asking.is_connection:
            return
        self.subscriptions.stop_peer(self.asking.push_address)
        self.peers.unregister(self.asking)

    def request_reload(self) -> None:
        self.is_answered_later = True
        self.host.request_reload((self.asking, self.request_id))

    def report_success(self, asked_by: Tuple[Any, Tuple[Any, ...]]) -> None:
        """Tell a peer that asked with a request id that its reload is done."""
        peer, request_id = asked_by
        if request_id:
            self.reply(peer, "/live/api/reload", request_id + (DONE,))

    def report_failure(self, asked_by: Tuple[Any, Tuple[Any, ...]], sentence: str) -> None:
        """Tell a peer that what it asked for went wrong after the tick that answered it."""
        peer, request_id = asked_by
        self.report(peer, OSCError(sentence), "/live/api/reload", request_id)

    def set_rate(self, rate: float, pattern: str) -> None:
        """Limit how often the peer is pushed to, from now on; raises `InvalidArgument`."""
        try:
            self.asking.options.set_rate(rate, pattern)
        except ValueError as error:
            raise InvalidArgument(f"pattern {pattern!r}: {error}")
        self.subscriptions.repace(self.asking.push_address)

    def interval_of(self, push_address: Any, address: str) -> float:
        options = self.peers.options(push_address)
        return options.interval(address) if options is not None else 0.0

    # Peers

    def subscribed_clients(self) -> Iterator[Any]:
        """The push addresses that have subscriptions, as often as they have."""
        for _, subscriber in self.subscriptions.all():
            yield subscriber.peer
        for sweep in self.subscriptions.sweeps.values():
            yield sweep.caller.peer

    def is_subscribed(self, push_address: Any) -> bool:
        return push_address in self.subscribed_clients()

    def end_subscriptions(self, push_address: Any, reason: str) -> None:
        """A client is gone: what it listened to ends."""
        stopped = self.subscriptions.stop_peer(push_address)
        if stopped:
            self.log.logger.info("%s:%d %s: its %d subscriptions end", *(tuple(push_address) + (reason, stopped)))

    def drop_client(self, push_address: Any) -> None:
        """The last peer of a push address is forgotten, or has its own now."""
        self.end_subscriptions(push_address, "is forgotten")

    def beat_audience(self) -> List[Any]:
        subscribed = {subscriber.peer for watch, subscriber in self.subscriptions.all()
                      if watch.route.row.name == "beat"}
        return self.peers.legacy_beat(subscribed)

    # MIDI map

    def build_midi_map(self, midi_map_handle: int) -> None:
        """Make the mappings of `/live/midimap/map_cc` anew; the handle is good only until this returns."""
        from .handlers.midimap import build_midi_map

        build_midi_map(midi_map_handle, self.host.song(), self.midi_mappings, self.host.midi_map_module(),
                       self.log.logger)

    # Reload

    def export_subscriptions(self) -> List[Any]:
        """Every subscription as plain data; what waits to be told is told first.

        Each is a tuple of route address, ids, arguments, push address, form, and positions left out of `*`.
        """
        self.subscriptions.finish()
        watches = [(watch, subscriber, ()) for watch, subscriber in self.subscriptions.all()]
        sweeps = [(sweep, sweep.caller, tuple(sweep.without)) for sweep in self.subscriptions.sweeps.values()]
        return [(item.route.address, item.ids, item.arguments, subscriber.peer, tuple(subscriber.form), without)
                for item, subscriber, without in watches + sweeps]

    def import_subscriptions(self, exported: List[Any]) -> None:
        """Take over what `export_subscriptions` gave; one that cannot be taken over is logged."""
        for address, ids, arguments, push_address, form, without in exported:
            try:
                subscriber = Subscriber(push_address, Form(*form))
                self.subscriptions.resume(self.dispatcher.routes[address], ids, arguments, subscriber, without)
            except Exception as error:
                self.log.logger.warning(f"{address} {ids}: the subscription is lost: {error}")

    def inherit(self, old: Any) -> None:
        """Take over what the engine before this one, not closed yet, had not answered, and its MIDI mappings."""
        from .handlers.midimap import Mapping

        self.midi_mappings = [Mapping(*mapping) for mapping in old.midi_mappings]
        if self.beat is not None and old.beat is not None:
            self.beat.last = old.beat.last
        self.intake.inherit(old.intake)

    def close(self) -> None:
        """Take every listener from Live. The transport stays open: it is the host's."""
        self.bundler.flush_all()
        self.tasks.close()
        self.leases.close()
        self.subscriptions.close()
        if self.beat is not None:
            self.beat.close()
            self.beat = None


def echo(value: Any) -> Any:
    """An argument as it is repeated in an error: plain values as they are, long or strange ones as shortened text."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= LONGEST_ECHO else text[:LONGEST_ECHO] + "..."


def acknowledge(steps: Iterator[Any]) -> Iterator[Any]:
    """The steps of a task; one that answers nothing says at its end that it is done."""
    answered = False
    for step in steps:
        answered = answered or isinstance(step, tuple)
        yield step
    if not answered:
        yield (DONE,)


def read_request_id(arguments: Tuple[Any, ...]) -> Tuple[Tuple[Any, ...], Tuple[Any, ...]]:
    """The request id as it will be sent back, and the arguments without it; raises `InvalidArgument` for a long one."""
    if len(arguments[0]) > LONGEST_ECHO // 2:
        raise InvalidArgument(f"a request id has at most {LONGEST_ECHO // 2} characters, got {len(arguments[0])}")
    return arguments[:1], arguments[1:]
