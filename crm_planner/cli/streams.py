"""Standard output and standard error: a result is written whole, or the program says why it could not be."""

import contextlib
import io
import os
import sys
from typing import TextIO

from crm_planner.errors import OutputError, UsageError
from crm_planner.problem import visible


class ReaderLeft(Exception):
    """Whoever read standard output has closed it: no fault, `| head` has seen enough."""


def prepare() -> None:
    """Make a closed input an empty one, and write a character that the encoding lacks as its number.

    Raises OutputError if there is no output.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BytesIO())
    if sys.stdout is None:
        raise OutputError("standard output is closed; nothing can be written")


def write(text: str, *, utf8: bool = False) -> None:
    """Write `text`, at once; `utf8` for what names its own encoding (JSON, CSV, HTML), whatever the terminal's.

    Raises OutputError if it cannot be written, ReaderLeft if nobody reads it.
    """
    try:
        if utf8 and hasattr(sys.stdout, "buffer"):
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        raise failed(error) from error


def write_bytes(data: bytes) -> None:
    """Write a file that is no text, at once.

    Raises UsageError where a person looks at a terminal, OutputError if it cannot be written, ReaderLeft if nobody
    reads it.
    """
    if sys.stdout.isatty():
        raise UsageError("a workbook is no text for a terminal: name a file with -o FILE.xlsx")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except OSError as error:
        raise failed(error) from error


def failed(error: OSError) -> Exception:
    """What to raise when standard output failed; what is left in its buffer is thrown away, once."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        descriptor = sys.stdout.fileno()
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device, not a path of ours
            os.dup2(nowhere.fileno(), descriptor)
    if isinstance(error, BrokenPipeError):
        return ReaderLeft()
    return OutputError(f"standard output cannot be written: {error.strerror or error}")


def complain(line: str) -> None:
    """One line on standard error; where there is none, nobody can be told."""
    stream: TextIO | None = sys.stderr
    if stream is not None:
        with contextlib.suppress(OSError):
            print(visible(line), file=stream, flush=True)
