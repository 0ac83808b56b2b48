"""What the tests read from the project's Markdown files: code blocks, links, addresses."""
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
ADDRESS = re.compile(r"`(/live/[^\s`]*[^\s`/])")
CELL = re.compile(r"(?<!\\)\|")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def code_blocks(path, language):
    """The text of each code block in this language."""
    return [found.group(2) for found in BLOCK.finditer(read(path)) if found.group(1) == language]


def without_blocks(path):
    """The text that is not inside code blocks."""
    return BLOCK.sub("", read(path))


def links(path):
    """Where the links of a file lead."""
    return LINK.findall(without_blocks(path))


def addresses(path):
    """Every OSC address that stands between backquotes, in order."""
    return ADDRESS.findall(without_blocks(path))


def table_rows(path):
    """Each row of the tables of a file, as (cells of the head, cells of the row)."""
    head, found = None, []
    for line in without_blocks(path).splitlines() + [""]:
        cells = [cell.strip() for cell in CELL.split(line)[1:-1]]
        if not cells:
            head = None
        elif head is None:
            head = cells
        elif set("".join(cells)) != {"-"}:
            found.append((head, cells))
    return found


def anchors(path):
    """The fragments under which the headings of a file can be linked."""
    headings = HEADING.findall(without_blocks(path))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
