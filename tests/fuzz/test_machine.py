"""Structure edits, listens, undo, reload and clients that come and go: what was told is what Live holds."""

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.machine import NAMES, NUMBERS, WEIGHTED, Machine

STEP = st.tuples(st.sampled_from(NAMES), *[st.integers(0, NUMBERS - 1)] * 3)
LONG = 500


def run(steps):
    machine = Machine()
    try:
        machine.run(steps)
    finally:
        machine.close()


@settings(max_examples=12)
@given(st.lists(STEP, min_size=5, max_size=40))
def test_what_clients_were_told_is_what_live_holds(steps):
    run(steps)


def random_steps(seed, count):
    numbers = random.Random(seed)
    return [(numbers.choice(WEIGHTED),) + tuple(numbers.randrange(NUMBERS) for _ in range(3)) for _ in range(count)]


def test_long_sequences_of_any_seed_hold_too(fuzz_seconds):
    """In the long form other seeds each time; a failure names its seed, from which `random_steps` gives the steps."""
    until, done = time.monotonic() + fuzz_seconds, 0
    seed = random.SystemRandom().randrange(1 << 32) if fuzz_seconds else 1
    while True:
        try:
            run(random_steps(seed, LONG))
        except AssertionError as violation:
            raise AssertionError(f"seed {seed}: {violation}") from violation
        done, seed = done + LONG, seed + 1
        if time.monotonic() >= until:
            print(f"{done} steps without a violation")
            return
