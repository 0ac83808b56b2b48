"""Bytes to messages: what each client sends, what a malformed packet does, and laws over arbitrary bytes."""
import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from AbletonOSC.osc.packet import (
    IMPULSE,
    Bundle,
    Message,
    Midi,
    PacketError,
    Rgba,
    Timetag,
    decode,
    encode_message,
    messages,
)
from AbletonOSC.osc.timetag import IMMEDIATELY
from AbletonOSC.vendor.pythonosc import osc_bundle, osc_message
from AbletonOSC.vendor.pythonosc.parsing import osc_types


def text(value):
    """An OSC string."""
    data = value if isinstance(value, bytes) else value.encode("utf-8")
    return data + b"\0" * (4 - len(data) % 4)


def message(address, tags, body=b""):
    """A message of raw parts."""
    return text(address) + text(tags) + body


def bundle(*elements, timetag=IMMEDIATELY):
    """A bundle of raw elements, each with its size in front."""
    return (b"#bundle\0" + struct.pack(">Q", timetag)
            + b"".join(struct.pack(">i", len(element)) + element for element in elements))


def nested(depth, inside=b""):
    """A bundle in a bundle, and so on."""
    for _ in range(depth):
        inside = bundle(inside) if inside else bundle()
    return inside


def integer(*values):
    return struct.pack(f">{len(values)}i", *values)


def floating(*values):
    return struct.pack(f">{len(values)}f", *values)


TEST = message("/live/test", ",")

# Client or tag: what it sends, what it means. Sources: OSC 1.0, OSC 1.1, facts/osc-protocol.md section 6 and 7.
UNDERSTOOD = {
    "int32": (message("/a", ",i", integer(-2)), Message("/a", (-2,))),
    "float32": (message("/a", ",f", floating(0.5)), Message("/a", (0.5,))),
    "string": (message("/a", ",s", text("Drums")), Message("/a", ("Drums",))),
    "a string of four bytes has four bytes of padding": (message("/a", ",si", text("kick") + integer(1)),
                                                         Message("/a", ("kick", 1))),
    "empty string": (message("/a", ",si", text("") + integer(1)), Message("/a", ("", 1))),
    "UTF-8": (message("/a", ",s", text("Bäßé 🎹")), Message("/a", ("Bäßé 🎹",))),
    "blob": (message("/a", ",bi", integer(5) + b"12345\0\0\0" + integer(7)), Message("/a", (b"12345", 7))),
    "empty blob": (message("/a", ",bi", integer(0) + integer(7)), Message("/a", (b"", 7))),
    "int64": (message("/a", ",h", struct.pack(">q", -2 ** 63)), Message("/a", (-2 ** 63,))),
    "double": (message("/a", ",d", struct.pack(">d", 0.1)), Message("/a", (0.1,))),
    "time tag": (message("/a", ",t", struct.pack(">Q", 2 ** 63 + 1)), Message("/a", (Timetag(2 ** 63 + 1),))),
    "true, false, nil, impulse": (message("/a", ",TFNI"), Message("/a", (True, False, None, IMPULSE))),
    "symbol": (message("/a", ",S", text("Drums")), Message("/a", ("Drums",))),
    "character": (message("/a", ",c", integer(65)), Message("/a", ("A",))),
    "colour": (message("/a", ",r", bytes((1, 2, 3, 255))), Message("/a", (Rgba(1, 2, 3, 255),))),
    "MIDI": (message("/a", ",m", bytes((0, 0x90, 60, 127))), Message("/a", (Midi(0, 0x90, 60, 127),))),
    "arrays": (message("/a", ",i[s[]]T", integer(1) + text("x")), Message("/a", (1, ["x", []], True))),
    "numbers of several sizes": (message("/a", ",ifhd", struct.pack(">ifqd", 1, 0.5, 2, 0.25)),
                                 Message("/a", (1, 0.5, 2, 0.25))),
    "not a number passes": (message("/a", ",f", floating(math.inf)), Message("/a", (math.inf,))),
    "Pd of old, OSC 1.0: no type tags": (text("/live/test"), Message("/live/test", ())),
    "no arguments": (TEST, Message("/live/test", ())),
    "TouchOSC: a control's default message": (message("/fader1", ",f", floating(0.75)), Message("/fader1", (0.75,))),
    "TouchOSC: ids as strings": (message("/live/track/set/volume", ",sf", text("0") + floating(0.5)),
                                 Message("/live/track/set/volume", ("0", 0.5))),
    "TouchOSC: clip ids as strings": (message("/live/clip/fire", ",ss", text("0") + text("4")),
                                      Message("/live/clip/fire", ("0", "4"))),
    "Open Stage Control: every number a float": (message("/live/track/set/mute", ",ff", floating(0, 1)),
                                                 Message("/live/track/set/mute", (0.0, 1.0))),
    "Open Stage Control: a tap button ends in an empty string": (
        message("/live/clip/fire", ",ffs", floating(1, 2) + text("")), Message("/live/clip/fire", (1.0, 2.0, ""))),
    "Lemur: a dot in the address": (message("/Mixer/Fred.x", ",f", floating(0.5)), Message("/Mixer/Fred.x", (0.5,))),
    "Lemur: a list in one message": (message("/Pads.x", ",ffff", floating(0, 1, 0, 1)),
                                     Message("/Pads.x", (0.0, 1.0, 0.0, 1.0))),
    "Max: i, f and s from atoms": (message("/live/track/get/send", ",ifs", integer(1) + floating(1.0) + text("x")),
                                   Message("/live/track/get/send", (1, 1.0, "x"))),
    "latin-1 in a string": (message("/a", ",s", text(b"B\xe4")), Message("/a", ("B\ufffd",))),
    "latin-1 in the address": (message(b"/B\xe4", ","), Message("/B\ufffd", ())),
    "extra bytes after the arguments": (message("/a", ",i", integer(1) + b"\1\2\3\4\5"), Message("/a", (1,))),
    "the last blob without its padding": (message("/a", ",b", integer(5) + b"12345"), Message("/a", (b"12345",))),
    "empty bundle": (bundle(), Bundle(IMMEDIATELY, ())),
    "an element of no bytes": (bundle(b"", TEST), Bundle(IMMEDIATELY, (Message("/live/test", ()),))),
    "bundle in a bundle": (bundle(TEST, bundle(TEST, timetag=9)),
                           Bundle(IMMEDIATELY, (Message("/live/test", ()), Bundle(9, (Message("/live/test", ()),))))),
    "time tag 0": (bundle(timetag=0), Bundle(0, ())),
}


