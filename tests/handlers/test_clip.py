"""Clips in Session View: what their clients rely on, and what used to go wrong. Their notes: test_clip_notes.py."""

import pytest

from AbletonOSC.handlers.clip import ClipHandler
from simulator import Simulator
from simulator.behaviour.groove import add_groove
from tests.running_script import RunningScript

AUDIO_ROWS = [row.name for row in ClipHandler.properties if row.nil]


@pytest.fixture
def clip(live):
    """A MIDI clip in the first slot of the first track."""
    live.song.clip_trigger_quantization = 0
    live.song.tracks[0].clip_slots[0].create_clip(4.0)
    return live.song.tracks[0].clip_slots[0].clip


@pytest.fixture
def audio_clip(live):
    """An audio clip in the first slot of the third track."""
    live.song.tracks[2].clip_slots[0].create_audio_clip("/samples/loop.wav")
    return live.song.tracks[2].clip_slots[0].clip


def test_the_name_is_written_read_and_heard(live, clip):
    live.send("/live/clip/start_listen/name", 0, 0)
    assert live.send("/live/clip/set/name", 0, 0, "Riff") == [("/live/clip/get/name", (0, 0, "Riff"))]
    assert live.query("/live/clip/get/name", 0, 0) == (0, 0, "Riff")


def test_an_empty_slot_says_that_there_is_no_clip(live):
    reply, = live.send("/live/clip/get/name", 0, 3)
    assert reply[1][1] == "track_id 0, clip_id 3: there is no clip"


def test_a_star_means_every_clip_there_is(live, clip, audio_clip):
    assert live.send("/live/clip/get/is_midi_clip", "*", "*") == [
        ("/live/clip/get/is_midi_clip", (0, 0, True)), ("/live/clip/get/is_midi_clip", (2, 0, False))]


@pytest.mark.parametrize("row", AUDIO_ROWS)
def test_what_only_audio_clips_have_is_nil_for_a_midi_clip(live, clip, audio_clip, row):
    assert live.query(f"/live/clip/get/{row}", 0, 0) == (0, 0, None)
    assert None not in live.query(f"/live/clip/get/{row}", 2, 0)


def test_writing_what_only_audio_clips_have_is_refused_in_lives_words(live, clip):
    reply, = live.send("/live/clip/set/gain", 0, 0, 0.5)
    words = "Gain is only available for Audio Clips"
    assert reply == ("/live/error", ("Error handling OSC message: " + words, words, "/live/clip/set/gain", 0, 0, 0.5))


def test_a_pattern_for_all_properties_passes_over_what_refuses(live, clip):
    """In AbletonOSC the first refusal ended the answers."""
    answered = [reply[0] for reply in live.send("/live/clip/get/*", 0, 0)]
    assert {f"/live/clip/get/{row}" for row in ("name", "length", "gain", "notes")} <= set(answered)
    assert len(answered) == len(set(answered))
    assert "/live/error" not in answered


@pytest.mark.parametrize("row, value", [
    ("color_index", 5), ("end_marker", 8.0), ("launch_mode", 2), ("launch_quantization", 5), ("legato", True),
    ("loop_end", 3.0), ("loop_start", 1.0), ("looping", False), ("muted", True), ("start_marker", 1.0),
    ("velocity_amount", 0.5), ("signature_numerator", 3)])
def test_a_value_is_written_read_and_heard(live, clip, row, value):
    live.send(f"/live/clip/start_listen/{row}", 0, 0)
    assert live.send(f"/live/clip/set/{row}", 0, 0, value) == [(f"/live/clip/get/{row}", (0, 0, value))]
    assert live.query(f"/live/clip/get/{row}", 0, 0) == (0, 0, value)


@pytest.mark.parametrize("row, value", [
    ("gain", 0.5), ("pitch_coarse", -12), ("pitch_fine", 25.0), ("ram_mode", True), ("warp_mode", 4),
    ("warping", False)])
