"""Clips: their loop and markers, which the file keeps otherwise than Live's API, their sound file, notes and groove."""
from __future__ import annotations

import ntpath
from typing import Any, Optional

from ..behaviour.audio_file import ASSUMED_RATE, ASSUMED_SECONDS, AudioFile
from .codecs import BOOL, FLOAT
from .context import Reading, Writing
from .element import Element
from .envelopes import read_envelopes, write_envelopes
from .notes import read_notes, write_notes
from .rows import keep, kept_element, read_rows, write_rows

KINDS = {"MidiClip": "midi", "AudioClip": "audio"}
TAGS = {kind: tag for tag, kind in KINDS.items()}
LONGEST_BEATS = 1576800.0


def read_clip(element: Element, owner: Any, reading: Reading) -> Optional[Any]:
    """A clip for a slot, a track or a take lane; None when it is none or belongs on another kind of track."""
    kind = KINDS.get(element.tag)
    track = owner.track() if hasattr(owner, "track") else owner.lane_track()
    if kind is None or track.kind != kind:
        reading.report.note("A {} on a track of the kind {} is left out".format(element.tag, track.kind))
        return None
    audio = read_audio(element) if kind == "audio" else None
    clip = owner.make("Clip", canonical_parent=owner, kind=kind, beats=4.0, audio=audio)
    keep(clip, element)
    reading.report.note_parts("Clip", element)
    read_rows(("Clip", "Clip/audio") if kind == "audio" else ("Clip",), element, clip, reading)
    read_region(element, clip, reading)
    if kind == "midi":
        notes = read_notes(element, reading.report)
        clip.values.update(notes=notes, used_note_id=max((note.note_id for note in notes), default=0))
        element.need("Notes").remove("KeyTracks")
    # The parameters that they automate may come later in the file.
    reading.later.append(lambda: read_envelopes(element, clip, reading))
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


def read_audio(element: Element) -> AudioFile:
    """The sound file that the clip plays; it does not have to be there."""
    path = element.get("SampleRef/FileRef/Path") or element.get("SampleRef/FileRef/RelativePath") or ""
    try:
        frames = int(element.get("SampleRef/DefaultDuration") or "0")
        rate = float(element.get("SampleRef/DefaultSampleRate") or "0")
    except ValueError:
        frames, rate = 0, 0.0
    if frames <= 0 or not 1.0 <= rate <= 1e7:
        frames, rate = int(ASSUMED_SECONDS * ASSUMED_RATE), ASSUMED_RATE
    return AudioFile(path, frames, rate)


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
    write_envelopes(clip, element, writing)
    element.put("GrooveSettings/GrooveId", writing.groove_ids.get(values["groove"], "-1"))
    return element


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


def write_audio(audio: AudioFile, element: Element) -> None:
    """The reference to the sound file."""
    known = read_audio(element)
    if audio == known:
        return
    element.put("SampleRef/FileRef/RelativePathType", "0")
    element.put("SampleRef/FileRef/RelativePath", "")
    element.put("SampleRef/FileRef/Path", audio.path)
    element.put("SampleRef/FileRef/Name", ntpath.basename(audio.path))
    element.put("SampleRef/DefaultDuration", str(audio.frames))
    element.put("SampleRef/DefaultSampleRate", FLOAT.write(audio.sample_rate))
