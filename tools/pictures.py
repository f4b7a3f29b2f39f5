"""The pictures of the README, made by the product: the seed compared, a report, a workbook, a proposal.

python -m tools.pictures        writes docs/pictures/*.png (make pictures)
"""

import json
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright
from typst import Compiler, Fonts

from crm_planner.cli.main import run
from crm_planner.documents.charts.by_category import cost_by_category
from crm_planner.documents.charts.drawing import png
from crm_planner.documents.charts.proposal import pictures
from crm_planner.documents.proposal.context import proposal_context
from crm_planner.documents.proposal.formal import FormalSpeech
from crm_planner.documents.proposal.pdf import pdf_data
from crm_planner.documents.report.page import report_html
from crm_planner.documents.report.source import source
from crm_planner.documents.wording import Speech
from crm_planner.files.briefs import load_brief
from crm_planner.files.bundled import folder
from crm_planner.files.catalogs import load_catalogs
from crm_planner.files.companies import load_company
from crm_planner.files.playbooks import load_playbook, load_playbook_with_plan, load_playbook_with_risks
from crm_planner.project import Project, compare
from crm_planner.proposal.proposal import Knowledge, Seller, propose

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
DAY = date(2026, 11, 23)
SHOWN = (("en", 0), ("ru", 1), ("ja", 2))
"""Which page is shown in which language."""

STATE = "users%2Ftotal=40&years=3"
"""Where the report is moved to before its picture is taken."""

SHEETS = (("en", 1), ("ru", 8))
"""Which printed page of the workbook is shown in which language: its summary, and the years."""

SCREEN = (1000, 1010)
PPI = 54
TEMPLATES = folder("templates")
FONTS = TEMPLATES / "fonts"
SIDE_BY_SIDE = """
#set page(width: auto, height: auto, margin: 4mm, fill: rgb("#d7dde3"))
#let pages = json(bytes(sys.inputs.data))
#grid(columns: pages.len(), gutter: 4mm, ..pages.map(one => image(bytes(one), width: WIDTH)))
"""


def project(brief: str) -> Project:
    """A shipped example with the shipped price lists."""
    written = load_brief(str(folder("examples") / brief))._replace(scenarios=())
    catalogs = load_catalogs(folder("vendor_catalogs"), "vendor_catalogs")
    return Project(written, catalogs, load_playbook(), DAY)


def comparison() -> bytes:
    """The bars of the seed's comparison."""
    chart = cost_by_category(compare(project("box-comparison.yaml")), Speech("en", TEMPLATES / "wording"))
    return png(chart, FONTS, 1.0)


def report() -> bytes:
    """The first screen of the report on the firm, in the machine's own Chromium."""
    found = source(project("firm-of-25.yaml"), load_playbook_with_risks())
    width, height = SCREEN
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        path = Path(place) / "report.html"
        path.write_text(report_html(found, "en", TEMPLATES), encoding="utf-8")
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = chromium.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
        page.goto(f"{path.as_uri()}#{STATE}")
        page.locator("#turns li").nth(3).wait_for()
        picture = page.screenshot()
        chromium.close()
    return picture


def workbook() -> bytes:
    """Two of its sheets as LibreOffice prints them, side by side."""
    with TemporaryDirectory() as place:
        return _side_by_side([_printed(Path(place) / language, language, page) for language, page in SHEETS], 130)


def _printed(folder_of: Path, language: str, page: int) -> bytes:
    """A page of the workbook of the firm over three years."""
    folder_of.mkdir()
    path, brief = folder_of / "firm.xlsx", folder("examples") / "firm-of-25.yaml"
    if run(("workbook", f"{brief}", "-o", f"{path}", "--years", "3", "--lang", language, "--quiet")):
        raise SystemExit(1)
    profile = f"-env:UserInstallation={(folder_of / 'office').as_uri()}"
    office = ("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder_of, path)
    subprocess.run(office, check=True, capture_output=True)
    only = ("-f", f"{page}", "-l", f"{page}", "-singlefile")
    subprocess.run(["pdftoppm", "-png", "-r", "110", *only, path.with_suffix(".pdf"), folder_of / "page"], check=True)
    return (folder_of / "page.png").read_bytes()


def proposal() -> bytes:
    """A page in each language, side by side."""
    company = load_company(folder("examples") / "company" / "company.yaml")
    knowledge = Knowledge(load_playbook_with_risks(), load_playbook_with_plan())
    made = propose(project("firm-of-25.yaml"), knowledge, "regionsoft/standard", Seller(company.company, company.logo))
    pages = []
    for language, number in SHOWN:
        drawn = pictures(made, Speech(language, TEMPLATES / "wording"), FONTS)
        data = pdf_data(proposal_context(made, FormalSpeech(language, TEMPLATES / "wording")), drawn)
        pages.append(_pages((TEMPLATES / "proposal" / "proposal.typ").read_bytes(), data, 2 * PPI)[number])
    return _side_by_side(pages, 85)


def _side_by_side(pages: Sequence[bytes], width: int) -> bytes:
    """Pictures of pages on one background, each of so many millimetres."""
    return _pages(SIDE_BY_SIDE.replace("WIDTH", f"{width}mm").encode(), [list(one) for one in pages], PPI * 2)[0]


def _pages(template: bytes, data: object, ppi: int) -> list[bytes]:
    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    compiler = Compiler(
        template, root=TEMPLATES / "proposal", font_paths=fonts, ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
    )  # fmt: skip
    made = compiler.compile(format="png", ppi=ppi)
    return made if isinstance(made, list) else [made or b""]


def main() -> None:
    """Write all of them."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    (PICTURES / "comparison.png").write_bytes(comparison())
    (PICTURES / "report.png").write_bytes(report())
    (PICTURES / "workbook.png").write_bytes(workbook())
    (PICTURES / "proposal.png").write_bytes(proposal())


if __name__ == "__main__":
    main()
