"""Parts of Sets that are more than a value: what the file says of them, in Live's API."""
import gzip

import pytest

from simulator import Simulator
from simulator.als.archive import read_archive

from .full_set import VERSION

SET = ('<?xml version="1.0" encoding="UTF-8"?><Ableton MinorVersion="{}" Creator="Ableton Live"><LiveSet><Tracks>{}'
       "</Tracks>{}</LiveSet></Ableton>")
TRACK = '<{0} Id="{1}"><Name><UserName Value="{2}"/></Name>{3}</{0}>'
DEVICES = "<DeviceChain><DeviceChain><Devices>{}</Devices></DeviceChain></DeviceChain>"
SLOT = ('<DeviceChain><MainSequencer><ClipSlotList><ClipSlot Id="0"><ClipSlot><Value>{}</Value></ClipSlot></ClipSlot>'
        "</ClipSlotList></MainSequencer></DeviceChain>")
SOUND = ('<SampleRef><FileRef><Path Value="/sounds/{}"/></FileRef><DefaultDuration Value="44100"/>'
         '<DefaultSampleRate Value="44100"/></SampleRef>')


def markers(*pairs):
    return "<WarpMarkers>{}</WarpMarkers>".format("".join(
        '<WarpMarker Id="0" SecTime="{}" BeatTime="{}"/>'.format(*pair) for pair in pairs))


def parameter(tag, value, low, high, number=1, more=""):
    ends = '<MidiControllerRange><Min Value="{}"/><Max Value="{}"/></MidiControllerRange>'.format(low, high)
    return '<{0}><Manual Value="{1}"/>{2}<AutomationTarget Id="{3}"/>{4}</{0}>'.format(tag, value, ends, number, more)


@pytest.fixture
def opened(tmp_path):
    """Opens a Set of these parts; the path of a saved copy comes with it."""
    running = []

    def open_parts(tracks, parts="", version="12.0_12300"):
        path = tmp_path / "parts.als"
        path.write_bytes(gzip.compress(SET.format(version, tracks, parts).encode("utf-8")))
        running.append(Simulator(VERSION))
        running[-1].load_set(str(path))
        return running[-1]

    yield open_parts
    for simulator in running:
        simulator.close()


def saved(simulator, tmp_path):
    path = str(tmp_path / "saved.als")
    simulator.save_set(path)
    return read_archive(path).root


def audio_clip(inside):
    clip = ('<AudioClip Id="0" Time="0"><Loop><LoopStart Value="0"/><LoopEnd Value="4"/><LoopOn Value="true"/>'
            '<OutMarker Value="4"/></Loop>{}{}</AudioClip>')
    return TRACK.format("AudioTrack", 1, "", SLOT.format(clip.format(inside, SOUND.format("a.wav"))))


def shown(clip):
    return [(marker.sample_time, marker.beat_time) for marker in clip.warp_markers]


def test_warp_markers_come_with_the_one_that_live_adds(opened):
    clip = opened(audio_clip(markers((0, 0), (0.5, 2), (1, 3), (1.015625, 3.03125)))).song.tracks[0].clip_slots[0].clip
    assert shown(clip) == [(0.0, 0.0), (0.5, 2.0), (1.0, 3.0), (1.015625, 3.03125)]
    assert clip.beat_to_sample_time(1.0) == 0.25 * 44100


def test_a_sound_with_one_warp_marker_has_no_other_than_the_one_behind_it(opened):
    clip = opened(audio_clip(markers((0, 0), (0.015625, 0.03125)))).song.tracks[0].clip_slots[0].clip
    assert shown(clip) == [(0.0, 0.0), (0.015625, 0.03125)] and clip.sample_to_beat_time(44100.0) == 2.0


@pytest.mark.parametrize(
    "pairs", [[(0, 0)], [(0, 0), (0, 4)], [(0, 4), (1, 0)], [(0, 0), (1, 1e9)], [("x", 0), (1, 1)]])
def test_warp_markers_that_no_sound_can_have_leave_one_tempo(opened, pairs):
    clip = opened(audio_clip(markers(*pairs))).song.tracks[0].clip_slots[0].clip
    assert shown(clip)[:2] == [(0.0, 0.0), (1.0, 4.0)]


