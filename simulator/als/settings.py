"""Settings whose place in a Set of Live's is not known: in an element of the simulator's own, which Live passes over.

Which they are follows from live-api.json: every simple property that can be set, and that no row of mapping.py has.
"""
from __future__ import annotations

import json
from typing import Any, Dict, List

from .context import Reading
from .element import Element
from .mapping import ROWS

PLACE = "SimulatorSettings"
SELECTED_SCENE = PLACE + "/selected_scene"
MATRIX = "modulation_matrix"
SIMPLE = ("int", "bool", "float", "str")
ELSEWHERE = "has a place of its own in the file"
PLAYING = "says what plays or is recorded now"
OF_LIVE = "a preference of Live, not of the Set"
# Settable properties that no setting is written for, and why.
WITHOUT_SETTING: Dict[str, str] = {
    "Device.name": ELSEWHERE,
    "Device.is_using_compare_preset_b": "what presets are compared with is not saved, only the one that is heard",
    "PluginDevice.is_editor_open": "a window",
    "RackDevice.selected_variation_index": "a selection in the window of the rack",
    "Song.tempo": ELSEWHERE,
    "Song.signature_numerator": ELSEWHERE,
    "Song.signature_denominator": ELSEWHERE,
    "Song.back_to_arranger": PLAYING,
    "Song.current_song_time": PLAYING,
    "Song.is_playing": PLAYING,
    "Song.nudge_down": PLAYING,
    "Song.nudge_up": PLAYING,
    "Song.overdub": PLAYING,
    "Song.record_mode": PLAYING,
    "Song.session_record": PLAYING,
    "Song.is_ableton_link_enabled": OF_LIVE,
    "Song.is_ableton_link_start_stop_sync_enabled": OF_LIVE,
    "Song.metronome": OF_LIVE,
}


def setting_names(target: Any) -> List[str]:
    """The settings of a Song or device, in the order in which they are read: a category before its index."""
    rows = {row.property for name in target.lineage for row in ROWS.get(name, ())}
    without = {key.split(".")[1] for key in WITHOUT_SETTING if key.split(".")[0] in target.lineage}
    return sorted(name for name, prop in target.properties.items()
                  if prop.settable and prop.type in SIMPLE and name not in rows and name not in without)


def read_settings(element: Element, target: Any, reading: Reading) -> None:
    """Gives a Song or device its settings; what a script could not set is reported. Parameters are read afterwards."""
    place = element.child(PLACE)
    if place is None:
        return
    for name in setting_names(target):
        text = place.get(name)
        if text is None:
            continue
        try:
            value = json.loads(text)
            if type(value) is not type(target.values[name]):
                raise ValueError("{} expected".format(type(target.values[name]).__name__))
            target.check_range(name, value)
            setter = getattr(target, "set_" + name, None)
            if setter is None:
                target.values[name] = value
            else:
                setter(value)
        except (ValueError, RuntimeError, RecursionError) as error:
            reading.report.note("{}: {} is not understood: {}".format(element.tag, name, str(error)[:80]))
    if "WavetableDevice" in target.lineage and place.get(MATRIX) is not None:
        try:
            read_matrix(json.loads(place.get(MATRIX) or ""), target)
        except (ValueError, TypeError, RuntimeError, IndexError, OverflowError, RecursionError) as error:
            reading.report.note("{}: {} is not understood: {}".format(element.tag, MATRIX, str(error)[:80]))


def read_matrix(rows: Any, target: Any) -> None:
    """Wavetable's modulations: number of a parameter, and amount of each source."""
    parameters = target.values["parameters"]
    for number, amounts in rows:
        if not 0 < number < len(parameters):
            raise ValueError("no parameter {}".format(number))
        row = target.call_add_parameter_to_modulation_matrix(parameters[number])
        for source, amount in enumerate(amounts):
            target.call_set_modulation_value(row, source, float(amount))


def write_settings(target: Any, element: Element) -> None:
    """See read_settings."""
    for name in setting_names(target):
        value = target.values[name]
        element.put("{}/{}".format(PLACE, name), json.dumps(value))
    if "WavetableDevice" in target.lineage:
        parameters = target.values["parameters"]
        element.put("{}/{}".format(PLACE, MATRIX), json.dumps(
            [[parameters.index(parameter), list(amounts)] for parameter, amounts in target.rows()]))
