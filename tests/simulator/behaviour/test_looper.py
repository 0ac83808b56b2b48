"""Looper: its buttons and its State parameter are one; the buffer is as long as what was recorded."""

import pytest

STOP, RECORD, PLAY, OVERDUB = range(4)
NONE, FOLLOW, SET_AND_FOLLOW = range(3)


@pytest.fixture
def looper(song):
    device = song.tracks[2].insert_device("Looper")
    parameter(device, "Song Control").value = 0.0
    parameter(device, "Tempo Control").value = NONE
    return device


def parameter(looper, name):
    [found] = [each for each in looper.parameters if each.name == name]
    return found


def state(looper):
    return int(parameter(looper, "State").value)


def test_a_recording_ends_with_what_comes_next(stage, song, looper):
    stage.hear(looper, "loop_length", "tempo")
    looper.record()
    assert state(looper) == STOP
    stage.tick()
    assert state(looper) == RECORD and looper.loop_length == 0.0
    stage.beats(7.98)
    looper.play()
    stage.tick()
    assert state(looper) == PLAY and looper.loop_length == 8.0 and looper.tempo == 120.0
    assert sorted(stage.heard) == [("loop_length", 8.0), ("tempo", 120.0)]
    looper.stop()
    stage.tick()
    assert state(looper) == STOP and looper.loop_length == 8.0


@pytest.mark.parametrize("overdub, expected", [(True, OVERDUB), (False, PLAY)])
def test_record_pressed_again_goes_on_as_live_is_set_to(stage, looper, overdub, expected):
    looper.overdub_after_record = overdub
    looper.record()
    stage.beats(4)
    looper.record()
    stage.tick()
    assert state(looper) == expected and looper.loop_length == 4.0


def test_a_chosen_length_ends_the_recording_by_itself(stage, song, looper):
    assert looper.record_length_index == 10 and len(looper.record_length_list) == 11
    looper.record_length_index = list(looper.record_length_list).index("2 Bars")
    looper.record()
    stage.beats(7.9)
    assert state(looper) == RECORD
    stage.beats(0.2)
    assert state(looper) == OVERDUB and looper.loop_length == 8.0
    for index in (-1, 11):
        with pytest.raises(RuntimeError):
            looper.record_length_index = index


def test_the_parameter_is_the_button(stage, looper):
    button = parameter(looper, "State")
    button.value = RECORD
    stage.beats(2)
    button.value = STOP
    assert looper.loop_length == 2.0


def test_length_and_speed_are_doubled_and_halved(stage, looper):
    looper.record()
    stage.beats(4)
    looper.stop()
    stage.tick()
    looper.double_length()
    looper.double_speed()
    assert (looper.loop_length, looper.tempo) == (8.0, 240.0)
    looper.half_length()
    looper.half_speed()
    looper.half_speed()
    assert (looper.loop_length, looper.tempo) == (4.0, 60.0)
    for _ in range(5):
        looper.half_speed()
    assert [each.value for each in looper.parameters if each.name == "Speed"] == [-36.0] and looper.tempo == 15.0


def test_undo_takes_back_and_takes_that_back(stage, looper):
    looper.undo()
    looper.record()
    stage.beats(4)
    looper.stop()
    stage.tick()
    looper.clear()
    assert looper.loop_length == 0.0
    looper.undo()
    assert looper.loop_length == 4.0
    looper.undo()
    assert looper.loop_length == 0.0


def test_the_loop_is_exported_to_an_empty_slot_of_an_audio_track(stage, song, looper):
    slot = song.tracks[3].clip_slots[1]
    with pytest.raises(RuntimeError, match="^Looper is empty$"):
        looper.export_to_clip_slot(slot)
    looper.record()
    stage.beats(8)
    looper.stop()
    stage.tick()
    looper.export_to_clip_slot(slot)
    assert slot.clip.is_audio_clip and slot.clip.length == 8.0
    for wrong in (slot, song.tracks[0].clip_slots[0]):
        with pytest.raises(RuntimeError):
            looper.export_to_clip_slot(wrong)


def test_a_button_waits_for_the_grid_while_the_set_plays(stage, song, looper):
    quantization = parameter(looper, "Quantization")
    stage.play()
    stage.beats(1)
    looper.record()
    stage.beats(2.9)
    assert state(looper) == STOP
    stage.beats(0.2)
    assert state(looper) == RECORD
    quantization.value = list(quantization.value_items).index("1/4")
    stage.beats(4.5)
    looper.play()
    stage.beats(0.5)
    assert state(looper) == PLAY and looper.loop_length == pytest.approx(5.0, abs=0.05)
    quantization.value = list(quantization.value_items).index("None")
    looper.stop()
    stage.tick()
    assert state(looper) == STOP


def test_the_last_button_counts_and_clearing_forgets_it(stage, song, looper):
    stage.play()
    stage.beats(1)
    looper.record()
    looper.overdub()
    stage.beats(4)
    assert state(looper) == OVERDUB
    looper.stop()
    looper.clear()
    assert state(looper) == STOP
    looper.record()
    looper.clear()
    stage.beats(8)
    assert state(looper) == STOP and looper.loop_length == 0.0


