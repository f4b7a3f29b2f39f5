"""Reading catalogs: one file, or all of a folder."""

from collections.abc import Iterable
from pathlib import Path

from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.model import Catalog
from crm_planner.errors import DataError, InputError
from crm_planner.files.reading import cannot_read, read_bytes
from crm_planner.files.typed import read_document
from crm_planner.place import Place
from crm_planner.problem import Problem


def load_catalog(path: Path, shown: str | None = None) -> WrittenCatalog:
    """The catalog in a file, called `shown` in messages.

    Raises InputError if the file cannot be read, DataError with every problem in it.
    """
    return WrittenCatalog(*read_document(Catalog, read_bytes(path), shown or str(path)))


def load_catalogs(path: Path, shown: str | None = None) -> tuple[WrittenCatalog, ...]:
    """The catalogs of a folder (its .yaml and .yml files, by name), or the one in a file; `shown` names the folder.

    Raises InputError if nothing can be read, DataError with the problems of all files.
    """
    catalogs, problems = [], []
    for file in yaml_files(path):
        try:
            catalogs.append(load_catalog(file, str(Path(shown or path) / file.name) if file != path else None))
        except DataError as error:
            problems += list(error.problems)
    problems += _twins(catalogs)
    if problems:
        raise DataError(problems)
    return tuple(catalogs)


def yaml_files(path: Path) -> list[Path]:
    """The YAML files of a folder in order of name, or the file itself. Raises InputError if there are none."""
    try:
        if not path.is_dir():
            return [path]
        found = sorted(file for file in path.iterdir() if file.suffix in {".yaml", ".yml"})
    except OSError as error:
        raise cannot_read(path, error) from None
    if not found:
        raise InputError(Problem(Place(str(path)), "IO006", "the folder holds no .yaml files", "Name another folder"))
    return found


def _twins(catalogs: Iterable[WrittenCatalog]) -> list[Problem]:
    """Catalogs with one id: a candidate's name would mean two things."""
    first: dict[str, WrittenCatalog] = {}
    found = []
    for written in catalogs:
        name = written.catalog.id
        if name in first:
            said = f'the id "{name}" is already used by {first[name].source.place(("id",))}'
            found.append(Problem(written.source.place(("id",)), "ID005", said, "Choose another"))
        first.setdefault(name, written)
    return found
