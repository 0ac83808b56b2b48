"""A server on a real UDP socket that stands for AbletonOSC: a table of answers, replies by AbletonOSC's port rules."""
from __future__ import annotations

import socket
import threading
from typing import Any, Callable, Dict, List, Optional, Tuple

from AbletonOSC.osc import packet
from AbletonOSC.osc.packet import Message

Answers = List[Tuple[str, Tuple[Any, ...]]]
LIMIT = 5.0


def unknown(message: Message) -> Answers:
    """Refuse an address as AbletonOSC does."""
    text = "Unknown OSC address: " + message.address
    return [("/live/error", (text, "no such address: " + message.address, message.address) + message.arguments)]


class FakeScript:
    """Answers what `answers` says for an address: a function from the message to messages. Keeps all it hears.

    legacy_port: where every reply goes, as 11001 does; another source port gets a copy until it has been registered.
    """

    def __init__(self, answers: Optional[Dict[str, Callable[[Message], Answers]]] = None,
                 legacy_port: Optional[int] = None) -> None:
        self.answers: Dict[str, Callable[[Message], Answers]] = {
            "/live/test": lambda message: [("/live/test", ("ok",))],
            "/live/application/get/version": lambda message: [("/live/application/get/version", (12, 1))],
            "/live/api/register_listener": lambda message: [("/live/api/register_listener", message.arguments)],
            "/live/api/unregister_listener": lambda message: [],
        }
        self.answers.update(answers or {})
        self.legacy_port = legacy_port
        self.heard: List[Message] = []
        self.changed = threading.Condition()
        self.peer: Tuple[str, int] = ("127.0.0.1", 0)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.stopped = False

    def __enter__(self) -> FakeScript:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped = True
        self.socket.sendto(b"", ("127.0.0.1", self.port))
        self.thread.join(LIMIT)
        self.socket.close()

    def run(self) -> None:
        while True:
            data, peer = self.socket.recvfrom(65536)
            if self.stopped:
                return
            self.peer = peer
            for _, message in packet.messages(packet.decode(data)):
                with self.changed:
                    self.heard.append(message)
                    self.changed.notify_all()
                for address, arguments in self.answers.get(message.address, unknown)(message):
                    self.push(address, *arguments)

    def push(self, address: str, *arguments: Any) -> None:
        """Send a message to the last client, and to the legacy port."""
        data = packet.encode_message(address, arguments)
        for port in {self.peer[1], self.legacy_port or self.peer[1]}:
            self.socket.sendto(data, (self.peer[0], port))

    def wait_for(self, address: str, count: int = 1) -> List[Message]:
        """Wait until the address has been heard so often; gives these messages."""
        def found() -> List[Message]:
            return [one for one in self.heard if one.address == address]

        with self.changed:
            assert self.changed.wait_for(lambda: len(found()) >= count, LIMIT), "%s was not heard" % address
            return found()


NAMES = ("Drums", "Bass", "Keys")


def name(message: Message) -> Answers:
    track = message.arguments[0]
    tracks = range(len(NAMES)) if track == "*" else [int(track)]
    if track != "*" and int(track) >= len(NAMES):
        text = "Error handling OSC message: Index out of range"
        return [("/live/error", (text, "track_id %d: there are 3" % track, message.address) + message.arguments)]
    return [(message.address, (one, NAMES[one])) for one in tracks]


def small_script() -> FakeScript:
    """Give a script that knows the tempo and three track names, and says nothing to setters."""
    tempo = [120.0]

    def set_tempo(message: Message) -> Answers:
        tempo[0] = message.arguments[0]
        return []

    return FakeScript({
        "/live/song/get/tempo": lambda message: [(message.address, (tempo[0],))],
        "/live/song/get/signature_numerator": lambda message: [(message.address, (4,))],
        "/live/song/set/tempo": set_tempo,
        "/live/song/get/num_tracks": lambda message: [(message.address, (3,))],
        "/live/song/get/num_scenes": lambda message: [(message.address, (8,))],
        "/live/song/start_listen/tempo": lambda message: [("/live/song/get/tempo", (tempo[0],))],
        "/live/song/stop_listen/tempo": lambda message: [],
        "/live/track/get/name": name,
        "/live/silent": lambda message: [],
    })
