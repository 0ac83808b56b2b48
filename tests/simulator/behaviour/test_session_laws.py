"""Whatever is fired, stopped, deleted, moved and undone: the session's figures agree with each other."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from .conftest import Rehearsal

TRACKS = st.integers(0, 4)
SCENES = st.integers(0, 5)
LOWEST_PLAYING, LOWEST_FIRED = -2, -2


class SessionMachine(RuleBasedStateMachine):
    """Two of the tracks are armed now and then; time passes in odd steps."""

    def __init__(self):
        super().__init__()
        self.stage = Rehearsal()
        self.song = self.stage.song

    @initialize(quantization=st.sampled_from((0, 4, 7, 9)), looping=st.booleans())
    def furnish(self, quantization, looping):
        self.song.clip_trigger_quantization = quantization
        self.song.loop_start, self.song.loop_length, self.song.loop = 0.0, 6.0, looping
        for track in (0, 1):
            for scene in (0, 1, 2):
                self.stage.clip(track, scene, 1.5 + scene)
        self.song.tracks[2].clip_slots[0].create_audio_clip("/a.wav").looping = False

    def teardown(self):
        self.stage.simulator.close()

    def slot(self, track, scene):
        slots = self.song.tracks[track % len(self.song.tracks)].clip_slots
        return slots[scene % len(slots)]

    @rule(track=TRACKS, scene=SCENES)
    def fire(self, track, scene):
        self.slot(track, scene).fire()

    @rule(scene=SCENES)
    def fire_scene(self, scene):
        self.song.scenes[scene % len(self.song.scenes)].fire()

    @rule(track=TRACKS, quantized=st.booleans())
    def stop_track(self, track, quantized):
        self.song.tracks[track % len(self.song.tracks)].stop_all_clips(quantized)

    @rule(track=TRACKS, scene=SCENES)
    def put_or_delete(self, track, scene):
        slot = self.slot(track, scene)
        if slot.has_clip:
            slot.delete_clip()
        elif slot.canonical_parent.has_midi_input:
            slot.create_clip(2.0)

    @rule(track=TRACKS)
    def arm(self, track):
        chosen = self.song.tracks[track % len(self.song.tracks)]
        chosen.arm = not chosen.arm

    @rule(scene=SCENES)
    def move_scenes(self, scene):
        if len(self.song.scenes) > 8:
            self.song.delete_scene(scene)
        else:
            self.song.create_scene(scene)

    @rule(track=TRACKS)
    def move_tracks(self, track):
        if len(self.song.tracks) > 4:
            self.song.delete_track(track % len(self.song.tracks))
        else:
            self.song.duplicate_track(track % len(self.song.tracks))

    @rule(seconds=st.sampled_from((0.01, 0.013, 0.5, 1.7, 3.0)))
    def wait(self, seconds):
        self.stage.simulator.advance(seconds)

    @rule(call=st.sampled_from(("start_playing", "stop_playing", "continue_playing", "undo", "redo", "stop_all_clips")))
    def drive(self, call):
        getattr(self.song, call)()

    @rule()
    def back_to_the_arrangement(self):
        self.song.back_to_arranger = False

    @rule(tempo=st.sampled_from((60.0, 120.0, 173.3)), beats=st.sampled_from((-2.0, 0.7, 5.0)))
    def drift(self, tempo, beats):
        self.song.tempo = tempo
        self.song.jump_by(beats)

    @invariant()
    def a_track_plays_the_clip_that_its_index_says(self):
        for track in self.song.tracks:
            playing = [index for index, slot in enumerate(track.clip_slots) if slot.has_clip and slot.clip.is_playing]
            index = track.playing_slot_index
            assert LOWEST_PLAYING <= index < len(track.clip_slots)
            assert playing == ([index] if index >= 0 else [])

    @invariant()
    def a_fired_slot_is_triggered_and_no_other(self):
        for track in self.song.tracks:
            fired = track.fired_slot_index
            assert LOWEST_FIRED <= fired < len(track.clip_slots)
            assert [index for index, slot in enumerate(track.clip_slots) if slot.is_triggered] == (
                [fired] if fired >= 0 else []
            )

    @invariant()
    def positions_are_inside_the_clips(self):
        for track in self.song.tracks:
            for slot in track.clip_slots:
                if slot.has_clip and slot.clip.is_playing and not slot.clip.is_recording:
                    clip = slot.clip
                    assert (
                        clip.start_marker - 1e-6 <= clip.playing_position <= max(clip.loop_end, clip.end_marker) + 1e-6
                    )

    @invariant()
    def the_arrangement_is_left_when_a_track_left_it(self):
        away = any(track.playing_slot_index != -1 for track in self.song.tracks)
        assert self.song.back_to_arranger == away

    @invariant()
    def the_position_is_in_the_song(self):
        assert self.song.current_song_time >= 0.0


TestSessionMachine = SessionMachine.TestCase
TestSessionMachine.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
