"""The control surface that Live drives: the only file that knows `c_instance`.

Live calls the methods below on its main thread (facts: live-runtime.md section 1.2). A timer of Live ticks the engine
every few milliseconds; `update_display`, which Live calls ten times a second whatever happens, ticks it too and revives
the timer. Nothing may escape into Live: a callback that raises kills the timer, and a constructor that raises kills the
slot.
"""
from __future__ import annotations

import importlib
import os
import sys
import time
from typing import Any, Callable, Dict, Optional

from .log import Log
from .networks import Networks
from .osc.peers import Peers
from .osc.server import UDPServer
from .osc.stream.server import StreamServer
from .osc.transport import USUAL_DATAGRAM, BindError
from .osc.transports import Transports
from .settings import read_settings
from .version import NAME

FOLDER = os.path.dirname(os.path.abspath(__file__))
FIRST_RETRY_SECONDS = 0.25
LONGEST_RETRY_SECONDS = 5.0
KEPT_ON_RELOAD = ("control_surface", "log", "settings", "version", "osc.server", "osc.peers", "osc.transport",
                  "osc.transports", "osc.stream", "osc.stream.server", "osc.stream.framing")
# What the system chose for each slot: clients find the script there after another Set, too.
CHOSEN_PORTS: Dict[int, int] = {}


