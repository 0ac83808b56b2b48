"""Wild arguments for every row there is: replies or exactly one error, and never a stumble of the script itself."""

import random
import time

from AbletonOSC.handlers import handler_classes
from AbletonOSC.lom.routes import routes_of
from AbletonOSC.osc import packet
from simulator import Simulator
from tests.fuzz.machine import Recorder
from tests.running_script import RunningScript

ADDRESSES = sorted(
    {route.address for handler in handler_classes() for route in routes_of(handler)} - {"/live/api/reload"}
)
ROWS_EACH = 400
WORDS = (
    "*",
    "master",
    "return_0",
    "return_A",
    "selected",
    "",
    "0",
    "1.0",
    "-1",
    "x" * 300,
    "C",
    "live_set tracks 0",
    "0/0/0",
    "{",
    "ä\u0000",
    "@id:2",
    "name",
    "Reverb",
)
NUMBERS = (0, 0, 0, 1, 1, 2, 7, -1, -2, 127, 1 << 30, -1 << 31, 0.0, 0.5, 1.0, -0.5, 1e30, float("nan"), float("inf"))


def wild(numbers):
    kind = numbers.random()
    if kind < 0.7:
        return numbers.choice(NUMBERS)
    if kind < 0.9:
        return numbers.choice(WORDS)
    return numbers.choice((True, False, None, b"blob"))


class Furnished(RunningScript):
    """A Set in which every kind of row finds something."""

    def __init__(self, folder):
        super().__init__(folder, simulator=Simulator(live_version="12.3.6"))
        self.recorder = Recorder()
        self.surface.log.logger.addHandler(self.recorder)
        for name in ("Operator", "Reverb"):
            self.song.tracks[0].insert_device(name)
        self.song.tracks[0].clip_slots[0].create_clip(4.0)
        self.advance()
        self.received()


def judge(running, address, arguments):
    """Send it with a request id; say what is wrong with what comes back, or nothing."""
    running.deliver(packet.encode_message(address, ["@id:1"] + arguments))
    running.advance()
    replies = running.received()
    for _ in range(100):
        if any("@id:1" in values for _, values in replies):
            break
        running.advance(0.01)
        replies += running.received()
    errors = [values for reply, values in replies if reply == "/live/error"]
    answers = [values for reply, values in replies if reply != "/live/error" and values[:1] == ("@id:1",)]
    if len(errors) + bool(answers) != 1:
        return f"{len(errors)} errors and {len(answers)} answers: {errors[:2]} {answers[:2]}"
    if running.recorder.lines or running.host.errors:
        return f"{running.recorder.lines} {running.host.errors}"
    return ""


def run(folder, seed, addresses):
    """A violation of some row, or an empty string."""
    numbers = random.Random(seed)
    running = Furnished(folder)
    try:
        for address in addresses:
            arguments = [wild(numbers) for _ in range(numbers.randrange(6))]
            problem = judge(running, address, arguments)
            if problem:
                return f"{address} {arguments} (seed {seed}): {problem}"
        return ""
    finally:
        running.close()


def test_any_arguments_to_any_row_give_answers_or_one_error(log_folder, fuzz_seconds):
    until = time.monotonic() + fuzz_seconds
    seed = random.SystemRandom().randrange(1 << 32) if fuzz_seconds else 0
    problems = []
    while True:
        for start in range(0, len(ADDRESSES), ROWS_EACH):
            addresses = ADDRESSES[start : start + ROWS_EACH]
            random.Random(seed).shuffle(addresses)
            problem = run(log_folder, seed, addresses)
            if problem:
                problems.append(problem)
        seed += 1
        if problems or time.monotonic() >= until:
            break
    assert not problems, "\n".join(problems)
