"""Where a device gets a signal from or sends it to: the Compressor's side chain, the inputs and outputs of Max devices.

A choice is stored as (kind, track or None), as for tracks (routing.py), whose names and channels these are.
"""
from __future__ import annotations

from typing import Any, List, Tuple

from ..classes import behaviour
from .lom_object import LomObjectBehaviour
from .routing import CATEGORIES, MIDI, MIDI_CHANNELS, NOT_ON_OFFER, STEREO, TAPS, TRACK_IN, hardware_channels

NO_INPUT, NO_OUTPUT, EXTERNAL_IN, EXTERNAL_OUT = "No Input", "No Output", "Ext. In", "Ext. Out"
NOTHING = (NO_INPUT, None)
NO_CHANNEL = (("None", STEREO),)


class DeviceRouting(LomObjectBehaviour):
    """A type and a channel, from lists that follow the tracks of the Set."""

    prefix = ""

    def initialise(self, **keywords: Any) -> None:
        """The first of what is on offer."""
        super().initialise(**keywords)
        self.values.update(routing_choice=None, routing_channel_name="")

    def host_device(self) -> Any:
        """The device that is routed."""
        return self

    def choices(self) -> List[Tuple[str, Any]]:
        """What is on offer, the default first."""
        raise NotImplementedError

    def channel_rows(self) -> Any:
        """(name, layout) of the channels of the present choice."""
        raise NotImplementedError

    def audio_sources(self) -> List[Tuple[str, Any]]:
        """The other tracks that give audio."""
        own = self.host_device().track()
        return [("track", track) for track in self.song.every_track()
                if track is not own and track.get_has_audio_output()]

    def choice(self) -> Tuple[str, Any]:
        """The present choice; the default when what was chosen is gone."""
        offered, chosen = self.choices(), self.values["routing_choice"]
        if chosen is not None and chosen[1] is not None:
            chosen = (chosen[0], self.song.history.current(chosen[1]))
        return chosen if chosen in offered else offered[0]

    def routing_type(self, choice: Tuple[str, Any]) -> Any:
        """The RoutingType of a choice."""
        kind, track = choice
        name = track.get_name() if track is not None else self.main_word if kind == "Main" else kind
        return self.simulator.value("RoutingType", display_name=name, category=CATEGORIES[kind], attached_object=track)

    def routing_types(self) -> List[Any]:
        """The RoutingTypes on offer."""
        return [self.routing_type(choice) for choice in self.choices()]

    def choose_type(self, value: Any) -> None:
        """One of those on offer, with its first channel; ValueError for others."""
        for choice in self.choices():
            if self.routing_type(choice) == value:
                if choice != self.choice():
                    self.store("routing_choice", choice)
                    self.store("routing_channel_name", "")
                    self.notify_choice()
                return
        raise ValueError(NOT_ON_OFFER)

    def routing_channel(self) -> Any:
        """The first until another is chosen; one without a name where there is none."""
        rows = self.channel_rows()
        chosen = [row for row in rows if row[0] == self.values["routing_channel_name"]] or list(rows[:1])
        name, layout = chosen[0] if chosen else ("", STEREO)
        return self.simulator.value("RoutingChannel", display_name=name, layout=layout)

    def routing_channels(self) -> List[Any]:
        """The RoutingChannels of the present choice."""
        return [self.simulator.value("RoutingChannel", display_name=name, layout=layout)
                for name, layout in self.channel_rows()]

    def choose_channel(self, value: Any) -> None:
        """One of those on offer; ValueError for others."""
        if value not in self.routing_channels():
            raise ValueError(NOT_ON_OFFER)
        if self.store("routing_channel_name", value.display_name):
            self.notify(self.prefix + "routing_channel")

    def notify_choice(self) -> None:
        """Another choice was made."""
        for name in ("{}routing_type", "available_{}routing_channels", "{}routing_channel"):
            self.notify(name.format(self.prefix))

    def notify_offers(self) -> None:
        """Tracks came or went, or have other names."""
        self.notify("available_{}routing_types".format(self.prefix))

    def restored(self, name: str) -> None:
        """Undo stores choices."""
        super().restored(name)
        if name in ("routing_choice", "routing_channel_name"):
            self.notify_choice()

    def take_routing(self, other: Any) -> None:
        """The choice of another one."""
        for name in ("routing_choice", "routing_channel_name"):
            self.values[name] = other.values[name]


