"""Laws over every class, property, method, event and enum of live-api.json."""
import operator

import pytest

from simulator.errors import CHANGE_IN_NOTIFICATION, ArgumentError
from simulator.methods import changes_document
from simulator.ranges import first_allowed
from simulator.schema import load, load_document

from .conftest import NEWEST

DOCUMENT = load_document()
SCHEMA = load(NEWEST)
CLASSES = sorted(SCHEMA.classes)
PROPERTIES = [(owner, prop) for owner in CLASSES for prop in SCHEMA.classes[owner].properties.values()]
METHODS = [(owner, method) for owner in CLASSES for method in SCHEMA.classes[owner].methods.values()]
LISTENABLE = [(owner, prop.name) for owner, prop in PROPERTIES if prop.listenable]
EVENTS = [(owner, event) for owner in CLASSES for event in SCHEMA.classes[owner].events]
KEYED = ("Application.View", "is_view_visible")
# What a property of each scalar type refuses (live-api.json, converters).
REFUSED = {"int": ("1", 1.0, None, []), "bool": ("1", 1.0, []), "float": ("1", None, []), "str": (1, None, b"x"),
           "int|None": ("1", 1.0)}


SIMPLE_VALUES = {"int": 1, "float": 1.0, "bool": True, "str": "x", "int|None": 1, "float|None": 1.0, "object": 1,
                 "Any": 1, "Iterable[int]": (), "Iterable[MidiNoteSpecification]": (), "list:float": (1.0,)}


def law(rows):
    """A law over rows, tried class by class; the row that breaks it is named. `holds` of the test is the law itself."""
    by_owner = {}
    for owner, row in rows:
        by_owner.setdefault(owner, []).append(row)

    def declare(holds):
        @pytest.mark.parametrize("owner", list(by_owner))
        def test(bare, owner):
            for row in by_owner[owner]:
                try:
                    holds(bare, owner, row)
                except (Exception, pytest.fail.Exception) as error:
                    raise AssertionError("{}.{}: {}".format(owner, getattr(row, "name", row), error)) from error
        test.__name__ = holds.__name__
        test.holds = holds
        return test
    return declare


def in_a_listener(simulator, change):
    """Does it while Live tells of a change of the tempo; the refusal, if it is refused."""
    raised = []

    def listener():
        try:
            change()
        except RuntimeError as error:
            raised.append(str(error))

    simulator.song.add_tempo_listener(listener)
    simulator.song.tempo = 100.0 if simulator.song.tempo != 100.0 else 101.0
    simulator.song.remove_tempo_listener(listener)
    return raised


def some_value(simulator, type_name):
    """A value that a property or argument of that type takes."""
    if type_name in SIMPLE_VALUES:
        return SIMPLE_VALUES[type_name]
    if type_name.startswith("tuple["):
        return ()
    if type_name.startswith("enum:"):
        return max(simulator.types.schema.enums[type_name[len("enum:"):]].values())
    name = type_name.replace("object:", "").split("|")[0].strip()
    if name in SCHEMA.values:
        return simulator.value(name)
    if name in SCHEMA.vectors:
        return simulator.types.vectors[name]()
    return simulator.wrap(simulator.make(name))


def test_every_class_of_the_document_exists_in_the_newest_version():
    assert set(SCHEMA.classes) == set(DOCUMENT["classes"])


@pytest.mark.parametrize("owner", CLASSES)
def test_a_class_is_found_in_its_module_under_its_name(bare, owner):
    path = DOCUMENT["classes"][owner]["module"].split(".")[1:]
    found = bare.live
    for part in path:
        found = getattr(found, part)
    assert found is bare.types.handles[owner]
    assert (found.__module__, found.__name__) == (path[0], path[-1])


@pytest.mark.parametrize("owner", CLASSES)
def test_a_class_refuses_to_be_instantiated(bare, owner):
    with pytest.raises(RuntimeError, match="^This class cannot be instantiated from Python$"):
        bare.types.handles[owner]()


