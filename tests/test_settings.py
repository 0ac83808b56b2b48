"""`settings.json`: one table, validated with sentences, never a reason not to start."""
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from AbletonOSC.settings import FILE_NAME, TABLE, Settings, read_settings

DEFAULTS = {setting.name: setting.default for setting in TABLE}


def write(folder, content):
    (folder / FILE_NAME).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return read_settings(str(folder))


def test_without_a_file_there_are_the_defaults_and_no_problem(tmp_path):
    settings = read_settings(str(tmp_path))
    assert dict(settings) == DEFAULTS
    assert settings.problems == []


def test_a_value_of_the_file_replaces_the_default(tmp_path):
    settings = write(tmp_path, '{"port": 12000, "bind": "127.0.0.1", "tick_budget": 5, "legacy_beat": false}')
    assert settings.problems == []
    assert (settings["port"], settings["bind"], settings["tick_budget"], settings["legacy_beat"]) == (12000,
        "127.0.0.1", 5.0, False)
    assert type(settings["tick_budget"]) is float
    assert settings["reply_port"] == DEFAULTS["reply_port"]


@pytest.mark.parametrize("content",
                         ["", "{", "not json", "{'port': 1}", b"\xff\xfe\x00", '{"port": }', "[" * 100000,
                          '{"a":' * 100000],
                         ids=lambda content: repr(content[:10]))
def test_a_broken_file_is_the_defaults_and_a_problem_that_names_it(tmp_path, content):
    settings = write(tmp_path, content)
    assert dict(settings) == DEFAULTS
    problem, = settings.problems
    assert problem.startswith(f"{tmp_path / FILE_NAME} cannot be read, the defaults are used: ")


@pytest.mark.parametrize("content", ["[]", "5", "null", '"port"', "true"])
def test_a_file_that_is_no_object_is_the_defaults_and_a_problem(tmp_path, content):
    settings = write(tmp_path, content)
    assert dict(settings) == DEFAULTS
    assert settings.problems == [f"{tmp_path / FILE_NAME} must hold one JSON object, the defaults are used"]


def test_a_file_that_is_a_folder_is_the_defaults_and_a_problem(tmp_path):
    (tmp_path / FILE_NAME).mkdir()
    settings = read_settings(str(tmp_path))
    assert dict(settings) == DEFAULTS
    assert len(settings.problems) == 1


@pytest.mark.parametrize("name, value, problem", [
    ("port", "11000", "port must be int, got '11000'; the default 11000 is used"),
    ("port", 11000.0, "port must be int, got 11000.0; the default 11000 is used"),
    ("port", True, "port must be int, got True; the default 11000 is used"),
    ("port", None, "port must be int, got None; the default 11000 is used"),
    ("port", 65536, "port must be 0..65535, got 65536; the default 11000 is used"),
    ("port", -1, "port must be 0..65535, got -1; the default 11000 is used"),
    ("reply_port", 0, "reply_port must be 1..65535, got 0; the default 11001 is used"),
    ("tick_budget", float("inf"), "tick_budget must be float, got inf; the default 8.0 is used"),
    ("tick_budget", float("nan"), "tick_budget must be float, got nan; the default 8.0 is used"),
    ("tick_budget", 0, "tick_budget must be 1.0..1000.0, got 0; the default 8.0 is used"),
    ("max_datagram", 511, "max_datagram must be 0 or 512..65507, got 511; the default 0 is used"),
    ("max_datagram", 65508, "max_datagram must be 0..65507, got 65508; the default 0 is used"),
    ("legacy_beat", 1, "legacy_beat must be bool, got 1; the default True is used"),
    ("log_level", "loud",
     "log_level must be one of debug, info, warning, error, critical, got 'loud'; the default 'info' is used"),
])
def test_a_value_that_does_not_fit_is_the_default_and_a_problem(tmp_path, name, value, problem):
    settings = write(tmp_path, json.dumps({name: value, "bind": "127.0.0.1"}))
    assert settings.problems == [f"{FILE_NAME}: {problem}"]
    assert settings[name] == DEFAULTS[name]
    assert settings["bind"] == "127.0.0.1", "one bad entry costs the others"


def test_a_number_of_hundreds_of_digits_is_a_problem_and_no_crash(tmp_path):
    settings = write(tmp_path, '{"tick_budget": 1%s}' % ("0" * 400))
    assert settings["tick_budget"] == DEFAULTS["tick_budget"]
    assert len(settings.problems) == 1


def test_an_unknown_setting_is_told_what_there_is(tmp_path):
    settings = write(tmp_path, '{"prot": 11000}')
    assert settings.problems == [f"{FILE_NAME}: unknown setting 'prot'; there are {', '.join(DEFAULTS)}"]


@pytest.mark.parametrize("networks", [["10.0.0.0/99"], ["home"], "private", [5], [""]])
def test_networks_that_are_none_are_a_problem(tmp_path, networks):
    settings = write(tmp_path, json.dumps({"allowed_networks": networks}))
    assert settings["allowed_networks"] == ["private"]
    assert len(settings.problems) == 1 and "allowed_networks" in settings.problems[0]


def test_replies_cannot_go_to_the_port_that_the_script_listens_on(tmp_path):
    settings = write(tmp_path, '{"port": 11001}')
    assert settings.problems == [
        f"{FILE_NAME}: reply_port must not be the port that the script itself listens on, got 11001; the default ports "
        "11000 and 11001 are used"]
    assert (settings["port"], settings["reply_port"]) == (11000, 11001)


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
                    lambda inner: st.lists(inner, max_size=3), max_leaves=4)


@given(st.dictionaries(st.sampled_from(list(DEFAULTS)) | st.text(max_size=8), JSON, max_size=6))
def test_any_object_gives_every_setting_a_value_of_its_type(values):
    settings = Settings(values)
    assert set(settings) == set(DEFAULTS)
    assert all(type(settings[name]) is type(default) for name, default in DEFAULTS.items())


@pytest.mark.parametrize("setting", TABLE, ids=lambda setting: setting.name)
def test_every_setting_is_documented_and_its_default_fits(setting):
    assert setting.documentation.endswith(".")
    assert Settings({setting.name: setting.default}).problems == []


def test_one_script_cannot_change_the_defaults_of_the_next():
    Settings()["allowed_networks"].append("any")
    assert Settings()["allowed_networks"] == ["private"]
