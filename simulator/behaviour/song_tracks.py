"""Song: creating, deleting and duplicating tracks and return tracks, and what follows from it."""
from __future__ import annotations

from typing import Any, Dict, List, Optional

from ..classes import behaviour
from .lom_object import LomObjectBehaviour

MOST_RETURNS = 12
LAST = -1
NOT_THE_LAST_TRACK = "The last track can not be deleted"
TOO_MANY_RETURNS = "Maximum number of return tracks reached"


@behaviour("Song")
class SongTracks(LomObjectBehaviour):
    """The rows of tracks."""

    def get_visible_tracks(self) -> List[Any]:
        """Tracks that are not inside a folded group."""
        return [track for track in self.values["tracks"] if track.get_is_visible()]

    def insert_position(self, index: Optional[int], rows: Any, selected: Any) -> Any:
        """Where a new object goes: None is behind the selected one, -1 is the end; IndexError beyond it."""
        if index is None:
            return rows.index(selected) + 1 if selected in rows else len(rows)
        if index == LAST:
            return len(rows)
        if not 0 <= index <= len(rows):
            raise IndexError("Index out of range")
        return index

    def call_create_midi_track(self, index: Optional[int]) -> Any:
        """None: behind the selected track; -1: at the end."""
        return self.create_track("midi", index)

    def call_create_audio_track(self, index: Optional[int]) -> Any:
        """None: behind the selected track; -1: at the end."""
        return self.create_track("audio", index)

    def create_track(self, kind: str, index: Optional[int]) -> Any:
        """Makes a track with empty slots, inside the group that it lands in, and selects it."""
        tracks = list(self.values["tracks"])
        view = self.values["view"]
        position = self.insert_position(index, tracks, view.values["selected_track"])
        track = self.make_track(kind)
        if position < len(tracks):
            track.values["group_track"] = tracks[position].values["group_track"]
        tracks.insert(position, track)
        self.change_tracks("tracks", tracks)
        view.select_track(track)
        return track

    def make_track(self, kind: Any) -> Any:
        """A track with a slot for each scene and a send for each return, in no row yet."""
        track = self.make("Track", canonical_parent=self, kind=kind)
        if kind not in ("return", "main"):
            track.values["clip_slots"] = [self.make("ClipSlot", canonical_parent=track) for _ in self.values["scenes"]]
        if kind != "main":
            track.values["mixer_device"].match_sends([each.get_name() for each in self.values["return_tracks"]])
        track.values["color_index"] = self.next_colour()
        return track

    def next_colour(self) -> Any:
        """New tracks go through the palette's first colours."""
        self.colours_used = getattr(self, "colours_used", -1) + 1
        return self.colours_used * 3 % 14

    def change_tracks(self, name: str, tracks: Any) -> None:
        """Stores a row of tracks; names, lists and solos follow."""
        self.store(name, tracks)
        self.rows_changed(name)

    def rows_changed(self, name: str) -> None:
        """Everything that depends on which tracks there are."""
        if name == "tracks":
            self.notify("visible_tracks")
            for scene in self.values["scenes"]:
                scene.notify("clip_slots")
        self.names_changed()
        self.refresh_solos()
        self.notify_routings()

    def restored(self, name: str) -> None:
        """Undo stores rows of tracks and more."""
        super().restored(name)
        if name in ("tracks", "return_tracks"):
            self.rows_changed(name)
        if name == "tempo":
            self.transport.speed_changed()
        if name in ("loop_start", "loop_length"):
            self.notify("song_length")

    def document_restored(self) -> None:
        """Undo is through: selections and playback must not hold on to what is gone."""
        self.forget_dead()
        self.launcher.refresh_indices()
        self.refresh_cue_jumps()

    def names_changed(self) -> None:
        """Numbers and letters in names moved: tells those whose name is another now; sends carry the returns' names."""
        for row in ("tracks", "return_tracks"):
            for index, track in enumerate(self.values[row]):
                shown = track.name_at(index)
                if getattr(track, "shown_name", None) not in (None, shown):
                    track.notify("name")
                track.shown_name = shown
        self.name_sends(self.values["tracks"] + self.values["return_tracks"])

    def name_changed(self, track: Any) -> None:
        """One track got another name, and has told so."""
        track.shown_name = track.get_name()
        if track.kind == "return":
            self.name_sends(self.values["tracks"] + self.values["return_tracks"])

    def name_sends(self, tracks: Any) -> None:
        """The sends of these tracks have the names of the returns."""
        names = [each.name_at(index) for index, each in enumerate(self.values["return_tracks"])]
        for track in tracks:
            for send, name in zip(track.values["mixer_device"].values["sends"], names):
                if send.values["name"] != name:
                    send.take_name(name)

    def notify_routings(self) -> None:
        """The tracks on offer as sources and destinations are others."""
        for track in self.every_track():
            if track.values["routings_ready"]:
                track.notify_offers()

    def refresh_solos(self) -> None:
        """Recomputes which tracks are silenced by the solo of others."""
        returns = self.values["return_tracks"]
        soloed = [track for track in self.values["tracks"] if track.values["solo"]]
        returns_soloed = [track for track in returns if track.values["solo"]]
        any_solo = bool(soloed or returns_soloed)
        soloed_or_around = set(soloed).union(*[track.ancestors() for track in soloed])
        for track in self.values["tracks"]:
            heard = not any_solo or track in soloed_or_around or any(group in soloed for group in track.ancestors())
            track.store("muted_via_solo", not heard)
        for track in returns:
            track.store("muted_via_solo", bool(returns_soloed) and not track.values["solo"])

    # Deleting

    def call_delete_track(self, index: int) -> None:
        """A group goes with everything in it; one track stays."""
        gone = self.item("tracks", index)
        members = [track for track in self.values["tracks"] if gone in track.ancestors()] + [gone]
        kept = [track for track in self.values["tracks"] if track not in members]
        if not kept:
            raise RuntimeError(NOT_THE_LAST_TRACK)
        self.change_tracks("tracks", kept)
        self.end_tracks(members, kept, index)

    def call_delete_return_track(self, index: int) -> None:
        """The sends to it go too."""
        gone = self.item("return_tracks", index)
        kept = [track for track in self.values["return_tracks"] if track is not gone]
        for track in self.values["tracks"] + self.values["return_tracks"]:
            track.values["mixer_device"].remove_send(index)
        self.change_tracks("return_tracks", kept)
        self.end_tracks([gone], kept or self.values["tracks"], index)

    def end_tracks(self, gone: Any, kept: Any, index: int) -> None:
        """The tracks die; a neighbour is selected in the place of one that was."""
        for track in gone:
            track.kill()
        self.forget_dead(kept[min(index, len(kept) - 1)])

    def forget_dead(self, neighbour: Any = None) -> None:
        """Views and playback let go of what died."""
        self.launcher.forget_dead()
        self.refresh_back_to_arranger()
        self.values["view"].forget_dead(neighbour)
        self.application.values["browser"].forget_dead()
        appointed = self.values["appointed_device"]
        if appointed is not None and not appointed.alive:
            self.store("appointed_device", None)

    # Returns

    def call_create_return_track(self) -> Any:
        """Makes a return at the end; every track gets a send to it."""
        if len(self.values["return_tracks"]) >= MOST_RETURNS:
            raise RuntimeError(TOO_MANY_RETURNS)
        track = self.make_track("return")
        self.store("return_tracks", self.values["return_tracks"] + [track])
        names = [each.get_name() for each in self.values["return_tracks"]]
        for each in self.values["tracks"] + self.values["return_tracks"]:
            each.values["mixer_device"].match_sends(names)
        self.rows_changed("return_tracks")
        self.values["view"].select_track(track)
        return track

    # Duplicating

    def call_duplicate_track(self, index: int) -> None:
        """The copy comes right behind, a group's with its members."""
        original = self.item("tracks", index)
        tracks = list(self.values["tracks"])
        members = [track for track in tracks if track is original or original in track.ancestors()]
        copies: Dict[Any, Any] = {}
        for track in members:
            copy = self.make_track(track.kind)
            copy.take_contents(track)
            group = track.values["group_track"]
            copy.values["group_track"] = copies.get(group, group)
            copies[track] = copy
        behind = tracks.index(members[-1]) + 1
        tracks[behind:behind] = [copies[track] for track in members]
        self.change_tracks("tracks", tracks)
        self.values["view"].select_track(copies[original])

    # Devices

    def call_find_device_position(self, device: Any, target: Any, position: int) -> int:
        """The place nearest to the wanted one where Live would put the device; -1 where it can not go."""
        return target.position_for(device, position)

    def call_move_device(self, device: Any, target: Any, position: int) -> int:
        """Moves a device within or between tracks and chains; returns its new place."""
        place = target.position_for(device, position)
        if place < 0:
            raise RuntimeError("Couldn't move device. target_index out of range.")
        source = device.values["canonical_parent"]
        if source is not target:
            source.change_devices([each for each in source.values["devices"] if each is not device])
            device.store("canonical_parent", target)
        others = [each for each in target.values["devices"] if each is not device]
        target.change_devices(others[:place] + [device] + others[place:])
        return place


