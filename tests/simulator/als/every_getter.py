"""Every getter of the script, over every object of the Set that is open."""
import re


def answers(running, address, *arguments):
    """All that comes back, also what takes more than one tick."""
    replies = running.send(address, *arguments)
    for _ in range(400):
        more = running.send("/live/test")
        replies += [reply for reply in more if reply[0] != "/live/test"]
        if all(reply[0] == "/live/test" for reply in more):
            return replies
    raise AssertionError("{} does not come to an end".format(address))


# What Live, or the script for it, says of a property that an object does not have; a fault of Python says otherwise.
FAULT = re.compile(
    "has no attribute|not subscriptable|positional argument|is not defined|unsupported operand|NoneType|KeyError"
)
# Live's own, for a Simpler without a sample (live-api.json).
OF_LIVE = "'NoneType' object has no attribute 'selected_slice'"


def is_fault(reply):
    """Whether a reply is something else than a refusal in words."""
    if reply[0] != "/live/error" or not reply[1][1]:
        return True
    return reply[1][1] != OF_LIVE and bool(FAULT.search(reply[1][1]))


def check_every_getter(running, caplog, least=1000):
    """Each answers, or refuses in words; nothing is silent, nothing fails, and so many replies come at least."""
    getters = [
        route for route in running.engine.dispatcher.routes.values() if route.verb == "get" and not route.arguments
    ]
    wrong, silent, places, count = [], [], {}, 0
    for route in getters:
        replies = answers(running, route.address, *["*"] * len(route.ids))
        count += len(replies)
        answered = [reply for reply in replies if reply[0] == route.address]
        wrong += [reply for reply in replies if reply[0] != route.address and is_fault(reply)]
        if answered:
            places.setdefault(tuple(route.ids), answered[0][1][:len(route.ids)])
        else:
            silent.append(route)
    # Where no object answered a wildcard, one that is there has to say why.
    for route in silent:
        if tuple(route.ids) in places:
            replies = answers(running, route.address, *places[tuple(route.ids)])
            wrong += [reply for reply in replies if reply[0] != route.address and is_fault(reply)]
            wrong += [] if replies else [route.address]
    errors = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert not wrong and not errors, (wrong[:5], errors[:5])
    assert len(silent) < len(getters) and count > least
