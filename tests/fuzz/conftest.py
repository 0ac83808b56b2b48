"""`--fuzz-minutes N` makes the fuzzing long; without it each test is short enough for every run of the suite."""

import pytest


def pytest_addoption(parser):
    parser.addoption("--fuzz-minutes", type=float, default=0.0, help="minutes for each test; 0: seconds")


@pytest.fixture
def fuzz_seconds(request):
    """How long to go on, 0 for the short form."""
    return 60.0 * request.config.getoption("--fuzz-minutes", default=0.0)
