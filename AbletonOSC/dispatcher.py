"""Address to row: the exact address first, then ids inside the path, then OSC patterns; and what is close when unknown.

Nothing here knows sockets, peers' ports or Live: a call goes in, messages come out, an `OSCError` says why not.
"""
from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from itertools import takewhile
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

from .closeness import Names
from .errors import PASSED_OVER, NeedsNewerLive, UnknownAddress, WrongClass
from .lom.coerce import read_number
from .lom.matching import ids_matched, read_segment
from .lom.members import explain_lack
from .lom.path import EVERY
from .lom.quick import Reader, make_reader
from .lom.route import VERBS, Form, Route
from .lom.routes import Routes
from .lom.watch import Subscriber
from .osc.pattern import MAX_LENGTH, Pattern, PatternError, is_pattern

REMEMBERED = 512
SHOWN = 32
CLOSE = 3
LACKS = (AttributeError, ImportError, WrongClass)
"""What tells that this Live, or this object, does not have something: a member, a module of Live, or the class."""
Answer = Tuple[str, Tuple[Any, ...]]


class Target:
    """One row that an address means, the ids that were in its path, and the form of the answer."""

    __slots__ = ("route", "ids", "form")

    def __init__(self, route: Route, ids: Tuple[Any, ...], form: Form) -> None:
        self.route = route
        self.ids = ids
        self.form = form


class Dispatcher:
    """Every address of the handlers, and the way from a message to its answers."""

    def __init__(self, routes: Routes, aliases: Dict[str, str], object_aliases: Dict[str, str]) -> None:
        self.object_aliases = object_aliases
        self.routes = routes
        self.aliases = aliases
        self.nested = routes.plan.nested
        self.exact: Dict[str, Target] = {}
        self.known: Dict[str, Names] = {}
        self.readers: Dict[str, Optional[Reader]] = {}
        self.lacking: Dict[str, Exception] = {}
        self.meant: OrderedDict[str, List[Target]] = OrderedDict()
        self.hint = lru_cache(maxsize=REMEMBERED)(self.find_hint)

    def find_exact(self, address: str) -> Optional[Target]:
        """The row of an address that is no pattern and has no ids in it."""
        target = self.exact.get(address)
        if target is None:
            if address in self.aliases:
                target = self.exact[address] = Target(self.routes[self.aliases[address]], (), Form(address))
            elif address in self.routes:
                route = self.routes[address]
                target = self.exact[address] = Target(route, (), Form(route.reply_address))
        return target

    def read(self, address: str, arguments: Tuple[Any, ...]) -> Optional[Tuple[Any, ...]]:
        """The arguments of the one answer to a plain `get`, quickly; None for everything that `dispatch` has to do."""
        try:
            reader = self.readers[address]
        except KeyError:
            route = self.routes.get(address)
            if route is None:
                return None
            reader = self.readers[address] = make_reader(route)
        return None if reader is None or (arguments and type(arguments[0]) is str) else reader(arguments)

    def dispatch(self, address: str, arguments: Sequence[Any], peer: Any) -> Iterator[Answer]:
        """Do what a message says; yields the messages that answer it.

        Raises `UnknownAddress`, `MissingArgument`, `InvalidArgument`, `NoSuchObject` and what Live itself raises. Of
        several rows that a pattern means, those that refuse are passed over, unless all do.
        """
        target = self.find_exact(address)
        if target is not None:
            try:
                for ids, values in target.route.run(arguments, Subscriber(peer, target.form)):
                    yield target.form.write(ids, values)
            except LACKS as error:
                raise explain_lack(target.route, error)
            return
        targets = self.find(address)
        if len(targets) > 1 or is_pattern(address):
            targets = [t for t in targets if t.route.fits(len(t.ids) + len(arguments))] or targets[:1]
            if targets[0].ids:
                targets = [Target(t.route, ids, t.form) for t in targets for ids in ids_matched(t.route, t.ids)]
        answered = False
        refusal: Optional[Exception] = None
        # Only reading leaves the objects where they are for the next row.
        found: Optional[Dict[Any, Any]] = {} if all(target.route.verb == "get" for target in targets) else None
        for target in targets:
            if target.route.address in self.lacking:
                refusal = self.lacking[target.route.address]
                continue
            values_in = target.ids + tuple(arguments)
            read = None if target.form.places else self.read(target.route.address, values_in)
            if read is not None:
                answered = True
                yield target.form.address, read
                continue
            try:
                for ids, values in target.route.run(values_in, Subscriber(peer, target.form), found):
                    answered = True
                    yield target.form.write(ids, values)
            except LACKS as error:
                refusal = explain_lack(target.route, error)
                if isinstance(refusal, NeedsNewerLive):
                    self.lacking[target.route.address] = refusal
            except PASSED_OVER as error:
                refusal = error
            else:
                answered = True
        if refusal is not None and not answered:
            raise refusal

    def find(self, address: str) -> List[Target]:
        """The rows that an address means; raises `UnknownAddress` if it means none."""
        target = self.find_exact(address)
        if target is not None:
            return [target]
        if len(address) > MAX_LENGTH:
            reason = f"it has {len(address)} characters, the limit is {MAX_LENGTH}"
            raise UnknownAddress(address[:SHOWN] + "...", reason)
        targets = self.meant.get(address)
        if targets is None:
            targets = self.find_by_alias(address) or self.find_in_path(address) or self.find_by_pattern(address)
            # Unknown addresses are remembered as well: who is wrong is wrong again and again.
            self.meant[address] = targets
            if len(self.meant) > REMEMBERED:
                self.meant.popitem(last=False)
        if not targets:
            raise UnknownAddress(address, self.hint(address))
        return targets

    def find_by_alias(self, address: str) -> List[Target]:
        """The rows of an object that is spelt in another way; answers come as it was spelt."""
        parts = address.split("/")
        name = self.object_aliases.get(parts[2]) if len(parts) > 3 and parts[1] == "live" else None
        if name is None:
            return []
        meant, spelt = f"/live/{name}/", f"/live/{parts[2]}/"
        address_meant = meant + "/".join(parts[3:])
        try:
            targets = self.find(address_meant)
        except UnknownAddress:
            return []
        return [Target(target.route, target.ids, target.form._replace(
            address=target.form.address.replace(meant, spelt, 1))) for target in targets]

    def find_in_path(self, address: str) -> List[Target]:
        """The rows of `/live/track/1/get/name` and `/live/return/0/device/1/get/name`: ids behind their words.

        Behind the ids of the object may come those of what is meant of it: `/live/track/1/0/get/send`.
        """
        parts = address.split("/")
        if len(parts) < 5 or parts[:2] != ["", "live"]:
            return []
        for words, counts in self.nested.get(parts[2], ()):
            ids, places, rest = split_ids(parts, words, counts)
            more = len(list(takewhile(is_id, rest))) if len(ids) == sum(counts) else -1
            for given in range(min(more, len(rest) - 1), -1, -1):
                plain = "/".join(("", "live") + words + tuple(rest[given:]))
                exact = self.find_exact(plain)
                values = tuple(map(read_part, ids + rest[:given]))
                form_places = places + (2 + len(words),) * given
                found = [Target(target.route, values, target.form._replace(places=form_places))
                         for target in ([exact] if exact is not None else self.find_by_pattern(plain))
                         if takes(target.route, len(ids), given)]
                if found:
                    return found
        return []

    def find_by_pattern(self, address: str) -> List[Target]:
        """The rows that an OSC pattern means; wildcards stand for `get` and nothing else at the place of the verb."""
        if not is_pattern(address):
            return []
        try:
            pattern = Pattern(address)
        except PatternError as error:
            raise UnknownAddress(address, str(error))
        parts = address.split("/")
        found = [self.routes[meant] for meant in self.routes.plan.tree.find(pattern)]
        return [Target(route, (), Form(route.reply_address)) for route in found if spells_verb(parts, route)]

    def find_hint(self, address: str) -> str:
        """What the sender may have meant: the closest addresses of the same object, or the objects that there are."""
        parts = address.split("/", 3)
        if len(parts) < 3 or parts[1] != "live":
            return "addresses start with /live/"
        thing = self.object_aliases.get(parts[2], parts[2])
        objects = self.routes.plan.objects
        if thing not in objects:
            return "there are " + ", ".join(sorted(objects))
        if thing not in self.known:
            self.known[thing] = Names([address[len(f"/live/{thing}/"):] for address in objects[thing]
                                       if self.routes[address].advertised])
        close = self.known[thing].close_to("".join(parts[3:]))
        return "did you mean " + " or ".join(f"/live/{thing}/{name}" for name in close) + "?" if close else ""


