"""A row is checked when it is declared: nonsense is refused with the row's name, before Live ever sees the script."""
import pytest

from AbletonOSC.handlers import handler_classes
from AbletonOSC.lom.coerce import TYPES
from AbletonOSC.lom.spec import (
    MAXIMUM_DOCUMENTATION,
    POLLED,
    REQUIRED,
    Choice,
    Handler,
    Repeat,
    arg,
    call,
    command,
    repeat,
    ro,
    rw,
)

NONSENSE = {
    "no documentation": (lambda: rw("tempo", float, ""), "tempo: the documentation must"),
    "documentation without a full stop": (lambda: rw("tempo", float, "Tempo"), "tempo: the documentation must"),
    "documentation that is too long": (lambda: ro("tempo", float, "x" * MAXIMUM_DOCUMENTATION + "."),
                                       "tempo: the documentation"),
    "a method without documentation": (lambda: call("undo", ""), "undo: the documentation must"),
    "a command without documentation": (lambda: command("add/notes", ""), "add/notes: the documentation must"),
    "a range on a string": (lambda: rw("name", str, "Name.", 0, 5), "name: only a number can have a range, not a str"),
    "a range on a boolean": (lambda: rw("mute", bool, "Muted.", 0, 1),
                             "mute: only a number can have a range, not a bool"),
    "a range on a choice": (lambda: rw("routing", Choice("offers"), "Routing.", 0),
                            "routing: only a number can have a range"),
    "a range that is empty": (lambda: rw("tempo", float, "Tempo.", 999, 20), "tempo: the range 999..20 is empty"),
    "a range on a string argument": (lambda: arg("name", str, "", 0),
                                     "name: only a number can have a range, not a str"),
    "an empty range of an argument": (lambda: arg("index", int, "", 5, 4), "index: the range 5..4 is empty"),
    "a default outside its range": (lambda: arg("index", int, "", 0, 4, 5), "index: the default 5 is outside 0..4"),
    "a setter on a read-only row": (lambda: ro("tempo", float, "Tempo.", set="write"), None),
    "a range on a read-only row": (lambda: ro("tempo", float, "Tempo.", 0, 1), None),
    "a path that is none": (lambda: ro("tempo", float, "Tempo.", path="a..b"), "tempo: '' in the path 'a..b' is not"),
    "a name that is no address": (lambda: ro("Tempo now", float, "Tempo.", path="tempo"),
                                  "Tempo now: a name is made of"),
    "a method with a name that is no address": (lambda: call("undo!", "Undo.", path="undo"),
                                                "undo!: a name is made of"),
    "a path that ends in a list": (lambda: ro("track", str, "Track.", path="tracks[track_id]",
                                              args=(arg("track_id", int),)),
                                   "track: the path 'tracks[track_id]' must end with the attribute"),
    "an argument without a place": (lambda: rw("send", float, "Send.", path="sends[send_id].value"),
                                    "send: the arguments [] are not those of the path 'sends[send_id].value'"),
    "a place without an argument": (lambda: rw("send", float, "Send.", path="send.value", args=(arg("send_id", int),)),
                                    "send: the arguments ['send_id'] are not those of the path 'send.value'"),
    "a list that can be written": (lambda: rw("clips/name", str, "Names.", path="clips[*].name", listen=False),
                                   "clips/name: a list can be neither written nor listened to"),
    "a list that can be listened to": (lambda: ro("clips/name", str, "Names.", path="clips[*].name"),
                                       "clips/name: a list can be neither written nor listened to"),
    "a list that is polled": (lambda: ro("clips/name", str, "Names.", path="clips[*].name", listen=POLLED),
                              "clips/name: a list can be neither written nor listened to"),
    "a listener that is no attribute": (lambda: ro("length", float, "Length.", listen="loop end"),
                                        "length: listen must be True, False, POLLED or the name of an attribute"),
    "a required argument after one that may be left out": (
        lambda: call("fire", "Fire.", arg("force", bool, default=False), arg("index", int)),
        "fire: index is required, but comes after an argument that may be left out"),
    "an argument after repeated ones": (lambda: call("add", "Add.", repeat(arg("pitch", int)), arg("end", int)),
                                        "add: nothing can follow repeated arguments"),
    "two arguments of one name": (lambda: call("move", "Move.", arg("index", int), arg("index", int)),
                                  "move: two arguments are called index"),
    "a repeated argument of a name that is taken": (
        lambda: command("add", "Add.", arg("pitch", int), repeat(arg("pitch", int))),
        "add: two arguments are called pitch"),
    "nothing repeated": (lambda: repeat(), "repeat() needs the arguments that are repeated"),
    "a repeated argument with a default": (lambda: repeat(arg("pitch", int, default=60)),
                                           "pitch: a repeated argument cannot be left out"),
}


@pytest.mark.parametrize("declare, sentence", list(NONSENSE.values()), ids=list(NONSENSE))
def test_a_row_refuses(declare, sentence):
    with pytest.raises((ValueError, TypeError)) as refusal:
        declare()
    if sentence is not None:
        assert str(refusal.value).startswith(sentence)


