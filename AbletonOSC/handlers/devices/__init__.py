"""What only some kinds of devices have: one table per class of Live, all on `/live/device/...`.

A property has one address whatever the device: `/live/device/get/pitch_bend_range` works for all that have it, and is
refused for others with what they are and what it needs. So names stay Live's own, and no client has to know classes.
"""

from ...lom.spec import Handler
from .cc_control import CcControlRows
from .drift import DriftRows
from .effects import EffectRows
from .looper import LooperRows
from .placement import PlacementRows
from .plugin import PluginRows
from .rack import RackRows
from .simpler import SimplerRows
from .synths import SynthRows
from .wavetable import WavetableRows

TABLES = (PlacementRows, RackRows, SimplerRows, WavetableRows, DriftRows, SynthRows, EffectRows, LooperRows,
          CcControlRows,
          PluginRows)


class SpecialRows(*TABLES, Handler):
    """All of them."""

    properties = tuple(row for table in TABLES for row in table.properties)
    methods = tuple(row for table in TABLES for row in table.methods)
