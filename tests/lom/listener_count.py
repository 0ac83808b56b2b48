"""Counts the listeners that a script holds in the simulated Live."""
import gc

from simulator.classes import LiveObject


def listeners_of(simulator):
    """The connected listeners of scripts, as (class, property) of the objects that are alive."""
    return sorted((type(live_object).__name__, listener.name) for live_object in gc.get_objects()
                  if isinstance(live_object, LiveObject) and live_object.simulator is simulator
                  for registry in live_object.listeners.values() for listener in registry
                  if listener.connected and listener.host is not None)
