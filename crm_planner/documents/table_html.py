"""A page as one self-contained HTML file: no script, nothing fetched, every text escaped by the template."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from crm_planner.documents.page import Page, Table
from crm_planner.documents.plain import heading, said
from crm_planner.documents.wording import Speech
from crm_planner.problem import visible


def html(page: Page, speech: Speech, templates: Path) -> str:
    """`page` by the template comparison.html.j2 of the folder `templates`; nothing but its style is allowed."""
    environment = Environment(
        loader=FileSystemLoader(templates, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    style = (templates / "comparison.css").read_text(encoding="utf-8")
    return environment.get_template("comparison.html.j2").render(
        page=page,
        language=speech.language,
        style=Markup(style),  # noqa: S704 - the product's own file; the hash in the policy admits exactly this text
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
        say=lambda value: said(value, speech),
        heading=lambda value: heading(value, speech),
        cell=lambda value: visible(value.text(speech, blocks=True)) + value.after,
        is_table=lambda part: isinstance(part, Table),
    )