class ControlSurface:
    """One slot of Live's control surfaces. All that depends on the code under development is in its engine."""

    def __init__(self, c_instance: Any, settings: Any = None, clock: Callable[[], float] = time.perf_counter,
                 wall_clock: Callable[[], float] = time.time, log_folder: Optional[str] = None,
                 transport: Any = None) -> None:
        self.c_instance = c_instance
        self.clock = clock
        self.wall_clock = wall_clock
        self.settings = read_settings(FOLDER) if settings is None else settings
        self.log = Log(log_folder or os.path.join(FOLDER, "logs"), c_instance.log_message, self.settings["log_level"])
        self.timer: Any = None
        self.engine: Any = None
        self.next_attempt = 0.0
        self.retry_seconds = FIRST_RETRY_SECONDS
        self.reload_asked_by: Any = None
        self.closed = False
        self.ticking = False
        for problem in self.settings.problems:
            self.log.logger.error(problem)
        self.peers = Peers(clock, self.settings["reply_port"], is_subscribed=self.is_subscribed,
                           dropped=self.on_dropped, max_datagram=self.settings["max_datagram"] or USUAL_DATAGRAM)
        self.transport = transport or self.make_transport()
        self.guard(self.start)
        self.guard(self.start_timer)

    def make_transport(self) -> Any:
        """UDP and TCP on the port of the settings."""
        host, port, report = self.settings["bind"], self.settings["port"], self.log.logger.warning
        allow = Networks(self.settings["allowed_networks"]).allow
        return Transports(UDPServer(host, port, report), StreamServer(host, port, report, allow, self.peers.end))

    # What the engine asks of its host

    def song(self) -> Any:
        return self.c_instance.song()

    def application(self) -> Any:
        import Live

        return Live.Application.get_application()

    def midi_map_module(self) -> Any:
        import Live

        return Live.MidiMap

    def simulator_module(self) -> Any:
        """What a simulated Live can do besides; None in a real one."""
        import Live

        return getattr(Live, "Simulator", None)

    def show_message(self, text: str) -> None:
        self.c_instance.show_message(text)

    def rebuild_midi_map(self) -> None:
        self.c_instance.request_rebuild_midi_map()

    def request_reload(self, asked_by: Any) -> None:
        """Reload at the end of this tick, when nothing of the old code runs any more."""
        self.reload_asked_by = asked_by

    # Starting

    def start(self) -> None:
        """Open the socket and build the engine; when the port is taken, say so and try again later."""
        try:
            self.open_transport()
        except BindError as error:
            if self.next_attempt == 0.0:
                self.tell(f"{NAME}: {error.strerror}. Trying again", is_trouble=True)
            self.next_attempt = self.clock() + self.retry_seconds
            self.retry_seconds = min(self.retry_seconds * 2, LONGEST_RETRY_SECONDS)
            return
        self.retry_seconds, self.next_attempt = FIRST_RETRY_SECONDS, 0.0
        if self.engine is None:
            try:
                self.engine = self.make_engine()
            except Exception as error:
                self.tell(f"{NAME}: cannot start: {type(error).__name__}: {error}", is_trouble=True)
                self.transport.close()
                self.next_attempt = float("inf")
                raise
            self.tell(f"{NAME}: Listening for OSC on port {self.transport.local_port}")
            self.engine.announce("/live/startup")

    def open_transport(self) -> None:
        """Open the port of the settings; where they leave it open (0), the one that this slot had in the last Set."""
        if self.settings["port"] or not isinstance(self.transport, Transports):
            self.transport.open()
            return
        slot = self.c_instance.instance_identifier()
        self.transport.datagrams.port = CHOSEN_PORTS.get(slot, 0)
        try:
            self.transport.open()
        except BindError:
            self.transport.datagrams.port = 0
            self.transport.open()
        CHOSEN_PORTS[slot] = self.transport.local_port

    def make_engine(self) -> Any:
        engine = importlib.import_module(f"{__package__}.engine")
        return engine.Engine(self, self.transport, self.peers, self.settings, self.log, self.clock, self.wall_clock)

    def start_timer(self) -> None:
        import Live

        self.timer = Live.Base.Timer(self.on_timer, self.settings["tick_interval"], True, True)

    def tell(self, text: str, is_trouble: bool = False) -> None:
        """Say something to the user: in Live's status bar and in both logs."""
        if is_trouble:
            self.log.logger.warning(text)
        else:
            self.log.logger.info(text)
            self.c_instance.log_message(text)
        self.show_message(text)

    # Ticking

    def revive_timer(self) -> None:
        """Start the timer that a failure of its callback, or of Live, has stopped."""
        if self.timer is None:
            self.start_timer()
        elif not self.timer.running:
            self.timer.restart()

    def on_timer(self) -> None:
        self.guard(self.tick)

    def tick(self) -> None:
        # A call that opens a dialog lets Live's timers go on before it returns: the tick that made it is not over.
        if self.closed or self.ticking:
            return
        self.ticking = True
        try:
            self.tick_once()
        finally:
            self.ticking = False

    def tick_once(self) -> None:
        if self.transport.fault is not None:
            self.log.logger.warning("the socket is rebuilt: %s", self.transport.fault)
            self.transport.close()
        if not self.transport.is_open:
            if self.clock() >= self.next_attempt:
                self.start()
            return
        if self.engine is None:
            return
        self.engine.tick()
        if self.reload_asked_by is not None:
            asked_by, self.reload_asked_by = self.reload_asked_by, None
            self.reload(asked_by)

    def guard(self, action: Callable[[], Any]) -> None:
        """Do it; whatever it raises is logged and goes no further."""
        try:
            action()
        except Exception:
            try:
                self.log.logger.error("an error inside AbletonOSC", exc_info=True)
            except Exception as error:
                self.c_instance.log_message(f"{NAME}: {error}")

    def reload(self, asked_by: Any) -> None:
        """Import the code anew and build the new engine; swap only when it stands, or keep the old one and say why."""
        old_modules = {name: module for name, module in sys.modules.items() if self.is_reloaded(name)}
        old_engine, engine = self.engine, None
        old_engine.intake.finish()
        exported = old_engine.export_subscriptions()
        for name in old_modules:
            del sys.modules[name]
        importlib.invalidate_caches()
        try:
            engine = self.make_engine()
            engine.inherit(old_engine)
        except Exception as error:
            if engine is not None:
                self.guard(engine.close)
            for name in [name for name in sys.modules if self.is_reloaded(name)]:
                del sys.modules[name]
            sys.modules.update(old_modules)
            restore_attributes(old_modules)
            self.log.logger.error("the reload failed, the old code runs on", exc_info=True)
            place = f" ({error.filename}:{error.lineno})" if isinstance(error, SyntaxError) else ""
            old_engine.report_failure(
                asked_by, f"reload failed, the old code runs on: {type(error).__name__}: {error}{place}")
            return
        old_engine.close()
        engine.import_subscriptions(exported)
        self.engine = engine
        engine.report_success(asked_by)
        self.tell(f"{NAME}: Reloaded code")

    def is_reloaded(self, name: str) -> bool:
        """Whether a module is code that a reload replaces; what holds the socket, the peers and this object is not."""
        prefix = f"{__package__}."
        return name.startswith(prefix) and name[len(prefix):] not in KEPT_ON_RELOAD and ".vendor" not in name

    def is_subscribed(self, push_address: Any) -> bool:
        return self.engine is not None and self.engine.is_subscribed(push_address)

    def on_dropped(self, push_address: Any) -> None:
        if self.engine is not None:
            self.engine.drop_client(push_address)

    # What Live calls

    def disconnect(self):
        """Live takes the script out of its slot, opens another Set, or quits: nothing of ours may stay behind."""
        if self.closed:
            return
        self.closed = True
        if self.timer is not None:
            self.guard(self.timer.stop)
            self.timer = None
        if self.engine is not None:
            self.guard(lambda: self.engine.announce("/live/shutdown"))
            self.guard(self.engine.close)
            self.engine = None
        self.guard(self.transport.close)
        self.log.close()

    def update_display(self):
        """Ten times a second: the second heart, and the one who looks after the first."""
        if self.closed:
            return
        self.guard(self.revive_timer)
        self.guard(self.tick)

    def build_midi_map(self, midi_map_handle):
        """Live's MIDI map is made anew; the handle is good only until this returns."""
        if self.engine is not None:
            self.guard(lambda: self.engine.build_midi_map(midi_map_handle))

    def refresh_state(self):
        """Nothing to send: there is no hardware."""

    def receive_midi(self, midi_bytes):
        """Nothing is forwarded to the script."""

    def receive_midi_chunk(self, midi_chunk):
        """Nothing is forwarded to the script."""

    def port_settings_changed(self):
        """There are no MIDI ports."""

    def connect_script_instances(self, instances):
        """The script needs no other one."""

    def can_lock_to_devices(self):
        return False

    def lock_to_device(self, device):
        """Devices cannot be locked."""

    def unlock_from_device(self, device):
        """Devices cannot be locked."""

    def toggle_lock(self):
        """Devices cannot be locked."""

    def restore_bank(self, bank):
        """There are no banks."""

    def suggest_input_port(self):
        return ""

    def suggest_output_port(self):
        return ""

    def suggest_map_mode(self, cc_no, channel):
        """-1: no opinion."""
        return -1

    def suggest_needs_takeover(self, cc_no, channel):
        return True

    def supports_pad_translation(self):
        return False

    def instance_identifier(self):
        return self.c_instance.instance_identifier()

    def is_extension(self):
        return False


def restore_attributes(modules: Any) -> None:
    """Importing put the new submodules on their packages as attributes; put the old ones back."""
    for name, module in modules.items():
        parent, _, child = name.rpartition(".")
        if parent in sys.modules:
            setattr(sys.modules[parent], child, module)
