"""Recordings that end otherwise than by their button: undone, deleted, disarmed, or with keys still held."""

import pytest

from .test_recording import OFF, ON, TRANSITION


@pytest.fixture
def armed(song):
    """The first track, armed."""
    song.tracks[0].arm = True
    return song.tracks[0]


@pytest.fixture
def clip(stage, armed):
    """The clip that the first slot records, for three quarters of a second by now."""
    armed.clip_slots[0].fire()
    stage.tick()
    stage.beats(1.5)
    return armed.clip_slots[0].clip


GOING_AWAY = {
    "undo": lambda song: song.undo(),
    "delete_clip": lambda song: song.tracks[0].clip_slots[0].delete_clip(),
    "delete_track": lambda song: song.delete_track(0),
    "delete_scene": lambda song: song.delete_scene(0),
}


@pytest.mark.parametrize("way", GOING_AWAY)
def test_nothing_records_when_the_recording_clip_went_away(stage, song, clip, way):
    assert song.session_record_status == ON
    stage.hear(song, "session_record_status")
    GOING_AWAY[way](song)
    stage.beats(1)
    assert stage.heard == [("session_record_status", OFF)] and song.session_record_status == OFF


def test_nothing_waits_to_record_when_its_track_was_deleted(stage, song, armed):
    stage.play()
    stage.beats(1)
    armed.clip_slots[0].fire()
    stage.tick()
    assert song.session_record_status == TRANSITION
    stage.hear(song, "session_record_status")
    song.delete_track(0)
    stage.beats(4)
    assert stage.heard == [("session_record_status", OFF)]


def test_another_recording_goes_on_when_one_is_deleted(stage, song, armed):
    song.tracks[1].arm = True
    for track in song.tracks[:2]:
        track.clip_slots[0].fire()
    stage.tick()
    stage.beats(1)
    stage.hear(song, "session_record_status")
    armed.clip_slots[0].delete_clip()
    stage.beats(1)
    assert stage.heard == [] and song.session_record_status == ON
