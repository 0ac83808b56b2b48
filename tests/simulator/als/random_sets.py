"""Random Sets, built through the simulated Live as a user would: each step is a word and the numbers that it needs."""
from hypothesis import strategies as st

from simulator.behaviour.device_catalogue import CATALOGUE
from simulator.behaviour.groove import add_groove
from simulator.behaviour.notes import SHORTEST
from simulator.behaviour.song_tracks import group_tracks
from simulator.behaviour.tunings import TUNINGS, load_tuning

# XML carries no control characters but these, and no halves of characters.
TEXTS = st.text(
    st.one_of(st.characters(blacklist_categories=("Cc", "Cs")), st.sampled_from("\n\t\r<>&\"'é𝄞")), max_size=12
)
UNIT = st.floats(0, 1, width=32)
BEATS = st.integers(0, 4096).map(lambda sixteenths: sixteenths / 64.0)
CHOICE = st.integers(0, 10 ** 6)
DEVICES = sorted(
    name for name, spec in CATALOGUE.items() if not spec.class_name.startswith(("Mx", "Plugin", "AuPlugin"))
)
NOTE = st.fixed_dictionaries({
    "pitch": st.integers(0, 127), "start_time": st.floats(-64, 64), "duration": st.floats(SHORTEST, 64),
    "velocity": st.floats(1, 127, width=32), "mute": st.booleans(), "probability": UNIT,
    "velocity_deviation": st.floats(-127, 127, width=32), "release_velocity": st.floats(0, 127, width=32)})


