"""A Set as a document: read from a file, filled into the simulated Live, and saved."""
from __future__ import annotations

import os
import re
from typing import Any, Iterable, NamedTuple, Optional

from .archive import AlsError, read_archive, write_archive
from .context import POINTEES, Reading, Writing
from .element import Element, without_collecting
from .envelopes import numbered_targets
from .report import Report
from .settings import SELECTED_SCENE
from .structure import read_song, write_song
from .upgrade import OLDEST, UPGRADES, WITH_VALUES, major_version, upgrade

# What a Set says that the simulator wrote.
ROOT = {"MajorVersion": "5", "MinorVersion": "12.0_12300", "SchemaChangeCount": "1", "Creator": "AbletonOSC simulator",
        "Revision": ""}
DIGITS = re.compile(r"[0-9]{1,15}$")
LOG_PREFIX = "Set: "
# So many objects a Set may make, about a gigabyte; and what each kind of element makes besides itself, at most.
MOST_OBJECTS = 1000000
MADE_BY = {"DrumGroupDevice": 128, "AutomationTarget": 1, "MidiClip": 2, "AudioClip": 2, "ClipEnvelope": 1}
MADE_BY_TRACK, MADE_BY_DEVICE = 20, 60
DEVICES = "Devices"


class Document:
    """A Set that was read: well-formed, and of a Live that is understood. It can be filled into a simulator once."""

    def __init__(self, path: str, root: Element, highest_pointee: int) -> None:
        self.path = path
        self.root = root
        self.highest_pointee = highest_pointee

    def fill(self, simulator: Any) -> None:
        """Fills the simulator's empty Song; nothing of it can be undone. Logs what is not understood."""
        song = simulator.live_song
        reading = Reading(Report())
        version = major_version(self.root)
        if version is not None and version < WITH_VALUES:
            reading.report.note("It is of Live {}: what was otherwise then may be missing".format(version))
        song.kept_pointee = self.highest_pointee
        with song.history.unrecorded(), without_collecting():
            read_song(self.root, song, reading)
            settle(song, self.root.need("LiveSet"))
            for task in reading.last:
                task()
        song.history.clear()
        name = os.path.splitext(os.path.basename(self.path))[0]
        song.values.update(file_path=os.path.abspath(self.path), name=name)
        for line in reading.report.lines():
            simulator.write_log(LOG_PREFIX + line)


def settle(song: Any, element: Element) -> None:
    """What follows from the parts: names, solos, routings, place and selection."""
    song.names_changed()
    song.refresh_solos()
    for track in song.every_track():
        track.open_routings()
        if track.kind == "group":
            track.refresh_group_slots()
    song.go_to(song.values["start_time"])
    rows = song.every_track()
    view = song.values["view"]
    view.select_scene(selected_one(song.values["scenes"], element.get(SELECTED_SCENE)))
    view.select_track(selected_one(rows, element.get("HighlightedTrackIndex")))
    song.store("appointed_device", None)
    song.automation.refresh()


def selected_one(rows: Any, text: Optional[str]) -> Any:
    """The element of a list whose index the file has; the first when it has none."""
    return rows[int(text)] if text is not None and DIGITS.match(text) and int(text) < len(rows) else rows[0]


def read_set(path: str) -> Document:
    """The Set in a file. AlsError when it cannot be read, is damaged or hostile, or of a Live before 9."""
    root, found = read_archive(path, is_wanted)
    if root.tag != "Ableton":
        raise AlsError(path, "is no Live Set: its root is {}".format(root.tag))
    if root.child("LiveSet") is None:
        raise AlsError(path, "is no Live Set: it holds no LiveSet")
    version = major_version(root)
    if version is not None and version < OLDEST:
        raise AlsError(path, "is a Set of Live {}: open and save it in Live {} or newer".format(version, OLDEST))
    upgrade(root, found)
    if root.need("LiveSet").child("Tracks") is None:
        raise AlsError(path, "is no Live Set: it has no tracks")
    objects, highest = survey(root, found)
    if objects > MOST_OBJECTS:
        raise AlsError(path, "is larger than the simulator can be: about {} objects, at most {}".format(
            objects, MOST_OBJECTS))
    return Document(path, root, highest)


class Survey(NamedTuple):
    """About how many objects a Set makes, and the highest number that its parts point to each other with."""

    objects: int
    highest: int


def is_wanted(tag: str) -> bool:
    """Whether upgrade() or survey() looks at elements of that tag."""
    return tag in UPGRADES or tag in MADE_BY or tag == DEVICES or tag.startswith(POINTEES)


def survey(root: Element, found: Iterable[Element]) -> Survey:
    """Looks through a Set. Slots are made for each track and scene, also where the file has none."""
    song = root.need("LiveSet")
    scenes = song.child("Scenes")
    rows = len(scenes.children) if scenes is not None else 1
    count = (len(song.need("Tracks").children) + 1) * (rows + MADE_BY_TRACK)
    numbers = []
    for element in found:
        count += MADE_BY.get(element.tag, 0)
        if element.tag == DEVICES:
            count += MADE_BY_DEVICE * len(element.children)
        if element.tag.startswith(POINTEES):
            numbers += [element.attributes.get("Id", ""), element.attributes.get("Value", "")]
    following = song.get("NextPointeeId") or ""
    highest = int(following) - 1 if DIGITS.match(following) else 0
    return Survey(count, max([int(text) for text in numbers if DIGITS.match(text)] + [highest]))


def make_root(song: Any, report: Optional[Report] = None) -> Element:
    """The open Set as the root of a file. report: gets what cannot be written."""
    kept: Optional[Element] = getattr(song, "kept", None)
    root = kept.copy() if kept is not None else Element("Ableton", dict(ROOT))
    root.attributes.update(MinorVersion=ROOT["MinorVersion"], Creator=ROOT["Creator"])
    writing = Writing(getattr(song, "kept_pointee", 0))
    with numbered_targets(song, writing):
        write_song(song, root, writing)
    if report is not None:
        report.counts.update(writing.report.counts)
    return root


def write_set(simulator: Any, path: str) -> None:
    """Saves the open Set. AlsError when the file cannot be written; what was there is left then."""
    report = Report()
    with without_collecting(stays=False):
        write_archive(path, make_root(simulator.live_song, report))
    for line in report.lines():
        simulator.write_log(LOG_PREFIX + line)
