"""Follow actions of clips and scenes, which Live's API does not show (behaviour/follow_actions.py)."""
from __future__ import annotations

from typing import Any

from ..behaviour.follow_actions import JUMP, NOTHING, FollowAction
from .codecs import BOOL, FLOAT, INT
from .element import Element
from .report import Report

PLACE = "FollowAction"
LONGEST = 1576800.0
MOST_SLOTS = 100000


def read_follow_action(owner: Element, target: Any, report: Report) -> None:
    """Gives a clip or scene its follow action."""
    element = owner.child(PLACE)
    if element is None:
        return

    def number(name: str, default: Any, codec: Any = FLOAT, highest: float = LONGEST) -> Any:
        text = element.get(name)
        if text is None:
            return default
        value = codec.read(text)
        if not 0 <= value <= highest:
            raise ValueError("{} is {}".format(name, text))
        return value

    try:
        target.values["follow_action"] = FollowAction(
            (number("FollowActionA", NOTHING, INT, JUMP), number("FollowActionB", NOTHING, INT, JUMP)),
            (number("FollowChanceA", 100.0), number("FollowChanceB", 0.0)),
            (number("JumpIndexA", 0, INT, MOST_SLOTS), number("JumpIndexB", 0, INT, MOST_SLOTS)),
            number("FollowTime", 4.0), number("IsLinked", True, BOOL), number("LoopIterations", 1.0),
            number("FollowActionEnabled", False, BOOL))
    except (ValueError, OverflowError) as error:
        report.note("A follow action is not understood: {}".format(error))


def write_follow_action(target: Any, owner: Element) -> None:
    """See read_follow_action; one that is as it came stays."""
    action = target.values["follow_action"]
    if action is None:
        return
    element = owner.need(PLACE)
    for index, letter in enumerate("AB"):
        element.put("FollowAction" + letter, INT.write(action.actions[index]))
        element.put("FollowChance" + letter, FLOAT.write(action.chances[index]))
        element.put("JumpIndex" + letter, INT.write(action.jumps[index]))
    element.put("FollowTime", FLOAT.write(action.time))
    element.put("IsLinked", BOOL.write(action.linked))
    element.put("LoopIterations", FLOAT.write(action.iterations))
    element.put("FollowActionEnabled", BOOL.write(action.enabled))
