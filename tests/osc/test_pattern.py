"""Address patterns: the cases of the specification, laws against a naive matcher, and work that stays small."""
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from AbletonOSC.osc.pattern import DESCENT, MAX_LENGTH, SPECIAL, Pattern, PatternError, is_pattern

# Pattern, addresses it stands for, addresses it does not stand for.
CASES = [
    ("/live/song/get/tempo", ["/live/song/get/tempo"],
     ["/live/song/get/tempo_enabled", "/live/song/get", "/Live/song/get/tempo"]),
    ("/live/*/get/tempo", ["/live/song/get/tempo", "/live/scene/get/tempo"],
     ["/live/scene/get/tempo_enabled", "/live/get/tempo", "/live/a/b/get/tempo"]),
    ("/live/song/get/*", ["/live/song/get/tempo", "/live/song/get/is-playing", "/live/song/get/a.b"],
     ["/live/song/get/clips/name", "/live/song/get", "/live/song/set/tempo"]),
    ("/*", ["/a", "/live"], ["/live/test", ""]),
    ("/a*c", ["/ac", "/abc", "/abcc", "/a*c"], ["/a", "/c", "/abcd", "/ab/c"]),
    ("/**a**", ["/a", "/ba", "/bab"], ["/b", "/"]),
    ("/track/?", ["/track/1", "/track/é"], ["/track/", "/track/12", "/track"]),
    ("/t?*", ["/te", "/test"], ["/t"]),
    ("/[a-c]x", ["/ax", "/cx"], ["/dx", "/Ax", "/x", "/-x"]),
    ("/[!a-c]x", ["/dx", "/-x", "/!x"], ["/ax", "/x"]),
    ("/[a!]", ["/a", "/!"], ["/b"]),
    ("/[a-]", ["/a", "/-"], ["/b"]),
    ("/[-a]", ["/a", "/-"], ["/b"]),
    ("/[!-a]", ["/b"], ["/a", "/-"]),
    ("/[a-cx-z0]", ["/b", "/y", "/0"], ["/d", "/w", "/1", "/-"]),
    ("/[*?{,]", ["/*", "/?", "/{", "/,"], ["/a"]),
    ("/{volume,mute}", ["/volume", "/mute"], ["/volum", "/volumemute", "/volume,mute", "/"]),
    ("/{a,ab}{c,bc}", ["/ac", "/abc", "/abbc"], ["/ab", "/bc", "/abcc"]),
    ("/x{,s}", ["/x", "/xs"], ["/s", "/xss"]),
    ("/{vol*,[ms]*}", ["/volume", "/mute", "/solo"], ["/panning"]),
    ("/{a,{b,c}d}", ["/a", "/bd", "/cd"], ["/b", "/ad"]),
    ("/a,b", ["/a,b"], ["/a", "/b"]),
    ("/*-*_*", ["/a-b_c", "/-_"], ["/a_b-c", "/a-b"]),
    ("//name", ["/name", "/live/name", "/live/track/get/name"], ["/live/name/x", "/live", "/live/nam"]),
    ("/live//name", ["/live/name", "/live/track/get/name"], ["/name", "/other/live/name", "/live"]),
    ("/live///name", ["/live/name", "/live/a/name"], ["/name"]),
    ("//get//*e", ["/get/name", "/live/get/clips/name"], ["/get", "/name", "/live/set/name"]),
    ("//*", ["/a", "/a/b", "/a/b/c"], [""]),
]


@pytest.mark.parametrize("pattern, matching, others", CASES, ids=[case[0] for case in CASES])
def test_pattern_stands_for_what_the_specification_says(pattern, matching, others):
    compiled = Pattern(pattern)
    assert [address for address in matching if not compiled.matches(address)] == []
    assert [address for address in others if compiled.matches(address)] == []


MALFORMED = [
    ("", "starts with '/'", 0),
    ("live/*", "starts with '/'", 0),
    ("/live/*/", "does not end with '/'", 7),
    ("/", "does not end with '/'", 0),
    ("/live/[ab", "'[' is not closed", 6),
    ("/live/[", "'[' is not closed", 6),
    ("/live/[a/b]", "'[' is not closed", 6),
    ("/live/x{ab,c", "'{' is not closed", 7),
    ("/live/{a/b}", "'{' is not closed", 6),
    ("/live/{a,{b,c}", "'{' is not closed", 6),
    ("/live/a]", "']' closes nothing", 7),
    ("/live/a}", "'}' closes nothing", 7),
    ("/live/[]", "the character set is empty", 6),
    ("/live/[!]", "the character set is empty", 6),
    ("/live/[z-a]", "the range z-a runs backwards", 7),
    ("/" + "{" * 9 + "}" * 9, "more than 8 braces inside each other", 9),
    ("/" + "a" * MAX_LENGTH, "a pattern of 1025 characters, the limit is 1024", 1024),
]


@pytest.mark.parametrize("text, words, position", MALFORMED, ids=[case[0][:20] for case in MALFORMED])
def test_malformed_pattern_is_refused_with_a_sentence_and_the_character(text, words, position):
    with pytest.raises(PatternError) as refusal:
        Pattern(text)
    assert words in str(refusal.value)
    assert refusal.value.position == position


@pytest.mark.parametrize("address, expected", [
    ("/live/song/get/tempo", False), ("/live/a-b.c,d!", False), ("/", False), ("/live/*", True), ("/live/?", True),
    ("/live/[a]", True), ("/live/{a}", True), ("//live", True), ("/a]", True), ("/a}", True)])
def test_pattern_is_told_from_an_address(address, expected):
    assert is_pattern(address) is expected


