"""The asyncio twin of the client: the same names and rules, on the event loop and without a thread.

    async with AsyncAbletonOSCClient() as client:
        client.send_message("/live/song/set/tempo", 120)
        print(await client.query("/live/song/get/tempo"))
        async for address, params in client.listen("/live/track/get/volume", 0):
            print(params)
"""
from __future__ import annotations

import asyncio
import inspect
import logging
from collections import deque
from functools import partial
from types import TracebackType
from typing import Any, AsyncIterator, Callable, Deque, Iterable, List, Optional, Set, Tuple, Type, Union

from .client import KEPT_PUSHES, TIMEOUT, Trace
from .codec import Message, Params, When, as_params, decode, encode, encode_bundle
from .conversation import Conversation, Delivery, Handler, Subscription
from .endpoint import REPLY_PORT, Server, open_socket, resolve, timeout_hint
from .errors import ClientStopped, LiveError, QueryTimeout
from .questions import Question, Want
from .vocabulary import echoed_ids

log = logging.getLogger(__name__)


class AsyncListener(AsyncIterator[Message]):
    """The pushes of one property, oldest first: `async for` over it, or await `next_push`. Close it after use."""

    def __init__(self, address: str, close: Callable[[], None]) -> None:
        self.address = address
        self.dropped = 0
        """Pushes lost because nobody took them for too long."""
        self._close = close
        self._waiting: Deque[Union[Message, LiveError]] = deque()
        self._changed = asyncio.Event()
        self._closed = False

    def __aiter__(self) -> AsyncListener:
        return self

    async def __anext__(self) -> Message:
        try:
            return await self.next_push(None)
        except ClientStopped:
            raise StopAsyncIteration from None

    async def next_push(self, timeout: Optional[float] = TIMEOUT) -> Message:
        """Wait for the next push; None waits for ever. Raises TimeoutError, LiveError, ClientStopped."""
        while not self._waiting:
            if self._closed:
                raise ClientStopped("nobody listens to %s any more" % self.address)
            self._changed.clear()
            try:
                await asyncio.wait_for(self._changed.wait(), timeout)
            except asyncio.TimeoutError:
                raise TimeoutError("no push of %s within %g s" % (self.address, timeout or 0)) from None
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
        self._closed = True
        self._changed.set()

    def put(self, push: Union[Message, LiveError]) -> None:
        """Take a push from the client."""
        if len(self._waiting) >= KEPT_PUSHES:
            self._waiting.popleft()
            self.dropped += 1
            if self.dropped == 1:
                log.warning("%s: %d pushes wait to be taken, the oldest are dropped", self.address, KEPT_PUSHES)
        self._waiting.append(push)
        self._changed.set()

    async def __aenter__(self) -> AsyncListener:
        return self

    async def __aexit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException],
                        trace: Optional[TracebackType]) -> None:
        self.close()


class _Receiver(asyncio.DatagramProtocol):
    """What the event loop calls when a datagram has arrived."""

    def __init__(self, server: Server, receive: Callable[[bytes], None]) -> None:
        self._server = server
        self._receive = receive

    def datagram_received(self, data: bytes, addr: Any) -> None:
        if addr[1] == self._server[1]:
            self._receive(data)
        else:
            log.info("a datagram of %s:%d, which is not the server, is ignored", *addr[:2])

    def error_received(self, exc: Exception) -> None:
        log.info("nothing received, or not sent: %s", exc)


