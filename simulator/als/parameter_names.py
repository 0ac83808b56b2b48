"""Which place of a device in a Set is which parameter of Live's API, by device class; a path, and the name there.

Where two names are given the first that the catalogue has is meant. What is not listed agrees but for spaces and signs,
or is called as the file calls it. The places were read in Sets of Live, the names are those that Live's users see.
"""
from __future__ import annotations

from typing import Dict, Tuple

from .instrument_names import INSTRUMENTS, Names, joined

EVERY_DEVICE: Names = {"On": "Device On", "ChainSelector": "Chain Selector", "DryWet": "Dry/Wet"}
EQ_BAND: Tuple[Tuple[str, str], ...] = (("IsOn", "{} Filter On {}"), ("Mode", "{} Filter Type {}"),
                                        ("Freq", "{} Frequency {}"), ("Gain", "{} Gain {}"), ("Q", "{} Resonance {}"))
SIDE_CHAIN: Names = {"SideChain/OnOff": "S/C On", "SideChain/RoutedInput/Volume": "S/C Gain",
                     "SideChain/DryWet": "S/C Mix"}
SIDE_CHAIN_EQ: Names = {"SideChainEq_On": "S/C EQ On", "SideChainEq_Mode": "S/C EQ Type",
                        "SideChainEq_Freq": "S/C EQ Freq", "SideChainEq_Q": "S/C EQ Q",
                        "SideChainEq_Gain": "S/C EQ Gain"}
# Live 11 has them in an element of their own, and so has Glue Compressor.
SIDE_CHAIN_EQ_INSIDE: Names = {path.replace("_", "/"): name for path, name in SIDE_CHAIN_EQ.items()}
LFO: Names = {"Lfo/Type": "LFO Waveform", "Lfo/Frequency": "LFO Frequency|LFO Freq", "Lfo/RateType": "LFO Sync",
              "Lfo/BeatRate": "LFO Sync Rate", "Lfo/StereoMode": "LFO Stereo Mode", "Lfo/Spin": "LFO Spin",
              "Lfo/Phase": "LFO Phase", "Lfo/Offset": "LFO Offset", "Lfo/IsOn": "LFO On", "LfoAmount": "LFO Amount",
              "Lfo/Quantize": "LFO Quantize On", "Lfo/BeatQuantize": "LFO Quantize Rate",
              "Lfo/NoiseWidth": "LFO Width"}

EFFECTS: Dict[str, Names] = {
    "Reverb": {
        "PreDelay": "Predelay", "BandLowOn": "In LowCut On", "BandHighOn": "In HighCut On",
        "BandFreq": "In Filter Freq", "BandWidth": "In Filter Width", "SpinOn": "ER Spin On",
        "EarlyReflectModFreq": "ER Spin Rate", "EarlyReflectModDepth": "ER Spin Amount", "DiffuseDelay": "ER Shape",
        "ShelfHighOn": "HiFilter On", "HighFilterType": "HiFilter Type", "ShelfHiFreq": "HiFilter Freq",
        "ShelfHiGain": "HiShelf Gain", "ShelfLowOn": "LowShelf On", "ShelfLoFreq": "LowShelf Freq",
        "ShelfLoGain": "LowShelf Gain", "SizeModFreq": "Chorus Rate", "SizeModDepth": "Chorus Amount",
        "RoomType": "Density", "AllPassSize": "Scale", "AllPassGain": "Diffusion", "StereoSeparation": "Stereo Image",
        "SizeSmoothing": "Size Smoothing",
        "MixReflect": "Reflect Level", "MixDiffuse": "Diffuse Level", "MixDirect": "Dry/Wet",
    },
    "Compressor2": joined(SIDE_CHAIN, SIDE_CHAIN_EQ, SIDE_CHAIN_EQ_INSIDE, {
        "AutoReleaseControlOnOff": "Auto Release On/Off", "Gain": "Output Gain", "GainCompensation": "Makeup",
        "LogEnvelope": "Env Mode", "SideListen": "S/C Listen"}),
    "GlueCompressor": joined(SIDE_CHAIN, SIDE_CHAIN_EQ_INSIDE, SIDE_CHAIN_EQ),
    "AutoFilter": joined(SIDE_CHAIN, LFO, {
        "FilterType": "Filter Type", "Cutoff": "Frequency", "CircuitLpHp": "Filter Circuit - LP/HP",
        "CircuitBpNoMo": "Filter Circuit - BP/NO/Morph", "ModHub": "Env. Modulation", "Attack": "Env. Attack",
        "Release": "Env. Release", "Lfo/Frequency": "LFO Frequency"}),
    "FrequencyShifter": joined(LFO, {"ModulationMode": "Mode", "RingModCoarse": "Ring Mod Frequency",
                                     "Amount": "Dry/Wet", "InvertR": "Wide", "DriveOn": "Drive On/Off"}),
    "CrossDelay": {"Linked": "Link", "SyncModeLeft": "L Sync|LFO 1 Sync", "BeatDelayEnumL": "L Sync Enum",
                   "NoteOffsetLeft": "L Offset|LFO 1 Offset", "MsDelayLeft": "L Time", "SyncModeRight": "R Sync",
                   "BeatDelayEnumR": "R Sync Enum", "NoteOffsetRight": "R Offset", "MsDelayRight": "R Time"},
    "Delay": {
        "DelayLine_SmoothingMode": "Delay Mode", "DelayLine_Link": "Link", "DelayLine_PingPong": "Ping Pong",
        "DelayLine_SyncL": "L Sync", "DelayLine_TimeL": "L Time", "DelayLine_SyncedSixteenthL": "L 16th",
        "DelayLine_OffsetL": "L Offset", "DelayLine_SyncR": "R Sync", "DelayLine_TimeR": "R Time",
        "DelayLine_SyncedSixteenthR": "R 16th", "DelayLine_OffsetR": "R Offset", "Filter_Frequency": "Filter Freq",
        "Filter_Bandwidth": "Filter Width", "Modulation_Frequency": "Mod Freq", "Modulation_AmountTime": "Dly < Mod",
        "Modulation_AmountFilter": "Filter < Mod"},
    "Saturator": joined(
        {"PreDrive": "Drive", "PreDcFilter": "DC Filter", "ColorOn": "Color", "BaseDrive": "Base",
         "ColorFrequency": "Frequency", "ColorWidth": "Width", "ColorDepth": "Depth", "PostClip": "Soft Clip",
         "PostDrive": "Output"},
        *[{place.format(part): "WS " + part for part in ("Drive", "Lin", "Curve", "Damp", "Depth", "Period")}
          for place in ("Ws{}", "WaveShaper/{}")]),
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

NAMES: Dict[str, Names] = dict(EFFECTS, **INSTRUMENTS)
NAMES[""] = EVERY_DEVICE
