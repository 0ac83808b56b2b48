"""One hosted remote script: called and logged as by Live (live-runtime.md section 1)."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, List, Optional

from .c_instance import CInstance
from .listeners import Listener, ListenerHandle
from .log import Newest
from .main_loop import Moment
from .midi_map import MidiMap
from .session_ring import SessionRing
from .vectors import make_vector

if TYPE_CHECKING:
    from .simulator import Simulator

FIRST_DISPLAY = 0.150
DISPLAY_INTERVAL = 0.100
MISSING = object()


class HostedScript:
    """A remote script in one of Live's slots.

    slot: its number; another Set leaves it there.
    script: what create_instance returned; None when it failed, and then Live goes on calling None, as it does.
    errors: every exception that the script let out, in order.
    session_ring: the box that the script drew with set_session_highlight; None while there is none.
    """

    def __init__(self, simulator: "Simulator", create_instance: Callable[[Any], Any],
                 get_capabilities: Optional[Callable[[], Any]], slot: int) -> None:
        self.simulator = simulator
        self.create_instance = create_instance
        self.get_capabilities = get_capabilities
        self.slot = slot
        self.c_instance = CInstance(self)
        self.capabilities: Any = None
        self.script: Any = None
        self.errors: List[BaseException] = Newest()
        self.connected = True
        self.midi_map = MidiMap(0)
        self.midi_map_stale = False
        self.display: Optional[Moment] = None
        self.locked: Any = None
        self.session_ring: Optional[SessionRing] = None

    def start(self) -> None:
        """Live's order at the start of a script, as far as it does not wait for the other scripts."""
        if self.get_capabilities is not None:
            self.capabilities = self.run(self.get_capabilities)
        self.script = self.run(self.create_instance, self.c_instance)
        self.simulator.list_control_surfaces()
        self.simulator.midi_maps.build(self)
        self.call("refresh_state")

    def finish_start(self) -> None:
        """What follows when the script has met the others; update_display comes 150 ms later."""
        self.call("can_lock_to_devices")
        self.schedule_display(self.simulator.now() + FIRST_DISPLAY)

    def disconnect(self) -> None:
        """Live's end of a script. Listeners and timers that the script leaves behind stay, as in Live."""
        if not self.connected:
            return
        self.connected = False
        if self.display is not None:
            self.display.cancel()
        self.call("disconnect")
        self.session_ring = None
        self.simulator.past_errors += len(self.errors)
        self.simulator.hosts.remove(self)
        self.simulator.list_control_surfaces()

    def schedule_display(self, time: float) -> None:
        """Calls update_display at that time and every 100 ms from then on."""
        def update_display() -> None:
            self.call("update_display")
            if self.connected:
                self.schedule_display(max(time + DISPLAY_INTERVAL, self.simulator.now()))
        self.display = self.simulator.at(time, update_display)

    def run(self, callback: Callable[..., Any], *given: Any) -> Any:
        """Calls into the script; None when it raised, and the exception is logged and kept."""
        results: List[Any] = []
        self.simulator.call_script(self, lambda: results.append(callback(*given)))
        return results[0] if results else None

    def call(self, name: str, *given: Any) -> Any:
        """Calls a method of the script. One that is missing costs an AttributeError in Live's log, nothing else."""
        def look_up_and_call() -> Any:
            method: Any = getattr(self.script, name, MISSING)
            if method is MISSING:
                self.simulator.write_log("RemoteScriptError: AttributeError: '{}' object has no attribute '{}'".format(
                    type(self.script).__name__, name))
                return None
            return method(*given)
        return self.run(look_up_and_call)

    def offers(self, name: str) -> bool:
        """Whether the script has a method of that name."""
        return callable(self.run(getattr, self.script, name, None))

    # Locking to a device, and what Live asks a script

    def toggle_lock(self) -> None:
        """Locks to the appointed device, or unlocks; scripts that cannot lock are left alone."""
        device = self.simulator.live_song.values["appointed_device"]
        if self.locked is not None:
            self.unlock()
        elif device is not None and self.call("can_lock_to_devices"):
            self.locked = device
            self.call("lock_to_device", self.simulator.wrap(device))

    def unlock(self) -> None:
        """Ends the lock; a device that died is no reason to call."""
        device, self.locked = self.locked, None
        if device is not None and device.alive:
            self.call("unlock_from_device", self.simulator.wrap(device))

    def update_locks(self) -> None:
        """A lock stays as long as its device lives and the script can lock."""
        if self.locked is not None and not (self.locked.alive and self.call("can_lock_to_devices")):
            self.unlock()

    def suggest_ports(self) -> Any:
        """(input, output): the ports that the script asks for, as when the user opens Live's preferences."""
        return self.call("suggest_input_port"), self.call("suggest_output_port")

    def suggest_mapping(self, controller: int, channel: int) -> Any:
        """(map mode, takeover) for a controller that the user maps: -1 and True when the script has no opinion."""
        mode = self.call("suggest_map_mode", controller, channel)
        takeover = self.call("suggest_needs_takeover", controller, channel)
        return -1 if mode is None else mode, True if takeover is None else takeover

    @property
    def takes_batches(self) -> bool:
        """Whether the script has call_listeners, and so gets notifications as batches."""
        return self.connected and self.offers("call_listeners")

    def call_listeners(self, listeners: List[Listener]) -> None:
        """Gives a batch of notifications to the script."""
        vector = self.simulator.types.vectors["ListenerVector"]
        self.call("call_listeners", make_vector(vector, [ListenerHandle(listener) for listener in listeners], None))

    def receive_midi(self, message: Any) -> None:
        """Gives one MIDI message to the script: as a chunk when it takes chunks."""
        if self.offers("receive_midi_chunk"):
            self.call("receive_midi_chunk", (message,))
        else:
            self.call("receive_midi", message)