@pytest.mark.parametrize("declared", [list, dict, "int", None])
def test_a_row_refuses_a_type_that_it_cannot_have(declared):
    with pytest.raises(TypeError) as refusal:
        rw("tempo", declared, "Tempo.")
    assert str(refusal.value) == f"tempo: a row cannot have the type {declared!r}"


def declare_handler(**contents):
    return type("ThingHandler", (Handler,), dict({"address": "thing"}, **contents))


NONSENSE_HANDLERS = {
    "ids without a place": (dict(ids=("track_id",), lives_in="tracks"),
                            "ThingHandler: the ids ('track_id',) are not those of the path 'tracks'"),
    "a place without an id": (dict(lives_in="tracks[track_id]"),
                              "ThingHandler: the ids () are not those of the path 'tracks[track_id]'"),
    "ids in another order": (dict(ids=("clip_id", "track_id"), lives_in="tracks[track_id].clip_slots[clip_id]"),
                             "ThingHandler: the ids ('clip_id', 'track_id') are not those"),
    "a property declared twice": (dict(properties=(ro("x", int, "X."), rw("x", int, "X."))),
                                  "ThingHandler: declared twice: get/x"),
    "a method declared twice": (dict(methods=(call("fire", "Fire."), call("fire", "Fire again."))),
                                "ThingHandler: declared twice: fire"),
    "a method that is a property": (dict(properties=(ro("x", int, "X."),),
                                         methods=(call("get/x", "X.", path="get_x"),)),
                                    "ThingHandler: declared twice: get/x"),
    "a method that is a listener": (dict(properties=(ro("x", int, "X."),),
                                         methods=(call("start_listen/x", "X.", path="listen"),)),
                                    "ThingHandler: declared twice: start_listen/x"),
    "a reader that is not there": (dict(properties=(ro("x", int, "X.", get="read_x"),)),
                                   "ThingHandler: x names the method 'read_x', which is not there"),
    "a writer that is not there": (dict(properties=(rw("x", int, "X.", set="write_x"),)),
                                   "ThingHandler: x names the method 'write_x', which is not there"),
    "a row pushed with one that is not there": (dict(properties=(ro("x", int, "X.", with_rows=("y",)),)),
                                                "ThingHandler: x is pushed with 'y', which is not there"),
    "an argument that is called like an id": (
        dict(ids=("track_id",), lives_in="tracks[track_id]", methods=(call("move", "Move.", arg("track_id", int)),)),
        "ThingHandler: move has an argument that is called like an id: track_id"),
    "a root that is none": (dict(root="browser"),
                            "ThingHandler: the root must be 'song' or 'application', got 'browser'"),
}


@pytest.mark.parametrize("contents, sentence", list(NONSENSE_HANDLERS.values()), ids=list(NONSENSE_HANDLERS))
def test_a_handler_refuses(contents, sentence):
    with pytest.raises(ValueError) as refusal:
        declare_handler(**contents)
    assert str(refusal.value).startswith(sentence)


def test_a_row_takes_the_last_part_of_its_name_as_the_attribute():
    row = rw("loop/start", float, "Loop start.")
    assert (row.steps, row.attribute) == ((), "start")


def test_a_path_leads_to_the_owner_of_the_value():
    row = rw("send", float, "Send.", path="mixer_device.sends[send_id].value", args=(arg("send_id", int),))
    assert [tuple(step) for step in row.steps] == [("mixer_device", None), ("sends", "send_id")]
    assert row.attribute == "value"


@pytest.mark.parametrize("listen, observable", [(True, True), (False, False), (POLLED, True), ("playing_status", True)])
def test_a_row_can_be_observed_unless_it_says_not(listen, observable):
    assert ro("x", int, "X.", listen=listen).observable is observable


def test_a_command_is_a_row_of_the_method_below_it():
    handler = declare_handler(greet=command("greet", "Greet.", arg("name", str),
                                            replies=("text",))(lambda *given: given))
    row, = handler.commands
    assert (row.name, row.arguments[0].type, row.replies) == ("greet", TYPES[str], ("text",))


def test_a_handler_inherits_the_commands_of_its_class_above_once():
    above = declare_handler(greet=command("greet", "Greet.")(lambda *given: given))
    below = type("Below", (above,), {"wave": command("wave", "Wave.")(lambda *given: given)})
    assert [row.name for row in below.commands] == ["greet", "wave"]


def test_an_argument_is_required_unless_it_has_a_default():
    assert arg("index", int).required and arg("index", int).default is REQUIRED
    assert not arg("index", int, default=None).required


@pytest.mark.parametrize("handler", handler_classes(), ids=lambda handler: handler.__name__)
def test_every_row_of_the_tables_has_a_name_that_fits_into_an_address(handler):
    for row in handler.properties + handler.methods + handler.commands:
        assert row.name and all(part.replace("_",
                                             "").isalnum() and part.islower() for part in row.name.split("/")), row.name


@pytest.mark.parametrize("handler", handler_classes(), ids=lambda handler: handler.__name__)
def test_every_default_of_the_tables_has_the_declared_type(handler):
    for row in handler.methods + handler.commands:
        for argument in row.arguments:
            if not isinstance(argument, Repeat) and not argument.required and argument.default is not None:
                assert argument.type.read(argument.default, argument.name) == argument.default, row.name
