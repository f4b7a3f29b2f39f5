"""A proposal's data put into a template of any form, by the program itself or by a child of it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from crm_planner.documents.charts.drawing import Picture


class Wanted(NamedTuple):
    """What is to be made: the form (docx, pdf, html or markdown), the data, the charts, and where the fonts are."""

    form: str
    context: Mapping[str, Any]
    pictures: "Sequence[Picture]"
    fonts: Path


def rendered(wanted: Wanted, templates: Path) -> bytes:
    """The document by the template of its form in the folder `templates`. Raises whatever its libraries raise."""
    form, context, pictures, fonts = wanted
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
