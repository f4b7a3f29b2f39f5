"""A proposal's data put into a template of any form: by the program itself, or a child of it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crm_planner.documents.charts.drawing import Picture

TEMPLATES = {
    "docx": "proposal.docx",
    "pdf": "proposal.typ",
    "html": "proposal.html.j2",
    "md": "proposal.md.j2",
}
"""The template of each form."""


def rendered(
    form: str, context: Mapping[str, Any], templates: Path, pictures: "Sequence[Picture]", fonts: Path
) -> bytes:
    """The document of the form `form` (docx, pdf, html or md) by the templates of the folder `templates`.

    `fonts` is the folder of the shipped fonts, which a PDF is set in.
    """
    if form == "docx":
        from crm_planner.documents.proposal.docx import proposal_docx

        return proposal_docx(context, templates, pictures)
    if form == "pdf":
        from crm_planner.documents.proposal.pdf import proposal_pdf

        return proposal_pdf(context, templates, pictures, fonts)
    if form == "html":
        from crm_planner.documents.proposal.html import proposal_html

        return proposal_html(context, templates, pictures).encode()
    from crm_planner.documents.proposal.markdown import proposal_markdown

    return proposal_markdown(context, templates).encode()


def warm_up(form: str) -> None:
    """Load what `rendered` needs, before the process may open nothing any more."""
    if form == "docx":
        import crm_planner.documents.templates.word  # noqa: F401
    elif form == "pdf":
        import typst  # noqa: F401
    else:
        import jinja2  # noqa: F401
