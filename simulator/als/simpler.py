"""Simpler's sample: the first part of its map of samples, with markers, warping and slices."""
from __future__ import annotations

from typing import Any, Optional, Tuple

from ..behaviour.audio_file import AudioFile
from .codecs import read_float, write_float
from .context import Reading
from .element import Element
from .report import Report
from .rows import read_rows, write_rows
from .sound_file import read_audio, write_audio
from .warp_markers import read_warp_markers, write_warp_markers

MAP = "Player/MultiSampleMap/SampleParts"
PART = "MultiSamplePart"
WARP_MARKERS = "SampleWarpProperties/WarpMarkers"
# Place in the file, and name in the behaviour, of the slices that are not worked out.
SLICES = (("SlicePoints", "transient_slices"), ("ManualSlicePoints", "manual_slices"))
MOST_SLICES = 100000


def first_part(device: Element) -> Optional[Element]:
    """The part whose sound Simpler plays; None without a sound."""
    part = device.find("{}/{}".format(MAP, PART))
    return part if part is not None and read_audio(part).path else None


def read_simpler(element: Element, device: Any, reading: Reading) -> None:
    """Gives Simpler its sample."""
    parts = element.find(MAP)
    device.values["multi_sample_mode"] = parts is not None and sum(part.tag == PART for part in parts) > 1
    part = first_part(element)
    if part is None:
        return
    audio = read_audio(part)
    sample = device.make("Sample", canonical_parent=device, file_path=audio.path, length=audio.frames,
                         sample_rate=audio.sample_rate)
    device.values["sample"] = sample
    read_rows(("Sample",), part, sample, reading)
    values = sample.values
    if not values["start_marker"] < values["end_marker"] <= audio.frames:
        reading.report.note("The markers of a sample are outside of it: it is played as a whole")
        values.update(start_marker=0, end_marker=audio.frames)
    markers = read_warp_markers(part.find(WARP_MARKERS), reading.report)
    if markers is not None:
        values["warp_map"] = markers
    for place, name in SLICES:
        points = part.child(place)
        if points is not None:
            values[name] = read_slices(points, audio, reading.report)
    values["slices"] = sample.present_slices()


def read_slices(points: Element, audio: AudioFile, report: Report) -> Tuple[int, ...]:
    """Starts of slices in frames, each once, in order of time."""
    found = set()
    for point in points.children[:MOST_SLICES]:
        try:
            frame = int(round(read_float(point.attributes.get("TimeInSeconds", "")) * audio.sample_rate))
        except ValueError as error:
            report.note("A slice is not understood: {}".format(error))
            continue
        if 0 <= frame < audio.frames:
            found.add(frame)
    return tuple(sorted(found))


def write_simpler(device: Any, element: Element) -> None:
    """See read_simpler."""
    sample = device.values["sample"]
    part = first_part(element)
    if sample is None:
        if part is not None:
            element.need(MAP).children.remove(part)
        return
    if part is None:
        part = Element(PART, {"Id": "0"})
        element.need(MAP).insert(0, part)
    values = sample.values
    audio = AudioFile(values["file_path"], values["length"], values["sample_rate"])
    write_audio(audio, part)
    write_rows(("Sample",), sample, part, None)
    write_warp_markers(values["warp_map"], part.need(WARP_MARKERS))
    for place, name in SLICES:
        points = part.need(place)
        if read_slices(points, audio, Report()) != tuple(values[name]):
            points.children = [
                Element("SlicePoint", {"TimeInSeconds": write_float(frame / audio.sample_rate), "Rank": "0",
                                       "NormalizedEnergy": "1"}) for frame in values[name]]
