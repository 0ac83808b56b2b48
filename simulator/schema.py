"""Live's API as rows: live-api.json, cut down to what one version of Live has."""
from __future__ import annotations

import json
import os
import re
from typing import Any, Dict, FrozenSet, List, NamedTuple, Optional, Tuple

NEWEST = "99"
# The versions of Live that live-api.json describes; their updates are versions of them.
OLDEST_SUPPORTED, NEWEST_SUPPORTED = (11, 0), (12, 4)
LIVE_VERSION = re.compile(r"\d+(\.\d+)*([ab]\d*)?$")
PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "live-api.json")

# C++ names of the handles, as error texts show them; classes not named here follow the pattern TPyHandle<A...>.
# Sources: live-api.json, exceptions.ArgumentError.handles; the others are taken from the arguments of methods.
HANDLES = {"Track": "TTrackPyHandle"}
# Classes that had another name before they arrived under the present one.
FORMERLY = {"Envelope": "Live.Clip.AutomationEnvelope"}
PROPERTY_CPP = {"bool": "bool", "int": "int", "float": "float", "str": "TString"}

Version = Tuple[int, ...]


class Argument(NamedTuple):
    """One argument of a method or module function."""
    name: str
    keyword: bool
    type: str
    cpp: str
    required: bool
    default: Any


class Property(NamedTuple):
    """One readable attribute; children of the object tree are properties too (kind `child` or `children`)."""
    name: str
    kind: str
    type: str
    optional: bool
    settable: bool
    listenable: bool
    row: Dict[str, Any]


class Method(NamedTuple):
    """One method, or one function of a module."""
    name: str
    arguments: Tuple[Argument, ...]
    returns: str


class ClassSchema(NamedTuple):
    """What one Live class has by itself; the rest comes from `inherits`."""
    name: str
    module: str
    inherits: Optional[str]
    handle: str
    properties: Dict[str, Property]
    methods: Dict[str, Method]
    events: Tuple[str, ...]


class Schema(NamedTuple):
    """Everything that one version of Live has."""
    version: Version
    python: str
    classes: Dict[str, ClassSchema]
    enums: Dict[str, Dict[str, int]]
    functions: Dict[str, Dict[str, Method]]
    values: Dict[str, Dict[str, Any]]
    vectors: Dict[str, Dict[str, Any]]
    document: Dict[str, Any]

    def lineage(self, name: str) -> List[str]:
        """The class and its ancestors, nearest first."""
        names: List[str] = []
        current: Optional[str] = name
        while current is not None:
            names.append(current)
            current = self.classes[current].inherits
        return names

    def all_properties(self, name: str) -> Dict[str, Property]:
        """The properties of a class with those it inherits."""
        found: Dict[str, Property] = {}
        for ancestor in reversed(self.lineage(name)):
            found.update(self.classes[ancestor].properties)
        return found

    def all_methods(self, name: str) -> Dict[str, Method]:
        """The methods of a class with those it inherits."""
        found: Dict[str, Method] = {}
        for ancestor in reversed(self.lineage(name)):
            found.update(self.classes[ancestor].methods)
        return found

    def all_events(self, name: str) -> FrozenSet[str]:
        """The names that have listeners but no readable value, with the inherited ones."""
        return frozenset(event for ancestor in self.lineage(name) for event in self.classes[ancestor].events)


def parse_version(text: str) -> Version:
    """`"12.1.10"` as `(12, 1, 10)`; a beta's letter is ignored."""
    parts = tuple(int(number) for number in re.findall(r"\d+", text))
    if not parts:
        raise ValueError("a version must have numbers, got {!r}".format(text))
    return parts


def check_supported(live_version: str) -> None:
    """Raises ValueError for a version of Live that is none, or that live-api.json does not describe."""
    if not LIVE_VERSION.match(live_version):
        raise ValueError("live_version must look like 12.2.5, got {!r}".format(live_version))
    if not OLDEST_SUPPORTED <= (parse_version(live_version) + (0,))[:2] <= NEWEST_SUPPORTED:
        raise ValueError("live_version must be from {}.{} to {}.{}, with their updates (12.2.5), got {!r}".format(
            *OLDEST_SUPPORTED + NEWEST_SUPPORTED + (live_version,)))


