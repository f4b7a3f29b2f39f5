"""The middle of the shipped Word template of a proposal: payment, confidence, assumptions, risks and alternatives."""

from tools.word_proposal import picture, section, texts
from tools.word_xml import Column, each, paragraph, table, when

PAYMENTS = (
    Column(30, "{{ label.due }}", "{{ row.due }}"),
    Column(
        60,
        "{{ label.payment_for }}",
        [
            paragraph("{{ row.name }}", "TableText"),
            when("row.categories", paragraph("{{ row.categories }}", "TableNote")),
        ],
    ),
    Column(18, "{{ label.percent }}", "{{ row.percent }}", figure=True),
    Column(32, "{{ label.when }}", "{{ row.when }}"),
    Column(26, "{{ label.amount }}", "{{ row.amount }}", figure=True),
)
RANGE = (
    Column(30, "", "{{ row.label }}"),
    Column(40, "{{ label.value }}", "{{ row.value }}", figure=True),
    Column(96, "{{ label.meaning }}", "{{ row.meaning }}"),
)
ASSUMPTIONS = (
    Column(90, "{{ label.name }}", "{{ one.text }}"),
    Column(30, "{{ label.grade }}", "{{ one.grade }}{% if one.grade_text %} ({{ one.grade_text }}){% endif %}"),
    Column(46, "{{ label.source }}", "{{ one.source }}"),
)


def terms() -> str:
    """How it is paid, how sure the figure is, and what it rests on."""
    return "".join(
        (
            section(
                "payment",
                texts("payment"),
                when("payment.rows", table(PAYMENTS, "row in payment.rows")),
                when("payment.note", paragraph("{{ payment.note }}")),
            ),
            section(
                "range",
                texts("range"),
                when("range.rows", table(RANGE, "row in range.rows")),
                when(
                    "range.drivers",
                    paragraph("{{ label.driver }}", "Heading2"),
                    each("driver in range.drivers", paragraph("{{ driver.name }}: {{ driver.moves }}", "ListBullet")),
                ),
            ),
            section("assumptions", when("assumptions", table(ASSUMPTIONS, "one in assumptions"))),
        )
    )


GATE = "{{ gate.name }} ({{ gate.state }}). {{ gate.stop }}"
RISK_NAME = [paragraph("{{ row.name }}", "TableText"), when("row.effect", paragraph("{{ row.effect }}", "TableNote"))]
RESPONSE = [
    when("row.response", paragraph("{{ row.response }}", "TableText")),
    each("measure in row.measures", paragraph("{{ measure }}", "TableNote")),
    paragraph("{{ label.owner }}: {{ row.owner }}", "TableNote"),
]
RISKS = (
    Column(13, "{{ label.number }}", "{{ row.id }}"),
    Column(54, "{{ label.risk }}", RISK_NAME),
    Column(
        21, "{{ label.score }}", [paragraph("{{ row.score }}", "TableText"), paragraph("{{ row.band }}", "TableNote")]
    ),
    Column(22, "{{ label.state }}", "{{ row.state }}"),
    Column(56, "{{ label.response }}", RESPONSE),
)
ALTERNATIVES = (
    Column(
        46,
        "{{ label.alternative }}",
        [paragraph("{{ row.name }}", "TableText"), when("row.remark", paragraph("{{ row.remark }}", "TableNote"))],
    ),
    Column(26, "{{ label.metric }}", "{{ row.metric }}"),
    Column(19, "{{ label.licences }}", "{{ row.licences }}", figure=True),
    Column(25, "{{ label.first_year }}", "{{ row.first_year }}", figure=True),
    Column(25, "{{ label.total }}", "{{ row.total }}", figure=True),
    Column(25, "{{ label.like_for_like }}", "{{ row.like_for_like }}", figure=True),
)
SUPPORT = (
    Column(76, "{{ label.name }}", "{{ row.name }}"),
    Column(50, "{{ label.remark }}", "{{ row.note }}"),
    Column(40, "{{ label.amount }}", "{{ row.amount }}", figure=True),
)


def judgement() -> str:
    """What can go wrong and what is done about it, and what else was looked at."""
    return "".join(
        (
            section(
                "risks",
                texts("risks"),
                each(
                    "gate in risks.gates",
                    paragraph(GATE, "Warning"),
                    each("question in gate.questions", paragraph("{{ question }}", "ListBullet")),
                ),
                picture("risk_heat_map"),
                when("risks.rows", table(RISKS, "row in risks.rows")),
            ),
            section(
                "alternatives",
                texts("alternatives"),
                when("alternatives.rows", table(ALTERNATIVES, "row in alternatives.rows")),
                picture("cost_by_category"),
            ),
            section("support", texts("support"), when("support.rows", table(SUPPORT, "row in support.rows"))),
        )
    )


SOURCES = (
    Column(76, "{{ label.source }}", "{{ one.title }}"),
    Column(28, "{{ label.date }}", "{{ one.date }}"),
    Column(22, "{{ label.grade }}", "{{ one.grade }}"),
    Column(40, "", "{{ one.about }}"),
)
