"""A pattern finds the same in a tree of addresses as it does address by address."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from AbletonOSC.osc.pattern import Pattern, PatternError
from AbletonOSC.osc.tree import Tree

PARTS = ["a", "b", "ab", "live", "get", "set", "name", "0"]
ADDRESSES = st.lists(st.lists(st.sampled_from(PARTS), min_size=1, max_size=5).map(lambda parts: "/" + "/".join(parts)),
                     max_size=30, unique=True)
PATTERN_PARTS = st.sampled_from(PARTS + ["*", "?", "", "[ab]", "{a,b}", "{get,set}", "*a*", "[!a]", "n*"])
PATTERNS = st.lists(PATTERN_PARTS, min_size=1, max_size=6).map(lambda parts: "/" + "/".join(parts))


@given(ADDRESSES, PATTERNS)
def test_a_tree_gives_what_the_pattern_matches_in_the_order_put_in(addresses, text):
    try:
        pattern = Pattern(text)
    except PatternError:
        return
    tree = Tree((address, address) for address in addresses)
    assert tree.find(pattern) == [address for address in addresses if pattern.matches(address)]


@pytest.mark.parametrize("text, found", [
    ("/live/*/name", ["/live/a/name", "/live/b/name"]), ("//name",
                                                         ["/live/a/name", "/name", "/live/b/name", "/live/name"]),
    ("/live//name", ["/live/a/name", "/live/b/name", "/live/name"]), ("/nothing/*", []), ("/live", []),
    ("/*", ["/name"]),
    ("/live/a/name", ["/live/a/name"]),
])
def test_what_a_pattern_finds(text, found):
    tree = Tree((address, address) for address in ["/live/a/name", "/name", "/live/b/name", "/live/name"])
    assert tree.find(Pattern(text)) == found


def test_a_tree_takes_a_fraction_of_the_steps(count_steps):
    addresses = [f"/live/{thing}/{verb}/{name}" for thing in range(10) for verb in ("get", "set", "start_listen",
                                                                                    "stop_listen")
                 for name in ("x" * 20, "y" * 20, "z" * 20)]
    tree, pattern = Tree((address, address) for address in addresses), Pattern("/live/3/get/*x")
    assert len(tree.find(pattern)) == 1
    one_by_one = count_steps(lambda: [pattern.matches(address) for address in addresses])
    assert count_steps(tree.find, pattern) < one_by_one / 5
