"""Laws that hold for every row of a table: its values have the documented type, and what is written is read again."""
import re

from AbletonOSC.lom.coerce import TYPES, Count, Enumeration, ListOf

PLAIN = {"bool": bool, "int": int, "float": float, "str": str}
ILLEGAL = {"bool": "neither", "int": "no number", "float": "no number", "str": None}


def rows_of(*handlers, writable=False, listened=False):
    """The rows of some handlers, as (address of the object, row)."""
    return [(handler.address, row) for handler in handlers for row in handler.properties
            if (row.writable or not writable) and (row.observable or not listened) and not row.arguments]


def name_of(case):
    """How a test of one row is called."""
    return case if isinstance(case, str) else case.name


def assert_is_read_as_documented(live, thing, row):
    """The row answers with values of its type, or says from which Live on it is there."""
    address = f"/live/{thing}/get/{row.name}"
    (answered, values), = live.send(address)
    if answered == "/live/error":
        assert re.match(r"needs Live \d+\.\d+(\.\d+)? or newer", values[1]), values
        return
    assert answered == address
    expected = PLAIN.get(row.type.name)
    assert all(value is None or expected is None or type(value) is expected for value in values), values
    assert values or row.several or row.get or isinstance(row.type, ListOf) or row.type.parts


def another_value(row, current):
    """A value that the row takes and that is not the present one."""
    if row.type is TYPES[bool]:
        return not current
    if isinstance(row.type, Enumeration):
        return 1 if current != 1 else 2
    if row.type in (TYPES[int], TYPES[float]) and not isinstance(row.type, Count):
        low = 0 if row.minimum is None else row.minimum
        high = low + 16 if row.maximum is None else row.maximum
        value = row.type.send(low + (high - low) / 4)
        return value if value != current else row.type.send(high)
    return "Another"


def beyond(row):
    """Values outside of the row's range, with the sentence for each."""
    name = row.name.split("/")[-1]
    send = row.type.send
    values = []
    if row.minimum is not None:
        values.append(send(row.minimum - 1))
    if row.maximum is not None:
        values.append(send(row.maximum + 1))
    limit = f"{row.minimum}..{row.maximum}" if row.maximum is not None else f"at least {row.minimum}"
    return [(value, f"{name} must be {limit}, got {value!r}") for value in values]
