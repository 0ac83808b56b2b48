"""Who asked what, and which arriving message answers it: all the logic of the clients, without sockets, threads, time.

An OSC reply carries no mark of the request it belongs to. What is known: a reply comes on the address that was asked,
begins with the ids that were asked, and replies come in the order of the requests. So each message goes to the oldest
question it fits. Three things would break that, and each is met with a *fence*: a harmless query sent behind the
question, whose answer proves that everything sent before it has been dealt with.

- A push on the same address looks like a reply: the last message before the fence is the reply.
- A question was given up, and its answer may still come late: the next one on that address is fenced.
- Setters are silent and wildcards answer any number of times: they are over when the fence is reached.
"""
from __future__ import annotations

from typing import Any, Callable, Dict, List, Optional, Tuple, Union

from AbletonOSC.osc import pattern

from .addresses import ERROR, REGISTER, UNREGISTER, echoes, listened, verb
from .codec import Message
from .errors import ClientStopped, LiveError
from .questions import Question, Questions, Settled, Want

FENCES = ("/live/application/get/version", "/live/api/get/log_level", "/live/song/get/num_tracks",
          "/live/song/get/num_scenes")
"""Queries that every server answers and that change nothing."""

MARKED_FENCE = "/live/application/get/has_option"
"""A query that repeats its argument in the reply, so that it cannot be mistaken; older scripts refuse it."""

SEEN_FENCE = "/live/test"
"""A query that shows a message in Live: for a pattern that means all the others."""

Handler = Callable[[str, Tuple[Any, ...]], Any]
Delivery = Callable[[], Any]
"""A call that the caller of the conversation makes after it has let go of its lock."""


class Subscription:
    """Pushes of one property that somebody listens to. `deliver` gets each as a Message, or the LiveError of `start`.

    passive: hear what comes on this very address, and ask the server for nothing.
    """

    def __init__(self, address: str, ids: Tuple[Any, ...], deliver: Callable[[Union[Message, LiveError]], Any],
                 passive: bool = False) -> None:
        addresses = None if passive else listened(address)
        self.get = addresses.get if addresses else address
        self.start = addresses.start if addresses else None
        self.stop = addresses.stop if addresses else None
        self.ids = ids
        self.deliver = deliver
        self.compiled = pattern.Pattern(self.get) if pattern.is_pattern(self.get) else None

    def fits(self, message: Message) -> bool:
        """Say whether the message is a push of what is listened to."""
        if self.compiled.matches(message.address) if self.compiled else message.address == self.get:
            return len(message.arguments) >= len(self.ids) and all(map(echoes, self.ids, message.arguments))
        return False

    def is_refused(self, error: LiveError) -> bool:
        """Say whether the error is about the message that asked for these pushes."""
        return error.address == self.start and all(map(echoes, self.ids, error.arguments))


