"""Listeners: order, duplicates, weak owners, failures, the notification rule, batches (live-runtime.md 1.2, 4.2)."""
import functools
import weakref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import CHANGE_IN_NOTIFICATION, CHANGE_IN_UNDO, ArgumentError

from .conftest import NEWEST, BareSimulator


class Owner:
    """Something whose method listens."""

    def __init__(self, calls):
        self.calls = calls

    def on_tempo(self):
        self.calls.append("owner")


def test_adding_twice_and_removing_an_unknown_one_are_refused(bare):
    def listener():
        return None

    bare.song.add_tempo_listener(listener)
    with pytest.raises(RuntimeError, match="^Observer already connected$"):
        bare.song.add_tempo_listener(listener)
    bare.song.remove_tempo_listener(listener)
    with pytest.raises(RuntimeError, match="^Observer not connected$"):
        bare.song.remove_tempo_listener(listener)


def test_listeners_are_called_in_order_and_only_when_the_value_changes(bare):
    calls = []
    bare.song.add_tempo_listener(lambda: calls.append(("first", bare.song.tempo)))
    bare.song.add_tempo_listener(lambda: calls.append(("second", bare.song.tempo)))
    bare.song.tempo = 130.0
    bare.song.tempo = 130.0
    assert calls == [("first", 130.0), ("second", 130.0)]


def test_a_bound_method_is_known_by_equality(bare):
    calls = []
    owner = Owner(calls)
    bare.song.add_tempo_listener(owner.on_tempo)
    assert bare.song.tempo_has_listener(owner.on_tempo)
    with pytest.raises(RuntimeError):
        bare.song.add_tempo_listener(owner.on_tempo)
    bare.song.remove_tempo_listener(owner.on_tempo)
    bare.song.tempo = 99.0
    assert calls == []


def test_a_bound_method_does_not_keep_its_owner_alive(bare):
    calls = []
    owner = Owner(calls)
    bare.song.add_tempo_listener(owner.on_tempo)
    bare.song.tempo = 99.0
    del owner
    bare.song.tempo = 98.0
    assert calls == ["owner"]


def test_a_listener_removed_during_a_notification_is_not_called_any_more(bare):
    calls = []

    def second():
        calls.append("second")

    def first():
        calls.append("first")
        bare.song.remove_tempo_listener(second)

    bare.song.add_tempo_listener(first)
    bare.song.add_tempo_listener(second)
    bare.song.tempo = 130.0
    assert calls == ["first"]


def test_a_listener_added_during_a_notification_waits_for_the_next_one(bare):
    calls = []

    def late():
        calls.append("late")

    def first():
        if not bare.song.tempo_has_listener(late):
            bare.song.add_tempo_listener(late)

    bare.song.add_tempo_listener(first)
    bare.song.tempo = 130.0
    assert calls == []
    bare.song.tempo = 131.0
    assert calls == ["late"]


def test_a_failing_listener_is_logged_and_the_others_are_called(bare):
    calls = []
    failure = ValueError("no")

    def failing():
        raise failure

    bare.song.add_tempo_listener(failing)
    bare.song.add_tempo_listener(lambda: calls.append("after"))
    bare.song.tempo = 130.0
    assert calls == ["after"] and bare.errors == [failure]
    assert any(line == "RemoteScriptError: ValueError: no" for line in bare.log)


def test_a_change_inside_a_listener_is_refused_and_nothing_changes(bare):
    raised = []

    def change():
        with pytest.raises(RuntimeError) as caught:
            bare.song.metronome = True
        raised.append(str(caught.value))
        with pytest.raises(RuntimeError):
            bare.song.start_playing()

    bare.song.add_tempo_listener(change)
    bare.song.tempo = 130.0
    assert raised == [CHANGE_IN_NOTIFICATION]
    assert bare.song.metronome is False and not bare.errors
    bare.song.metronome = True
    assert bare.song.metronome is True


def test_the_rule_ends_with_the_notification_also_when_listeners_nest_and_fail(bare):
    song = bare.unwrap(bare.song)

    def inner():
        raise ValueError

    def outer():
        song.notify("metronome")
        with pytest.raises(RuntimeError):
            bare.song.swing_amount = 0.5

    bare.song.add_metronome_listener(inner)
    bare.song.add_tempo_listener(outer)
    bare.song.tempo = 130.0
    assert [type(error) for error in bare.errors] == [ValueError]
    bare.song.swing_amount = 0.5


def test_wrong_types_are_refused_before_the_notification_rule(bare):
    raised = []

    def change():
        try:
            bare.song.metronome = "x"
        except ArgumentError as error:
            raised.append(error)

    bare.song.add_tempo_listener(change)
    bare.song.tempo = 130.0
    assert len(raised) == 1


def test_changes_during_undo_are_refused_with_their_own_text(bare):
    bare.refusal = CHANGE_IN_UNDO
    with pytest.raises(RuntimeError, match="^Changes cannot be triggered during undo or redo.$"):
        bare.song.tempo = 130.0
    bare.refusal = None
    bare.song.tempo = 130.0


def test_the_view_may_be_changed_inside_a_listener(bare):
    track = bare.wrap(bare.make("Track"))
    bare.song.add_tempo_listener(lambda: setattr(bare.song.view, "selected_track", track))
    bare.song.tempo = 130.0
    assert bare.song.view.selected_track == track and not bare.errors


