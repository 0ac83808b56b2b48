"""Which place of a Set is which property of Live's API: one row each, the path relative to the element of the object.

A row: path in the file (Live 12), property (a path through values: `volume.value`), codec, and the values that are
allowed; others are reported and leave the property as it is. Rows of a class with a `/` are those of one kind of it.
What no row can say: clips.py, notes.py, devices.py, routing.py, structure.py.
"""
from __future__ import annotations

import re
from typing import Any, Dict, FrozenSet, NamedTuple, Optional, Tuple

from ..behaviour.sample import RANGES
from .codecs import (
    BEATS,
    BOOL,
    COLOUR,
    FLOAT,
    FLOAT32,
    GAIN,
    INT,
    NOT,
    NUMBERED,
    PERCENT,
    RECEIVING_NOTE,
    SCALE,
    SIGNATURE,
    SWITCH,
    TEXT,
    VOICES,
    VOLUME,
    Codec,
)


class Row(NamedTuple):
    """One property. `allowed`: lowest and highest, None for any."""

    path: str
    property: str
    codec: Codec
    allowed: Optional[Tuple[Any, Any]] = None


def sample_row(path: str, name: str, codec: Codec) -> Row:
    """A property of a Sample, whose values its behaviour says."""
    return Row(path, name, codec, RANGES[name])


LAST_COLOUR = 69
FAR = 1576800.0
LONGEST_SAMPLE = 1 << 40