class Builder:
    """The steps. What Live refuses, for the numbers that were drawn, is simply not done."""

    def __init__(self, simulator):
        self.simulator = simulator
        self.song = simulator.song
        self.inner = simulator.live_song

    def take(self, step):
        word, number, unit, beats, text, extra = step
        try:
            getattr(self, word)(number, unit, beats, text, extra)
        except (RuntimeError, ValueError, IndexError):
            pass
        self.simulator.advance(0.02)

    def pick(self, things, number):
        if not len(things):
            raise IndexError("nothing to choose from")
        return things[number % len(things)]

    def track(self, number):
        return self.pick(list(self.song.tracks) + list(self.song.return_tracks) + [self.song.master_track], number)

    def clip(self, number, audio=False):
        clips = [slot.clip for track in self.song.tracks for slot in track.clip_slots if slot.has_clip]
        clips += [clip for track in self.song.tracks if track.can_be_armed for clip in track.arrangement_clips]
        return self.pick([clip for clip in clips if clip.is_audio_clip or not audio], number) if clips else None

    def device(self, number):
        found, rows = [], list(self.song.tracks) + list(self.song.return_tracks)
        while rows:
            for device in rows.pop().devices:
                found.append(device)
                rows += list(device.chains) if device.can_have_chains else []
        return self.pick(found, number)

    # What is selected and shown

    def select(self, number, unit, beats, text, extra):
        view, kind, index = self.song.view, number % 7, number // 7
        if kind == 0:
            view.selected_track, view.selected_scene = self.track(index), self.pick(self.song.scenes, index)
        elif kind == 1:
            view.select_device(self.device(index), extra)
        elif kind == 2:
            view.detail_clip = self.clip(index)
        elif kind == 3:
            view.follow_song, view.mod_mapping_device = extra, self.device(index)
        elif kind == 4:
            self.track(index).view.device_insert_mode = extra
        else:
            self.select_inside(self.device(index), index, kind == 5)

    def select_inside(self, rack, number, pads):
        if not rack.can_have_chains:
            self.device(number).view.is_collapsed = True
        elif pads and rack.can_have_drum_pads:
            rack.view.selected_drum_pad = self.pick(rack.drum_pads, number)
        else:
            rack.view.selected_chain = self.pick(list(rack.chains) + list(rack.return_chains), number)
            self.song.view.selected_chain = rack.view.selected_chain

    # Tracks

    def add_track(self, number, unit, beats, text, extra):
        self.pick((lambda: self.song.create_midi_track(-1), lambda: self.song.create_audio_track(0),
                   self.song.create_return_track, lambda: self.song.duplicate_track(number % len(self.song.tracks))),
                  number)()

    def group(self, number, unit, beats, text, extra):
        tracks = self.inner.values["tracks"]
        first = number % len(tracks)
        group_tracks(self.inner, tracks[first:first + 2]).values["fold_state"] = extra

    def name_track(self, number, unit, beats, text, extra):
        track = self.track(number)
        track.name, track.color_index = text, number % 70

    def mix(self, number, unit, beats, text, extra):
        track = self.track(number)
        mixer = track.mixer_device
        mixer.volume.value, mixer.panning.value = unit, unit * 2 - 1
        for send in mixer.sends:
            send.value = unit
        mixer.panning_mode = number % 2
        mixer.left_split_stereo.value = -unit
        track.mute, track.solo = extra, not extra
        mixer.crossfade_assign = number % 3
        track.current_monitoring_state, track.arm = number % 3, extra

    def route(self, number, unit, beats, text, extra):
        track = self.track(number)
        if extra:
            track.output_routing_type = self.pick(track.available_output_routing_types, number)
            track.output_routing_channel = self.pick(track.available_output_routing_channels, number)
        else:
            track.input_routing_type = self.pick(track.available_input_routing_types, number)
            track.input_routing_channel = self.pick(track.available_input_routing_channels, number)

    # The Set

    def tune_song(self, number, unit, beats, text, extra):
        song = self.song
        song.tempo, song.groove_amount = 20.0 + unit * 979.0, unit * 1.3125
        song.signature_numerator, song.signature_denominator = number % 99 + 1, self.pick((1, 2, 4, 8, 16), number)
        song.scale_name, song.root_note, song.scale_mode = (
            self.pick(("Major", "Minor", "Messiaen 7"), number),
            number % 12,
            extra,
        )
        song.loop_start, song.loop_length, song.loop = beats, 4.0, extra
        song.punch_in, song.session_automation_record, song.arrangement_overdub = extra, extra, not extra
        song.clip_trigger_quantization, song.midi_recording_quantization = number % 14, number % 9
        song.master_track.mixer_device.crossfader.value = unit
        song.master_track.mixer_device.cue_volume.value = unit

    def add_cue(self, number, unit, beats, text, extra):
        self.song.current_song_time = beats
        self.simulator.advance(0.02)
        self.song.set_or_delete_cue()
        self.pick(self.song.cue_points, number).name = text

    def add_scene(self, number, unit, beats, text, extra):
        self.song.create_scene(number % len(self.song.scenes))
        scene = self.pick(self.song.scenes, number)
        scene.name, scene.color_index = text, number % 70 if extra else None
        if extra:
            scene.tempo = 20.0 + unit * 979.0
            scene.time_signature_numerator, scene.time_signature_denominator = (
                number % 99 + 1,
                self.pick((1, 2, 4, 8, 16), number),
            )

    def add_a_groove(self, number, unit, beats, text, extra):
        groove = self.simulator.wrap(add_groove(self.inner, text))
        groove.base, groove.timing_amount, groove.velocity_amount = number % 6, unit * 100, -unit * 100
        clip = self.clip(number)
        if clip is not None:
            clip.groove = groove

    # Clips

    def add_clip(self, number, unit, beats, text, extra):
        track = self.pick(self.song.tracks, number)
        slot = self.pick(track.clip_slots, number // 7)
        slot.has_stop_button = extra
        path = "/sounds/{}.wav".format(text.replace("/", "") or "x")
        midi = track.has_midi_input
        if extra and track.can_be_armed:
            clip = track.create_midi_clip(beats, unit * 8 + 0.25) if midi else track.create_audio_clip(path, beats)
        else:
            clip = slot.create_clip(unit * 8 + 0.25) if midi else slot.create_audio_clip(path)
        clip.name, clip.muted = text, extra

    def shape_clip(self, number, unit, beats, text, extra):
        clip = self.clip(number)
        if clip is None:
            return
        clip.color_index, clip.legato, clip.velocity_amount = number % 70, extra, unit
        clip.launch_mode, clip.launch_quantization = number % 4, number % 15
        clip.signature_numerator, clip.signature_denominator = number % 99 + 1, self.pick((1, 2, 4, 8, 16), number)
        clip.loop_end, clip.loop_start = beats + 2.3, beats + unit
        clip.end_marker, clip.start_marker = beats + 4 + unit, beats + unit / 3
        clip.looping = extra

    def shape_sound(self, number, unit, beats, text, extra):
        clip = self.clip(number, audio=True)
        if clip is not None:
            clip.gain, clip.pitch_coarse, clip.pitch_fine = unit, number % 97 - 48, unit * 50 - 25
            clip.warp_mode, clip.ram_mode, clip.warping = self.pick((0, 1, 2, 3, 4, 6), number), extra, extra

    def warp(self, number, unit, beats, text, extra):
        clip = self.clip(number, audio=True)
        if clip is not None:
            clip.add_warp_marker(self.simulator.live.Clip.WarpMarker(unit * 7.0 + 0.1, beats + 0.1))

    def show_clip(self, number, unit, beats, text, extra):
        clip = self.clip(number)
        if clip is not None:
            clip.view.grid_quantization = list(self.simulator.live.Clip.GridQuantization.values.values())[number % 10]
            clip.view.grid_is_triplet = extra

    def add_notes(self, number, unit, beats, text, extra):
        clip = self.clip(number)
        if clip is not None:
            clip.add_new_notes([self.simulator.live.Clip.MidiNoteSpecification(**note) for note in extra_notes(number)])

    def automate(self, number, unit, beats, text, extra):
        track = self.pick(self.song.tracks, number)
        clips = [slot.clip for slot in track.clip_slots if slot.has_clip]
        device = self.pick(track.devices, number)
        parameter = self.pick(device.parameters, number) if extra else track.mixer_device.volume
        envelope = self.pick(clips, number).create_automation_envelope(parameter)
        envelope.insert_step(beats, 1.0, parameter.min + unit * (parameter.max - parameter.min))

    # Devices

    def add_device(self, number, unit, beats, text, extra):
        owner = self.track(number)
        self.simulator.unwrap(owner).call_insert_device(self.pick(DEVICES, number), -1)

    def add_chain(self, number, unit, beats, text, extra):
        rack = self.simulator.unwrap(self.device(number))
        if not rack.values["can_have_chains"]:
            return
        chain = rack.call_insert_chain(-1)
        chain.set_color_index(number % 70)
        chain.set_name(text)
        chain.set_mute(extra)
        chain.values["mixer_device"].values["volume"].set_value(unit)
        chain.call_insert_device(self.pick(DEVICES, number // 3), -1)
        if "DrumChain" in chain.lineage:
            chain.set_in_note(number % 128)
            chain.set_choke_group(number % 17)

    def fill_simpler(self, number, unit, beats, text, extra):
        track = self.song.create_midi_track(-1)
        self.simulator.unwrap(track).call_insert_device("Simpler", -1)
        simpler = track.devices[0]
        simpler.replace_sample("/sounds/{}.wav".format(number))
        sample = simpler.sample
        simpler.playback_mode, simpler.retrigger, simpler.voices = number % 3, extra, self.pick((1, 3, 8, 32), number)
        sample.start_marker, sample.gain, sample.warping = int(beats), unit, extra
        sample.insert_slice(number % 44100 + 1)
        sample.slicing_style, sample.slicing_region_count = number % 4, number % 63 + 2
        simpler.warp_as(beats + 1.0)

    def duck(self, number, unit, beats, text, extra):
        track = self.track(number)
        compressor = self.simulator.wrap(self.simulator.unwrap(track).call_insert_device("Compressor", -1))
        compressor.input_routing_type = self.pick(compressor.available_input_routing_types, number // 3)
        compressor.input_routing_channel = self.pick(compressor.available_input_routing_channels, number)

    def record_looper(self, number, unit, beats, text, extra):
        track = self.song.tracks[0]
        looper = self.simulator.wrap(self.simulator.unwrap(track).call_insert_device("Looper", -1))
        looper.record_length_index, looper.overdub_after_record = number % 11, extra
        looper.record()
        self.simulator.advance(unit)
        looper.stop()
        # Looper starts the Set.
        self.song.stop_playing()

    def record_take(self, number, unit, beats, text, extra):
        song = self.song
        song.tempo = 60.0 + 200.0 * unit
        slots = [slot for track in song.tracks if track.can_be_armed for slot in track.clip_slots]
        slot = self.pick(slots, number)
        slot.canonical_parent.arm = extra
        slot.fire()
        song.record_mode = True
        self.simulator.advance(0.1 + unit)
        slot.fire()
        self.simulator.advance(0.1)
        song.stop_playing()
        self.simulator.advance(0.02)
        song.stop_all_clips(False)
        song.back_to_arranger = False
        self.simulator.advance(0.02)

    def automate_arrangement(self, number, unit, beats, text, extra):
        track = self.simulator.unwrap(self.track(number))
        parameter = track.values["mixer_device"].values["panning"]
        envelope = track.find_envelope(parameter) or track.add_envelope(parameter)
        envelope.call_insert_step(beats, 1.0 + unit, unit)

    def retune(self, number, unit, beats, text, extra):
        load_tuning(self.inner, self.pick(sorted(TUNINGS), number))
        self.song.tuning_system.name = text

    def keep_data(self, number, unit, beats, text, extra):
        self.pick((self.song, self.track(number)), number).set_data(text, [number, unit, extra, None, {text: text}])

    def turn(self, number, unit, beats, text, extra):
        device = self.device(number)
        device.name = text
        for parameter in device.parameters:
            parameter.value = parameter.min + unit * (parameter.max - parameter.min)
        if device.can_have_chains and extra:
            device.store_variation()
            device.add_macro()


def extra_notes(number):
    """Notes made of a number: of every pitch class, some over each other."""
    return [
        dict(
            pitch=(number + 7 * index) % 128,
            start_time=(number % 16 + index) / 3.0,
            duration=0.1 + index / 7.0,
            velocity=1.0 + number % 127,
            mute=bool(number % 2),
            probability=(number % 8) / 8.0,
            velocity_deviation=float(number % 255 - 127),
            release_velocity=float(number % 128),
        )
        for index in range(5)
    ]


WORDS = sorted(
    name
    for name in vars(Builder)
    if not name.startswith("_") and name not in ("take", "pick", "track", "clip", "device", "select_inside")
)
STEPS = st.lists(st.tuples(st.sampled_from(WORDS), CHOICE, UNIT, BEATS, TEXTS, st.booleans()), max_size=30)
