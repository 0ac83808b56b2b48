"""Live's vectors: read-only sequences that are neither lists nor tuples (live-api.json, section vector_protocol)."""
from __future__ import annotations

from typing import Any, Callable, Dict, Iterable, Iterator

from .errors import INDEX_OUT_OF_RANGE, INVALID_INDEX_TYPE, READ_ONLY_CONTAINER

Wrap = Callable[[Any], Any]


class VectorProtocol:
    """What all vector classes share; they are siblings, none is a subclass of Base.Vector.

    A vector is a snapshot of the list that it was read from. Elements are wrapped when they are taken out.
    """

    __slots__ = ("_items", "_wrap", "_owned_by_script")

    def __init__(self) -> None:
        self._items: Any = []
        self._wrap: Any = None
        self._owned_by_script = True

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return make_vector(type(self), self._items[index], self._wrap)
        if not isinstance(index, int):
            raise TypeError(INVALID_INDEX_TYPE)
        try:
            item = self._items[index]
        except IndexError:
            raise IndexError(INDEX_OUT_OF_RANGE) from None
        return item if self._wrap is None else self._wrap(item)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items) if self._wrap is None else map(self._wrap, self._items)

    def __contains__(self, item: Any) -> bool:
        return any(item == other for other in self)

    def _mutable(self) -> Any:
        if not self._owned_by_script:
            raise RuntimeError(READ_ONLY_CONTAINER)
        return self._items

    def append(self, item: Any) -> None:
        """Adds an element; Live's own vectors refuse."""
        self._mutable().append(item)

    def extend(self, items: Iterable[Any]) -> None:
        """Adds elements; Live's own vectors refuse."""
        self._mutable().extend(items)

    def __setitem__(self, index: Any, item: Any) -> None:
        self._mutable()[index] = item

    def __delitem__(self, index: Any) -> None:
        del self._mutable()[index]


class ComparableVector(VectorProtocol):
    """Base.Vector alone can be added and compared."""

    __slots__ = ()

    def __add__(self, other: Any) -> Any:
        return make_vector(type(self), tuple(self) + tuple(other), None)

    def __eq__(self, other: Any) -> bool:
        return isinstance(other, VectorProtocol) and tuple(self) == tuple(other)

    def __ne__(self, other: Any) -> bool:
        return not self == other

    def __hash__(self) -> int:
        raise TypeError("unhashable type: '{}'".format(type(self).__name__))


def make_vector(cls: Any, items: Iterable[Any], wrap: Any) -> Any:
    """A vector of Live's: read-only, over a snapshot of the items."""
    vector = cls.__new__(cls)
    vector._items = tuple(items)
    vector._wrap = wrap
    vector._owned_by_script = False
    return vector


def make_vector_classes(rows: Dict[str, Dict[str, Any]]) -> Dict[str, type]:
    """The class of each vector of live-api.json."""
    classes = {}
    for name, row in rows.items():
        parent = ComparableVector if name == "Vector" else VectorProtocol
        classes[name] = type(name, (parent,), {"__slots__": (), "__module__": row["module"].split(".")[1],
                                               "__qualname__": name})
    return classes
