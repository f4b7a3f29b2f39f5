"""What `catalog test` reads: catalogs, and the cases in the folder `cases` beside them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.cases import Cases, WrittenCases
from crm_planner.catalog.price_book import WrittenBook
from crm_planner.errors import DataError, InputError
from crm_planner.files.catalogs import beside
from crm_planner.files.comments import linter_comments
from crm_planner.files.lint_inputs import files_to_lint
from crm_planner.files.price_books import PriceList, price_list
from crm_planner.files.reading import STANDARD_INPUT, read_bytes
from crm_planner.files.settled import Settled, settle
from crm_planner.files.typed import check
from crm_planner.files.yaml_events import read_yaml
from crm_planner.lint.check import Reading
from crm_planner.lint.trials import Sheet
from crm_planner.place import Source
from crm_planner.problem import Problem

BESIDE = "cases"
"""The folder beside catalogs that holds their cases; `load_catalogs` never looks into it."""

_YAML = {".yaml", ".yml"}


class Named(NamedTuple):
    """A file or folder, what it is called in messages, and whether somebody asked for it."""

    path: Path
    shown: str
    asked: bool = True


def files_to_test(places: Iterable[Named]) -> Iterator[Named | Sheet]:
    """Each file of some files and folders once, and those that belong to them: cases beside catalogs, and vice versa.

    What is only needed for the others is not `asked` for. A place that cannot be read comes back as a sheet.
    """
    given = list(places)
    seen: set[Path] = set()
    for place in (*given, *(other for one in given for other in _belonging(one))):
        for found in files_to_lint([place.path], place.shown if place.path.is_dir() else None):
            if isinstance(found, Reading):
                yield Sheet(found.file, problems=found.problems, unreadable=True)
            elif found[0].resolve() not in seen:
                seen.add(found[0].resolve())
                yield Named(*found, place.asked)


def _belonging(place: Named) -> Iterator[Named]:
    """The cases of a folder of catalogs, or of one catalog with its rivals; the catalogs of a folder of cases."""
    path, shown = place.path, Path(place.shown)
    if str(path) == STANDARD_INPUT:
        return
    is_folder = path.is_dir()
    folder, called = (path, shown) if is_folder else (path.parent, shown.parent)
    if folder.resolve().name == BESIDE:
        catalogs, shown = folder.resolve().parent, called.parent if called.name == BESIDE else called / ".."
        if _holds_yaml(catalogs):
            yield Named(catalogs, str(shown), asked=False)
    elif _holds_yaml(folder / BESIDE):
        yield Named(folder / BESIDE, str(called / BESIDE), asked=place.asked and is_folder)
        if not is_folder:
            yield Named(folder, str(called), asked=False)


def _holds_yaml(folder: Path) -> bool:
    return folder.is_dir() and any(file.suffix in _YAML for file in folder.iterdir())


def read_to_test(files: Iterable[Named | Sheet], usual: Path | None = None) -> Iterator[Sheet]:
    """Every file with the catalog or cases in it, or every reason why there are none; never raises on bad data.

    A second catalog with the id of an earlier one is refused: the name of a candidate would mean two things. One that
    nobody asked for gives way: a changed copy is tested beside the cases of the original. A price book is laid over
    the catalog it extends: of this run, its folder, `usual` or the shipped ones.
    """
    first: dict[str, WrittenCatalog] = {}
    sheets = []
    for file in files:
        sheet = file if isinstance(file, Sheet) else _read(file)
        written = sheet.written
        if isinstance(written, WrittenCatalog):
            twin = first.setdefault(written.catalog.id, written)
            if twin is not written and not sheet.asked:
                continue
            if twin is not written:
                sheet = sheet._replace(written=None, problems=(_twin(written, twin),))
        sheets.append(sheet)
    books = [sheet.book for sheet in sheets if sheet.book is not None]
    paths = [Path(book.file) for book in books]
    settled = settle(first.values(), books, lambda: beside(paths, usual))
    return (sheet if sheet.book is None else _with_book(sheet, settled) for sheet in sheets)


def _with_book(sheet: Sheet, settled: Settled) -> Sheet:
    problems = tuple(settled.problems.get(sheet.file, ()))
    return sheet._replace(written=None if problems else settled.alone.get(sheet.file), problems=problems)


def _twin(written: WrittenCatalog, twin: WrittenCatalog) -> Problem:
    said = f'the id "{written.catalog.id}" is already used by {twin.source.place(("id",))}'
    return Problem(written.source.place(("id",)), "ID005", said, "Choose another")


def _read(named: Named) -> Sheet:
    name = "standard input" if str(named.path) == STANDARD_INPUT else named.shown
    try:
        data = read_bytes(named.path)
        written = _written(data, name)
    except InputError as error:
        return Sheet(name, problems=_only(error.args), unreadable=True, asked=named.asked)
    except DataError as error:
        return Sheet(name, problems=_only(error.problems), asked=named.asked)
    text = data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    comments = linter_comments(text)
    if isinstance(written, WrittenBook):
        return Sheet(name, comments=comments, asked=named.asked, book=written)
    return Sheet(name, written, comments=comments, asked=named.asked)


def _written(data: bytes, name: str) -> PriceList | WrittenCases:
    """What the file says it is; a catalog where it says nothing of the kind. Raises DataError with every problem."""
    tree, problems = read_yaml(data, name)
    if tree is None:
        raise DataError(problems)
    source = Source(name, tree)
    if str(tree.get("schema", "")).startswith("crm-planner/cases/"):
        return WrittenCases(check(Cases, source, problems), source)
    return price_list(source, problems)


def _only(problems: Iterable[object]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if isinstance(problem, Problem))
