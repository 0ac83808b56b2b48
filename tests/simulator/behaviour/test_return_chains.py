"""Return chains of drum racks and the sends to them; groups: what Live's API shows and can not make."""

import pytest


@pytest.fixture
def rack(song):
    return song.tracks[0].insert_device("Drum Rack")


@pytest.fixture
def control(stage):
    return stage.live.Simulator


def names(things):
    return [thing.name for thing in things]


def test_every_chain_has_a_send_to_each_return_chain(stage, control, rack):
    chain = rack.insert_chain()
    stage.hear(chain.mixer_device, "sends")
    stage.hear(rack, "return_chains")
    back = control.add_return_chain(rack)
    assert list(rack.return_chains) == [back] and back.canonical_parent == rack and len(stage.heard) == 2
    assert names(chain.mixer_device.sends) == names(rack.insert_chain().mixer_device.sends) == ["Return Chain"]
    back.insert_device("Reverb")
    assert back.name == "Reverb" and names(chain.mixer_device.sends) == ["Reverb"]
    back.name = "Space"
    assert names(chain.mixer_device.sends) == ["Space"]
    with pytest.raises(RuntimeError):
        back.insert_device("Simpler")


def test_a_send_is_a_parameter_like_any_other(stage, control, song, rack):
    chain = rack.insert_chain()
    control.add_return_chain(rack)
    [send] = chain.mixer_device.sends
    assert (send.min, send.max, send.value, send.str_for_value(1.0)) == (0.0, 1.0, 0.0, "0.0 dB")
    stage.hear(send, "value")
    send.value = 0.5
    song.undo()
    assert stage.heard == [("value", 0.5), ("value", 0.0)]


def test_a_copied_rack_has_its_returns_and_sends(stage, control, song, rack):
    chain = rack.insert_chain()
    control.add_return_chain(rack).insert_device("Delay")
    control.add_return_chain(rack)
    chain.mixer_device.sends[1].value = 0.25
    rack.store_variation()
    song.duplicate_track(0)
    copy = song.tracks[1].devices[0]
    assert names(copy.return_chains) == ["Delay", "Return Chain"] and copy.variation_count == 1
    assert [send.value for send in copy.chains[0].mixer_device.sends] == [0.0, 0.25]
    assert copy.chains[0].mixer_device.sends[1] != chain.mixer_device.sends[1]


def test_undo_takes_a_return_chain_and_the_sends_to_it(stage, control, song, rack):
    chain = rack.insert_chain()
    song.begin_undo_step()
    back = control.add_return_chain(rack)
    song.end_undo_step()
    stage.tick()
    song.undo()
    assert not back and len(rack.return_chains) == 0 and len(chain.mixer_device.sends) == 0
    song.redo()
    assert names(rack.return_chains) == ["Return Chain"] and len(chain.mixer_device.sends) == 1


def test_only_drum_racks_have_returns_and_six_of_them(control, song, rack):
    for _ in range(6):
        control.add_return_chain(rack)
    with pytest.raises(RuntimeError):
        control.add_return_chain(rack)
    with pytest.raises(RuntimeError):
        control.add_return_chain(song.tracks[2].insert_device("Audio Effect Rack"))
    with pytest.raises(RuntimeError):
        control.add_return_chain(song.tracks[2].insert_device("Reverb"))


def test_a_pad_and_its_chain_are_selected_together(stage, control, song, rack):
    one, other = rack.insert_chain(), rack.insert_chain()
    view = rack.view
    assert (view.selected_drum_pad, view.selected_chain) == (rack.drum_pads[36], one)
    stage.hear(view, "selected_drum_pad", "selected_chain")
    view.selected_drum_pad = rack.drum_pads[other.in_note]
    assert view.selected_chain == other
    view.selected_chain = one
    assert view.selected_drum_pad == rack.drum_pads[36] and len(stage.heard) == 4
    back = control.add_return_chain(rack)
    view.selected_chain = back
    assert view.selected_chain == back and view.selected_drum_pad == rack.drum_pads[36]
    rack.drum_pads[36].delete_all_chains()
    view.selected_drum_pad = rack.drum_pads[36]
    assert view.selected_chain == back
    effects = song.tracks[2].insert_device("Audio Effect Rack")
    assert effects.view.selected_drum_pad is None
    foreign = song.tracks[1].insert_device("Drum Rack").drum_pads[1]
    for view, name, value in ((effects.view, "selected_drum_pad", foreign), (effects.view, "selected_chain", other),
                              (rack.view, "selected_drum_pad", foreign)):
        with pytest.raises(RuntimeError):
            setattr(view, name, value)


def test_neighbouring_tracks_are_put_into_a_group_that_folds(stage, control, song):
    group = control.group_tracks([song.tracks[1], song.tracks[2]])
    assert names(song.tracks) == ["1-MIDI", "2-Group", "3-MIDI", "4-Audio", "5-Audio"] and group.is_foldable is True
    assert [track.is_grouped for track in song.tracks] == [False, False, True, True, False]
    group.fold_state = 1
    assert names(song.visible_tracks) == ["1-MIDI", "2-Group", "5-Audio"] and song.tracks[2].is_visible is False
    inner = control.group_tracks([song.tracks[3]])
    assert inner.group_track == group and song.tracks[4].group_track == inner
    for tracks in ([], [song.tracks[0], song.tracks[2]], [song.tracks[2], song.tracks[0]],
                   [song.tracks[4], song.tracks[5]]):
        with pytest.raises(RuntimeError):
            control.group_tracks(tracks)
