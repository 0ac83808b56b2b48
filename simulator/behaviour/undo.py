"""Live's undo history: every stored change of the document, gathered into steps.

A step is what one call from a script changed, or everything between Song.begin_undo_step and end_undo_step (nested
pairs count once, an empty step leaves nothing). A step closed by end_undo_step enters the history at the end of the
tick: undo() before that finds nothing to do.

Undoing takes values back one by one. Objects that a change brought die again; objects that it removed come back as new
objects, and the old handles stay dead.
"""
from __future__ import annotations

import re
from contextlib import contextmanager
from typing import Any, Dict, Iterator, List, Optional, Tuple

from ..classes import LiveObject
from ..errors import CHANGE_IN_UNDO

UNDO_LABEL, REDO_LABEL = "Undo Custom Action", "Redo Custom Action"
NOTHING_LABEL = ""
LONGEST_HISTORY = 500

# What is no part of the document: playback, meters, views, what is derived from something else.
TRANSIENT_CLASSES = re.compile(r"Application|Browser|.*View$")
TRANSIENT = {
    "Song": ("is_playing", "current_song_time", "record_mode", "session_record", "session_record_status", "nudge_down",
             "nudge_up", "back_to_arranger", "is_counting_in", "start_time", "overdub", "can_capture_midi",
             "can_jump_to_next_cue", "can_jump_to_prev_cue", "song_length", "appointed_device", "metronome",
             "re_enable_automation_enabled", "is_ableton_link_enabled", "is_ableton_link_start_stop_sync_enabled"),
    "Track": ("playing_slot_index", "fired_slot_index", "output_meter_level", "output_meter_left", "output_meter_right",
              "input_meter_level", "input_meter_left", "input_meter_right", "implicit_arm", "back_to_arranger",
              "performance_impact", "muted_via_solo", "routings_ready", "is_part_of_selection"),
    "ClipSlot": ("is_triggered", "playing_status", "controls_other_clips"),
    "Clip": ("playing_position", "is_recording", "is_playing", "is_triggered", "is_overdubbing", "selected_notes"),
    "Scene": ("is_triggered",),
    "SimplerDevice": ("playing_position", "playing_position_enabled"),
    "DeviceParameter": ("state", "automation_state"),
}
# Children are followed when objects come back; these only point at objects that belong to somebody else.
NOT_COPIED = ("simulator", "thread", "live_ptr", "values", "listeners")


# The answers of is_recorded, by kind of object and name: every change asks.
_recorded: Dict[Tuple[Any, str], bool] = {}


def is_recorded(target: Any, name: str) -> bool:
    """Whether undo takes a change of this property back."""
    key = target.lineage, name
    known = _recorded.get(key)
    if known is None:
        known = _recorded[key] = not TRANSIENT_CLASSES.match(target.class_name) and not any(
            name in TRANSIENT.get(ancestor, ()) for ancestor in target.lineage)
    return known


class Step:
    """One entry of the history: (object, name, value before, value after), in the order of the changes."""

    def __init__(self) -> None:
        self.changes: List[Tuple[Any, str, Any, Any]] = []


