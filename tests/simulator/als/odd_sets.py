"""Sets as nobody saved them: elements and attributes of a good one are dropped, doubled, renamed, moved or replaced."""
from hypothesis import strategies as st

from simulator.als.element import Element

TEXTS = ("", "0", "-1", "1", "true", "false", "nan", "inf", "-inf", "1e308", "1e-308", "99999999999999999999", "-7.5",
         "x", "0x10", "１２", "{}", "[1]", "\n", "AudioIn/Track.1/PostFxOut", "AudioOut/Track.-3/TrackIn",
         "MidiIn/External.All/99")
TAGS = ("Moon", "MidiTrack", "AudioTrack", "GroupTrack", "ReturnTrack", "MainTrack", "Scene", "ClipSlot", "MidiClip",
        "AudioClip", "Value", "Manual", "Devices", "OriginalSimpler", "DrumGroupDevice", "InstrumentGroupDevice",
        "DrumBranch", "PluginDevice", "MxDeviceInstrument", "Warper", "MultiSamplePart", "KeyTrack", "MidiNoteEvent",
        "Name", "Color", "Eq8", "AutomationTarget", "WarpMarkers", "WarpMarker", "TuningSystem", "TakeLane", "Looper",
        "Envelopes", "FloatEvent")
WORDS = ("drop", "double", "rename", "retype", "strip", "empty", "insert", "swap", "wrap")
STEP = st.tuples(st.sampled_from(WORDS), st.integers(0, 10 ** 6), st.integers(0, 10 ** 6), st.sampled_from(TEXTS),
                 st.sampled_from(TAGS))
STEPS = st.lists(STEP, min_size=1, max_size=12)


def odd(root, steps):
    """Changes the tree; what is below LiveSet only."""
    for step in steps:
        change(root.need("LiveSet"), *step)
    return root


def change(song, word, number, other, text, tag):
    """One change, at a place that the numbers choose; places high in the tree are as likely as deep ones."""
    parents = [element for element in song.every() if element.children]
    shallow = [element for element in parents if len(element.children) < 40][:200]
    parent = (parents if number % 2 else shallow)[number // 2 % len(parents if number % 2 else shallow)]
    index = other % len(parent.children)
    child = parent.children[index]
    if word == "drop":
        del parent.children[index]
    elif word == "double":
        parent.children.insert(other // 7 % (len(parent.children) + 1), child.copy())
    elif word == "rename":
        child.tag = tag
    elif word == "retype":
        child.attributes = dict.fromkeys(child.attributes, text) or {"Value": text}
    elif word == "strip":
        child.attributes = {}
    elif word == "empty":
        child.children = []
    elif word == "insert":
        parent.children.insert(index, Element(tag, {"Value": text, "Id": text}))
    elif word == "swap":
        others = parents[other % len(parents)].children
        at = other // 3 % len(others)
        parent.children[index], others[at] = others[at].copy(), child.copy()
    else:
        parent.children[index] = Element(tag, {"Id": "1"}, [child])
