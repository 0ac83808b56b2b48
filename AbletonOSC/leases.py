"""Clients that are gone: nobody listens at their push address any more, or they were silent longer than the lease.

UDP says little about this. An unconnected socket either hears nothing of refusals (macOS, Linux) or does not say
whose they were (10054 on Windows). So a client with subscriptions that has been silent for a while is sent an empty
bundle now and then by a socket of its own, which each system tells of a refusal. One that answers nothing may still be
alive: a screen only listens. That is what the lease is for.
"""
from __future__ import annotations

from typing import Any, Callable, Dict, Iterable

from .osc.transport import STREAM

LOOK_SECONDS = 30.0
SILENT_SECONDS = 60.0
MOST_REFUSALS = 3


class Leases:
    """Looks after the clients that have subscriptions; `end(push_address, reason)` is told of those that are gone.

    `subscribed()` gives their push addresses. `lease`: seconds of silence, 0 for any length.
    """

    def __init__(self, transport: Any, peers: Any, subscribed: Callable[[], Iterable[Any]],
                 end: Callable[[Any, str], None], clock: Callable[[], float], lease: float) -> None:
        self.transport = transport
        self.peers = peers
        self.subscribed = subscribed
        self.end = end
        self.clock = clock
        self.lease = lease
        self.pause = min(LOOK_SECONDS, lease / 2) if lease else LOOK_SECONDS
        self.next_look = clock() + self.pause
        self.refusals: Dict[Any, int] = {}

    def tick(self) -> None:
        """Look at all clients, if it is time."""
        now = self.clock()
        if now < self.next_look:
            return
        self.next_look = now + self.pause
        subscribed = set(self.subscribed())
        for push_address in [known for known in self.refusals if known not in subscribed]:
            self.forget(push_address)
        for push_address in subscribed:
            self.look(push_address, now)

    def look(self, push_address: Any, now: float) -> None:
        options = self.peers.options(push_address)
        if options is None:
            self.end(push_address, "is not known any more")
            return
        if push_address[0].startswith(STREAM):
            return  # a connection tells by itself when it ends
        silent = now - options.heard
        if self.lease and silent >= self.lease:
            self.forget(push_address)
            self.end(push_address, f"was silent for {silent:.0f} s")
        elif silent < SILENT_SECONDS:
            self.forget(push_address)
        elif not self.transport.probe(push_address):
            self.refusals[push_address] = 0
        else:
            self.refusals[push_address] = self.refusals.get(push_address, 0) + 1
            if self.refusals[push_address] >= MOST_REFUSALS:
                self.forget(push_address)
                self.end(push_address, f"has nobody who listens: {MOST_REFUSALS} datagrams were refused")

    def forget(self, push_address: Any) -> None:
        if self.refusals.pop(push_address, None) is not None:
            self.transport.end_probe(push_address)

    def close(self) -> None:
        """End all probes."""
        for push_address in list(self.refusals):
            self.forget(push_address)
