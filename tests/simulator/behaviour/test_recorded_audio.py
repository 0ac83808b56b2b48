"""What recording on an audio track leaves is an audio clip like any other: with a file, a name, and warp markers."""

import os
import tempfile

import pytest

from simulator import Simulator

from .conftest import VERSION

UNSAVED = os.path.join(tempfile.gettempdir(), "Live Recordings", "Temp Project")


@pytest.fixture
def armed(song):
    """The third track, whose input is audio, armed."""
    song.tracks[2].arm = True
    return song.tracks[2]


def record(stage, slot, beats=8):
    """Records that many beats into a slot and plays on."""
    slot.fire()
    stage.tick()
    stage.beats(beats - 1)
    slot.fire()
    stage.beats(1)
    assert not slot.clip.is_recording
    return slot.clip


def facts(clip):
    markers = [(marker.sample_time, marker.beat_time) for marker in clip.warp_markers]
    return clip.file_path, clip.name, clip.sample_length, clip.sample_rate, clip.length, markers


def test_what_was_recorded_into_a_slot_has_a_file_of_its_length_at_the_sets_tempo(stage, song, armed):
    song.tempo = 60.0
    clip = record(stage, armed.clip_slots[0])
    path = os.path.join(UNSAVED, "Samples", "Recorded", "0001 3-Audio.wav")
    assert facts(clip)[:5] == (path, "0001 3-Audio", 8 * 44100, 44100.0, 8.0)
    assert [(row.sample_time, row.beat_time) for row in clip.warp_markers][:2] == [(0.0, 0.0), (8.0, 8.0)]
    assert clip.beat_to_sample_time(2.0) == 2 * 44100.0 and clip.sample_to_beat_time(44100.0) == 1.0
    assert clip.seconds_to_sample_time(1.0) == 44100.0
    song.tempo = 120.0
    clip.end_marker = 4.0
    assert clip.beat_to_sample_time(2.0) == 2 * 44100.0, "neither tempo nor markers change what was recorded"


def test_a_recording_has_its_file_from_the_beginning_and_it_grows(stage, song, armed):
    armed.clip_slots[0].fire()
    stage.tick()
    stage.beats(2)
    clip = armed.clip_slots[0].clip
    assert clip.is_recording and clip.name == "0001 3-Audio" and clip.sample_length == pytest.approx(44100, rel=0.02)
    assert clip.warp_markers[1].beat_time == pytest.approx(2.0, rel=0.02)


@pytest.mark.parametrize("recording", [True, False])
def test_warping_can_be_switched_while_it_is_recorded_and_afterwards(stage, song, armed, recording):
    slot = armed.clip_slots[0]
    if recording:
        slot.fire()
        stage.beats(4)
    clip = slot.clip if recording else record(stage, slot)
    clip.warping = False
    stage.tick()
    stage.beats(2)
    if recording:
        slot.fire()
        stage.beats(4)
    assert clip.warping is False and not clip.is_recording
    assert clip.sample_length == pytest.approx(clip.end_marker * 44100.0)
    clip.warping = True
    stage.tick()
    assert clip.sample_length == pytest.approx(clip.end_marker * 22050.0)


def test_each_recording_has_a_number_of_its_own(stage, song, armed):
    armed.name = "Vox/Lead"
    names = [record(stage, armed.clip_slots[index]).name for index in (0, 1)]
    armed.clip_slots[1].delete_clip()
    names.append(record(stage, armed.clip_slots[2]).name)
    assert names == ["0001 Vox_Lead", "0002 Vox_Lead", "0003 Vox_Lead"]


def test_a_recording_comes_back_with_its_file(stage, song, armed):
    before = facts(record(stage, armed.clip_slots[0]))
    song.undo()
    assert not armed.clip_slots[0].has_clip
    song.redo()
    assert facts(armed.clip_slots[0].clip) == before


def test_the_arrangement_records_files_too_and_a_part_of_a_clip_keeps_its_place_in_the_file(stage, song, armed):
    song.record_mode = True
    stage.tick()
    stage.beats(8)
    song.stop_playing()
    stage.tick()
    (clip,) = armed.arrangement_clips
    assert clip.name == "0001 3-Audio" and clip.sample_length == pytest.approx(clip.length * 22050.0)
    assert clip.file_path.startswith(UNSAVED) and len(clip.warp_markers) == 3
    stage.unwrap(clip).trim(2.0, 4.0)
    assert (clip.start_marker, clip.end_marker) == (2.0, 4.0)
    assert clip.beat_to_sample_time(4.0) == pytest.approx(2 * 44100.0)


def test_rounds_of_the_loop_share_a_file_with_their_take_lanes(stage, song, armed):
    song.loop_start, song.loop_length, song.loop = 0.0, 4.0, True
    song.record_mode = True
    stage.tick()
    stage.beats(9)
    song.record_mode = False
    stage.tick()
    (first, second, third) = [lane.arrangement_clips[0].file_path for lane in armed.take_lanes]
    assert len({first, second, third}) == 3
    assert [clip.file_path for clip in armed.arrangement_clips] == [third, second]


def test_a_saved_set_has_its_recordings_beside_it_and_keeps_them(stage, song, armed, tmp_path):
    first = facts(record(stage, armed.clip_slots[0]))
    path = str(tmp_path / "song.als")
    stage.simulator.save_set(path)
    other = Simulator(VERSION)
    other.load_set(path)
    track = other.song.tracks[2]
    assert facts(track.clip_slots[0].clip) == first
    track.arm = True
    track.clip_slots[1].fire()
    other.advance(1.0)
    recorded = os.path.join(str(tmp_path), "Samples", "Recorded", "0002 3-Audio.wav")
    assert track.clip_slots[1].clip.file_path == recorded and not os.path.exists(recorded)
    other.close()
