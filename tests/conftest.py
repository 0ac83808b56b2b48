"""What tests of every folder use."""
import gc
import importlib.util
import itertools
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from tests.running_script import RunningScript

# A machine under load is no defect: examples are bounded in number and size, not by the clock.
settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config):
    """The whole suite takes every core that pytest-xdist can give it; some tests alone are not worth the processes."""
    option = config.option
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    whole = not (option.file_or_dir or option.keyword or option.markexpr or option.collectonly or option.usepdb)
    if whole and option.capture != "no" and getattr(option, "numprocesses", 0) is None:
        option.numprocesses, option.dist = "logical", "loadfile"


def pytest_collection_finish(session):
    """Thousands of collected tests are no garbage; looking through them again and again takes a third of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20000, 20, 100)


@pytest.fixture(scope="session")
def require_package():
    """Skip the test where a package from PyPI is not installed: `require_package(module, name on PyPI)`."""

    def require(module, name):
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"{name} is not installed: extra \"others\"")

    return require


@pytest.fixture(scope="session")
def own_network():
    """The beginning of a command that is run in a network of its own; the test is skipped where that is not allowed."""
    command = ["unshare", "--map-root-user", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
    missing = [name for name in ("unshare", "ip") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"{missing[0]} is not installed")
    answer = subprocess.run(command + ["true"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=20)
    if answer.returncode:
        pytest.skip(f"no network of its own can be made here: {answer.stdout.decode().strip()}")
    return command


@pytest.fixture
def require_program():
    """Give the path of a program that is not part of the project; the test is skipped where it is not installed."""

    def require(name):
        path = shutil.which(name)
        if path is None:
            pytest.skip(f"{name} is not installed")
        return path

    return require


@pytest.fixture
def namespaces(require_program):
    """Make network namespaces: a function from two addresses to `ip netns exec` commands of the two, on one wire.

    The test is skipped where the system does not let them be made.
    """
    ip = require_program("ip")
    made = []

    def run(*words):
        return subprocess.run((ip,) + words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=20)

    def make(*addresses):
        names = [f"abletonosc-{os.getpid()}-{number}" for number in range(len(addresses))]
        for name in names:
            answer = run("netns", "add", name)
            if answer.returncode:
                pytest.skip(f"network namespaces cannot be made here: {answer.stdout.decode().strip()}")
            made.append(name)
        wire = run("link", "add", "wire0", "netns", names[0], "type", "veth",
                   "peer", "name", "wire1", "netns", names[1])
        if wire.returncode:
            pytest.skip(f"network namespaces cannot be connected here: {wire.stdout.decode().strip()}")
        for number, (name, address) in enumerate(zip(names, addresses)):
            for words in (("addr", "add", address, "dev", f"wire{number}"), ("link", "set", f"wire{number}", "up"),
                          ("link", "set", "lo", "up")):
                assert run("-n", name, *words).returncode == 0
        return [(ip, "netns", "exec", name) for name in names]

    yield make
    for name in made:
        run("netns", "del", name)


@pytest.fixture
def real_set():
    """Give the path of a Set that Live saved; the test is skipped where those Sets are not beside the repository."""

    def find(name):
        path = Path(__file__).parent.parent.parent / "shared" / "sets" / name
        if not path.exists():
            pytest.skip(f"there is no {path}: Sets saved by Live are not part of the repository")
        return str(path)

    return find


@pytest.fixture(scope="session")
def live_stubs():
    """Give the folder of the package ableton-live-stubs; the test is skipped where it is not installed."""
    for entry in sys.path:
        folder = Path(entry) / "Live-stubs"
        if folder.is_dir():
            return folder
    pytest.skip("ableton-live-stubs is not installed: extra \"others\", from Python 3.10 on")


@pytest.fixture(scope="session")
def log_folders(tmp_path_factory):
    """Paths for the logs of scripts, one after the other: a `tmp_path` would take as long as the whole test."""
    logs = tmp_path_factory.mktemp("logs")
    return (logs / str(number) for number in itertools.count())


@pytest.fixture
def log_folder(log_folders):
    """Where the script of a test can write its log."""
    return next(log_folders)


@pytest.fixture
def live(log_folder):
    """The script inside a simulated Live with its default Set."""
    running = RunningScript(log_folder)
    yield running
    running.close()
    assert not running.host.errors
