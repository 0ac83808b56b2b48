"""MIDI maps: what is mapped moves parameters, what is forwarded reaches the script, nothing else."""
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import midi_map

from .conftest import NEWEST, BareSimulator


class MappingScript:
    """A script that builds its map from a function and keeps the MIDI that reaches it."""

    def __init__(self, c_instance, build):
        self.c_instance = c_instance
        self.build = build
        self.received = []
        self.handles = []

    def build_midi_map(self, handle):
        self.handles.append(handle)
        self.build(self.c_instance.handle(), handle)

    def receive_midi(self, message):
        self.received.append(message)


def make_parameter(live, **values):
    return live.make("DeviceParameter", **dict({"min": -1.0, "max": 1.0, "value": 0.0, "is_enabled": True}, **values))


def host_with(live, build):
    return live.host(lambda c_instance: MappingScript(c_instance, build))


def map_one(live, parameter, mode="absolute", sensitivity=1.0):
    maps = live.live.MidiMap

    def build(script, handle):
        assert maps.map_midi_cc(handle, live.wrap(parameter), 2, 20, getattr(maps.MapMode, mode), False, sensitivity)

    return host_with(live, build)


@pytest.mark.parametrize("value, expected", [(0, -1.0), (127, 1.0), (64, -1.0 + 2.0 * 64 / 127)])
def test_an_absolute_controller_moves_over_the_whole_range(bare, value, expected):
    parameter, calls = make_parameter(bare), []
    host = map_one(bare, parameter)
    bare.wrap(parameter).add_value_listener(lambda: calls.append(parameter.values["value"]))
    bare.send_midi(bytes([0xB2, 20, value]))
    assert parameter.values["value"] == pytest.approx(expected) and calls == [parameter.values["value"]]
    bare.send_midi((0xB1, 20, 5, 0xB2, 21, 5))
    assert len(calls) == 1 and host.script.received == [] and not host.errors


RELATIVE_STEPS = [("relative_signed_bit", 3, 3), ("relative_signed_bit", 67, -3), ("relative_binary_offset", 67, 3),
                  ("relative_binary_offset", 61, -3), ("relative_two_compliment", 3, 3),
                  ("relative_two_compliment", 125, -3), ("relative_signed_bit2", 67, 3),
                  ("relative_signed_bit2", 3, -3),
                  ("relative_smooth_signed_bit", 67, -3), ("relative_smooth_two_compliment", 125, -3),
                  ("relative_smooth_binary_offset", 67, 3), ("relative_smooth_signed_bit2", 67, 3)]


@pytest.mark.parametrize("mode, value, steps", RELATIVE_STEPS)
def test_a_relative_controller_moves_by_steps_of_its_mode(bare, mode, value, steps):
    parameter = make_parameter(bare)
    map_one(bare, parameter, mode, 0.5)
    bare.send_midi([0xB2, 20, value])
    assert parameter.values["value"] == pytest.approx(steps * 0.5 * 2.0 / 127)


@given(mode=st.sampled_from(sorted({row[0] for row in RELATIVE_STEPS})),
       values=st.lists(st.integers(0, 127), max_size=30))
def test_no_controller_leaves_the_range(mode, values):
    live = BareSimulator(NEWEST)
    parameter = make_parameter(live)
    map_one(live, parameter, mode, 30.0)
    for value in values:
        live.send_midi([0xB2, 20, value])
        assert -1.0 <= parameter.values["value"] <= 1.0
    live.close()


def test_a_14_bit_controller_uses_both_halves(bare):
    parameter = make_parameter(bare)
    map_one(bare, parameter, "absolute_14_bit")
    bare.send_midi([0xB2, 20, 64, 0xB2, 52, 1])
    assert parameter.values["value"] == pytest.approx(-1.0 + 2.0 * (64 * 128 + 1) / 16383)


