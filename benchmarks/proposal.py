"""A proposal of ten pages with charts, over what its engine takes for the same texts and pictures on as many pages.

Beside PDF stands typst with a template of four lines, beside HTML jinja2 with one loop, beside DOCX docxtpl with one
paragraph that is repeated; all draw the same charts from finished specifications by vl-convert, escape text, and embed
the shipped fonts alone. What is measured beyond them is
ours: the words, figures and tables, the specifications of charts, the layout. The model is computed before. Every run
is a process of its own, since engines remember what they have set before; modules are loaded in all of them.

    python -m benchmarks.proposal
"""

import io
import json
import os
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from time import perf_counter
from typing import Any

import docx
import jinja2
import typst
import vl_convert
from docxtpl import DocxTemplate, InlineImage  # type: ignore[import-untyped]

from benchmarks.ratios import interleaved, report
from crm_planner.documents.charts.chart import Chart
from crm_planner.documents.charts.drawing import Picture
from crm_planner.documents.charts.look import VEGA_LITE_VERSION
from crm_planner.documents.charts.proposal import charts, pictures
from crm_planner.documents.proposal.context import proposal_context
from crm_planner.documents.proposal.docx import proposal_docx
from crm_planner.documents.proposal.formal import FormalSpeech
from crm_planner.documents.proposal.html import proposal_html
from crm_planner.documents.proposal.pdf import proposal_pdf
from crm_planner.documents.wording import Speech
from crm_planner.files.briefs import load_brief
from crm_planner.files.bundled import folder
from crm_planner.files.catalogs import load_catalogs
from crm_planner.files.companies import load_company
from crm_planner.files.playbooks import load_playbook, load_playbook_with_plan, load_playbook_with_risks
from crm_planner.project import Project
from crm_planner.proposal.proposal import Knowledge, Proposal, Seller, propose

BRIEF, CANDIDATE, DAY = "order-desk.yaml", "regionsoft/standard", date(2026, 11, 23)
ROUNDS, AIM, LANGUAGE = 7, 1.5, "ru"
TEMPLATES = folder("templates")
FONTS = TEMPLATES / "fonts"
WORDINGS = TEMPLATES / "wording"

_TYPST = """#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set page(columns: 2)
#set text(font: ("IBM Plex Sans", "Noto Sans JP"), lang: "ru", size: 8pt)
#for one in data.texts { par(one) }
#for one in data.charts { image(bytes(one), format: "svg", alt: "a chart") }
"""
"""In two columns and small letters the texts take as many pages as the proposal, whose tables hold several in a row."""

_JINJA = """<!DOCTYPE html><html lang="ru"><title>{{ title }}</title>
{% for one in texts %}<p>{{ one }}</p>
{% endfor %}{% for one in charts %}<img alt="a chart" src="data:image/svg+xml;base64,{{ one }}">
{% endfor %}</html>"""


def stage() -> Proposal:
    """The proposal of a shipped brief, its model computed."""
    written = load_brief(str(folder("examples") / BRIEF))._replace(scenarios=())
    catalogs = load_catalogs(folder("vendor_catalogs"), "vendor_catalogs")
    company = load_company(folder("examples") / "company" / "company.yaml")
    knowledge = Knowledge(load_playbook_with_risks(), load_playbook_with_plan())
    project = Project(written, catalogs, load_playbook(), DAY)
    return propose(project, knowledge, CANDIDATE, Seller(company.company, company.logo))


def ours(proposal: Proposal, *, pixels: bool = False) -> tuple[dict[str, Any], tuple[Picture, ...]]:
    """The data and pictures every format begins with; only Word documents take `pixels`."""
    context = proposal_context(proposal, FormalSpeech(LANGUAGE, WORDINGS))
    return context, pictures(proposal, Speech(LANGUAGE, WORDINGS), FONTS, pixels=pixels)


def our_pdf(proposal: Proposal) -> bytes:
    """The proposal as `propose -o FILE.pdf` makes it."""
    context, drawn = ours(proposal)
    return proposal_pdf(context, TEMPLATES / "proposal", drawn, FONTS)


def our_html(proposal: Proposal) -> bytes:
    """The proposal as `propose -o FILE.html` makes it."""
    context, drawn = ours(proposal)
    return proposal_html(context, TEMPLATES / "proposal", drawn).encode()


def our_docx(proposal: Proposal) -> bytes:
    """The proposal as `propose -o FILE.docx` makes it."""
    context, drawn = ours(proposal, pixels=True)
    return proposal_docx(context, TEMPLATES / "proposal", drawn)


