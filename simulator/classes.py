"""The objects of the simulated Live, and how their behaviour is written.

Two kinds of object stand behind every Live object:

* `LiveObject` is the object itself: state, children, listeners. Behaviour is written on it, free of any check.
* a handle (handles.py) is what a script holds: it has exactly the names of live-api.json, and checks thread, liveness,
  types, access and the notification rule before it passes anything on. Each access makes a new handle, as in Live.

Behaviour is a mixin for one class of live-api.json, in a module of simulator/behaviour/ (imported by its __init__.py):

    from ..classes import LiveObject, behaviour

    @behaviour("Track")
    class TrackBehaviour(LiveObject):
        def initialise(self, kind="midi"):       # called by make(); gets the keywords that are not Live's names
            super().initialise()
            self.kind = kind                     # attributes of one's own are free
        def get_mute(self):                      # read by a script; default: self.values["mute"]
            if self.kind == "main":
                raise RuntimeError("Main track has no 'mute' property!")
            return self.values["mute"]
        def set_mute(self, value):               # written by a script; default: self.store("mute", value)
            self.store("mute", value)
        def call_create_midi_clip(self, start, length):   # a method; every argument is given, defaults filled in
            return self.make("Clip", canonical_parent=self, start_time=start, length=length)

Behaviour of a parent class is inherited (Chain -> DrumChain, Device -> RackDevice): call super() when overriding.

What goes in and out of get_, set_ and call_:
  Live objects are LiveObjects on both sides (never handles); lists of them are plain Python lists.
  int, bool, float, str arrive converted and exact; enums arrive and may be returned as plain ints.
  Value classes (RoutingType, MidiNote, MidiNoteSpecification, BeatTime ...) are value objects on both sides:
      self.simulator.value("BeatTime", bars=1, beats=1, sub_division=1, ticks=1)  makes one,
      values.fields(it) is the dict of its fields (also for MidiNoteSpecification, which scripts cannot read).
  A vector is returned as any iterable (MidiNoteVector: of MidiNote values; IntU64Vector: ints).
  Iterables and vectors of values arrive as lists.
  A refusal is simply raised: RuntimeError("Tempo out of range"), ValueError, IndexError.

On every LiveObject:
  self.simulator, self.song, self.application      the last two are the LiveObjects (not handles) of the Set and of Live
  self.values["name"]       storage, also of what this version of Live does not show; a name never stored reads as a
                            default of its type (a missing view, mixer or other required child is made on the
                            spot, lists are empty); writing it directly notifies nobody
  self.store("name", v)     store, and notify when it differs; True when it did. (Not named set_value: see `value`.)
  self.notify("name")       call the listeners now; notify("is_view_visible", "Session") for the keyed one
  self.make("ClipSlot", canonical_parent=self, **values_and_initialise_keywords)
  self.kill()               the object and everything whose canonical_parent it is die; handles then equal None
  self.alive
  self.simulator.defer(f)       f() at the end of the current tick (values that read back stale until the next tick)
  self.simulator.at(t, f)       f() when the simulated clock reaches t seconds (absolute; compare simulator.now());
                                returns a Moment, which has cancel()
  self.simulator.every_tick(f)  f() once per tick, before the script's timers
  self.simulator.rollback       None, or an object whose `record(live_object, name, old, new)` sees each store(), and
                                whose `change(live_object, name)` is called before each set or changing call of a script
  self.simulator.refusal        None, or the text with which every change is refused (set it around undo and redo)
Listeners run inside notify: a script that changes anything there gets "Changes cannot be triggered by notifications."
store(), notify() and behaviour itself are never refused.
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Dict, FrozenSet, List, Optional, Type, TypeVar

from .schema import ClassSchema, Property

if TYPE_CHECKING:
    from .listeners import Listener
    from .simulator import Simulator

Mixin = TypeVar("Mixin", bound=type)

BEHAVIOURS: Dict[str, List[type]] = {}

# A change of one of these lists makes Live build every script's MIDI map anew (live-runtime.md 1.3).
MIDI_MAP_LISTS = frozenset({"tracks", "return_tracks", "devices", "chains"})


def behaviour(class_name: str) -> Callable[[Mixin], Mixin]:
    """Registers the decorated mixin as the behaviour of one class of live-api.json."""
    def register(mixin: Mixin) -> Mixin:
        BEHAVIOURS.setdefault(class_name, []).append(mixin)
        return mixin
    return register


class Values(Dict[str, Any]):
    """The values of one object; a name that was never stored gets the default of its type when it is first read.

    owner: the object; whoever makes Values sets it. (Objects are made by the thousand: a constructor would cost as much
    as the rest.)
    """

    __slots__ = ("owner",)
    owner: "LiveObject"

    def __missing__(self, name: str) -> Any:
        value = self.owner.default(name)
        self[name] = value
        return value


class LiveObject:
    """One object of the simulated Live; see the module's docstring."""

    class_name = ""
    lineage: FrozenSet[str] = frozenset()
    schema: ClassSchema
    properties: Dict[str, Property] = {}
    handle_class: Type[Any]

    def __init__(self, simulator: "Simulator", live_ptr: int, values: Dict[str, Any]) -> None:
        self.simulator = simulator
        # The one thread that may touch this object; 0 once it is dead, so that handles need a single comparison.
        self.thread = simulator.thread
        self.live_ptr = live_ptr
        self.values = Values(values)
        self.values.owner = self
        self.listeners: Dict[Any, List["Listener"]] = {}

    def initialise(self) -> None:
        """Called once the object is made; gets the keywords of make() that are not names of Live."""

    @property
    def alive(self) -> bool:
        """False once killed."""
        return self.thread != 0

    @property
    def song(self) -> Any:
        """The Set, as a LiveObject."""
        return self.simulator.live_song

    @property
    def application(self) -> Any:
        """Live itself, as a LiveObject."""
        return self.simulator.live_application

    def default(self, name: str) -> Any:
        """What a property holds that was never stored."""
        prop = self.properties.get(name)
        if prop is None:
            raise KeyError("{} has no property {}".format(self.class_name, name))
        if prop.kind == "child" and not prop.optional and name != "canonical_parent":
            return self.make(prop.type.split("|")[0], canonical_parent=self)
        return self.simulator.default_value(prop)

    def make(self, class_name: str, **values: Any) -> Any:
        """A new object of that class; keywords are its values, those that Live does not know go to initialise()."""
        return self.simulator.make(class_name, **values)

    def store(self, name: str, value: Any) -> bool:
        """Stores a value and notifies when it differs from the old one; says whether it did."""
        old = self.values[name]
        if old == value and type(old) is type(value):
            return False
        if self.simulator.rollback is not None:
            self.simulator.rollback.record(self, name, old, value)
        self.values[name] = value
        self.notify(name)
        return True

    def notify(self, name: str, key: Optional[str] = None) -> None:
        """Calls the listeners of a property or event, in the order in which they were added."""
        if name in MIDI_MAP_LISTS:
            self.simulator.rebuild_midi_maps()
        listeners = self.listeners.get(name if key is None else (name, key))
        if listeners:
            self.simulator.notifications.send(listeners, name)

    def kill(self) -> None:
        """Ends this object and everything of which it is the canonical parent."""
        if self.thread == 0:
            return
        self.thread = 0
        for registry in self.listeners.values():
            for listener in registry:
                listener.connected = False
        self.listeners.clear()
        for name, value in list(self.values.items()):
            if name == "canonical_parent":
                continue
            for child in value if isinstance(value, (list, tuple)) else (value,):
                if isinstance(child, LiveObject) and child.values.get("canonical_parent") is self:
                    child.kill()

    def __repr__(self) -> str:
        return "<simulated {} {:#x}{}>".format(self.class_name, self.live_ptr, "" if self.alive else " (dead)")
