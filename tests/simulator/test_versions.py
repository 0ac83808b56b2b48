"""What a version of Live lacks does not exist; what differed is as it was."""
import pytest

from simulator import Simulator, schema

from .conftest import BareSimulator

DOCUMENT = schema.load_document()
VERSIONS = ("11.0", "11.3", "11.3.25", "12.0", "12.0.5", "12.1", "12.1.10", "12.2", "12.3.6", "12.4", "12.4.15")


@pytest.mark.parametrize("version", VERSIONS)
def test_each_member_exists_exactly_from_its_version_on(version):
    live = BareSimulator(version)
    parsed = schema.parse_version(version)
    for name, row in DOCUMENT["classes"].items():
        if name not in live.types.handles:
            assert schema.parse_version(row["since"]) > parsed
            continue
        handle = live.types.handles[name]
        for section in ("properties", "methods", "children"):
            for member, entry in row[section].items():
                inherited = row["inherits"] and hasattr(live.types.handles[row["inherits"]], member)
                since = entry["since"]
                assert hasattr(handle, member) == bool(inherited or schema.exists_in(since, parsed)), (name, member)
    live.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_each_version_starts_with_its_default_set_and_plays(version):
    live = Simulator(version)
    live.song.start_playing()
    live.advance(1.0)
    live.close()


def test_automation_envelopes_had_another_name_before_12_2():
    older, newer = BareSimulator("12.1"), BareSimulator("12.2")
    assert older.live.Clip.AutomationEnvelope is older.types.handles["Envelope"]
    assert not hasattr(older.live, "Envelope") or not hasattr(older.live.Envelope, "Envelope")
    assert newer.live.Envelope.Envelope is newer.types.handles["Envelope"]
    assert not hasattr(newer.live.Clip, "AutomationEnvelope")
    older.close()
    newer.close()


def test_a_property_may_be_older_than_its_listener():
    older, newer = BareSimulator("12.1"), BareSimulator("12.2")
    assert not hasattr(older.types.handles["Clip"], "add_start_time_listener")
    assert hasattr(older.types.handles["Clip"], "start_time")
    assert hasattr(newer.types.handles["Clip"], "add_start_time_listener")
    older.close()
    newer.close()


def test_enum_members_arrive_with_their_version():
    older, newer = BareSimulator("12.3"), BareSimulator("12.4")
    assert not hasattr(older.live.WavetableDevice.VoiceCount, "sixteen")
    assert newer.live.WavetableDevice.VoiceCount.sixteen == 7
    older.close()
    newer.close()


@pytest.mark.parametrize("text, parsed", [("12.1.10", (12, 1, 10)), ("11", (11,)), ("12.4.15b", (12, 4, 15))])
def test_versions_are_read_as_numbers(text, parsed):
    assert schema.parse_version(text) == parsed


def test_versions_compare_by_number_and_not_by_letter():
    assert schema.exists_in("12.1.2", (12, 1, 10)) and not schema.exists_in("12.1.10", (12, 1, 9))
    assert schema.exists_in(None, (11, 0)) and schema.exists_in("11.0", (11, 0))


def test_a_version_without_numbers_is_refused():
    with pytest.raises(ValueError, match="live_version must look like 12.2.5, got 'latest'"):
        Simulator("latest")


@pytest.mark.parametrize("version", ["10.1", "10.9.9", "12.5", "12.9", "13", "99.9.9", "0", "9999999999999999"])
def test_a_version_that_the_documents_do_not_describe_is_refused_with_the_limits(version):
    with pytest.raises(ValueError, match=r"from 11\.0 to 12\.4.* got '{}'".format(version)):
        Simulator(version)


@pytest.mark.parametrize("version", ["-12", "12.", "12 2", "12.2.5x", "", "v12.2"])
def test_what_does_not_look_like_a_version_is_refused(version):
    with pytest.raises(ValueError, match="must look like 12.2.5"):
        BareSimulator(version)


@pytest.mark.parametrize("version", ["11", "11.0", "12", "12.4", "12.4.15", "12.4.15b5", "12.4.99"])
def test_a_version_within_the_limits_is_taken_with_its_updates(version):
    BareSimulator(version).close()


def test_a_version_without_a_dot_is_that_of_its_first_release():
    assert schema.load("12").version == (12, 0)
    assert set(schema.load("12").all_properties("Song")) == set(schema.load("12.0").all_properties("Song"))
