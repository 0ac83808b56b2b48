"""The Python examples do what their first lines say, as processes, with a simulated Live in real time."""
import signal
import struct

from tests.test_other_programs import LIMIT

DRUMS, BASS, CHORDS = 4, 5, 6
INTRO, VERSE, CHORUS = 8, 9, 10
FAST = 400
"""Beats per minute: a bar takes 0.6 seconds."""


def test_build_song_says_what_it_has_made(song):
    assert song == ["Drums: Kit-Core 606.adg", "Bass: Drift", "Chords: Drift", "Scenes: 8 Intro, 9 Verse, 10 Chorus"]


def test_build_song_adds_tracks_with_instruments_behind_those_that_there_are(song, client):
    names = client.query("/live/song/get/track_names")
    assert names == ("1-MIDI", "2-MIDI", "3-Audio", "4-Audio", "Drums", "Bass", "Chords")
    assert [client.query("/live/track/get/devices/name", track)[1:] for track in (DRUMS, BASS, CHORDS)] == [
        ("Kit-Core 606",), ("Drift",), ("Drift",)]
    assert [client.query("/live/scene/get/name", scene)[1] for scene in (INTRO, VERSE, CHORUS)] == [
        "Intro", "Verse", "Chorus"]


def test_build_song_fills_its_scenes_with_clips(song, client):
    clips = [client.query("/live/track/get/clips/name", track)[1 + INTRO:] for track in (DRUMS, BASS, CHORDS)]
    assert clips == [("Intro beat", "Verse beat", "Chorus beat"), (None, "Verse bass", "Chorus bass"),
                     ("Intro chords", "Verse chords", "Chorus chords")]
    lengths = [client.query("/live/clip/get/length", (track, CHORUS))[2] for track in (DRUMS, BASS, CHORDS)]
    assert lengths == [4.0, 16.0, 16.0]


def test_build_song_writes_the_notes_of_its_tables(song, client):
    notes = client.query("/live/clip/get/notes", (CHORDS, INTRO))[2:]
    assert [notes[place:place + 5] for place in range(0, len(notes), 5)] == sorted(
        (pitch, start, sent(3.9), 80.0, False)
        for start, chord in ((0.0, (57, 60, 64)), (4.0, (53, 57, 60))) for pitch in chord)
    kicks = client.query("/live/clip/get/notes", (DRUMS, CHORUS, 36, 1, 0.0, 4.0))[2:]
    assert kicks[1::5] == (0.0, 1.0, 2.0, 3.0, 3.5)
    assert kicks[3::5] == (115.0, 115.0, 115.0, 115.0, 75.0)


def sent(value):
    """What a float is after it was sent: OSC has 32 bits for it."""
    return struct.unpack(">f", struct.pack(">f", value))[0]


def test_setlist_launches_each_scene_on_its_bar_and_stops_after_the_last(song, client, run_example):
    client.call("/live/song/set/tempo", FAST)
    client.call("/live/song/set/current_song_time", 0)
    with client.listen("/live/track/get/playing_slot_index", CHORDS) as slots:
        printed = run_example("setlist", f"{INTRO}:1", f"{CHORUS}:1")
        launched = [slots.next_push(LIMIT).arguments[1] for _ in range(4)]
    assert printed == ["bar 1: scene 8 Intro", "bar 2: scene 10 Chorus", "bar 3: the end"]
    assert (launched[0] < 0, launched[1:3], launched[3] < 0) == (True, [INTRO, CHORUS], True)
    assert [launch_time(client, scene) for scene in (INTRO, CHORUS)] == [0.0, 4.0]

    # Again, into a song that plays: on its next bar line.
    assert client.query("/live/song/get/is_playing") == (True,)
    launch, end = run_example("setlist", f"{VERSE}:1")
    bar = int(launch[len("bar "):launch.index(":")])
    assert (launch, end) == (f"bar {bar}: scene 9 Verse", f"bar {bar + 1}: the end")
    assert bar > 2
    assert launch_time(client, VERSE) == 4.0 * (bar - 1)
    client.call("/live/song/stop_playing")


def launch_time(client, scene):
    """The beat on which the chords of a scene were launched last."""
    return client.query("/live/clip/get/start_time", (CHORDS, scene))[2]


def test_mixer_log_prints_who_was_moved_from_where_to_where(song, client, running_example):
    with running_example("mixer_log") as (process, lines):
        lines.wait_for("Enter ends.")
        for address, params in (("/live/track/set/volume", (0, 0.5)), ("/live/track/set/send", (BASS, 1, 0.25)),
                                ("/live/track/set/mute", (CHORDS, True)), ("/live/return/set/panning", (0, -1)),
                                ("/live/master/set/cue_volume", 0.6)):
            client.call(address, params)
        lines.wait_for("cue_volume")
        process.stdin.close()
        assert process.wait(LIMIT) == 0
    assert sorted(line.split("  ", 1)[1].split() for line in lines.seen[1:]) == sorted([
        ["1-MIDI", "volume", "0.85", "->", "0.50"], ["Bass", "send", "1", "0.00", "->", "0.25"],
        ["Chords", "mute", "False", "->", "True"], ["A-Reverb", "panning", "0.00", "->", "-1.00"],
        ["master", "cue_volume", "0.85", "->", "0.60"]])
    client.call("/live/track/set/mute", (CHORDS, False))


def test_meter_bridge_shows_what_is_loud_and_gets_a_line_for_a_new_track(song, client, running_example):
    client.call("/live/scene/fire", CHORUS)
    with running_example("meter_bridge") as (process, lines):
        loud = lines.wait_for("#")
        client.call("/live/song/create_audio_track", -1)
        client.call("/live/track/set/name", (7, "Newcomer"))
        silent = lines.wait_for("Newcomer")
        master = lines.wait_for("master")
        process.send_signal(signal.SIGINT)
        lines.wait_for("The end.")
        assert process.wait(LIMIT) == 0
    assert loud.endswith(" dB") and "|" in loud
    assert silent.split()[-1] == "-" and "#" not in silent
    assert "#" in master
    client.call("/live/song/delete_track", 7)
    client.call("/live/song/stop_playing")
