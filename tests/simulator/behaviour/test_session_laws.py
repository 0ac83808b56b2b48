"""Whatever is fired, stopped, deleted, moved and undone: the session's figures agree with each other."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from simulator.behaviour.follow_actions import FollowAction

from .conftest import Rehearsal

TRACKS = st.integers(0, 4)
SCENES = st.integers(0, 5)
CALLS = ("start_playing", "stop_playing", "continue_playing", "undo", "redo", "stop_all_clips", "re_enable_automation",
         "trigger_session_record", "capture_midi")
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

    @rule(track=TRACKS, scene=SCENES, state=st.booleans())
    def hold(self, track, scene, state):
        self.slot(track, scene).set_fire_button_state(state)

    @rule(track=TRACKS, scene=SCENES, mode=st.integers(0, 3), legato=st.booleans(), quantization=st.integers(0, 14))
    def set_launching(self, track, scene, mode, legato, quantization):
        clip = self.slot(track, scene).clip
        if clip is not None:
            clip.launch_mode, clip.legato, clip.launch_quantization = mode, legato, quantization

    @rule(track=TRACKS, scene=SCENES, actions=st.tuples(st.integers(0, 9), st.integers(0, 9)),
          time=st.sampled_from((0.1, 1.0, 2.5)), linked=st.booleans())
    def let_follow(self, track, scene, actions, time, linked):
        slot = self.slot(track, scene)
        action = FollowAction(actions, chances=(50.0, 50.0), jumps=(0, 2), time=time, linked=linked)
        for owner in (slot.clip, self.song.scenes[scene % len(self.song.scenes)]):
            if owner is not None:
                self.stage.unwrap(owner).values["follow_action"] = action

    @rule(track=TRACKS, scene=SCENES, start=st.sampled_from((0.0, 0.5)), value=st.sampled_from((0.0, 0.3, 1.0)))
    def automate(self, track, scene, start, value):
        slot = self.slot(track, scene)
        volume = slot.canonical_parent.mixer_device.volume
        if slot.has_clip:
            envelope = slot.clip.automation_envelope(volume) or slot.clip.create_automation_envelope(volume)
            envelope.insert_step(start, 1.0, value)

    @rule(track=TRACKS, value=st.sampled_from((0.1, 0.9)))
    def move_fader(self, track, value):
        self.song.tracks[track % len(self.song.tracks)].mixer_device.volume.value = value

    @rule(name=st.sampled_from(("session_record", "session_automation_record", "record_mode", "arrangement_overdub")))
    def switch(self, name):
        setattr(self.song, name, not getattr(self.song, name))

    @rule(velocity=st.integers(0, 127))
    def play_key(self, velocity):
        self.stage.simulator.send_midi(bytes([0x90, 60, velocity]))

    @rule(track=TRACKS, place=st.integers(0, 5))
    def fire_in_the_arrangement(self, track, place):
        clips = self.song.tracks[track % len(self.song.tracks)].arrangement_clips
        if len(clips):
            clips[place % len(clips)].fire()

    @rule(track=TRACKS, scene=SCENES)
    def put_or_delete(self, track, scene):
        slot = self.slot(track, scene)
        if slot.has_clip:
            slot.delete_clip()
        elif slot.canonical_parent.has_midi_input:
            slot.create_clip(2.0)

    @rule(track=TRACKS, start=st.sampled_from((0.0, 0.5, 2.0)), length=st.sampled_from((0.3, 1.0, 4.0)))
    def put_into_the_arrangement(self, track, start, length):
        chosen = self.song.tracks[track % len(self.song.tracks)]
        if chosen.has_midi_input:
            chosen.create_midi_clip(start, length)

    @rule(track=TRACKS, place=st.integers(0, 5))
    def delete_from_the_arrangement(self, track, place):
        chosen = self.song.tracks[track % len(self.song.tracks)]
        if len(chosen.arrangement_clips):
            chosen.delete_clip(chosen.arrangement_clips[place % len(chosen.arrangement_clips)])

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

    @rule(call=st.sampled_from(CALLS))
    def drive(self, call):
        getattr(self.song, call)()

    @rule()
    def back_to_the_arrangement(self):
        self.song.back_to_arranger = False

    @rule(mode=st.sampled_from((0, 1)))
    def capture_scene(self, mode):
        if len(self.song.scenes) < 9:
            self.song.capture_and_insert_scene(mode)

    @rule(track=TRACKS, scene=SCENES, beats=st.sampled_from((-0.5, 0.3)), change=st.integers(0, 3))
    def change_clip(self, track, scene, beats, change):
        clip = self.slot(track, scene).clip
        if clip is None or clip.is_recording and change:
            return
        if change == 0:
            clip.move_playing_pos(max(beats, 0.0))
        elif change == 1:
            clip.loop_end += abs(beats)
        elif change == 2:
            clip.looping = not clip.looping
        elif clip.is_audio_clip:
            clip.warping = not clip.warping

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
    def clips_of_the_arrangement_stand_in_order_and_apart(self):
        for track in self.song.tracks:
            ends = [place for clip in track.arrangement_clips for place in (clip.start_time, clip.end_time)]
            assert ends == sorted(ends)
            if track.playing_slot_index != -1:
                assert not any(clip.is_playing for clip in track.arrangement_clips)

    @invariant()
    def audio_clips_have_a_file_and_markers(self):
        for track in self.song.tracks:
            session = [slot.clip for slot in track.clip_slots if slot.has_clip]
            for clip in session + list(track.arrangement_clips):
                assert clip.start_marker < clip.end_marker
                if clip.is_audio_clip:
                    assert clip.file_path and clip.sample_length > 0 and len(clip.warp_markers) >= 2

    @invariant()
    def what_is_overridden_can_be_enabled_again(self):
        self.stage.unwrap(self.song).automation.refresh()
        parameters = [track.mixer_device.volume for track in self.song.tracks]
        parameters.append(self.song.master_track.mixer_device.song_tempo)
        states = [parameter.automation_state for parameter in parameters]
        assert self.song.re_enable_automation_enabled is (2 in states)

    @invariant()
    def meters_stay_in_their_range(self):
        for track in list(self.song.tracks) + [self.song.master_track]:
            assert 0.0 <= track.output_meter_level <= 1.0 and 0.0 <= track.input_meter_level <= 1.0

    @invariant()
    def the_position_is_in_the_song(self):
        assert self.song.current_song_time >= 0.0


TestSessionMachine = SessionMachine.TestCase
TestSessionMachine.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
