"""The questions that wait for an answer, and which of them an arriving message belongs to."""
from __future__ import annotations

from collections import OrderedDict
from enum import Enum
from typing import Any, Callable, Dict, Iterator, List, Optional, Tuple

from AbletonOSC.osc import pattern

from .addresses import echo_length, echoes, is_wildcard
from .codec import Message
from .errors import LiveError

Settled = Callable[["Question"], Any]
Queue = Dict[int, "Question"]


class Want(Enum):
    """How many replies end a question."""

    ONE = "one"
    ALL = "all"             # as many as come before the fence
    DONE = "done"           # none is needed: the fence says that the message has been carried out


class Question:
    """A request whose answer somebody waits for. When `done`, `error` is set or `replies` holds the answer.

    `fence` is the question behind it that ends it, which for its part `guards` this one. `abandoned` is the number of
    the last message sent when the question was given up.
    """

    def __init__(self, number: int, address: str, params: Tuple[Any, ...], want: Want, settled: Settled,
                 guards: Optional[Question] = None) -> None:
        self.number = number
        self.address = address
        self.params = params
        self.want = want
        self.settled = settled
        self.guards = guards
        self.wildcard = is_wildcard(address, params)
        self.compiled = pattern.Pattern(address) if pattern.is_pattern(address) else None
        self.fence: Optional[Question] = None
        self.replies: List[Message] = []
        self.overheard: List[LiveError] = []
        self.error: Optional[Exception] = None
        self.done = False
        self.abandoned: Optional[int] = None

    @property
    def answer(self) -> Tuple[Any, ...]:
        """The arguments of the reply, () when there was none.

        Of several, the first that a wildcard found; otherwise the last, since what came before it were pushes.
        """
        if not self.replies:
            return ()
        return self.replies[0 if self.wildcard else -1].arguments

    def means(self, address: str) -> bool:
        """Say whether the question asks this address."""
        return self.compiled.matches(address) if self.compiled is not None else address == self.address

    def fits(self, message: Message, ids: int) -> bool:
        """Say whether the message begins with the first `ids` arguments of the question, with all of a fence."""
        asked = self.params[:ids] if self.guards is None else self.params
        return len(message.arguments) >= len(asked) and all(map(echoes, asked, message.arguments))


class Questions:
    """All questions, in the order in which they were sent.

    One that was given up stays as long as a question sent behind it, but before that moment, still waits: the late
    answer must not go to the wrong one. Questions sent after that moment have a fence, and need no such care.
    """

    def __init__(self, echoed_ids: Callable[[str], Optional[int]]) -> None:
        self._echoed_ids = echoed_ids
        self._asked: Dict[str, Queue] = {}
        self._patterns: Queue = OrderedDict()
        self._abandoned: Queue = {}

    def add(self, question: Question) -> None:
        """Append a question."""
        queue = self._patterns if question.compiled else self._asked.setdefault(question.address, OrderedDict())
        queue[question.number] = question

    def remove(self, question: Question) -> None:
        """Take a question out, and those that were kept for its sake."""
        queue = self._patterns if question.compiled else self._asked.get(question.address, {})
        queue.pop(question.number, None)
        if not queue and not question.compiled:
            self._asked.pop(question.address, None)
        self._abandoned.pop(question.number, None)
        for abandoned in list(self._abandoned.values()):
            if abandoned.number in self._abandoned and not self._is_needed(abandoned):
                self.remove(abandoned)

    def abandon(self, question: Question, number: int) -> None:
        """Give a question and its fence up; `number` is that of the last message that was sent."""
        for one in (question, question.fence):
            if one is not None and one in self:
                one.abandoned = number
                self._abandoned[one.number] = one
        for one in (question, question.fence):
            if one is not None and one in self and not self._is_needed(one):
                self.remove(one)

    def waiting(self) -> List[Question]:
        """Give the questions that somebody waits for, oldest first; fences are none."""
        found = [question for question in self if question.guards is None and question.abandoned is None]
        return sorted(found, key=lambda question: question.number)

    def asker(self, message: Message) -> Optional[Question]:
        """Give the oldest question that the message answers."""
        oldest = self._oldest_asked(message)
        for question in self._patterns.values():
            if oldest is not None and oldest.number < question.number:
                break
            if question.means(message.address) and question.fits(message, self._ids(question, message.address) or 0):
                return question
        return oldest

    def _oldest_asked(self, message: Message) -> Optional[Question]:
        """Give the oldest question with the very address of the message that it answers."""
        possible = []
        for question in self._asked.get(message.address, {}).values():
            ids = self._ids(question, message.address)
            if question.fits(message, ids or 0):
                if ids is not None:
                    return question
                possible.append(question)
        return max(possible, key=lambda question: echo_length(question.params, message.arguments), default=None)

    def _ids(self, question: Question, address: str) -> Optional[int]:
        """Give the number of ids that a reply to the question begins with; the tables are not needed without any."""
        return self._echoed_ids(address) if question.params else 0

    def refused(self, address: str, arguments: Tuple[Any, ...]) -> Optional[Question]:
        """Give the oldest question that an error with this address is about.

        Its arguments are those of the question, or fewer: older scripts give none.
        """
        candidates = list(self._asked.get(address, {}).values())
        candidates += [question for question in self._patterns.values()
                       if question.address == address or question.means(address)]
        possible = [question for question in candidates if len(arguments) <= len(question.params)
                    and all(map(echoes, question.params, arguments))]
        exact = [question for question in possible if len(arguments) == len(question.params)]
        return next(iter(exact + possible), None)

    def __iter__(self) -> Iterator[Question]:
        for queue in list(self._asked.values()) + [self._patterns]:
            yield from queue.values()

    def __contains__(self, question: object) -> bool:
        if not isinstance(question, Question):
            return False
        queue = self._patterns if question.compiled else self._asked.get(question.address, {})
        return question.number in queue

    def _is_needed(self, abandoned: Question) -> bool:
        """Say whether another question could be given the late answer of this one."""
        last = abandoned.abandoned or 0
        if abandoned.guards is not None and abandoned.guards.abandoned is not None and abandoned.guards in self:
            return True
        return any(question.abandoned is None and abandoned.number < question.number <= last
                   and (question.means(abandoned.address) or abandoned.means(question.address)) for question in self)
