"""An empty slot can be listened to; what comes to a place, or leaves it, is noticed however it comes or goes."""
import pytest


@pytest.mark.parametrize("ask", [("/live/clip/start_listen/name", 1, 3), ("/live/clip/1/3/start_listen/name",)])
def test_an_empty_slot_can_be_listened_to_and_is_heard_when_a_clip_comes(studio, ask):
    assert studio.send(*ask) == []
    assert studio.query("/live/api/get/listeners")[3] is False
    studio.song.tracks[1].clip_slots[3].create_clip(4.0)
    studio.advance()
    ((_, told),) = studio.received()
    assert told[-1] == ""
    studio.send("/live/clip/stop_listen/name", 1, 3)
    studio.song.tracks[1].clip_slots[3].delete_clip()
    studio.send(ask[0].replace("start_", "stop_"), *ask[1:])
    assert not studio.engine.subscriptions.watches and not studio.engine.subscriptions.anchors.by_place


def test_what_cannot_be_there_at_all_is_refused_as_ever(studio):
    for ids, sentence in (((9, 0), "track_id 9: there are 4"), ((1, 99), "clip_id 99: there are 8")):
        (address, values), = studio.send("/live/clip/start_listen/name", *ids)
        assert (address, values[1]) == ("/live/error", sentence)
    assert not studio.engine.subscriptions.watches

def test_a_device_deleted_hands_its_position_to_the_next(studio):
    track = studio.song.tracks[2]
    studio.send("/live/device/start_listen/name", 2, 0)
    track.delete_device(0)
    studio.advance()
    assert studio.received() == [("/live/device/get/name", (2, 0, "Compressor"))]
    track.delete_device(0)
    studio.advance()
    assert studio.received() == []
    track.insert_device("Reverb")
    studio.advance()
    assert studio.received() == [("/live/device/get/name", (2, 0, "Reverb"))]


def test_a_clip_that_takes_the_place_of_another_is_heard_from_then_on(live):
    first, second = live.song.tracks[0].clip_slots[0], live.song.tracks[0].clip_slots[1]
    for slot, name in ((first, "old"), (second, "new")):
        slot.create_clip(4.0)
        slot.clip.name = name
    live.send("/live/clip/start_listen/name", 0, 0)
    second.duplicate_clip_to(first)
    live.advance()
    assert live.received() == [("/live/clip/get/name", (0, 0, "new"))]
    first.clip.name = "newer"
    assert live.received() == [("/live/clip/get/name", (0, 0, "newer"))]


@pytest.mark.parametrize("refilled", [True, False])
def test_an_object_that_dies_without_a_word_is_no_error_where_it_is_polled(live, refilled, monkeypatch):
    slot = live.song.tracks[0].clip_slots[0]
    slot.create_clip(4.0)
    assert live.send("/live/clip/start_listen/length", 0, 0) == [("/live/clip/get/length", (0, 0, 4.0))]
    warnings = []
    monkeypatch.setattr(live.engine.subscriptions, "log", lambda *given: warnings.append(given))
    with monkeypatch.context() as silence:
        silence.setattr("simulator.behaviour.clip_slot.ClipSlotBehaviour.notify", lambda self, name: None)
        slot.delete_clip()
        if refilled:
            slot.create_clip(8.0)
    live.advance(0.3)
    assert live.received() == [("/live/clip/get/length", (0, 0, 8.0))] * refilled
    assert warnings == []
