"""The notes of clips, in groups of five, eight or nine."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator import Simulator
from tests.running_script import RunningScript

LOW = (36, 0.0, 0.5, 100.0, False)
HIGH = (72, 0.0, 0.25, 64.0, True)
LATE = (36, 2.0, 1.0, 127.0, False)


@pytest.fixture
def clip(live):
    """A MIDI clip in the first slot of the first track."""
    live.song.tracks[0].clip_slots[0].create_clip(4.0)
    return live.song.tracks[0].clip_slots[0].clip


@pytest.fixture
def notes(live, clip):
    """What is in the clip, as `get/notes` tells it; LOW, HIGH and LATE to begin with."""
    live.send("/live/clip/add/notes", 0, 0, *LATE, *HIGH, *LOW)
    return lambda *window: live.query("/live/clip/get/notes", 0, 0, *window)[2:]


def test_notes_come_flat_in_lives_order_with_lives_types(notes):
    found = notes()
    assert found == LOW + LATE + HIGH
    assert [type(value) for value in found[:5]] == [int, float, float, float, bool]


def test_a_clip_without_notes_answers_with_its_ids(live, clip):
    assert live.query("/live/clip/get/notes", 0, 0) == (0, 0)


@pytest.mark.parametrize("window, found", [
    ((36, 1, 0.0, 4.0), LOW + LATE), ((0, 128, 0.0, 1.0), LOW + HIGH), ((36.0, "1", 2, 1), LATE), ((60, 1, 0, 4), ())])
def test_a_window_of_pitches_and_times_limits_the_answer(notes, window, found):
    assert notes(*window) == found


def test_a_part_of_a_window_is_refused_with_what_is_missing(live, notes):
    for address in ("/live/clip/get/notes", "/live/clip/remove/notes"):
        reply, = live.send(address, 0, 0, 36, 1)
        assert reply[1][1] == "missing arguments: start_time, time_span; give all four limits, or none for all notes"
    assert notes() == LOW + LATE + HIGH


def test_notes_before_and_behind_the_clip_are_answered_and_removed_too(live, clip):
    live.send("/live/clip/add/notes", 0, 0, 60, -2.0, 1.0, 100, 0, 60, 400.0, 1.0, 100, 0)
    assert live.query("/live/clip/get/notes", 0, 0)[3::5] == (-2.0, 400.0)
    live.send("/live/clip/remove/notes", 0, 0)
    assert live.query("/live/clip/get/notes", 0, 0) == (0, 0)


def test_a_window_of_notes_is_removed(live, notes):
    assert live.send("/live/clip/remove/notes", 0, 0, 36, 1, 0.0, 1.0) == []
    assert notes() == LATE + HIGH


def test_all_notes_are_removed_without_a_window(live, notes):
    assert live.send("/live/clip/remove/notes", 0, 0) == []
    assert notes() == ()


def test_notes_are_removed_by_id(live, notes):
    ids = live.query("/live/clip/get/notes_by_id", 0, 0)[2::9]
    assert live.send("/live/clip/remove_notes_by_id", 0, 0, ids[0], ids[2]) == []
    assert notes() == LATE


def test_an_unknown_id_is_refused_in_lives_words_and_nothing_is_removed(live, notes):
    reply, = live.send("/live/clip/remove_notes_by_id", 0, 0, 999999)
    assert reply[0] == "/live/error"
    assert notes() == LOW + LATE + HIGH


@pytest.mark.parametrize("arguments, sentence", [
    ((60, 0.0, 1.0, 100), "pitch, start_time, duration, velocity, mute come in groups of 5, got 4 values"),
    ((), "missing arguments: pitch, start_time, duration, velocity, mute"),
    ((128, 0.0, 1.0, 100, False), "pitch must be 0..127, got 128"),
    ((60, "soon", 1.0, 100, False), "start_time must be a finite number, got 'soon'"),
    ((60, 0.0, 1.0, 100, False, 61, 0.0, 1.0, 200, False), "velocity must be 0..127, got 200.0")])
def test_notes_that_are_wrong_are_refused_and_none_is_added(live, clip, arguments, sentence):
    reply, = live.send("/live/clip/add/notes", 0, 0, *arguments)
    assert reply[1][1] == sentence
    assert live.query("/live/clip/get/notes", 0, 0) == (0, 0)


def test_notes_sent_as_other_numbers_are_taken(live, clip):
    live.send("/live/clip/add/notes", 0, 0, 60.0, 0, 1, 100, 0)
    assert live.query("/live/clip/get/notes", 0, 0) == (0, 0, 60, 0.0, 1.0, 100.0, False)


def test_the_old_spelling_adds_a_note_too(live, clip):
    assert live.send("/live/clip/add_new_note", 0, 0, *LOW) == []
    assert live.query("/live/clip/get/notes", 0, 0) == (0, 0) + LOW


def test_a_note_of_the_same_pitch_and_start_is_replaced(live, notes):
    live.send("/live/clip/add/notes", 0, 0, 72, 0.0, 1.0, 10, False)
    assert notes(72, 1, 0, 4) == (72, 0.0, 1.0, 10.0, False)


def test_an_audio_clip_has_no_notes_and_live_says_so(live):
    live.song.tracks[2].clip_slots[0].create_audio_clip("/samples/loop.wav")
    for address in ("get/notes", "remove/notes"):
        reply, = live.send(f"/live/clip/{address}", 2, 0)
        assert reply[0] == "/live/error"


def test_extended_notes_hold_probability_deviation_and_release(live, clip):
    note = (60, 1.0, 0.5, 90.0, False, 0.5, -20.0, 30.0)
    assert live.send("/live/clip/add/notes_extended", 0, 0, *note) == []
    assert live.query("/live/clip/get/notes_extended", 0, 0) == (0, 0) + note


def test_notes_are_changed_by_id_and_the_others_stay(live, notes):
    low, late, high = (live.query("/live/clip/get/notes_by_id", 0, 0)[2:][start:start + 9] for start in (0, 9, 18))
    assert low[1:6] == LOW
    assert live.send("/live/clip/modify/notes", 0, 0, late[0], 40, 3.0, 0.5, 80.0, True, 1.0, 0.0, 64.0) == []
    assert notes() == LOW + (40, 3.0, 0.5, 80.0, True) + HIGH
    reply, = live.send("/live/clip/modify/notes", 0, 0, 999999, 40, 3.0, 0.5, 80.0, True, 1.0, 0.0, 64.0)
    assert reply[0] == "/live/error"


def test_notes_are_copied_by_id_and_the_new_ids_are_told(live, notes):
    first = live.query("/live/clip/get/notes_by_id", 0, 0)[2]
    replies = live.send("/live/clip/duplicate_notes_by_id", 0, 0, 3.0, 12, first)
    assert [reply[0] for reply in replies] == ["/live/clip/duplicate_notes_by_id"]
    new, = replies[0][1][2:]
    assert new != first
    assert notes(48, 1, 0, 8) == (48, 3.0, 0.5, 100.0, False)


def test_three_hundred_and_eighty_four_notes_fit_into_one_message(live, clip):
    """As many as AbletonOSC's own test uses."""
    sent = [value for index in range(384) for value in (index % 128, float(index // 128), 1.0, 64.0, False)]
    live.send("/live/clip/add/notes", 0, 0, *sent)
    found = live.query("/live/clip/get/notes", 0, 0)[2:]
    assert sorted(zip(*[iter(found)] * 5)) == sorted(zip(*[iter(sent)] * 5))


def quarters(low, high):
    """Times that 32 bits hold exactly."""
    return st.integers(low, high).map(lambda number: number / 4.0)


NOTE = st.tuples(st.integers(0, 127), quarters(-16, 64), st.just(0.25), st.integers(1, 127).map(float), st.booleans())
NOTES = st.lists(NOTE, min_size=1, max_size=20, unique_by=lambda note: note[:2])


@given(NOTES)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_notes_come_back_as_they_were_sent(live, clip, sent):
    live.send("/live/clip/remove/notes", 0, 0)
    assert live.send("/live/clip/add/notes", 0, 0, *[value for note in sent for value in note]) == []
    found = live.query("/live/clip/get/notes", 0, 0)[2:]
    assert list(zip(*[iter(found)] * 5)) == sorted(sent)


def test_the_notes_are_pushed_whenever_they_change(live, notes):
    assert live.send("/live/clip/start_listen/notes", 0, 0) == [("/live/clip/get/notes", (0, 0) + LOW + LATE + HIGH)]
    live.song.tracks[0].clip_slots[0].clip.remove_notes_extended(36, 1, 0.0, 4.0)
    live.advance()
    assert live.received() == [("/live/clip/get/notes", (0, 0) + HIGH)]
    live.send("/live/clip/stop_listen/notes", 0, 0)
    live.send("/live/clip/remove/notes", 0, 0)
    assert live.engine.subscriptions.all() == []


def test_selected_notes_are_told_with_their_ids(live, notes):
    first = live.query("/live/clip/get/notes_by_id", 0, 0)[2]
    assert live.query("/live/clip/get/selected_notes", 0, 0) == (0, 0)
    assert live.send("/live/clip/select_notes_by_id", 0, 0, first) == []
    assert live.query("/live/clip/get/selected_notes", 0, 0)[2:8] == (first,) + LOW
    live.send("/live/clip/select_all_notes", 0, 0)
    assert len(live.query("/live/clip/get/selected_notes", 0, 0)) == 2 + 3 * 9
    live.send("/live/clip/deselect_all_notes", 0, 0)
    assert live.query("/live/clip/get/selected_notes", 0, 0) == (0, 0)


def test_live_11_0_tells_all_notes_too(log_folder):
    """It has no method that gives all of them."""
    running = RunningScript(log_folder, simulator=Simulator(live_version="11.0"))
    running.song.tracks[0].clip_slots[0].create_clip(4.0)
    running.send("/live/clip/add/notes", 0, 0, 60, -2.0, 1.0, 100, 0, 60, 400.0, 1.0, 100, 0)
    assert running.query("/live/clip/get/notes", 0, 0)[3::5] == (-2.0, 400.0)
    running.close()
