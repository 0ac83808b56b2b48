"""`/live/song/beat`: what AbletonOSC promises to clients that never ask for it."""
import pytest

from tests.datagrams import message
from tests.running_script import RunningScript

SOURCE = ("127.0.0.1", 50000)
TABLET = ("192.168.1.7", 50000)
BEAT = "/live/song/beat"


@pytest.fixture
def playing(log_folder):
    """Live at 120 beats per minute with the setting `legacy_beat` as it comes; it plays once `play` is called."""
    running = RunningScript(log_folder, settings={"legacy_beat": True})
    yield running
    running.close()
    assert not running.host.errors


def play(running, beats):
    """What was sent while so many beats passed."""
    running.song.start_playing()
    running.advance(0.02)
    running.advance(beats * 0.5)
    return running.received_by_all()


def test_every_beat_is_sent_once_to_the_reply_port_of_each_ip_heard_lately(playing):
    for client in (SOURCE, ("127.0.0.1", 50001), TABLET):
        playing.deliver(message("/live/test"), client)
    playing.advance()
    playing.received()
    sent = play(playing, 3)
    beats = sorted({values for _, _, values in sent})
    assert beats[:3] == [(0,), (1,), (2,)]
    assert all(type(values[0]) is int for values in beats)
    assert sorted(sent) == sorted((receiver, BEAT, values) for values in beats
                                  for receiver in (("127.0.0.1", 11001), ("192.168.1.7", 11001)))


def test_nobody_gets_it_who_was_never_heard(playing):
    assert play(playing, 2) == []


def test_it_stops_with_the_song(playing):
    playing.send("/live/test")
    assert play(playing, 2)
    playing.song.stop_playing()
    playing.advance(0.1)
    playing.received()
    playing.advance(2)
    assert playing.received() == []


def test_it_is_sent_again_from_the_first_beat_when_the_song_starts_again(playing):
    playing.send("/live/test")
    first = [values for _, _, values in play(playing, 1)]
    playing.song.stop_playing()
    playing.advance(0.1)
    playing.song.current_song_time = 0.0
    playing.advance(0.1)
    playing.received()
    assert [values for _, _, values in play(playing, 1)] == first


def test_a_peer_that_registered_a_port_gets_none(playing):
    playing.deliver(message("/live/api/register_listener", 9001), TABLET)
    playing.advance()
    playing.received()
    assert play(playing, 2) == []


def test_a_peer_that_asked_for_beat_gets_it_once_as_asked(playing):
    playing.deliver(message("/live/song/start_listen/beat"), TABLET)
    playing.advance()
    playing.received()
    sent = play(playing, 2)
    assert sent
    assert {address for _, address, _ in sent} == {"/live/song/get/beat"}
    assert len(sent) == len({values for _, _, values in sent})


def test_a_peer_that_was_silent_for_more_than_ten_minutes_gets_none(playing):
    playing.deliver(message("/live/test"), TABLET)
    playing.advance(590)
    playing.received()
    assert play(playing, 2)
    playing.advance(20)
    playing.received()
    assert play(playing, 2) == []


def test_it_can_be_switched_off(live):
    live.send("/live/test")
    assert play(live, 3) == []


def test_it_leaves_no_listener_behind(playing):
    song = playing.simulator.live_song
    assert song.listeners["current_song_time"]
    playing.host.disconnect()
    assert not song.listeners["current_song_time"]


def test_a_reload_in_the_middle_of_a_beat_does_not_send_the_beat_again(playing):
    playing.send("/live/test")
    play(playing, 1.3)
    playing.deliver(message("/live/api/reload"))
    playing.advance(0.1)
    assert playing.simulator.status_bar[-1] == "AbletonOSC: Reloaded code"
    assert [values for _, address, values in playing.received_by_all() if address == BEAT] == []
