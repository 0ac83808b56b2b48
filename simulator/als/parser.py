"""XML becomes a tree, under limits: no DTD, no entities, bounded depth, elements, names, tags and bytes."""
from __future__ import annotations

import re
import xml.parsers.expat
from typing import Any, Callable, Dict, Iterable, List, NamedTuple, NoReturn, Optional, Sized, Tuple

from .element import Element, Leaf, without_collecting

# Attributes, and elements, which take three times the memory. A Set of 200 tracks with 100 clips of 16 notes each has
# ten millions, the larger of the Sets at hand 0.8 millions.
MOST_PARTS = 15000000
ELEMENT = 3
DEEPEST = 512
# Expat keeps a tag whole until its end: so many bytes may pass without anything being recognised.
LONGEST_TAG = 1 << 20
# The state of a plug-in is one text, of some megabytes; no Set at hand has one above four.
LONGEST_TEXT = 64 << 20
TEXT_PIECE = 1 << 16
# The attributes that most elements without children have, alone; and so many different ones are remembered.
COMMON = ("Value", "LomId")
MOST_REMEMBERED = 1 << 16
# Names of elements and attributes, of which expat keeps each for itself; the Sets at hand have 1300 at most.
MOST_NAMES = 1 << 15
# So much is read without knowing how much follows.
SMALL = 4 << 20
# What Live writes between tags.
INDENT = re.compile(rb">\r?\n\t*<")


class RefusedXML(ValueError):
    """The XML is damaged, or exceeds a limit."""