@pytest.mark.parametrize("data, meaning", UNDERSTOOD.values(), ids=list(UNDERSTOOD))
def test_what_clients_send_is_understood(data, meaning):
    found = decode(data)
    assert found == meaning
    assert repr(found) == repr(meaning)


# What is wrong: the bytes, words of the error, the byte at which it shows.
REFUSED = {
    "empty": (b"", "empty", 0),
    "one byte": (b"/", "address is not terminated", 0),
    "another byte": (b"x", "starts with '/' or '#bundle'", 0),
    "four NULs": (bytes(4), "starts with '/' or '#bundle'", 0),
    "address without slash": (message("live/test", ","), "starts with '/' or '#bundle'", 0),
    "empty address": (message("", ","), "starts with '/' or '#bundle'", 0),
    "address without end": (b"/live/test", "address is not terminated", 0),
    "address without padding": (b"/live\0", "address is not padded", 5),
    "address padded with something else": (b"/live\0xx,\0\0\0", "address is not padded", 5),
    "type tags without comma": (text("/a") + text("i") + integer(1), "type tags start with ','", 4),
    "arguments without type tags": (text("/a") + integer(1), "type tags start with ','", 4),
    "type tags without end": (text("/a") + b",iii", "type tag string is not terminated", 4),
    "unknown tag": (message("/a", ",ix", integer(1, 2)), "argument 1 has the unknown type tag 'x'", 12),
    "a tag of several bytes": (message("/a", ",é"), "unknown type tag 'é'", 8),
    "array not closed": (message("/a", ",[i", integer(1)), "'[' without ']'", 12),
    "array not opened": (message("/a", ",i]", integer(1)), "']' without '['", 12),
    "arrays too deep": (message("/a", "," + "[" * 33 + "]" * 33), "more than 32 arrays", 72),
    "int missing": (message("/a", ",i"), "argument 0 (i) needs 4 bytes, 0 are left", 8),
    "second int missing": (message("/a", ",ii", integer(1)), "argument 1 (i) needs 4 bytes, 0 are left", 12),
    "int cut": (message("/a", ",i", b"\0\0"), "argument 0 (i) needs 4 bytes, 2 are left", 8),
    "float cut": (message("/a", ",f", b"\x3f"), "argument 0 (f) needs 4 bytes, 1 are left", 8),
    "int64 cut": (message("/a", ",h", integer(1)), "argument 0 (h) needs 8 bytes, 4 are left", 8),
    "colour cut": (message("/a", ",r", b"\0"), "argument 0 (r) needs 4 bytes, 1 are left", 8),
    "no such character": (message("/a", ",c", integer(-1)), "argument 0 (c): -1 is no character", 8),
    "string missing": (message("/a", ",s"), "argument 0 (s) is not terminated", 8),
    "string without end": (message("/a", ",s", b"abcd"), "argument 0 (s) is not terminated", 8),
    "string without padding": (message("/a", ",s", b"a\0"), "argument 0 (s) is not padded", 9),
    "blob missing": (message("/a", ",b"), "argument 0 (b) needs 4 bytes for its size, 0 are left", 8),
    "blob of negative size": (message("/a", ",b", integer(-4)), "size of -4 bytes, 0 are left", 8),
    "blob of huge size": (message("/a", ",b", integer(2 ** 31 - 1) + bytes(8)), "of 2147483647 bytes, 8 are left", 8),
    "blob beyond the end": (message("/a", ",b", integer(9) + bytes(8)), "size of 9 bytes, 8 are left", 8),
    "an argument after an unpadded blob": (message("/a", ",bi", integer(1) + b"x"), "argument 1 (i) needs 4", 13),
    "bundle without time tag": (b"#bundle\0", "time tag of the bundle is cut", 8),
    "bundle with half a time tag": (b"#bundle\0" + bytes(4), "time tag of the bundle is cut", 8),
    "not quite a bundle": (b"#bundles" + bytes(8), "starts with '/' or '#bundle'", 0),
    "element size cut": (bundle(TEST) + b"\0\0", "size of a bundle element is cut", 36),
    "element of negative size, which hangs python-osc": (bundle() + integer(-4) + bytes(4), "element of -4 bytes", 16),
    "element larger than the rest": (bundle() + integer(20) + TEST, "element of 20 bytes where 16 are left", 16),
    "element size not a multiple of four": (bundle() + integer(14) + TEST, "element of 14 bytes", 16),
    "garbage element": (bundle(TEST, b"garbage\0"), "starts with '/' or '#bundle'", 40),
    "element that is cut": (bundle(TEST, message("/a", ",i")), "argument 0 (i) needs 4 bytes", 48),
    "string that ends in the next element": (bundle(b"/abc", TEST), "address is not terminated", 20),
    "bundles too deep": (nested(65), "more than 64 bundles", 64 * 20),
    "bundles far too deep": (nested(1500), "more than 64 bundles", 64 * 20),
    "too many elements": (bundle(*[b""] * 8193), "more than 8192 bundle elements", 16 + 4 * 8192),
    "too many elements inside": (bundle(*[bundle(*[b""] * 4096)] * 2), "more than 8192 bundle elements", 32816),
    "too many arguments": (message("/a", "," + "T" * 262145), "262145 type tags, the limit is 262144", 262152),
    "too long": (bytes(4194305), "4194305 bytes, the limit is 4194304", 4194304),
}


