"""What no call takes is refused as Live refuses it, never by an error of the simulator's own."""

import random

import pytest

from simulator.errors import ArgumentError

from .conftest import Rehearsal

REFUSALS = (RuntimeError, ValueError, IndexError, OverflowError)
INTEGERS = (-2147483648, -1, 0, 1, 2, 3, 5, 8, 16, 60, 127, 128, 999, 2147483647)
NUMBERS = (-1e300, -1.0, 0.0, 0.25, 1.0, 4.0, 16.0, 1e300, float("inf"), float("-inf"), float("nan"))
TEXTS = ("", "x", "Session", "Reverb", "Major", "a.wav")
DEVICES = ("Simpler", "Looper", "EQ Eight", "Compressor", "Roar", "Shifter", "Hybrid Reverb", "Audio Effect Rack")
NO_NUMBER = "cannot convert float"


@pytest.mark.parametrize("quantization", [-1, 14, 99, 2147483647])
def test_firing_with_a_quantization_that_is_none_is_refused_in_lives_words(stage, song, quantization):
    clip = stage.clip()
    for slot in song.tracks[0].clip_slots[0], song.tracks[0].clip_slots[1]:
        with pytest.raises(RuntimeError, match="^Invalid quantization.$"):
            slot.fire(4.0, quantization)
    stage.tick()
    assert not clip.is_playing and not clip.is_triggered


NO_NUMBERS = [float("nan"), float("inf"), float("-inf")]
NOTE_FIELDS = ["start_time", "duration", "velocity", "probability", "velocity_deviation", "release_velocity"]


@pytest.mark.parametrize("number", NO_NUMBERS)
@pytest.mark.parametrize("name", NOTE_FIELDS)
def test_a_note_has_numbers_only(stage, name, number):
    clip = stage.clip()
    row = dict({"pitch": 60, "start_time": 0.0, "duration": 1.0}, **{name: number})
    with pytest.raises(RuntimeError, match="^{} must be a number".format(name)):
        clip.add_new_notes([stage.live.Clip.MidiNoteSpecification(**row)])
    clip.add_new_notes([stage.live.Clip.MidiNoteSpecification(60, 0.0, 1.0)])
    changed = clip.get_all_notes_extended()
    setattr(changed[0], name, number)
    with pytest.raises(RuntimeError, match="^{} must be a number".format(name)):
        clip.apply_note_modifications(changed)
    with pytest.raises(RuntimeError, match="^amount must be a number"):
        clip.quantize(5, number)
    clip.quantize(5, 1.0)
    assert [(note.start_time, note.duration) for note in clip.get_all_notes_extended()] == [(0.0, 1.0)]


@pytest.mark.parametrize("beats", [1e300, 1576801.0])
def test_nothing_is_longer_or_further_away_than_a_set_can_be(stage, song, beats):
    clip, track = stage.clip(), song.tracks[0]
    note = stage.live.Clip.MidiNoteSpecification
    calls = (
        lambda: track.clip_slots[1].create_clip(beats),
        lambda: track.clip_slots[1].fire(beats),
        lambda: track.create_midi_clip(beats, 4.0),
        lambda: track.create_midi_clip(0.0, beats),
        lambda: song.trigger_session_record(beats),
        lambda: setattr(clip, "loop_end", beats),
        lambda: setattr(clip, "position", beats),
        lambda: clip.add_new_notes([note(60, beats, 1.0)]),
        lambda: clip.add_new_notes([note(60, 0.0, beats)]),
        lambda: clip.duplicate_region(0.0, 1.0, beats),
    )
    for call in calls:
        with pytest.raises(RuntimeError, match="beats, got "):
            call()
    assert clip.length == 4.0 and not track.clip_slots[1].has_clip and len(track.arrangement_clips) == 0
    clip.loop_end = 1576800.0
    with pytest.raises(RuntimeError, match="^loop_end must be from -1576800 to 1576800 beats, got 3.1536e[+]06$"):
        clip.duplicate_loop()