SIMPLER = """<OriginalSimpler Id="0"><Player><MultiSampleMap><SampleParts><MultiSamplePart Id="0"><Name Value="Snare"/>
    {}<SampleStart Value="100"/><SampleEnd Value="30000"/><Volume Value="1"/><SlicingStyle Value="3"/>
    <SampleWarpProperties>{}<WarpMode Value="4"/><IsWarped Value="true"/><GranularityTones Value="30"/>
    </SampleWarpProperties>
    <ManualSlicePoints><SlicePoint TimeInSeconds="0.5"/><SlicePoint TimeInSeconds="0.25"/>
    <SlicePoint TimeInSeconds="9"/>
    </ManualSlicePoints></MultiSamplePart></SampleParts></MultiSampleMap></Player>
    <Globals><NumVoices Value="5"/><PlaybackMode Value="2"/><RetriggerMode Value="false"/></Globals>
    </OriginalSimpler>"""


def test_simpler_has_its_sample_with_markers_warping_and_slices(opened):
    device = SIMPLER.format(SOUND.format("snare.wav"), markers((0, 0), (1, 4)))
    simpler = opened(TRACK.format("MidiTrack", 1, "", DEVICES.format(device))).song.tracks[0].devices[0]
    sample = simpler.sample
    assert (simpler.name, simpler.voices, simpler.playback_mode, simpler.retrigger) == ("Snare", 8, 2, False)
    assert (sample.file_path, sample.length, sample.start_marker, sample.end_marker) == (
        "/sounds/snare.wav", 44100, 100, 30000)
    assert (sample.warping, sample.warp_mode, sample.slicing_style) == (True, 4, 3)
    assert sample.gain_display_string() == "0.0 dB"
    assert list(sample.slices) == [11025, 22050] and sample.sample_to_beat_time(22050.0) == 2.0


def test_a_part_without_a_sound_is_no_sample_and_stays_in_the_file(opened, tmp_path):
    simulator = opened(TRACK.format("MidiTrack", 1, "", DEVICES.format(SIMPLER.format("", ""))))
    assert simulator.song.tracks[0].devices[0].sample is None
    parts = [part for part in saved(simulator, tmp_path).every() if part.tag == "MultiSamplePart"]
    assert [part.get("Name") for part in parts] == ["Snare"]


def test_the_arrangements_automation_moves_parameters_and_is_saved_with_its_curves(opened, tmp_path):
    events = ('<FloatEvent Id="0" Time="-63072000" Value="1"/><FloatEvent Id="1" Time="0" Value="1"'
              ' CurveControl1X="0.5" CurveControl1Y="0" CurveControl2X="0.5" CurveControl2Y="0"/>'
              '<FloatEvent Id="2" Time="4" Value="0"/>')
    envelope = ('<AutomationEnvelopes><Envelopes><AutomationEnvelope Id="0"><EnvelopeTarget><PointeeId Value="7"/>'
                "</EnvelopeTarget><Automation><Events>{}</Events></Automation></AutomationEnvelope></Envelopes>"
                "</AutomationEnvelopes>")
    mixer = "<DeviceChain><Mixer>{}</Mixer></DeviceChain>".format(parameter("Pan", 1, -1, 1, 7))
    simulator = opened(TRACK.format("AudioTrack", 1, "", envelope.format(events) + mixer))
    panning = simulator.song.tracks[0].mixer_device.panning
    assert (panning.value, panning.automation_state) == (1.0, 1)
    simulator.song.start_playing()
    simulator.advance(1.0)
    assert 0.6 < panning.value < 1.0, "half-way in time, but the curve begins late"
    simulator.advance(2.0)
    assert panning.value == 0.0
    written = [part.attributes for part in saved(simulator, tmp_path).every() if part.tag == "FloatEvent"]
    assert [part["Time"] for part in written] == ["-63072000", "0", "4"] and written[1]["CurveControl1Y"] == "0"


