"""What of Live's API a Set does not hold, and why: one row for each property, by the class that has it.

An override of automation goes with the Set, too: Live's file has the automation and no place for what a script set in
its stead, so Song.tempo, the signature and the values of parameters are what the arrangement says when it is loaded.
All other properties of the Set's objects come back equal when it is saved and loaded again: those that can be set,
what follows from them, and what is selected and shown (tests/simulator/als/test_settings.py proves it).
"""
from __future__ import annotations

from typing import Dict, Iterable, Optional

PLAYING = "says what plays, sounds or is recorded now"
MOMENT = "belongs to the session that runs: a place in time, or steps of undo"
FOLLOWS = "follows from something that is not saved"
OF_LIVE = "belongs to Live, to its user or to its scripts, not to the Set"
OF_FILE = "where the Set is saved"
OF_OBJECT = "says which object it is, not what the Set is"

NOT_SAVED: Dict[str, str] = {
    "Browser.filter_type": OF_LIVE,
    "Browser.hotswap_target": OF_LIVE,
    "Clip.is_overdubbing": PLAYING,
    "Clip.is_playing": PLAYING,
    "Clip.is_recording": PLAYING,
    "Clip.is_triggered": PLAYING,
    "Clip.playing_position": PLAYING,
    "ClipSlot.is_playing": PLAYING,
    "ClipSlot.is_recording": PLAYING,
    "ClipSlot.is_triggered": PLAYING,
    "ClipSlot.playing_status": PLAYING,
    "DeviceParameter.automation_state": PLAYING,
    "LomObject._live_ptr": OF_OBJECT,
    "LooperDevice.tempo": PLAYING,
    "PluginDevice.is_editor_open": "a window, which plug-ins open anew",
    "Scene.is_triggered": PLAYING,
    "SimplerDevice.playing_position": PLAYING,
    "SimplerDevice.playing_position_enabled": PLAYING,
    "Song.back_to_arranger": PLAYING,
    "Song.can_capture_midi": MOMENT,
    "Song.can_jump_to_next_cue": FOLLOWS,
    "Song.can_jump_to_prev_cue": FOLLOWS,
    "Song.can_redo": MOMENT,
    "Song.can_undo": MOMENT,
    "Song.count_in_duration": OF_LIVE,
    "Song.current_song_time": MOMENT,
    "Song.exclusive_arm": OF_LIVE,
    "Song.exclusive_solo": OF_LIVE,
    "Song.file_path": OF_FILE,
    "Song.is_ableton_link_enabled": OF_LIVE,
    "Song.is_ableton_link_start_stop_sync_enabled": OF_LIVE,
    "Song.is_counting_in": PLAYING,
    "Song.is_playing": PLAYING,
    "Song.metronome": OF_LIVE,
    "Song.name": OF_FILE,
    "Song.nudge_down": PLAYING,
    "Song.nudge_up": PLAYING,
    "Song.overdub": PLAYING,
    "Song.re_enable_automation_enabled": PLAYING,
    "Song.record_mode": PLAYING,
    "Song.select_on_launch": OF_LIVE,
    "Song.session_record": PLAYING,
    "Song.session_record_status": PLAYING,
    "Track.back_to_arranger": PLAYING,
    "Track.fired_slot_index": PLAYING,
    "Track.implicit_arm": OF_LIVE,
    "Track.input_meter_left": PLAYING,
    "Track.input_meter_level": PLAYING,
    "Track.input_meter_right": PLAYING,
    "Track.output_meter_left": PLAYING,
    "Track.output_meter_level": PLAYING,
    "Track.output_meter_right": PLAYING,
    "Track.performance_impact": PLAYING,
    "Track.playing_slot_index": PLAYING,
}


def reason_not_saved(lineage: Iterable[str], name: str) -> Optional[str]:
    """Why a Set does not hold a property of an object of those classes; None when it does."""
    if name == "canonical_parent":
        return OF_OBJECT
    return next((NOT_SAVED[key] for key in map("{{}}.{}".format(name).format, lineage) if key in NOT_SAVED), None)
