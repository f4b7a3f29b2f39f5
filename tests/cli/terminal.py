"""Running a command line on a pseudo-terminal: an answer is typed whenever a question waits for one, never sooner."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread
from unittest import mock

from crm_planner.cli.main import run

ROOT = Path(__file__).parents[2]
PATIENCE = 120
"""Seconds without a sign of life before the program is ended; nothing waits so long where all is well."""

CTRL_C, CTRL_D = b"\x03", b"\x04"


def on_terminal(folder: Path, answers: Sequence[bytes], *arguments: str) -> tuple[int, str]:
    """Run `crm-planner ARGUMENTS` in `folder` as a process whose terminal this is: Ctrl-C reaches it.

    Gives the exit status, and everything shown.
    """
    child, ours = pty.fork()
    if child == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell's background job, as these tests may be, ignores Ctrl-C
        os.chdir(folder)
        environment = os.environ | {"PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
        os.execve(sys.executable, (sys.executable, "-m", "crm_planner", *arguments), environment)  # noqa: S606
    shown = _converse(ours, answers, lambda: os.kill(child, signal.SIGKILL))
    os.close(ours)
    _, ended = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(ended), shown


def at_terminal(answers: Sequence[bytes], *arguments: str, columns: int = 80) -> tuple[int, str]:
    """Run `crm-planner ARGUMENTS` in this process, which is quicker, with a terminal for input and messages.

    Gives the exit status and the messages shown; standard output stays with whoever captures it.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    heard: list[str] = []
    typist = Thread(target=lambda: heard.append(_converse(ours, answers, lambda: os.write(ours, CTRL_D))), daemon=True)
    typist.start()
    with (
        open(theirs, encoding="utf-8") as keyboard,  # noqa: PTH123 - a descriptor
        open(os.dup(theirs), "w", encoding="utf-8", buffering=1) as screen,  # noqa: PTH123
        mock.patch.multiple(sys, stdin=keyboard, stderr=screen),
    ):
        status = run(arguments)
    typist.join()
    os.close(ours)
    return status, heard[0]


def _converse(ours: int, answers: Sequence[bytes], give_up: Callable[[], object]) -> str:
    """Type the next of `answers` at each question until the program is gone; everything it has shown."""
    shown, waiting = b"", list(answers)
    while piece := _read(ours, give_up):
        shown += piece
        if shown.endswith(b": "):
            if waiting:
                os.write(ours, waiting.pop(0))
            else:
                give_up()
    return shown.decode(errors="backslashreplace").replace("\r\n", "\n")


def _read(ours: int, give_up: Callable[[], object]) -> bytes:
    """What the program shows next; nothing once it has gone."""
    if not select.select([ours], [], [], PATIENCE)[0]:
        give_up()
    with contextlib.suppress(OSError):  # the terminal is gone with the program
        return os.read(ours, 4096)
    return b""
