"""Hosting a remote script as Live does (live-runtime.md section 1)."""
import logging
import re
import sys
import threading

import pytest

from simulator import Simulator
from simulator.errors import ArgumentError, WrongThread
from tests.simulator.recording_script import RecordingScript


def test_live_calls_a_script_in_its_own_order(bare):
    order = []

    def get_capabilities():
        order.append("get_capabilities")
        return {"generic_script": True}

    def create_instance(c_instance):
        order.append("create_instance")
        return RecordingScript(c_instance)

    host = bare.host(create_instance, get_capabilities)
    assert order == ["get_capabilities", "create_instance"] and host.capabilities == {"generic_script": True}
    assert host.script.names() == ["__init__", "build_midi_map", "refresh_state", "connect_script_instances",
                                   "can_lock_to_devices"]
    assert host.script.calls[3] == ("connect_script_instances", [host.script])
    host.disconnect()
    assert host.script.names()[-1] == "disconnect" and host.errors == []


def test_the_display_is_updated_after_150_and_then_every_100_milliseconds(bare):
    times = []

    class Script(RecordingScript):
        def update_display(self):
            times.append(round(bare.now(), 6))

    host = bare.host(Script)
    bare.advance(0.5)
    assert times == [0.15, 0.25, 0.35, 0.45]
    host.disconnect()
    bare.advance(0.5)
    assert len(times) == 4


def test_a_script_that_cannot_be_made_is_called_as_none(bare):
    def create_instance(c_instance):
        raise ImportError("missing")

    host = bare.host(create_instance)
    bare.advance(0.2)
    assert host.script is None and [str(error) for error in host.errors] == ["missing"]
    assert "RemoteScriptError: AttributeError: 'NoneType' object has no attribute 'update_display'" in bare.log
    host.disconnect()


def test_a_missing_method_costs_a_line_in_the_log_and_nothing_else(bare):
    host = bare.host(lambda c_instance: object())
    assert host.errors == []
    assert "RemoteScriptError: AttributeError: 'object' object has no attribute 'build_midi_map'" in bare.log
    host.disconnect()


def test_scripts_get_to_know_one_another_once_all_are_made(bare):
    first, second = bare.host(RecordingScript), bare.host(RecordingScript)
    assert first.script.calls[-1] == ("connect_script_instances", [first.script, second.script])
    assert second.c_instance.instance_identifier() == 1
    first.disconnect()
    assert bare.hosts == [second]
    assert bare.host(RecordingScript).c_instance.instance_identifier() == 0
    second.disconnect()
    first.disconnect()
    assert first.script.names().count("disconnect") == 1


class NamedScript(RecordingScript):
    """A script that notes its calls in a list that it shares with others."""

    def __init__(self, c_instance, name, order):
        self.c_instance, self.name, self.order = c_instance, name, order
        order.append((name, "__init__"))

    def __getattr__(self, name):
        if name.startswith("_") or name == "call_listeners":
            raise AttributeError(name)
        return lambda *given: self.order.append((self.name, name) + given)


START = ["__init__", "build_midi_map", "refresh_state"]


def test_after_another_set_is_opened_scripts_are_connected_once_when_all_are_made(bare):
    order = []
    for name in "AB":
        bare.host(lambda c_instance, name=name: NamedScript(c_instance, name, order))
    del order[:]
    bare.new_set()
    names = [call[:2] for call in order]
    assert names == ([(name, "disconnect") for name in "AB"] + [(name, call) for name in "AB" for call in START]
                     + [(name, "connect_script_instances") for name in "AB"]
                     + [(name, "can_lock_to_devices") for name in "AB"])
    connected = [call[2] for call in order if call[1] == "connect_script_instances"]
    assert connected == [[host.script for host in bare.hosts]] * 2


def test_a_script_that_changes_the_list_of_scripts_changes_only_its_own(bare):
    class Greedy(RecordingScript):
        def connect_script_instances(self, scripts):
            del scripts[:]

    bare.host(Greedy)
    second = bare.host(RecordingScript)
    assert second.script.calls[-2] == ("connect_script_instances", [host.script for host in bare.hosts])


def test_c_instance_gives_the_song_the_log_and_the_status_bar(bare):
    host = bare.host(RecordingScript)
    c_instance = host.c_instance
    assert c_instance.song() == bare.song
    c_instance.log_message("two\nlines")
    c_instance.log_message(3)
    c_instance.show_message("hello")
    assert bare.log[-3:] == ["RemoteScriptMessage: two", "RemoteScriptMessage: lines", "RemoteScriptMessage: 3"]
    assert bare.status_bar == ["hello"]
    c_instance.send_midi((0x90, 60, 100))
    assert bare.sent_midi == [(0x90, 60, 100)]
    for call in (lambda: c_instance.show_message(3), lambda: c_instance.send_midi([1])):
        with pytest.raises(ArgumentError):
            call()
    assert not hasattr(c_instance, "application") and not hasattr(c_instance, "schedule_message")
    host.disconnect()


