"""Tracks: `/live/track/...`. Source: LOM classes Track, Track.View and MixerDevice."""

from __future__ import annotations

from typing import Any, Optional, Tuple

from ..errors import NoSuchObject
from ..lom.coerce import TYPES, Kept
from ..lom.path import index_of, name_device, pick, read_path
from ..lom.spec import POLLED, Choice, Count, Enumeration, Handler, ListOf, Names, arg, call, command, ro, rw
from .devices.insertion import LAST, insert_device
from .devices.placement import delete_device, duplicate_device
from .ids import DEVICE_ID, DEVICES, DeviceId

NO_GROUP = -1
SEND = arg("send_id", int, "which send", 0)
CLIP_SLOTS, = read_path("clip_slots[clip_id]")


class TrackHandler(Handler):
    """A track of the Set: audio, MIDI, group, return or main."""

    address, ids, lives_in = "track", ("track_id",), "tracks[track_id]"

    properties = (
        rw("name", str, "Track name."),
        rw("color", int, "Colour as 0xRRGGBB; Live takes the nearest of its palette.", 0, 0xFFFFFF),
        rw("color_index", int, "Colour in Live's palette, 0..69; nil for none.", 0, 69),

        # Mixer
        rw("mute", bool, "Muted. Not on the main track."),
        rw("solo", bool, "Soloed. Not on the main track; leaves other solos alone."),
        rw("arm", bool, "Armed for recording; see can_be_armed."),
        rw("implicit_arm", bool, "Armed beside the arm button, as Push does it."),
        rw("volume", float, "Fader position; 0.85 is 0 dB.", 0, 1, path="mixer_device.volume.value"),
        rw("panning", float, "Pan position; -1 is left, 0 the centre.", -1, 1, path="mixer_device.panning.value"),
        rw("send", float, "Level of one send.", 0, 1, path="mixer_device.sends[send_id].value", args=(SEND,)),
        rw("crossfade_assign", int, "Crossfader side: 0 A, 1 none, 2 B.", 0, 2, path="mixer_device.crossfade_assign"),
        ro("num_sends", Count(), "How many sends there are.", path="mixer_device.sends"),
        rw("track_activator", float, "The track's switch, as a parameter: 1 on, 0 muted.", 0, 1,
           path="mixer_device.track_activator.value"),
        rw("crossfader", float, "Crossfader, -1 is A, 1 is B. Main track only.", -1, 1,
           path="mixer_device.crossfader.value"),
        rw("cue_volume", float, "Level of the cue output; 0.85 is 0 dB. Main track only.", 0, 1,
           path="mixer_device.cue_volume.value"),
        rw("song_tempo", float, "Tempo as a parameter, in BPM. Main track only.", path="mixer_device.song_tempo.value"),
        rw("panning_mode", int, "Pan control: 0 stereo, 1 split stereo.", 0, 1, path="mixer_device.panning_mode"),
        rw("left_split_stereo", float, "Pan position of the left channel, if split.", -1, 1,
           path="mixer_device.left_split_stereo.value"),
        rw("right_split_stereo", float, "Pan position of the right channel, if split.", -1, 1,
           path="mixer_device.right_split_stereo.value"),
        rw("current_monitoring_state", int, "Monitoring: 0 in, 1 auto, 2 off.", 0, 2),
        ro("muted_via_solo", bool, "Silent because another track is soloed."),

        # Meters
        ro("output_meter_level", float, "Peak of the output, held for a second; dBFS is 76 x - 70."),
        ro("output_meter_left", float, "Smoothed peak of the left output; needs an audio output."),
        ro("output_meter_right", float, "Smoothed peak of the right output; needs an audio output."),
        ro("input_meter_level", float, "Peak of the input, held for a second; dBFS is 76 x - 70."),
        ro("input_meter_left", float, "Smoothed peak of the left input; needs an audio input."),
        ro("input_meter_right", float, "Smoothed peak of the right input; needs an audio input."),
        ro("performance_impact", float, "Share of the processor that the track uses."),

        # What kind of track it is
        ro("has_audio_input", bool, "Takes audio."),
        ro("has_audio_output", bool, "Gives audio."),
        ro("has_midi_input", bool, "Takes MIDI."),
        ro("has_midi_output", bool, "Gives MIDI."),
        ro("can_be_armed", bool, "Has an arm button.", listen=False),
        ro("can_be_frozen", bool, "Could be frozen.", listen=False),
        ro("is_frozen", bool, "Is frozen."),
        ro("is_foldable", bool, "Is a group track.", listen=False),
        rw("fold_state", bool, "Folded; for group tracks.", listen=POLLED),
        ro("is_grouped", bool, "Is inside a group.", listen=POLLED),
        ro("group_track", int, "Index of the group it is in; -1 outside groups.", listen=POLLED, get="group_index"),
        ro("is_visible", bool, "Not hidden in a folded group.", listen=POLLED),
        ro("is_part_of_selection", bool, "Is selected, alone or with others.", listen=POLLED),
        ro("can_show_chains", bool, "Has an instrument rack that can show its chains in Session View.", listen=POLLED),
        rw("is_showing_chains", bool, "Shows the chains of its rack in Session View."),
        rw("is_collapsed", bool, "Collapsed in Arrangement View.", path="view.is_collapsed"),
        rw("device_insert_mode", int, "Where devices go: 0 end, 1 left, 2 right of the selected one.", 0, 2,
           path="view.device_insert_mode"),

        # Session and Arrangement
        ro("playing_slot_index", int, "Slot that plays; -1 none or Arrangement, -2 stop slot."),
        ro("fired_slot_index", int, "Slot that is about to play; -1 none, -2 stop button."),
        rw("back_to_arranger", bool, "Session overrides the Arrangement; writing 0 goes back."),

        ro("num_clip_slots", Count(), "How many clip slots there are.", path="clip_slots"),
        rw("selected_device", DeviceId(), "The selected device; such as \"0/2/1\" in a rack, nil for none.",
           path="view.selected_device", get="read_selected_device", names_place=True, set="write_selected_device",
           uses=("Song.view", "Song.View.select_device")),
        rw("data", Kept(), "A value that is kept with the track in the Set.", args=(arg("key", str),), get="read_data",
           set="write_data", uses=("get_data", "set_data")),

        # Routing
        rw("input_routing_type", Choice("available_input_routing_types"), "Where the input comes from."),
        rw("input_routing_channel", Choice("available_input_routing_channels"), "Which channel of it comes in."),
        rw("output_routing_type", Choice("available_output_routing_types"), "Where the output goes."),
        rw("output_routing_channel", Choice("available_output_routing_channels"), "Which channel of it is used."),
        ro("available_input_routing_types", Names("display_name"), "Input types on offer."),
        ro("available_input_routing_channels", Names("display_name"), "Input channels on offer."),
        ro("available_output_routing_types", Names("display_name"), "Output types on offer."),
        ro("available_output_routing_channels", Names("display_name"), "Output channels on offer."),

        rw("current_input_routing", str, "Where the input comes from, in Live's older names."),
        rw("current_input_sub_routing", str, "Which channel of it comes in, in Live's older names."),
        rw("current_output_routing", str, "Where the output goes, in Live's older names."),
        rw("current_output_sub_routing", str, "Which channel of it is used, in Live's older names."),
        ro("input_routings", ListOf(str), "Older names of the input types on offer."),
        ro("input_sub_routings", ListOf(str), "Older names of the input channels on offer."),
        ro("output_routings", ListOf(str), "Older names of the output types on offer."),
        ro("output_sub_routings", ListOf(str), "Older names of the output channels on offer."),

        # Clips and devices in one go
        ro("clips/name", str, "Clip names, nil for an empty slot.", path="clip_slots[*].clip.name", listen=False),
        ro("clips/length", float, "Clip lengths in beats, nil for an empty slot.", path="clip_slots[*].clip.length",
           listen=False),
        ro("clips/color", int, "Clip colours as 0xRRGGBB, nil for an empty slot.", path="clip_slots[*].clip.color",
           listen=False),
        ro("arrangement_clips/name", Names(), "Names of the clips in the Arrangement; pushed with the list.",
           path="arrangement_clips"),
        ro("arrangement_clips/length", float, "Lengths of the clips in the Arrangement, in beats.",
           path="arrangement_clips[*].length", listen=False),
        ro("arrangement_clips/start_time", float, "Positions of the clips in the Arrangement, in beats.",
           path="arrangement_clips[*].start_time", listen=False),
        ro("take_lanes/name", Names(), "Names of the take lanes; pushed when the list changes.", path="take_lanes"),
        ro("num_devices", Count(), "How many devices there are.", path="devices"),
        ro("devices/name", Names(), "Device names; pushed when the list changes.", path="devices"),
        ro("devices/type", Enumeration(), "Device types: 0 undefined, 1 instrument, 2 audio, 4 MIDI effect.",
           path="devices[*].type", listen=False),
        ro("devices/class_name", str, "Device class names, as Live's scripts know them.", path="devices[*].class_name",
           listen=False),
        ro("devices/can_have_chains", bool, "Which devices are racks.", path="devices[*].can_have_chains",
           listen=False),
    )

    methods = (
        call("stop_all_clips", "Stop the clips of the track.", arg("quantized", bool, "0 stops at once", default=True)),
        call("create_midi_clip", "Create a MIDI clip in the Arrangement.", arg("start_time", float, "in beats"),
             arg("length", float, "in beats")),
        call("create_audio_clip", "Create an audio clip in the Arrangement.", arg("file_path", str, "absolute path"),
             arg("position", float, "in beats")),
        call("jump_in_running_session_clip", "Move the playing position of the clip that plays.",
             arg("beats", float, "how far")),
        call("select_instrument", "Select the instrument, and show its devices.", path="view.select_instrument"),
    )

    def read_selected_device(self, track: Any) -> Any:
        device = track.view.selected_device
        return None if device is None else name_device(device)

    def write_selected_device(self, track: Any, device_id: Any) -> None:
        self.song.view.select_device(pick(track, DEVICES, "device_id", device_id))

    def read_data(self, track: Any, key: str) -> Any:
        return TYPES[object].send(track.get_data(key, None))

    def write_data(self, track: Any, key: str, value: Any) -> None:
        track.set_data(key, value)

    def group_index(self, track: Any) -> Optional[int]:
        """The position of the group that holds the track; `NO_GROUP` outside groups."""
        group = track.group_track
        return NO_GROUP if group is None else index_of(self.song.tracks, group)

    @command("get/output_meter", "All output meters: peak, left, right; nil without audio.",
             replies=("level", "left", "right"),
             uses=("output_meter_level", "output_meter_left", "output_meter_right"))
    def read_output_meter(self, track: Any) -> Tuple[float, Optional[float], Optional[float]]:
        if not track.has_audio_output:
            return track.output_meter_level, None, None
        return track.output_meter_level, track.output_meter_left, track.output_meter_right

    @command("get/clip_slots", "The slots that hold a clip.", replies=("(clip_id, name, length) ...",),
             uses=("clip_slots", "ClipSlot.clip", "Clip.name", "Clip.length"))
    def read_clip_slots(self, track: Any) -> Tuple[Any, ...]:
        clips = [(index, slot.clip) for index, slot in enumerate(track.clip_slots)]
        return tuple(value for index, clip in clips if clip is not None
                     for value in (index, str(clip.name), float(clip.length)))

    @command("delete_device", "Delete one device.", DEVICE_ID, uses=("Chain.delete_device",))
    def delete_device(self, track: Any, device_id: Any) -> None:
        delete_device(pick(track, DEVICES, "device_id", device_id))

    @command("delete_clip", "Delete the clip of one slot.", arg("clip_id", int, "which slot", 0))
    def delete_clip(self, track: Any, clip_id: int) -> None:
        pick(track, CLIP_SLOTS, "clip_id", clip_id).delete_clip()

    @command("duplicate_clip_slot", "Copy a slot and its clip to the next slot.", arg("clip_id", int, "which slot", 0),
             replies=("new_clip_id",))
    def duplicate_clip_slot(self, track: Any, clip_id: int) -> Tuple[int]:
        pick(track, CLIP_SLOTS, "clip_id", clip_id)
        return (track.duplicate_clip_slot(clip_id),)

    @command("duplicate_clip_to_arrangement", "Copy the clip of a slot to the Arrangement.",
             arg("clip_id", int, "which slot", 0), arg("destination_time", float, "in beats", 0))
    def duplicate_clip_to_arrangement(self, track: Any, clip_id: int, destination_time: float) -> None:
        clip = pick(track, CLIP_SLOTS, "clip_id", clip_id).clip
        if clip is None:
            raise NoSuchObject(f"clip_id {clip_id}: there is no clip")
        track.duplicate_clip_to_arrangement(clip, destination_time)

    @command("insert_device", "Insert a device by its name in the browser; -1 if nothing has it.",
             arg("name", str, "such as Operator"),
             arg("index", int, "-1 is the end", LAST, default=LAST, index_of="devices"),
             replies=("device_id",), uses=("insert_device?", "Song.move_device", "Application.browser",
                                           "Browser.load_item"))
    def insert_device(self, track: Any, name: str, index: int) -> Any:
        return insert_device(self.song, self.application.browser, self.engine.tasks, track, name, index)

    @command("duplicate_device", "Put a copy of a device behind it.", DEVICE_ID, uses=("Chain.duplicate_device",))
    def duplicate_device(self, track: Any, device_id: Any) -> None:
        duplicate_device(pick(track, DEVICES, "device_id", device_id))

    @command("create_take_lane", "Add a take lane.", replies=("take_lane_id",))
    def create_take_lane(self, track: Any) -> Tuple[int]:
        track.create_take_lane()
        return (len(track.take_lanes) - 1,)


HANDLERS = (TrackHandler,)
