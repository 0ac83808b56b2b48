"""A tick works no longer than its budget, by a clock that counts the work: the rest waits in order for the next."""

import pytest

from AbletonOSC.intake import MOST_AT_ONCE
from AbletonOSC.osc import packet
from AbletonOSC.osc.memory import MemoryServer
from tests.running_script import RunningScript

DESK, FLOOD = ("127.0.0.1", 11001), ("192.168.1.7", 11001)
COST = 0.0002
"""Seconds by the counted clock for each datagram read or sent: 40 of them fill a budget of 8 ms."""


class Costly(MemoryServer):
    """A transport by which time passes: each datagram that is read or sent takes `COST`."""

    def __init__(self):
        super().__init__()
        self.spent = 0.0

    def receive(self, limit):
        for item in super().receive(limit):
            self.spent += COST / 20
            yield item

    def send(self, data, address):
        self.spent += COST
        super().send(data, address)


class Counted(RunningScript):
    """A script whose clock shows the simulated time and the work; `longest` is the longest tick in seconds of work."""

    def __init__(self, log_folder, **settings):
        self.work = Costly()
        super().__init__(
            log_folder, settings, transport=self.work, clock=lambda: self.simulator.now() + self.work.spent
        )
        self.longest = 0.0
        self.received()
        tick = self.engine.tick

        def timed():
            before = self.work.spent
            tick()
            self.longest = max(self.longest, self.work.spent - before)

        self.engine.tick = timed


@pytest.fixture
def counted(log_folder):
    running = Counted(log_folder)
    yield running
    running.close()
    assert not running.host.errors


def test_a_burst_is_answered_in_order_over_several_ticks(counted):
    for number in range(1000):
        counted.deliver(packet.encode_message("/live/test", (f"@id:{number}",)))
    counted.advance(1)
    assert [values[0] for _, values in counted.received()] == [f"@id:{number}" for number in range(1000)]
    assert counted.longest <= 0.008 + 3 * COST


def test_a_bundle_longer_than_a_tick_can_bear_goes_on_in_the_next_and_nothing_comes_between(counted):
    data = [b"#bundle\0" + b"\0" * 7 + b"\1"]
    for number in range(600):
        message = packet.encode_message("/live/test", (f"@id:{number}",))
        data += [len(message).to_bytes(4, "big"), message]
    counted.deliver(b"".join(data))
    counted.deliver(packet.encode_message("/live/song/get/tempo"), FLOOD)
    counted.advance(0.5)
    received = counted.received_by_all()
    assert [values[0] for receiver, _, values in received if receiver == DESK] == [
        f"@id:{number}" for number in range(600)
    ]
    assert received[-1] == (FLOOD, "/live/song/get/tempo", (120.0,))
    assert counted.longest <= (MOST_AT_ONCE + 3) * COST


def test_the_answers_for_many_objects_go_on_in_the_next_tick(counted):
    for _ in range(60):
        counted.song.create_midi_track(-1)
    counted.advance(1)
    counted.received()
    counted.longest = 0.0
    counted.deliver(packet.encode_message("/live/track/get/{name,mute,volume}", ("*",)))
    counted.advance(1)
    assert len(counted.received()) == 3 * len(counted.song.tracks)
    assert counted.longest <= 0.008 + 3 * COST


def test_pushes_of_many_changes_and_of_a_sync_take_several_ticks_and_all_come(counted):
    for _ in range(60):
        counted.song.create_midi_track(-1)
    counted.send("/live/track/start_listen/{color,color_index,mute}", "*")
    counted.advance(2)
    counted.received()
    counted.longest = 0.0
    counted.deliver(packet.encode_message("/live/api/sync"))
    counted.advance(1)
    tracks = len(counted.song.tracks)
    assert len(counted.received()) == 1 + 3 * tracks
    assert counted.longest <= 0.008 + 3 * COST


def test_polling_is_spread_over_ticks(counted):
    for _ in range(80):
        counted.song.create_midi_track(-1)
    counted.send("/live/track/start_listen/is_visible", "*")
    counted.advance(1)
    counted.received()
    reads = []
    look = counted.engine.subscriptions.look

    def costly(watch):
        counted.work.spent += COST
        reads.append(watch.ids)
        look(watch)

    counted.engine.subscriptions.look = costly
    counted.longest = 0.0
    counted.advance(1)
    assert counted.longest <= 0.008 + 3 * COST
    assert {reads.count((index,)) for index in range(len(counted.song.tracks))} <= set(range(8, 14))


def test_a_flood_from_one_does_not_make_another_wait(counted):
    for _ in range(15000):
        counted.deliver(packet.encode_message("/live/song/get/tempo"), FLOOD)
    counted.deliver(packet.encode_message("/live/test"), DESK)
    for ticks in range(1, 200):
        counted.advance(0.01)
        if (DESK, "/live/test", ("ok",)) in counted.received_by_all():
            break
    # Reading 15000 datagrams takes half the budget of each of about 38 ticks; answering them all takes 400.
    assert ticks <= 45
    assert counted.longest <= 0.008 + 3 * COST


def test_many_senders_are_all_answered_before_one_is_answered_twice(counted):
    senders = [("10.0.0.%d" % number, 11001) for number in range(1, 9)]
    for sender in senders:
        for _ in range(40):
            counted.deliver(packet.encode_message("/live/test"), sender)
    counted.advance(1)
    receivers = [receiver for receiver, *_ in counted.received_by_all()]
    assert all(set(receivers[start : start + 8]) == set(senders) for start in range(0, 320, 8))


def test_a_reload_loses_nothing_that_waits(counted):
    counted.deliver(packet.encode_message("/live/api/reload"))
    for number in range(300):
        counted.deliver(packet.encode_message("/live/test", (f"@id:{number}",)))
    late = packet.encode_message("/live/test", ("@id:late",))
    due = int((counted.wall_clock() + 2208988800 + 1) * (1 << 32))
    counted.deliver(b"#bundle\0" + due.to_bytes(8, "big") + len(late).to_bytes(4, "big") + late)
    counted.advance(3)
    assert [values[0] for _, values in counted.received()] == [f"@id:{number}" for number in range(300)] + ["@id:late"]