def test_automation_of_a_deleted_device_is_gone_with_it(opened, tmp_path):
    envelope = ('<AutomationEnvelopes><Envelopes><AutomationEnvelope Id="0"><EnvelopeTarget><PointeeId Value="{}"/>'
                '</EnvelopeTarget><Automation><Events><FloatEvent Id="0" Time="4" Value="0"/></Events></Automation>'
                "</AutomationEnvelope></Envelopes></AutomationEnvelopes>")
    device = "<Warper>{}</Warper>".format(parameter("Depth", 3, 0, 10, 9))
    simulator = opened(TRACK.format("AudioTrack", 1, "", envelope.format(9) + DEVICES.format(device)))
    assert simulator.song.tracks[0].devices[0].parameters[1].automation_state == 1
    simulator.song.tracks[0].delete_device(0)
    assert [part for part in saved(simulator, tmp_path).every() if part.tag == "AutomationEnvelope"] == []


def rack(inside, macro=0):
    return ('<AudioEffectGroupDevice Id="0">{}<Branches><AudioEffectBranch Id="0"><DeviceChain>'
            "<AudioToAudioDeviceChain><Devices>{}</Devices></AudioToAudioDeviceChain></DeviceChain></AudioEffectBranch>"
            "</Branches></AudioEffectGroupDevice>").format(parameter("MacroControls.0", macro, 0, 127, 2), inside)


KEY = ('<KeyMidi><PersistentKeyString Value=""/><IsNote Value="false"/><Channel Value="16"/>'
       '<NoteOrController Value="0"/></KeyMidi>')


def test_a_macro_moves_what_it_is_mapped_to_within_the_range_of_the_file(opened):
    depth = parameter("Depth", 8, 8, 2, 3, KEY)
    song = opened(TRACK.format("AudioTrack", 1, "", DEVICES.format(rack("<Warper>{}</Warper>".format(depth))))).song
    device = song.tracks[0].devices[0]
    moved = device.chains[0].devices[0].parameters[1]
    assert device.macros_mapped == (True,) + (False,) * 15 and device.has_macro_mappings and not moved.is_enabled
    device.parameters[1].value = 127.0
    assert moved.value == 2.0
    device.parameters[1].value = 63.5
    assert moved.value == 5.0
    song.duplicate_track(0)
    copy = song.tracks[1].devices[0]
    copy.parameters[1].value = 0.0
    assert copy.chains[0].devices[0].parameters[1].value == 8.0 and moved.value == 5.0


@pytest.mark.parametrize("info, name, kind", [
    ('<VstPluginInfo><PlugName Value="Bells"/><Category Value="2"/></VstPluginInfo>', "Bells", 1),
    ('<Vst3PluginInfo><Name Value="Room"/><DeviceType Value="2"/></Vst3PluginInfo>', "Room", 2),
    ('<AuPluginInfo><Name Value="Pad"/><ComponentType Value="1635085685"/></AuPluginInfo>', "Pad", 1),
])
def test_plug_ins_are_known_by_name_and_kind_and_have_the_parameters_of_the_file(opened, info, name, kind):
    listed = ('<PluginFloatParameter Id="0"><ParameterName Value="{}"/><ParameterId Value="{}"/>{}'
              "</PluginFloatParameter>")
    values = (listed.format("Decay", 4, parameter("ParameterValue", 0.25, 0, 1, 5))
              + listed.format("", -1, parameter("ParameterValue", 0, 0, 1, 6)))
    device = ('<PluginDevice Id="0"><PluginDesc>{}</PluginDesc><ParameterList>{}</ParameterList></PluginDevice>'
              .format(info, values))
    plugin = opened(TRACK.format("MidiTrack", 1, "", DEVICES.format(device))).song.tracks[0].devices[0]
    assert (plugin.class_name, plugin.name, plugin.type) == ("PluginDevice", name, kind)
    assert [(each.name, each.value) for each in plugin.parameters] == [("Device On", 1.0), ("Decay", 0.25)]


LANE = """<TakeLanes><TakeLanes><TakeLane Id="0"><ClipAutomation><Events><MidiClip Id="0" Time="8">
    <CurrentStart Value="8"/><CurrentEnd Value="12"/><Name Value="Second try"/><Loop><LoopEnd Value="4"/></Loop>
    </MidiClip>
    </Events></ClipAutomation><Name><UserName Value="Best"/></Name></TakeLane></TakeLanes></TakeLanes>"""


@pytest.mark.parametrize("version, lanes", [("11.0", None), ("11.3.25", None), ("12.0", None), ("12.1", None),
                                            ("12.2", 1), ("12.4.15", 1)])
