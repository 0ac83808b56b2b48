"""The client: send messages to Live, ask and wait for answers, listen to changes. A thread of its own receives.

    with AbletonOSCClient() as client:
        client.send_message("/live/song/set/tempo", 120)
        print(client.query("/live/song/get/tempo"))                # (120.0,)
        for address, params in client.listen("/live/track/get/volume", 0):
            print(params)                                           # (0, 0.85) and again on each change
"""
from __future__ import annotations

import logging
import threading
from collections import deque
from functools import partial
from socket import timeout as SocketTimeout
from types import TracebackType
from typing import Any, Callable, Deque, Iterable, Iterator, List, Optional, Tuple, Type, Union

from .codec import Message, Params, When, as_params, decode, encode, encode_bundle
from .conversation import Conversation, Delivery, Handler, Subscription
from .endpoint import REPLY_PORT, open_socket, resolve, timeout_hint
from .errors import ClientStopped, LiveError, QueryTimeout
from .questions import Question, Want
from .vocabulary import echoed_ids

TIMEOUT = 2.0
"""Seconds. Live answers within 0.1 s unless it is busy: a menu is open, a Set is being loaded."""

KEPT_PUSHES = 10000
"""Pushes that wait to be taken from a listener; then the oldest are dropped."""

LARGEST_DATAGRAM = 65536
LOOK_AROUND = 0.5
"""Seconds between two looks at what a wait cannot be woken by (Windows keeps Ctrl-C from a wait without an end)."""
AFTER_ERROR = 0.01

Trace = Callable[[str, str, Tuple[Any, ...]], Any]

log = logging.getLogger(__name__)


class Listener(Iterator[Message]):
    """The pushes of one property, oldest first: iterate over it, or call `next_push`. Close it after use."""

    def __init__(self, address: str, close: Callable[[], None]) -> None:
        self.address = address
        self.dropped = 0
        """Pushes lost because nobody took them for too long."""
        self._close = close
        self._waiting: Deque[Union[Message, LiveError]] = deque()
        self._changed = threading.Condition()
        self._closed: Optional[Exception] = None

    def __iter__(self) -> Listener:
        return self

    def __next__(self) -> Message:
        try:
            return self.next_push(None)
        except ClientStopped:
            raise StopIteration from None

    def next_push(self, timeout: Optional[float] = TIMEOUT) -> Message:
        """Wait for the next push; None waits for ever.

        Raises TimeoutError, LiveError when Live refused to tell, ClientStopped when nothing more can come.
        """
        with self._changed:
            while not self._changed.wait_for(lambda: self._waiting or self._closed,
                                             LOOK_AROUND if timeout is None else timeout):
                if timeout is not None:
                    raise TimeoutError("no push of %s within %g s" % (self.address, timeout))
            if not self._waiting:
                raise self._closed or ClientStopped(self.address)
            push = self._waiting.popleft()
        if isinstance(push, LiveError):
            raise push
        return push

    def close(self) -> None:
        """Stop to listen; what has arrived can still be taken."""
        self._close()
        self.end()

    def end(self) -> None:
        """Wake who waits: nothing more will come."""
        with self._changed:
            self._closed = self._closed or ClientStopped("nobody listens to %s any more" % self.address)
            self._changed.notify_all()

    def put(self, push: Union[Message, LiveError]) -> None:
        """Take a push from the client."""
        with self._changed:
            if len(self._waiting) >= KEPT_PUSHES:
                self._waiting.popleft()
                self.dropped += 1
                if self.dropped == 1:
                    log.warning("%s: %d pushes wait to be taken, the oldest are dropped", self.address, KEPT_PUSHES)
            self._waiting.append(push)
            self._changed.notify_all()

    def __enter__(self) -> Listener:
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException],
                 trace: Optional[TracebackType]) -> None:
        self.close()


