"""The proposal as a PDF for print, archives and screen readers: by proposal.typ, text only ever as data."""

from base64 import b64decode
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from crm_planner.documents.proposal.html import Drawn
from crm_planner.documents.typesetting import typeset
from crm_planner.errors import OutputError

_NO_PICTURE = "failed to decode image"
"""What typst says of a picture it cannot read; the charts, which are the only others, are SVG."""


def proposal_pdf(context: Mapping[str, Any], templates: Path, pictures: Sequence[Drawn], fonts: Path) -> bytes:
    """`context` by proposal.typ of the folder `templates`, in the shipped `fonts` and no others.

    Raises MissingExtra without typst, OutputError for a letter the fonts lack, a damaged logo, and a template that does
    not compile.
    """
    data = pdf_data(context, pictures)
    try:
        return typeset(templates / "proposal.typ", data, fonts, context["document"]["date_iso"])
    except OutputError as error:
        if data["logo"] is not None and _NO_PICTURE in str(error):
            raise OutputError("the company's logo is damaged; save it anew as PNG or JPEG") from error
        raise


def pdf_data(context: Mapping[str, Any], pictures: Sequence[Drawn]) -> dict[str, Any]:
    """What the template gets: the context, the charts as SVG, and the logo as the bytes it is made of."""
    charts = [{"id": one.id, "title": one.title, "alt": one.alt, "svg": one.svg} for one in pictures]
    return {**context, "charts": charts, "logo": _logo(context["seller"]["logo"])}


def _logo(address: str) -> dict[str, Any] | None:
    """The picture in a data address (data:image/png;base64,...): typst has no base64."""
    if not address:
        return None
    kind, _, data = address.partition(";base64,")
    return {"format": {"image/jpeg": "jpg"}.get(kind.removeprefix("data:"), "png"), "bytes": list(b64decode(data))}
