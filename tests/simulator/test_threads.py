"""Scripts with threads (live-runtime.md section 3): who logs, reads and changes what, and in whose turn."""
import logging
import threading
import time

import pytest

from simulator import Simulator
from simulator.errors import WrongThread

LIMIT = 10.0


@pytest.fixture(scope="module")
def tolerant():
    """One Live for the module that lets other threads read."""
    running = Simulator(threads="tolerant")
    yield running
    running.close()


@pytest.fixture(scope="module", params=["strict", "tolerant"])
def each(request, tolerant):
    """A Live of either kind."""
    running = tolerant if request.param == "tolerant" else Simulator()
    yield running
    running.close()


def in_thread(call):
    """Calls in a thread of its own; what it returned or raised."""
    results = []

    def run():
        try:
            results.append(call())
        except Exception as error:
            results.append(error)

    thread = threading.Thread(target=run, name="guest", daemon=True)
    thread.start()
    thread.join(LIMIT)
    assert not thread.is_alive()
    return results[0]


class Quiet:
    """A script that does nothing by itself."""

    def __init__(self, c_instance):
        self.c_instance = c_instance

    def __getattr__(self, name):
        if name.startswith("_") or name in ("call_listeners", "receive_midi_chunk"):
            raise AttributeError(name)
        return lambda *given: None


def test_every_thread_may_log_and_show_messages(each):
    host = each.host(Quiet)

    def talk():
        host.c_instance.log_message("from a thread")
        host.c_instance.show_message("shown")
        each.live.Base.log("based")
        logging.getLogger("guest").info("noted")

    assert in_thread(talk) is None
    host.disconnect()
    assert [line for line in each.log if "from a thread" in line or "based" in line] == [
        "RemoteScriptMessage: from a thread", "RemoteScriptMessage: based"]
    assert each.status_bar[-1] == "shown" and each.log[-1].endswith(" - noted")


def test_lines_of_many_threads_come_whole_and_all_of_them(bare):
    seen = []
    bare.log.watcher = seen.append
    threads = [threading.Thread(target=lambda: [bare.write_log("line") for _ in range(500)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LIMIT)
    assert len(seen) == 2000 and bare.log.count("line") == 2000


def read_tempo(song):
    return song.tempo


def test_a_thread_reads_and_each_place_is_logged_once(tolerant):
    song = tolerant.song
    before = len(tolerant.log)
    assert [in_thread(lambda: read_tempo(song)) for _ in range(3)] == [120.0] * 3
    assert in_thread(lambda: [track.name for track in song.tracks][0]) == "1-MIDI"
    warnings = [line for line in tolerant.log[before:] if line.startswith("SimulatorWarning: ")]
    assert len([line for line in warnings if line.endswith(
        "in read_tempo: Song.tempo was touched off Live's main thread, by guest")]) == 1
    assert all("test_threads.py:" in line for line in warnings)


def test_a_thread_reads_everything_that_a_script_gets_hold_of(tolerant):
    host = tolerant.host(Quiet)
    live, c_instance = tolerant.live, host.c_instance

    def read():
        song = c_instance.song()
        parameter = song.tracks[0].mixer_device.volume
        application = live.Application.get_application()
        return (application.get_major_version(), song == application.get_document(),
                parameter.str_for_value(parameter.value), song.tempo_has_listener(None), c_instance.handle() > 0)

    assert in_thread(read) == (12, True, "0.0 dB", False, True)
    host.disconnect()


@pytest.mark.parametrize("change", [lambda song: setattr(song, "tempo", 99.0), lambda song: song.start_playing(),
                                    lambda song: song.create_midi_track(-1),
                                    lambda song: setattr(song.view, "selected_track", song.tracks[1])])
def test_a_change_off_the_main_thread_is_refused_and_logged(each, change):
    song = each.song
    before = len(each.log)
    refused = in_thread(lambda: change(song))
    assert isinstance(refused, WrongThread) and "a real Live crashes here" in str(refused)
    assert "RemoteScriptError: WrongThread: {}".format(refused) in each.log[before:]
    assert song.tempo != 99.0 and not song.is_playing and len(song.tracks) == 4
    assert song.view.selected_track == song.tracks[0]


def test_a_thread_waits_while_live_is_at_work_and_goes_on_when_a_script_waits_for_it(tolerant):
    song, order = tolerant.song, []

    def read():
        order.append(("read", song.tempo))

    def work():
        thread = threading.Thread(target=read, daemon=True)
        thread.start()
        thread.join(0.05)
        order.append("worked")
        threads.append(thread)

    threads = []
    tolerant.defer(work)
    tolerant.advance(0.01)
    threads[0].join(LIMIT)
    assert order == ["worked", ("read", 120.0)]

    class Joining(Quiet):
        def refresh_state(self):
            order.append("called")
            thread = threading.Thread(target=read, daemon=True)
            thread.start()
            thread.join(LIMIT)
            order.append("joined")

    del order[:]
    tolerant.host(Joining).disconnect()
    assert order == ["called", ("read", 120.0), "joined"]


def test_a_thread_that_never_stops_reading_does_not_keep_the_main_thread_out(tolerant):
    song, stop = tolerant.song, threading.Event()

    def read():
        count = 0
        while not stop.is_set():
            count += len(song.tracks)
        return count

    results = []
    thread = threading.Thread(target=lambda: results.append(read()), daemon=True)
    thread.start()
    started = time.perf_counter()
    tolerant.advance(1.0)
    stop.set()
    thread.join(LIMIT)
    assert results and time.perf_counter() - started < LIMIT


def test_an_unknown_kind_of_threads_is_refused():
    with pytest.raises(ValueError, match="threads must be one of strict, tolerant, got 'free'"):
        Simulator(threads="free")
