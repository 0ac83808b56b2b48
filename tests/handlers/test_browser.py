"""The browser: what is listed, found in pages between other messages, and loaded onto what was named."""
import pytest

from AbletonOSC.errors import InvalidArgument, NoSuchObject
from AbletonOSC.handlers import browser_walk
from AbletonOSC.handlers.browser_walk import CATEGORIES, find_item, item_at, walk


def error_of(replies):
    """Our sentence in the one error that came."""
    (address, arguments), = replies
    assert address == "/live/error", replies
    return arguments[1]


def query(live, address, *arguments):
    """The arguments of the one answer."""
    (answered, values), = live.ask(address, *arguments)
    assert answered == address, values
    return values


class Item:
    """A BrowserItem that counts how often it was opened."""

    def __init__(self, name, children=(), is_loadable=True):
        self.name, self.uri, self.is_loadable, self.is_folder = name, f"query:Test#{name}", is_loadable, bool(children)
        self.is_device, self.source = False, "Test"
        self.items = list(children)

    @property
    def children(self):
        return self.items


class Browser:
    """A browser with a large library."""

    def __init__(self, size=200):
        for category in CATEGORIES:
            setattr(self, category, [] if category in browser_walk.LISTS else Item(category))
        self.drums.items = [Item(f"Kit {number}", [Item(f"Pad {number}-{pad}") for pad in range(20)])
                            for number in range(size)]
        self.samples.items = [Item("a/b", [Item("c")]), Item("a", [Item("d")])]


def finish(steps):
    """The result of a generator, and how often it gave others their turn."""
    turns = 0
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            return stop.value, turns
        turns += 1


def test_a_walk_gives_others_their_turn():
    steps = list(walk(Browser()))
    items = [step for step in steps if step is not None]
    assert len(items) == 200 * 21 + 4
    assert steps.count(None) == len(items) // browser_walk.ITEMS_BETWEEN_LOOKS


def test_items_near_the_top_are_found_first():
    item, turns = finish(find_item(Browser(), "Pad 199-19"))
    assert item.name == "Pad 199-19" and turns > 100
    assert finish(find_item(Browser(), "kit 0"))[1] == 0
    assert finish(find_item(Browser(), "query:Test#Kit 3"))[0].name == "Kit 3"


def test_a_path_leads_through_names_that_hold_a_separator():
    browser = Browser()
    assert item_at(browser, "samples/a/b/c").name == "c"
    assert item_at(browser, "samples/a/d").name == "d"
    with pytest.raises(NoSuchObject, match="there is no 'x' in 'samples/a'"):
        item_at(browser, "samples/a/x")
    with pytest.raises(InvalidArgument, match="is a category, not an item"):
        item_at(browser, "samples")
    with pytest.raises(NoSuchObject, match="nothing in the browser has this name"):
        finish(find_item(browser, "Nowhere"))


def test_categories_and_their_items_are_listed(live):
    assert live.query("/live/browser/get/categories") == CATEGORIES
    path, total, offset, *items = live.query("/live/browser/get/items", "instruments")
    assert (path, offset) == ("instruments", 0) and len(items) == 4 * total
    assert items[1:3] == [False, True] and items[3] == "query:Instruments#" + items[0].replace(" ", "%20")
    rest = live.query("/live/browser/get/items", "instruments", total - 1)
    assert rest[2:] == (total - 1,) + tuple(items[-4:])
    assert error_of(live.ask("/live/browser/get/items", "nothing")).startswith("category must be one of instruments")


def test_a_search_tells_name_path_and_uri(live):
    text, offset, is_last, *rows = query(live, "/live/browser/search", "reverb")
    assert (text, offset, is_last) == ("reverb", 0, True)
    assert ["Reverb", "audio_effects/Reverb", "query:Audioeffects#Reverb"] in [
        rows[start:start + 3] for start in range(0, len(rows), 3)]
    assert query(live, "/live/browser/search", "reverb", "instruments")[3:] == ()
    assert query(live, "/live/browser/search", "e", "", 2)[3::3] == query(live, "/live/browser/search", "e")[3:9:3]


def test_a_long_search_comes_in_pages_and_stops_nobody(live):
    handler = live.engine.dispatcher.routes["/live/browser/search"].handler
    pages = [step for step in handler.find_all(Browser(1000), "pad", ("drums",), 10 ** 6, 8000) if step is not None]
    assert len(pages) > 10
    assert [page[2] for page in pages] == [False] * (len(pages) - 1) + [True]
    assert [page[1] for page in pages] == [sum(len(p[3:]) // 3 for p in pages[:i]) for i in range(len(pages))]
    assert sum(len(page[3:]) // 3 for page in pages) == 20000


@pytest.mark.parametrize("wanted", ["audio_effects/Reverb", "Reverb", "query:Audioeffects#Reverb"])
@pytest.mark.parametrize("track_id", [3, "return_1", "master"])
def test_an_item_is_loaded_onto_the_track_that_is_named_and_the_selection_stays(live, track_id, wanted):
    before = live.query("/live/view/get/selected_track")
    track, item, ok, name, device_id = query(live, "/live/browser/load_item", track_id, wanted)
    assert (track, item, ok, name) == (track_id, wanted, "ok", "Reverb")
    assert live.query("/live/device/get/name", track_id, device_id)[2] == "Reverb"
    assert live.query("/live/view/get/selected_track") == before


def test_what_cannot_be_loaded_says_why(live):
    assert error_of(live.ask("/live/browser/load_item", 0, "Nowhere")) == (
        "item 'Nowhere': nothing in the browser has this name")
    assert error_of(live.ask("/live/browser/load_item", 9, "Reverb")) == "track_id 9: there are 4"
    assert error_of(live.ask("/live/browser/load_item", "return_0", "Operator")) == (
        "Device Operator can not be inserted here.")
    assert live.query("/live/view/get/selected_track") == (0,)


def test_a_device_is_loaded_onto_a_chain(everything):
    assert query(everything, "/live/browser/load_item_to_chain", 4, 0, 0, "audio_effects/Delay") == (
        4, 0, 0, "audio_effects/Delay", "ok", "Delay", 1)
    assert everything.query("/live/device/get/name", 4, "0/0/1") == (4, "0/0/1", "Delay")
    assert everything.query("/live/track/get/num_devices", 4) == (4, 1)


def test_a_sample_is_loaded_into_a_slot(live):
    reply = query(live, "/live/browser/load_item_to_slot", 2, 3, "samples/Loop 120bpm.wav")
    assert reply[:4] == (2, 3, "samples/Loop 120bpm.wav", "ok")
    assert live.query("/live/clip_slot/get/has_clip", 2, 3) == (2, 3, True)
    assert error_of(live.ask("/live/browser/load_item_to_slot", 2, 9, "Loop 120bpm.wav")) == "clip_id 9: there are 8"


def test_a_request_id_comes_back_with_what_is_answered_later(live):
    assert live.ask("/live/browser/load_item", "@id:7", 3, "Reverb") == [
        ("/live/browser/load_item", ("@id:7", 3, "Reverb", "ok", "Reverb", 0))]


def test_what_is_hot_swapped_is_named_by_its_path(live):
    assert live.query("/live/browser/get/hotswap_target") == ("",)
    live.send("/live/browser/set/hotswap_target", "live_set return_tracks 0 devices 0")
    assert live.query("/live/browser/get/hotswap_target") == ("live_set return_tracks 0 devices 0",)
    live.send("/live/browser/set/hotswap_target", "")
    assert live.query("/live/browser/get/hotswap_target") == ("",)
