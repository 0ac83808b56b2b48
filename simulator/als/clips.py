"""Clips: their loop and markers, which the file keeps otherwise than Live's API, their sound file, notes and groove."""
from __future__ import annotations

from typing import Any, Optional

from ..behaviour.beat_time import LONGEST_BEATS
from .codecs import BOOL, FLOAT
from .context import Reading, Writing
from .element import Element
from .envelopes import CLIP_ENVELOPE, CLIP_ENVELOPES, read_envelopes, write_envelopes
from .follow_actions import read_follow_action, write_follow_action
from .notes import is_plain, read_notes, write_notes
from .rows import keep, kept_element, read_rows, write_rows
from .sound_file import read_audio, write_audio
from .warp_markers import read_warp_markers, write_warp_markers

KINDS = {"MidiClip": "midi", "AudioClip": "audio"}
TAGS = {kind: tag for tag, kind in KINDS.items()}
# Clip.GridQuantization by numerator and denominator of its step.
GRIDS = {("8", "1"): 1, ("4", "1"): 2, ("2", "1"): 3, ("1", "1"): 4, ("1", "2"): 5, ("1", "4"): 6, ("1", "8"): 7,
         ("1", "16"): 8, ("1", "32"): 9}
NO_GRID = 0
STRAIGHT, TRIPLET = "2", "3"


def read_clip(element: Element, owner: Any, reading: Reading) -> Optional[Any]:
    """A clip for a slot, a track or a take lane; None when it is none or belongs on another kind of track."""
    kind = KINDS.get(element.tag)
    track = owner.track() if hasattr(owner, "track") else owner.lane_track()
    if kind is None or track.kind != kind:
        reading.report.note("A {} on a track of the kind {} is kept, and not simulated".format(element.tag, track.kind))
        return None
    audio = read_audio(element) if kind == "audio" else None
    clip = owner.make("Clip", canonical_parent=owner, kind=kind, beats=4.0, audio=audio)
    keep(clip, element)
    reading.report.note_parts("Clip", element)
    read_rows(("Clip", "Clip/audio") if kind == "audio" else ("Clip",), element, clip, reading)
    read_region(element, clip, reading)
    read_grid(element, clip)
    read_follow_action(element, clip, reading.report)
    if audio is not None:
        clip.values["warp_map"] = read_warp_markers(element.child("WarpMarkers"), reading.report)
    if kind == "midi":
        notes = read_notes(element, reading.report)
        clip.values.update(notes=notes, used_note_id=max((note.note_id for note in notes), default=0))
        # Notes are many: what says nothing but them is made anew when the Set is saved.
        tracks = element.find("Notes/KeyTracks")
        if tracks is not None and is_plain(tracks, len(notes)):
            element.need("Notes/KeyTracks").children = []
    # The parameters that they automate may come later in the file.
    reading.later.append(lambda: read_envelopes(element.find(CLIP_ENVELOPES), clip, reading))
    clip.values["groove"] = reading.grooves.get(element.get("GrooveSettings/GrooveId") or "")
    return clip


def number(element: Element, path: str, default: float, reading: Reading) -> float:
    """A place in a clip."""
    text = element.get(path)
    if text is None:
        return default
    try:
        value: float = FLOAT.read(text)
    except ValueError as error:
        reading.report.note("{} of a clip is not understood: {}".format(path, error))
        return default
    if abs(value) > LONGEST_BEATS:
        reading.report.note("{} of a clip is out of range: {}".format(path, text))
        return default
    return value


