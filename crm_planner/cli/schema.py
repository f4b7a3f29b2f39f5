"""`crm-planner schema`: the JSON Schema of the files people write."""

from enum import StrEnum
from typing import Annotated

import typer

from crm_planner.cli.streams import write


class Subject(StrEnum):
    """What has a schema."""

    CATALOG = "catalog"
    OVERLAY = "overlay"
    BRIEF = "brief"
    PLAYBOOK = "playbook"
    CASES = "cases"


Name = Annotated[Subject, typer.Argument(metavar="catalog|overlay|brief|playbook|cases", help="Whose schema.")]


def schema(subject: Name) -> None:
    """Print the JSON Schema of a catalog, price book, brief, playbook or golden cases, for editors.

    \b
    Example:
      crm-planner schema catalog
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.documents.schemas import schema_json

    write(schema_json(subject), utf8=True)
