"""AbletonOSC: control the whole of Ableton Live over Open Sound Control.

Live imports this package and calls `create_instance`. Everything else is imported inside the functions, so that the
tables, the codec and the tools can be used where there is no Live.
"""


def create_instance(c_instance):
    """The control surface that Live drives; never raises, since a script that fails here takes its slot down."""
    from .control_surface import ControlSurface

    return ControlSurface(c_instance)


def get_capabilities():
    """What Live wants to know before it makes the script: no hardware, no MIDI ports to be matched by name."""
    return {"generic_script": True}
