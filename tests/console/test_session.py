"""The commands of the console, against a script on a real socket."""
import io
import threading

import pytest

from client import AbletonOSCClient
from client.console.completion import Completer
from client.console.main import Tab
from client.console.screen import Screen
from client.console.session import NO_ANSWER, OK, REFUSED, Quit, Session
from client.vocabulary import vocabulary
from tests.client.fake_script import LIMIT


class Paper(io.StringIO):
    """What was written, and a way to wait for more."""

    def __init__(self):
        super().__init__()
        self.written = threading.Condition()

    def write(self, text):
        with self.written:
            count = super().write(text)
            self.written.notify_all()
        return count

    def wait_for(self, text):
        with self.written:
            assert self.written.wait_for(lambda: text in self.getvalue(), LIMIT), self.getvalue()


@pytest.fixture
def paper():
    return Paper()


@pytest.fixture
def complaints():
    return Paper()


@pytest.fixture
def session(script, paper, complaints):
    with AbletonOSCClient(port=script.port, client_port=0, timeout=LIMIT) as client:
        made = Session(client, Screen(False, paper, complaints))
        client.set_unclaimed(made.show_unasked)
        yield made


@pytest.mark.parametrize("line, shown", [
    ("/live/song/get/tempo", "120.0\n"), ("/live/track/get/name 1", "1 Bass\n"),
    ("/live/track/get/name *", "0 Drums\n1 Bass\n2 Keys\n"), ("/live/test", "ok\n"), ("", ""), ("  # a remark", ""),
    ("/live/song/set/tempo 99", ""), ("/live/silent/but/unknown", None),
])
def test_a_line_shows_its_reply(session, paper, line, shown):
    status = session.run_line(line)
    assert (status, paper.getvalue()) == ((OK, shown) if shown is not None else (REFUSED, ""))


def test_replies_to_a_pattern_are_shown_with_their_addresses(session, script, paper):
    script.answers["/live/song/get/{tempo,num_tracks}"] = lambda message: [
        ("/live/song/get/tempo", (120.0,)), ("/live/song/get/num_tracks", (3,))]
    assert session.run_line("/live/song/get/{tempo,num_tracks}") == OK
    assert paper.getvalue() == "/live/song/get/tempo 120.0\n/live/song/get/num_tracks 3\n"


def test_a_setter_is_over_when_it_has_been_carried_out_and_an_error_is_its_own(session, script, complaints):
    refusal = ("Error handling OSC message: no", "tempo 5: at least 20")
    script.answers["/live/song/set/tempo"] = lambda message: [
        ("/live/error", refusal + (message.address,) + message.arguments)]
    assert session.run_line("/live/song/set/tempo 5") == REFUSED
    assert complaints.getvalue() == "/live/song/set/tempo 5: tempo 5: at least 20\n"


def test_an_error_for_want_of_arguments_comes_with_the_usage(session, script, complaints):
    script.answers["/live/track/get/name"] = lambda message: [
        ("/live/error", ("Error handling OSC message: x", "missing argument: track_id", message.address))]
    assert session.run_line("/live/track/get/name") == REFUSED
    assert complaints.getvalue() == (
        "/live/track/get/name: missing argument: track_id\n"
        "missing: track_id: track from 0, which of the tracks, or *\n"
        "usage: /live/track/get/name <track_id: track>\n")


def test_an_older_script_s_unknown_address_comes_with_what_is_close(session, script, complaints):
    text = "Unknown OSC address: /live/song/get/tempoo"
    script.answers["/live/song/get/tempoo"] = lambda message: [("/live/error", (text,))]
    assert session.run_line("/live/song/get/tempoo") == REFUSED
    assert complaints.getvalue().startswith(text + "\ndid you mean /live/song/get/tempo")


def test_no_answer_is_said_with_what_to_do(script, paper, complaints):
    with AbletonOSCClient(port=script.port, client_port=0, timeout=0.02) as client:
        session = Session(client, Screen(False, paper, complaints))
        script.answers["/live/song/get/tempo"] = lambda message: []
        assert session.run_line("/live/song/get/tempo") == NO_ANSWER
    assert complaints.getvalue().startswith("no answer to /live/song/get/tempo from 127.0.0.1:%d" % script.port)


