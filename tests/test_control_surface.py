"""What Live does to the script, and what the script must never do to Live."""
import gc
import os
import socket
import sys
import time

import pytest

from AbletonOSC import create_instance, get_capabilities
from AbletonOSC.control_surface import FIRST_RETRY_SECONDS, LONGEST_RETRY_SECONDS, ControlSurface
from AbletonOSC.osc import packet
from AbletonOSC.osc.transport import BindError
from AbletonOSC.settings import Settings
from simulator import Simulator
from tests.datagrams import message
from tests.lom.listener_count import listeners_of

CALLS = {
    "build_midi_map": (1,), "refresh_state": (), "receive_midi": ((176, 1, 2),),
    "receive_midi_chunk": (((176, 1, 2),),),
    "port_settings_changed": (), "connect_script_instances": ([],), "can_lock_to_devices": (),
    "lock_to_device": (None,),
    "unlock_from_device": (None,), "toggle_lock": (), "restore_bank": (0,), "suggest_input_port": (),
    "suggest_output_port": (),
    "suggest_map_mode": (1, 0), "suggest_needs_takeover": (1, 0), "supports_pad_translation": (),
    "instance_identifier": (),
    "is_extension": (), "update_display": (), "disconnect": (),
}
ANSWERS = {"can_lock_to_devices": False, "suggest_input_port": "", "suggest_output_port": "", "suggest_map_mode": -1,
           "suggest_needs_takeover": True, "supports_pad_translation": False, "instance_identifier": 0,
           "is_extension": False}


@pytest.mark.parametrize("name", list(CALLS))
def test_live_finds_every_method_that_it_calls(live, name):
    assert getattr(live.surface, name)(*CALLS[name]) == ANSWERS.get(name)


def test_live_logs_no_missing_method_and_no_error_in_a_whole_life(live):
    live.advance(1)
    live.simulator.new_set()
    live.advance(1)
    live.close()
    assert [line for line in live.simulator.log if "Error" in line] == []


def test_the_script_takes_its_listeners_one_by_one(live):
    # With call_listeners one listener that raises would drop the rest of the batch.
    assert not hasattr(live.surface, "call_listeners")


def test_the_script_needs_no_ports_and_no_hardware():
    assert get_capabilities() == {"generic_script": True}


@pytest.fixture
def simulator(tmp_path):
    """A simulated Live without a script."""
    made = Simulator()
    made.install()
    yield made
    made.close()


def make_surface(simulator, tmp_path, **settings):
    """A function that makes a script with real sockets on this computer, as Live would."""
    def create(c_instance):
        return ControlSurface(c_instance, Settings(dict({"bind": "127.0.0.1", "port": 0}, **settings)),
                              clock=simulator.now,
                              log_folder=str(tmp_path / "logs"))
    return create


def bound_socket(port=0):
    opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    opened.bind(("127.0.0.1", port))
    opened.settimeout(5)
    return opened


def ask(client, port, simulator, address="/live/test"):
    """The answer that comes back to the client's own port."""
    client.sendto(message(address), ("127.0.0.1", port))
    deadline = time.monotonic() + 5
    client.settimeout(0.01)
    while time.monotonic() < deadline:
        simulator.advance(0.01)
        try:
            return tuple(packet.decode(client.recv(65536)))
        except socket.timeout:
            continue
    raise AssertionError("no answer within 5 s")


def test_a_client_on_a_real_socket_is_answered(simulator, tmp_path):
    host = simulator.host(make_surface(simulator, tmp_path))
    with bound_socket() as client:
        assert ask(client, host.script.transport.local_port, simulator) == ("/live/test", ("ok",))
    assert host.errors == []


def test_a_port_that_is_taken_is_told_in_status_bar_and_log_and_tried_again_until_it_is_free(simulator, tmp_path):
    blocker = bound_socket()
    port = blocker.getsockname()[1]
    host = simulator.host(make_surface(simulator, tmp_path, port=port))
    text, = simulator.status_bar
    assert text == (f"AbletonOSC: UDP port {port} on 127.0.0.1: another program or a second AbletonOSC slot uses it. "
                    "Trying again")
    assert any(text in line for line in simulator.log)
    simulator.advance(30)
    assert len(simulator.status_bar) == 1, "the user is told again and again"
    blocker.close()
    simulator.advance(LONGEST_RETRY_SECONDS + 0.1)
    assert simulator.status_bar[-1] == f"AbletonOSC: Listening for OSC on port {port}"
    with bound_socket() as client:
        assert ask(client, port, simulator) == ("/live/test", ("ok",))
    assert host.errors == []


