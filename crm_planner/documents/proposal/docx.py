"""A proposal as a Word document, by a template a consultant edits in Word."""

from base64 import b64decode
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm_planner.documents.templates.failure import NoPicture
from crm_planner.documents.templates.word import Illustration, Properties, fill
from crm_planner.errors import OutputError

if TYPE_CHECKING:
    from crm_planner.documents.charts.drawing import Picture

PICTURES = ("logo", "cost_by_category", "cost_by_year", "gantt", "risk_heat_map")
"""The names a template knows pictures by: `{{ picture.gantt }}`; one that is not there is an empty text."""

_ROOM, _LOGO_ROOM = (152, 110), (50, 22)
"""Width and height a picture may take, in millimetres."""


def proposal_docx(context: Mapping[str, Any], templates: Path, pictures: "Sequence[Picture]") -> bytes:
    """The proposal `context` by proposal.docx of the folder `templates`.

    Raises what `fill` raises, OutputError for a damaged logo.
    """
    drawn = {name_of(one.id): Illustration(one.png, one.title, one.alt, *_ROOM) for one in pictures}
    seller = context["seller"]
    if seller["logo"]:
        drawn["logo"] = Illustration(_image(seller["logo"]), seller["name"], seller["name"], *_LOGO_ROOM)
    said = dict.fromkeys(PICTURES, "")
    known = {**context, "caption": said | {name: one.title for name, one in drawn.items()}}
    try:
        return fill((templates / "proposal.docx").read_bytes(), known, said, drawn, about(context))
    except NoPicture as error:  # the charts are our own
        raise OutputError("the company's logo is damaged; save it anew as PNG or JPEG") from error


def name_of(identifier: str) -> str:
    """The name of a picture in a template: `cost-by-year` is `picture.cost_by_year`."""
    return identifier.replace("-", "_")


def about(context: Mapping[str, Any]) -> Properties:
    """What the file says about itself."""
    document = context["document"]
    day = date.fromisoformat(document["date_iso"])
    return Properties(document["title"], document["subject"], context["seller"]["name"], context["language"], day)


def _image(address: str) -> bytes:
    """The picture in a data address."""
    return b64decode(address.partition(",")[2])
