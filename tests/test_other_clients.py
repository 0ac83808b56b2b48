"""AbletonOSC's clients from PyPI return what their authors meant, with this script instead of AbletonOSC."""
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LIMIT = 30.0


@pytest.fixture(scope="module")
def drive(require_package, own_network, tmp_path_factory):
    """A function: what a client returned, by what was asked; the client is driven once."""
    found = {}

    def run(name, module):
        if name not in found:
            require_package(module, name)
            command = own_network + [sys.executable, "-m", "tests.other_clients", name]
            # The structure of a Set is handed over in a file with a name that is always the same.
            environment = dict(os.environ, TMPDIR=str(tmp_path_factory.mktemp("handed over")))
            done = subprocess.run(command, cwd=str(ROOT), env=environment, capture_output=True, text=True,
                                  timeout=LIMIT)
            assert done.returncode == 0, done.stderr
            found[name] = json.loads(done.stdout.splitlines()[-1])
        return found[name]

    return run


@pytest.fixture
def pylive(drive):
    return drive("pylive", "live")


@pytest.fixture
def abletonosc_client(drive):
    return drive("abletonosc-client", "abletonosc_client")


def pick(seen, *names):
    return {name: seen[name] for name in names}


def test_pylive_finds_the_same_set_through_a_file_and_through_the_network(pylive):
    tracks = pylive["scanned through the network"]
    assert pylive["scanned through a file"] == tracks
    assert [track[0] for track in tracks] == ["1-Operator", "2-MIDI", "3-Audio", "4-Audio"]
    name, is_group, clips, devices = tracks[0]
    assert (is_group, clips) == (False, [[2, "Riff", 8.0]])
    assert [device[0] for device in devices] == ["Operator", "Reverb"]
    assert all(count > 10 for _, count in devices)


def test_pylive_reads_what_it_has_written(pylive):
    expected = {"connected": True, "tempo": 133.5, "metronome": True, "clip_trigger_quantization": 0,
                "arrangement_overdub": True, "usage is a float": True, "track volume": 0.5, "track panning": -0.5,
                "track mute": True, "track arm": True, "track solo": True, "track color_index": 5,
                "kinds": [True, False], "notes": [0, 4, 60, 0.0, 1.0, 100.0, False],
                "parameter": ["Algorithm", [0, 0, 1, 10.0]]}
    assert pick(pylive, *expected) == expected


def test_pylive_undoes_and_redoes_by_the_addresses_of_liveosc(pylive):
    before, made, undone, deleted = pylive["num_tracks"]
    assert [made - before, undone - before, deleted - before] == [2, 1, 1]


def test_pylive_plays_a_clip_and_hears_beats_and_tempo(pylive):
    expected = {"playing": [4, True], "stopped": True, "tempi": [[133.5], [400.0]], "beats follow each other": 1,
                "stops": True}
    assert pick(pylive, *expected) == expected


def test_abletonosc_client_inserts_devices_and_is_told_where(abletonosc_client):
    expected = {"inserted": [0, 1, -1], "device names": ["Operator", "Reverb"], "device": ["Operator", "Operator"],
                "selected device": [0, 1]}
    assert pick(abletonosc_client, *expected) == expected


def test_abletonosc_client_reads_what_it_has_written(abletonosc_client):
    expected = {"test": True, "version": "12", "log level": "info", "tempo": 90.0, "tempi": [140.0], "metronome": True,
                "loop": True, "punch_in": True, "record_mode": False, "signature": [4, 4],
                "clip": [True, "Riff", 4.0], "send": 0.25, "selected track": 1, "scene": "Intro",
                "track names": ["1-Operator", "2-MIDI", "3-Audio", "4-Audio"],
                "some track names": ["2-MIDI", "3-Audio"]}
    assert pick(abletonosc_client, *expected) == expected


def test_abletonosc_client_lists_searches_and_loads_what_is_in_the_browser(abletonosc_client):
    expected = {"packs": ["Core Library"], "sounds": ["Bass", "Pad"], "has Reverb": True, "loaded": ["Limiter", ""],
                "found": [[f"{count}-EDO.ascl", "Core Library", f"Core Library/Tunings/{count}-EDO.ascl"]
                          for count in (19, 31)]}
    assert pick(abletonosc_client, *expected) == expected
