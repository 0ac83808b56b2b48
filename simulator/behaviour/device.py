"""Device: what all of Live's devices share, made from a DeviceSpec of the catalogue."""
from __future__ import annotations

from typing import Any

from ..classes import behaviour
from .device_catalogue import CHAIN_SELECTOR
from .lom_object import LomObjectBehaviour

DRUM_RACK = "DrumGroupDevice"
RACKS = (DRUM_RACK, "InstrumentGroupDevice", "AudioEffectGroupDevice", "MidiEffectGroupDevice")
NOT_IN_COMPARE = "Device can not compare presets"


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
        self.song.names_changed()

    def restored(self, name: str) -> None:
        """A track without a name of its own is called like its instrument."""
        super().restored(name)
        if name == "name":
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

    def set_is_using_compare_preset_b(self, value: bool) -> None:
        """Only where presets can be compared."""
        if not self.values["can_compare_ab"]:
            raise RuntimeError(NOT_IN_COMPARE)
        self.store("is_using_compare_preset_b", value)

    def call_save_preset_to_compare_ab_slot(self) -> None:
        """Only where presets can be compared."""
        if not self.values["can_compare_ab"]:
            raise RuntimeError(NOT_IN_COMPARE)

    def track(self) -> Any:
        """The track that the device is on, however deep."""
        owner = self.values["canonical_parent"]
        while "Track" not in owner.lineage:
            owner = owner.values["canonical_parent"]
        return owner

    def copy_contents(self, original: Any) -> None:
        """Takes over what a copy has besides its parameters; racks copy their chains."""

    def get_chain_selector(self) -> Any:
        """The parameter that selects chains; racks only."""
        return self.parameter_named(CHAIN_SELECTOR)


@behaviour("PluginDevice")
class PluginDeviceBehaviour(LomObjectBehaviour):
    """A VST or AU plug-in."""

    def initialise(self, **keywords: Any) -> None:
        """One preset, as many plug-ins have."""
        super().initialise(**keywords)
        self.values["presets"] = ("Default",)

    def set_selected_preset_index(self, value: int) -> None:
        """Index into presets."""
        if not 0 <= value < len(self.values["presets"]):
            raise RuntimeError("Invalid preset index")
        self.store("selected_preset_index", value)

    def call_get_parameter_names(self, begin: int, end: int) -> Any:
        """Names of a range of parameters; end -1 means up to the last."""
        names = [parameter.spec.name for parameter in self.values["parameters"]]
        return names[begin:] if end == -1 else names[begin:end]


@behaviour("CompressorDevice")
class CompressorDeviceBehaviour(LomObjectBehaviour):
    """The side chain's routing, from the tracks of the Set."""

    def get_available_input_routing_types(self) -> Any:
        """None, then every other track."""
        values = [self.simulator.value("RoutingType", display_name="No Input", category=6)]
        own = self.track()
        for track in self.song.every_track():
            if track is not own:
                values.append(self.simulator.value("RoutingType", display_name=track.get_name(), category=4,
                                                   attached_object=track))
        return values

    def get_available_input_routing_channels(self) -> Any:
        """Where on the source the signal is taken."""
        if self.get_input_routing_type() == self.get_available_input_routing_types()[0]:
            return []
        return [self.simulator.value("RoutingChannel", display_name=name, layout=2)
                for name in ("Pre FX", "Post FX", "Post Mixer")]

    def get_input_routing_type(self) -> Any:
        """The side chain's source; the first when it is gone."""
        offered = self.get_available_input_routing_types()
        chosen = self.values["input_routing_type"]
        return chosen if chosen in offered else offered[0]

    def set_input_routing_type(self, value: Any) -> None:
        """One of those on offer."""
        if value not in self.get_available_input_routing_types():
            raise ValueError("Invalid routing type")
        if self.store("input_routing_type", value):
            self.notify("available_input_routing_channels")

    def get_input_routing_channel(self) -> Any:
        """The first until another is chosen; one without a name where there is none."""
        offered = self.get_available_input_routing_channels()
        chosen = self.values["input_routing_channel"]
        if not offered:
            return self.simulator.value("RoutingChannel", display_name="", layout=2)
        return chosen if chosen in offered else offered[0]

    def set_input_routing_channel(self, value: Any) -> None:
        """One of those on offer."""
        if value not in self.get_available_input_routing_channels():
            raise ValueError("Invalid routing channel")
        self.store("input_routing_channel", value)
