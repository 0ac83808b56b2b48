"""Messages gathered into bundles: all of them, in order, in as few datagrams as their limit allows."""
from hypothesis import given
from hypothesis import strategies as st

from AbletonOSC.osc.bundler import EMPTY_BUNDLE, Bundler
from AbletonOSC.osc.packet import Bundle, decode, encode_message, messages
from AbletonOSC.osc.timetag import IMMEDIATELY

DESK, PHONE = ("127.0.0.1", 11001), ("192.168.1.7", 9000)


@given(st.lists(st.tuples(st.sampled_from([DESK, PHONE]), st.text("abc", max_size=200))), st.integers(300, 2000))
def test_nothing_is_lost_or_turned_around_and_no_bundle_is_too_long(given_messages, longest):
    sent = []
    bundler = Bundler(lambda data, address: sent.append((address, data)))
    for address, text in given_messages:
        bundler.add(encode_message("/x", (text,)), address, longest)
    bundler.flush_all()
    for address in (DESK, PHONE):
        datagrams = [data for receiver, data in sent if receiver == address]
        received = [message.arguments[0] for data in datagrams for _, message in messages(decode(data))]
        assert received == [text for receiver, text in given_messages if receiver == address]
        assert all(len(data) <= longest for data in datagrams)
        # Two neighbours together would have been too long, or they would be one datagram.
        assert all(len(first) + len(second) + 8 > longest for first, second in zip(datagrams, datagrams[1:]))


def test_a_single_message_goes_as_itself():
    sent = []
    bundler = Bundler(lambda data, address: sent.append(data))
    bundler.add(encode_message("/x"), DESK, 1000)
    bundler.flush_all()
    bundler.flush_all()
    assert sent == [encode_message("/x")]


def test_the_empty_bundle_is_due_immediately():
    assert decode(EMPTY_BUNDLE) == Bundle(IMMEDIATELY, ())
