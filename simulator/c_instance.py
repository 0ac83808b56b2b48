"""`c_instance`: what Live hands to create_instance (live-runtime.md 1.4)."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Dict, List, Tuple

from .errors import ArgumentError, call_refused
from .midi_map import split_messages
from .session_ring import make_ring
from .threads import Call, taking_turns

if TYPE_CHECKING:
    from .host import HostedScript

FIRST_HANDLE = 0x1000


class Preferences(Dict[str, Any]):
    """The stored preferences of one key; the serializer gives what Live would write on quitting."""

    serializer: Any = None

    def set_serializer(self, serializer: Callable[[], Any]) -> None:
        """Remembers the function that makes the data to be stored."""
        self.serializer = serializer


def refused(c_instance: "CInstance", method: str, value: Any, expected: str) -> ArgumentError:
    """The error for an argument of the wrong type."""
    return call_refused("MidiRemoteScript", method, (c_instance, value), ("TPyHandle<ARemoteScript>", expected))


def in_turn(method: Call) -> Call:
    """A method that touches Live, and so belongs to its main thread."""
    return taking_turns(method, "c_instance." + method.__name__, lambda c_instance: c_instance._simulator.turns)


class CInstance:
    """The members that exist in Live 11 and 12. There is no `application` and no `schedule_message`.

    What only writes lines can be called from every thread: scripts with threads do, in Lives 11 and 12.
    """

    def __init__(self, host: "HostedScript") -> None:
        self._host = host
        self._simulator = host.simulator
        self._preferences: Dict[str, Preferences] = {}
        self._state: Dict[str, Any] = {}
        self.playhead: Any = None
        self.velocity_levels: Any = None
        self.full_velocity: Any = None
        self.note_repeat: Any = None

    @in_turn
    def handle(self) -> int:
        """The number by which MIDI maps know the script."""
        return FIRST_HANDLE + self._host.slot

    @in_turn
    def instance_identifier(self) -> int:
        """The number of the slot."""
        return self._host.slot

    @in_turn
    def song(self) -> Any:
        """The Set."""
        return self._simulator.song

    def log_message(self, message: Any) -> None:
        """Writes into Live's log."""
        for line in str(message).splitlines() or [""]:
            self._simulator.write_log("RemoteScriptMessage: " + line)

    def show_message(self, message: str) -> None:
        """Shows a text in Live's status bar."""
        if not isinstance(message, str):
            raise refused(self, "show_message", message, "TString")
        self._simulator.show_message(message)

    @in_turn
    def send_midi(self, message: Tuple[int, ...]) -> None:
        """Sends MIDI to the script's control surface. ValueError for what is no whole message."""
        if not isinstance(message, tuple) or not all(isinstance(byte, int) for byte in message):
            raise refused(self, "send_midi", message, "tuple")
        if not message:
            raise ValueError("a MIDI message must have a status byte, got ()")
        # Real-time bytes alone are messages, too, of which none is left.
        list(split_messages(message))
        self._simulator.sent_midi.append(message)

    @in_turn
    def request_rebuild_midi_map(self) -> None:
        """Live builds the MIDI map anew once the script has returned."""
        self._host.midi_map_stale = True

    @in_turn
    def preferences(self, key: str) -> Preferences:
        """The preferences stored under this key."""
        return self._preferences.setdefault(key, Preferences())

    @in_turn
    def toggle_lock(self) -> None:
        """Locks to the appointed device, or unlocks: the script hears of it by lock_to_device, unlock_from_device."""
        self._host.toggle_lock()

    @in_turn
    def update_locks(self) -> None:
        """Live looks again at what is locked, as when the script can no longer lock."""
        self._host.update_locks()

    @in_turn
    def set_session_highlight(self, track_offset: int, scene_offset: int, width: int, height: int,
                              include_returns: bool = False, *more: Any) -> None:
        """Draws the session ring; a width or height of 0 hides it. HostedScript.session_ring shows it to tests."""
        for number in (track_offset, scene_offset, width, height):
            if not isinstance(number, int):
                raise refused(self, "set_session_highlight", number, "int")
        self._host.session_ring = make_ring(track_offset, scene_offset, width, height, bool(include_returns))

    @in_turn
    def set_pad_translation(self, translations: Any) -> None:
        """Translates pads to notes."""
        self._remember("pad_translation", translations)

    @in_turn
    def set_note_translation(self, from_note: int, from_channel: int, to_note: int, to_channel: int) -> None:
        """Translates one note before it reaches the tracks."""
        self._remember("note_translation", (from_note, from_channel, to_note, to_channel))

    @in_turn
    def set_cc_translation(self, from_cc: int, from_channel: int, to_cc: int, to_channel: int) -> None:
        """Translates one controller before it reaches the tracks."""
        self._remember("cc_translation", (from_cc, from_channel, to_cc, to_channel))

    @in_turn
    def set_feedback_channels(self, channels: List[int]) -> None:
        """The channels on which played notes are sent back."""
        self._remember("feedback_channels", list(channels))

    @in_turn
    def set_feedback_velocity(self, velocity: int) -> None:
        """The velocity with which played notes are sent back."""
        self._remember("feedback_velocity", velocity)

    @in_turn
    def set_controlled_track(self, track: Any) -> None:
        """The track that the control surface plays."""
        self._remember("controlled_track", track)

    @in_turn
    def release_controlled_track(self) -> None:
        """The control surface plays the armed tracks again."""
        self._remember("controlled_track", None)

    @in_turn
    def reset_input_history(self) -> None:
        """Forgets which controllers moved last; nothing of that is simulated."""

    @in_turn
    def set_sync_sysex_macos(self, enabled: bool) -> None:
        """How macOS sends system exclusive messages."""
        self._remember("sync_sysex_macos", bool(enabled))

    def _remember(self, name: str, value: Any) -> None:
        self._state[name] = value
