"""Work that takes longer than a tick: generators, advanced between messages as far as the tick's budget allows.

A step yields a tuple to send it as one more answer, NEXT_TICK to wait for Live's next tick, None to go on when it may.
"""

from __future__ import annotations

from collections import deque
from typing import Any, Callable, Deque, Iterator, NamedTuple, Optional, Tuple
from weakref import ReferenceType, ref

NEXT_TICK = object()
MOST_TASKS = 512


class Task(NamedTuple):
    """Who asked, with which message, and what is left to do."""

    peer: Any
    address: str
    asked: Tuple[Any, ...]
    request_id: Tuple[Any, ...]
    steps: Iterator[Any]


class Turn:
    """One place in the row of those who wait for what there is once."""

    __slots__ = ("__weakref__",)


class Tasks:
    """All tasks of one engine. `reply(task, values)` sends an answer, `fail(task, error)` says what went wrong."""

    def __init__(self, reply: Callable[[Task, Tuple[Any, ...]], None], fail: Callable[[Task, Exception], None],
                 clock: Callable[[], float]) -> None:
        self.reply = reply
        self.fail = fail
        self.clock = clock
        self.tasks: Deque[Task] = deque()
        self.turns: Deque[ReferenceType[Turn]] = deque()

    def in_turn(self, steps: Iterator[Any]) -> Iterator[Any]:
        """The steps, made when those that asked for their turn before are done.

        For what borrows something of the Set that there is once: the selection, the playing position. Steps that are
        given up before they begin lose their turn.
        """
        turn = Turn()
        self.turns.append(ref(turn))
        return self.take_turn(turn, steps)

    def take_turn(self, turn: Turn, steps: Iterator[Any]) -> Iterator[Any]:
        try:
            while self.next_turn() is not turn:
                yield NEXT_TICK
            yield from steps
        finally:
            self.turns.remove(ref(turn))

    def next_turn(self) -> Optional[Turn]:
        """Whose turn it is; None when nothing waits for one."""
        while self.turns and self.turns[0]() is None:
            self.turns.popleft()
        return self.turns[0]() if self.turns else None

    def begin(self, task: Task) -> None:
        """Take on a task; its first step is made in this tick."""
        self.tasks.append(task)

    def run(self, end: float) -> None:
        """Advance the tasks in turn until `end`, at least one of them by one step."""
        waiting: Deque[Task] = deque()
        while self.tasks:
            task = self.tasks.popleft()
            try:
                step = next(task.steps)
                if isinstance(step, tuple):
                    self.reply(task, step)
                (waiting if step is NEXT_TICK else self.tasks).append(task)
            except StopIteration:
                continue
            except Exception as error:
                self.fail(task, error)
            if self.clock() >= end:
                break
        self.tasks.extend(waiting)

    def close(self) -> None:
        """Leave everything undone."""
        self.tasks.clear()
