"""What may stand for an int, a float, a bool or a string, and the sentence for what may not."""
import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from AbletonOSC.errors import InvalidArgument
from AbletonOSC.lom.coerce import TYPES, Choice, Count, Enumeration, Names, check_range, read_number, value_type

INT, FLOAT, BOOL, STR, ANY = (TYPES[declared] for declared in (int, float, bool, str, object))

TAKEN = [
    (INT, 5, 5), (INT, -5, -5), (INT, 5.0, 5), (INT, -0.0, 0), (INT, "5", 5), (INT, " 5 ", 5), (INT, "-5", -5),
    (INT, "5.0", 5), (INT, "5e2", 500), (INT, True, 1), (INT, False, 0), (INT, 2 ** 40, 2 ** 40),
    (INT, 1e300, int(1e300)),
    (FLOAT, 0.5, 0.5), (FLOAT, 1, 1.0), (FLOAT, "0.5", 0.5), (FLOAT, "1", 1.0), (FLOAT, ".5", 0.5), (FLOAT, True, 1.0),
    (FLOAT, -2 ** 63, float(-2 ** 63)), (FLOAT, "1e-3", 0.001),
    (BOOL, True, True), (BOOL, False, False), (BOOL, 0, False), (BOOL, 1, True), (BOOL, 0.0, False), (BOOL, 1.0, True),
    (BOOL, "0", False), (BOOL, "1", True), (BOOL, "1.0", True), (BOOL, "true", True), (BOOL, "True", True),
    (BOOL, "FALSE", False),
    (STR, "drums", "drums"), (STR, "", ""), (STR, 909, "909"), (STR, 909.0, "909"), (STR, 0.5, "0.5"),
    (STR, "nan", "nan"),
    (ANY, 5, 5), (ANY, "5", "5"), (ANY, 0.5, 0.5), (ANY, None, None), (ANY, True, True),
]

REFUSED = [
    (INT, 0.5, "n must be a whole number, got 0.5"),
    (INT, "0.5", "n must be a whole number, got '0.5'"),
    (INT, "hello", "n must be a whole number, got 'hello'"),
    (INT, "", "n must be a whole number, got ''"),
    (INT, "1_0", "n must be a whole number, got '1_0'"),
    (INT, "0x10", "n must be a whole number, got '0x10'"),
    (INT, "nan", "n must be a whole number, got 'nan'"),
    (INT, "inf", "n must be a whole number, got 'inf'"),
    (INT, "1e999", "n must be a whole number, got '1e999'"),
    (INT, math.nan, "n must be a whole number, got nan"),
    (INT, math.inf, "n must be a whole number, got inf"),
    (INT, None, "n must be a whole number, got None"),
    (INT, b"\x01", "n must be a whole number, got b'\\x01'"),
    (FLOAT, math.nan, "n must be a finite number, got nan"),
    (FLOAT, -math.inf, "n must be a finite number, got -inf"),
    (FLOAT, "nan", "n must be a finite number, got 'nan'"),
    (FLOAT, "-Infinity", "n must be a finite number, got '-Infinity'"),
    (FLOAT, "hello", "n must be a finite number, got 'hello'"),
    (FLOAT, "", "n must be a finite number, got ''"),
    (FLOAT, None, "n must be a finite number, got None"),
    (FLOAT, 10 ** 400, "n must be a finite number, got " + repr(10 ** 400)),
    (BOOL, "hello", "n must be boolean, got 'hello'"),
    (BOOL, 2, "n must be boolean, got 2"),
    (BOOL, 0.5, "n must be boolean, got 0.5"),
    (BOOL, -1, "n must be boolean, got -1"),
    (BOOL, math.nan, "n must be boolean, got nan"),
    (BOOL, "nan", "n must be boolean, got 'nan'"),
    (BOOL, "yes", "n must be boolean, got 'yes'"),
    (BOOL, "", "n must be boolean, got ''"),
    (BOOL, None, "n must be boolean, got None"),
    (STR, None, "n must be a string, got None"),
    (STR, True, "n must be a string, got True"),
    (STR, b"x", "n must be a string, got b'x'"),
    (STR, math.nan, "n must be a string, got nan"),
    (STR, math.inf, "n must be a string, got inf"),
    (ANY, math.nan, "n must be a finite number, a boolean or a string, got nan"),
    (ANY, -math.inf, "n must be a finite number, a boolean or a string, got -inf"),
]


def same(value, expected):
    return type(value) is type(expected) and value == expected


@pytest.mark.parametrize("kind, value, expected", TAKEN, ids=repr)
def test_a_value_that_can_mean_only_one_thing_is_taken(kind, value, expected):
    assert same(kind.read(value, "n"), expected)


@pytest.mark.parametrize("kind, value, sentence", REFUSED, ids=lambda case: repr(case)[:30])
def test_any_other_value_is_refused_with_argument_and_value(kind, value, sentence):
    with pytest.raises(InvalidArgument) as refusal:
        kind.read(value, "n")
    assert str(refusal.value) == sentence
    assert refusal.value.known_text == "Error handling OSC message: " + sentence


