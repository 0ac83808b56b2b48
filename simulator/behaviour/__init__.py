"""What the objects of Live's API do: one module per part of Live, each a mixin for a class of live-api.json."""

from . import (
    application,
    arrangement,
    automation,
    browser,
    chain,
    chosen_from_list,
    clip,
    clip_audio,
    clip_notes,
    clip_slot,
    compare,
    device,
    device_chain,
    device_routing,
    envelope,
    eq8,
    groove,
    lom_object,
    looper,
    macro_mapping,
    max_device,
    mixer,
    parameter,
    plugin_device,
    rack,
    relevance,
    routing,
    sample,
    simpler,
    song,
    song_recording,
    song_scenes,
    song_tracks,
    song_transport,
    track,
    tunings,
    views,
    wavetable,
)

__all__ = ["application", "arrangement", "automation", "browser", "chain", "chosen_from_list", "clip", "clip_audio",
           "clip_notes", "clip_slot", "compare", "device", "device_chain", "device_routing", "envelope", "eq8",
           "groove", "lom_object", "looper", "macro_mapping", "max_device", "mixer", "parameter", "plugin_device",
           "rack", "relevance", "routing", "sample", "simpler", "song", "song_recording", "song_scenes",
           "song_tracks", "song_transport", "track", "tunings", "views", "wavetable", "open_default_set"]


def open_default_set(simulator):
    """Fills the empty Set of a new simulator with what Live's own default Set holds."""
    from ..default_set import fill_default_set
    fill_default_set(simulator)
