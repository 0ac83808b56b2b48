"""What docs/generate.py writes is what the tables say, and every address that is documented can be sent."""
import re
import shutil
import subprocess
import sys

import pytest

from AbletonOSC import beat, catalogue, engine
from AbletonOSC.errors import UnknownAddress
from AbletonOSC.handlers import handler_classes
from AbletonOSC.lom.route import routes_of
from docs import generate
from tests.docs.markdown import FILES, ROOT, addresses, read

UNASKED = {engine.STARTUP, engine.SHUTDOWN, engine.ERROR, beat.ADDRESS}
OTHERS_SCRIPT = "docs/coming-from-abletonosc.md"
NOT_COPIED = shutil.ignore_patterns("__pycache__", "logs", "api")
GENERATED = generate.generated_files()
LIKENED = {f"/live/{generate.likened(handler).address}" for handler in handler_classes() if generate.likened(handler)}
REFERENCE = sorted(ROOT.glob("docs/api/*.md"))


@pytest.mark.parametrize("path", sorted(GENERATED))
def test_a_file_is_what_the_tables_say(path):
    assert generate.read(path) == GENERATED[path], f"run python3 docs/generate.py: {path}"


def test_no_page_is_left_of_an_object_that_is_gone():
    assert generate.leftover_pages(GENERATED) == []


def own_addresses(verbs=None):
    """The advertised addresses that a handler does not have from the handler of another object."""
    found = []
    for handler in handler_classes():
        rows = generate.rows_of(generate.likened(handler))
        found += [route.address for route in routes_of(handler)
                  if route.advertised and id(route.row) not in rows and (verbs is None or verbs(route))]
    return found


def test_each_address_of_the_tables_is_in_the_reference_once():
    documented = [address for path in REFERENCE for address in addresses(path)]
    old = [alias for alias, _ in catalogue.aliases()]
    meant = [address for _, address in catalogue.aliases()]
    pages = [link for link in documented if link in LIKENED]
    assert sorted(documented) == sorted(own_addresses() + old + meant + pages)


def test_a_page_says_which_other_page_holds_the_rows_that_are_not_on_it():
    for handler in handler_classes():
        if generate.likened(handler) is not None:
            page = read(f"docs/api/{generate.page_of(handler.address)}.md")
            assert f"Everything of [/live/{generate.likened(handler).address}](" in page, handler.address


def test_each_object_has_its_get_addresses_and_methods_in_the_readme():
    """What only one kind of device has is in the reference: there are hundreds of them."""
    table = set(addresses("README.md"))
    verbs = {"set", "start_listen", "stop_listen"}
    assert set(own_addresses(lambda route: route.verb not in verbs and not route.row.of)) - table == set()


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name != "api"], ids=lambda path: path.name)
def test_an_address_in_the_text_can_be_sent(live, path):
    unknown = []
    for address in addresses(path):
        if address in UNASKED:
            continue
        try:
            live.engine.dispatcher.find(address)
        except UnknownAddress:
            unknown.append(address)
    assert unknown == []


def test_a_marker_that_nothing_fills_is_an_error():
    with pytest.raises(KeyError, match="nothing_of_the_kind"):
        generate.fill_regions("<!-- generated: nothing_of_the_kind -->\n<!-- end of generated -->")


def test_every_marker_of_the_readme_is_filled():
    markers = re.findall(r"<!-- generated: (\w+) -->", read("README.md"))
    assert sorted(markers) == sorted(generate.REGIONS)
    assert read("README.md").count("<!-- end of generated -->") == len(markers)


def copy_with_readme(folder, text):
    """A checkout with everything that docs/generate.py reads and writes, and this README."""
    for name in ("AbletonOSC", "docs"):
        shutil.copytree(str(ROOT / name), str(folder / name), ignore=NOT_COPIED)
    (folder / "simulator").mkdir()
    shutil.copy(str(ROOT / "simulator" / "live-api.json"), str(folder / "simulator"))
    (folder / "README.md").write_text(text, encoding="utf-8")
    return folder / "docs" / "generate.py"


def run(script, *arguments):
    return subprocess.run([sys.executable, "-B", str(script), *arguments], capture_output=True, text=True, timeout=60)


def test_check_names_the_file_that_drifted_and_writing_mends_it(tmp_path):
    drifted = read("README.md").replace("| `/live/song/get/tempo` | set", "| drifted | set")
    assert drifted != read("README.md")
    script = copy_with_readme(tmp_path, drifted)
    assert run(script).returncode == 0
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == read("README.md")
    assert run(script, "--check").returncode == 0

    (tmp_path / "docs" / "api" / "track.md").write_text("drifted\n", encoding="utf-8")
    (tmp_path / "docs" / "api" / "gone.md").write_text("left over\n", encoding="utf-8")
    checked = run(script, "--check")
    assert checked.returncode == 1
    assert [line.split(" is ")[0].replace("\\", "/") for line in checked.stderr.splitlines()] == [
        "docs/api/track.md", "docs/api/gone.md"]
    assert (tmp_path / "docs" / "api" / "track.md").read_text(encoding="utf-8") == "drifted\n"

    assert run(script).returncode == 0
    assert run(script, "--check").returncode == 0
    assert not (tmp_path / "docs" / "api" / "gone.md").exists()