class AbletonOSCClient:
    """A client of the AbletonOSC script in Live, or in the simulator.

    client_port: where replies arrive; 0 takes any free port, for when another client has 11001.
    unclaimed: called with (address, params) of messages that nobody asked for, listens to or handles.
    trace: called with ("->" or "<-", address, params) for each message.
    Only what comes from the server's port is taken: on 11001 arrive copies of replies of other servers of this machine.
    Handlers, `unclaimed` and `trace` of arriving messages run on the client's own thread: they must not query.
    Raises ClientPortTaken, and OSError when the host is unknown.
    """

    def __init__(self, hostname: str = "127.0.0.1", port: int = 11000, client_port: int = REPLY_PORT,
                 timeout: float = TIMEOUT, unclaimed: Optional[Handler] = None, trace: Optional[Trace] = None) -> None:
        self.timeout = timeout
        self.server = resolve(hostname, port)
        self._name = "%s:%d" % (hostname, port)
        self._trace = trace
        self._socket = open_socket(self.server, client_port)
        self.client_port = int(self._socket.getsockname()[1])
        self._conversation = Conversation(echoed_ids, None if self.client_port == REPLY_PORT else self.client_port)
        self._conversation.unclaimed = unclaimed
        self._lock = threading.Lock()
        self._listeners: List[Listener] = []
        self._stopping = threading.Event()
        self._receiver = threading.Thread(target=self._receive, name="AbletonOSCClient", daemon=True)
        self._receiver.start()

    # Sending

    def send_message(self, address: str, params: Params = ()) -> None:
        """Send a message and wait for nothing. Raises ValueError and TypeError for what OSC cannot carry."""
        arguments = as_params(params)
        encode(address, arguments)
        with self._lock:
            self._send(self._conversation.tell(address, arguments))

    def send_bundle(self, messages: Iterable[Tuple[str, Params]], timetag: When = None) -> None:
        """Send messages that are carried out together, in order: at once, or at a time (Unix seconds, datetime)."""
        bundled = [Message(address, as_params(params)) for address, params in messages]
        data = encode_bundle(bundled, timetag)
        with self._lock:
            for message in bundled:
                self._send([one for one in self._conversation.tell(*message) if one != message])
                self._traced("->", message)
            self._send_bytes(data, "a bundle")

    # Asking

    def query(self, address: str, params: Params = (), timeout: Optional[float] = None) -> Tuple[Any, ...]:
        """Send a message and give the arguments of its reply, ids first.

        Raises LiveError when it is refused, QueryTimeout when nothing comes.
        """
        return self._ask(address, params, Want.ONE, timeout).answer

    def query_all(self, address: str, params: Params = (), timeout: Optional[float] = None) -> List[Message]:
        """Send a message with a wildcard (a pattern as address, `*` as an id) and give all replies.

        Raises LiveError when no object answers, QueryTimeout when the script does not.
        """
        return self._ask(address, params, Want.ALL, timeout).replies

    def call(self, address: str, params: Params = (), timeout: Optional[float] = None) -> List[Message]:
        """Send a setter or a method, wait until it has been carried out, and give what it replied: mostly nothing.

        Raises LiveError when it is refused, QueryTimeout when the script does not answer.
        """
        return self._ask(address, params, Want.DONE, timeout).replies

    def await_message(self, address: str, timeout: Optional[float] = None) -> Tuple[Any, ...]:
        """Wait for the next message on an address, whoever asked, and give its arguments. Raises QueryTimeout."""
        self._refuse_receiver("await_message(%r)" % address)
        wait = self.timeout if timeout is None else timeout
        came = threading.Event()
        found: List[Message] = []

        def deliver(message: Union[Message, LiveError]) -> None:
            if isinstance(message, Message):
                found.append(message)
                came.set()

        with self._lock:
            self._refuse_stopped()
            subscription = Subscription(address, (), deliver, passive=True)
            self._conversation.subscribe(subscription)
        try:
            if not came.wait(wait):
                raise self._timed_out(address, wait)
        finally:
            with self._lock:
                self._conversation.unsubscribe(subscription)
        return found[0].arguments

    # Hearing

    def listen(self, address: str, *ids: Any) -> Listener:
        """Listen to a property of an object: its value now, then each change, as messages (address, arguments).

        The address may have any of the verbs get, start_listen, stop_listen; one without a verb is only heard
        (`/live/startup`, `/live/error`). A query for the same value is heard as well.
        """
        encode(address, ids)
        listener = Listener(address, lambda: self._stop_listening(subscription, listener))
        subscription = Subscription(address, ids, listener.put)
        with self._lock:
            self._refuse_stopped()
            self._listeners.append(listener)
            self._send(self._conversation.subscribe(subscription))
        return listener

    def set_handler(self, address: str, handler: Handler) -> None:
        """Call `handler(address, params)` for each message on the address, from the client's own thread."""
        with self._lock:
            self._conversation.set_handler(address, handler)

    def remove_handler(self, address: str) -> None:
        """Forget the handler of the address; one that is not there is no error."""
        with self._lock:
            self._conversation.remove_handler(address)

    def set_unclaimed(self, handler: Optional[Handler]) -> None:
        """Call `handler(address, params)` for messages that nobody asked for, listens to or handles; None: nobody."""
        with self._lock:
            self._conversation.unclaimed = handler

    # The end

    def stop(self) -> None:
        """Stop listening, fail what still waits, and give the port back. A second call does nothing."""
        with self._lock:
            if self._stopping.is_set():
                return
            farewell, deliveries = self._conversation.close()
            try:
                self._send(farewell)
            except OSError as error:
                log.info("no good-bye: %s", error)
            self._stopping.set()
            self._wake_receiver()
            listeners, self._listeners = self._listeners, []
        for listener in listeners:
            listener.end()
        self._deliver(deliveries)
        if threading.current_thread() is not self._receiver:
            self._receiver.join()

    def __enter__(self) -> AbletonOSCClient:
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException],
                 trace: Optional[TracebackType]) -> None:
        self.stop()

    # Inside

    def _ask(self, address: str, params: Params, want: Want, timeout: Optional[float]) -> Question:
        self._refuse_receiver("query(%r)" % address)
        arguments = as_params(params)
        encode(address, arguments)
        if arguments:
            echoed_ids(address)  # Reads the tables, once, before an answer is waited for.
        wait = self.timeout if timeout is None else timeout
        settled = threading.Event()
        with self._lock:
            self._refuse_stopped()
            question, outgoing = self._conversation.ask(address, arguments, want, lambda _: settled.set())
            self._send(outgoing)
        try:
            settled.wait(wait)
        finally:
            with self._lock:
                self._conversation.give_up(question)
        if question.error is not None:
            raise question.error
        if not question.done:
            raise self._timed_out(address, wait, question.overheard)
        return question

    def _timed_out(self, address: str, wait: float, overheard: Iterable[LiveError] = ()) -> QueryTimeout:
        return QueryTimeout(address, self._name, wait, tuple(overheard), timeout_hint(self.server, self.client_port))

    def _stop_listening(self, subscription: Subscription, listener: Listener) -> None:
        with self._lock:
            if not self._stopping.is_set():
                self._send(self._conversation.unsubscribe(subscription))
            if listener in self._listeners:
                self._listeners.remove(listener)

    def _refuse_receiver(self, what: str) -> None:
        if threading.current_thread() is self._receiver:
            raise RuntimeError("%s in a handler: the thread that would receive the answer is the one that waits" % what)

    def _refuse_stopped(self) -> None:
        if self._stopping.is_set():
            raise ClientStopped("the client was stopped")

    def _traced(self, direction: str, message: Message) -> None:
        if self._trace is not None:
            self._trace(direction, message.address, message.arguments)

    def _send(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self._traced("->", message)
            self._send_bytes(encode(*message), message.address)

    def _send_bytes(self, data: bytes, what: str) -> None:
        self._refuse_stopped()
        try:
            self._socket.sendto(data, self.server)
        except OSError as error:
            raise OSError(error.errno, "%s (%d bytes) cannot be sent to %s: %s"
                          % (what, len(data), self._name, error.strerror)) from error

    def _wake_receiver(self) -> None:
        """Send an empty datagram to our own port, so that the thread need not wait until it looks around."""
        own = self._socket.getsockname()
        try:
            self._socket.sendto(b"", ("127.0.0.1" if own[0] == "0.0.0.0" else own[0], own[1]))
        except OSError as error:
            log.info("the receiver stops within %g s: %s", LOOK_AROUND, error)

    def _receive(self) -> None:
        self._socket.settimeout(LOOK_AROUND)
        with self._socket:
            while not self._stopping.is_set():
                try:
                    data, sender = self._socket.recvfrom(LARGEST_DATAGRAM)
                except SocketTimeout:
                    continue
                except OSError as error:
                    # Windows reports here (10054) that nobody listens on the server's port: the timeout says so.
                    log.info("nothing received: %s", error)
                    self._stopping.wait(AFTER_ERROR)
                    continue
                if sender[1] == self.server[1]:
                    self._receive_bytes(data)
                elif data:
                    log.info("a datagram of %s:%d, which is not the server, is ignored", *sender[:2])

    def _receive_bytes(self, data: bytes) -> None:
        try:
            messages = decode(data)
        except ValueError as error:
            log.warning("a datagram of %d bytes is not OSC: %s", len(data), error)
            return
        for message in messages:
            self._deliver([partial(self._traced, "<-", message)])
            with self._lock:
                if self._stopping.is_set():
                    return
                deliveries = self._conversation.receive(message)
            self._deliver(deliveries)

    def _deliver(self, deliveries: Iterable[Delivery]) -> None:
        """Make the calls; a handler that raises is logged, and takes nothing from the others."""
        for deliver in deliveries:
            try:
                deliver()
            except Exception:
                log.exception("a handler raised")
