"""The browser as AbletonOSC's forks have it: lists of names, and loading onto the selected track."""
import pytest

from AbletonOSC.handlers.browser_names import LISTED, LOADED


def ask(live, address, *arguments):
    """The one answer, also one that takes some ticks."""
    (answered, values), = live.ask(address, *arguments)
    return answered, values


def query(live, address, *arguments):
    answered, values = ask(live, address, *arguments)
    assert answered == address, values
    return values


def sentence(live, address, *arguments):
    answered, values = ask(live, address, *arguments)
    assert answered == "/live/error", values
    return values[1]


@pytest.mark.parametrize("name, category", LISTED.items())
def test_a_list_has_the_names_that_get_items_tells(live, name, category):
    names = query(live, f"/live/browser/{name}")
    assert names == query(live, "/live/browser/get/items", category)[3::4]
    assert names == query(live, "/live/browser/browse", category)


def test_a_list_can_be_of_a_folder(live):
    assert query(live, "/live/browser/list_sounds") == ("Bass", "Pad")
    assert query(live, "/live/browser/list_sounds", "Bass") == ("Sub Sine.adv",)
    assert query(live, "/live/browser/browse_path", "sounds", "Bass") == ("Sub Sine.adv",)
    assert sentence(live, "/live/browser/list_sounds", "Nope") == "item 'sounds/Nope': there is no 'Nope' in 'sounds'"
    assert sentence(live, "/live/browser/browse", "nope").startswith("category must be one of instruments, ")


@pytest.mark.parametrize("address, arguments, name, class_name", [
    ("load_instrument", ("Operator",), "Operator", "Operator"),
    ("load_instrument", ("operator",), "Operator", "Operator"),
    ("load_sound", ("Bass/Sub Sine.adv",), "Sub Sine", "Operator"),
    ("load_sound", ("sounds/Bass/Sub Sine.adv",), "Sub Sine", "Operator"),
    ("load_audio_effect", ("Delay",), "Delay", "Delay"),
    ("load_midi_effect", ("Chord",), "Chord", "MidiChord"),
    ("load_drum_kit", ("Kit-Core 606.adg",), "Kit-Core 606", "DrumGroupDevice"),
    ("load_drum_kit", (), "Kit-Core 606", "DrumGroupDevice"),
    ("load_sample", ("Kick 606.wav",), "Simpler", "OriginalSimpler"),
    ("load_default_instrument", (), "Drift", "Drift"),
    ("load_default_audio_effect", (), "Reverb", "Reverb"),
    ("load_default_midi_effect", (), "Arpeggiator", "MidiArpeggiator"),
    ("search_and_load", ("operat",), "Operator", "Operator"),
])
def test_what_is_named_is_loaded_onto_the_selected_track(live, address, arguments, name, class_name):
    live.send("/live/view/set/selected_track", 1)
    assert query(live, f"/live/browser/{address}", *arguments) == (name,)
    assert live.query("/live/track/get/devices/class_name", 1) == (1, class_name)
    assert live.query("/live/view/get/selected_track") == (1,)


def test_a_clip_is_loaded_into_the_selected_slot(live):
    live.send("/live/view/set/highlighted_clip_slot", 1, 2)
    assert query(live, "/live/browser/load_clip", "Bass Line.alc") == ("Bass Line.alc",)
    assert live.query("/live/clip/get/name", 1, 2) == (1, 2, "Bass Line")


@pytest.mark.parametrize("name", LOADED)
def test_loading_what_is_not_there_says_so(live, name):
    answer = sentence(live, f"/live/browser/{name}", "Nowhere to be found")
    assert answer == "item 'Nowhere to be found': nothing in the browser has this name"


def test_only_the_category_is_looked_through(live):
    assert "nothing in the browser" in sentence(live, "/live/browser/load_instrument", "Reverb")


def test_searching_for_nothing_that_is_there_loads_nothing(live):
    assert query(live, "/live/browser/search_and_load", "nowhere") == ("",)


def test_a_device_is_found_by_a_part_of_its_name_and_loaded_onto_the_named_track(live):
    assert query(live, "/live/browser/load_device", 2, "audio_effects", "ech") == (
        2, "Echo", "query:Audioeffects#Echo")
    assert live.query("/live/track/get/devices/name", 2) == (2, "Echo")
    assert sentence(live, "/live/browser/load_device", 2, "audio_effects", "Operator") == (
        "'Operator': nothing in audio_effects has this in its name")


@pytest.mark.parametrize("number, track_id", [(-1, "master"), (-2, "return_0"), (-3, "return_1")])
def test_loading_by_a_part_of_a_name_takes_numbers_for_main_and_returns(live, number, track_id):
    assert query(live, "/live/browser/load_device", number, "audio_effects", "limit") == (
        track_id, "Limiter", "query:Audioeffects#Limiter")
    assert "Limiter" in live.query("/live/track/get/devices/name", track_id)


def test_pads_with_a_chain_and_slots_with_a_clip_are_told(live):
    live.send("/live/view/set/selected_track", 1)
    query(live, "/live/browser/load_drum_kit")
    pads = query(live, "/live/drumrack/get/pads", 1, 0)
    assert pads == query(live, "/live/device/get/filled_drum_pads", 1, 0)
    assert pads[2::3] == (36, 38, 42) and pads[4::3] == (1, 1, 1)
    assert query(live, "/live/track/get/clip_slots", 1) == (1,)
    live.send("/live/clip_slot/create_clip", 1, 3, 8.0)
    live.send("/live/clip/set/name", 1, 3, "Beat")
    assert query(live, "/live/track/get/clip_slots", 1) == (1, 3, "Beat", 8.0)


def test_an_item_of_a_category_is_described(live):
    assert query(live, "/live/browser/get_item_info", "instruments", "Operator") == (
        "Operator", False, True, "query:Instruments#Operator", True, "Core Library")
    assert sentence(live, "/live/browser/get_item_info", "colors", "Red").startswith("category must be one of")


def test_hotswapping_in_two_messages_replaces_the_device(live):
    assert sentence(live, "/live/browser/hotswap_load", "Delay").startswith("no device is hot-swapped")
    query(live, "/live/browser/load_item", 2, "Reverb")
    query(live, "/live/browser/load_item", 2, "Limiter")
    assert live.send("/live/browser/hotswap_start", 2, 0) == []
    assert query(live, "/live/browser/hotswap_load", "Delay") == ("Delay",)
    assert live.query("/live/track/get/devices/name", 2) == (2, "Delay", "Limiter")


def test_a_search_that_names_the_category_first_is_answered_with_names_and_uris(live):
    assert query(live, "/live/browser/search", "instruments", "oper", 30) == ("Operator", "query:Instruments#Operator")
    assert query(live, "/live/browser/search", "audio_effects", "verb", 1) == (
        "Hybrid Reverb", "query:Audioeffects#Hybrid%20Reverb")
    assert query(live, "/live/browser/search", "drums", "nowhere") == ()


def test_a_search_with_two_numbers_is_answered_with_what_is_in_packs(live):
    assert query(live, "/live/browser/search", "31-edo", 50, 10) == (
        "31-EDO.ascl|Core Library|Core Library/Tunings/31-EDO.ascl",)
    assert len(query(live, "/live/browser/search", "edo", 1, 10)) == 1
    assert query(live, "/live/browser/search", "edo", 50, 1) == ()
