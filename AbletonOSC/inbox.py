"""Datagrams that were read and wait for their turn: round robin by peer, so that a flood from one starves no other."""
from __future__ import annotations

from collections import OrderedDict, deque
from typing import Any, Deque, Optional, Tuple

MOST_WAITING = 20000
LEAST_BETWEEN_LOOKS = 64


class Inbox:
    """Queues by sender, each in its order; at most `limit` datagrams in all.

    When there are too many, the newest of a queue longer than the others goes, or else the one that came last. The
    longest queue is looked for now and then only: with a sender for each datagram that would take longer than to
    answer them.
    """

    def __init__(self, limit: int = MOST_WAITING) -> None:
        self.limit = limit
        self.count = 0
        self.dropped = 0
        self.queues: OrderedDict[Any, Deque[bytes]] = OrderedDict()
        self.longest: Deque[bytes] = deque()
        self.until_look = 0

    def __len__(self) -> int:
        return self.count

    def put(self, data: bytes, sender: Any) -> None:
        """Add a datagram behind the others of its sender."""
        queue = self.queues.get(sender)
        if queue is None:
            queue = self.queues[sender] = deque()
        queue.append(data)
        self.count += 1
        if self.count > self.limit:
            self.drop(sender, queue)

    def drop(self, sender: Any, newest: Deque[bytes]) -> None:
        """Make room for one; `newest` is the queue of the sender, and has just grown."""
        if not self.until_look:
            self.longest = max(self.queues.values(), key=len)
            self.until_look = max(LEAST_BETWEEN_LOOKS, len(self.queues) // 8)
        self.until_look -= 1
        if len(self.longest) > len(newest):
            self.longest.pop()
        else:
            newest.pop()
            if not newest:
                del self.queues[sender]
        self.count -= 1
        self.dropped += 1

    def take(self) -> Optional[Tuple[bytes, Any]]:
        """The next datagram, of the sender whose turn it is; None when nothing waits."""
        while self.queues:
            sender, queue = self.queues.popitem(last=False)
            if not queue:
                continue
            data = queue.popleft()
            self.count -= 1
            if queue:
                self.queues[sender] = queue
            return data, sender
        self.until_look = 0
        return None
