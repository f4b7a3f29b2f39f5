"""From a written tree to one of our documents: every problem of a file at once, each at its place."""

from typing import TypeVar

from pydantic import ValidationError

from crm_planner.document import Document
from crm_planner.errors import DataError
from crm_planner.files.unlikely import warnings_of
from crm_planner.files.yaml_events import read_yaml
from crm_planner.place import Source
from crm_planner.problem import Problem, listed

D = TypeVar("D", bound=Document)


def check(kind: type[D], source: Source, problems: list[Problem]) -> D:
    """The document `source` holds. `problems` are those found while reading it.

    Raises DataError with these and all that the document's own rules find.
    """
    document: D | None = None
    try:
        document = kind.model_validate(source.tree)
    except ValidationError as error:
        problems = [*problems, *_broken_rules(error, source, kind, problems)]
    if document is None or problems:
        raise DataError(listed(problems))
    return document


def read_document(kind: type[D], data: bytes, file: str) -> tuple[D, Source, tuple[Problem, ...]]:
    """The document in `data`, where its values are written, and warnings. Raises DataError with every problem."""
    tree, problems = read_yaml(data, file)
    if tree is None:
        raise DataError(problems)
    source = Source(file, tree)
    return check(kind, source, problems), source, warnings_of(source)


def _broken_rules(error: ValidationError, source: Source, kind: type[Document], found: list[Problem]) -> list[Problem]:
    """What fields, parts and the checks across parts find, less what only follows from the problems already `found`."""
    from crm_planner.files import validation  # only a wrong document needs it

    own = validation.problems_of(error, source, kind)
    return validation.without_consequences([*own, *validation.without_echoes(_faults(kind, source), own)], found)


def _faults(kind: type[Document], source: Source) -> list[Problem]:
    """What the checks across parts find, although single parts are wrong."""
    tree = source.tree if source.tree is not None else {}
    return [Problem(source.place(fault.path), fault.code, fault.message) for fault in kind.faults(tree)]
