"""Live.Base.Timer (live-runtime.md section 2)."""
import pytest

from simulator.errors import ArgumentError

from .conftest import NEWEST, BareSimulator


@pytest.mark.parametrize("interval, expected", [(0, 100), (1, 100), (10, 100), (11, 90), (20, 50), (100, 10),
                                                (1500, 0)])
def test_a_repeating_timer_is_served_on_the_ten_millisecond_grid(bare, interval, expected):
    calls = []
    timer = bare.live.Base.Timer(lambda: calls.append(bare.now()), interval, True, True)
    bare.advance(1.0)
    assert len(calls) == expected
    assert timer.running is True


def test_on_windows_the_grid_is_34_milliseconds():
    live, calls = BareSimulator(NEWEST, cadence="windows"), []
    live.live.Base.Timer(callback=lambda: calls.append(live.now()), interval=1, repeat=True, start=True)
    live.advance(1.0)
    assert len(calls) == 29
    assert {round(later - earlier, 4) for earlier, later in zip(calls, calls[1:])} == {0.034}
    live.close()


def test_a_timer_without_repeat_fires_once(bare):
    calls = []
    timer = bare.live.Base.Timer(lambda: calls.append(bare.now()), 50)
    assert timer.running is False
    bare.advance(0.1)
    timer.start()
    bare.advance(1.0)
    assert calls == [pytest.approx(0.15)] and timer.running is False
    timer.start()
    bare.advance(1.0)
    assert len(calls) == 2


def test_an_exception_stops_the_timer_and_is_logged(bare):
    calls = []

    def fail():
        calls.append(1)
        raise ValueError("tick")

    timer = bare.live.Base.Timer(fail, 10, True, True)
    bare.advance(0.1)
    assert calls == [1] and timer.running is False
    assert [str(error) for error in bare.errors] == ["tick"]
    assert any("ValueError: tick" in line for line in bare.log)
    timer.start()
    bare.advance(0.1)
    assert calls == [1, 1]


def test_a_timer_can_stop_and_restart_itself(bare):
    calls = []

    def once():
        calls.append(bare.now())
        timer.stop()

    timer = bare.live.Base.Timer(once, 10, True, True)
    bare.advance(0.1)
    assert len(calls) == 1 and timer.running is False
    timer.restart()
    timer.stop()
    timer.stop()
    bare.advance(0.1)
    assert len(calls) == 1


def test_restart_counts_the_interval_anew_and_start_does_not(bare):
    calls = []
    timer = bare.live.Base.Timer(lambda: calls.append(round(bare.now(), 3)), 100, True, True)
    bare.advance(0.05)
    timer.start()
    bare.advance(0.06)
    assert calls == [0.1]
    timer.restart()
    bare.advance(0.1)
    assert calls == [0.1, 0.21]


def test_a_running_timer_lives_without_a_reference_to_it(bare):
    calls = []
    bare.live.Base.Timer(lambda: calls.append(1), 10, True, True)
    bare.advance(0.05)
    assert len(calls) == 5


@pytest.mark.parametrize("given, named", [((), {}), ((list,), {}), ((list, 1.0), {}), ((list, "1"), {}),
                                          ((None, 10), {}),
                                          ((list, 10, 0.5), {}), ((list, 10), {"delay": 1}),
                                          ((list, 10, True, True, True), {})])
def test_a_timer_refuses_what_does_not_fit(bare, given, named):
    with pytest.raises(ArgumentError, match=r"Timer.__init__\(Timer"):
        bare.live.Base.Timer(*given, **named)


def test_closing_the_simulator_stops_every_timer():
    live = BareSimulator(NEWEST)
    timer = live.live.Base.Timer(list, 10, True, True)
    live.close()
    assert timer.running is False and live.state()["timers"] == 0
