"""Ableton Live without Ableton Live: a strict simulation that hosts unmodified remote scripts."""
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .simulator import Simulator

__all__ = ["Simulator"]


def __getattr__(name: str) -> Any:
    """Simulator is imported when it is asked for: the command line has a word with the terminal before."""
    if name != "Simulator":
        raise AttributeError("module {!r} has no attribute {!r}".format(__name__, name))
    from .simulator import Simulator
    return Simulator
