"""Datagrams that tests send: messages and bundles as bytes."""
import struct

from AbletonOSC.osc import packet
from AbletonOSC.osc.timetag import timetag_at


def message(address, *arguments):
    """The bytes of one message."""
    return packet.encode_message(address, arguments)


def bundle(*elements, time=None, timetag=1):
    """The bytes of a bundle; `time` is Unix time, without it the bundle is due at once."""
    number = timetag if time is None else timetag_at(time)
    return b"#bundle\0" + struct.pack(">Q", number) + b"".join(
        struct.pack(">i", len(element)) + element for element in elements)
