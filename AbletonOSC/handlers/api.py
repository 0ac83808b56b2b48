"""AbletonOSC itself: log, reload, addresses, and how the one who asks wants to be answered."""

from ..errors import InvalidArgument
from ..lom.spec import Handler, arg, command
from ..osc.pattern import Pattern, PatternError
from ..version import VERSION
from .pages import fill_page

EVERYTHING = "*"


class ApiHandler(Handler):
    """The remote script."""

    address = "api"

    @command("get/version", "Version of AbletonOSC.", replies=("version",))
    def read_version(self, song):
        return (VERSION,)

    @command("get/log_level", "What is written to the log.", replies=("log_level",))
    def read_log_level(self, song):
        return (self.engine.log.level,)

    @command("set/log_level", "What is written to the log.",
             arg("log_level", str, "debug, info, warning, error, critical"))
    def write_log_level(self, song, log_level):
        try:
            self.engine.log.set_level(log_level)
        except ValueError as error:
            raise InvalidArgument(str(error))

    @command("show_message", "Show a text in Live's status bar.", arg("message", str))
    def show_message(self, song, message):
        self.engine.host.show_message(message)

    @command("reload", "Load the code anew; if that fails the old code runs on.")
    def reload(self, song):
        self.engine.request_reload()

    @command("get/addresses", "Addresses that a pattern means, a page from offset on.",
             arg("pattern", str, "an OSC pattern; * is everything", default=EVERYTHING),
             arg("offset", int, "how many to pass over", 0, default=0), replies=("total", "offset", "address, ..."))
    def read_addresses(self, song, pattern, offset):
        found = [route.address for route in self.engine.dispatcher.routes.values() if route.advertised]
        if pattern != EVERYTHING:
            try:
                matches = Pattern(pattern).matches
            except PatternError as error:
                raise InvalidArgument(f"pattern {pattern!r}: {error}")
            found = [address for address in found if matches(address)]
        return fill_page(self.engine, [(address,) for address in found], offset)

    @command("register_listener", "Get replies and pushes at this port of yours, and only there.",
             arg("port", int, "", 1, 65535), replies=("port",))
    def register_listener(self, song, port):
        self.engine.register_listener(port)
        return (port,)

    @command("unregister_listener", "Get replies and pushes at the common port again.")
    def unregister_listener(self, song):
        self.engine.unregister_listener()


HANDLERS = (ApiHandler,)
