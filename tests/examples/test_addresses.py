"""Every OSC address that an example names is one that the script answers, or sends by itself."""
import re

import pytest

from AbletonOSC import beat, engine
from AbletonOSC.errors import UnknownAddress
from tests.docs.markdown import ROOT

UNASKED = {engine.STARTUP, engine.SHUTDOWN, engine.ERROR, beat.ADDRESS}
KINDS = (".js", ".json", ".pd", ".py", ".xml")
FILES = sorted(path for path in ROOT.glob("examples/**/*") if path.suffix in KINDS and path.name != "__init__.py")
IN_TEMPLATES = re.compile(r"\$\{[^}]*\}|%d")
ADDRESS = re.compile(r"/live/(?:[\w/*]|\{[\w,]+\})+")


def addresses(text):
    """Every address in a text; what JavaScript or Python fills in is an id."""
    return ADDRESS.findall(IN_TEMPLATES.sub("0", text))


def names(paths):
    return [path.relative_to(ROOT / "examples").as_posix() for path in paths]


@pytest.mark.parametrize("path", FILES, ids=names(FILES))
def test_an_address_in_an_example_is_one_that_the_script_answers(live, path):
    found = addresses(path.read_text(encoding="utf-8"))
    assert found
    unknown = []
    for address in set(found) - UNASKED:
        try:
            live.engine.dispatcher.find(address)
        except UnknownAddress:
            unknown.append(address)
    assert unknown == []


def test_an_address_with_a_mistake_is_found():
    text = "send `/live/clip_slot/${track}/%d/fire` to '/live/track/start_listen/{mute,solo}' or /live/scene/*/get/nome"
    assert addresses(text) == ["/live/clip_slot/0/0/fire", "/live/track/start_listen/{mute,solo}",
                               "/live/scene/*/get/nome"]


def test_the_readme_of_the_examples_has_a_row_for_each():
    text = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    assert [name for name in names(FILES) if f"]({name})" not in text] == []
