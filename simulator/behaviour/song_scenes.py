"""Song and Scene: creating, deleting, duplicating and firing scenes."""
from __future__ import annotations

from typing import Any, List, Optional

from ..classes import behaviour
from .colour import Coloured
from .lom_object import LomObjectBehaviour
from .signature import check_numerator, nearest_denominator
from .song import FASTEST, SLOWEST

NOT_THE_LAST_SCENE = "The last scene can not be deleted"
DISABLED = -1
OVERRIDES = ("tempo", "tempo_enabled", "time_signature_numerator", "time_signature_denominator",
             "time_signature_enabled")


@behaviour("Song")
class SongScenes(LomObjectBehaviour):
    """The row of scenes."""

    def call_create_scene(self, index: int) -> Any:
        """-1: at the end. Takes over the tempo and signature of the scene above, and is selected."""
        scenes = list(self.values["scenes"])
        position = self.insert_position(index, scenes, None)
        return self.insert_scene(position, scenes[position - 1] if position else None)

    def insert_scene(self, position: int, above: Any) -> Any:
        """Makes a scene with an empty slot on each track."""
        scene = self.make("Scene", canonical_parent=self)
        if above is not None:
            for name in OVERRIDES:
                scene.values[name] = above.values[name]
        scenes = list(self.values["scenes"])
        scenes.insert(position, scene)
        for track in self.values["tracks"]:
            slots = list(track.values["clip_slots"])
            slots.insert(position, self.make("ClipSlot", canonical_parent=track))
            track.store("clip_slots", slots)
        self.store("scenes", scenes)
        self.launcher.refresh_indices()
        self.values["view"].select_scene(scene)
        return scene

    def call_delete_scene(self, index: int) -> None:
        """Its slots and clips go too; one scene stays."""
        gone = self.item("scenes", index)
        if len(self.values["scenes"]) == 1:
            raise RuntimeError(NOT_THE_LAST_SCENE)
        slots = gone.get_clip_slots()
        for track, slot in zip(self.values["tracks"], slots):
            track.store("clip_slots", [each for each in track.values["clip_slots"] if each is not slot])
        kept = [scene for scene in self.values["scenes"] if scene is not gone]
        self.store("scenes", kept)
        for each in slots + [gone]:
            each.kill()
        self.forget_dead()
        self.launcher.refresh_indices()
        view = self.values["view"]
        if not view.values["selected_scene"].alive:
            view.select_scene(kept[min(index, len(kept) - 1)])

    def call_duplicate_scene(self, index: int) -> None:
        """The copy comes right below, with all clips."""
        original = self.item("scenes", index)
        copy = self.insert_scene(index + 1, original)
        for name in ("name", "color_index", "follow_action"):
            copy.store(name, original.values[name])
        for slot, other in zip(copy.get_clip_slots(), original.get_clip_slots()):
            if other.values["clip"] is not None:
                slot.put(other.values["clip"].copy_into(slot))

    def call_capture_and_insert_scene(self, mode: int) -> None:
        """A new scene below the selected one, with copies of what plays: they go on in its place, where it was."""
        scenes = self.values["scenes"]
        position = scenes.index(self.values["view"].values["selected_scene"]) + 1
        scene = self.insert_scene(position, None)
        selected = self.values["view"].values["selected_track"]
        for track, playing in list(self.launcher.playing.items()):
            if mode == 0 or track is not selected:
                slot = track.values["clip_slots"][position]
                slot.put(playing.clip.copy_into(slot))
                self.launcher.take_over(track, slot)
        self.launcher.follower.begin_scene(scene)


