"""Reading the bytes of one file or of standard input: its size is bounded before anything is read."""

import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO

from crm_planner.errors import InputError
from crm_planner.limits import YAML_BYTES
from crm_planner.place import Place
from crm_planner.problem import Problem

STANDARD_INPUT = "-"


def called(path: str | Path) -> str:
    """What messages call a file: its name, or standard input."""
    return "standard input" if str(path) == STANDARD_INPUT else str(path)


def read_bytes(path: str | Path, most: int = YAML_BYTES) -> bytes:
    """All bytes of `path` ("-": standard input), at most `most`.

    Raises InputError with a one-line message: the file is missing, a folder, not permitted or too large.
    """
    if str(path) == STANDARD_INPUT:
        return _at_most(sys.stdin.buffer, "standard input", most, most)
    if not str(path):
        raise _unreadable('""', "IO001", "no file is named", "Write its name, or - for standard input")
    try:
        size = _size(Path(path))
        if size > most:
            raise too_large(str(path), size, most)
        with open(path, "rb") as stream:  # noqa: PTH123 - Path.open refuses nothing more
            return _at_most(stream, str(path), most, size or most)
    except (OSError, ValueError) as error:
        raise cannot_read(path, error) from None


def too_large(name: str, size: int, most: int = YAML_BYTES) -> InputError:
    """What to raise for a file of `size` bytes where `most` are allowed."""
    return _unreadable(name, "IO002", f"{_megabytes(size)}, the limit is {_megabytes(most)}", _smaller(most))


def cannot_read(path: str | Path, error: Exception) -> InputError:
    """What to raise where the system refuses to read `path`, a file or a folder: its reason in our words."""
    match error:
        case FileNotFoundError():
            return _unreadable(str(path), "IO001", "there is no such file", "Check the name and the folder")
        case IsADirectoryError() | NotADirectoryError():
            return _unreadable(str(path), "IO003", "this is not a file", "Name a file inside the folder")
        case PermissionError():
            return _unreadable(str(path), "IO004", "reading it is not permitted", "Change its permissions")
    reason = getattr(error, "strerror", None) or str(error)
    return _unreadable(str(path), "IO005", f"it cannot be read: {reason}", "")


_SPLIT = "Split the file; a price list of 200 lines has 10 KB"
_LIGHTEN = "See whether it is the file you mean, and take out of it what was added, such as pictures"


def _smaller(most: int) -> str:
    """How a file becomes smaller: one that people write, or one that a program has written."""
    return _SPLIT if most == YAML_BYTES else _LIGHTEN


def _size(path: Path) -> int:
    """The size of the file; 0 for a pipe, whose reading is bounded instead."""
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError
    if stat.S_ISCHR(found.st_mode) or stat.S_ISBLK(found.st_mode):
        raise _unreadable(str(path), "IO005", "this is a device, not a file", "Name a file")
    return found.st_size


def _at_most(stream: BinaryIO, name: str, most: int, expected: int) -> bytes:
    """All of `stream`; `expected` bytes are asked for first, since room for `most` is slow to come by."""
    data = stream.read(expected + 1)
    if len(data) > expected:
        data += stream.read(most + 1 - len(data))
    if len(data) > most:
        raise _unreadable(name, "IO002", f"more than {_megabytes(most)}, the limit", _smaller(most))
    return data


def _megabytes(size: int) -> str:
    """`2 MB`, `10.4 MB`; a size just over a whole number is not rounded down to it."""
    tenths = -(-size * 10 // (1024 * 1024))
    return f"{tenths // 10} MB" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10} MB"


def _unreadable(name: str, code: str, said: str, hint: str) -> InputError:
    shown = os.fsencode(name).decode("utf-8", "backslashreplace")
    return InputError(Problem(Place(shown), code, said, hint))
