"""Files in canonical layout: which files, what they become, and the proof that they still say the same."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from yaml.events import DocumentEndEvent, DocumentStartEvent, Event, ScalarEvent

from crm_planner.errors import CrmPlannerError, DataError, InputError
from crm_planner.files.atoms import atoms
from crm_planner.files.layout import laid_out
from crm_planner.files.quotes import is_safe
from crm_planner.files.reading import cannot_read, read_bytes
from crm_planner.files.yaml_events import read_yaml
from crm_planner.place import Place
from crm_planner.problem import Problem

_OURS = re.compile(rb"""^(?:\xef\xbb\xbf)?["']?schema["']?[ \t]*:[ \t]*["']?crm-planner/""", re.MULTILINE)
_YAML = {".yaml", ".yml"}
_MARK = "\ufeff"


class NotTheSame(CrmPlannerError):
    """Written anew, a file would not say what it says: a fault of ours, found before anything is written."""


def canonical(data: bytes, file: str) -> bytes:
    """`data` in canonical layout, its kind of line ends and its byte order mark kept.

    Raises DataError with every problem of what cannot be read, NotTheSame if a value or a comment would change.
    """
    tree, problems = read_yaml(data, file)
    if tree is None or problems:
        raise DataError(problems)
    written = data.decode("utf-8")
    text = written.removeprefix(_MARK)
    end = "\r\n" if text[: text.find("\n") + 1].endswith("\r\n") else "\n"
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    anew = laid_out(text)
    if not says_the_same(text, anew):
        raise NotTheSame(f"{file}: left as it is, for written anew it would not say the same")
    mark = _MARK if written.startswith(_MARK) else ""
    return (mark + anew.replace("\n", end)).encode("utf-8")


def says_the_same(before: str, after: str) -> bool:
    """Whether two texts hold the same values, every one as text or as number as it was, and the same comments."""
    try:
        pairs = list(zip(_events(before), _events(after), strict=True))
        return all(_same(*pair) for pair in pairs) and comments(before) == comments(after)
    except (yaml.YAMLError, ValueError):
        return False


def _events(text: str) -> list[Event]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return list(yaml.parse(text, loader))  # it makes no values


def _same(one: Event, other: Event) -> bool:
    """Whether two events are alike; quotation marks may go only where they say nothing."""
    if isinstance(one, ScalarEvent) and isinstance(other, ScalarEvent):
        alike = bool(one.style) == bool(other.style) or (not other.style and is_safe(one.value))
        return alike and one.value == other.value
    return type(one) is type(other) and _about(one) == _about(other)


def _about(event: Event) -> tuple[Any, ...]:
    """What an event says besides where it is."""
    if isinstance(event, DocumentStartEvent | DocumentEndEvent):
        return (event.explicit,)
    return tuple(getattr(event, name, None) for name in ("anchor", "tag", "flow_style"))


def comments(text: str) -> list[str]:
    """Every comment of a text that can be read, in order."""
    found: list[str] = []
    at = 0
    for atom in atoms(text):
        found += _comments_between(text[at : atom.start])
        if atom.style in {"|", ">"}:
            found += _comments_between(text[atom.start : atom.end].partition("\n")[0])
        at = atom.end
    return [*found, *_comments_between(text[at:])]


def _comments_between(gap: str) -> Iterator[str]:
    return (line[line.index("#") :].rstrip() for line in gap.split("\n") if "#" in line)


class Found(NamedTuple):
    """A file to be laid out, or why it cannot be read."""

    path: Path
    error: InputError | None = None


def files_to_format(paths: Iterable[Path]) -> Iterator[Found]:
    """Each file named, and each document of ours in the folders named and below them, once.

    Folders whose name begins with a dot are passed over, and so are files there that are no documents of ours.
    """
    seen: set[Path] = set()
    for path in paths:
        for found in _in_folder(path) if path.is_dir() else (Found(path),):
            real = found.path.resolve()
            if found.error is not None or real not in seen:
                seen.add(real)
                yield found


def _in_folder(folder: Path) -> Iterator[Found]:
    found = False
    try:
        for place, folders, files in os.walk(folder, onerror=_raise):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for path in (Path(place) / name for name in sorted(files) if Path(name).suffix in _YAML):
                if _is_ours(path):
                    found = True
                    yield Found(path)
    except OSError as error:
        yield Found(folder, cannot_read(folder, error))
        return
    if not found:
        said, hint = "the folder holds no documents of ours", "Name a folder with catalogs, briefs or playbooks"
        yield Found(folder, InputError(Problem(Place(str(folder)), "IO006", said, hint)))


def _is_ours(path: Path) -> bool:
    """Whether a file says so; one that cannot be read is reported by whoever reads it."""
    try:
        return _OURS.search(read_bytes(path)) is not None
    except InputError:
        return True


def _raise(error: OSError) -> None:
    raise error
