"""`/live/api/reload`: the new code runs, subscriptions live on, and broken code leaves the old one running.

The package is copied under another name first, as users rename its folder, and the copy is edited.
"""
import compileall
import importlib
import os
import shutil
import sys

import pytest

import AbletonOSC
from simulator import Simulator
from tests.datagrams import bundle, message
from tests.lom.listener_count import listeners_of
from tests.running_script import CLIENT, RunningScript

SOURCE = os.path.dirname(os.path.abspath(AbletonOSC.__file__))
GREETING = "handlers/greeting.py"


class RunningCopy(RunningScript):
    """A script whose code is a copy that tests may edit."""

    def __init__(self, folder, **keywords):
        self.folder = folder
        self.package = importlib.import_module(folder.name)
        super().__init__(folder.parent / "logs", **keywords)

    def create_instance(self, c_instance):
        module = importlib.import_module(f"{self.folder.name}.control_surface")
        self.surface = module.ControlSurface(c_instance, self.settings, self.simulator.now, self.wall_clock,
                                             self.log_folder,
                                             self.transport)
        return self.surface

    def edit(self, name, before, after):
        """Replace a text of one module."""
        path = self.folder.joinpath(*name.split("/"))
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")

    def reload(self):
        """Ask for a reload; what came back."""
        return self.send("/live/api/reload")


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    """A copy of the package with its compiled files, to save every test the compiling."""
    made = str(tmp_path_factory.mktemp("compiled") / "package")
    shutil.copytree(SOURCE, made, ignore=shutil.ignore_patterns("__pycache__", "logs", "settings.json"))
    compileall.compile_dir(made, quiet=1)
    return made


@pytest.fixture
def folder(compiled, tmp_path, monkeypatch):
    """The copied package, importable. Compiled files are not written any more, so that edits always count."""
    made = tmp_path / f"Renamed_{tmp_path.name.replace('-', '_')}"
    shutil.copytree(compiled, str(made))
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    yield made
    for name in [name for name in sys.modules if name.split(".")[0] == made.name]:
        del sys.modules[name]


@pytest.fixture
def copy(folder):
    """The copy inside a simulated Live 12.3."""
    running = RunningCopy(folder, simulator=Simulator(live_version="12.3.6"))
    yield running
    running.close()
    assert not running.host.errors


def test_a_renamed_folder_works(copy):
    assert type(copy.surface).__module__.split(".")[0] == copy.folder.name
    assert copy.query("/live/song/get/tempo") == (120.0,)


def test_the_new_code_answers(copy):
    copy.edit(GREETING, 'return ("ok",)', 'return ("new",)')
    assert copy.query("/live/test") == ("ok",)
    assert copy.reload() == []
    assert copy.simulator.status_bar[-1] == "AbletonOSC: Reloaded code"
    assert copy.query("/live/test") == ("new",)


def test_the_new_code_may_have_new_addresses_and_files(copy):
    (copy.folder / "handlers" / "novelty.py").write_text("WORD = 'novel'\n")
    copy.edit(GREETING, "HANDLERS = (", '''class Novel(Handler):
    """New."""

    address = "novelty"

    @command("get/word", "A word.", replies=("word",))
    def read_word(self, song):
        from .novelty import WORD
        return (WORD,)


HANDLERS = (Novel, ''')
    copy.reload()
    assert copy.query("/live/novelty/get/word") == ("novel",)


def test_every_module_that_answers_messages_is_new_after_a_reload(copy):
    kept = set(importlib.import_module(f"{copy.folder.name}.control_surface").KEPT_ON_RELOAD)
    prefix = f"{copy.folder.name}."
    before = {name: module for name, module in sys.modules.items() if name.startswith(prefix)}
    copy.reload()
    same = {name[len(prefix):] for name, module in before.items() if sys.modules.get(name) is module}
    assert {name for name in same if not name.startswith("vendor")} <= kept


