"""Where a value was written: file, line and column, and the tree that remembers them.

A reader of files keeps every mapping and list as `WrittenMapping` and `WrittenList`: ordinary dicts and
lists that also know the place of each key and value. Models are built from these trees; the place of a
figure is looked up by its path, only when somebody asks.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

Path = tuple[str | int, ...]
"""The way to a value inside a document, such as ("editions", 0, "items", 2, "price")."""


SEVERAL_FILES = (0, 0)
"""Where a tree begins that is made of several files: a line alone says nothing there."""


class Place(NamedTuple):
    """A place in a file a person can go to; line and column count from 1, 0 means the whole file.

    Of a row and column of a spreadsheet, or of a figure copied from one, `cell` is the name there: `Prices!D14`.
    """

    file: str
    line: int = 0
    column: int = 0
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Plain(str):
    """A scalar written without quotes: only its field knows whether it is text, a number or a date."""

    __slots__ = ()


class WrittenMapping(dict[str, Any]):
    """A mapping from a file. `places[key]` is (line, column) of the key, then of its value; `start` its own."""

    __slots__ = ("places", "start")

    def __init__(self, start: tuple[int, int]) -> None:
        self.start = start
        self.places: dict[str, tuple[int, int, int, int]] = {}

    def copy(self) -> "WrittenMapping":
        """The same keys and values at the same places; what is changed in the copy stays in the copy."""
        copy = WrittenMapping(self.start)
        copy.update(self)
        copy.places = dict(self.places)
        return copy


class WrittenList(list[Any]):
    """A list from a file. `places[index]` is (line, column) of the entry; `start` its own."""

    __slots__ = ("places", "start")

    def __init__(self, start: tuple[int, int]) -> None:
        self.start = start
        self.places: list[tuple[int, int]] = []

    def copy(self) -> "WrittenList":
        """The same entries at the same places; what is changed in the copy stays in the copy."""
        copy = WrittenList(self.start)
        copy.extend(self)
        copy.places = list(self.places)
        return copy


class Source:
    """A document as it was written: the file's name and its tree, or no tree if it was made in code."""

    def __init__(self, file: str, tree: WrittenMapping | None = None) -> None:
        self.file = file
        self.tree = tree

    def place(self, path: Path, *, of_key: bool = False) -> Place:
        """The place of the value (or, `of_key`, of the key) at `path`; the nearest parent where it is not written."""
        line, column = (1, 1) if self.tree is None else locate(self.tree, path, of_key=of_key)
        return Place(self.file, line, column)


class Overlaid(Source):
    """A document some of whose values were given elsewhere, such as on the command line: `given[path]` says where."""

    def __init__(self, file: str, tree: WrittenMapping, given: Mapping[Path, str]) -> None:
        super().__init__(file, tree)
        self.given = given

    def place(self, path: Path, *, of_key: bool = False) -> Place:
        meant = [start for start in self.given if path[: len(start)] == start]
        return Place(self.given[max(meant, key=len)]) if meant else super().place(path, of_key=of_key)


class Copied(Source):
    """A document made of values that stand elsewhere, such as in a spreadsheet: `origins[path]` says where."""

    def __init__(self, file: str, tree: WrittenMapping, origins: Mapping[Path, Place]) -> None:
        super().__init__(file, tree)
        self.origins = origins

    def place(self, path: Path, *, of_key: bool = False) -> Place:
        while path and path not in self.origins:
            path = path[:-1]
        return self.origins.get(path, Place(self.file))


class Joined(Source):
    """A document whose parts stand in several files: `origins[path]` is the file and the path there of a part."""

    def __init__(self, file: str, tree: WrittenMapping, origins: Mapping[Path, tuple[Source, Path]]) -> None:
        super().__init__(file, tree)
        self.origins = origins

    def place(self, path: Path, *, of_key: bool = False) -> Place:
        for depth in range(len(path), 0, -1):
            if path[:depth] in self.origins:
                source, there = self.origins[path[:depth]]
                return source.place((*there, *path[depth:]), of_key=of_key)
        return self._first_below(path)

    def _first_below(self, path: Path) -> Place:
        """Where the first part of something stands that several files make up together."""
        for start, (source, there) in self.origins.items():
            if path and start[: len(path)] == path:
                return source.place(there[: len(path)], of_key=True)
        return Place(self.file) if len(path) < 2 else self._first_below(path[:-1])  # noqa: PLR2004 - nothing above


def locate(tree: WrittenMapping | WrittenList, path: Path, *, of_key: bool = False) -> tuple[int, int]:
    """Line and column of `path` in `tree`, skipping the parts of the path that are not in the file."""
    node: Any = tree
    line, column = tree.start
    for part in path:
        if isinstance(node, WrittenMapping) and str(part) in node.places:
            key_line, key_column, line, column = node.places[str(part)]
            if of_key:
                line, column = key_line, key_column
            node = node.get(str(part))
        elif isinstance(node, WrittenList) and isinstance(part, int) and part < len(node):
            line, column = node.places[part]
            node = node[part]
    return line, column


def written_at(tree: Any, path: Path) -> Any:
    """The value written at `path`, which must be there."""
    for part in path:
        tree = tree[part if isinstance(tree, list) else str(part)]
    return tree


def in_one_line(value: object) -> str:
    """A written value as a line of YAML: `{total: 40, peak: 22}`."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {in_one_line(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(in_one_line, value)) + "]"
    return "null" if value is None else str(value)


def in_file(tree: WrittenMapping | None, path: Path) -> Path:
    """The beginning of `path` that is written in `tree`."""
    node: Any = tree
    for depth, part in enumerate(path):
        if isinstance(node, dict) and str(part) in node:
            node = node[str(part)]
        elif isinstance(node, list) and isinstance(part, int) and part < len(node):
            node = node[part]
        else:
            return path[:depth]
    return path
