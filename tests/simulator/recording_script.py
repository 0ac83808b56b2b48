"""A raw script for tests of the host."""


class RecordingScript:
    """A raw script that notes every call that Live makes."""

    def __init__(self, c_instance):
        self.c_instance = c_instance
        self.calls = [("__init__",)]

    def __getattr__(self, name):
        if name.startswith("_") or name == "call_listeners":
            raise AttributeError(name)
        return lambda *given: self.calls.append((name,) + given)

    def names(self):
        return [call[0] for call in self.calls]
