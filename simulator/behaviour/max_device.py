"""MaxDevice: inputs, outputs and banks of parameters of Max for Live devices."""
from __future__ import annotations

from typing import Any, List

from ..classes import behaviour
from .device_catalogue import AUDIO_EFFECT, INSTRUMENT, MIDI_EFFECT
from .lom_object import LomObjectBehaviour

BANK_SIZE = 8
NO_EXTERNAL = "default_external_routing_channel_is_none"
EMPTY_PLACE = -1
BEST_OF = -1
NO_SUCH_BANK = "Invalid bank index"
# One bus for each signal that comes in or goes out, by kind of device. The audio effect also has MIDI, which Max
# devices of all kinds can route.
BUSES = {AUDIO_EFFECT: (("audio", "input"), ("audio", "output"), ("midi", "input"), ("midi", "output")),
         INSTRUMENT: (("midi", "input"), ("audio", "output")), MIDI_EFFECT: (("midi", "input"), ("midi", "output"))}
LISTS = tuple("{}_{}s".format(signal, way) for signal in ("audio", "midi") for way in ("input", "output"))


@behaviour("MaxDevice")
class MaxDeviceBehaviour(LomObjectBehaviour):
    """A device made in Max. Its banks are its parameters in their order, eight in each."""

    def initialise(self, **keywords: Any) -> None:
        """With the inputs and outputs that the kind of device has."""
        super().initialise(**keywords)
        self.values.update((name, []) for name in LISTS)
        for signal, direction in BUSES[self.spec.kind]:
            self.values["{}_{}s".format(signal, direction)] = [
                self.make("DeviceIO", canonical_parent=self, direction=direction, signal=signal)]

    def copy_contents(self, original: Any) -> None:
        """The routings too."""
        super().copy_contents(original)
        for name in LISTS:
            for mine, its in zip(self.values[name], original.values[name]):
                mine.take_routing(its)
                mine.values[NO_EXTERNAL] = its.values[NO_EXTERNAL]

    def notify_offers(self) -> None:
        """Inputs and outputs offer the tracks."""
        for name in LISTS:
            for each in self.values[name]:
                each.notify_offers()

    def banked(self) -> range:
        """Indices of the parameters that banks show: all but the switch."""
        return range(1, len(self.values["parameters"]))

    def call_get_bank_count(self) -> int:
        """How many banks there are, without the best of them."""
        return -(-len(self.banked()) // BANK_SIZE)

    def check_bank(self, bank_index: int) -> None:
        """Raises for a bank that is not there."""
        if not BEST_OF <= bank_index < max(self.call_get_bank_count(), 1):
            raise RuntimeError(NO_SUCH_BANK)

    def call_get_bank_name(self, bank_index: int) -> str:
        """-1 is the bank of the best parameters."""
        self.check_bank(bank_index)
        return "Best of Parameters" if bank_index == BEST_OF else "Bank {}".format(bank_index + 1)

    def call_get_bank_parameters(self, bank_index: int) -> List[int]:
        """Eight indices of parameters; -1 for an empty place. The best are those of the first bank."""
        self.check_bank(bank_index)
        first = max(bank_index, 0) * BANK_SIZE
        shown = list(self.banked())[first:first + BANK_SIZE]
        return shown + [EMPTY_PLACE] * (BANK_SIZE - len(shown))

    def call_get_value_item_icons(self, parameter: Any) -> List[str]:
        """No parameter of the simulator's has icons: one empty name for each item."""
        return [""] * len(parameter.get_value_items())
