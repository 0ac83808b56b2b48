"""Programs of other people, driven as their users do: `python -m tests.other_clients NAME` prints what they return.

They have the ports 11000 and 11001 for good, so this is run in a network of its own; test_other_clients.py does.
"""
import json
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from functools import partial

LIMIT = 5.0
SETTINGS = ("legacy_beat=false",)


@contextmanager
def simulated_live():
    """A simulated Live that inserts devices, on the ports that everybody knows."""
    command = [sys.executable, "-m", "simulator", "--until-stdin-closes", "--live-version", "12.3.6"]
    for setting in SETTINGS:
        command += ["--settings", setting]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, universal_newlines=True) as child:
        for line in child.stdout:
            if line.strip() == "ready":
                break
        threading.Thread(target=child.stdout.read, daemon=True).start()
        try:
            yield
        finally:
            child.stdin.close()
            child.wait(LIMIT)


def wait_for(look):
    """The first value of `look` that counts as true; the last one after some seconds."""
    end = time.monotonic() + LIMIT
    while True:
        found = look()
        if found or time.monotonic() > end:
            return found
        time.sleep(0.005)


class Heard:
    """A callback that keeps what it is called with."""

    def __init__(self):
        self.calls = []
        self.news = threading.Condition()

    def __call__(self, *values):
        with self.news:
            self.calls.append(values)
            self.news.notify_all()

    def wait_until(self, holds):
        """All calls, once something holds of them or time is up."""
        with self.news:
            self.news.wait_for(lambda: holds(self.calls), LIMIT)
            return list(self.calls)


def read_set(live_set):
    """What pylive has found in a Set."""
    return [[track.name, track.is_group, [[clip.index, clip.name, clip.length] for clip in track.active_clips],
             [[device.name, len(device.parameters)] for device in track.devices]] for track in live_set.tracks]


def drive_pylive():
    """Scan a Set in both ways, change it, play it, listen to it."""
    import live

    live.query("/live/track/insert_device", (0, "Operator"))
    live.query("/live/track/insert_device", (0, "Reverb"))
    live.cmd("/live/clip_slot/create_clip", (0, 2, 8.0))
    live.cmd("/live/clip/set/name", (0, 2, "Riff"))
    live_set = live.Set(scan=True)
    seen = {"scanned through a file": read_set(live_set)}
    live_set._scan_via_network(scan_device_parameters=True)
    seen["scanned through the network"] = read_set(live_set)
    seen["connected"] = live_set.is_connected

    for name, value in (("tempo", 133.5), ("metronome", True), ("clip_trigger_quantization", 0),
                        ("arrangement_overdub", True)):
        setattr(live_set, name, value)
        seen[name] = getattr(live_set, name)
    counts = [live_set.num_tracks]
    live_set.create_midi_track(-1)
    live_set.create_audio_track(-1)
    counts.append(live_set.num_tracks)
    live_set.undo()
    counts.append(live_set.num_tracks)
    live_set.redo()
    live_set.delete_track(4)
    counts.append(live_set.num_tracks)
    seen["num_tracks"] = counts
    seen["usage is a float"] = isinstance(live_set.average_process_usage, float)

    track = live_set.tracks[0]
    for name, value in (("volume", 0.5), ("panning", -0.5), ("mute", True), ("arm", True), ("solo", True),
                        ("color_index", 5)):
        setattr(track, name, value)
        seen["track " + name] = getattr(track, name)
    seen["kinds"] = [track.is_midi_track, track.is_audio_track]
    clip = track.create_clip(4, 4.0)
    clip.add_note(60, 0.0, 1.0, 100, False)
    seen["notes"] = live.query("/live/clip/get/notes", (0, 4))
    clip.play()
    wait_for(lambda: clip.is_playing)
    seen["playing"] = [track.playing_slot_index, track.clip_playing is clip]
    clip.stop()
    seen["stopped"] = wait_for(lambda: not track.is_playing)
    parameter = track.devices[0].parameters[1]
    parameter.value = parameter.max
    seen["parameter"] = [parameter.name, parameter.value]

    beats, tempi = Heard(), Heard()
    live_set.set_beat_callback(lambda beat: beats(beat))
    live_set.live.add_handler("/live/song/get/tempo", tempi)
    live_set.live.cmd("/live/song/start_listen/tempo")
    live_set.tempo = 400.0
    seen["tempi"] = tempi.wait_until(lambda calls: len(calls) >= 2)
    live_set.start_playing()
    calls = beats.wait_until(lambda calls: len(calls) >= 2)
    seen["beats follow each other"] = calls[1][0] - calls[0][0]
    live_set.stop_playing()
    seen["stops"] = wait_for(lambda: not live_set.is_playing)
    return seen


def song_has(song, name, value):
    return getattr(song, f"get_{name}")() == value


def drive_abletonosc_client():
    """Each of its classes: questions, settings, listeners, devices, the browser."""
    import abletonosc_client as theirs
    from abletonosc_client.browser import Browser

    client = theirs.AbletonOSCClient()
    song, track, clip, clip_slot, device, view, scene, application, browser = (
        part(client) for part in (theirs.Song, theirs.Track, theirs.Clip, theirs.ClipSlot, theirs.Device, theirs.View,
                                  theirs.Scene, theirs.Application, Browser))
    seen = {"test": application.test(), "version": application.get_version()}
    seen["inserted"] = [track.insert_device(0, name) for name in ("Operator", "Reverb", "Nothing of this name")]
    seen["device names"] = track.get_device_names(0)
    seen["device"] = [device.get_name(0, 0), device.get_class_name(0, 0)]
    seen["log level"] = application.get_log_level()

    tempi = Heard()
    song.set_tempo(90.0)
    seen["tempo"] = song.get_tempo()
    song.on_tempo_change(tempi)
    song.set_tempo(140.0)
    seen["tempi"] = tempi.wait_until(lambda calls: (140.0,) in calls)[-1]
    song.stop_tempo_listener()
    for name, value in (("metronome", True), ("loop", True), ("punch_in", True), ("record_mode", False)):
        getattr(song, f"set_{name}")(value)
        wait_for(partial(song_has, song, name, value))  # Live itself changes some of them a tick later
        seen[name] = getattr(song, f"get_{name}")()
    seen["signature"] = [song.get_signature_numerator(), song.get_signature_denominator()]
    seen["track names"] = song.get_track_names()
    seen["some track names"] = song.get_track_names(1, 3)

    clip_slot.create_clip(0, 0, 4.0)
    clip.set_name(0, 0, "Riff")
    seen["clip"] = [clip_slot.has_clip(0, 0), clip.get_name(0, 0), clip.get_length(0, 0)]
    track.set_send(0, 1, 0.25)
    seen["send"] = track.get_send(0, 1)
    view.set_selected_track(1)
    seen["selected track"] = view.get_selected_track()
    view.set_selected_device(0, 1)
    seen["selected device"] = view.get_selected_device()
    scene.set_name(0, "Intro")
    seen["scene"] = scene.get_name(0)

    seen["packs"] = browser.list_packs()
    seen["sounds"] = browser.list_sounds()
    seen["has Reverb"] = "Reverb" in browser.list_audio_effects()
    seen["loaded"] = [browser.search_and_load("limit"), browser.search_and_load("nothing of this name")]
    seen["found"] = browser.search("edo")
    client.close()
    return seen


DRIVERS = {"pylive": drive_pylive, "abletonosc-client": drive_abletonosc_client}


def main():
    with simulated_live():
        seen = DRIVERS[sys.argv[1]]()
    print(json.dumps(seen))


if __name__ == "__main__":
    main()
