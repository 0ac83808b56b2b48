"""python3 -m simulator as a process: ready line, settings, output, clean end."""
import json
import os
import signal
import subprocess
import sys
import threading

import pytest

from simulator.script import load_script, parse_setting, with_settings

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LIMIT = 30.0
SCRIPT = '''
import json, os

class Script:
    def __init__(self, c_instance):
        self.c_instance = c_instance
        path = os.path.join(os.path.dirname(__file__), "settings.json")
        settings = json.load(open(path)) if os.path.exists(path) else {}
        from .part import NAME
        c_instance.log_message("%s settings %s" % (NAME, json.dumps(settings, sort_keys=True)))
        c_instance.show_message("status")

    def disconnect(self):
        self.c_instance.log_message("disconnected")

def create_instance(c_instance):
    import Live
    return Script(c_instance)
'''


@pytest.fixture
def script(tmp_path):
    """A small remote script of two modules."""
    folder = tmp_path / "TinyScript"
    folder.mkdir()
    (folder / "__init__.py").write_text(SCRIPT)
    (folder / "part.py").write_text("NAME = 'tiny'\n")
    (folder / "settings.json").write_text('{"kept": 1, "port": 1}')
    yield folder
    for name in [name for name in sys.modules if name.split(".")[0] == "TinyScript"]:
        del sys.modules[name]


class Process:
    """A simulator in a process of its own. Whatever happens, it is ended after a time limit."""

    def __init__(self, *arguments):
        environment = dict(os.environ, PYTHONPATH=ROOT, PYTHONDONTWRITEBYTECODE="1")
        command = [sys.executable, "-m", "simulator"] + [str(part) for part in arguments]
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
        self.limit = threading.Timer(LIMIT, self.process.kill)
        self.limit.start()

    def read_until(self, wanted):
        lines = []
        for line in self.process.stdout:
            lines.append(line.rstrip("\n"))
            if lines[-1] == wanted:
                break
        return lines

    def finish(self):
        rest = self.process.communicate()[0].splitlines()
        self.limit.cancel()
        return self.process.returncode, rest


def test_it_says_ready_relays_log_and_status_bar_and_ends_with_its_standard_input(script):
    process = Process("--script", script, "--until-stdin-closes", "--settings", "port=11100", "--settings", "name=x y")
    lines = process.read_until("ready")
    assert lines[-1] == "ready"
    settings = json.dumps({"kept": 1, "name": "x y", "port": 11100})
    assert "RemoteScriptMessage: tiny settings " + settings in lines and "Status bar: status" in lines
    process.process.stdin.close()
    process.process.stdin = None
    code, rest = process.finish()
    assert code == 0 and rest[0] == "RemoteScriptMessage: disconnected" and rest[-1] == "stopped"
    assert json.loads((script / "settings.json").read_text()) == {"kept": 1, "port": 1}
    assert sorted(os.listdir(str(script))) == ["__init__.py", "part.py", "settings.json"]


def test_it_ends_cleanly_on_sigterm(script):
    process = Process("--script", script, "--cadence", "windows", "--live-version", "11.3")
    assert process.read_until("ready")[-1] == "ready"
    process.process.send_signal(signal.SIGTERM)
    code, rest = process.finish()
    assert code == 0 and "RemoteScriptMessage: disconnected" in rest


def test_a_script_that_cannot_be_imported_ends_it_with_its_traceback(script):
    (script / "__init__.py").write_text("def create_instance(:")
    code, lines = Process("--script", script).finish()
    assert code == 1 and any("SyntaxError" in line for line in lines) and "ready" not in lines
    assert lines[0] == "the script in {} cannot be loaded:".format(script)
    assert lines[1] == "RemoteScriptError: Traceback (most recent call last):"
    assert all(line.startswith("RemoteScriptError: ") for line in lines[1:])


def test_a_script_that_calls_sys_exit_while_it_is_imported_ends_nothing_but_itself(script, tmp_path):
    other = tmp_path / "Exiting"
    other.mkdir()
    (other / "__init__.py").write_text("import sys\nsys.exit(3)\n")
    process = Process("--script", other, "--script", script, "--until-stdin-closes")
    lines = process.read_until("ready")
    assert lines[-1] == "ready" and "RemoteScriptError: SystemExit: 3" in lines
    assert process.finish()[0] == 0


def test_a_script_that_calls_sys_exit_again_and_again_does_not_keep_the_set_from_being_saved(script, tmp_path):
    (script / "__init__.py").write_text(SCRIPT.replace(
        "    def disconnect", "    def update_display(self):\n        raise SystemExit(3)\n\n    def disconnect"))
    saved = tmp_path / "saved.als"
    process = Process("--script", script, "--save", saved, "--until-stdin-closes")
    lines = process.read_until("RemoteScriptError: SystemExit: 3")
    assert "ready" in lines
    code, rest = process.finish()
    assert code == 0 and saved.exists() and rest[-1] == "stopped"


