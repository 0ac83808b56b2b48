"""The simulated Live against ableton-live-stubs, generated from a Live 12.3.6 by others: names, access, signatures.

Where the two differ, live-api.json stands, and a row below says why; a row for what does not differ is an error too.
"""
import pytest

from simulator import Simulator
from simulator.schema import load

from .stubs import Stubs

VERSION = "12.3.6"
SCALARS = ("int", "float", "bool", "str")
SCHEMA = load(VERSION)
PATHS = {name: tuple(row.module.split(".")[1:]) for name, row in SCHEMA.classes.items()}

KNOWN = {
    ("ClipSlot.fire", "arguments"): "the stubs have one of its overloads only; the others are in Live's own text",
    ("Browser.FilterType", "members"): "the stubs have no negative numbers: disabled is -1",
}


@pytest.fixture(scope="module")
def stubs(live_stubs):
    return Stubs(live_stubs)


@pytest.fixture(scope="module")
def live():
    simulator = Simulator(VERSION)
    yield simulator.live
    simulator.close()


def find(live, path):
    """What is at a path in the simulated package; None where there is nothing."""
    for name in path:
        live = getattr(live, name, None)
    return live


def without_known(found):
    """The differences that no row explains, and the rows that explain none; found: (name, kind of difference)."""
    return set(found) - set(KNOWN)


def listener_names(names):
    return {form.format(name) for name in names for form in ("add_{}_listener", "remove_{}_listener",
                                                             "{}_has_listener")}


def own_and_all(name):
    """Members that a class has by itself, and with those that it inherits."""
    row = SCHEMA.classes[name]
    own = set(row.properties) | set(row.methods) | listener_names(row.events) | listener_names(
        prop.name for prop in row.properties.values() if prop.listenable)
    return own, own.union(*[own_and_all(parent)[0] for parent in SCHEMA.lineage(name)[1:]])


def test_every_class_and_function_of_the_stubs_is_there(stubs, live):
    assert len(stubs.classes) > 100 and len(stubs.functions) > 30
    assert [path for path in stubs.classes if not isinstance(find(live, path), type)] == []
    assert [path for path in stubs.functions if not callable(find(live, path))] == []


def test_the_stubs_have_every_class_function_and_enum_of_the_simulator(stubs):
    mine = set(PATHS.values()) | {tuple(name.split(".")) for name in SCHEMA.enums}
    mine |= {tuple(row["module"].split(".")[1:]) for row in SCHEMA.values.values()}
    assert mine - set(stubs.classes) == set()
    functions = {(module.split(".")[1], name) for module, rows in SCHEMA.functions.items() for name in rows}
    assert functions == set(stubs.functions)


@pytest.mark.parametrize("name", sorted(SCHEMA.classes))
def test_a_class_has_the_members_of_its_stub(stubs, live, name):
    # The stubs know no base classes: of what is inherited they have some or nothing.
    stub = stubs.classes[PATHS[name]]
    theirs = set(stub.properties) | set(stub.methods)
    own, everything = own_and_all(name)
    handle = find(live, PATHS[name])
    assert [member for member in theirs if not hasattr(handle, member)] == []
    assert theirs <= everything | {"_live_ptr"} and own - theirs <= {"_live_ptr"}


@pytest.mark.parametrize("name", sorted(SCHEMA.classes))
def test_properties_are_written_and_typed_as_in_the_stubs(stubs, name):
    stub, found = stubs.classes[PATHS[name]], []
    for prop in SCHEMA.classes[name].properties.values():
        theirs = stub.properties.get(prop.name)
        if prop.settable != (prop.name in stub.settable):
            found.append(("{}.{}".format(name, prop.name), "access"))
        if prop.type in SCALARS and theirs in SCALARS and prop.type != theirs:
            found.append(("{}.{}".format(name, prop.name), "type"))
    assert without_known(found) == set()


def differs(signature, mine):
    """Whether a method takes other arguments, or returns another scalar."""
    required = sum(argument.required for argument in mine.arguments)
    if (len(mine.arguments), required) != (len(signature.arguments), signature.required):
        return "arguments"
    if mine.returns in SCALARS + ("None",) and signature.returns in SCALARS + ("None",):
        return "result" if mine.returns != signature.returns else ""
    return ""


def signature_differences(stubs):
    """(name, kind) of each method and function that differs."""
    for name, row in SCHEMA.classes.items():
        for method in row.methods.values():
            kind = differs(stubs.classes[PATHS[name]].methods[method.name], method)
            if kind:
                yield "{}.{}".format(name, method.name), kind
    for module, rows in SCHEMA.functions.items():
        for function in rows.values():
            kind = differs(stubs.functions[module.split(".")[1], function.name], function)
            if kind:
                yield "{}.{}".format(module.split(".")[1], function.name), kind


def enum_differences(stubs):
    """(name, "members") of each enum that differs."""
    for name, members in SCHEMA.enums.items():
        if stubs.classes[tuple(name.split("."))].constants != members:
            yield name, "members"


def test_methods_functions_and_enums_are_those_of_the_stubs_but_for_what_is_known(stubs):
    assert set(signature_differences(stubs)) | set(enum_differences(stubs)) == set(KNOWN)


def test_value_classes_have_the_fields_and_methods_of_their_stubs(stubs, live):
    for name, row in SCHEMA.values.items():
        path = tuple(row["module"].split(".")[1:])
        stub = stubs.classes[path]
        theirs = {member for member in set(stub.properties) | set(stub.methods) if not member.startswith("__")}
        mine = set(row["fields"]) | set(row.get("methods", {})) | listener_names(row.get("listenable", ()))
        assert theirs == mine, name
        assert [member for member in theirs if not hasattr(find(live, path), member)] == [], name
