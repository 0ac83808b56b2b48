"""Which names are close to a misspelt one: by the pairs of letters that they share.

The standard library's difflib takes a tenth of a second for the addresses of a track, which would be felt in Live.
"""

from typing import Dict, FrozenSet, List, Sequence

LONGEST = 200


def pairs_of(text):
    # type: (str) -> FrozenSet[str]
    """The pairs of neighbouring letters, the first and the last letter also by themselves."""
    text = f" {text[:LONGEST].lower()} "
    return frozenset(text[place:place + 2] for place in range(len(text) - 1))


class Names:
    """Names that may be meant, with their pairs."""

    def __init__(self, names):
        # type: (Sequence[str]) -> None
        self.pairs = {name: pairs_of(name) for name in names}  # type: Dict[str, FrozenSet[str]]

    def close_to(self, wanted, most=3, least=0.6):
        # type: (str, int, float) -> List[str]
        """The closest names, the closest first; those that share less than `least` of their pairs are not close."""
        pairs = pairs_of(wanted)
        shares = []
        for place, (name, its) in enumerate(self.pairs.items()):
            share = 2 * len(pairs & its) / (len(pairs) + len(its))
            if share >= least:
                shares.append((-share, place, name))
        return [name for _, _, name in sorted(shares)[:most]]
