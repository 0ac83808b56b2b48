"""Links inside the documentation lead somewhere, and commands and files that it names are there."""
import re

import pytest

from tests.docs.markdown import FILES, ROOT, anchors, code_blocks, links, read

PATH_IN_BACKQUOTES = re.compile(
    r"`((?:AbletonOSC|simulator|client|tests|docs|benchmarks|examples|\.ci)/[\w./-]+|[\w-]+\.(?:py|md|toml))`")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_link_leads_to_a_file_and_its_heading(path):
    for link in links(path):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, fragment = link.partition("#")
        file = (path.parent / target).resolve() if target else path
        assert file.exists(), f"{path.name} links to {link}"
        assert not fragment or fragment in anchors(file), f"{path.name} links to {link}"


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name != "api"], ids=lambda path: path.name)
def test_a_file_that_the_text_names_is_there(path):
    for name in PATH_IN_BACKQUOTES.findall(read(path)):
        assert (ROOT / name).exists() or list(ROOT.glob(f"**/{name}")), f"{path.name} names {name}"


def test_the_command_of_the_readme_is_what_ci_runs():
    command = 'python3 -m pip install -e ".[test]" && python3 -m pytest'
    assert command in read("README.md")
    assert f"readme_command='{command}'" in read(".ci/run")


def test_the_architecture_page_has_a_place_for_each_file_of_the_script():
    page = read("docs/architecture.md")
    files = [path.relative_to(ROOT / "AbletonOSC") for path in ROOT.glob("AbletonOSC/**/*.py")]
    apart = ("handlers", "vendor")
    missing = [path.as_posix() for path in files if path.parts[0] not in apart and path.name != "__init__.py"
               and path.as_posix() not in page]
    assert missing == []


def test_the_row_that_contributing_explains_is_in_the_table():
    row, = code_blocks("CONTRIBUTING.md", "row")
    assert row.strip() in read("AbletonOSC/handlers/clip.py")
