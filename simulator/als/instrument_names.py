"""Which place of an instrument in a Set is which parameter of Live's API: see parameter_names.py."""
from __future__ import annotations

from typing import Dict, List

Names = Dict[str, str]

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


def drift() -> Names:
    """Drift. Its voices have one of three depths, each under a name of its own."""
    names = {
        "Filter_Frequency": "LP Freq", "Filter_Resonance": "LP Reso", "Filter_Type": "LP Type",
        "Filter_HiPassFrequency": "HP Freq", "Filter_Tracking": "Filter Track",
        "Lfo_Rate": "LFO Rate", "Lfo_Amount": "LFO Amt", "Lfo_Shape": "LFO Wave", "Lfo_ModAmount": "LFO Mod Amt",
        "Lfo_Retrigger": "LFO Retrig", "Oscillator1_Shape": "Osc 1 Shape", "Oscillator1_ShapeMod": "Shape Mod Amt",
        "Oscillator2_Detune": "Osc 2 Detune", "Mixer_NoiseLevel": "Noise Gain", "Mixer_NoiseOn": "Noise On",
        "CyclingEnvelope_Rate": "Cyc Env Rate", "CyclingEnvelope_MidPoint": "Cyc Env Tilt",
        "CyclingEnvelope_Hold": "Cyc Env Hold", "Global_Envelope2Mode": "Cyc Env On", "Global_VolVelMod": "Vol < Vel",
        "Global_StereoVoiceDepth": "Spread", "Global_UnisonVoiceDepth": "Strength",
        "Global_MonoVoiceDepth": "Thickness", "Global_DriftDepth": "Drift", "Global_Legato": "Legato",
        "Global_NotePitchBend": "Note PB On", "Global_Glide": "Glide", "Global_Volume": "Volume",
        "Global_Transpose": "Transpose",
    }
    for number in "12":
        names.update({place.format(number): name.format(number) for place, name in (
            ("Oscillator{}_Type", "Osc {} Wave"), ("Oscillator{}_Transpose", "Osc {} Oct"),
            ("Mixer_OscillatorGain{}", "Osc {} Gain"), ("Mixer_OscillatorOn{}", "Osc {} On"),
            ("Filter_ModAmount{}", "LP Mod Amt {}"), ("PitchModulation_Amount{}", "Pitch Mod Amt {}"))})
        names.update({"Envelope{}_{}".format(number, part): "Env {} {}".format(number, part)
                      for part in ("Attack", "Decay", "Sustain", "Release")})
    names.update({"ModulationMatrix_Amount" + number: "Mod Matrix {} Amt".format(number) for number in "123"})
    return names


MELD_ENGINE = (
    ("On", "On"), ("Oscillator_OscillatorType", "Osc Type"), ("Oscillator_Macro1", "Osc Macro 1"),
    ("Oscillator_Macro2", "Osc Macro 2"), ("Oscillator_Pitch_TransposeOctaves", "Oct"),
    ("Oscillator_Pitch_Transpose", "Semi"), ("Oscillator_Pitch_Detune", "Cents"), ("Filter_On", "Filter On"),
    ("Filter_FilterType", "Filter Type"), ("Filter_Frequency", "Filter Freq"), ("Filter_Macro1", "Filter Macro 1"),
    ("Filter_Macro2", "Filter Macro 2"), ("AmpEnvelope_Times_Attack", "Amp Attack"),
    ("AmpEnvelope_Times_Decay", "Amp Decay"), ("AmpEnvelope_Sustain", "Amp Sustain"),
    ("AmpEnvelope_Times_Release", "Amp Release"), ("FilterEnvelope_Times_Attack", "Mod Attack"),
    ("FilterEnvelope_Times_Decay", "Mod Decay"), ("FilterEnvelope_Values_Sustain", "Mod Sustain"),
    ("FilterEnvelope_Times_Release", "Mod Release"), ("Lfo1_Rate", "LFO 1 Rate"), ("Lfo2_Rate", "LFO 2 Rate"),
    ("ToneFilter", "Tone"), ("Pan", "Pan"), ("Volume", "Vol"))


def meld() -> Names:
    """Meld: two engines."""
    return joined({"MeldVoice_Engine{}_{}".format(engine, place): "{} {}".format(engine, name)
                   for engine in "AB" for place, name in MELD_ENGINE},
                  {"MeldVoice_Drive": "Drive", "MeldVoice_LimiterOn": "Limiter On",
                   "MeldVoice_VoiceSpreadAmount": "Spread"})


DRUM_SAMPLER: Names = {
    "Voice_Transpose": "Transpose", "Voice_Detune": "Detune", "Voice_VelocityToVolume": "Vel > Vol",
    "Voice_ModulationTarget": "Mod Target", "Voice_ModulationAmount": "Mod Amount", "Voice_Filter_On": "Filter On",
    "Voice_Filter_Frequency": "Filter Freq", "Voice_Filter_Resonance": "Filter Res",
    "Voice_Filter_Type": "Filter Type", "Voice_Filter_PeakGain": "Peak Gain", "Voice_Envelope_Attack": "Attack",
    "Voice_Envelope_Hold": "Hold", "Voice_Envelope_Decay": "Decay", "Voice_Envelope_Mode": "Env Mode",
    "Voice_PlaybackStart": "Start", "Voice_PlaybackLength": "Length", "Effect_On": "FX On", "Effect_Type": "FX Type",
}
TENSION: Names = {
    "Polyphony": "Voices", "Transpose": "Semitone", "KeyboardFineTune": "Fine Tune",
    "KeyboardUnisonToggle": "Unison On/Off", "VibratoToggle": "Vibrato On/Off", "VibratoSpeed": "Vib Freq",
    "VibratoAmount": "Vib Amount", "PortamentoToggle": "Porta On/Off", "PortamentoTime": "Porta Time",
    "GeoExcitatorPosition": "E Pos", "GeoExcitatorAbsolute": "E Pos Abs", "ExcitatorToggle": "Exciter On/Off",
    "ExcitatorType": "Exciter Type", "ExcitatorVelocity": "Exc Velocity", "ExcitatorDamping": "Exc Damping",
    "PickupToggle": "Pickup On/Off", "PickupPosition": "Pickup Pos", "DamperToggle": "Damper On",
    "DamperStiffness": "D Stiffness", "DamperVelocity": "D Velocity", "DamperDamping": "D Damping",
    "StringDamping": "Str Damping", "StringDecayKbdMod": "Str Decay < Key", "StringInharmonicity": "Str Inharmon",
    "TerminationToggle": "Term On/Off", "LFOToggle": "LFO On/Off", "FilterToggle": "Filter On/Off",
    "FilterCutoffFrequency": "Filter Freq", "FilterQFactor": "Filter Reso", "FilterEnvelopeToggle": "FEG On/Off",
    "FilterEnvelopeAttack": "FEG Attack", "FilterEnvelopeDecay": "FEG Decay",
    "FilterEnvelopeSustain": "FEG < Sustain", "FilterEnvelopeRelease": "FEG Release", "BodyToggle": "Body On/Off",
}
INSTRUMENTS: Dict[str, Names] = {
    "Operator": operator(), "OriginalSimpler": sampler(), "MultiSampler": sampler(), "Drift": drift(),
    "InstrumentMeld": meld(), "DrumCell": DRUM_SAMPLER, "StringStudio": TENSION,
}