def test_tries_become_rarer_up_to_a_limit(live):
    live.close()
    times = []
    simulator = live.simulator

    def refuse():
        times.append(simulator.now())
        raise BindError(98, "UDP port 11000: taken")

    live.transport.open = refuse
    simulator.install()
    host = simulator.host(live.create_instance)
    simulator.advance(60)
    gaps = [later - earlier for earlier, later in zip(times, times[1:])]
    assert gaps[0] == pytest.approx(FIRST_RETRY_SECONDS, abs=0.02)
    assert gaps[1] == pytest.approx(2 * FIRST_RETRY_SECONDS, abs=0.02)
    assert all(gap == pytest.approx(LONGEST_RETRY_SECONDS, abs=0.02) for gap in gaps[6:])
    assert host.errors == []


def test_everything_else_of_live_works_while_the_port_is_taken(live):
    live.close()
    live.transport.bind_error = BindError(98, "UDP port 11000: taken")
    live.simulator.install()
    host = live.simulator.host(live.create_instance)
    for name in CALLS:
        if name != "disconnect":
            getattr(host.script, name)(*CALLS[name])
    live.advance(1)
    assert host.script.engine is None
    live.transport.bind_error = None
    live.advance(6)
    live.received()
    assert live.send("/live/test") == [("/live/test", ("ok",))]
    assert host.errors == []


def test_two_slots_share_one_interpreter_and_the_second_waits_for_the_port(simulator, tmp_path):
    with bound_socket() as free:
        port = free.getsockname()[1]
    first, second = (simulator.host(make_surface(simulator, tmp_path, port=port)) for _ in range(2))
    simulator.advance(1)
    assert first.script.engine is not None and second.script.engine is None
    with bound_socket() as client:
        assert ask(client, port, simulator) == ("/live/test", ("ok",))
        first.disconnect()
        simulator.advance(6)
        assert second.script.engine is not None
        assert ask(client, port, simulator)[0] in ("/live/shutdown", "/live/startup", "/live/test")
    assert first.errors == second.errors == []


def open_files():
    """How many descriptors this process has open; -1 where the system does not tell."""
    gc.collect()
    return len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else -1


def test_opening_another_set_leaks_no_socket_timer_or_listener(simulator, tmp_path):
    simulator.host(make_surface(simulator, tmp_path))
    simulator.advance(0.5)
    before = open_files(), simulator.state()["timers"]
    for _ in range(10):
        with bound_socket() as client:
            port = simulator.hosts[0].script.transport.local_port
            for address in ("/live/song/start_listen/tempo", "/live/track/2/start_listen/volume"):
                client.sendto(message(address), ("127.0.0.1", port))
            ask(client, port, simulator)
        assert ("DeviceParameter", "value") in listeners_of(simulator)
        simulator.new_set()
        simulator.advance(0.3)
        assert listeners_of(simulator) == [("Song", "current_song_time")], "the automatic beat listens, nothing else"
    assert (open_files(), simulator.state()["timers"]) == before
    assert simulator.state()["errors"] == 0


def test_a_port_that_the_system_chose_is_kept_over_another_set_if_it_is_free(simulator, tmp_path):
    simulator.host(make_surface(simulator, tmp_path))
    port = simulator.hosts[0].script.transport.local_port
    simulator.new_set()
    assert simulator.hosts[0].script.transport.local_port == port
    simulator.hosts[0].disconnect()
    with bound_socket(port):
        simulator.host(make_surface(simulator, tmp_path))
        other = simulator.hosts[0].script.transport.local_port
        assert other not in (0, port)
        simulator.new_set()
        assert simulator.hosts[0].script.transport.local_port == other
        second = simulator.host(make_surface(simulator, tmp_path))
        assert second.script.transport.local_port not in (0, other)


def test_after_disconnect_nothing_of_the_script_is_left_in_live(live):
    live.send("/live/song/start_listen/tempo")
    live.host.disconnect()
    assert live.received()[-1] == ("/live/shutdown", ())
    assert live.simulator.state()["timers"] == 0
    assert listeners_of(live.simulator) == []
    assert not live.transport.is_open
    live.surface.on_timer()
    live.surface.update_display()
    live.surface.build_midi_map(1)
    live.surface.disconnect()
    assert live.received() == []


def test_startup_is_announced_once_the_addresses_exist(live):
    assert live.startup == [("/live/startup", ())]


def test_startup_and_shutdown_reach_everybody_who_was_heard_from(live):
    live.deliver(message("/live/test"), ("192.168.1.7", 50000))
    live.deliver(message("/live/test"), ("192.168.1.7", 50001))
    live.advance()
    live.received()
    live.host.disconnect()
    assert sorted(live.received_by_all()) == [
        (("127.0.0.1", 11001), "/live/shutdown", ()), (("192.168.1.7", 11001), "/live/shutdown", ())]


