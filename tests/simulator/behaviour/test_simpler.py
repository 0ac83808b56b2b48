"""Simpler and its sample: loading, cutting, slicing, warping."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.behaviour import warp

from .conftest import Rehearsal

SECONDS = 8.0
FRAMES = 352800
TRANSIENT, BEAT, REGION, MANUAL = range(4)


@pytest.fixture
def stage():
    rehearsal = Rehearsal("12.4")
    yield rehearsal
    rehearsal.simulator.close()


@pytest.fixture
def simpler(song):
    """A Simpler with eight seconds of sound."""
    device = song.tracks[0].insert_device("Simpler")
    device.replace_sample("/sounds/break.wav")
    return device


def test_without_a_sample_nothing_can_be_cut_or_warped(stage, song):
    device = song.tracks[0].insert_device("Simpler")
    assert device.sample is None and not device.can_warp_as and not device.can_warp_half
    for name in ("crop", "reverse", "guess_playback_length", "warp_half", "warp_double"):
        with pytest.raises(RuntimeError, match="^There is no sample$"):
            getattr(device, name)()
    with pytest.raises(AttributeError):
        assert device.view.selected_slice
    assert (device.view.sample_start, device.view.sample_end, device.voices, device.retrigger) == (0, 0, 6, True)


def test_a_sample_takes_the_place_of_another_and_undo_brings_it_back(stage, song, simpler):
    stage.hear(simpler, "sample", "can_warp_as")
    old = simpler.sample
    simpler.replace_sample("other.wav")
    assert simpler.sample.file_path == "other.wav" and not old
    assert [name for name, _ in stage.heard] == ["sample", "can_warp_as"]
    song.undo()
    assert simpler.sample.file_path == "/sounds/break.wav" and simpler.sample.canonical_parent == simpler
    with pytest.raises(RuntimeError):
        simpler.replace_sample("other.txt")


@pytest.mark.parametrize(
    "name, value, text",
    [
        ("voices", 5, "voices out of range"),
        ("pitch_bend_range", 25, "Invalid Pitch Bend Range"),
        ("note_pitch_bend_range", -1, "Invalid Pitch Bend Range"),
        ("playback_mode", 3, "playback_mode out of range"),
    ],
)
def test_settings_out_of_range_are_refused(simpler, name, value, text):
    with pytest.raises(RuntimeError) as refusal:
        setattr(simpler, name, value)
    assert str(refusal.value) == text


def test_markers_stay_in_order_and_the_view_shows_where_it_plays(stage, simpler):
    sample = simpler.sample
    assert (sample.length, sample.start_marker, sample.end_marker) == (FRAMES, 0, FRAMES)
    stage.hear(simpler.view, "sample_start", "sample_end")
    sample.end_marker = 200000
    sample.start_marker = 100000
    assert stage.heard[-2:] == [("sample_start", 100000), ("sample_end", 200000)]
    [parameter] = [each for each in simpler.parameters if each.name == "S Start"]
    parameter.value = 0.5
    assert (simpler.view.sample_start, simpler.view.sample_loop_end) == (150000, 200000)
    for name, value in (("start_marker", 200000), ("end_marker", 100000), ("end_marker", FRAMES + 1),
                        ("start_marker", -1)):
        with pytest.raises(RuntimeError):
            setattr(sample, name, value)


def test_cropping_keeps_what_is_between_the_markers(song, simpler):
    simpler.sample.slicing_style = MANUAL
    for time in (50000, 150000, 300000):
        simpler.sample.insert_slice(time)
    simpler.sample.start_marker, simpler.sample.end_marker = 100000, 200000
    old = simpler.sample
    simpler.crop()
    sample = simpler.sample
    assert not old and (sample.length, sample.start_marker, sample.end_marker) == (100000, 0, 100000)
    assert tuple(sample.slices) == (0, 50000) and sample.file_path == "Samples/Processed/Crop/break.wav"
    assert sample.beat_to_sample_time(sample.sample_to_beat_time(0.0) + 2.0) == pytest.approx(44100.0)
    song.undo()
    assert simpler.sample.length == FRAMES and tuple(simpler.sample.slices) == (0, 50000, 150000, 300000)


def test_reversing_mirrors_the_slices_and_keeps_the_tempo(simpler):
    simpler.sample.slicing_style = MANUAL
    simpler.sample.insert_slice(52800)
    simpler.reverse()
    assert tuple(simpler.sample.slices) == (0, 300000)
    assert simpler.sample.file_path == "Samples/Processed/Reverse/break.wav"
    assert simpler.sample.beat_to_sample_time(2.0) == pytest.approx(44100.0)


def test_slices_by_beats_and_regions_are_worked_out(stage, simpler):
    sample = simpler.sample
    stage.hear(sample, "slices")
    sample.slicing_style = BEAT
    assert len(sample.slices) == 16 and tuple(sample.slices)[:3] == (0, 22050, 44100)
    sample.slicing_beat_division = 8
    assert tuple(sample.slices) == (0, 88200, 176400, 264600)
    sample.slicing_style = REGION
    sample.slicing_region_count = 3
    assert tuple(sample.slices) == (0, 117600, 235200) and len(stage.heard) == 3
    for change in (lambda: sample.insert_slice(5), lambda: sample.clear_slices(), lambda: sample.remove_slice(0)):
        with pytest.raises(RuntimeError, match="^Slices by beats or regions can not be changed one by one$"):
            change()
    sample.slicing_style = TRANSIENT
    sample.insert_slice(7)
    sample.slicing_style = MANUAL
    assert tuple(sample.slices) == (0,)
    sample.slicing_style = TRANSIENT
    assert tuple(sample.slices)[:3] == (0, 7, 22050)
    for name, value in (("slicing_region_count", 1), ("slicing_region_count", 65), ("slicing_beat_division", 11),
                        ("slicing_style", 4)):
        with pytest.raises(RuntimeError):
            setattr(sample, name, value)


def test_slicing_by_transients_is_as_fine_as_it_is_sensitive(stage, song, simpler):
    sample = simpler.sample
    assert sample.slicing_style == TRANSIENT
    counts = []
    for sensitivity in (0.0, 0.3, 0.7, 1.0):
        sample.slicing_sensitivity = sensitivity
        counts.append(len(sample.slices))
    assert counts == [4, 16, 32, 64]
    sample.clear_slices()
    assert len(sample.slices) == 0
    song.undo()
    sample.insert_slice(7)
    sample.reset_slices()
    assert len(sample.slices) == 64
    stage.hear(sample, "slices")
    sample.slicing_sensitivity = 0.99
    assert stage.heard == []
    for value in (-0.1, 1.1):
        with pytest.raises(RuntimeError):
            sample.slicing_sensitivity = value


def strike(stage, pitch, start=0.0, duration=1.0):
    """A clip of four beats with one note, from the very moment when it begins to play."""
    clip = stage.clip()
    note = stage.live.Clip.MidiNoteSpecification
    clip.add_new_notes((note(pitch, start, duration),))
    clip.fire()
    stage.tick()


def place(stage, simpler):
    stage.tick()
    return simpler.playing_position if simpler.playing_position_enabled else None


def test_a_note_of_a_clip_moves_the_playing_position_as_long_as_it_lasts(stage, song, simpler):
    stage.hear(simpler, "playing_position_enabled")
    assert simpler.playing_position_enabled is False and simpler.playing_position == 0.0
    strike(stage, 60)
    before = place(stage, simpler)
    stage.simulator.advance(0.2)
    assert place(stage, simpler) == pytest.approx(before + 0.21 / SECONDS, abs=1e-3)
    stage.beats(1.0)
    assert place(stage, simpler) is None
    stage.beats(3.0)
    assert place(stage, simpler) is not None
    song.stop_playing()
    stage.tick()
    assert place(stage, simpler) is None
    assert [value for _, value in stage.heard] == [True, False, True, False]


def test_an_octave_up_plays_twice_as_fast_and_a_loop_comes_round(stage, song, simpler):
    strike(stage, 72, duration=4.0)
    before = place(stage, simpler)
    stage.simulator.advance(0.5)
    assert place(stage, simpler) == pytest.approx(before + 2 * 0.51 / SECONDS, abs=1e-3)
    simpler.sample.end_marker = 44100
    stage.simulator.advance(0.1)
    assert place(stage, simpler) is None
    [loop] = [each for each in simpler.parameters if each.name == "S Loop On"]
    loop.value = 1.0
    assert 0.0 <= place(stage, simpler) <= 44100.0 / FRAMES


def test_one_shots_play_to_the_end_and_slices_from_theirs(stage, song, simpler):
    simpler.playback_mode = 1
    strike(stage, 60, duration=0.25)
    stage.beats(1.0)
    assert place(stage, simpler) == pytest.approx(0.52 / SECONDS, abs=0.01)
    simpler.playback_mode = 2
    assert place(stage, simpler) is None
    simpler.sample.slicing_style = MANUAL
    simpler.sample.insert_slice(88200)
    song.tracks[0].clip_slots[0].clip.apply_note_modifications(transposed(song, 37))
    assert 0.25 <= place(stage, simpler) < 0.5


def transposed(song, pitch):
    notes = song.tracks[0].clip_slots[0].clip.get_all_notes_extended()
    for note in notes:
        note.pitch = pitch
    return notes


def test_a_key_that_is_held_moves_the_playing_position_of_its_pad_only(stage, song):
    song.tracks[0].arm = True
    rack = song.tracks[0].insert_device("Drum Rack")
    pads = []
    for note in (36, 38):
        chain = rack.insert_chain()
        chain.in_note = note
        device = chain.insert_device("Simpler")
        device.replace_sample("/sounds/hit.wav")
        pads.append(device)
    stage.simulator.send_midi((0x90, 38, 100))
    stage.simulator.advance(0.1)
    assert [place(stage, pad) is None for pad in pads] == [True, False]
    rack.parameters[0].value = 0.0
    assert place(stage, pads[1]) is None
    rack.parameters[0].value = 1.0
    stage.simulator.send_midi((0x80, 38, 0))
    assert place(stage, pads[1]) is None


def test_a_playing_position_is_no_step_of_undo_and_a_revived_simpler_follows_again(stage, song, simpler):
    strike(stage, 60, duration=4.0)
    song.tracks[0].delete_device(0)
    stage.tick()
    song.undo()
    back = song.tracks[0].devices[0]
    assert back.sample.file_path == "/sounds/break.wav" and place(stage, back) is not None
    assert len([task for task in stage.simulator.loop.every_tick if "follow_voice" in repr(task)]) == 1


def test_the_selected_slice_is_one_of_the_slices(simpler):
    simpler.sample.insert_slice(1000)
    assert simpler.view.selected_slice == 0
    simpler.view.selected_slice = 1000
    assert simpler.view.selected_slice == 1000
    with pytest.raises(RuntimeError):
        simpler.view.selected_slice = 1001
    simpler.sample.remove_slice(1000)
    assert simpler.view.selected_slice == 0


def test_warping_stretches_beats_and_slices_by_beats_follow(stage, simpler):
    sample = simpler.sample
    assert simpler.can_warp_as and not simpler.can_warp_double and simpler.guess_playback_length() == 16.0
    with pytest.raises(RuntimeError):
        simpler.warp_double()
    sample.slicing_style = BEAT
    stage.hear(sample, "warp_markers", "slices")
    simpler.warp_as(4.0)
    assert sample.warping is True and simpler.can_warp_double and len(sample.slices) == 4
    assert [(mark.sample_time, mark.beat_time) for mark in sample.warp_markers] == [
        (0.0, 0.0), (SECONDS, 4.0), (pytest.approx(SECONDS * (1 + 1 / 128.0)), 4.0 + 1 / 32.0)]
    simpler.warp_double()
    assert len(sample.slices) == 8 and sample.sample_to_beat_time(float(FRAMES)) == 8.0
    simpler.warp_half()
    simpler.warp_half()
    assert len(sample.slices) == 2
    assert [name for name, _ in stage.heard] == ["warp_markers", "slices"] * 4
    for beats in (0.0, -1.0, float("nan")):
        with pytest.raises(RuntimeError):
            simpler.warp_as(beats)


def test_a_copy_of_a_simpler_has_a_sample_of_its_own(song, simpler):
    simpler.sample.slicing_style = MANUAL
    simpler.sample.insert_slice(1000)
    simpler.voices = 12
    song.duplicate_track(0)
    copy = song.tracks[1].devices[0]
    assert copy.sample != simpler.sample and tuple(copy.sample.slices) == (0, 1000) and copy.voices == 12
    copy.sample.insert_slice(2000)
    assert tuple(simpler.sample.slices) == (0, 1000)


GAPS = st.lists(st.tuples(st.floats(0.1, 4.0), st.floats(0.1, 4.0)), min_size=1, max_size=5)


def markers_of(gaps):
    found = [(0.0, 0.0)]
    for seconds, beats in gaps:
        found.append((found[-1][0] + seconds, found[-1][1] + beats))
    return tuple(found)


@given(GAPS, st.floats(-4.0, 24.0))
def test_beats_lead_to_seconds_and_back(gaps, beats):
    markers = markers_of(gaps)
    assert warp.beats_at(markers, warp.seconds_at(markers, beats)) == pytest.approx(beats, abs=1e-6)


@given(GAPS)
def test_each_marker_sounds_where_it_stands(gaps):
    markers = markers_of(gaps)
    for seconds, beats in warp.shown(markers):
        assert warp.seconds_at(markers, beats) == pytest.approx(seconds, abs=1e-6)


@given(GAPS, st.floats(0.01, 0.99))
def test_a_marker_on_the_line_changes_nothing_and_goes_away_again(gaps, part):
    markers = markers_of(gaps)
    beats = round(markers[-1][1] * part, 3)
    if any(abs(beats - other) < 1e-3 for _, other in markers):
        return
    more = warp.add(markers, warp.seconds_at(markers, beats), beats)
    for probe in (-1.0, beats, beats / 2, markers[-1][1] + 1):
        assert warp.seconds_at(more, probe) == pytest.approx(warp.seconds_at(markers, probe), abs=1e-6)
    assert warp.remove(more, beats) == markers