def test_quantized_parameters_take_whole_values_and_disabled_or_dead_ones_stand_still(bare):
    quantized = make_parameter(bare, min=0.0, max=4.0, is_quantized=True)
    map_one(bare, quantized)
    bare.send_midi([0xB2, 20, 60])
    assert quantized.values["value"] == 2.0
    quantized.values["is_enabled"] = False
    bare.send_midi([0xB2, 20, 127])
    assert quantized.values["value"] == 2.0
    quantized.kill()
    bare.send_midi([0xB2, 20, 127])


def test_notes_toggle_and_pitch_bend_moves(bare):
    toggled, bent = make_parameter(bare, min=0.0, max=1.0), make_parameter(bare)
    maps = bare.live.MidiMap

    def build(script, handle):
        maps.map_midi_note(handle, bare.wrap(toggled), 0, 60)
        maps.map_midi_pitchbend(handle, bare.wrap(bent), 0, False)

    host_with(bare, build)
    bare.send_midi([0x90, 60, 100, 0x80, 60, 0])
    assert toggled.values["value"] == 1.0
    bare.send_midi([0x90, 60, 100, 0x90, 60, 0])
    assert toggled.values["value"] == 0.0
    bare.send_midi([0xE0, 0x7F, 0x7F])
    assert bent.values["value"] == 1.0


def test_only_what_is_forwarded_reaches_the_script_and_system_exclusive_always(bare):
    maps = bare.live.MidiMap

    def build(script, handle):
        assert maps.forward_midi_cc(script, handle, 0, 1)
        assert maps.forward_midi_note(script, handle, 0, 60, ShouldConsumeEvent=False)
        assert maps.forward_midi_pitchbend(script, handle, 3)

    host = host_with(bare, build)
    bare.send_midi([0xB0, 1, 5, 0xB0, 2, 5, 0xB1, 1, 5, 0x90, 60, 1, 0x80, 60, 0, 0x90, 61, 1, 0xE3, 1, 2, 0xE0, 1, 2,
                    0xF0, 1, 2, 0xF7, 0xC0, 1])
    assert host.script.received == [(0xB0, 1, 5), (0x90, 60, 1), (0x80, 60, 0), (0xE3, 1, 2), (0xF0, 1, 2, 0xF7)]


def test_a_handle_is_valid_only_while_its_map_is_built(bare):
    parameter = make_parameter(bare)
    host = map_one(bare, parameter)
    maps = bare.live.MidiMap
    for handle in host.script.handles + [99]:
        with pytest.raises(RuntimeError, match="MIDI map handle {} is not valid".format(handle)):
            maps.map_midi_cc(handle, bare.wrap(parameter), 0, 1, maps.MapMode.absolute, False)


@pytest.mark.parametrize("channel, number", [(16, 0), (-1, 0), (0, 128), (0, -1)])
def test_channels_and_numbers_beyond_midi_are_answered_with_false(bare, channel, number):
    answers = []
    maps = bare.live.MidiMap

    def build(script, handle):
        answers.append(maps.forward_midi_cc(script, handle, channel, number))
        answers.append(maps.map_midi_note(handle, bare.wrap(make_parameter(bare)), channel, number))

    host = host_with(bare, build)
    assert answers == [False, False] and not host.errors


def test_the_map_mode_must_be_a_member_of_its_enum(bare):
    host = host_with(bare, lambda script, handle: bare.live.MidiMap.map_midi_cc(
        handle, bare.wrap(make_parameter(bare)), 0, 1, 0, False))
    assert [type(error).__name__ for error in host.errors] == ["ArgumentError"]


def test_the_last_map_replaces_the_one_before(bare):
    first, second = make_parameter(bare), make_parameter(bare)
    targets = [first, second]
    maps = bare.live.MidiMap
    host = host_with(bare, lambda script, handle: maps.map_midi_cc(
        handle, bare.wrap(targets.pop(0)), 0, 1, maps.MapMode.absolute, False))
    host.c_instance.request_rebuild_midi_map()
    bare.advance(0.01)
    bare.send_midi([0xB0, 1, 127])
    assert first.values["value"] == 0.0 and second.values["value"] == 1.0


