"""The methods of handles: arguments bound and converted, changes refused inside listeners, results wrapped."""
from __future__ import annotations

import re
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

from .conversion import Converter
from .errors import Mismatch, call_refused
from .schema import Argument, ClassSchema, Method

# Methods that change nothing in the document, so that listeners may call them.
UNCHANGING = re.compile(r"get_|is_|has_|available_|find_|relation_|str_for_value|gain_display_string|value_at_time|"
                        r"note_number_to_name|events_in_range|guess_playback_length|(beat|sample|seconds)_to_|automation_envelope")
# Live itself and the views are no part of the document either.
UNCHANGING_CLASSES = re.compile(r"Application$|Browser$|.*\.View$")
CHANGING = frozenset({("Browser", "load_item")})

MISSING = object()


def changes_document(class_name: str, method_name: str) -> bool:
    """Whether Live refuses a method while it notifies or undoes."""
    if (class_name, method_name) in CHANGING:
        return True
    return not UNCHANGING.match(method_name) and not UNCHANGING_CLASSES.match(class_name)


def bind(arguments: Sequence[Argument], given: Tuple[Any, ...], named: Dict[str, Any]) -> List[Any]:
    """One value or MISSING for each argument; Mismatch when the call does not fit the signature."""
    if len(given) > len(arguments):
        raise Mismatch
    bound = list(given) + [MISSING] * (len(arguments) - len(given))
    for name, value in named.items():
        for index, argument in enumerate(arguments):
            if argument.name == name and argument.keyword and bound[index] is MISSING:
                bound[index] = value
                break
        else:
            raise Mismatch
    return bound


def convert_all(arguments: Sequence[Argument], converters: Sequence[Converter], given: Tuple[Any, ...],
                named: Dict[str, Any]) -> List[Any]:
    """The converted arguments, defaults filled in; Mismatch when they do not fit."""
    if not named and len(given) == len(arguments):
        return [convert(value) for convert, value in zip(converters, given)]
    converted = []
    for argument, convert, value in zip(arguments, converters, bind(arguments, given, named)):
        if value is not MISSING:
            converted.append(convert(value))
        elif argument.required:
            raise Mismatch
        else:
            converted.append(argument.default)
    return converted


def make_method(row: ClassSchema, method: Method, call: Optional[Callable[..., Any]], converters: List[Converter],
                wrap: Optional[Callable[[Any], Any]], default: Callable[[Any], Any],
                refuse_access: Callable[[Any], Exception], current: Callable[[], int]) -> Callable[..., Any]:
    """The function of one method; without behaviour it returns the default of its type.

    current: the thread as objects know it (threads.py).
    """
    name, arguments = method.name, method.arguments
    changes = changes_document(row.name, name)

    def call_method(self: Any, *given: Any, **named: Any) -> Any:
        target = self._object
        if target.thread != current():
            raise refuse_access(target)
        try:
            converted = convert_all(arguments, converters, given, named)
        except Mismatch:
            raise call_refused(target.class_name, name, (self,) + given + tuple(named.values()),
                               [row.handle] + [argument.cpp for argument in arguments]) from None
        if changes:
            simulator = target.simulator
            if simulator.refusal is not None:
                raise RuntimeError(simulator.refusal)
            if simulator.rollback is not None:
                simulator.rollback.change(target, name)
        result = default(target.simulator) if call is None else call(target, *converted)
        return result if wrap is None else wrap(result)

    call_method.__name__ = name
    call_method.__qualname__ = "{}.{}".format(row.name.rsplit(".", 1)[-1], name)
    return call_method


def make_function(owner: str, function: Method, call: Callable[..., Any], converters: List[Converter],
                  wrap: Optional[Callable[[Any], Any]]) -> Callable[..., Any]:
    """One function of a module of Live's package."""
    name, arguments = function.name, function.arguments

    def call_function(*given: Any, **named: Any) -> Any:
        try:
            converted = convert_all(arguments, converters, given, named)
        except Mismatch:
            raise call_refused(owner, name, given + tuple(named.values()),
                               [argument.cpp for argument in arguments]) from None
        result = call(*converted)
        return result if wrap is None else wrap(result)

    call_function.__name__ = call_function.__qualname__ = name
    return call_function
