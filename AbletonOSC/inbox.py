"""Datagrams that were read and wait for their turn: round robin by peer, so that a flood from one cannot starve another."""

from collections import OrderedDict, deque
from typing import Any, Deque, Optional, Tuple

MOST_WAITING = 20000


class Inbox:
    """Queues by sender, each in its order; at most `limit` datagrams in all, the newest of the fullest queue goes first."""

    def __init__(self, limit=MOST_WAITING):
        # type: (int) -> None
        self.limit = limit
        self.count = 0
        self.dropped = 0
        self.queues = OrderedDict()  # type: OrderedDict[Any, Deque[bytes]]

    def __len__(self):
        # type: () -> int
        return self.count

    def put(self, data, sender):
        # type: (bytes, Any) -> None
        """Add a datagram behind the others of its sender."""
        queue = self.queues.get(sender)
        if queue is None:
            queue = self.queues[sender] = deque()
        queue.append(data)
        self.count += 1
        if self.count > self.limit:
            max(self.queues.values(), key=len).pop()
            self.count -= 1
            self.dropped += 1

    def take(self):
        # type: () -> Optional[Tuple[bytes, Any]]
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
        return None
