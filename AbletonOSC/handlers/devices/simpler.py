"""Simpler and its sample. LOM classes SimplerDevice, SimplerDevice.View and Sample."""

from __future__ import annotations

from typing import Any, Tuple

from ...errors import NoSuchObject
from ...lom.spec import Handler, ListOf, arg, call, command, ro, rw

SIMPLER = ("SimplerDevice",)
FRAME = arg("slice_time", int, "in samples", 0)


def view_row(name, documentation):
    """A row about what Simpler's display shows, in samples."""
    return ro(name, int, documentation, path=f"view.{name}", of=SIMPLER)


def sample_row(declare, name, declared, documentation, *limits, **keywords):
    """A row about the sample: `sample/gain` is `sample.gain`."""
    return declare(f"sample/{name}", declared, documentation, *limits, path=f"sample.{name}", of=SIMPLER, **keywords)


class SimplerRows(Handler):
    """What only Simpler has. Without a sample, what is about the sample is refused."""

    properties = (
        rw("playback_mode", int, "Simpler: 0 classic, 1 one-shot, 2 slicing.", 0, 2, of=SIMPLER),
        rw("slicing_playback_mode", int, "Slices: 0 mono, 1 poly, 2 thru.", 0, 2, of=SIMPLER),
        rw("voices", int, "Voices: 1, 2, 3, 4, 6, 8, 12, 16, 24 or 32.", 1, 32, of=SIMPLER),
        rw("retrigger", bool, "A note that sounds starts anew.", of=SIMPLER),
        rw("pad_slicing", bool, "Playing pads makes slices.", of=SIMPLER),
        rw("note_pitch_bend_range", int, "Bend range of single notes, in semitones.", of=SIMPLER),
        ro("multi_sample_mode", bool, "Holds a multi-sample.", of=SIMPLER),
        ro("can_warp_as", bool, "`warp_as` can be used.", of=SIMPLER),
        ro("can_warp_double", bool, "`warp_double` can be used.", of=SIMPLER),
        ro("can_warp_half", bool, "`warp_half` can be used.", of=SIMPLER),
        ro("playing_position", float, "Playing position in the sample, 0..1.", of=SIMPLER),
        ro("playing_position_enabled", bool, "The playing position is shown.", of=SIMPLER),

        view_row("sample_start", "Start of the region on show, in samples."),
        view_row("sample_end", "End of the region on show, in samples."),
        view_row("sample_loop_start", "Start of the loop on show, in samples."),
        view_row("sample_loop_end", "End of the loop on show, in samples."),
        view_row("sample_loop_fade", "Crossfade of the loop on show, in samples."),
        view_row("sample_env_fade_in", "Fade-in on show, in samples."),
        view_row("sample_env_fade_out", "Fade-out on show, in samples."),
        rw("selected_slice", int, "Selected slice, by its time in samples.", path="view.selected_slice", of=SIMPLER),

        ro("has_sample", bool, "Holds a sample.", path="sample", get="read_has_sample", of=SIMPLER),
        sample_row(ro, "file_path", str, "Path of the sample's file."),
        sample_row(ro, "length", int, "Length of the sample, in samples.", listen=False),
        sample_row(ro, "sample_rate", float, "Sample rate of the sample, in Hz.", listen=False),
        sample_row(rw, "start_marker", int, "Start of the sample, in samples.", 0),
        sample_row(rw, "end_marker", int, "End of the sample, in samples.", 0),
        sample_row(rw, "gain", float, "Gain of the sample, 0..1.", 0, 1),
        sample_row(rw, "warping", bool, "The sample follows the tempo."),
        sample_row(rw, "warp_mode", int, "Warp mode of the sample, as for clips.", 0, 6),
        sample_row(ro, "warp_markers", ListOf(float, 2), "Sample time (seconds) and beat time of each warp marker.",
                   get="read_sample_warp_markers"),
        sample_row(rw, "beats_granulation_resolution", int, "Beats mode: 0 bar .. 5 1/32, 6 transients."),
        sample_row(rw, "beats_transient_envelope", float, "Beats mode: fade of transients, 0..100."),
        sample_row(rw, "beats_transient_loop_mode", int, "Beats mode: 0 off, 1 forward, 2 back and forth.", 0, 2),
        sample_row(rw, "tones_grain_size", float, "Tones mode: size of grains."),
        sample_row(rw, "texture_grain_size", float, "Texture mode: size of grains."),
        sample_row(rw, "texture_flux", float, "Texture mode: randomness of grains."),
        sample_row(rw, "complex_pro_formants", float, "Complex Pro mode: formants."),
        sample_row(rw, "complex_pro_envelope", float, "Complex Pro mode: envelope."),
        sample_row(ro, "slices", ListOf(int), "Times of the slices, in samples."),
        sample_row(rw, "slicing_style", int, "Slices by: 0 transients, 1 beats, 2 regions, 3 hand.", 0, 3),
        sample_row(rw, "slicing_beat_division", int, "Slices by beats: 0 1/16 .. 10 4 bars.", 0, 10),
        sample_row(rw, "slicing_region_count", int, "Slices by regions: how many."),
        sample_row(rw, "slicing_sensitivity", float, "Slices by transients: sensitivity.", 0, 1),
    )

    methods = (
        call("crop", "Cut off what is outside of the region.", of=SIMPLER),
        call("reverse", "Reverse the sample.", of=SIMPLER),
        call("warp_as", "Make the region so many beats long.", arg("beat_time", float, "in beats"), of=SIMPLER),
        call("warp_double", "Play the region twice as fast.", of=SIMPLER),
        call("warp_half", "Play the region half as fast.", of=SIMPLER),
        call("replace_sample", "Load another sample.", arg("file_path", str, "absolute path"), of=SIMPLER),
        call("sample/clear_slices", "Remove all slices made by hand.", path="sample.clear_slices", of=SIMPLER),
        call("sample/reset_slices", "Set the slices as they were at first.", path="sample.reset_slices", of=SIMPLER),
        call("sample/insert_slice", "Make a slice.", FRAME, path="sample.insert_slice", of=SIMPLER),
        call("sample/remove_slice", "Remove a slice.", FRAME, path="sample.remove_slice", of=SIMPLER),
    )

    def read_has_sample(self, simpler: Any) -> bool:
        return simpler.sample is not None

    def sample(self, simpler: Any) -> Any:
        """The sample; raises `NoSuchObject` when none is loaded."""
        if simpler.sample is None:
            raise NoSuchObject("there is no sample")
        return simpler.sample

    def read_sample_warp_markers(self, simpler: Any) -> Tuple[float, ...]:
        return tuple(value for marker in self.sample(simpler).warp_markers
                     for value in (float(marker.sample_time), float(marker.beat_time)))

    @command("get/guess_playback_length", "Length of the region that Live guesses, in beats.", replies=("beats",),
             of=SIMPLER)
    def read_guess(self, simpler: Any) -> Tuple[float]:
        return (float(simpler.guess_playback_length()),)

    @command("sample/move_slice", "Move a slice.", arg("old_time", int, "in samples", 0),
             arg("new_time", int, "in samples", 0), replies=("time",), of=SIMPLER, uses=("Sample.move_slice",))
    def move_slice(self, simpler: Any, old_time: int, new_time: int) -> Tuple[int]:
        return (int(self.sample(simpler).move_slice(old_time, new_time)),)

    @command("get/sample/gain_display_string", "Gain of the sample, as Live shows it.", replies=("gain",), of=SIMPLER,
             uses=("Sample.gain_display_string",))
    def read_sample_gain(self, simpler: Any) -> Tuple[str]:
        return (str(self.sample(simpler).gain_display_string()),)

    @command("get/sample/beat_to_sample_time", "Sample time of a beat.", arg("beat_time", float, "in beats"),
             replies=("beat_time", "sample_time"), of=SIMPLER, uses=("Sample.beat_to_sample_time",))
    def read_sample_time(self, simpler: Any, beat_time: float) -> Tuple[float, float]:
        return beat_time, float(self.sample(simpler).beat_to_sample_time(beat_time))

    @command("get/sample/sample_to_beat_time", "Beat at a sample time.", arg("sample_time", float, "in samples"),
             replies=("sample_time", "beat_time"), of=SIMPLER, uses=("Sample.sample_to_beat_time",))
    def read_beat_time(self, simpler: Any, sample_time: float) -> Tuple[float, float]:
        return sample_time, float(self.sample(simpler).sample_to_beat_time(sample_time))
