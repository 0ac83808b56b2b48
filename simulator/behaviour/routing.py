"""Where a track's signal comes from and goes to: lists of what is on offer, and the choice.

A choice is stored as (kind, track or None): names change, what was chosen does not.
"""
from __future__ import annotations

from typing import Any, List

from ..classes import behaviour
from .lom_object import LomObjectBehaviour

# Track.RoutingTypeCategory and Track.RoutingChannelLayout
EXTERNAL, RESAMPLING, MAIN, TRACK, PARENT_GROUP, NONE, INVALID = 0, 2, 3, 4, 5, 6, 7
MIDI, MONO, STEREO = 0, 1, 2

CATEGORIES = {"Ext. In": EXTERNAL, "All Ins": EXTERNAL, "Ext. Out": EXTERNAL, "Resampling": RESAMPLING, "Main": MAIN,
              "track": TRACK, "group": PARENT_GROUP, "No Input": NONE, "No Output": NONE, "Sends Only": NONE}
# The simulated audio interface has two inputs and two outputs; a Set can say that there are more.
HARDWARE = {"Ext. In": 2, "Ext. Out": 2}
MIDI_CHANNELS = (("All Channels", MIDI),) + tuple(("Ch. %d" % number, MIDI) for number in range(1, 17))
TAPS = (("Pre FX", STEREO), ("Post FX", STEREO), ("Post Mixer", STEREO))
TRACK_IN = (("Track In", STEREO),)
CHANNELS = {"All Ins": MIDI_CHANNELS, "Main": TRACK_IN}

NOT_ON_OFFER = "Invalid routing: not one of the available ones"
DIRECTIONS = ("input", "output")


def hardware_channels(count: int) -> Any:
    """(name, layout) of so many inputs or outputs of an audio interface: each alone, then pairs."""
    return (tuple((str(number), MONO) for number in range(1, count + 1))
            + tuple(("%d/%d" % (number, number + 1), STEREO) for number in range(1, count, 2)))


