"""Every row of the reference has an example that works, or the page says why not."""
import pytest

from docs import examples
from docs.example_set import LIVE_VERSION, ExampleSet
from docs.tables import read_pages
from tests.docs.markdown import code_blocks, read

SECTIONS = [section for sections in read_pages().values() for section in sections]
TOPICS = [topic for section in SECTIONS for topic in section.properties + section.methods]
LONGEST_BLOCK_LINE = 220


def test_each_row_has_an_example_that_is_no_error_or_a_reason():
    found = examples.run_examples()
    assert set(found) == {topic.first.address for topic in TOPICS}
    wrong = [address for address, example in found.items()
             if example.failed or bool(example.lines) == bool(example.reason)]
    assert wrong == []


def test_an_example_ends_with_the_row_that_it_is_of():
    for address, example in examples.run_examples().items():
        typed = [line for line in example.lines if line.startswith(examples.PROMPT)]
        assert not typed or typed[-1].split()[1] == address


def test_reasons_are_few_and_each_is_needed():
    assert len(examples.REASONS) <= 10
    for _, starts in examples.REASONS:
        for start in starts:
            assert any(topic.first.address.startswith(start) for topic in TOPICS), start


def test_every_line_of_the_messages_is_of_a_row():
    assert set(examples.read_lines()) - {topic.first.address for topic in TOPICS} == set()


def test_each_page_shows_its_examples_and_says_of_which_set_they_are():
    for name, sections in read_pages().items():
        rows = [topic for section in sections for topic in section.properties + section.methods]
        page = f"docs/api/{name}.md"
        shown = "".join(code_blocks(page, "console"))
        for topic in rows:
            example = examples.run_examples()[topic.first.address]
            assert "".join(f"{line}\n" for line in example.lines) in shown
            assert not example.reason or example.reason in read(page)
        assert not rows or f"the simulated Live {LIVE_VERSION}" in read(page)
        assert all(len(line) <= LONGEST_BLOCK_LINE for line in shown.splitlines())


def test_a_setter_among_the_messages_does_what_it_says():
    with ExampleSet() as live:
        assert live.send("/live/song/set/tempo", (96,)) == []
        assert live.send("/live/song/get/tempo", ()) == [("/live/song/get/tempo", (96.0,))]


@pytest.mark.parametrize("answer, shown", [
    (("/live/song/get/tempo", (120.0,)), "120.0"),
    (("/live/song/get/name", ("a b", None, True)), '/live/song/get/name "a b" nil true'),
])
def test_an_answer_is_shown_as_the_console_shows_it(answer, shown):
    assert examples.show("/live/song/get/tempo", answer) == shown


def test_a_long_answer_is_cut_between_values():
    shown = examples.show("/x", ("/x", tuple(range(100000, 100100))))
    assert len(shown) <= examples.LONGEST_LINE + 4 and shown.endswith(" ...")
    assert all(len(word) == 6 for word in shown.split()[:-1])
