"""A remote script for a box with eight faders, as its author would write it: nothing knows a simulator."""

from .fader_box import FaderBox


def get_capabilities():
    return {"generic_script": False, "suggested_port_names": ["Fader Box"]}


def create_instance(c_instance):
    return FaderBox(c_instance)
