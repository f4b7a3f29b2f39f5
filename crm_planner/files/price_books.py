"""Price books: reading them, and laying one over the catalog it extends."""

from collections.abc import Iterator

from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.model import Catalog
from crm_planner.catalog.overlay import lay
from crm_planner.catalog.price_book import HEAD, PriceBook, WrittenBook
from crm_planner.errors import DataError
from crm_planner.files.typed import check
from crm_planner.files.unlikely import warnings_of
from crm_planner.files.yaml_events import read_yaml
from crm_planner.layers import LaidOver
from crm_planner.place import Source, WrittenMapping
from crm_planner.problem import Problem

PriceList = WrittenCatalog | WrittenBook


def read_price_list(data: bytes, file: str) -> PriceList:
    """The catalog in `data`, or the price book where it says what it extends. Raises DataError with every problem."""
    tree, problems = read_yaml(data, file)
    if tree is None:
        raise DataError(problems)
    return price_list(Source(file, tree), problems)


def price_list(source: Source, problems: list[Problem]) -> PriceList:
    """The same of a document that was read with `problems`."""
    tree = WrittenMapping((1, 1)) if source.tree is None else source.tree
    if "extends" not in tree:
        return WrittenCatalog(check(Catalog, source, problems), source, warnings_of(source))
    head = WrittenMapping(tree.start)
    for key in HEAD:
        if key in tree:
            head[key], head.places[key] = tree[key], tree.places[key]
    return WrittenBook(check(PriceBook, Source(source.file, head), problems), source)


def id_of(written: PriceList) -> str:
    """The id of a catalog or price book."""
    return written.book.id if isinstance(written, WrittenBook) else written.catalog.id


def laid_over(book: WrittenBook, below: WrittenCatalog) -> WrittenCatalog:
    """The catalog `below` with `book` over it. Raises DataError with all that is wrong with the book, or with both."""
    laid = lay(book.source, below.source, below.catalog.id)
    source = LaidOver(laid.tree, book.source, below.source, laid.steps)
    if laid.problems:
        raise DataError([*laid.problems, *_broken(source, book)])
    catalog = _both(source, book)
    return WrittenCatalog(catalog, source, (*warnings_of(source), *laid.remarks), (*below.books, book))


def _both(source: LaidOver, book: WrittenBook) -> Catalog:
    """What catalog and book are together. Raises DataError with all that does not hold of them."""
    try:
        return check(Catalog, source, [])
    except DataError as error:
        raise DataError([_under(problem, book) for problem in error.problems]) from None


def _broken(source: LaidOver, book: WrittenBook) -> Iterator[object]:
    """What is wrong with both together, besides what is wrong with the book."""
    try:
        _both(source, book)
    except DataError as error:
        yield from error.problems


def _under(problem: object, book: WrittenBook) -> object:
    """A problem that shows at a place of the catalog says which book brought it about."""
    if not isinstance(problem, Problem) or problem.place.file == book.file:
        return problem
    return problem._replace(message=f"{problem.message} (under the price book {book.file})")
