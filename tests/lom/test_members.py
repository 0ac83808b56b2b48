"""Which members of Live rows touch, since when they are there, and what is said of what a Live or an object lacks."""
import pytest

from AbletonOSC.handlers import handler_classes
from AbletonOSC.lom.members import (
    INHERITS,
    Member,
    classes_of,
    members_of,
    read_version,
    since_of,
    since_of_member,
    spell_version,
    walk,
)
from AbletonOSC.lom.path import read_path
from AbletonOSC.lom.spec import Handler, call, command, ro, rw
from simulator.schema import load_document

CLASSES = load_document()["classes"]


class Lane(Handler):
    """A handler for these tests."""

    address, ids, lives_in = "lane", ("track_id", "lane_id"), "tracks[track_id].take_lanes[lane_id]"
    properties = (
        rw("name", str, "Name."),
        ro("clips/scale", str, "Scales.", path="arrangement_clips[*].scale_name", listen=False),
        ro("since", float, "Start.", path="name", get="read", uses=("Track.back_to_arranger?",)),
    )
    methods = (call("create_midi_clip", "Make a clip."),)

    def read(self, lane):
        return 0.0

    @command("anything", "Do something.", uses=("create_audio_clip", "Song.sync_parameter_changes"))
    def do_anything(self, lane):
        return None


def row(name):
    return next(row for row in Lane.properties + Lane.methods + Lane.commands if row.name == name)


def test_a_path_is_resolved_through_lives_classes():
    assert classes_of(Lane) == ("TakeLane",)
    members, ends = walk(("Song",), read_path("tracks[t].devices[d].chains[c].devices[e].parameters[p]"))
    assert ends == ("DeviceParameter",)
    assert Member("RackDevice", "chains") in members
    assert walk(("Song",), read_path("nothing.here")) == ([], ())


def test_a_row_touches_what_its_path_and_its_uses_name():
    assert members_of(Lane, row("name")) == [Member("TakeLane", "name")]
    assert members_of(Lane, row("create_midi_clip")) == [Member("TakeLane", "create_midi_clip")]
    assert members_of(Lane, row("anything")) == [Member("TakeLane", "anything"),
                                                 Member("TakeLane", "create_audio_clip"),
                                                 Member("Song", "sync_parameter_changes")]


def test_a_row_is_as_new_as_the_newest_member_on_its_way():
    assert since_of(Lane, row("name")) == "12.2"
    assert since_of(Lane, row("since")) == "12.2"
    assert since_of(Lane, row("anything")) == "12.4"
    assert since_of(Lane, row("clips/scale")) == "12.4.15b"


def test_listening_can_be_newer_than_reading():
    scene = next(handler for handler in handler_classes() if handler.address == "scene")
    tempo = next(row for row in scene.properties if row.name == "tempo")
    assert (since_of(scene, tempo), since_of(scene, tempo, listen=True)) == (None, "11.1")


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_since_is_what_live_api_json_says(name):
    for kind in ("children", "properties", "methods"):
        for member, described in CLASSES[name][kind].items():
            since = described.get("since")
            expected = None if since in (None, "11.0") else since
            # TakeLane and its like: what came with its class.
            assert since_of_member(Member(name, member)) in (expected, CLASSES[name]["since"]), member


def test_every_class_inherits_as_live_api_json_says():
    assert {name: row["inherits"] for name, row in CLASSES.items() if row["inherits"]} == INHERITS


@pytest.mark.parametrize("text, numbers", [("12.1.10", (12, 1, 10)), ("11.0", (11, 0)), ("12.4.15b", (12, 4, 15))])
def test_versions_are_compared_by_their_numbers(text, numbers):
    assert read_version(text) == numbers


@pytest.mark.parametrize("numbers, text", [((12, 1, 0), "12.1"), ((11, 3, 25), "11.3.25")])
def test_a_version_is_spelt_without_a_last_nought(numbers, text):
    assert spell_version(numbers) == text


@pytest.mark.parametrize("address, arguments, sentence", [
    ("/live/device/get/name", (0, 0), "device_id 0: there are none"),
    ("/live/track/duplicate_device", ("return_0", 0), "needs Live 12.3 or newer (this is 12.2.5)"),
    ("/live/song/sync_parameter_changes", (), "needs Live 12.4 or newer (this is 12.2.5)"),
    ("/live/chain/get/name", ("return_0", 0, 0), "needs a RackDevice (this is a Device)"),
    ("/live/device/get/routing_mode_index", ("return_0", 0), "needs a RoarDevice (this is Reverb)"),
    ("/live/lom/get", ("live_set", "nothing"), "a Song has no nothing"),
])
def test_what_is_lacking_is_told_in_one_sentence(live, address, arguments, sentence):
    (answered, values), = live.send(address, *arguments)
    assert (answered, values[1]) == ("/live/error", sentence)
