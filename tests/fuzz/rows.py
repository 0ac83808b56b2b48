"""Rows that can be listened to, read from Live without the script: what a subscriber must know of them."""

from typing import NamedTuple


class Row(NamedTuple):
    """One row: its address without verb, its ids (a send and a parameter are among them), and how Live is read.

    `read(song, *ids)` gives the values, or raises LookupError where nothing is. `lengths(song)` of the ids before gives
    how many there are: one function per id.
    """

    name: str
    lengths: tuple
    read: object
    words: tuple = ()

    @property
    def ids(self):
        return len(self.lengths)

    @property
    def may_be_empty(self):
        """Whether its places are there before anything is in them."""
        return self.name.startswith("clip/")

    def address(self, verb):
        thing, name = self.name.split("/", 1)
        return f"/live/{thing}/{verb}/{name}"


def track_of(song, which):
    if which == "master":
        return song.master_track
    if which == "selected":
        return song.view.selected_track
    if isinstance(which, str):
        return song.return_tracks[int(which[len("return_") :])]
    return song.tracks[which]


def clip_of(song, track, slot):
    clip = track_of(song, track).clip_slots[slot].clip
    if clip is None:
        raise LookupError("empty")
    return clip


def name_of_track(song, wanted):
    for index, track in enumerate(song.tracks):
        if track == wanted:
            return index
    for index, track in enumerate(song.return_tracks):
        if track == wanted:
            return f"return_{index}"
    return "master"


def index_of_scene(song, wanted):
    return next(index for index, scene in enumerate(song.scenes) if scene == wanted)


TRACKS = (lambda song: len(song.tracks),)
SLOTS = TRACKS + (lambda song, track: len(track_of(song, track).clip_slots),)
SCENES = (lambda song: len(song.scenes),)
DEVICES = TRACKS + (lambda song, track: len(track_of(song, track).devices),)
SENDS = TRACKS + (lambda song, track: len(track_of(song, track).mixer_device.sends),)
PARAMETERS = DEVICES + (lambda song, track, device: len(track_of(song, track).devices[device].parameters),)
WORDS = ("master", "selected", "return_0", "return_1", "return_2")

ROWS = (
    Row("song/tempo", (), lambda song: (song.tempo,)),
    Row("song/num_tracks", (), lambda song: (len(song.tracks),)),
    Row("song/num_return_tracks", (), lambda song: (len(song.return_tracks),)),
    Row("song/scenes/name", (), lambda song: tuple(scene.name for scene in song.scenes)),
    Row("song/can_redo", (), lambda song: (song.can_redo,)),
    Row("view/selected_track", (), lambda song: (name_of_track(song, song.view.selected_track),)),
    Row("view/selected_scene", (), lambda song: (index_of_scene(song, song.view.selected_scene),)),
    Row("track/name", TRACKS, lambda song, track: (track_of(song, track).name,), WORDS),
    Row("track/mute", TRACKS, lambda song, track: (track_of(song, track).mute,)),
    Row("track/volume", TRACKS, lambda song, track: (track_of(song, track).mixer_device.volume.value,), WORDS),
    Row("track/send", SENDS, lambda song, track, send: (track_of(song, track).mixer_device.sends[send].value,)),
    Row("track/is_visible", TRACKS, lambda song, track: (track_of(song, track).is_visible,)),
    Row("track/num_devices", TRACKS, lambda song, track: (len(track_of(song, track).devices),), WORDS[:2]),
    Row("clip_slot/has_clip", SLOTS, lambda song, track, slot: (track_of(song, track).clip_slots[slot].has_clip,)),
    Row("clip/name", SLOTS, lambda song, *ids: (clip_of(song, *ids).name,)),
    Row("clip/length", SLOTS, lambda song, *ids: (clip_of(song, *ids).length,)),
    Row("clip/color", SLOTS, lambda song, *ids: (clip_of(song, *ids).color,)),
    Row("scene/name", SCENES, lambda song, scene: (song.scenes[scene].name,)),
    Row("scene/is_empty", SCENES, lambda song, scene: (song.scenes[scene].is_empty,)),
    Row("device/name", DEVICES, lambda song, track, device: (track_of(song, track).devices[device].name,)),
    Row("device/parameter/value", PARAMETERS,
        lambda song, track, device, which: (track_of(song, track).devices[device].parameters[which].value,)),
)
BY_ADDRESS = {row.address("get"): row for row in ROWS}