@behaviour("Track")
class TrackRouting(LomObjectBehaviour):
    """Routing types and channels, and the older routings by name."""

    def routing_choices(self, direction: str) -> Any:
        """The choices on offer, in Live's order; none yet in the tick in which the track was made."""
        if not self.values["routings_ready"]:
            return []
        return self.input_choices() if direction == "input" else self.output_choices()

    def input_choices(self) -> Any:
        """Sources."""
        others = [track for track in self.song.every_track() if track is not self]
        if self.kind == "midi":
            sources = [("track", track) for track in others if track.kind == "midi"]
            return [("All Ins", None)] + sources + [("No Input", None)]
        if self.kind != "audio":
            return [("No Input", None)]
        sources = [("track", track) for track in others if track.get_has_audio_output() and track.kind != "main"]
        return [("Ext. In", None), ("Resampling", None)] + sources + [("Main", None), ("No Input", None)]

    def output_choices(self) -> Any:
        """Destinations."""
        if self.kind == "main":
            return [("Ext. Out", None)]
        others = [track for track in self.song.every_track() if track is not self]
        if not self.get_has_audio_output():
            return [("track", track) for track in others if track.kind == "midi"] + [("No Output", None)]
        group = self.values["group_track"]
        parents = [("group", group)] if group is not None else []
        targets = [("track", track) for track in others if track.kind == "audio"]
        return [("Ext. Out", None), ("Main", None)] + parents + targets + [("Sends Only", None)]

    def default_choice(self, direction: str, offered: Any) -> Any:
        """What a new track has."""
        wanted = {"input": ("Ext. In", "All Ins"), "output": ("group", "Main", "No Output")}[direction]
        for kind in wanted:
            for choice in offered:
                if choice[0] == kind:
                    return choice
        return offered[0]

    def routing_choice(self, direction: str) -> Any:
        """The present choice; the default when what was chosen is gone; None before there are any."""
        offered = self.routing_choices(direction)
        if not offered:
            return None
        chosen = self.values[direction + "_routing_choice"]
        if chosen is not None and chosen[1] is not None:
            # A source that died and came back by undo is another object.
            chosen = (chosen[0], self.song.history.current(chosen[1]))
        return chosen if chosen in offered else self.default_choice(direction, offered)

    def choice_name(self, choice: Any) -> Any:
        """What Live shows for a choice."""
        kind, track = choice
        if track is not None:
            return track.get_name()
        return self.main_word if kind == "Main" else kind

    def routing_type(self, choice: Any) -> Any:
        """The RoutingType of a choice."""
        if choice is None:
            return self.simulator.value("RoutingType", display_name="", category=INVALID)
        return self.simulator.value("RoutingType", display_name=self.choice_name(choice),
                                    category=CATEGORIES[choice[0]], attached_object=choice[1])

    def routing_types(self, direction: str) -> List[Any]:
        """The RoutingTypes on offer."""
        return [self.routing_type(choice) for choice in self.routing_choices(direction)]

    def channel_rows(self, direction: str) -> Any:
        """(name, layout) of the channels that the present choice has."""
        choice = self.routing_choice(direction)
        return () if choice is None else self.channel_rows_of(choice, direction)

    def channel_rows_of(self, choice: Any, direction: str) -> Any:
        """(name, layout) of the channels of a choice."""
        kind, track = choice
        if kind == "track" and direction == "input":
            return TAPS
        if kind in ("track", "group"):
            return TRACK_IN
        if kind in HARDWARE:
            return hardware_channels(self.song.hardware[kind])
        return CHANNELS.get(kind, ())

    def routing_channels(self, direction: str) -> List[Any]:
        """The RoutingChannels on offer."""
        return [self.simulator.value("RoutingChannel", display_name=name, layout=layout)
                for name, layout in self.channel_rows(direction)]

    def routing_channel(self, direction: str) -> Any:
        """The present RoutingChannel; one without a name where there is nothing to choose."""
        rows = self.channel_rows(direction)
        names = [name for name, _ in rows]
        chosen = self.values[direction + "_routing_channel_name"]
        if not rows:
            layout = MIDI if self.kind == "midi" else STEREO
            return self.simulator.value("RoutingChannel", display_name="", layout=layout)
        name, layout = rows[names.index(chosen) if chosen in names else 0]
        return self.simulator.value("RoutingChannel", display_name=name, layout=layout)

    def choose_type(self, direction: str, value: Any) -> None:
        """Takes a RoutingType that is on offer; ValueError otherwise."""
        for choice in self.routing_choices(direction):
            if self.routing_type(choice) == value:
                self.store_choice(direction, choice)
                return
        raise ValueError(NOT_ON_OFFER)

    def choose_type_by_name(self, direction: str, name: str) -> None:
        """Takes the name of a routing that is on offer; ValueError otherwise."""
        for choice in self.routing_choices(direction):
            if self.choice_name(choice) == name:
                self.store_choice(direction, choice)
                return
        raise ValueError(NOT_ON_OFFER)

    def store_choice(self, direction: str, choice: Any) -> None:
        """Stores a choice; its first channel becomes the channel."""
        if choice != self.routing_choice(direction):
            self.store(direction + "_routing_choice", choice)
            self.store(direction + "_routing_channel_name", "")
            self.notify_routing(direction)

    def choose_channel(self, direction: str, name: str) -> None:
        """Takes the name of a channel that is on offer; ValueError otherwise."""
        if name not in [row[0] for row in self.channel_rows(direction)]:
            raise ValueError(NOT_ON_OFFER)
        if self.store(direction + "_routing_channel_name", name):
            self.notify(direction + "_routing_channel")
            self.notify("current_%s_sub_routing" % direction)

    def notify_routing(self, direction: str) -> None:
        """Another choice was made."""
        self.notify(direction + "_routing_type")
        self.notify("available_%s_routing_channels" % direction)
        self.notify(direction + "_routing_channel")
        self.notify("current_%s_routing" % direction)
        self.notify(direction + "_sub_routings")
        self.notify("current_%s_sub_routing" % direction)

    def notify_offers(self) -> None:
        """Tracks came or went, or have other names."""
        for direction in DIRECTIONS:
            self.notify("available_%s_routing_types" % direction)
            self.notify(direction + "_routings")
        for device in self.every_device():
            device.notify_offers()

    def open_routings(self) -> None:
        """The lists exist from now on."""
        if self.alive and self.store("routings_ready", True):
            self.notify_offers()
            for direction in DIRECTIONS:
                self.notify_routing(direction)

    def restored(self, name: str) -> None:
        """Undo stores choices."""
        super().restored(name)
        for direction in DIRECTIONS:
            if name.startswith(direction + "_routing_c"):
                self.notify_routing(direction)


def add_direction(cls, direction: str) -> None:
    """The sixteen hooks of one direction: Live has the same properties for both."""
    channels, types = "available_%s_routing_channels" % direction, "available_%s_routing_types" % direction
    current, current_sub = "current_%s_routing" % direction, "current_%s_sub_routing" % direction
    hooks = {
        "get_" + types: lambda self: self.routing_types(direction),
        "get_" + channels: lambda self: self.routing_channels(direction),
        "get_%s_routing_type" % direction: lambda self: self.routing_type(self.routing_choice(direction)),
        "set_%s_routing_type" % direction: lambda self, value: self.choose_type(direction, value),
        "get_%s_routing_channel" % direction: lambda self: self.routing_channel(direction),
        "set_%s_routing_channel" % direction: lambda self, value: self.choose_channel(direction, value.display_name),
        "get_%s_routings" % direction: lambda self: [each.display_name for each in self.routing_types(direction)],
        "get_%s_sub_routings" % direction: lambda self: [name for name, _ in self.channel_rows(direction)],
        "get_" + current: lambda self: self.routing_type(self.routing_choice(direction)).display_name,
        "set_" + current: lambda self, value: self.choose_type_by_name(direction, value),
        "get_" + current_sub: lambda self: self.routing_channel(direction).display_name,
        "set_" + current_sub: lambda self, value: self.choose_channel(direction, value),
    }
    for name, hook in hooks.items():
        setattr(cls, name, hook)


for each_direction in DIRECTIONS:
    add_direction(TrackRouting, each_direction)
