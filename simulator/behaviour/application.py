"""Application and its view: versions, processor load, dialogs, which views are open."""
from __future__ import annotations

import math
from typing import Any, List

from ..classes import behaviour
from .lom_object import LomObjectBehaviour

MAIN_VIEWS = ("Browser", "Arranger", "Session", "Detail", "Detail/Clip", "Detail/DeviceChain")
# Views of which one hides the other, and those inside another one.
EXCLUSIVE = (("Arranger", "Session"), ("Detail/Clip", "Detail/DeviceChain"))
INSIDE = {"Detail/Clip": "Detail", "Detail/DeviceChain": "Detail"}
SHOWN_AT_START = ("Browser", "Session", "Detail", "Detail/DeviceChain")
DOCUMENT_VIEWS = ("Arranger", "Session")
LOAD_STEP = 0.5
NO_SUCH_VIEW = "Unknown view: {}"
NO_DIALOG = "There is no dialog"
BUTTONS = {0: ("OK",), 1: ("OK", "New Set"), 2: ("OK", "Retry"), 3: ("Save", "Don't Save", "Cancel"),
           4: ("OK", "Account"), 5: ("OK", "Purchase")}


@behaviour("Application")
class ApplicationBehaviour(LomObjectBehaviour):
    """Live itself."""

    def initialise(self) -> None:
        """No dialog, some load."""
        super().initialise()
        self.dialogs: List[Any] = []
        self.moved = 0.0
        self.values.update(open_dialog_count=0, control_surfaces=(), unavailable_features=(), average_process_usage=4.0,
                           peak_process_usage=6.0, number_of_push_apps_running=0)
        self.simulator.every_tick(self.tick)

    def tick(self) -> None:
        """The load changes twice a second."""
        now = self.simulator.now()
        if now - self.moved >= LOAD_STEP - 1e-9:
            self.moved = now
            average = 4.0 + math.sin(now * 0.7) + len(self.song.launcher.playing)
            self.store("average_process_usage", average)
            self.store("peak_process_usage", average * 1.5)

    def version_part(self, index: int) -> Any:
        """Major, minor or bugfix number."""
        version = self.simulator.types.schema.version
        return version[index] if index < len(version) else 0

    def call_get_major_version(self) -> int:
        """12 of 12.2.5."""
        return self.version_part(0)

    def call_get_minor_version(self) -> int:
        """2 of 12.2.5."""
        return self.version_part(1)

    def call_get_bugfix_version(self) -> int:
        """5 of 12.2.5."""
        return self.version_part(2)

    def call_get_version_string(self) -> str:
        """All three numbers."""
        return "{}.{}.{}".format(*(self.version_part(index) for index in range(3)))

    def call_get_variant(self) -> str:
        """The edition."""
        return "Suite"

    def call_get_build_id(self) -> str:
        """Something that no Live has."""
        return "simulator"

    def call_get_document(self) -> Any:
        """The Set."""
        return self.song

    def call_has_option(self, option_name: str) -> bool:
        """No line of Options.txt is set."""
        return False

    # Dialogs

    def open_dialog(self, text: str, buttons: Any) -> int:
        """Shows a dialog until a button is pressed; returns how many are open."""
        self.dialogs.append((text, BUTTONS.get(int(buttons), BUTTONS[0])))
        self.store("open_dialog_count", len(self.dialogs))
        return 0

    def call_show_message(self, text: Any, buttons: int, enable_markup: bool, show_success_icon: bool) -> int:
        """Shows a Text."""
        return self.open_dialog(text.text, buttons)

    def call_show_on_the_fly_message(self, message: str, buttons: int, enable_markup: bool,
                                     show_success_icon: bool, push_dialog_type: int) -> int:
        """Shows a str."""
        return self.open_dialog(message, buttons)

    def get_current_dialog_message(self) -> str:
        """The text of the dialog on top; empty without one."""
        return self.dialogs[-1][0] if self.dialogs else ""

    def get_current_dialog_button_count(self) -> int:
        """Buttons of the dialog on top; 0 without one."""
        return len(self.dialogs[-1][1]) if self.dialogs else 0

    def call_press_current_dialog_button(self, index: int) -> None:
        """Closes the dialog on top."""
        if not self.dialogs:
            raise RuntimeError(NO_DIALOG)
        if not 0 <= index < len(self.dialogs[-1][1]):
            raise IndexError("Index out of range")
        self.dialogs.pop()
        self.store("open_dialog_count", len(self.dialogs))


