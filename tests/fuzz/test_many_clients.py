"""Many clients with many subscriptions each, while tracks are shuffled: each sees exactly its own."""

import random

from AbletonOSC.osc import packet
from tests.fuzz.model import EVERY, Client, Question, read_push
from tests.fuzz.rows import ROWS
from tests.running_script import RunningScript

CLIENTS = [("10.0.0.%d" % number, 9000 + number) for number in range(1, 9)]
LONG, SHORT = (60, 16, 2000), (12, 8, 200)
"""Tracks, scenes, and the subscriptions that each client has at least."""
PROPERTIES = ("track/name", "track/mute", "track/volume", "clip_slot/has_clip", "clip/name")
BY_NAME = {row.name: row for row in ROWS}


def questions_of(number, tracks, scenes):
    """What one client asks for: `*` in the even ones, every place by itself in the odd ones."""
    if number % 2 == 0:
        return [Question(BY_NAME[name], (EVERY,) * BY_NAME[name].ids, False) for name in PROPERTIES]
    return [
        Question(BY_NAME[name], ids, number % 4 == 1)
        for name in PROPERTIES
        for ids in (
            [(track,) for track in range(tracks)]
            if BY_NAME[name].ids == 1
            else [(track, scene) for track in range(tracks) for scene in range(scenes)]
        )
    ]


def pump(running, models):
    """Let ticks pass, and note who was told what."""
    running.advance(0.3)
    while running.engine.intake.work or len(running.engine.intake.inbox) or running.engine.subscriptions.unsettled:
        running.advance(0.05)
    running.advance(0.05)
    for data, receiver in running.transport.take():
        address, arguments = packet.decode(data)
        push = read_push(address, arguments)
        if push is not None:
            question, values = push
            assert models[receiver].is_subscribed(question), f"{receiver} is told of {question}"
            models[receiver].known[question] = values


def test_eight_clients_with_two_thousand_subscriptions_each_see_exactly_their_own(log_folder, fuzz_seconds):
    tracks, scenes, each = LONG if fuzz_seconds else SHORT
    running = RunningScript(log_folder)
    try:
        song = running.song
        while len(song.tracks) < tracks:
            song.create_midi_track(-1)
        while len(song.scenes) < scenes:
            song.create_scene(-1)
        for track in song.tracks[:tracks]:
            for slot in list(track.clip_slots)[:scenes]:
                if not slot.has_clip and not track.has_audio_input:
                    slot.create_clip(4.0)
        pump(running, {})
        models = {client: Client() for client in CLIENTS}
        for number, client in enumerate(CLIENTS):
            running.deliver(packet.encode_message("/live/api/register_listener", (client[1],)), client)
            for question in questions_of(number, tracks, scenes):
                models[client].listen(question, song)
                address, *arguments = question.message("start_listen")
                running.deliver(packet.encode_message(address, arguments), client)
            pump(running, models)
        counts = {}
        for _, subscriber in running.engine.subscriptions.all():
            counts[subscriber.peer] = counts.get(subscriber.peer, 0) + 1
        assert min(counts[client] for client in CLIENTS) >= each
        numbers = random.Random(5)
        for _ in range(3):
            song.delete_track(numbers.randrange(len(song.tracks)))
            song.create_midi_track(numbers.randrange(len(song.tracks)))
            song.duplicate_track(numbers.randrange(tracks // 2))
            song.tracks[numbers.randrange(tracks)].name = "moved"
            song.tracks[numbers.randrange(tracks)].mute = True
            pump(running, models)
            for client, model in models.items():
                subscribed = model.subscribed(song)
                assert {question: model.known.get(question) for question in subscribed} == subscribed
                model.known = {question: value for question, value in model.known.items() if question in subscribed}
        assert not running.host.errors
    finally:
        running.close()
