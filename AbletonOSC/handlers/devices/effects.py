"""Effects with more than parameters.

LOM classes Eq8Device, CompressorDevice, HybridReverbDevice, RoarDevice, ShifterDevice, SpectralResonatorDevice.
"""

from ...lom.spec import Choice, Handler, ListOf, Names, ro, rw

EQ8 = ("Eq8Device",)
COMPRESSOR = ("CompressorDevice",)
HYBRID = ("HybridReverbDevice",)
ROAR = ("RoarDevice",)
SHIFTER = ("ShifterDevice",)
RESONATOR = ("SpectralResonatorDevice",)


def resonator_rows(name, text):
    """A choice of Spectral Resonator and the list of what there is."""
    return (rw(name, int, f"{text}, in its list.", 0, of=RESONATOR),
            ro(f"{name}_list", ListOf(str), f"{text}: what there is.", of=RESONATOR))


class EffectRows(Handler):
    """What only these effects have."""

    properties = (
        rw("edit_mode", bool, "EQ Eight edits: 0 A (left, mid), 1 B (right, side).", of=EQ8),
        rw("global_mode", int, "EQ Eight works in: 0 stereo, 1 left/right, 2 mid/side.", 0, 2, of=EQ8),
        rw("oversample", bool, "EQ Eight oversamples.", of=EQ8),
        rw("selected_band", int, "Selected band of EQ Eight.", 0, 7, path="view.selected_band", of=EQ8),

        rw("input_routing_type", Choice("available_input_routing_types"), "Source of the side chain.", of=COMPRESSOR),
        rw("input_routing_channel", Choice("available_input_routing_channels"), "Tap of the side chain's source.",
           of=COMPRESSOR),
        ro("available_input_routing_types", Names("display_name"), "Sources on offer for the side chain.",
           of=COMPRESSOR),
        ro("available_input_routing_channels", Names("display_name"), "Taps on offer for the side chain.",
           of=COMPRESSOR),

        rw("ir_category_index", int, "Category of the impulse response.", 0, of=HYBRID),
        ro("ir_category_list", ListOf(str), "Categories of impulse responses.", listen=False, of=HYBRID),
        rw("ir_file_index", int, "Impulse response in its category.", 0, of=HYBRID),
        ro("ir_file_list", ListOf(str), "Impulse responses of the category.", of=HYBRID),
        rw("ir_attack_time", float, "Attack of the impulse response.", of=HYBRID),
        rw("ir_decay_time", float, "Decay of the impulse response.", of=HYBRID),
        rw("ir_size_factor", float, "Size of the impulse response.", of=HYBRID),
        rw("ir_time_shaping_on", bool, "Attack, decay and size apply.", of=HYBRID),

        rw("routing_mode_index", int, "How Roar's stages are routed, in routing_mode_list.", 0, of=ROAR),
        ro("routing_mode_list", ListOf(str), "How Roar's stages can be routed.", listen=False, of=ROAR),
        rw("env_listen", bool, "Roar lets the envelope's input be heard.", of=ROAR),

        rw("pitch_mode_index", int, "Pitch mode of Shifter, in pitch_mode_list.", 0, of=SHIFTER),

        *resonator_rows("frequency_dial_mode", "Unit of the dial of Spectral Resonator"),
        *resonator_rows("midi_gate", "MIDI gate of Spectral Resonator"),
        *resonator_rows("mod_mode", "Modulation of Spectral Resonator"),
        ro("mono_poly_list", ListOf(str), "What mono_poly can be.", of=RESONATOR),
        rw("pitch_mode", int, "Pitch mode of Spectral Resonator, in pitch_mode_list.", 0, of=RESONATOR),
        rw("polyphony", int, "Voices of Spectral Resonator, by place in Live's list.", 0, of=RESONATOR),
    )
