"""Keys of a brief written anew: KEY=VALUE of the command line, and the ends of the ranges it gives itself."""

import re
from collections.abc import Sequence

from crm_planner.errors import UsageError
from crm_planner.files.command_line import read_value
from crm_planner.place import Path, WrittenMapping
from crm_planner.problem import LONGEST_QUOTE

_OF_A_TASK = re.compile(r"plan\.tasks\.([0-9]+(?:\.[0-9]+)*)(?:\.(.+))?")
"""`--set plan.tasks.8.1.days=3`: the number of a task has a dot of its own."""

_ONE_KEY_BELOW = ("answers", "mitigations")
"""Sections whose keys may hold dots: `--set answers.CL-01.1=no` names one key."""
_OF_A_TOTAL = ("peak", "simultaneity", "service_level")
"""What may stand beside `users.total`: `users: 10` and `--set users.peak=5` are ten people, five at once."""

Change = tuple[Path, object, str]
"""The path of a key, its new value, and what messages call it."""


def change(written: str, option: str = "--set") -> Change:
    """KEY=VALUE of the command line: the path, the value read as YAML, and how to call it in messages."""
    key, equals, value = written.partition("=")
    if not equals or not key.strip():
        raise UsageError(f'{option} "{written}" is not KEY=VALUE; write for example {option} users=25')
    return path_of(key.strip()), read_value(value, f"{option} {cut(key)}"), cut(f"{option} {written}")


def path_of(key: str) -> Path:
    """The way to the value that a key with dots names."""
    section, dot, rest = key.partition(".")
    if dot and section in _ONE_KEY_BELOW:
        return section, rest
    if task := _OF_A_TASK.fullmatch(key):
        return ("plan", "tasks", task[1], *task[2].split(".")) if task[2] else ("plan", "tasks", task[1])
    return tuple(key.split("."))


def cut(shown: str) -> str:
    """What messages show of a long value."""
    return shown if len(shown) <= LONGEST_QUOTE else f"{shown[:LONGEST_QUOTE]}..."


def written_over(tree: WrittenMapping, changes: Sequence[Change]) -> tuple[WrittenMapping, dict[Path, str]]:
    """A copy of `tree` with `changes` in it, and what messages call each of its new parts."""
    tree = tree.copy()
    return tree, {put(tree, path, value): shown for path, value, shown in changes}


def put(tree: WrittenMapping, path: Path, value: object) -> Path:
    """Write `value` at `path`; gives the path of what is new: `path`, or the first mapping made on the way to it.

    A number in the way gives place, except that a number of users is their total.
    """
    node, new = tree, path
    for depth, part in enumerate(path[:-1], 1):
        below = node.get(str(part))
        if not isinstance(below, WrittenMapping):
            new = min(new, path[:depth], key=len)
        node[str(part)] = below.copy() if isinstance(below, WrittenMapping) else _made(below, path)
        node.places.setdefault(str(part), (1, 1, 1, 1))
        node = node[str(part)]
    node[str(path[-1])] = value
    node.places.setdefault(str(path[-1]), (1, 1, 1, 1))
    return new


def placed(tree: WrittenMapping, path: Path, place: tuple[int, int, int, int]) -> None:
    """Let the value at `path`, just written, be found at `place`, and so everything that was made for it."""
    node = tree
    for part in path:
        if node.places[str(part)] == (1, 1, 1, 1) or part == path[-1]:
            node.places[str(part)] = place
        below = node[str(part)]
        node = below if isinstance(below, WrittenMapping) else node


def _made(replaced: object, path: Path) -> WrittenMapping:
    """A mapping where none was written; a number of users stays, as their total."""
    made = WrittenMapping((1, 1))
    if path[0] == "users" and path[-1] in _OF_A_TOTAL and isinstance(replaced, str):
        made["total"], made.places["total"] = replaced, (1, 1, 1, 1)
    return made