@behaviour("Track")
class TrackFamily(LomObjectBehaviour):
    """Groups around and inside a track, and copying."""

    def ancestors(self) -> Any:
        """The groups around the track, innermost first."""
        found = []
        group = self.values["group_track"]
        while group is not None:
            found.append(group)
            group = group.values["group_track"]
        return found

    def children(self) -> List[Any]:
        """The tracks directly inside this group."""
        return [track for track in self.song.values["tracks"] if track.values["group_track"] is self]

    def take_contents(self, other: Any) -> None:
        """Becomes a copy of another track: name, colour, mixer, devices, clips, routing."""
        for name in ("name", "color_index", "solo", "fold_state", "current_monitoring_state", "input_routing_choice",
                     "output_routing_choice", "input_routing_channel_name", "output_routing_channel_name"):
            self.values[name] = other.values[name]
        self.take_devices(other)
        mixer, its = self.values["mixer_device"].values, other.values["mixer_device"].values
        for name in ("volume", "panning", "track_activator"):
            mixer[name].values["value"] = its[name].values["value"]
        mixer["crossfade_assign"] = its["crossfade_assign"]
        for send, its_send in zip(mixer["sends"], its["sends"]):
            send.values["value"] = its_send.values["value"]
        for slot, its_slot in zip(self.values["clip_slots"], other.values["clip_slots"]):
            slot.values["has_stop_button"] = its_slot.values["has_stop_button"]
            if its_slot.values["clip"] is not None:
                slot.values["clip"] = its_slot.values["clip"].copy_into(slot)
        self.values["arrangement_clips"] = [clip.copy_into(self) for clip in other.values["arrangement_clips"]]
        self.take_automation(other)


def group_tracks(song: Any, tracks: Any) -> Any:
    """Puts neighbouring tracks (LiveObjects) into a new group track, as Live's menu does; returns the group.

    There is no such call in Live's API: for tests and for building Sets.
    """
    rows = list(song.values["tracks"])
    first = min(rows.index(track) for track in tracks)
    group = song.make_track("group")
    group.values["group_track"] = tracks[0].values["group_track"]
    rows.insert(first, group)
    for track in tracks:
        if track.values["group_track"] not in tracks:
            track.store("group_track", group)
    song.change_tracks("tracks", rows)
    for each in [group] + group.ancestors():
        each.refresh_group_slots()
    return group