@pytest.mark.parametrize("message, text", [
    ((300, 1, 1), r"a MIDI byte must be 0\.\.255, got 300"), ((144, 60, -1), r"a MIDI byte must be 0\.\.255, got -1"),
    ((1, 2, 3), "MIDI data 1 without a status"), ((144, 60, 200), r"data bytes must be 0\.\.127, got 200 after 144 60"),
    ((144,), "cut short"), ((240, 1, 2), "without an end"), ((), "must have a status byte")])
def test_what_is_no_midi_message_is_not_sent(bare, message, text):
    c_instance = bare.host(RecordingScript).c_instance
    with pytest.raises(ValueError, match=text):
        c_instance.send_midi(message)
    with pytest.raises(ArgumentError):
        c_instance.send_midi((144, "60", 1))
    assert bare.sent_midi == []


@pytest.mark.parametrize("message", [(144, 60, 100), (240, 1, 2, 247), (248,), (192, 5), (0xF6,)])
def test_each_kind_of_midi_message_is_sent_as_it_is(bare, message):
    bare.host(RecordingScript).c_instance.send_midi(message)
    assert bare.sent_midi == [message]


def test_the_application_knows_the_document_and_the_scripts(simulator):
    application = simulator.live.Application.get_application()
    assert application == simulator.application
    assert application.get_document() == simulator.song
    host = simulator.host(RecordingScript)
    assert list(application.control_surfaces) == [host.script] + [None] * 6


def test_another_set_leaves_every_script_and_surface_in_its_place(simulator):
    gone, hardware, second, third = (simulator.host(RecordingScript), simulator.connect_control_surface("Push3"),
                                     simulator.host(RecordingScript), simulator.host(RecordingScript))
    gone.disconnect()
    proxy = simulator.application.control_surfaces[1]
    heard = []
    simulator.application.add_control_surfaces_listener(
        lambda: heard.append([type(each).__name__ for each in simulator.application.control_surfaces[:4]]))
    simulator.new_set()
    surfaces = simulator.application.control_surfaces
    assert [each is None for each in surfaces] == [True, False, False, False, True, True, True]
    assert surfaces[1] == proxy and [host.slot for host in simulator.hosts] == [2, 3]
    assert surfaces[2] is simulator.hosts[0].script and surfaces[2] is not second.script
    assert surfaces[3] is simulator.hosts[1].script and surfaces[3] is not third.script
    proxy_only = ["NoneType", "ControlSurfaceProxy", "NoneType"]
    assert heard == [proxy_only + ["RecordingScript"], proxy_only + ["NoneType"],
                     ["NoneType", "ControlSurfaceProxy", "RecordingScript", "NoneType"],
                     ["NoneType", "ControlSurfaceProxy", "RecordingScript", "RecordingScript"]]
    assert simulator.host(RecordingScript).slot == 0
    simulator.disconnect_control_surface(hardware)


def test_a_script_that_another_set_starts_meets_the_others_as_at_the_start(simulator):
    simulator.host(RecordingScript)
    simulator.host(RecordingScript)
    simulator.new_set()
    scripts = [host.script for host in simulator.hosts]
    assert [script.names()[:5] for script in scripts] == [
        ["__init__", "build_midi_map", "refresh_state", "connect_script_instances", "can_lock_to_devices"]] * 2
    assert [script.calls[3][1] for script in scripts] == [scripts] * 2


@pytest.mark.parametrize("version, parts", [("12.2.5", (12, 2, 5)), ("11.3", (11, 3, 0))])
def test_the_application_tells_its_version(version, parts):
    live = Simulator(version)
    application = live.application
    assert (application.get_major_version(), application.get_minor_version(), application.get_bugfix_version()) == parts
    assert application.get_version_string() == ".".join(str(part) for part in parts)
    live.close()


# Those that only log are in test_threads.py.
C_INSTANCE_CALLS = [("handle", ()), ("instance_identifier", ()), ("song", ()),
                    ("send_midi", ((0xF8,),)), ("request_rebuild_midi_map", ()),
                    ("preferences", ("key",)), ("toggle_lock", ()), ("update_locks", ()),
                    ("set_session_highlight", (0, 0, 4, 4, True)), ("set_pad_translation", ((),)),
                    ("set_note_translation", (1, 2, 3, 4)), ("set_cc_translation", (1, 2, 3, 4)),
                    ("set_feedback_channels", ([1],)), ("set_feedback_velocity", (3,)),
                    ("set_controlled_track", (None,)), ("release_controlled_track", ())]


