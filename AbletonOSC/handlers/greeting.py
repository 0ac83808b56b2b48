"""`/live/test`: is there anybody?"""

from ..lom.spec import Handler, command


class GreetingHandler(Handler):
    """The whole path of a message, without touching the Set."""

    address = ""

    @command("test", "Show a message in Live, and answer.", replies=("ok",))
    def test(self, song):
        self.engine.host.show_message("Received OSC OK")
        return ("ok",)


HANDLERS = (GreetingHandler,)
