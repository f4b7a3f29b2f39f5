"""Reading catalogs: one file, or all of a folder, with the price books that lie over them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.model import Catalog
from crm_planner.catalog.price_book import WrittenBook
from crm_planner.errors import DataError, InputError
from crm_planner.files.bundled import folder
from crm_planner.files.price_books import PriceList, read_price_list
from crm_planner.files.reading import called, cannot_read, read_bytes
from crm_planner.files.settled import settle
from crm_planner.files.typed import read_document
from crm_planner.place import Place
from crm_planner.problem import Problem

_NOT_THERE = "OVL001"


def load_catalog(path: Path, shown: str | None = None) -> WrittenCatalog:
    """The catalog in a file, called `shown` in messages.

    Raises InputError if the file cannot be read, DataError with every problem in it.
    """
    return WrittenCatalog(*read_document(Catalog, read_bytes(path), shown or str(path)))


def load_catalogs(path: Path, shown: str | None = None, overlays: Sequence[Path] = ()) -> tuple[WrittenCatalog, ...]:
    """The catalogs of a folder (its .yaml and .yml files, by name), or the one in a file, in messages `shown`.

    Price books among them, and those in `overlays`, lie over the catalogs they extend: one of the same folder, else
    the shipped one. Raises InputError if nothing can be read, DataError with the problems of all files.
    """
    read: list[PriceList] = []
    problems: list[object] = []
    named = [(file, str(Path(shown or path) / file.name) if file != path else shown) for file in yaml_files(path)]
    for file, name in [*named, *((file, None) for file in overlays)]:
        try:
            read.append(read_price_list(read_bytes(file), name or called(file)))
        except DataError as error:
            problems += error.problems
    books = [one for one in read if isinstance(one, WrittenBook)]
    catalogs = [one for one in read if isinstance(one, WrittenCatalog)]
    problems += [*_twins(catalogs), *_no_books(catalogs, overlays)]
    settled = settle(catalogs, books, (lambda: ()) if problems else shipped)
    wrong = [one for each in settled.problems.values() for one in each]
    found = [one for one in wrong if one.code != _NOT_THERE or not problems]  # what is not there may be what is broken
    if problems or found:
        raise DataError([*problems, *found])
    return settled.catalogs


def beside(files: Iterable[Path], usual: Path | None) -> Iterator[PriceList]:
    """Where what a price book extends is looked for: its own folder, the project's catalogs, those that were shipped.

    What cannot be read there is no one's business now.
    """
    folders = dict.fromkeys([*(file.parent for file in files), *([] if usual is None else [usual])])
    for place in folders:
        with suppress(InputError):
            for file in yaml_files(place):
                with suppress(InputError, DataError):
                    yield read_price_list(read_bytes(file), str(file))
    yield from shipped()


def shipped() -> tuple[WrittenCatalog, ...]:
    """The catalogs that came with the product."""
    return load_catalogs(folder("vendor_catalogs"), "vendor_catalogs")


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


def _no_books(catalogs: Iterable[WrittenCatalog], overlays: Iterable[Path]) -> list[Problem]:
    """What was given as a price book, and is a catalog."""
    given = {str(file) for file in overlays}
    hint = "Add `extends: CATALOG`, or give the file with --catalogs"
    said = "this is a catalog, not a price book: it does not say what it extends"
    return [Problem(one.source.place(("id",)), "KEY002", said, hint) for one in catalogs if one.source.file in given]