@pytest.mark.parametrize("data, words, offset", REFUSED.values(), ids=list(REFUSED))
def test_malformed_packet_is_refused_with_a_sentence_and_the_byte(data, words, offset):
    with pytest.raises(PacketError) as refusal:
        decode(data)
    assert words in str(refusal.value)
    assert refusal.value.offset == offset
    assert str(refusal.value).endswith(f"(at byte {offset})")
    assert len(str(refusal.value)) < 200


# Large but legal: the bytes, what is looked at.
SURVIVED = {
    "64 kB blob": (message("/a", ",b", integer(60000) + bytes(60000)), lambda found: len(found.arguments[0]) == 60000),
    "64 kB address": (message("/" + "a" * 60000, ","), lambda found: len(found.address) == 60001),
    "13000 arguments": (message("/a", "," + "i" * 13000, integer(*range(13000))),
                        lambda found: found.arguments == tuple(range(13000))),
    "10000 strings": (message("/a", "," + "s" * 10000, text("a") * 10000),
                      lambda found: found.arguments == ("a",) * 10000),
    "5000 messages": (bundle(*[text("/a")] * 5000), lambda found: found.elements == (Message("/a", ()),) * 5000),
    "50 nested bundles": (nested(50, TEST), lambda found: list(messages(found)) == [(1, Message("/live/test", ()))]),
    "32 nested arrays": (message("/a", "," + "[" * 32 + "]" * 32), lambda found: len(found.arguments) == 1),
}


@pytest.mark.parametrize("data, holds", SURVIVED.values(), ids=list(SURVIVED))
def test_large_packet_is_understood(data, holds):
    assert holds(decode(data))


COSTLY = {
    "an address without end": b"/" * 65536,
    "opening brackets": message("/", "," + "[" * 60000),
    "empty arrays": message("/", "," + "[]" * 8000),
    "unknown tags": message("/", "," + "x" * 60000),
    "strings without end": message("/", "," + "s" * 9000, b"a" * 40000),
    "empty elements": bundle(*[b""] * 8192),
    "bundles of bundles": bundle(*[bundle(*[TEST] * 30)] * 100),
}
COSTLY.update((name, case[0]) for cases in (REFUSED, SURVIVED) for name, case in cases.items())


