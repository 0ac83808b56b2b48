"""Live itself: its version, its load, its dialogs. LOM class Application."""

from __future__ import annotations

from typing import Any

from ..lom.spec import Handler, ListOf, arg, call, command, ro

FRAMEWORKS = frozenset({"_Framework", "_Generic", "ableton"})
"""Packages of Live's own, whose classes stand for scripts of any name."""


def name_surface(surface: Any) -> str:
    """What Live's settings call a control surface: the folder of its script, or what a proxy says that it is."""
    kind = type(surface)
    folder = kind.__module__.partition(".")[0]
    return str(getattr(surface, "type_name", kind.__name__ if folder in FRAMEWORKS else folder))


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
        ro("control_surfaces", ListOf(str), "Names of the control surfaces, nil for an empty place.",
           get="read_control_surfaces"),
        ro("unavailable_features", ListOf(str), "Names of what this edition of Live does not have.",
           get="read_unavailable"),
        ro("number_of_push_apps_running", int, "Push apps that are connected.", listen=False),
    )

    methods = (
        call("press_current_dialog_button", "Press a button of the open dialog.", arg("index", int, "", 0)),
    )

    def read_control_surfaces(self, application):
        return tuple(None if surface is None else name_surface(surface) for surface in application.control_surfaces)

    def read_unavailable(self, application):
        return tuple(str(feature) for feature in application.unavailable_features)

    @command("show_on_the_fly_message", "Open a dialog with a text.", arg("message", str),
             arg("buttons", int, "0 OK, 1 OK and new Set, 2 OK and retry, 3 save or not", 0, default=0))
    def show_on_the_fly_message(self, application, message, buttons):
        application.show_on_the_fly_message(message, buttons)

    @command("get/version_string", "Version of Live, with all its numbers.", replies=("version",),
             uses=("get_version_string",))
    def read_version_string(self, application):
        return (str(application.get_version_string()),)

    @command("get/variant", "Edition of Live, such as Suite.", replies=("variant",), uses=("get_variant",))
    def read_variant(self, application):
        return (str(application.get_variant()),)

    @command("get/build_id", "Identity of this build of Live.", replies=("build_id",), uses=("get_build_id",))
    def read_build_id(self, application):
        return (str(application.get_build_id()),)

    @command("get/version", "Version of Live.", replies=("major", "minor"),
             uses=("get_major_version", "get_minor_version"))
    def read_version(self, application):
        return int(application.get_major_version()), int(application.get_minor_version())

    @command("get/bugfix_version", "Third number of Live's version.", replies=("bugfix",),
             uses=("get_bugfix_version",))
    def read_bugfix_version(self, application):
        return (int(application.get_bugfix_version()),)

    @command("get/has_option", "Whether an option of Options.txt is on.", arg("option_name", str),
             replies=("option_name", "has_option"))
    def read_has_option(self, application, option_name):
        return option_name, bool(application.has_option(option_name))


HANDLERS = (ApplicationHandler,)
