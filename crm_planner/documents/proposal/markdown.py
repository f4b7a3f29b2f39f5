"""The proposal as Markdown, by the template proposal.md.j2; every value is escaped as it is put in."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from crm_planner.documents.table_markdown import escaped
from crm_planner.documents.templates.environment import text_environment


def proposal_markdown(context: Mapping[str, Any], templates: Path) -> str:
    """`context` by the template of the folder `templates`."""
    environment = text_environment(
        templates, lambda value: escaped(value) if isinstance(value, str) else value, xml=False
    )
    return environment.get_template("proposal.md.j2").render(context)
