"""The project's settings: crm-planner.toml in the working folder, and nowhere else."""

from pathlib import Path
from typing import Any, NamedTuple

from crm_planner.errors import DataError
from crm_planner.files.reading import cannot_read, read_bytes
from crm_planner.letters import nearest, one_of
from crm_planner.place import Place
from crm_planner.problem import Problem, quoted

SETTINGS = "crm-planner.toml"

_PATHS = ("catalogs", "playbook", "company")
"""Settings that name a file or folder."""


class Settings(NamedTuple):
    """What holds for every command of a project; files and folders are relative to the settings file."""

    catalogs: Path | None = None
    playbook: Path | None = None
    company: Path | None = None
    language: str | None = None
    lint: dict[str, Any] = {}


def load_settings(folder: Path) -> Settings:
    """The settings of the project in `folder`; defaults without a file.

    Raises InputError if the file cannot be read, DataError with every problem in it.
    """
    path = folder / SETTINGS
    if not _is_there(path):
        return Settings()
    written = _parse(read_bytes(path))
    problems = [_fault(key, value) for key, value in written.items()]
    if found := [problem for problem in problems if problem]:
        raise DataError(found)
    for key in _PATHS:
        if key in written:
            written[key] = folder / written[key]
    return Settings(**written)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise cannot_read(path, error) from None


def _parse(data: bytes) -> dict[str, Any]:
    import tomllib  # most folders have no settings

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DataError([Problem(Place(SETTINGS, line, 1), "ENC001", "not UTF-8", "Save it as UTF-8")]) from None
    except tomllib.TOMLDecodeError as error:
        raise DataError([_syntax(str(error))]) from None


def _syntax(said: str) -> Problem:
    """The parser's message, with the place it names at its end: `... (at line 1, column 4)`."""
    message, _, where = said.rpartition(" (at ")
    line, column, *_ = [int(word.strip("),")) for word in where.split() if word.strip("),").isdigit()] + [0, 0]
    place = Place(SETTINGS, line, column)
    return Problem(place, "TOM001", f"not valid TOML: {message or said}", "Correct the line")


def _fault(key: str, value: Any) -> Problem | None:
    known = Settings._fields
    if key not in known:
        near = nearest(key, known)
        hint = f'Did you mean "{near}"?' if near else f"Write {one_of(known)}"
        return Problem(Place(SETTINGS), "KEY001", f"unknown setting {quoted(key)}", hint)
    wanted = dict if key == "lint" else str
    if not isinstance(value, wanted):
        return Problem(
            Place(SETTINGS),
            "TYP001",
            f"{key} is {quoted(value)}",
            "Write a table" if key == "lint" else "Write text in quotes",
        )
    if key in _PATHS and not value:
        return Problem(Place(SETTINGS), "TXT001", f"{key} is empty", "Name a folder or a file, or remove the line")
    return None
