"""ClipSlot: the places of the session grid."""
from __future__ import annotations

from typing import Any, List, Optional

from ..classes import behaviour
from .audio_file import read_audio_file
from .beat_time import NO_RECORD_LENGTH, bounded, finite
from .clip import SHORTEST_RECORDING
from .launches import ARRANGEMENT, NOTHING_FIRED
from .lom_object import LomObjectBehaviour
from .meters import INPUT, OUTPUT
from .recorded_audio import new_recording

# Texts of refusals that nobody wrote down are ours; Live's own stand in live-api.json.
NOT_ON_AUDIO = "MIDI clips can only be created on MIDI tracks"
NOT_ON_MIDI = "Audio clips can only be created on audio tracks"
NOT_EMPTY = "The slot already contains a clip"
EMPTY = "The slot does not contain a clip"
NO_LENGTH = "The length must be greater than zero"
INCOMPATIBLE = "Incompatible track types for clip duplication"
NO_LEGATO = "Can only pass force_legato to non-empty slots."


@behaviour("ClipSlot")
class ClipSlotBehaviour(LomObjectBehaviour):
    """One slot of one track."""

    def initialise(self) -> None:
        """Empty, with a stop button."""
        super().initialise()
        self.values.update(clip=None, has_stop_button=True, is_triggered=False, playing_status=0,
                           controls_other_clips=False)

    def track(self) -> Any:
        """The slot's track."""
        return self.values["canonical_parent"]

    def index(self) -> Any:
        """The slot's row."""
        return self.track().values["clip_slots"].index(self)

    # What is in it

    def put(self, clip: Any) -> None:
        """Puts a clip into the slot, in the place of what was there (None empties it)."""
        before = self.values["clip"]
        self.store("clip", clip)
        if before is not None:
            before.kill()
        if clip is not before:
            # Also where one clip takes the place of another: scripts put their listeners on the new one then.
            self.notify("has_clip")
        self.song.forget_dead()
        self.refresh_group()

    def restored(self, name: str) -> None:
        """Undo puts clips back."""
        super().restored(name)
        if name == "clip":
            self.notify("has_clip")
            self.refresh_group()

    def revived(self) -> None:
        """A slot that undo brought back waits for nothing."""
        super().revived()
        self.values.update(is_triggered=False, playing_status=0)

    def refresh_group(self) -> None:
        """The group around the track shows what its slots hold."""
        for group in self.track().ancestors():
            group.refresh_group_slots()

    def get_has_clip(self) -> bool:
        """Whether there is a clip."""
        return self.values["clip"] is not None

    def get_is_group_slot(self) -> bool:
        """Whether this is a slot of a group track."""
        return self.track().kind == "group"

    def children(self) -> List[Any]:
        """For a slot of a group track: the slots of the row inside the group."""
        if not self.get_is_group_slot():
            return []
        index = self.index()
        return [track.values["clip_slots"][index] for track in self.song.values["tracks"]
                if self.track() in track.ancestors()]

    def inner_clips(self) -> List[Any]:
        """The clips inside the group on this row."""
        return [slot.values["clip"] for slot in self.children() if slot.values["clip"] is not None]

    def get_color(self) -> Optional[int]:
        """Group slots only: the first clip's."""
        clips = self.inner_clips()
        return clips[0].get_color() if clips else None

    def get_color_index(self) -> Optional[int]:
        """Group slots only: the first clip's."""
        clips = self.inner_clips()
        return clips[0].values["color_index"] if clips else None

    def refresh_group_slot(self) -> None:
        """Group slots: what plays inside."""
        clips = self.inner_clips()
        playing = [clip for clip in clips if self.song.launcher.is_playing(clip)]
        recording = any(clip.values["is_recording"] for clip in playing)
        self.store("controls_other_clips", bool(clips))
        self.store("playing_status", 2 if recording else 1 if playing else 0)

    def get_is_playing(self) -> bool:
        """Whether the clip in it plays."""
        return any(self.song.launcher.is_playing(clip) for clip in self.own_clips())

    def get_is_recording(self) -> bool:
        """Whether the clip in it is being recorded."""
        return any(clip.values["is_recording"] for clip in self.own_clips())

    def own_clips(self) -> Any:
        """The clip in the slot, or those inside the group."""
        return [self.values["clip"]] if self.values["clip"] is not None else self.inner_clips()

    # Making and removing clips

    def check_free(self) -> None:
        """Raises when there is a clip."""
        if self.values["clip"] is not None:
            raise RuntimeError(NOT_EMPTY)

    def call_create_clip(self, length: float) -> Any:
        """An empty MIDI clip of so many beats."""
        if self.track().kind != "midi":
            raise RuntimeError(NOT_ON_AUDIO)
        self.check_free()
        if not bounded("length", length) > 0:
            raise RuntimeError(NO_LENGTH)
        clip = self.make("Clip", canonical_parent=self, kind="midi", beats=length)
        self.put(clip)
        return clip

    def call_create_audio_clip(self, file_path: str) -> Any:
        """A clip that plays an audio file from end to end."""
        if self.track().kind != "audio":
            raise RuntimeError(NOT_ON_MIDI)
        self.check_free()
        clip = self.make("Clip", canonical_parent=self, kind="audio", audio=read_audio_file(file_path))
        self.put(clip)
        return clip

    def record_clip(self) -> Any:
        """A clip that is being recorded from now on: an undo step of its own."""
        history = self.song.history
        history.close()
        track = self.track()
        audio = new_recording(track, SHORTEST_RECORDING) if track.kind == "audio" else None
        clip = self.make("Clip", canonical_parent=self, kind=track.kind, beats=SHORTEST_RECORDING, audio=audio)
        clip.values["is_recording"] = True
        self.put(clip)
        history.close()
        return clip

    def call_delete_clip(self) -> None:
        """Raises on an empty slot."""
        if self.values["clip"] is None:
            raise RuntimeError(EMPTY)
        self.put(None)

    def call_duplicate_clip_to(self, target: Any) -> None:
        """Copies the clip, over what is in the target."""
        if self.values["clip"] is None:
            raise RuntimeError(EMPTY)
        if target.track().kind != self.track().kind:
            raise RuntimeError(INCOMPATIBLE)
        if target is not self:
            target.put(self.values["clip"].copy_into(target))

    # Launching

    def call_fire(self, record_length: float, launch_quantization: int, force_legato: bool) -> None:
        """Presses the slot's button; in a group, the buttons of the row inside it."""
        if force_legato and not self.own_clips():
            raise RuntimeError(NO_LEGATO)
        launcher = self.song.launcher
        if record_length != NO_RECORD_LENGTH:
            bounded("record_length", record_length)
        if self.get_is_group_slot():
            for slot in self.children():
                if slot.track().kind != "group":
                    launcher.fire_slot(slot, record_length, launch_quantization, force_legato)
        else:
            launcher.fire_slot(self, record_length, launch_quantization, force_legato)

    def call_set_fire_button_state(self, state: bool) -> None:
        """Holds or releases the slot's button; in a group, the buttons of the row inside it."""
        buttons = self.song.launcher.buttons
        for slot in self.children() or [self]:
            if not slot.get_is_group_slot() or slot is self:
                (buttons.press if state else buttons.release)(slot)

    def call_stop(self) -> None:
        """Stops the whole track; in a group, the tracks inside it."""
        for slot in self.children() or [self]:
            self.song.launcher.stop_track(slot.track())


