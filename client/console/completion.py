"""What Tab offers: commands, addresses part by part, ids of what the Set holds, values, property names."""
from __future__ import annotations

from typing import Callable, Dict, Iterable, List, NamedTuple, Optional, Sequence, Tuple

from AbletonOSC.catalogue import ArgumentEntry, Entry

from ..addresses import listened, split_at_last_id, without_ids
from ..vocabulary import Vocabulary
from .guide import argument_at, describe

VERBS = ("watch ", "unwatch ", "help ", "quit")
LARGEST_COUNT = 256

COUNTS: Dict[str, Tuple[str, ...]] = {
    "track_id": ("num_tracks",),
    "return_id": ("num_return_tracks",),
    "scene_id": ("num_scenes",),
    "cue_point_id": ("num_cue_points",),
    "groove_id": ("num_grooves",),
    "clip_id": ("num_clip_slots", "num_clips"),
    "send_id": ("num_sends",),
    "device_id": ("num_devices",),
    "chain_device_id": ("num_devices",),
    "chain_id": ("num_chains",),
    "parameter_id": ("num_parameters",),
}
"""For an id: the properties, one of which says how many there are. Its object has the ids that stand before the id."""

NOT_COUNTED = ("arrangement_clip",)
"""Objects whose ids no property counts."""

TRACK_NAMES = ("master", "selected")
"""What a track may be called beside its number; returns are called return_0 and so on."""

Count = Callable[[str, Sequence[str]], int]
"""Asks the server how many there are: (address, ids) to a number, 0 when it does not say."""


class Offer(NamedTuple):
    """What Tab shows: ways to go on with the word under the cursor, and a line about what is expected."""

    candidates: List[str]
    hint: str = ""


RETURNS = "/live/song/get/num_return_tracks"


class Tree:
    """Addresses part by part: for each beginning that ends with a slash, the parts that follow it."""

    def __init__(self, addresses: Iterable[str]) -> None:
        self._parts: Dict[str, Dict[str, None]] = {"": {}}
        for address in sorted(addresses):
            begin = 0
            while begin < len(address):
                end = address.find("/", begin) + 1 or len(address)
                self._parts.setdefault(address[:begin], {})[address[begin:end]] = None
                begin = end

    def offer(self, word: str) -> List[str]:
        """Give the beginnings and addresses, these with a blank, that go on from the word, up to where ways part."""
        cut = word.rfind("/") + 1
        offered = []
        for part in self._parts.get(word[:cut], ()):
            if part.startswith(word[cut:]):
                reached = word[:cut] + part
                while len(self._parts.get(reached, ())) == 1:
                    reached += next(iter(self._parts[reached]))
                offered.append(reached if reached.endswith("/") else reached + " ")
        return offered


class Completer:
    """Completes lines, from the tables and from what the Set holds at the moment."""

    def __init__(self, vocabulary: Vocabulary, count: Count) -> None:
        self._vocabulary = vocabulary
        self._count = count
        self._counters: Dict[Tuple[str, Tuple[str, ...]], List[Entry]] = {}
        for entry in vocabulary.values():
            name = entry.address.rpartition("/")[2]
            if entry.verb == "get" and name.startswith("num_"):
                self._counters.setdefault((name, tuple(entry.ids)), []).append(entry)
        self._advertised = Tree(address for address, entry in vocabulary.items() if entry.advertised)
        self._watchable = Tree(address for address, entry in vocabulary.items()
                               if entry.observable and entry.verb == "get")

    def offer(self, before: str) -> Offer:
        """Give what may come at the end of the text before the cursor."""
        words = before.split()
        word = "" if not words or before[-1:].isspace() else words.pop()
        if not words:
            commands = [verb for verb in VERBS if verb.startswith(word)]
            return Offer(commands + self._addresses(self._advertised, word))
        if words[0] in ("watch", "unwatch", "help") and len(words) == 1:
            return Offer(self._addresses(self._advertised if words[0] == "help" else self._watchable, word))
        if words[0] in ("watch", "unwatch"):
            words = words[1:]
        address, ids = without_ids(words[0])
        entry = self._vocabulary.get(address)
        if entry is None:
            return Offer([])
        given = list(ids) + words[1:]
        argument = argument_at(entry, len(given))
        if argument is None:
            return Offer([], "no further arguments")
        offered = [value for value in self._values(entry, argument, given) if value.startswith(word)]
        return Offer(offered, describe(argument))

    def _addresses(self, tree: Tree, word: str) -> List[str]:
        """Give the ways to go on with an address. Ids may stand in it, as in /live/return/0/device/1/get/na."""
        front, ids, rest = split_at_last_id(word)
        if not ids:
            return tree.offer(word)
        if not rest:
            return []
        length = len("/".join(front))
        typed = word[:-len("/".join([""] + rest))]
        return [typed + offer[length:] for offer in tree.offer("/".join(front + rest))]

    def _values(self, entry: Entry, argument: ArgumentEntry, before: Sequence[str]) -> List[str]:
        if argument.type == "bool":
            return ["true", "false"]
        if argument.name == "property":
            return self._property_names()
        address = self._counter(entry, argument)
        if address is None:
            return []
        values = [str(index) for index in range(min(self._count(address, before), LARGEST_COUNT))]
        if argument.type == "track":
            returns = min(self._count(RETURNS, ()), LARGEST_COUNT) if RETURNS in self._vocabulary else 0
            values += list(TRACK_NAMES) + ["return_%d" % index for index in range(returns)]
        return values + (["*"] if argument.name in entry.ids else [])

    def _counter(self, entry: Entry, argument: ArgumentEntry) -> Optional[str]:
        """Give the address that says how many objects an id can name, asked with the ids before it, or None."""
        if entry.object in NOT_COUNTED or argument not in entry.arguments:
            return None
        before = tuple(one.name for one in entry.arguments[:entry.arguments.index(argument)])
        names = COUNTS.get(argument.name, ())
        found = [counter for name in names for counter in self._counters.get((name, before), ())]
        # A chain and a return chain have the same ids: the one whose devices these are is a part of their address.
        found.sort(key=lambda counter: not entry.object.startswith(counter.object))
        return found[0].address if found else None

    def _property_names(self) -> List[str]:
        """Give the names that track_data takes: track.name, clip.length, ..."""
        names = []
        for address, entry in sorted(self._vocabulary.items()):
            parts = address.split("/")
            if entry.advertised and listened(address) is not None and len(parts) == 5 and parts[3] == "get":
                names.append("%s.%s" % (parts[2], parts[4]))
        return [name for name in names if name.split(".")[0] in ("track", "clip", "clip_slot", "device")]
