"""`crm-planner schema`: the JSON Schema of the files people write."""

from enum import StrEnum
from typing import Annotated

import typer

from crm_planner.cli.streams import write


class Subject(StrEnum):
    """What has a schema."""

    CATALOG = "catalog"
    BRIEF = "brief"
    PLAYBOOK = "playbook"


def schema(subject: Annotated[Subject, typer.Argument(metavar="catalog|brief|playbook", help="Whose schema.")]) -> None:
    """Print the JSON Schema of a catalog, brief or playbook, for editors that check while one types.

    \b
    Example:
      crm-planner schema catalog
    """  # noqa: D301 - \b keeps the parser from filling the lines
    import json

    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_schema(subject)}
    write(json.dumps(document, ensure_ascii=False, indent=2) + "\n", utf8=True)


def _schema(subject: Subject) -> dict[str, object]:
    from crm_planner.brief.model import Brief
    from crm_planner.catalog.model import Catalog
    from crm_planner.document import Document
    from crm_planner.playbook.model import Playbook

    models: dict[Subject, type[Document]] = {
        Subject.CATALOG: Catalog,
        Subject.BRIEF: Brief,
        Subject.PLAYBOOK: Playbook,
    }
    return models[subject].model_json_schema(by_alias=True)
