"""Every address there is with its arguments, from the tables of the remote script (AbletonOSC/catalogue.py)."""
from __future__ import annotations

from functools import lru_cache
from typing import Dict, Optional

from AbletonOSC.catalogue import Entry, addresses, aliases

Vocabulary = Dict[str, Entry]

ID = "_id"


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Give the entry of every address, the old spellings included."""
    entries = {entry.address: entry for entry in addresses()}
    for alias, address in aliases():
        if address in entries:
            entries[alias] = entries[address]._replace(address=alias)
    return entries


@lru_cache(maxsize=4096)
def echoed_ids(address: str) -> Optional[int]:
    """Give the number of ids with which a reply on this address begins; None for an address outside the tables.

    Only ids count, which come back as they were sent; another value may come back in another spelling.
    """
    entry = vocabulary().get(address)
    if entry is None:
        return None
    count = 0
    for argument, reply in zip(entry.arguments, entry.replies):
        if argument.name != reply or not argument.name.endswith(ID):
            break
        count += 1
    return count