@pytest.mark.parametrize("owner", CLASSES)
def test_a_class_has_exactly_the_names_of_the_document(bare, owner):
    handle = bare.types.handles[owner]
    expected = set(SCHEMA.all_properties(owner)) | set(SCHEMA.all_methods(owner))
    listened = {prop.name for prop in SCHEMA.all_properties(owner).values() if prop.listenable}
    for name in listened | SCHEMA.all_events(owner):
        expected |= {"add_{}_listener".format(name), "remove_{}_listener".format(name), "{}_has_listener".format(name)}
    nested = {name for name in dir(handle) if isinstance(getattr(handle, name), type) and not name.startswith("__")}
    public = {name for name in dir(handle) if not name.startswith("_") or name == "_live_ptr"} - nested
    assert public == expected


@law(PROPERTIES)
def test_a_property_reads_as_its_type(bare, owner, prop):
    value = getattr(bare.wrap(bare.make(owner)), prop.name)
    kinds = {"int": int, "float": float, "bool": bool, "str": str}
    if prop.kind == "property" and prop.type in kinds:
        assert type(value) is kinds[prop.type]
    elif prop.type.startswith("enum:"):
        assert isinstance(value, bare.types.enums[prop.type[len("enum:"):]])
    elif prop.kind == "children" or prop.type.startswith("list:"):
        assert type(value) in bare.types.vectors.values()
    elif prop.type.startswith("tuple:"):
        assert type(value) is tuple
    elif prop.kind == "child" and not prop.optional and prop.name != "canonical_parent":
        assert isinstance(value, bare.types.handles[prop.type.split("|")[0]])
    elif prop.type.startswith("object:"):
        assert isinstance(value, bare.types.values[prop.type[len("object:"):]])
    else:
        assert value is None


@law([row for row in PROPERTIES if not row[1].settable])
def test_a_read_only_property_refuses_to_be_written(bare, owner, prop):
    with pytest.raises(AttributeError, match="^property of '.*' object has no setter$"):
        setattr(bare.wrap(bare.make(owner)), prop.name, 1)


@law([row for row in PROPERTIES if row[1].settable and row[1].type in REFUSED])
def test_a_settable_property_refuses_what_has_another_type(bare, owner, prop):
    handle = bare.wrap(bare.make(owner))
    for value in REFUSED[prop.type]:
        with pytest.raises(ArgumentError, match=r"^Python argument types in\n    None.None\(.*, {}\)\n".format(
                type(value).__name__)):
            setattr(handle, prop.name, value)


@law([row for row in PROPERTIES if row[1].settable])
def test_a_settable_property_keeps_what_it_is_given(bare, owner, prop):
    handle = bare.wrap(bare.make(owner))
    value = some_value(bare, prop.type)
    lowest = first_allowed(prop.row)
    if lowest is not None and lowest > value:
        value = type(value)(lowest)
    setattr(handle, prop.name, value)
    stored = getattr(handle, prop.name)
    assert (tuple(stored) if prop.type.startswith("list:") else stored) == value


@law([row for row in PROPERTIES if row[1].settable and row[1].kind == "property"])
def test_a_settable_property_refuses_a_change_inside_a_listener(bare, owner, prop):
    target = bare.make(owner)
    handle = bare.wrap(target)
    value = getattr(handle, prop.name)
    if prop.type.startswith("list:"):
        value = tuple(value)
    raised = in_a_listener(bare, lambda: setattr(handle, prop.name, value))
    assert raised == ([] if owner.endswith(".View") else [CHANGE_IN_NOTIFICATION])


@law(LISTENABLE)
def test_a_listener_hears_its_property_until_it_is_removed(bare, owner, name):
    target = bare.make(owner)
    handle, calls = bare.wrap(target), []

    def listener():
        calls.append(name)

    has = getattr(handle, name + "_has_listener")
    assert has(listener) is False
    getattr(handle, "add_{}_listener".format(name))(listener)
    assert has(listener) is True
    target.notify(name)
    assert calls == [name]
    getattr(handle, "remove_{}_listener".format(name))(listener)
    target.notify(name)
    assert calls == [name] and has(listener) is False