def split_ids(parts: List[str], words: Tuple[str, ...], counts: Tuple[int, ...]) -> Tuple[
        List[str], Tuple[int, ...], List[str]]:
    """The ids behind the words of an object's address, where each belongs, and the rest; fewer ids if it is not so."""
    ids: List[str] = []
    places: Tuple[int, ...] = ()
    position = 2
    for number, (word, count) in enumerate(zip(words, counts)):
        if parts[position:position + 1] != [word]:
            return [], (), []
        behind = list(takewhile(is_id, parts[position + 1:position + 1 + count]))
        ids += behind
        places += (3 + number,) * len(behind)
        position += 1 + len(behind)
    return ids, places, parts[position:]


def takes(route: Route, ids: int, more: int) -> bool:
    """Whether a row has so many ids, all or the first of them, and so many arguments behind that pick as they do."""
    return more <= route.picking if ids == len(route.ids) else not more and ids < len(route.ids)


def is_id(part: str) -> bool:
    """Whether a part of an address may be an id: words that name tracks are, and patterns."""
    return part.isdigit() or part in ("master", "selected") or part.startswith("return_") or (
        is_pattern(part) and read_segment(part) is not None)


def read_part(part: str) -> Any:
    """An id in an address: a number, a word, `*`, or the pattern that it is."""
    return read_segment(part) if is_pattern(part) and part != EVERY else read_number(part)


def spells_verb(parts: List[str], route: Route) -> bool:
    """Whether a pattern may reach a row: everything but a plain read must be spelled, not swept up by a wildcard."""
    if route.verb == "get":
        return True
    if "" in parts[1:]:
        return False  # `//` stands for any number of parts, the verb among them
    place = len(f"/live/{route.handler.address}".rstrip("/").split("/"))
    spelled = parts[place:place + 1] if route.verb in VERBS else parts[place:]
    return bool(spelled) and not any(sign in part for part in spelled for sign in "*?[")