@pytest.mark.parametrize("line, sentence", [
    ("hello", "hello is neither an address (/live/...) nor a command; try help\n"),
    ('/live/song/set/name "a', "the quote at character 21 is not closed\n"),
    ("/live/a 99999999999", "/live/a: argument 0 is 99999999999, an OSC int is at most 32 bits\n"),
    ("/live/{song/get/tempo", "'{' is not closed in its part of the address (at character 6)\n"),
    ("watch", "usage: watch <address> [ids]\n"),
    ("watch /live/startup", "/live/startup cannot be watched: it has no get. What is sent unasked is shown anyway\n"),
    ("unwatch /live/song/get/tempo", "/live/song/get/tempo is not watched\n"),
    ("help zzzz", "nothing is known about zzzz\n"),
])
def test_what_cannot_be_done_is_said_in_one_line(session, complaints, line, sentence):
    assert session.run_line(line) == REFUSED
    assert complaints.getvalue() == sentence


def test_watch_shows_the_value_and_each_push_until_unwatch(session, script, paper):
    assert session.run_line("watch /live/song/get/tempo") == OK
    assert session.watching
    script.push("/live/song/get/tempo", 121.5)
    paper.wait_for("/live/song/get/tempo 120.0\n/live/song/get/tempo 121.5\n")
    assert session.run_line("unwatch") == OK
    assert not session.watching
    script.wait_for("/live/song/stop_listen/tempo")


def test_watching_twice_is_watching_once(session, script):
    session.run_line("watch /live/song/get/tempo")
    session.run_line("watch /live/song/start_listen/tempo")
    session.run_line("unwatch /live/song/get/tempo")
    assert not session.watching
    assert len(script.wait_for("/live/song/stop_listen/tempo")) == 1


def test_what_cannot_be_listened_to_is_not_watched(session, complaints):
    assert session.run_line("watch /live/song/get/nothing") == REFUSED
    assert not session.watching
    assert "start_listen/nothing" in complaints.getvalue()


@pytest.mark.parametrize("interactive, shown", [(True, "/live/startup\n/live/song/beat 4\n"), (False, "")])
def test_messages_that_nobody_asked_for_are_shown_to_who_types(session, script, paper, complaints, interactive, shown):
    session._screen.interactive = interactive
    session.run_line("/live/test")
    script.push("/live/startup")
    script.push("/live/song/beat", 4)
    script.push("/live/error", "Error handling OSC message: later", "too late", "/live/song/undo")
    complaints.wait_for("/live/song/undo: too late\n")
    assert paper.getvalue() == "ok\n" + shown


def test_pushes_of_a_listener_that_was_typed_out_are_shown_in_a_pipe(session, script, paper):
    session.run_line("/live/song/start_listen/tempo")
    script.push("/live/song/beat", 4)
    script.push("/live/song/get/tempo", 121.0)
    paper.wait_for("/live/song/get/tempo 120.0\n/live/song/get/tempo 121.0\n")


def test_help_explains(session, paper):
    assert session.run_line("help /live/track/set/mute") == OK
    assert paper.getvalue().startswith("/live/track/set/mute <track_id: track> <mute: bool>\n")


@pytest.mark.parametrize("word", ["quit", "exit"])
def test_quit_leaves(session, word):
    with pytest.raises(Quit):
        session.run_line(word)


def test_completion_counts_by_asking_and_gives_up_quietly(session, script, paper, complaints):
    assert session.count("/live/song/get/num_tracks", []) == 3
    assert session.count("/live/track/get/num_devices", ["0"]) == 0
    assert (paper.getvalue(), complaints.getvalue()) == ("", "")


def test_tab_gives_candidates_one_by_one_and_shows_what_is_expected(paper, monkeypatch):
    screen = Screen(True, paper)
    monkeypatch.setattr(screen, "before_cursor", lambda: "/live/track/set/mute 0 ")
    tab = Tab(Completer(vocabulary(), lambda address, ids: 0), screen)
    assert [tab("", index) for index in range(3)] == ["true", "false", None]
    assert paper.getvalue() == "mute: bool, Muted. Not on the main track.\n"


def test_a_push_while_a_line_is_typed_leaves_the_line(paper, monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    screen = Screen(True, paper)
    monkeypatch.setattr(screen, "typed", lambda: "/live/so")

    def type_a_line(prompt):
        screen.show("pushed")
        return "typed"

    monkeypatch.setattr("builtins.input", type_a_line)
    assert screen.read_line() == "typed"
    assert paper.getvalue() == "\r\033[Jpushed\n>>> /live/so"
    monkeypatch.setenv("TERM", "dumb")
    screen.read_line()
    assert paper.getvalue().endswith("\npushed\n>>> /live/so")
