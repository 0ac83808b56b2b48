"""Time tags and the time until them."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from AbletonOSC.osc.timetag import IMMEDIATELY, LONGEST_WAIT, UNIX_EPOCH, seconds_until, timetag_at
from AbletonOSC.vendor.pythonosc.parsing import ntp

NOW = 1_790_000_000.25
WRAP = 2 ** 32 - UNIX_EPOCH

# Now, the time tag, seconds to wait.
WAITS = {
    "immediately": (NOW, IMMEDIATELY, 0.0),
    "zero": (NOW, 0, 0.0),
    "now": (NOW, timetag_at(NOW), 0.0),
    "an hour ago": (NOW, timetag_at(NOW - 3600), 0.0),
    "in an hour": (NOW, timetag_at(NOW + 3600), 3600.0),
    "in half a second": (NOW, timetag_at(NOW + 0.5), 0.5),
    "in more than a day": (NOW, timetag_at(NOW + LONGEST_WAIT + 1), 0.0),
    "Unix seconds by mistake": (NOW, int(NOW) << 32, 0.0),
    "seconds since power-up by mistake": (NOW, 5 << 32, 0.0),
    "the last possible": (NOW, 2 ** 64 - 1, 0.0),
    "across the wrap of 2036": (WRAP - 2, timetag_at(WRAP + 2), 4.0),
    "after the wrap of 2036": (WRAP + 10, timetag_at(WRAP + 12), 2.0),
    "past, across the wrap of 2036": (WRAP + 2, timetag_at(WRAP - 2), 0.0),
}


@pytest.mark.parametrize("now, timetag, seconds", WAITS.values(), ids=list(WAITS))
def test_time_tag_says_how_long_to_wait(now, timetag, seconds):
    assert seconds_until(timetag, now) == seconds


def test_time_tag_is_that_of_python_osc():
    assert timetag_at(NOW).to_bytes(8, "big") == ntp.system_time_to_ntp(NOW)


@given(st.integers(0, 2 ** 64 - 1), st.floats(0, 2 ** 33))
def test_wait_is_never_negative_nor_longer_than_a_day(timetag, now):
    assert 0.0 <= seconds_until(timetag, now) <= LONGEST_WAIT


@given(st.floats(0, 2 ** 33), st.floats(0, LONGEST_WAIT - 1))
def test_time_ahead_is_waited_for(now, ahead):
    assert seconds_until(timetag_at(now + ahead), now) == pytest.approx(ahead, abs=1e-5)