ROWS: Dict[str, Tuple[Row, ...]] = {
    "Song": (
        Row("MainTrack/DeviceChain/Mixer/TimeSignature/Manual", "signature_numerator+signature_denominator", SIGNATURE),
        Row("MainTrack/DeviceChain/Mixer/GlobalGrooveAmount/Manual", "groove_amount", PERCENT, (0.0, 1.3125)),
        Row("Transport/LoopOn", "loop", BOOL),
        Row("Transport/LoopStart", "loop_start", BEATS, (0.0, FAR)),
        Row("Transport/LoopLength", "loop_length", BEATS, (1e-3, FAR)),
        Row("Transport/CurrentTime", "start_time", BEATS, (0.0, FAR)),
        Row("Transport/PunchIn", "punch_in", BOOL),
        Row("Transport/PunchOut", "punch_out", BOOL),
        Row("GlobalQuantisation", "clip_trigger_quantization", INT, (0, 13)),
        Row("AutoQuantisation", "midi_recording_quantization", INT, (0, 8)),
        Row("ScaleInformation/Root", "root_note", INT, (0, 11)),
        Row("ScaleInformation/Name", "scale_name", SCALE),
        Row("InKey", "scale_mode", BOOL),
        Row("AutomationMode", "session_automation_record", BOOL),
        Row("ArrangementOverdub", "arrangement_overdub", BOOL),
        Row("Transport/DrawMode", "view.draw_mode", BOOL),
    ),
    "Track": (
        Row("Name/UserName", "name", TEXT),
        Row("Color", "color_index", COLOUR, (0, LAST_COLOUR)),
    ),
    "Track/group": (
        Row("TrackUnfolded", "fold_state", NOT),
    ),
    "Track/recorded": (
        Row("DeviceChain/MainSequencer/Recorder/IsArmed", "arm", BOOL),
        Row("DeviceChain/MainSequencer/MonitoringEnum", "current_monitoring_state", INT, (0, 2)),
        Row("Freeze", "is_frozen", BOOL),
    ),
    "Track/not group": (
        Row("TrackUnfolded", "view.is_collapsed", NOT),
    ),
    "Track/not main": (
        Row("DeviceChain/Mixer/SoloSink", "solo", BOOL),
        Row("DeviceChain/Mixer/CrossFadeState/Manual", "mixer_device.crossfade_assign", INT, (0, 2)),
    ),
    "Track/mixer": (
        Row("DeviceChain/Mixer/Volume/Manual", "mixer_device.volume.value", VOLUME),
        Row("DeviceChain/Mixer/Pan/Manual", "mixer_device.panning.value", FLOAT32, (-1.0, 1.0)),
        Row("DeviceChain/Mixer/PanMode", "mixer_device.panning_mode", INT, (0, 1)),
        Row("DeviceChain/Mixer/SplitStereoPanL/Manual", "mixer_device.left_split_stereo.value", FLOAT32, (-1.0, 1.0)),
        Row("DeviceChain/Mixer/SplitStereoPanR/Manual", "mixer_device.right_split_stereo.value", FLOAT32, (-1.0, 1.0)),
        Row("DeviceChain/Mixer/Speaker/Manual", "mixer_device.track_activator.value", SWITCH),
    ),
    "Track/main": (
        Row("DeviceChain/Mixer/CrossFade/Manual", "mixer_device.crossfader.value", FLOAT32, (-1.0, 1.0)),
        Row("DeviceChain/Mixer/Tempo/Manual", "mixer_device.song_tempo.value", FLOAT32, (20.0, 999.0)),
    ),
    "PreHearTrack": (
        Row("DeviceChain/Mixer/Volume/Manual", "mixer_device.cue_volume.value", VOLUME),
    ),
    "TakeLane": (
        Row("Name/UserName", "name", TEXT),
    ),
    "Scene": (
        Row("Name", "name", TEXT),
        Row("Color", "color_index", COLOUR, (0, LAST_COLOUR)),
        Row("Tempo", "tempo", FLOAT, (20.0, 999.0)),
        Row("IsTempoEnabled", "tempo_enabled", BOOL),
        Row("TimeSignatureId", "time_signature_numerator+time_signature_denominator", SIGNATURE),
        Row("IsTimeSignatureEnabled", "time_signature_enabled", BOOL),
    ),
    "ClipSlot": (
        Row("HasStop", "has_stop_button", BOOL),
    ),
    "CuePoint": (
        Row("Name", "name", TEXT),
        Row("Time", "time", BEATS, (0.0, FAR)),
    ),
    "Groove": (
        Row("Name", "name", TEXT),
        Row("Grid", "base", INT, (0, 5)),
        Row("QuantizationAmount", "quantization_amount", FLOAT, (0.0, 100.0)),
        Row("TimingAmount", "timing_amount", FLOAT, (0.0, 100.0)),
        Row("RandomAmount", "random_amount", FLOAT, (0.0, 100.0)),
        Row("VelocityAmount", "velocity_amount", FLOAT, (-100.0, 100.0)),
    ),
    "Clip": (
        Row("Name", "name", TEXT),
        Row("Color", "color_index", COLOUR, (0, LAST_COLOUR)),
        Row("LaunchMode", "launch_mode", INT, (0, 3)),
        Row("LaunchQuantisation", "launch_quantization", INT, (0, 14)),
        Row("Legato", "legato", BOOL),
        Row("VelocityAmount", "velocity_amount", FLOAT, (0.0, 1.0)),
        Row("Disabled", "muted", BOOL),
        Row("TimeSignature/TimeSignatures/RemoteableTimeSignature/Numerator", "signature_numerator", INT, (1, 99)),
        Row("TimeSignature/TimeSignatures/RemoteableTimeSignature/Denominator", "signature_denominator", INT, (1, 16)),
    ),
    "Clip/audio": (
        Row("IsWarped", "warping", BOOL),
        Row("WarpMode", "warp_mode", INT, (0, 6)),
        Row("PitchCoarse", "pitch_coarse", INT, (-48, 48)),
        Row("PitchFine", "pitch_fine", FLOAT, (-50.0, 50.0)),
        Row("SampleVolume", "gain", GAIN),
        Row("Ram", "ram_mode", BOOL),
    ),
    "Chain": (
        Row("Name/UserName", "name", TEXT),
        Row("Color", "color_index", COLOUR, (0, LAST_COLOUR)),
        Row("AutoColored", "is_auto_colored", BOOL),
        Row("IsSoloed", "solo", BOOL),
        Row("MixerDevice/Volume/Manual", "mixer_device.volume.value", VOLUME),
        Row("MixerDevice/Panorama/Manual", "mixer_device.panning.value", FLOAT32, (-1.0, 1.0)),
        Row("MixerDevice/Speaker/Manual", "mixer_device.chain_activator.value", SWITCH),
    ),
    "DrumChain": (
        Row("BranchInfo/ReceivingNote", "in_note", RECEIVING_NOTE, (0, 127)),
        Row("BranchInfo/SendingNote", "out_note", INT, (0, 127)),
        Row("BranchInfo/ChokeGroup", "choke_group", INT, (0, 16)),
    ),
    "Device": (
        Row("IsExpanded", "view.is_collapsed", NOT),
    ),
    "RackDevice": (
        Row("NumVisibleMacroControls", "visible_macro_count", INT, (1, 16)),
        Row("IsBranchesListVisible", "is_showing_chains", BOOL),
        Row("AreDevicesVisible", "view.is_showing_chain_devices", BOOL),
    ),
    "SimplerDevice": (
        Row("Globals/NumVoices", "voices", VOICES),
        Row("Globals/RetriggerMode", "retrigger", BOOL),
        Row("Globals/PitchBendRange", "pitch_bend_range", INT, (0, 24)),
        Row("Globals/MpePitchBendRange", "note_pitch_bend_range", INT, (0, 48)),
        Row("Globals/PlaybackMode", "playback_mode", INT, (0, 2)),
        Row("SimplerSlicing/PlaybackMode", "slicing_playback_mode", INT, (0, 2)),
    ),
    "Sample": (
        Row("SampleStart", "start_marker", INT, (0, LONGEST_SAMPLE)),
        Row("SampleEnd", "end_marker", INT, (0, LONGEST_SAMPLE)),
        Row("Volume", "gain", GAIN),
        Row("SlicingThreshold", "slicing_sensitivity", PERCENT, (0.0, 1.0)),
        Row("SlicingBeatGrid", "slicing_beat_division", INT, (0, 10)),
        Row("SlicingRegions", "slicing_region_count", INT, (2, 64)),
        Row("SlicingStyle", "slicing_style", INT, (0, 3)),
        Row("SampleWarpProperties/IsWarped", "warping", BOOL),
        Row("SampleWarpProperties/WarpMode", "warp_mode", INT, (0, 6)),
        sample_row("SampleWarpProperties/TransientResolution", "beats_granulation_resolution", INT),
        Row("SampleWarpProperties/TransientLoopMode", "beats_transient_loop_mode", INT, (0, 2)),
        sample_row("SampleWarpProperties/TransientEnvelope", "beats_transient_envelope", FLOAT),
        sample_row("SampleWarpProperties/GranularityTones", "tones_grain_size", FLOAT),
        sample_row("SampleWarpProperties/GranularityTexture", "texture_grain_size", FLOAT),
        sample_row("SampleWarpProperties/FluctuationTexture", "texture_flux", FLOAT),
        sample_row("SampleWarpProperties/ComplexProFormants", "complex_pro_formants", FLOAT),
        sample_row("SampleWarpProperties/ComplexProEnvelope", "complex_pro_envelope", FLOAT),
    ),
    "Eq8Device": (
        Row("Mode", "global_mode", INT, (0, 2)),
        Row("EditMode", "edit_mode", BOOL),
        Row("Precision", "oversample", NUMBERED),
        Row("SelectedBand", "view.selected_band", INT, (0, 7)),
    ),
    "HybridReverbDevice": (
        Row("Convolution_IrPostProcessingOn", "ir_time_shaping_on", BOOL),
        Row("Convolution_IrAttackTime", "ir_attack_time", FLOAT32, (0.0, 1000.0)),
        Row("Convolution_IrDecayTime", "ir_decay_time", FLOAT32, (0.0, 1000.0)),
        Row("Convolution_IrSize", "ir_size_factor", FLOAT32, (0.0, 1000.0)),
    ),
    # The names of these two are not known from a Set of Live's: the simulator's own.
    "LooperDevice": (
        Row("LoopLength", "loop_length", BEATS, (0.0, FAR)),
        Row("LoopTempo", "tempo", FLOAT, (0.0, 100000.0)),
        Row("OverdubAfterRecord", "overdub_after_record", BOOL),
        Row("RecordLengthIndex", "record_length_index", INT, (0, 10)),
    ),
    "TuningSystem": (
        Row("Name", "name", TEXT),
        Row("PseudoOctaveInCents", "pseudo_octave_in_cents", FLOAT, (1.0, 100000.0)),
    ),
    "RackDevice/drum": (
        Row("PadScrollPosition", "view.drum_pads_scroll_position", INT, (0, 28)),
    ),
}

