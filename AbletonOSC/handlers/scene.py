"""Scenes: `/live/scene/...`. Source: LOM class Scene."""

from __future__ import annotations

from typing import Any

from ..lom.coerce import Integer, check_range
from ..lom.spec import POLLED, Count, Handler, arg, call, command, ro, rw

FORCE_LEGATO = arg("force_legato", bool, "clips take over the playing positions", default=False)


class PaletteColor(Integer):
    """A colour of Live's palette by its number, or nil for no colour, which only scenes can have."""

    expected = "a whole number, or nil for no colour"

    def read(self, value: Any, argument: str) -> Any:
        return None if value is None else check_range(super().read(value, argument), 0, 69, argument)


class SceneHandler(Handler):
    """A row of clip slots that is launched at once."""

    address, ids, lives_in = "scene", ("scene_id",), "scenes[scene_id]"

    properties = (
        rw("name", str, "Scene name."),
        rw("color", int, "Colour as 0xRRGGBB; Live takes the nearest of its palette.", 0, 0xFFFFFF),
        rw("color_index", PaletteColor(), "Colour in Live's palette, 0..69; nil for none."),
        rw("tempo", float, "Tempo set by the scene, in BPM; -1 if it sets none.", 20, 999),
        rw("tempo_enabled", bool, "Launching sets the tempo."),
        rw("time_signature_numerator", int, "Beats per bar set by the scene; -1 if it sets none.", 1, 99),
        rw("time_signature_denominator", int, "Beat unit set by the scene: 1, 2, 4, 8, 16; -1 if it sets none.", 1, 16),
        rw("time_signature_enabled", bool, "Launching sets the time signature."),
        ro("num_clip_slots", Count(), "How many clip slots it has, one per track.", path="clip_slots"),
        ro("is_empty", bool, "Has no clips.", listen=POLLED),
        ro("is_triggered", bool, "Waits for its moment to play."),
    )

    methods = (
        call("fire", "Launch the scene.", FORCE_LEGATO,
             arg("can_select_scene_on_launch", bool, "0 leaves the selection alone", default=True)),
        call("set_fire_button_state", "Press (1) or release (0) the launch button.", arg("state", bool)),
    )

    @command("fire_as_selected", "Launch the scene and select the next one.", FORCE_LEGATO)
    def fire_as_selected(self, scene: Any, force_legato: bool) -> None:
        # Live's method fires the selected scene, whichever scene it is called on.
        self.song.view.selected_scene = scene
        scene.fire_as_selected(force_legato)

    @command("fire_selected", "Launch the selected scene and select the next one.", FORCE_LEGATO, ids=False)
    def fire_selected(self, song: Any, force_legato: bool) -> None:
        song.view.selected_scene.fire_as_selected(force_legato)


HANDLERS = (SceneHandler,)
