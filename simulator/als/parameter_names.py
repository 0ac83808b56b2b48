"""Which place of a device in a Set is which parameter of Live's API, by device class; a path, and the name there.

Where two names are given the first that the catalogue has is meant. What is not listed agrees but for spaces and signs,
or is called as the file calls it. The places were read in Sets of Live, the names are those that Live's users see.
"""
from __future__ import annotations

from typing import Dict, List, Tuple

Names = Dict[str, str]

EVERY_DEVICE: Names = {"On": "Device On", "ChainSelector": "Chain Selector", "DryWet": "Dry/Wet"}
# An envelope, by the letters that its parameters begin with.
ENVELOPE = (("AttackTime", "Attack"), ("AttackLevel", "Init"), ("AttackSlope", "A Slope"), ("DecayTime", "Decay"),
            ("DecayLevel", "Peak"), ("DecaySlope", "D Slope"), ("SustainLevel", "Sustain"), ("ReleaseTime", "Release"),
            ("ReleaseLevel", "End"), ("ReleaseSlope", "R Slope"), ("LoopMode", "Mode"), ("LoopTime", "Loop"),
            ("RepeatTime", "Retrig"), ("TimeVelScale", "R < Vel"))
OSCILLATOR = (("Tune/Coarse", "Osc-{} Coarse"), ("Tune/Fine", "Osc-{} Fine"), ("Tune/FixedFrequencyOn", "{} Fix On"),
              ("Tune/FixedFrequency", "{} Fix Freq"), ("Tune/FixedFrequencyMulti", "{} Fix Freq Mul"),
              ("Tune/VelCoarseScale", "Osc-{} Freq<Vel"), ("Tune/VelCoarseScaleQuantized", "{} Quantize"),
              ("Volume", "Osc-{} Level"), ("IsOn", "Osc-{} On"), ("Retrigger", "Osc-{} Retrig"),
              ("Phase", "Osc-{} Phase"), ("VelScale", "Osc-{} Lev < Vel"), ("KeyScale", "Osc-{} Lev < Key"),
              ("WaveForm", "Osc-{} Wave"), ("Feedback", "Osc-{} Feedb"), ("LfoOn", "Osc-{} < LFO"),
              ("PitchEnvOn", "Osc-{} < Pe"))
MODULATION_FILTER = (("Type", "Filter Type"), ("CircuitLpHp", "Filter Circuit - LP/HP"),
                     ("CircuitBpNoMo", "Filter Circuit - BP/NO/Morph"), ("Slope", "Filter Slope"),
                     ("Drive", "Filter Drive"))
LFO_NAMES = (("Type", "Wave"), ("Frequency", "Rate"), ("RateType", "Sync"), ("BeatRate", "Sync Rate"),
             ("StereoMode", "St Mode"), ("Spin", "Spin"), ("Phase", "Phase"), ("Offset", "Offset"),
             ("Smooth", "Smooth"), ("FrequencyKeyScale", "R < Key"), ("Attack", "Attack"), ("Retrigger", "Retrig"),
             ("Width", "Width"))


def envelope(path: str, letters: str, other: str = "") -> Names:
    """The parameters of an envelope; other: letters by which the catalogue may know it."""
    return {"{}/{}".format(path, place): "{} {}".format(letters, name) + ("|{} {}".format(other, name) if other else "")
            for place, name in ENVELOPE}


def joined(*parts: Names) -> Names:
    """All of them."""
    whole: Names = {}
    for part in parts:
        whole.update(part)
    return whole


