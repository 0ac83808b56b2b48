"""docs/simulator.md shows code that is run here, and options that there are."""
import os
import re

from simulator.__main__ import make_parser
from tests.docs.markdown import code_blocks, read

FOLDER = os.path.dirname(os.path.abspath(__file__))
GUIDE = "docs/simulator.md"


def test_the_code_of_the_guide_is_that_of_the_worked_example():
    whole = ""
    for path in ("FaderBox/fader_box.py", "test_fader_box.py"):
        with open(os.path.join(FOLDER, path), encoding="utf-8") as file:
            whole += file.read()
    blocks = code_blocks(GUIDE, "python")
    assert len(blocks) == 2 and all(block.strip("\n") in whole for block in blocks)


def test_the_guide_has_every_option_and_no_other():
    parser = make_parser()
    known = {name for action in parser._actions for name in action.option_strings if name.startswith("--")} - {"--help"}
    assert set(re.findall(r"`(--[\w-]+)", read(GUIDE))) == known
    for block in code_blocks(GUIDE, "sh"):
        for line in block.splitlines():
            if line.startswith("python3 -m simulator"):
                parser.parse_args(line.split()[3:])
