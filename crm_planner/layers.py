"""Where a value was written in a document that is laid over another, and what it stands in place of there.

A price book lies over a vendor's catalog: both together are one tree, and each value of it knows the file it is
from. A place inside the upper document is a `NewPlace`: it remembers the place and the value that it hides, which
may be such a place again.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple, Self

from crm_planner.place import Path, Place, Plain, Source, WrittenMapping, in_file, in_one_line, written_at
from crm_planner.problem import LONGEST_QUOTE

_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,8})?")


class Replaced(NamedTuple):
    """What a value laid over it hides: where it is written, and the value itself, as it was written."""

    place: Place
    value: Any

    @property
    def figure(self) -> Decimal | str:
        """The value for a reader: a number, or a line of YAML, cut at 120 characters."""
        if type(self.value) is Plain and _NUMBER.fullmatch(self.value):
            return Decimal(self.value)
        line = in_one_line(self.value)
        return line if len(line) <= LONGEST_QUOTE else f"{line[:LONGEST_QUOTE]}..."


class NewPlace(Place):
    """A place in a document that is laid over another; `replaced` is what it hides, None where it adds something."""

    replaced: Replaced | None = None

    @classmethod
    def of(cls, place: Place, replaced: Replaced | None) -> "NewPlace":
        new = cls(*place)
        new.replaced = replaced
        return new

    def _replace(self, **changes: Any) -> Self:
        new = super()._replace(**changes)
        new.replaced = self.replaced
        return new


class Step(NamedTuple):
    """From a path of both documents together to that in the upper one, and to what it hides in the lower one."""

    upper: Path
    hidden: Path | None


class LaidOver(Source):
    """A document laid over another. `steps` holds every path at which the upper one has its say."""

    def __init__(self, tree: WrittenMapping, upper: Source, lower: Source, steps: Mapping[Path, Step]) -> None:
        super().__init__(lower.file, tree)
        self.upper, self.lower, self.steps = upper, lower, steps

    def place(self, path: Path, *, of_key: bool = False) -> Place:
        for length in range(len(path), 0, -1):
            if (step := self.steps.get(path[:length])) is not None:
                here = self.upper.place((*step.upper, *path[length:]), of_key=of_key)
                return NewPlace.of(here, self._replaced(path[:length], step.hidden))
        return self.lower.place(path, of_key=of_key)

    def _replaced(self, start: Path, hidden: Path | None) -> Replaced | None:
        """What a value hides: where only one figure in it differs, that figure."""
        if hidden is None:
            return None
        old = written_at(self.lower.tree, hidden)
        now = written_at(self.tree, start) if in_file(self.tree, start) == start else None
        differing = list(_differing(old, now)) if start == hidden else [()]
        inside = differing[0] if len(differing) == 1 else ()
        where = (*hidden, *inside)
        return Replaced(self.lower.place(where), written_at(self.lower.tree, where))


def changed(source: Source) -> Iterator[Path]:
    """Every path at which a document laid over another has its say, those of the lowest first; each once."""
    layers = []
    while isinstance(source, LaidOver):
        layers.append(source.steps)
        source = source.lower
    yield from dict.fromkeys(path for steps in reversed(layers) for path in steps)


def _differing(old: Any, now: Any) -> Iterator[Path]:
    """The paths at which two written values of one shape differ; the empty one where their shapes do."""
    if not (isinstance(old, dict) and isinstance(now, dict)) or old.keys() != now.keys():
        if old != now:
            yield ()
        return
    for key in old:
        yield from ((key, *rest) for rest in _differing(old[key], now[key]))