def test_subscriptions_survive_without_a_push(copy):
    copy.send("/live/song/start_listen/tempo")
    copy.send("/live/track/1/start_listen/name")
    copy.send("/live/track/start_listen/mute", "*", client=("192.168.1.7", 50000))
    before = listeners_of(copy.simulator)
    copy.received()
    assert copy.reload() == []
    assert listeners_of(copy.simulator) == before
    copy.song.tempo = 99.0
    copy.song.tracks[1].name = "bass"
    copy.song.tracks[2].mute = True
    copy.advance()
    assert sorted(copy.received_by_all()) == [
        (CLIENT, "/live/song/get/tempo", (99.0,)),
        (CLIENT, "/live/track/1/get/name", ("bass",)),
        (("192.168.1.7", 11001), "/live/track/get/mute", (2, True)),
    ]
    assert copy.send("/live/song/stop_listen/tempo") == []
    copy.song.tempo = 98.0
    copy.advance()
    assert copy.received() == []


def test_a_subscription_that_sleeps_survives(copy):
    copy.send("/live/track/start_listen/name", 3)
    copy.song.delete_track(3)
    copy.advance()
    copy.reload()
    copy.received()
    copy.song.create_midi_track(-1)
    copy.advance()
    assert copy.received() == [("/live/track/get/name", (3, copy.song.tracks[3].name))]


def test_an_asterisk_survives_with_what_was_stopped(copy):
    copy.send("/live/track/start_listen/mute", "*")
    copy.send("/live/track/stop_listen/mute", 1)
    copy.reload()
    copy.song.create_midi_track(-1)
    copy.advance()
    assert copy.received() == [("/live/track/get/mute", (4, False))]
    copy.song.tracks[1].mute = True
    copy.advance()
    assert copy.received() == []


@pytest.mark.parametrize("address, arguments", [
    ("/live/device/start_listen/parameter/value", (0, 0, 1)), ("/live/track/start_listen/volume", (0,)),
    ("/live/track/start_listen/send", (0, 1)), ("/live/clip/start_listen/length", (0, 0)),
])
def test_mixer_and_parameter_listeners_survive_where_abletonosc_raised_key_error(copy, address, arguments):
    copy.song.tracks[0].insert_device("Operator")
    copy.song.tracks[0].clip_slots[0].create_clip(4.0)
    copy.advance()
    pushed = copy.send(address, *arguments)
    before = listeners_of(copy.simulator)
    assert copy.reload() == []
    assert listeners_of(copy.simulator) == before
    assert copy.send(address, *arguments) == pushed
    assert listeners_of(copy.simulator) == before


def test_registered_ports_survive(copy):
    client = ("192.168.1.7", 50000)
    copy.send("/live/api/register_listener", 9001, client=client)
    copy.received()
    copy.reload()
    copy.deliver(message("/live/test"), client)
    copy.advance()
    assert copy.received_by_all() == [(("192.168.1.7", 9001), "/live/test", ("ok",))]


def test_what_waits_for_its_time_survives(copy):
    copy.deliver(bundle(message("/live/song/set/tempo", 99), time=copy.wall_clock() + 0.5))
    copy.reload()
    copy.advance(0.6)
    assert copy.song.tempo == 99.0


def test_what_came_with_the_reload_is_answered_by_somebody(copy):
    for _ in range(3):
        copy.deliver(message("/live/song/get/tempo"))
        copy.deliver(message("/live/api/reload"))
    copy.advance(0.1)
    assert copy.received() == [("/live/song/get/tempo", (120.0,))] * 3


def test_midi_mappings_survive_also_when_their_parameter_has_gone(copy):
    copy.song.tracks[0].insert_device("Operator")
    copy.song.tracks[2].insert_device("Reverb")
    copy.advance()
    copy.send("/live/midimap/map_cc", 0, 0, 1, 0, 20)
    copy.send("/live/midimap/map_cc", 2, 0, 1, 0, 21)
    copy.reload()
    copy.song.tracks[0].delete_device(0)
    copy.simulator.rebuild_midi_maps()
    copy.advance()
    parameter = copy.song.tracks[2].devices[0].parameters[1]
    copy.simulator.send_midi((0xB0, 21, 127))
    assert parameter.value == parameter.max
    assert not [line for line in copy.simulator.log if "an error inside" in line]


