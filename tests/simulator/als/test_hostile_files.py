"""Files that are no Sets are refused in words, within bounded time and memory, and leave the open Set alone."""
import gzip
import os
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator import Simulator
from simulator.als import AlsError, archive, element, parser, read_set

SMALL = b'<?xml version="1.0"?><Ableton MinorVersion="12.0_1"><LiveSet><Tracks /></LiveSet></Ableton>'
BOMB = (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
        b"<Ableton><LiveSet><Tracks>&b;</Tracks></LiveSet></Ableton>")
FILE_ENTITY = b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><Ableton>&a;</Ableton>'
DAMAGED = {
    "empty": (b"", "neither compressed with gzip nor XML"),
    "text": (b"hello", "neither compressed with gzip nor XML"),
    "not packed, no declaration": (SMALL[SMALL.index(b"<Ableton"):], "neither compressed with gzip nor XML"),
    "not packed, cut": (SMALL[:-5], "XML is damaged"),
    "not packed, entity bomb": (BOMB, "document type or entities"),
    "not packed, deep": (b"<?xml version='1.0'?>" + b"<a>" * 100000, "nested deeper than"),
    "not packed, no Set": (b"\xef\xbb\xbf<html />", "its root is html"),
    "second part truncated": (gzip.compress(SMALL[:40]) + gzip.compress(SMALL[40:])[:-12], "ends too early"),
    "second part missing": (gzip.compress(SMALL[:40]), "XML is damaged"),
    "thousands of parts": (gzip.compress(b" ") * 3000, "more than 256 parts"),
    "truncated": (gzip.compress(SMALL)[:-12], "ends too early"),
    "only a header": (gzip.compress(SMALL)[:10], "ends too early"),
    "wrong checksum": (gzip.compress(SMALL)[:-8] + b"\0" * 8, "is no Live Set"),
    "nothing in it": (gzip.compress(b""), "XML is damaged"),
    "no XML": (gzip.compress(b"hello"), "XML is damaged"),
    "cut XML": (gzip.compress(SMALL[:-5]), "XML is damaged"),
    "other XML": (gzip.compress(b"<html />"), "its root is html"),
    "no Set": (gzip.compress(b"<Ableton />"), "is no Live Set: it holds no LiveSet"),
    "no tracks": (gzip.compress(b"<Ableton><LiveSet /></Ableton>"), "has no tracks"),
    "too old": (gzip.compress(SMALL.replace(b"12.0_1", b"8.2_1")), "a Set of Live 8: open and save it in Live 9"),
    "entity bomb": (gzip.compress(BOMB), "document type or entities"),
    "entity of a file": (gzip.compress(FILE_ENTITY), "document type or entities"),
    "zeros": (gzip.compress(bytes(1 << 20)), "XML is damaged"),
    "deep": (gzip.compress(b"<a>" * 100000), "nested deeper than"),
}


@pytest.fixture
def write(tmp_path):
    def write(data):
        path = tmp_path / "set.als"
        path.write_bytes(data)
        return str(path)
    return write


@pytest.mark.parametrize("name", sorted(DAMAGED))
def test_a_damaged_or_hostile_file_is_refused_in_words(write, name):
    data, reason = DAMAGED[name]
    with pytest.raises(AlsError, match=reason):
        read_set(write(data))


@pytest.mark.parametrize("data", [
    SMALL, b"\xef\xbb\xbf" + SMALL, SMALL.decode().encode("utf-16"), gzip.compress(SMALL.decode().encode("utf-16")),
    gzip.compress(SMALL[:40]) + gzip.compress(SMALL[40:]), gzip.compress(b"") + gzip.compress(SMALL),
    b"".join(gzip.compress(SMALL[place:place + 1]) for place in range(len(SMALL))),
    gzip.compress(SMALL) + b"\0" * 100, gzip.compress(SMALL) + b"\x1f",
], ids=["plain", "byte order mark", "plain UTF-16", "UTF-16", "two parts", "an empty part", "a part for each byte",
        "zeros behind", "a byte behind"])
def test_a_set_may_be_packed_in_parts_or_not_at_all(write, data):
    assert read_set(write(data)).root.find("LiveSet/Tracks") is not None


