"""The running script to which the examples of docs/api are sent: a simulated Live with one small Set, in memory."""
from __future__ import annotations

import shutil
import tempfile
from typing import Any, List, Sequence, Tuple

from AbletonOSC.control_surface import ControlSurface
from AbletonOSC.osc import packet
from AbletonOSC.osc.memory import MemoryServer
from AbletonOSC.settings import Settings
from simulator import Simulator
from simulator.behaviour.device_catalogue import CATALOGUE
from simulator.behaviour.groove import add_groove
from simulator.behaviour.song_tracks import group_tracks

LIVE_VERSION = "12.4.15"
AUDIO_FILE = "/samples/Loop 120bpm.wav"
CENTS = tuple(float(100 * step) for step in range(12))
CLIENT = ("127.0.0.1", 11001)
TICK = 0.02
WALL_CLOCK_START = 1700000000.0
KIND_OF_CLASS = {spec.lom_class: name for name, spec in reversed(list(CATALOGUE.items()))}
KIND_OF_CLASS["RackDevice"] = "Drum Rack"
DESCRIPTION = (
    f"Each example is run by `docs/generate.py` in the simulated Live {LIVE_VERSION}, and shown as the console shows "
    "it; what answers nothing is silent. All start from the default Set with, on track 0, Operator and Reverb, and a "
    "MIDI clip of 4 beats with two notes and an envelope for Operator's switch in slot 0, one in the Arrangement and "
    "one in a take lane; on track 1, the device that the example is about; on track 2, an audio clip in slot 0 and "
    "one in the Arrangement; track 4 in a group, which is track 3; a Reverb on the main track; a cue point, a groove "
    "and a tuning system."
)
"""What is in the Set, for the top of each page."""

Message = Tuple[str, Tuple[Any, ...]]


class ExampleSet:
    """The script in a Live that has the Set of the examples; `class_name` is of the device at track 1, device 0.

    Use it as a context manager: the `Live` module is there only meanwhile.
    """

    def __init__(self, class_name: str = "") -> None:
        self.class_name = class_name
        self.folder = ""
        self.transport = MemoryServer()
        self.simulator = Simulator(LIVE_VERSION, clock="simulated")

    def __enter__(self) -> ExampleSet:
        self.folder = tempfile.mkdtemp()
        self.simulator.install()
        self.host = self.simulator.host(self.create_instance)
        self.simulator.advance(0.2)
        song = self.simulator.live_song
        with song.history.unrecorded():
            self.fill(song)
        song.history.clear()
        self.simulator.advance(0.5)
        self.take()
        return self

    def __exit__(self, *_: Any) -> None:
        self.host.disconnect()
        self.simulator.uninstall()
        self.simulator.close()
        shutil.rmtree(self.folder)

    def create_instance(self, c_instance: Any) -> Any:
        self.surface = ControlSurface(c_instance, Settings({"legacy_beat": False}), self.simulator.now,
                                      lambda: WALL_CLOCK_START + self.simulator.now(), self.folder, self.transport)
        return self.surface

    def send(self, address: str, arguments: Sequence[Any]) -> List[Message]:
        """Send a message, and give what comes back, also of work that takes longer than a tick."""
        self.transport.deliver(packet.encode_message(address, arguments), CLIENT)
        self.simulator.advance(TICK)
        while self.surface.engine.tasks.tasks:
            self.simulator.advance(TICK)
        return self.take()

    def take(self) -> List[Message]:
        return [(str(address), tuple(arguments)) for address, arguments in
                (packet.decode(data) for data, _ in self.transport.take())]

    # The Set

    def fill(self, song: Any) -> None:
        midi, about, audio = song.values["tracks"][:3]
        for name in ("Operator", "Reverb"):
            midi.insert(CATALOGUE[name], -1)
        song.values["master_track"].insert(CATALOGUE["Reverb"], -1)
        self.fill_clips(midi, audio)
        song.call_set_or_delete_cue()
        song.values["cue_points"][0].values["name"] = "Intro"
        add_groove(song, "Swing 16")
        song.values["tuning_system"] = self.make_tuning(song)
        group_tracks(song, song.values["tracks"][3:])
        if self.class_name:
            self.insert(about)

    def fill_clips(self, midi: Any, audio: Any) -> None:
        slot = midi.values["clip_slots"][0]
        slot.call_create_clip(4.0)
        clip = slot.values["clip"]
        clip.values["name"] = "Riff"
        note = self.simulator.live.Clip.MidiNoteSpecification
        clip.call_add_new_notes((note(60, 0.0, 0.5), note(64, 1.0, 0.5)))
        clip.call_create_automation_envelope(midi.values["devices"][0].values["parameters"][0])
        midi.call_create_midi_clip(0.0, 4.0)
        midi.call_create_take_lane().call_create_midi_clip(0.0, 4.0)
        audio.values["clip_slots"][0].call_create_audio_clip(AUDIO_FILE)
        audio.call_create_audio_clip(AUDIO_FILE, 0.0)

    def make_tuning(self, song: Any) -> Any:
        value = self.simulator.value
        return song.make(
            "TuningSystem", canonical_parent=song, name="12-TET", note_tunings=CENTS,
            number_of_notes_in_pseudo_octave=12, pseudo_octave_in_cents=1200.0,
            lowest_note=value("PitchClassAndOctave", index_in_octave=0, octave=-2),
            highest_note=value("PitchClassAndOctave", index_in_octave=7, octave=8),
            reference_pitch=value("ReferencePitch", index_in_octave=9, octave=3, frequency=440.0))

    def insert(self, track: Any) -> None:
        """The device that the example is about, with what is in one: chains in a rack, a sample in a Simpler."""
        track.insert(CATALOGUE[KIND_OF_CLASS[self.class_name]], -1)
        device = track.values["devices"][0]
        if self.class_name == "RackDevice":
            device.call_insert_chain(-1).insert(CATALOGUE["Operator"], -1)
            device.add_return_chain()
        elif self.class_name == "SimplerDevice":
            device.values["sample"] = device.make("Sample", canonical_parent=device, file_path=AUDIO_FILE,
                                                  length=44100)