def test_segments_can_be_followed_through_a_tree():
    live, any_depth, name, verb = Pattern("/live//{na,}me/get").segments
    assert (live.literal, verb.literal, name.literal) == ("live", "get", None)
    assert any_depth is DESCENT
    assert name.matches("name")
    assert not name.matches("names")
    assert live.matches("live")
    assert not live.matches("alive")


def test_pattern_without_special_characters_matches_only_itself():
    assert Pattern("/a.b(c)+$").matches("/a.b(c)+$")
    assert not Pattern("/a.b").matches("/axb")


# A naive reference: every choice is tried in turn, straight from the words of the specification.
characters = st.sampled_from("ab-!,.")
sets = st.tuples(st.booleans(), st.lists(st.tuples(characters, characters).map(sorted), min_size=1, max_size=2))
items = st.recursive(
    st.one_of(st.sampled_from("abc").map(lambda character: ("literal", character)), st.just(("any", None)),
              st.just(("star", None)), sets.map(lambda inside: ("set", inside))),
    lambda inner: st.lists(st.lists(inner, max_size=3), min_size=1, max_size=3).map(lambda inside: ("braces", inside)),
    max_leaves=6)
sequences = st.lists(items, min_size=1, max_size=5)


def written(sequence):
    """The pattern text of a sequence of items."""
    text = ""
    for kind, value in sequence:
        if kind == "literal":
            text += value
        elif kind == "set":
            negated, ranges = value
            text += "[" + "!" * negated + "".join(f"{first}-{last}" for first, last in ranges) + "]"
        elif kind == "braces":
            text += "{" + ",".join(written(inner) for inner in value) + "}"
        else:
            text += {"any": "?", "star": "*"}[kind]
    return text


def endings(sequence, name, start):
    """All indices at which the sequence may end when it begins at `start`."""
    if not sequence:
        return {start}
    (kind, value), rest = sequence[0], sequence[1:]
    if kind == "star":
        after = set(range(start, len(name) + 1))
    elif kind == "braces":
        after = set().union(*(endings(inner, name, start) for inner in value))
    elif start == len(name):
        after = set()
    else:
        takes = kind == "any" or (takes_set(value, name[start]) if kind == "set" else name[start] == value)
        after = {start + 1} if takes else set()
    return set().union(*(endings(rest, name, index) for index in after))


def takes_set(inside, character):
    """Whether [...] takes the character."""
    negated, ranges = inside
    return any(first <= character <= last for first, last in ranges) is not negated


@given(sequences, st.text("abc-!,.", max_size=6))
def test_pattern_matches_as_a_naive_matcher_does(sequence, name):
    text = written(sequence)
    assume(text)
    # A '!' that comes first in a set negates it; the reference says so by its flag only.
    assume(not any(first_is_bang(item) for item in sequence))
    assert Pattern("/" + text).matches("/" + name) is (len(name) in endings(sequence, name, 0))


def first_is_bang(item):
    """Whether a set that is not negated begins with '!'."""
    kind, value = item
    if kind == "braces":
        return any(first_is_bang(inner) for sequence in value for inner in sequence)
    return kind == "set" and not value[0] and value[1][0][0] == "!"


parts = st.lists(st.sampled_from(["live", "track", "get", "name"]), min_size=1, max_size=5)


@given(st.lists(st.sampled_from(["live", "track", "get", "name", "*", ""]), min_size=1, max_size=5), parts)
def test_double_slash_matches_as_a_naive_matcher_does(pattern_parts, address_parts):
    assume(pattern_parts[-1] != "")

    def naive(pattern, address):
        if not pattern or not address:
            return pattern == address
        if pattern[0] == "":
            return naive(pattern[1:], address) or naive(pattern, address[1:])
        return pattern[0] in ("*", address[0]) and naive(pattern[1:], address[1:])

    compiled = Pattern("/" + "/".join(pattern_parts))
    assert compiled.matches("/" + "/".join(address_parts)) is naive(pattern_parts, address_parts)


@given(st.text(SPECIAL + "!,-ab/é", max_size=30).map("/".__add__), st.text("ab/é", max_size=20).map("/".__add__))
def test_arbitrary_text_raises_nothing_but_pattern_error(text, address):
    try:
        compiled = Pattern(text)
    except PatternError as refusal:
        assert 0 <= refusal.position <= len(text)
    else:
        assert compiled.matches(address) in (True, False)
        if not is_pattern(text):
            assert compiled.matches(text)


ADVERSARIAL = {
    "14 stars": ("/" + "*a" * 14 + "b", "/" + "a" * 200),
    "stars and question marks": ("/" + "*?" * 12 + "b", "/" + "a" * 200),
    "500 stars": ("/" + "a*" * 500 + "b", "/" + "a" * 500),
    "alternatives of alternatives": ("/" + "{a,aa}" * 100 + "b", "/" + "a" * 150),
    "stars in braces": ("/" + "{*a,*aa}" * 60 + "b", "/" + "a" * 150),
    "sets": ("/" + "*[a-z]" * 100 + "0", "/" + "a" * 150),
    "descents": ("/" + "/a/" * 100 + "b", "/" + "/".join("a" * 200)),
}


@pytest.mark.parametrize("text, address", ADVERSARIAL.values(), ids=list(ADVERSARIAL))
def test_work_grows_no_faster_than_pattern_times_address(text, address, count_steps):
    compiled = Pattern(text)
    assert not compiled.matches(address)
    assert count_steps(compiled.matches, address) <= 200 + 8 * len(text) * len(address)


def test_work_doubles_when_the_name_doubles(count_steps):
    compiled = Pattern("/" + "*a" * 14 + "b")
    once, twice = (count_steps(compiled.matches, "/" + "a" * length) for length in (400, 800))
    assert twice < 2.2 * once