# What is read by other means than rows, by the element that it is in; what begins a row's path is known by itself.
STRUCTURE: Dict[str, FrozenSet[str]] = {
    "Song": frozenset(
        {"Tracks", "MainTrack", "PreHearTrack", "Scenes", "Locators", "GroovePool", "HighlightedTrackIndex",
         "TuningSystems", "SimulatorSettings"}
    ),
    "Track": frozenset({"Name", "TrackGroupId", "DeviceChain", "Slots", "TakeLanes", "TrackUnfolded", "Freeze",
                        "AutomationEnvelopes", "SimulatorSettings"}),
    "Scene": frozenset({"FollowAction"}),
    "Clip": frozenset(
        {
            "FollowAction",
            "CurrentStart",
            "CurrentEnd",
            "Loop",
            "GrooveSettings",
            "Notes",
            "SampleRef",
            "IsWarped",
            "WarpMode",
            "PitchCoarse",
            "PitchFine",
            "SampleVolume",
            "Ram",
            "Envelopes",
            "WarpMarkers",
            "Grid",
        }
    ),
}

# What only the screen shows, or what Live can make anew: kept, of no concern to its API, not worth a line of the log.
NEUTRAL = re.compile(
    r"^(LomId.*|.*Wrapper|ViewData|ViewState.*|.*Scroll.*|.*Zoom.*|.*Visible.*|.*Splitter.*|.*Selected.*|.*Selection.*|Next.*Id"
    r"|Overwrite.*|.*TimePreserver|.*Navigator|ContentLanes|ExpressionLanes|Grid|Annotation|Pointee|Video.*|ShowVideo.*|Track.*Width"
    r"|ChooserBar|AutoColorPicker.*|ColorSequenceIndex|DetailClipKeyMidis|NoteEditor.*|MultiClip.*|.*Spelling.*|PreferFlatRootNote"
    r"|PreferredContent.*|EnvelopeModePreferred|VelocityDetail|NeedArrangerRefreeze|NeedRefreeze|PostProcess.*|SavedPlaying.*"
    r"|LinkedTrackGroup.*|SmpteFormat|SongMasterValues|Midi(Fold|Prelisten).*|LastSelected.*|SnapAutomation.*|SendsPre"
    r"|NoteAlgorithms|UseWarperLegacyHiQMode|LatencyCompensation|MarkersGenerated|MarkerDensity|AutoWarpTolerance|Freeze(Start|End)"
    r"|ShouldScene.*|IsInKey|BankSelect.*|ProgramChange|Onsets|SavedWarpMarkersForStretched|IsContent.*)$")


def known_parts(class_name: str) -> FrozenSet[str]:
    """The names of the parts of an object's element that are understood."""
    rows = [row for name, rows in ROWS.items() if name.split("/")[0] == class_name for row in rows]
    return STRUCTURE[class_name].union(row.path.split("/")[0] for row in rows)


KNOWN = {class_name: known_parts(class_name) for class_name in STRUCTURE}
