"""Build a song in the open Set: drums, bass and chords in three scenes, with names, notes and a tempo.

    python3 -m examples.build_song            adds tracks and scenes behind those that there are
    python3 -m examples.build_song --play     and launches the first of its scenes

Change the four tables; nothing that was in the Set is touched but its tempo.
"""
import argparse

from client import AbletonOSCClient

TEMPO = 104
KICK, SNARE, HAT = 36, 38, 42
"""Where Live's drum kits have them."""
AM, F, C, G = (57, 60, 64), (53, 57, 60), (55, 60, 64), (55, 59, 62)

# A sign is a sixteenth: X loud, x soft. One bar, looped.
DRUMS = {
    "Intro": {HAT: "x.x.x.x.x.x.x.xx"},
    "Verse": {HAT: "x.x.x.x.x.x.x.xx", KICK: "X.....x.X......."},
    "Chorus": {HAT: "x.X.x.X.x.X.x.X.", KICK: "X...X...X...X.x.", SNARE: "....X.......X..x"},
}
# A root for each bar, played in eighths; chords of a bar each.
BASS = {"Verse": (33, 33, 29, 29), "Chorus": (33, 29, 36, 31)}
CHORDS = {"Intro": (AM, F), "Verse": (AM, AM, F, F), "Chorus": (AM, F, C, G)}


def drum_notes(lines):
    """Notes as `/live/clip/add/notes` takes them: pitch, start, duration, velocity, muted; times in beats."""
    for pitch, line in lines.items():
        for step, sign in enumerate(line):
            if sign != ".":
                yield pitch, step / 4, 0.25, 115 if sign == "X" else 75, False


def bass_notes(roots):
    for eighth in range(8 * len(roots)):
        yield roots[eighth // 8], eighth / 2, 0.4, 100, False


def chord_notes(chords):
    for bar, chord in enumerate(chords):
        for pitch in chord:
            yield pitch, 4.0 * bar, 3.9, 80, False


def add_scenes(client, names):
    """Add scenes at the end; gives the index of each by its name."""
    first = client.query("/live/song/get/num_scenes")[0]
    indices = {name: first + number for number, name in enumerate(names)}
    for name, index in indices.items():
        client.call("/live/song/create_scene", -1)
        client.call("/live/scene/set/name", (index, name))
    return indices


def add_track(client, name):
    """Add a MIDI track at the end; gives its index."""
    track = client.query("/live/song/get/num_tracks")[0]
    client.call("/live/song/create_midi_track", -1)
    client.call("/live/track/set/name", (track, name))
    return track


def add_clip(client, track, scene, name, bars, notes):
    client.call("/live/clip_slot/create_clip", (track, scene, 4.0 * bars))
    client.call("/live/clip/set/name", (track, scene, name))
    client.call("/live/clip/add/notes", (track, scene) + tuple(value for note in notes for value in note))


def load_drum_kit(client, track):
    """Load the first kit that the browser has; libraries differ from computer to computer."""
    found = client.query("/live/browser/search", ("kit", "drums", 1), timeout=30)[3:]
    if found:
        client.query("/live/browser/load_item", (track, found[1]), timeout=30)
    return found[0] if found else "no drum kit found"


def load_instrument(client, track, name="Drift"):
    device = client.query("/live/track/insert_device", (track, name), timeout=30)[1]
    return name if device >= 0 else name + " is not in this Live"


def build(client):
    """Build it all; gives the index of its first scene."""
    client.call("/live/song/set/tempo", TEMPO)
    scenes = add_scenes(client, DRUMS)

    drums, bass, chords = (add_track(client, name) for name in ("Drums", "Bass", "Chords"))
    print("Drums:", load_drum_kit(client, drums))
    for track, name in ((bass, "Bass"), (chords, "Chords")):
        print("%s:" % name, load_instrument(client, track))
    client.call("/live/track/set/volume", (chords, 0.7))  # 0.85 is 0 dB

    for part, lines in DRUMS.items():
        add_clip(client, drums, scenes[part], part + " beat", 1, drum_notes(lines))
    for part, roots in BASS.items():
        add_clip(client, bass, scenes[part], part + " bass", len(roots), bass_notes(roots))
    for part, progression in CHORDS.items():
        add_clip(client, chords, scenes[part], part + " chords", len(progression), chord_notes(progression))
    print("Scenes:", ", ".join("%d %s" % (index, part) for part, index in scenes.items()))
    return scenes["Intro"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=11000)
    parser.add_argument("--play", action="store_true", help="launch the first scene")
    options = parser.parse_args()
    with AbletonOSCClient(options.host, options.port, client_port=0) as live:
        first_scene = build(live)
        if options.play:
            live.call("/live/scene/fire", first_scene)