def svgs(specifications: list[Chart]) -> list[str]:
    """Finished specifications drawn, and nothing else."""
    vl_convert.register_font_directory(str(FONTS))
    return [vl_convert.vegalite_to_svg(dict(one.specification), vl_version=VEGA_LITE_VERSION) for one in specifications]


def bare_pdf(texts: list[str], specifications: list[Chart]) -> bytes:
    """The same texts and pictures by typst."""
    data = {"title": "A proposal", "texts": texts, "charts": svgs(specifications)}
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    written = json.dumps(data, ensure_ascii=False)
    compiler = typst.Compiler(_TYPST.encode(), font_paths=fonts, ignore_system_fonts=True, sys_inputs={"data": written})
    made = compiler.compile(format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=0)
    return made if isinstance(made, bytes) else b""


def bare_html(texts: list[str], specifications: list[Chart]) -> bytes:
    """The same texts and pictures by jinja2."""
    environment = jinja2.Environment(autoescape=True)
    drawn = [b64encode(one.encode()).decode() for one in svgs(specifications)]
    return environment.from_string(_JINJA).render(title="A proposal", texts=texts, charts=drawn).encode()


def bare_docx(texts: list[str], specifications: list[Chart]) -> bytes:
    """The same texts and pictures by docxtpl, in paragraphs of the template every Word begins with."""
    drawn = [vl_convert.svg_to_png(one, scale=2) for one in svgs(specifications)]
    blank, whole = io.BytesIO(), io.BytesIO()
    written = docx.Document()
    for tag in ("{%p for one in texts %}", "{{ one }}", "{%p endfor %}", "{%p for one in charts %}"):
        written.add_paragraph(tag)
    for tag in ("{{ one }}", "{%p endfor %}"):
        written.add_paragraph(tag)
    written.save(blank)
    blank.seek(0)
    template = DocxTemplate(blank)
    charts_drawn = [InlineImage(template, io.BytesIO(one)) for one in drawn]
    template.render({"texts": texts, "charts": charts_drawn}, autoescape=True)
    template.save(whole)
    return whole.getvalue()


def leaves(value: object) -> Iterator[str]:
    """Every text of the data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one)


def apart(work: Callable[[], bytes]) -> tuple[float, int]:
    """Seconds of `work` in a process of its own, and the pages it made, if it made a PDF."""
    receiving, sending = os.pipe()
    if not os.fork():
        begun = perf_counter()
        made = work()
        taken = perf_counter() - begun
        os.write(sending, json.dumps([taken, made.count(b"/Type/Page/") or made.count(b"/Type /Page\n")]).encode())
        os._exit(0)
    os.close(sending)
    with os.fdopen(receiving, "rb") as answer:
        taken, pages = json.loads(answer.read())
    os.wait()
    return taken, pages


def seconds(work: Callable[[], bytes]) -> float:
    """Seconds of `work` in a process of its own."""
    return apart(work)[0]


def main() -> None:
    """Print how many times its engine's cost each format takes."""
    proposal = stage()
    context = proposal_context(proposal, FormalSpeech(LANGUAGE, WORDINGS))
    texts = [one for one in leaves({key: one for key, one in context.items() if key != "label"}) if one]
    specifications = list(charts(proposal, Speech(LANGUAGE, WORDINGS)))
    pages = apart(partial(our_pdf, proposal))[1]
    floor_pages = apart(partial(bare_pdf, texts, specifications))[1]
    print(f"{len(texts)} texts, {len(specifications)} charts, {pages} pages; typst alone: {floor_pages} pages")
    contenders = {
        "typst and vl-convert": partial(bare_pdf, texts, specifications),
        "PDF": partial(our_pdf, proposal),
        "jinja2 and vl-convert": partial(bare_html, texts, specifications),
        "HTML": partial(our_html, proposal),
        "docxtpl and vl-convert": partial(bare_docx, texts, specifications),
        "DOCX": partial(our_docx, proposal),
    }
    timing = interleaved({name: partial(seconds, work) for name, work in contenders.items()}, ROUNDS)
    pairs = (("typst", "PDF"), ("jinja2", "HTML"), ("docxtpl", "DOCX"))
    for floor, name in ((f"{engine} and vl-convert", name) for engine, name in pairs):
        report({one: timing[one] for one in (floor, name)}, floor, {name: AIM})


if __name__ == "__main__":
    main()
