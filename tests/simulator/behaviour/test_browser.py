"""What is loaded from the browser goes where Live puts it, and hot-swapping takes the place of what is there."""

import pytest

from simulator.behaviour.device_catalogue import CATALOGUE

from .conftest import Rehearsal

ANCESTOR, EQUAL, DESCENDANT, NONE = range(4)


def names(things):
    return [thing.name for thing in things]


def every_item(items):
    for item in items:
        yield item
        yield from every_item(item.children)


@pytest.fixture
def browser(stage):
    return stage.simulator.application.browser


def at(browser, path):
    """The item of a path such as instruments/Operator."""
    category, *rest = path.split("/")
    item = getattr(browser, category)
    for name in rest:
        (item,) = [child for child in item.children if child.name == name]
    return item


def load(stage, browser, path, track=None):
    if track is not None:
        stage.song.view.selected_track = track
    browser.load_item(at(browser, path))


def test_each_item_has_a_uri_of_its_own_and_the_loadable_ones_can_be_loaded(stage, song, browser):
    roots = [getattr(browser, name) for name in ("sounds", "drums", "instruments", "audio_effects", "midi_effects",
                                                 "clips", "samples", "packs", "max_for_live", "plugins")]
    items = list(every_item(roots))
    assert len({item.uri for item in items}) == len(items) > 80
    for item in items:
        assert item.is_loadable or item.is_folder
        assert not (item.is_folder and item.is_device)
        if item.is_loadable:
            song.view.selected_track = song.tracks[0]
            browser.load_item(item)
        else:
            with pytest.raises(RuntimeError, match="^This item can not be loaded$"):
                browser.load_item(item)


def test_devices_go_where_their_kind_belongs_and_an_instrument_takes_the_place_of_another(stage, song, browser):
    track = song.tracks[0]
    for path in ("audio_effects/Reverb", "instruments/Operator", "midi_effects/Arpeggiator", "audio_effects/Delay",
                 "midi_effects/Chord", "instruments/Wavetable"):
        load(stage, browser, path, track)
    assert names(track.devices) == ["Arpeggiator", "Chord", "Wavetable", "Reverb", "Delay"]
    assert track.view.selected_device.name == "Wavetable" and len(song.tracks[1].devices) == 0


@pytest.mark.parametrize("find", [lambda song: song.tracks[2], lambda song: song.return_tracks[0],
                                  lambda song: song.master_track], ids=["audio", "return", "main"])
def test_tracks_without_midi_take_audio_effects_only(stage, song, browser, find):
    track = find(song)
    load(stage, browser, "audio_effects/Echo", track)
    assert track.devices[-1].name == "Echo"
    before = names(track.devices)
    for path in ("instruments/Operator", "midi_effects/Chord", "drums/Kit-Core 606.adg"):
        with pytest.raises(RuntimeError, match="can not be inserted here"):
            load(stage, browser, path, track)
    assert names(track.devices) == before


def test_loading_is_one_step_of_undo_and_refused_in_a_listener(stage, song, browser):
    load(stage, browser, "drums/Kit-Core 606.adg", song.tracks[0])
    rack = song.tracks[0].devices[0]
    assert (rack.name, names(rack.chains)) == ("Kit-Core 606", ["Kick 606", "Snare 606", "Hihat Closed 606"])
    assert [pad.note for pad in rack.drum_pads if len(pad.chains)] == [36, 38, 42]
    song.undo()
    assert len(song.tracks[0].devices) == 0
    song.redo()
    rack = song.tracks[0].devices[0]
    assert rack.name == "Kit-Core 606" and rack.chains[0].devices[0].sample.file_path == "Kick 606.wav"
    refused = []

    def listen():
        try:
            load(stage, browser, "instruments/Operator")
        except RuntimeError as error:
            refused.append(str(error))

    song.tracks[0].add_devices_listener(listen)
    song.tracks[0].delete_device(0)
    assert refused == ["Changes cannot be triggered by notifications. You will need to defer your response."]