class Wanderer:
    """Calls whatever there is in a Set, with whatever the types allow."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.stage = Rehearsal("12.4")
        song = self.stage.song
        for name in DEVICES:
            song.tracks[0 if name == "Simpler" else 2].insert_device(name)
        song.tracks[0].devices[0].replace_sample("a.wav")
        song.tracks[1].insert_device("Drum Rack").insert_chain().insert_device("Wavetable")
        song.tracks[0].clip_slots[0].create_clip(4.0)
        song.tracks[2].clip_slots[0].create_audio_clip("a.wav")
        song.tracks[1].create_midi_clip(0.0, 4.0)
        song.set_or_delete_cue()

    def objects(self):
        """Every object of the Set and of Live, by class."""
        found, waiting = {}, [self.stage.simulator.live_song, self.stage.simulator.live_application]
        seen = set(waiting)
        while waiting:
            owner = waiting.pop()
            found.setdefault(owner.class_name, []).append(owner)
            for value in list(owner.values.values()):
                for child in value if isinstance(value, (list, tuple)) else (value,):
                    if getattr(child, "live_ptr", None) and child.alive and child not in seen:
                        seen.add(child)
                        waiting.append(child)
        return found

    def argument(self, type_name, found):
        """Something of a type; None for types that need more care."""
        if "None" in type_name and self.random.random() < 0.2:
            return None
        if type_name.startswith(("int", "enum:")):
            return self.random.choice(INTEGERS)
        if type_name.startswith("float"):
            return self.random.choice(NUMBERS)
        if type_name.startswith("bool"):
            return self.random.random() < 0.5
        if type_name.startswith("str"):
            return self.random.choice(TEXTS)
        if type_name == "Iterable[int]":
            return [1, 2]
        if type_name == "WarpMarker":
            make = self.stage.simulator.live.Clip.WarpMarker
            return make(self.random.choice(NUMBERS), self.random.choice(NUMBERS))
        if type_name == "Iterable[MidiNoteSpecification]":
            make = self.stage.simulator.live.Clip.MidiNoteSpecification
            return (make(self.random.choice(INTEGERS), self.random.choice(NUMBERS), self.random.choice(NUMBERS)),)
        kinds = [name for name in type_name.replace(" ", "").split("|") if name in found]
        return self.stage.simulator.wrap(self.random.choice(found[kinds[0]])) if kinds else None

    def step(self):
        """One call or one setting; returns what it was."""
        found = self.objects()
        target = self.random.choice(found[self.random.choice(sorted(found))])
        handle = self.stage.simulator.wrap(target)
        methods, properties = sorted(target.schema.methods), sorted(target.properties)
        name = self.random.choice(methods if methods and self.random.random() < 0.6 else properties)
        told = [target.class_name, name]
        try:
            if name in target.schema.methods:
                given = [self.argument(each.type, found) for each in target.schema.methods[name].arguments]
                told += given
                getattr(handle, name)(*given)
            else:
                getattr(handle, name)
                told.append(self.argument(target.properties[name].type, found))
                setattr(handle, name, told[-1])
        except REFUSALS as error:
            assert NO_NUMBER not in str(error), told
        except ArgumentError:
            told.append("refused by its type")
        except TypeError as error:
            assert "No registered converter" in str(error), told
        except AttributeError as error:
            # Read-only properties, what this Live lacks, and selected_slice without a sample.
            assert "has no setter" in str(error) or "has no attribute" in str(error), told
        if self.random.random() < 0.3:
            self.stage.simulator.advance(self.random.choice((0.01, 0.1, 0.5)))
        return told


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_called_only_lives_own_refusals_come(seed):
    wanderer = Wanderer(seed)
    for _ in range(150):
        wanderer.step()
    wanderer.stage.simulator.close()
