"""The inbox: in order by sender, in turn between senders, bounded, and never slow however many senders there are."""

from hypothesis import given
from hypothesis import strategies as st

from AbletonOSC.inbox import Inbox

SENDERS = st.sampled_from("abcd")


@given(st.lists(st.one_of(SENDERS, st.none()), max_size=200), st.integers(1, 20))
def test_any_sequence_keeps_order_and_bound_and_loses_nothing_silently(steps, limit):
    inbox, put, taken = Inbox(limit), {}, {}
    for number, sender in enumerate(steps):
        if sender is None:
            got = inbox.take()
            assert (got is None) == (sum(map(len, put.values())) - sum(map(len, taken.values())) - inbox.dropped == 0)
            if got is not None:
                taken.setdefault(got[1], []).append(got[0])
        else:
            put.setdefault(sender, []).append(number)
            inbox.put(number, sender)
        assert len(inbox) <= limit
    for data, sender in iter(inbox.take, None):
        taken.setdefault(sender, []).append(data)
    assert len(inbox) == 0
    for sender, numbers in taken.items():
        assert numbers == sorted(numbers)
        assert set(numbers) <= set(put[sender])
    assert sum(map(len, put.values())) == sum(map(len, taken.values())) + inbox.dropped


def test_a_flood_takes_turns_with_the_others():
    inbox = Inbox()
    for number in range(1000):
        inbox.put(number, "flood")
    inbox.put("first", "other")
    inbox.put("second", "other")
    assert [inbox.take() for _ in range(5)] == [
        (0, "flood"),
        ("first", "other"),
        (1, "flood"),
        ("second", "other"),
        (2, "flood"),
    ]


def test_a_full_inbox_drops_from_the_flood_and_not_from_the_others():
    inbox = Inbox(100)
    for number in range(1000):
        inbox.put(number, "flood")
        if number % 50 == 0:
            inbox.put(number, "other")
    assert inbox.dropped == 1020 - 100
    left = list(iter(inbox.take, None))
    assert [data for data, sender in left if sender == "other"] == list(range(0, 1000, 50))
    assert [data for data, sender in left if sender == "flood"] == list(range(80))


def test_a_full_inbox_with_a_sender_for_each_datagram_looks_seldom_for_the_longest(monkeypatch):
    looks = []
    inbox = Inbox(1000)
    drop = Inbox.drop

    def count(self, sender, newest):
        looks.append(not self.until_look)
        drop(self, sender, newest)

    monkeypatch.setattr(Inbox, "drop", count)
    for number in range(5000):
        inbox.put(number, number)
    assert len(looks) == 4000
    assert sum(looks) <= 4000 // (1000 // 8) + 1


def test_senders_whose_datagrams_were_dropped_are_not_remembered():
    inbox = Inbox(10)
    for number in range(1000):
        inbox.put(number, number)
    assert len(inbox.queues) == len(inbox) == 10
