"""Every row of every table, in several versions of Live: it answers, or says in one clear sentence why not.

The rows that an object has from another one (`/live/master` from `/live/track`) are read only; they are the same rows.
"""
import re

import pytest

from AbletonOSC.handlers import handler_classes
from AbletonOSC.lom.coerce import TYPES, Choice, Enumeration
from AbletonOSC.lom.lists import DoList, GetList
from AbletonOSC.lom.members import read_version, since_of
from AbletonOSC.lom.route import Do, Get, Listen, Set
from AbletonOSC.lom.routes import routes_of
from AbletonOSC.lom.spec import Repeat
from docs.tables import likened
from tests.handlers.every_object import AUDIO_FILE, CENTS, EveryObject

PLAIN = {"bool": bool, "int": int, "float": float, "str": str}
VERSIONS = ("11.0", "12.0", "12.3")
NEWER = re.compile(r"needs Live (\S+) or newer \(this is (\S+)\)\Z")
# What only a mistake of the script can have said: Python's words, and Live's for arguments of the wrong type.
MISTAKES = ("has no attribute", "Python argument types", "takes ", "object is not", "unexpected keyword",
            "positional argument",
            "unsupported operand", "must be str", "list index", "NoneType")
# What an address needs where one word does not mean the same everywhere.
SPECIAL = {
    "/live/browser/get/items": {"path": "instruments"},
    "/live/track/insert_device": {"name": "Reverb"},
    "/live/chain/insert_device": {"name": "Reverb"},
    "/live/lom/get": {"name": "tempo"},
    "/live/lom/set": {"name": "tempo", "value": 99.0},
    "/live/lom/call": {"name": "stop_all_clips", "value": True},
    "/live/tuning_system/set/note_tunings": {"cents": 100.0},
}
# What says that a message was sent to another object than it is about: where every object is there, that is a defect.
ASTRAY = re.compile(r"there (is|are) (none|\d+)\Z|needs an? |there is no (device|chain|sample|groove|envelope|take)")
# Here devices for Max have no inputs and outputs, chains no sends, tracks no rack in front, side chains no source.
WITHOUT = ("audio_input/", "audio_output/", "midi_input/", "midi_output/", "/send", "browser/load_item_to_chain",
           "device/set/input_routing_channel")
# What would end the script or the run, and what is not of Live's document.
APART = {"/live/api/reload", "/live/api/register_listener", "/live/api/unregister_listener",
         "/live/song/export/structure"}
WORDS = {"path": "live_set", "file_path": AUDIO_FILE, "view_name": "Session", "member": "tempo",
         "item": "instruments/Operator",
         "category": "", "destination_index": 40, "groove": 0,
         "log_level": "info", "pattern": "/live/song/get/tempo", "note": "C", "property": "track.name",
         "mod_mapping_device": "live_set tracks 0 devices 0"}


KINDS = {GetList: Get, DoList: Do}


def own(handler, row):
    like = likened(handler)
    return like is None or row not in like.properties + like.methods + like.commands + like.events


def routes(*kinds):
    """The routes of these kinds: all that are a handler's own, of the others only what is read."""
    return [route for handler in handler_classes() for route in routes_of(handler)
            if KINDS.get(type(route), type(route)) in kinds and route.address not in APART and (
                own(handler, route.row) or isinstance(route, Get))]


def legal(argument, address=""):
    """A value that an argument takes."""
    if argument.name in SPECIAL.get(address, ()):
        return SPECIAL[address][argument.name]
    if argument.name in WORDS:
        return WORDS[argument.name]
    kind = argument.type
    if kind in (TYPES[int], TYPES[float]) or isinstance(kind, Enumeration):
        low = 0 if argument.minimum is None else argument.minimum
        if argument.name.endswith(("_id", "index")):
            return 0
        return kind.send(max(low, 1) if argument.maximum is None or argument.maximum >= 1 else low)
    if kind is TYPES[bool]:
        return True
    return 0 if kind.tag in ("i", "*") else "live_set" if isinstance(kind, Choice) else "text"


def arguments_of(route, count_of_repeats=1):
    """Legal values for all that a route takes after the ids."""
    values = []
    for argument in route.arguments:
        if isinstance(argument, Repeat):
            values += [legal(one, route.address) for one in argument.arguments] * count_of_repeats
        else:
            values.append(legal(argument, route.address))
    return values


