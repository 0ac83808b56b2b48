"""What docs/generate.py writes is what the tables say, and every address that is documented can be sent."""
import re
from pathlib import Path

import pytest

from AbletonOSC import beat, catalogue, engine
from AbletonOSC.errors import UnknownAddress
from AbletonOSC.handlers import handler_classes
from AbletonOSC.lom.routes import routes_of
from docs import generate
from docs.tables import likened, page_of, read_pages, rows_of
from tests.docs.markdown import FILES, ROOT, addresses, read, table_rows

UNASKED = {engine.STARTUP, engine.SHUTDOWN, engine.ERROR, beat.ADDRESS}
OBJECTS = {f"/live/{handler.address}" for handler in handler_classes()}
PAGES = sorted(path for path in ROOT.glob("docs/api/*.md") if path.name != "README.md")
VERBS = {"Set": ("set",), "Listen": ("start_listen", "stop_listen")}
KNOWN = re.compile(r"`([^`]+)`")


@pytest.fixture(scope="module")
def generated():
    """Every generated file by its path; the examples of the reference are run for it, once."""
    return generate.generated_files()


@pytest.mark.parametrize("path", generate.generated_paths())
def test_a_file_is_what_the_tables_say_and_its_examples_are_what_the_script_answers(generated, path):
    assert generate.read(path) == generated[path], f"run python3 docs/generate.py: {path}"


def test_no_page_is_left_of_an_object_that_is_gone(generated):
    assert sorted(generated) == sorted(generate.generated_paths())
    assert generate.leftover_pages(generated) == []


def own_routes():
    """The advertised routes that a handler does not have from the handler of another object."""
    return [route for handler in handler_classes() for route in routes_of(handler)
            if route.advertised and id(route.row) not in rows_of(likened(handler))]


def as_dict(row):
    """The cells of a row by the head of their column."""
    head, cells = row
    return dict(zip(head, cells))


def documented(path):
    """The addresses that the tables of a page explain, those of the other verbs of a property among them."""
    found = []
    for cell in map(as_dict, table_rows(path)):
        for name in set(cell) & {"Property", "Method"}:
            address = cell[name].strip("`")
            found.append(address)
            for column, verbs in VERBS.items():
                if cell.get(column, "no") != "no":
                    found += [address.replace("/get/", f"/{verb}/", 1) for verb in verbs]
    return found


def test_each_address_of_the_tables_is_in_the_reference_once():
    explained = [address for path in PAGES for address in documented(path)]
    assert sorted(explained) == sorted(route.address for route in own_routes())


def test_each_old_spelling_is_in_the_reference():
    written = {address for path in PAGES for address in addresses(path)}
    assert {alias for alias, _ in catalogue.aliases()} - written == set()


def test_the_reference_says_what_is_polled_and_since_which_live_something_is_there():
    said = {cell["Property"].strip("`"): (cell["Listen"].split()[0], cell["Since"])
            for path in PAGES for cell in map(as_dict, table_rows(path)) if "Property" in cell}
    assert said["/live/track/get/volume"] == ("observable", "11.0")
    assert said["/live/track/get/fold_state"] == ("polled", "11.0")
    assert said["/live/track/get/can_be_armed"] == ("no", "11.0")
    assert said["/live/device/get/parameter/display_value"] == ("observable", "12.2")


def test_a_page_says_which_other_page_holds_the_rows_that_are_not_on_it():
    for handler in handler_classes():
        if likened(handler) is not None:
            page = read(f"docs/api/{page_of(handler.address)}.md")
            assert f"Everything of [/live/{likened(handler).address}](" in page, handler.address


def known_addresses():
    """The addresses that README.md explains, without `set` and `listen`."""
    text = read("README.md").partition("<!-- generated: known -->")[2].partition("<!-- end of generated -->")[0]
    thing, found = "", []
    for line in text.splitlines():
        if line.startswith("### "):
            thing = line[4:]
        elif line.startswith("| `"):
            name = KNOWN.match(line[2:]).group(1)
            found.append(f"/live/{name}" if thing == "/live/test" else f"{thing}/{name}")
    return found


def test_the_readme_has_one_line_for_each_row_of_which_abletonosc_has_an_address():
    known = set(read("tests/abletonosc_addresses.txt").split())
    rows = {}
    for route in own_routes():
        rows.setdefault((route.handler, id(route.row)), []).append(route.address)
    expected = {addresses[0] for addresses in rows.values() if known & set(addresses)}
    assert set(known_addresses()) == expected and len(known_addresses()) == len(expected)


def test_the_readme_names_every_other_object():
    text = read("README.md").partition("<!-- generated: objects -->")[2]
    for name in read_pages():
        assert f"### /live/{name}\n" in read("README.md") or f"| [/live/{name}](docs/api/{name}.md) |" in text, name


def test_the_readme_stays_short():
    assert len(read("README.md").encode()) <= 25 * 1024


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name != "api"], ids=lambda path: path.name)
def test_an_address_in_the_text_can_be_sent(live, path):
    unknown = []
    for address in addresses(path):
        if address in UNASKED | OBJECTS:
            continue
        try:
            live.engine.dispatcher.find(address)
        except UnknownAddress:
            unknown.append(address)
    assert unknown == []


def test_a_marker_that_nothing_fills_is_an_error():
    with pytest.raises(KeyError, match="nothing_of_the_kind"):
        generate.fill_regions("<!-- generated: nothing_of_the_kind -->\n<!-- end of generated -->")


def test_every_marker_is_filled():
    texts = [read(path) for path in generate.WITH_REGIONS]
    markers = [marker for text in texts for marker in re.findall(r"<!-- generated: (\w+) -->", text)]
    assert sorted(markers) == sorted(generate.REGIONS)
    assert sum(text.count("<!-- end of generated -->") for text in texts) == len(markers)


@pytest.fixture
def checkout(generated, tmp_path, monkeypatch):
    """A folder with every generated file as it should be, and what they are made of, where docs/generate.py looks."""
    for path, text in generated.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / "tests").mkdir()
    (tmp_path / generate.ABLETONOSC).write_text(read(Path(generate.ABLETONOSC)), encoding="utf-8")
    monkeypatch.setattr(generate, "ROOT", str(tmp_path))
    return tmp_path


def test_check_names_the_file_that_drifted_and_writing_mends_it(checkout, generated, capsys):
    assert generate.main(["--check"]) == 0
    drifted = generated["README.md"].replace("| `get/tempo` | set", "| drifted | set")
    assert drifted != generated["README.md"]
    (checkout / "README.md").write_text(drifted, encoding="utf-8")
    (checkout / "docs" / "api" / "track.md").write_text("drifted\n", encoding="utf-8")
    (checkout / "docs" / "api" / "gone.md").write_text("left over\n", encoding="utf-8")

    assert generate.main(["--check"]) == 1
    assert [line.split(" is ")[0].replace("\\", "/") for line in capsys.readouterr().err.splitlines()] == [
        "README.md", "docs/api/track.md", "docs/api/gone.md"]
    assert (checkout / "docs" / "api" / "track.md").read_text(encoding="utf-8") == "drifted\n"

    assert generate.main([]) == 0
    assert (checkout / "README.md").read_text(encoding="utf-8") == generated["README.md"]
    assert generate.main(["--check"]) == 0
    assert not (checkout / "docs" / "api" / "gone.md").exists()
