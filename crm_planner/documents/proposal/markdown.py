"""The proposal as Markdown, by the template proposal.md.j2; every value is escaped as it is put in."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from crm_planner.documents.table_markdown import escaped


def proposal_markdown(context: Mapping[str, Any], templates: Path) -> str:
    """`context` by the template of the folder `templates`."""
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(templates, encoding="utf-8"),
        autoescape=False,
        finalize=lambda value: escaped(value) if isinstance(value, str) else value,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("proposal.md.j2").render(context)
