"""What is selected and shown. LOM classes Song.View and Application.View.

A return or the main track is answered, and taken, by its name: "return_0", "master".
"""

from ..errors import NoSuchObject
from ..lom.canonical import find_object, path_of
from ..lom.path import Step, follow, index_of, name_device, name_track, read_path, track_of
from ..lom.spec import Handler, arg, call, command, ro, rw
from .ids import DEVICE_ID, DEVICES, TRACK_ID, TRACKS, TrackId

CHAINS = (TRACKS, DEVICES) + read_path("chains[chain_id]")


class ViewHandler(Handler):
    """The selection in Live's window."""

    address = "view"
    lives_in = "view"

    properties = (
        rw("draw_mode", bool, "Draw mode is on."),
        rw("follow_song", bool, "The arrangement scrolls with the playing position."),
        rw("selected_scene", int, "Index of the selected scene.", 0,
           get="read_scene", names_place=True, set="write_scene"),
        rw("selected_track", TrackId(), "Selected track: an index, \"return_0\" or \"master\".",
           get="read_track", names_place=True, set="write_track"),
        ro("detail_clip", int, "Track and clip slot of the clip in the detail view.",
           get="read_detail_clip", names_place=True),
        ro("selected_chain", int, "Track, device and chain that are selected; nil for none.",
           get="read_selected_chain", names_place=True),
        ro("selected_parameter", str, "Canonical path and name of the selected parameter.",
           get="read_selected_parameter", names_place=True),
        rw("mod_mapping_device", str, "Canonical path of the device that is modulation-mapped.",
           get="read_mod_device", names_place=True, set="write_mod_device"),
        ro("mod_mapping_parameter", str, "Canonical path and name of the parameter to be modulated.",
           get="read_mod_parameter", names_place=True),
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

    def read_selected_chain(self, view):
        chain = view.selected_chain
        if chain is None:
            return None, None, None
        rack = chain.canonical_parent
        return name_track(self.song, track_of(rack)), name_device(rack), index_of(rack.chains, chain)

    def read_selected_parameter(self, view):
        return self.place_of_parameter(view.selected_parameter)

    def read_mod_parameter(self, view):
        return self.place_of_parameter(view.mod_mapping_parameter)

    def place_of_parameter(self, parameter):
        """(canonical path, name) of a parameter of a device or a mixer; two nils for none."""
        if parameter is None:
            return None, None
        return path_of(parameter, self.song, self.application), str(parameter.name)

    def read_mod_device(self, view):
        device = view.mod_mapping_device
        return None if device is None else path_of(device, self.song, self.application)

    def write_mod_device(self, view, path):
        view.mod_mapping_device = find_object(path, self.song, self.application) if path else None

    @command("set/selected_chain", "Select a chain of a rack.", TRACK_ID, DEVICE_ID,
             arg("chain_id", int, "which chain", 0))
    def write_selected_chain(self, view, track_id, device_id, chain_id):
        view.selected_chain = follow(self.song, CHAINS, {"track_id": track_id, "device_id": device_id,
                                                         "chain_id": chain_id})

    @command("get/highlighted_clip_slot", "Track and clip slot that are highlighted; nil for none.",
             replies=("track_id", "clip_id"))
    def read_highlighted(self, view):
        slot = view.highlighted_clip_slot
        if slot is None:
            return None, None
        track = slot.canonical_parent
        return name_track(self.song, track), index_of(track.clip_slots, slot)

    @command("set/highlighted_clip_slot", "Highlight a clip slot.", TRACK_ID,
             arg("clip_id", int, "which slot", 0))
    def write_highlighted(self, view, track_id, clip_id):
        view.highlighted_clip_slot = follow(self.track_at(track_id), (Step("clip_slots", "clip_id"),),
                                            {"clip_id": clip_id})

    @command("get/selected_clip", "Track and scene of the selected clip slot.", replies=("track_id", "scene_id"))
    def read_selected_clip(self, view):
        return self.read_track(view), self.read_scene(view)

    @command("set/selected_clip", "Select a clip slot.", TRACK_ID, arg("scene_id", int, "", 0))
    def write_selected_clip(self, view, track_id, scene_id):
        track, scene = self.track_at(track_id), self.scene_at(scene_id)
        view.selected_track = track
        view.selected_scene = scene

    @command("get/selected_device", "Track and device that are selected; nil for none.",
             replies=("track_id", "device_id"))
    def read_selected_device(self, view):
        track = view.selected_track
        device = track.view.selected_device
        return name_track(self.song, track), None if device is None else name_device(device)

    @command("set/selected_device", "Select a device.", TRACK_ID, DEVICE_ID,
             replies=("track_id", "device_id"), uses=("select_device",))
    def write_selected_device(self, view, track_id, device_id):
        device = follow(self.track_at(track_id), (DEVICES,), {"device_id": device_id})
        view.select_device(device)
        return track_id, device_id

    @command("set/detail_clip", "Show a clip in the detail view.", TRACK_ID,
             arg("clip_id", int, "", 0))
    def write_detail_clip(self, view, track_id, clip_id):
        slot = follow(self.track_at(track_id), (Step("clip_slots", "clip_id"),), {"clip_id": clip_id})
        if slot.clip is None:
            raise NoSuchObject(f"track_id {track_id}, clip_id {clip_id}: there is no clip")
        view.detail_clip = slot.clip


VIEW_NAME = arg("view_name", str, "Session, Arranger, Browser, Detail, Detail/Clip, Detail/DeviceChain")


DIRECTION = arg("direction", int, "0 up, 1 down, 2 left, 3 right", 0, 3)
MODIFIER = arg("modifier_pressed", bool, "as with the modifier key", default=False)


class WindowHandler(Handler):
    """The parts of Live's window."""

    address = "view"
    root = "application"
    lives_in = "view"

    properties = (
        ro("browse_mode", bool, "Hot-swap is on."),
        ro("focused_document_view", str, "Session or Arranger, whichever is shown."),
        ro("is_view_visible", bool, "Whether a part of the window is shown.", args=(VIEW_NAME,),
           get="read_is_view_visible"),
    )

    methods = (
        call("show_view", "Show a part of the window.", VIEW_NAME),
        call("focus_view", "Show and focus a part of the window.", VIEW_NAME),
        call("hide_view", "Hide a part of the window.", VIEW_NAME),
        call("toggle_browse", "Start or stop hot-swapping."),
        call("scroll_view", "Scroll a part of the window, as the arrow keys do.", DIRECTION, VIEW_NAME, MODIFIER),
        call("zoom_view", "Zoom a part of the window, as the arrow keys do.", DIRECTION, VIEW_NAME, MODIFIER),
    )

    def read_is_view_visible(self, view, view_name):
        return bool(view.is_view_visible(view_name))

    @command("show_session", "Show Session View.", replies=("view_name",), uses=("show_view",))
    def show_session(self, view):
        return self.show(view, "Session")

    @command("show_arranger", "Show Arrangement View.", replies=("view_name",), uses=("show_view",))
    def show_arranger(self, view):
        return self.show(view, "Arranger")

    def show(self, view, name):
        """For clients that wait until it is shown."""
        view.show_view(name)
        return (name,)

    @command("get/available_main_views", "Names of the parts of the window.", replies=("view_name, ...",),
             uses=("available_main_views",))
    def read_available_main_views(self, view):
        return [str(name) for name in view.available_main_views()]


HANDLERS = (ViewHandler, WindowHandler)
