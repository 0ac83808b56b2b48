"""Which names are close to a misspelt one: by the pairs of letters that they share.

The standard library's difflib takes a tenth of a second for the addresses of a track, which would be felt in Live.
"""
from __future__ import annotations

from typing import Dict, FrozenSet, List, Sequence

LONGEST = 200


def pairs_of(text: str) -> FrozenSet[str]:
    """The pairs of neighbouring letters, the first and the last letter also by themselves."""
    text = f" {text[:LONGEST].lower()} "
    return frozenset(text[place:place + 2] for place in range(len(text) - 1))


class Names:
    """Names that may be meant, with their pairs."""

    def __init__(self, names: Sequence[str]) -> None:
        self.pairs: Dict[str, FrozenSet[str]] = {name: pairs_of(name) for name in names}

    def close_to(self, wanted: str, most: int = 3, least: float = 0.6) -> List[str]:
        """The closest names, the closest first; those that share less than `least` of their pairs are not close."""
        pairs = pairs_of(wanted)
        shares = []
        for place, (name, its) in enumerate(self.pairs.items()):
            share = 2 * len(pairs & its) / (len(pairs) + len(its))
            if share >= least:
                shares.append((-share, place, name))
        return [name for _, _, name in sorted(shares)[:most]]
