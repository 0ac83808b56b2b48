"""Devices of tracks and their parameters: `/live/device/...`. LOM classes Device, Device.View, DeviceParameter."""

from __future__ import annotations

from typing import Any, List, Tuple

from ..errors import IndexOutOfRange, InvalidArgument
from ..lom.display import find_value
from ..lom.spec import Count, Enumeration, ListOf, Names, arg, call, command, repeat, ro, rw
from .devices import SpecialRows
from .parameter import PARAMETER, find_parameter

# OSC carries floats of 32 bits; the limit of a parameter that went through one may come back a little beyond.
ROUNDING = 1e-6


def parameter_row(declare, name, declared, documentation, attribute=None, **keywords):
    """A row about one parameter: `parameter/value` is `parameters[parameter_id].value`."""
    path = f"parameters[parameter_id].{attribute or name}"
    return declare(f"parameter/{name}", declared, documentation, path=path, args=(PARAMETER,), **keywords)


class DeviceHandler(SpecialRows):
    """An instrument, an effect, a rack or a plug-in on a track."""

    address, ids, lives_in = "device", ("track_id", "device_id"), "tracks[track_id].devices[device_id]"

    properties = (
        rw("name", str, "Device name."),
        ro("class_name", str, "Live's name of the kind of device, such as Operator or Eq8.", listen=False),
        ro("class_display_name", str, "Name of the kind of device as Live shows it.", listen=False),
        ro("type", Enumeration(), "Type: 0 undefined, 1 instrument, 2 audio effect, 4 MIDI effect.", listen=False),
        rw("is_active", bool, "Works; off by its switch or with its rack.", set="write_is_active"),
        rw("is_collapsed", bool, "Collapsed in the device view.", path="view.is_collapsed"),
        ro("can_have_chains", bool, "Is a rack.", listen=False),
        ro("can_have_drum_pads", bool, "Is a drum rack.", listen=False),
        ro("latency_in_ms", float, "Latency, in milliseconds."),
        ro("latency_in_samples", int, "Latency, in samples."),
        ro("can_compare_ab", bool, "Can hold two presets, A and B.", listen=False),
        rw("is_using_compare_preset_b", bool, "Uses preset B."),

        # All parameters
        ro("num_parameters", Count(), "How many parameters there are.", path="parameters"),
        ro("parameters/name", Names(), "Names of the parameters.", path="parameters"),
        ro("parameters/value", float, "Values of the parameters.", path="parameters[*].value", listen=False),
        ro("parameters/value_string", ListOf(str), "Values of the parameters as Live shows them.",
           path="parameters", get="read_value_strings", listen=False,
           uses=("DeviceParameter.str_for_value", "DeviceParameter.value")),
        ro("parameters/min", float, "Lowest values of the parameters.", path="parameters[*].min", listen=False),
        ro("parameters/max", float, "Highest values of the parameters.", path="parameters[*].max", listen=False),
        ro("parameters/is_quantized", bool, "Which parameters only take steps.", path="parameters[*].is_quantized",
           listen=False),

        # One parameter
        parameter_row(rw, "value", float, "Value of a parameter, from its min to its max.", set="write_value",
                      with_rows=("parameter/value_string",)),
        parameter_row(rw, "value_string", str, "Value of a parameter as Live shows it, such as -6 dB.", "value",
                      get="read_value_string", set="write_value_string",
                      uses=("DeviceParameter.str_for_value", "DeviceParameter.value_items")),
        parameter_row(rw, "display_value", float, "Value of a parameter in the unit that Live shows."),
        parameter_row(ro, "name", str, "Name of a parameter."),
        parameter_row(ro, "original_name", str, "Name of a parameter before a macro was renamed.", listen=False),
        parameter_row(ro, "min", float, "Lowest value of a parameter.", listen=False),
        parameter_row(ro, "max", float, "Highest value of a parameter.", listen=False),
        parameter_row(ro, "default_value", float, "Default of a parameter; nil if it takes steps.", listen=False,
                      nil=True),
        parameter_row(ro, "is_quantized", bool, "Only takes steps.", listen=False),
        parameter_row(ro, "is_enabled", bool, "Can be changed; not while a macro rules it.", listen=False),
        parameter_row(ro, "state", int, "State: 0 enabled, 1 without effect now, 2 disabled."),
        parameter_row(ro, "automation_state", int, "Automation: 0 none, 1 playing, 2 overridden."),
        parameter_row(ro, "value_items", ListOf(str), "Names of the steps of a parameter; nil if it has none.",
                      listen=False, nil=True),
        parameter_row(ro, "short_value_items", ListOf(str), "Short names of the steps of a parameter; nil if none.",
                      listen=False, nil=True),
    ) + SpecialRows.properties

    methods = (
        call("save_preset_to_compare_ab_slot", "Keep the settings as the other one of presets A and B."),
        call("store_chosen_bank", "Keep which bank of parameters a control surface shows.", arg("script_index", int),
             arg("bank_index", int)),
    ) + SpecialRows.methods

    def write_is_active(self, device: Any, active: bool) -> None:
        # `is_active` cannot be written in Live; the first parameter of every device is its switch.
        device.parameters[0].value = float(active)

    def read_value_strings(self, device: Any) -> Tuple[str, ...]:
        return tuple(parameter.str_for_value(parameter.value) for parameter in device.parameters)

    def read_value_string(self, device: Any, parameter_id: Any) -> str:
        parameter = find_parameter(device, parameter_id)
        return parameter.str_for_value(parameter.value)

    def write_value_string(self, device: Any, parameter_id: Any, text: str) -> None:
        parameter = find_parameter(device, parameter_id)
        parameter.value = find_value(parameter, text, "value_string")

    def write_value(self, device: Any, parameter_id: Any, value: float) -> None:
        parameter = find_parameter(device, parameter_id)
        parameter.value = at_limit(parameter, value)

    @command("set/parameters/value", "Set the parameters in their order, the first is the switch.",
             repeat(arg("value", float, "from min to max; the rest stay as they are")))
    def write_values(self, device: Any, values: List[float]) -> None:
        parameters = list(device.parameters)
        if len(values) > len(parameters):
            raise IndexOutOfRange("parameter_id", len(values) - 1, len(parameters))
        wanted = [at_limit(parameter, value) for parameter, value in zip(parameters, values)]
        for index, (parameter, value) in enumerate(zip(parameters, wanted)):
            if not parameter.min <= value <= parameter.max:
                raise InvalidArgument(f"value {index} ({parameter.name}) must be "
                                      f"{parameter.min}..{parameter.max}, got {value}")
        for parameter, value in zip(parameters, wanted):
            # Writing what is there would stop the automation of parameters that nobody meant to change.
            if abs(parameter.value - value) > ROUNDING * max(1.0, abs(value)):
                parameter.value = value

    @command("get/parameters", "Device name, how many parameters, and the main facts of each.",
             replies=("name", "num_parameters", "(name, value, min, max) ..."),
             uses=("name", "parameters", "DeviceParameter.name", "DeviceParameter.value", "DeviceParameter.min",
                   "DeviceParameter.max"))
    def read_parameters(self, device: Any) -> List[Any]:
        facts = [(str(parameter.name), float(parameter.value), float(parameter.min), float(parameter.max))
                 for parameter in device.parameters]
        return [str(device.name), len(facts)] + [fact for parameter in facts for fact in parameter]

    @command("get/parameter/str_for_value", "What Live would show for a value.", PARAMETER, arg("value", float),
             replies=("parameter_id", "value", "text"), uses=("parameters", "DeviceParameter.str_for_value"))
    def read_str_for_value(self, device: Any, parameter_id: Any, value: float) -> Tuple[Any, float, str]:
        return parameter_id, value, find_parameter(device, parameter_id).str_for_value(value)

    @command("parameter/re_enable_automation", "Let the automation of a parameter play again.", PARAMETER,
             uses=("parameters", "DeviceParameter.re_enable_automation"))
    def re_enable_automation(self, device: Any, parameter_id: Any) -> None:
        find_parameter(device, parameter_id).re_enable_automation()

    @command("parameter/begin_gesture", "A finger is on the control: automation is recorded as one move.", PARAMETER,
             uses=("parameters", "DeviceParameter.begin_gesture"))
    def begin_gesture(self, device: Any, parameter_id: Any) -> None:
        find_parameter(device, parameter_id).begin_gesture()

    @command("parameter/end_gesture", "The finger left the control.", PARAMETER,
             uses=("parameters", "DeviceParameter.end_gesture"))
    def end_gesture(self, device: Any, parameter_id: Any) -> None:
        find_parameter(device, parameter_id).end_gesture()


def at_limit(parameter: Any, value: float) -> float:
    """The value, or the limit that it misses by no more than the rounding of OSC's floats."""
    for limit in (parameter.min, parameter.max):
        if abs(value - limit) <= ROUNDING * max(1.0, abs(limit)):
            return limit
    return value


HANDLERS = (DeviceHandler,)
