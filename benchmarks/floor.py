"""The floor under every figure: a bare loop that receives, decodes with python-osc, and sends a reply of one float."""

import socket
import time

from AbletonOSC.vendor.pythonosc.osc_message import OscMessage
from AbletonOSC.vendor.pythonosc.osc_message_builder import OscMessageBuilder

BATCH = 100


def measure_echo(datagram, rounds):
    """The median seconds that the echo loop needs for one datagram, over `rounds` batches."""
    server, client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with server, client:
        server.bind(("127.0.0.1", 0))
        client.bind(("127.0.0.1", 0))
        server.setblocking(False)
        client.setblocking(False)
        times = []
        for _ in range(rounds):
            for _ in range(BATCH):
                client.sendto(datagram, server.getsockname())
            started = time.thread_time()
            echo(server)
            times.append((time.thread_time() - started) / BATCH)
            drain(client)
        return sorted(times)[len(times) // 2]


def echo(server):
    """Answer what waits in the socket."""
    while True:
        try:
            data, sender = server.recvfrom(65535)
        except BlockingIOError:
            return
        message = OscMessage(data)
        builder = OscMessageBuilder(address=message.address)
        builder.add_arg(float(len(message.params)))
        server.sendto(builder.build().dgram, sender)


def drain(client):
    """How many datagrams waited in a socket; they are thrown away."""
    count = 0
    while True:
        try:
            client.recvfrom(65535)
        except BlockingIOError:
            return count
        count += 1