def rule_of(live, kind, **content):
    """A feedback rule as a script makes it."""
    rule = getattr(live.live.MidiMap, kind)()
    for name, value in content.items():
        setattr(rule, name, value)
    return rule


def map_with_feedback(live, parameter, rule, mode="absolute", send=False):
    """A script that maps controller 7, note 50 or the pitch bend of channel 1, by the kind of the rule."""
    maps, kind = live.live.MidiMap, type(rule).__name__

    def build(script, handle):
        target = live.wrap(parameter)
        if kind == "CCFeedbackRule":
            maps.map_midi_cc_with_feedback_map(handle, target, 1, 7, getattr(maps.MapMode, mode), rule, False)
        elif kind == "NoteFeedbackRule":
            maps.map_midi_note_with_feedback_map(handle, target, 1, 50, rule)
        else:
            maps.map_midi_pitchbend_with_feedback_map(handle, target, 1, rule, False)
        if send:
            maps.send_feedback_for_parameter(handle, target)

    return host_with(live, build)


BACKWARDS = tuple(reversed(range(128)))
FEEDBACK = [
    ("CCFeedbackRule", {"channel": 2, "cc_no": 99}, (0xB2, 99, 127)),
    ("CCFeedbackRule", {"channel": 2, "cc_no": 99, "cc_value_map": BACKWARDS}, (0xB2, 99, 0)),
    ("CCFeedbackRule", {"channel": 2, "cc_no": 48, "cc_value_map": tuple(range(17, 28))}, (0xB2, 48, 27)),
    ("NoteFeedbackRule", {"channel": 3, "note_no": 77, "vel_map": (5,) * 128}, (0x93, 77, 5)),
    ("NoteFeedbackRule", {"channel": 3, "note_no": 77, "vel_map": (0, 1)}, (0x93, 77, 1)),
    ("PitchBendFeedbackRule", {"channel": 4}, (0xE4, 127, 127)),
    ("PitchBendFeedbackRule", {"channel": 4, "value_pair_map": ((1, 2), (3, 4))}, (0xE4, 3, 4)),
]


@pytest.mark.parametrize("kind, content, message", FEEDBACK)
def test_feedback_has_the_channel_number_and_value_of_its_rule(bare, kind, content, message):
    host = map_with_feedback(bare, make_parameter(bare, value=1.0), rule_of(bare, kind, **content), send=True)
    assert bare.sent_midi == [message] and not host.errors


@pytest.mark.parametrize("kind, content, message", FEEDBACK)
def test_a_parameter_that_something_else_moves_is_told_by_itself_and_once(bare, kind, content, message):
    parameter = make_parameter(bare, value=-1.0)
    map_with_feedback(bare, parameter, rule_of(bare, kind, **content))
    bare.advance(0.1)
    assert bare.sent_midi == []
    bare.wrap(parameter).value = 0.0
    bare.wrap(parameter).value = 1.0
    bare.advance(0.1)
    assert bare.sent_midi == [message]


@given(st.lists(st.integers(0, 127), min_size=1, max_size=128), st.floats(-1.0, 1.0))
def test_a_value_map_is_spread_over_the_whole_range_of_the_parameter(value_map, value):
    live = BareSimulator(NEWEST)
    map_with_feedback(live, make_parameter(live, value=value),
                      rule_of(live, "CCFeedbackRule", cc_value_map=tuple(value_map)), send=True)
    assert live.sent_midi == [(0xB0, 0, value_map[round((value + 1.0) / 2.0 * (len(value_map) - 1))])]
    live.close()


def test_a_fader_is_not_told_what_it_did_and_another_one_is(bare):
    parameter = make_parameter(bare)
    map_with_feedback(bare, parameter, rule_of(bare, "CCFeedbackRule", channel=1, cc_no=7))
    map_with_feedback(bare, parameter, rule_of(bare, "PitchBendFeedbackRule", channel=5))
    bare.send_midi([0xB1, 7, 127])
    bare.advance(0.1)
    assert parameter.values["value"] == 1.0 and bare.sent_midi == [(0xE5, 127, 127)]


