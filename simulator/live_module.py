"""The package `Live` as a script imports it, made for one simulator."""
from __future__ import annotations

import random
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any, Callable, Dict, List, NamedTuple, Optional

from .behaviour.conversions import FUNCTIONS as CONVERSIONS
from .c_instance import CInstance
from .control import make_control_module
from .conversion import Converter
from .errors import LimitationError
from .listeners import ListenerHandle
from .methods import make_function
from .schema import Method
from .timer import make_timer_class
from .wrapping import Wrap

if TYPE_CHECKING:
    from .live_types import LiveTypes
    from .simulator import Simulator


# Every thread may write into the log.
ONLY_LOGS = frozenset({("Base", "log")})


class FunctionPlan(NamedTuple):
    """What is known of a module's function before there is a simulator."""

    module: str
    function: Method
    converters: List[Converter]
    wrap: Wrap
    default: Callable[[Any], Any]


class PackagePlan:
    """What the packages of all simulators of one version have in common: it is made once."""

    def __init__(self, types: "LiveTypes") -> None:
        self.contents: Dict[str, Dict[str, Any]] = {}
        for name, row in types.schema.classes.items():
            self.place(row.module.split(".")[1:], types.handles[name])
        for name, enum in types.enums.items():
            self.place(name.split("."), enum)
        for things, rows in ((types.values, types.schema.values), (types.vectors, types.schema.vectors)):
            for name, thing in things.items():
                self.place([rows[name]["module"].split(".")[1], name], thing)
        self.place(["Listener", "ListenerHandle"], ListenerHandle)
        self.place(["Base", "LimitationError"], LimitationError)
        self.functions = [self.plan_function(types, full_name.split(".")[1], function)
                          for full_name, functions in types.schema.functions.items() for function in functions.values()]

    def place(self, path: List[str], thing: Any) -> None:
        """Puts a class where its full name says, for example Track.View into the class Track."""
        content = self.contents.setdefault(path[0], {})
        if len(path) == 2:
            content[path[1]] = thing
            return
        target = content[path[1]]
        for part in path[2:-1]:
            target = getattr(target, part)
        setattr(target, path[-1], thing)

    @staticmethod
    def plan_function(types: "LiveTypes", module: str, function: Method) -> FunctionPlan:
        """One function of a module."""
        converters = [types.converters.find(argument.type, argument.cpp, strict_enum=True)
                      for argument in function.arguments]
        return FunctionPlan(module, function, converters, types.wrappers.of_return(function.returns),
                            types.wrappers.default_return(function.returns))


def make_live_package(simulator: "Simulator") -> ModuleType:
    """The package with all its modules, classes, enums and functions."""
    types = simulator.types
    if types.package is None:
        types.package = PackagePlan(types)
    plan = types.package
    live: Any = ModuleType("Live", "A simulated Ableton Live {}.".format(simulator.live_version))
    live.__path__ = []

    def module(name: str) -> Any:
        made = vars(live).get(name)
        if made is None:
            made = ModuleType("Live." + name)
            setattr(live, name, made)
        return made

    for name, content in plan.contents.items():
        vars(module(name)).update(content)
    module("Base").Timer = make_timer_class(simulator)
    known = known_functions(simulator)
    for row in plan.functions:
        call = known.get("{}.{}".format(row.module, row.function.name)) or find_function(simulator, row)
        function = make_function(row.module, row.function, call, row.converters, row.wrap)
        setattr(module(row.module), row.function.name,
                function if (row.module, row.function.name) in ONLY_LOGS else simulator.in_turn(function))
    live.Simulator = make_control_module(simulator)
    package: ModuleType = live
    return package


def known_functions(simulator: "Simulator") -> Dict[str, Callable[..., Any]]:
    """Functions with behaviour of their own, by module and name."""
    return {
        "Application.get_application": lambda: simulator.live_application,
        "Application.get_random_int": lambda low, high: random.randint(min(low, high), max(low, high)),
        "Base.log": lambda text: simulator.write_log("RemoteScriptMessage: " + text),
        "Song.get_all_scales_ordered": lambda: simulator.scales,
        "SimplerDevice.get_available_voice_numbers": lambda: (1, 2, 3, 4, 6, 8, 12, 16, 24, 32),
    }


def find_function(simulator: "Simulator", row: FunctionPlan) -> Callable[..., Any]:
    """What another function of a module does; those without behaviour return the default of their type."""
    if row.module == "Conversions" and row.function.name in CONVERSIONS:
        return CONVERSIONS[row.function.name]
    if row.module == "MidiMap":
        function: Callable[..., Any] = getattr(simulator.midi_maps, row.function.name)
        return function
    default = row.default
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
