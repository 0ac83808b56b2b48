"""Routings: the file names them by path, such as `AudioOut/Main` or `AudioIn/Track.12/PostFxOut`."""
from __future__ import annotations

import re
from typing import Any, Dict, Optional, Tuple

from .context import Reading, Writing
from .element import Element

# Direction, path in the file, kind of routing.py of the behaviour; the first row of a kind is the one that is written.
FIXED = (
    ("input", "AudioIn/None", "No Input"),
    ("input", "AudioIn/Resampling", "Resampling"),
    ("input", "AudioIn/Main", "Main"),
    ("input", "AudioIn/Main/TrackOut", "Main"),
    ("input", "MidiIn/None", "No Input"),
    ("output", "AudioOut/Main", "Main"),
    ("output", "AudioOut/GroupTrack", "group"),
    ("output", "AudioOut/None", "Sends Only"),
    ("output", "MidiOut/None", "No Output"),
)
# Channels of the audio interface, counted from 0: pairs and single ones.
PAIR, SINGLE = "S", "M"
HARDWARE_NAME = re.compile(r"(?:\d{1,4}/)?(\d{1,4})$")
MOST_CHANNELS = 256
TAPS = {"PreFxOut": "Pre FX", "PostFxOut": "Post FX", "TrackOut": "Post Mixer", "TrackIn": "Track In"}
ALL_CHANNELS, CHANNEL = "All Channels", "Ch. {}"
TRACK = re.compile(r"(?:Audio|Midi)(?:In|Out)/Track\.(\d+)/(\w+)$")
EXTERNAL_AUDIO = re.compile(r"Audio(In|Out)/External/([SM])(\d{1,4})$")
EXTERNAL_MIDI = re.compile(r"MidiIn/External\.All/(-1|\d{1,4})$")

Choice = Tuple[str, Optional[Any]]


def part_name(track: Any, direction: str) -> str:
    """Which of the four routings of a track in the file is the one that Live shows."""
    midi = track.kind == "midi" if direction == "input" else not track.get_has_audio_output()
    return "{}{}Routing".format("Midi" if midi else "Audio", "Input" if direction == "input" else "Output")


def read_target(target: str, direction: str, track: Any, tracks: Dict[str, Any]) -> Tuple[Optional[Choice], str]:
    """The choice and the name of its channel; (None, "") for what is not understood."""
    for row_direction, path, kind in FIXED:
        if (row_direction, path) == (direction, target):
            return (kind, track.values["group_track"] if kind == "group" else None), ""
    match = TRACK.match(target)
    if match and match.group(1) in tracks and match.group(2) in TAPS:
        return ("track", tracks[match.group(1)]), TAPS[match.group(2)]
    match = EXTERNAL_AUDIO.match(target)
    if match:
        side, kind, number = match.groups()
        return ("Ext. " + side, None), channel_name(kind, int(number))
    match = EXTERNAL_MIDI.match(target)
    if match:
        channel = int(match.group(1))
        return ("All Ins", None), ALL_CHANNELS if channel < 0 else CHANNEL.format(channel + 1)
    return None, ""


def channel_name(kind: str, number: int) -> str:
    """What Live calls a channel of the audio interface."""
    return "{}/{}".format(2 * number + 1, 2 * number + 2) if kind == PAIR else str(number + 1)


