"""Follow actions: what a clip or a scene launches by itself when its time is over.

Live's API does not show them. They come with Sets, as `values["follow_action"]` of a Clip or Scene: a FollowAction, or
None. They pass over the Set's launch quantization and keep to a clip's own, as Live does.
"""
from __future__ import annotations

from typing import Any, Dict, List, NamedTuple, Optional, Tuple

from .beat_time import tidy
from .launches import LAUNCH, Pending

# Kinds of action, with the numbers of Live's Sets.
NOTHING, STOP_IT, AGAIN, PREVIOUS, NEXT, FIRST, LAST, ANY, OTHER, JUMP = range(10)
# In beats: clips that follow each other must let time pass.
SHORTEST = 1 / 64.0


class FollowAction(NamedTuple):
    """What follows: A or B, as their chances say.

    linked: after so many rounds (iterations) of the clip, or of the scene's longest clip; otherwise after `time` beats.
    jumps: the index of the slot or scene that a jump goes to.
    """

    actions: Tuple[int, int]
    chances: Tuple[float, float] = (100.0, 0.0)
    jumps: Tuple[int, int] = (0, 0)
    time: float = 4.0
    linked: bool = True
    iterations: float = 1.0
    enabled: bool = True

    def draw(self, random: Any) -> Tuple[int, int]:
        """(kind, jump target) of this time; no chance at all is nothing."""
        total = sum(self.chances)
        if total <= 0:
            return NOTHING, 0
        index = 0 if random.random() * total < self.chances[0] else 1
        return self.actions[index], self.jumps[index]


def neighbours(filled: List[bool], here: int) -> List[int]:
    """The indices of the row of filled places without a gap around one of them."""
    first = last = here
    while first > 0 and filled[first - 1]:
        first -= 1
    while last + 1 < len(filled) and filled[last + 1]:
        last += 1
    return list(range(first, last + 1))


def target_of(kind: int, jump: int, filled: List[bool], here: int, random: Any) -> Optional[int]:
    """The index that an action launches; None when it launches nothing."""
    group = neighbours(filled, here)
    place = group.index(here)
    if kind == JUMP:
        return jump if 0 <= jump < len(filled) and filled[jump] else None
    if kind in (ANY, OTHER):
        return int(random.choice([each for each in group if kind == ANY or each != here] or [here]))
    targets = {AGAIN: here, PREVIOUS: group[place - 1], NEXT: group[(place + 1) % len(group)], FIRST: group[0],
               LAST: group[-1]}
    return targets.get(kind)


class Follower:
    """The follow actions under way, for one Set."""

    def __init__(self, song: Any) -> None:
        self.song = song
        # By track, None for scenes: beats played when it is time, and the clip or scene whose time it is.
        self.due: Dict[Any, Tuple[float, Any]] = {}

    def next_due(self) -> float:
        """Beats played when the next action is due."""
        return min([due for due, _ in self.due.values()] + [float("inf")])

    def begin(self, track: Any, clip: Any, position: float) -> None:
        """A clip begins to play from a position of its own."""
        self.cancel(track)
        action = clip.values["follow_action"]
        if action is not None and action.enabled:
            beats = clip.beats_of_rounds(position, action.iterations) if action.linked else action.time
            self.wait(track, clip, beats)

    def begin_scene(self, scene: Any) -> None:
        """A scene was launched."""
        self.cancel(None)
        action = scene.values["follow_action"]
        if action is not None and action.enabled and self.song.transport.playing:
            clips = [slot.values["clip"] for slot in scene.get_clip_slots() if slot.values["clip"] is not None]
            rounds = [clip.beats_of_rounds(clip.values["start_marker"], action.iterations) for clip in clips]
            beats = max(rounds + [0.0]) if action.linked else action.time
            self.wait(None, scene, beats)

    def wait(self, key: Any, subject: Any, beats: float) -> None:
        """Its time comes; an action without any time never does, and one with hardly any after a moment."""
        if beats > 0:
            self.due[key] = tidy(self.song.transport.played + max(beats, SHORTEST)), subject

    def cancel(self, key: Any) -> None:
        """Something else was launched, or it was stopped."""
        self.due.pop(key, None)

    def restart(self) -> None:
        """The Set starts anew, and with it the time of what is playing."""
        _, scene = self.due.get(None, (0.0, None))
        if scene is not None and scene.alive:
            self.begin_scene(scene)

    def run_due(self) -> None:
        """Does everything whose time is over."""
        played = self.song.transport.played
        for key, (due, subject) in list(self.due.items()):
            if due <= played:
                del self.due[key]
                if subject.alive and key is None:
                    self.follow_scene(subject)
                elif subject.alive and key.alive:
                    self.follow_clip(key, subject)

    def follow_clip(self, track: Any, clip: Any) -> None:
        """One action of a clip."""
        random, launcher = self.song.random, self.song.launcher
        kind, jump = clip.values["follow_action"].draw(random)
        slots = track.values["clip_slots"]
        if kind == STOP_IT:
            launcher.halt(track)
            return
        here = slots.index(clip.values["canonical_parent"])
        target = target_of(kind, jump, [slot.values["clip"] is not None for slot in slots], here, random)
        if target is not None:
            self.launch(slots[target])

    def follow_scene(self, scene: Any) -> None:
        """One action of a scene."""
        random, launcher, scenes = self.song.random, self.song.launcher, self.song.values["scenes"]
        kind, jump = scene.values["follow_action"].draw(random)
        if kind == STOP_IT:
            for slot in scene.get_clip_slots():
                if slot.values["clip"] is not None and launcher.is_playing(slot.values["clip"]):
                    launcher.halt(slot.track())
            return
        filled = [each is scene or not each.get_is_empty() for each in scenes]
        target = target_of(kind, jump, filled, scenes.index(scene), random)
        if target is not None:
            for slot in scenes[target].get_clip_slots():
                if slot.values["clip"] is not None:
                    self.launch(slot)
                elif launcher.is_stopped_by_scene(slot):
                    launcher.halt(slot.track())
            launcher.carry_out(Pending(LAUNCH, None, scene=scenes[target]))

    def launch(self, slot: Any) -> None:
        """A slot's clip, now or on the clip's own grid."""
        clip, launcher = slot.values["clip"], self.song.launcher
        pending = Pending(LAUNCH, slot.track(), slot, launcher.own_grid_of(clip), clip.values["legato"])
        # What the user has launched meanwhile goes before.
        if not launcher.waits_on(slot.track()):
            launcher.await_beat(pending)