def test_a_looper_that_is_gone_is_not_waited_for(stage, song, looper):
    stage.play()
    stage.beats(1)
    looper.record()
    song.tracks[2].delete_device(0)
    stage.beats(8)
    assert stage.simulator.errors == []


@pytest.mark.parametrize("control, starts, stops", [("None", False, False), ("Start Song", True, False),
                                                    ("Start & Stop Song", True, True)])
def test_the_set_plays_and_stops_with_looper_as_it_is_set_to(stage, song, looper, control, starts, stops):
    choice = parameter(looper, "Song Control")
    choice.value = list(choice.value_items).index(control)
    parameter(looper, "Quantization").value = 1.0
    looper.record()
    stage.beats(4)
    assert song.is_playing is False
    looper.play()
    stage.beats(1)
    assert song.is_playing is starts
    looper.stop()
    stage.beats(1)
    assert song.is_playing is (starts and not stops)


def record_for(stage, looper, seconds):
    looper.record()
    stage.tick()
    stage.simulator.advance(seconds - 0.01)
    looper.play()
    stage.tick()


@pytest.mark.parametrize("seconds, tempo, beats", [
    (4.0, 120.0, 8.0), (4.4, 60.0 * 8 / 4.4, 8.0), (1.7, 60 * 4 / 1.7, 4.0), (6.3, 60.0 * 12 / 6.3, 12.0),
    (0.1, 999.0, 1.665)])
def test_a_first_recording_from_a_standstill_sets_the_tempo_so_that_it_is_whole_bars(
    stage, song, looper, seconds, tempo, beats
):
    parameter(looper, "Tempo Control").value = SET_AND_FOLLOW
    record_for(stage, looper, seconds)
    assert song.tempo == pytest.approx(tempo, rel=1e-6) and looper.tempo == song.tempo
    assert looper.loop_length == pytest.approx(beats, abs=1e-6)


def test_recording_again_or_while_the_set_plays_leaves_the_tempo(stage, song, looper):
    parameter(looper, "Tempo Control").value = SET_AND_FOLLOW
    record_for(stage, looper, 4.0)
    record_for(stage, looper, 4.4)
    assert song.tempo == 120.0
    looper.clear()
    stage.play()
    record_for(stage, looper, 4.4)
    assert song.tempo == 120.0


@pytest.mark.parametrize("control", [NONE, FOLLOW])
def test_without_setting_the_recording_has_the_tempo_of_the_set(stage, song, looper, control):
    parameter(looper, "Tempo Control").value = control
    record_for(stage, looper, 4.4)
    assert song.tempo == 120.0 and looper.tempo == 120.0 and looper.loop_length == pytest.approx(8.8)


@pytest.mark.parametrize("control, followed", [(NONE, 120.0), (FOLLOW, 90.0), (SET_AND_FOLLOW, 90.0)])
def test_its_tempo_follows_that_of_the_set_when_it_is_told_to(stage, song, looper, control, followed):
    parameter(looper, "Tempo Control").value = control
    record_for(stage, looper, 4.0)
    stage.hear(looper, "tempo")
    song.tempo = 90.0
    assert looper.tempo == followed and len(stage.heard) == (followed != 120.0)
    looper.double_speed()
    song.tempo = 100.0
    assert looper.tempo == pytest.approx(200.0 if control else 240.0)


def test_an_empty_looper_follows_nothing(stage, song, looper):
    parameter(looper, "Tempo Control").value = FOLLOW
    song.tempo = 90.0
    assert looper.tempo == 0.0


def test_a_chosen_length_is_counted_in_beats_while_the_tempo_changes(stage, song, looper):
    parameter(looper, "Quantization").value = 1.0
    looper.record_length_index = list(looper.record_length_list).index("2 Bars")
    stage.play()
    looper.record()
    stage.tick()
    begun = song.current_song_time
    stage.beats(4)
    song.tempo = 60.0
    stage.beats(3.9)
    assert state(looper) == RECORD
    stage.beats(0.2)
    assert state(looper) == OVERDUB and looper.loop_length == 8.0 and song.current_song_time > begun + 8.0


def test_a_button_that_waits_comes_on_its_beat_while_the_tempo_changes(stage, song, looper):
    stage.play()
    stage.beats(1)
    looper.record()
    stage.tick()
    song.tempo = 60.0
    stage.beats(2.9)
    assert state(looper) == STOP
    stage.beats(0.1)
    assert state(looper) == RECORD
    looper.play()
    stage.tick()
    song.stop_playing()
    stage.simulator.advance(4.1)
    assert state(looper) == PLAY


def test_a_looper_that_undo_brings_back_follows_the_tempo_still(stage, song, looper):
    parameter(looper, "Tempo Control").value = FOLLOW
    record_for(stage, looper, 4.0)
    song.tracks[2].delete_device(0)
    song.undo()
    song.tempo = 90.0
    assert song.tracks[2].devices[0].tempo == 90.0