def test_a_string_of_very_many_digits_is_refused_quickly():
    with pytest.raises(InvalidArgument):
        INT.read("9" * 60000, "n")
    with pytest.raises(InvalidArgument):
        FLOAT.read("9" * 60000, "n")


ANYTHING = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.binary(max_size=9))


@given(st.sampled_from(list(TYPES)), ANYTHING)
def test_whatever_comes_is_read_as_the_declared_type_or_refused(declared, value):
    try:
        read = TYPES[declared].read(value, "n")
    except InvalidArgument as refusal:
        assert str(refusal).startswith("n must be ")
        return
    if declared is not object:
        assert type(read) is declared
    assert not isinstance(read, float) or math.isfinite(read)


@given(st.integers(-2 ** 31, 2 ** 31 - 1))
def test_an_int_means_the_same_as_a_float_and_as_text(number):
    assert INT.read(number, "n") == INT.read(float(number), "n") == INT.read(str(number), "n") == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_means_the_same_as_text(number):
    assert FLOAT.read(repr(number), "n") == FLOAT.read(number, "n") == number


@given(st.floats(allow_nan=False, allow_infinity=False).filter(lambda number: number != math.floor(number)))
def test_a_float_with_a_fraction_never_becomes_an_int(number):
    with pytest.raises(InvalidArgument):
        INT.read(number, "n")


@given(st.text())
def test_a_string_spells_a_finite_number_or_is_itself(text):
    number = read_number(text)
    assert number is text or (type(number) in (int, float) and math.isfinite(number))


@given(st.integers(-128, 127), st.integers(-128, 127), st.integers(-128, 127))
def test_a_range_lets_through_what_is_inside(value, minimum, maximum):
    inside = minimum <= value <= maximum
    try:
        assert check_range(value, minimum, maximum, "n") == value
    except InvalidArgument as refusal:
        assert not inside
        assert str(refusal) == f"n must be {minimum}..{maximum}, got {value}"
    else:
        assert inside


@pytest.mark.parametrize("value, minimum, maximum, sentence", [
    (-1, 0, None, "n must be at least 0, got -1"),
    (5, None, 4, "n must be at most 4, got 5"),
    (1000.0, 20, 999, "n must be 20..999, got 1000.0"),
])
def test_a_value_beyond_a_limit_is_refused_with_the_limit(value, minimum, maximum, sentence):
    with pytest.raises(InvalidArgument) as refusal:
        check_range(value, minimum, maximum, "n")
    assert str(refusal.value) == sentence


class LiveInt(int):
    """As Boost's enumerations are: an int that is not quite one."""


@pytest.mark.parametrize("kind, value, sent", [
    (INT, LiveInt(3), 3), (INT, None, None), (FLOAT, 1, 1.0), (FLOAT, None, None), (BOOL, 1, True), (BOOL, None, None),
    (STR, "x", "x"), (STR, None, None), (ANY, LiveInt(3), 3), (ANY, None, None), (ANY, True, True), (ANY, 0.5, 0.5),
    (Count(), [1, 2, 3], 3), (Enumeration(), LiveInt(4), 4),
])
def test_what_is_sent_is_a_plain_value_of_the_documented_type(kind, value, sent):
    assert same(kind.send(value), sent)


class Named:
    def __init__(self, name):
        self.name = self.display_name = name


def test_names_are_sent_as_a_tuple_of_strings():
    assert Names().send([Named("a"), Named("b")]) == ("a", "b")


class Routed:
    def __init__(self, *names):
        self.offers = [Named(name) for name in names]


def test_a_routing_is_chosen_by_its_display_name():
    track = Routed("Main", "Sends Only")
    assert Choice("offers").fit(track, "output", "Sends Only") is track.offers[1]
    assert Choice("offers").send(track.offers[0]) == "Main"
    assert Choice("offers").send(None) is None


@pytest.mark.parametrize("offers, sentence", [
    (("Main", "Sends Only"), "output 'Nirvana' is not on offer; there are 'Main', 'Sends Only'"),
    ((), "output 'Nirvana' is not on offer; there are none"),
])
def test_a_routing_that_is_not_on_offer_is_refused_with_the_offers(offers, sentence):
    with pytest.raises(InvalidArgument) as refusal:
        Choice("offers").fit(Routed(*offers), "output", "Nirvana")
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("declared", [list, "int", None, 5, dict, bytes])
def test_a_type_that_no_row_can_have_is_refused(declared):
    with pytest.raises(TypeError) as refusal:
        value_type(declared)
    assert str(refusal.value) == f"a row cannot have the type {declared!r}"


def test_a_float_of_32_bits_reaches_an_int_argument_unharmed():
    # Open Stage Control sends every number as a float.
    for number in (0, 1, 127, 16777216):
        assert INT.read(struct.unpack(">f", struct.pack(">f", number))[0], "n") == number