def channel_code(name: str) -> str:
    """How the file calls such a channel."""
    first, pair, _ = name.partition("/")
    return "{}{}".format(PAIR, int(first) // 2) if pair else "{}{}".format(SINGLE, int(first) - 1)


def make_room(song: Any, kind: str, channel: str) -> None:
    """The audio interface has the channels that a Set makes use of, up to a limit."""
    named = HARDWARE_NAME.match(channel)
    last = int(named.group(1)) if named else 0
    if kind in song.hardware and last <= MOST_CHANNELS:
        song.hardware[kind] = max(song.hardware[kind], last + last % 2)


def is_on_offer(track: Any, direction: str, choice: Optional[Choice], channel: str) -> bool:
    """Whether a track can be routed so."""
    if choice is None or choice not in (track.input_choices() if direction == "input" else track.output_choices()):
        return False
    make_room(track.song, choice[0], channel)
    return not channel or channel in [name for name, _ in track.channel_rows_of(choice, direction)]


def write_target(choice: Choice, channel: str, part: str, track_ids: Dict[Any, str]) -> Optional[str]:
    """The path of a choice; None for a track that is not in the file."""
    kind, other = choice
    side = part.replace("Input", "In").replace("Output", "Out").replace("Routing", "")
    if kind == "track":
        taps = [tap for tap, name in TAPS.items() if name == channel] or [
            "PreFxOut" if side.endswith("In") else "TrackIn"
        ]
        return "{}/Track.{}/{}".format(side, track_ids[other], taps[0]) if other in track_ids else None
    if kind in ("Ext. In", "Ext. Out"):
        return "{}/External/{}".format(side, channel_code(channel))
    if kind == "All Ins":
        number = int(channel.split()[-1]) - 1 if channel.startswith("Ch.") else -1
        return "MidiIn/External.All/{}".format(number)
    paths = [path for _, path, row_kind in FIXED if row_kind == kind and path.startswith(side)]
    return paths[0] if paths else None


def read_routings(track: Any, element: Element, reading: Reading) -> None:
    """Gives a track its choices; all tracks and devices have to be there."""
    track.kept_routings = {}
    for direction in ("input", "output"):
        target = element.get("DeviceChain/{}/Target".format(part_name(track, direction)))
        if target is None or is_without(track, direction):
            continue
        choice, channel = read_target(target, direction, track, reading.tracks)
        if not is_on_offer(track, direction, choice, channel):
            reading.report.note(
                "The routing {} is kept, and not simulated".format(re.sub(r"Track\.\d+", "Track", target))
            )
        else:
            track.values[direction + "_routing_choice"] = choice
            track.values[direction + "_routing_channel_name"] = channel
        track.kept_routings[direction] = (track.values[direction + "_routing_choice"],
                                          track.values[direction + "_routing_channel_name"])


def is_without(track: Any, direction: str) -> bool:
    """Whether nothing of that direction can be chosen for a track; what the file says of it stays."""
    return direction == "input" and track.kind not in ("midi", "audio")


def write_routings(track: Any, element: Element, writing: Writing) -> None:
    """Writes the choices that are others than those that came from the file."""
    kept = getattr(track, "kept_routings", {})
    for direction in ("input", "output"):
        stored = (track.values[direction + "_routing_choice"], track.values[direction + "_routing_channel_name"])
        choice = track.routing_choice(direction)
        part = part_name(track, direction)
        if choice is None or direction in kept and kept[direction] == stored and not is_numbered(stored[0]):
            continue
        if is_without(track, direction) and element.find("DeviceChain/" + part) is not None:
            continue
        target = write_target(choice, track.routing_channel(direction).display_name, part, writing.track_ids)
        if target is not None:
            place = "DeviceChain/{}/".format(part)
            element.put(place + "Target", target)
            element.put(place + "UpperDisplayString", track.choice_name(choice))
            element.put(place + "LowerDisplayString", track.routing_channel(direction).display_name)


def is_numbered(choice: Optional[Choice]) -> bool:
    """Whether the path of a choice has the number of a track in it, which saving may change."""
    return choice is not None and choice[0] == "track"


SIDE_CHAIN = "SideChain/RoutedInput/Routable/"
MAIN_TRACK = re.compile(r"AudioIn/Main/(\w+)$")


def read_side_chain(device: Any, element: Element, reading: Reading) -> None:
    """Gives a Compressor the source of its side chain; all tracks have to be there."""
    target = element.get(SIDE_CHAIN + "Target")
    if target is None:
        return
    choice, channel = read_target(target, "input", device.track(), reading.tracks)
    main = MAIN_TRACK.match(target)
    if main:
        choice, channel = ("track", device.song.values["master_track"]), TAPS.get(main.group(1), "")
    if choice is None or choice not in device.choices():
        name = re.sub(r"Track\.\d+", "Track", target)
        reading.report.note("The side chain {} is kept, and not simulated".format(name))
    else:
        device.values.update(routing_choice=choice, routing_channel_name=channel)
    device.kept_routing = device.values["routing_choice"], device.values["routing_channel_name"]


def write_side_chain(device: Any, element: Element, writing: Writing) -> None:
    """Writes the source of the side chain when it is another than the one that came from the file."""
    stored = device.values["routing_choice"], device.values["routing_channel_name"]
    if getattr(device, "kept_routing", (None, "")) == stored and not is_numbered(stored[0]):
        return
    choice = device.choice()
    target = write_target(choice, stored[1], "AudioInputRouting", writing.track_ids)
    if choice == ("track", device.song.values["master_track"]):
        target = "AudioIn/Main/{}".format(([tap for tap, name in TAPS.items() if name == stored[1]] or ["PreFxOut"])[0])
    if target is not None:
        element.put(SIDE_CHAIN + "Target", target)
