"""MIDI maps: what Live.MidiMap's functions note down inside build_midi_map, and what MIDI input then does."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Iterable, Iterator, List, NamedTuple, Optional, Sequence, Tuple

from .midi_feedback import LARGEST_DATA, Feedback

if TYPE_CHECKING:
    from .classes import LiveObject
    from .host import HostedScript
    from .simulator import Simulator

NOTE_OFF, NOTE_ON, CONTROL_CHANGE, PITCH_BEND, SYSEX, END_OF_SYSEX = 0x80, 0x90, 0xB0, 0xE0, 0xF0, 0xF7
FIRST_REAL_TIME, LARGEST_BYTE = 0xF8, 0xFF
# Data bytes that follow a channel status.
DATA_BYTES = {0x80: 2, 0x90: 2, 0xA0: 2, 0xB0: 2, 0xC0: 1, 0xD0: 1, 0xE0: 2}
# Data bytes of the system messages other than system exclusive.
SYSTEM_BYTES = {0xF1: 1, 0xF2: 2, 0xF3: 1, 0xF6: 0}
# Offset of the controller that carries the low seven bits of a 14-bit value.
LOW_BITS_OFFSET = 32
ABSOLUTE, ABSOLUTE_14_BIT = 0, 5

Message = Tuple[int, ...]
Key = Tuple[int, int, int]


class Mapping(NamedTuple):
    """One parameter under one controller, note or pitch bend."""
    parameter: "LiveObject"
    map_mode: int
    sensitivity: float
    feedback: Optional[Feedback]


class MidiMap:
    """One script's map, by (status without channel, channel, number); the number of a pitch bend is 0."""

    def __init__(self, handle: int) -> None:
        self.handle = handle
        self.mappings: Dict[Key, List[Mapping]] = {}
        # Whether what is forwarded is consumed: then the tracks do not hear it.
        self.forwarded: Dict[Key, bool] = {}
        self.high_bits: Dict[Tuple[int, int], int] = {}
        self.feedbacks: List[Feedback] = []

    def takes(self, key: Key) -> bool:
        """Whether a message goes no further than to this script or its parameters."""
        return key in self.mappings or self.forwarded.get(key, False)


def signed_bit(value: int) -> int:
    """Bit 6 says down."""
    return 64 - value if value > 64 else value % 64


def signed_bit_2(value: int) -> int:
    """Bit 6 says up."""
    return value - 64 if value > 64 else -(value % 64)


def binary_offset(value: int) -> int:
    """64 stands still."""
    return value - 64


def twos_complement(value: int) -> int:
    """Seven bits with sign."""
    return value - 128 if value >= 64 else value


RELATIVE = {1: signed_bit, 2: binary_offset, 3: twos_complement, 4: signed_bit_2,
            6: signed_bit, 7: binary_offset, 8: twos_complement, 9: signed_bit_2}


def split_messages(data: Iterable[int]) -> Iterator[Message]:
    """MIDI bytes as messages; real-time bytes are left out, system exclusive keeps its frame.

    Running status is understood. Raises ValueError for what is no byte, data without status and a message cut short.
    """
    data = list(data)
    for number in data:
        if not 0 <= number <= LARGEST_BYTE:
            raise ValueError("a MIDI byte must be 0..{}, got {}".format(LARGEST_BYTE, number))
    numbers = [number for number in data if number < FIRST_REAL_TIME]
    position, status = 0, 0
    while position < len(numbers):
        if numbers[position] >= 0x80:
            status = numbers[position]
            position += 1
        elif not status:
            raise ValueError("MIDI data {} without a status before it".format(numbers[position]))
        if status == SYSEX:
            if END_OF_SYSEX not in numbers[position:]:
                raise ValueError("MIDI system exclusive without an end (247)")
            end = numbers.index(END_OF_SYSEX, position) + 1
            check_data(numbers[position - 1:end - 1])
            yield (SYSEX,) + tuple(numbers[position:end])
            position, status = end, 0
            continue
        count = DATA_BYTES[status & 0xF0] if status < SYSEX else SYSTEM_BYTES.get(status, 0)
        values = tuple(numbers[position:position + count])
        check_data((status,) + values)
        if len(values) < count:
            raise ValueError("MIDI message {} is cut short".format((status,) + values))
        yield (status,) + values
        position += count
        if status >= 0xF0:
            status = 0


def check_data(message: Sequence[int]) -> None:
    """Raises ValueError when what follows a status is another status."""
    for place, value in enumerate(message[1:], 1):
        if value > LARGEST_DATA:
            raise ValueError("MIDI data bytes must be 0..{}, got {} after {}".format(
                LARGEST_DATA, value, " ".join(str(byte) for byte in message[:place])))