@behaviour("Application.View")
class ApplicationViewBehaviour(LomObjectBehaviour):
    """Live's window."""

    def initialise(self) -> None:
        """The session with the device chain below."""
        super().initialise()
        self.shown = set(SHOWN_AT_START)
        self.focused = "Session"
        self.values.update(focused_document_view="Session", browse_mode=False)

    def check_view(self, name: str) -> Any:
        """The view meant by a name; an empty one is the document view in front."""
        if name == "":
            return self.values["focused_document_view"]
        if name not in MAIN_VIEWS:
            raise RuntimeError(NO_SUCH_VIEW.format(name))
        return name

    def call_available_main_views(self) -> Any:
        """All views."""
        return MAIN_VIEWS

    def call_is_view_visible(self, identifier: str, main_window_only: bool) -> bool:
        """Whether a view is open."""
        return self.check_view(identifier) in self.shown

    def call_show_view(self, view: str) -> None:
        """Opens a view, and the one it is inside; the one that it excludes closes."""
        view = self.check_view(view)
        opened = {view, INSIDE.get(view, view)}
        if view == "Detail" and not self.shown.intersection(INSIDE):
            opened.add("Detail/DeviceChain")
        closed = {other for pair in EXCLUSIVE if opened.intersection(pair) for other in pair if other not in opened}
        self.change_views((self.shown | opened) - closed)

    def call_hide_view(self, view: str) -> None:
        """Closes a view; of Arranger and Session the other one comes."""
        view = self.check_view(view)
        if view in DOCUMENT_VIEWS:
            other = DOCUMENT_VIEWS[1 - DOCUMENT_VIEWS.index(view)]
            self.change_views((self.shown - {view}) | {other})
        elif view == "Detail":
            self.change_views(self.shown - {"Detail"} - set(INSIDE))
        elif view in INSIDE:
            self.change_views(self.shown - {view, INSIDE[view]})
        else:
            self.change_views(self.shown - {view})

    def change_views(self, shown: Any) -> None:
        """Tells which views opened and closed."""
        changed = [name for name in MAIN_VIEWS if (name in shown) != (name in self.shown)]
        self.shown = set(shown)
        for name in changed:
            self.notify("is_view_visible", name)
        front = "Session" if "Session" in self.shown else "Arranger"
        self.store("focused_document_view", front)
        if self.focused not in self.shown:
            self.change_focus(front)

    def call_focus_view(self, view: str) -> None:
        """Opens a view and gives it the keyboard."""
        view = self.check_view(view)
        self.call_show_view(view)
        self.change_focus(view)

    def change_focus(self, view: Any) -> None:
        """Tells that another view has the keyboard."""
        if view != self.focused:
            self.focused = view
            self.notify("view_focus_changed")

    def call_toggle_browse(self) -> None:
        """Hot-swaps the selected device, with the browser and the device chain on show; or ends that."""
        browser = self.application.values["browser"]
        if self.values["browse_mode"]:
            browser.set_hotswap_target(None)
            return
        track = self.song.values["view"].values["selected_track"]
        browser.set_hotswap_target(track.values["view"].get_selected_device())
        self.call_show_view("Detail/DeviceChain")
        self.call_show_view("Browser")

    def call_scroll_view(self, direction: int, view: str, modifier_pressed: bool) -> None:
        """Moves the selection: scenes with up and down, tracks with left and right; devices in the device chain."""
        self.check_direction(direction)
        view = self.check_view(view)
        step = -1 if direction in (0, 2) else 1
        selection = self.song.values["view"]
        if view == "Detail/DeviceChain":
            track = selection.values["selected_track"]
            device = self.neighbour(track.values["devices"], track.values["view"].get_selected_device(), step)
            if device is not None:
                selection.call_select_device(device, True)
        elif direction < 2:
            scene = self.neighbour(self.song.values["scenes"], selection.values["selected_scene"], step)
            selection.select_scene(scene)
        else:
            rows = [track for track in self.song.every_track() if track.get_is_visible()]
            selection.select_track(self.neighbour(rows, selection.values["selected_track"], step))

    @staticmethod
    def neighbour(rows: Any, selected: Any, step: Any) -> Any:
        """The next or previous of some, at the ends the last or first; None of none."""
        if not rows:
            return None
        at = rows.index(selected) + step if selected in rows else 0
        return rows[min(max(at, 0), len(rows) - 1)]

    def call_zoom_view(self, direction: int, view: str, modifier_pressed: bool) -> None:
        """Nothing of Live's API shows the zoom."""
        self.check_direction(direction)
        self.check_view(view)

    @staticmethod
    def check_direction(direction: int) -> None:
        """Raises for what is no NavDirection."""
        if not 0 <= direction <= 3:
            raise RuntimeError("Invalid direction")
