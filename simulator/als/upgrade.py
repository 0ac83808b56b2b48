"""Sets of Live 9, 10 and 11 in the shape of Live 12, so that each property has one place."""
from __future__ import annotations

import re
from typing import Any, Callable, Dict, Iterable, Optional

from .codecs import write_bool, write_signature
from .element import Element

# Names that changed.
RENAMED = {"MasterChain": "DeviceChain", "IsContentSelected": "IsContentSelectedInDocument",
           "MasterTrack": "MainTrack",
           "ViewStateSesstionTrackWidth": "ViewStateSessionTrackWidth",
           "AutoColorPickerForReturnAndMasterTracks": "AutoColorPickerForReturnAndMainTracks"}
# Live 10 counts the colours of tracks from here, those of clips from 0.
FIRST_TRACK_COLOUR = 140
OLD_MAIN, NEW_MAIN = "/Master", "/Main"
# In Live 9 parameters had their automation instead of a value.
AUTOMATION = "ArrangerAutomation"
OLDEST, WITH_VALUES = 9, 10
# In Live 10 the name of a scene sets tempo and signature.
TEMPO_IN_NAME = re.compile(r"(\d+(?:\.\d+)?)\s*bpm", re.IGNORECASE)
SIGNATURE_IN_NAME = re.compile(r"(?<![\d/])(\d{1,2})/(1|2|4|8|16)(?![\d/])")


def major_version(root: Element) -> Optional[int]:
    """10, 11, 12 ... of the Live that wrote the Set; None when it does not say."""
    for text in (
        root.attributes.get("MinorVersion", ""),
        root.attributes.get("Creator", "").replace("Ableton Live ", ""),
    ):
        match = re.match(r"(\d+)\.", text)
        if match:
            return int(match.group(1))
    return None


def upgrade_name(element: Element) -> None:
    """It is called otherwise today."""
    element.tag = RENAMED[element.tag]


def upgrade_target(element: Element) -> None:
    """The main track was the master."""
    text = element.attributes.get("Value", "")
    if text.endswith(OLD_MAIN):
        element.attributes["Value"] = text[:-len(OLD_MAIN)] + NEW_MAIN


def upgrade_colour(element: Element) -> None:
    """Colours of tracks lose their offset."""
    element.tag = "Color"
    text = element.attributes.get("Value", "")
    if text.isdigit() and int(text) >= FIRST_TRACK_COLOUR:
        element.attributes["Value"] = str(int(text) - FIRST_TRACK_COLOUR)


FOLLOW_ACTION = ("FollowTime", "FollowActionA", "FollowActionB", "FollowChanceA", "FollowChanceB")
NO_ACTION = (None, "0")


def upgrade_follow_action(clip: Element) -> None:
    """Clips had their follow actions in the open, and one was on when it did something."""
    parts = [part for part in clip if part.tag in FOLLOW_ACTION]
    if not parts or clip.child("FollowAction") is not None:
        return
    clip.children = [part for part in clip if part.tag not in FOLLOW_ACTION]
    action = Element("FollowAction", children=parts)
    enabled = action.get("FollowActionA") not in NO_ACTION or action.get("FollowActionB") not in NO_ACTION
    action.put("IsLinked", write_bool(False))
    action.put("LoopIterations", "1")
    action.put("FollowActionEnabled", write_bool(enabled))
    clip.add(action)


def upgrade_scale(song: Element) -> None:
    """The root had a longer name, and no scale had no name."""
    if song.child("ScaleInformation") is None:
        return
    scale = song.need("ScaleInformation")
    for root in scale.own_children("RootNote")[:1]:
        root.tag = "Root"
    if scale.get("Name") == "":
        scale.remove("Name")


def upgrade_scenes(song: Element) -> None:
    """Scenes were names with colours."""
    if song.child("SceneNames") is None:
        return
    names = song.need("SceneNames")
    names.tag = "Scenes"
    for index in range(len(names.children)):
        scene = names.own(index)
        name = scene.attributes.pop("Value", "")
        scene.insert(0, Element("Name", {"Value": name}))
        if scene.get("Color") == "0":
            scene.remove("Color")
        add_overrides(scene, name)


def add_overrides(scene: Element, name: str) -> None:
    """What the name of a scene says about tempo and signature."""
    def add(tag: str, text: Any) -> None:
        scene.add(Element(tag, {"Value": str(text)}))

    tempo = TEMPO_IN_NAME.search(name)
    signature = SIGNATURE_IN_NAME.search(name)
    add("Tempo", tempo.group(1) if tempo else 120)
    add("IsTempoEnabled", write_bool(tempo))
    valid = signature is not None and 1 <= int(signature.group(1)) <= 99
    pair = (int(signature.group(1)), int(signature.group(2))) if signature is not None and valid else (4, 4)
    add("TimeSignatureId", write_signature(pair))
    add("IsTimeSignatureEnabled", write_bool(valid))


def upgrade_file(file: Element) -> None:
    """A file was named by the folders on the way to it."""
    name = file.get("Name")
    if file.child("Path") is not None or name is None:
        return
    hint = file.find("SearchHint/PathHint")
    relative = file.child("RelativePath")
    folders = [each.attributes.get("Dir", "") for each in (hint.children if hint is not None and hint.children
                                                          else relative.children if relative is not None else [])]
    path = "/".join(folders + [name])
    is_absolute = bool(hint is not None and hint.children) and not re.match(r"[A-Za-z]:", path)
    file.add(Element("Path", {"Value": "/" + path if is_absolute else path}))


def upgrade_parameter(element: Element) -> None:
    """The value of a parameter was that of its automation."""
    automation = element.child(AUTOMATION)
    events = automation.child("Events") if automation is not None else None
    if events is not None and len(events) and element.child("Manual") is None:
        value = events.children[0].attributes.get("Value")
        if value is not None:
            element.put("Manual", value)


UPGRADES: Dict[str, Callable[[Element], None]] = dict(
    dict.fromkeys(RENAMED, upgrade_name), ColorIndex=upgrade_colour, Target=upgrade_target, FileRef=upgrade_file,
    MidiClip=upgrade_follow_action, AudioClip=upgrade_follow_action)


def upgrade(root: Element, found: Iterable[Element]) -> None:
    """Changes the tree into that of Live 12. found: at least the elements whose tags are in UPGRADES."""
    for element in found:
        change = UPGRADES.get(element.tag)
        if change is not None:
            change(element)
    if (major_version(root) or WITH_VALUES) < WITH_VALUES:
        for element in root.every():
            upgrade_parameter(element)
    song = root.child("LiveSet")
    if song is not None:
        upgrade_scale(song)
        upgrade_scenes(song)
