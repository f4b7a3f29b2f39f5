"""The living model of a project: one graph for all its reader may move, equal to a new estimate at every point."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from crm_planner.catalog.candidate import Candidate
from crm_planner.catalog.offer import Status
from crm_planner.compare.table import Comparison
from crm_planner.estimate import gaps
from crm_planner.estimate.cost_model import write_lines
from crm_planner.estimate.ledger import Ledger
from crm_planner.estimate.lines import Estimate
from crm_planner.estimate.reading import unsuitable_because
from crm_planner.estimate.setting import YEARS, Setting
from crm_planner.estimate.tax import view
from crm_planner.formula.cell import Cell, Input, Label
from crm_planner.formula.expression import Number
from crm_planner.formula.model import Model
from crm_planner.formula.units import RATIO
from crm_planner.formula.woven import Case, woven_cells
from crm_planner.living.controls import Control, movables
from crm_planner.living.fills import RULE, RULES, fills
from crm_planner.living.judged import judged_cells, judged_controls
from crm_planner.living.licences import least_of
from crm_planner.living.offers import TAX_SHOWN, VIEWS, Clients, Offers
from crm_planner.living.people import People
from crm_planner.living.ranks import GAPS, REFUSED, SUITABLE, VIEW, ranks
from crm_planner.living.rivals import Rival
from crm_planner.living.views import in_each_view
from crm_planner.playbook.with_risks import WrittenPlaybookWithRisks
from crm_planner.project import Project, compare, with_discounts
from crm_planner.text import Message, mark

LONGEST, MOST = 5, 200
"""The years and users a model holds for at least."""

STATES: tuple[Status | None, ...] = (
    None,
    Status.PRICED,
    Status.INCLUDED,
    Status.NOT_OFFERED,
    Status.ON_REQUEST,
)
"""What the number of a line's state means; 0: the line is not there."""


class LiveLine(NamedTuple):
    """A line a candidate may have, and the cells of its state, its amount, and its amount in each year."""

    id: str
    category: str
    label: Label
    status: str
    amount: str
    years: tuple[str, ...]


class LiveCandidate(NamedTuple):
    """A candidate: its estimate as the brief has it, and every line it may have."""

    id: str
    estimate: Estimate
    lines: tuple[LiveLine, ...]


class Living(NamedTuple):
    """The model, what may be moved in it, and how far: to so many years and users."""

    model: Model
    controls: tuple[Control, ...]
    candidates: tuple[LiveCandidate, ...]
    years: int
    most: int
    comparison: Comparison


def living(
    project: Project, knowledge: WrittenPlaybookWithRisks | None = None, *, years: int = LONGEST, most: int = MOST
) -> Living:
    """The living model of a project, with a discount on licences for each candidate that may be given one.

    It holds for up to `years` years and `most` users, at least those of the brief; with `knowledge` it has scores and
    risks. Raises as `compare` does, DataError for weights, scores and answers nobody knows; MissingExtra without NumPy.
    """
    project = project._replace(brief=project.brief._replace(scenarios=()))
    comparison = compare(project)
    judged = () if knowledge is None else judged_cells(project, knowledge, comparison)
    able, discounts = _with_discounts(project)
    usual = able.setting
    people = People(usual, max(years, usual.brief.horizon_years), max(most, 2 * usual.users))
    clients = Clients(usual, people, _views(usual, able.candidates()), frozenset(discounts))
    rivals = [Rival(Offers(candidate, clients)) for candidate in able.candidates()]
    entries = _once([*_priced(people, clients, rivals, discounts), *judged])
    found = movables(clients, entries, discounts)
    model = Model.build(entries).over({one.control.name: one.span for one in found})
    live = zip(rivals, comparison.estimates, strict=True)
    shown = tuple(LiveCandidate(one.id, one, tuple(_lines(rival))) for rival, one in live)
    controls = [one.control for one in found]
    controls += [] if knowledge is None else judged_controls(project.brief.brief, knowledge, judged)
    return Living(model, tuple(controls), shown, people.years, people.most, comparison)


def _priced(
    people: People, clients: Clients, rivals: Sequence[Rival], discounts: Mapping[str, str]
) -> list[Input | Cell]:
    """Everything that costs something, what fills gaps, and the rankings."""
    entries = _entries(people, clients, rivals)
    spans = {one.control.name: one.span for one in movables(clients, entries, discounts)}
    least = {one.licences: found for one in rivals if (found := least_of(one, spans, entries)) is not None}
    entries += [entry for number in range(len(rivals)) for entry in fills(rivals, number, least)]
    entries += [cell for rival in rivals for cell in rival.cells()]
    return [*entries, *ranks([one.id for one in rivals])]


