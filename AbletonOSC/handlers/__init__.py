"""The tables: one module per Live class, and the old spellings that clients still send."""

from typing import Any, List

ALIASES = {
    "/live/reload": "/live/api/reload",
    "/live/song/get/scene_names": "/live/song/get/scenes/name",
    "/live/song/fire/scene": "/live/scene/fire",
    "/live/clip/add_new_note": "/live/clip/add/notes",
}


def handler_classes():
    # type: () -> List[Any]
    """Every handler class, in the order of the documentation."""
    from . import (
        api, application, arrangement, browser, bulk, chain, client, clip, clip_slot, clips, cue_point, device, greeting, groove,
        lom, midimap, mixer_tracks, scene, song, track, tuning_system, view)

    modules = (greeting, api, client, application, song, cue_point, bulk, view, track, mixer_tracks, clip_slot, clip, clips,
               arrangement, scene, device, chain, groove, tuning_system, browser, midimap, lom)
    return [handler for module in modules for handler in module.HANDLERS]


def make_routes(engine):
    # type: (Any) -> List[Any]
    """Every route of a running engine."""
    from ..lom.route import routes_of

    return [route for handler in handler_classes() for route in routes_of(handler(engine))]
