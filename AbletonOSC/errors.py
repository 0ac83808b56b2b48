"""Everything that can be wrong with a request: raised where it is noticed, turned into a reply in one place.

Each error has two texts. `known_text` is what AbletonOSC's clients have learnt to recognise as argument 0 of
`/live/error` (facts: users-and-clients.md section 6, K7); `str(error)` is our own sentence, which names the argument,
the value and the limit, and is sent as argument 1. Where AbletonOSC has no such error both say the same.
"""
from __future__ import annotations

import re

PREFIX = "Error handling OSC message: "


class OSCError(Exception):
    """A request that cannot be answered, with the sentence for its sender."""

    http_status = 400

    @property
    def known_text(self) -> str:
        """Argument 0 of `/live/error`."""
        return PREFIX + str(self)


class MalformedPacket(OSCError):
    """A datagram that is not OSC."""


class UnknownAddress(OSCError):
    """No row has this address."""

    http_status = 404

    def __init__(self, address: str, hint: str = "") -> None:
        super().__init__(f"no such address: {address}" + (f"; {hint}" if hint else ""))
        self.address = address

    @property
    def known_text(self) -> str:
        return f"Unknown OSC address: {self.address}"


class NoSuchObject(OSCError):
    """An id in range of its type, but there is nothing at that place in the Set."""

    http_status = 404


class NothingThere(NoSuchObject):
    """The place is in the Set, and empty: a slot without a clip, a Simpler without a sample."""


class IndexOutOfRange(NoSuchObject):
    """An index beyond the end of a list of Live objects."""

    def __init__(self, argument: str, value: object, count: int) -> None:
        super().__init__(f"{argument} {value}: there {'is' if count == 1 else 'are'} {count if count else 'none'}")

    @property
    def known_text(self) -> str:
        return PREFIX + "Index out of range"


class MissingArgument(OSCError):
    """Fewer arguments than the row needs."""


class InvalidArgument(OSCError):
    """An argument of the wrong type or outside its range."""


class WrongClass(InvalidArgument):
    """The object is there, but of a class of Live that does not have what is asked for."""


class NotObservable(OSCError):
    """`start_listen` of something that never changes, or that Live does not report."""

    http_status = 405


class LiveRefusal(OSCError):
    """Live itself said no; its words are passed on."""

    http_status = 409


DELETED = re.compile(r"Python argument types in\s+None\.None\((\w+)")
"""How Boost.Python refuses an object that is gone (live-api.md, section 1)."""


def refusal_of(error: Exception) -> OSCError:
    """What Live raised, as an error for the sender: in its own words, which tell nothing where an object is gone."""
    text = str(error)
    gone = DELETED.match(text)
    if gone is not None:
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", gone.group(1)).lower()
        return NoSuchObject(f"the {words} is gone: it was deleted, or another Set was opened")
    return LiveRefusal(text or type(error).__name__)


class NeedsNewerLive(OSCError):
    """The running Live does not have this member yet."""

    http_status = 501


class ReplyTooLong(OSCError):
    """The answer does not fit into one datagram."""

    http_status = 413


# What one object or one row of many may raise without ending the answers of the others. Live raises RuntimeError for
# what does not apply, and AttributeError for what this version of it does not have yet.
PASSED_OVER = (OSCError, RuntimeError, AttributeError, ValueError, IndexError)
