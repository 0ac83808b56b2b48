"""What the tests of osc/ share."""
import sys

import pytest


@pytest.fixture
def count_steps():
    """Give a function that calls another and gives the number of lines of Python that ran, which no clock disturbs."""

    def count(function, *arguments):
        steps = 0

        def trace(frame, event, argument):
            nonlocal steps
            steps += event == "line"
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            function(*arguments)
        except ValueError:
            steps += 1
        finally:
            sys.settrace(before)
        return steps

    return count
