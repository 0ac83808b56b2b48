"""What a client should know, by the rules and not by the code: its subscriptions and the last values."""

import struct

from tests.fuzz.rows import BY_ADDRESS

EVERY = "*"


class Question:
    """A row at a place in the form in which it was asked: what a subscription is."""

    def __init__(self, row, ids, in_path):
        self.row, self.ids, self.in_path = row, tuple(ids), in_path
        self.key = (row.name, self.ids, in_path)

    def __eq__(self, other):
        return self.key == other.key

    def __hash__(self):
        return hash(self.key)

    def __repr__(self):
        return " ".join(map(str, self.message("get")))

    def message(self, verb):
        """The address and the arguments that ask for it."""
        address = self.row.address(verb)
        if self.in_path and self.ids:
            front, live, thing, rest = address.split("/", 3)
            return ("/".join([front, live, thing] + [str(one) for one in self.ids] + [rest]),)
        return (address,) + self.ids

    def at(self, ids):
        return Question(self.row, ids, self.in_path)

    def covers(self, other):
        """Whether it means the other one too: the same row in the same form, with `*` for any id."""
        return (
            self.key[0] == other.key[0]
            and self.key[2:] == other.key[2:]
            and all(mine in (EVERY, its) for mine, its in zip(self.ids, other.ids))
        )

    def read(self, song):
        """What Live holds there, or None where nothing is."""
        try:
            return plain(self.row.read(song, *self.ids))
        except (LookupError, IndexError, RuntimeError):
            return None

    def is_empty(self, song):
        """Whether it is a place that is there and holds nothing: a slot without a clip."""
        if not self.row.may_be_empty:
            return False
        try:
            return all(index < length(song, *self.ids[:number])
                       for number, (index, length) in enumerate(zip(self.ids, self.row.lengths)))
        except (LookupError, IndexError, RuntimeError):
            return False

    def places(self, song):
        """Every place that there is now."""
        found = [()]
        for asked, length in zip(self.ids, self.row.lengths):
            further = []
            for ids in found:
                try:
                    count = length(song, *ids)
                except (LookupError, IndexError, RuntimeError):
                    continue
                further += [ids + (index,) for index in range(count)] if asked == EVERY else [ids + (asked,)]
            found = further
        return [self.at(ids) for ids in found]


def plain(values):
    """Values as every client can tell them apart: booleans as 0 and 1, floats as 32 bits carry them, nil as nothing."""
    return tuple(
        ""
        if value is None
        else int(value)
        if isinstance(value, bool)
        else struct.unpack(">f", struct.pack(">f", value))[0]
        if isinstance(value, float)
        else value
        for value in values
    )


class Client:
    """One push address: what it asked for, and what it was told."""

    def __init__(self):
        self.single = set()
        self.sweeps = {}
        self.known = {}

    def listen(self, question, song):
        """Ask; True where something is or can come, False where nothing is, None where `*` finds nothing."""
        if EVERY not in question.ids:
            if question.read(song) is None and not question.is_empty(song):
                return False
            self.single.add(question)
            return True
        places = question.places(song)
        if not places or all(place.read(song) is None for place in places):
            return None
        self.sweeps[question] = set()
        return True

    def stop(self, question):
        """Stop what the question means; a wider subscription leaves it out from now on."""
        for asked in [asked for asked in self.sweeps if question.covers(asked)]:
            del self.sweeps[asked]
        for asked, without in self.sweeps.items():
            if asked.row is question.row and asked.key[2:] == question.key[2:]:
                without.add(question)
        self.single = {one for one in self.single if not question.covers(one)}

    def clear(self):
        self.single.clear()
        self.sweeps.clear()
        self.known.clear()

    def is_subscribed(self, question):
        return question in self.single or any(
            asked.covers(question) and not any(left.covers(question) for left in without)
            for asked, without in self.sweeps.items()
        )

    def subscribed(self, song):
        """Every place with something in it that the client listens to."""
        found = set(self.single)
        for asked, without in self.sweeps.items():
            found.update(place for place in asked.places(song) if not any(left.covers(place) for left in without))
        return {question: value for question, value in ((one, one.read(song)) for one in found) if value is not None}


def read_push(address, arguments):
    """The question that a push answers, and its values; None for what is no push of these rows."""
    row, in_path = BY_ADDRESS.get(address), False
    if row is None:
        parts = address.split("/")
        for count in (1, 2, 3):
            row = BY_ADDRESS.get("/".join(parts[:3] + parts[3 + count :]))
            if row is not None and row.ids == count:
                ids = tuple(int(part) if part.isdigit() else part for part in parts[3 : 3 + count])
                return Question(row, ids, True), plain(arguments)
        return None
    return (
        Question(row, arguments[: row.ids], in_path),
        plain(arguments[row.ids :]),
    )