BROKEN = {
    "a syntax error": ("def test(self, song):", "def test(self, song:", "SyntaxError: "),
    "a module that is not there": ("from ..lom.spec import", "from ..lom.nowhere import",
                                   "ModuleNotFoundError: No module named "),
    "a mistake in a table": ('@command("test", "Show a message in Live, and answer."',
                             '@command("test", "No full stop"',
                             "ValueError: test: the documentation must be a phrase"),
    "an exception while it is imported": ("HANDLERS = (", "1 / 0\nHANDLERS = (", "ZeroDivisionError: division by zero"),
    "a bad indent": ('        return ("ok",)', '      return ("ok",)', "IndentationError: "),
}


@pytest.mark.parametrize("before, after, text", list(BROKEN.values()), ids=list(BROKEN))
def test_broken_code_leaves_the_old_code_running_and_is_told(copy, before, after, text):
    copy.send("/live/song/start_listen/tempo")
    held = listeners_of(copy.simulator)
    copy.edit(GREETING, before, after)
    (address, values), = copy.reload()
    assert address == "/live/error"
    assert values[0] == "Error handling OSC message: " + values[1]
    assert values[1].startswith("reload failed, the old code runs on: " + text)
    assert values[2] == "/live/api/reload"
    if "Syntax" in text or "Indentation" in text:
        assert "greeting.py:" in values[1]
    assert copy.query("/live/test") == ("ok",)
    assert listeners_of(copy.simulator) == held
    copy.song.tempo = 99.0
    assert copy.received() == [("/live/song/get/tempo", (99.0,))]


def test_broken_code_can_be_mended_and_loaded(copy):
    copy.edit(GREETING, 'return ("ok",)', 'return ("ok",')
    assert copy.reload()[0][0] == "/live/error"
    assert copy.reload()[0][0] == "/live/error"
    copy.edit(GREETING, 'return ("ok",', 'return ("mended",)')
    assert copy.reload() == []
    assert copy.query("/live/test") == ("mended",)


def test_after_a_failed_reload_lazily_imported_modules_are_still_the_old_ones(copy):
    copy.song.tracks[0].insert_device("Operator")
    copy.advance()
    copy.send("/live/midimap/map_cc", 0, 0, 1, 0, 20)
    copy.edit(GREETING, 'return ("ok",)', 'return ("ok",')
    copy.reload()
    handlers = importlib.import_module(f"{copy.folder.name}.handlers")
    assert handlers.midimap is sys.modules[f"{copy.folder.name}.handlers.midimap"]
    assert isinstance(copy.engine.midi_mappings[0], handlers.midimap.Mapping)
    copy.simulator.rebuild_midi_maps()
    copy.advance()
    parameter = copy.song.tracks[0].devices[0].parameters[1]
    copy.simulator.send_midi((0xB0, 20, 127))
    assert parameter.value == parameter.max


def test_many_reloads_leak_no_listener_and_no_module(copy):
    copy.send("/live/track/start_listen/{name,volume}", "*")
    copy.reload()
    listeners, modules = listeners_of(copy.simulator), len(sys.modules)
    for _ in range(5):
        copy.reload()
    assert listeners_of(copy.simulator) == listeners
    assert len(sys.modules) == modules
    assert copy.simulator.state()["timers"] == 1


def test_a_reload_in_one_slot_leaves_the_other_slot_running(copy):
    other = RunningScript.__new__(RunningCopy)
    other.__dict__.update(copy.__dict__)
    other.transport = type(copy.transport)()
    other.transport.port = 12000
    host = copy.simulator.host(other.create_instance)
    copy.advance(0.2)
    copy.edit(GREETING, 'return ("ok",)', 'return ("new",)')
    copy.reload()
    assert copy.query("/live/test") == ("new",)
    other.received()
    assert other.query("/live/test") == ("ok",)
    assert other.send("/live/track/get/name", 99)[0][1][1] == "track_id 99: there are 4"
    assert host.errors == []


def test_the_old_spelling_reloads_too(copy):
    copy.edit(GREETING, 'return ("ok",)', 'return ("new",)')
    assert copy.send("/live/reload") == []
    assert copy.query("/live/test") == ("new",)