def operator() -> Names:
    """Operator: four oscillators with their envelopes, filter, LFO, pitch."""
    names: List[Names] = []
    for index, letter in enumerate("ABCD"):
        names.append({"Operator.{}/{}".format(index, place): name.format(letter) for place, name in OSCILLATOR})
        names.append(envelope("Operator.{}/Envelope".format(index), letter + "e"))
    names += [envelope("Filter/Envelope", "Fe"), envelope("Lfo/LfoEnv", "Le"), envelope("PitchEnv/PitchEnv", "Pe")]
    names.append({"Filter/" + place: name for place, name in MODULATION_FILTER})
    names.append({
        "Filter/OnOff": "Filter On", "Filter/Frequency": "Filter Freq", "Filter/Resonance": "Filter Res",
        "Filter/Morph": "Filter Morph", "Filter/FrequencyVelScale": "Filt < Vel", "Filter/LfoOn": "Filt < LFO",
        "Filter/FrequencyKeyScale": "Filt < Key", "Filter/EnvelopeAmount": "Fe Amount",
        "Lfo/LfoOn": "LFO On", "Lfo/LfoType": "LFO Type", "Lfo/LfoRange": "LFO Range", "Lfo/LfoRate": "LFO Rate",
        "Lfo/LfoRateSynced": "LFO Sync", "Lfo/LfoRateKeyScale": "LFO R < K", "Lfo/LfoRetrigger": "LFO Retrigger",
        "Lfo/LfoAmount": "LFO Amt", "Lfo/LfoAmountA": "LFO Amt A", "Lfo/LfoAmountVelScale": "LFO < Vel",
        "Lfo/LfoPitchEnvOn": "LFO < Pe", "Lfo/ModDst/Amount": "LFO Amt B", "Lfo/ModDst/Connection": "LFO Dst B",
        "PitchEnv/PitchEnvOn": "Pe On", "PitchEnv/PitchEnv/EnvelopeAmount": "Pe Amount",
        "PitchEnv/PitchEnvAmountA": "Pe Amt A", "PitchEnv/ModDst/Amount": "Pe Amt B",
        "PitchEnv/ModDst/Connection": "Pe Dst B", "EnvScale/EnvTime": "Time",
        "EnvScale/EnvTimeKeyScale": "Time < Key", "Shaper/Type": "Shaper Type", "Shaper/DryWet": "Shaper Mix",
        "Shaper/Drive": "Shaper Drive", "Globals/Algorithm": "Algorithm", "Globals/Transpose": "Transpose",
        "Globals/PitchBendRange": "PB Range", "Globals/Volume": "Volume", "Globals/Panorama": "Panorama|Pan",
        "Globals/PanoramaKeyScale": "Pan < Key", "Globals/PanoramaRndScale": "Pan < Rnd", "Globals/Tone": "Tone",
        "Globals/SpreadAmount": "Spread", "Globals/PortamentoOn": "Glide On", "Globals/PortamentoTime": "Glide Time",
    })
    return joined(*names)


