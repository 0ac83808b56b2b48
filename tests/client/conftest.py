"""What the client's tests share: a script on a real socket."""
import pytest

from tests.client.fake_script import small_script


@pytest.fixture
def script():
    """The small script, running."""
    with small_script() as running:
        yield running
