"""Live's enums: int subclasses with `names` and `values`, without iteration (live-api.json, section enum_protocol)."""
from __future__ import annotations

from typing import Any, Dict


class Enum(int):
    """What every enum class inherits; members are attributes of the class."""

    names: Dict[str, "Enum"] = {}
    values: Dict[int, "Enum"] = {}
    name = ""
    label = ""

    def __new__(cls, value: Any = 0) -> "Enum":
        known = cls.values.get(value) if isinstance(value, int) else None
        return known if known is not None else super().__new__(cls, value)

    def __repr__(self) -> str:
        return "{}.{}".format(self.label, self.name) if self.name else "{}({})".format(self.label, int(self))

    def __str__(self) -> str:
        return self.name or str(int(self))


def make_enum(full_name: str, members: Dict[str, int]) -> Any:
    """The class of one enum; `full_name` is its key in live-api.json, for example `Song.Quantization`."""
    module, name = full_name.split(".", 1)[0], full_name.rsplit(".", 1)[-1]
    enum: Any = type(name, (Enum,), {"__module__": module, "__qualname__": name, "names": {}, "values": {},
                                     "label": full_name})
    for member_name, number in members.items():
        member: Any = int.__new__(enum, number)
        member.name = member_name
        enum.names[member_name] = member
        enum.values.setdefault(number, member)
        setattr(enum, member_name, member)
    return enum
