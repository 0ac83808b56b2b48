"""What is typed means one thing, and what is shown can be typed again."""
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.console.syntax import UNPRINTABLE, Word, read_arguments, read_values, split, write_value, write_values

FLOATS = st.floats(width=32, allow_nan=False, allow_infinity=False)
TEXTS = st.text().map(lambda text: UNPRINTABLE.sub("", text))
VALUES = st.one_of(st.integers(-1 << 31, (1 << 31) - 1), FLOATS, st.booleans(), st.none(), TEXTS)


def read(line):
    return read_values(split(line))


@pytest.mark.parametrize("line, values", [
    ("", ()),
    ("0 -1 +2 007", (0, -1, 2, 7)),
    ("1.0 -.5 2. 1e3 1.5E-3", (1.0, -0.5, 2.0, 1000.0, 0.0015)),
    ("true FALSE nil", (True, False, None)),
    ('"1" \'2.5\' "true" ""', ("1", "2.5", "true", "")),
    ('"two words" \'it "is"\'', ("two words", 'it "is"')),
    (r'"a \"b\" \\ \n"', ('a "b" \\ \\n',)),
    (r"C:\Users\x '\'", ("C:\\Users\\x", "\\")),
    ('a"b c"d', ("ab cd",)),
    ("nan inf 1_000 0x10 1-MIDI * e5 .", ("nan", "inf", "1_000", "0x10", "1-MIDI", "*", "e5", ".")),
    ("Ünïcode 日本", ("Ünïcode", "日本")),
])
def test_a_line_is_read_as(line, values):
    assert [(type(value), value) for value in read(line)] == [(type(value), value) for value in values]


@pytest.mark.parametrize("line", ['"', "a 'b", 'x "\\"'])
def test_a_quote_that_is_not_closed_is_named(line):
    with pytest.raises(ValueError, match="the quote at character . is not closed"):
        split(line)


@given(st.lists(VALUES))
def test_what_is_shown_can_be_typed_again(values):
    again = read(write_values(values))
    assert [type(value) for value in again] == [type(value) for value in values]
    for value, same in zip(values, again):
        if isinstance(value, float):
            assert struct.pack(">f", value) == struct.pack(">f", same)
        else:
            assert value == same


@given(st.text())
def test_any_line_is_read_or_refused_with_a_sentence(line):
    try:
        words = split(line)
    except ValueError as error:
        assert "is not closed" in str(error)
    else:
        assert all(line[word.start:word.start + 1].strip() for word in words)


@pytest.mark.parametrize("value, text", [
    (120.0, "120.0"), (0.8500000238418579, "0.85"), (1e20, "1e+20"), (-0.0, "-0.0"), (1e300, "1e+300"),
    (float("inf"), "inf"), ("\x1b[31mred", "\ufffd[31mred"), ([1, "a b"], '[1 "a b"]'), (b"\1\2", "<2 bytes: 0102>"),
])
def test_a_value_is_shown_as(value, text):
    assert write_value(value) == text


def test_arguments_of_a_shell_are_words_already():
    assert read_arguments(["a b", "1", '"1"', "'x y'", '"']) == [
        Word("a b", False), Word("1", False), Word("1", True), Word("x y", True), Word('"', False)]