@behaviour("Scene")
class SceneBehaviour(Coloured):
    """One row of the session."""

    def initialise(self) -> None:
        """Without colour, tempo and signature of its own."""
        super().initialise()
        self.values.update(name="", color_index=None, tempo=120.0, tempo_enabled=False, time_signature_numerator=4,
                           time_signature_denominator=4, time_signature_enabled=False, is_triggered=False,
                           follow_action=None)

    def index(self) -> Any:
        """Place among the scenes."""
        return self.song.values["scenes"].index(self)

    def revived(self) -> None:
        """A scene that undo brought back waits for nothing."""
        super().revived()
        self.values["is_triggered"] = False

    def get_clip_slots(self) -> List[Any]:
        """The slot of each track in this row."""
        index = self.index()
        return [track.values["clip_slots"][index] for track in self.song.values["tracks"]]

    def get_is_empty(self) -> bool:
        """Whether no slot has a clip."""
        return not any(slot.values["clip"] is not None for slot in self.get_clip_slots())

    def set_color_index(self, value: Optional[int]) -> None:
        """None takes the colour away."""
        if value is None:
            self.store_colour(None)
        else:
            super().set_color_index(value)

    def get_tempo(self) -> float:
        """-1 without a tempo of its own."""
        return self.values["tempo"] if self.values["tempo_enabled"] else float(DISABLED)

    def set_tempo(self, value: float) -> None:
        """Gives the scene a tempo of its own."""
        if not SLOWEST <= value <= FASTEST:
            raise RuntimeError("Tempo out of range")
        self.store("tempo", value)
        self.store("tempo_enabled", True)

    def set_tempo_enabled(self, value: bool) -> None:
        """The tempo reads -1 while off."""
        if self.store("tempo_enabled", value):
            self.notify("tempo")

    def signature(self, name: str) -> Any:
        """-1 without a signature of its own."""
        return self.values[name] if self.values["time_signature_enabled"] else DISABLED

    def get_time_signature_numerator(self) -> int:
        """-1 without a signature of its own."""
        return self.signature("time_signature_numerator")

    def get_time_signature_denominator(self) -> int:
        """-1 without a signature of its own."""
        return self.signature("time_signature_denominator")

    def set_time_signature_numerator(self, value: int) -> None:
        """1..99; gives the scene a signature of its own."""
        self.store("time_signature_numerator", check_numerator(value, "time_signature_numerator"))
        self.set_time_signature_enabled(True)

    def set_time_signature_denominator(self, value: int) -> None:
        """1, 2, 4, 8, 16; gives the scene a signature of its own."""
        self.store("time_signature_denominator", nearest_denominator(value, "time_signature_denominator"))
        self.set_time_signature_enabled(True)

    def set_time_signature_enabled(self, value: bool) -> None:
        """The signature reads -1 while off."""
        if self.store("time_signature_enabled", value):
            self.notify("time_signature_numerator")
            self.notify("time_signature_denominator")

    def apply_tempo(self) -> None:
        """The scene's tempo and signature become the Set's; launching is nothing that undo takes back."""
        with self.song.history.unrecorded():
            if self.values["tempo_enabled"]:
                self.song.take_tempo(self.values["tempo"])
                self.song.automation.override(self.song.tempo_automation.parameter)
            if self.values["time_signature_enabled"]:
                self.song.signatures.override()
                self.song.signatures.show(self.values["time_signature_numerator"],
                                          self.values["time_signature_denominator"])

    def call_fire(self, force_legato: bool, can_select_scene_on_launch: bool) -> None:
        """Launches the row; it is selected when Live is set to."""
        self.song.launcher.fire_scene(self, force_legato)
        if can_select_scene_on_launch and self.song.values["select_on_launch"]:
            self.song.values["view"].select_scene(self)

    def call_fire_as_selected(self, force_legato: bool) -> None:
        """Launches the selected scene and selects the next."""
        view = self.song.values["view"]
        selected = view.values["selected_scene"]
        self.song.launcher.fire_scene(selected, force_legato)
        scenes = self.song.values["scenes"]
        view.select_scene(scenes[min(selected.index() + 1, len(scenes) - 1)])

    def call_set_fire_button_state(self, state: bool) -> None:
        """Holds or releases the scene's button: gated clips of the row play as long as it is held."""
        buttons = self.song.launcher.buttons
        for slot in self.get_clip_slots():
            if state and slot.values["clip"] is not None:
                buttons.held.add(slot.values["clip"])
            elif not state:
                buttons.release(slot)
        if state:
            self.call_fire(False, True)
