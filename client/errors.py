"""What can go wrong between a client and Live; each error says what was asked, of whom, and what to do."""
from __future__ import annotations

from typing import Any, Optional, Sequence, Tuple

UNKNOWN_ADDRESS = "Unknown OSC address: "
"""How `/live/error` begins for an address that does not exist; the address follows."""


class LiveError(Exception):
    """`/live/error`: the script or Live itself refused a message.

    text: the first argument, in AbletonOSC's words. sentence: the precise reason, empty when the script sends none.
    address, arguments: the refused message; `address` is None when the script does not say which one it was.
    """

    def __init__(self, text: str, sentence: str = "", address: Optional[str] = None,
                 arguments: Tuple[Any, ...] = ()) -> None:
        reason = sentence or text
        request = " ".join([address or ""] + [repr(argument) for argument in arguments])
        super().__init__("%s: %s" % (request, reason) if address and address not in reason else reason)
        self.text = text
        self.sentence = sentence
        self.address = address
        self.arguments = arguments

    @property
    def reason(self) -> str:
        """The most precise text there is."""
        return self.sentence or self.text

    @classmethod
    def from_params(cls, params: Sequence[Any]) -> LiveError:
        """Read the arguments of `/live/error`: text, then from newer scripts sentence, address and its arguments."""
        text = str(params[0]) if params else "an error without a text"
        sentence = str(params[1]) if len(params) > 1 else ""
        address = params[2] if len(params) > 2 and isinstance(params[2], str) else None
        if address is None and text.startswith(UNKNOWN_ADDRESS):
            address = text[len(UNKNOWN_ADDRESS):]
        return cls(text, sentence, address, tuple(params[3:]))


class QueryTimeout(TimeoutError):
    """Nothing came back in time. `address` and `server` ("host:port") say from whom what was expected."""

    def __init__(self, address: str, server: str, timeout: float, overheard: Sequence[LiveError] = (),
                 hint: str = "") -> None:
        sentence = "no answer to %s from %s within %g s" % (address, server, timeout)
        if overheard:
            sentence += "; meanwhile: " + "; ".join(str(error) for error in overheard)
        elif hint:
            sentence += "; " + hint
        super().__init__(sentence)
        self.address = address
        self.server = server
        self.timeout = timeout
        self.overheard = tuple(overheard)


class ClientPortTaken(OSError):
    """The port on which replies arrive belongs to another program, most often to another client."""


class ClientStopped(RuntimeError):
    """The client was stopped while, or before, something was asked of it."""
