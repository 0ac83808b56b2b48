"""Every member of Live has a row or a reason, and no row claims to touch what is not there."""
import inspect
import types

import pytest

from AbletonOSC.handlers import handler_classes
from AbletonOSC.lom.members import classes_of, lineage, used
from docs import coverage, generate
from docs.live_classes import load_classes

CLASSES = load_classes()
MOST_REASONS = 25
USING = [(handler, row, text) for handler in handler_classes()
         for row in handler.properties + handler.events + handler.commands for text in row.uses]
ACTIONS = [(handler, row) for handler in handler_classes() for row in handler.commands if row.uses]


def members_of_class(name):
    """Every member that a class of Live has or inherits."""
    return {member for ancestor in lineage(name) for kind in coverage.KINDS for member in CLASSES[ancestor][kind]}


@pytest.mark.parametrize("name, figure", sorted(coverage.measure().items()))
def test_every_member_of_a_class_of_live_has_a_row_or_a_reason(name, figure):
    assert figure.missing == ()


def test_what_there_is_is_what_live_api_json_says():
    counts = dict.fromkeys(coverage.KINDS + ("events",), 0)
    for one in coverage.wanted():
        counts[one.kind] += 1
    assert counts == {"children": 100, "properties": 433, "methods": 194, "events": 11}


def test_reasons_are_few_and_each_is_needed():
    assert len(coverage.EXCEPTIONS) <= MOST_REASONS
    assert coverage.unused_exceptions() == []


def test_the_command_tells_the_total(capsys):
    assert generate.main(["--coverage"]) == 0
    told = capsys.readouterr().out
    assert "total                    100.0 %" in told
    assert f"{len(coverage.EXCEPTIONS)} reasons:" in told


def test_what_a_row_uses_is_a_member_of_live():
    for handler, row, text in USING:
        member = used(text, tuple(row.of) or classes_of(handler))
        assert member.name in members_of_class(member.class_name), (handler.__name__, row.name, text)


def test_a_class_that_a_row_is_of_is_a_class_of_live():
    for handler in handler_classes():
        for row in handler.properties + handler.methods + handler.commands:
            assert set(row.of) <= set(CLASSES), (handler.__name__, row.name)


def names_in(function, handler, seen):
    """The names and strings in a function, and in all that it calls: of its module, of others and of its handler."""
    function = inspect.unwrap(function)
    code = function.__code__
    if code in seen:
        return set()
    seen.add(code)
    found, codes = set(), [code]
    while codes:
        code = codes.pop()
        found.update(code.co_names)
        for constant in code.co_consts:
            if isinstance(constant, types.CodeType):
                codes.append(constant)
            elif isinstance(constant, str):
                found.add(constant)
    for name in list(found):
        called = function.__globals__.get(name, getattr(handler, name, None))
        if isinstance(called, types.FunctionType):
            found |= names_in(called, handler, seen)
        elif isinstance(called, tuple):
            found.update(step.attribute if hasattr(step, "attribute") else step for step in called
                         if isinstance(step, str) or hasattr(step, "attribute"))
        elif hasattr(called, "attribute"):
            found.add(called.attribute)
    return found


def test_a_method_touches_what_it_says_that_it_uses():
    wrong = []
    for handler, row in ACTIONS:
        names = names_in(getattr(handler, row.action), handler, set())
        claimed = {text.rstrip("?").rpartition(".")[2] for text in row.uses}
        wrong += [(handler.__name__, row.name, name) for name in sorted(claimed - names)]
    assert wrong == []


def test_a_method_that_is_called_like_a_member_of_live_touches_it():
    wrong = []
    for handler in handler_classes():
        for row in handler.commands:
            name = row.name.split("/")[-1]
            classes = tuple(row.of) or classes_of(handler)
            if any(name in members_of_class(class_name) for class_name in classes) and name not in names_in(
                    getattr(handler, row.action), handler, set()):
                wrong.append((handler.__name__, row.name))
    assert wrong == []
