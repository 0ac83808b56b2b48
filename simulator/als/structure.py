"""The parts of a Set and their order: scenes, tracks with slots and clips, returns, main track, locators, grooves."""
from __future__ import annotations

import math
import re
from typing import Any, List, Optional

from .clips import read_clip, write_clip
from .codecs import BOOL, SEND, read_float
from .context import Reading, Writing, bind
from .devices import read_devices, write_devices
from .element import Element
from .envelopes import (
    TRACK_ENVELOPE,
    TRACK_ENVELOPES,
    give_first_values,
    read_envelopes,
    take_first_values,
    write_envelopes,
)
from .follow_actions import read_follow_action, write_follow_action
from .mapping import FAR
from .routing import read_routings, write_routings
from .rows import children_of, keep, kept_element, put_first, put_value, read_rows, take_parts, write_rows
from .settings import SELECTED_SCENE, read_settings, write_settings
from .signature_changes import read_signature_changes, write_signature_changes
from .tuning import read_tuning, write_tuning
from .view_data import read_data, write_data

KINDS = {
    "MidiTrack": "midi",
    "AudioTrack": "audio",
    "GroupTrack": "group",
    "ReturnTrack": "return",
    "MainTrack": "main",
}
TAGS = {kind: tag for tag, kind in KINDS.items()}
RECORDED = ("midi", "audio")
DEVICES = "DeviceChain/DeviceChain/Devices"
SLOTS = "DeviceChain/MainSequencer/ClipSlotList"
GROUP_SLOTS = "Slots"
SLOT_TAGS = ("ClipSlot", "GroupTrackSlot")
ARRANGEMENT = {"midi": "DeviceChain/MainSequencer/ClipTimeable/ArrangerAutomation/Events",
               "audio": "DeviceChain/MainSequencer/Sample/ArrangerAutomation/Events"}
LANES, LANE_CLIPS = "TakeLanes/TakeLanes", "ClipAutomation/Events"
SENDS, SEND_HOLDER = "DeviceChain/Mixer/Sends", "TrackSendHolder"
NO_GROUP = "-1"
# Live names tracks by their number or letter and what is on them.
NUMBERED = re.compile(r"^(?:\d+|[A-Z])-(.+)$", re.DOTALL)
LEAST_SCENES = 1


def rows_of(kind: str) -> List[str]:
    """Which rows of mapping.py a kind of track has."""
    names = ["Track", "Track/mixer"]
    names += ["Track/main"] if kind == "main" else ["Track/not main"]
    names += ["Track/group"] if kind == "group" else ["Track/not group"] if kind != "main" else []
    return names + (["Track/recorded"] if kind in RECORDED else [])


# Reading

def read_song(root: Element, song: Any, reading: Reading) -> None:
    """Fills an empty Song."""
    element = root.need("LiveSet")
    take_first_values(element)
    reading.report.note_parts("Song", element)
    read_rows(("Song",), element, song, reading)
    read_signature_changes(element, song)
    read_settings(element, song, ("Song",), reading)
    read_scenes(element, song, reading)
    read_grooves(element, song, reading)
    read_locators(element, song, reading)
    read_tuning(element, song, reading)
    read_data(element, song, reading.report)
    main = element.need("MainTrack")
    song.values["master_track"] = song.make("Track", canonical_parent=song, kind="main")
    read_track(main, song.values["master_track"], reading)
    read_rows(("PreHearTrack",), element.need("PreHearTrack"), song.values["master_track"], reading)
    song.values["tempo"] = song.values["master_track"].values["mixer_device"].values["song_tempo"].values["value"]
    read_tracks(element.need("Tracks"), song, reading)
    # Names, groups, sends and routings need all tracks.
    names = [track.get_name() for track in song.values["return_tracks"]]
    for track in song.values["tracks"] + song.values["return_tracks"]:
        track.values["mixer_device"].match_sends(names)
        read_sends(track, reading)
    for track in song.every_track():
        read_routings(track, track.kept, reading)
    for task in reading.later:
        task()
    for track in song.every_track():
        read_envelopes(track.kept.find(TRACK_ENVELOPES), track, reading)
    element.remove("MainTrack")
    keep(song, root)