def refuse_number() -> NoReturn:
    """There are too many of what takes memory."""
    raise RefusedXML("more than {} elements and attributes".format(MOST_PARTS // ELEMENT))


def look_through(chunks: Iterable[bytes]) -> None:
    """RefusedXML for more elements and attributes than a tree may have: counts what they begin with, which is quick."""
    parts, last = 0, b""
    for chunk in chunks:
        parts += count_parts(last + chunk)
        last = chunk[-1:]
        if parts > MOST_PARTS:
            refuse_number()


def count_parts(data: bytes) -> int:
    """How many parts begin in it, or a few more. Its last byte counts with the data after it."""
    return ELEMENT * (data.count(b"<", 0, -1) - data.count(b"</")) + data.count(b"=", 0, -1)


def place_of_damage(chunks: Iterable[bytes]) -> str:
    """What is wrong in an XML, and where in its own lines; nothing when nothing is."""
    parser = xml.parsers.expat.ParserCreate()
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except xml.parsers.expat.ExpatError as error:
        return str(error)
    return ""


class Tree(NamedTuple):
    """An XML that was read. wanted: the elements that were to be found."""

    root: Element
    wanted: List[Element]


class Remembered(Dict[str, str]):
    """One text for all that are equal, as long as they are not too many."""

    def __missing__(self, text: str) -> str:
        if len(self) < MOST_REMEMBERED:
            self[text] = text
        return text


class Names(Dict[str, str]):
    """The names of attributes; RefusedXML when there are too many."""

    def __missing__(self, name: str) -> str:
        check_names(self)
        self[name] = name
        return name


class Wanted(Dict[str, bool]):
    """Whether elements of a tag are to be found, asked once for each tag; RefusedXML when there are too many."""

    def __init__(self, wants: Callable[[str], bool]) -> None:
        super().__init__()
        self.wants = wants

    def __missing__(self, tag: str) -> bool:
        check_names(self)
        wanted = self[tag] = self.wants(tag)
        return wanted


def check_names(known: Sized) -> None:
    """RefusedXML when no other name may be added to those."""
    if len(known) >= MOST_NAMES:
        raise RefusedXML("more than {} different names of elements and attributes".format(MOST_NAMES))


class Builder:
    """Makes the tree of what expat recognises.

    An element is made when its first child starts, or at its end: by then it is known whether there is one like it.
    wants: whether elements of a tag are to be found; each of them is there for itself, and can be changed.
    """

    def __init__(self, wants: Callable[[str], bool] = lambda tag: False) -> None:
        self.parts = 0
        self.found: List[Element] = []
        # The element that has started, and whose children nobody has seen yet.
        self.tag: Optional[str] = None
        self.pairs: List[str] = []
        # Children of the innermost open element that has some, and around it those elements.
        self.children: List[Element] = []
        self.open: List[Tuple[Element, List[Element]]] = []
        # Text comes in pieces: those since the last tag, and those of each open element, joined only once.
        self.run: List[str] = []
        self.length = 0
        self.texts: Dict[int, List[str]] = {}
        self.is_wanted = Wanted(wants)
        self.names = Names().__getitem__
        self.remember = Remembered().__getitem__
        self.leaves: Dict[Any, Leaf] = {}
        self.last, self.total, self.known, self.has_sections = b"", 0, 0, False
        parser = xml.parsers.expat.ParserCreate()
        parser.buffer_text = parser.ordered_attributes = True
        parser.buffer_size = TEXT_PIECE
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = self.refuse_document_type
        parser.EntityDeclHandler = self.refuse_document_type
        self.parser = parser

    def start(self, tag: str, pairs: List[str]) -> None:
        """A start tag; pairs: names and values of its attributes by turns."""
        if self.run:
            self.end_run()
        if self.tag is not None:
            # It has children.
            children: List[Element] = []
            element = self.make(children)
            self.children.append(element)
            self.open.append((element, self.children))
            self.children = children
            if len(self.open) >= DEEPEST:
                raise RefusedXML("elements are nested deeper than {}".format(DEEPEST))
        self.tag = tag
        self.pairs = pairs

    def make(self, children: Any) -> Element:
        """The element that has started."""
        tag, pairs = self.tag or "", self.pairs
        if not pairs:
            element = Element(tag, None, children)
        elif len(pairs) == 2:
            element = Element(tag, {self.names(pairs[0]): self.remember(pairs[1])}, children)
        else:
            element = Element(tag, dict(zip(map(self.names, pairs[::2]), map(self.remember, pairs[1::2]))), children)
        if self.is_wanted[tag]:
            self.found.append(element)
        return element

    def end(self, tag: str) -> None:
        """An end tag."""
        if self.run:
            self.end_run()
        if self.tag is None:
            element, self.children = self.open.pop()
            if self.texts:
                element.text = "".join(self.texts.pop(len(self.open) + 1, ()))
            return
        pairs = self.pairs
        key = (tag, pairs[1], pairs[0]) if len(pairs) == 2 else tag if not pairs else None
        leaf = self.leaves.get(key)
        self.children.append(self.make_leaf(key) if leaf is None or self.texts else leaf)
        self.tag = None

    def make_leaf(self, key: Any) -> Element:
        """An element without children that is not remembered, or has text. One of the common kind is remembered."""
        depth = len(self.open) + 1
        if key in self.leaves and depth not in self.texts:
            return self.leaves[key]
        element = self.make(())
        if depth in self.texts:
            element.text = "".join(self.texts.pop(depth))
        elif (key is not None and (not self.pairs or self.pairs[0] in COMMON) and not self.is_wanted[element.tag]
              and len(self.leaves) < MOST_REMEMBERED):
            leaf = self.leaves[key] = Leaf(element.tag, element.attributes)
            return leaf
        return element

    def characters(self, text: str) -> None:
        """A piece of text."""
        run = self.run
        if run:
            self.parts += 1
            if self.parts > MOST_PARTS:
                refuse_number()
        run.append(text)
        self.length += len(text)
        if self.length > LONGEST_TEXT:
            raise RefusedXML("a text is longer than {} characters".format(LONGEST_TEXT))

    def end_run(self) -> None:
        """The text since the last tag is complete; what only indents is dropped."""
        run = self.run
        self.length = 0
        if len(run) == 1 and run[0].isspace():
            run.clear()
            return
        if not all(map(str.isspace, run)):
            self.texts.setdefault(len(self.open) + (self.tag is not None), []).extend(run)
        self.run = []

    def refuse_document_type(self, *_: Any) -> None:
        """Sets have no document type; entities, which need one, can blow up or read other files."""
        raise RefusedXML("it declares a document type or entities")

    def feed(self, chunk: bytes) -> None:
        """The next bytes."""
        # Without what indents, expat has half as much to tell. Where it may be text, it stays.
        text = self.last + chunk
        self.last = text[-2:]
        self.has_sections = self.has_sections or b"<![" in text
        fed = chunk if self.has_sections else INDENT.sub(b"><", chunk)
        self.parser.Parse(fed, False)
        self.total += len(fed)
        if self.open or self.tag is not None:
            # Where expat is: at the start of what it has not seen the end of.
            self.known = max(self.parser.CurrentByteIndex, self.known)
        if self.total - self.known > LONGEST_TAG:
            raise RefusedXML("a tag is longer than {} bytes".format(LONGEST_TAG))


def parse(read: Callable[[], Iterable[bytes]], wants: Callable[[str], bool] = lambda tag: False) -> Tree:
    """The tree of an XML; RefusedXML where there is no such.

    read: gives the bytes in chunks, each time from their beginning. wants: see Builder.
    """
    builder, total = Builder(wants), 0
    try:
        with without_collecting():
            for chunk in read():
                if total <= SMALL:
                    builder.parts += count_parts(builder.last[-1:] + chunk)
                    total += len(chunk)
                    if total > SMALL:
                        look_through(read())
                    elif builder.parts > MOST_PARTS:
                        refuse_number()
                builder.feed(chunk)
            builder.parser.Parse(b"", True)
    except xml.parsers.expat.ExpatError as error:
        raise RefusedXML("the XML is damaged: {}".format(place_of_damage(read()) or error)) from None
    if not builder.children:
        raise RefusedXML("there is no XML in it")
    return Tree(builder.children[0], builder.found)
