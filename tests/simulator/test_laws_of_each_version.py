"""The laws of test_api_laws.py, for what each version of Live has of live-api.json."""

import pytest

from simulator import schema

from . import test_api_laws as laws
from .conftest import BareSimulator

VERSIONS = ("11.0", "11.3", "12.0", "12.1", "12.2", "12.3", "12.4")
FIRST_WITH_PYTHON_311 = (12, 1)


class Rows:
    """What one version has."""

    def __init__(self, version):
        self.schema = schema.load(version)
        classes = sorted(self.schema.classes)
        self.properties = [
            (owner, prop) for owner in classes for prop in self.schema.classes[owner].properties.values()
        ]
        self.methods = [(owner, method) for owner in classes for method in self.schema.classes[owner].methods.values()]
        self.classes = [(owner,) for owner in classes]

    def with_first_argument(self):
        return [row for row in self.methods if row[1].arguments and row[1].arguments[0].type not in ("Any", "object")
                and row[1].arguments[0].cpp != "object"]


def refuse_to_be_written(bare, owner, prop):
    """A read-only property says so in the words of the Python that this Live embeds."""
    new = schema.parse_version(bare.live_version) >= FIRST_WITH_PYTHON_311
    with pytest.raises(
        AttributeError, match="^property of '.*' object has no setter$" if new else "^can't set attribute$"
    ):
        setattr(bare.wrap(bare.make(owner)), prop.name, 1)


LAWS = {
    "classes refuse to be instantiated": (lambda rows: rows.classes, laws.test_a_class_refuses_to_be_instantiated),
    "properties read as their type": (lambda rows: rows.properties, laws.test_a_property_reads_as_its_type.holds),
    "read-only properties refuse": (
        lambda rows: [row for row in rows.properties if not row[1].settable],
        refuse_to_be_written,
    ),
    "properties refuse another type": (
        lambda rows: [row for row in rows.properties if row[1].settable and row[1].type in laws.REFUSED],
        laws.test_a_settable_property_refuses_what_has_another_type.holds,
    ),
    "properties keep what they are given": (
        lambda rows: [row for row in rows.properties if row[1].settable],
        laws.test_a_settable_property_keeps_what_it_is_given.holds,
    ),
    "listeners hear their property": (
        lambda rows: [(owner, prop.name) for owner, prop in rows.properties if prop.listenable],
        laws.test_a_listener_hears_its_property_until_it_is_removed.holds,
    ),
    "methods take arguments of their types": (
        lambda rows: rows.methods,
        laws.test_a_method_takes_arguments_of_its_types.holds,
    ),
    "methods refuse too many and too few": (
        lambda rows: [row for row in rows.methods if row[1].arguments],
        laws.test_a_method_refuses_too_many_and_too_few_arguments.holds,
    ),
    "methods refuse another type": (
        Rows.with_first_argument,
        laws.test_a_method_refuses_a_first_argument_of_another_type.holds,
    ),
}


@pytest.fixture(scope="module", params=VERSIONS)
def version(request):
    bare = BareSimulator(request.param)
    yield bare, Rows(request.param)
    bare.close()


@pytest.mark.parametrize("name", sorted(LAWS))
def test_a_law_holds_for_all_that_a_version_has(version, name):
    bare, rows = version
    select, law = LAWS[name]
    found, broken = select(rows), []
    for row in found:
        try:
            law(bare, *row)
        except (Exception, pytest.fail.Exception) as error:
            broken.append((row[0], getattr(row[-1], "name", row[-1]), error))
    assert broken == [] and found
