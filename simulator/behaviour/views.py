"""Song.View: what is selected and shown."""
from __future__ import annotations

from typing import Any

from ..classes import behaviour
from .lom_object import LomObjectBehaviour


@behaviour("Song.View")
class SongViewBehaviour(LomObjectBehaviour):
    """The selection of the Set."""

    def initialise(self) -> None:
        """Nothing is selected until the Set is filled."""
        super().initialise()
        self.values.update(selected_track=None, selected_scene=None, detail_clip=None, selected_chain=None,
                           selected_parameter=None, follow_song=True, draw_mode=False)

    def set_selected_track(self, track: Any) -> None:
        """Any track, also a return or the main track."""
        self.select_track(track)

    def select_track(self, track: Any) -> None:
        """Selects a track; its slot in the selected scene is highlighted then."""
        before = self.values["selected_track"]
        if self.store("selected_track", track):
            for each in (before, track):
                if each is not None and each.alive:
                    each.notify("is_part_of_selection")
            self.show_clip_of_slot()

    def set_selected_scene(self, scene: Any) -> None:
        """Any scene."""
        self.select_scene(scene)

    def select_scene(self, scene: Any) -> None:
        """Selects a scene."""
        if self.store("selected_scene", scene):
            self.show_clip_of_slot()

    def get_highlighted_clip_slot(self) -> Any:
        """Where the selected track and scene meet; None on returns and the main track."""
        track, scene = self.values["selected_track"], self.values["selected_scene"]
        if track is None or scene is None or not track.values["clip_slots"]:
            return None
        return track.values["clip_slots"][scene.index()]

    def set_highlighted_clip_slot(self, slot: Any) -> None:
        """Selects the slot's track and scene."""
        if slot is not None:
            self.select_track(slot.track())
            self.select_scene(self.song.values["scenes"][slot.index()])

    def show_clip_of_slot(self) -> None:
        """The clip of the highlighted slot comes into the detail view."""
        slot = self.get_highlighted_clip_slot()
        if slot is not None and slot.values["clip"] is not None:
            self.store("detail_clip", slot.values["clip"])

    def set_detail_clip(self, clip: Any) -> None:
        """Any clip of the Set, or None."""
        self.store("detail_clip", clip)

    def call_select_device(self, device: Any, should_appoint: bool) -> None:
        """Selects the device's track and the device on it."""
        self.select_track(device.track())
        device.track().values["view"].store("selected_device", device)
        if should_appoint:
            self.song.store("appointed_device", device)

    def forget_dead(self, neighbour: Any) -> None:
        """Lets go of what died; the neighbour is selected in the place of a track that was."""
        track, scene = self.values["selected_track"], self.values["selected_scene"]
        if track is not None and not track.alive:
            self.select_track(neighbour or self.song.values["tracks"][0])
        if scene is not None and not scene.alive:
            self.select_scene(self.song.values["scenes"][0])
        for name in ("detail_clip", "selected_chain", "selected_parameter"):
            if self.values[name] is not None and not self.values[name].alive:
                self.store(name, None)
