"""CC Control: which controllers its dials and its button send. LOM class CcControlDevice."""

from ...lom.spec import Handler, ListOf, call, ro, rw

CC_CONTROL = ("CcControlDevice",)
FLOAT_TARGETS = 12


class CcControlRows(Handler):
    """What only CC Control has."""

    properties = (
        rw("custom_bool_target", int, "What the button of CC Control sends.", 0, of=CC_CONTROL),
        ro("custom_bool_target_list", ListOf(str), "What the button of CC Control can send.", listen=False,
           of=CC_CONTROL),
    ) + tuple(row for number in range(FLOAT_TARGETS) for row in (
        rw(f"custom_float_target_{number}", int, f"What dial {number} of CC Control sends.", 0, of=CC_CONTROL),
        ro(f"custom_float_target_{number}_list", ListOf(str), f"What dial {number} of CC Control can send.",
           listen=False,
           of=CC_CONTROL)))

    methods = (call("resend", "CC Control: send all values again.", of=CC_CONTROL),)
