"""A proposal printed for tests: its data, its pictures, and what a reader of the PDF finds in it."""

import re
import subprocess
import zlib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from crm_planner.documents.charts.drawing import Picture
from crm_planner.documents.charts.proposal import pictures
from crm_planner.documents.proposal.context import proposal_context
from crm_planner.documents.proposal.formal import FormalSpeech
from crm_planner.documents.proposal.pdf import pdf_data
from crm_planner.documents.typesetting import typeset_with_warnings
from crm_planner.files.briefs import load_brief
from crm_planner.files.bundled import folder
from crm_planner.files.catalogs import load_catalogs
from crm_planner.files.companies import load_company
from crm_planner.files.playbooks import load_playbook, load_playbook_with_plan, load_playbook_with_risks
from crm_planner.project import Project
from crm_planner.proposal.proposal import Knowledge, Proposal, Seller, propose
from tests.conftest import find_tool
from tests.documents.made import TEMPLATES, WORDINGS, speech

FONTS = TEMPLATES / "fonts"
TYPST = TEMPLATES / "proposal" / "proposal.typ"

UNSEEN = {"schema", "language", "label", "id", "date_iso", "valid_until_iso", "legal_nature", "candidate_id", "logo"}
UNSEEN |= {"band_id", "chosen"}
"""Keys of the data that steer the page and are not printed on it."""


@cache
def proposal(brief: str = "firm-of-25.yaml", candidate: str = "regionsoft/standard") -> Proposal:
    written = load_brief(str(folder("examples") / brief))._replace(scenarios=())
    catalogs = load_catalogs(folder("vendor_catalogs"), "vendor_catalogs")
    project = Project(written, catalogs, load_playbook(), date(2026, 11, 23))
    company = load_company(folder("examples") / "company" / "company.yaml")
    knowledge = Knowledge(load_playbook_with_risks(), load_playbook_with_plan())
    return propose(project, knowledge, candidate, Seller(company.company, company.logo))


def context(language: str) -> dict[str, Any]:
    """The data of the proposal, made anew each time, so that a test may change them."""
    return proposal_context(proposal(), FormalSpeech(language, WORDINGS))


@cache
def drawn(language: str) -> tuple[Picture, ...]:
    return pictures(proposal(), speech(language), FONTS)


def printed(data: dict[str, Any], charts: tuple[Picture, ...] = ()) -> bytes:
    """The PDF; the shipped template gives no warning."""
    pdf, warnings = typeset_with_warnings(TYPST, pdf_data(data, charts), FONTS, data["document"]["date_iso"])
    assert warnings == ()
    return pdf


def read(pdf: bytes, place: Path) -> str:
    """Its text in the order of its content, pages parted by form feeds."""
    file = place / "read.pdf"
    file.write_bytes(pdf)
    done = subprocess.run([find_tool("pdftotext"), "-raw", str(file), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def bare(text: str) -> str:
    """Text without what a line end may add or take away: spaces and hyphens."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]", "", text)


def leaves(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text a reader sees, with where it stands."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in UNSEEN:
                yield from leaves(one, (*path, key))
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one, path)


def changed(value: Any, given: Iterator[str]) -> Any:
    """The same data with the next of the `given` texts in place of every text a reader sees."""
    if isinstance(value, dict):
        return {key: one if key in UNSEEN else changed(one, given) for key, one in value.items()}
    return [changed(one, given) for one in value] if isinstance(value, list) else next(given)


def unpacked(pdf: bytes) -> bytes:
    """The file with its compressed streams unpacked beside it, for whoever looks for what must not be there."""
    parts = [pdf]
    for packed in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompressobj().decompress(packed[1]))
        except zlib.error:
            continue
    return b"\n".join(parts)