def test_a_script_that_cannot_be_made_ends_it(script):
    (script / "__init__.py").write_text("def create_instance(c_instance):\n    raise ValueError('broken')\n")
    code, lines = Process("--script", script).finish()
    assert code == 1 and "RemoteScriptError: ValueError: broken" in lines and "ready" not in lines


@pytest.mark.parametrize("arguments", [("--settings", "port"), ("--cadence", "mac"), ("--live-version", "newest"),
                                       ("--live-version", "13"), ("--what",), ("--grace", "-1"),
                                       ("--threads", "free")])
def test_a_wrong_command_line_is_refused(arguments):
    code, lines = Process(*arguments).finish()
    assert code == 2 and "error:" in lines[-1]


@pytest.mark.parametrize("text, expected", [("port=1", ("port", 1)), ("name=x", ("name", "x")), ("a=true", ("a", True)),
                                            ("a=b=c", ("a", "b=c")), ("a=", ("a", ""))])
def test_a_setting_is_json_where_it_can_be_and_text_otherwise(text, expected):
    assert parse_setting(text) == expected


def test_without_settings_the_script_itself_is_hosted(script):
    assert with_settings(str(script), []) == str(script)


def test_a_script_is_imported_under_its_folders_name(script):
    module = load_script(str(script))
    assert module.__name__ == "TinyScript" and sys.modules["TinyScript"] is module


@pytest.mark.parametrize("stored, text", [
    ("[1]", "must hold one JSON object"), ("{", "is no JSON"), ("[" * 99999, "JSON")])
def test_settings_that_cannot_be_added_to_are_refused_in_one_sentence(script, stored, text):
    (script / "settings.json").write_text(stored)
    with pytest.raises(ValueError, match=text):
        with_settings(str(script), ["port=1"])


def test_settings_for_a_script_that_cannot_have_them_end_in_one_line(script, tmp_path):
    (script / "settings.json").write_text("[1]")
    code, lines = Process("--script", script, "--settings", "port=1").finish()
    assert code == 1 and len(lines) == 1 and lines[0].endswith("settings.json: it must hold one JSON object")
    code, lines = Process("--script", tmp_path / "none", "--settings", "port=1").finish()
    assert code == 1 and lines[-1].endswith("none is no remote script: it has no __init__.py")


def test_what_is_no_script_is_refused(tmp_path, script):
    with pytest.raises(FileNotFoundError, match="is no remote script"):
        load_script(str(tmp_path))
    (script / "__init__.py").write_text("NAME = 1\n")
    with pytest.raises(AttributeError, match="has no create_instance"):
        load_script(str(script))


TELLING = """
class Script:
    def __init__(self, c_instance):
        self.c_instance = c_instance
        self.tell("made")

    def tell(self, what):
        self.c_instance.log_message(__name__ + " " + what)

    def connect_script_instances(self, scripts):
        self.tell("meets %d" % len(scripts))

    def can_lock_to_devices(self):
        self.tell("asked")
        return False

def create_instance(c_instance):
    return Script(c_instance)
"""


def test_scripts_of_one_command_line_are_connected_once_when_all_are_made(tmp_path):
    folders = [tmp_path / name for name in ("First", "Broken", "Second")]
    for folder in folders:
        folder.mkdir()
        (folder / "__init__.py").write_text(TELLING)
    (folders[1] / "__init__.py").write_text("def create_instance(c_instance):\n    raise ValueError('broken')\n")
    process = Process(*[part for folder in folders for part in ("--script", folder)] + ["--until-stdin-closes"])
    told = [line.split(": ", 1)[1] for line in process.read_until("ready") if line.startswith("RemoteScriptMessage")]
    process.finish()
    assert told == ["First made", "Second made", "First meets 2", "Second meets 2", "First asked", "Second asked"]


INTERRUPTED = """
import os, runpy, signal, sys

class Interrupter:
    def find_spec(self, name, path=None, target=None):
        if name == "simulator.simulator":
            os.kill(os.getpid(), signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)
sys.meta_path.insert(0, Interrupter())
sys.argv = ["simulator"]
runpy.run_module("simulator", run_name="__main__", alter_sys=True)
"""


def test_ctrl_c_while_the_simulator_is_still_imported_ends_it_without_a_traceback():
    ended = subprocess.run([sys.executable, "-c", INTERRUPTED], cwd=ROOT, stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT, timeout=30)
    assert (ended.returncode, ended.stdout) == (-signal.SIGINT, b"")