def test_a_set_that_is_not_packed_has_the_same_limit(write, monkeypatch):
    monkeypatch.setattr(archive, "MOST_BYTES", 1 << 16)
    with pytest.raises(AlsError, match="larger than"):
        read_set(write(SMALL.replace(b"<Tracks />", b"<Tracks />" + b" " * (1 << 17))))


def test_what_is_no_file_is_refused(tmp_path):
    for path in (str(tmp_path), str(tmp_path / "none.als"), os.devnull, "a\0b"):
        with pytest.raises(AlsError):
            read_set(path)


def test_a_text_longer_than_any_of_a_set_is_refused(write, monkeypatch):
    monkeypatch.setattr(parser, "LONGEST_TEXT", 1 << 20)
    for text in (b"a" * (2 << 20), b" " * (2 << 20), b"<![CDATA[" + b"a" * (2 << 20) + b"]]>"):
        with pytest.raises(AlsError, match="a text is longer than 1048576 characters"):
            read_set(write(gzip.compress(b"<Ableton><LiveSet><A>" + text + b"</A></LiveSet></Ableton>")))


def test_text_in_many_pieces_is_joined_once(monkeypatch):
    class Text(str):
        def __add__(self, other):
            raise AssertionError("text is copied for each piece")
        __radd__ = __iadd__ = __add__

    builder = parser.Builder()
    builder.start("A", [])
    for number in range(1000):
        builder.characters(Text(number % 10))
        builder.start("B", [])
        builder.characters(Text("\n"))
        builder.end("B")
    builder.end("A")
    assert builder.children[0].text == "0123456789" * 100


def test_pieces_of_text_count_as_parts(write, monkeypatch):
    monkeypatch.setattr(parser, "MOST_PARTS", 1000)
    data = b"<Ableton><LiveSet><A>" + b"x<!---->" * 2000 + b"</A></LiveSet></Ableton>"
    with pytest.raises(AlsError, match="more than"):
        read_set(write(gzip.compress(data)))


@pytest.mark.parametrize("text", ["a" * 200000, ("a" * 65535 + "\n ") * 3 + "a", " \n" * 40000 + "b", "a&amp;\n\n b"])
def test_a_long_text_is_read_whole(text):
    data = "<A><B>{}</B>\n<C>\n\t</C></A>".format(text).encode("utf-8")
    root = parser.parse(lambda: (data[start:start + 5000] for start in range(0, len(data), 5000))).root
    assert root.child("B").text == text.replace("&amp;", "&") and root.text == root.child("C").text == ""


