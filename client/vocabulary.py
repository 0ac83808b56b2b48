"""Every address there is, with its arguments, from the tables of the remote script."""
from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import Any, Dict, Iterable, NamedTuple, Optional, Tuple

CATALOGUE = "AbletonOSC.catalogue"


class Argument(NamedTuple):
    """One argument of an address. `kind` is int, float, bool, str or any; `repeated` ones come in groups at the end."""

    name: str
    kind: str = "any"
    documentation: str = ""
    minimum: Optional[float] = None
    maximum: Optional[float] = None
    choices: Tuple[Any, ...] = ()
    required: bool = True
    repeated: bool = False

    @property
    def is_id(self) -> bool:
        """Whether it names an object, and comes back at the head of the reply."""
        return self.name.endswith("_id")


class Row(NamedTuple):
    """One address. `returns` are the names of what it sends back, empty for setters and methods, which are silent."""

    address: str
    arguments: Tuple[Argument, ...] = ()
    documentation: str = ""
    returns: Tuple[str, ...] = ()

    @property
    def missing_after(self) -> int:
        """The number of arguments without which the message is refused."""
        return sum(1 for argument in self.arguments if argument.required and not argument.repeated)


Vocabulary = Dict[str, Row]


def read_argument(argument: Any) -> Argument:
    """Read an argument as the catalogue describes it."""
    return Argument(
        name=argument.name,
        kind=getattr(argument.type, "name", None) or str(argument.type),
        documentation=getattr(argument, "documentation", ""),
        minimum=argument.minimum,
        maximum=argument.maximum,
        choices=tuple(getattr(argument, "choices", ()) or ()),
        required=bool(argument.required),
        repeated=bool(getattr(argument, "repeated", False)),
    )


def read_rows(rows: Iterable[Any]) -> Vocabulary:
    """Read the rows of the catalogue, by address."""
    return {row.address: Row(row.address, tuple(read_argument(argument) for argument in row.arguments),
                             row.documentation, tuple(row.returns)) for row in rows}


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Give every row of the remote script's tables, by address; empty when its tables are not there."""
    try:
        catalogue = import_module(CATALOGUE)
    except ModuleNotFoundError as error:
        if error.name != CATALOGUE:
            raise
        return {}
    return read_rows(catalogue.addresses())


@lru_cache(maxsize=4096)
def echoed_ids(address: str) -> Optional[int]:
    """Give the number of ids with which a reply on this address begins; None for an address outside the tables."""
    row = vocabulary().get(address)
    if row is None:
        return None
    count = 0
    for argument in row.arguments:
        if not argument.is_id:
            break
        count += 1
    return count
