"""The package `Live` as a script imports it, made for one simulator."""
from __future__ import annotations

import random
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any, Callable, Dict, Optional

from .behaviour.conversions import FUNCTIONS as CONVERSIONS
from .c_instance import CInstance
from .control import make_control_module
from .errors import LimitationError
from .listeners import ListenerHandle
from .methods import make_function
from .timer import make_timer_class

if TYPE_CHECKING:
    from .simulator import Simulator


def make_live_package(simulator: "Simulator") -> ModuleType:
    """The package with all its modules, classes, enums and functions."""
    types = simulator.types
    live: Any = ModuleType("Live", "A simulated Ableton Live {}.".format(simulator.live_version))
    live.__path__ = []
    modules: Dict[str, Any] = {}

    def module(name: str) -> Any:
        if name not in modules:
            modules[name] = ModuleType("Live." + name)
            setattr(live, name, modules[name])
        return modules[name]

    for name, row in types.schema.classes.items():
        place(module(row.module.split(".")[1]), row.module.split(".")[2:], types.handles[name])
    for name, enum in types.enums.items():
        parts = name.split(".")
        place(module(parts[0]), parts[1:], enum)
    for name, value_class in types.values.items():
        place(module(types.schema.values[name]["module"].split(".")[1]), [name], value_class)
    for name, vector in types.vectors.items():
        place(module(types.schema.vectors[name]["module"].split(".")[1]), [name], vector)
    module("Base").Timer = make_timer_class(simulator)
    module("Listener").ListenerHandle = ListenerHandle
    module("Base").LimitationError = LimitationError
    for full_name, functions in types.schema.functions.items():
        owner = full_name.split(".")[1]
        for function in functions.values():
            converters = [types.converters.find(argument.type, argument.cpp, strict_enum=True)
                          for argument in function.arguments]
            setattr(module(owner), function.name, simulator.on_main_thread(make_function(
                owner, function, find_function(simulator, owner, function.name, function.returns), converters,
                types.wrappers.of_return(function.returns))))
    live.Simulator = make_control_module(simulator)
    package: ModuleType = live
    return package


def place(target: Any, path: Any, thing: Any) -> None:
    """Puts a class where its full name says, for example Track.View into the class Track."""
    for part in path[:-1]:
        target = getattr(target, part)
    setattr(target, path[-1], thing)


def find_function(simulator: "Simulator", module: str, name: str, returns: str) -> Callable[..., Any]:
    """What a function of a module does; those without behaviour return the default of their type."""
    known: Dict[str, Callable[..., Any]] = {
        "Application.get_application": lambda: simulator.live_application,
        "Application.get_random_int": lambda low, high: random.randint(min(low, high), max(low, high)),
        "Base.log": lambda text: simulator.write_log("RemoteScriptMessage: " + text),
        "Song.get_all_scales_ordered": lambda: simulator.scales,
        "SimplerDevice.get_available_voice_numbers": lambda: (1, 2, 3, 4, 6, 8, 12, 16, 24, 32),
    }
    full_name = "{}.{}".format(module, name)
    if full_name in known:
        return known[full_name]
    if module == "Conversions" and name in CONVERSIONS:
        return CONVERSIONS[name]
    if module == "MidiMap":
        function: Callable[..., Any] = getattr(simulator.midi_maps, name)
        return function
    default = simulator.types.wrappers.default_return(returns)
    return lambda *given: default(simulator)


def make_script_module() -> ModuleType:
    """The module `MidiRemoteScript`, which some scripts import beside `Live`: the class of their c_instance."""
    module = ModuleType("MidiRemoteScript", "The class of c_instance.")
    module.MidiRemoteScript = CInstance
    return module


class Installation:
    """Puts a Live package into sys.modules and takes it out again, restoring what was there."""

    def __init__(self, live: ModuleType) -> None:
        self.modules: Dict[str, Any] = {"Live": live, "MidiRemoteScript": make_script_module()}
        for name, value in vars(live).items():
            if isinstance(value, ModuleType):
                self.modules["Live." + name] = value
        self.before: Optional[Dict[str, Any]] = None

    def install(self) -> None:
        """From now on `import Live` gives this package."""
        if self.before is None:
            self.before = {name: sys.modules.get(name) for name in self.modules}
            sys.modules.update(self.modules)

    def uninstall(self) -> None:
        """`import Live` gives what it gave before."""
        if self.before is None:
            return
        for name, module in self.before.items():
            if sys.modules.get(name) is self.modules[name]:
                if module is None:
                    del sys.modules[name]
                else:
                    sys.modules[name] = module
        self.before = None
