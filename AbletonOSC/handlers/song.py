"""The song: transport, tempo, loop, recording, scale, and the lists of tracks and scenes. LOM class Song."""

from ..lom.coerce import TYPES, Kept, NamesAndTimes
from ..lom.spec import POLLED, Count, Enumeration, ListOf, Names, arg, call, command, ro, rw
from .ranges import END, song_range
from .song_devices import SongDevices
from .song_position import SongPosition

RANGE = (arg("first", int, "", 0, default=0), arg("end", int, "one beyond the last; -1 is the end", END, default=END))


class SongHandler(SongDevices, SongPosition):
    """The open Set."""

    address = "song"

    properties = (
        rw("arrangement_overdub", bool, "MIDI arrangement overdub is on."),
        rw("back_to_arranger", bool, "Some track plays a Session clip; False goes back."),
        ro("beat", int, "The beat that plays now, counted from 0.", path="current_song_time", get="read_beat"),
        ro("can_capture_midi", bool, "There is played MIDI that can be captured."),
        ro("can_jump_to_next_cue", bool, "There is a cue point further on."),
        ro("can_jump_to_prev_cue", bool, "There is a cue point before."),
        ro("can_redo", bool, "There is something to redo.", listen=POLLED),
        ro("can_undo", bool, "There is something to undo.", listen=POLLED),
        rw("clip_trigger_quantization", Enumeration(), "Launch quantization: 0 none, 4 one bar, 13 1/32."),
        ro("count_in_duration", int, "Count-in: 0 none, 1, 2, 3 for one, two, four bars."),
        ro("cue_points", NamesAndTimes(), "Cue points: name and time in beats of each."),
        rw("current_song_time", float, "Playing position, in beats.", 0),
        ro("exclusive_arm", bool, "Arming a track disarms the others."),
        ro("exclusive_solo", bool, "Soloing a track unsolos the others.", listen=False),
        ro("file_path", str, "Path of the Set, empty when never saved.", listen=False),
        rw("groove_amount", float, "Groove amount, 1.0 is 100 %.", 0, 1.3125),
        rw("is_ableton_link_enabled", bool, "Ableton Link is on."),
        rw("is_ableton_link_start_stop_sync_enabled", bool, "Link shares start and stop."),
        ro("is_counting_in", bool, "The count-in runs."),
        rw("is_playing", bool, "The song plays; takes effect on Live's next tick."),
        ro("last_event_time", float, "Time of the last event, in beats.", listen=False),
        rw("loop", bool, "The arrangement loop is on."),
        rw("loop_length", float, "Length of the arrangement loop, in beats.", 0),
        rw("loop_start", float, "Start of the arrangement loop, in beats.", 0),
        rw("metronome", bool, "The metronome is on."),
        rw("midi_recording_quantization", Enumeration(), "Quantization of recorded MIDI: 0 none, 1 1/4, 5 1/16."),
        ro("name", str, "File name of the Set, empty when never saved.", listen=False),
        rw("nudge_down", bool, "Slow down for as long as it is on."),
        rw("nudge_up", bool, "Speed up for as long as it is on."),
        rw("data", Kept(), "A value that is kept in the Set under a key.", args=(arg("key", str),), get="read_data",
           set="write_data", uses=("get_data", "set_data")),
        ro("master_track_name", str, "Name of the main track.", path="master_track.name"),
        ro("num_visible_tracks", Count(), "Number of tracks that are not folded away.", path="visible_tracks"),
        ro("num_cue_points", Count(), "Number of cue points.", path="cue_points"),
        ro("num_return_tracks", Count(), "Number of return tracks.", path="return_tracks"),
        ro("num_scenes", Count(), "Number of scenes.", path="scenes"),
        ro("num_tracks", Count(), "Number of audio, MIDI and group tracks.", path="tracks"),
        rw("overdub", bool, "MIDI overdub of the playing clips."),
        rw("punch_in", bool, "Punch-in is on."),
        rw("punch_out", bool, "Punch-out is on."),
        ro("re_enable_automation_enabled", bool, "Some automation is overridden."),
        rw("record_mode", bool, "Arrangement recording is on."),
        ro("return_track_names", Names(), "Names of the return tracks.", path="return_tracks"),
        rw("root_note", int, "Root note of the scale, 0 is C.", 0, 11),
        ro("return_tracks", Names(), "Names of the return tracks; pushed with the list."),
        ro("scale_information", object, "Root note, name and intervals of the scale, in one.", get="read_scale",
           uses=("root_note", "scale_name", "scale_intervals")),
        ro("scale_intervals", ListOf(int), "Semitones of the scale's notes above the root.",
           get="read_scale_intervals"),
        rw("scale_mode", bool, "The scale is highlighted and used by devices."),
        rw("scale_name", str, "Name of the scale, as Live's chooser shows it."),
        ro("scenes/name", Names(), "Names of the scenes.", path="scenes"),
        ro("select_on_launch", bool, "Launching a clip or scene selects it.", listen=False),
        rw("session_automation_record", bool, "Automation is recorded."),
        rw("session_record", bool, "Session recording is on."),
        ro("session_record_status", int, "Session recording: 0 off, 1 on, 2 about to start."),
        rw("signature_denominator", int, "Time signature, lower number.", 1, 16),
        rw("signature_numerator", int, "Time signature, upper number.", 1, 99),
        ro("song_length", float, "Length of the arrangement, in beats."),
        rw("start_time", float, "Where playing starts, in beats.", 0),
        rw("swing_amount", float, "Swing of MIDI recording quantization.", 0, 1),
        rw("tempo", float, "Tempo, in beats per minute.", 20, 999),
        rw("tempo_follower_enabled", bool, "The tempo follower is on."),
        ro("tracks", Names(), "Names of the tracks; pushed with the list."),
        ro("has_tuning_system", bool, "A tuning other than the usual one is used.", path="tuning_system",
           get="read_has_tuning_system"),
        ro("visible_tracks", Names(), "Names of the tracks that are not folded away."),
    ) + SongDevices.properties

    methods = (
        call("begin_undo_step", "From here on, one step for undo."),
        call("capture_and_insert_scene", "Put the playing clips into a new scene.",
             arg("capture_mode", int, "0 all, 1 all but the selected track", 0, 1, 0)),
        call("capture_midi", "Turn what was just played into a clip.",
             arg("destination", int, "0 auto, 1, 2", 0, 2, 0)),
        call("continue_playing", "Play from where it stopped."),
        call("create_audio_track", "Make an audio track.",
             arg("index", int, "-1 is the end", END, default=END, index_of="tracks")),
        call("create_midi_track", "Make a MIDI track.",
             arg("index", int, "-1 is the end", END, default=END, index_of="tracks")),
        call("create_return_track", "Make a return track."),
        call("create_scene", "Make a scene.",
             arg("index", int, "-1 is the end", END, default=END, index_of="scenes")),
        call("delete_return_track", "Delete a return track.", arg("index", int, index_of="return_tracks")),
        call("delete_scene", "Delete a scene.", arg("index", int, index_of="scenes")),
        call("delete_track", "Delete a track.", arg("index", int, index_of="tracks")),
        call("duplicate_scene", "Duplicate a scene.", arg("index", int, index_of="scenes")),
        call("duplicate_track", "Duplicate a track.", arg("index", int, index_of="tracks")),
        call("end_undo_step", "End of the step for undo."),
        call("force_link_beat_time", "Make Link's beat time that of the song."),
        call("jump_by", "Move the playing position.", arg("beats", float)),
        call("jump_to_next_cue", "Jump to the next cue point."),
        call("jump_to_prev_cue", "Jump to the cue point before."),
        call("play_selection", "Play what is selected in the arrangement."),
        call("re_enable_automation", "Let all automation work again."),
        call("redo", "Redo what was undone."),
        call("scrub_by", "Scrub the playing position.", arg("beats", float)),
        call("set_or_delete_cue", "Make or delete the cue point at the playing position."),
        call("start_playing", "Play from the start time."),
        call("stop_all_clips", "Stop all clips.", arg("quantized", bool, "wait for the launch quantization",
                                                      default=True)),
        call("stop_playing", "Stop the song."),
        call("sync_parameter_changes", "Make Live take over changes of parameters now."),
        call("tap_tempo", "Tap the tempo."),
        call("undo", "Undo the last change."),
    )

    def read_data(self, song, key):
        return TYPES[object].send(song.get_data(key, None))

    def write_data(self, song, key, value):
        song.set_data(key, value)

    def read_has_tuning_system(self, song):
        return song.tuning_system is not None

    def read_scale(self, song):
        return (int(song.root_note), str(song.scale_name)) + self.read_scale_intervals(song)

    def read_beat(self, song):
        return int(song.current_song_time)

    def read_scale_intervals(self, song):
        return tuple(int(interval) for interval in song.scale_intervals)

    @command("trigger_session_record", "Start or stop Session recording.",
             arg("record_length", float, "beats; open-ended when left out", 0, default=None))
    def trigger_session_record(self, song, record_length):
        if record_length is None:
            song.trigger_session_record()
        else:
            song.trigger_session_record(record_length)

    @command("get/time_signature", "Time signature, upper and lower number.", replies=("numerator", "denominator"),
             uses=("signature_numerator", "signature_denominator"))
    def read_time_signature(self, song):
        return int(song.signature_numerator), int(song.signature_denominator)

    @command("set/time_signature", "Set both numbers of the time signature.",
             arg("numerator", int, "", 1, 99), arg("denominator", int, "", 1, 16),
             uses=("signature_numerator", "signature_denominator"))
    def write_time_signature(self, song, numerator, denominator):
        # This one first: Live may refuse it, and then nothing is changed.
        song.signature_denominator = denominator
        song.signature_numerator = numerator

    @command("get/track_names", "Names of the tracks, of a range if one is given.", *RANGE, replies=("name, ...",))
    def read_track_names(self, song, first, end):
        return [str(track.name) for track in song_range(song.tracks, first, end, "track")]

    @command("get/scene_names", "Names of the scenes, of a range if one is given.", *RANGE, replies=("name, ...",))
    def read_scene_names(self, song, first, end):
        return [str(scene.name) for scene in song_range(song.scenes, first, end, "scene")]


HANDLERS = (SongHandler,)
