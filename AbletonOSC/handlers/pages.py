"""Long lists in pages: as many rows as one datagram carries, with the total and the place in front."""
from __future__ import annotations

from typing import Any, List, Sequence, Tuple

PAGE_BYTES = 8000
FRAME_BYTES = 200


def page_bytes(engine: Any) -> int:
    """How many bytes of rows a page holds for the one who asks."""
    return int(min(PAGE_BYTES, engine.asking.options.max_datagram)) - FRAME_BYTES


def fill_page(engine: Any, rows: Sequence[Tuple[Any, ...]], offset: int) -> List[Any]:
    """The number of rows, the offset, and the values of the rows from there on, as many as fit."""
    longest = page_bytes(engine)
    page: List[Any] = []
    size = 0
    for row in rows[offset:]:
        size += sum(len(value.encode()) + 8 if isinstance(value, str) else 8 for value in row)
        if size > longest and page:
            break
        page += row
    return [len(rows), offset] + page
