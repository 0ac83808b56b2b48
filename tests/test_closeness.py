"""What a misspelt name may have meant, found in a time that nobody feels."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from AbletonOSC.closeness import Names

KNOWN = ("get/tempo", "set/tempo", "get/metronome", "start_playing", "stop_playing", "get/name")


@pytest.mark.parametrize("wanted, closest", [
    ("get/temp", "get/tempo"), ("get/Tempo", "get/tempo"), ("get/tmepo", "get/tempo"),
    ("start_plaing", "start_playing"), ("get/nam", "get/name")])
def test_a_slip_finds_what_was_meant_first(wanted, closest):
    assert Names(KNOWN).close_to(wanted)[0] == closest


@pytest.mark.parametrize("wanted", ["", "xyzzy", "get/xyzzy", "/" * 300])
def test_nothing_like_any_name_finds_none(wanted):
    assert Names(KNOWN).close_to(wanted) == []


@given(st.text(max_size=300), st.lists(st.text(max_size=30), max_size=20, unique=True))
def test_any_text_finds_at_most_three_of_the_names_and_itself_first(wanted, names):
    close = Names(names).close_to(wanted)
    assert len(close) <= 3 and set(close) <= set(names)
    for name in names:
        assert Names([name]).close_to(name) == [name]


def test_thousands_of_unknown_addresses_do_not_stop_the_script(live, monkeypatch):
    import difflib

    monkeypatch.setattr(difflib, "SequenceMatcher", None)
    for number in range(50):
        (address, arguments), = live.send(f"/live/track/get/volum{number}")
        assert address == "/live/error"
    assert "did you mean /live/track/get/volume" in arguments[1]
