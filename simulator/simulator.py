"""One simulated Live: its objects, its main loop, its log, and the scripts that it hosts."""
from __future__ import annotations

import traceback
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Sequence

from . import behaviour as behaviours
from .als import read_set, without_collecting, write_set
from .classes import LiveObject
from .clock import SimulatedClock, make_clock
from .control_surface_proxy import Hardware
from .errors import is_of_script
from .host import HostedScript
from .listeners import Notifications
from .live_module import Installation, make_live_package
from .live_types import LiveTypes, types_of
from .log import Lines, Newest, PythonLog, script_traceback
from .main_loop import MainLoop, Moment, Plans
from .midi_map import MidiMaps
from .schema import Property, check_supported
from .threads import ANY_THREAD, Call, make_turns, taking_turns

Fill = Callable[["Simulator"], None]


def takes_turn(method: Call) -> Call:
    """A method during which no other thread touches Live."""
    return taking_turns(method, "Simulator." + method.__name__, lambda simulator: simulator.turns)


# Seconds of real time without a script when another Set is opened: of about three in Live (live-runtime.md section 2)
# enough for threads that wait a second in accept() and keep their port as long.
GAP = 1.5
SCRIPT_ERROR = "RemoteScriptError"
FIRST_POINTER = 0x600000001000
POINTER_STEP = 0x40
# Live's places for control surfaces: six in Live 11 and early 12, seven later (live-runtime.md 4.4).
FEWER_SLOTS, SLOTS, MORE_SLOTS_SINCE = 6, 7, "12.1"


class OpenSet(NamedTuple):
    """A Set, and what belongs to no object of it."""

    song: Any
    fill: Fill
    rollback: Any
    refusal: Optional[str]
    plans: Plans


