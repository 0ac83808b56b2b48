"""The .als file: XML, as a rule with gzip around it, read in pieces under limits; half of one is never seen."""

from __future__ import annotations

import itertools
import os
import stat
import tempfile
import zlib
from typing import Callable, Iterable, Iterator

from .element import Element, lines
from .parser import RefusedXML, Tree, parse

# A Set of a thousand tracks has some fifty megabytes of XML.
MOST_BYTES = 256 << 20
PIECE = 1 << 16
GZIP = 31
PACKED = b"\x1f\x8b"
# A Set that is not packed, as some tools leave it, begins as XML does: with its declaration or a mark of its encoding.
NOT_PACKED = (b"<?xml", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
MOST_MEMBERS = 256
LINES_AT_ONCE = 4096
SUFFIX = ".als"
NEW_FILE = 0o666


class AlsError(ValueError):
    """A Set cannot be read or written; the text says which and why."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__("{}: {}".format(path, reason))
        self.path, self.reason = path, reason


def read_archive(path: str, wants: Callable[[str], bool] = lambda tag: False) -> Tree:
    """The tree of a Set, with the elements that are wanted.

    AlsError when the file is not there, no Set, damaged, or larger than a Set can be.
    """
    try:
        # Opening a pipe or a terminal would wait for ever.
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise AlsError(path, "is no file")
        return parse(lambda: read_content(path), wants)
    except OSError as error:
        raise AlsError(path, "cannot be read: {}".format(error.strerror or error)) from None
    except (RefusedXML, zlib.error) as error:
        raise AlsError(path, "is no Live Set: {}".format(error)) from None
    except ValueError as error:
        if isinstance(error, AlsError):
            raise
        raise AlsError(path, "cannot be read: {}".format(error)) from None


def read_content(path: str) -> Iterator[bytes]:
    """The XML in pieces of at most PIECE bytes; RefusedXML when it is none, ends early or exceeds MOST_BYTES."""
    with open(path, "rb") as file:
        start = file.read(PIECE)
        chunks = counted(itertools.chain([start], iter(lambda: file.read(PIECE), b"")))
        if start.startswith(PACKED):
            for piece in counted(unpack(chunks)):
                yield piece
        elif start.startswith(NOT_PACKED):
            for piece in chunks:
                yield piece
        else:
            raise RefusedXML("it is neither compressed with gzip nor XML")


def counted(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks; RefusedXML when they are more than MOST_BYTES together."""
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > MOST_BYTES:
            raise RefusedXML("it is larger than {} bytes".format(MOST_BYTES))
        yield chunk


def unpack(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """What is packed in a file, whose parts may be packed each for itself; what else follows them is not looked at."""
    data, members = next(chunks, b""), 0
    while data.startswith(PACKED):
        members += 1
        if members > MOST_MEMBERS:
            raise RefusedXML("it has more than {} parts".format(MOST_MEMBERS))
        decompressor = zlib.decompressobj(GZIP)
        while not decompressor.eof:
            piece = decompressor.decompress(data, PIECE)
            data = decompressor.unconsumed_tail
            if piece:
                yield piece
            if not data and not decompressor.eof:
                data = next(chunks, b"")
                if not data:
                    raise RefusedXML("the file ends too early")
        data = decompressor.unused_data
        if len(data) < len(PACKED):
            data += next(chunks, b"")


def write_archive(path: str, root: Element) -> None:
    """Writes a Set in the place of what is there; AlsError when it cannot, and then what was there is left.

    A file that is overwritten keeps its mode; behind a symbolic link it is the file that it points to.
    """
    target = os.path.realpath(path)
    temporary = ""
    try:
        mode = mode_of(path, target)
        descriptor, temporary = tempfile.mkstemp(suffix=SUFFIX, dir=os.path.dirname(target))
        with os.fdopen(descriptor, "wb") as file:
            compressor = zlib.compressobj(6, zlib.DEFLATED, GZIP)
            pieces = lines(root)
            for batch in iter(lambda: "".join(itertools.islice(pieces, LINES_AT_ONCE)), ""):
                file.write(compressor.compress(batch.encode("utf-8")))
            file.write(compressor.flush())
        os.chmod(temporary, mode)
        os.replace(temporary, target)
    except OSError as error:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
        raise AlsError(path, "cannot be written: {}".format(error.strerror or error)) from None


def mode_of(path: str, target: str) -> int:
    """The permissions that the file has, or gets as any new file does. AlsError for what is no file, as a folder."""
    try:
        found = os.stat(target).st_mode
    except FileNotFoundError:
        # The mask can only be read by setting it.
        mask = os.umask(0o077)
        os.umask(mask)
        return NEW_FILE & ~mask
    if not stat.S_ISREG(found):
        raise AlsError(path, "cannot be written: is no file")
    return stat.S_IMODE(found)


def check_folder(path: str) -> None:
    """AlsError when the folder that a Set is to be saved in does not exist."""
    folder = os.path.dirname(os.path.realpath(path))
    if not os.path.isdir(folder):
        raise AlsError(path, "cannot be written: there is no folder {}".format(folder))
