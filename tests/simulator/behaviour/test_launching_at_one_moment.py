"""What a launch changes has changed everywhere when the first listener hears of it, and each hears of it once."""

import pytest


@pytest.fixture
def seen(stage, song):
    """(listener, what all of the first track says) of each notification from now on; the first clip plays."""
    track = song.tracks[0]
    clips = [stage.clip(scene=index) for index in range(2)]
    clips[0].fire()
    stage.tick()
    found = []

    def state():
        return (track.playing_slot_index, track.fired_slot_index, track.clip_slots[1].is_triggered,
                [(clip.is_playing, clip.is_triggered) for clip in clips])

    def note(name):
        return lambda: found.append((name, state()))

    def hear(owner, name, label):
        stage.kept.append(note(label))
        getattr(owner, "add_{}_listener".format(name))(stage.kept[-1])

    hear(track, "playing_slot_index", "playing")
    hear(track, "fired_slot_index", "fired")
    hear(track.clip_slots[1], "is_triggered", "triggered")
    hear(clips[0], "playing_status", "old clip")
    hear(clips[1], "playing_status", "new clip")
    return found


LAUNCHED = (1, -1, False, [(False, False), (True, False)])
STOPPED = (-2, -1, False, [(False, False), (False, False)])


@pytest.mark.parametrize("launch", ["clip", "scene"])
def test_at_the_beat_each_listener_is_called_once_when_all_is_as_it_will_be(stage, song, seen, launch):
    stage.beats(1)
    (song.scenes[1] if launch == "scene" else song.tracks[0].clip_slots[1]).fire()
    stage.tick()
    del seen[:]
    stage.beats(4)
    names = ("playing", "fired", "triggered", "old clip", "new clip")
    assert sorted(seen) == sorted((name, LAUNCHED) for name in names)


def test_without_quantization_too(stage, song, seen):
    song.clip_trigger_quantization = 0
    song.tracks[0].clip_slots[1].fire()
    stage.tick()
    assert sorted(seen) == sorted((name, LAUNCHED) for name in ("playing", "old clip", "new clip"))


def test_stopping_shows_at_one_moment(stage, song, seen):
    stage.beats(1)
    song.tracks[0].stop_all_clips()
    stage.tick()
    del seen[:]
    stage.beats(4)
    assert sorted(seen) == sorted((name, STOPPED) for name in ("playing", "fired", "old clip"))


def test_a_listener_that_fails_keeps_no_other_from_hearing(stage, song, seen):
    def fail():
        raise ValueError("mine")

    song.tracks[0].add_fired_slot_index_listener(fail)
    stage.beats(1)
    song.tracks[0].clip_slots[1].fire()
    stage.beats(4)
    assert ("new clip", LAUNCHED) in seen and ("playing", LAUNCHED) in seen
    assert song.tracks[0].playing_slot_index == 1
