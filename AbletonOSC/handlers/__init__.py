"""The tables: one module per Live class; other spellings that clients send are in aliases.py."""

from __future__ import annotations

from typing import Any, List


def handler_classes() -> List[Any]:
    """Every handler class, in the order of the documentation."""
    from . import (
        api,
        application,
        arrangement,
        browser,
        browser_names,
        bulk,
        chain,
        client,
        clip,
        clip_slot,
        clips,
        cue_point,
        device,
        greeting,
        groove,
        lom,
        midimap,
        mixer_tracks,
        object_data,
        scene,
        song,
        track,
        tuning_system,
        view,
    )

    modules = (greeting, api, client, application, song, cue_point, bulk, object_data, view, track, mixer_tracks,
               clip_slot, clip, clips, arrangement, scene, device, chain, groove, tuning_system, browser,
               browser_names, midimap, lom)
    return [handler for module in modules for handler in module.HANDLERS]


def make_routes(engine: Any, is_simulated: bool = False) -> Any:
    """Every route of a running engine by its address; is_simulated: also those that only a simulated Live can serve."""
    from ..lom.routes import Routes

    handlers = handler_classes()
    if is_simulated:
        from . import simulator

        handlers.extend(simulator.HANDLERS)
    return Routes(engine, tuple(handlers))
