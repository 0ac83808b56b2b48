"""Time signatures that change in the arrangement: read from a Set, played, and written back."""
import gzip

import pytest

from simulator import Simulator
from simulator.als.archive import read_archive

# 4/4, from beat 8 on 3/4, from beat 14 on 7/8: 99 numerators for each denominator.
EVENTS = ((-63072000, 201), (8, 200), (14, 303))
CHANGES = ((0.0, 4, 4), (8.0, 3, 4), (14.0, 7, 8))
SET = """<?xml version="1.0" encoding="UTF-8"?><Ableton MinorVersion="12.0_12300" Creator="Ableton Live 12.3.2">
<LiveSet><Tracks/>
<MainTrack><AutomationEnvelopes><Envelopes><AutomationEnvelope Id="0"><EnvelopeTarget><PointeeId Value="10"/>
</EnvelopeTarget><Automation><Events>{}</Events><Kept Value="1"/></Automation></AutomationEnvelope></Envelopes>
</AutomationEnvelopes><DeviceChain><Mixer><TimeSignature><Manual Value="{}"/><AutomationTarget Id="10"/></TimeSignature>
</Mixer></DeviceChain></MainTrack></LiveSet></Ableton>"""


@pytest.fixture
def opened(tmp_path):
    running = []

    def open_set(path):
        running.append(Simulator("12.3.6"))
        running[-1].load_set(str(path))
        return running[-1]

    yield open_set
    for simulator in running:
        simulator.close()


@pytest.fixture
def make(tmp_path, opened):
    """Open a Set with these (time, number) as its signature's events."""
    def open_events(events, manual=201):
        rows = "".join('<EnumEvent Id="{}" Time="{}" Value="{}"/>'.format(index, *event)
                       for index, event in enumerate(events))
        path = tmp_path / "signatures.als"
        path.write_bytes(gzip.compress(SET.format(rows, manual).encode("utf-8")))
        return opened(path)
    return open_events


def written(simulator, path):
    simulator.save_set(str(path))
    main = read_archive(str(path)).root.find("LiveSet/MainTrack")
    target = main.get("DeviceChain/Mixer/TimeSignature/AutomationTarget@Id")
    envelopes = [each for each in main.find("AutomationEnvelopes/Envelopes")
                 if each.get("EnvelopeTarget/PointeeId") == target]
    return [(float(event.attributes["Time"]), int(event.attributes["Value"])) for envelope in envelopes
            for event in envelope.find("Automation/Events")]


def test_changes_are_read_and_played(make):
    simulator = make(EVENTS, manual=303)
    song = simulator.song
    assert simulator.unwrap(song).values["signature_changes"] == CHANGES
    assert (song.signature_numerator, song.signature_denominator) == (4, 4)
    song.start_playing()
    simulator.advance(4.6)
    assert (song.signature_numerator, song.signature_denominator) == (3, 4)
    simulator.advance(3.0)
    assert (song.signature_numerator, song.signature_denominator) == (7, 8)
    assert not [line for line in simulator.log if "nvelope" in line]


@pytest.mark.parametrize("place", [0.0, 9.0])
def test_changes_are_written_back_wherever_the_playhead_is(make, opened, tmp_path, place):
    simulator = make(EVENTS)
    simulator.song.current_song_time = place
    simulator.advance(0.1)
    assert written(simulator, tmp_path / "again.als") == [(float(time), value) for time, value in EVENTS]
    again = opened(tmp_path / "again.als")
    assert again.unwrap(again.song).values["signature_changes"] == CHANGES
    assert again.song.signature_numerator == (3 if place else 4)


def test_changes_of_the_simulators_own_find_their_place_in_a_new_set(opened, tmp_path):
    first = Simulator("12.3.6")
    first.unwrap(first.song).signatures.take(CHANGES)
    assert written(first, tmp_path / "new.als") == [(float(time), value) for time, value in EVENTS]
    first.close()
    second = opened(tmp_path / "new.als")
    assert second.unwrap(second.song).values["signature_changes"] == CHANGES


def test_one_signature_for_the_whole_song_is_the_one_that_was_set_last(make, tmp_path):
    simulator = make(EVENTS[:1])
    assert simulator.unwrap(simulator.song).values["signature_changes"] == ()
    simulator.song.signature_numerator = 3
    assert written(simulator, tmp_path / "again.als") == [(-63072000.0, 200)]


@pytest.mark.parametrize("wrong", [(8, 495), (8, -1), (8, "x"), ("x", 200), ("inf", 200), (1e9, 200)])
def test_an_event_that_is_none_leaves_the_set_with_its_first_signature(make, tmp_path, wrong):
    simulator = make((EVENTS[0], wrong))
    assert simulator.unwrap(simulator.song).values["signature_changes"] == ()
    assert simulator.song.signature_numerator == 4
    assert [line for line in simulator.log if "kept, and not simulated" in line]
    simulator.save_set(str(tmp_path / "again.als"))
    events = read_archive(str(tmp_path / "again.als")).root.find(
        "LiveSet/MainTrack/AutomationEnvelopes/Envelopes/AutomationEnvelope/Automation/Events")
    assert [each.attributes["Value"] for each in events] == ["201", str(wrong[1])]


def test_a_tempo_that_moves_is_written_as_it_came_wherever_the_playhead_is(make, opened, tmp_path):
    simulator = make(EVENTS)
    song = simulator.unwrap(simulator.song)
    tempo = song.values["master_track"].values["mixer_device"].values["song_tempo"]
    song.values["master_track"].add_envelope(tempo).store_events(((0.0, 90.0), (16.0, 180.0)))
    simulator.song.current_song_time = 8.0
    simulator.song.start_playing()
    simulator.advance(0.5)
    simulator.save_set(str(tmp_path / "again.als"))
    assert opened(tmp_path / "again.als").song.tempo < 160.0
    again = opened(tmp_path / "again.als")
    again.song.current_song_time = 0.0
    again.advance(0.1)
    again.song.start_playing()
    again.advance(0.02)
    assert again.song.tempo == pytest.approx(90.0, abs=0.5)


def automated(simulator, path):
    """A simulator's Set saved; (tempo, signature) that the file says beside their automation."""
    simulator.save_set(str(path))
    mixer = read_archive(str(path)).root.find("LiveSet/MainTrack/DeviceChain/Mixer")
    return mixer.get("Tempo/Manual"), mixer.get("TimeSignature/Manual")


def test_an_override_of_the_arrangements_tempo_and_signature_goes_with_the_set(make, opened, tmp_path):
    simulator = make(EVENTS)
    song = simulator.unwrap(simulator.song)
    tempo = song.values["master_track"].values["mixer_device"].values["song_tempo"]
    song.values["master_track"].add_envelope(tempo).store_events(((0.0, 90.0), (16.0, 180.0)))
    simulator.song.start_time = 8.0
    simulator.advance(0.1)
    simulator.song.tempo, simulator.song.signature_numerator = 133.5, 11
    assert (simulator.song.tempo, simulator.song.signature_numerator) == (133.5, 11)
    paths = [tmp_path / name for name in ("first.als", "second.als")]
    assert automated(simulator, paths[0]) == ("90", "201")
    again = opened(paths[0])
    again.song.start_playing()
    again.advance(0.02)
    assert (again.song.tempo, again.song.signature_numerator) == (pytest.approx(135.0, abs=0.5), 3)
    assert automated(again, paths[1]) == ("90", "201")
    first, second = (gzip.decompress(path.read_bytes()) for path in paths)
    assert first == second
