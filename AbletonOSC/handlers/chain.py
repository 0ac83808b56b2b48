"""Chains and pads of racks, and the devices on chains. LOM classes Chain, DrumChain, ChainMixerDevice and DrumPad.

Racks inside racks: a `device_id` such as "0/2/1" is device 0, its chain 2, there device 1.
"""

from __future__ import annotations

from typing import Any, Optional, Tuple

from ..lom.path import index_of, pick, read_path
from ..lom.spec import Count, Enumeration, Handler, Names, arg, call, command, ro, rw
from .device import DeviceHandler
from .devices.placement import delete_device, duplicate_device

DRUM = ("DrumChain",)
DEVICES, = read_path("devices[device_index]")
SEND = arg("send_id", int, "which send", 0)
WHICH = arg("device_index", int, "which device", 0)
LAST = -1


class ChainHandler(Handler):
    """A chain of a rack."""

    address, ids = "chain", ("track_id", "device_id", "chain_id")
    lives_in = "tracks[track_id].devices[device_id].chains[chain_id]"

    properties = (
        rw("name", str, "Chain name."),
        rw("color", int, "Colour as 0xRRGGBB; Live takes the nearest of its palette.", 0, 0xFFFFFF),
        rw("color_index", int, "Colour in Live's palette, 0..69.", 0, 69),
        rw("is_auto_colored", bool, "Has the colour of the track."),

        rw("mute", bool, "Muted."),
        rw("solo", bool, "Soloed; leaves other solos alone."),
        ro("muted_via_solo", bool, "Silent because another chain is soloed."),
        rw("volume", float, "Fader position; 0.85 is 0 dB.", 0, 1, path="mixer_device.volume.value"),
        rw("panning", float, "Pan position; -1 is left, 0 the centre.", -1, 1, path="mixer_device.panning.value"),
        rw("send", float, "Level of a send to a return chain.", 0, 1, path="mixer_device.sends[send_id].value",
           args=(SEND,)),
        ro("num_sends", Count(), "How many sends there are.", path="mixer_device.sends"),
        rw("chain_activator", float, "The chain's switch, as a parameter: 1 on, 0 muted.", 0, 1,
           path="mixer_device.chain_activator.value"),

        ro("has_audio_input", bool, "Takes audio.", listen=False),
        ro("has_audio_output", bool, "Gives audio.", listen=False),
        ro("has_midi_input", bool, "Takes MIDI.", listen=False),
        ro("has_midi_output", bool, "Gives MIDI.", listen=False),

        rw("in_note", int, "Note that the chain of a drum rack hears.", 0, 127, of=DRUM),
        rw("out_note", int, "Note that the chain of a drum rack plays.", 0, 127, of=DRUM),
        rw("choke_group", int, "Choke group of the chain of a drum rack; 0 is none.", 0, 16, of=DRUM),

        ro("num_devices", Count(), "How many devices there are.", path="devices"),
        ro("devices/name", Names(), "Device names; pushed when the list changes.", path="devices"),
        ro("devices/type", Enumeration(), "Device types: 0 undefined, 1 instrument, 2 audio, 4 MIDI effect.",
           path="devices[*].type", listen=False),
        ro("devices/class_name", str, "Device class names, as Live's scripts know them.", path="devices[*].class_name",
           listen=False),
    )

    @command("insert_device", "Insert one of Live's devices, by its name in the browser.",
             arg("name", str, "such as Operator"),
             arg("index", int, "-1 is the end", LAST, default=LAST, index_of="devices"),
             replies=("device_index",))
    def insert_device(self, chain: Any, name: str, index: int) -> Tuple[Optional[int]]:
        device = chain.insert_device(name, index)
        return (index_of(chain.devices, device),)

    @command("delete_device", "Delete one device.", WHICH)
    def delete_device(self, chain: Any, device_index: int) -> None:
        delete_device(pick(chain, DEVICES, "device_index", device_index))

    @command("duplicate_device", "Put a copy of a device behind it.", WHICH)
    def duplicate_device(self, chain: Any, device_index: int) -> None:
        duplicate_device(pick(chain, DEVICES, "device_index", device_index))


class ReturnChainHandler(ChainHandler):
    """A return chain of a rack."""

    address = "return_chain"
    lives_in = "tracks[track_id].devices[device_id].return_chains[chain_id]"


class ChainDeviceHandler(DeviceHandler):
    """A device on a chain of a rack."""

    address, ids = "chain/device", ("track_id", "device_id", "chain_id", "chain_device_id")
    lives_in = "tracks[track_id].devices[device_id].chains[chain_id].devices[chain_device_id]"


class DrumPadHandler(Handler):
    """A pad of a drum rack, by its note."""

    address, ids = "drum_pad", ("track_id", "device_id", "note_id")
    lives_in = "tracks[track_id].devices[device_id].drum_pads[note_id]"

    properties = (
        ro("name", str, "Name of the pad's first chain, or of its note."),
        ro("note", int, "Note of the pad, 60 is C3.", listen=False),
        rw("mute", bool, "All the pad's chains are muted."),
        rw("solo", bool, "A chain of the pad is soloed."),
        ro("num_chains", Count(), "How many chains the pad has.", path="chains"),
        ro("chains/name", Names(), "Names of the pad's chains; pushed with the list.", path="chains"),
    )

    methods = (call("delete_all_chains", "Empty the pad."),)


HANDLERS = (ChainHandler, ReturnChainHandler, ChainDeviceHandler, DrumPadHandler)
