"""The shipped Word template of a proposal, section by section."""

from tools.word_xml import Column, cell, each, framed, only, paragraph, row, run, table, total, when

PAGE = 166.0
"""Width of the text in millimetres."""


def section(name: str, *body: str) -> str:
    """What a section says, under the heading all sections share."""
    return when(f"section.id == '{name}'", *body)


def texts(of: str) -> str:
    """The paragraphs of running text of a section."""
    return each(f"text in {of}.text", paragraph("{{ text }}"))


def bullets(of: str) -> str:
    """A list."""
    return each(f"entry in {of}", paragraph("{{ entry }}", "ListBullet"))


def picture(name: str, condition: str = "") -> str:
    """A chart with its title under it."""
    drawn = paragraph(f"{{{{ picture.{name} }}}}", "Picture") + paragraph(f"{{{{ caption.{name} }}}}", "Caption")
    return when(condition or f"picture.{name}", drawn)


def letterhead() -> str:
    """Who writes: logo or name on the left, requisites on the right."""
    left = when("picture.logo", paragraph("{{ picture.logo }}")) + paragraph([run("{{ seller.name }}", "Strong")])
    each_line = "{{ line.label }}{% if line.label %}: {% endif %}{{ line.value }}"
    right = [
        when("seller.full_name and seller.full_name != seller.name", paragraph("{{ seller.full_name }}", "Letterhead")),
        each("line in seller.lines", paragraph(each_line, "Letterhead")),
        each("line in seller.contact", paragraph(each_line, "Letterhead")),
        paragraph("", "Letterhead"),
    ]
    cells = [cell([left], 66), cell(right, 100)]
    return framed([row(cells)], (66, 100), PAGE, "LetterheadTable") + paragraph("", "AfterTable")


def first_page() -> str:
    """Warnings before everything else; then what this is, of which day, for whom, and until when it holds."""
    each_line = "{{ line.label }}{% if line.label %}: {% endif %}{{ line.value }}"
    return "".join(
        (
            each("warning in warnings", paragraph("{{ warning }}", "Warning")),
            paragraph("{{ document.title }}", "Title"),
            when("document.subject", paragraph("{{ document.subject }}", "Subtitle")),
            paragraph("{{ label.date }}: {{ document.date }}", "Addressee"),
            paragraph(
                [run("{{ label.client }}: "), run("{{ client.addressed or client.name }}", "Strong")], "Addressee"
            ),
            each("line in client.lines", paragraph(each_line, "Addressee")),
            when("document.delivery", paragraph("{{ label.delivery }}: {{ document.delivery }}", "Addressee")),
            paragraph("{{ document.validity }}"),
        )
    )


def pairs(loop: str, left: float = 60) -> str:
    """Two columns without a head: what, and its value."""
    columns = (
        Column(left, "", "{{ row.label }}"),
        Column(PAGE - left, "", [paragraph([run("{{ row.value }}", "Strong")], "TableText")]),
    )
    return when(loop, table(columns, f"row in {loop}"))


def needs() -> str:
    """What the client wants, as understood."""
    return section("summary", texts("summary"), pairs("summary.rows")) + section(
        "needs", texts("needs"), bullets("needs.items")
    )


def solution() -> str:
    """What is offered, and what belongs to it."""
    return section("solution", texts("solution"), pairs("solution.rows")) + section(
        "scope",
        when("scope.included", paragraph("{{ label.included }}", "Heading2"), bullets("scope.included")),
        when("scope.excluded", paragraph("{{ label.excluded }}", "Heading2"), bullets("scope.excluded")),
    )


PHASES = (
    Column(30, "{{ label.phase }}", "{{ phase.name }}"),
    Column(28, "{{ label.start }}", "{{ phase.start }}"),
    Column(28, "{{ label.finish }}", "{{ phase.finish }}"),
    Column(22, "{{ label.seller_hours }}", "{{ phase.seller_hours }}", figure=True),
    Column(18, "{{ label.client_hours }}", "{{ phase.client_hours }}", figure=True),
    Column(40, "{{ label.result }}", "{{ phase.results|join('; ') }}"),
)
MILESTONES = (
    Column(62, "{{ label.milestone }}", "{{ one.name }}"),
    Column(28, "{{ label.day }}", "{{ one.day }}"),
    Column(24, "{{ label.state }}", "{{ one.kind }}"),
    Column(52, "{{ label.result }}", "{{ one.result }}"),
)
DUTIES = (
    Column(37, "{{ label.task }}", "{{ duty.task }}"),
    Column(28, "{{ label.begin }}", "{{ duty.begin }}"),
    Column(28, "{{ label.done_by }}", "{{ duty.done_by }}"),
    Column(28, "{{ label.latest }}", "{{ duty.latest }}"),
    Column(15, "{{ label.hours }}", "{{ duty.hours }}", figure=True),
    Column(30, "{{ label.who }}", "{{ duty.who }}"),
)
TEAM = (
    Column(76, "{{ label.role }}", "{{ one.role }}"),
    Column(60, "{{ label.side }}", "{{ one.side }}"),
    Column(30, "{{ label.hours }}", "{{ one.hours }}", figure=True),
)


