"""The client that asks: how it wants its messages, what it listens to, and who else there is. No Live in here."""

from ..lom.spec import Handler, arg, command, rw
from ..osc.transport import LONGEST_DATAGRAM, SHORTEST_DATAGRAM
from .pages import fill_page

EVERYTHING = "*"
HIGHEST_RATE = 1000

OFFSET = arg("offset", int, "how many to pass over", 0, default=0)


class ClientHandler(Handler):
    """How the one who asks wants answers and pushes.

    The wishes belong to the place where its pushes go, so whoever has a port of its own registers that first.
    """

    address = "api/client"

    properties = (
        rw("booleans_as_ints", bool, "Booleans come as 1 and 0, for Max and Pd.", listen=False),
        rw("bundle_pushes", bool, "The pushes of one tick come in bundles.", listen=False),
        rw("max_datagram", int, "Bytes of the longest datagram that it can take.", SHORTEST_DATAGRAM, LONGEST_DATAGRAM,
           listen=False),
        rw("name", str, "Name of the client, for the log and for other clients.", listen=False),
        rw("nil_as_empty", bool, "Nil comes as an empty string, for Max and Pd.", listen=False),
    )

    @property
    def origin(self):
        """The wishes of the one who asks."""
        return self.engine.asking.options

    @command("get/max_rate", "Limits of pushes, the one set last counts.", replies=("(pattern, rate) ...",))
    def read_max_rate(self, options):
        return [value for pair in options.rates for value in pair]

    @command("set/max_rate", "Push no more often; the last value always comes.",
             arg("rate", float, "pushes per second, 0 for no limit", 0, HIGHEST_RATE),
             arg("pattern", str, "an OSC pattern of the addresses of pushes; * is everything", default=EVERYTHING))
    def write_max_rate(self, options, rate, pattern):
        self.engine.set_rate(rate, pattern)


class ClientsHandler(Handler):
    """Clients and their subscriptions."""

    address = "api"

    @command("get/clients", "Clients that were heard, with seconds since, a page from offset.", OFFSET,
             replies=("total", "offset", "(ip, port, name, silent, subscriptions) ..."))
    def read_clients(self, song, offset):
        now, counts = self.engine.clock(), {}
        for push_address in self.engine.subscribed_clients():
            counts[push_address] = counts.get(push_address, 0) + 1
        return fill_page(self.engine, [
            client.push_address + (client.name, now - client.heard, counts.get(client.push_address, 0))
            for client in self.engine.peers.clients()], offset)

    @command("get/listeners", "What the client listens to, as it asked; awake: something is there.", OFFSET,
             replies=("total", "offset", "(question, awake) ..."))
    def read_listeners(self, song, offset):
        return fill_page(self.engine, self.engine.subscriptions.list_of(self.engine.asking.push_address), offset)

    @command("stop_all_listeners", "Stop everything that the client listens to.")
    def stop_all_listeners(self, song):
        self.engine.subscriptions.stop_peer(self.engine.asking.push_address)

    @command("sync", "Push all that the client listens to once more.", replies=("subscriptions",))
    def sync(self, song):
        return (self.engine.subscriptions.send_again(self.engine.asking.push_address),)

    @command("get/settings", "Settings as they are in force.", replies=("(name, value) ...",))
    def read_settings(self, song):
        return [value for name, setting in self.engine.settings.items()
                for value in (name, ", ".join(setting) if isinstance(setting, list) else setting)]


HANDLERS = (ClientHandler, ClientsHandler)
