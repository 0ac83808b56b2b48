"""What a hosted script raises ends its call and nothing else, and is told in Live's log as Live tells it."""
import os
import re
import signal
import sys

import pytest

from tests.simulator.recording_script import RecordingScript


def test_what_a_script_raises_is_logged_and_kept_and_live_goes_on(bare):
    class Script(RecordingScript):
        def refresh_state(self):
            raise ValueError("refresh")

        def update_display(self):
            raise KeyError("display")

    host = bare.host(Script)
    bare.advance(0.3)
    assert [type(error) for error in host.errors] == [ValueError, KeyError, KeyError]
    assert "RemoteScriptError: Traceback (most recent call last):" in bare.log
    assert "RemoteScriptError: ValueError: refresh" in bare.log
    host.disconnect()


def logged_files(simulator):
    """The files that the tracebacks in the log name, in order."""
    return [os.path.basename(match.group(1)) for match in map(re.compile(r'.*File "(.*)", line').match, simulator.log)
            if match]


def test_a_traceback_in_the_log_has_the_frames_of_the_script_and_none_of_lives(bare):
    class Script(RecordingScript):
        def refresh_state(self):
            self.refuse()

        def refuse(self):
            try:
                self.c_instance.song().tempo = "fast"
            except TypeError as error:
                raise ValueError("refresh") from error

    host = bare.host(Script)
    error = host.errors[0]
    assert logged_files(bare) == ["test_host_errors.py"] * 3
    functions = [line.rsplit(" ", 1)[1] for line in bare.log if ", in " in line]
    assert functions == ["refuse", "refresh_state", "refuse"]
    # Nothing is lost to who looks for a mistake of the simulator's: the exception has its whole way.
    assert error.__traceback__.tb_frame.f_code.co_name == "call_script"
    host.disconnect()


def test_a_traceback_through_lives_own_listeners_has_the_frames_of_both_scripts_calls(bare):
    class Script(RecordingScript):
        def update_display(self):
            self.c_instance.song().tempo = 99.0

    def listen():
        raise KeyError("heard")

    bare.song.add_tempo_listener(listen)
    host = bare.host(Script)
    bare.advance(0.16)
    assert logged_files(bare) == ["test_host_errors.py"] and "RemoteScriptError: KeyError: 'heard'" in bare.log
    host.disconnect()


def raise_system_exit(*given):
    sys.exit(3)


@pytest.mark.parametrize("hook", ["build_midi_map", "refresh_state", "connect_script_instances", "can_lock_to_devices",
                                  "update_display", "disconnect"])
def test_a_script_that_calls_sys_exit_ends_nothing_but_its_call(bare, hook):
    host = bare.host(type("Script", (RecordingScript,), {hook: raise_system_exit}))
    bare.advance(0.2)
    host.disconnect()
    assert [type(error) for error in host.errors] == [SystemExit]
    assert "RemoteScriptError: SystemExit: 3" in bare.log
    assert host.script.names()[-1] == ("disconnect" if hook != "disconnect" else "update_display")


def test_timers_and_listeners_that_call_sys_exit_end_nothing_but_their_call(bare):
    def create_instance(c_instance):
        bare.live.Base.Timer(raise_system_exit, 10, True, True)
        c_instance.song().add_tempo_listener(raise_system_exit)
        return RecordingScript(c_instance)

    host = bare.host(create_instance)
    bare.song.tempo = 99.0
    bare.advance(0.2)
    assert [type(error) for error in host.errors] == [SystemExit, SystemExit]


@pytest.fixture
def handle_interrupt():
    """A function that handles SIGINT for the time of a test."""
    before = signal.getsignal(signal.SIGINT)
    yield lambda handler: signal.signal(signal.SIGINT, handler)
    signal.signal(signal.SIGINT, before)


def test_an_interrupt_from_the_terminal_goes_through_a_script(bare, handle_interrupt):
    handle_interrupt(signal.default_int_handler)
    host = bare.host(type("Script", (RecordingScript,),
                          {"update_display": lambda script: signal.raise_signal(signal.SIGINT)
                           if hasattr(signal, "raise_signal") else os.kill(os.getpid(), signal.SIGINT)}))
    with pytest.raises(KeyboardInterrupt):
        bare.advance(0.2)
    assert host.errors == []


def test_a_keyboard_interrupt_that_no_terminal_can_have_sent_is_the_scripts_own(bare, handle_interrupt):
    def interrupt(script):
        raise KeyboardInterrupt

    handle_interrupt(lambda *given: None)
    host = bare.host(type("Script", (RecordingScript,), {"update_display": interrupt}))
    bare.advance(0.2)
    assert [type(error) for error in host.errors] == [KeyboardInterrupt]


@pytest.mark.parametrize("name", ["refresh_state", "receive_midi_chunk", "call_listeners"])
def test_a_hook_that_raises_when_it_is_looked_up_is_logged_like_one_that_raises(bare, name):
    def refuse(script):
        raise ValueError("no " + name)

    host = bare.host(type("Script", (RecordingScript,), {name: property(refuse)}))
    bare.song.add_tempo_listener(lambda: None)
    bare.song.tempo = 99.0
    bare.send_midi((0xF0, 1, 0xF7))
    if name == "call_listeners":
        assert not host.takes_batches
    assert {str(error) for error in host.errors} == {"no " + name}