def test_a_preset_is_its_device_with_a_name_and_settings(stage, song, browser):
    load(stage, browser, "instruments/Operator", song.tracks[0])
    plain = [parameter.value for parameter in song.tracks[0].devices[0].parameters]
    load(stage, browser, "instruments/Operator/Sub Sine.adv", song.tracks[0])
    (device,) = song.tracks[0].devices
    assert (device.name, device.class_display_name) == ("Sub Sine", "Operator") and song.tracks[0].name == "1-Sub Sine"
    assert [parameter.value for parameter in device.parameters] != plain
    assert all(parameter.min <= parameter.value <= parameter.max for parameter in device.parameters)


def test_a_sample_becomes_a_simpler_or_a_clip(stage, song, browser):
    load(stage, browser, "samples/Kick 606.wav", song.tracks[0])
    (device,) = song.tracks[0].devices
    assert (device.class_name, device.sample.file_path) == ("OriginalSimpler", "Kick 606.wav")
    slot = song.tracks[2].clip_slots[3]
    song.view.highlighted_clip_slot = slot
    load(stage, browser, "samples/Kick 606.wav")
    assert slot.clip.name == "Kick 606" and song.view.detail_clip == slot.clip
    before = slot.clip
    load(stage, browser, "samples/Loop 120bpm.wav")
    assert slot.clip.name == "Loop 120bpm" and not before
    for track in (song.return_tracks[0], song.master_track):
        with pytest.raises(RuntimeError, match="^This item can not be loaded$"):
            load(stage, browser, "samples/Kick 606.wav", track)


def test_a_clip_goes_into_the_highlighted_slot_of_a_midi_track(stage, song, browser):
    slot = song.tracks[1].clip_slots[2]
    song.view.highlighted_clip_slot = slot
    load(stage, browser, "clips/Four on the Floor.alc")
    notes = slot.clip.get_all_notes_extended()
    assert [(note.note_id, note.pitch, note.start_time) for note in notes] == [
        (1, 36, 0.0), (2, 36, 1.0), (3, 36, 2.0), (4, 36, 3.0)]
    song.undo()
    assert slot.clip is None
    song.redo()
    assert len(slot.clip.get_all_notes_extended()) == 4
    with pytest.raises(RuntimeError):
        load(stage, browser, "clips/Four on the Floor.alc", song.tracks[2])


def test_grooves_go_into_the_pool_and_tunings_into_the_set(stage, song, browser):
    load(stage, browser, "packs/Core Library/Grooves/Swing 16ths 57.agr")
    assert names(song.groove_pool.grooves) == ["Swing 16ths 57"]
    stage.hear(song, "tuning_system")
    assert song.tuning_system is None
    load(stage, browser, "packs/Core Library/Tunings/19-EDO.ascl")
    tuning = song.tuning_system
    assert (tuning.name, tuning.number_of_notes_in_pseudo_octave, tuning.pseudo_octave_in_cents) == (
        "19-EDO", 19, 1200.0)
    assert len(tuning.note_tunings) == 19 and stage.heard == [("tuning_system", tuning)]
    song.undo()
    assert song.tuning_system is None and not tuning


def test_a_live_without_tuning_systems_offers_none():
    stage = Rehearsal("12.0")
    library = stage.simulator.application.browser.packs.children[0]
    assert names(library.children) == ["Grooves"]
    stage.simulator.close()


def test_a_hot_swapped_device_gives_its_place_to_one_of_its_kind(stage, song, browser):
    track = song.return_tracks[0]
    load(stage, browser, "audio_effects/Echo", track)
    stage.hear(browser, "hotswap_target")
    old = track.devices[0]
    browser.hotswap_target = old
    assert browser.hotswap_target == old and stage.simulator.application.view.browse_mode is True
    song.view.selected_track = song.tracks[0]
    load(stage, browser, "audio_effects/Delay")
    assert names(track.devices) == ["Delay", "Echo"] and not old
    assert browser.hotswap_target == track.devices[0] == track.view.selected_device
    load(stage, browser, "instruments/Operator")
    assert names(track.devices) == ["Delay", "Echo"] and names(song.tracks[0].devices) == ["Operator"]
    track.delete_device(0)
    assert browser.hotswap_target is None and stage.simulator.application.view.browse_mode is False
    assert len(stage.heard) == 3
    song.undo()
    assert browser.hotswap_target is None