@pytest.mark.parametrize("given", [(), (1,), (None,), (list, list)])
def test_what_is_no_callable_cannot_listen(bare, given):
    with pytest.raises(ArgumentError, match=r"Song.add_tempo_listener\(Song"):
        bare.song.add_tempo_listener(*given)


def test_visibility_listeners_belong_to_the_view_that_they_name(bare):
    calls = []

    def session():
        calls.append("Session")

    view = bare.application.view
    view.add_is_view_visible_listener("Session", session)
    assert view.is_view_visible_has_listener("Session", session)
    assert not view.is_view_visible_has_listener("Arranger", session)
    bare.unwrap(view).notify("is_view_visible", "Arranger")
    bare.unwrap(view).notify("is_view_visible", "Session")
    assert calls == ["Session"]
    with pytest.raises(ArgumentError):
        view.add_is_view_visible_listener(session)
    view.remove_is_view_visible_listener("Session", session)


def test_listeners_die_with_their_object_silently(bare):
    calls = []
    track = bare.make("Track")
    handle = bare.wrap(track)
    handle.add_name_listener(lambda: calls.append(1))
    track.kill()
    track.notify("name")
    assert calls == []
    with pytest.raises(ArgumentError):
        handle.remove_name_listener(list)


def test_a_notification_that_kills_its_object_ends_with_it(bare):
    calls = []
    track = bare.make("Track", name="a")
    handle = bare.wrap(track)
    handle.add_name_listener(track.kill)
    handle.add_name_listener(lambda: calls.append("after"))
    handle.name = "b"
    assert calls == [] and not handle


@given(st.lists(st.tuples(st.sampled_from(["add", "remove", "has", "notify"]), st.integers(0, 3))))
def test_listeners_follow_any_sequence_of_adding_and_removing(steps):
    live = BareSimulator(NEWEST)
    song, target, calls, model = live.song, live.unwrap(live.song), [], []
    callbacks = [functools.partial(calls.append, number) for number in range(4)]
    for step, number in steps:
        if step == "has":
            assert song.tempo_has_listener(callbacks[number]) == (number in model)
        elif step == "notify":
            del calls[:]
            target.notify("tempo")
            assert calls == model
        elif (step == "add") == (number in model):
            with pytest.raises(RuntimeError):
                getattr(song, step + "_tempo_listener")(callbacks[number])
        else:
            getattr(song, step + "_tempo_listener")(callbacks[number])
            getattr(model, "append" if step == "add" else "remove")(number)
    live.close()


class BatchScript:
    """A script with call_listeners, as the frameworks have it."""

    def __init__(self, c_instance):
        self.song = c_instance.song()
        self.calls, self.batches, self.owners = [], [], []
        self.song.add_tempo_listener(self.on_tempo)
        self.song.add_tempo_listener(self.on_tempo_too)

    def on_tempo(self):
        self.calls.append("first")

    def on_tempo_too(self):
        self.calls.append("second")

    def call_listeners(self, listeners):
        self.batches.append([listener.name for listener in listeners])
        for listener in listeners:
            self.owners.append((listener.listener_self, listener.listener_func))
            listener()


def test_a_script_with_call_listeners_gets_its_listeners_as_one_batch(bare):
    calls = []
    host = bare.host(BatchScript)
    bare.song.add_tempo_listener(lambda: calls.append("outside"))
    bare.song.tempo = 130.0
    assert host.script.batches == [["tempo", "tempo"]]
    assert host.script.calls == ["first", "second"] and calls == ["outside"] and host.errors == []
    owners = [(reference(), function) for reference, function in host.script.owners]
    assert owners == [(host.script, BatchScript.on_tempo), (host.script, BatchScript.on_tempo_too)]
    assert all(isinstance(reference, weakref.ref) for reference, _ in host.script.owners)


class KeepingScript(BatchScript):
    """A script that only keeps the handles of its batches."""

    def call_listeners(self, listeners):
        self.batches.append(list(listeners))


def test_a_handle_calls_its_listener_as_long_as_it_is_connected(bare):
    script = bare.host(KeepingScript).script
    song, heard = bare.song, []

    def listen():
        heard.append(song.tempo)

    bare.running_host = bare.hosts[0]
    song.add_tempo_listener(listen)
    song.tempo = 130.0
    first, second, third = script.batches[0]
    third()
    assert heard == [130.0] and third.listener_self is None and third.listener_func is listen
    assert first.disconnect() is None and first() is None and second() is None
    assert script.calls == ["second"] and not song.tempo_has_listener(script.on_tempo)


def test_a_listener_that_raises_drops_the_rest_of_its_batch(bare):
    class Failing(BatchScript):
        def on_tempo(self):
            raise ValueError("no")

    host = bare.host(Failing)
    bare.song.tempo = 130.0
    assert host.script.calls == [] and [str(error) for error in host.errors] == ["no"]


@pytest.mark.parametrize("given", [None, "text", 1])
def test_what_cannot_listen_is_just_not_connected(bare, given):
    assert bare.song.tempo_has_listener(given) is False
    with pytest.raises(RuntimeError, match="^Observer not connected$"):
        bare.song.remove_tempo_listener(given)
    with pytest.raises(ArgumentError, match=r"Song.tempo_has_listener\(Song, NoneType, NoneType\)"):
        bare.song.tempo_has_listener(None, None)
    with pytest.raises(ArgumentError):
        bare.song.remove_tempo_listener()
