"""The picture of the simulated Live: exact lines for exact states."""
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import Simulator
from simulator.view import Screen, draw, look
from simulator.view.look import Cell, Look, Strip
from simulator.view.picture import columns_of, fit
from simulator.view.traffic import read_messages


def strip(name, cells=(), switches="", volume="0.0 dB", meter=0.0, is_selected=False):
    return Strip(name, tuple(cells), switches, volume, meter, is_selected)


SEEN = Look("Live 12.2.5  Song", "playing 1.1.1  120.00 bpm  4/4  loop", ("Intro", "2"), 1,
            (strip("Drums", (Cell("playing", "Beat"), Cell("empty", "")), "R", "-6.0 dB", 0.5, True),
             strip("2-Bass", (Cell("triggered", ""), Cell("clip", "A very long name")), "MS"),
             strip("Main")), ("> /live/test", '< /live/test "ok"'))


def test_the_picture_shows_grid_mixer_transport_and_messages():
    assert [line.rstrip() for line in draw(SEEN, 46, 12)] == [
        "Live 12.2.5  Song",
        "playing 1.1.1  120.00 bpm  4/4  loop",
        "            ▸Drums    2-Bass    Main",
        " Intro      ▶ Beat    ▷",
        "▸2          ·         ■ A very…",
        " mixer      R         MS        -",
        "            -6.0 dB   0.0 dB    0.0 dB",
        "            ████",
        "-- OSC ---------------------------------------",
        "> /live/test",
        '< /live/test "ok"',
        ""]


def test_a_plain_terminal_gets_plain_signs():
    lines = draw(SEEN, 46, 12, "ascii")
    assert lines[3].rstrip() == " Intro      > Beat    *" and lines[4].rstrip() == ">2          .         # A very~"
    assert all(ord(character) < 128 for line in lines for character in line)


def test_of_many_tracks_those_around_the_selected_one_are_shown():
    strips = tuple(strip(str(number), is_selected=number == 50) for number in range(100))
    lines = draw(SEEN._replace(strips=strips), 80, 24)
    assert lines[2].split() == ["47", "48", "49", "▸50", "51", "52"] and lines[0].rstrip().endswith("6 of 100 tracks")


def test_the_oldest_messages_go_first():
    seen = SEEN._replace(messages=tuple(str(number) for number in range(100)))
    assert [line.strip() for line in draw(seen, 80, 24)[-3:]] == ["97", "98", "99"]


@pytest.mark.parametrize(
    "text, width, fitted",
    [
        ("abc", 5, "abc  "),
        ("abcdef", 4, "abc…"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日… "),
        ("a\x1b[2Jb", 6, "a [2Jb"),
        ("e\u0301a", 3, "e\u0301a "),
        ("", 2, "  "),
    ],
)
def test_a_text_takes_exactly_its_columns_and_no_escape_reaches_the_terminal(text, width, fitted):
    assert fit(text, width, "…") == fitted and columns_of(fitted) == width


TEXTS = st.text(max_size=20)
CELLS = st.builds(Cell, st.sampled_from(["empty", "clip", "triggered", "playing", "recording"]), TEXTS)
LOOKS = st.builds(
    Look,
    TEXTS,
    TEXTS,
    st.lists(TEXTS, min_size=1, max_size=20).map(tuple),
    st.just(0),
    st.lists(
        st.builds(
            Strip,
            TEXTS,
            st.lists(CELLS, max_size=20).map(tuple),
            st.sampled_from(["", "MSR"]),
            TEXTS,
            st.floats(0, 1),
            st.booleans(),
        ),
        max_size=12,
    ).map(tuple),
    st.lists(TEXTS, max_size=10).map(tuple),
)


@given(LOOKS, st.integers(20, 200), st.integers(8, 60))
def test_every_picture_fills_the_terminal_exactly(seen, width, height):
    lines = draw(seen, width, height)
    assert len(lines) == height and {columns_of(line) for line in lines} == {width}
    assert all(character.isprintable() for line in lines for character in line)


def test_the_state_of_a_real_simulator_is_seen():
    simulator = Simulator("12.2.5")
    song = simulator.song
    clip = song.tracks[0].clip_slots[1].create_clip(4.0)
    clip.name = "Riff"
    song.tracks[0].arm, song.tracks[1].mute, song.tracks[2].solo = True, True, True
    clip.fire()
    simulator.advance(1.01)
    seen = look(simulator, ["> /x"])
    assert seen.title == "Live 12.2.5  Untitled" and seen.transport == "playing 1.3.1  120.00 bpm  4/4"
    assert seen.strips[0].cells[1] == Cell("playing", "Riff") and seen.strips[0].cells[0].state == "empty"
    assert [strip.switches for strip in seen.strips[:4]] == ["R", "M", "S", ""] and seen.strips[-1].name == "Main"
    assert seen.scenes == tuple("12345678") and seen.messages == ("> /x",)
    simulator.close()


class Terminal(io.StringIO):
    encoding = "UTF-8"


def test_only_lines_that_changed_are_written_and_the_terminal_is_given_back():
    file = Terminal()
    screen = Screen(file)
    screen.show(["one ", "two "])
    assert re.findall(r"\x1b\[(\d+);1H", file.getvalue()) == ["1", "2"]
    file.truncate(0)
    file.seek(0)
    screen.show(["one ", "TWO "])
    assert file.getvalue() == "\x1b[2;1HTWO "
    file.truncate(0)
    file.seek(0)
    screen.show(["one ", "TWO "])
    assert file.getvalue() == ""
    screen.show(["1 ", "2 ", "3 "])
    assert re.findall(r"\x1b\[(\d+);1H", file.getvalue()) == ["1", "2", "3"]
    screen.close()
    assert file.getvalue().endswith("\x1b[?25h\x1b[?1049l")


@pytest.mark.parametrize("data, texts", [
    (b"/a\0\0,ifsTFN\0\0\0\0\x01\x3f\x80\0\0hi\0\0", ['/a 1 1 "hi" true false nil']),
    (b"#bundle\0\0\0\0\0\0\0\0\x01\0\0\0\x08/a\0\0,\0\0\0\0\0\0\x08/b\0\0,\0\0\0", ["/a", "/b"]),
    (b"/a\0\0,b\0\0\0\0\0\x01x\0\0\0", ["/a (b)"]), (b"hello", []), (b"", []), (b"/a\0\0,i\0\0", []),
    (b"#bundle\0", []), (b"/a\0\0", ["/a"])])
def test_datagrams_are_read_as_messages(data, texts):
    assert read_messages(data) == texts


@given(st.binary(max_size=60))
def test_any_datagram_is_read_or_passed_over(data):
    assert all(isinstance(text, str) for text in read_messages(data) + read_messages(b"#bundle\0" + bytes(8) + data)
               + read_messages(b"/a\0\0," + data))
