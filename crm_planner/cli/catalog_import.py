"""`crm-planner catalog import`: a vendor's price list into a draft catalog, by a mapping of its columns."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crm_planner.cli.options import Quiet
from crm_planner.cli.streams import complain, write
from crm_planner.errors import UsageError

if TYPE_CHECKING:
    from crm_planner.catalog.draft import Draft

ListFile = Annotated[
    str, typer.Argument(metavar="FILE", help="A price list: .xlsx, or .csv as a spreadsheet saves it. - reads it.")
]
Mapping = Annotated[
    str | None,
    typer.Option("--map", metavar="MAPPING", help="What its columns and words mean. Without: a mapping is proposed."),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write it, instead of standard output.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace the output, if it is there.")]


def import_(
    file: ListFile, *, mapping: Mapping = None, output: Output = None, force: Force = False, quiet: Quiet = False
) -> None:
    """Copy a vendor's price list into a draft catalog; every price remembers its cell.

    Nothing is guessed: a mapping says which column holds what. Without one, a first mapping is proposed.

    \b
    Examples:
      crm-planner catalog import examples/price-list/prices.csv
      crm-planner catalog import examples/price-list/prices.csv --map examples/price-list/mapping.yaml
    """  # noqa: D301 - \b keeps the parser from filling the lines
    if mapping is None:
        from crm_planner.documents.yaml_text import yaml_text
        from crm_planner.files.price_lists.starter import propose_mapping

        draft = propose_mapping(file)
        following = f"complete it, then: crm-planner catalog import {_quoted(file)} --map {_quoted(output)}"
        deliver(yaml_text(draft.tree, draft.comments), output, following, force=force, quiet=quiet)
        return
    from crm_planner.files.price_lists.copying import copy_list
    from crm_planner.files.price_lists.lists import load_list, load_mapping

    written = load_mapping(mapping)
    draft = copy_list(load_list(file, written), written)
    following = f"crm-planner catalog lint {_quoted(output)}"
    deliver(readable_again(draft), output, following, force=force, quiet=quiet)


def readable_again(draft: "Draft") -> str:
    """The draft of a catalog as YAML. Raises DataError where it is too large to be read as a catalog."""
    from crm_planner.catalog.model import Catalog
    from crm_planner.documents.yaml_text import yaml_text
    from crm_planner.files.typed import read_document

    text = yaml_text(draft.tree, draft.comments)
    read_document(Catalog, text.encode(), "the draft")
    return text


def refuse_unwritable(output: Path | None, *, force: bool, binary: bool = False) -> None:
    """Refuse before any work what could not be written after it: a file that is there, a PDF without a file.

    Raises UsageError and OutputError.
    """
    if output is not None and str(output) != "-":
        from crm_planner.files.writing import refuse_early

        refuse_early(output, replace=force)
    elif binary:
        raise UsageError("this format is no text for a terminal; name a file with -o")


def deliver(text: str | bytes, output: Path | None, following: str | None, *, force: bool, quiet: bool) -> None:
    """Write a document to standard output, or to `output` and say what to do next, if anything. Raises OutputError."""
    if output is None or str(output) == "-":
        write(text if isinstance(text, str) else text.decode(), utf8=True)
        return
    from crm_planner.files.writing import write_whole

    write_whole(output, text.encode() if isinstance(text, str) else text, replace=force)
    if not quiet:
        complain(f"crm-planner: written to {output}{f'; next: {following}' if following else ''}")


def _quoted(name: object) -> str:
    return shlex.quote(str(name))
