"""Messages to bytes: the type tags on the wire, the options of a peer, and python-osc's builder as the measure."""
import enum
import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from AbletonOSC.osc.packet import Message, decode, encode_message
from AbletonOSC.vendor.pythonosc.osc_message_builder import OscMessageBuilder

names = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=12)
addresses = names.map("/".__add__)
values = st.one_of(st.integers(-2 ** 31, 2 ** 31 - 1), st.floats(width=32, allow_nan=False), names, st.booleans(),
                   st.none(), st.binary(min_size=1, max_size=9))
messages = st.tuples(addresses, st.lists(values, max_size=6))


class Quantization(enum.IntEnum):
    """An enumeration that is an int, as Live's are."""

    q_bar = 4


class Name(str):
    """A string of a class of its own."""


# What is sent: its type tags, what a receiver gets.
SENT = [
    (True, ",T", True),
    (False, ",F", False),
    (None, ",N", None),
    (3, ",i", 3),
    (-2 ** 31, ",i", -2 ** 31),
    (2 ** 31 - 1, ",i", 2 ** 31 - 1),
    (2 ** 31, ",s", "2147483648"),
    (-2 ** 31 - 1, ",s", "-2147483649"),
    (10 ** 20, ",s", "100000000000000000000"),
    (0.5, ",f", 0.5),
    (0.1, ",f", struct.unpack(">f", struct.pack(">f", 0.1))[0]),
    (1e39, ",f", math.inf),
    (-1e39, ",f", -math.inf),
    (math.inf, ",f", math.inf),
    ("Drums", ",s", "Drums"),
    ("", ",s", ""),
    ("Bäßé 🎹", ",s", "Bäßé 🎹"),
    ("a\0b", ",s", "a\ufffdb"),
    ("a\ud800b", ",s", "a?b"),
    (b"", ",b", b""),
    (b"12345", ",b", b"12345"),
    (Quantization.q_bar, ",i", 4),
    (Name("Drums"), ",s", "Drums"),
]


@pytest.mark.parametrize("value, tags, received", SENT, ids=[repr(row[0]) for row in SENT])
def test_value_goes_out_with_its_type_tag_and_is_read_back(value, tags, received):
    data = encode_message("/abc", (value,))
    assert data[8:10] == tags.encode()
    assert len(data) % 4 == 0
    (found,) = decode(data).arguments
    assert (found, type(found)) == (received, type(received))


def test_bytes_are_those_of_the_specification():
    assert encode_message("/live/track/get/mute", (3, True, 0.5, "Bass")) == (
        b"/live/track/get/mute\0\0\0\0" b",iTfs\0\0\0" b"\0\0\0\3" b"\x3f\0\0\0" b"Bass\0\0\0\0")


def test_message_without_arguments_has_an_empty_type_tag_string():
    assert encode_message("/a") == b"/a\0\0,\0\0\0"


@pytest.mark.parametrize("value", [[1], (1,), {}, 1j, object()])
def test_argument_of_another_type_is_refused_with_its_index(value):
    with pytest.raises(TypeError, match=f"argument 2: {type(value).__name__} cannot be sent as OSC"):
        encode_message("/a", (1, "x", value))


@pytest.mark.parametrize("options, words", [({"booleans": "ints"}, "'ints'"), ({"nil": "empty"}, "'empty'")])
def test_unknown_option_is_refused(options, words):
    with pytest.raises(ValueError, match=words):
        encode_message("/a", (), **options)


@pytest.mark.parametrize("address", ["", "a", "live/test"])
def test_address_without_slash_is_refused(address):
    with pytest.raises(ValueError, match="an OSC address starts with '/'"):
        encode_message(address)


def test_peer_that_cannot_read_booleans_gets_numbers():
    data = encode_message("/a", (True, None, False), booleans="numbers")
    assert data == b"/a\0\0,iNi\0\0\0\0" + struct.pack(">2i", 1, 0)


def test_peer_that_cannot_read_nil_gets_an_empty_string():
    data = encode_message("/a", (True, None, 1), nil="string")
    assert decode(data).arguments == (True, "", 1)


@given(messages)
def test_what_is_encoded_is_decoded_to_the_same(message):
    assert decode(encode_message(*message)) == Message(message[0], tuple(message[1]))


anything = st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none(), st.binary())


@given(st.text().map("/".__add__), st.lists(anything, max_size=6),
       st.sampled_from(["tags", "numbers"]), st.sampled_from(["tag", "string"]))
def test_any_text_and_number_can_be_sent_and_nothing_but_T_F_i_f_s_N_b(address, arguments, booleans, nil):
    data = encode_message(address, arguments, booleans, nil)
    assert len(data) % 4 == 0
    assert len(decode(data).arguments) == len(arguments)
    after_address = data[data.index(b"\0") + 4 & ~3:]
    tags = after_address[1:after_address.index(b"\0")].decode()
    assert set(tags) <= set("ifsb" + ("TF" if booleans == "tags" else "") + ("N" if nil == "tag" else ""))


@given(messages)
def test_bytes_equal_those_of_python_osc(message):
    builder = OscMessageBuilder(message[0])
    for value in message[1]:
        builder.add_arg(value)
    assert encode_message(*message) == builder.build().dgram
