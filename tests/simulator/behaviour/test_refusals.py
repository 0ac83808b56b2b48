"""Numbers that no call takes are refused as Live refuses them, never by an error of the simulator's own."""

import pytest


@pytest.mark.parametrize("quantization", [-1, 14, 99, 2147483647])
def test_firing_with_a_quantization_that_is_none_is_refused_in_lives_words(stage, song, quantization):
    clip = stage.clip()
    for slot in song.tracks[0].clip_slots[0], song.tracks[0].clip_slots[1]:
        with pytest.raises(RuntimeError, match="^Invalid quantization.$"):
            slot.fire(4.0, quantization)
    stage.tick()
    assert not clip.is_playing and not clip.is_triggered
