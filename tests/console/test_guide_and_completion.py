"""Help, hints and Tab over every address of the tables."""
import pytest

from client.console.completion import COUNTS, RETURNS, VERBS, Completer
from client.console.guide import argument_at, describe, explain, help_about, missing, usage
from client.vocabulary import echoed_ids, vocabulary

OBJECTS = sorted({entry.object for entry in vocabulary().values()})
HOW_MANY = {"num_tracks": 2, "num_scenes": 3, "num_clip_slots": 3, "num_devices": 1, "num_parameters": 2,
            "num_return_tracks": 1, "num_chains": 2}


@pytest.fixture
def asked():
    return []


@pytest.fixture
def completer(asked):
    def count(address, ids):
        asked.append((address, list(ids)))
        return HOW_MANY[address.rpartition("/")[2]]

    return Completer(vocabulary(), count)


def rows_of(name):
    """Give the entries of one object of the tables."""
    return [entry for entry in vocabulary().values() if entry.object == name]


def type_with_tab(completer, address):
    """Give what stands on the line when Tab is pressed and the right candidate taken, until there is no other way."""
    typed = ""
    while typed != address + " ":
        offers = [offer for offer in completer.offer(typed).candidates if (address + " ").startswith(offer)]
        if len(offers) != 1 or offers[0] == typed:
            return typed
        typed = offers[0]
    return typed


@pytest.mark.parametrize("name", OBJECTS)
def test_every_address_is_explained(name):
    for entry in rows_of(name):
        text = explain(entry)
        assert text.startswith(usage(entry))
        assert entry.documentation in text
        assert all("  " + describe(argument) in text for argument in entry.arguments)
        assert help_about(vocabulary(), entry.address) == (text, True)


@pytest.mark.parametrize("name", OBJECTS)
def test_missing_arguments_are_named_until_none_is_missing(name):
    for entry in rows_of(name):
        needed = [argument.name for argument in entry.arguments if argument.required]
        text = missing(entry, ())
        assert bool(text) == bool(needed), entry
        assert all(argument in text for argument in needed)
        assert missing(entry, (0,) * len(entry.arguments)) == ""


@pytest.mark.parametrize("name", OBJECTS)
def test_every_address_is_reached_by_tab_alone(completer, name):
    for entry in rows_of(name):
        assert not entry.advertised or type_with_tab(completer, entry.address) == entry.address + " "


def test_ids_are_offered_as_many_as_there_are(completer, asked):
    offer = completer.offer("/live/device/get/parameter/value 1 0 ")
    assert offer.candidates == ["0", "1"]
    assert offer.hint.startswith("parameter_id: ")
    assert asked == [("/live/device/get/num_parameters", ["1", "0"])]


def test_tracks_are_offered_by_number_and_by_name(completer):
    assert completer.offer("/live/track/get/name ").candidates == ["0", "1", "master", "selected", "return_0", "*"]
    assert completer.offer("watch /live/track/get/name r").candidates == ["return_0"]


def test_ids_may_stand_in_the_address(completer, asked):
    assert completer.offer("/live/track/1/get/nam").candidates == ["/live/track/1/get/name "]
    assert "/live/clip/1/*/get/" in completer.offer("/live/clip/1/*/").candidates
    assert completer.offer("/live/track/1").candidates == []
    assert completer.offer("/live/device/1/0/set/parameter/value ").candidates == ["0", "1"]
    assert asked == [("/live/device/get/num_parameters", ["1", "0"])]
    assert help_about(vocabulary(), "/live/track/1/get/name") == help_about(vocabulary(), "/live/track/get/name")


def test_ids_may_stand_behind_each_word_of_the_address(completer):
    assert completer.offer("/live/return/0/device/1/get/class_n").candidates == [
        "/live/return/0/device/1/get/class_name "]
    assert completer.offer("/live/return/0/dev").candidates == ["/live/return/0/device/"]
    assert "/live/chain/0/1/*/device/0/get/" in completer.offer("/live/chain/0/1/*/device/0/").candidates
    assert completer.offer("/live/return/0/device/1").candidates == []
    assert help_about(vocabulary(), "/live/master/device/0/get/name") == help_about(
        vocabulary(), "/live/master/device/get/name")


