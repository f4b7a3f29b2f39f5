"""How the shipped Word template of a proposal ends: acceptance, terms, sources, glossary and signatures."""

from tools.word_proposal import MILESTONES, PAGE, section, texts
from tools.word_terms import SOURCES
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
    """A block for each party, side by side, their lines at one height."""
    widths = (78.0, 10.0, 78.0)
    parts = (_party, _office, _line)
    rows = [row([cell([part("seller")], 78), cell("", 10), cell([part("client")], 78)]) for part in parts]
    return framed(rows, widths, PAGE, "LetterheadTable") + paragraph("", "AfterTable")


def _party(party: str) -> str:
    return paragraph([run(f"{{{{ signatures.{party}.party }}}}", "Strong")], "TableHead")


def _office(party: str) -> str:
    office = f"signatures.{party}"
    return "".join(
        (
            when(f"{office}.position", paragraph(f"{{{{ {office}.position }}}}", "TableText")),
            when(f"{office}.basis", paragraph(f"{{{{ {office}.basis }}}}", "TableNote")),
            paragraph("", "TableHead"),
        )
    )


def _line(party: str) -> str:
    return "".join(
        (
            paragraph(f"______________________ {{{{ signatures.{party}.name }}}}", "TableText"),
            paragraph("{{ signatures.seal }}", "TableNote"),
        )
    )