def _with_discounts(project: Project) -> tuple[Project, dict[str, str]]:
    """The project with 0 % off the licences of every candidate that may be given a discount, and whose is whose."""
    names: list[str] = []
    for candidate in project.candidates():
        able, _ = with_discounts(project, [candidate.id], "licence")
        licences = any(one.category == "licence" for one in candidate.edition.items)
        if licences and not candidate.in_use and not write_lines(Ledger(candidate, able.setting)):
            names.append(candidate.id)
    able, figures = with_discounts(project, names, "licence")
    return able, dict(zip(figures, names, strict=True))


def _views(setting: Setting, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """Ways to show tax, if they make a difference; else the brief's own."""
    own = setting.brief.tax.show
    for shown in VIEWS:
        tax = setting.brief.tax.model_copy(update={"show": shown})
        written = setting.written._replace(brief=setting.brief.model_copy(update={"tax": tax}))
        for candidate in candidates:
            ledger = Ledger(candidate, setting._replace(written=written))
            write_lines(ledger)
            if view(ledger) != "published":
                return VIEWS
    return (own,)


def _entries(people: People, clients: Clients, rivals: Sequence[Rival]) -> list[Input | Cell]:
    """Everything but what fills gaps, and the ranking."""
    usual = clients.usual
    years = Message(mark("Years"))
    found: list[Input | Cell] = [*people.cells()]
    found.append(
        Input(YEARS, Decimal(usual.brief.horizon_years), RATIO, label=years, source=usual.place("horizon_years"))
    )
    if len(clients.views) > 1:
        shown = Message(mark("Amounts as published, without tax, or with it"))
        number = Decimal(VIEWS.index(usual.brief.tax.show))
        found.append(Input(TAX_SHOWN, number, RATIO, label=shown, source=usual.place("tax")))
    rule = Message(mark("What takes the place of a missing price"))
    number = Decimal(RULES.index(gaps.rule_of(usual)))
    found.append(Input(RULE, number, RATIO, label=rule, source=usual.place("gaps")))
    for rival in rivals:
        found += rival.offers.cells()
        found += _own(rival.offers)
    return _once(found)


def _own(offers: Offers) -> Iterator[Input | Cell]:
    """The lines of a candidate, and what is said of it."""
    found: dict[Case, dict[str, Cell]] = {}
    for case, ledger in offers.ledgers.items():
        entries = [] if case in offers.refused else ledger.cells
        yield from (one for one in entries if isinstance(one, Input))
        found[case] = {one.name: one for one in entries if isinstance(one, Cell)} | _said(offers, case)
    if len(offers.clients.views) == 1:
        yield from woven_cells(offers.axes, found, offers.usual)
    else:
        yield from in_each_view(offers, found)


def _said(offers: Offers, case: Case) -> dict[str, Cell]:
    """The state of each line, and how many have no price."""
    ledger, refused = offers.ledgers[case], case in offers.refused
    drafts = [] if refused else list(ledger.drafts.values())
    missing = sum(draft.status.is_gap for draft in drafts)
    figures = [
        (f"{ledger.name(one.item)}.status", STATES.index(one.status), Message(mark("State of the line")))
        for one in drafts
    ]
    able = not refused and not unsuitable_because(ledger)
    figures += [
        (ledger.own(GAPS), missing, Message(mark("Lines without a price"))),
        (ledger.own(SUITABLE), int(able), Message(mark("Can be bought: 1, or not: 0"))),
        (ledger.own(REFUSED), int(refused), Message(mark("Cannot be had as the brief asks: 1"))),
        (
            ledger.own(VIEW),
            VIEWS.index(view(ledger)),
            Message(mark("Shown as published: 0, without tax: 1, with it: 2")),
        ),
    ]
    return {name: Cell(name, Number(Decimal(number)), RATIO, label) for name, number, label in figures}


def _distinct(offers: Offers) -> list[Ledger]:
    return list({id(one): one for case, one in offers.ledgers.items() if case not in offers.refused}.values())


def _once(entries: Sequence[Input | Cell]) -> list[Input | Cell]:
    """Inputs that several cases share stand once."""
    inputs = {one.name: one for one in entries if isinstance(one, Input)}
    return [*inputs.values(), *(one for one in entries if isinstance(one, Cell))]


def _lines(rival: Rival) -> Iterator[LiveLine]:
    """Every line of any case, those of the brief first."""
    offers, seen = rival.offers, set[str]()
    for ledger in (offers.ledgers[offers.usual], *_distinct(offers)):
        for name, draft in ledger.drafts.items():
            if name not in seen:
                seen.add(name)
                own = ledger.name(draft.item)
                years = tuple(f"{own}.year{year}" for year in range(1, offers.clients.people.years + 1))
                yield LiveLine(name, draft.item.category, draft.called, f"{own}.status", own, years)
