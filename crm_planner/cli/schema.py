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
    COMPANY = "company"
    CASES = "cases"
    IMPORT = "import"
    ACTUALS = "actuals"


Name = Annotated[
    Subject, typer.Argument(metavar="catalog|overlay|brief|playbook|company|cases|import|actuals", help="Whose schema.")
]


def schema(subject: Name) -> None:
    """Print the JSON Schema of a file people write, for editors that check while one types.

    overlay is a price book over a catalog, company is who makes proposals, cases are the golden cases beside price
    lists, import is the mapping of a price list for catalog import, actuals are ended projects for calibrate.

    \b
    Example:
      crm-planner schema catalog
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.documents.schemas import schema_json

    write(schema_json(subject), utf8=True)