def test_a_value_of_an_audio_clip_is_written_read_and_heard(live, audio_clip, row, value):
    before = live.query(f"/live/clip/get/{row}", 2, 0)
    live.send(f"/live/clip/start_listen/{row}", 2, 0)
    live.send(f"/live/clip/set/{row}", 2, 0, value)
    live.advance(0.2)
    assert before != (2, 0, value)
    assert live.query(f"/live/clip/get/{row}", 2, 0) == (2, 0, value)


def test_the_position_moves_the_loop(live, clip):
    live.send("/live/clip/set/position", 0, 0, 2.0)
    assert live.query("/live/clip/get/loop_start", 0, 0) == (0, 0, 2.0)
    assert live.query("/live/clip/get/loop_end", 0, 0) == (0, 0, 6.0)


def test_fire_and_stop_are_silent_and_is_playing_is_heard(live, clip):
    live.send("/live/clip/start_listen/is_playing", 0, 0)
    pushes = live.send("/live/clip/fire", 0, 0)
    live.advance(0.3)
    assert pushes + live.received() == [("/live/clip/get/is_playing", (0, 0, True))]
    pushes = live.send("/live/clip/stop", 0, 0)
    live.advance(0.3)
    assert pushes + live.received() == [("/live/clip/get/is_playing", (0, 0, False))]


def test_the_playing_position_is_pushed_while_the_clip_plays(live, clip):
    live.send("/live/clip/start_listen/playing_position", 0, 0)
    live.send("/live/clip/fire", 0, 0)
    live.received()
    live.advance(1.0)
    positions = [arguments[2] for address, arguments in live.received()]
    assert len(positions) > 5
    assert positions == sorted(positions)


def test_duplicate_loop_doubles_the_length(live, clip):
    assert live.send("/live/clip/duplicate_loop", 0, 0) == []
    assert live.query("/live/clip/get/length", 0, 0) == (0, 0, 8.0)


def test_the_length_is_looked_at_since_live_does_not_report_it(live, clip):
    assert live.send("/live/clip/start_listen/length", 0, 0) == [("/live/clip/get/length", (0, 0, 4.0))]
    clip.loop_end = 2.0
    live.advance(0.3)
    assert live.received() == [("/live/clip/get/length", (0, 0, 2.0))]


def test_the_text_of_the_gain_is_pushed_when_the_gain_changes(live, audio_clip):
    live.send("/live/clip/start_listen/gain_display_string", 2, 0)
    audio_clip.gain = 0.5
    live.advance()
    assert live.received() == [("/live/clip/get/gain_display_string", (2, 0, audio_clip.gain_display_string))]


@pytest.mark.parametrize("row", ["is_midi_clip", "is_audio_clip", "sample_length"])
def test_what_never_changes_cannot_be_listened_to_and_says_so(live, clip, row):
    reply, = live.send(f"/live/clip/start_listen/{row}", 0, 0)
    assert reply[1][1] == f"{row} cannot be listened to: Live does not report its changes"


def test_surplus_arguments_neither_leak_a_subscription_nor_are_echoed(live, clip):
    live.send("/live/clip/start_listen/name", 0.0, 0.0, 1.0)
    live.send("/live/clip/start_listen/name", 0, 0)
    live.received()
    clip.name = "Once"
    live.advance()
    assert live.received() == [("/live/clip/get/name", (0, 0, "Once"))]
    live.send("/live/clip/stop_listen/name", 0, 0, 5)
    assert live.engine.subscriptions.all() == []


def test_a_listener_returns_when_the_slot_is_filled_again(live, clip):
    live.send("/live/clip/start_listen/name", 0, 0)
    slot = live.song.tracks[0].clip_slots[0]
    slot.delete_clip()
    live.advance()
    slot.create_clip(4.0)
    live.advance()
    live.received()
    slot.clip.name = "New"
    live.advance()
    assert live.received() == [("/live/clip/get/name", (0, 0, "New"))]


