"""Locking a script to a device, and what else Live asks a script."""


class Surface:
    """A script that can lock, and notes what it is told."""

    def __init__(self, c_instance, can_lock=True):
        self.c_instance = c_instance
        self.can_lock = can_lock
        self.told = []

    def can_lock_to_devices(self):
        return self.can_lock

    def lock_to_device(self, device):
        self.told.append(("lock", device.name))

    def unlock_from_device(self, device):
        self.told.append(("unlock", device.name))

    def toggle_lock(self):
        self.c_instance.toggle_lock()

    def suggest_input_port(self):
        return "Box In"

    def suggest_map_mode(self, controller, channel):
        return 2 if (controller, channel) == (7, 1) else -1


def test_the_lock_goes_to_the_appointed_device_and_is_toggled(stage, song):
    host = stage.simulator.host(Surface)
    host.script.toggle_lock()
    assert host.script.told == []
    song.appointed_device = song.return_tracks[0].devices[0]
    host.script.toggle_lock()
    song.appointed_device = song.return_tracks[1].devices[0]
    host.script.toggle_lock()
    host.script.toggle_lock()
    assert host.script.told == [("lock", "Reverb"), ("unlock", "Reverb"), ("lock", "Delay")]
    host.script.can_lock = False
    host.c_instance.update_locks()
    assert host.script.told[-1] == ("unlock", "Delay") and host.locked is None
    host.script.toggle_lock()
    assert len(host.script.told) == 4 and host.errors == []


def test_a_lock_ends_with_its_device(stage, song):
    host = stage.simulator.host(Surface)
    song.appointed_device = song.return_tracks[0].devices[0]
    host.toggle_lock()
    song.return_tracks[0].delete_device(0)
    host.c_instance.update_locks()
    assert host.locked is None and host.script.told == [("lock", "Reverb")] and host.errors == []


def test_live_asks_for_ports_and_map_modes(stage):
    host = stage.simulator.host(Surface)
    assert host.suggest_ports() == ("Box In", None)
    assert host.suggest_mapping(7, 1) == (2, True) and host.suggest_mapping(8, 1) == (-1, True)
    assert any("suggest_output_port" in line for line in stage.simulator.log)
