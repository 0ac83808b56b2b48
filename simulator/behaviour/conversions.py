"""The functions of Live.Conversions: new tracks, racks and Simplers out of audio clips, pads and slices.

A real Live takes a while and listens to the sound; here it is done at once, and a converted clip has a C3 on each beat.
Each function takes the Song as a LiveObject and is one step of undo.
"""
from __future__ import annotations

from typing import Any, Callable, Dict, List

from .device import DRUM_RACK
from .device_catalogue import INSTRUMENT, find_spec
from .notes import lay_notes, make_note

HARMONY, MELODY, DRUMS = range(3)
# The instrument that plays what was found, by Conversions.AudioToMidiType.
PLAYED_BY = {HARMONY: "Electric", MELODY: "Operator", DRUMS: "Drum Rack"}
FIRST_PAD, PADS, C3 = 36, 128, 60
NOT_AUDIO = "Only audio clips can be converted"
NO_SUCH_TYPE = "Invalid audio to midi type"
NO_SLICES = "The Simpler has no slices"


def step(song: Any) -> None:
    """What follows is one step of undo; refused while Live notifies or undoes."""
    simulator = song.simulator
    if simulator.refusal is not None:
        raise RuntimeError(simulator.refusal)
    simulator.rollback.change(song, "conversion")


def check_audio(clip: Any) -> None:
    """Raises for MIDI clips."""
    if clip.kind != "audio" or clip.audio is None:
        raise RuntimeError(NOT_AUDIO)


def track_behind(song: Any, track: Any) -> Any:
    """A new MIDI track behind another one."""
    return song.create_track("midi", song.values["tracks"].index(track) + 1)


def is_convertible_to_midi(song: Any, clip: Any) -> bool:
    """Audio clips that are not being recorded."""
    return clip.kind == "audio" and clip.audio is not None and not clip.values["is_recording"]


def audio_to_midi_clip(song: Any, clip: Any, kind: int) -> None:
    """A MIDI clip of the same length in the same place of a new track, with an instrument to play it."""
    check_audio(clip)
    if kind not in PLAYED_BY:
        raise RuntimeError(NO_SUCH_TYPE)
    step(song)
    track, slot, beats = track_behind(song, clip.track()), None, clip.get_length()
    track.insert(find_spec(PLAYED_BY[kind]), -1)
    if clip.in_session():
        slot = track.values["clip_slots"][clip.values["canonical_parent"].index()]
    made = song.make("Clip", canonical_parent=slot or track, kind="midi", beats=beats)
    rows = [make_note(beat + 1, FIRST_PAD if kind == DRUMS else C3, float(beat), 0.5)
            for beat in range(max(int(beats), 1))]
    made.values.update(name=clip.values["name"], notes=lay_notes((), rows), used_note_id=len(rows))
    if slot is not None:
        slot.put(made)
    else:
        track.place_clip(made, clip.values["start_time"], beats)


def create_midi_track_with_simpler(song: Any, clip: Any) -> None:
    """A track whose Simpler plays the clip's file."""
    check_audio(clip)
    step(song)
    simpler = track_behind(song, clip.track()).insert(find_spec("Simpler"), -1)
    simpler.load_sample(clip.audio)


def create_drum_rack_from_audio_clip(song: Any, clip: Any) -> None:
    """A track whose Drum Rack plays the clip's file with its first pad."""
    check_audio(clip)
    step(song)
    rack = track_behind(song, clip.track()).insert(find_spec(DRUM_RACK), -1)
    chain = chain_on(rack, FIRST_PAD)
    chain.insert(find_spec("Simpler"), -1).load_sample(clip.audio)


def chain_on(rack: Any, note: int) -> Any:
    """A new chain on a pad."""
    chain = rack.call_insert_chain(-1)
    chain.set_in_note(note)
    return chain


def create_midi_track_from_drum_pad(song: Any, pad: Any) -> None:
    """A track with copies of the pad's devices; of several chains the first counts."""
    step(song)
    track = track_behind(song, pad.values["canonical_parent"].track())
    for chain in pad.get_chains()[:1]:
        track.change_devices([track.copy_device(device) for device in chain.values["devices"]])
        track.set_name(chain.get_name())


def move_devices_on_track_to_new_drum_rack_pad(song: Any, track_index: int) -> Any:
    """The devices of a track move onto the first pad of a new Drum Rack; None without an instrument."""
    track = song.item("tracks", track_index)
    devices: List[Any] = list(track.values["devices"])
    if not track.takes_midi() or not any(device.values["type"] == INSTRUMENT for device in devices):
        return None
    step(song)
    track.change_devices([])
    rack = track.insert(find_spec(DRUM_RACK), -1)
    chain = chain_on(rack, FIRST_PAD)
    for device in devices:
        device.store("canonical_parent", chain)
    chain.change_devices(devices)
    return rack.values["drum_pads"][FIRST_PAD]


def sliced_simpler_to_drum_rack(song: Any, simpler: Any) -> None:
    """A Drum Rack in the place of the Simpler, with a pad for each slice."""
    sample = simpler.values["sample"]
    if sample is None or not sample.values["slices"]:
        raise RuntimeError(NO_SLICES)
    step(song)
    starts = list(sample.values["slices"])[:PADS - FIRST_PAD]
    ends = starts[1:] + [sample.values["end_marker"]]
    owner = simpler.values["canonical_parent"]
    rack = owner.make_device(find_spec(DRUM_RACK))
    for number, (start, end) in enumerate(zip(starts, ends)):
        chain = chain_on(rack, FIRST_PAD + number)
        part = chain.insert(simpler.spec, -1)
        part.copy_contents(simpler)
        part.values["sample"].values.update(start_marker=start, end_marker=max(end, start + 1))
        chain.values["name"] = "Slice {}".format(number + 1)
    owner.change_devices([rack if each is simpler else each for each in owner.values["devices"]])
    simpler.kill()
    owner.show_device(rack)
    song.forget_dead()


FUNCTIONS: Dict[str, Callable[..., Any]] = {each.__name__: each for each in (
    is_convertible_to_midi, audio_to_midi_clip, create_midi_track_with_simpler, create_drum_rack_from_audio_clip,
    create_midi_track_from_drum_pad, move_devices_on_track_to_new_drum_rack_pad, sliced_simpler_to_drum_rack)}
