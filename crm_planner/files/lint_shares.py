"""Linting many files: each is read, then judged beside the catalogs of all, in this process or shared by several.

A catalog stays in the process that read it. What crosses over is what its neighbours must know of it, and what was
found in it; so any number of processes finds the same, and in the same order.
"""

import gc
import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar

from crm_planner.files.lint_inputs import read_to_lint
from crm_planner.files.reading import STANDARD_INPUT
from crm_planner.lint.check import Checked, Reading, Report, check
from crm_planner.lint.run import Neighbour, Run
from crm_planner.lint.selection import Selection
from crm_planner.playbook.model import WrittenPlaybook

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
Files = Sequence[tuple[Path, str] | Reading]
Step = Callable[[], None]

TOGETHER = 10
"""Files whose results cross over in one message."""


def _nobody_counts() -> None:
    """The step of whoever only waits for the end."""


class Terms(NamedTuple):
    """How all files of a run are judged."""

    playbook: WrittenPlaybook
    as_of: date
    selection: Selection


def lint(files: Files, terms: Terms, jobs: int = 1, step: Step = _nobody_counts) -> Report:
    """What the rules find in `files`, in their order; `jobs` processes share the work, 0 means one a processor.

    `step` is called twice for each file: when it is read, and when it is judged. Standard input is this process's
    alone, so whoever names it gets one.
    """
    number = min(jobs or processors(), len(files))
    with _collector_at_rest():
        if number > 1 and not any(_is_standard_input(one) for one in files):
            with _Processes(files, terms, number) as processes:
                checked = processes.tell(processes.ask(step)).ask(step)
        else:
            share = _Share(files, terms)
            checked = _counted(share.judge(_counted(share.read(), step)), step)
    return Report(tuple(checked), terms.selection)


def _is_standard_input(one: tuple[Path, str] | Reading) -> bool:
    return not isinstance(one, Reading) and str(one[0]) == STANDARD_INPUT


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """What is read stays to the end, and nothing in it refers to itself: looking for that would take a tenth longer."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Share:
    """Some of the files of a run, in one process."""

    def __init__(self, files: Files, terms: Terms) -> None:
        self.files, self.terms = files, terms
        self.readings: list[Reading] = []

    def read(self) -> Iterator[Neighbour | None]:
        """Read each file, and tell what the others must know of it; nothing if it is no catalog."""
        for one in self.files:
            reading = one if isinstance(one, Reading) else read_to_lint(*one)
            self.readings.append(reading)
            known = reading.is_rival and reading.written
            yield Neighbour.of(known) if known else None

    def judge(self, known: Iterable[Neighbour | None]) -> Iterator[Checked]:
        """What is found in each file beside the `known` catalogs of all shares."""
        playbook, as_of, selection = self.terms
        run = Run(tuple(one for one in known if one is not None), playbook, as_of, selection.max_age)
        return (check(reading, run, selection) for reading in self.readings)


def _counted(each: Iterable[T], step: Step) -> list[T]:
    done = []
    for one in each:
        done.append(one)
        step()
    return done


class _Processes:
    """Several processes with a share each; the first file goes to the first, the second to the second, and so on."""

    def __init__(self, files: Files, terms: Terms, number: int) -> None:
        self.shares = [_Share(files[first::number], terms) for first in range(number)]
        self.files = len(files)

    def __enter__(self) -> Self:
        from multiprocessing import Pipe, Process

        self.lines, self.processes = [], []
        for share in self.shares:
            ours, theirs = Pipe()
            process = Process(target=_work, args=(share, ours, theirs), daemon=True)
            process.start()
            theirs.close()
            self.lines.append(ours)
            self.processes.append(process)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for process in self.processes:
            if error is not None:
                process.terminate()
            process.join()

    def tell(self, known: list[Any]) -> Self:
        """Let every process know of all catalogs."""
        for line in self.lines:
            line.send(known)
        return self

    def ask(self, step: Step) -> list[Any]:
        """One answer for each file, in the order of the files."""
        from multiprocessing.connection import wait

        answers: list[Any] = [None] * self.files
        numbers = {line: deque(range(first, self.files, len(self.lines))) for first, line in enumerate(self.lines)}
        while waiting := [line for line, left in numbers.items() if left]:
            ready = wait(waiting)
            for line in (one for one in waiting if one in ready):
                for answer in _heard(line):
                    answers[numbers[line].popleft()] = answer
                    step()
        return answers


def _work(share: _Share, parent: "Connection", line: "Connection") -> None:
    """What one of the processes does. Interrupting is for the parent; without one there is nothing left to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent.close()
    with suppress(EOFError, OSError):
        try:
            for known in _in_batches(share.read()):
                line.send(known)
            for checked in _in_batches(share.judge(line.recv())):
                line.send(checked)
        except Exception as error:  # noqa: BLE001 - whatever it is, the parent says it
            line.send(_Fault(f"{type(error).__name__}: {error}", traceback.format_exc()))


def _in_batches(each: Iterator[T]) -> Iterator[list[T]]:
    return iter(lambda: list(islice(each, TOGETHER)), [])


def _heard(line: "Connection") -> list[Any]:
    """The next answers of a process. Raises RuntimeError for a fault of the program there."""
    try:
        said = line.recv()
    except EOFError:
        raise RuntimeError("a process that shared the work was ended from outside") from None
    if isinstance(said, _Fault):
        raise RuntimeError(said.message) from _Elsewhere(said.traceback)  # noqa: TRY004 - no type is wrong
    return list(said)


class _Fault(NamedTuple):
    """A fault of the program in another process."""

    message: str
    traceback: str


class _Elsewhere(Exception):
    """The traceback of another process, as the cause of the fault it led to in this one."""
