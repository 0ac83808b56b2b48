"""The exceptions that Live raises, with Live's own wording (live-api.json, section exceptions)."""
from __future__ import annotations

import signal
from typing import Any, Iterable

CHANGE_IN_NOTIFICATION = "Changes cannot be triggered by notifications. You will need to defer your response."
CHANGE_IN_UNDO = "Changes cannot be triggered during undo or redo."
LISTENER_TWICE = "Observer already connected"
LISTENER_ABSENT = "Observer not connected"
NOT_INSTANTIABLE = "This class cannot be instantiated from Python"
INDEX_OUT_OF_RANGE = "Index out of range"
INVALID_INDEX_TYPE = "Invalid index type"
READ_ONLY_CONTAINER = "Cannot modify read only container."


class ArgumentError(TypeError):
    """Live refused the types of the arguments, or the object is deleted. Cannot be imported inside Live."""


ArgumentError.__module__ = "Boost.Python"


class LimitationError(Exception):
    """Live.Base.LimitationError: the edition of Live (Intro, Lite) does not allow it."""

    def __init__(self, message: str = "", type: Any = None) -> None:
        super().__init__(message)
        self.type = type


LimitationError.__module__ = "Base"


class WrongThread(RuntimeError):
    """The API was touched off Live's main thread, where a real Live crashes."""


class Mismatch(Exception):
    """A value that no converter takes; the caller turns it into an ArgumentError that shows the whole call."""


def is_of_script(error: BaseException) -> bool:
    """Whether an exception that left a script is its own affair, which Live logs.

    The user's Ctrl-C is not; where the program handles SIGINT itself, a KeyboardInterrupt can only be the script's.
    What a test framework raises to end a test is none of these classes, and passes.
    """
    if isinstance(error, KeyboardInterrupt):
        return signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    return isinstance(error, (Exception, SystemExit, GeneratorExit))


def property_refused(class_name: str, handle: str, value: Any, cpp: str) -> ArgumentError:
    """The error for a setter's value of the wrong type."""
    return ArgumentError(
        "Python argument types in\n    None.None({}, {})\ndid not match C++ signature:\n    None({}, {})".format(
            class_name, type(value).__name__, handle, cpp))


def object_deleted(class_name: str, handle: str) -> ArgumentError:
    """The error for any access to a deleted object."""
    return ArgumentError(
        "Python argument types in\n    None.None({})\ndid not match C++ signature:\n    None({})".format(
            class_name, handle))


def call_refused(owner: str, method: str, given: Iterable[Any], expected: Iterable[str]) -> ArgumentError:
    """The error for a method call whose arguments do not fit; `given` and `expected` include the object itself."""
    return ArgumentError(
        "Python argument types in\n    {}.{}({})\ndid not match C++ signature:\n    {}({})".format(
            owner, method, ", ".join(type(value).__name__ for value in given), method, ", ".join(expected)))


def no_setter(class_name: str, name: str, python: str) -> AttributeError:
    """The error for writing a read-only property, in the words of the Python that this Live embeds."""
    if python == "3.7":
        return AttributeError("can't set attribute")
    return AttributeError("property of '{}' object has no setter".format(class_name))