def sampler() -> Names:
    """What Simpler and Sampler share."""
    inside = "Filter/Slot/Value/SimplerFilter/"
    return joined(
        {inside + place: name for place, name in MODULATION_FILTER},
        envelope("VolumeAndPan/Envelope", "Ve", "Ae"), envelope(inside + "Envelope", "Fe"),
        envelope("Pitch/Envelope/Slot/Value/SimplerPitchEnvelope", "Pe"),
        {
            "Player/LoopModulators/SampleStart": "S Start", "Player/LoopModulators/SampleLength": "S Length",
            "Player/LoopModulators/LoopOn": "S Loop On", "Player/LoopModulators/LoopLength": "S Loop Length",
            "Player/LoopModulators/LoopFade": "S Loop Fade", "Player/Reverse": "Reverse", "Player/Snap": "Snap",
            "Player/SampleSelector": "Sample Selector", "Player/SubOsc/IsOn": "O On",
            "Pitch/TransposeKey": "Transpose", "Pitch/TransposeFine": "Detune", "Pitch/PitchLfoAmount": "Pitch < LFO",
            "Pitch/Envelope/IsOn": "Pe On", "Pitch/Envelope/Slot/Value/SimplerPitchEnvelope/Amount": "Pe < Env",
            "Filter/IsOn": "Filter On|F On", inside + "Freq": "Filter Freq", inside + "Res": "Filter Res",
            inside + "X": "Filter Morph", inside + "Envelope/IsOn": "Fe On", inside + "Envelope/Amount": "Fe < Env",
            inside + "ModByPitch": "Filt < Key", inside + "ModByVelocity": "Filt < Vel",
            inside + "ModByLfo": "Filt < LFO", "Shaper/IsOn": "Shaper On|Sh On", "VolumeAndPan/Volume": "Volume",
            "VolumeAndPan/VolumeVelScale": "Vol < Vel", "VolumeAndPan/VolumeKeyScale": "Vol < Key",
            "VolumeAndPan/VolumeLfoAmount": "Vol < LFO", "VolumeAndPan/Panorama": "Pan",
            "VolumeAndPan/PanoramaKeyScale": "Pan < Key", "VolumeAndPan/PanoramaRnd": "Pan < Rnd",
            "VolumeAndPan/PanoramaLfoAmount": "Pan < LFO", "VolumeAndPan/OneShotEnvelope/FadeInTime": "Fade In",
            "VolumeAndPan/OneShotEnvelope/SustainMode": "Trigger Mode",
            "VolumeAndPan/OneShotEnvelope/FadeOutTime": "Fade Out", "AuxEnv/IsOn": "Ae On", "Lfo/IsOn": "L On|LFO 1 On",
            "AuxLfos.0/IsOn": "LFO 2 On",
            "AuxLfos.1/IsOn": "LFO 3 On", "Globals/SpreadAmount": "Spread", "Globals/KeyZoneShift": "Key Zone Shift",
            "Globals/PortamentoMode": "Glide Mode", "Globals/PortamentoTime": "Glide Time",
            "Globals/EnvScale/EnvTime": "Time", "Globals/EnvScale/EnvTimeKeyScale": "Time < Key",
        },
        {"Lfo/Slot/Value/SimplerLfo/" + place: "L {0}|LFO 1 {0}".format(name) for place, name in LFO_NAMES},
        *[{"AuxLfos.{}/Slot/Value/SimplerAuxLfo/{}".format(index, place): "LFO {} {}".format(index + 2, name)
           for place, name in LFO_NAMES} for index in range(2)])


EQ_BAND: Tuple[Tuple[str, str], ...] = (("IsOn", "{} Filter On {}"), ("Mode", "{} Filter Type {}"),
                                        ("Freq", "{} Frequency {}"), ("Gain", "{} Gain {}"), ("Q", "{} Resonance {}"))
SIDE_CHAIN: Names = {"SideChain/OnOff": "S/C On", "SideChain/RoutedInput/Volume": "S/C Gain",
                     "SideChain/DryWet": "S/C Mix"}
SIDE_CHAIN_EQ: Names = {"SideChainEq_On": "S/C EQ On", "SideChainEq_Mode": "S/C EQ Type",
                        "SideChainEq_Freq": "S/C EQ Freq", "SideChainEq_Q": "S/C EQ Q",
                        "SideChainEq_Gain": "S/C EQ Gain"}
LFO: Names = {"Lfo/Type": "LFO Waveform", "Lfo/Frequency": "LFO Frequency|LFO Freq", "Lfo/RateType": "LFO Sync",
              "Lfo/BeatRate": "LFO Sync Rate", "Lfo/StereoMode": "LFO Stereo Mode", "Lfo/Spin": "LFO Spin",
              "Lfo/Phase": "LFO Phase", "Lfo/Offset": "LFO Offset", "Lfo/IsOn": "LFO On", "LfoAmount": "LFO Amount",
              "Lfo/Quantize": "LFO Quantize On", "Lfo/BeatQuantize": "LFO Quantize Rate",
              "Lfo/NoiseWidth": "LFO Width"}