class Conversation:
    """The state of one client. Every method gives what is to be sent, or what is to be called; the caller does it.

    echoed_ids: the number of ids with which replies on an address begin, None when unknown.
    reply_port: our own port when it is not the one that every server replies to; it is registered with the server.
    """

    def __init__(self, echoed_ids: Callable[[str], Optional[int]], reply_port: Optional[int] = None) -> None:
        self._reply_port = reply_port
        self._count = 0
        self._questions = Questions(echoed_ids)
        self._given_up: Dict[str, Tuple[int, Optional[pattern.Pattern]]] = {}
        self._pushed: Dict[str, Optional[pattern.Pattern]] = {}
        self._handlers: Dict[str, Handler] = {}
        self._subscriptions: List[Subscription] = []
        self._told = 0      # the number of the last message that has no answer
        self._heard = 0     # all messages up to this number have been dealt with by the server
        self._registered = False
        self.unclaimed: Optional[Handler] = None
        """Gets every message that nobody asked for, listens to or handles."""

    # What is sent

    def tell(self, address: str, params: Tuple[Any, ...]) -> List[Message]:
        """Send a message without waiting for anything."""
        self._told = self._next()
        return self._with_registration(address) + [Message(address, params)]

    def ask(self, address: str, params: Tuple[Any, ...], want: Want,
            settled: Settled) -> Tuple[Question, List[Message]]:
        """Send a question; `settled` is called with it once it is done. Raises ValueError for a bad pattern."""
        question = Question(self._next(), address, params, want, settled)
        outgoing = self._with_registration(address) + [Message(address, params)]
        if want is not Want.ONE or question.wildcard or self._is_uncertain(address):
            question.fence = self._fence_for(question)
            outgoing.append(Message(question.fence.address, question.fence.params))
            self._questions.add(question.fence)
        self._questions.add(question)
        return question, outgoing

    def _fence_for(self, question: Question) -> Question:
        """Give a fence that the question does not mean itself, and for which no late answer can be taken."""
        number = self._next()
        certain = [address for address in FENCES if not self._is_uncertain(address)]
        possible = [address for address in certain + [MARKED_FENCE, SEEN_FENCE] if not question.means(address)]
        if not possible:
            raise ValueError("%s means every address: its replies have no end" % question.address)
        params = ("fence %d" % number,) if possible[0] == MARKED_FENCE else ()
        return Question(number, possible[0], params, Want.ONE, question.settled, guards=question)

    def subscribe(self, subscription: Subscription) -> List[Message]:
        """Begin to listen; an address without a verb (`/live/startup`) is only heard."""
        self._subscriptions.append(subscription)
        if subscription.start is None:
            return []
        return self.tell(subscription.start, subscription.ids)

    def unsubscribe(self, subscription: Subscription) -> List[Message]:
        """Stop to listen; the server is told when nobody else here listens to the same."""
        if subscription not in self._subscriptions:
            return []
        self._subscriptions.remove(subscription)
        same = (subscription.get, subscription.ids)
        if subscription.stop is None or any((other.get, other.ids) == same for other in self._subscriptions):
            return []
        return self.tell(subscription.stop, subscription.ids)

    def set_handler(self, address: str, handler: Handler) -> None:
        """Call `handler(address, params)` for each message on the address; one per address, the last wins."""
        self._handlers[address] = handler

    def remove_handler(self, address: str) -> None:
        """Forget the handler; an address without one is no error."""
        self._handlers.pop(address, None)

    def give_up(self, question: Question) -> None:
        """End a question whose time is over, or that nobody waits for any more; nothing to do when it is done.

        What had come before the fence does not count as an answer: it may be as old as the question before.
        """
        if question.done:
            return
        for one in (question, question.fence):
            if one is not None:
                self._given_up[one.address] = (self._count, one.compiled)
        self._questions.abandon(question, self._count)

    def close(self) -> Tuple[List[Message], List[Delivery]]:
        """End the conversation: say good-bye to the server, and fail all that still wait."""
        outgoing: List[Message] = []
        for subscription in list(self._subscriptions):
            outgoing += self.unsubscribe(subscription)
        if self._registered:
            outgoing.append(Message(UNREGISTER, (self._reply_port,)))
        deliveries: List[Delivery] = []
        for question in self._questions.waiting():
            question.error = ClientStopped("the client was stopped before %s was answered" % question.address)
            deliveries += self._settle(question)
        return outgoing, deliveries

    # What arrives

    def receive(self, message: Message) -> List[Delivery]:
        """Take one arriving message and give the calls to be made for it."""
        if message.address == ERROR:
            return self._receive_error(message)
        deliveries: List[Delivery] = []
        question = self._questions.asker(message)
        if question is not None:
            self._heard = max(self._heard, question.number)
            question.replies.append(message)
            if question.guards is not None:
                deliveries = self._reached(question)
            elif question.want is Want.ONE and question.fence is None:
                deliveries = self._settle(question)
        claimed = _is_claimed(question) or (self._registered and message.address == REGISTER)
        return deliveries + self._spread(message, claimed)

    def _receive_error(self, message: Message) -> List[Delivery]:
        error = LiveError.from_params(message.arguments)
        deliveries: List[Delivery] = []
        question = self._blamed(error)
        if question is None:
            for waiting in self._questions.waiting():
                waiting.overheard.append(error)
        elif question.guards is not None:
            deliveries = self._reached(question)
        elif question.want is Want.ALL:
            question.overheard.append(error)
        else:
            question.error = error
            deliveries = self._settle(question)
        unregistered = self._registered and error.address == REGISTER
        listening = [subscription for subscription in self._subscriptions
                     if subscription.start is not None and (unregistered or subscription.is_refused(error))]
        deliveries += [_call(subscription.deliver, error) for subscription in listening]
        return deliveries + self._spread(message, _is_claimed(question) or unregistered or bool(listening))

    def _spread(self, message: Message, claimed: bool) -> List[Delivery]:
        """Give the message to the handler of its address and to listeners; to `unclaimed` when nobody took it."""
        deliveries: List[Delivery] = []
        handler = self._handlers.get(message.address)
        if handler is not None:
            deliveries.append(_call(handler, message.address, message.arguments))
        for subscription in self._subscriptions:
            if subscription.fits(message):
                deliveries.append(_call(subscription.deliver, message))
        if not claimed and not deliveries and self.unclaimed is not None:
            deliveries.append(_call(self.unclaimed, message.address, message.arguments))
        return deliveries

    # Certainty

    def _blamed(self, error: LiveError) -> Optional[Question]:
        """Give the question that was refused.

        Scripts that do not name the refused message leave one certain case: nothing else can have been refused.
        """
        if error.address is not None:
            return self._questions.refused(error.address, error.arguments)
        waiting = self._questions.waiting()
        alone = len(waiting) == 1 and self._told <= self._heard and not self._given_up
        return waiting[0] if alone else None

    def _is_uncertain(self, address: str) -> bool:
        """Say whether a message on this address may be something else than the reply to the next question."""
        if address in self._given_up:
            return True
        for pushed, compiled in self._pushed.items():
            # A listener may push a second property named after the first: parameter/value, then parameter/value_string.
            if compiled.matches(address) if compiled else address.startswith(pushed):
                return True
        return any(compiled is not None and compiled.matches(address) for _, compiled in self._given_up.values())

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _settle(self, question: Question) -> List[Delivery]:
        """End a question. Its fence, if it is still to come, stays in the queue: its answer must find it."""
        self._questions.remove(question)
        if question.abandoned is not None:
            return []
        question.done = True
        return [_call(question.settled, question)]

    def _reached(self, fence: Question) -> List[Delivery]:
        """All that was sent before the fence has been dealt with."""
        self._questions.remove(fence)
        self._given_up = {address: entry for address, entry in self._given_up.items() if entry[0] > fence.number}
        question = fence.guards
        if question is None or question.done:
            return []
        if question.want is Want.ONE and not question.replies:
            question.fence = None
            return []
        if question.want is Want.ALL and not question.replies and question.overheard:
            question.error = question.overheard[0]
        return self._settle(question)

    def _with_registration(self, address: str) -> List[Message]:
        """Note what will be pushed; give the message that names our port, before the first message and each listen."""
        starts = verb(address) == "start_listen"
        if starts:
            pushed = listened(address)
            if pushed is not None:
                self._pushed[pushed.get] = pattern.Pattern(pushed.get) if pattern.is_pattern(pushed.get) else None
        if self._reply_port is None or (self._registered and not starts):
            return []
        self._registered = True
        return [Message(REGISTER, (self._reply_port,))]


def _is_claimed(question: Optional[Question]) -> bool:
    """Say whether somebody waits for what the question was given; nobody does for one that was given up."""
    return question is not None and (question.abandoned is None or question.guards is not None)


def _call(function: Callable[..., Any], *arguments: Any) -> Delivery:
    return lambda: function(*arguments)