def compressed(pieces):
    """gzip of many pieces, without ever having all of them in memory."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([compressor.compress(piece) for piece in pieces] + [compressor.flush()])


def test_more_bytes_than_a_set_can_have_are_refused_while_they_are_unpacked(write, monkeypatch):
    monkeypatch.setattr(archive, "MOST_BYTES", 4 << 20)
    path = write(compressed([b"<Ableton><LiveSet>"] + [b"<A>" + b" " * 65536 + b"</A>"] * 1000))
    with pytest.raises(AlsError, match="larger than 4194304 bytes"):
        read_set(path)


def test_more_elements_than_a_set_can_have_are_refused(write, monkeypatch):
    monkeypatch.setattr(parser, "MOST_PARTS", 30000)
    with pytest.raises(AlsError, match="more than 10000 elements and attributes"):
        read_set(write(compressed([b"<Ableton>"] + [b'<A b="" c=""/>' * 100] * 100)))


def test_too_many_elements_are_noticed_before_a_tree_is_made_of_them(write, monkeypatch):
    monkeypatch.setattr(parser, "MOST_PARTS", 300000)
    monkeypatch.setattr(parser, "SMALL", 1 << 18)
    fed, feed = [], parser.Builder.feed

    def counting(builder, chunk):
        fed.append(len(chunk))
        feed(builder, chunk)
    monkeypatch.setattr(parser.Builder, "feed", counting)
    with pytest.raises(AlsError, match="more than 100000 elements and attributes"):
        read_set(write(compressed([b"<Ableton>"] + [b'<A b="" c=""></A>' * 1000] * 100)))
    assert sum(fed) <= 1 << 18


@pytest.mark.parametrize("piece", [b"<n{}/>", b"<n a{}=''/>", b"<n a='' b{}=''/>", b"<n{}><n/></n{}>"])
def test_more_different_names_than_a_set_can_have_are_refused_at_once(write, monkeypatch, piece):
    data = b"<Ableton><LiveSet>" + b"".join(piece.replace(b"{}", b"%d" % number) for number in range(200000))
    fed, feed = [], parser.Builder.feed

    def counting(builder, chunk):
        fed.append(len(chunk))
        feed(builder, chunk)
    monkeypatch.setattr(parser.Builder, "feed", counting)
    with pytest.raises(AlsError, match="more than 32768 different names of elements and attributes"):
        read_set(write(gzip.compress(data, 1)))
    assert sum(fed) < len(data) / 2


@pytest.mark.parametrize("size", [1, 2, 3, 1000])
def test_what_elements_and_attributes_begin_with_is_counted_once(monkeypatch, size):
    data = b'<A b="" c=""><B/><C d=""></C></A>'
    for most, refused in ((12, False), (11, True)):
        monkeypatch.setattr(parser, "MOST_PARTS", most)
        try:
            parser.look_through(data[start:start + size] for start in range(0, len(data), size))
        except parser.RefusedXML:
            assert refused
        else:
            assert not refused


MANY = {"tracks": b"<Ableton><LiveSet><Tracks>" + b"<MidiTrack/>" * 50000 + b"</Tracks></LiveSet></Ableton>",
        "slots": (b"<Ableton><LiveSet><Tracks>" + b"<MidiTrack/>" * 1500 + b"</Tracks><Scenes>" + b"<Scene/>" * 1500
                  + b"</Scenes></LiveSet></Ableton>"),
        "devices": (b"<Ableton><LiveSet><Tracks><MidiTrack><DeviceChain><DeviceChain><Devices>" + b"<Operator/>" * 20000
                    + b"</Devices></DeviceChain></DeviceChain></MidiTrack></Tracks></LiveSet></Ableton>")}


@pytest.mark.parametrize("name", sorted(MANY))
def test_a_small_file_that_would_make_millions_of_objects_is_refused(write, name):
    with pytest.raises(AlsError, match="larger than the simulator can be"):
        read_set(write(compressed([MANY[name]])))


def test_racks_in_racks_in_racks_are_read_as_deep_as_elements_may_be(write):
    rack = b"<InstrumentGroupDevice><Branches><InstrumentBranch><DeviceChain><MidiToAudioDeviceChain><Devices>"
    ends = b"</Devices></MidiToAudioDeviceChain></DeviceChain></InstrumentBranch></Branches></InstrumentGroupDevice>"
    start = b"<Ableton><LiveSet><Tracks><MidiTrack><DeviceChain><DeviceChain><Devices>"
    stop = b"</Devices></DeviceChain></DeviceChain></MidiTrack></Tracks></LiveSet></Ableton>"
    simulator = Simulator()
    simulator.load_set(write(compressed([start + rack * 80 + ends * 80 + stop])))
    device, depth = simulator.song.tracks[0].devices[0], 1
    while device.chains[0].devices:
        device, depth = device.chains[0].devices[0], depth + 1
    assert depth == 80
    simulator.new_set()
    simulator.close()


@pytest.mark.parametrize("endless", [b'<Ableton a="', b"<Ableton><!-- ", b"<Ableton><?x ", b"  \n"])
def test_a_tag_or_comment_without_an_end_is_refused_early(write, monkeypatch, endless):
    fed = []
    decompress = archive.read_content

    def counting(file):
        for piece in decompress(file):
            fed.append(len(piece))
            yield piece
    monkeypatch.setattr(archive, "read_content", counting)
    with pytest.raises(AlsError, match="a tag is longer than|XML is damaged"):
        read_set(write(compressed([endless] + [b"x" * 65536 if endless.strip() else b" " * 65536] * 400)))
    assert sum(fed) < 4 << 20


@settings(max_examples=60)
@given(place=st.integers(0, 10 ** 6), data=st.binary(min_size=1, max_size=8))
def test_a_set_with_any_damage_is_read_or_refused_and_nothing_else(tmp_path_factory, place, data):
    path = str(tmp_path_factory.getbasetemp() / "damaged.als")
    packed = whole_set()
    at = place % len(packed)
    with open(path, "wb") as file:
        file.write(gzip.compress(packed[:at] + data + packed[at + len(data):], 1))
    simulator = Simulator("12.3.6")
    try:
        simulator.load_set(path)
    except AlsError as error:
        assert str(error).startswith(path)
    simulator.close()


_whole = []


def whole_set():
    """The default Set with a clip, as XML."""
    if not _whole:
        simulator = Simulator("12.3.6")
        clip = simulator.song.tracks[0].clip_slots[0].create_clip(4.0)
        clip.add_new_notes([simulator.live.Clip.MidiNoteSpecification(pitch=60, start_time=0.0, duration=1.0)])
        from simulator.als.document import make_root
        _whole.append("".join(element.lines(make_root(simulator.live_song))).encode("utf-8"))
        simulator.close()
    return _whole[0]


def test_a_refused_file_leaves_the_open_set_and_its_scripts_alone(write):
    simulator = Simulator()
    simulator.song.tracks[0].name = "mine"
    song = simulator.song
    with pytest.raises(AlsError):
        simulator.load_set(write(b"hello"))
    assert simulator.song == song and simulator.song.tracks[0].name == "mine"
    simulator.close()


def test_a_fault_while_a_set_is_opened_leaves_the_open_set_its_plans_and_its_scripts_alone(write, monkeypatch):
    simulator, told = Simulator(), []
    song = simulator.song
    song.tracks[0].name = "mine"
    song.start_playing()
    simulator.advance(0.5)
    simulator.at(simulator.now() + 0.1, lambda: told.append("planned"))

    def fail(*_):
        raise KeyError("a fault of our own")

    monkeypatch.setattr("simulator.als.structure.read_locators", fail)
    with pytest.raises(KeyError, match="a fault of our own"):
        simulator.load_set(write(gzip.compress(SMALL)))
    assert simulator.song == song and song.tracks[0].name == "mine" and song.is_playing
    place = song.current_song_time
    simulator.advance(0.5)
    assert song.current_song_time == pytest.approx(place + 1.0) and told == ["planned"]
    song.undo()
    assert song.tracks[0].name != "mine" and simulator.state()["errors"] == 0
    monkeypatch.undo()
    simulator.load_set(write(gzip.compress(SMALL)))
    assert simulator.song != song and len(simulator.song.tracks) == 0
    simulator.close()


def test_a_file_that_cannot_be_written_leaves_what_was_there(tmp_path):
    simulator = Simulator()
    folder = tmp_path / "set.als"
    folder.mkdir()
    with pytest.raises(AlsError, match="cannot be written"):
        simulator.save_set(str(folder))
    with pytest.raises(AlsError, match="cannot be written"):
        simulator.save_set(str(tmp_path / "none" / "set.als"))
    assert os.listdir(str(tmp_path)) == ["set.als"]
    simulator.close()


def test_a_new_file_has_the_mode_of_any_new_file_and_one_that_is_overwritten_keeps_its_own(tmp_path):
    simulator = Simulator("12.4.15")
    old, new = tmp_path / "old.als", tmp_path / "new.als"
    old.write_bytes(b"")
    old.chmod(0o640)
    mask = os.umask(0o027)
    try:
        simulator.save_set(str(old))
        simulator.save_set(str(new))
    finally:
        os.umask(mask)
        simulator.close()
    assert [path.stat().st_mode & 0o777 for path in (old, new)] == [0o640, 0o640]
    old.chmod(0o604)
    archive.write_archive(str(old), element.Element("Ableton"))
    assert old.stat().st_mode & 0o777 == 0o604
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.als", "old.als"]


def test_a_set_is_saved_through_a_symbolic_link(tmp_path):
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "song.als", tmp_path / "link.als"
    for _ in range(2):
        if not link.is_symlink():
            link.symlink_to(real)
        archive.write_archive(str(link), element.Element("Ableton"))
        assert link.is_symlink() and real.is_file() and len(list((tmp_path / "real").iterdir())) == 1


def test_a_set_is_not_saved_over_what_is_no_file(tmp_path):
    (tmp_path / "folder.als").mkdir()
    with pytest.raises(AlsError, match="is no file"):
        archive.write_archive(str(tmp_path / "folder.als"), element.Element("Ableton"))
    assert [path.name for path in tmp_path.iterdir()] == ["folder.als"]