def test_booleans_and_property_names_are_offered(completer):
    assert completer.offer("/live/track/set/mute 0 ").candidates == ["true", "false"]
    names = completer.offer("/live/song/get/track_data 0 2 clip.le").candidates
    assert "clip.length" in names
    assert all(name.startswith("clip.le") for name in names)


def test_watch_offers_what_can_be_watched_and_help_everything(completer):
    assert completer.offer("watch /live/song/get/signature_num").candidates == ["/live/song/get/signature_numerator "]
    assert completer.offer("watch /live/song/set/signature_num").candidates == []
    assert completer.offer("help /live/song/set/signature_num").candidates == ["/live/song/set/signature_numerator "]


def test_commands_are_offered_first(completer):
    assert completer.offer("").candidates[:len(VERBS)] == list(VERBS)
    assert completer.offer("wa").candidates == ["watch "]


def test_beyond_the_last_argument_there_is_nothing(completer):
    assert completer.offer("/live/song/get/tempo ") == ([], "no further arguments")
    assert completer.offer("/live/nothing/at/all ").candidates == []


def test_repeated_arguments_come_round_again():
    entry = vocabulary()["/live/clip/add/notes"]
    names = [argument_at(entry, index).name for index in range(2, 9)]
    assert names == ["pitch", "start_time", "duration", "velocity", "mute", "pitch", "start_time"]


@pytest.mark.parametrize("line, counter", [
    ("/live/clip/get/name 1 ", ("/live/track/get/num_clip_slots", ["1"])),
    ("/live/scene/get/name ", ("/live/song/get/num_scenes", [])),
    ("/live/device/get/name 1 ", ("/live/track/get/num_devices", ["1"])),
    ("/live/return/device/get/name 0 ", ("/live/return/get/num_devices", ["0"])),
    ("/live/master/device/get/name ", ("/live/master/get/num_devices", [])),
    ("/live/master/device/get/parameter/value 0 ", ("/live/master/device/get/num_parameters", ["0"])),
    ("/live/chain/get/name 1 0 ", ("/live/device/get/num_chains", ["1", "0"])),
    ("/live/chain/device/get/name 1 0 1 ", ("/live/chain/get/num_devices", ["1", "0", "1"])),
])
def test_ids_are_counted_by_the_object_they_are_in(completer, asked, line, counter):
    assert completer.offer(line).candidates
    assert asked == [counter]


def test_every_count_that_completion_asks_for_is_a_property():
    known = {address.rpartition("/")[2] for address in vocabulary()}
    assert {name for names in COUNTS.values() for name in names} <= known
    assert RETURNS in vocabulary()


def test_arrangement_clips_are_not_counted_as_slots(completer, asked):
    assert completer.offer("/live/arrangement_clip/get/name 0 ").candidates == []
    assert asked == []


def test_help_finds_words_and_says_when_it_finds_nothing():
    assert "/live/song/get/tempo" in help_about(vocabulary(), "tempo")[0]
    assert "more: give a longer word" in help_about(vocabulary(), "/live/")[0]
    text, known = help_about(vocabulary(), "/live/song/get/tempp")
    assert not known
    assert text.startswith("nothing is known about /live/song/get/tempp; did you mean /live/song/get/tempo")
    assert "watch <address> [ids]" in help_about(vocabulary(), "")[0]


@pytest.mark.parametrize("address, count", [
    ("/live/song/get/tempo", 0), ("/live/track/get/name", 1), ("/live/clip/get/notes", 2), ("/live/track/get/send", 2),
    ("/live/device/get/parameter/value", 3), ("/live/song/get/track_names", 0), ("/live/fork/get/thing", None),
])
def test_replies_begin_with_as_many_ids(address, count):
    assert echoed_ids(address) == count


def test_what_is_left_out_together_stands_in_one_bracket(completer):
    lists = vocabulary()["/live/device/get/parameters/name"]
    assert usage(lists) == ("/live/device/get/parameters/name <track_id: track> <device_id: int> "
                            "[offset: int count: int]")
    assert completer.offer("/live/device/get/parameters/name 0 0 ").hint == (
        "offset: int from 0, entries to pass over (all of these or none)")
    assert missing(lists, (0, 0)) == ""
    assert usage(vocabulary()["/live/clip/get/notes"]).endswith(
        "[start_pitch: int pitch_span: int start_time: float time_span: float]")
    assert "offset" not in usage(vocabulary()["/live/device/start_listen/parameters/name"])
