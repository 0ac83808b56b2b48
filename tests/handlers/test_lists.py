"""Parts of lists: offset and count behind a `get`, the same for every row that answers a list."""
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from AbletonOSC.errors import InvalidArgument
from AbletonOSC.handlers import handler_classes
from AbletonOSC.lom.lists import ListRoute
from AbletonOSC.lom.routes import routes_of
from tests.running_script import CLIENT

ROUTES = [route for handler in handler_classes() for route in routes_of(handler) if isinstance(route, ListRoute)]
OTHERS = {"/live/lom/get": ("live_set", "tracks"), "/live/device/get/bank_parameters": (0,)}


def values_of(live, address, *arguments):
    """What the one answer says."""
    (_, values), = live.engine.dispatcher.dispatch(address, arguments, CLIENT)
    return tuple(values)


def question(live, route):
    """The ids and the arguments of a row, and the whole of what it answers."""
    arguments = live.ids(route.handler, route.row) + OTHERS.get(route.address, (0,) * len(route.row.arguments))
    live.engine.asking = live.engine.peers.heard(*CLIENT)
    try:
        return arguments, values_of(live, route.address, *arguments)
    except Exception as error:
        # No Max device here has inputs, no side chain a source.
        assert "there are none" in str(error) or "has no attribute" not in str(error), (route.address, error)
        return arguments, None


@pytest.fixture(scope="module")
def answers(every_device):
    return [(route,) + question(every_device, route) for route in ROUTES]


def test_the_lists_of_the_tables_are_in_the_set_of_these_tests(answers):
    there = [route.address for route, _, whole in answers if whole is not None]
    assert len(there) > 120, sorted({route.address for route, _, whole in answers} - set(there))
    assert {"/live/device/get/parameters", "/live/device/get/parameters/value_string", "/live/song/get/scenes/name",
            "/live/track/get/clips/name", "/live/lom/get", "/live/song/get/cue_points", "/live/api/get/settings",
            "/live/device/get/macros_mapped", "/live/clip/get/selected_notes"} <= set(there)


