"""How behaviour plugs into the generic classes (simulator/classes.py)."""
import pytest

from simulator.classes import LiveObject
from simulator.live_types import LiveTypes

from .conftest import NEWEST, BareSimulator


class ChainBehaviour(LiveObject):
    """Overrides reading, writing and calling."""

    def initialise(self, seed=0):
        super().initialise()
        self.seed = seed
        self.calls = []

    def get_mute(self):
        return self.seed > 0

    def set_name(self, value):
        self.calls.append(("set_name", value))
        self.store("name", value.upper())

    def call_insert_device(self, name, index):
        self.calls.append(("insert_device", name, index))
        return self.make("Device", canonical_parent=self, name=name)


class DrumChainBehaviour(ChainBehaviour):
    """Overrides what it inherits."""

    def get_mute(self):
        return "drum" and not super().get_mute()


class SongBehaviour(LiveObject):
    """Uses the rest of the contract."""

    def call_start_playing(self):
        self.simulator.defer(lambda: self.store("is_playing", True))

    def call_get_current_beats_song_time(self):
        return self.simulator.value("BeatTime", bars=3, beats=1, sub_division=1, ticks=1)


BEHAVIOURS = {"Chain": [ChainBehaviour], "DrumChain": [DrumChainBehaviour], "Song": [SongBehaviour]}


class BehavingSimulator(BareSimulator):
    """The newest Live with the behaviour above."""

    def make_types(self):
        return LiveTypes(NEWEST, BEHAVIOURS)


@pytest.fixture
def live():
    running = BehavingSimulator(NEWEST)
    yield running
    running.close()


def test_reading_writing_and_calling_go_through_behaviour(live):
    chain = live.make("Chain", name="a", seed=3)
    handle = live.wrap(chain)
    assert handle.mute is True and handle.name == "a"
    handle.name = "bass"
    assert handle.name == "BASS"
    device = handle.insert_device("Reverb")
    assert device.name == "Reverb" and device.canonical_parent == handle
    assert chain.calls == [("set_name", "bass"), ("insert_device", "Reverb", -1)]


def test_a_derived_class_inherits_behaviour_and_may_override_it(live):
    chain = live.make("DrumChain", seed=3)
    assert live.wrap(chain).mute is False and chain.seed == 3
    assert live.wrap(live.make("Chain", seed=3)).mute is True
    live.wrap(chain).name = "kick"
    assert live.wrap(chain).name == "KICK"


def test_keywords_that_are_no_names_of_live_go_to_initialise(live):
    with pytest.raises(TypeError):
        live.make("Chain", colour=3)


def test_deferred_effects_show_after_the_tick(live):
    live.song.start_playing()
    assert live.song.is_playing is False
    live.advance(0.01)
    assert live.song.is_playing is True


def test_values_of_lives_own_come_back_as_value_objects(live):
    assert live.song.get_current_beats_song_time().bars == 3


def test_store_says_whether_it_changed_and_tells_the_difference_of_types(live):
    song, calls = live.unwrap(live.song), []
    live.song.add_tempo_listener(lambda: calls.append(live.song.tempo))
    assert song.store("tempo", 120.0) is True
    assert song.store("tempo", 120.0) is False
    assert calls == [120.0]


def test_a_killed_object_takes_along_what_it_is_the_parent_of_and_nothing_else(live):
    song, track, other = live.unwrap(live.song), live.make("Track"), live.make("Track")
    device = live.make("Device", canonical_parent=track)
    track.values["devices"] = [device]
    track.values["group_track"] = other
    song.values["tracks"] = [track, other]
    view = track.values["view"]
    track.kill()
    assert not track.alive and not device.alive and not view.alive and other.alive
    assert live.wrap(track) is None


def test_required_children_are_made_once_when_they_are_first_read(live):
    track = live.wrap(live.make("Track"))
    assert track.mixer_device.volume == track.mixer_device.volume
    assert track.mixer_device.canonical_parent == track
    assert track.group_track is None and track.canonical_parent is None


class Journal:
    """What undo listens to."""

    def __init__(self):
        self.lines = []

    def change(self, live_object, name):
        self.lines.append((live_object.class_name, name))

    def record(self, live_object, name, old, new):
        self.lines.append((live_object.class_name, name, old, new))


def test_undo_sees_each_change_of_a_script_before_the_values_that_it_stores(live):
    live.rollback = Journal()
    live.song.swing_amount = 0.5
    live.song.is_cue_point_selected()
    live.song.begin_undo_step()
    assert live.rollback.lines == [("Song", "swing_amount"), ("Song", "swing_amount", 0.0, 0.5),
                                   ("Song", "begin_undo_step")]


def test_a_name_that_live_does_not_have_has_no_value(live):
    with pytest.raises(KeyError, match="Song has no property tempoo"):
        live.unwrap(live.song).values["tempoo"]
