"""Grooves of the groove pool. LOM classes GroovePool and Groove."""

from ..lom.spec import Count, Enumeration, Handler, Names, ro, rw

HIGHEST = 131


class GroovePoolHandler(Handler):
    """The groove pool."""

    address, lives_in = "groove_pool", "groove_pool"

    properties = (
        ro("num_grooves", Count(), "How many grooves there are.", path="grooves"),
        ro("grooves/name", Names(), "Names of the grooves; pushed with the list.", path="grooves"),
    )


class GrooveHandler(Handler):
    """A groove of the groove pool."""

    address, ids, lives_in = "groove", ("groove_id",), "groove_pool.grooves[groove_id]"

    properties = (
        rw("name", str, "Groove name."),
        rw("base", Enumeration(), "Grid: 0 1/4, 1 1/8, 2 1/8T, 3 1/16, 4 1/16T, 5 1/32.", listen=False),
        rw("quantization_amount", float, "Quantization before the groove, in percent.", 0, HIGHEST),
        rw("random_amount", float, "Random timing, in percent.", 0, HIGHEST),
        rw("timing_amount", float, "How much of the groove's timing applies, in percent.", 0, HIGHEST),
        rw("velocity_amount", float, "How much of the groove's velocity applies, in percent.", 0, HIGHEST),
    )


HANDLERS = (GroovePoolHandler, GrooveHandler)
