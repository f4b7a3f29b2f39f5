"""The arguments and options that several commands take, each described once."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer


class Format(StrEnum):
    """How a table is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"


def readable(value: Any) -> Any:
    """`value` as it is; bytes that are no text in the terminal's encoding are refused where a text is meant."""
    texts = value if isinstance(value, list) else [value or ""]
    if any("\ud800" <= character <= "\udfff" for text in texts for character in text):
        raise typer.BadParameter("it is not text in the encoding of this terminal")
    return value


def place_to_read(written: str) -> Path:
    """A file or folder to read; whether it can be read is found, and said, when it is."""
    if not written:
        raise typer.BadParameter("it is empty")
    return Path(written)


BriefFile = Annotated[str, typer.Argument(metavar="BRIEF", help="A brief in YAML; - reads standard input.")]
CandidateName = Annotated[
    str, typer.Argument(metavar="CANDIDATE", help="CATALOG/EDITION; CATALOG alone where it has one edition.")
]
Users = Annotated[
    str | None,
    typer.Option(metavar="N", help="How many people use the system, instead of the brief's.", callback=readable),
]
Years = Annotated[
    str | None, typer.Option(metavar="N", help="The horizon in years, instead of the brief's.", callback=readable)
]
Sets = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help="Change a key of the brief, such as users.peak=12. Repeatable.",
        callback=readable,
    ),
]
Scenario = Annotated[str | None, typer.Option(metavar="NAME", help="Price this scenario of the brief only.")]
Catalogs = Annotated[
    Path | None,
    typer.Option(
        metavar="PATH", help="Catalogs to use instead of the shipped ones: a folder or a file.", parser=place_to_read
    ),
]
Overlays = Annotated[
    list[Path] | None,
    typer.Option(
        "--overlay",
        metavar="FILE",
        help="A price book to lay over the catalog it extends. Repeatable.",
        parser=place_to_read,
    ),
]
Playbook = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="A playbook of your own; what it leaves out is the shipped one's.", parser=place_to_read
    ),
]
Language = Annotated[str | None, typer.Option(metavar="LANGUAGE", help="en, ru or ja.")]
NoColour = Annotated[bool, typer.Option("--no-color", help="No colour on a terminal; NO_COLOR does the same.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No warnings.")]
Ranges = Annotated[
    bool, typer.Option("--range", help="Say how sure the totals are: P50, P80, and what moves P80 most.")
]
