"""At the default level the log costs nothing per message, and a flood of mistakes only a line now and then."""

from pathlib import Path

from AbletonOSC.osc import packet


def log_size(live):
    return sum(path.stat().st_size for path in Path(live.log_folder).iterdir())


def test_messages_that_are_understood_write_nothing(live):
    before = log_size(live)
    for _ in range(200):
        live.deliver(packet.encode_message("/live/song/get/tempo"))
        live.deliver(packet.encode_message("/live/track/start_listen/volume", ("*",)))
    live.advance(0.5)
    assert log_size(live) == before


def test_a_flood_of_mistakes_writes_a_line_now_and_then(live):
    before = log_size(live)
    for number in range(500):
        live.deliver(packet.encode_message("/live/track/get/name", (1000 + number, "x" * 5000)))
        live.deliver(packet.encode_message(f"/live/nothing/{number}"))
        live.deliver(b"noise")
    live.advance(2)
    assert 0 < log_size(live) - before < 2000
