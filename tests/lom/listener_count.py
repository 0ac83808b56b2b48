"""Counts the listeners that a script holds in the simulated Live."""

from simulator.classes import LiveObject


def objects_of(simulator):
    """Every object that can be reached from the song and the application."""
    seen, waiting = {}, [simulator.live_song, simulator.live_application]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, (list, tuple)):
            waiting.extend(thing)
        elif isinstance(thing, dict):
            waiting.extend(thing.values())
        elif isinstance(thing, LiveObject) and id(thing) not in seen:
            seen[id(thing)] = thing
            waiting.extend(vars(thing).values() if hasattr(thing, "__dict__") else ())
            waiting.append(thing.values)
    return seen.values()


def listeners_of(simulator):
    """The connected listeners of scripts, as (class, property) of the objects that are alive."""
    return sorted((type(live_object).__name__, listener.name) for live_object in objects_of(simulator)
                  for registry in live_object.listeners.values() for listener in registry
                  if listener.connected and listener.host is not None)