def read_region(element: Element, clip: Any, reading: Reading) -> None:
    """Loop and markers: with the loop off, LoopStart and LoopEnd in the file are the markers."""
    looping = element.get("Loop/LoopOn") != "false"
    start = number(element, "Loop/LoopStart", 0.0, reading)
    end = number(element, "Loop/LoopEnd", start + 4.0, reading)
    if looping:
        start_marker = start + number(element, "Loop/StartRelative", 0.0, reading)
        region = (start, end, start_marker, number(element, "Loop/OutMarker", end, reading))
    else:
        region = (
            number(element, "Loop/HiddenLoopStart", start, reading),
            number(element, "Loop/HiddenLoopEnd", end, reading),
            start,
            end,
        )
    loop_start, loop_end, start_marker, end_marker = region
    if loop_end <= loop_start or end_marker <= start_marker:
        reading.report.note("A clip whose loop or markers end before they start has four beats instead")
        loop_start, loop_end, start_marker, end_marker = 0.0, 4.0, 0.0, 4.0
    clip.values.update(looping=looping, loop_start=loop_start, loop_end=loop_end, start_marker=start_marker,
                       end_marker=end_marker)
    if not clip.in_session():
        begin = number(element, "CurrentStart", number(element, "@Time", 0.0, reading), reading)
        clip.values.update(start_time=begin, end_time=number(element, "CurrentEnd", begin + clip.get_length(), reading))


def write_clip(clip: Any, index: int, writing: Writing) -> Element:
    """The element of a clip; index: its number among those beside it."""
    element = kept_element(clip, TAGS[clip.kind])
    values = clip.values
    begin = 0.0 if clip.in_session() else values["start_time"]
    attributes = {"Id": str(index), "Time": FLOAT.write(begin)}
    element.attributes = dict(
        attributes, **{name: text for name, text in element.attributes.items() if name not in attributes}
    )
    write_rows(("Clip", "Clip/audio") if clip.kind == "audio" else ("Clip",), clip, element, writing)
    write_region(clip, element)
    if clip.kind == "midi":
        write_notes(values["notes"], element)
    elif clip.audio is not None:
        write_audio(clip.audio, element)
        write_warp_markers(clip.present_markers(), element.need("WarpMarkers"))
    write_grid(clip, element)
    write_envelopes(clip, element.need(CLIP_ENVELOPES), CLIP_ENVELOPE, writing)
    write_follow_action(clip, element)
    element.put("GrooveSettings/GrooveId", writing.groove_ids.get(values["groove"], "-1"))
    return element


def read_grid(element: Element, clip: Any) -> None:
    """The grid of the clip's editor."""
    grid = element.child("Grid")
    if grid is None:
        return
    view = clip.values["view"]
    step = GRIDS.get((grid.get("FixedNumerator"), grid.get("FixedDenominator")))
    if grid.get("SnapToGrid") == "false":
        step = NO_GRID
    if step is not None:
        view.values["grid_quantization"] = step
    view.values["grid_is_triplet"] = grid.get("Ntoles") == TRIPLET


def write_grid(clip: Any, element: Element) -> None:
    """See read_grid."""
    values = clip.values["view"].values
    step = int(values["grid_quantization"])
    for fraction, number in GRIDS.items():
        if number == step:
            element.put("Grid/FixedNumerator", fraction[0])
            element.put("Grid/FixedDenominator", fraction[1])
    element.put("Grid/Ntoles", TRIPLET if values["grid_is_triplet"] else STRAIGHT)
    element.put("Grid/SnapToGrid", BOOL.write(step != NO_GRID))


def write_region(clip: Any, element: Element) -> None:
    """See read_region."""
    values = clip.values
    if values["looping"]:
        visible = (values["loop_start"], values["loop_end"])
        relative = values["start_marker"] - values["loop_start"]
    else:
        visible, relative = (values["start_marker"], values["end_marker"]), 0.0
    rows = (("LoopStart", visible[0]), ("LoopEnd", visible[1]), ("StartRelative", relative),
            ("OutMarker", values["end_marker"]), ("HiddenLoopStart", values["loop_start"]),
            ("HiddenLoopEnd", values["loop_end"]))
    for name, value in rows:
        element.put("Loop/" + name, FLOAT.write(value))
    element.put("Loop/LoopOn", BOOL.write(values["looping"]))
    session = clip.in_session()
    element.put("CurrentStart", FLOAT.write(visible[0] if session else values["start_time"]))
    element.put("CurrentEnd", FLOAT.write(visible[1] if session else values["end_time"]))
