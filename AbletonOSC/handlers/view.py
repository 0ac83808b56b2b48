"""What is selected and shown. LOM classes Song.View and Application.View.

A return or the main track is answered, and taken, by its name: "return_0", "master".
"""

from ..errors import NoSuchObject
from ..lom.path import Step, follow, index_of, name_track, read_id
from ..lom.coerce import ValueType
from ..lom.spec import Handler, arg, call, command, ro, rw

TRACKS = Step("tracks", "track_id")


class TrackName(ValueType):
    """A track as an argument: its index, "master", "return_0" or "return_A"."""

    name, tag, expected = "track", "i", "a track"

    def read(self, value, argument):
        return read_id(value, argument, TRACKS)


class ViewHandler(Handler):
    """The selection in Live's window."""

    address = "view"
    lives_in = "view"

    properties = (
        rw("draw_mode", bool, "Draw mode is on."),
        rw("follow_song", bool, "The arrangement scrolls with the playing position."),
        rw("selected_scene", int, "Index of the selected scene.", 0, get="read_scene", set="write_scene"),
        rw("selected_track", TrackName(), "Selected track: an index, \"return_0\" or \"master\".", get="read_track",
           set="write_track"),
        ro("detail_clip", int, "Track and clip slot of the clip in the detail view.", get="read_detail_clip"),
    )

    def scene_at(self, index):
        return follow(self.song, (Step("scenes", "scene_id"),), {"scene_id": index})

    def track_at(self, track_id):
        return follow(self.song, (TRACKS,), {"track_id": track_id})

    def read_scene(self, view):
        return index_of(self.song.scenes, view.selected_scene)

    def write_scene(self, view, index):
        view.selected_scene = self.scene_at(index)

    def read_track(self, view):
        return name_track(self.song, view.selected_track)

    def write_track(self, view, track_id):
        view.selected_track = self.track_at(track_id)

    def read_detail_clip(self, view):
        return self.place_of_clip(view.detail_clip)

    def place_of_clip(self, clip):
        """(track, clip slot) of a Session clip, (track, None) of one in the arrangement, (None, None) of none."""
        if clip is None:
            return None, None
        place = clip.canonical_parent
        if clip.is_arrangement_clip:
            return name_track(self.song, place), None
        track = place.canonical_parent
        return name_track(self.song, track), index_of(track.clip_slots, place)

    @command("get/selected_clip", "Track and scene of the selected clip slot.", replies=("track_id", "scene_id"))
    def read_selected_clip(self, view):
        return self.read_track(view), self.read_scene(view)

    @command("set/selected_clip", "Select a clip slot.", arg("track_id", TrackName()), arg("scene_id", int, "", 0))
    def write_selected_clip(self, view, track_id, scene_id):
        track, scene = self.track_at(track_id), self.scene_at(scene_id)
        view.selected_track = track
        view.selected_scene = scene

    @command("get/selected_device", "Track and device that are selected; nil for none.", replies=("track_id", "device_id"))
    def read_selected_device(self, view):
        track = view.selected_track
        device = track.view.selected_device
        return name_track(self.song, track), None if device is None else index_of(track.devices, device)

    @command("set/selected_device", "Select a device.", arg("track_id", TrackName()), arg("device_id", int, "", 0),
             replies=("track_id", "device_id"))
    def write_selected_device(self, view, track_id, device_id):
        device = follow(self.track_at(track_id), (Step("devices", "device_id"),), {"device_id": device_id})
        view.select_device(device)
        return track_id, device_id

    @command("set/detail_clip", "Show a clip in the detail view.", arg("track_id", TrackName()), arg("clip_id", int, "", 0))
    def write_detail_clip(self, view, track_id, clip_id):
        slot = follow(self.track_at(track_id), (Step("clip_slots", "clip_id"),), {"clip_id": clip_id})
        if slot.clip is None:
            raise NoSuchObject(f"track_id {track_id}, clip_id {clip_id}: there is no clip")
        view.detail_clip = slot.clip


VIEW_NAME = arg("view_name", str, "Session, Arranger, Browser, Detail, Detail/Clip, Detail/DeviceChain")


class WindowHandler(Handler):
    """The parts of Live's window."""

    address = "view"
    root = "application"
    lives_in = "view"

    properties = (
        ro("browse_mode", bool, "Hot-swap is on."),
        ro("focused_document_view", str, "Session or Arranger, whichever is shown."),
    )

    methods = (
        call("show_view", "Show a part of the window.", VIEW_NAME),
        call("focus_view", "Show and focus a part of the window.", VIEW_NAME),
        call("hide_view", "Hide a part of the window.", VIEW_NAME),
        call("toggle_browse", "Start or stop hot-swapping."),
    )

    @command("get/is_view_visible", "Whether a part of the window is shown.", VIEW_NAME, replies=("view_name", "is_visible"))
    def read_is_view_visible(self, view, view_name):
        return view_name, bool(view.is_view_visible(view_name))

    @command("get/available_main_views", "Names of the parts of the window.", replies=("view_name, ...",))
    def read_available_main_views(self, view):
        return [str(name) for name in view.available_main_views()]


HANDLERS = (ViewHandler, WindowHandler)
