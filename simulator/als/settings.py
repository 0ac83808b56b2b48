"""Settings whose place in a Set of Live's is not known: in an element of the simulator's own, which Live passes over.

Which they are follows from live-api.json: every property of a Song, track or device, or of its view, that can be set,
and that neither a row of mapping.py nor ELSEWHERE nor unsaved.py has. Objects are said by their place (places.py).
"""
from __future__ import annotations

import json
from functools import partial
from typing import Any, Callable, Dict, FrozenSet, Iterable, List, NamedTuple, Tuple

from ..schema import Property
from .compared import read_compared, write_compared
from .context import Reading
from .element import Element
from .io_routings import read_io_routings, write_io_routings
from .mapping import ROWS
from .modulations import read_modulations, write_modulations
from .places import object_at, place_of
from .unsaved import reason_not_saved

PLACE = "SimulatorSettings"
SELECTED_SCENE = PLACE + "/selected_scene"
VIEW = "view"
SIMPLE = ("int", "bool", "float", "str")
# What has a place of its own in the file that no row says, or is another name for what has one.
ELSEWHERE: FrozenSet[str] = frozenset({
    "Device.is_using_compare_preset_b", "Device.name",
    "Song.View.highlighted_clip_slot", "Song.View.selected_scene", "Song.View.selected_track", "Song.tempo",
    "Track.color", "Track.mute", "Track.current_input_routing", "Track.current_input_sub_routing",
    "Track.current_output_routing", "Track.current_output_sub_routing",
})
# What is selected, although scripts select it otherwise than by setting a property.
SELECTED: FrozenSet[str] = frozenset({"Track.View.selected_device", "Song.View.selected_parameter",
                                      "Song.View.mod_mapping_parameter"})
# Settings that need more than the device: its variations.
LATE = ("selected_variation_index",)

# What no property says, by the class that has it: how it is read from JSON and told as JSON.
SPECIAL: Dict[str, Tuple[str, Callable[[Any, Any, Reading], None], Callable[[Any], Any]]] = {
    "Device": ("compared", read_compared, write_compared),
    "MaxDevice": ("routings", read_io_routings, write_io_routings),
    "WavetableDevice": ("modulation_matrix", read_modulations, write_modulations),
}


class Setting(NamedTuple):
    """One setting: its name in the file, whose it is, and the property."""

    key: str
    owner: Any
    prop: Property

    @property
    def is_object(self) -> bool:
        """Whether its value is an object of the Set."""
        return self.prop.kind == "child"

    @property
    def is_late(self) -> bool:
        """Whether it waits until the Set is there."""
        return self.is_object or self.key.startswith(VIEW) or self.key in LATE


def settings_of(target: Any, rows: Iterable[str]) -> List[Setting]:
    """The settings of a Song, track or device, in the order in which they are read: a category before its index.

    rows: which rows of mapping.py the target has.
    """
    known = {name for key in rows for row in ROWS[key] for name in row.property.split("+")}
    found = [Setting(name, target, prop) for name, prop in target.properties.items()]
    if VIEW in target.properties:
        view = target.values[VIEW]
        found += [Setting("{}.{}".format(VIEW, name), view, prop) for name, prop in view.properties.items()]
    return sorted((setting for setting in found if setting.key not in known and is_setting(setting)),
                  key=lambda setting: setting.key)


def is_setting(setting: Setting) -> bool:
    """Whether a property is kept among the settings."""
    owner, prop = setting.owner, setting.prop
    names = {"{}.{}".format(name, prop.name) for name in owner.lineage}
    if not SELECTED.isdisjoint(names):
        return True
    return (prop.settable and (prop.type in SIMPLE or setting.is_object) and ELSEWHERE.isdisjoint(names)
            and reason_not_saved(owner.lineage, prop.name) is None)


def has(setting: Setting) -> bool:
    """Whether that object has the property: a main track cannot be armed."""
    getter = getattr(setting.owner, "get_" + setting.prop.name, None)
    try:
        return getter is None or getter() is not NotImplemented
    except (RuntimeError, AttributeError):
        return False


def write_settings(target: Any, element: Element, rows: Iterable[str]) -> None:
    """See read_settings."""
    for setting in settings_of(target, rows):
        value = setting.owner.values[setting.prop.name]
        if setting.is_object:
            value = None if value is None else place_of(value)
        put(element, setting.key, json.dumps(value) if has(setting) else None)
    for class_name, (key, _, write) in SPECIAL.items():
        if class_name in target.lineage:
            told = write(target)
            put(element, key, None if told is None else json.dumps(told))


def put(element: Element, key: str, text: Any) -> None:
    """Writes one setting; None takes it out."""
    if text is not None:
        element.put("{}/{}".format(PLACE, key), text)
    elif element.find("{}/{}".format(PLACE, key)) is not None:
        element.need(PLACE).remove(key)


def read_settings(element: Element, target: Any, rows: Iterable[str], reading: Reading) -> None:
    """Gives a Song, track or device its settings; what a script could not set is reported.

    Parameters are read afterwards. What is selected and shown waits until the Set is there.
    """
    place = element.child(PLACE)
    if place is None:
        return
    late: List[Tuple[Setting, str]] = []
    for setting in settings_of(target, rows):
        text = place.get(setting.key)
        if text is not None and setting.is_late:
            late.append((setting, text))
        elif text is not None:
            attempt(reading, element, setting.key, partial(give, setting, text))
    for class_name, (key, read, _) in SPECIAL.items():
        text = place.get(key)
        if class_name in target.lineage and text is not None:
            attempt(reading, element, key, partial(read_special, read, target, text, reading))
    if late:
        reading.last.append(partial(read_late, late, element, reading))


def read_special(read: Callable[[Any, Any, Reading], None], target: Any, text: str, reading: Reading) -> None:
    """What no property says."""
    read(target, json.loads(text), reading)


def read_late(late: List[Tuple[Setting, str]], element: Element, reading: Reading) -> None:
    """What is selected and shown: first as a script would set it, which may select something else beside it."""
    taken = [(setting, attempt(reading, element, setting.key, partial(give, setting, text))) for setting, text in late]
    for setting, given in taken:
        if given:
            setting.owner.values[setting.prop.name] = given[0]


def attempt(reading: Reading, element: Element, key: str, read: Callable[[], Any]) -> Tuple[Any, ...]:
    """What comes of reading one setting; nothing when it means nothing, which is reported."""
    try:
        return (read(),)
    except (ValueError, TypeError, RuntimeError, AttributeError, LookupError, OverflowError) as error:
        reading.report.note("{}: {} is not understood: {}".format(element.tag, key, str(error)[:80]))
        return ()


def give(setting: Setting, text: str) -> Any:
    """Sets one setting, and tells its value; raises for what a script could not set."""
    owner, prop = setting.owner, setting.prop
    value = json.loads(text)
    setter = getattr(owner, "set_" + prop.name, None)
    if setting.is_object:
        value = object_at(owner.song, value, prop.type)
        if setter is not None and value is not None:
            setter(value)
        return value
    if type(value) is not type(owner.values[prop.name]):
        raise ValueError("{} expected".format(type(owner.values[prop.name]).__name__))
    owner.check_range(prop.name, value)
    if setter is None:
        owner.values[prop.name] = value
    elif not is_said_by(setting, value):
        setter(value)
    return value


def is_said_by(setting: Setting, value: Any) -> bool:
    """Whether the object says that value already."""
    owner, name = setting.owner, setting.prop.name
    getter = getattr(owner, "get_" + name, partial(owner.values.__getitem__, name))
    return bool(setting.is_late and getter() == value)
