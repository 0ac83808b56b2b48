"""What Live takes for each type and how it refuses the rest (live-api.json, converters and exceptions)."""
import operator
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import conversion
from simulator.errors import ArgumentError, Mismatch, WrongThread

from .conftest import BareSimulator

ANYTHING = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(),
                     st.lists(st.integers()))
INT_LIMIT = 2 ** 31


@given(ANYTHING)
def test_an_int_is_taken_from_ints_and_bools_within_32_bits_only(value):
    convert = conversion.integer()
    if not isinstance(value, int):
        with pytest.raises(Mismatch):
            convert(value)
    elif -INT_LIMIT <= value < INT_LIMIT:
        assert convert(value) == value and type(convert(value)) is int
    else:
        with pytest.raises(OverflowError, match="overflow"):
            convert(value)


@given(ANYTHING)
def test_a_bool_is_taken_from_bools_ints_and_none_only(value):
    if value is None or isinstance(value, int):
        assert conversion.boolean(value) is bool(value)
    else:
        with pytest.raises(Mismatch):
            conversion.boolean(value)


@given(ANYTHING)
def test_a_float_is_taken_from_numbers_only(value):
    if isinstance(value, (int, float)):
        converted = conversion.floating(value)
        assert type(converted) is float and (converted == float(value) or value != value)
    else:
        with pytest.raises(Mismatch):
            conversion.floating(value)


@given(ANYTHING)
def test_a_text_is_taken_from_str_only_and_from_bytes_where_it_is_a_standard_string(value):
    if isinstance(value, str):
        assert conversion.string(value) == value == conversion.standard_string(value)
    else:
        with pytest.raises(Mismatch):
            conversion.string(value)
    if isinstance(value, bytes):
        assert conversion.standard_string(value).encode("utf-8", "surrogateescape") == value


@given(st.lists(ANYTHING))
def test_note_tuples_are_taken_only_when_all_five_parts_fit(items):
    with pytest.raises(Mismatch):
        conversion.note_tuples(items)
    if items:
        with pytest.raises(TypeError):
            conversion.note_tuples(tuple(items))
    assert conversion.note_tuples(((60, 0, 1.5, 100, 0),)) == [(60, 0.0, 1.5, 100.0, False)]


REFUSED_PROPERTIES = [
    ("name", 3, "Track", "TTrackPyHandle", "TString"),
    ("mute", 0.5, "Track", "TTrackPyHandle", "bool"),
    ("color", None, "Track", "TTrackPyHandle", "int"),
    ("color", 1.0, "Track", "TTrackPyHandle", "int"),
]


@pytest.mark.parametrize("name, value, owner, handle, cpp", REFUSED_PROPERTIES)
def test_a_refused_value_is_shown_with_both_signatures(bare, name, value, owner, handle, cpp):
    with pytest.raises(ArgumentError) as caught:
        setattr(bare.wrap(bare.make(owner)), name, value)
    assert str(caught.value) == ("Python argument types in\n    None.None({}, {})\ndid not match C++ signature:\n"
                                 "    None({}, {})".format(owner, type(value).__name__, handle, cpp))
    assert isinstance(caught.value, TypeError)
    assert type(caught.value).__module__ == "Boost.Python"


def test_a_refused_call_is_shown_with_both_signatures(bare):
    track = bare.wrap(bare.make("Track"))
    with pytest.raises(ArgumentError) as caught:
        bare.song.delete_track(track)
    assert str(caught.value) == ("Python argument types in\n    Song.delete_track(Song, Track)\n"
                                 "did not match C++ signature:\n    delete_track(TPyHandle<ASong>, int)")


def test_an_object_of_another_class_or_a_dead_one_is_refused_and_a_derived_one_taken(bare):
    view = bare.song.view
    scene, track = bare.make("Scene"), bare.make("Track")
    view.selected_track = bare.wrap(track)
    assert view.selected_track == bare.wrap(track)
    for wrong in (bare.wrap(scene), None, 1):
        with pytest.raises(ArgumentError):
            view.selected_track = wrong
    dead = bare.wrap(bare.make("Track"))
    bare.unwrap(dead).kill()
    with pytest.raises(ArgumentError):
        view.selected_track = dead
    bare.song.appointed_device = bare.wrap(bare.make("RackDevice"))
    assert type(bare.song.appointed_device).__name__ == "RackDevice"
    bare.song.appointed_device = None
    assert bare.song.appointed_device is None


