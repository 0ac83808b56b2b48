"""The figures: what is measured, in which unit, and the bar that it has to hold (issue 6)."""

import random
import subprocess
import sys
import time
from typing import Any, Callable, Dict, List, NamedTuple

from AbletonOSC.osc import packet

from . import floor
from .harness import ROOT, Client, HostedHere, process

ROUNDS = 40
LARGE_SET_TRACKS, LARGE_SET_SCENES = 64, 64
PAGE_TRACKS = 4
BURST = 10000
SUBSCRIPTIONS = 1000
IDLE_SUBSCRIPTIONS = 2000
SEQUENTIAL_SECONDS = 2.0
RANDOM_QUERIES = 150


class Figure(NamedTuple):
    """One figure. `measure(script)` gives its value; it holds when that is at most (or at least) the bar."""

    name: str
    unit: str
    bar: float
    at_least: bool
    measure: Callable[[str], "Measured"]


class Measured(NamedTuple):
    """A value, and what else was seen while it was measured."""

    value: float
    details: Dict[str, Any] = {}


def percentile(values, fraction):
    """The value below which this fraction of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(fraction * len(ordered)))]


def make_clip(live):
    slot = live.simulator.song.tracks[0].clip_slots[0]
    if slot.clip is None:
        slot.create_clip(4.0)


def seconds_per_message(live, client, address, *arguments, batch=floor.BATCH, replies=1):
    """The median main-thread seconds from datagram in to datagram out, in batches that fill the socket first."""
    times = []
    for _ in range(ROUNDS):
        for _ in range(batch):
            client.send(address, *arguments)
        spent, answered = 0.0, 0
        for _ in range(200):
            spent += live.tick()
            answered += len(client.drain())
            if answered >= batch * replies:
                break
        if answered < batch * replies:
            raise RuntimeError(f"{address} was answered {answered} times, {batch} were asked")
        times.append(spent / batch)
    return percentile(times, 0.5)


def hosted(measure, cadence="default"):
    """A figure that is measured in this process."""
    def run(script):
        live, client = HostedHere(script, cadence), Client()
        try:
            return measure(live, client)
        finally:
            client.close()
            live.close()
    return run


def get_ratio(address, *arguments):
    """One `get` against the echo floor."""
    def measure(live, client):
        make_clip(live)
        echo = floor.measure_echo(packet.encode_message(address, arguments), ROUNDS)
        own = seconds_per_message(live, client, address, *arguments)
        return Measured(own / echo, {"microseconds": own * 1e6, "echo_microseconds": echo * 1e6})
    return hosted(measure)


def wildcard_ratio(live, client):
    make_clip(live)
    one = seconds_per_message(live, client, "/live/clip/get/name", 0, 0)
    client.send("/live/clip/get/*", 0, 0)
    replies = 0
    for _ in range(20):
        live.tick()
        replies += len(client.drain())
    every = seconds_per_message(live, client, "/live/clip/get/*", 0, 0, batch=4, replies=replies)
    return Measured(every / one, {"replies": replies, "microseconds": every * 1e6, "microseconds_of_one": one * 1e6})


def track_data_milliseconds(live, client):
    song = live.simulator.song
    while len(song.scenes) < LARGE_SET_SCENES:
        song.create_scene(-1)
    while len(song.tracks) < LARGE_SET_TRACKS:
        song.create_midi_track(-1)
    for track in song.tracks:
        if track.has_midi_input:
            for slot in track.clip_slots:
                if slot.clip is None:
                    slot.create_clip(4.0)
    live.tick()
    client.drain()
    started, longest = 0.0, 0.0
    for first in range(0, LARGE_SET_TRACKS, PAGE_TRACKS):
        client.send("/live/song/get/track_data", first, first + PAGE_TRACKS, "clip.name", "clip.length")
        spent = live.tick()
        started, longest = started + spent, max(longest, spent)
        [reply] = client.drain()
        if reply.address != "/live/song/get/track_data":
            raise RuntimeError(str(reply))
    return Measured(started * 1000, {"longest_tick_milliseconds": longest * 1000})


def burst_milliseconds(live, client):
    for number in range(BURST):
        client.send("/live/clip_slot/get/has_clip", 0, number % 8)
    longest, answered, order = 0.0, 0, True
    for _ in range(3000):
        longest = max(longest, live.tick())
        for reply in client.drain():
            order = order and reply.arguments[1] == answered % 8
            answered += 1
        if answered == BURST:
            break
    return Measured(longest * 1000, {"answered": answered, "lost": BURST - answered, "in_order": order})


def push_microseconds(live, client):
    clients = [Client(0) for _ in range(8)]
    tracks = live.simulator.song
    while len(tracks.tracks) < SUBSCRIPTIONS // 8:
        tracks.create_midi_track(-1)
    for other in clients:
        other.send("/live/api/register_listener", other.socket.getsockname()[1])
        other.send("/live/track/start_listen/volume", "*")
    for _ in range(20):
        live.tick()
    parameters = [track.mixer_device.volume for track in tracks.tracks]
    for other in clients:
        other.drain()
    spent, pushes = 0.0, 0
    for round_number in range(20):
        value = 0.1 + 0.02 * round_number
        started = time.thread_time()
        for parameter in parameters:
            parameter.value = value
        spent += time.thread_time() - started + live.tick()
        pushes += sum(len(other.drain()) for other in clients)
    for other in clients:
        other.close()
    return Measured(spent / pushes * 1e6, {"pushes": pushes})


def idle_percent(live, client):
    bare = idle_seconds(live)
    song = live.simulator.song
    while len(song.tracks) < IDLE_SUBSCRIPTIONS // 4:
        song.create_midi_track(-1)
    for name in ("volume", "mute", "name", "solo"):
        client.send(f"/live/track/start_listen/{name}", "*")
    for _ in range(400):
        live.tick()
        client.drain()
    return Measured((idle_seconds(live) - bare) / live.period * 100)


def idle_seconds(live):
    return percentile([live.tick() for _ in range(500)], 0.5)


def growth(measure_one):
    """How much dearer something is with 1,000 tracks than with 10."""
    def measure(live, client):
        song = live.simulator.song
        costs: List[float] = []
        for count in (10, 1000):
            while len(song.tracks) < count:
                song.create_midi_track(-1)
            for _ in range(50):
                live.tick()
            client.drain()
            costs.append(measure_one(live, client))
        return Measured(costs[1] / costs[0], {"microseconds": [cost * 1e6 for cost in costs]})
    return hosted(measure)


def get_cost(live, client):
    return seconds_per_message(live, client, "/live/track/get/name", 9)


def push_cost(live, client):
    client.send("/live/track/start_listen/volume", 9)
    for _ in range(5):
        live.tick()
    track, times = live.simulator.song.tracks[9].mixer_device.volume, []
    for number in range(200):
        started = time.thread_time()
        track.value = number / 256
        times.append(time.thread_time() - started + live.tick())
    client.drain()
    return percentile(times, 0.5)


def edit_cost(live, client):
    """One inserted track, with a listener on every track."""
    client.send("/live/track/start_listen/name", "*")
    for _ in range(50):
        live.tick()
        client.drain()
    times = []
    for _ in range(5):
        spent = 0.0
        live.simulator.song.create_midi_track(0)
        for _ in range(30):
            spent += live.tick()
            client.drain()
        times.append(spent)
    return percentile(times, 0.5)


def sequential(cadence):
    """Queries one after another, from another process."""
    def measure(script):
        with process(script, cadence):
            client = Client()
            try:
                client.query("/live/song/get/tempo")
                asked, end = 0, time.perf_counter() + SEQUENTIAL_SECONDS
                while time.perf_counter() < end:
                    client.query("/live/song/get/tempo")
                    asked += 1
                return Measured(asked / SEQUENTIAL_SECONDS)
            finally:
                client.close()
    return measure


def single_query_periods(fraction):
    """The latency of a query at a random moment, in periods of Live's timer (10 ms)."""
    def measure(script):
        with process(script):
            client, generator, times = Client(), random.Random(1), []
            try:
                for _ in range(RANDOM_QUERIES):
                    time.sleep(generator.uniform(0.15, 0.2))
                    started = time.perf_counter()
                    client.query("/live/song/get/tempo")
                    times.append(time.perf_counter() - started)
            finally:
                client.close()
        return Measured(percentile(times, fraction) / 0.010,
                        {"milliseconds": [round(t * 1000, 3) for t in sorted(times)]})
    return measure


