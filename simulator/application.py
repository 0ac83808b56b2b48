"""Live itself: version, document, status bar, log, dialogs."""
from __future__ import annotations

from typing import Any

from .classes import LiveObject, behaviour

VARIANT = "Suite"


@behaviour("Application")
class ApplicationBehaviour(LiveObject):
    """Live.Application.Application."""

    def call_get_major_version(self) -> int:
        return self.version_part(0)

    def call_get_minor_version(self) -> int:
        return self.version_part(1)

    def call_get_bugfix_version(self) -> int:
        return self.version_part(2)

    def version_part(self, index: int) -> int:
        """One number of the version; 0 where it is not given."""
        version = self.simulator.types.schema.version
        return version[index] if index < len(version) else 0

    def call_get_version_string(self) -> str:
        return ".".join(str(self.version_part(index)) for index in range(3))

    def call_get_build_id(self) -> str:
        return "simulator"

    def call_get_variant(self) -> str:
        return VARIANT

    def call_get_document(self) -> Any:
        return self.song

    def call_show_message(self, text: Any, buttons: int, enable_markup: bool, show_success_icon: bool) -> int:
        self.simulator.show_message(text.text)
        return buttons

    def call_show_on_the_fly_message(self, message: str, buttons: int, enable_markup: bool, show_success_icon: bool,
                                     push_dialog_type: int = 0) -> int:
        self.simulator.show_message(message)
        return buttons

    def get_control_surfaces(self) -> Any:
        return [hosted.script for hosted in self.simulator.hosts]