def test_a_button_and_an_endless_knob_are_told_what_they_did(bare):
    button, knob = make_parameter(bare, value=-1.0), make_parameter(bare, value=-1.0)
    map_with_feedback(bare, button, rule_of(bare, "NoteFeedbackRule", channel=1, note_no=50))
    map_with_feedback(bare, knob, rule_of(bare, "CCFeedbackRule", channel=1, cc_no=7), "relative_signed_bit")
    bare.send_midi([0x91, 50, 100, 0xB1, 7, 3])
    bare.advance(0.1)
    assert bare.sent_midi == [(0x91, 50, 127), (0xB1, 7, 3)]


def test_a_rule_that_is_not_enabled_sends_nothing(bare):
    parameter = make_parameter(bare)
    map_with_feedback(bare, parameter, rule_of(bare, "CCFeedbackRule", enabled=False), send=True)
    bare.wrap(parameter).value = 1.0
    bare.advance(0.1)
    assert bare.sent_midi == []


def test_a_delay_sends_the_value_that_holds_when_it_is_over(bare):
    parameter, times = make_parameter(bare), []
    map_with_feedback(bare, parameter, rule_of(bare, "CCFeedbackRule", delay_in_ms=200.0))
    bare.sent_midi.watcher = lambda message: times.append((round(bare.now(), 3), message))
    bare.wrap(parameter).value = -1.0
    bare.advance(0.1)
    bare.wrap(parameter).value = 1.0
    bare.advance(0.5)
    assert times == [(0.21, (0xB0, 0, 127))]


def test_a_rule_is_read_when_it_is_given_and_may_be_used_again(bare):
    parameters = [make_parameter(bare, value=-1.0), make_parameter(bare, value=1.0)]
    maps, rule = bare.live.MidiMap, rule_of(bare, "CCFeedbackRule")

    def build(script, handle):
        for number, parameter in enumerate(parameters):
            rule.channel = number
            maps.map_midi_cc_with_feedback_map(handle, bare.wrap(parameter), 0, number, maps.MapMode.absolute, rule,
                                               False)
        for parameter in parameters:
            maps.send_feedback_for_parameter(handle, bare.wrap(parameter))

    host_with(bare, build)
    assert bare.sent_midi == [(0xB0, 0, 0), (0xB1, 0, 127)]


def test_feedback_ends_with_its_parameter_and_with_its_script_and_survives_a_new_map(bare):
    first, second = make_parameter(bare), make_parameter(bare)
    host = map_with_feedback(bare, first, rule_of(bare, "CCFeedbackRule", delay_in_ms=1000.0))
    map_with_feedback(bare, second, rule_of(bare, "CCFeedbackRule"))
    bare.wrap(first).value = 1.0
    bare.advance(0.1)
    host.c_instance.request_rebuild_midi_map()
    bare.advance(0.1)
    assert bare.sent_midi == [(0xB0, 0, 127)]
    second.values["value"] = 1.0
    second.kill()
    bare.wrap(first).value = 0.5
    host.disconnect()
    bare.advance(2.0)
    assert bare.sent_midi == [(0xB0, 0, 127)]


@pytest.mark.parametrize("kind, content, text", [
    ("CCFeedbackRule", {"channel": 16}, r"CCFeedbackRule.channel must be 0\.\.15, got 16"),
    ("NoteFeedbackRule", {"note_no": -1}, r"NoteFeedbackRule.note_no must be 0\.\.127, got -1"),
    ("CCFeedbackRule", {"cc_value_map": (1, 128)}, r"CCFeedbackRule.cc_value_map must be 0\.\.127, got 128"),
    ("PitchBendFeedbackRule", {"value_pair_map": ((1,),)}, r"value_pair_map must have 2 data bytes in each entry"),
])
def test_a_rule_that_is_not_midi_is_refused_by_name_and_limit(bare, kind, content, text):
    host = map_with_feedback(bare, make_parameter(bare), rule_of(bare, kind, **content))
    assert len(host.errors) == 1 and host.errors[0].__class__ is ValueError
    assert re.search(text, str(host.errors[0]))