def read_scenes(element: Element, song: Any, reading: Reading) -> None:
    """At least one; a Set that has none has as many as its longest track has slots."""
    scenes = []
    for part in take_parts(element.child("Scenes"), ("Scene",), reading):
        scene = song.make("Scene", canonical_parent=song)
        keep(scene, part)
        reading.report.note_parts("Scene", part)
        read_rows(("Scene",), part, scene, reading)
        read_follow_action(part, scene, reading.report)
        scenes.append(scene)
    least = LEAST_SCENES if scenes else max([LEAST_SCENES] + [count_slots(part) for part in element.need("Tracks")])
    while len(scenes) < least:
        scenes.append(song.make("Scene", canonical_parent=song))
    song.values["scenes"] = scenes


def count_slots(track: Element) -> int:
    """How many slots a track has in the file."""
    slots = track.find(SLOTS)
    return len(slots.children) if slots is not None else 0


def read_grooves(element: Element, song: Any, reading: Reading) -> None:
    """The groove pool."""
    pool = song.values["groove_pool"]
    for part in take_parts(element.find("GroovePool/Grooves"), ("Groove",), reading):
        groove = pool.make("Groove", canonical_parent=pool)
        keep(groove, part)
        read_rows(("Groove",), part, groove, reading)
        reading.grooves[part.attributes.get("Id", "")] = groove
        pool.values["grooves"] = pool.values["grooves"] + [groove]


def read_locators(element: Element, song: Any, reading: Reading) -> None:
    """Locators are cue points; one at no time of a song stays in the file's element."""
    place = element.find("Locators/Locators")
    found = take_parts(place, ("Locator",), reading)
    odd = [part for part in found if not is_placed(part)]
    if odd and place is not None:
        for part in odd:
            reading.report.note("A locator at {} is kept, and not simulated".format(part.get("Time")))
        place.children = odd + list(place.children)
    for part in [part for part in found if part not in odd]:
        cue = song.make("CuePoint", canonical_parent=song, name="", time=0.0)
        keep(cue, part)
        read_rows(("CuePoint",), part, cue, reading)
        song.values["cue_points"] = song.values["cue_points"] + [cue]


def is_placed(part: Element) -> bool:
    """Whether a locator is within what a song can be; one that says nothing is at the start."""
    try:
        return 0.0 <= read_float(part.get("Time") or "0") <= FAR
    except ValueError:
        return False


def read_tracks(element: Element, song: Any, reading: Reading) -> None:
    """Tracks and returns, with the groups that they are in."""
    tracks: List[Any] = []
    returns: List[Any] = []
    for part in take_parts(element, [tag for tag, kind in KINDS.items() if kind != "main"], reading):
        kind = KINDS[part.tag]
        track = song.make_track(kind)
        (returns if kind == "return" else tracks).append(track)
        reading.tracks[part.attributes.get("Id", "")] = track
        track.kept = part
    song.values["tracks"], song.values["return_tracks"] = tracks, returns
    for track in tracks + returns:
        read_track(track.kept, track, reading)
    for track in tracks:
        group = reading.tracks.get(track.kept.get("TrackGroupId") or NO_GROUP)
        if group is not None and group.kind == "group" and group is not track and track not in group.ancestors():
            track.values["group_track"] = group


def read_track(element: Element, track: Any, reading: Reading) -> None:
    """One track; not yet what needs the others."""
    keep(track, element)
    reading.report.note_parts("Track", element)
    read_rows(rows_of(track.kind), element, track, reading)
    read_settings(element, track, rows_of(track.kind), reading)
    read_data(element, track, reading.report)
    read_devices(element.find(DEVICES), track, reading)
    shown = NUMBERED.match(element.get("Name/EffectiveName") or "")
    if shown and not track.values["name"]:
        track.stem = shown.group(1)
    read_slots(element.find(SLOTS if track.kind in RECORDED else GROUP_SLOTS), track, reading)
    if track.kind in RECORDED:
        read_lane(element.find(ARRANGEMENT[track.kind]), track, reading)
        for part in take_parts(element.find(LANES), ("TakeLane",), reading) if has_take_lanes(track) else ():
            lane = track.make("TakeLane", canonical_parent=track, name="")
            keep(lane, part)
            read_rows(("TakeLane",), part, lane, reading)
            read_lane(part.find(LANE_CLIPS), lane, reading)
            track.values["take_lanes"] = track.values["take_lanes"] + [lane]


