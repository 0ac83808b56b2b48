"""Both framings: whatever the packets and however the bytes are cut, the same packets come out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from AbletonOSC.osc.stream.framing import Framing, FramingError, frame_with_size, frame_with_slip

FRAME_BYTES = st.lists(st.sampled_from([0xC0, 0xDB, 0xDC, 0xDD, 0]), min_size=1).map(bytes)
PACKETS = st.lists(st.binary(min_size=1, max_size=40) | FRAME_BYTES, max_size=8)


@pytest.mark.parametrize("frame", [frame_with_size, frame_with_slip])
@given(packets=PACKETS, cuts=st.lists(st.integers(1, 9), min_size=1))
def test_packets_come_out_as_they_went_in_however_the_stream_is_cut(frame, packets, cuts):
    stream, framing, received = b"".join(frame(packet) for packet in packets), Framing(), []
    position, number = 0, 0
    while position < len(stream):
        length = cuts[number % len(cuts)]
        received += framing.feed(stream[position:position + length])
        position, number = position + length, number + 1
    assert received == packets
    assert framing.frame is (frame if packets else None)


@given(data=st.binary(max_size=60))
def test_any_bytes_give_packets_or_a_framing_error(data):
    try:
        assert all(isinstance(packet, bytes) for packet in Framing(longest=32).feed(data))
    except FramingError as error:
        assert str(error)


@pytest.mark.parametrize("stream, sentence", [
    (b"/live/test\0\0", "a stream begins with a size or with 0xc0, not with b'/live/te'"),
    (b"\0\0\1\0", "a packet of 256 bytes, the limit is 100"),
    (b"\0\xff\xff\xff", "a packet of 16777215 bytes, the limit is 100"),
    (b"\xc0" + bytes(101) + b"\xc0", "a packet of 101 bytes, the limit is 100"),
    (b"\xc0" + bytes(201), "a packet of more than 100 bytes"),
    (b"\xc0a\xdbb\xc0", "0xdb has to be followed by 0xdc or 0xdd"),
])
def test_what_cannot_be_followed_is_refused(stream, sentence):
    with pytest.raises(FramingError) as refused:
        Framing(longest=100).feed(stream)
    assert str(refused.value) == sentence
