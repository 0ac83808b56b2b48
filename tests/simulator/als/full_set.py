"""A Set of our own with something of everything, as Live's API and the simulator can make it."""
from simulator import Simulator
from simulator.behaviour.follow_actions import NEXT, FollowAction
from simulator.behaviour.groove import add_groove
from simulator.behaviour.song_tracks import group_tracks
from simulator.behaviour.tunings import TUNINGS, load_tuning

VERSION = "12.4.15"
DEVICES = ("Simpler", "Operator", "EQ Eight", "Compressor", "Hybrid Reverb", "Looper", "Wavetable", "Drift")
NOTES = [dict(pitch=60 + index, start_time=index / 2.0, duration=0.5, velocity=90.0 + index, probability=0.5,
              velocity_deviation=-7.0, release_velocity=33.0, mute=index == 2) for index in range(4)]


def make_full_set():
    """The simulator with that Set; the caller closes it."""
    simulator = Simulator(VERSION)
    song, inner = simulator.song, simulator.live_song
    midi, audio = song.tracks[0], song.tracks[2]
    group_tracks(inner, [simulator.unwrap(song.create_midi_track(-1)), simulator.unwrap(song.create_audio_track(-1))])
    song.create_return_track()
    midi.name, midi.color_index, midi.mixer_device.sends[0].value = "Keys", 7, 0.5
    clip = midi.clip_slots[0].create_clip(8.0)
    clip.add_new_notes([simulator.live.Clip.MidiNoteSpecification(**note) for note in NOTES])
    clip.create_automation_envelope(midi.mixer_device.volume).insert_step(1.0, 2.0, 0.5)
    clip.view.grid_quantization, clip.view.grid_is_triplet = simulator.live.Clip.GridQuantization.g_quarter, True
    simulator.unwrap(clip).values["follow_action"] = FollowAction((NEXT, 0))
    simulator.unwrap(song.scenes[1]).values["follow_action"] = FollowAction((NEXT, 0), (60.0, 40.0), time=8.0)
    midi.create_midi_clip(4.0, 4.0)
    sound = audio.clip_slots[1].create_audio_clip("/sounds/beat.wav")
    sound.add_warp_marker(simulator.live.Clip.WarpMarker(2.0, 5.0))
    audio.create_audio_clip("/sounds/voice.wav", 8.0)
    lane = audio.create_take_lane()
    lane.create_audio_clip("/sounds/take.wav", 0.0)
    for index, name in enumerate(DEVICES):
        (simulator.unwrap(song.create_midi_track(-1))).call_insert_device(name, -1)
    simpler = next(track.devices[0] for track in song.tracks if track.devices and track.devices[0].name == "Simpler")
    simpler.replace_sample("/sounds/hit.wav")
    simpler.sample.insert_slice(4410)
    simpler.sample.slicing_style = 2
    envelope = simulator.unwrap(midi).add_envelope(simulator.unwrap(midi.mixer_device.panning))
    envelope.call_insert_step(0.0, 4.0, -0.5)
    fill_racks(simulator)
    song.scenes[0].name, song.scenes[0].tempo = "Verse", 99.5
    song.set_or_delete_cue()
    simulator.wrap(add_groove(inner, "Swing")).timing_amount = 50.0
    clip.groove = song.groove_pool.grooves[0]
    load_tuning(inner, sorted(TUNINGS)[0])
    song.set_data("colour", {"of": ["my", 1, None, 2.5]})
    midi.set_data("mode", "drums")
    simulator.advance(0.1)
    return simulator


def fill_racks(simulator):
    """A drum rack with a pad and a return chain, and an audio effect rack inside a rack."""
    track = simulator.live_song.call_create_midi_track(-1)
    drums = track.call_insert_device("Drum Rack", -1)
    chain = drums.call_insert_chain(-1)
    chain.call_insert_device("Simpler", -1)
    chain.set_in_note(38)
    chain.set_choke_group(2)
    drums.add_return_chain()
    chain.values["mixer_device"].values["sends"][0].set_value(0.5)
    rack = track.call_insert_device("Audio Effect Rack", -1)
    rack.call_insert_chain(-1).call_insert_device("Audio Effect Rack", -1).call_insert_chain(-1)
    rack.call_store_variation()
    rack.call_insert_chain(-1)
    rack.values["view"].store("selected_chain", rack.values["chains"][1])
