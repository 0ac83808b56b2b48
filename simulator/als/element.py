"""The XML of a Set as a tree, parsed under limits: no DTD, no entities, bounded depth, elements, tags and bytes."""
from __future__ import annotations

import gc
import re
import xml.parsers.expat
from contextlib import contextmanager
from typing import Any, Dict, Iterable, Iterator, List, Optional, Tuple

# Attributes, and elements, which take three times the memory: together about a gigabyte. A Set of 200 tracks with 100
# clips of 16 notes each has ten millions, the larger of the Sets at hand 0.8 millions.
MOST_PARTS = 15000000
ELEMENT = 3
DEEPEST = 512
# Expat keeps a tag whole until its end: so many bytes may pass without anything being recognised.
LONGEST_TAG = 1 << 20
# The state of a plug-in is one text, of some megabytes; no Set at hand has one above four.
LONGEST_TEXT = 64 << 20
TEXT_PIECE = 1 << 16
ESCAPES = (
    ("&", "&amp;"),
    ("<", "&lt;"),
    (">", "&gt;"),
    ('"', "&quot;"),
    ("\n", "&#10;"),
    ("\r", "&#13;"),
    ("\t", "&#9;"),
)
# What XML 1.0 cannot carry, not even escaped.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SPECIAL = re.compile("[\x00-\x1f&<>\"\ud800-\udfff\ufffe\uffff]")


class RefusedXML(ValueError):
    """The XML is damaged, or exceeds a limit."""


class Element:
    """One element: tag, attributes in the order of the file, children, text."""

    __slots__ = ("tag", "attributes", "children", "text")

    def __init__(self, tag: str, attributes: Optional[Dict[str, str]] = None,
                 children: Optional[List["Element"]] = None) -> None:
        self.tag = tag
        self.attributes: Dict[str, str] = attributes or {}
        self.children: List["Element"] = children or []
        self.text = ""

    def __iter__(self) -> Iterator["Element"]:
        return iter(self.children)

    def __len__(self) -> int:
        return len(self.children)

    def __bool__(self) -> bool:
        return True

    def child(self, tag: str) -> Optional["Element"]:
        """The first child of that tag, or None."""
        for child in self.children:
            if child.tag == tag:
                return child
        return None

    def find(self, path: str) -> Optional["Element"]:
        """The element at a path such as `DeviceChain/Mixer/Volume`, or None; an empty path is the element itself."""
        found: Optional[Element] = self
        for tag in path.split("/") if path else ():
            if found is None:
                return None
            found = found.child(tag)
        return found

    def need(self, path: str) -> "Element":
        """The element at a path, made where it is missing."""
        found = self
        for tag in path.split("/") if path else ():
            child = found.child(tag)
            if child is None:
                child = Element(tag)
                found.children.append(child)
            found = child
        return found

    def get(self, path: str) -> Optional[str]:
        """The value at a path: the attribute after `@`, `Value` when there is none; None where there is nothing."""
        path, _, attribute = path.partition("@")
        found = self.find(path)
        return None if found is None else found.attributes.get(attribute or "Value")

    def put(self, path: str, value: str) -> None:
        """Writes the value at a path (see get)."""
        path, _, attribute = path.partition("@")
        self.need(path).attributes[attribute or "Value"] = value

    def remove(self, tag: str) -> None:
        """Takes all children of that tag out."""
        self.children = [child for child in self.children if child.tag != tag]

    def every(self) -> List["Element"]:
        """This element and all below it, in the order of the file."""
        found: List["Element"] = []
        waiting = [self]
        while waiting:
            element = waiting.pop()
            found.append(element)
            if element.children:
                waiting.extend(element.children[::-1])
        return found

    def copy(self) -> "Element":
        """A tree like this one that shares nothing with it."""
        copied = Element(self.tag, dict(self.attributes))
        copied.text = self.text
        waiting = [(self, copied)]
        while waiting:
            original, made = waiting.pop()
            for child in original.children:
                twin = Element(child.tag, dict(child.attributes))
                twin.text = child.text
                made.children.append(twin)
                waiting.append((child, twin))
        return copied


