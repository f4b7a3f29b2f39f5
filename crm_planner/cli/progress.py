"""A bar on standard error while something takes longer than a second; on a terminal only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0
"""Seconds before the bar appears."""


@contextmanager
def progress(steps: int, *, quiet: bool = False, doing: str = "Checking") -> Iterator[Callable[[], None]]:
    """A function to call after each of `steps`; the bar says what is being done and is gone when it is."""
    stream = sys.stderr
    bar = None if quiet or stream is None or not stream.isatty() else _Bar(steps, doing)
    try:
        yield bar.step if bar else _nothing
    finally:
        if bar and bar.drawn:
            bar.drawn.stop()


def _nothing() -> None:
    """Nobody is looking."""


class _Bar:
    """Counts silently until patience is over, then draws."""

    def __init__(self, steps: int, doing: str) -> None:
        self.steps, self.doing, self.done, self.began = steps, doing, 0, monotonic()
        self.drawn: Progress | None = None

    def step(self) -> None:
        self.done += 1
        if self.drawn is None and monotonic() - self.began > PATIENCE:
            self.drawn = _drawn(self.steps, self.doing)
        if self.drawn is not None:
            self.drawn.update(self.drawn.task_ids[0], completed=self.done)


def _drawn(steps: int, doing: str) -> "Progress":
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    bar.add_task(doing, total=steps)
    bar.start()
    return bar
