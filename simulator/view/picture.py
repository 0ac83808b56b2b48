"""The picture: what is to be seen, as lines of text that fit the terminal."""
from __future__ import annotations

import unicodedata
from typing import Dict, List, Tuple

from .look import Cell, Look, Strip

LEAST_WIDTH, LEAST_HEIGHT = 20, 8
COLUMN = 10
SCENE_COLUMN = 12
METER = 8
# Title, transport, names, switches, volumes, meters.
FIXED_LINES = 6
FEWEST_SCENES = 3
MARKS: Dict[str, Dict[str, str]] = {
    "unicode": {
        "playing": "▶",
        "recording": "●",
        "triggered": "▷",
        "clip": "■",
        "empty": "·",
        "meter": "█",
        "here": "▸",
        "more": "…",
    },
    "ascii": {
        "playing": ">",
        "recording": "o",
        "triggered": "*",
        "clip": "#",
        "empty": ".",
        "meter": "=",
        "here": ">",
        "more": "~",
    },
}


def columns_of(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
               for character in text)


def fit(text: str, width: int, more: str = "") -> str:
    """The text in exactly so many columns: filled up with spaces, or cut. No control character reaches the terminal."""
    text = "".join(character if character.isprintable() else " " for character in text)
    if columns_of(text) > width:
        cut = ""
        for character in text:
            if columns_of(cut + character) > width - len(more):
                break
            cut += character
        text = cut + more[:width]
    return text + " " * (width - columns_of(text))


def window(count: int, wanted: int, room: int) -> Tuple[int, int]:
    """First and last of the things that are shown, where so many have room and one is wanted."""
    room = max(min(room, count), 0)
    first = min(max(wanted - room // 2, 0), count - room)
    return first, first + room


def draw(seen: Look, width: int = 80, height: int = 24, marks: str = "unicode") -> List[str]:
    """So many lines of so many columns. Of many tracks and scenes those around the selected one are shown."""
    width, height = max(width, LEAST_WIDTH), max(height, LEAST_HEIGHT)
    signs = MARKS[marks]
    wanted = next((index for index, strip in enumerate(seen.strips) if strip.is_selected), 0)
    first, last = window(len(seen.strips), wanted, (width - SCENE_COLUMN) // COLUMN)
    strips = seen.strips[first:last]
    # At least a third of what is left is for messages.
    rows = max(min(len(seen.scenes), (height - FIXED_LINES - 1) * 2 // 3), 0)
    top, bottom = window(len(seen.scenes), seen.selected_scene, rows)

    def line(head: str, parts: List[str]) -> str:
        return fit(fit(head, SCENE_COLUMN, signs["more"]) + "".join(fit(part, COLUMN - 1, signs["more"]) + " "
                                                                    for part in parts), width)

    hidden = len(seen.strips) - len(strips)
    lines = [fit(seen.title + ("  {} of {} tracks".format(len(strips), len(seen.strips)) if hidden else ""), width),
             fit(seen.transport, width),
             line("", [(signs["here"] if strip.is_selected else "") + strip.name for strip in strips])]
    for index in range(top, bottom):
        head = (signs["here"] if index == seen.selected_scene else " ") + seen.scenes[index]
        lines.append(line(head, [cell_text(strip, index, signs) for strip in strips]))
    lines += [line(" mixer", [strip.switches or "-" for strip in strips]),
              line("", [strip.volume for strip in strips]),
              line("", [signs["meter"] * int(round(strip.meter * METER)) for strip in strips])]
    room = height - len(lines)
    messages = list(seen.messages)[-(room - 1):] if room > 1 else []
    if room > 0:
        lines.append(fit("-- OSC ".ljust(width, "-"), width))
    lines += [fit(message, width, signs["more"]) for message in messages]
    lines += [" " * width] * (height - len(lines))
    return lines[:height]


def cell_text(strip: Strip, index: int, signs: Dict[str, str]) -> str:
    """What a slot shows; returns and the main track have none."""
    if index >= len(strip.cells):
        return ""
    cell: Cell = strip.cells[index]
    return "{} {}".format(signs[cell.state], cell.name).rstrip()
