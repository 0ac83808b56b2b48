"""Live itself: its version, its load, its dialogs. LOM class Application."""

from ..lom.spec import Handler, arg, call, command, ro


class ApplicationHandler(Handler):
    """The running Live."""

    address = "application"
    root = "application"

    properties = (
        ro("average_process_usage", float, "Average load of the audio engine, in percent."),
        ro("peak_process_usage", float, "Peak load of the audio engine, in percent."),
        ro("current_dialog_button_count", int, "Buttons of the open dialog.", listen=False),
        ro("current_dialog_message", str, "Text of the open dialog, empty for none.", listen=False),
        ro("open_dialog_count", int, "Number of open dialogs."),
        ro("number_of_push_apps_running", int, "Push apps that are connected.", listen=False),
    )

    methods = (
        call("press_current_dialog_button", "Press a button of the open dialog.", arg("index", int, "", 0)),
    )

    @command("get/version", "Version of Live.", replies=("major", "minor"))
    def read_version(self, application):
        return int(application.get_major_version()), int(application.get_minor_version())

    @command("get/bugfix_version", "Third number of Live's version.", replies=("bugfix",))
    def read_bugfix_version(self, application):
        return (int(application.get_bugfix_version()),)

    @command("get/has_option", "Whether an option of Options.txt is on.", arg("option_name", str),
             replies=("option_name", "has_option"))
    def read_has_option(self, application, option_name):
        return option_name, bool(application.has_option(option_name))


HANDLERS = (ApplicationHandler,)
