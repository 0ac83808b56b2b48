"""Undo and redo: what is a step, and that every change can be taken back and made again."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from .conftest import Rehearsal


def picture(song):
    """Everything of the document that scripts can read, without identities."""

    def of_parameter(parameter):
        return parameter.name, parameter.value

    def of_clip(clip):
        notes = [(note.note_id, note.pitch, note.start_time, note.duration) for note in clip.get_all_notes_extended()]
        return clip.name, clip.color_index, clip.looping, clip.loop_start, clip.loop_end, notes

    def of_track(track):
        mixer = track.mixer_device
        devices = [(device.name, [of_parameter(each) for each in device.parameters]) for device in track.devices]
        slots = [of_clip(slot.clip) if slot.has_clip else None for slot in track.clip_slots]
        return (
            track.name,
            track.color_index,
            track.mute,
            track.solo,
            of_parameter(mixer.volume),
            devices,
            slots,
            [of_parameter(send) for send in mixer.sends],
        )

    return (
        song.tempo,
        song.signature_numerator,
        [of_track(track) for track in song.tracks],
        [of_track(track) for track in song.return_tracks],
        [(scene.name, scene.tempo, scene.color_index) for scene in song.scenes],
        [(cue.name, cue.time) for cue in song.cue_points],
        song.loop,
        song.loop_start,
    )


def edit_notes(stage):
    clip = stage.clip()
    clip.add_new_notes((stage.live.Clip.MidiNoteSpecification(60, 0.0, 1.0),))
    clip.duplicate_loop()


def rename(stage):
    stage.song.tracks[0].name = "Bass"
    stage.song.return_tracks[0].name = "Hall"
    stage.song.scenes[0].name = "Intro"


def mix(stage):
    track = stage.song.tracks[1]
    track.mixer_device.volume.value = 0.25
    track.mixer_device.sends[0].value = 0.5
    track.mute = track.solo = track.arm = True
    track.color = 0xFF0000


CHANGES = {
    "tempo": lambda stage: setattr(stage.song, "tempo", 90.0),
    "names": rename,
    "mixer": mix,
    "notes": edit_notes,
    "new midi track": lambda stage: stage.song.create_midi_track(1),
    "new return": lambda stage: stage.song.create_return_track(),
    "track gone": lambda stage: stage.song.delete_track(0),
    "return gone": lambda stage: stage.song.delete_return_track(0),
    "track twice": lambda stage: stage.song.duplicate_track(0),
    "new scene": lambda stage: stage.song.create_scene(3),
    "scene gone": lambda stage: stage.song.delete_scene(0),
    "scene twice": lambda stage: stage.song.duplicate_scene(0),
    "device": lambda stage: stage.song.tracks[0].insert_device("Operator"),
    "device gone": lambda stage: stage.song.return_tracks[0].delete_device(0),
    "parameter": lambda stage: setattr(stage.song.return_tracks[0].devices[0].parameters[0], "value", 0.0),
    "clip gone": lambda stage: stage.song.tracks[0].clip_slots[7].delete_clip(),
    "cue": lambda stage: stage.song.set_or_delete_cue(),
    "loop": lambda stage: setattr(stage.song, "loop", True),
    "scene tempo": lambda stage: setattr(stage.song.scenes[0], "tempo", 77.0),
    "loop of a clip": lambda stage: setattr(stage.song.tracks[0].clip_slots[7].clip, "looping", False),
}


def furnish(stage):
    clip = stage.song.tracks[0].clip_slots[7].create_clip(4.0)
    clip.add_new_notes((stage.live.Clip.MidiNoteSpecification(60, 0.0, 1.0),))
    stage.song.tracks[0].insert_device("Arpeggiator")


def undo_all(song, until):
    count = 0
    while song.can_undo and picture(song) != until:
        song.undo()
        count += 1
    return count


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_every_change_is_taken_back_and_made_again(stage, song, name):
    furnish(stage)
    before = picture(song)
    CHANGES[name](stage)
    stage.tick()
    after = picture(song)
    assert after != before
    steps = undo_all(song, before)
    assert picture(song) == before and song.can_redo is True
    for _ in range(steps):
        song.redo()
    assert picture(song) == after
    for _ in range(steps):
        song.undo()
    assert picture(song) == before


def test_each_call_is_one_step(song):
    song.tempo = 90.0
    song.tempo = 100.0
    assert song.undo() == "Undo Custom Action" and song.tempo == 90.0
    assert song.redo() == "Redo Custom Action" and song.tempo == 100.0


def test_with_nothing_to_undo_nothing_happens(song):
    assert (song.undo(), song.redo(), song.tempo) == ("", "", 120.0)


def test_what_stands_between_begin_and_end_is_one_step_from_the_next_tick_on(stage, song):
    song.begin_undo_step()
    song.tempo = 90.0
    song.tracks[0].name = "x"
    song.end_undo_step()
    assert song.can_undo is False and song.undo() == "" and song.tempo == 90.0
    stage.tick()
    assert song.can_undo is True
    song.undo()
    assert (song.tempo, song.tracks[0].name, song.can_undo) == (120.0, "1-MIDI", False)


def test_an_empty_step_leaves_nothing(stage, song):
    song.begin_undo_step()
    song.end_undo_step()
    stage.tick()
    assert song.can_undo is False


def test_nested_steps_are_one(stage, song):
    song.begin_undo_step()
    song.begin_undo_step()
    song.tempo = 90.0
    song.end_undo_step()
    song.tempo = 91.0
    song.end_undo_step()
    stage.tick()
    song.undo()
    assert song.tempo == 120.0


def test_an_end_without_a_beginning_does_nothing(stage, song):
    song.end_undo_step()
    song.tempo = 90.0
    song.undo()
    assert song.tempo == 120.0


def test_a_new_change_ends_what_could_be_done_again(song):
    song.tempo = 90.0
    song.undo()
    song.tempo = 80.0
    assert song.can_redo is False


def test_a_deferred_change_belongs_to_the_step_that_asked_for_it(stage, song):
    song.begin_undo_step()
    song.loop = True
    song.tempo = 90.0
    song.end_undo_step()
    stage.tick()
    assert song.loop is True
    song.undo()
    assert (song.loop, song.tempo) == (False, 120.0)


def test_deferred_changes_of_one_tick_are_steps_of_their_own(stage, song):
    song.loop = True
    song.punch_in = True
    stage.tick()
    song.undo()
    assert (song.loop, song.punch_in) == (True, False)
    song.undo()
    assert (song.loop, song.can_undo) == (False, False)


def test_what_comes_back_is_new_and_the_old_stays_dead(song):
    track = song.tracks[0]
    clip = track.clip_slots[0].create_clip(4.0)
    song.delete_track(0)
    song.undo()
    assert not track and not clip and song.tracks[0].clip_slots[0].clip.length == 4.0
    assert song.tracks[0].mixer_device.volume.canonical_parent.canonical_parent == song.tracks[0]


def test_older_steps_reach_objects_that_came_back(song):
    song.tracks[0].name = "Bass"
    song.delete_track(0)
    song.undo()
    song.undo()
    assert song.tracks[0].name == "1-MIDI"
    song.redo()
    assert song.tracks[0].name == "Bass"
    song.redo()
    assert len(song.tracks) == 3
    song.undo()
    song.undo()
    song.redo()
    assert song.tracks[0].name == "Bass"


def test_a_group_comes_back_around_its_members(stage, song):
    from simulator.behaviour.song_tracks import group_tracks

    group_tracks(stage.unwrap(song), [stage.unwrap(track) for track in list(song.tracks)[:2]])
    song.delete_track(0)
    song.undo()
    assert [track.group_track for track in song.tracks] == [None, song.tracks[0], song.tracks[0], None, None]


def test_listeners_hear_of_undo(stage, song):
    stage.hear(song, "tempo", "tracks")
    song.tempo = 90.0
    song.delete_track(3)
    stage.heard.clear()
    song.undo()
    song.undo()
    assert [name for name, _ in stage.heard] == ["tracks", "tempo"]


def test_changes_from_a_listener_are_refused_during_undo(stage, song):
    refusals = []

    def answer():
        try:
            song.metronome = True
        except RuntimeError as error:
            refusals.append(str(error))

    song.tempo = 90.0
    song.add_tempo_listener(answer)
    song.undo()
    assert refusals == ["Changes cannot be triggered during undo or redo."] and song.metronome is False


def test_playing_and_selecting_are_no_steps(stage, song):
    stage.clip().fire()
    steps = 0
    stage.beats(4)
    song.view.selected_track = song.tracks[2]
    song.stop_playing()
    stage.tick()
    while song.can_undo:
        song.undo()
        steps += 1
    assert steps == 1 and song.tracks[0].clip_slots[0].has_clip is False


def test_undoing_a_clip_that_plays_stops_it(stage, song):
    stage.clip().fire()
    stage.tick()
    song.undo()
    stage.beats(1)
    assert song.tracks[0].playing_slot_index == -2


class UndoMachine(RuleBasedStateMachine):
    """Changes in any order; each step is remembered with the picture before it."""

    def __init__(self):
        super().__init__()
        self.stage = Rehearsal()
        self.song = self.stage.song
        self.history = [picture(self.song)]
        self.undone = []

    def teardown(self):
        self.stage.simulator.close()

    def changed(self):
        now = picture(self.song)
        if now != self.history[-1]:
            self.history.append(now)
            self.undone = []

    def track(self, index):
        return self.song.tracks[index % len(self.song.tracks)]

    @rule(index=st.integers(0, 5))
    def new_track(self, index):
        if len(self.song.tracks) < 7:
            self.song.create_midi_track(min(index, len(self.song.tracks)))
            self.changed()

    @rule(index=st.integers(0, 5))
    def delete_track(self, index):
        if len(self.song.tracks) > 1:
            self.song.delete_track(index % len(self.song.tracks))
            self.changed()

    @rule(index=st.integers(0, 5))
    def duplicate_track(self, index):
        if len(self.song.tracks) < 7:
            self.song.duplicate_track(index % len(self.song.tracks))
            self.changed()

    @rule(index=st.integers(0, 9))
    def delete_scene(self, index):
        if len(self.song.scenes) > 1:
            self.song.delete_scene(index % len(self.song.scenes))
            self.changed()

    @rule()
    def new_scene(self):
        if len(self.song.scenes) < 10:
            self.song.create_scene(-1)
            self.changed()

    @rule(index=st.integers(0, 5), scene=st.integers(0, 9))
    def toggle_clip(self, index, scene):
        track = self.track(index)
        if track.has_midi_input:
            slot = track.clip_slots[scene % len(track.clip_slots)]
            if slot.has_clip:
                slot.delete_clip()
            else:
                slot.create_clip(4.0)
            self.changed()

    @rule(index=st.integers(0, 5), name=st.sampled_from(("", "Bass", "Lead")))
    def rename(self, index, name):
        self.track(index).name = name
        self.changed()

    @rule(index=st.integers(0, 5), value=st.sampled_from((0.0, 0.5, 1.0)))
    def move_fader(self, index, value):
        self.track(index).mixer_device.volume.value = value
        self.changed()

    @rule()
    def new_or_last_return(self):
        if len(self.song.return_tracks) < 4:
            self.song.create_return_track()
        else:
            self.song.delete_return_track(0)
        self.changed()

    @rule(index=st.integers(0, 5), name=st.sampled_from(("Arpeggiator", "Operator", "Drum Rack")))
    def insert_or_delete_device(self, index, name):
        track = self.track(index)
        if len(track.devices) > 1:
            track.delete_device(0)
        elif track.has_midi_input and name not in [device.name for device in track.devices]:
            track.insert_device(name)
        self.changed()

    @rule(index=st.integers(0, 5), pitch=st.integers(60, 62), time=st.sampled_from((0.0, 1.0, 1.5)))
    def add_note(self, index, pitch, time):
        for slot in self.track(index).clip_slots:
            if slot.has_clip:
                slot.clip.add_new_notes((self.stage.live.Clip.MidiNoteSpecification(pitch, time, 1.0),))
                self.changed()
                return

    @rule(index=st.integers(0, 9))
    def duplicate_scene(self, index):
        if len(self.song.scenes) < 10:
            self.song.duplicate_scene(index % len(self.song.scenes))
            self.changed()

    @rule()
    def toggle_cue(self):
        self.song.set_or_delete_cue()
        self.changed()

    @rule(tempo=st.sampled_from((90.0, 120.0)), name=st.sampled_from(("", "Hall")))
    def several_at_once(self, tempo, name):
        self.song.begin_undo_step()
        self.song.tempo = tempo
        self.song.return_tracks[0].name = name
        self.song.loop = not self.song.loop
        self.song.end_undo_step()
        self.stage.tick()
        self.changed()

    @rule()
    def undo(self):
        if len(self.history) > 1:
            assert self.song.can_undo
            self.song.undo()
            self.undone.append(self.history.pop())

    @rule()
    def redo(self):
        assert self.song.can_redo == bool(self.undone)
        if self.undone:
            self.song.redo()
            self.history.append(self.undone.pop())

    @invariant()
    def the_set_is_as_it_was_then(self):
        assert picture(self.song) == self.history[-1]

    @invariant()
    def what_is_selected_lives(self):
        assert (
            self.song.view.selected_track in self.song.tracks
            or self.song.view.selected_track in self.song.return_tracks
        )
        assert self.song.view.selected_scene in self.song.scenes


TestUndoMachine = UndoMachine.TestCase
TestUndoMachine.settings = settings(max_examples=12, stateful_step_count=15, deadline=None)


def test_a_device_that_was_moved_to_another_track_goes_back_alive(song):
    song.create_audio_track(0)
    song.create_audio_track(1)
    device = song.tracks[0].insert_device("Reverb", 0)
    song.move_device(device, song.tracks[1], 0)
    for _ in range(2):
        song.undo()
        assert [[each == device for each in track.devices] for track in song.tracks][:2] == [[True], []]
        assert device.canonical_parent == song.tracks[0]
        song.redo()
        assert [[each == device for each in track.devices] for track in song.tracks][:2] == [[], [True]]
        assert device.name == "Reverb"
