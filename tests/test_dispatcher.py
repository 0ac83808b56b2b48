"""From an address to the rows that it means: exact, with ids in the path, as a pattern; and hints for unknown ones."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from AbletonOSC.dispatcher import Dispatcher
from AbletonOSC.errors import UnknownAddress
from AbletonOSC.handlers import handler_classes, make_routes
from AbletonOSC.handlers.aliases import ALIASES, OBJECT_ALIASES
from AbletonOSC.lom.routes import routes_of
from AbletonOSC.osc.pattern import Pattern, PatternError

ROUTES = [route for handler in handler_classes() for route in routes_of(handler)]
TRACKS = ["1-MIDI", "2-MIDI", "3-Audio", "4-Audio"]


def error_of(replies):
    """The arguments of the one error."""
    (address, arguments), = replies
    assert address == "/live/error", replies
    return arguments


def test_an_exact_address_is_answered_on_itself_with_the_ids_first(live):
    assert live.send("/live/track/get/name", 1) == [("/live/track/get/name", (1, "2-MIDI"))]


@pytest.mark.parametrize("track_id", [1, 1.0, "1", True])
def test_ids_are_echoed_as_ints(live, track_id):
    arguments = live.query("/live/track/get/name", track_id)
    assert arguments == (1, "2-MIDI")
    assert type(arguments[0]) is int


@pytest.mark.parametrize("word, name", [("master", "Main"), ("return_0", "A-Reverb"), ("return_B", "B-Delay"),
                                        ("selected", "1-MIDI")])
def test_words_for_tracks_are_echoed_as_sent(live, word, name):
    assert live.query("/live/track/get/name", word) == (word, name)
    assert live.send(f"/live/track/{word}/get/name") == [(f"/live/track/{word}/get/name", (name,))]


def test_ids_in_the_path_are_answered_on_the_address_asked_and_without_ids(live):
    assert live.send("/live/track/1/get/name") == [("/live/track/1/get/name", ("2-MIDI",))]
    live.send("/live/clip_slot/create_clip", 0, 1, 4.0)
    live.send("/live/clip/0/1/set/name", "verse")
    assert live.send("/live/clip/0/1/get/name") == [("/live/clip/0/1/get/name", ("verse",))]
    assert live.query("/live/clip/get/name", 0, 1) == (0, 1, "verse")


def test_arguments_follow_ids_in_the_path(live):
    live.send("/live/track/0/set/send", 1, 0.25)
    assert live.send("/live/track/0/get/send", 1) == [("/live/track/0/get/send", (1, 0.25))]


def test_an_asterisk_in_the_path_is_every_object_each_on_its_own_address(live):
    assert live.send("/live/track/*/get/name") == [(f"/live/track/{i}/get/name", (name,)) for i,
                                                   name in enumerate(TRACKS)]


def test_pushes_for_ids_in_the_path_keep_that_form(live):
    assert live.send("/live/track/1/start_listen/name") == [("/live/track/1/get/name", ("2-MIDI",))]
    live.song.tracks[1].name = "bass"
    live.advance()
    assert live.received() == [("/live/track/1/get/name", ("bass",))]
    assert live.send("/live/track/1/stop_listen/name") == []
    live.song.tracks[1].name = "lead"
    live.advance()
    assert live.received() == []


@pytest.mark.parametrize("pattern, ids", [
    ("{0,1}", [0, 1]), ("?", [0, 1, 2, 3]), ("[0-2]", [0, 1, 2]), ("[!0]", [1, 2, 3]), ("{1,master}", [1, "master"]),
    ("return_?", ["return_0", "return_1"]), ("3*", [3]),
])
def test_a_pattern_in_the_place_of_an_id_is_every_object_whose_id_it_matches(live, pattern, ids):
    names = {index: track.name for index, track in enumerate(live.song.tracks)}
    names.update({"master": "Main", "return_0": "A-Reverb", "return_1": "B-Delay"})
    assert live.send(f"/live/track/{pattern}/get/name") == [(f"/live/track/{one}/get/name", (names[one],))
                                                            for one in ids]


def test_a_pattern_in_the_place_of_an_id_writes_listens_and_asks_in_depth(live):
    assert live.send("/live/track/{0,2}/set/mute", 1) == []
    assert [track.mute for track in live.song.tracks] == [True, False, True, False]
    assert live.send("/live/track/[1-2]/start_listen/mute") == [("/live/track/1/get/mute", (False,)),
                                                                ("/live/track/2/get/mute", (True,))]
    live.song.tracks[1].mute = True
    live.advance()
    assert live.received() == [("/live/track/1/get/mute", (True,))]
    for track, slot in ((0, 1), (1, 0), (1, 2)):
        live.send("/live/clip_slot/create_clip", track, slot, 4.0)
        live.send("/live/clip/set/name", track, slot, f"{track} {slot}")
    assert live.send("/live/clip/{0,1}/[12]/get/name") == [("/live/clip/0/1/get/name", ("0 1",)),
                                                           ("/live/clip/1/2/get/name", ("1 2",))]
    assert live.send("/live/clip/?/*/get/name") == live.send("/live/clip/*/*/get/name")
    assert live.send("/live/track/1/?/get/send") == [("/live/track/1/0/get/send", (0.0,)),
                                                     ("/live/track/1/1/get/send", (0.0,))]
    assert sorted(live.send("/live/track/{0,1}/get/{name,mute}")) == [
        ("/live/track/0/get/mute", (True,)), ("/live/track/0/get/name", ("1-MIDI",)),
        ("/live/track/1/get/mute", (True,)), ("/live/track/1/get/name", ("2-MIDI",))]


@pytest.mark.parametrize("address, sentence", [
    ("/live/track/{7,8}/get/name", "track_id {7,8}: there is none that matches"),
    ("/live/clip/{0,1}/9?/get/name", "track_id {0,1}, clip_id 9?: there is none that matches"),
    ("/live/clip/9/?/get/name", "track_id 9: there are 4"),
])
def test_a_pattern_that_matches_no_id_is_told(live, address, sentence):
    assert error_of(live.send(address))[1] == sentence


@pytest.mark.parametrize("address", ["/live/track/{" + "*1*," * 300 + "2}/get/name", "/live/" + "x" * 100000])
def test_an_address_is_no_longer_than_a_pattern_may_be_and_is_not_remembered(live, address):
    sentence = error_of(live.send(address))[1]
    assert sentence.endswith(f"it has {len(address)} characters, the limit is 1024")
    assert address not in live.engine.dispatcher.meant


@pytest.mark.parametrize("address", ["/live/track/{0,1/get/name", "/live/track/[0/get/name"])
def test_what_is_no_pattern_is_an_unknown_address(live, address):
    assert error_of(live.send(address))[0] == f"Unknown OSC address: {address}"


def test_ids_stand_behind_the_words_that_they_belong_to(live):
    live.send("/live/track/insert_device", "master", "Reverb")
    live.advance(0.5)
    live.received()
    for thing in ("master/device/0", "main/device/0", "return/0/device/0", "returns/0/device/0", "return/0/device/?"):
        plain = thing.replace("?", "0")
        assert live.send(f"/live/{thing}/get/name") == [(f"/live/{plain}/get/name", ("Reverb",))]
    assert live.send("/live/return/1/device/0/set/name", "Room") == []
    assert live.song.return_tracks[1].devices[0].name == "Room"
    assert live.send("/live/return/1/device/0/2/get/parameter/name")[0][0] == (
        "/live/return/1/device/0/2/get/parameter/name")
    assert live.send("/live/return/1/device/0/start_listen/name") == [
        ("/live/return/1/device/0/get/name", ("Room",))]
    live.song.return_tracks[1].devices[0].name = "Hall"
    live.advance()
    assert live.received() == [("/live/return/1/device/0/get/name", ("Hall",))]
    assert live.send("/live/return/*/device/*/get/name")[-1] == ("/live/return/1/device/0/get/name", ("Hall",))


def test_ids_that_are_not_in_the_address_are_arguments(live):
    assert live.send("/live/return/1/device/get/name", 0) == [("/live/return/1/device/get/name", (0, "Delay"))]
    assert live.send("/live/return/?/device/get/name", 0) == [("/live/return/0/device/get/name", (0, "Reverb")),
                                                              ("/live/return/1/device/get/name", (0, "Delay"))]


@pytest.mark.parametrize("address", ["/live/return/device/0/get/name",
                                     "/live/master/0/device/0/get/name", "/live/chain/0/0/device/0/get/name",
                                     "/live/return/0/1/device/get/name"])
def test_an_id_behind_another_word_is_an_unknown_address(live, address):
    assert error_of(live.send(address))[0] == f"Unknown OSC address: {address}"


@pytest.mark.parametrize("word", ["1-MIDI", "Master", "1st", "nobody"])
def test_a_word_that_names_no_track_is_told_which_words_do(live, word):
    assert error_of(live.send("/live/track/get/name", word))[1] == (
        'track_id must be a whole number from 0, "master", "return_A", "return_0", "selected" or "*", '
        f"got {word!r}")


@pytest.mark.parametrize("address, sentence", [
    ("/live/track/9/get/name", "track_id 9: there are 4"),
    ("/live/clip/0/0/get/name", "track_id 0, clip_id 0: there is no clip"),
])
def test_ids_in_the_path_that_lead_nowhere_are_told(live, address, sentence):
    assert error_of(live.send(address))[1] == sentence


@pytest.mark.parametrize("address", ["/live/track/-1/get/name", "/live/clip/0/get/name", "/live/track/0/1/get/name",
                                     "/live/track/0", "/live/track/0/", "/live/song/0/get/tempo",
                                     "/live/track/0.0/get/name"])
def test_a_path_with_wrong_ids_is_an_unknown_address(live, address):
    assert error_of(live.send(address))[0] == f"Unknown OSC address: {address}"


def test_an_asterisk_as_an_id_gives_one_message_for_each_object(live):
    assert live.send("/live/track/get/name", "*") == [("/live/track/get/name", (i, name)) for i,
                                                      name in enumerate(TRACKS)]


def test_an_asterisk_as_an_id_passes_over_objects_that_refuse(live):
    live.song.tracks[1].clip_slots[2].create_clip(4.0)
    live.song.tracks[1].clip_slots[2].clip.name = "verse"
    assert live.send("/live/clip/get/name", "*", 2) == [("/live/clip/get/name", (1, 2, "verse"))]
    assert live.send("/live/clip/get/name", "*", "*") == [("/live/clip/get/name", (1, 2, "verse"))]


def test_an_asterisk_as_an_id_writes_every_object(live):
    assert live.send("/live/track/set/color_index", "*", 5) == []
    assert [track.color_index for track in live.song.tracks] == [5, 5, 5, 5]


def test_when_all_objects_refuse_their_refusal_is_told(live):
    assert error_of(live.send("/live/track/set/output_routing_type", "*", "Nirvana"))[1].startswith(
        "output_routing_type 'Nirvana' is not on offer; there are ")


@pytest.mark.parametrize("pattern, addresses", [
    ("/live/song/get/signature_*", ["/live/song/get/signature_denominator", "/live/song/get/signature_numerator"]),
    ("/live/song/get/{tempo,metronome}", ["/live/song/get/metronome", "/live/song/get/tempo"]),
    ("/live/song/get/temp?", ["/live/song/get/tempo"]),
    ("/live/song/get/[t]empo", ["/live/song/get/tempo"]),
    ("/live/*/get/tempo", ["/live/song/get/tempo"]),
    ("/live/song/*/tempo", ["/live/song/get/tempo"]),
    ("/*/song/get/tempo", ["/live/song/get/tempo"]),
])
def test_a_pattern_means_every_row_that_it_matches_and_whose_arguments_fit(live, pattern, addresses):
    assert [address for address, _ in live.send(pattern)] == addresses


def test_a_pattern_answers_all_properties_of_an_object(live):
    replies = live.send("/live/track/get/*", 2)
    names = [address.rsplit("/", 1)[1] for address, _ in replies]
    assert {"name", "mute", "volume", "panning", "color"} <= set(names)
    assert len(names) == len(set(names)), "a row answered twice"
    assert all(address.startswith("/live/track/get/") and arguments[0] == 2 for address, arguments in replies)
    assert "output_meter_left" in names and "arm" in names


def test_a_pattern_over_rows_and_an_asterisk_over_ids_meet(live):
    replies = live.send("/live/track/get/{name,mute}", "*")
    assert sorted(replies) == sorted(
        [("/live/track/get/name", (i, name)) for i, name in enumerate(TRACKS)]
        + [("/live/track/get/mute", (i, False)) for i in range(4)])


def state_of(live):
    song = live.song
    return (song.tempo, song.metronome, song.loop, song.is_playing, len(song.tracks), len(song.scenes), song.can_undo,
            [cue.name for cue in song.cue_points], [track.name for track in song.tracks])


@pytest.mark.parametrize("pattern, arguments", [
    ("/live/song/*", ()), ("/live/song/*/tempo", (99,)), ("/live/*/*/tempo", (99,)), ("/live/song/*/metronome", (1,)),
    ("/live/song/?et/metronome", (1,)), ("/live/song/[sg]et/metronome", (1,)), ("/live/song/*_playing", ()),
    ("/live/song/create_*", ()), ("/live/song/cue_point/*", ()), ("/live/song/cue_point/*/name", (0, "x")),
    ("/live//tempo", (99,)), ("/live//metronome", (1,)), ("//tempo", (99,)), ("//metronome", (1,)),
    ("/live/song//tempo", (99,)),
    ("/live/*", ()), ("/live/*/*", ()), ("/*/*/*", ()), ("/live//create_scene", (-1,)), ("//start_playing", ()),
    ("/live/song/*", (0,)), ("/live/song/*", (0, 1)),
])
def test_a_wildcard_never_crosses_from_reading_to_anything_else(live, pattern, arguments):
    live.song.set_or_delete_cue()
    live.advance()
    before = state_of(live)
    assert len(before[-2]) == 1
    live.send(pattern, *arguments)
    live.advance(0.1)
    assert state_of(live) == before
    live.received()
    live.song.tempo = 131.0
    live.advance()
    assert live.received() == [], "something was subscribed"


def test_a_pattern_that_spells_the_verb_writes(live):
    live.send("/live/song/set/{punch_in,punch_out}", 1)
    live.advance()
    assert (live.song.punch_in, live.song.punch_out) == (True, True)


def test_a_pattern_that_spells_the_verb_listens(live):
    replies = live.send("/live/song/start_listen/signature_*")
    assert sorted(replies) == [("/live/song/get/signature_denominator", (4,)),
                               ("/live/song/get/signature_numerator", (4,))]
    live.song.signature_numerator = 3
    live.advance()
    assert live.received() == [("/live/song/get/signature_numerator", (3,))]
    assert live.send("/live/song/stop_listen/signature_*") == []
    live.song.signature_numerator = 5
    live.advance()
    assert live.received() == []


def test_alternatives_spell_methods_and_verbs(live):
    live.send("/live/song/{get,set}/metronome", 1)
    assert live.song.metronome is True


@pytest.mark.parametrize("address, hint", [
    ("/live/song/get/temp", "; did you mean /live/song/get/tempo"),
    ("/live/song/get/xyzzy", ""),
    ("/live/songs/get/tempo", "; there are api, application, "),
    ("/test", "; addresses start with /live/"),
    ("/", "; addresses start with /live/"),
    ("/live", "; addresses start with /live/"),
    ("/live/song/get/{tempo", "; "),
])
def test_an_unknown_address_is_told_what_is_close(live, address, hint):
    known_text, sentence, echoed, argument = error_of(live.send(address, 7))
    assert (known_text, echoed, argument) == (f"Unknown OSC address: {address}", address, 7)
    assert sentence.startswith(f"no such address: {address}" + hint)


def test_the_same_unknown_address_costs_its_hint_only_once(live):
    # Looking for what is close takes milliseconds, and a client that is wrong is wrong again and again.
    for _ in range(3):
        live.send("/live/song/get/temp")
    assert live.engine.dispatcher.hint.cache_info()[:2] == (2, 1)


def test_unknown_patterns_and_aliases_are_told_the_same_each_time(live):
    for address in ("/live/*/xyz*", "/live/song/get/{tempo", "/live/return_track/get/nam"):
        assert live.send(address) == live.send(address)


def test_surplus_arguments_are_ignored(live):
    assert live.query("/live/track/get/name", 1, "x", 7, None) == (1, "2-MIDI")
    assert live.query("/live/song/get/tempo", 5) == (120.0,)
    assert live.send("/live/song/set/tempo", 130, 5) == []
    assert live.song.tempo == 130


@pytest.mark.parametrize("address, arguments, sentence", [
    ("/live/track/get/name", (), "missing argument: track_id"),
    ("/live/track/set/name", (), "missing arguments: track_id, name"),
    ("/live/track/set/name", (0,), "missing argument: name"),
    ("/live/track/set/send", (0,), "missing arguments: send_id, send"),
    ("/live/clip/get/name", (0,), "missing argument: clip_id"),
    ("/live/song/set/tempo", (), "missing argument: tempo"),
    ("/live/song/jump_by", (), "missing argument: beats"),
])
def test_missing_arguments_are_named(live, address, arguments, sentence):
    assert error_of(live.send(address, *arguments)) == (
        "Error handling OSC message: " + sentence, sentence, address) + arguments


@pytest.mark.parametrize("address, arguments, sentence", [
    ("/live/track/get/name", (-1,), "track_id must be a whole number from 0, got -1"),
    ("/live/clip/get/name", (0, -1), "clip_id must be a whole number from 0, got -1"),
    ("/live/scene/fire", (-2,), "scene_id must be a whole number from 0, got -2"),
    ("/live/track/get/send", (0, -1), "send_id must be at least 0, got -1"),
])
def test_negative_ids_are_refused(live, address, arguments, sentence):
    assert error_of(live.send(address, *arguments))[1] == sentence


@pytest.mark.parametrize("alias, address", sorted(ALIASES.items()))
def test_an_old_spelling_means_a_known_address(live, alias, address):
    dispatcher = live.engine.dispatcher
    assert dispatcher.find_exact(alias).route is dispatcher.routes[address]


def test_an_old_spelling_is_answered_on_itself(live):
    arguments = live.query("/live/song/get/scene_names")
    assert arguments == live.query("/live/song/get/scenes/name")


def test_no_address_is_declared_twice():
    addresses = [route.address for route in ROUTES]
    assert sorted(addresses) == sorted(set(addresses))


DISPATCHER = Dispatcher(make_routes(None), ALIASES, OBJECT_ALIASES)


@given(st.text(st.sampled_from("/*?[]{},!-liveornggtma_0"), max_size=40).map("/".__add__))
def test_any_address_means_rows_or_is_unknown(address):
    try:
        targets = DISPATCHER.find(address)
    except UnknownAddress as unknown:
        assert unknown.known_text == f"Unknown OSC address: {address}"
        return
    assert targets
    try:
        pattern = Pattern(address)
    except PatternError:
        return
    for target in targets:
        assert target.ids or target.form.address in ALIASES or pattern.matches(target.route.address)
