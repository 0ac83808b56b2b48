"""What tests of every folder use."""
import shutil

import pytest
from hypothesis import settings

from tests.running_script import RunningScript

# A machine under load is no defect: examples are bounded in number and size, not by the clock.
settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")


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
def live(tmp_path):
    """The script inside a simulated Live with its default Set."""
    running = RunningScript(tmp_path / "logs")
    yield running
    running.close()
    assert not running.host.errors