class Simulator:
    """A simulated Live with its default Set.

    live_version: which Live to be, from "11.0" to "12.4.x"; what that version lacks does not exist. ValueError beyond.
    cadence: how often timers are served: "default" (10 ms) or "windows" (34 ms).
    clock: "simulated" (time moves by advance() only) or "real" (use run()).
    threads: "strict" (what touches Live off its main thread gets a WrongThread) or "tolerant" (it is logged and waits
    for its turn). The thread that makes a simulator is Live's main thread.
    """

    def __init__(self, live_version: str = "12.2.5", cadence: str = "default", clock: str = "simulated",
                 threads: str = "strict") -> None:
        check_supported(live_version)
        self.live_version = live_version
        self.turns = make_turns(threads, self.write_log)
        # What living objects carry as the thread that may touch them.
        self.thread = self.turns.mark
        self.types = self.make_types()
        self.clock = make_clock(clock)
        self.loop = MainLoop(self.clock, cadence, self.run_task, self.sleep)
        self.log = Lines()
        self.status_bar = Lines()
        self.errors: List[BaseException] = Newest()
        self.hosts: List[HostedScript] = []
        # Scripts that another Set has disconnected and that are to be made anew, after so many seconds.
        self.waiting: List[HostedScript] = []
        self.gap = 0.0 if isinstance(self.clock, SimulatedClock) else GAP
        # How many errors the scripts let out that are disconnected.
        self.past_errors = 0
        self.surfaces: List[Hardware] = []
        self.running_host: Optional[HostedScript] = None
        self.notifications = Notifications(self)
        self.refusal: Optional[str] = None
        self.rollback: Any = None
        # Gets the MIDI messages that no script takes; the Set's tracks hear them.
        self.unclaimed_midi: Optional[Callable[[Any], None]] = None
        self.midi_maps = MidiMaps(self)
        self.loop.end_of_tick += [self.midi_maps.send_changed, self.midi_maps.rebuild_stale]
        self.scales: Any = ()
        self.sent_midi: Newest = Newest()
        self._next_pointer = FIRST_POINTER
        self.live = make_live_package(self)
        self._installation = Installation(self.live)
        self._python_log = PythonLog(self.log)
        self.live_application: Any = self.make("Application")
        self.live_song: Any = None
        self._lasting_tasks = list(self.loop.every_tick)
        self.list_control_surfaces()
        self.fill: Fill = behaviours.open_default_set
        self.open_set()

    def make_types(self) -> LiveTypes:
        """The classes of this version, with their behaviour."""
        return types_of(self.live_version, self.turns.mark == ANY_THREAD)

    def open_set(self) -> None:
        """Makes the Song and fills it."""
        self.live_song = self.make("Song")
        self.fill(self)

    @takes_turn
    def new_set(self, fill: Fill = behaviours.open_default_set) -> None:
        """Opens another Set as Live does: scripts are disconnected, the old Set dies, scripts are made in their places.

        In real time there is no script for a while in between, as in Live.

        fill: puts the content into the empty Song. When it raises, nothing has happened: the Set and its scripts stay.
        """
        opened = self.make_set(fill)
        self.waiting = sorted(self.hosts + self.waiting, key=lambda hosted: hosted.slot)
        for hosted in self.waiting:
            hosted.disconnect()
        self.live_song.kill()
        self.change_set(opened)
        if self.gap:
            self.at(self.now() + self.gap, self.restart_scripts)
        else:
            self.restart_scripts()

    def restart_scripts(self) -> None:
        """Makes the scripts anew that another Set has disconnected."""
        hosts, self.waiting = self.waiting, []
        self.connect_scripts([self.make_script(hosted.create_instance, hosted.get_capabilities, hosted.slot)
                              for hosted in hosts])

    def make_set(self, fill: Fill) -> OpenSet:
        """Another Set, beside the one that is open and stays so."""
        before = self.change_set(OpenSet(None, fill, None, None, ([], [], list(self._lasting_tasks))))
        try:
            self.open_set()
        finally:
            made = self.change_set(before)
        return made

    def change_set(self, opened: OpenSet) -> OpenSet:
        """Goes on with another Set; gives the one that was open."""
        before = OpenSet(self.live_song, self.fill, self.rollback, self.refusal, self.loop.change_plans(opened.plans))
        self.live_song, self.fill, self.rollback, self.refusal, _ = opened
        return before

    def load_set(self, path: str) -> None:
        """Opens a Set of Live (.als). Raises als.AlsError, before anything happens, for a file that is none."""
        with without_collecting():
            self.new_set(read_set(path).fill)

    @takes_turn
    def save_set(self, path: str) -> None:
        """Saves the Set (.als). Raises als.AlsError when the file cannot be written."""
        write_set(self, path)

    # The object tree

    @property
    def application(self) -> Any:
        """Live's application, as a script sees it."""
        return self.types.wrap(self.live_application)

    @property
    def song(self) -> Any:
        """The Set, as a script sees it."""
        return self.types.wrap(self.live_song)

    def wrap(self, live_object: Any) -> Any:
        """A handle for a LiveObject, as a script would get it."""
        return self.types.wrap(live_object)

    def unwrap(self, handle: Any) -> Any:
        """The LiveObject behind a handle; for tests and tools."""
        return handle._object

    def make(self, class_name: str, **keywords: Any) -> Any:
        """A new LiveObject; keywords that are no names of Live go to its initialise()."""
        cls = self.types.objects[class_name]
        # Every object knows its parent, also where this version of Live does not tell it.
        rest = [name for name in keywords if name not in cls.properties and name != "canonical_parent"]
        others = {name: keywords.pop(name) for name in rest} if rest else {}
        made: LiveObject = cls(self, self.new_pointer(), keywords)
        made.initialise(**others)
        return made

    def new_pointer(self) -> int:
        """A `_live_ptr` that no object had so far."""
        self._next_pointer += POINTER_STEP
        return self._next_pointer

    def value(self, class_name: str, **content: Any) -> Any:
        """A value object, for example value("BeatTime", bars=1, beats=1, sub_division=1, ticks=1)."""
        return self.types.value(class_name, content)

    def default_value(self, prop: Property) -> Any:
        """What a property holds that was never stored."""
        return self.types.default(prop)

    def has(self, since: Optional[str]) -> bool:
        """Whether the simulated version has what arrived with `since` ("12.1", None: always)."""
        return self.types.has(since)

    # Time

    def now(self) -> float:
        """Seconds of this simulator's clock."""
        return self.clock.now()

    @takes_turn
    def advance(self, seconds: float) -> None:
        """Lets simulated time pass; everything due happens, in the order of time."""
        self.loop.advance(seconds)

    @takes_turn
    def run(self, until: Optional[Callable[[], bool]] = None) -> None:
        """Runs in real time until the callable says True or the user interrupts."""
        self.loop.run(until)

    def sleep(self, moment: float) -> None:
        """Waits until `moment` of the clock; meanwhile other threads run."""
        entered = self.turns.pause()
        try:
            self.clock.wait_until(moment)
        finally:
            self.turns.resume(entered)

    def stall(self, seconds: float) -> None:
        """Live's main thread stands still: time passes and nothing happens, then everything is late."""
        self.clock.wait_until(self.clock.now() + seconds)

    def defer(self, task: Callable[[], Any]) -> None:
        """Calls the task at the end of the current tick, or of the slice before the next one."""
        self.loop.deferred.append(task)

    def between_ticks(self, task: Callable[[], Any]) -> None:
        """Calls the task when the present tick is over and no script is running, or after the next one."""
        self.loop.between.append(task)

    def at(self, time: float, task: Callable[[], Any]) -> Moment:
        """Calls the task when the clock reaches `time` seconds."""
        return self.loop.at(time, task)

    def every_tick(self, task: Callable[[], Any]) -> None:
        """Calls the task once in every tick, before the timers."""
        self.loop.every_tick.append(task)

    def run_task(self, task: Callable[[], Any]) -> None:
        """Runs a task of the simulator itself: a failure is raised in simulated time, and logged in real time."""
        try:
            task()
        except Exception as error:
            if isinstance(self.clock, SimulatedClock):
                raise
            self.log_exception("SimulatorError", error)
            self.errors.append(error)

    # Scripts

    def install(self) -> None:
        """From now on `import Live` gives this simulator, and Python's log goes to its log."""
        self._installation.install()
        self._python_log.install()

    def uninstall(self) -> None:
        """Undoes install()."""
        self._installation.uninstall()
        self._python_log.uninstall()

    def host(self, create_instance: Callable[[Any], Any],
             get_capabilities: Optional[Callable[[], Any]] = None) -> HostedScript:
        """Starts a remote script as Live does and keeps calling it until it is disconnected."""
        hosted = self.make_script(create_instance, get_capabilities)
        self.connect_scripts([hosted])
        return hosted

    @takes_turn
    def make_script(self, create_instance: Callable[[Any], Any],
                    get_capabilities: Optional[Callable[[], Any]] = None, slot: Optional[int] = None) -> HostedScript:
        """Makes one of several scripts that start together: connect_scripts() finishes it when all are made.

        slot: its place among Live's control surfaces, by default the lowest free one.
        """
        self.install()
        hosted = HostedScript(self, create_instance, get_capabilities, self.free_slot() if slot is None else slot)
        self.hosts.append(hosted)
        hosted.start()
        return hosted

    @takes_turn
    def connect_scripts(self, made: Sequence[HostedScript]) -> None:
        """All scripts get to know one another, and those just made are finished."""
        scripts = [hosted.script for hosted in self.hosts]
        for hosted in list(self.hosts):
            hosted.call("connect_script_instances", list(scripts))
        for hosted in made:
            hosted.finish_start()

    @takes_turn
    def connect_control_surface(self, type_name: str, controls: Sequence[str] = ()) -> Hardware:
        """Connects a control surface that is no Python script; scripts see a ControlSurfaceProxy (from Live 11.1)."""
        hardware = Hardware(self, type_name, controls, self.free_slot())
        self.surfaces.append(hardware)
        self.list_control_surfaces()
        return hardware

    @takes_turn
    def disconnect_control_surface(self, hardware: Hardware) -> None:
        """Its slot is free again."""
        self.surfaces.remove(hardware)
        self.list_control_surfaces()

    def free_slot(self) -> int:
        """The lowest place for control surfaces that nothing has."""
        taken = {other.slot for other in self.hosts + self.waiting}.union(other.slot for other in self.surfaces)
        return min(set(range(len(taken) + 1)).difference(taken))

    def list_control_surfaces(self) -> None:
        """Application.control_surfaces: what is in Live's places for control surfaces, None where there is nothing."""
        placed = {hosted.slot: hosted.script for hosted in self.hosts}
        placed.update((hardware.slot, hardware.proxy) for hardware in self.surfaces)
        count = max([SLOTS if self.has(MORE_SLOTS_SINCE) else FEWER_SLOTS] + [slot + 1 for slot in placed])
        self.live_application.store("control_surfaces", [placed.get(slot) for slot in range(count)])

    def call_script(self, host: Optional[HostedScript], callback: Callable[..., Any], *given: Any) -> bool:
        """Calls into a script; what it raises is logged and kept, as at Live's border. True when nothing was raised."""
        before, self.running_host = self.running_host, host
        entered = self.turns.pause()
        try:
            callback(*given)
            return True
        except BaseException as error:
            if not is_of_script(error):
                raise
            self.log_exception(SCRIPT_ERROR, error)
            (self.errors if host is None else host.errors).append(error)
            return False
        finally:
            self.turns.resume(entered)
            self.running_host = before

    def in_turn(self, call: Call) -> Call:
        """The same function, which touches Live and so belongs to its main thread."""
        return taking_turns(call, call.__qualname__.rsplit("<locals>.", 1)[-1], lambda first: self.turns)

    def rebuild_midi_maps(self) -> None:
        """Every hosted script builds its MIDI map anew at the end of the tick."""
        self.midi_maps.mark_stale()

    @takes_turn
    def send_midi(self, data: Any) -> None:
        """Gives MIDI bytes to Live as if they came from the scripts' control surfaces."""
        self.midi_maps.receive(data)

    # What the user sees

    def write_log(self, line: str) -> None:
        """Adds a line to Live's log."""
        self.log.append(line)

    def log_exception(self, prefix: str, error: BaseException) -> None:
        """Adds a traceback to Live's log, one line each: of a script's error as far as it goes through scripts."""
        if prefix == SCRIPT_ERROR:
            text = script_traceback(error)
        else:
            text = "".join(traceback.format_exception(type(error), error, error.__traceback__))
        for line in text.rstrip().splitlines():
            self.write_log("{}: {}".format(prefix, line))

    def show_message(self, text: str) -> None:
        """Shows a text in the status bar."""
        self.status_bar.append(text)

    @takes_turn
    def close(self) -> None:
        """Disconnects the scripts, stops all timers and takes `Live` out of sys.modules."""
        self.waiting.clear()
        for hosted in list(self.hosts):
            hosted.disconnect()
        for timer in list(self.loop.timers):
            timer.stop()
        self.uninstall()

    def state(self) -> Dict[str, Any]:
        """Figures for tests and tools: time, scripts, timers, errors since the start."""
        return {"time": self.now(), "hosts": len(self.hosts), "timers": len(self.loop.timers),
                "errors": self.past_errors + len(self.errors) + sum(len(hosted.errors) for hosted in self.hosts)}
