"""Value classes: what Live hands over by value, and what scripts make."""
import pytest

from simulator.errors import ArgumentError
from simulator.values import fields


def test_a_note_specification_takes_keywords_and_cannot_be_read(bare):
    specification = bare.live.Clip.MidiNoteSpecification(pitch=60, start_time=0, duration=1.5)
    assert fields(specification) == {"pitch": 60, "start_time": 0.0, "duration": 1.5, "velocity": 100.0, "mute": False,
                                     "probability": 1.0, "velocity_deviation": 0.0, "release_velocity": 64.0}
    assert not hasattr(specification, "pitch") and not hasattr(specification, "start_time")


@pytest.mark.parametrize("given, named", [((), {}), ((60,), {}), ((60, 0.0, 1.0), {"pitch": 61}),
                                          (("60", 0.0, 1.0), {}),
                                          ((60.0, 0.0, 1.0), {}), ((60, 0.0, 1.0), {"speed": 1}),
                                          ((60, 0.0, 1.0, 100, False, 1.0, 0.0, 64.0, 1), {})])
def test_a_note_specification_refuses_what_does_not_fit(bare, given, named):
    with pytest.raises(ArgumentError, match="MidiNoteSpecification.__init__"):
        bare.live.Clip.MidiNoteSpecification(*given, **named)


def test_a_note_of_lives_own_can_be_edited_but_for_its_id_and_never_made(bare):
    note = bare.value("MidiNote", pitch=60, note_id=4)
    note.pitch = 61
    note.velocity = 90
    assert (note.pitch, note.velocity, note.note_id) == (61, 90.0, 4)
    with pytest.raises(AttributeError):
        note.note_id = 5
    with pytest.raises(ArgumentError):
        note.pitch = 61.0
    with pytest.raises(RuntimeError, match="cannot be instantiated"):
        bare.live.Clip.MidiNote()


def test_routings_compare_by_content_and_cannot_be_written(bare):
    first = bare.value("RoutingType", display_name="Ext. In", category=0)
    second = bare.value("RoutingType", display_name="Ext. In", category=0)
    other = bare.value("RoutingType", display_name="No Input", category=6)
    assert first == second and hash(first) == hash(second) and first != other
    assert second in [first] and first.attached_object is None
    with pytest.raises(AttributeError):
        first.display_name = "x"


def test_an_object_inside_a_value_is_seen_as_a_handle(bare):
    track = bare.make("Track")
    routing = bare.value("RoutingType", display_name="1-MIDI", attached_object=track)
    assert routing.attached_object == bare.wrap(track)


def test_an_unknown_field_is_a_mistake_of_the_simulator(bare):
    with pytest.raises(TypeError, match="has no field"):
        bare.value("BeatTime", bar=1)


def test_beat_time_has_its_four_parts(bare):
    time = bare.value("BeatTime", bars=1, beats=2, sub_division=3, ticks=4)
    assert (time.bars, time.beats, time.sub_division, time.ticks) == (1, 2, 3, 4)
    assert time == bare.value("BeatTime", bars=1, beats=2, sub_division=3, ticks=4)


@pytest.mark.parametrize("notes", [[], (), "vector"])
def test_notes_are_added_from_any_iterable_of_specifications(bare, notes):
    clip = bare.wrap(bare.make("Clip"))
    clip.add_new_notes(bare.live.Clip.MidiNoteVector() if notes == "vector" else notes)
    clip.add_new_notes([bare.live.Clip.MidiNoteSpecification(60, 0, 1)])
    with pytest.raises(TypeError):
        clip.add_new_notes([(60, 0, 1)])
    with pytest.raises(TypeError):
        clip.add_new_notes(3)


def test_modified_notes_must_come_as_the_vector_that_live_gave(bare):
    clip = bare.wrap(bare.make("Clip"))
    clip.apply_note_modifications(clip.get_all_notes_extended())
    for wrong in ([], ()):
        with pytest.raises(ArgumentError, match="apply_note_modifications"):
            clip.apply_note_modifications(wrong)