class MidiMaps:
    """Builds the maps of all hosted scripts and sends MIDI input through them."""

    def __init__(self, simulator: "Simulator") -> None:
        self.simulator = simulator
        self.open: Optional[MidiMap] = None
        self.next_handle = 1

    # Building

    def mark_stale(self) -> None:
        """All maps are built anew at the end of the tick."""
        for host in self.simulator.hosts:
            host.midi_map_stale = True

    def rebuild_stale(self) -> None:
        """Builds the maps that were asked for."""
        for host in list(self.simulator.hosts):
            if host.midi_map_stale:
                self.build(host)

    def build(self, host: "HostedScript") -> None:
        """Lets a script fill a new map; the handle is valid only inside the call."""
        host.midi_map_stale = False
        # What the old map has not told yet is told now, or never.
        for feedback in host.midi_map.feedbacks:
            if feedback.is_due(float("inf")):
                self.send(feedback)
        host.midi_map = MidiMap(self.next_handle)
        self.next_handle += 1
        self.open = host.midi_map
        try:
            host.call("build_midi_map", host.midi_map.handle)
        finally:
            self.open = None

    def get_open(self, handle: int) -> MidiMap:
        """The map that is being built."""
        if self.open is None or self.open.handle != handle:
            raise RuntimeError("MIDI map handle {} is not valid: it is only inside build_midi_map".format(handle))
        return self.open

    def add(self, handle: int, key: Key, parameter: "LiveObject", map_mode: int = ABSOLUTE, sensitivity: float = 1.0,
            feedback_rule: Any = None) -> bool:
        """Notes a mapping down; False when channel or number are not MIDI's."""
        midi_map = self.get_open(handle)
        if not is_key(key):
            return False
        feedback = None if feedback_rule is None else Feedback(parameter, feedback_rule)
        midi_map.mappings.setdefault(key, []).append(Mapping(parameter, map_mode, sensitivity, feedback))
        if feedback is not None:
            midi_map.feedbacks.append(feedback)
        return True

    def forward(self, handle: int, key: Key, consume: bool = True) -> bool:
        """Notes down what goes to receive_midi; False when channel or number are not MIDI's."""
        midi_map = self.get_open(handle)
        if not is_key(key):
            return False
        midi_map.forwarded[key] = consume or midi_map.forwarded.get(key, False)
        return True

    # Live.MidiMap's functions, by their names

    def map_midi_cc(self, handle: int, parameter: Any, channel: int, number: int, map_mode: int, avoid_takeover: bool,
                    sensitivity: float) -> bool:
        """A controller moves a parameter."""
        return self.add(handle, (CONTROL_CHANGE, channel, number), parameter, map_mode, sensitivity)

    def map_midi_cc_with_feedback_map(self, handle: int, parameter: Any, channel: int, number: int, map_mode: int,
                                      feedback_rule: Any, avoid_takeover: bool, sensitivity: float) -> bool:
        """A controller moves a parameter, whose value is sent back."""
        return self.add(handle, (CONTROL_CHANGE, channel, number), parameter, map_mode, sensitivity, feedback_rule)

    def map_midi_note(self, handle: int, parameter: Any, channel: int, number: int) -> bool:
        """A note toggles a parameter."""
        return self.add(handle, (NOTE_ON, channel, number), parameter)

    def map_midi_note_with_feedback_map(self, handle: int, parameter: Any, channel: int, number: int,
                                        feedback_rule: Any) -> bool:
        """A note toggles a parameter, whose value is sent back."""
        return self.add(handle, (NOTE_ON, channel, number), parameter, feedback_rule=feedback_rule)

    def map_midi_pitchbend(self, handle: int, parameter: Any, channel: int, needs_takeover: bool) -> bool:
        """The pitch bend moves a parameter."""
        return self.add(handle, (PITCH_BEND, channel, 0), parameter)

    def map_midi_pitchbend_with_feedback_map(self, handle: int, parameter: Any, channel: int, feedback_rule: Any,
                                             needs_takeover: bool) -> bool:
        """The pitch bend moves a parameter, whose value is sent back."""
        return self.add(handle, (PITCH_BEND, channel, 0), parameter, feedback_rule=feedback_rule)

    def forward_midi_cc(self, script: int, handle: int, channel: int, number: int, consume: bool) -> bool:
        """A controller goes to receive_midi, and on to the tracks when it is not consumed."""
        return self.forward(handle, (CONTROL_CHANGE, channel, number), consume)

    def forward_midi_note(self, script: int, handle: int, channel: int, number: int, consume: bool) -> bool:
        """A note, on and off, goes to receive_midi, and on to the tracks when it is not consumed."""
        return self.forward(handle, (NOTE_ON, channel, number), consume)

    def forward_midi_pitchbend(self, script: int, handle: int, channel: int) -> bool:
        """The pitch bend goes to receive_midi."""
        return self.forward(handle, (PITCH_BEND, channel, 0))

    def send_feedback_for_parameter(self, handle: int, parameter: Any) -> None:
        """Sends a parameter's value to every controller that it is mapped to with a feedback rule."""
        for feedback in self.get_open(handle).feedbacks:
            if feedback.parameter is parameter and feedback.enabled:
                self.send(feedback)

    # Feedback

    def send(self, feedback: Feedback) -> None:
        """Tells the control surface of a parameter's value."""
        feedback.note_told()
        self.simulator.sent_midi.append(feedback.message())

    def send_changed(self) -> None:
        """Tells the control surfaces of every mapped parameter that something else than its own controller moved."""
        now = self.simulator.now()
        for host in self.simulator.hosts:
            for feedback in host.midi_map.feedbacks:
                if feedback.is_due(now):
                    self.send(feedback)

    # Input

    def receive(self, data: Iterable[int]) -> None:
        """Sends MIDI input to every hosted script: mapped parameters move, forwarded messages reach the script.

        Notes that no script takes are played on the tracks that listen.
        """
        for message in list(split_messages(data)):
            taken = any(host.midi_map.takes(key_of(message)) for host in self.simulator.hosts)
            for host in list(self.simulator.hosts):
                self.route(host, message)
            if not taken and self.simulator.unclaimed_midi is not None:
                self.simulator.unclaimed_midi(message)

    def route(self, host: "HostedScript", message: Message) -> None:
        """One message for one script."""
        if message[0] == SYSEX:
            host.receive_midi(message)
            return
        if message[0] > SYSEX or message[0] & 0xF0 not in (NOTE_OFF, NOTE_ON, CONTROL_CHANGE, PITCH_BEND):
            return
        kind, key = message[0] & 0xF0, key_of(message)
        self.move_mapped(host.midi_map, kind, key, message)
        if key in host.midi_map.forwarded:
            host.receive_midi(message)

    def move_mapped(self, midi_map: MidiMap, kind: int, key: Key, message: Message) -> None:
        """Moves the parameters mapped to a message."""
        if kind == CONTROL_CHANGE:
            midi_map.high_bits[key[1:]] = message[2]
            low_of = (CONTROL_CHANGE, key[1], key[2] - LOW_BITS_OFFSET)
            for mapping in midi_map.mappings.get(low_of, ()):
                if mapping.map_mode == ABSOLUTE_14_BIT:
                    put(mapping, (midi_map.high_bits.get(low_of[1:], 0) << 7 | message[2]) / 16383.0)
        for mapping in midi_map.mappings.get(key, ()):
            if kind == PITCH_BEND:
                put(mapping, (message[2] << 7 | message[1]) / 16383.0)
            elif kind in (NOTE_ON, NOTE_OFF):
                if kind == NOTE_ON and message[2]:
                    toggle(mapping.parameter)
            elif mapping.map_mode in RELATIVE:
                move_by(mapping.parameter, RELATIVE[mapping.map_mode](message[2]) * mapping.sensitivity)
            elif mapping.map_mode == ABSOLUTE:
                put(mapping, message[2] / 127.0)
            else:
                put(mapping, (message[2] << 7) / 16383.0)


