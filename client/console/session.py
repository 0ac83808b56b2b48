"""What the console does with a line: ask, watch, explain; every failure becomes one line and a status."""
from __future__ import annotations

from typing import Any, List, Optional, Sequence, Tuple

from AbletonOSC.osc.pattern import Pattern

from ..addresses import ERROR, Listened, is_wildcard, listened, verb, without_ids
from ..client import AbletonOSCClient
from ..codec import Message
from ..errors import LiveError, QueryTimeout
from ..vocabulary import find, vocabulary
from .guide import close_to, help_about, missing
from .screen import Screen
from .syntax import Word, read_values, split, write_values

OK, REFUSED, NO_ANSWER = 0, 1, 2
"""Exit status: answered; refused by Live or not understood by the console; nothing came in time."""

Watched = Tuple[Listened, Tuple[Any, ...]]


class Quit(Exception):
    """The user wants to leave."""


class Session:
    """The commands, on one client. Each returns OK, REFUSED or NO_ANSWER."""

    def __init__(self, client: AbletonOSCClient, screen: Screen) -> None:
        self._client = client
        self._screen = screen
        self._watched: List[Watched] = []
        self._listened: List[Pattern] = []
        self._commands = {"watch": self.watch, "unwatch": self.unwatch, "help": self.help, "?": self.help,
                          "quit": self.quit, "exit": self.quit}

    @property
    def watching(self) -> bool:
        """Whether anything is watched."""
        return bool(self._watched)

    def run_line(self, line: str) -> int:
        """Do what a line says; empty lines and those that begin with # say nothing."""
        if line.lstrip().startswith("#"):
            return OK
        try:
            words = split(line)
        except ValueError as error:
            return self._refuse(str(error))
        return self.run(words) if words else OK

    def run(self, words: Sequence[Word]) -> int:
        """Do what the words say. Raises Quit."""
        first = words[0].text
        try:
            if first.startswith("/"):
                return self.send(first, read_values(words[1:]))
            if first in self._commands:
                return self._commands[first](words[1:])
        except LiveError as error:
            return self._refuse_as(error)
        except QueryTimeout as error:
            self._screen.complain(str(error))
            return NO_ANSWER
        except (ValueError, TypeError, OSError) as error:
            return self._refuse(str(error))
        return self._refuse("%s is neither an address (/live/...) nor a command; try help" % first)

    def send(self, address: str, params: Tuple[Any, ...]) -> int:
        """Send a message and show its replies; a setter or method is over when Live has carried it out."""
        for message in self._ask(address, params):
            values = write_values(message.arguments)
            self._screen.show(values if message.address == address else ("%s %s" % (message.address, values)).rstrip())
        return OK

    def _ask(self, address: str, params: Tuple[Any, ...]) -> List[Message]:
        self._note_listening(address)
        if self._is_silent(address):
            return self._client.call(address, params)
        if is_wildcard(address, params):
            return self._client.query_all(address, params)
        return [Message(address, self._client.query(address, params))]

    def _note_listening(self, address: str) -> None:
        addresses = listened(address)
        if addresses is not None and address == addresses.start:
            self._listened.append(Pattern(addresses.get))

    def _is_silent(self, address: str) -> bool:
        """Say whether an address need not answer, so that nothing must be waited for."""
        entry = find(address)
        if entry is not None:
            return not entry.replies or entry.verb == "start_listen"
        return verb(address) != "get"

    def watch(self, words: Sequence[Word]) -> int:
        """Show the value of a property now, and whenever it changes."""
        if not words:
            return self._refuse("usage: watch <address> [ids]")
        watched = self._read_watched(words)
        if watched is None:
            return self._refuse("%s cannot be watched: it has no get. What is sent unasked is shown anyway"
                                % words[0].text)
        addresses, ids = watched
        if watched not in self._watched:
            self._watched.append(watched)
        try:
            self._ask(addresses.start, ids)
        except (LiveError, QueryTimeout):
            self._watched.remove(watched)
            raise
        return OK

    def unwatch(self, words: Sequence[Word] = ()) -> int:
        """Stop watching one property, or all."""
        leaving = list(self._watched)
        if words:
            watched = self._read_watched(words)
            if watched is None or watched not in self._watched:
                return self._refuse("%s is not watched" % words[0].text)
            leaving = [watched]
        for addresses, ids in leaving:
            self._watched.remove((addresses, ids))
            self._client.call(addresses.stop, ids)
        return OK

    def _read_watched(self, words: Sequence[Word]) -> Optional[Watched]:
        addresses = listened(words[0].text)
        return None if addresses is None else (addresses, read_values(words[1:]))

    def end(self) -> int:
        """Stop watching, and wait until what was pushed before has been shown."""
        return self.run([Word("unwatch", False)]) if self._watched else OK

    def help(self, words: Sequence[Word]) -> int:
        """Explain an address or a word."""
        text, known = help_about(vocabulary(), " ".join(word.text for word in words))
        if not known:
            return self._refuse(text)
        self._screen.show(text)
        return OK

    def quit(self, words: Sequence[Word]) -> int:
        """Leave."""
        raise Quit

    def show_unasked(self, address: str, params: Tuple[Any, ...]) -> None:
        """Show a message that no question asked for: a push, an error of something sent earlier, a greeting.

        Who reads a pipe gets errors and what was listened to, and no beats of a song that happens to play.
        """
        if address == ERROR:
            self._screen.complain(str(LiveError.from_params(params)))
        elif self._screen.interactive or any(pattern.matches(address) for pattern in list(self._listened)):
            self._screen.show(("%s %s" % (address, write_values(params))).rstrip())

    def count(self, address: str, ids: Sequence[str]) -> int:
        """Ask how many objects there are, for completion: soon or never, and without a word when it fails."""
        try:
            answer = self._client.query(address, read_values([Word(text, False) for text in ids]), timeout=0.3)
        except (LiveError, QueryTimeout, OSError):
            return 0
        return answer[-1] if answer and isinstance(answer[-1], int) else 0

    def _refuse(self, sentence: str) -> int:
        self._screen.complain(sentence)
        return REFUSED

    def _refuse_as(self, error: LiveError) -> int:
        """Show an error of Live, and what may help: the arguments that are missing, the addresses that are close."""
        self._screen.complain(str(error))
        address, ids = without_ids(error.address or "")
        entry = find(address)
        if entry is not None:
            lacking = missing(entry, ids + error.arguments)
            if lacking:
                self._screen.complain(lacking)
        elif error.address and not error.sentence:
            close = close_to(vocabulary(), error.address)
            if close:
                self._screen.complain("did you mean %s?" % " or ".join(close))
        return REFUSED