class Sweep:
    """Sends a message to each route of a running script, and keeps what is not as it should be."""

    def __init__(self, live, version):
        self.live = live
        self.version = read_version(version) + (0,)
        self.wrong = []

    def send(self, route, values):
        """The answers to a message; complains about what no row may answer."""
        replies = self.live.ask(route.address, *values)
        errors = [arguments for address, arguments in replies if address == "/live/error"]
        for error in errors:
            self.check_error(route, values, error)
        if len(errors) > 1 or errors and len(replies) > 1:
            self.complain(route, values, "more than one answer", replies)
        for address, _ in replies:
            if address not in ("/live/error", route.reply_address) and not getattr(route.row, "with_rows", ()):
                self.complain(route, values, "answered on another address", address)
        return replies

    def check_error(self, route, values, error):
        sentence = error[1]
        newer = NEWER.match(sentence)
        if newer:
            if read_version(newer.group(1)) <= self.version:
                self.complain(route, values, "is said to be newer than it is", sentence)
        elif not sentence or any(mistake in sentence for mistake in MISTAKES):
            self.complain(route, values, "a mistake of the script", sentence)
        elif self.version >= (12, 3) and own(route.handler, route.row) and ASTRAY.search(sentence) and not any(
                name in route.address for name in WITHOUT):
            self.complain(route, values, "is not sent to the object that it is about", sentence)

    def complain(self, route, values, what, seen):
        self.wrong.append(f"{route.address} {tuple(values)}: {what}: {seen}")

    def restore(self):
        """Undo what a method did, so that the next one finds the Set as it was."""
        song = self.live.song
        while song.can_undo:
            song.undo()
        self.live.advance()
        self.live.received()

    def lacks(self, route):
        """Whether this Live is too old for a row."""
        since = since_of(route.handler, route.row, route.verb == "start_listen")
        return since is not None and read_version(since) > self.version


@pytest.fixture(params=VERSIONS)
def sweep(request, log_folder):
    live = EveryObject(log_folder, request.param)
    found = Sweep(live, request.param)
    yield found
    errors = live.host.errors
    live.close()
    assert not errors
    assert not found.wrong, "\n".join(found.wrong)
    logged = "".join(path.read_text() for path in (log_folder).glob("*.log"))
    assert "Traceback" not in logged, logged[logged.index("Traceback"):][:2000]


def test_every_value_is_read_or_it_is_said_why_not(sweep):
    for route in routes(Get):
        values = sweep.live.ids(route.handler, route.row) + tuple(arguments_of(route))
        replies = sweep.send(route, values)
        if len(replies) != 1:
            sweep.complain(route, values, "not one answer", replies)
        elif replies[0][0] != "/live/error":
            expected, sent = PLAIN.get(route.row.type.name), replies[0][1][len(values):]
            if expected and not all(value is None or type(value) is expected for value in sent):
                sweep.complain(route, values, f"is not a {route.row.type.name}", sent)


def test_every_value_can_be_written_and_nothing_else_is_taken(sweep):
    for route in routes(Set):
        ids = sweep.live.ids(route.handler, route.row)
        *before, value = arguments_of(route)
        now = sweep.live.send(route.address.replace("/set/", "/get/", 1), *ids, *before)
        if len(now) == 1 and now[0][0] != "/live/error" and len(now[0][1]) == len(ids) + len(before) + 1 and (
                now[0][1][-1] is not None):
            value = now[0][1][-1]
        replies = sweep.send(route, ids + tuple(before) + (value,))
        if [address for address, _ in replies] not in ([], ["/live/error"]):
            sweep.complain(route, value, "a setter is silent", replies)
        kind = route.row.type
        if kind in (TYPES[int], TYPES[float], TYPES[bool]):
            (address, error), = sweep.send(route, ids + tuple(before) + ("no number",))
            if address != "/live/error" or "must be" not in error[1] and not NEWER.match(error[1]):
                sweep.complain(route, "no number", "is not refused", error)
        if sweep.send(route, ids + tuple(before))[0][0] != "/live/error":
            sweep.complain(route, (), "is not refused without a value", "")


def test_everything_that_can_be_listened_to_pushes_at_once_and_stops(sweep):
    for route in routes(Listen):
        values = sweep.live.ids(route.handler, route.row) + tuple(arguments_of(route))
        replies = sweep.send(route, values)
        total, _, *listed = sweep.live.query("/live/api/get/listeners")
        is_asleep = total and listed[-1] is False
        if len(replies) != 1 + len(route.row.with_rows) and not is_asleep:
            sweep.complain(route, values, "neither pushed nor refused", replies)
        if sweep.live.send(route.address.replace("/start_", "/stop_", 1), *values):
            sweep.complain(route, values, "stop_listen is not silent", "")
    assert sweep.live.engine.subscriptions.all() == []


def test_every_method_does_something_or_says_why_not(sweep):
    for route in routes(Do):
        ids = sweep.live.ids(route.handler, route.row) if route.ids else ()
        count = len(CENTS) if route.address.endswith("note_tunings") else 1
        sweep.send(route, ids + tuple(arguments_of(route, count)))
        sweep.restore()
        if any(not isinstance(argument, Repeat) and argument.required for argument in route.arguments):
            replies = sweep.send(route, ids)
            if [address for address, _ in replies] != ["/live/error"] or "missing argument" not in replies[0][1][1]:
                sweep.complain(route, ids, "is not refused without its arguments", replies)
    sweep.live.advance(2.0)


def test_what_this_live_lacks_says_from_which_live_on_it_is_there(sweep):
    for route in routes(Get, Set, Do):
        if sweep.lacks(route):
            ids = sweep.live.ids(route.handler, route.row) if route.ids else ()
            replies = sweep.live.send(route.address, *ids, *arguments_of(route))
            # Live 12.0 has tuning systems, but there is none until one is loaded.
            if [address for address, _ in replies] != ["/live/error"] or not NEWER.match(replies[0][1][1]) and (
                    replies[0][1][1] != "there is no tuning system"):
                sweep.complain(route, ids, "does not say that it needs a newer Live", replies)