def add_hooks(cls, prefix: str) -> None:
    """The hooks of the four properties, whose names begin with the prefix behind `available_`."""
    cls.prefix = prefix
    hooks = {
        "get_available_{}routing_types": DeviceRouting.routing_types,
        "get_available_{}routing_channels": DeviceRouting.routing_channels,
        "get_{}routing_type": lambda self: self.routing_type(self.choice()),
        "set_{}routing_type": DeviceRouting.choose_type,
        "get_{}routing_channel": DeviceRouting.routing_channel,
        "set_{}routing_channel": DeviceRouting.choose_channel,
    }
    for name, hook in hooks.items():
        setattr(cls, name.format(prefix), hook)


@behaviour("CompressorDevice")
class CompressorBehaviour(DeviceRouting):
    """The side chain's source: none, or a track that gives audio, at one of three places of its signal."""

    def choices(self) -> List[Tuple[str, Any]]:
        """None, then every other track."""
        return [NOTHING] + self.audio_sources()

    def channel_rows(self) -> Any:
        """Where on the source the signal is taken."""
        return () if self.choice() == NOTHING else TAPS

    def copy_contents(self, original: Any) -> None:
        """A copy listens to the same source."""
        super().copy_contents(original)
        self.take_routing(original)


@behaviour("DeviceIO")
class DeviceIOBehaviour(DeviceRouting):
    """One input or output of a Max device. What is on offer is a guess, on the model of tracks."""

    def initialise(self, direction: str = "input", signal: str = "audio") -> None:
        """direction: input or output; signal: audio or midi."""
        super().initialise()
        self.direction, self.signal = direction, signal
        self.values["default_external_routing_channel_is_none"] = False

    def host_device(self) -> Any:
        """The Max device."""
        return self.values["canonical_parent"]

    def choices(self) -> List[Tuple[str, Any]]:
        """None, hardware, and the tracks that give or take the signal."""
        own = self.host_device().track()
        others = [track for track in self.song.every_track() if track is not own]
        if self.direction == "input":
            midi_tracks = [("track", track) for track in others if track.kind == "midi"]
            sources = midi_tracks if self.signal == "midi" else self.audio_sources()
            return [NOTHING, ("All Ins" if self.signal == "midi" else EXTERNAL_IN, None)] + sources
        targets = [("track", track) for track in others if track.kind == self.signal]
        hardware = [(EXTERNAL_OUT, None)] + ([("Main", None)] if self.signal == "audio" else [])
        return [(NO_OUTPUT, None)] + hardware + targets

    def channel_rows(self) -> Any:
        """Places on a track's signal, or channels of the hardware."""
        kind, track = self.choice()
        if kind in (NO_INPUT, NO_OUTPUT):
            return ()
        if track is not None or kind == "Main":
            return self.track_rows()
        if self.signal == "midi":
            return MIDI_CHANNELS
        no_channel = NO_CHANNEL * self.values["default_external_routing_channel_is_none"]
        return no_channel + hardware_channels(self.song.hardware[kind])

    def track_rows(self) -> Any:
        """The places on the signal of another track."""
        if self.direction == "output":
            return TRACK_IN
        return TAPS if self.signal == "audio" else tuple((name, MIDI) for name, _ in TAPS)


add_hooks(CompressorBehaviour, "input_")
add_hooks(DeviceIOBehaviour, "")
