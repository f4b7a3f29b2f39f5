"""How the shipped Word template of a proposal ends: acceptance, terms, sources, glossary and signatures."""

from tools.word_proposal import MILESTONES, PAGE, SOURCES, section, texts
from tools.word_xml import Column, cell, framed, paragraph, row, run, table, when

GLOSSARY = (
    Column(46, "", [paragraph([run("{{ one.term }}", "Strong")], "TableText")]),
    Column(120, "{{ label.meaning }}", "{{ one.meaning }}"),
)


def terms() -> str:
    """When the work counts as done, how changes are agreed, and what the document is in law."""
    return "".join(
        (
            section(
                "acceptance", texts("acceptance"), when("acceptance.rows", table(MILESTONES, "one in acceptance.rows"))
            ),
            section("changes", texts("changes")),
            section("legal", texts("legal")),
            section("sources", when("sources", table(SOURCES, "one in sources"))),
            section("glossary", when("glossary", table(GLOSSARY, "one in glossary"))),
            section("signatures", signatures()),
        )
    )


def signatures() -> str:
    """A block for each party, side by side on one page."""
    widths = (78.0, 10.0, 78.0)
    cells = [cell([_signature("seller")], 78), cell("", 10), cell([_signature("client")], 78)]
    return framed([row(cells)], widths, PAGE, "LetterheadTable") + paragraph("", "AfterTable")


def _signature(party: str) -> str:
    at = f"signatures.{party}"
    return "".join(
        (
            paragraph([run(f"{{{{ {at}.party }}}}", "Strong")]),
            when(f"{at}.position", paragraph(f"{{{{ {at}.position }}}}", "TableText")),
            when(f"{at}.basis", paragraph(f"{{{{ {at}.basis }}}}", "TableNote")),
            paragraph("", "TableText"),
            paragraph(f"______________________ {{{{ {at}.name }}}}", "TableText"),
            paragraph("{{ signatures.seal }}", "TableNote"),
        )
    )