@pytest.mark.parametrize("data", COSTLY.values(), ids=list(COSTLY))
def test_work_is_bounded_by_the_size_of_the_packet(data, count_steps):
    assert count_steps(decode, data) <= 60 + 10 * len(data)


def test_messages_of_a_bundle_keep_their_order_and_never_run_before_the_bundle_around_them():
    earlier = bundle(message("/2", ","), timetag=50)
    later = bundle(message("/3", ","), timetag=900)
    found = decode(bundle(message("/1", ","), earlier, later, message("/4", ","), timetag=100))
    assert [(timetag, item.address) for timetag, item in messages(found)] == [
        (100, "/1"), (100, "/2"), (900, "/3"), (100, "/4")]


def test_message_outside_a_bundle_is_immediate():
    assert list(messages(decode(TEST))) == [(IMMEDIATELY, Message("/live/test", ()))]


def test_one_malformed_element_refuses_the_whole_bundle_since_a_bundle_is_atomic():
    with pytest.raises(PacketError):
        decode(bundle(TEST, TEST, b"/no\0,x\0\0"))


names = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=12)
addresses = names.map("/".__add__)
values = st.one_of(st.integers(-2 ** 31, 2 ** 31 - 1), st.floats(width=32), names, st.booleans(), st.none(),
                   st.binary(max_size=9))
encoded = st.builds(encode_message, addresses, st.lists(values, max_size=6))


def bundles_of(elements):
    """Bundles of these elements with any time tag."""
    return st.builds(lambda inside, timetag: bundle(*inside, timetag=timetag),
                     st.lists(elements, max_size=4), st.integers(0, 2 ** 64 - 1))


packets = st.recursive(encoded, bundles_of, max_leaves=8)
SURPRISES = [b"\xff\xff\xff\xfc", b"\0\0\0\0", b"\x7f\xff\xff\xff", b",", b"[", b"]"]


@st.composite
def mutated(draw):
    """A valid packet with a few bytes changed, cut, doubled or added."""
    data = bytearray(draw(packets))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 8)))
        data[start:end] = draw(st.one_of(
            st.binary(max_size=4), st.just(bytes(data[start:end]) * 2), st.sampled_from(SURPRISES)))
    return bytes(data)


@given(st.one_of(st.binary(max_size=80), st.binary(max_size=40).map(b"/a\0\0,".__add__),
                 st.binary(max_size=60).map(b"#bundle\0".__add__), mutated()))
def test_arbitrary_bytes_raise_nothing_but_packet_error(data):
    try:
        found = decode(data)
    except PacketError as refusal:
        assert 0 <= refusal.offset <= len(data)
    else:
        assert all(item.address.startswith("/") for _, item in messages(found))


def exactly(value):
    """The value in a form in which equal means the same bytes."""
    if isinstance(value, (list, tuple)):
        return [exactly(item) for item in value]
    return type(value).__name__, struct.pack(">d", value) if isinstance(value, float) else value


def as_python_osc_has_it(value):
    """Our value as python-osc gives it: colours as one number, MIDI as a tuple."""
    if isinstance(value, Rgba):
        return int.from_bytes(bytes(value), "big")
    return [as_python_osc_has_it(item) for item in value] if isinstance(value, list) else value


def python_osc_reading(packet_read):
    """What python-osc read, in our terms."""
    if isinstance(packet_read, osc_message.OscMessage):
        return packet_read.address, [exactly(value) for value in packet_read.params]
    return [python_osc_reading(element) for element in packet_read]


def our_reading(packet_read):
    """What we read, in the same terms."""
    if isinstance(packet_read, Message):
        return packet_read.address, [exactly(as_python_osc_has_it(value)) for value in packet_read.arguments]
    return [our_reading(element) for element in packet_read.elements]


tagged = st.builds(
    lambda tags, body: message("/a", "," + tags, body), st.text("ifsbhdrmTFN[]", max_size=5), st.binary(max_size=32))


@given(st.one_of(packets, mutated(), tagged))
def test_python_osc_reads_the_same_where_both_accept(data):
    try:
        found = decode(data)
    except PacketError:
        return
    if any(holds_unknown_to_python_osc(item) for _, item in messages(found)):
        return
    try:
        theirs = (osc_bundle.OscBundle if isinstance(found, Bundle) else osc_message.OscMessage)(data)
    except (osc_bundle.ParseError, osc_message.ParseError, osc_types.ParseError, UnicodeDecodeError):
        return
    assert python_osc_reading(theirs) == our_reading(found)


def holds_unknown_to_python_osc(item):
    """Whether python-osc would misread the message: it skips the tags c, I and S, but not their bytes."""
    return "\ufffd" in item.address or "\ufffd" in repr(item.arguments) or "IMPULSE" in repr(item.arguments)
