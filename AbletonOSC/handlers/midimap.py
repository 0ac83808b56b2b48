"""MIDI mapping without Live's MIDI map mode: a controller of a MIDI channel moves a parameter. Module Live.MidiMap.

Live forgets mappings whenever it rebuilds the MIDI map, so they are kept by position and made again each time.
"""

from typing import Any, NamedTuple

from ..errors import OSCError
from ..lom.path import follow, read_path
from ..lom.spec import Handler, arg, command
from .ids import DEVICE_ID, DEVICES, TRACK_ID, TRACKS

PARAMETER = (TRACKS, DEVICES) + read_path("parameters[parameter_id]")


class Mapping(NamedTuple):
    """One controller and the parameter that it moves."""

    track_id: Any
    device_id: Any
    parameter_id: int
    channel: int
    controller: int

    def find(self, song):
        """The parameter at that position now; raises `NoSuchObject`."""
        return follow(song, PARAMETER, self._asdict())


class MidiMapHandler(Handler):
    """Mappings from MIDI controllers to parameters."""

    address = "midimap"

    @command("map_cc", "Let a MIDI controller move a parameter.", TRACK_ID, DEVICE_ID,
             arg("parameter_id", int, "", 0),
             arg("channel", int, "MIDI channel, from 0", 0, 15),
             arg("controller", int, "MIDI controller number", 0, 127))
    def map_cc(self, song, *arguments):
        mapping = Mapping(*arguments)
        mapping.find(song)
        mappings = self.engine.midi_mappings
        mappings[:] = [other for other in mappings
                       if (other.channel, other.controller) != (mapping.channel, mapping.controller)] + [mapping]
        self.engine.host.rebuild_midi_map()


def build_midi_map(midi_map_handle, song, mappings, live_midi_map, log):
    """Make every mapping anew in Live's MIDI map; one whose parameter has gone waits for its return."""
    for mapping in mappings:
        try:
            parameter = mapping.find(song)
        except OSCError as error:
            log.debug("%s is not mapped now: %s", mapping, error)
            continue
        live_midi_map.map_midi_cc(midi_map_handle, parameter, mapping.channel, mapping.controller,
                                  live_midi_map.MapMode.absolute, False)


HANDLERS = (MidiMapHandler,)
