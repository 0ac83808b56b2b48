"""The tree of an XML: what is in it, elements that stand in many places, and how they are changed."""
import xml.etree.ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.als.element import Element, Leaf, lines
from simulator.als.parser import parse

NAMES = st.sampled_from(("Value", "LomId", "Id", "Time"))
TEXTS = st.sampled_from(("", "0", "true", "a<b", "\n", '"', ">\n<", "]]>"))
LEAVES = st.builds(Element, st.sampled_from("ABC"), st.dictionaries(NAMES, TEXTS, max_size=3))


def holding(children):
    return st.builds(with_text, st.sampled_from("ABC"), st.dictionaries(NAMES, TEXTS, max_size=2),
                     st.lists(children, max_size=5), st.sampled_from(("", "", "x", "> ", "a\n\t", "]]> \n")))


def with_text(tag, attributes, children, text):
    element = Element(tag, attributes, children)
    element.text = text
    return element


TREES = st.recursive(LEAVES, holding, max_leaves=30)


def said(element):
    """All that an element says."""
    return element.tag, dict(element.attributes), element.text, [said(child) for child in element]


def said_by_python(element):
    """The same, of the tree that Python's own reader makes. Text between children belongs to the element around."""
    text = "".join(piece for piece in [element.text or ""] + [child.tail or "" for child in element]
                   if not piece.isspace())
    return element.tag, dict(element.attrib), text, [said_by_python(child) for child in element]


def pieces(data, size):
    return [data[start:start + size] for start in range(0, len(data), size)]


@given(tree=TREES, size=st.integers(1, 200), indent=st.sampled_from(("\n", "\r\n\t", " ", "\n \n")))
def test_a_tree_is_what_python_reads_whatever_the_pieces(tree, size, indent):
    data = "".join(lines(tree)).replace("\n\t", indent).encode("utf-8")
    assert said(parse(lambda: pieces(data, size)).root) == said_by_python(xml.etree.ElementTree.fromstring(data))


@given(tree=TREES)
def test_a_tree_that_is_written_reads_as_itself_and_is_written_the_same(tree):
    data = "".join(lines(tree)).encode("utf-8")
    again = parse(lambda: [data], lambda tag: tag == "B").root
    assert said(again) == said(tree) == said(again.copy()) and "".join(lines(again)).encode("utf-8") == data


@pytest.mark.parametrize("section", ["<a>\n<b/>\n</a>", ">\n<", ">\r\n\t<c"])
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_a_section_of_text_keeps_what_looks_like_an_indent(section, size):
    data = "<A>\n\t<B />\n\t<![CDATA[{}]]>\n</A>".format(section).encode("utf-8")
    assert parse(lambda: pieces(data, size)).root.text.strip() == section.replace("\r\n", "\n")


FILE = b'<A><B Value="1"/><B Value="1"/><B Id="1"/><C><B Value="1"/></C><D/><D/></A>'


def test_equal_leaves_are_there_once_and_nobody_can_change_them():
    root = parse(lambda: [FILE]).root
    first, second, other = root.children[:3]
    assert first is second is root.find("C/B") and other is not first and isinstance(root.child("D"), Leaf)
    for change in (lambda: first.attributes.update(Value="2"), lambda: first.attributes.pop("Value"),
                   lambda: setattr(first, "tag", "E"), lambda: setattr(first, "children", [])):
        with pytest.raises(TypeError, match="stands in many places"):
            change()
    with pytest.raises(TypeError, match="stands in many places"):
        first.put("New", "1")


def test_what_is_changed_is_changed_in_one_place():
    root = parse(lambda: [FILE]).root
    before = said(root)
    copy = root.copy()
    copy.put("B", "2")
    copy.put("C/B", "3")
    copy.put("D/E", "4")
    copy.own(1).tag = "F"
    assert "".join(lines(copy)).splitlines()[1:] == [
        "<A>", '\t<B Value="2" />', '\t<F Value="1" />', '\t<B Id="1" />', "\t<C>", '\t\t<B Value="3" />', "\t</C>",
        "\t<D>", '\t\t<E Value="4" />', "\t</D>", "\t<D />", "</A>"]
    assert said(root) == before


def test_wanted_elements_are_found_and_stand_for_themselves():
    tree = parse(lambda: [FILE], lambda tag: tag == "B")
    assert [dict(element.attributes) for element in tree.wanted] == [{"Value": "1"}] * 2 + [{"Id": "1"}] + [
        {"Value": "1"}]
    assert len({id(element) for element in tree.wanted}) == 4


def test_damage_is_told_with_its_place_in_the_file():
    with pytest.raises(ValueError, match="mismatched tag: line 3, column 2"):
        parse(lambda: [b"<A>\n<B>\n</C></A>"])