def test_a_folder_that_cannot_be_written_stops_nothing(simulator, tmp_path):
    (tmp_path / "logs").write_text("a file where the folder should be")
    host = simulator.host(make_surface(simulator, tmp_path))
    with bound_socket() as client:
        assert ask(client, host.script.transport.local_port, simulator) == ("/live/test", ("ok",))
    assert any("no log file, the folder cannot be written" in line for line in simulator.log)
    host.disconnect()
    assert host.errors == []


def test_a_timer_that_died_is_revived_by_update_display(live):
    live.surface.timer.stop()
    live.advance(0.35)
    assert live.surface.timer.running
    assert live.send("/live/test") == [("/live/test", ("ok",))]


def test_without_a_timer_update_display_alone_keeps_the_script_alive(live):
    class DeadTimer:
        running = False

        def restart(self):
            """Live's timers were seen to do nothing."""

        stop = restart

    live.surface.timer.stop()
    live.surface.timer = DeadTimer()
    live.deliver(message("/live/test"))
    live.advance(0.2)
    assert live.received() == [("/live/test", ("ok",))]


@pytest.mark.parametrize("broken", ["engine", "timer", "transport", "c_instance"])
def test_nothing_escapes_into_live(live, broken):
    class Broken:
        fault = None
        is_open = True

        def __getattr__(self, name):
            raise RuntimeError(f"{name} is broken")

    whole = getattr(live.surface, broken)
    setattr(live.surface, broken, Broken())
    live.surface.log.logger.handlers[0].write = Broken
    for name in ("update_display", "build_midi_map", "refresh_state"):
        getattr(live.surface, name)(*CALLS[name])
    live.surface.on_timer()
    setattr(live.surface, broken, whole)
    assert live.send("/live/test") == [("/live/test", ("ok",))]


def test_a_handler_that_fails_answers_an_error_and_the_timer_lives(live):
    def fail(*given):
        raise KeyError("a mistake of ours")

    live.engine.host.show_message = fail
    (address, values), = live.send("/live/test")
    assert address == "/live/error" and "a mistake of ours" in values[0]
    assert live.surface.timer.running
    assert any("KeyError" in line for line in live.simulator.log)
    assert live.query("/live/song/get/tempo") == (120.0,)


def test_create_instance_makes_a_script_that_uses_the_settings_beside_it(simulator, monkeypatch, tmp_path):
    from AbletonOSC import control_surface

    with bound_socket() as free:
        port = free.getsockname()[1]
    (tmp_path / "settings.json").write_text('{"port": %d, "bind": "127.0.0.1", "typo": 1}' % port)
    monkeypatch.setattr(control_surface, "FOLDER", str(tmp_path))
    host = simulator.host(create_instance, get_capabilities)
    assert host.capabilities == {"generic_script": True}
    assert simulator.status_bar[-1] == f"AbletonOSC: Listening for OSC on port {port}"
    assert any("unknown setting 'typo'" in line for line in simulator.log)
    assert (tmp_path / "logs" / "abletonosc.log").exists()
    assert host.errors == []


def test_the_script_starts_no_thread_and_imports_none(live):
    used = {name for name, module in sys.modules.items() if name.startswith("AbletonOSC")}
    assert used
    for name in used:
        for forbidden in ("threading", "asyncio", "subprocess", "ctypes", "multiprocessing"):
            assert not hasattr(sys.modules[name], forbidden), (name, forbidden)


def test_a_timer_that_fires_inside_a_call_of_the_script_waits_for_it_to_return(live, monkeypatch):
    seen = []

    def open_dialog(text):
        live.deliver(message("/live/song/get/tempo"))
        live.surface.on_timer()
        seen.extend(live.received())

    monkeypatch.setattr(live.surface, "show_message", open_dialog)
    assert live.send("/live/test") == [("/live/test", ("ok",)), ("/live/song/get/tempo", (120.0,))]
    assert seen == []
    assert not live.host.errors


def test_a_script_that_cannot_start_says_so_and_leaves_the_port_to_others(simulator, tmp_path, monkeypatch):
    def fail(*arguments):
        raise RuntimeError("a table is broken")

    monkeypatch.setattr("AbletonOSC.engine.Engine.__init__", fail)
    settings = Settings({"port": 0})
    host = simulator.host(lambda c_instance: ControlSurface(c_instance, settings, log_folder=str(tmp_path)))
    simulator.advance(1)
    assert simulator.status_bar[-1] == "AbletonOSC: cannot start: RuntimeError: a table is broken"
    assert len([line for line in simulator.status_bar if "cannot start" in line]) == 1
    assert not host.script.transport.is_open
    host.disconnect()