def has_take_lanes(track: Any) -> bool:
    """Whether this Live's API has take lanes; those of a Set for an older Live stay in the file's element."""
    return bool(track.simulator.has("12.2"))


def read_slots(parts: Optional[Element], track: Any, reading: Reading) -> None:
    """The slots of a track and their clips; slots beyond the last scene stay in the file's element."""
    slots = track.values["clip_slots"]
    found = take_parts(parts, SLOT_TAGS, reading)
    for slot, part in zip(slots, found):
        read_rows(("ClipSlot",), part, slot, reading)
        clips = read_clips(part.find("ClipSlot/Value"), slot, reading, 1)
        if clips:
            slot.values["clip"] = clips[0]
        keep(slot, part)
    if parts is not None and found[len(slots):]:
        reading.report.note("Slots beyond the last scene are kept, and not simulated")
        parts.children = found[len(slots):] + list(parts.children)


def read_clips(place: Optional[Element], owner: Any, reading: Reading, most: float = math.inf) -> List[Any]:
    """The clips at a place; what is none, or belongs on another kind of track, stays there."""
    clips: List[Any] = []
    others: List[Element] = []
    for part in place if place is not None else ():
        clip = read_clip(part, owner, reading) if len(clips) < most else None
        if clip is None:
            others.append(part)
        else:
            clips.append(clip)
    if clips and place is not None:
        place.children = others
    return clips


def read_lane(place: Optional[Element], lane: Any, reading: Reading) -> None:
    """The clips of the arrangement, or of a take lane, in order of time."""
    clips = read_clips(place, lane, reading)
    lane.values["arrangement_clips"] = sorted(clips, key=lambda clip: clip.values["start_time"])



def read_sends(track: Any, reading: Reading) -> None:
    """One for each return."""
    sends = track.values["mixer_device"].values["sends"]
    track.kept_sends = len(sends)
    for send, holder in zip(sends, children_of(track.kept.find(SENDS), SEND_HOLDER)):
        bind(send, holder.child("Send") or Element("Send"), SEND, reading)
        try:
            send.values["value"] = SEND.read(holder.get("Send/Manual") or "")
        except ValueError as error:
            reading.report.note("A send is not understood: {}".format(error))


# Writing

def write_song(song: Any, root: Element, writing: Writing) -> None:
    """Puts the Set into a root element: that of the file it came from, or a new one."""
    element = root.need("LiveSet")
    number_parts(song, writing)
    tracks = song.values["tracks"] + song.values["return_tracks"]
    put_first(element.need("Tracks"), [write_track(track, writing) for track in tracks])
    element.remove("MainTrack")
    element.insert(1, write_track(song.values["master_track"], writing))
    write_rows(("PreHearTrack",), song.values["master_track"], element.need("PreHearTrack"), writing)
    write_rows(("Song",), song, element, writing)
    write_settings(song, element, ("Song",))
    write_signature_changes(song, element, writing)
    give_first_values(element)
    put_first(element.need("Scenes"), [write_scene(scene, index, writing)
                                       for index, scene in enumerate(song.values["scenes"])])
    locators = element.need("Locators/Locators")
    put_first(locators, [write_part("CuePoint", cue, index, writing, "Locator")
                         for index, cue in enumerate(song.values["cue_points"])])
    for index in range(len(locators.children)):
        locators.own(index).attributes["Id"] = str(index)
    pool = song.values["groove_pool"].values["grooves"]
    put_first(element.need("GroovePool/Grooves"), [
        write_part("Groove", groove, int(writing.groove_ids[groove]), writing) for groove in pool
    ])
    write_tuning(song, element)
    write_data(song, element, writing.report)
    rows = song.every_track()
    selected = song.values["view"].values["selected_track"]
    element.put("HighlightedTrackIndex", str(rows.index(selected) if selected in rows else 0))
    scenes = song.values["scenes"]
    scene = song.values["view"].values["selected_scene"]
    element.put(SELECTED_SCENE, str(scenes.index(scene) if scene in scenes else 0))
    element.put("NextPointeeId", str(writing.next_pointee + 1))


