"""The proposal as one HTML file that prints well: no script, nothing fetched, every value escaped."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from markupsafe import Markup

from crm_planner.documents.templates.environment import text_environment


class Drawn(Protocol):
    """A picture as the page needs it: a title, what it shows in words, and its drawing in SVG."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def alt(self) -> str: ...
    @property
    def svg(self) -> str: ...


def proposal_html(context: Mapping[str, Any], templates: Path, pictures: Sequence[Drawn] = ()) -> str:
    """`context` by the template proposal.html.j2 of the folder `templates`; only its style and pictures are allowed."""
    environment = text_environment(templates)
    style = (templates / "proposal.css").read_text(encoding="utf-8")
    return environment.get_template("proposal.html.j2").render(
        {
            **context,
            "charts": [_chart(one) for one in pictures],
            "style": Markup(style),  # noqa: S704 - the template's own file; the hash in the policy admits just this text
            "style_hash": b64encode(sha256(style.encode()).digest()).decode(),
        }
    )


def _chart(picture: Drawn) -> dict[str, str]:
    drawn = b64encode(picture.svg.encode()).decode()
    return {
        "id": picture.id,
        "title": picture.title,
        "alt": picture.alt,
        "address": f"data:image/svg+xml;base64,{drawn}",
    }
