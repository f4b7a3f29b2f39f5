"""Writes the Word templates that are shipped: `python -m tools.word_template`. A test compares them with the files."""

from collections.abc import Iterable
from pathlib import Path

from tools import word_ending, word_page, word_proposal, word_terms
from tools.word_styles import fonts, numbering, settings, styles
from tools.word_xml import NAMESPACES, OFFICE, archived, each, field, paragraph, run, twips

SHIPPED = Path(__file__).resolve().parents[1] / "templates"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "numbering", "settings", "fontTable")


def proposal() -> bytes:
    """templates/proposal/proposal.docx."""
    heading = paragraph("{% if section.number %}{{ section.number }}. {% endif %}{{ section.title }}", "Heading1")
    body = (
        word_proposal.needs()
        + word_proposal.solution()
        + word_proposal.plan()
        + word_proposal.prices()
        + word_terms.terms()
        + word_terms.judgement()
        + word_ending.terms()
    )
    whole = word_proposal.letterhead() + word_proposal.first_page() + each("section in sections", heading, body)
    return document(whole, header="{{ document.title }}", footer="{{ seller.name }}")


def document(body: str, header: str, footer: str, margin: float = 20) -> bytes:
    """A whole file of A4 pages, `margin` mm above and below: the header from the second page on, page and number of pages at every foot."""
    margins = f'w:top="{twips(margin)}" w:right="{twips(20)}" w:bottom="{twips(margin)}" w:left="{twips(24)}"'
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/>'
        '<w:footerReference w:type="first" r:id="footer"/>'
        f'<w:pgSz w:w="{twips(210)}" w:h="{twips(297)}"/>'
        f'<w:pgMar {margins} w:header="{twips(margin / 2)}" w:footer="{twips(margin / 2)}" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    counted = [run(footer), "<w:r><w:tab/></w:r>", field("PAGE"), run(" / "), field("NUMPAGES")]
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations([("document", "officeDocument", "word/document.xml")]),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>",
        "word/header.xml": f"<w:hdr {NAMESPACES}>{paragraph(header, 'Header')}</w:hdr>",
        "word/footer.xml": f"<w:ftr {NAMESPACES}>{paragraph(counted, 'Footer')}</w:ftr>",
        "word/styles.xml": styles(),
        "word/numbering.xml": numbering(),
        "word/settings.xml": settings(),
        "word/fontTable.xml": fonts(),
        "word/_rels/document.xml.rels": _relations(
            [(name, name, f"{name}.xml") for name in ("header", "footer", *_PARTS)]
        ),
    }
    return archived(parts)


def _content_types() -> str:
    named = {"document": "document.main", "header": "header", "footer": "footer", **{name: name for name in _PARTS}}
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>' for name, kind in named.items()
    )
    usual = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'<Types xmlns="{_PACKAGE}/content-types">{usual}{parts}</Types>'


def _relations(each_one: Iterable[tuple[str, str, str]]) -> str:
    written = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>' for name, kind, target in each_one
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'


def page() -> bytes:
    """templates/page.docx."""
    return document(word_page.page(), header="", footer="", margin=14)


TEMPLATES = {"proposal/proposal.docx": proposal, "page.docx": page}


def main() -> None:
    """Write every template into its place."""
    for name, made in TEMPLATES.items():
        (SHIPPED / name).write_bytes(made())


if __name__ == "__main__":
    main()
