"""The row of devices on a track or chain: inserting in Live's order, deleting, duplicating, moving."""
from __future__ import annotations

from typing import Any, Iterator

from ..classes import behaviour
from .device_catalogue import AUDIO_EFFECT, INSTRUMENT, MIDI_EFFECT, find_spec
from .lom_object import LomObjectBehaviour

# Order of kinds along the signal: MIDI effects feed the instrument, audio effects follow it.
STAGES = {MIDI_EFFECT: 0, INSTRUMENT: 1, AUDIO_EFFECT: 2}


def stage(device: Any) -> Any:
    """Where in the signal a device belongs."""
    return STAGES.get(device.values["type"], 2)


def allowed_position(devices: Any, wanted_stage: Any, position: float) -> Any:
    """The nearest place to a wanted one that keeps MIDI effects, instrument and audio effects in order."""
    lowest = sum(1 for device in devices if stage(device) < wanted_stage)
    highest = lowest + sum(1 for device in devices if stage(device) == wanted_stage)
    return min(max(position, lowest), highest)


@behaviour("DeviceContainer")
class DeviceContainerBehaviour(LomObjectBehaviour):
    """What tracks and chains share."""

    def every_device(self) -> Iterator[Any]:
        """The devices, each followed by those on its chains."""
        for device in self.values["devices"]:
            yield device
            if "RackDevice" in device.lineage:
                for chain in device.values["chains"] + device.values["return_chains"]:
                    yield from chain.every_device()

    def accepts(self, kind: Any) -> Any:
        """Whether devices of that kind can be here: instruments and MIDI effects need MIDI."""
        return kind == AUDIO_EFFECT or self.takes_midi()

    def takes_midi(self) -> bool:
        """Whether MIDI comes in."""
        return True

    def call_insert_device(self, name: str, index: int) -> Any:
        """Inserts one of Live's devices by its name; -1 puts it last. Live moves it to where its kind belongs."""
        spec = find_spec(name)
        if spec is None or spec.class_name.startswith(("Mx", "Plugin", "AuPlugin")):
            raise ValueError("Device {} not found.".format(name))
        return self.insert(spec, index)

    def insert(self, spec: Any, index: int) -> Any:
        """Makes a device of a DeviceSpec and puts it into the row; an instrument replaces the one that is there."""
        if not self.accepts(spec.kind):
            raise RuntimeError("Device {} can not be inserted here.".format(spec.display_name))
        devices = list(self.values["devices"])
        if index < -1 or index > len(devices):
            raise IndexError("Index out of range")
        replaced = [device for device in devices if spec.kind == INSTRUMENT and stage(device) == STAGES[INSTRUMENT]]
        devices = [device for device in devices if device not in replaced]
        made = self.make_device(spec)
        position = len(devices) if index == -1 else min(index, len(devices))
        devices.insert(allowed_position(devices, STAGES[spec.kind], position), made)
        self.change_devices(devices)
        for device in replaced:
            device.kill()
        self.show_device(made)
        return made

    def replace(self, device: Any, spec: Any) -> Any:
        """A device of the same kind in the place of one that is there, which dies."""
        made = self.make_device(spec)
        self.change_devices([made if each is device else each for each in self.values["devices"]])
        device.kill()
        self.show_device(made)
        return made

    def make_device(self, spec: Any) -> Any:
        """A device of a DeviceSpec, in no row yet; of Live's generic class where this version has no own one for it."""
        known = spec.lom_class in self.simulator.types.objects
        return self.make(spec.lom_class if known else "Device", canonical_parent=self, spec=spec)

    def change_devices(self, devices: Any) -> None:
        """Stores the row; what depends on it follows."""
        self.store("devices", devices)
        self.devices_changed()

    def devices_changed(self) -> None:
        """The row of devices is another: hook for names, routing and outputs."""

    def device_renamed(self) -> None:
        """One of the devices has another name: hook for what is called like it."""

    def restored(self, name: str) -> None:
        """Undo changes the row too."""
        super().restored(name)
        if name == "devices":
            self.devices_changed()

    def show_device(self, device: Any) -> None:
        """The device becomes the selected one of its track."""
        device.track().values["view"].store("selected_device", device)

    def call_delete_device(self, index: int) -> None:
        """IndexError when there is no such device."""
        gone = self.item("devices", index)
        devices = [device for device in self.values["devices"] if device is not gone]
        view = gone.track().values["view"]
        self.change_devices(devices)
        gone.kill()
        selected = view.values["selected_device"]
        if selected is not None and not selected.alive:
            view.store("selected_device", devices[min(index, len(devices) - 1)] if devices else None)
        self.song.forget_dead()

    def call_duplicate_device(self, index: int) -> None:
        """Puts a copy right behind; instruments refuse."""
        original = self.item("devices", index)
        if stage(original) == STAGES[INSTRUMENT]:
            raise RuntimeError("Can not duplicate instrument.")
        copy = self.copy_device(original)
        devices = list(self.values["devices"])
        devices.insert(index + 1, copy)
        self.change_devices(devices)

    def copy_device(self, original: Any) -> Any:
        """A device like another one, with its settings, its chains and its name; not in the row yet."""
        copy = self.make_device(original.spec)
        copy.values["name"] = original.values["name"]
        for mine, other in zip(copy.values["parameters"], original.values["parameters"]):
            mine.values["value"] = other.values["value"]
            mine.take_mapping(other)
        copy.copy_contents(original)
        return copy

    def take_devices(self, other: Any) -> None:
        """Copies of all the devices of another row."""
        self.values["devices"] = [self.copy_device(device) for device in other.values["devices"]]

    def position_for(self, device: Any, position: float) -> Any:
        """Where a device would land here; -1 where it can not."""
        others = [each for each in self.values["devices"] if each is not device]
        if not self.accepts(device.values["type"]) or not 0 <= position <= len(others):
            return -1
        return allowed_position(others, stage(device), position)
