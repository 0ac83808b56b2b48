"""Any datagram from anybody: the script stays up, answers the next question, and does not grow."""

import gc
import os
import random
import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from AbletonOSC.handlers import handler_classes
from AbletonOSC.lom.routes import routes_of
from AbletonOSC.osc import packet
from simulator import Simulator
from tests.running_script import RunningScript

CLIENT = ("127.0.0.1", 11001)
# Left out: what makes the Set, and so the simulated Live, grow for as long as it is asked, and the reload of all code.
GROWING = (
    "create",
    "duplicate",
    "insert",
    "add",
    "load",
    "capture",
    "reload",
    "map_cc",
    "convert",
    "import",
    "set/data",
    "crop",
)
ADDRESSES = [
    route.address
    for handler in handler_classes()
    for route in routes_of(handler)
    if not any(word in route.address for word in GROWING)
]
HARMLESS = [address for address in ADDRESSES if "/get/" in address or "_listen/" in address]
PIECES = (
    b"/live/test",
    b"#bundle\0",
    b"\0\0\0\0\0\0\0\1",
    b",",
    b"ifs",
    b"[[[",
    b"]",
    b"\0",
    b"\0\0\0\x08",
    b"\xff\xff\xff\xfc",
    b"/live/{a,b}*",
    b"//",
    b"h",
    b"T",
    b"b",
    b"\x7f\xff\xff\xff",
    b"\xc3\x28",
    b"@id:1",
)
STRAY = st.one_of(
    st.binary(max_size=64),
    st.lists(st.sampled_from(PIECES), max_size=12).map(b"".join),
    st.builds(
        lambda address, tags, body: address.encode() + b"\0" * (4 - len(address) % 4) + tags + body,
        st.sampled_from(ADDRESSES),
        st.sampled_from((b",\0\0\0", b",i\0\0", b",iii\0\0\0\0", b",s\0\0", b",b\0\0", b",[i]")),
        st.binary(max_size=16),
    ),
)


@pytest.fixture
def fuzzed(log_folder):
    running = RunningScript(log_folder, {"log_level": "critical"}, simulator=Simulator(live_version="12.3.6"))
    running.song.tracks[0].clip_slots[0].create_clip(4.0)
    running.song.tracks[0].insert_device("Operator")
    running.advance()
    running.received()
    yield running
    running.close()


def check(running):
    assert not running.host.errors
    for _ in range(500):
        running.transport.take()
        if ("/live/test", ("@id:alive", "ok")) in running.send("/live/test", "@id:alive"):
            return
    raise AssertionError("the script does not answer")


def test_no_datagram_stops_the_script(fuzzed):
    @settings(max_examples=150)
    @given(st.lists(st.tuples(STRAY, st.sampled_from([1, 5000, 11001])), max_size=8))
    def run(datagrams):
        for data, port in datagrams:
            fuzzed.deliver(data, ("127.0.0.1", port))
        fuzzed.advance(0.02)
        check(fuzzed)

    run()


def random_value(numbers):
    kind = numbers.randrange(8)
    if kind < 3:
        return numbers.randrange(-2, 9)
    return (
        numbers.uniform(-2, 2),
        numbers.choice((True, False, None)),
        numbers.choice(("*", "master", "selected", "x", "")),
        numbers.randrange(-1 << 31, 1 << 31),
        numbers.choice((float("nan"), float("inf"), 1e30)),
    )[kind - 3]


def random_datagram(numbers, addresses):
    """A message of any row with wild arguments, often damaged, sometimes nothing but noise."""
    kind = numbers.random()
    if kind < 0.2:
        return bytes(numbers.randrange(256) for _ in range(numbers.randrange(40)))
    data = packet.encode_message(
        numbers.choice(addresses), [random_value(numbers) for _ in range(numbers.randrange(5))]
    )
    if kind < 0.4:
        place = numbers.randrange(len(data))
        return data[:place] + bytes((numbers.randrange(256),)) + data[place + 1 :]
    if kind < 0.5:
        return data[: numbers.randrange(len(data))]
    return data


def flood(running, numbers, count, addresses):
    for number in range(count):
        running.transport.deliver(random_datagram(numbers, addresses), ("127.0.0.1", 1 + numbers.randrange(2000)))
        if number % 50 == 49:
            running.advance(0.01)
            running.transport.take()


def test_a_flood_of_messages_and_noise_leaves_the_script_answering_and_as_small_as_it_was(fuzzed, fuzz_seconds):
    numbers = random.Random(random.SystemRandom().random() if fuzz_seconds else 7)
    round_size = 10000 if fuzz_seconds else 600
    flood(fuzzed, numbers, round_size, HARMLESS)
    settle(fuzzed)
    if not fuzz_seconds:
        tracemalloc.start()
    try:
        before, done, until = used(), 0, time.monotonic() + fuzz_seconds
        while not done or time.monotonic() < until:
            flood(fuzzed, numbers, round_size, HARMLESS)
            done += round_size
        settle(fuzzed)
        grown = used() - before
    finally:
        tracemalloc.stop()
    print(f"{done} datagrams, {grown / 1e6:.2f} MB more")
    assert grown < 5e6


def used():
    """Bytes in use: what Python has asked for; in the long form, which tracing would slow down, the whole process."""
    gc.collect()
    if tracemalloc.is_tracing():
        return tracemalloc.get_traced_memory()[0]
    with open("/proc/self/statm") as statistics:
        return int(statistics.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def settle(running):
    """All that was listened to ends, so that what is left is what the script itself keeps."""
    for _ in range(400):
        running.advance(0.05)
        running.transport.take()
        if not len(running.engine.intake.inbox):
            break
    for client in running.engine.peers.clients():
        running.engine.subscriptions.stop_peer(client.push_address)
    running.advance(0.5)
    check(running)