class History:
    """The undo and redo stacks of one Set; installed as `simulator.rollback`."""

    def __init__(self, simulator: Any) -> None:
        self.simulator = simulator
        self.undone: List[Step] = []
        self.done: List[Step] = []
        self.open_step: Optional[Step] = None
        self.pending: Optional[Step] = None
        self.depth = 0
        self.successors: Dict[Any, Any] = {}
        self.paused = False

    # What the simulator calls

    def change(self, target: Any, name: str) -> None:
        """A script is about to change something: what it did before is a step of its own, unless one is open."""
        if self.depth == 0:
            self.close()

    def record(self, target: Any, name: str, old: Any, new: Any) -> None:
        """One value is about to be stored."""
        if self.paused or not is_recorded(target, name):
            return
        if self.open_step is None:
            self.open_step = Step()
        self.open_step.changes.append((target, name, old, new))
        del self.undone[:]

    @contextmanager
    def unrecorded(self) -> Iterator[None]:
        """Changes made inside are none of the document: undo passes over them."""
        before, self.paused = self.paused, True
        try:
            yield
        finally:
            self.paused = before

    def clear(self) -> None:
        """Another Set was opened: nothing to undo."""
        self.done, self.undone, self.open_step, self.pending, self.depth = [], [], None, None, 0
        self.successors.clear()

    # Steps

    def close(self) -> None:
        """Puts the open step, when anything was changed in it, on top of the history."""
        step, self.open_step = self.open_step, None
        if step is not None and step.changes:
            self.done.append(step)
            del self.done[:-LONGEST_HISTORY]

    def begin(self) -> None:
        """Everything until the matching end() becomes one step."""
        if self.depth == 0:
            self.close()
        self.depth += 1

    def end(self) -> None:
        """Closes the step of the matching begin(); it enters the history at the end of the tick."""
        if self.depth == 0:
            return
        self.depth -= 1
        if self.depth == 0 and self.open_step is not None:
            self.pending, self.open_step = self.open_step, None
            self.simulator.defer(self.commit)

    def commit(self) -> None:
        """The step closed in this tick becomes something that undo can see."""
        step, self.pending = self.pending, None
        if step is not None:
            later, self.open_step = self.open_step, step
            self.close()
            self.open_step = later

    def newest(self) -> Any:
        """The step that undo() would take back, None without any."""
        if self.open_step is not None and self.open_step.changes:
            return self.open_step
        return self.done[-1] if self.done else None

    def current_step(self) -> Any:
        """The step that changes made now go to; hand it to within() when they are made later."""
        if self.open_step is None:
            self.open_step = Step()
        return self.open_step

    def within(self, step: Any, function: Any) -> None:
        """Runs a deferred change as a part of the step in which it was asked for."""
        if step is self.open_step or step in self.done[-1:] or step is self.pending:
            later, self.open_step = self.open_step, step
            try:
                function()
            finally:
                self.open_step = later
        elif step.changes:
            function()
        else:
            self.run_as_own_step(step, function)

    def run_as_own_step(self, step: Any, function: Any) -> None:
        """Runs a deferred change whose step was closed while it was still empty: below the step that is open now."""
        later, self.open_step = self.open_step, step
        try:
            function()
        finally:
            if step.changes and step not in self.done:
                self.done.append(step)
            self.open_step = later

    @property
    def can_undo(self) -> bool:
        """Whether undo() would do anything now."""
        return self.pending is None and bool(self.done or self.open_step is not None and self.open_step.changes)

    @property
    def can_redo(self) -> bool:
        """Whether redo() would do anything now."""
        return bool(self.undone)

    # Undo and redo

    def undo(self) -> Any:
        """Takes the last step back; returns Live's label of it, empty when there was none."""
        if not self.can_undo:
            return NOTHING_LABEL
        self.depth = 0
        self.close()
        step = self.done.pop()
        self.restore([(target, name, old) for target, name, old, _ in reversed(step.changes)])
        self.undone.append(step)
        return UNDO_LABEL

    def redo(self) -> Any:
        """Makes the last step that was taken back again; returns Live's label of it, empty when there was none."""
        if not self.undone:
            return NOTHING_LABEL
        step = self.undone.pop()
        self.restore([(target, name, new) for target, name, _, new in step.changes])
        self.done.append(step)
        return REDO_LABEL

    def restore(self, changes: Any) -> None:
        """Gives objects their values of another time, in order; listeners hear of it when all is in place."""
        refusal, self.simulator.refusal = self.simulator.refusal, CHANGE_IN_UNDO
        try:
            with self.unrecorded():
                self.restore_unrecorded(changes)
        finally:
            self.simulator.refusal = refusal

    def restore_unrecorded(self, changes: Any) -> None:
        """Puts all values back, then tells."""
        heard = []
        # A device that goes back to another track leaves the one before it arrives at the other: that is no death.
        moving = [self.current(target) for target, name, _ in changes if name == "canonical_parent"]
        for target, name, value in changes:
            target = self.current(target)
            if target.alive:
                self.put_back(target, name, value, moving)
                if (target, name) not in heard:
                    heard.append((target, name))
        for child in moving:
            parent = child.values["canonical_parent"]
            if child.alive and not any(child in owned(parent, value) for value in parent.values.values()):
                child.kill()
        for target, name in heard:
            if target.alive:
                target.restored(name)
                target.notify(name)
        self.simulator.live_song.document_restored()

    def put_back(self, target: Any, name: str, value: Any, moving: Any) -> None:
        """Stores one value of another time: objects in it that died come back, objects that it lacks die or move."""
        present = owned(target, target.values[name])
        value = self.translate(target, value)
        target.values[name] = value
        kept = owned(target, value)
        for child in present:
            if child not in kept and child not in moving:
                child.kill()

    def current(self, target: Any) -> Any:
        """The object that took the place of one that died and came back."""
        while target in self.successors:
            target = self.successors[target]
        return target

    def translate(self, owner: Any, value: Any) -> Any:
        """A value whose dead objects are replaced by living ones; those that do not belong to the owner become None.

        Children stand in lists. What stands in a tuple is looked up by current() where it is used.
        """
        if isinstance(value, list):
            return [self.translate(owner, item) for item in value]
        if not isinstance(value, LiveObject):
            return value
        value = self.current(value)
        if value.alive:
            return value
        parent = value.values["canonical_parent"]
        return self.revive(value, owner) if parent is not None and self.current(parent) is owner else None

    def revive(self, dead: Any, parent: Any) -> Any:
        """A new object with the values of a dead one, and all that belonged to it."""
        living = new_object_of(type(dead), self.simulator)
        self.successors[dead] = living
        for name, value in vars(dead).items():
            if name not in NOT_COPIED:
                setattr(living, name, value)
        for name, value in dead.values.items():
            living.values[name] = parent if name == "canonical_parent" else self.translate(living, value)
        living.revived()
        return living


def new_object_of(cls, simulator: Any) -> Any:
    """An object without values that initialise() has not seen, but with a pointer of its own."""
    return cls(simulator, simulator.new_pointer(), {})


def owned(owner: Any, value: Any) -> List[Any]:
    """The objects in a value whose parent is the owner."""
    items = value if isinstance(value, list) else (value,)
    return [item for item in items
            if isinstance(item, LiveObject) and item.values.get("canonical_parent") is owner]


def defer_change(target: Any, function: Any) -> None:
    """Makes a change at the end of the tick, as a part of the undo step of the call that asked for it."""
    history = target.simulator.rollback
    step = history.current_step()
    target.simulator.defer(lambda: history.within(step, function))
