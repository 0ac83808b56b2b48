"""Clip slots: what their clients rely on, and what used to go wrong."""

from pathlib import Path

import pytest

from AbletonOSC.osc import packet


def slot(live, track, scene):
    return live.song.tracks[track].clip_slots[scene]


def test_a_clip_is_created_and_deleted(live):
    assert live.query("/live/clip_slot/get/has_clip", 0, 0) == (0, 0, False)
    assert live.send("/live/clip_slot/create_clip", 0, 0, 4) == []
    assert live.query("/live/clip_slot/get/has_clip", 0, 0) == (0, 0, True)
    assert slot(live, 0, 0).clip.length == 4.0
    assert live.send("/live/clip_slot/delete_clip", 0, 0) == []
    assert live.query("/live/clip_slot/get/has_clip", 0, 0) == (0, 0, False)


def test_notes_are_added_in_the_tick_that_created_the_clip(live):
    """AbletonOSC #60: create, then add, failed for some."""
    live.deliver(packet.encode_message("/live/clip_slot/create_clip", (0, 0, 4.0)))
    live.deliver(packet.encode_message("/live/clip/add/notes", (0, 0, 60, 0.0, 1.0, 100, False)))
    live.deliver(packet.encode_message("/live/clip/get/notes", (0, 0)))
    live.advance()
    assert live.received() == [("/live/clip/get/notes", (0, 0, 60, 0.0, 1.0, 100.0, False))]


def test_creating_where_a_clip_is_or_on_an_audio_track_is_refused_in_lives_words(live):
    slot(live, 0, 0).create_clip(4.0)
    for track in (0, 2):
        with pytest.raises(RuntimeError) as refusal:
            slot(live, track, 0).create_clip(4.0)
        reply, = live.send("/live/clip_slot/create_clip", track, 0, 4.0)
        assert reply[1][:2] == (f"Error handling OSC message: {refusal.value}", str(refusal.value))


def test_has_clip_is_heard_for_the_position(live):
    live.send("/live/clip_slot/start_listen/has_clip", 1, 2)
    slot(live, 1, 2).create_clip(4.0)
    live.advance()
    assert live.received() == [("/live/clip_slot/get/has_clip", (1, 2, True))]


def test_is_playing_is_looked_at_since_live_does_not_report_it(live):
    live.song.clip_trigger_quantization = 0
    slot(live, 0, 0).create_clip(4.0)
    assert live.send("/live/clip_slot/start_listen/is_playing", 0, 0) == [
        ("/live/clip_slot/get/is_playing", (0, 0, False))]
    live.send("/live/clip_slot/fire", 0, 0)
    live.advance(0.3)
    assert ("/live/clip_slot/get/is_playing", (0, 0, True)) in live.received()


def test_fire_on_an_empty_armed_slot_records_a_clip_that_appears_later(live):
    """As in Live: the clip is not there on the next read."""
    live.song.clip_trigger_quantization = 0
    live.song.tracks[0].arm = True
    live.send("/live/clip_slot/start_listen/has_clip", 0, 3)
    live.deliver(packet.encode_message("/live/clip_slot/fire", (0, 3)))
    live.deliver(packet.encode_message("/live/clip_slot/get/has_clip", (0, 3)))
    live.advance(1.0)
    assert live.received() == [("/live/clip_slot/get/has_clip", (0, 3, False)),
                               ("/live/clip_slot/get/has_clip", (0, 3, True))]
    assert live.query("/live/clip/get/is_recording", 0, 3) == (0, 3, True)


def test_fire_takes_a_record_length(live):
    live.song.clip_trigger_quantization = 0
    live.song.tracks[0].arm = True
    assert live.send("/live/clip_slot/fire", 0, 3, 4.0) == []
    live.advance(5.0)
    assert live.query("/live/clip/get/is_recording", 0, 3) == (0, 3, False)
    assert live.query("/live/clip/get/length", 0, 3) == (0, 3, 4.0)


def test_stop_stops_the_track(live):
    live.song.clip_trigger_quantization = 0
    slot(live, 0, 0).create_clip(4.0)
    slot(live, 0, 0).fire()
    live.advance(0.3)
    assert live.query("/live/clip_slot/get/is_playing", 0, 0) == (0, 0, True)
    assert live.send("/live/clip_slot/stop", 0, 0) == []
    live.advance(0.3)
    assert live.query("/live/clip_slot/get/is_playing", 0, 0) == (0, 0, False)


def test_a_clip_is_copied_to_a_slot_of_another_track(live):
    slot(live, 0, 0).create_clip(4.0)
    slot(live, 0, 0).clip.name = "Riff"
    assert live.send("/live/clip_slot/duplicate_clip_to", 0, 0, 1, 5) == []
    assert slot(live, 1, 5).clip.name == "Riff"


@pytest.mark.parametrize("target, sentence", [((9, 0), "target_track_id 9: there are 4"),
                                              ((1, 8), "target_clip_id 8: there are 8")])
def test_a_target_that_is_not_there_is_named(live, target, sentence):
    slot(live, 0, 0).create_clip(4.0)
    reply, = live.send("/live/clip_slot/duplicate_clip_to", 0, 0, *target)
    assert reply[1][1] == sentence


def test_missing_arguments_are_named(live):
    reply, = live.send("/live/clip_slot/duplicate_clip_to", 0, 0, 1)
    assert reply[1][1] == "missing argument: target_clip_id"
    reply, = live.send("/live/clip_slot/create_clip", 0)
    assert reply[1][1] == "missing arguments: clip_id, length"


def test_has_stop_button_is_written(live):
    live.send("/live/clip_slot/set/has_stop_button", 0, 0, 0)
    assert live.query("/live/clip_slot/get/has_stop_button", 0, 0) == (0, 0, False)


def test_messages_about_clip_slots_put_no_traceback_into_the_log(live):
    """AbletonOSC's logger raised on each of them."""
    live.query("/live/clip_slot/get/has_clip", 0, 0)
    live.send("/live/clip_slot/get/has_clip", 99, 0)
    assert "Traceback" not in "".join(path.read_text() for path in Path(live.log_folder).iterdir())
    assert not any("Traceback" in line for line in live.simulator.log)


def test_surplus_arguments_neither_leak_a_subscription_nor_are_echoed(live):
    assert live.send("/live/clip_slot/start_listen/has_clip", 0.0, 1.0, 9) == [
        ("/live/clip_slot/get/has_clip", (0, 1, False))]
    live.send("/live/clip_slot/start_listen/has_clip", 0, 1)
    slot(live, 0, 1).create_clip(4.0)
    live.advance()
    assert live.received() == [("/live/clip_slot/get/has_clip", (0, 1, True))]
    live.send("/live/clip_slot/stop_listen/has_clip", 0, 1, "surplus")
    assert live.engine.subscriptions.all() == []


@pytest.mark.parametrize("quantization", [-1, -2, 14])
def test_firing_with_a_launch_quantization_that_there_is_not_is_refused(live, quantization):
    (address, arguments), = live.send("/live/clip_slot/fire", 0, 0, 1.0, quantization)
    assert (address, arguments[1]) == ("/live/error", f"launch_quantization must be 0..13, got {quantization}")