def exists_in(since: Optional[str], version: Version) -> bool:
    """Whether something that arrived with `since` is there in `version` (None: it always was)."""
    return since is None or parse_version(since) <= version


def load_document() -> Dict[str, Any]:
    """The whole of live-api.json."""
    with open(PATH, encoding="utf-8") as file:
        document: Dict[str, Any] = json.load(file)
    return document


def read_arguments(rows: List[Dict[str, Any]], enums: Dict[str, Dict[str, int]]) -> Tuple[Argument, ...]:
    """The rows of an `args` list; a default that names an enum member becomes its number."""
    arguments = []
    for row in rows:
        default = row.get("default")
        if isinstance(default, str) and "." in default:
            enum, member = default.rsplit(".", 1)
            default = enums.get(enum, {}).get(member, 0)
        cpp = row.get("cpp") or PROPERTY_CPP.get(row["type"], "TPyHandle<A{}>".format(row["type"]))
        arguments.append(Argument(row["name"], bool(row.get("kw")), row["type"], cpp, "default" not in row, default))
    return tuple(arguments)


def read_methods(rows: Dict[str, Dict[str, Any]], enums: Dict[str, Dict[str, int]],
                 version: Version) -> Dict[str, Method]:
    """The methods that exist in this version."""
    return {name: Method(name, read_arguments(row["args"], enums), row["returns"])
            for name, row in rows.items() if exists_in(row.get("since"), version)}


def handle_names(document: Dict[str, Any]) -> Dict[str, str]:
    """The C++ handle of each class whose name is known."""
    known = dict(HANDLES)
    for row in document["classes"].values():
        for method in row["methods"].values():
            for argument in method["args"]:
                if argument["type"] in document["classes"] and argument.get("cpp"):
                    known.setdefault(argument["type"], argument["cpp"])
    known.update(document["exceptions"]["ArgumentError"]["handles"])
    return known


def read_class(name: str, row: Dict[str, Any], document: Dict[str, Any], handle: str, version: Version) -> ClassSchema:
    """One class, with the members that exist in this version."""
    properties: Dict[str, Property] = {}
    for child, entry in row["children"].items():
        if exists_in(entry["since"], version):
            kind = "children" if entry["list"] else "child"
            properties[child] = Property(child, kind, entry["class"] or "None", bool(entry["optional"]),
                                         bool(entry["set"]), bool(entry["listen"]), entry)
    for prop, entry in row["properties"].items():
        if exists_in(entry["since"], version):
            listenable = bool(entry["listen"]) and exists_in(entry.get("listen_since"), version)
            properties[prop] = Property(prop, "property", entry["type"], entry["type"].endswith("|None"),
                                        bool(entry["set"]), listenable, entry)
    module = row["module"] if exists_in(row["since"], version) else FORMERLY[name]
    return ClassSchema(name, module, row["inherits"], handle, properties,
                       read_methods(row["methods"], document["enums"], version),
                       tuple(row.get("event_only_listeners", ())))


def load_newest() -> Schema:
    """Everything in the document."""
    return load(NEWEST)


_documents: List[Dict[str, Any]] = []


def load(live_version: str) -> Schema:
    """What a Live of this version has."""
    if not _documents:
        _documents.append(load_document())
    document = _documents[0]
    # "12" is 12.0, and has what arrived with that.
    version = parse_version(live_version if "." in live_version else live_version + ".0")
    member_since = document["enum_member_since"]
    handles = handle_names(document)
    enums = {name: {member: number for member, number in members.items()
                    if exists_in(member_since.get("{}.{}".format(name, member)), version)}
             for name, members in document["enums"].items()}
    return Schema(
        version=version,
        python="3.11" if version >= (12, 1) else "3.7",
        classes={name: read_class(name, row, document, handles.get(name, "TPyHandle<A{}>".format(
            name.replace(".", ""))), version)
            for name, row in document["classes"].items() if name in FORMERLY or exists_in(row["since"], version)},
        enums={name: members for name, members in enums.items() if members},
        functions={module: read_methods(rows, document["enums"], version)
                   for module, rows in document["module_functions"].items()},
        values={name: row for name, row in document["value_classes"].items() if exists_in(row["since"], version)},
        vectors={name: row for name, row in document["vectors"].items() if exists_in(row["since"], version)},
        document=document)
