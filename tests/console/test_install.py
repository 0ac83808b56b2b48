"""The script is put in place whole, over nothing that is not ours, and leaves the user's files alone."""
import os

import pytest

from AbletonOSC.version import NAME, VERSION
from client.console import install as installing
from client.console.install import InstallFailed, install, remote_scripts_folder, script_folder, version_of


def tree(folder):
    return sorted(os.path.relpath(os.path.join(where, name), folder)
                  for where, _, names in os.walk(folder) for name in names)


@pytest.fixture
def source(tmp_path):
    """A small script with what must and must not be copied."""
    folder = tmp_path / "source"
    for name, text in {
        "__init__.py": "", "version.py": 'NAME = "%s"\nVERSION = "9.9"\n' % NAME, "handlers/song.py": "rows",
        "__pycache__/version.pyc": "", "handlers/__pycache__/song.pyc": "", "logs/abletonosc.log": "of a developer",
        "settings.json": '{"port": 1}', ".DS_Store": "",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return str(folder)


def test_the_script_is_copied_without_caches_logs_and_settings(tmp_path, source):
    text = install(str(tmp_path / "Remote Scripts"), source)
    target = tmp_path / "Remote Scripts" / NAME
    assert tree(target) == ["__init__.py", os.path.join("handlers", "song.py"), "version.py"]
    assert os.listdir(tmp_path / "Remote Scripts") == [NAME]
    assert text.startswith("AbletonOSC %s is installed in %s." % (VERSION, target))
    assert "Control Surface" in text
    assert "Input and Output at None" in text


def test_an_upgrade_keeps_settings_and_logs_and_removes_stale_files(tmp_path, source):
    install(str(tmp_path), source)
    target = tmp_path / NAME
    (target / "settings.json").write_text('{"port": 11005}')
    (target / "logs").mkdir()
    (target / "logs" / "abletonosc.log").write_text("yesterday")
    (target / "handlers" / "stale.py").write_text("")
    (target / "__pycache__").mkdir()
    text = install(str(tmp_path), source)
    assert tree(target) == ["__init__.py", os.path.join("handlers", "song.py"), os.path.join("logs", "abletonosc.log"),
                            "settings.json", "version.py"]
    assert (target / "settings.json").read_text() == '{"port": 11005}'
    assert (target / "logs" / "abletonosc.log").read_text() == "yesterday"
    assert "in place of 9.9, with its settings.json and logs" in text
    assert sorted(os.listdir(tmp_path)) == [NAME, "source"]


@pytest.mark.parametrize("files", [
    {}, {"__init__.py": ""}, {"version.py": 'NAME = "Other"\nVERSION = "1"\n', "handlers/x.py": ""},
    {"version.py": 'NAME = "AbletonOSC"\nVERSION = "1"\n'}, {"version.py": b"\xff\xfe", "handlers/x.py": ""},
])
def test_a_folder_that_is_not_ours_is_left_alone(tmp_path, source, files):
    target = tmp_path / NAME
    target.mkdir()
    for name, content in files.items():
        (target / name).parent.mkdir(exist_ok=True)
        (target / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    before = tree(target)
    with pytest.raises(InstallFailed, match="not a folder of this project.*move it away first"):
        install(str(tmp_path), source)
    assert tree(target) == before


def test_a_file_in_the_place_of_a_folder_is_left_alone(tmp_path, source):
    (tmp_path / NAME).write_text("a file")
    with pytest.raises(InstallFailed, match="not a folder of this project"):
        install(str(tmp_path), source)
    with pytest.raises(InstallFailed, match="is not a folder"):
        install(str(tmp_path / NAME), source)


def test_a_link_and_the_script_itself_are_left_alone(tmp_path, source):
    ours = tmp_path / "elsewhere"
    install(str(ours), source)
    os.symlink(str(ours / NAME), str(tmp_path / NAME))
    with pytest.raises(InstallFailed, match="is a link to"):
        install(str(tmp_path), source)
    with pytest.raises(InstallFailed, match="this very script"):
        install(str(ours), str(ours / NAME))


def test_a_swap_that_fails_leaves_the_old_script(tmp_path, source, monkeypatch):
    install(str(tmp_path), source)
    (tmp_path / NAME / "settings.json").write_text("mine")
    rename = os.rename

    def fail_for_new(before, after):
        if os.path.basename(before) == "new":
            raise PermissionError(13, "in use")
        rename(before, after)

    monkeypatch.setattr(installing.os, "rename", fail_for_new)
    with pytest.raises(InstallFailed, match="what was there is unchanged.*in use.*quit it"):
        install(str(tmp_path), source)
    assert (tmp_path / NAME / "settings.json").read_text() == "mine"
    assert sorted(os.listdir(tmp_path)) == [NAME, "source"]


def test_the_real_script_is_ours_and_can_be_installed(tmp_path):
    install(str(tmp_path))
    assert version_of(str(tmp_path / NAME)) == version_of(script_folder()) == VERSION
    assert "control_surface.py" in tree(tmp_path / NAME)
    assert not [name for name in tree(tmp_path) if "__pycache__" in name]


def test_live_s_folder_is_found_or_what_to_do_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(InstallFailed, match="macOS and Windows only; name the folder with --to DIR"):
        remote_scripts_folder("linux")
    with pytest.raises(InstallFailed, match="start Live once"):
        remote_scripts_folder("darwin")
    library = tmp_path / "Music" / "Ableton" / "User Library"
    library.mkdir(parents=True)
    assert remote_scripts_folder("darwin") == str(library / "Remote Scripts")
    documents = tmp_path / "Documents" / "Ableton" / "User Library"
    documents.mkdir(parents=True)
    assert remote_scripts_folder("win32") == str(documents / "Remote Scripts")
