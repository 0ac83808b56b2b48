"""Live.Conversions: tracks, racks and Simplers out of clips, pads and slices; each is one step of undo."""

import pytest


@pytest.fixture
def convert(stage):
    return stage.simulator.live.Conversions


@pytest.fixture
def clip(song):
    return song.tracks[2].clip_slots[1].create_audio_clip("/sounds/loop.wav")


def names(things):
    return [thing.name for thing in things]


@pytest.mark.parametrize("kind, instrument, pitch", [(0, "Electric", 60), (1, "Operator", 60), (2, "Drum Rack", 36)])
def test_an_audio_clip_becomes_a_midi_clip_on_a_track_behind(song, convert, clip, kind, instrument, pitch):
    convert.audio_to_midi_clip(song, clip, convert.AudioToMidiType.values[kind])
    track = song.tracks[3]
    made = track.clip_slots[1].clip
    assert names(track.devices) == [instrument] and made.is_midi_clip and made.length == clip.length
    assert {note.pitch for note in made.get_all_notes_extended()} == {pitch} and len(song.tracks) == 5
    song.undo()
    assert len(song.tracks) == 4 and not made
    song.redo()
    assert len(song.tracks[3].clip_slots[1].clip.get_all_notes_extended()) == 16


def test_a_clip_of_the_arrangement_stays_where_it_is_in_time(song, convert):
    clip = song.tracks[2].create_audio_clip("loop.wav", 8.0)
    convert.audio_to_midi_clip(song, clip, convert.AudioToMidiType.melody_to_midi)
    (made,) = song.tracks[3].arrangement_clips
    assert (made.start_time, made.end_time) == (8.0, 24.0)


def test_midi_clips_can_not_be_converted(stage, song, convert, clip):
    midi = stage.clip()
    assert convert.is_convertible_to_midi(song, clip) is True and convert.is_convertible_to_midi(song, midi) is False
    for call in (lambda: convert.audio_to_midi_clip(song, midi, convert.AudioToMidiType.melody_to_midi),
                 lambda: convert.create_midi_track_with_simpler(song, midi),
                 lambda: convert.create_drum_rack_from_audio_clip(song, midi)):
        with pytest.raises(RuntimeError, match="^Only audio clips can be converted$"):
            call()
    assert len(song.tracks) == 4


def test_a_clips_file_is_played_by_a_simpler_or_a_pad(song, convert, clip):
    convert.create_midi_track_with_simpler(song, clip)
    convert.create_drum_rack_from_audio_clip(song, clip)
    rack, simpler = song.tracks[3].devices[0], song.tracks[4].devices[0]
    assert simpler.sample.file_path == rack.drum_pads[36].chains[0].devices[0].sample.file_path == "/sounds/loop.wav"
    song.undo()
    assert len(song.tracks) == 5


def test_a_tracks_devices_move_onto_a_pad_and_a_pad_becomes_a_track(song, convert):
    track = song.tracks[0]
    assert convert.move_devices_on_track_to_new_drum_rack_pad(song, 0) is None
    for name in ("Arpeggiator", "Operator", "Reverb"):
        track.insert_device(name)
    operator = track.devices[1]
    pad = convert.move_devices_on_track_to_new_drum_rack_pad(song, 0)
    assert names(track.devices) == ["Drum Rack"] and pad.note == 36 and pad == track.devices[0].drum_pads[36]
    assert names(pad.chains[0].devices) == ["Arpeggiator", "Operator", "Reverb"]
    assert operator.canonical_parent == pad.chains[0]
    convert.create_midi_track_from_drum_pad(song, pad)
    assert names(song.tracks[1].devices) == ["Arpeggiator", "Operator", "Reverb"]
    assert song.tracks[1].devices[1] != operator
    song.undo()
    song.undo()
    assert names(track.devices) == ["Arpeggiator", "Operator", "Reverb"]
    with pytest.raises(IndexError):
        convert.move_devices_on_track_to_new_drum_rack_pad(song, 9)


def test_each_slice_gets_a_pad(song, convert, clip):
    convert.create_midi_track_with_simpler(song, clip)
    simpler = song.tracks[3].devices[0]
    simpler.sample.slicing_style = 3
    simpler.sample.insert_slice(1000)
    simpler.sample.insert_slice(5000)
    convert.sliced_simpler_to_drum_rack(song, simpler)
    (rack,) = song.tracks[3].devices
    assert not simpler and names(rack.chains) == ["Slice 1", "Slice 2", "Slice 3"]
    samples = [chain.devices[0].sample for chain in rack.chains]
    assert [(sample.start_marker, sample.end_marker) for sample in samples] == [
        (0, 1000), (1000, 5000), (5000, samples[0].length)]
    assert [chain.in_note for chain in rack.chains] == [36, 37, 38]
    song.undo()
    assert names(song.tracks[3].devices) == ["Simpler"] and tuple(song.tracks[3].devices[0].sample.slices) == (
        0, 1000, 5000)


def test_nothing_is_converted_in_a_listener(song, convert, clip):
    refused = []

    def listen():
        try:
            convert.create_midi_track_with_simpler(song, clip)
        except RuntimeError as error:
            refused.append(str(error))

    song.add_tempo_listener(listen)
    song.tempo = 100.0
    assert refused == ["Changes cannot be triggered by notifications. You will need to defer your response."]
