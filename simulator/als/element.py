"""The XML of a Set as a tree of elements, and the tree as XML."""
from __future__ import annotations

import gc
import re
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Dict, Iterator, List, NoReturn, Optional, Sequence, Tuple

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


@lru_cache(maxsize=4096)
def steps(path: str) -> Tuple[Tuple[str, ...], str]:
    """The tags on a path, and the attribute at its end: the one after `@`, `Value` when there is none."""
    tags, _, attribute = path.partition("@")
    return tuple(tags.split("/")) if tags else (), attribute or "Value"


class Element:
    """One element: tag, attributes in the order of the file, children, text.

    What changes children does so by the methods, or by giving a new list: those of a leaf of a file are no list.
    """

    __slots__ = ("tag", "attributes", "children", "text")

    def __init__(self, tag: str, attributes: Optional[Dict[str, str]] = None,
                 children: Optional[Sequence["Element"]] = None) -> None:
        self.tag = tag
        self.attributes: Dict[str, str] = attributes or {}
        self.children: Any = [] if children is None else children
        self.text = ""

    def __iter__(self) -> Iterator["Element"]:
        return iter(self.children)

    def __len__(self) -> int:
        return len(self.children)

    def __bool__(self) -> bool:
        return True

    def child(self, tag: str) -> Optional["Element"]:
        """The first child of that tag, or None; to be read only (see own)."""
        for child in self.children:
            if child.tag == tag:
                found: Element = child
                return found
        return None

    def find(self, path: str) -> Optional["Element"]:
        """The element at a path such as `DeviceChain/Mixer/Volume`, or None; an empty path is the element itself.

        It is to be read only, as one without children may stand in many places (see need).
        """
        return self.follow(steps(path)[0])

    def follow(self, tags: Sequence[str]) -> Optional["Element"]:
        """The same, with the tags on the path."""
        found = self
        for tag in tags:
            for child in found.children:
                if child.tag == tag:
                    found = child
                    break
            else:
                return None
        return found

    def own(self, index: int) -> "Element":
        """The child at an index, which may be changed: in the place of one that stands in many places comes a copy."""
        child: Element = self.children[index]
        if isinstance(child, Leaf):
            child = self.children[index] = child.copy()
        return child

    def own_children(self, tag: str) -> List["Element"]:
        """The children of that tag, which may be changed."""
        return [self.own(index) for index, child in enumerate(self.children) if child.tag == tag]

    def need(self, path: str) -> "Element":
        """The element at a path, which may be changed; made where it is missing."""
        found = self
        for tag in steps(path)[0]:
            for index, child in enumerate(found.children):
                if child.tag == tag:
                    found = found.own(index)
                    break
            else:
                child = Element(tag)
                found.insert(len(found.children), child)
                found = child
        return found

    def get(self, path: str) -> Optional[str]:
        """The value at a path (see steps); None where there is nothing."""
        tags, attribute = steps(path)
        found = self.follow(tags)
        return None if found is None else found.attributes.get(attribute)

    def put(self, path: str, value: str) -> None:
        """Writes the value at a path (see get)."""
        if self.get(path) != value:
            self.need(path.partition("@")[0]).attributes[steps(path)[1]] = value

    def insert(self, index: int, child: "Element") -> None:
        """Puts a child before the one at an index, or last."""
        if not isinstance(self.children, list):
            self.children = list(self.children)
        self.children.insert(index, child)

    def add(self, child: "Element") -> None:
        """Puts a child last."""
        self.insert(len(self.children), child)

    def remove(self, tag: str) -> None:
        """Takes all children of that tag out."""
        if self.child(tag) is not None:
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
        """A tree like this one, of which each may be changed without the other."""
        copied = Element(self.tag, dict(self.attributes))
        copied.text = self.text
        waiting = [(self, copied)]
        while waiting:
            original, made = waiting.pop()
            for child in original.children:
                if isinstance(child, Leaf):
                    made.children.append(child)
                    continue
                twin = Element(child.tag, dict(child.attributes))
                twin.text = child.text
                made.children.append(twin)
                if child.children:
                    waiting.append((child, twin))
        return copied


class Unchanging(Dict[str, str]):
    """The attributes of a leaf."""

    __slots__ = ()

    def refuse(self, *given: Any, **named: Any) -> NoReturn:
        """Whoever changes it would change other places of the file."""
        raise TypeError("a leaf stands in many places of a file: change what need() or own() gives")

    __setitem__ = __delitem__ = clear = pop = popitem = setdefault = update = refuse  # type: Any


class Leaf(Element):
    """An element of a file without children, which is there once for all places of the file that say the same.

    Four of five elements of a Set are such. Nobody can change it (see Element.own).
    """

    __slots__ = ("line",)

    def __init__(self, tag: str, attributes: Dict[str, str]) -> None:
        give = object.__setattr__
        give(self, "tag", tag)
        give(self, "attributes", Unchanging(attributes))
        give(self, "children", ())
        give(self, "text", "")
        give(self, "line", start_of(self) + " />\n")

    def __setattr__(self, name: str, value: Any) -> None:
        self.attributes.clear()  # raises


# So many new objects are not looked through for garbage when a large tree is there: that takes seconds.
MANY_OBJECTS = 1000000


class LargeTrees:
    """Whether there may be a large tree that Python takes for old, and so does not miss when it is gone."""

    are_there = False


@contextmanager
def without_collecting(stays: bool = True) -> Iterator[None]:
    """No search for garbage meanwhile: in a tree that grows is none, and to look again and again takes most time.

    stays: whether what is made then is there for long.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects and stays and LargeTrees.are_there:
            LargeTrees.are_there = False
            gc.collect()
        elif collects and stays and gc.get_count()[0] > MANY_OBJECTS:
            # From here on all objects are old, and looked through when that is due.
            LargeTrees.are_there = True
            gc.freeze()
            gc.unfreeze()
        if collects:
            gc.enable()


def escape(text: str) -> str:
    """Text as it may stand in an attribute or between tags; characters that XML cannot carry are left out."""
    if not SPECIAL.search(text):
        return text
    text = FORBIDDEN.sub("", text)
    for character, name in ESCAPES:
        if character in text:
            text = text.replace(character, name)
    return text


def start_of(element: Element) -> str:
    """The start tag, but for its end."""
    start, attributes = "<" + element.tag, element.attributes
    if SPECIAL.search("".join(attributes.values())):
        attributes = {name: escape(value) for name, value in attributes.items()}
    for name, value in attributes.items():
        start += " " + name + '="' + value + '"'
    return start


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
        if isinstance(element, Leaf):
            yield indent + element.line
            continue
        children, start = element.children, indent + start_of(element)
        text = escape(element.text) if element.text else ""
        if children:
            yield start + ">" + (text or "\n")
            waiting.append((None, indent + "</" + element.tag + ">\n"))
            waiting.extend([(child, indent + "\t") for child in reversed(children[1:])])
            # Between a text and a child an indent would be text, too.
            waiting.append((children[0], "" if text else indent + "\t"))
        elif text:
            yield start + ">" + text + "</" + element.tag + ">\n"
        else:
            yield start + " />\n"