def test_the_parts_of_every_list_make_the_whole(every_device, answers):
    for route, arguments, whole in answers:
        if whole is None:
            continue
        front = len(route.ids) + route.shape.front
        step = max(1, (len(whole) - front) // route.shape.width // 3)
        joined, offset = whole[:front], 0
        while True:
            part = values_of(every_device, route.address, *arguments, offset, step)
            assert part[:front] == whole[:front], route.address
            if len(part) == front:
                break
            assert len(part) <= front + step * route.shape.width
            joined, offset = joined + part[front:], offset + step
        assert joined == whole, route.address


def test_a_number_alone_means_nothing_and_an_empty_text_at_the_end_neither(every_device, answers):
    for route, arguments, whole in answers:
        if whole is not None:
            for more in ((3,), (1.0,), ("",), (1, ""), (0, 1 << 30, ""), (0, 1 << 30, "more")):
                assert values_of(every_device, route.address, *arguments, *more) == whole, route.address


@pytest.mark.parametrize("part, sentence", [
    ((-1, 5), "offset must be at least 0, got -1"), ((0, -1), "count must be at least 0, got -1"),
    ((1.5, 1), "offset must be a whole number, got 1.5"), ((0, "x"), "count must be a whole number, got 'x'")])
def test_a_part_that_is_none_is_refused(every_device, answers, part, sentence):
    for route, arguments, whole in answers:
        if whole is not None:
            with pytest.raises(InvalidArgument, match=re.escape(sentence)):
                values_of(every_device, route.address, *arguments, *part)


@given(offset=st.integers(0, 12), count=st.integers(0, 12))
def test_a_part_is_a_slice(every_device, offset, count):
    names = tuple(scene.name for scene in every_device.song.scenes)
    parameters = every_device.song.tracks[0].devices[0].parameters
    device = every_device.song.tracks[0].devices[0]
    assert every_device.query("/live/song/get/scenes/name", offset, count) == names[offset:offset + count]
    whole = values_of(every_device, "/live/device/get/parameters", 0, 0)
    assert whole[:4] == (0, 0, device.name, len(parameters))
    assert values_of(every_device, "/live/device/get/parameters", 0, 0, offset, count) == whole[:4] + whole[
        4 + 4 * offset:4 + 4 * (offset + count)]


def test_a_part_of_each_is_given_for_an_asterisk_a_pattern_and_ids_in_the_address(live):
    assert live.send("/live/track/get/clips/name", "*", 0, 2) == [
        ("/live/track/get/clips/name", (track, None, None)) for track in range(len(live.song.tracks))]
    assert live.send("/live/track/2/get/clips/name", 0, 2) == [("/live/track/2/get/clips/name", (None, None))]
    live.send("/live/simulator/drop_device", 0, "Operator")
    parts = dict(live.send("/live/device/get/parameters/m*", 0, 0, 0, 2))
    assert set(parts) == {"/live/device/get/parameters/min", "/live/device/get/parameters/max"}
    assert all(len(values) == 4 for values in parts.values())


def test_a_subscription_is_about_the_whole_list(live):
    names = tuple(scene.name for scene in live.song.scenes)
    assert live.send("/live/song/start_listen/scenes/name", 1, 2) == [("/live/song/get/scenes/name", names)]


# An answer that is too long

def is_too_long(live, address, *arguments):
    (answered, error), = live.send(address, *arguments)
    assert answered == "/live/error", answered
    return error[1]


def asked_in(sentence):
    """The question that a refusal names, as the console reads it."""
    found = re.search(r"; ask for parts, offset and count last: (/\S+) (.*)$", sentence)
    assert found, sentence
    return found.group(1), [word.strip('"') if word.startswith('"') else int(word)
                            for word in re.findall(r'"[^"]*"|\S+', found.group(2))]


@pytest.fixture
def narrow(live):
    live.send("/live/simulator/drop_device", 0, "Operator")
    live.advance()
    live.received()
    live.send("/live/api/client/set/max_datagram", 600)
    return live


@pytest.mark.parametrize("address, arguments, asked", [
    ("/live/device/get/parameters/name", (0, 0), "/live/device/get/parameters/name 0 0 0 "),
    ("/live/device/get/parameters/value_string", (0, 0), "/live/device/get/parameters/value_string 0 0 0 "),
    ("/live/device/get/parameters", (0, 0), "/live/device/get/parameters 0 0 0 "),
    ("/live/device/get/parameters/value", ("0", 0.0), "/live/device/get/parameters/value 0 0 0 "),
    ("/live/device/get/parameters/name", (0, 0, 7, 150), "/live/device/get/parameters/name 0 0 7 "),
    ("/live/device/get/parameters/name", ("@id:1", 0, 0), "/live/device/get/parameters/name 0 0 0 "),
    ("/live/device/get/parameters/name", ("*", 0), "/live/device/get/parameters/name 0 0 0 "),
    ("/live/device/get/parameters/nam?", (0, 0), "/live/device/get/parameters/name 0 0 0 "),
    ("/live/device/0/0/get/parameters/name", (), "/live/device/0/0/get/parameters/name 0 "),
    ("/live/lom/get", ("live_set tracks 0 devices 0", "parameters"),
     '/live/lom/get "live_set tracks 0 devices 0" "parameters" 0 '),
])
def test_a_list_that_is_too_long_names_a_part_that_fits_and_every_further_one_does(narrow, address, arguments, asked):
    sentence = is_too_long(narrow, address, *arguments)
    assert "bytes, your max_datagram is 600; ask for parts, offset and count last: " + asked in sentence
    paged, (*ids, offset, count) = asked_in(sentence)
    assert count >= 5
    route = narrow.engine.dispatcher.find(paged)[0].route
    entries = 0
    while True:
        part = narrow.query(paged, *ids, offset, count)
        front = len(ids) + (route.shape.front - len(route.row.arguments))
        if len(part) == front:
            break
        entries += (len(part) - front) // route.shape.width
        offset += count
    parameters = len(narrow.song.tracks[0].devices[0].parameters)
    assert entries == parameters - (7 if 7 in arguments else 0)


def test_as_many_entries_are_named_as_fit(narrow):
    """One more of them, all of one length, would be too long."""
    for index, scene in enumerate(narrow.song.scenes):
        scene.name = "scene %03d " % index + "x" * 90
    sentence = is_too_long(narrow, "/live/song/get/scenes/name")
    address, (offset, count) = asked_in(sentence)
    assert len(narrow.query(address, offset, count)) == count
    assert "your max_datagram is 600" in is_too_long(narrow, address, offset, count + 1)


def test_what_the_client_wants_for_nil_counts_too(narrow):
    narrow.send("/live/api/client/set/nil_as_empty", True)
    narrow.send("/live/api/client/set/booleans_as_ints", True)
    for _ in range(200):
        narrow.song.create_scene(-1)
    address, (track, offset, count) = asked_in(is_too_long(narrow, "/live/track/get/clips/name", 0))
    assert len(narrow.query(address, track, offset, count)) == count + 1
    assert count < 130