def number_parts(song: Any, writing: Writing) -> None:
    """Tracks and grooves keep the numbers that they came with, where those are free."""
    for objects, numbers in ((song.values["tracks"] + song.values["return_tracks"], writing.track_ids),
                             (song.values["groove_pool"].values["grooves"], writing.groove_ids)):
        taken = set()
        for each in objects:
            kept = getattr(each, "kept", None)
            number = kept.attributes.get("Id", "") if kept is not None else ""
            if number.isdigit() and number not in taken:
                numbers[each] = number
                taken.add(number)
        free = max([int(number) for number in taken] + [-1])
        for each in objects:
            if each not in numbers:
                free += 1
                numbers[each] = str(free)


def write_part(class_name: str, target: Any, index: int, writing: Writing, tag: str = "") -> Element:
    """The element of an object that rows say everything about."""
    element = kept_element(target, tag or class_name)
    element.attributes["Id"] = str(index)
    element.attributes.pop("Value", None)
    write_rows((class_name,), target, element, writing)
    return element


def write_scene(scene: Any, index: int, writing: Writing) -> Element:
    """The element of one scene."""
    element = write_part("Scene", scene, index, writing)
    write_follow_action(scene, element)
    return element


def write_track(track: Any, writing: Writing) -> Element:
    """The element of one track."""
    element = kept_element(track, TAGS[track.kind])
    if track in writing.track_ids:
        element.attributes["Id"] = writing.track_ids[track]
    write_rows(rows_of(track.kind), track, element, writing)
    write_settings(track, element, rows_of(track.kind))
    element.put("IsContentSelectedInDocument", BOOL.write(track.get_is_part_of_selection()))
    write_data(track, element, writing.report)
    element.put("Name/EffectiveName", track.get_name())
    element.put("TrackGroupId", writing.track_ids.get(track.values["group_track"], NO_GROUP))
    write_devices(track, element.need(DEVICES), writing)
    write_sends(track, element.need(SENDS), writing)
    write_routings(track, element, writing)
    write_envelopes(track, element.need(TRACK_ENVELOPES), TRACK_ENVELOPE, writing)
    if track.kind == "group":
        put_first(element.need(GROUP_SLOTS), [write_part("ClipSlot", slot, index, writing, "GroupTrackSlot")
                                              for index, slot in enumerate(track.values["clip_slots"])])
    if track.kind in RECORDED:
        put_first(element.need(SLOTS), [write_slot(slot, index, writing)
                                        for index, slot in enumerate(track.values["clip_slots"])])
        put_first(element.need(ARRANGEMENT[track.kind]), write_lane(track, writing))
        if has_take_lanes(track):
            put_first(element.need(LANES), [write_take_lane(lane, index, writing)
                                            for index, lane in enumerate(track.values["take_lanes"])])
    return element


def write_slot(slot: Any, index: int, writing: Writing) -> Element:
    """The element of one slot."""
    element = write_part("ClipSlot", slot, index, writing)
    clip = slot.values["clip"]
    put_first(element.need("ClipSlot/Value"), [] if clip is None else [write_clip(clip, 0, writing)])
    return element


def write_lane(lane: Any, writing: Writing) -> List[Element]:
    """The elements of the clips of the arrangement or a take lane."""
    return [write_clip(clip, index, writing) for index, clip in enumerate(lane.values["arrangement_clips"])]


def write_take_lane(lane: Any, index: int, writing: Writing) -> Element:
    """The element of one take lane."""
    element = write_part("TakeLane", lane, index, writing)
    put_first(element.need(LANE_CLIPS), write_lane(lane, writing))
    return element


def write_sends(track: Any, place: Element, writing: Writing) -> None:
    """One for each return."""
    sends = track.values["mixer_device"].values["sends"]
    holders = place.own_children(SEND_HOLDER)
    # Of returns that are gone; more sends than the file had returns are none of ours.
    for gone in holders[len(sends):getattr(track, "kept_sends", 0)]:
        place.children.remove(gone)
    for index, send in enumerate(sends):
        if index >= len(holders):
            holders.append(Element(SEND_HOLDER, {"Id": str(index)}))
            place.insert(index, holders[index])
        part = holders[index].need("Send")
        send.codec = SEND
        put_value(part, "Manual", SEND, send.values["value"])
        part.put(
            "AutomationTarget@Id", getattr(send, "target", None) or part.get("AutomationTarget@Id") or writing.fresh()
        )
