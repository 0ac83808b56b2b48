"""Every object reachable from the Set and from Live: each property reads as its type, or refuses in words."""
import pytest

from simulator import Simulator
from simulator.handles import Handle
from simulator.vectors import VectorProtocol

VERSIONS = ("11.0", "12.0", "12.2.5", "12.4.15")
SCALARS = {"int": int, "float": float, "bool": bool, "str": str}


def crawl(live):
    """Each (handle, property, value or exception) of the tree, objects once."""
    seen, waiting = set(), [live.application, live.song]
    while waiting:
        handle = waiting.pop()
        if handle in seen:
            continue
        seen.add(handle)
        for prop in live.unwrap(handle).properties.values():
            if not hasattr(type(handle), prop.name):
                continue
            try:
                value = getattr(handle, prop.name)
            except (RuntimeError, AttributeError) as error:
                yield handle, prop, error
                continue
            yield handle, prop, value
            found = value if isinstance(value, VectorProtocol) else [value]
            waiting.extend(item for item in found if isinstance(item, Handle))


@pytest.mark.parametrize("version", VERSIONS)
def test_every_property_of_the_default_set_reads_as_its_type_or_refuses_in_words(version):
    live = Simulator(version)
    wrong = []
    for handle, prop, value in crawl(live):
        name = "{}.{}".format(type(handle).__name__, prop.name)
        if isinstance(value, Exception):
            fits = bool(str(value))
        elif value is None:
            fits = prop.optional or prop.type in ("None",) or prop.name == "canonical_parent"
        elif prop.kind == "children" or prop.type.startswith("list:"):
            fits = isinstance(value, VectorProtocol)
        elif prop.kind == "child":
            fits = any(isinstance(value, live.types.handles[part]) for part in prop.type.split("|"))
        elif prop.type in SCALARS:
            fits = type(value) is SCALARS[prop.type]
        elif prop.type.startswith("enum:"):
            fits = isinstance(value, live.types.enums[prop.type[len("enum:"):]])
        elif prop.type.startswith("object:"):
            fits = isinstance(value, live.types.values[prop.type[len("object:"):]])
        else:
            fits = True
        if not fits:
            wrong.append((name, prop.type, value))
    live.close()
    assert wrong == []


def test_every_listenable_property_of_the_default_set_can_be_listened_to():
    live = Simulator()

    def listener():
        return None

    for handle, prop, _ in list(crawl(live)):
        if prop.listenable:
            getattr(handle, "add_{}_listener".format(prop.name))(listener)
            assert getattr(handle, prop.name + "_has_listener")(listener)
            getattr(handle, "remove_{}_listener".format(prop.name))(listener)
    live.close()


def test_writing_back_what_was_read_changes_nothing_and_is_refused_in_words_at_most():
    live = Simulator()
    for handle, prop, value in list(crawl(live)):
        if prop.settable and not isinstance(value, Exception) and not isinstance(value, VectorProtocol):
            if value is None and prop.kind == "child":
                continue
            try:
                setattr(handle, prop.name, value)
            except (RuntimeError, ValueError) as error:
                assert str(error), prop.name
    live.advance(0.1)
    live.close()