@pytest.mark.parametrize("name, given", C_INSTANCE_CALLS, ids=[row[0] for row in C_INSTANCE_CALLS])
def test_each_member_of_c_instance_works_on_the_main_thread_only(bare, name, given):
    host = bare.host(RecordingScript)
    getattr(host.c_instance, name)(*given)
    raised = []

    def call():
        try:
            getattr(host.c_instance, name)(*given)
        except WrongThread as error:
            raised.append(error)

    thread = threading.Thread(target=call)
    thread.start()
    thread.join()
    assert len(raised) == 1
    host.disconnect()


def test_a_rebuilt_midi_map_waits_until_the_script_has_returned(bare):
    seen = []

    class Script(RecordingScript):
        def update_display(self):
            if not seen:
                before = self.names().count("build_midi_map")
                self.c_instance.request_rebuild_midi_map()
                seen.append(self.names().count("build_midi_map") - before)

    host = bare.host(Script)
    bare.advance(0.2)
    assert seen == [0] and host.script.names().count("build_midi_map") == 2
    host.disconnect()


@pytest.mark.parametrize("name", ["tracks", "return_tracks"])
def test_the_midi_map_is_built_anew_when_tracks_come_or_go(bare, name):
    host = bare.host(RecordingScript)
    bare.unwrap(bare.song).store(name, [bare.make("Track")])
    bare.advance(0.01)
    assert host.script.names().count("build_midi_map") == 2
    host.disconnect()


def test_another_set_disconnects_kills_and_starts_the_same_scripts_again(bare):
    host = bare.host(RecordingScript)
    old, script = bare.song, host.script
    bare.new_set()
    assert script.names()[-1] == "disconnect"
    assert not old and bare.song and bare.song != old
    assert len(bare.hosts) == 1 and bare.hosts[0].script is not script
    bare.advance(0.2)
    assert bare.hosts[0].script.names()[-1] == "update_display"


def test_where_time_is_real_there_is_no_script_for_a_while_between_two_sets(bare):
    bare.gap = 1.5
    first, second = bare.host(RecordingScript), bare.host(RecordingScript)
    first.disconnect()
    bare.new_set()
    bare.advance(1.0)
    assert second.script.names()[-1] == "disconnect" and bare.hosts == []
    assert bare.host(RecordingScript).slot == 0
    # Another Set in between begins the wait anew, for all of them.
    bare.new_set()
    bare.advance(1.4)
    assert bare.hosts == []
    bare.advance(0.2)
    assert [(host.slot, host.script.calls[3][0]) for host in bare.hosts] == [
        (0, "connect_script_instances"), (1, "connect_script_instances")]
    bare.new_set()
    bare.close()
    bare.advance(2.0)
    assert bare.hosts == []


def test_errors_are_counted_from_the_start_on_also_of_scripts_that_are_gone(bare):
    def create_instance(c_instance):
        raise ValueError("no")

    bare.host(create_instance)
    bare.new_set()
    assert bare.state()["errors"] == 2
    bare.hosts[0].disconnect()
    assert bare.state()["errors"] == 2


def test_live_can_be_imported_while_the_simulator_is_installed(bare):
    assert "Live" not in sys.modules
    bare.install()
    import Live
    from Live.Base import Timer
    assert Live.Song.Song is bare.types.handles["Song"] and Timer is bare.live.Base.Timer
    bare.uninstall()
    assert not [name for name in sys.modules if name == "Live" or name.startswith("Live.")]


def test_two_simulators_leave_sys_modules_as_it_was(bare):
    first, second = bare, type(bare)("11.0")
    first.install()
    second.install()
    assert sys.modules["Live"] is second.live
    second.close()
    assert sys.modules["Live"] is first.live
    first.close()
    assert "Live" not in sys.modules


def test_python_logging_reaches_lives_log_while_it_is_installed(bare):
    level = logging.getLogger().level
    bare.install()
    logging.getLogger("some.script").info("hello")
    assert re.match(r"info: Python: INFO:some\.script:\d+ - hello$", bare.log[-1])
    bare.uninstall()
    count = len(bare.log)
    logging.getLogger("some.script").warning("gone")
    assert len(bare.log) == count and logging.getLogger().level == level


def test_the_log_keeps_the_newest_lines_only(bare):
    for number in range(25000):
        bare.write_log(str(number))
    assert len(bare.log) <= 20000 and bare.log[-1] == "24999"


def test_timers_and_listeners_of_a_disconnected_script_stay_as_in_live(bare):
    calls = []

    def create_instance(c_instance):
        bare.live.Base.Timer(lambda: calls.append("timer"), 10, True, True)
        c_instance.song().add_tempo_listener(lambda: calls.append("tempo"))
        return RecordingScript(c_instance)

    host = bare.host(create_instance)
    host.disconnect()
    bare.advance(0.01)
    bare.song.tempo = 99.0
    assert calls == ["timer", "tempo"]