def test_a_pad_plays_what_it_is_swapped_for(stage, song, browser):
    load(stage, browser, "drums/Drum Rack", song.tracks[0])
    rack = song.tracks[0].devices[0]
    browser.hotswap_target = rack.drum_pads[40]
    song.view.selected_track = song.tracks[1]
    load(stage, browser, "samples/Kick 606.wav")
    chain = rack.drum_pads[40].chains[0]
    chain.mixer_device.volume.value = 0.5
    assert (chain.name, names(chain.devices), chain.in_note) == ("Kick 606", ["Simpler"], 40)
    load(stage, browser, "instruments/Operator")
    assert list(rack.drum_pads[40].chains) == [chain] and names(chain.devices) == ["Operator"]
    assert chain.name == "Operator" and chain.mixer_device.volume.value == 0.5
    assert browser.hotswap_target == rack.drum_pads[40] and len(song.tracks[1].devices) == 0
    load(stage, browser, "audio_effects/Reverb")
    assert names(song.tracks[1].devices) == ["Reverb"] and names(chain.devices) == ["Operator"]


def test_a_simplers_sample_is_swapped_and_the_device_stays(stage, song, browser):
    load(stage, browser, "samples/Kick 606.wav", song.tracks[0])
    device = song.tracks[0].devices[0]
    browser.hotswap_target = device
    load(stage, browser, "samples/Snare 606.wav")
    assert song.tracks[0].devices[0] == device and device.sample.file_path == "Snare 606.wav"


def test_the_browser_knows_what_is_in_use(stage, song, browser):
    def relation(path):
        return int(browser.relation_to_hotswap_target(at(browser, path)))

    assert relation("instruments") == NONE
    load(stage, browser, "instruments/Operator", song.tracks[0])
    browser.hotswap_target = song.tracks[0].devices[0]
    assert [relation(path) for path in ("instruments", "instruments/Operator", "instruments/Operator/Sub Sine.adv",
                                        "instruments/Wavetable", "sounds")] == [
        ANCESTOR, EQUAL, DESCENDANT, NONE, NONE]
    load(stage, browser, "sounds/Bass/Sub Sine.adv")
    assert [relation(path) for path in ("instruments", "instruments/Operator", "instruments/Operator/Sub Sine.adv",
                                        "instruments/Wavetable", "sounds", "sounds/Bass/Sub Sine.adv")] == [
        ANCESTOR, ANCESTOR, EQUAL, NONE, ANCESTOR, EQUAL]


def test_toggle_browse_swaps_the_selected_device(stage, song, browser):
    view = stage.simulator.application.view
    stage.hear(view, "browse_mode")
    view.hide_view("Browser")
    song.view.selected_track = song.return_tracks[1]
    view.toggle_browse()
    assert browser.hotswap_target == song.return_tracks[1].devices[0]
    assert view.is_view_visible("Browser") and view.is_view_visible("Detail/DeviceChain")
    view.toggle_browse()
    assert browser.hotswap_target is None and stage.heard == [("browse_mode", True), ("browse_mode", False)]
    song.view.selected_track = song.tracks[0]
    view.toggle_browse()
    assert browser.hotswap_target is None and view.browse_mode is False


def test_devices_of_a_frozen_track_are_no_target(stage, song, browser):
    stage.unwrap(song.return_tracks[0]).store("is_frozen", True)
    with pytest.raises(RuntimeError, match="^Couldn't set hotswap target$"):
        browser.hotswap_target = song.return_tracks[0].devices[0]
    assert browser.hotswap_target is None


def loadable(browser):
    roots = ("sounds", "drums", "instruments", "audio_effects", "midi_effects", "clips", "samples", "packs", "plugins")
    return [item.name for item in every_item(getattr(browser, name) for name in roots) if item.is_loadable]