@behaviour("Track")
class TrackClips(LomObjectBehaviour):
    """What a track does with its clips."""

    def revived(self) -> None:
        """A track that undo brought back plays nothing of what it played when it went, and sounds no more."""
        super().revived()
        self.covered = None
        self.values.update(dict.fromkeys(OUTPUT + INPUT, 0.0), arrangement_takes=[], playing_slot_index=ARRANGEMENT,
                           fired_slot_index=NOTHING_FIRED, back_to_arranger=False)

    def refresh_group_slots(self) -> None:
        """The slots of a group show what plays inside."""
        for slot in self.values["clip_slots"]:
            slot.refresh_group_slot()

    def call_stop_all_clips(self, quantized: bool) -> None:
        """Presses the track's stop button; of a group, of every track inside it."""
        inside = [track for track in self.song.values["tracks"] if self in track.ancestors()]
        for track in inside or [self]:
            self.song.launcher.stop_track(track, quantized)

    def call_jump_in_running_session_clip(self, beats: float) -> None:
        """Moves the position of the clip that plays."""
        playing = self.song.launcher.playing.get(self)
        if playing is not None:
            self.song.launcher.move(playing.clip, finite("beats", beats))

    def call_duplicate_clip_slot(self, index: int) -> int:
        """Copies the clip to the slot below, over what is there; returns that slot's index."""
        slot = self.item("clip_slots", index)
        if slot.values["clip"] is None:
            raise RuntimeError(EMPTY)
        if index + 1 == len(self.values["clip_slots"]):
            self.song.insert_scene(index + 1, self.song.values["scenes"][index])
        target = self.values["clip_slots"][index + 1]
        target.put(slot.values["clip"].copy_into(target))
        return index + 1

    def set_back_to_arranger(self, value: bool) -> None:
        """Only False does anything: on the next tick the arrangement is heard again on this track."""
        if not value:
            self.simulator.defer(lambda: self.alive and self.song.launcher.return_to_arrangement(self))
