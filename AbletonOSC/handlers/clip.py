"""Clips in Session View: `/live/clip/...`. Source: LOM classes Clip and Clip.View. Their notes: clip_notes.py."""

from __future__ import annotations

from typing import Any, Optional, Tuple

from ..lom.path import index_of, pick, read_path
from ..lom.spec import POLLED, Count, Enumeration, ListOf, arg, call, command, ro, rw
from .clip_envelopes import ClipEnvelopes
from .clip_notes import ClipNotes

GROOVES, = read_path("grooves[groove]")
BEAT_TIME = arg("beat_time", float, "position in beats")


class ClipHandler(ClipNotes, ClipEnvelopes):
    """An audio or MIDI clip. What only audio clips have is nil for a MIDI clip."""

    commands = ClipNotes.commands + ClipEnvelopes.commands
    address, ids, lives_in = "clip", ("track_id", "clip_id"), "tracks[track_id].clip_slots[clip_id].clip"

    properties = (
        rw("name", str, "Clip name."),
        rw("color", int, "Colour as 0xRRGGBB; Live takes the nearest of its palette.", 0, 0xFFFFFF),
        rw("color_index", int, "Colour in Live's palette, 0..69.", 0, 69),
        rw("muted", bool, "Deactivated."),

        # What it is
        ro("is_audio_clip", bool, "Is an audio clip.", listen=False),
        ro("is_midi_clip", bool, "Is a MIDI clip.", listen=False),
        ro("is_arrangement_clip", bool, "Is in the Arrangement.", listen=False),
        ro("is_session_clip", bool, "Is in Session View.", listen=False),
        ro("is_take_lane_clip", bool, "Is in a take lane.", listen=False),
        ro("has_envelopes", bool, "Has automation."),
        ro("has_groove", bool, "Has a groove.", listen=POLLED),
        rw("groove", int, "Index of its groove in the groove pool; nil for none.", 0,
           get="read_groove", names_place=True,
           set="write_groove", uses=("Song.groove_pool", "GroovePool.grooves")),
        ro("root_note", int, "Root note of its scale, 0 is C."),
        ro("scale_name", str, "Name of its scale."),
        ro("scale_mode", bool, "Its scale is highlighted and used by devices."),
        ro("scale_intervals", ListOf(int), "Semitones of its scale's notes above the root."),
        ro("num_automation_envelopes", Count(), "How many envelopes it has.", path="automation_envelopes",
           listen="has_envelopes"),
        ro("loop_jump", float, "Song time, in beats; pushed whenever the clip loops or jumps.", get="read_song_time",
           uses=("Song.current_song_time",)),

        # Playing
        rw("is_playing", bool, "Plays; writing starts or stops it.", listen="playing_status"),
        ro("is_triggered", bool, "Waits for its moment to play.", listen="playing_status"),
        ro("is_recording", bool, "Is being recorded."),
        ro("is_overdubbing", bool, "Is being overdubbed."),
        ro("will_record_on_start", bool, "Would record when it is launched.", listen=POLLED),
        ro("playing_position", float, "Playing position, in beats (seconds if unwarped)."),
        rw("launch_mode", int, "Launch mode: 0 trigger, 1 gate, 2 toggle, 3 repeat.", 0, 3),
        rw("launch_quantization", int, "Launch grid: 0 global, 1 none, 2 8 bars .. 14 1/32.", 0, 14),
        rw("legato", bool, "Takes over the playing position of the clip before."),
        rw("velocity_amount", float, "How much launch velocity changes the volume.", 0, 1),

        # Position, length, loop
        ro("length", float, "Length of the loop, or between the markers, in beats.", listen=POLLED),
        ro("start_time", float, "Position in the Arrangement, in beats; launch time in Session."),
        ro("end_time", float, "End in the Arrangement, in beats."),
        rw("position", float, "Loop position, in beats; writing moves the loop with its end."),
        rw("looping", bool, "Loops."),
        rw("loop_start", float, "Loop start, in beats (seconds if unwarped)."),
        rw("loop_end", float, "Loop end, in beats (seconds if unwarped)."),
        rw("start_marker", float, "Start marker, in beats; fixed while not looping."),
        rw("end_marker", float, "End marker, in beats."),
        rw("signature_numerator", int, "Beats per bar.", 1, 99),
        rw("signature_denominator", int, "Beat unit: 1, 2, 4, 8 or 16.", 1, 16),

        # Audio clips
        rw("gain", float, "Gain of an audio clip; 0.4 is 0 dB.", 0, 1, nil=True),
        ro("gain_display_string", str, "Gain of an audio clip, as Live shows it.", listen="gain", nil=True),
        rw("pitch_coarse", int, "Transposition of an audio clip, in semitones.", -48, 48, nil=True),
        rw("pitch_fine", float, "Detuning of an audio clip, in cents.", nil=True),
        rw("warping", bool, "Whether an audio clip follows the tempo.", nil=True),
        rw("warp_mode", int, "Warp mode: 0 beats, 1 tones, 2 texture, 3 repitch, 4 complex, 6 pro.", 0, 6, nil=True),
        ro("available_warp_modes", ListOf(int), "Warp modes that an audio clip can have.", listen=False, nil=True),
        rw("ram_mode", bool, "Whether an audio clip is kept in memory.", nil=True),
        ro("file_path", str, "Path of the file of an audio clip.", nil=True),
        ro("sample_length", int, "Length of the file of an audio clip, in samples.", listen=False, nil=True),
        ro("sample_rate", float, "Sample rate of the file of an audio clip, in Hz.", listen=False, nil=True),
        ro("warp_markers", ListOf(float, 2), "Sample time (seconds) and beat time of each warp marker.", nil=True,
           get="read_warp_markers"),

        # The clip's view
        rw("grid_quantization", Enumeration(), "Grid: 0 none, 1 8 bars .. 4 bar .. 9 1/32.",
           path="view.grid_quantization", listen=False),
        rw("grid_is_triplet", bool, "The grid is in triplets.", path="view.grid_is_triplet", listen=False),
    )

    methods = (
        call("fire", "Launch the clip."),
        call("stop", "Stop the clip."),
        call("set_fire_button_state", "Press (1) or release (0) the launch button.", arg("state", bool)),
        call("duplicate_loop", "Double the loop and what is in it."),
        call("crop", "Cut off what is outside of the loop, or the markers."),
        call("duplicate_region", "Copy the notes of a region.", arg("region_start", float, "in beats"),
             arg("region_length", float, "in beats"), arg("destination_time", float, "in beats"),
             arg("pitch", int, "only this one; -1 all", -1, 127, -1),
             arg("transposition_amount", int, "semitones", default=0)),
        call("quantize", "Move notes or transients to a grid.",
             arg("grid", int, "1 1/4, 2 1/8, 3 1/8T, 4 1/8+T, 5 1/16, 6 1/16T, 7 1/16+T, 8 1/32", 1, 8),
             arg("amount", float, "0..1", 0, 1)),
        call("quantize_pitch", "Move the notes of one pitch to a grid.", arg("pitch", int, "", 0, 127),
             arg("grid", int, "as for quantize", 1, 8), arg("amount", float, "0..1", 0, 1)),
        call("move_playing_pos", "Jump relative to the playing position.", arg("beats", float, "how far")),
        call("scrub", "Play from a position for as long as the quantization says.", BEAT_TIME),
        call("stop_scrub", "Stop scrubbing."),
        call("move_warp_marker", "Move a warp marker.", BEAT_TIME, arg("beat_time_distance", float, "in beats")),
        call("remove_warp_marker", "Remove a warp marker.", BEAT_TIME),
        call("clear_all_envelopes", "Remove all automation."),
        call("select_all_notes", "Select all notes."),
        call("deselect_all_notes", "Select no note."),
        call("show_envelope", "Show the envelope in the detail view.", path="view.show_envelope"),
        call("hide_envelope", "Hide the envelope in the detail view.", path="view.hide_envelope"),
        call("show_loop", "Show the loop in the detail view.", path="view.show_loop"),
    )

    def read_groove(self, clip: Any) -> Optional[int]:
        groove = clip.groove
        return None if groove is None else index_of(self.song.groove_pool.grooves, groove)

    def write_groove(self, clip: Any, groove_id: int) -> None:
        clip.groove = pick(self.song.groove_pool, GROOVES, "groove", groove_id)

    def read_song_time(self, clip: Any) -> float:
        return float(self.song.current_song_time)

    def read_warp_markers(self, clip: Any) -> Tuple[float, ...]:
        return tuple(value for marker in clip.warp_markers for value in (marker.sample_time, marker.beat_time))

    @command("add_warp_marker", "Pin a moment of the sample to a beat.", BEAT_TIME,
             arg("sample_time", float, "seconds; where the beat is now, if left out", default=None),
             uses=("add_warp_marker", "beat_to_sample_time", "sample_rate"))
    def add_warp_marker(self, clip: Any, beat_time: float, sample_time: Any) -> None:
        from Live.Clip import WarpMarker

        if sample_time is None:
            sample_time = clip.beat_to_sample_time(beat_time) / clip.sample_rate
        clip.add_warp_marker(WarpMarker(sample_time, beat_time))

    @command("beat_to_sample_time", "Where in the sample of an audio clip a beat is.", BEAT_TIME,
             replies=("beat_time", "sample_time"))
    def convert_beat_to_sample_time(self, clip: Any, beat_time: float) -> Tuple[float, float]:
        return beat_time, float(clip.beat_to_sample_time(beat_time))

    @command("sample_to_beat_time", "At which beat a place of the sample is.",
             arg("sample_time", float, "position in samples"), replies=("sample_time", "beat_time"))
    def convert_sample_to_beat_time(self, clip: Any, sample_time: float) -> Tuple[float, float]:
        return sample_time, float(clip.sample_to_beat_time(sample_time))

    @command("seconds_to_sample_time", "Seconds of an audio clip in samples.", arg("seconds", float),
             replies=("seconds", "sample_time"))
    def convert_seconds_to_sample_time(self, clip: Any, seconds: float) -> Tuple[float, float]:
        return seconds, float(clip.seconds_to_sample_time(seconds))

    @command("note_number_to_name", "Name of a pitch, in the clip's tuning.", arg("pitch", int, "60 is C3", 0, 127),
             replies=("pitch", "name"))
    def name_note_number(self, clip: Any, pitch: int) -> Tuple[int, str]:
        return pitch, str(clip.note_number_to_name(pitch))


HANDLERS = (ClipHandler,)