@law([row for row in EVENTS if row != KEYED])
def test_a_listener_hears_its_event(bare, owner, name):
    target, calls = bare.make(owner), []
    getattr(bare.wrap(target), "add_{}_listener".format(name))(lambda: calls.append(name))
    target.notify(name)
    assert calls == [name]
    assert not hasattr(type(bare.wrap(target)), name) or owner == "Clip"


@law(METHODS)
def test_a_method_takes_arguments_of_its_types(bare, owner, method):
    handle = bare.wrap(bare.make(owner))
    arguments = [some_value(bare, argument.type)
                 for argument in method.arguments]
    result = getattr(handle, method.name)(*arguments)
    scalars = {"None": type(None), "int": int, "float": float, "bool": bool, "str": str}
    if method.returns in scalars:
        assert type(result) is scalars[method.returns]


@law([row for row in METHODS if row[1].arguments])
def test_a_method_refuses_too_many_and_too_few_arguments(bare, owner, method):
    call = getattr(bare.wrap(bare.make(owner)), method.name)
    too_many = [None] * (len(method.arguments) + 1)
    pattern = r"^Python argument types in\n    .*\.{}\(".format(method.name)
    with pytest.raises(ArgumentError, match=pattern):
        call(*too_many)
    if method.arguments[0].required:
        with pytest.raises(ArgumentError, match=pattern):
            call()


@law([row for row in METHODS if row[1].arguments and row[1].arguments[0].type not in ("Any", "object")
               and row[1].arguments[0].cpp != "object"])
def test_a_method_refuses_a_first_argument_of_another_type(bare, owner, method):
    arguments = [object()] + [0] * (len(method.arguments) - 1)
    with pytest.raises(ArgumentError, match=r"did not match C\+\+ signature:\n    {}\(".format(method.name)):
        getattr(bare.wrap(bare.make(owner)), method.name)(*arguments)


@law(METHODS)
def test_a_method_that_changes_the_set_is_refused_inside_a_listener(bare, owner, method):
    handle = bare.wrap(bare.make(owner))
    arguments = [some_value(bare, argument.type)
                 for argument in method.arguments]
    raised = in_a_listener(bare, lambda: getattr(handle, method.name)(*arguments))
    assert raised == ([CHANGE_IN_NOTIFICATION] if changes_document(owner, method.name) else [])


@pytest.mark.parametrize("owner", CLASSES)
def test_a_deleted_object_equals_none_and_refuses_every_access(bare, owner):
    target = bare.make(owner)
    handle, other = bare.wrap(target), bare.wrap(target)
    assert handle == other and handle is not other and not operator.eq(handle, None) and handle
    target.kill()
    assert operator.eq(handle, None) and not operator.ne(handle, None) and not handle
    for name in SCHEMA.all_properties(owner):
        with pytest.raises(ArgumentError, match=r"^Python argument types in\n    None.None\("):
            getattr(handle, name)
    for name in SCHEMA.all_methods(owner):
        with pytest.raises(ArgumentError):
            getattr(handle, name)()


@pytest.mark.parametrize("name", sorted(SCHEMA.enums))
def test_an_enum_has_its_members_by_name_and_number(bare, name):
    found = bare.live
    for part in name.split("."):
        found = getattr(found, part)
    for member, number in SCHEMA.enums[name].items():
        assert getattr(found, member) == number and found.names[member] is getattr(found, member)
        assert str(found.values[number]) == found.values[number].name
        assert repr(found.names[member]).endswith("{}.{}".format(name.rsplit(".", 1)[-1], member))
    assert not hasattr(found, "__members__")
    with pytest.raises(TypeError):
        iter(found)
