"""What the linter reads: catalogs one by one, whatever is wrong with any of them, and the settings for it."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.price_book import WrittenBook
from crm_planner.errors import DataError, InputError
from crm_planner.files.catalogs import beside, yaml_files
from crm_planner.files.comments import linter_comments
from crm_planner.files.price_books import read_price_list
from crm_planner.files.reading import STANDARD_INPUT, read_bytes
from crm_planner.files.settings import SETTINGS, load_settings
from crm_planner.files.settled import Settled, settle
from crm_planner.lint.check import Reading
from crm_planner.lint.selection import Selection
from crm_planner.lint.settings import selection_of
from crm_planner.place import Place
from crm_planner.problem import Problem

PYPROJECT = "pyproject.toml"


def files_to_lint(paths: Iterable[Path], shown: str | None = None) -> Iterator[tuple[Path, str] | Reading]:
    """Each file of `paths` once with its name in messages (`shown` is that of the one folder), in their order.

    A folder without any comes back as a reading that says so.
    """
    seen: set[Path] = set()
    for path in paths:
        try:
            files = yaml_files(path)
        except (InputError, OSError) as error:
            yield _unreadable(str(path), error)
            continue
        for file in files:
            real = file.resolve()
            if real not in seen:
                seen.add(real)
                yield file, str(Path(shown) / file.name) if shown else str(file)


def read_to_lint(file: Path, shown: str) -> Reading:
    """One file as it is, with the catalog in it or every reason why there is none. Never raises on bad input."""
    name = "standard input" if str(file) == STANDARD_INPUT else shown
    try:
        data = read_bytes(file)
    except InputError as error:
        return _unreadable(name, error)
    text = data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        written = read_price_list(data, name)
    except DataError as error:
        problems = tuple(problem for problem in error.problems if isinstance(problem, Problem))
        return Reading(name, problems=problems, text=text)
    comments = linter_comments(text)
    if isinstance(written, WrittenBook):
        return Reading(name, text=text, comments=comments, book=written)
    return Reading(name, written, text=text, comments=comments)


Listed = tuple[Path, str] | Reading
"""A file to lint with its name in messages, or one that has been read."""

_BOOK = re.compile(rb"^extends[ \t]*:", re.MULTILINE)


def with_books(files: Sequence[Listed], usual: Path | None) -> list[Listed]:
    """`files`, the price books among them read and laid over what they extend.

    That is a catalog of this run, of the book's folder, of `usual`, or a shipped one.
    """
    read = [one if isinstance(one, Reading) or not _may_be_a_book(one[0]) else read_to_lint(*one) for one in files]
    books = [one.book for one in read if isinstance(one, Reading) and one.book is not None]
    if not books:
        return read
    catalogs = {written.catalog.id: written for one in read if (written := _catalog(one)) is not None}
    settled = settle(catalogs.values(), books, lambda: beside([Path(book.file) for book in books], usual))
    laid = [_with_book(one, settled) if isinstance(one, Reading) and one.book is not None else one for one in read]
    return list(_one_for_each(laid, catalogs))


def _may_be_a_book(file: Path) -> bool:
    try:
        return str(file) == STANDARD_INPUT or _BOOK.search(read_bytes(file)) is not None
    except InputError:
        return False


def _catalog(one: Listed) -> WrittenCatalog | None:
    """The catalog in a file, if it is one that can be read; else whoever reads it later says why not."""
    reading = one if isinstance(one, Reading) else read_to_lint(*one)
    return reading.written


def _with_book(reading: Reading, settled: Settled) -> Reading:
    problems = tuple(settled.problems.get(reading.file, ()))
    return reading._replace(written=None if problems else settled.alone.get(reading.file), problems=problems)


def _one_for_each(files: Iterable[Listed], known: Iterable[str]) -> Iterator[Listed]:
    """`files`; a price book stands for its catalog in the eyes of others only where nothing else does."""
    seen = set(known)
    for one in files:
        if isinstance(one, Reading) and one.book is not None and one.written is not None:
            yield one._replace(is_rival=one.written.catalog.id not in seen)
            seen.add(one.written.catalog.id)
        else:
            yield one


def _unreadable(name: str, error: Exception) -> Reading:
    problem = error.args[0]
    if not isinstance(problem, Problem):
        problem = Problem(Place(name), "IO005", f"it cannot be read: {getattr(error, 'strerror', None) or error}")
    return Reading(name, problems=(problem,), unreadable=True)


def lint_selection(folder: Path) -> Selection:
    """What the project's settings ask of the linter: crm-planner.toml if it has a lint table, else pyproject.toml.

    Raises InputError if a file cannot be read, DataError with every problem in it.
    """
    settings = load_settings(folder)
    if settings.lint:
        return selection_of(settings.lint, SETTINGS)
    return selection_of(_of_pyproject(folder / PYPROJECT), PYPROJECT)


def _of_pyproject(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        tree: Any = tomllib.loads(read_bytes(path).decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError([Problem(Place(PYPROJECT), "TOM001", f"not valid TOML: {error}", "Correct it")]) from None
    for key in ("tool", "crm-planner", "lint"):
        tree = tree.get(key, {}) if isinstance(tree, dict) else {}
    if not isinstance(tree, dict):
        raise DataError([Problem(Place(PYPROJECT), "TYP004", "tool.crm-planner.lint is no table", "Write a table")])
    return tree
