"""Plug-ins and Max devices. LOM classes PluginDevice, MaxDevice and DeviceIO."""

from __future__ import annotations

from typing import Any, Tuple

from ...lom.spec import Choice, Count, Handler, ListOf, Names, arg, command, ro, rw
from ..parameter import PARAMETER, find_parameter

PLUGIN = ("PluginDevice",)
MAX = ("MaxDevice",)
ENDS = ("audio_input", "audio_output", "midi_input", "midi_output")
IO = (arg("io_id", int, "which of them", 0),)
BANK = arg("bank_index", int, "-1 is best of", -1)
WHOLE = -1


def io_rows(end):
    """The rows about the inputs or outputs of one kind."""
    text, path = end.replace("_", " ").replace("midi", "MIDI"), f"{end}s[io_id]"

    def row(declare, name, declared, documentation, **keywords):
        return declare(f"{end}/{name}", declared, documentation, path=f"{path}.{name}", args=IO, of=MAX, **keywords)

    return (
        ro(f"num_{end}s", Count(), f"How many {text}s a Max device has.", path=f"{end}s", of=MAX),
        row(rw, "routing_type", Choice("available_routing_types"), f"Route of one {text} of a Max device."),
        row(rw, "routing_channel", Choice("available_routing_channels"), f"Channel of one {text} of a Max device."),
        row(ro, "available_routing_types", Names("display_name"), f"Routes on offer for one {text}."),
        row(ro, "available_routing_channels", Names("display_name"), f"Channels on offer for one {text}."),
        row(rw, "default_external_routing_channel_is_none", bool, f"One {text} has no channel at first.", listen=False),
    )


class PluginRows(Handler):
    """What only plug-ins and Max devices have."""

    properties = (
        ro("presets", ListOf(str), "Presets of a plug-in, as far as it tells.", of=PLUGIN),
        rw("selected_preset_index", int, "Selected preset of a plug-in.", 0, of=PLUGIN),
        rw("is_editor_open", bool, "The window of a plug-in is open.", of=PLUGIN),
        ro("bank_parameters", ListOf(int), "Indices of the parameters in a bank of a Max device.", args=(BANK,),
           get="read_bank", listen="bank_parameters_changed", of=MAX, uses=("get_bank_parameters",)),
    ) + tuple(row for end in ENDS for row in io_rows(end))

    def read_bank(self, device: Any, bank_index: int) -> Tuple[int, ...]:
        return tuple(int(index) for index in device.get_bank_parameters(bank_index))

    @command("get/parameter_names", "Names of all parameters of a plug-in, shown or not.",
             arg("begin", int, "", 0, default=0), arg("end", int, "-1 is the end", WHOLE, default=WHOLE),
             replies=("name, ...",), of=PLUGIN, uses=("get_parameter_names",))
    def read_parameter_names(self, device: Any, begin: int, end: int) -> Tuple[str, ...]:
        return tuple(str(name) for name in device.get_parameter_names(begin, end))

    @command("get/bank_count", "How many banks of parameters a Max device has.", replies=("count",), of=MAX,
             uses=("get_bank_count",))
    def read_bank_count(self, device: Any) -> Tuple[int]:
        return (int(device.get_bank_count()),)

    @command("get/bank_name", "Name of a bank of a Max device.", BANK, replies=("bank_index", "name"), of=MAX,
             uses=("get_bank_name",))
    def read_bank_name(self, device: Any, bank_index: int) -> Tuple[int, str]:
        return bank_index, str(device.get_bank_name(bank_index))

    @command("get/parameter/value_item_icons", "Icons of the steps of a parameter of a Max device.", PARAMETER,
             replies=("parameter_id", "icon, ..."), of=MAX, uses=("get_value_item_icons",))
    def read_icons(self, device: Any, parameter_id: Any) -> Tuple[Any, ...]:
        icons = device.get_value_item_icons(find_parameter(device, parameter_id))
        return (parameter_id,) + tuple(str(icon) for icon in icons)
