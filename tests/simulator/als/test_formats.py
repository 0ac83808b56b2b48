"""What the file says, by the Live that wrote it: small Sets written out here, part by part."""
import gzip

import pytest

from simulator import Simulator
from simulator.als.archive import read_archive
from simulator.als.element import Element, lines
from simulator.als.parser import parse
from simulator.als.upgrade import major_version

LIVE10 = 'MinorVersion="10.0_370" Creator="Ableton Live 10.0.6"'
LIVE11 = 'MinorVersion="11.0_11300" Creator="Ableton Live 11.3.4"'
LIVE12 = 'MinorVersion="12.0_12300" Creator="Ableton Live 12.3.2"'
TRACK = (
    '<{0} Id="{1}"><Name><EffectiveName Value="{2}"/><UserName Value="{3}"/></Name><TrackGroupId Value="{4}"/>{5}</{0}>'
)
SLOT = ('<DeviceChain><MainSequencer><ClipSlotList><ClipSlot Id="0"><ClipSlot><Value>{}</Value></ClipSlot>'
        '<HasStop Value="false"/></ClipSlot></ClipSlotList></MainSequencer></DeviceChain>')


@pytest.fixture
def opened(tmp_path):
    """Open a Set of these parts, and give its Song and the simulator."""
    running = []

    def open_parts(version, parts, tracks=""):
        path = tmp_path / "small.als"
        path.write_bytes(
            gzip.compress(
                '<?xml version="1.0" encoding="UTF-8"?><Ableton {}><LiveSet><Tracks>{}</Tracks>{}'
                "</LiveSet></Ableton>".format(version, tracks, parts).encode("utf-8")
            )
        )
        running.append(Simulator("12.4.15"))
        running[-1].load_set(str(path))
        return running[-1].song, running[-1]

    yield open_parts
    for simulator in running:
        simulator.close()


def scene10(name):
    return '<Scene Id="0" Value="{}"><ColorIndex Value="0"/></Scene>'.format(name)


@pytest.mark.parametrize(
    "name, tempo, signature",
    [
        ("Verse 96.5 BPM", 96.5, (-1, -1)),
        ("128bpm 7/8", 128.0, (7, 8)),
        ("Verse 3/4", -1.0, (3, 4)),
        ("Verse", -1.0, (-1, -1)),
        ("24/7/365", -1.0, (-1, -1)),
        ("0/4", -1.0, (-1, -1)),
    ],
)
def test_a_scene_of_live_10_has_its_tempo_and_signature_in_its_name(opened, name, tempo, signature):
    song, _ = opened(LIVE10, "<SceneNames>{}</SceneNames>".format(scene10(name)))
    scene = song.scenes[0]
    assert (scene.name, scene.tempo, scene.color_index) == (name, tempo, None)
    assert (scene.time_signature_numerator, scene.time_signature_denominator) == signature


def test_colours_of_tracks_of_live_10_are_counted_from_140(opened):
    song, _ = opened(LIVE10, "", TRACK.format("MidiTrack", 3, "1-MIDI", "", -1, '<ColorIndex Value="155"/>'))
    assert song.tracks[0].color_index == 15


def test_the_master_track_of_live_11_is_the_main_track(opened):
    mixer = (
        "<DeviceChain><Mixer><Tempo><Manual Value='98.5'/></Tempo><TimeSignature><Manual Value='302'/></TimeSignature>"
        "</Mixer></DeviceChain>"
    )
    song, _ = opened(
        LIVE11,
        "<MasterTrack>{}</MasterTrack><ScaleInformation><RootNote Value='2'/><Name Value='Dorian'/>"
        "</ScaleInformation>".format(mixer),
    )
    assert (song.tempo, song.signature_numerator, song.signature_denominator) == (98.5, 6, 8)
    assert (song.root_note, song.scale_name) == (2, "Dorian")


def test_tempo_automation_says_the_tempo_at_the_start(opened):
    song, simulator = opened(
        LIVE12,
        """<MainTrack><AutomationEnvelopes><Envelopes><AutomationEnvelope Id="0">
        <EnvelopeTarget><PointeeId Value="8"/></EnvelopeTarget><Automation><Events>
        <FloatEvent Id="0" Time="-63072000" Value="90"/><FloatEvent Id="1" Time="16" Value="140"/>
        </Events></Automation></AutomationEnvelope></Envelopes></AutomationEnvelopes>
        <DeviceChain><Mixer><Tempo><Manual Value="140"/><AutomationTarget Id="8"/></Tempo></Mixer></DeviceChain>
        </MainTrack>""",
    )
    assert song.tempo == 90.0
    assert song.master_track.mixer_device.song_tempo.automation_state == 1
    song.start_playing()
    simulator.advance(12.0)
    assert song.tempo == 140.0