def test_take_lanes_are_kept_by_every_live_and_shown_since_12_2(tmp_path, version, lanes):
    path = tmp_path / "lanes.als"
    text = SET.format("12.0_12300", TRACK.format("MidiTrack", 1, "", LANE), "")
    path.write_bytes(gzip.compress(text.encode("utf-8")))
    simulator = Simulator(version)
    simulator.load_set(str(path))
    track = simulator.song.tracks[0]
    assert (len(track.take_lanes) if hasattr(track, "take_lanes") else None) == lanes
    found = next(part for part in saved(simulator, tmp_path).every() if part.tag == "TakeLane")
    clips = found.find("ClipAutomation/Events").children
    assert found.get("Name/UserName") == "Best" and [clip.get("Name") for clip in clips] == ["Second try"]
    simulator.close()


def test_follow_actions_of_live_10_are_those_of_today(opened):
    clip = ('<MidiClip Id="0" Time="0"><Loop><LoopEnd Value="4"/></Loop><FollowTime Value="2"/>'
            '<FollowActionA Value="4"/><FollowActionB Value="0"/><FollowChanceA Value="1"/>'
            '<FollowChanceB Value="0"/></MidiClip>')
    simulator = opened(TRACK.format("MidiTrack", 1, "", SLOT.format(clip)), version="10.1_377")
    action = simulator.unwrap(simulator.song.tracks[0].clip_slots[0].clip).values["follow_action"]
    assert (action.actions, action.time, action.linked, action.enabled) == ((4, 0), 2.0, False, True)


def test_a_set_of_live_9_opens_and_the_log_says_so(opened):
    tempo = ('<Tempo><ArrangerAutomation><Events><FloatEvent Time="-63072000" Value="87.5"/></Events>'
             "</ArrangerAutomation></Tempo>")
    main = "<MasterTrack><MasterChain><Mixer>{}</Mixer></MasterChain></MasterTrack>".format(tempo)
    simulator = opened(TRACK.format("MidiTrack", 1, "Old", '<ColorIndex Value="142"/>'),
                       main + '<SceneNames><Scene Id="0" Value="Intro"/></SceneNames>', "9.5_327")
    song = simulator.song
    track = song.tracks[0]
    assert (song.tempo, track.name, track.color_index, song.scenes[0].name) == (87.5, "Old", 2, "Intro")
    assert "Set: It is of Live 9: what was otherwise then may be missing" in simulator.log


def test_data_that_is_no_json_is_not_saved_and_the_log_says_so(opened, tmp_path):
    simulator = opened(TRACK.format("MidiTrack", 1, "", '<ViewData Value="{&quot;a&quot;: [1]}"/>'))
    track = simulator.song.tracks[0]
    assert track.get_data("a", None) == [1]
    track.set_data("b", (1, 2))
    assert saved(simulator, tmp_path).get("LiveSet/Tracks/MidiTrack/ViewData") == '{"a": [1]}'
    assert "Set: Data 'b' of a Track is not saved: it is no JSON" in simulator.log


def test_a_side_chain_finds_the_track_that_feeds_it(opened, tmp_path):
    side = "<SideChain><RoutedInput><Routable><Target Value='{}'/></Routable></RoutedInput></SideChain>"
    simulator = opened(TRACK.format("AudioTrack", 3, "Bass", DEVICES.format(
        "<Compressor2>{}</Compressor2><Compressor2>{}</Compressor2>".format(
            side.format("AudioIn/Track.8/PostFxOut"), side.format("AudioIn/Moon"))))
        + TRACK.format("AudioTrack", 8, "Kick", ""))
    compressor, other = simulator.song.tracks[0].devices
    assert compressor.input_routing_type.attached_object == simulator.song.tracks[1]
    assert compressor.input_routing_channel.display_name == "Post FX"
    assert other.input_routing_type.display_name == "No Input"
    assert "Set: The side chain AudioIn/Moon is kept, and not simulated" in simulator.log
    targets = [part.get("Target") for part in saved(simulator, tmp_path).every() if part.tag == "Routable"]
    assert targets == ["AudioIn/Track.8/PostFxOut", "AudioIn/Moon"]
