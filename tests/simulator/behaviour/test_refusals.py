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
