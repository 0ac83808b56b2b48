"""The remote script about itself."""
import pytest

from AbletonOSC.handlers.pages import PAGE_BYTES
from AbletonOSC.log import LEVELS
from AbletonOSC.osc import packet
from AbletonOSC.version import VERSION


def test_the_version(live):
    assert live.query("/live/api/get/version") == (VERSION,)


def test_test_answers_and_shows_a_message(live):
    assert live.query("/live/test") == ("ok",)
    assert live.simulator.status_bar[-1] == "Received OSC OK"


@pytest.mark.parametrize("text, shown",
                         [("hello", "hello"), ("\u00fcml\u00e4ut", "\u00fcml\u00e4ut"), (909, "909"), ("", "")])
def test_a_message_is_shown_in_the_status_bar(live, text, shown):
    assert live.send("/live/api/show_message", text) == []
    assert live.simulator.status_bar[-1] == shown


@pytest.mark.parametrize("level", LEVELS + ("DEBUG", "Info"))
def test_the_log_level_is_set_and_read(live, level):
    assert live.query("/live/api/get/log_level") == ("info",)
    assert live.send("/live/api/set/log_level", level) == []
    assert live.query("/live/api/get/log_level") == (level.lower(),)


@pytest.mark.parametrize("level", ["loud", "", 10])
def test_a_log_level_that_is_none_is_refused(live, level):
    (address, values), = live.send("/live/api/set/log_level", level)
    assert address == "/live/error"
    assert values[1] == f"log_level must be one of {', '.join(LEVELS)}, got {str(level)!r}"
    assert live.query("/live/api/get/log_level") == ("info",)


def test_the_log_level_decides_what_is_written(live):
    live.send("/live/nope")
    live.send("/live/api/set/log_level", "error")
    live.send("/live/never")
    with open(live.log_folder + "/abletonosc.log", encoding="utf-8") as file:
        text = file.read()
    assert "/live/never" not in text


def pages(live, *pattern):
    """Every page of addresses, as a client reads them: until it has as many as there are."""
    found = []
    while True:
        total, offset, *page = live.query("/live/api/get/addresses", *(pattern or ("*",)), len(found))
        assert offset == len(found)
        found += page
        if len(found) >= total:
            assert len(found) == total
            return found
        assert page, "a page without an address would be asked for for ever"


def test_the_pages_of_addresses_together_are_all_that_are_answered(live):
    found = pages(live)
    assert found == [route.address for route in live.engine.dispatcher.routes.values() if route.advertised]
    assert len(found) == len(set(found))
    assert {"/live/test", "/live/song/get/tempo", "/live/clip/start_listen/name",
            "/live/api/get/addresses"} <= set(found)


def test_every_page_fits_into_a_small_datagram(live):
    live.deliver(packet.encode_message("/live/api/get/addresses", ()))
    live.advance()
    (data, _), = live.transport.take()
    assert PAGE_BYTES / 2 < len(data) <= PAGE_BYTES


@pytest.mark.parametrize("pattern, sample, other", [
    ("/live/song/get/*", "/live/song/get/tempo", "/live/song/set/tempo"),
    ("/live/*/get/name", "/live/clip/get/name", "/live/clip/get/length"),
    ("/live/clip/{fire,stop}", "/live/clip/stop", "/live/clip/get/name"),
    ("/live/song/get/tempo", "/live/song/get/tempo", "/live/song/set/tempo"),
])
def test_a_pattern_narrows_the_addresses(live, pattern, sample, other):
    found = pages(live, pattern)
    assert sample in found and other not in found


def test_a_pattern_that_nothing_matches_gives_an_empty_page(live):
    assert live.query("/live/api/get/addresses", "/nothing/*") == (0, 0)


def test_an_offset_beyond_the_end_gives_an_empty_page(live):
    total, offset, *page = live.query("/live/api/get/addresses", "*", 100000)
    assert (offset, page) == (100000, []) and total > 500


@pytest.mark.parametrize("arguments, start",
                         [(("/live/{a",), "pattern '/live/{a': "), (("*", -1), "offset must be at least 0, got -1")])
def test_a_question_for_addresses_that_makes_no_sense_is_refused(live, arguments, start):
    (address, values), = live.send("/live/api/get/addresses", *arguments)
    assert address == "/live/error" and values[1].startswith(start)