def test_locators_are_cue_points_and_grooves_fill_the_pool(opened):
    song, _ = opened(
        LIVE12,
        """<Locators><Locators><Locator Id="0"><Time Value="16"/><Name Value="Drop"/></Locator></Locators>
        </Locators><GroovePool><Grooves><Groove Id="5"><Name Value="Swing 16"/><Grid Value="3"/>
        <TimingAmount Value="60"/>
        <VelocityAmount Value="-20"/></Groove></Grooves></GroovePool>""",
    )
    assert [(cue.name, cue.time) for cue in song.cue_points] == [("Drop", 16.0)]
    groove = song.groove_pool.grooves[0]
    assert (groove.name, groove.timing_amount, groove.velocity_amount) == ("Swing 16", 60.0, -20.0)


CLIP = """<MidiClip Id="0" Time="0"><Name Value="Riff"/><Color Value="7"/><Loop><LoopStart Value="4"/>
    <LoopEnd Value="12"/>
    <StartRelative Value="2"/><LoopOn Value="{looping}"/><OutMarker Value="16"/><HiddenLoopStart Value="1"/>
    <HiddenLoopEnd Value="9"/></Loop><Notes><KeyTracks><KeyTrack Id="0"><Notes>
    <MidiNoteEvent Time="0" Duration="2" Velocity="99" VelocityDeviation="12" OffVelocity="70" Probability="0.5"
     IsEnabled="false" NoteId="9"/>
    <MidiNoteEvent Time="1" Duration="1" Velocity="100" OffVelocity="64" IsEnabled="true"/>
    <MidiNoteEvent Time="nan" Duration="1" Velocity="100" IsEnabled="true"/>
    </Notes><MidiKey Value="62"/></KeyTrack><KeyTrack Id="1"><MidiKey Value="200"/></KeyTrack></KeyTracks></Notes>
    </MidiClip>"""


def test_a_locator_at_no_time_of_a_song_is_kept_and_told_in_the_log(opened, tmp_path):
    row = '<Locator Id="{}"><Time Value="{}"/><Name Value="{}"/></Locator>'
    rows = [row.format(number, time, number) for number, time in enumerate(("-3", "4.5", "1e9", "16", "soon"))]
    song, simulator = opened(LIVE12, "<Locators><Locators>{}</Locators></Locators>".format("".join(rows)))
    assert [(cue.name, cue.time) for cue in song.cue_points] == [("1", 4.5), ("3", 16.0)]
    for time in ("-3", "1e9", "soon"):
        assert "Set: A locator at {} is kept, and not simulated".format(time) in simulator.log
    simulator.save_set(str(tmp_path / "saved.als"))
    locators = read_archive(str(tmp_path / "saved.als")).root.find("LiveSet/Locators/Locators")
    assert sorted((part.get("Name"), part.get("Time")) for part in locators) == [
        ("0", "-3"), ("1", "4.5"), ("2", "1e9"), ("3", "16"), ("4", "soon")]
    assert [part.attributes["Id"] for part in locators] == ["0", "1", "2", "3", "4"], "Live refuses a number twice"


def test_a_looping_clip_has_its_loop_its_markers_and_its_notes(opened):
    song, simulator = opened(LIVE12, "<Scenes><Scene Id='0'/></Scenes>",
                             TRACK.format("MidiTrack", 0, "1-MIDI", "", -1, SLOT.format(CLIP.format(looping="true"))))
    slot = song.tracks[0].clip_slots[0]
    clip = slot.clip
    assert (clip.name, clip.color_index, slot.has_stop_button) == ("Riff", 7, False)
    assert (clip.loop_start, clip.loop_end, clip.start_marker, clip.end_marker) == (4.0, 12.0, 6.0, 16.0)
    notes = clip.get_all_notes_extended()
    assert [(note.note_id, note.pitch, note.start_time, note.duration, note.mute) for note in notes] == [
        (9, 62, 0.0, 1.0, True), (10, 62, 1.0, 1.0, False)]
    assert (notes[0].probability, notes[0].velocity_deviation, notes[0].release_velocity) == (0.5, 12.0, 70.0)
    assert (notes[1].probability, notes[1].velocity_deviation) == (1.0, 0.0)
    assert "Set: A note is left out: not finite: nan" in simulator.log
    assert "Set: A key track without a valid MidiKey is left out" in simulator.log


def test_a_clip_that_does_not_loop_keeps_its_loop_hidden(opened):
    song, _ = opened(
        LIVE12, "", TRACK.format("MidiTrack", 0, "1-MIDI", "", -1, SLOT.format(CLIP.format(looping="false")))
    )
    clip = song.tracks[0].clip_slots[0].clip
    assert (clip.loop_start, clip.loop_end, clip.start_marker, clip.end_marker) == (4.0, 12.0, 4.0, 12.0)
    clip.looping = True
    assert (clip.loop_start, clip.loop_end) == (1.0, 9.0)