class AsyncAbletonOSCClient:
    """A client of the AbletonOSC script for asyncio; arguments as for AbletonOSCClient.

    Use it with `async with`, or await `connect` and `stop`. Handlers are called on the event loop; one that is a
    coroutine function becomes a task.
    """

    def __init__(self, hostname: str = "127.0.0.1", port: int = 11000, client_port: int = REPLY_PORT,
                 timeout: float = TIMEOUT, unclaimed: Optional[Handler] = None, trace: Optional[Trace] = None) -> None:
        self.timeout = timeout
        self.server = resolve(hostname, port)
        self.client_port = client_port
        self._name = "%s:%d" % (hostname, port)
        self._trace = trace
        self._unclaimed = unclaimed
        self._conversation: Optional[Conversation] = None
        self._transport: Optional[asyncio.DatagramTransport] = None
        self._listeners: List[AsyncListener] = []
        self._tasks: Set[asyncio.Future[Any]] = set()

    async def connect(self) -> AsyncAbletonOSCClient:
        """Open the port where replies arrive. Raises ClientPortTaken, and RuntimeError when it is open already."""
        if self._transport is not None:
            raise RuntimeError("the client is connected already")
        opened = open_socket(self.server, self.client_port)
        opened.setblocking(False)
        self.client_port = int(opened.getsockname()[1])
        self._conversation = Conversation(echoed_ids, None if self.client_port == REPLY_PORT else self.client_port)
        self._conversation.unclaimed = self._unclaimed
        transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
            lambda: _Receiver(self.server, self._receive_bytes), sock=opened)
        self._transport = transport
        return self

    # Sending

    def send_message(self, address: str, params: Params = ()) -> None:
        """Send a message and wait for nothing. Raises ValueError and TypeError for what OSC cannot carry."""
        arguments = as_params(params)
        encode(address, arguments)
        self._send(self._connected().tell(address, arguments))

    def send_bundle(self, messages: Iterable[Tuple[str, Params]], timetag: When = None) -> None:
        """Send messages that are carried out together, in order: at once, or at a time (Unix seconds, datetime)."""
        bundled = [Message(address, as_params(params)) for address, params in messages]
        data = encode_bundle(bundled, timetag)
        for message in bundled:
            self._send([one for one in self._connected().tell(*message) if one != message])
            self._traced("->", message)
        self._send_bytes(data)

    # Asking

    async def query(self, address: str, params: Params = (), timeout: Optional[float] = None) -> Tuple[Any, ...]:
        """Send a message and give the arguments of its reply, ids first. Raises LiveError, QueryTimeout."""
        return (await self._ask(address, params, Want.ONE, timeout)).answer

    async def query_all(self, address: str, params: Params = (), timeout: Optional[float] = None) -> List[Message]:
        """Send a message with a wildcard and give all replies. Raises LiveError, QueryTimeout."""
        return (await self._ask(address, params, Want.ALL, timeout)).replies

    async def call(self, address: str, params: Params = (), timeout: Optional[float] = None) -> List[Message]:
        """Send a setter or a method and wait until it has been carried out. Raises LiveError, QueryTimeout."""
        return (await self._ask(address, params, Want.DONE, timeout)).replies

    async def await_message(self, address: str, timeout: Optional[float] = None) -> Tuple[Any, ...]:
        """Wait for the next message on an address, whoever asked, and give its arguments. Raises QueryTimeout."""
        wait = self.timeout if timeout is None else timeout
        came: asyncio.Future[Message] = asyncio.get_running_loop().create_future()

        def deliver(message: Union[Message, LiveError]) -> None:
            if isinstance(message, Message) and not came.done():
                came.set_result(message)

        subscription = Subscription(address, (), deliver, passive=True)
        self._connected().subscribe(subscription)
        try:
            return (await asyncio.wait_for(came, wait)).arguments
        except asyncio.TimeoutError:
            raise self._timed_out(address, wait) from None
        finally:
            if self._conversation is not None:
                self._conversation.unsubscribe(subscription)

    # Hearing

    def listen(self, address: str, *ids: Any) -> AsyncListener:
        """Listen to a property of an object: its value now, then each change, as messages (address, arguments)."""
        encode(address, ids)
        listener = AsyncListener(address, lambda: self._stop_listening(subscription, listener))
        subscription = Subscription(address, ids, listener.put)
        outgoing = self._connected().subscribe(subscription)
        self._listeners.append(listener)
        self._send(outgoing)
        return listener

    def set_handler(self, address: str, handler: Handler) -> None:
        """Call `handler(address, params)` for each message on the address; a coroutine function becomes a task."""
        self._connected().set_handler(address, handler)

    def remove_handler(self, address: str) -> None:
        """Forget the handler of the address; one that is not there is no error."""
        self._connected().remove_handler(address)

    def set_unclaimed(self, handler: Optional[Handler]) -> None:
        """Call `handler(address, params)` for messages that nobody asked for, listens to or handles; None: nobody."""
        self._connected().unclaimed = handler

    # The end

    async def stop(self) -> None:
        """Stop listening, fail what still waits, and give the port back. A second call does nothing."""
        if self._conversation is None or self._transport is None:
            return
        farewell, deliveries = self._conversation.close()
        self._send(farewell)
        self._conversation = None
        self._transport.close()
        self._transport = None
        listeners, self._listeners = self._listeners, []
        for listener in listeners:
            listener.end()
        self._deliver(deliveries)
        # The loop closes the socket in its next turn.
        await asyncio.sleep(0)

    async def __aenter__(self) -> AsyncAbletonOSCClient:
        return await self.connect()

    async def __aexit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException],
                        trace: Optional[TracebackType]) -> None:
        await self.stop()

    # Inside

    def _connected(self) -> Conversation:
        if self._conversation is None:
            raise ClientStopped("the client is not connected: use `async with`, or await connect()")
        return self._conversation

    async def _ask(self, address: str, params: Params, want: Want, timeout: Optional[float]) -> Question:
        arguments = as_params(params)
        encode(address, arguments)
        if arguments:
            echoed_ids(address)  # Reads the tables, once, before an answer is waited for.
        wait = self.timeout if timeout is None else timeout
        settled = asyncio.Event()
        conversation = self._connected()
        question, outgoing = conversation.ask(address, arguments, want, lambda _: settled.set())
        try:
            self._send(outgoing)
            await asyncio.wait_for(settled.wait(), wait)
        except asyncio.TimeoutError:
            if not question.done:
                raise self._timed_out(address, wait, question.overheard) from None
        finally:
            # A cancelled query as well: its answer may still come, and must not answer the next one.
            conversation.give_up(question)
        if question.error is not None:
            raise question.error
        return question

    def _timed_out(self, address: str, wait: float, overheard: Iterable[LiveError] = ()) -> QueryTimeout:
        return QueryTimeout(address, self._name, wait, tuple(overheard), timeout_hint(self.server, self.client_port))

    def _stop_listening(self, subscription: Subscription, listener: AsyncListener) -> None:
        if self._conversation is not None:
            self._send(self._conversation.unsubscribe(subscription))
        if listener in self._listeners:
            self._listeners.remove(listener)

    def _traced(self, direction: str, message: Message) -> None:
        if self._trace is not None:
            self._trace(direction, message.address, message.arguments)

    def _send(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self._traced("->", message)
            self._send_bytes(encode(*message))

    def _send_bytes(self, data: bytes) -> None:
        if self._transport is None:
            raise ClientStopped("the client was stopped")
        self._transport.sendto(data, self.server)

    def _receive_bytes(self, data: bytes) -> None:
        try:
            messages = decode(data)
        except ValueError as error:
            log.warning("a datagram of %d bytes is not OSC: %s", len(data), error)
            return
        for message in messages:
            self._deliver([partial(self._traced, "<-", message)])
            if self._conversation is not None:
                self._deliver(self._conversation.receive(message))

    def _deliver(self, deliveries: Iterable[Delivery]) -> None:
        """Make the calls; a handler that raises is logged, and takes nothing from the others."""
        for deliver in deliveries:
            try:
                outcome = deliver()
            except Exception:
                log.exception("a handler raised")
                continue
            if inspect.isawaitable(outcome):
                task = asyncio.ensure_future(outcome)
                self._tasks.add(task)
                task.add_done_callback(self._finish)

    def _finish(self, task: asyncio.Future[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("a handler raised", exc_info=task.exception())