NAMES: Dict[str, Names] = {
    "": EVERY_DEVICE,
    "Operator": operator(),
    "OriginalSimpler": sampler(),
    "MultiSampler": sampler(),
    "Reverb": {
        "PreDelay": "Predelay", "BandLowOn": "In LowCut On", "BandHighOn": "In HighCut On",
        "BandFreq": "In Filter Freq", "BandWidth": "In Filter Width", "SpinOn": "ER Spin On",
        "EarlyReflectModFreq": "ER Spin Rate", "EarlyReflectModDepth": "ER Spin Amount", "DiffuseDelay": "ER Shape",
        "ShelfHighOn": "HiFilter On", "HighFilterType": "HiFilter Type", "ShelfHiFreq": "HiFilter Freq",
        "ShelfHiGain": "HiShelf Gain", "ShelfLowOn": "LowShelf On", "ShelfLoFreq": "LowShelf Freq",
        "ShelfLoGain": "LowShelf Gain", "SizeModFreq": "Chorus Rate", "SizeModDepth": "Chorus Amount",
        "RoomType": "Density", "AllPassSize": "Scale", "AllPassGain": "Diffusion", "StereoSeparation": "Stereo Image",
        "MixReflect": "Reflect Level", "MixDiffuse": "Diffuse Level", "MixDirect": "Dry/Wet",
    },
    "Compressor2": joined(SIDE_CHAIN, SIDE_CHAIN_EQ, {
        "AutoReleaseControlOnOff": "Auto Release On/Off", "Gain": "Output Gain", "GainCompensation": "Makeup",
        "LogEnvelope": "Env Mode", "SideListen": "S/C Listen"}),
    "AutoFilter": joined(SIDE_CHAIN, LFO, {
        "FilterType": "Filter Type", "Cutoff": "Frequency", "CircuitLpHp": "Filter Circuit - LP/HP",
        "CircuitBpNoMo": "Filter Circuit - BP/NO/Morph", "ModHub": "Env. Modulation", "Attack": "Env. Attack",
        "Release": "Env. Release", "Lfo/Frequency": "LFO Frequency"}),
    "FrequencyShifter": joined(LFO, {"ModulationMode": "Mode", "RingModCoarse": "Ring Mod Frequency",
                                     "Amount": "Dry/Wet", "InvertR": "Wide", "DriveOn": "Drive On/Off"}),
    "CrossDelay": {"Linked": "Link", "SyncModeLeft": "L Sync|LFO 1 Sync", "BeatDelayEnumL": "L Sync Enum",
                   "NoteOffsetLeft": "L Offset|LFO 1 Offset", "MsDelayLeft": "L Time", "SyncModeRight": "R Sync",
                   "BeatDelayEnumR": "R Sync Enum", "NoteOffsetRight": "R Offset", "MsDelayRight": "R Time"},
    "StereoGain": {"PhaseInvertL": "Left Inv", "PhaseInvertR": "Right Inv", "BassMonoFrequency": "Bass Freq",
                   "MidSideBalance": "Mid/Side Balance", "LegacyGain": "Gain (Legacy)"},
    "ChannelEq": {"LowShelfGain": "Low Gain", "HighShelfGain": "High Gain", "MidFrequency": "Mid Freq"},
    "DrumBuss": {"EnableCompression": "Compressor On", "DriveAmount": "Drive", "CrunchAmount": "Crunch",
                 "DampingFrequency": "Damping Freq", "TransientShaping": "Transients", "BoomFrequency": "Boom Freq",
                 "BoomAmount": "Boom Amt", "BoomAudition": "Boom Audition", "InputTrim": "Trim"},
    "Limiter": {"Release": "Release time", "AutoRelease": "Auto", "LinkAmount": "Link Channels",
                "LinkAmountMidSide": "Link M/S",
                "MaximizeThreshold": "Threshold", "MaximizeOutput": "Output"},
    "MidiNoteLength": {"Mode": "Trigger Mode", "SyncState": "Sync On", "Latch": "Latch On",
                       "Balance": "On/Off-Balance", "DecayKeyScale": "Decay Key Scale"},
    "MidiVelocity": {"MaxOut": "Out Hi", "MinOut": "Out Low", "Lowest": "Lowest"},
    "MidiPitcher": {"StepWidth": "Step Width", "RangeMode": "Range Mode", "UseCurrentScale": "Use Current Scale"},
    "Echo": {
        "Delay_SyncL": "L Sync|LFO 1 Sync", "Delay_TimeL": "L Time", "Delay_SyncedDivisionL": "L Division",
        "Delay_SyncedSixteenthL": "L 16th", "Delay_SyncModeL": "L Sync Mode", "Delay_OffsetL": "L Offset|LFO 1 Offset",
        "Delay_SyncR": "R Sync", "Delay_TimeR": "R Time", "Delay_SyncedDivisionR": "R Division",
        "Delay_SyncedSixteenthR": "R 16th", "Delay_SyncModeR": "R Sync Mode", "Delay_OffsetR": "R Offset",
        "Delay_TimeLink": "Link", "Delay_Repitch": "Repitch", "FeedbackInvert": "Feedback Inv",
        "ChannelMode": "Channel Mode", "Clipper_Dry": "Clip Dry", "Gate_Threshold": "Gate Thr",
        "Ducking_On": "Duck On", "Ducking_Threshold": "Duck Thr", "Ducking_Release": "Duck Release",
        "Filter_HighPassFrequency": "HP Freq", "Filter_HighPassResonance": "HP Res",
        "Filter_LowPassFrequency": "LP Freq", "Filter_LowPassResonance": "LP Res",
        "Modulation_Waveform": "Mod Wave", "Modulation_Frequency": "Mod Freq", "Modulation_Sync": "Mod Sync",
        "Modulation_SyncedRate": "Mod Rate", "Modulation_PhaseOffset": "Mod Phase",
        "Modulation_EnvelopeMix": "Env Mix", "Modulation_AmountDelay": "Dly < Mod",
        "Modulation_AmountFilter": "Filter < Mod", "Modulation_AmountDelayTimesFour": "Mod 4x",
        "Reverb_Location": "Reverb Loc", "Noise_Amount": "Noise Amt", "Noise_Type": "Noise Mrph",
        "Wobble_Amount": "Wobble Amt", "Wobble_Type": "Wobble Mrph", "StereoWidth": "Stereo Width",
    },
    "Hybrid": {
        "PreDelay_Sync": "P.Dly Sync", "PreDelay_Time": "P.Dly Time", "PreDelay_Sixteenth": "P.Dly 16th",
        "PreDelay_FeedbackTime": "P.Dly Fb Time|Feedback", "PreDelay_FeedbackSixteenth": "P.Dly Fb 16th",
        "Algorithm_Type": "Algo Type", "Algorithm_Freeze": "Freeze", "Algorithm_FreezeIn": "Freeze In",
        "Algorithm_Decay": "Decay", "Algorithm_Size": "Size", "Algorithm_Damping": "Damping",
        "Algorithm_Diffusion": "Diffusion", "Algorithm_Modulation": "Mod", "Algorithm_Shape": "Shape",
        "Algorithm_Delay": "Algo Delay", "Algorithm_BassMultiplier": "Bass Mult", "Algorithm_BassCrossover": "Bass X",
        "Algorithm_Shimmer": "Shimmer", "Algorithm_PitchShift": "Pitch Shift", "Eq_On": "EQ On", "Eq_PreAlgo": "EQ Pre",
        "Eq_LowBandType": "EQ Low Type", "Eq_LowBandFrequency": "EQ Low Freq", "Eq_LowBandGain": "EQ Low Gain",
        "Eq_LowBandSlope": "EQ Low Slope", "Eq_HighBandType": "EQ Hi Type", "Eq_HighBandFrequency": "EQ Hi Freq",
        "Eq_HighBandGain": "EQ Hi Gain", "Eq_HighBandSlope": "EQ Hi Slope", "Eq_Peak1Frequency": "EQ P1 Freq",
        "Eq_Peak1Gain": "EQ P1 Gain", "Eq_Peak1Q": "EQ P1 Q", "Eq_Peak2Frequency": "EQ P2 Freq",
        "Eq_Peak2Gain": "EQ P2 Gain", "Eq_Peak2Q": "EQ P2 Q", "Send": "Send Gain",
        "ConvoAlgoBlend": "Blend", "StereoWidth": "Stereo", "BassMono": "Bass Mono",
    },
    "Eq8": dict([("GlobalGain", "Output Gain")] + [
        ("Bands.{}/Parameter{}/{}".format(band, half, part), name.format(band + 1, half))
        for band in range(8) for half in "AB" for part, name in EQ_BAND]),
}
