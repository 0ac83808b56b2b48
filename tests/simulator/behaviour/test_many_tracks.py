"""What one change costs grows with the number of tracks, not with its square."""
import sys

import pytest

from simulator import Simulator

CHANGES = {
    "renaming": lambda song, track, turn: setattr(track, "name", "track {}".format(turn)),
    "soloing": lambda song, track, turn: setattr(track, "solo", turn % 2 == 0),
    "renaming a return": lambda song, track, turn: setattr(song.return_tracks[0], "name", "return {}".format(turn)),
}


def count_calls(change, *arguments):
    """The function calls of one change, those of the interpreter included."""
    calls = []
    sys.setprofile(lambda frame, event, argument: calls.append(event))
    try:
        change(*arguments)
    finally:
        sys.setprofile(None)
    return len(calls)


def calls_to_change(count, change):
    """The function calls of the cheapest of some changes in a Set of so many tracks."""
    simulator = Simulator()
    song = simulator.live_song
    rows = song.values["tracks"] + [song.make_track("midi") for _ in range(count)]
    song.change_tracks("tracks", rows)
    track = simulator.song.tracks[count // 2]
    counts = [count_calls(change, simulator.song, track, turn) for turn in range(4)]
    simulator.close()
    return min(counts)


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_a_change_with_ten_times_the_tracks_takes_no_more_than_some_ten_times_the_calls(name):
    assert calls_to_change(500, CHANGES[name]) < 15 * calls_to_change(50, CHANGES[name])


def test_names_and_sends_follow_when_tracks_and_returns_move():
    simulator = Simulator()
    song = simulator.song
    heard = []
    track = song.tracks[3]
    track.add_name_listener(lambda: heard.append(track.name))
    song.delete_track(0)
    assert heard == ["3-Audio"]
    track.name = "Vox"
    assert heard == ["3-Audio", "Vox"]
    song.return_tracks[1].name = "Echo"
    assert [send.name for send in song.tracks[0].mixer_device.sends] == ["A-Reverb", "B-Echo"]
    song.delete_return_track(0)
    assert [send.name for send in song.tracks[0].mixer_device.sends] == ["A-Echo"]
    simulator.close()


def calls_to_play(count):
    """The function calls of a tick in which a Simpler plays a clip with so many notes, and nobody looks at it."""
    simulator = Simulator(live_version="12.4.6")
    track = simulator.song.tracks[0]
    track.insert_device("Simpler")
    track.devices[-1].replace_sample("/sounds/hit.wav")
    track.clip_slots[0].create_clip(4.0)
    note = simulator.live.Clip.MidiNoteSpecification
    track.clip_slots[0].clip.add_new_notes(tuple(note(place % 128, place // 128 / 8.0, 0.01) for place in range(count)))
    track.clip_slots[0].fire()
    simulator.advance(1)
    calls = count_calls(simulator.advance, 0.2)
    simulator.close()
    return calls


def test_a_simpler_that_plays_many_notes_takes_no_more_calls_while_nobody_looks_at_it():
    assert calls_to_play(2000) < 1.2 * calls_to_play(100)
