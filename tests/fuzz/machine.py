"""A script in a simulated Live under any sequence of steps, held against the model after each of them.

A step is data: a name and three numbers, which are taken modulo whatever there is. So hypothesis can shorten a
sequence, and a long run can print it.
"""

import logging
import tempfile

from AbletonOSC.osc import packet
from simulator import Simulator
from tests.fuzz.model import EVERY, Client, Question, read_push
from tests.fuzz.rows import ROWS
from tests.lom.listener_count import listeners_of
from tests.running_script import RunningScript

SOURCES = (("127.0.0.1", 11001), ("192.168.1.7", 5001), ("192.168.1.7", 5002), ("10.0.0.9", 6001))
REFUSALS = (RuntimeError, TypeError, ValueError, LookupError, AttributeError)
DEVICES = ("Reverb", "Compressor", "Operator", "Auto Filter")
MOST_TRACKS, MOST_SCENES = 12, 12
NUMBERS = 1 << 16
OPTIONS = ("booleans_as_ints", "nil_as_empty", "bundle_pushes")


def pick(sequence, number):
    return sequence[number % len(sequence)]


class Violation(AssertionError):
    """The script and the model disagree."""


class Recorder(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines = []

    def emit(self, record):
        text = record.getMessage()
        if record.exc_info:
            text += "\n" + logging.Formatter().formatException(record.exc_info)
        self.lines.append(text)


class Machine:
    """The script, the model and the steps: the methods whose name starts with `do_`."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.live = RunningScript(self.folder.name, {"lease": 0.0}, simulator=Simulator(live_version="12.3.6"))
        self.recorder = Recorder()
        self.live.surface.log.logger.addHandler(self.recorder)
        self.before = listeners_of(self.live.simulator)
        self.registered = {}
        self.clients = {}
        self.errors = []

    @property
    def song(self):
        return self.live.song

    def close(self):
        self.live.close()
        self.folder.cleanup()

    def push_address(self, source):
        return source[0], self.registered.get(source, 11001)

    def client(self, source):
        return self.clients.setdefault(self.push_address(source), Client())

    # Running

    def run(self, steps):
        for step in steps:
            self.step(*step)
        self.do_check(0, 0, 0)
        self.finish()

    def step(self, name, first, second, third):
        before = {address: (set(client.single), dict(client.sweeps)) for address, client in self.clients.items()}
        getattr(self, f"do_{name}")(first, second, third)
        if third % 4 or name not in EDITS:
            self.live.advance()
        self.receive(before)
        if self.live.host.errors or self.recorder.lines:
            raise Violation(f"{self.live.host.errors} {self.recorder.lines}")

    def receive(self, before=()):
        """Read what was sent: every push must be of something that its receiver listens to, or did before the step."""
        for data, receiver in self.live.transport.take():
            for _, (address, arguments) in packet.messages(packet.decode(data)):
                if address == "/live/error":
                    self.errors.append((receiver, arguments))
                    continue
                is_text = address.endswith("/get/parameter/value_string")
                push = read_push(address[: -len("_string")] if is_text else address, arguments)
                if push is None:
                    continue
                question, values = push
                client = self.clients.get(receiver) or Client()
                if not client.is_subscribed(question) and not (
                    receiver in before and self.was_subscribed(before[receiver], question)
                ):
                    raise Violation(f"{receiver} is told of {question}, which it does not listen to")
                if not is_text:
                    client.known[question] = values

    @staticmethod
    def was_subscribed(before, question):
        client = Client()
        client.single, client.sweeps = before
        return client.is_subscribed(question)

    def send(self, source, address, *arguments):
        """Send, and give the errors that come back."""
        before = {receiver: (set(client.single), dict(client.sweeps)) for receiver, client in self.clients.items()}
        self.receive(before)
        self.errors.clear()
        self.live.deliver(packet.encode_message(address, arguments), source)
        self.live.advance()
        return before

    # Clients

    def question(self, first, second, third):
        row = pick(ROWS, first)
        ids = []
        for place in range(row.ids):
            number = second >> (4 * place)
            if row.words and number % 5 == 4:
                ids.append(pick(row.words, number >> 3))
            else:
                ids.append(EVERY if number % 5 == 3 else number % 7)
        return Question(row, ids, bool(row.ids) and third % 5 == 0)

    def do_listen(self, first, second, third):
        source = pick(SOURCES, third)
        question = self.question(first, second, third)
        self.settle()
        possible = self.client(source).listen(question, self.song)
        before = self.send(source, *question.message("start_listen"))
        self.receive(before)
        if possible is not None and possible != (not self.errors):
            raise Violation(
                f"listening to {question} was {'refused: ' + str(self.errors) if possible else 'not refused'}"
            )
        if possible is None and not self.errors:
            self.client(source).sweeps[question] = set()

    def do_listen_to_several(self, first, second, third):
        source = pick(SOURCES, third)
        self.settle()
        names = [row for row in ROWS if row.name.startswith("track/") and row.ids == 1]
        rows = [names[first % len(names)], names[second % len(names)]]
        for row in rows:
            self.client(source).listen(Question(row, (EVERY,), False), self.song)
        inner = ",".join(row.name.split("/")[1] for row in rows)
        self.receive(self.send(source, f"/live/track/start_listen/{{{inner}}}", EVERY))

    def do_stop(self, first, second, third):
        source = pick(SOURCES, third)
        client = self.client(source)
        asked = sorted(client.single | set(client.sweeps), key=str)
        question = pick(asked, second) if asked and first % 3 else self.question(first, second, third)
        self.settle()
        client.stop(question)
        before = self.send(source, *question.message("stop_listen"))
        self.receive(before)
        if self.errors:
            raise Violation(f"stopping {question} gave {self.errors}")

    def do_stop_all(self, first, second, third):
        source = pick(SOURCES, third)
        self.settle()
        self.client(source).clear()
        self.live.deliver(packet.encode_message("/live/api/stop_all_listeners"), source)

    def do_sync(self, first, second, third):
        self.live.deliver(packet.encode_message("/live/api/sync"), pick(SOURCES, third))

    def do_set_option(self, first, second, third):
        self.live.deliver(
            packet.encode_message(f"/live/api/client/set/{pick(OPTIONS, first)}", (second % 2,)), pick(SOURCES, third)
        )

    def do_set_rate(self, first, second, third):
        pattern = pick(("*", "/live/track/get/*", "/live/*/get/name"), first)
        self.live.deliver(
            packet.encode_message("/live/api/client/set/max_rate", (pick((0, 10, 25, 100), second), pattern)),
            pick(SOURCES, third),
        )

    def do_register(self, first, second, third):
        """The last peer leaves its push address: what is listened to there ends."""
        source = SOURCES[3]
        self.settle()
        port = 9000 + second % 2 if first % 2 else None
        if port != self.registered.get(source):
            self.client(source).clear()
        self.registered.pop(source, None)
        if port is None:
            self.live.deliver(packet.encode_message("/live/api/unregister_listener"), source)
        else:
            self.registered[source] = port
            self.live.deliver(packet.encode_message("/live/api/register_listener", (port,)), source)

    def do_reload(self, first, second, third):
        if first % 8 == 0:
            self.settle()
            self.live.deliver(packet.encode_message("/live/api/reload"), pick(SOURCES, third))
            self.live.advance(0.1)

    # The Set

    def edit(self, action, *arguments):
        try:
            return action(*arguments)
        except REFUSALS:
            return None

    def do_create_track(self, first, second, third):
        if len(self.song.tracks) < MOST_TRACKS:
            create = self.song.create_midi_track if second % 2 else self.song.create_audio_track
            self.edit(create, first % (len(self.song.tracks) + 1))

    def do_delete_track(self, first, second, third):
        self.edit(self.song.delete_track, first % len(self.song.tracks))

    def do_duplicate_track(self, first, second, third):
        if len(self.song.tracks) < MOST_TRACKS:
            self.edit(self.song.duplicate_track, first % len(self.song.tracks))

    def do_create_return(self, first, second, third):
        if len(self.song.return_tracks) < 4:
            self.edit(self.song.create_return_track)

    def do_delete_return(self, first, second, third):
        if len(self.song.return_tracks):
            self.edit(self.song.delete_return_track, first % len(self.song.return_tracks))

    def do_create_scene(self, first, second, third):
        if len(self.song.scenes) < MOST_SCENES:
            self.edit(self.song.create_scene, first % (len(self.song.scenes) + 1))

    def do_delete_scene(self, first, second, third):
        self.edit(self.song.delete_scene, first % len(self.song.scenes))

    def do_duplicate_scene(self, first, second, third):
        if len(self.song.scenes) < MOST_SCENES:
            self.edit(self.song.duplicate_scene, first % len(self.song.scenes))

    def slot(self, first, second):
        return pick(pick(self.song.tracks, first).clip_slots, second)

    def do_create_clip(self, first, second, third):
        self.edit(self.slot(first, second).create_clip, 1.0 + third % 8)

    def do_delete_clip(self, first, second, third):
        self.edit(self.slot(first, second).delete_clip)

    def do_copy_clip(self, first, second, third):
        self.edit(self.slot(first, second).duplicate_clip_to, self.slot(first >> 4, second >> 4))

    def do_insert_device(self, first, second, third):
        track = pick(self.song.tracks, first)
        if len(track.devices) < 5:
            self.edit(track.insert_device, pick(DEVICES, second), third % (len(track.devices) + 1))

    def do_delete_device(self, first, second, third):
        devices = pick(self.song.tracks, first).devices
        if len(devices):
            self.edit(pick(self.song.tracks, first).delete_device, second % len(devices))

    def do_move_device(self, first, second, third):
        devices = pick(self.song.tracks, first).devices
        target = pick(self.song.tracks, second)
        if len(devices):
            self.edit(self.song.move_device, pick(devices, third), target, third % (len(target.devices) + 1))

    def do_undo(self, first, second, third):
        self.edit(self.song.undo)

    def do_redo(self, first, second, third):
        self.edit(self.song.redo)

    def do_rename(self, first, second, third):
        things = [pick(self.song.tracks, second), pick(self.song.scenes, second), self.song.master_track]
        things += [slot.clip for slot in pick(self.song.tracks, second).clip_slots if slot.has_clip]
        things += list(pick(self.song.tracks, second).devices) + list(self.song.return_tracks)
        self.edit(setattr, pick(things, first), "name", pick(("bass", "drums", "", "ä", "x" * 50), third))

    def do_change(self, first, second, third):
        track = pick(self.song.tracks, second)
        value = third % 11 / 10
        changes = [
            (self.song, "tempo", 60.0 + third % 100),
            (track, "mute", bool(third % 2)),
            (track.mixer_device.volume, "value", value),
            (self.song.master_track.mixer_device.volume, "value", value),
        ]
        changes += [(send, "value", value) for send in track.mixer_device.sends]
        changes += [
            (parameter, "value", parameter.min + (parameter.max - parameter.min) * value)
            for device in track.devices
            for parameter in list(device.parameters)[:3]
        ]
        changes += [(slot.clip, "loop_end", 1.0 + third % 9) for slot in track.clip_slots if slot.has_clip]
        changes += [(slot.clip, "color", 0xFF0000 + third % 256) for slot in track.clip_slots if slot.has_clip]
        self.edit(setattr, *pick(changes, first))

    def do_select(self, first, second, third):
        tracks = list(self.song.tracks) + list(self.song.return_tracks) + [self.song.master_track]
        if third % 2:
            self.edit(setattr, self.song.view, "selected_track", pick(tracks, first))
        else:
            self.edit(setattr, self.song.view, "selected_scene", pick(self.song.scenes, second))

    # Judging

    def settle(self):
        """Let everything that waits come out, also what is polled or held back by a rate."""
        self.live.advance(0.02)
        self.receive()

    def do_check(self, first, second, third):
        """What each client was told last is what Live holds, of all it listens to and of nothing else."""
        self.live.advance(0.3)
        self.receive()
        for address, client in self.clients.items():
            subscribed = client.subscribed(self.song)
            for question, value in subscribed.items():
                if client.known.get(question) != value:
                    raise Violation(f"{address} was told {client.known.get(question)} of {question}, which is {value}")
            client.known = {question: value for question, value in client.known.items() if question in subscribed}

    def finish(self):
        """When all have stopped, no listener is left in Live."""
        for source in SOURCES:
            self.live.deliver(packet.encode_message("/live/api/stop_all_listeners"), source)
            self.live.advance()
            self.client(source).clear()
        self.live.transport.take()
        left = listeners_of(self.live.simulator)
        if left != self.before:
            raise Violation(f"listeners are left in Live: {left}")
        if self.live.send("/live/test", client=SOURCES[0])[-1] != ("/live/test", ("ok",)):
            raise Violation("the script does not answer")


NAMES = sorted(name[len("do_") :] for name in vars(Machine) if name.startswith("do_"))
EDITS = (
    "create_track",
    "delete_track",
    "duplicate_track",
    "create_return",
    "delete_return",
    "create_scene",
    "delete_scene",
    "duplicate_scene",
    "create_clip",
    "delete_clip",
    "copy_clip",
    "insert_device",
    "delete_device",
    "move_device",
    "undo",
    "redo",
    "rename",
    "change",
    "select",
)
WEIGHTED = NAMES + ["listen", "change", "rename", "check", "undo"] * 2