@pytest.mark.parametrize("filter_type, shown, hidden", [
    (1, ("Operator", "Drum Rack", "Sub Sine.adv", "Kick 606.wav"), ("Reverb", "Chord", "Bass Line.alc")),
    (2, ("Reverb", "Large Hall.adv", "VST plug-in"), ("Operator", "Chord", "Kick 606.wav")),
    (3, ("Chord", "Up Sixteenths.adv"), ("Operator", "Reverb", "Kick 606.wav")),
    (4, ("Operator", "Kick 606.wav"), ("Drum Rack", "Kit-Core 606.adg", "Reverb", "Bass Line.alc")),
    (5, ("Operator", "Reverb", "Chord", "Kick 606.wav"), ("Bass Line.alc", "Swing 16ths 57.agr")),
    (6, ("Kick 606.wav", "Loop 120bpm.wav"), ("Operator", "Reverb", "Bass Line.alc")),
])
def test_a_filter_leaves_what_fits_and_the_folders_around_it(stage, browser, filter_type, shown, hidden):
    everything = loadable(browser)
    stage.hear(browser, "filter_type", "full_refresh")
    browser.filter_type = filter_type
    found = loadable(browser)
    assert set(shown) <= set(found) and not set(hidden) & set(found)
    assert all(item.is_loadable or len(item.children) for root in (browser.packs, browser.drums)
               for item in every_item(root.children))
    browser.filter_type = filter_type
    browser.filter_type = -1
    assert loadable(browser) == everything
    assert [name for name, _ in stage.heard] == ["filter_type", "full_refresh"] * 2


def test_a_filter_is_no_part_of_the_document(stage, song, browser):
    song.tempo = 90.0
    browser.filter_type = 2
    song.undo()
    assert (browser.filter_type, song.tempo) == (2, 120.0)


def test_a_preset_of_a_rack_brings_its_chains(stage, song, browser):
    load(stage, browser, "audio_effects/Audio Effect Rack/Split Echo.adg", song.master_track)
    (rack,) = song.master_track.devices
    assert rack.name == "Split Echo"
    assert [names(chain.devices) for chain in rack.chains] == [["Auto Filter", "Echo"], ["Utility"]]
    song.undo()
    assert len(song.master_track.devices) == 0


def test_a_device_goes_onto_the_chain_of_the_selected_one_where_the_view_asks_for_it(stage, song, browser):
    track = song.tracks[0]
    load(stage, browser, "instruments/Instrument Rack/Layered Keys.adg", track)
    chain = track.devices[0].chains[1]
    song.view.select_device(chain.devices[0])
    load(stage, browser, "audio_effects/Reverb")
    assert names(track.devices) == ["Layered Keys", "Reverb"]
    song.view.select_device(chain.devices[0])
    track.view.device_insert_mode = True
    load(stage, browser, "audio_effects/Delay")
    assert names(chain.devices) == ["Wavetable", "Delay", "Chorus-Ensemble"] and len(track.devices) == 2


def test_a_device_on_a_chain_is_swapped_there(stage, song, browser):
    load(stage, browser, "instruments/Instrument Rack/Layered Keys.adg", song.tracks[0])
    chain = song.tracks[0].devices[0].chains[1]
    browser.hotswap_target = chain.devices[1]
    load(stage, browser, "audio_effects/Delay", song.tracks[1])
    assert names(chain.devices) == ["Wavetable", "Delay"] and browser.hotswap_target == chain.devices[1]


def test_a_preview_is_heard_until_it_is_stopped(stage, browser):
    item = at(browser, "samples/Kick 606.wav")
    browser.preview_item(item)
    assert stage.unwrap(browser).previewed == item.uri
    browser.preview_item(browser.samples)
    assert stage.unwrap(browser).previewed == ""
    browser.preview_item(item)
    browser.stop_preview()
    assert stage.unwrap(browser).previewed == ""


@pytest.mark.parametrize("version", ["11.0", "11.3", "12.0", "12.0.5", "12.1"])
def test_a_device_older_than_its_class_is_there_as_a_plain_device(version):
    stage = Rehearsal(version)
    browser, song = stage.live.Application.get_application().browser, stage.song
    offered = {
        item.name: item for root in ("instruments", "audio_effects", "midi_effects")
        for item in every_item(getattr(browser, root).children) if item.is_device
    }
    types = stage.simulator.types
    for name, spec in CATALOGUE.items():
        if not spec.class_name.startswith(("Mx", "Plugin", "AuPlugin", "DrumGroup")):
            assert (name in offered) is types.has(spec.since), name
    song.view.selected_track = song.tracks[2]
    browser.load_item(offered["Looper"])
    stage.tick()
    looper = song.tracks[2].devices[0]
    has_class = types.has("12.0.5")
    assert type(looper).__name__ == ("LooperDevice" if has_class else "Device") and looper.class_name == "Looper"
    assert hasattr(looper, "loop_length") is has_class
    stage.simulator.close()
