"""The UDP socket of a client: where it is bound, and what it says when that fails."""
from __future__ import annotations

import errno
import ipaddress
import socket
import sys
from typing import Tuple

from .errors import ClientPortTaken

REPLY_PORT = 11001
"""The port of the asking host to which every AbletonOSC replies."""

RECEIVE_BUFFER = 4 << 20
"""Bytes asked of the system, so that ten thousand small datagrams fit (facts: users-and-clients.md section 8)."""

Server = Tuple[str, int]


def resolve(hostname: str, port: int) -> Server:
    """Give the IPv4 address of the server. Raises OSError when the name is unknown."""
    try:
        found = socket.getaddrinfo(hostname, port, socket.AF_INET, socket.SOCK_DGRAM)
    except socket.gaierror as error:
        raise OSError("the host %r has no IPv4 address: %s" % (hostname, error.strerror)) from error
    return str(found[0][4][0]), int(found[0][4][1])


def open_socket(server: Server, client_port: int) -> socket.socket:
    """Give a UDP socket for talking to the server, bound to `client_port`, 0 for any free one.

    It is bound to loopback only when the server is on this machine. Raises ClientPortTaken.
    """
    here = "127.0.0.1" if ipaddress.ip_address(server[0]).is_loopback else "0.0.0.0"
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
        if sys.platform == "win32":
            # Otherwise two programs may bind one port there, and each gets a part of the replies.
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        made.bind((here, client_port))
    except OSError as error:
        made.close()
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            raise ClientPortTaken(
                error.errno, "UDP port %d of this machine is taken (%s), most often by another client; stop it, or use "
                "client_port=0, which takes a free port and needs this project's script on the other side"
                % (client_port, error.strerror)) from error
        raise
    return made


def timeout_hint(server: Server, client_port: int) -> str:
    """Say what to look at when nothing answers."""
    hint = "is Live running there with AbletonOSC as a Control Surface (Settings, Link/Tempo/MIDI), or the simulator?"
    if client_port != REPLY_PORT:
        hint += " Replies are awaited on port %d; older scripts reply to %d only" % (client_port, REPLY_PORT)
    return hint
