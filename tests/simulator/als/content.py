"""Everything that Live's API says about a Set, as one dict: two Sets are equal when these are."""
import math

from simulator.errors import ArgumentError
from simulator.handles import Handle
from simulator.values import Value, fields
from simulator.vectors import VectorProtocol

# What is no part of a saved Set: where it is, what plays or is overridden, what is selected or shown, and what Live
# keeps elsewhere.
NOT_SAVED = {
    "_live_ptr",
    "canonical_parent",
    "file_path",
    "name:Song",
    "is_playing:Song",
    "view:Song",
    "appointed_device",
    "current_song_time",
    "can_jump_to_next_cue",
    "can_jump_to_prev_cue",
    "is_part_of_selection",
    "playing_position",
    "output_meter_left",
    "output_meter_right",
    "output_meter_level",
    "view:Track",
    "view:SimplerDevice",
    "metronome",
    "control_surfaces",
    "attached_object",
    "visible_drum_pads",
    "note_id",
    "exclusive_arm",
    "exclusive_solo",
    "original_name",
    "can_capture_midi",
    "can_undo",
    "can_redo",
    "selected_variation_index",
    "automation_state",
    "re_enable_automation_enabled",
    "controls_other_clips",
}


def content(simulator):
    """(path of the object, property): value, for everything below the Song that is saved."""
    found, waiting = {}, [("song", simulator.song)]
    while waiting:
        path, handle = waiting.pop()
        for prop in simulator.unwrap(handle).properties.values():
            name = prop.name
            if name in NOT_SAVED or "{}:{}".format(name, type(handle).__name__) in NOT_SAVED:
                continue
            try:
                value = getattr(handle, name)
            except (RuntimeError, AttributeError, ArgumentError) as error:
                value = str(error)
            place = "{}.{}".format(path, name)
            if isinstance(value, VectorProtocol):
                value = list(value)
            children = [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, Handle)]
            if children and all(simulator.unwrap(child).values.get("canonical_parent") is simulator.unwrap(handle)
                                for child in children):
                waiting.extend(("{}[{}]".format(place, index), child) for index, child in enumerate(children))
                found[place] = len(children)
            else:
                found[place] = plain(simulator, value)
        if type(handle).__name__ == "Clip" and handle.is_midi_clip:
            found[path + ".notes"] = [plain(simulator, note) for note in handle.get_all_notes_extended()]
        inner = simulator.unwrap(handle)
        if type(handle).__name__ in ("Song", "Track"):
            found[path + ".data"] = inner.values["data"]
        if type(handle).__name__ == "Track":
            found[path + ".automation"] = [(envelope.parameter.values["name"], [list(event) for event in
                                            envelope.values["events"]]) for envelope in inner.automation()]
        if type(handle).__name__ in ("Clip", "Scene"):
            found[path + ".follow_action"] = inner.values["follow_action"]
        if type(handle).__name__ == "Envelope":
            found[path + ".parameter"] = plain(simulator, simulator.wrap(simulator.unwrap(handle).parameter))
            found[path + ".events"] = [event[:2] for event in simulator.unwrap(handle).values["events"]]
    return found


def plain(simulator, value):
    """Values that can be compared between two simulators: an object is said by its name."""
    if isinstance(value, list):
        return [plain(simulator, item) for item in value]
    if isinstance(value, Handle):
        return "{} {}".format(type(value).__name__, getattr(value, "name", ""))
    if isinstance(value, Value):
        return {name: plain(simulator, part) for name, part in fields(value).items() if name not in NOT_SAVED}
    return value


def same(one, other):
    """Equal; numbers within what Live itself rounds beats to."""
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=2e-9)
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)) and len(one) == len(other):
        return all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return all(same(one[name], other[name]) for name in one)
    return one == other


def differences(before, after):
    """What two contents do not agree on."""
    return {place: (before.get(place), after.get(place)) for place in sorted(set(before).union(after))
            if not same(before.get(place), after.get(place))}
