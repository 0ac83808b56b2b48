"""Ticks, moments, deferred effects, stalls: in the order of time, without sleeping."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.clock import RealClock, SimulatedClock
from simulator.main_loop import MainLoop

from .conftest import NEWEST, BareSimulator


def make_loop(cadence="default"):
    return MainLoop(SimulatedClock(), cadence, lambda task: task())


@given(st.lists(st.floats(0, 2), max_size=20), st.lists(st.floats(0, 0.5), max_size=8))
def test_moments_come_once_in_the_order_of_time_and_never_early(times, steps):
    loop, seen = make_loop(), []
    for time in times:
        loop.at(time, lambda time=time: seen.append((time, loop.clock.now())))
    for step in steps:
        loop.advance(step)
    loop.advance(2.1)
    assert [time for time, _ in seen] == sorted(times)
    assert all(now >= time - 1e-6 for time, now in seen)
    assert all(now - time < 1e-6 for time, now in seen)


@given(st.lists(st.floats(0, 0.3), min_size=1, max_size=10))
def test_however_time_is_cut_the_ticks_are_the_same(steps):
    whole, cut = make_loop(), make_loop()
    counts = {"whole": 0, "cut": 0}
    for name, loop in (("whole", whole), ("cut", cut)):
        loop.every_tick.append(lambda name=name: counts.__setitem__(name, counts[name] + 1))
    for step in steps:
        cut.advance(step)
    whole.advance(cut.clock.now())
    assert counts["whole"] == counts["cut"]


def test_a_minute_of_default_cadence_has_six_thousand_ticks():
    loop, ticks = make_loop(), []
    loop.every_tick.append(lambda: ticks.append(loop.clock.now()))
    loop.advance(60)
    assert len(ticks) == 6000 and ticks[-1] == pytest.approx(60.0)
    assert loop.clock.now() == 60.0


def test_a_cancelled_moment_does_not_come(bare):
    calls = []
    bare.at(0.05, lambda: calls.append("cancelled")).cancel()
    bare.at(0.06, lambda: calls.append(bare.now()))
    bare.advance(0.1)
    assert calls == [0.06]


def test_what_a_moment_plans_for_the_same_time_comes_at_once(bare):
    calls = []
    bare.at(0.05, lambda: bare.at(0.05, lambda: calls.append(bare.now())))
    bare.advance(0.1)
    assert calls == [0.05]


def test_deferred_effects_come_at_the_end_of_the_tick_after_the_timers(bare):
    order = []
    bare.every_tick(lambda: order or (order.append("every"), bare.defer(lambda: order.append("deferred"))))
    bare.live.Base.Timer(lambda: order.append("timer"), 1, False, True)
    bare.advance(0.01)
    assert order == ["every", "timer", "deferred"]


def test_effects_deferred_between_ticks_come_at_the_start_of_the_next(bare):
    order = []
    bare.defer(lambda: order.append("deferred"))
    bare.every_tick(lambda: order.append("every"))
    bare.advance(0.005)
    assert order == []
    bare.advance(0.005)
    assert order == ["deferred", "every"]


def test_effects_that_defer_for_ever_are_reported(bare):
    def again():
        bare.defer(again)

    bare.defer(again)
    with pytest.raises(RuntimeError, match="keep deferring"):
        bare.advance(0.01)


def test_a_failure_of_the_simulator_itself_is_raised(bare):
    def fail():
        raise ValueError("broken behaviour")

    bare.at(0.01, fail)
    with pytest.raises(ValueError, match="broken behaviour"):
        bare.advance(0.1)


def test_after_a_stall_a_timer_fires_once_and_goes_on(bare):
    times = []
    timer = bare.live.Base.Timer(lambda: times.append(round(bare.now(), 3)), 10, True, True)
    bare.advance(0.02)
    bare.stall(0.5)
    bare.advance(0.03)
    assert times == [0.01, 0.02, 0.52, 0.53, 0.54, 0.55]
    timer.stop()


@pytest.mark.parametrize("seconds", [-0.1, float("nan")])
def test_time_does_not_run_backwards(bare, seconds):
    with pytest.raises(ValueError, match="must not be negative"):
        bare.advance(seconds)


def test_time_cannot_be_advanced_from_inside_a_tick(bare):
    bare.at(0.01, lambda: bare.advance(1))
    with pytest.raises(RuntimeError, match="inside a tick"):
        bare.advance(0.1)


def test_unknown_cadences_and_clocks_are_refused_by_name():
    with pytest.raises(ValueError, match="cadence must be one of default, windows, got 'mac'"):
        BareSimulator(NEWEST, cadence="mac")
    with pytest.raises(ValueError, match="clock must be simulated or real, got 'sundial'"):
        BareSimulator(NEWEST, clock="sundial")


def test_real_time_runs_the_same_ticks_until_told_to_stop():
    live = BareSimulator(NEWEST, clock="real")
    ticks = []
    live.live.Base.Timer(lambda: ticks.append(live.now()), 10, True, True)
    live.run(lambda: len(ticks) >= 5)
    assert 0.04 <= ticks[-1] < 5.0 and ticks == sorted(ticks)
    with pytest.raises(RuntimeError, match="needs a simulated clock"):
        live.advance(1)
    live.close()


def test_in_real_time_a_failure_of_the_simulator_is_logged_and_the_loop_goes_on():
    live = BareSimulator(NEWEST, clock="real")
    calls = []

    def fail():
        calls.append(1)
        raise ValueError("broken behaviour")

    live.every_tick(fail)
    live.run(lambda: len(calls) >= 2)
    assert any(line == "SimulatorError: ValueError: broken behaviour" for line in live.log)
    live.close()


def test_an_interrupt_ends_the_run():
    live = BareSimulator(NEWEST, clock="real")

    def interrupt():
        raise KeyboardInterrupt

    live.every_tick(interrupt)
    live.run()
    assert live.now() < 5.0
    live.close()


def test_real_clock_waits_until_the_moment():
    clock = RealClock()
    clock.wait_until(0.01)
    assert clock.now() >= 0.0099
    clock.wait_until(0.0)