START_UP = """
import sys, time
from benchmarks.harness import HostedHere, Client
started = time.perf_counter()
live, client = HostedHere(sys.argv[1]), Client()
client.send("/live/song/get/tempo")
live.tick()
assert client.drain()
print((time.perf_counter() - started) * 1000)
"""


def start_up_milliseconds(script):
    """From the import of the script to its first answer, the start of the simulated Live included."""
    output = subprocess.check_output([sys.executable, "-c", START_UP, script], cwd=ROOT, universal_newlines=True)
    return Measured(float(output))


FIGURES = (
    Figure("get of a song property", "x echo", 1.5, False, get_ratio("/live/song/get/tempo")),
    Figure("get of a track property", "x echo", 1.5, False, get_ratio("/live/track/get/volume", 0)),
    Figure("get of a clip property", "x echo", 1.5, False, get_ratio("/live/clip/get/name", 0, 0)),
    Figure("single query, median", "timer periods", 1.0, False, single_query_periods(0.5)),
    Figure("single query, p99", "timer periods", 2.0, False, single_query_periods(0.99)),
    Figure("sequential queries, macOS cadence", "per second", 2000, True, sequential("default")),
    Figure("sequential queries, Windows cadence", "per second", 600, True, sequential("windows")),
    Figure("/live/clip/get/* 0 0", "x one get", 12, False, hosted(wildcard_ratio)),
    Figure("track_data of 64 x 64, paged", "ms", 60, False, hosted(track_data_milliseconds)),
    Figure("10,000 datagrams at once, longest tick", "ms", 10, False, hosted(burst_milliseconds)),
    Figure("1,000 subscriptions, 8 clients", "us per push", 20, False, hosted(push_microseconds)),
    Figure("idle with 2,000 subscriptions", "% of a core", 0.5, False, hosted(idle_percent)),
    Figure("growth of a get, 10 to 1,000 tracks", "x", 1.3, False, growth(get_cost)),
    Figure("growth of a push, 10 to 1,000 tracks", "x", 1.3, False, growth(push_cost)),
    Figure("growth of an edit, 10 to 1,000 tracks", "x", 100, False, growth(edit_cost)),
    Figure("create_instance to first answer", "ms", 250, False, start_up_milliseconds),
)
