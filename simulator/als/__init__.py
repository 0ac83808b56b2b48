"""Ableton's Set format (.als: gzip around XML), read into and written from the simulated Live.

read_set(path)              a Document, or AlsError: the file is understood before anything of the open Set is touched
document.fill(simulator)    makes the Set's objects, when the simulator has an empty Song (Simulator.new_set does both)
write_set(simulator, path)  saves the open Set; what was not understood of the file that it came from is written back

element.py     the XML tree                                  parser.py     makes it of XML, under limits
archive.py     the file around it
upgrade.py     Live 9, 10 and 11 become Live 12             codecs.py     text of the file <-> value of Live's API
mapping.py     which place of the file is which property    structure.py  tracks, scenes, slots and what is in them
rows.py        reads and writes the rows of mapping.py      context.py    what is known on the way
devices.py, device_specs.py, parameters.py, parameter_names.py, simpler.py    devices, racks, their parameters
clips.py, notes.py, warp_markers.py, sound_file.py, envelopes.py, signature_changes.py, follow_actions.py, routing.py,
tuning.py, settings.py, view_data.py    the other parts that no row of mapping.py can say
report.py      one line of the log for each thing that is not understood
"""
from .archive import AlsError
from .document import Document, read_set, write_set
from .element import without_collecting

__all__ = ["AlsError", "Document", "read_set", "without_collecting", "write_set"]