def key_of(message: Message) -> Key:
    """By what a MIDI map knows a message; a note's end is known as its beginning."""
    kind = message[0] & 0xF0
    return (NOTE_ON if kind == NOTE_OFF else kind, message[0] & 0x0F,
            0 if kind == PITCH_BEND or len(message) < 2 else message[1])


def is_key(key: Key) -> bool:
    """Whether channel and number are MIDI's."""
    return 0 <= key[1] <= 15 and 0 <= key[2] <= 127


def limits(parameter: "LiveObject") -> Tuple[float, float]:
    """The lowest and highest value of a parameter."""
    return parameter.values["min"], parameter.values["max"]


def move(parameter: "LiveObject", position: float) -> None:
    """Moves a parameter to a position 0..1 of its range."""
    low, high = limits(parameter)
    set_parameter(parameter, low + (high - low) * position)


def put(mapping: Mapping, position: float) -> None:
    """Moves a parameter to where its fader or knob stands, which needs no feedback of it."""
    before = mapping.parameter.values["value"]
    move(mapping.parameter, position)
    if mapping.feedback is not None and mapping.parameter.values["value"] != before:
        mapping.feedback.note_told()


def toggle(parameter: "LiveObject") -> None:
    """Moves a parameter from its lowest value to its highest, and from any other to its lowest."""
    move(parameter, 0.0 if parameter.values["value"] > limits(parameter)[0] else 1.0)


def move_by(parameter: "LiveObject", steps: float) -> None:
    """Moves a parameter by 127ths of its range, a quantized one by whole values."""
    low, high = limits(parameter)
    step = 1.0 if parameter.values["is_quantized"] else (high - low) / 127.0
    set_parameter(parameter, parameter.values["value"] + steps * step)


def set_parameter(parameter: "LiveObject", value: float) -> None:
    """Writes a value as a hand on the control would: within the range; dead and disabled parameters stand still."""
    if not parameter.alive or not parameter.values["is_enabled"]:
        return
    low, high = limits(parameter)
    value = min(max(value, low), high)
    if parameter.values["is_quantized"]:
        value = float(round(value))
    simulator = parameter.simulator
    if simulator.rollback is not None:
        simulator.rollback.change(parameter, "value")
    write = getattr(parameter, "set_value", None)
    if write is None:
        parameter.store("value", value)
    else:
        write(value)