def test_a_groove_cannot_be_cleared(bare):
    clip = bare.wrap(bare.make("Clip"))
    clip.groove = bare.wrap(bare.make("Groove"))
    with pytest.raises(ArgumentError):
        clip.groove = None


def test_only_keywords_that_boost_names_are_taken(bare):
    slot, clip = bare.wrap(bare.make("ClipSlot")), bare.wrap(bare.make("Clip"))
    slot.fire(force_legato=True)
    slot.fire(1.0, launch_quantization=3)
    with pytest.raises(ArgumentError):
        slot.fire(1.0, record_length=2.0)
    with pytest.raises(ArgumentError):
        slot.create_clip(length=4.0)
    with pytest.raises(ArgumentError):
        clip.get_notes_extended(from_pitch=0, pitch_span=128, from_time=0)
    assert len(clip.get_notes_extended(from_pitch=0, pitch_span=128, from_time=0, time_span=1)) == 0


def test_ranges_are_refused_with_lives_text(bare):
    song, track = bare.song, bare.wrap(bare.make("Track"))
    for value in (19.99, 999.1, float("nan"), float("inf")):
        with pytest.raises(RuntimeError, match="^Tempo out of range$"):
            song.tempo = value
    song.tempo = 20
    assert song.tempo == 20.0 and type(song.tempo) is float
    with pytest.raises(RuntimeError, match="^Invalid monitoring state!$"):
        track.current_monitoring_state = 3
    with pytest.raises(RuntimeError, match="^color_index out of range$"):
        track.color_index = 70
    track.color_index = 69
    track.color_index = None
    assert track.color_index == 69


def test_an_enum_property_takes_members_and_their_numbers_and_gives_members(bare):
    quantization = bare.live.Song.Quantization
    for value in (quantization.q_half, 5):
        bare.song.clip_trigger_quantization = 0
        bare.song.clip_trigger_quantization = value
        assert bare.song.clip_trigger_quantization is quantization.q_half
    with pytest.raises(RuntimeError):
        bare.song.clip_trigger_quantization = 14


def test_every_access_from_another_thread_is_refused_and_logged(bare):
    song, raised = bare.song, []
    timer = bare.live.Base.Timer(list, 10)
    attempts = [lambda: song.tempo, lambda: song.tracks, lambda: setattr(song, "tempo", 1.0), song.start_playing,
                lambda: song.add_tempo_listener(list), bare.live.Application.get_application, timer.start,
                lambda: song.tuning_system, lambda: song.clip_trigger_quantization]

    def touch():
        for attempt in attempts:
            try:
                attempt()
            except WrongThread as error:
                raised.append(error)

    thread = threading.Thread(target=touch)
    thread.start()
    thread.join()
    assert len(raised) == len(attempts)
    assert any("was touched from thread" in line for line in bare.log)


def test_read_only_texts_follow_the_python_that_this_live_embeds():
    older = BareSimulator("12.0.5")
    with pytest.raises(AttributeError, match="^can't set attribute$"):
        older.song.song_length = 1.0
    older.close()


def test_an_unknown_name_cannot_be_set_by_mistake(bare):
    with pytest.raises(AttributeError):
        bare.song.tempoo = 120


def test_identity_belongs_to_the_object_and_not_to_the_handle(bare):
    track = bare.make("Track")
    first, second, other = bare.wrap(track), bare.wrap(track), bare.wrap(bare.make("Track"))
    assert first is not second and first == second and hash(first) == hash(second)
    assert first != other and first._live_ptr != other._live_ptr
    assert first._live_ptr == second._live_ptr
    assert not operator.eq(first, None) and first != 3
    assert len({first, second, other}) == 2