def plan() -> str:
    """When, in which steps, who, and what the client has to do for it."""
    return section(
        "plan",
        texts("plan"),
        when("plan.phases", paragraph("{{ label.phases }}", "Heading2"), table(PHASES, "phase in plan.phases")),
        picture("gantt"),
        when(
            "plan.milestones",
            paragraph("{{ label.milestones }}", "Heading2"),
            table(MILESTONES, "one in plan.milestones"),
        ),
        when("plan.duties", paragraph("{{ label.duties }}", "Heading2"), table(DUTIES, "duty in plan.duties")),
        when("plan.team", paragraph("{{ label.team }}", "Heading2"), table(TEAM, "one in plan.team")),
    )


NAME = [
    paragraph("{{ row.name }}", "TableText"),
    when("row.note", paragraph("{{ row.note }}", "TableNote")),
    when("row.discount", paragraph("{{ label.discount }}: {{ row.discount }}", "TableNote")),
]
PRICES = (
    Column(8, "{{ label.number }}", "{{ row.number }}"),
    Column(35, "{{ label.name }}", NAME),
    Column(17, "{{ label.unit }}", "{{ row.unit }}"),
    Column(19, "{{ label.quantity }}", "{{ row.quantity }}", figure=True),
    Column(19, "{{ label.price }}", "{{ row.price }}", figure=True),
    Column(20, "{{ label.net }}", "{{ row.net }}", figure=True),
    Column(13, "{{ label.tax_rate }}", "{{ row.tax_rate }}", figure=True),
    Column(16, "{{ label.tax }}", "{{ row.tax }}", figure=True),
    Column(19, "{{ label.amount }}", "{{ row.amount }}", figure=True),
)
YEARS = (
    Column(58, "{{ label.year }}", "{{ row.label }}"),
    Column(36, "{{ label.net }}", "{{ row.net }}", figure=True),
    Column(36, "{{ label.tax }}", "{{ row.tax }}", figure=True),
    Column(36, "{{ label.amount }}", "{{ row.amount }}", figure=True),
)
TAXES = (
    Column(76, "{{ label.tax_rate }}", "{{ row.label }}"),
    Column(45, "{{ label.net }}", "{{ row.base }}", figure=True),
    Column(45, "{{ label.tax }}", "{{ row.tax }}", figure=True),
)
OWN = (
    Column(96, "{{ label.name }}", "{{ row.name }}"),
    Column(30, "{{ label.hours }}", "{{ row.hours }}", figure=True),
    Column(40, "{{ label.value }}", "{{ row.amount }}", figure=True),
)
UNTAXED = (
    Column(9, "{{ label.number }}", "{{ row.number }}"),
    Column(66, "{{ label.name }}", NAME),
    Column(22, "{{ label.unit }}", "{{ row.unit }}"),
    Column(21, "{{ label.quantity }}", "{{ row.quantity }}", figure=True),
    Column(24, "{{ label.price }}", "{{ row.price }}", figure=True),
    Column(24, "{{ label.amount }}", "{{ row.amount }}", figure=True),
)
"""The same where nobody knows the tax: empty columns would say that there is none."""


def price_table(group: str) -> str:
    """The lines of one kind of payment with their sum."""
    taxed = {5: "net", 7: "tax", 8: "amount"}
    known = when("prices.total.net", _price_table(group, PRICES, taxed))
    unknown = when("not prices.total.net", _price_table(group, UNTAXED, {5: "amount"}))
    return when(f"{group}.rows", paragraph(f"{{{{ {group}.title }}}}", "Heading2"), known, unknown)


def _price_table(group: str, columns: tuple[Column, ...], sums: dict[int, str]) -> str:
    values = {number: f"{{{{ {group}.{name} }}}}" for number, name in sums.items()}
    row = only(f"{group}.amount", columns, total(columns, "{{ label.total }}", values))
    return table(columns, f"row in {group}.rows", [row])


def prices() -> str:
    """What it costs: once, every year, by choice; what has no price yet; the total in figures and words."""
    return section(
        "prices",
        texts("prices"),
        price_table("prices.once"),
        price_table("prices.yearly"),
        when("prices.years", paragraph("{{ label.years }}", "Heading2"), table(YEARS, "row in prices.years")),
        when("prices.taxes", paragraph("{{ label.taxes }}", "Heading2"), table(TAXES, "row in prices.taxes")),
        paragraph("{{ prices.total.sentence }}", "Total"),
        picture("cost_by_year"),
        when(
            "prices.open",
            paragraph("{{ label.open_prices }}", "Heading2"),
            each("row in prices.open", paragraph("{{ row.name }}: {{ row.reason }}", "ListBullet")),
        ),
        price_table("prices.options"),
        when("prices.own", paragraph("{{ label.not_paid }}", "Heading2"), table(OWN, "row in prices.own")),
    )
