"""Device: what all of Live's devices share, made from a DeviceSpec of the catalogue."""
from __future__ import annotations

from typing import Any, Dict

from ..classes import behaviour
from .device_catalogue import CHAIN_SELECTOR
from .lom_object import LomObjectBehaviour

DRUM_RACK = "DrumGroupDevice"
OF_EVERY_DEVICE = ("name", "is_using_compare_preset_b")
RACKS = (DRUM_RACK, "InstrumentGroupDevice", "AudioEffectGroupDevice", "MidiEffectGroupDevice")


@behaviour("Device")
class DeviceBehaviour(LomObjectBehaviour):
    """A device on a track or chain."""

    def initialise(self, spec: Any = None) -> None:
        """spec: the DeviceSpec that the device is made from."""
        super().initialise()
        self.spec = spec
        parameters = [self.make("DeviceParameter", canonical_parent=self, spec=row) for row in spec.parameters]
        self.values.update(name=spec.display_name, class_name=spec.class_name, class_display_name=spec.display_name,
                           type=spec.kind, parameters=parameters, can_have_chains=spec.class_name in RACKS,
                           can_have_drum_pads=spec.class_name == DRUM_RACK)

    def parameter_named(self, name: str) -> Any:
        """The parameter of that name, or None."""
        return next((each for each in self.values["parameters"] if each.spec.name == name), None)

    def set_name(self, value: str) -> None:
        """An empty name gives the device its own name back."""
        self.store("name", value if value.strip() else self.spec.display_name)
        self.renamed()

    def restored(self, name: str) -> None:
        """A track without a name of its own is called like its instrument."""
        super().restored(name)
        if name == "name":
            self.renamed()

    def renamed(self) -> None:
        """Tracks and chains without a name of their own are called like it."""
        self.values["canonical_parent"].device_renamed()
        self.song.names_changed()

    def get_is_active(self) -> bool:
        """Whether the device, and every device around it, is switched on."""
        if self.values["parameters"][0].values["value"] < 0.5:
            return False
        owner = self.values["canonical_parent"]
        around = owner.values["canonical_parent"]
        return around.get_is_active() if isinstance(around, DeviceBehaviour) else True

    def parameter_changed(self, parameter: Any) -> None:
        """The first parameter switches the device."""
        if parameter is self.values["parameters"][0]:
            self.activity_changed()

    def activity_changed(self) -> None:
        """Tells the listeners of is_active."""
        self.notify("is_active")

    def track(self) -> Any:
        """The track that the device is on, however deep."""
        owner = self.values["canonical_parent"]
        while "Track" not in owner.lineage:
            owner = owner.values["canonical_parent"]
        return owner

    def copy_contents(self, original: Any) -> None:
        """Takes over what a copy has besides its parameters; racks copy their chains."""
        self.values.update(original.settings())

    def notify_offers(self) -> None:
        """Tracks came or went, or have other names: hook for devices that can be routed."""

    def settings(self) -> Dict[str, Any]:
        """What can be set of this kind of device besides its parameters, as far as it was ever set."""
        return {name: self.values[name] for name, prop in self.properties.items()
                if prop.settable and prop.kind == "property" and name not in OF_EVERY_DEVICE and name in self.values}

    def get_chain_selector(self) -> Any:
        """The parameter that selects chains; racks only."""
        return self.parameter_named(CHAIN_SELECTOR)
