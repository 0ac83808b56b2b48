"""What tests of handlers use beside the default Set."""
import pytest

from tests.handlers.every_object import EveryObject


@pytest.fixture
def everything(log_folder):
    """The script in a Live 12.3 whose Set has an object of every class."""
    running = EveryObject(log_folder, "12.3")
    yield running
    running.close()
    assert not running.host.errors


@pytest.fixture(scope="module")
def every_device(tmp_path_factory):
    """The same for all tests of a module that leave it as they find it, or do not care."""
    running = EveryObject(tmp_path_factory.mktemp("logs"), "12.3")
    yield running
    running.close()
    assert not running.host.errors
