"""Tasks that take longer than a tick: in turn, under the budget, answered like any message."""
from AbletonOSC.tasks import MOST_TASKS, NEXT_TICK, Task, Tasks


class Clock:
    """A clock that moves by one at each look."""

    def __init__(self):
        self.now = 0

    def __call__(self):
        self.now += 1
        return self.now


def make():
    replies, failures = [], []
    tasks = Tasks(lambda task, values: replies.append((task.address,) + values),
                  lambda task, error: failures.append((task.address, str(error))), Clock())
    return tasks, replies, failures


def begin(tasks, name, steps):
    tasks.begin(Task("peer", name, (), (), iter(steps)))


def test_tasks_take_turns():
    tasks, replies, _ = make()
    begin(tasks, "a", [(1,), None, (2,)])
    begin(tasks, "b", [(1,), (2,)])
    tasks.run(1000)
    assert replies == [("a", 1), ("b", 1), ("b", 2), ("a", 2)]
    assert not tasks.tasks


def test_at_least_one_step_is_made_however_late_it_is():
    tasks, replies, _ = make()
    begin(tasks, "a", [(1,), (2,)])
    begin(tasks, "b", [(1,)])
    tasks.run(0)
    assert replies == [("a", 1)]
    tasks.run(0)
    assert replies == [("a", 1), ("b", 1)]


def test_a_task_that_waits_for_the_next_tick_is_left_alone_in_this_one():
    tasks, replies, _ = make()
    begin(tasks, "a", [NEXT_TICK, (1,)])
    tasks.run(1000)
    assert replies == []
    tasks.run(1000)
    assert replies == [("a", 1)]


def test_a_task_that_fails_is_told_of_and_ends_and_the_others_go_on():
    tasks, replies, failures = make()

    def failing():
        yield (1,)
        raise RuntimeError("Live says no")

    begin(tasks, "a", failing())
    begin(tasks, "b", [None, None, (1,)])
    tasks.run(1000)
    assert failures == [("a", "Live says no")]
    assert replies == [("a", 1), ("b", 1)]


def test_a_closed_engine_leaves_its_tasks_undone():
    tasks, replies, _ = make()
    begin(tasks, "a", [(1,)])
    tasks.close()
    tasks.run(1000)
    assert replies == []


def test_other_messages_are_answered_while_a_task_is_under_way(live):
    begin(live.engine.tasks, "/live/test", [NEXT_TICK] * 100)
    live.advance()
    assert live.query("/live/song/get/tempo") == (120.0,)
    assert live.engine.tasks.tasks
    live.advance(2.0)
    assert not live.engine.tasks.tasks


def test_a_message_that_takes_some_ticks_is_answered_on_its_address(live):
    live.send("/live/browser/load_item", "@id:5", 3, "Reverb")
    live.advance(0.5)
    assert live.received() == [("/live/browser/load_item", ("@id:5", 3, "Reverb", "ok", "Reverb", 0))]


def test_a_task_that_fails_answers_with_the_message_that_was_asked(live):
    live.send("/live/song/start_playing")
    live.advance(0.5)
    (address, arguments), = live.send("/live/song/cue_point/add", 8.0, "A")
    assert address == "/live/error"
    assert arguments[1:] == ("cue points elsewhere can be changed only while the song is stopped",
                             "/live/song/cue_point/add", 8.0, "A")


def test_there_is_an_end_to_the_tasks_that_wait(live):
    for _ in range(MOST_TASKS):
        live.engine.tasks.begin(Task(None, "", (), (), iter([NEXT_TICK] * 1000)))
    (address, arguments), = live.send("/live/browser/search", "x")
    assert (address, arguments[1]) == ("/live/error",
                                       f"{MOST_TASKS} long tasks are under way; ask again when some are done")


def test_steps_in_turn_wait_for_those_before_them_and_an_error_ends_a_turn():
    tasks, replies, failures = make()

    def steps(name, fails=False):
        yield (name, "begins")
        yield NEXT_TICK
        if fails:
            raise ValueError(name)
        yield (name, "ends")

    for name, fails in (("a", False), ("b", True), ("c", False)):
        tasks.begin(Task("peer", name, (), (), tasks.in_turn(steps(name, fails))))
    begin(tasks, "other", [(1,)])
    for _ in range(8):
        tasks.run(1000)
    assert [reply[1:] for reply in replies if reply[0] != "other"] == [
        ("a", "begins"), ("a", "ends"), ("b", "begins"), ("c", "begins"), ("c", "ends")]
    assert failures == [("b", "b")] and replies[1] == ("other", 1)
    assert not tasks.tasks and tasks.next_turn() is None


def test_a_turn_that_was_never_begun_keeps_nobody_waiting():
    tasks, replies, _ = make()
    tasks.in_turn(iter([(1,)]))
    tasks.begin(Task("peer", "a", (), (), tasks.in_turn(iter([(2,)]))))
    tasks.run(1000)
    assert replies == [("a", 2)]
    tasks.begin(Task("peer", "b", (), (), tasks.in_turn(iter([NEXT_TICK, (3,)]))))
    tasks.run(1000)
    tasks.close()
    assert tasks.next_turn() is None
