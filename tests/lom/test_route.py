"""What happens when a message meets a row: arguments read, objects found, values in the order that clients expect."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from AbletonOSC.errors import IndexOutOfRange, InvalidArgument, LiveRefusal, MissingArgument, NotObservable, OSCError
from AbletonOSC.lom.listeners import Subscriber
from AbletonOSC.lom.route import Form, read_arguments
from AbletonOSC.lom.routes import routes_of
from AbletonOSC.lom.spec import Handler, arg, call, command, repeat, ro, rw


class Thing:
    """An object of a Live made of plain attributes; `refuses` raise as Live does."""

    name = value = None

    def __init__(self, refuses=(), **attributes):
        self.__dict__.update(attributes)
        self.refuses = refuses
        self.calls = []

    def __getattribute__(self, name):
        if name in object.__getattribute__(self, "__dict__").get("refuses", ()):
            raise RuntimeError(f"{name} does not apply")
        return object.__getattribute__(self, name)

    def fire(self, *arguments):
        self.calls.append(arguments)


class Engine:
    """As much of an engine as rows need."""

    def __init__(self, song):
        self.host = self
        self.song = lambda: song


class PotHandler(Handler):
    """A pot with sends, in a row of pots."""

    address, ids, lives_in = "pot", ("pot_id",), "pots[pot_id]"

    properties = (
        rw("name", str, "Name."),
        rw("level", float, "Level.", 0, 1, path="fader.value"),
        rw("send", float, "Send.", 0, 1, path="sends[send_id].value", args=(arg("send_id", int, "", 0),)),
        ro("pair", int, "Two values.", get="read_pair"),
        ro("fixed", bool, "Never changes.", listen=False),
        ro("fader/level", float, "Level of the fader, nil if it has none.", path="fader.value", nil=True),
        ro("sends/value", float, "Levels of the sends.", path="sends[*].value", listen=False),
    )
    methods = (
        call("fire", "Fire.", arg("force", bool, default=False), arg("count", int, "", 0, 9, default=1)),
        call("fader/fire", "Fire the fader.", path="fader.fire"),
    )

    def read_pair(self, pot):
        return 1, 2

    @command("add", "Add.", repeat(arg("pitch", int, "", 0, 127), arg("start", float)))
    def add(self, pot, notes):
        pot.calls.append(notes)

    @command("get/sum", "Sum.", repeat(arg("number", int)), replies=("sum",))
    def read_sum(self, pot, numbers):
        return (sum(numbers),)

    @command("count", "How many pots.", replies=("count",), ids=False)
    def count(self, song):
        return [len(song.pots)]


def make_routes():
    song = Thing(pots=[Thing(name=f"pot {index}", fixed=True, fader=Thing(value=index / 4),
                             sends=[Thing(value=send / 8) for send in range(index)]) for index in range(3)])
    handler = PotHandler(Engine(song))
    return song, {route.address[len("/live/pot/"):]: route for route in routes_of(handler)}


def run(route, *values):
    return list(route.run(values, Subscriber("peer", Form(route.reply_address))))


def test_from_rows_come_all_addresses_and_no_others():
    assert sorted(make_routes()[1]) == sorted(
        [f"{verb}/{name}" for verb in ("get", "set", "start_listen", "stop_listen") for name in ("name", "level",
            "send")]
        + [f"{verb}/{name}" for verb in ("get", "start_listen", "stop_listen") for name in ("pair", "fixed",
            "fader/level")]
        + ["get/sends/value", "fire", "fader/fire", "add", "get/sum", "count"])


@pytest.mark.parametrize("address, values, ids, answer", [
    ("get/name", (1,), (1,), ("pot 1",)),
    ("get/level", ("2",), (2,), (0.5,)),
    ("get/send", (2, 1), (2,), (1, 0.125)),
    ("get/send", (2.0, "1"), (2,), (1, 0.125)),
    ("get/pair", (0,), (0,), (1, 2)),
    ("get/sends/value", (2,), (2,), (0.0, 0.125)),
    ("get/sends/value", (0,), (0,), ()),
    ("get/sum", (0, 1, 2.0, "3"), (0,), (6,)),
    ("get/sum", (0,), (0,), (0,)),
    ("count", (), (), (3,)),
])
def test_a_question_is_answered_with_ids_arguments_and_values(address, values, ids, answer):
    assert run(make_routes()[1][address], *values) == [(ids, answer)]


@pytest.mark.parametrize("address, values, look, result", [
    ("set/name", (0, "x"), lambda pot: pot.name, "x"),
    ("set/level", (0, 1), lambda pot: pot.fader.value, 1.0),
    ("set/send", (2, 1, 0.5), lambda pot: pot.sends[1].value, 0.5),
    ("fire", (0,), lambda pot: pot.calls, [(False, 1)]),
    ("fire", (0, 1), lambda pot: pot.calls, [(True, 1)]),
    ("fire", (0, 1, 5.0, "surplus"), lambda pot: pot.calls, [(True, 5)]),
    ("fader/fire", (0,), lambda pot: pot.fader.calls, [()]),
    ("add", (0, 60, 1, 61, 2), lambda pot: pot.calls, [[(60, 1.0), (61, 2.0)]]),
    ("add", (0,), lambda pot: pot.calls, [[]]),
])
def test_what_is_done_is_silent(address, values, look, result):
    song, routes = make_routes()
    assert run(routes[address], *values) == []
    assert look(song.pots[values[0]]) == result


@pytest.mark.parametrize("address, values, error, sentence", [
    ("get/name", (), MissingArgument, "missing argument: pot_id"),
    ("set/send", (), MissingArgument, "missing arguments: pot_id, send_id, send"),
    ("set/send", (0, 1), MissingArgument, "missing argument: send"),
    ("get/name", (3,), IndexOutOfRange, "pot_id 3: there are 3"),
    ("get/send", (1, 1), IndexOutOfRange, "send_id 1: there is 1"),
    ("get/send", (1, -1), InvalidArgument, "send_id must be at least 0, got -1"),
    ("set/level", (0, 1.5), InvalidArgument, "level must be 0..1, got 1.5"),
    ("set/level", (0, "x"), InvalidArgument, "level must be a finite number, got 'x'"),
    ("fire", (0, 1, 10), InvalidArgument, "count must be 0..9, got 10"),
    ("add", (0, 60), MissingArgument, "pitch, start come in groups of 2, got 1 values"),
    ("add", (0, 60, 1, 128, 1), InvalidArgument, "pitch must be 0..127, got 128"),
    ("start_listen/fixed", (0,), NotObservable, "fixed cannot be listened to: Live does not report its changes"),
])
def test_what_cannot_be_done_is_refused_with_a_sentence(address, values, error, sentence):
    with pytest.raises(error) as refusal:
        run(make_routes()[1][address], *values)
    assert str(refusal.value) == sentence


def test_arguments_are_read_before_anything_is_changed():
    song, routes = make_routes()
    with pytest.raises(InvalidArgument):
        run(routes["set/name"], "*", None)
    assert [pot.name for pot in song.pots] == ["pot 0", "pot 1", "pot 2"]


def test_an_asterisk_asks_every_object_and_passes_over_those_that_refuse():
    song, routes = make_routes()
    song.pots[1].refuses = ("name",)
    assert run(routes["get/name"], "*") == [((0,), ("pot 0",)), ((2,), ("pot 2",))]
    assert run(routes["get/send"], "*", 1) == [((2,), (1, 0.125))]


def test_an_asterisk_that_all_refuse_is_refused():
    song, routes = make_routes()
    for pot in song.pots:
        pot.refuses = ("name",)
    with pytest.raises((RuntimeError, LiveRefusal), match="name does not apply"):
        run(routes["get/name"], "*")
    with pytest.raises(IndexOutOfRange, match="send_id 9: there are 2"):
        run(routes["get/send"], "*", 9)


def test_an_asterisk_without_objects_is_silent():
    song, routes = make_routes()
    song.pots = []
    assert run(routes["get/name"], "*") == []


def test_a_member_that_this_live_lacks_ends_only_its_own_answer():
    song, routes = make_routes()
    song.pots[1] = object()
    assert run(routes["get/name"], "*") == [((0,), ("pot 0",)), ((2,), ("pot 2",))]


def test_a_refusal_of_live_is_nil_where_the_row_says_so():
    song, routes = make_routes()
    song.pots[0].fader.refuses = ("value",)
    assert run(routes["get/fader/level"], 0) == [((0,), (None,))]
    with pytest.raises(RuntimeError):
        run(routes["get/level"], 0)


def test_stopping_asks_nothing_of_the_object():
    song, routes = make_routes()
    stopped = []
    routes["stop_listen/name"].handler.engine.subscriptions = type(
        "Subscriptions", (), {"stop": lambda self, route, ids, arguments, caller: stopped.append((ids, arguments))})()
    assert run(routes["stop_listen/name"], 99) == []
    assert stopped == [((99,), ())]


@pytest.mark.parametrize("form, address, arguments", [
    (Form("/live/track/get/name"), "/live/track/get/name", (1, 2, "x")),
    (Form("/live/track/get/name", (3, 3)), "/live/track/1/2/get/name", ("x",)),
])
def test_ids_are_written_in_front_or_into_the_path(form, address, arguments):
    assert form.write((1, 2), ("x",)) == (address, arguments)


@pytest.mark.parametrize("counts, fits", [("get/name", {1}), ("set/send", {3}), ("fire", {1, 2, 3}), ("count", {0}),
                                          ("add", {1, 2, 3, 4, 5, 6}), ("get/sends/value", {1, 3})])
def test_a_pattern_reaches_a_row_whose_arguments_fit(counts, fits):
    route = make_routes()[1][counts]
    assert {count for count in range(7) if route.fits(count)} == fits


ANYTHING = st.one_of(st.none(), st.booleans(), st.integers(-5, 5), st.floats(), st.text(max_size=5), st.just("*"))


@given(st.sampled_from([address for address in make_routes()[1] if "listen" not in address]),
       st.lists(ANYTHING, max_size=6))
def test_whatever_the_arguments_are_they_are_answered_or_refused_with_a_sentence(address, values):
    try:
        answers = run(make_routes()[1][address], *values)
    except OSCError as refusal:
        assert str(refusal)
        return
    for ids, answer in answers:
        assert all(type(value) is int and 0 <= value < 3 for value in ids)
        assert isinstance(answer, tuple)


@given(st.lists(ANYTHING, min_size=2, max_size=6))
def test_surplus_arguments_never_change_what_is_read(values):
    declared = (arg("force", bool, default=False), arg("count", int, default=1))
    try:
        read = read_arguments(declared, values)
    except OSCError:
        return
    assert read_arguments(declared, values + ["surplus", None]) == read == read_arguments(declared, values[:2])