class Builder:
    """Makes the tree of what expat recognises."""

    def __init__(self) -> None:
        self.root: Optional[Element] = None
        self.open: List[Element] = []
        # Text comes in pieces: those since the last tag, and those of each open element, joined only once.
        self.run: List[str] = []
        self.texts: List[List[str]] = []
        self.length = 0
        self.parts = 0
        self.recognised = True
        parser = xml.parsers.expat.ParserCreate()
        parser.buffer_text = True
        parser.buffer_size = TEXT_PIECE
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = self.refuse_document_type
        parser.EntityDeclHandler = self.refuse_document_type
        parser.CommentHandler = parser.ProcessingInstructionHandler = self.pass_over
        self.parser = parser

    def start(self, tag: str, attributes: Dict[str, str]) -> None:
        """A start tag."""
        self.recognised = True
        self.end_run()
        self.count(ELEMENT + len(attributes))
        if len(self.open) >= DEEPEST:
            raise RefusedXML("elements are nested deeper than {}".format(DEEPEST))
        element = Element(tag, attributes)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)
        self.texts.append([])

    def count(self, parts: int) -> None:
        """Counts what takes memory."""
        self.parts += parts
        if self.parts > MOST_PARTS:
            raise RefusedXML("more than {} elements and attributes".format(MOST_PARTS // ELEMENT))

    def end(self, tag: str) -> None:
        """An end tag."""
        self.recognised = True
        self.end_run()
        self.open.pop().text = "".join(self.texts.pop())

    def characters(self, text: str) -> None:
        """A piece of text."""
        self.recognised = True
        self.length += len(text)
        if self.length > LONGEST_TEXT:
            raise RefusedXML("a text is longer than {} characters".format(LONGEST_TEXT))
        if self.run:
            self.count(1)
        self.run.append(text)

    def end_run(self) -> None:
        """The text since the last tag is complete; what only indents is dropped."""
        run = self.run
        if run:
            if not all(map(str.isspace, run)):
                self.texts[-1] += run
            self.run = []
        self.length = 0

    def pass_over(self, *_: Any) -> None:
        """Comments and instructions mean nothing here."""
        self.recognised = True

    def refuse_document_type(self, *_: Any) -> None:
        """Sets have no document type; entities, which need one, can blow up or read other files."""
        raise RefusedXML("it declares a document type or entities")


@contextmanager
def without_collecting() -> Iterator[None]:
    """No search for garbage meanwhile: in a tree that grows is none, and to look again and again takes most time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def parse(chunks: Iterable[bytes]) -> Element:
    """The root of the XML whose bytes come in chunks; RefusedXML where there is no such."""
    builder = Builder()
    silent = 0
    try:
        with without_collecting():
            for chunk in chunks:
                builder.recognised = False
                builder.parser.Parse(chunk, False)
                silent = 0 if builder.recognised else silent + len(chunk)
                if silent > LONGEST_TAG:
                    raise RefusedXML("a tag is longer than {} bytes".format(LONGEST_TAG))
            builder.parser.Parse(b"", True)
    except xml.parsers.expat.ExpatError as error:
        raise RefusedXML("the XML is damaged: {}".format(error)) from None
    if builder.root is None:
        raise RefusedXML("there is no XML in it")
    return builder.root


def escape(text: str) -> str:
    """Text as it may stand in an attribute or between tags; characters that XML cannot carry are left out."""
    if not SPECIAL.search(text):
        return text
    text = FORBIDDEN.sub("", text)
    for character, name in ESCAPES:
        if character in text:
            text = text.replace(character, name)
    return text


def lines(root: Element) -> Iterator[str]:
    """The XML, one tag a line, indented by tabs as Live writes it."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    waiting: List[Tuple[Optional[Element], str]] = [(root, "")]
    while waiting:
        element, indent = waiting.pop()
        if element is None:
            # What closes an element stands in the place of its indent.
            yield indent
            continue
        tag, children = element.tag, element.children
        start = indent + "<" + tag
        for name, value in element.attributes.items():
            start += " " + name + '="' + (escape(value) if SPECIAL.search(value) else value) + '"'
        text = escape(element.text) if element.text else ""
        if children:
            yield start + ">" + text + "\n"
            waiting.append((None, indent + "</" + tag + ">\n"))
            indent += "\t"
            waiting.extend([(child, indent) for child in reversed(children)])
        elif text:
            yield start + ">" + text + "</" + tag + ">\n"
        else:
            yield start + " />\n"
