"""What tests of handlers use beside the default Set."""
import pytest

from tests.handlers.every_object import EveryObject


@pytest.fixture
def everything(tmp_path):
    """The script in a Live 12.3 whose Set has an object of every class."""
    running = EveryObject(tmp_path / "logs", "12.3")
    yield running
    running.close()
    assert not running.host.errors
