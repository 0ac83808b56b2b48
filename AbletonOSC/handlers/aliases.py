"""Other spellings that clients send: AbletonOSC's own older ones, and those of its forks where they answer the same.

Source: facts users-and-clients.md sections 3, 6 and 7. What a fork answers in another shape has no alias: a client that
expects the one would misread the other.
"""

OBJECT_ALIASES = {
    "return_track": "return",
    "returns": "return",
    "main": "master",
}
"""Objects under another name; all their addresses are answered as they came."""

DEVICE_OF_TRACK = ("name", "class_name", "parameters/name", "parameters/value", "parameters/min", "parameters/max",
                   "parameter/value", "parameter/value_string")


def device_after_verb(thing):
    """`/live/master/get/device/parameters/name` for `/live/master/device/get/parameters/name`, and the like."""
    spellings = {f"/live/{thing}/get/device/{name}": f"/live/{thing}/device/get/{name}" for name in DEVICE_OF_TRACK}
    spellings[f"/live/{thing}/set/device/parameter/value"] = f"/live/{thing}/device/set/parameter/value"
    return spellings


ALIASES = {
    # AbletonOSC's own
    "/live/reload": "/live/api/reload",
    "/live/song/fire/scene": "/live/scene/fire",
    "/live/clip/add_new_note": "/live/clip/add/notes",

    # LiveOSC's, which pylive still sends
    "/live/undo": "/live/song/undo",
    "/live/redo": "/live/song/redo",
    "/live/next/cue": "/live/song/jump_to_next_cue",
    "/live/prev/cue": "/live/song/jump_to_prev_cue",

    # Song and view
    "/live/song/fire_scene": "/live/scene/fire",
    "/live/song/get/playing": "/live/song/get/is_playing",
    "/live/song/get/song_time": "/live/song/get/current_song_time",
    "/live/song/set/song_time": "/live/song/set/current_song_time",
    "/live/song/set_tempo": "/live/song/set/tempo",
    "/live/song/get/master_meter_left": "/live/master/get/output_meter_left",
    "/live/song/get/master_meter_right": "/live/master/get/output_meter_right",

    # Tracks
    "/live/track/set_name": "/live/track/set/name",
    "/live/track/get/device_count": "/live/track/get/num_devices",
    "/live/track/get/clip_slot_count": "/live/track/get/num_clip_slots",
    "/live/track/get/meter_level": "/live/track/get/output_meter_level",
    "/live/track/get/meter_left": "/live/track/get/output_meter_left",
    "/live/track/get/meter_right": "/live/track/get/output_meter_right",
    "/live/track/set/mixer/crossfade_assign": "/live/track/set/crossfade_assign",
    "/live/return/get/count": "/live/song/get/num_return_tracks",
    "/live/return/get/names": "/live/song/get/return_tracks",

    # Browser
    "/live/browser/preview_sample": "/live/browser/preview_item",

    # Devices and racks
    "/live/device/param/set/value": "/live/device/set/parameter/value",
    "/live/track/device/param/set": "/live/device/set/parameter/value",
    "/live/device/set/is_enabled": "/live/device/set/is_active",
    "/live/device/set/parameter/string": "/live/device/set/parameter/value_string",
    "/live/device/simpler/get/slices": "/live/device/get/sample/slices",
    "/live/drumrack/get/pads": "/live/device/get/filled_drum_pads",
    "/live/rack/get/chains/name": "/live/device/get/chains/name",

    # Clips
    "/live/clip/set_name": "/live/clip/set/name",
    "/live/clip/add_notes": "/live/clip/add/notes",
    "/live/clip/get/loop": "/live/clip/get/looping",
    "/live/clip/set/loop": "/live/clip/set/looping",
    "/live/clip/add/warp_marker": "/live/clip/add_warp_marker",
    "/live/clip/move/warp_marker": "/live/clip/move_warp_marker",
    "/live/clip/remove/warp_marker": "/live/clip/remove_warp_marker",
    "/live/clip/clear_all_automation": "/live/clip/clear_all_envelopes",
    "/live/clip/envelope/clear_all": "/live/clip/clear_all_envelopes",
    "/live/clip_slot/duplicate_to": "/live/clip_slot/duplicate_clip_to",
    "/live/arrangement/create_midi_clip": "/live/track/create_midi_clip",
    "/live/arrangement/duplicate_to_arrangement": "/live/track/duplicate_clip_to_arrangement",
    "/live/arrangement/get/notes": "/live/arrangement_clip/get/notes",
    "/live/arrangement/add/notes": "/live/arrangement_clip/add/notes",
    "/live/arrangement/remove/notes": "/live/arrangement_clip/remove/notes",
}
ALIASES.update(device_after_verb("master"))
ALIASES.update(device_after_verb("return"))
