"""Meld and Drum Cell, and what several instruments and effects share. LOM classes MeldDevice, DrumCellDevice."""

from ...lom.spec import Handler, ListOf, ro, rw

MELD = ("MeldDevice",)


class SynthRows(Handler):
    """Voices and pitch: one row for all that have it, each with the numbers of its own device."""

    properties = (
        rw("pitch_bend_range", int, "Range of the pitch bend wheel, in semitones.",
           of=("DriftDevice", "ShifterDevice", "SimplerDevice", "SpectralResonatorDevice")),
        rw("mono_poly", int, "0 mono, 1 poly.", 0, 1, of=("MeldDevice", "SpectralResonatorDevice", "WavetableDevice")),
        rw("poly_voices", int, "Number of voices, by its place in Live's list.", 0,
           of=("MeldDevice", "WavetableDevice")),
        ro("pitch_mode_list", ListOf(str), "Pitch modes there are.", of=("ShifterDevice", "SpectralResonatorDevice")),

        rw("selected_engine", bool, "Meld shows engine B.", of=MELD),
        rw("unison_voices", int, "Meld: stacked voices, by place in Live's list.", 0, of=MELD),
        rw("gain", float, "Gain of a Drum Cell.", of=("DrumCellDevice",)),
    )