def test_groups_hold_their_tracks_and_routings_find_theirs(opened):
    route = "<DeviceChain><AudioInputRouting><Target Value='{}'/></AudioInputRouting></DeviceChain>"
    song, simulator = opened(
        LIVE12,
        "",
        TRACK.format("GroupTrack", 7, "1-Group", "", -1, "<TrackUnfolded Value='false'/>")
        + TRACK.format("AudioTrack", 8, "2-Audio", "Vox", 7, route.format("AudioIn/Track.9/PostFxOut"))
        + TRACK.format("AudioTrack", 9, "3-Audio", "", -1, route.format("AudioIn/External/M1"))
        + TRACK.format("AudioTrack", 10, "4-Audio", "", 77, route.format("AudioIn/Moon")),
    )
    group, vox, audio, lost = song.tracks
    assert group.is_foldable and group.fold_state and vox.group_track == group and not vox.is_visible
    assert (vox.input_routing_type.display_name, vox.input_routing_channel.display_name) == ("3-Audio", "Post FX")
    assert audio.input_routing_channel.display_name == "2" and lost.group_track is None
    assert "Set: The routing AudioIn/Moon is kept, and not simulated" in simulator.log


def test_groups_that_contain_each_other_are_no_trap(opened):
    song, _ = opened(
        LIVE12,
        "",
        TRACK.format("GroupTrack", 1, "", "", 2, "")
        + TRACK.format("GroupTrack", 2, "", "", 1, "")
        + TRACK.format("GroupTrack", 3, "", "", 3, ""),
    )
    assert len(song.tracks) == 3 and [track.is_visible for track in song.tracks] == [True, True, True]


def test_wrong_values_leave_what_live_starts_with_and_are_logged_once(opened):
    song, simulator = opened(
        LIVE12,
        "<Transport><LoopOn Value='maybe'/><LoopStart Value='inf'/></Transport>"
        "<GlobalQuantisation Value='99'/><ScaleInformation><Root Value='x'/><Name Value='77'/></ScaleInformation>",
        TRACK.format("MidiTrack", 0, "", "", -1, "<Color Value='500'/>") * 3,
    )
    assert (song.loop, song.clip_trigger_quantization, song.scale_name) == (False, 4, "Major")
    assert "Set: GlobalQuantisation must be 0..13, and is 99" in simulator.log
    assert "Set: Color must be 0..69, and is 500 (3 times)" in simulator.log


def test_a_set_without_tracks_and_scenes_still_opens(opened):
    song, _ = opened(LIVE12, "")
    assert len(song.tracks) == 0 and len(song.scenes) == 1 and song.view.selected_track == song.master_track


def test_unknown_parts_come_back_when_the_set_is_saved(opened, tmp_path):
    _, simulator = opened(LIVE12, "<Moon Phase='full'><Crater Value='7'/>text</Moon>", TRACK.format(
        "MidiTrack", 4, "1-MIDI", "", -1, "<Antenna Value='3'/>"))
    assert "Set: Moon of a Song is kept, and not simulated" in simulator.log
    assert "Set: Antenna of a Track is kept, and not simulated" in simulator.log
    path = tmp_path / "out.als"
    simulator.save_set(str(path))
    text = gzip.decompress(path.read_bytes()).decode("utf-8")
    assert '<Moon Phase="full">text' in text and '<Crater Value="7" />' in text and '<Antenna Value="3" />' in text


def test_an_unknown_device_has_the_parameters_of_the_file(opened):
    part = ("<Depth><Manual Value='3.5'/><MidiControllerRange><Min Value='0'/><Max Value='10'/></MidiControllerRange>"
            "<AutomationTarget Id='1'/></Depth>")
    device = (
        "<DeviceChain><DeviceChain><Devices><Warper Id='0'><UserName Value=''/>{}</Warper></Devices></DeviceChain>"
        "</DeviceChain>"
    )
    song, simulator = opened(LIVE12, "", TRACK.format("AudioTrack", 0, "", "", -1, device.format(part)))
    warper = song.tracks[0].devices[0]
    assert (warper.class_name, [(each.name, each.min, each.max, each.value) for each in warper.parameters][1:]) == (
        "Warper", [("Depth", 0.0, 10.0, 3.5)])
    assert any("device Warper is not in the catalogue" in line for line in simulator.log)


def test_what_the_simulator_wrote_is_xml_again():
    root = Element("a", {"b": 'x<>&"\n\r\t\x00'}, [Element("c")])
    root.text = "]]> <"
    again = parse(lambda: ["".join(lines(root)).encode("utf-8")]).root
    assert again.attributes == {"b": 'x<>&"\n\r\t'} and again.text == "]]> <" and again.children[0].tag == "c"


@pytest.mark.parametrize(
    "attributes, version",
    [
        ({"MinorVersion": "10.0_370"}, 10),
        ({"MinorVersion": "12.0_12300"}, 12),
        ({"Creator": "Ableton Live 9.7"}, 9),
        ({}, None),
    ],
)
def test_a_set_says_which_live_wrote_it(attributes, version):
    assert major_version(Element("Ableton", attributes)) == version
