"""The log: bounded, quiet, and never a reason not to run."""
import os

import pytest

from AbletonOSC import log as log_module
from AbletonOSC.log import FILE_NAME, FILES_KEPT, LEVELS, REPEAT_SECONDS, Log, Unrepeated


class Clock:
    time = 0.0

    def __call__(self):
        return self.time


@pytest.fixture
def clock(monkeypatch):
    """The clock by which logs hold back what is repeated."""
    made = Clock()
    monkeypatch.setattr(log_module, "Unrepeated", lambda: Unrepeated(made))
    return made


@pytest.fixture
def lives_log():
    """The lines that reached Live's Log.txt."""
    return []


@pytest.fixture
def log(tmp_path, clock, lives_log):
    """A log in a temporary folder."""
    made = Log(str(tmp_path / "logs"), lives_log.append)
    yield made
    made.close()


def file_of(tmp_path, name=FILE_NAME):
    return (tmp_path / "logs" / name).read_text(encoding="utf-8")


def test_the_folder_is_made_and_the_file_holds_time_level_and_text(log, tmp_path):
    log.logger.info("hello %s", "\u00fcnic\u00f6de")
    line, = file_of(tmp_path).splitlines()
    assert line.endswith(" INFO hello \u00fcnic\u00f6de")
    assert line[:2] == "20"


def test_live_sees_warnings_and_errors_only(log, lives_log):
    log.logger.info("not seen")
    log.logger.warning("seen")
    log.logger.error("%s seen", "also")
    assert lives_log == ["WARNING: seen", "ERROR: also seen"]


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_hides_what_is_below_it(log, tmp_path, level):
    log.set_level(level.upper())
    assert log.level == level
    for name in LEVELS:
        getattr(log.logger, name)(name)
    assert [line.split()[-1] for line in file_of(tmp_path).splitlines()] == list(LEVELS[LEVELS.index(level):])


def test_a_level_counts_at_once_also_for_what_was_logged_before(log, tmp_path):
    log.logger.info("seen")
    log.set_level("error")
    log.logger.info("not seen")
    log.set_level("debug")
    log.logger.debug("seen again")
    assert [line.split(" ", 3)[-1] for line in file_of(tmp_path).splitlines()] == ["seen", "seen again"]


@pytest.mark.parametrize("level", ["loud", "", "info ", "10", "warn"])
def test_a_level_that_is_none_is_refused_and_the_old_one_stays(log, level):
    with pytest.raises(ValueError) as refusal:
        log.set_level(level)
    assert str(refusal.value) == f"log_level must be one of debug, info, warning, error, critical, got {level!r}"
    assert log.level == "info"


def test_the_files_rotate_and_are_bounded(monkeypatch, tmp_path):
    monkeypatch.setattr(log_module, "FILE_SIZE", 2000)
    log = Log(str(tmp_path / "logs"), lambda line: None)
    for number in range(500):
        log.logger.info(f"line {number}")
    log.close()
    names = sorted(os.listdir(str(tmp_path / "logs")))
    assert names == [FILE_NAME] + [f"{FILE_NAME}.{number}" for number in range(1, FILES_KEPT + 1)]
    assert all((tmp_path / "logs" / name).stat().st_size <= 2000 for name in names)
    assert file_of(tmp_path).rstrip().endswith("line 499")


def test_the_same_warning_is_written_once_in_a_few_seconds_and_then_with_a_count(log, clock, lives_log):
    for number in range(1000):
        log.logger.warning("a datagram from %d was lost", number)
    assert lives_log == ["WARNING: a datagram from 0 was lost"]
    clock.time = REPEAT_SECONDS
    log.logger.warning("a datagram from %d was lost", 1)
    assert lives_log[1:] == ["WARNING: a datagram from 1 was lost (999 more like this in 5 s)"]
    clock.time += REPEAT_SECONDS
    log.logger.warning("a datagram from %d was lost", 2)
    assert lives_log[2:] == ["WARNING: a datagram from 2 was lost"]


def test_other_warnings_are_not_held_back(log, lives_log):
    log.logger.warning("one")
    log.logger.warning("two")
    log.logger.error("one")
    assert lives_log == ["WARNING: one", "WARNING: two", "ERROR: one"]


def test_many_kinds_of_warnings_do_not_fill_the_memory(log):
    for number in range(10 * Unrepeated.MOST_KINDS):
        log.logger.warning(f"warning {number}")
    held, = log.logger.filters
    assert len(held.seen) <= Unrepeated.MOST_KINDS


def test_a_percent_sign_in_a_held_back_text_breaks_nothing(log, clock, lives_log):
    for _ in range(2):
        log.logger.warning("100% of 50%")
    clock.time = REPEAT_SECONDS
    log.logger.warning("100% of 50%")
    assert lives_log[-1] == "WARNING: 100% of 50% (1 more like this in 5 s)"


def unwritable(tmp_path):
    (tmp_path / "logs").write_text("a file where the folder should be")
    return str(tmp_path / "logs")


def test_a_folder_that_cannot_be_written_costs_the_file_and_is_told_to_live(tmp_path, lives_log):
    log = Log(unwritable(tmp_path), lives_log.append)
    line, = lives_log
    assert line.startswith("WARNING: no log file, the folder cannot be written: ")
    log.logger.warning("still told")
    assert lives_log[1:] == ["WARNING: still told"]
    log.close()


def test_a_live_that_refuses_to_log_stops_nothing(tmp_path, capsys):
    def refuse(line):
        raise RuntimeError("Live is going away")

    log = Log(str(tmp_path / "logs"), refuse)
    log.logger.error("written to the file")
    log.close()
    assert "written to the file" in file_of(tmp_path)
    assert "Live is going away" in capsys.readouterr().err


def test_after_close_nothing_is_open_and_nothing_raises(tmp_path, lives_log):
    log = Log(str(tmp_path / "logs"), lives_log.append)
    handler, = [handler for handler in log.logger.handlers if hasattr(handler, "stream")]
    log.close()
    assert handler.stream is None
    log.logger.info("nobody hears this")
    assert lives_log == []


def test_two_slots_log_into_one_folder(tmp_path, lives_log):
    logs = [Log(str(tmp_path / "logs"), lives_log.append) for _ in range(2)]
    for number, log in enumerate(logs):
        log.logger.info("slot %d", number)
        log.close()
    assert [line.split()[-1] for line in file_of(tmp_path).splitlines()] == ["0", "1"]
