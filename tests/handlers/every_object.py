"""A Set that has an object of every class, and where each is: for tests that send a message to every row."""
from simulator import Simulator
from simulator.behaviour.device_catalogue import CATALOGUE
from simulator.behaviour.groove import add_groove
from tests.running_script import RunningScript

AUDIO_FILE = "/samples/Loop 120bpm.wav"
RACKS = ("chain", "return_chain", "chain/device", "drum_pad")
CENTS = tuple(float(100 * step) for step in range(12))


class EveryObject(RunningScript):
    """A running script, and `ids(handler, row)` of an object that a row is about."""

    def __init__(self, log_folder, live_version):
        super().__init__(log_folder, simulator=Simulator(live_version=live_version, clock="simulated"))
        self.devices = {}
        self.fill()
        self.advance(0.5)
        self.received()

    def fill(self):
        live_song = self.simulator.live_song
        schema = self.simulator.types.schema
        with live_song.history.unrecorded():
            for spec in CATALOGUE.values():
                if spec.lom_class in schema.classes and spec.lom_class not in self.devices and (
                        spec.lom_class != "Device"):
                    track = live_song.create_track("midi", -1)
                    track.insert(spec, -1)
                    self.devices[spec.lom_class] = (live_song.values["tracks"].index(track), 0)
            rack_track = live_song.values["tracks"][self.devices["RackDevice"][0]]
            rack_track.insert(CATALOGUE["Drum Rack"], -1)
            rack = rack_track.values["devices"][0]
            chain = rack.call_insert_chain(-1)
            chain.insert(CATALOGUE["Operator"], -1)
            rack.values["return_chains"] = [rack.make("Chain", canonical_parent=rack)]
            live_song.values["master_track"].insert(CATALOGUE["Reverb"], -1)
            add_groove(live_song, "Swing 16")
            self.fill_clips(live_song)
            live_song.call_set_or_delete_cue()
            simpler = live_song.values["tracks"][self.devices["SimplerDevice"][0]].values["devices"][0]
            simpler.values["sample"] = simpler.make("Sample", canonical_parent=simpler, file_path=AUDIO_FILE,
                                                    length=44100)
            if self.simulator.has("12.1"):
                live_song.values["tuning_system"] = self.make_tuning(live_song)
        live_song.history.clear()

    def make_tuning(self, live_song):
        note = self.simulator.value("PitchClassAndOctave", index_in_octave=0, octave=3)
        pitch = self.simulator.value("ReferencePitch", index_in_octave=9, octave=3, frequency=440.0)
        return live_song.make("TuningSystem", canonical_parent=live_song, name="Own", lowest_note=note,
                              highest_note=note,
                              reference_pitch=pitch, note_tunings=CENTS)

    def fill_clips(self, live_song):
        midi, audio = live_song.values["tracks"][0], live_song.values["tracks"][2]
        midi.values["clip_slots"][0].call_create_clip(4.0)
        audio.values["clip_slots"][0].call_create_audio_clip(AUDIO_FILE)
        midi.call_create_midi_clip(0.0, 4.0)
        if self.simulator.has("12.2"):
            midi.call_create_take_lane().call_create_midi_clip(0.0, 4.0)
        for name in ("Operator", "Reverb"):
            midi.insert(CATALOGUE[name], -1)
        switch = midi.values["devices"][0].values["parameters"][0]
        midi.values["clip_slots"][0].values["clip"].call_create_automation_envelope(switch)

    def ids(self, handler, row):
        """The ids of an object of the class that a row is about, also where this Live cannot have one."""
        ids = dict.fromkeys(handler.ids, 0)
        for name, place in (row.of and self.place_of(handler, row) or {}).items():
            ids[name] = place
        if handler.address in RACKS:
            ids.update(zip(("track_id", "device_id"), self.devices["RackDevice"]))
        if handler.address == "drum_pad":
            ids["note_id"] = 36
        return tuple(ids[name] for name in handler.ids)

    def place_of(self, handler, row):
        """Where a device of one of the row's classes is; chains are of the one rack that there is."""
        found = [self.devices[name] for name in row.of if name in self.devices]
        return dict(zip(("track_id", "device_id"), found[0])) if found and "device_id" in handler.ids else {}
