"""Control surfaces that are no Python scripts: the simulated hardware, and the ControlSurfaceProxy that scripts see.

The proxies are in Application.control_surfaces. What the hardware sends to a script are the values of the
controls that were grabbed or subscribed to, and MIDI once it is enabled; both wait until they are fetched.
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Dict, List, Sequence, Set, Tuple

from . import listeners
from .conversion import function
from .errors import Mismatch, call_refused

if TYPE_CHECKING:
    from .simulator import Simulator

CLASS_NAME = "ControlSurfaceProxy"
HARDWARE = "hardware"
# A refusal in our words; Live's is not known.
NO_SUCH_CONTROL = "Invalid control id"


class Hardware:
    """A control surface as its user has it in hand; for tests and tools.

    controls: their names, an id is the place in this list. slot: which of Live's places for control surfaces it takes.
    sent: what scripts sent to it, each (kind, content), kind `value` or `midi`.
    """

    def __init__(self, simulator: "Simulator", type_name: str, controls: Sequence[str], slot: int) -> None:
        self.simulator = simulator
        self.slot = slot
        self.count = len(controls)
        self.sent: List[Tuple[str, Any]] = []
        self.grabbed: Set[int] = set()
        self.subscribed: Set[int] = set()
        self.takes_midi = False
        self.values: List[Tuple[int, Any]] = []
        self.messages: List[Tuple[int, ...]] = []
        self.listeners: Dict[Any, List[listeners.Listener]] = {}
        descriptions = [simulator.value("ControlDescription", id=index, name=name)
                        for index, name in enumerate(controls)]
        self.proxy = simulator.value(CLASS_NAME, type_name=type_name, control_descriptions=descriptions)
        self.proxy._fields[HARDWARE] = self

    def notify(self, name: str) -> None:
        """Calls the listeners."""
        self.simulator.notifications.send(self.listeners.get(name, []), name)

    def check(self, control: int) -> None:
        """Raises for an id that no control has."""
        if not 0 <= control < self.count:
            raise RuntimeError(NO_SUCH_CONTROL)

    def move(self, control: int, value: Any) -> None:
        """The user moves a control; heard by a script that asked for it."""
        self.check(control)
        if control in self.grabbed | self.subscribed:
            self.values.append((control, value))
            self.notify("control_values_arrived")

    def play(self, message: Sequence[int]) -> None:
        """The hardware sends MIDI."""
        if self.takes_midi:
            self.messages.append(tuple(message))
            self.notify("midi_received")

    def change_pad_layout(self, name: str) -> None:
        """The user chooses another layout of the pads."""
        if self.proxy._fields["pad_layout"] != name:
            self.proxy._fields["pad_layout"] = name
            self.notify("pad_layout")


# What the methods of the proxy do, by their names in live-api.json.

def grab_control(hardware: Hardware, control: int) -> None:
    """The control no longer works in Live itself; the script gets its values."""
    hardware.check(control)
    hardware.grabbed.add(control)


def release_control(hardware: Hardware, control: int) -> None:
    """Live has the control back."""
    hardware.check(control)
    hardware.grabbed.discard(control)


def subscribe_to_control(hardware: Hardware, control: int) -> None:
    """The script gets its values, and Live too."""
    hardware.check(control)
    hardware.subscribed.add(control)


def unsubscribe_from_control(hardware: Hardware, control: int) -> None:
    """The end of it."""
    hardware.check(control)
    hardware.subscribed.discard(control)


def enable_receive_midi(hardware: Hardware, enabled: bool) -> None:
    """Whether MIDI is kept for the script."""
    hardware.takes_midi = enabled
    if not enabled:
        del hardware.messages[:]


def fetch_received_values(hardware: Hardware) -> Tuple[Any, ...]:
    """(id, value) of what arrived since the last call."""
    values, hardware.values = tuple(hardware.values), []
    return values


def fetch_received_midi_messages(hardware: Hardware) -> Tuple[Any, ...]:
    """The messages that arrived since the last call."""
    messages, hardware.messages = tuple(hardware.messages), []
    return messages


def send_value(hardware: Hardware, value: Any) -> None:
    """A value for a control, such as the colour of a light."""
    hardware.sent.append(("value", tuple(value)))


def send_midi(hardware: Hardware, midi_event_bytes: Any) -> None:
    """MIDI for the hardware."""
    hardware.sent.append(("midi", tuple(midi_event_bytes)))


BEHAVIOUR: Dict[str, Callable[..., Any]] = {each.__name__: each for each in (
    grab_control, release_control, subscribe_to_control, unsubscribe_from_control, enable_receive_midi,
    fetch_received_values, fetch_received_midi_messages, send_value, send_midi)}


def listener_methods(class_name: str, name: str) -> Dict[str, Callable[..., Any]]:
    """add_, remove_ and has_listener of one event of the proxy."""
    def checked(proxy: Any, method: str, given: Tuple[Any, ...]) -> Tuple[Hardware, Any]:
        try:
            if len(given) != 1:
                raise Mismatch
            return proxy._fields[HARDWARE], function(given[0])
        except Mismatch:
            raise call_refused(class_name, method, (proxy,) + given,
                               [class_name, "boost::python::api::object"]) from None

    add_name, remove_name, has_name = ("add_{}_listener".format(name), "remove_{}_listener".format(name),
                                       "{}_has_listener".format(name))

    def add(proxy: Any, *given: Any) -> None:
        hardware, callback = checked(proxy, add_name, given)
        listeners.add(hardware.listeners, name, callback, hardware.simulator.running_host)

    def remove(proxy: Any, *given: Any) -> None:
        hardware, callback = checked(proxy, remove_name, given)
        listeners.remove(hardware.listeners, name, callback)

    def has(proxy: Any, *given: Any) -> bool:
        hardware, callback = checked(proxy, has_name, given)
        return listeners.find(hardware.listeners, name, callback) is not None

    methods: Dict[str, Callable[..., Any]] = {add_name: add, remove_name: remove, has_name: has}
    for method_name, method in methods.items():
        method.__name__ = method.__qualname__ = method_name
    return methods