def test_what_is_forwarded_and_not_consumed_goes_on_to_the_tracks(bare):
    maps, heard = bare.live.MidiMap, []
    bare.unclaimed_midi = heard.append

    def build(script, handle):
        maps.forward_midi_note(script, handle, 0, 60, False)
        maps.forward_midi_note(script, handle, 0, 61, True)
        maps.forward_midi_note(script, handle, 0, 62)
        maps.forward_midi_cc(script, handle, 0, 1, ShouldConsumeEvent=False)
        maps.forward_midi_cc(script, handle, 0, 2)

    host = host_with(bare, build)
    bare.send_midi([0x90, 60, 1, 61, 1, 62, 1, 63, 1, 0x80, 60, 0, 61, 0, 0xB0, 1, 5, 2, 5])
    assert heard == [(0x90, 60, 1), (0x90, 63, 1), (0x80, 60, 0), (0xB0, 1, 5)]
    assert len(host.script.received) == 7


def test_what_one_script_consumes_another_ones_wish_does_not_give_to_the_tracks(bare):
    maps, heard = bare.live.MidiMap, []
    bare.unclaimed_midi = heard.append
    for consume in (True, False):
        host_with(bare, lambda script, handle, consume=consume: maps.forward_midi_note(script, handle, 0, 60, consume))
    bare.send_midi([0x90, 60, 1])
    assert heard == [] and [len(host.script.received) for host in bare.hosts] == [1, 1]


def test_a_note_that_a_script_does_not_consume_is_recorded(simulator):
    maps = simulator.live.MidiMap
    host_with(simulator, lambda script, handle: [maps.forward_midi_note(script, handle, 0, note, note == 61)
                                                 for note in (60, 61)])
    track = simulator.song.tracks[0]
    track.arm = True
    track.clip_slots[0].fire()
    simulator.advance(0.2)
    for note in (60, 61, 62):
        simulator.send_midi((0x90, note, 100))
        simulator.advance(0.1)
        simulator.send_midi((0x80, note, 0))
    assert [note.pitch for note in track.clip_slots[0].clip.get_all_notes_extended()] == [60, 62]


@given(st.lists(st.integers(0, 255), max_size=40))
def test_any_bytes_split_into_whole_messages_or_are_refused(data):
    try:
        messages = list(midi_map.split_messages(data))
    except ValueError:
        return
    for message in messages:
        assert message[0] >= 0x80
        inner = message[1:-1] if message[0] == 0xF0 else message[1:]
        assert message[0] == 0xF0 or all(value < 0x80 for value in inner)


def test_running_status_and_real_time_bytes_are_understood():
    data = [0x90, 60, 1, 0xF8, 61, 2, 0xC1, 5, 0xF0, 1, 0xFE, 2, 0xF7]
    assert list(midi_map.split_messages(data)) == [(0x90, 60, 1), (0x90, 61, 2), (0xC1, 5), (0xF0, 1, 2, 0xF7)]


@pytest.mark.parametrize("data, text", [([60], "without a status"), ([0x90, 60], "cut short"),
                                        ([0xF0, 1], "without an end"),
                                        ([300, 1, 1], r"must be 0\.\.255, got 300"), ([-1], "must be 0..255, got -1"),
                                        ([0x90, 60, 200], r"data bytes must be 0\.\.127, got 200 after 144 60"),
                                        ([0xF0, 1, 0x90, 0xF7], "got 144 after 240 1")])
def test_broken_midi_is_refused_by_what_is_wrong(bare, data, text):
    with pytest.raises(ValueError, match=text):
        bare.send_midi(data)
