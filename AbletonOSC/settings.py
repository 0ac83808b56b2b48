"""What can be set in `settings.json` beside the script: one table, read once at start."""
from __future__ import annotations

import copy
import json
import math
import os
from typing import Any, Dict, List, NamedTuple, Optional

from . import networks
from .log import LEVELS
from .osc.transport import LONGEST_DATAGRAM, SHORTEST_DATAGRAM

FILE_NAME = "settings.json"


class Setting(NamedTuple):
    """One setting: its name, its value when nothing is said, the least and greatest value, and what it does."""

    name: str
    default: Any
    minimum: Optional[float]
    maximum: Optional[float]
    documentation: str


TABLE = (
    Setting("bind", "0.0.0.0", None, None, "Address of the interface to listen on; 127.0.0.1 for this computer only."),
    Setting("port", 11000, 0, 65535, "UDP port to listen on; 0 for any free one."),
    Setting("reply_port", 11001, 1, 65535, "UDP port of the sender that replies and pushes go to."),
    Setting("legacy_beat", True, None, None, "Send /live/song/beat unasked to clients that were heard from lately."),
    Setting("tick_interval", 10, 1, 1000, "Milliseconds between two looks at the socket."),
    Setting("tick_budget", 8.0, 1.0, 1000.0, "Milliseconds that one tick may work; what is left waits for the next."),
    Setting("linger", 2.0, 0.0, 4.0, "Milliseconds that a tick waits for the next question of a busy client."),
    Setting("allowed_networks", [networks.PRIVATE], None, None,
            "Who is served: \"private\" (this computer and private networks), \"any\", or such as \"192.168.1.0/24\"."),
    Setting("max_datagram", 0, 0, LONGEST_DATAGRAM,
            "Bytes of the longest datagram to clients that wish for no other; 0: 9216 on macOS, 65507 elsewhere."),
    Setting("lease", 43200.0, 0.0, 1e9,
            "Seconds after which a client that says nothing loses its subscriptions; 0 for never."),
    Setting("log_level", "info", None, None, "debug, info, warning, error or critical."),
)


class Settings(Dict[str, Any]):
    """The settings by name, and `problems`: a sentence for each entry of the file that could not be used."""

    def __init__(self, values: Optional[Dict[str, Any]] = None) -> None:
        super().__init__((setting.name, copy.copy(setting.default)) for setting in TABLE)
        self.problems: List[str] = []
        known = {setting.name: setting for setting in TABLE}
        for name, value in (values or {}).items():
            if name not in known:
                self.problems.append(f"{FILE_NAME}: unknown setting {name!r}; there are {', '.join(known)}")
                continue
            problem = check(known[name], value)
            if problem:
                self.problems.append(f"{FILE_NAME}: {problem}; the default {known[name].default!r} is used")
            else:
                self[name] = type(known[name].default)(value)
        if self["port"] == self["reply_port"]:
            ports = known["port"].default, known["reply_port"].default
            self.problems.append(f"{FILE_NAME}: reply_port must not be the port that the script itself listens on, got "
                                 f"{self['port']}; the default ports {ports[0]} and {ports[1]} are used")
            self["port"], self["reply_port"] = ports


def check(setting: Setting, value: Any) -> str:
    """What is wrong with a value, or an empty string."""
    kind = type(setting.default)
    if kind is float:
        fits = isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < math.inf
    else:
        fits = type(value) is kind
    if not fits:
        return f"{setting.name} must be {kind.__name__}, got {value!r}"
    if setting.name == "allowed_networks":
        return networks.problem_of(value)
    if setting.name == "log_level" and value not in LEVELS:
        return f"log_level must be one of {', '.join(LEVELS)}, got {value!r}"
    if setting.name == "max_datagram" and 0 < value < SHORTEST_DATAGRAM:
        return f"max_datagram must be 0 or {SHORTEST_DATAGRAM}..{LONGEST_DATAGRAM}, got {value!r}"
    if setting.minimum is not None and setting.maximum is not None and not setting.minimum <= value <= setting.maximum:
        return f"{setting.name} must be {setting.minimum}..{setting.maximum}, got {value!r}"
    return ""


def read_settings(folder: str) -> Settings:
    """The settings of a folder; a file that is missing or broken gives the defaults, a broken one also a problem."""
    path = os.path.join(folder, FILE_NAME)
    try:
        with open(path, encoding="utf-8") as file:
            values = json.load(file)
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError) as error:
        return broken(f"{path} cannot be read, the defaults are used: {error}")
    if not isinstance(values, dict):
        return broken(f"{path} must hold one JSON object, the defaults are used")
    return Settings(values)


def broken(problem: str) -> Settings:
    settings = Settings()
    settings.problems.append(problem)
    return settings

