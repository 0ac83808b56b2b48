"""Which parameters have no effect at present, such as the free rate while a rate is synced: their state is irrelevant.

By class of device, and first what is the same in many: the parameter, the switch that it depends on, and the value of
the switch with which it is heard. What depends on what in Live is what its users see grey or hidden, not measured.
"""
from __future__ import annotations

from typing import Any, Dict, List, NamedTuple, Tuple

from ..classes import behaviour
from .lom_object import LomObjectBehaviour

ENABLED, IRRELEVANT = 0, 1
FREE, SYNCED = 0.0, 1.0
ON = 1.0


class Dependence(NamedTuple):
    """One row."""

    parameter: str
    switch: str
    value: float


def switched(switch: str, *parameters: str) -> Tuple[Dependence, ...]:
    """Parameters that are heard while a switch is on."""
    return tuple(Dependence(each, switch, ON) for each in parameters)


def synced(switch: str, free: str, in_beats: str) -> Tuple[Dependence, ...]:
    """A rate or time of which there are two."""
    return Dependence(free, switch, FREE), Dependence(in_beats, switch, SYNCED)


SIDE_CHAIN = switched("S/C On", "S/C Gain", "S/C Mix") + switched("S/C EQ On", "S/C EQ Type", "S/C EQ Freq", "S/C EQ Q",
                                                                 "S/C EQ Gain")
LFO = synced("LFO Sync", "LFO Frequency", "LFO Sync Rate")
TABLE: Dict[str, Tuple[Dependence, ...]] = {
    "Delay": synced("L Sync", "L Time", "L 16th") + synced("R Sync", "R Time", "R 16th") + switched(
        "Filter On", "Filter Freq", "Filter Width"),
    "Echo": synced("L Sync", "L Time", "L Division") + synced("R Sync", "R Time", "R Division") + synced(
        "Mod Sync", "Mod Freq", "Mod Rate") + switched(
        "Filter On", "HP Freq", "HP Res", "LP Freq", "LP Res") + switched("Gate On", "Gate Thr", "Gate Release")
    + switched("Duck On", "Duck Thr", "Duck Release") + switched(
        "Noise On", "Noise Amt", "Noise Mrph") + switched("Wobble On", "Wobble Amt", "Wobble Mrph"),
    "Reverb": switched("ER Spin On", "ER Spin Rate", "ER Spin Amount") + switched(
        "HiFilter On", "HiFilter Type", "HiFilter Freq", "HiShelf Gain") + switched(
        "LowShelf On", "LowShelf Freq", "LowShelf Gain") + switched("Chorus On", "Chorus Rate", "Chorus Amount"),
    "Hybrid": synced("P.Dly Sync", "P.Dly Time", "P.Dly 16th"),
    "GrainDelay": synced("Delay Mode", "Time Delay", "Beat Delay"),
    "Corpus": synced("LFO Sync", "LFO Rate", "LFO Sync Rate"),
    "AutoFilter": LFO + SIDE_CHAIN[:2],
    "AutoPan": synced("LFO Type", "Frequency", "Sync Rate"),
    "PhaserNew": synced("Mod Sync", "Mod Freq", "Mod Rate") + switched("Env Enabled", "Env Amount", "Env Attack",
                                                                       "Env Release"),
    "FrequencyShifter": LFO + switched("Drive On/Off", "Drive"),
    "Shifter": synced("LFO Sync", "LFO Rate Hz", "LFO S. Rate") + synced("Delay Sync", "Delay Time", "Delay S. Time"),
    "Compressor2": SIDE_CHAIN,
    "Gate": SIDE_CHAIN,
    "GlueCompressor": SIDE_CHAIN,
    "MultibandDynamics": SIDE_CHAIN[:2],
    "StereoGain": switched("Bass Mono", "Bass Freq"),
    "MidiArpeggiator": synced("Sync On", "Free Rate", "Synced Rate") + switched(
        "Velocity On", "Vel. Retrigger", "Velocity Decay", "Velocity Target"),
    "MidiNoteLength": synced("Sync On", "Time Length", "Synced Length"),
    "InstrumentVector": synced("LFO 1 Sync", "LFO 1 Rate", "LFO 1 S. Rate") + synced(
        "LFO 2 Sync", "LFO 2 Rate", "LFO 2 S. Rate"),
    "OriginalSimpler": synced("L Sync", "L Rate", "L Sync Rate") + switched(
        "Filter On", "Filter Type", "Filter Freq", "Filter Res"),
    "Operator": switched("Glide On", "Glide Time") + switched("Filter On", "Filter Type", "Filter Freq", "Filter Res")
    + tuple(each for letter in "ABCD" for each in switched("Osc-{} On".format(letter), "Osc-{} Level".format(letter))
            + switched("{} Fix On".format(letter), "{} Fix Freq".format(letter), "{} Fix Freq Mul".format(letter))),
}


@behaviour("Device")
class RelevantParameters(LomObjectBehaviour):
    """The states of a device's parameters."""

    def initialise(self, **keywords: Any) -> None:
        """From the table."""
        super().initialise(**keywords)
        self.dependences = {row.parameter: row for row in TABLE.get(self.spec.class_name, ())}

    def state_of(self, parameter: Any) -> int:
        """DeviceParameter.ParameterState."""
        row = self.dependences.get(parameter.spec.name)
        switch = None if row is None else self.parameter_named(row.switch)
        if row is None or switch is None:
            return ENABLED
        return ENABLED if switch.values["value"] == row.value else IRRELEVANT

    def parameter_changed(self, parameter: Any) -> None:
        """A switch tells on the parameters that depend on it."""
        super().parameter_changed(parameter)
        for name in self.switched_by(parameter.spec.name):
            each = self.parameter_named(name)
            if each is not None:
                each.notify("state")

    def switched_by(self, switch: str) -> List[str]:
        """The parameters that depend on a switch."""
        return [row.parameter for row in self.dependences.values() if row.switch == switch]