def test_stop_listen_is_silent_when_the_clip_has_gone(live, clip):
    live.send("/live/clip/start_listen/name", 0, 0)
    live.song.tracks[0].clip_slots[0].delete_clip()
    live.advance()
    live.received()
    assert live.send("/live/clip/stop_listen/name", 0, 0) == []
    assert live.engine.subscriptions.all() == []


# Beyond AbletonOSC

@pytest.mark.parametrize("version", ["11.0", "12.0", "12.3.6"])
def test_a_pattern_passes_over_what_this_live_lacks(log_folder, version):
    running = RunningScript(log_folder, simulator=Simulator(live_version=version))
    running.song.tracks[0].clip_slots[0].create_clip(4.0)
    addresses = {address for address, _ in running.send("/live/clip/get/*", 0, 0)}
    assert "/live/error" not in addresses
    assert {"/live/clip/get/name", "/live/clip/get/warping"} <= addresses
    running.close()


def test_a_groove_of_the_pool_is_chosen_by_its_index(live, clip):
    assert live.query("/live/clip/get/groove", 0, 0) == (0, 0, None)
    reply, = live.send("/live/clip/set/groove", 0, 0, 0)
    assert reply[1][1] == "groove 0: there are none"
    for name in ("Swing 8", "Swing 16"):
        add_groove(live.simulator.live_song, name)
    live.send("/live/clip/set/groove", 0, 0, 1)
    assert clip.groove.name == "Swing 16"
    assert live.query("/live/clip/get/groove", 0, 0) == (0, 0, 1)


def test_beats_samples_and_seconds_are_converted(live, audio_clip):
    samples = live.query("/live/clip/beat_to_sample_time", 2, 0, 2.0)[3]
    assert samples == pytest.approx(audio_clip.beat_to_sample_time(2.0))
    assert live.query("/live/clip/sample_to_beat_time", 2, 0, samples) == (2, 0, samples, 2.0)
    assert live.query("/live/clip/seconds_to_sample_time", 2, 0, 1.0) == (2, 0, 1.0, audio_clip.sample_rate)


def test_a_pitch_has_a_name(live, clip):
    assert live.query("/live/clip/note_number_to_name", 0, 0, 60) == (0, 0, 60, "C3")


def test_a_loop_jump_is_pushed_each_time(live, clip):
    clip.loop_end = 1.0
    live.send("/live/clip/fire", 0, 0)
    live.send("/live/clip/start_listen/loop_jump", 0, 0)
    live.received()
    live.advance(2.6)
    times = [arguments[2] for address, arguments in live.received()]
    assert len(times) == 5
    assert times == sorted(set(times))


def test_quantize_crop_and_duplicate_region_change_the_notes(live, clip):
    live.send("/live/clip/add/notes", 0, 0, 60, 0.1, 0.25, 100, 0, 60, 3.0, 0.25, 100, 0)
    assert live.send("/live/clip/quantize", 0, 0, 1, 1.0) == []
    assert live.query("/live/clip/get/notes", 0, 0)[3::5] == (0.0, 3.0)
    assert live.send("/live/clip/duplicate_region", 0, 0, 0.0, 1.0, 1.0) == []
    assert live.query("/live/clip/get/notes", 0, 0)[3::5] == (0.0, 1.0, 3.0)
    live.send("/live/clip/set/loop_end", 0, 0, 2.0)
    assert live.send("/live/clip/crop", 0, 0) == []
    assert live.query("/live/clip/get/notes", 0, 0)[3::5] == (0.0, 1.0)


@pytest.mark.parametrize("grid", [0, 9])
def test_a_grid_that_live_does_not_have_is_refused(live, clip, grid):
    reply, = live.send("/live/clip/quantize", 0, 0, grid, 1.0)
    assert reply[1][1] == f"grid must be 1..8, got {grid}"
