"""The scores as cells are those of scoring.py, for every weight, score and total a reader may choose."""

from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_planner.compare.lead import Span
from crm_planner.compare.lead_cells import STATES, SURES
from crm_planner.compare.runners import Runner, runners, totals_of
from crm_planner.compare.score_cells import score_cells
from crm_planner.compare.scoring import Scorecard, score
from crm_planner.compare.turn_cells import NEVER
from crm_planner.compare.weights import turns
from crm_planner.estimate.gaps import BOUNDS
from crm_planner.estimate.lines import Estimate, Range
from crm_planner.formula.cell import Input
from crm_planner.formula.exact import Values, evaluate
from crm_planner.formula.excel import compile_excel
from crm_planner.formula.expression import Step
from crm_planner.formula.model import Model
from crm_planner.formula.rounding import rounded
from crm_planner.formula.units import RATIO, money
from crm_planner.money import RoundingMode
from crm_planner.playbook.with_risks import WrittenPlaybookWithRisks
from crm_planner.text import Text
from tests.documents.made import estimate, line
from tests.repricing.markets import brief
from tests.risk.made import checklist

NAMES = ("north/one", "south/one", "west/one")
CRITERIA = ("tco", "fit", "use")
KOPECK = Decimal("0.01")
Points = dict[str, dict[str, tuple[Decimal, ...]]]
Totals = dict[str, tuple[Decimal, Decimal, Decimal]]


@cache
def playbook(rule: str) -> WrittenPlaybookWithRisks:
    """The shipped one with only three criteria, so that every weight matters."""
    shipped = checklist()
    of = shipped.playbook
    criteria = {name: of.criteria[name] for name in CRITERIA}
    changed = {"criteria": criteria, "scoring": of.scoring.model_copy(update={"price_score": rule})}
    return shipped._replace(playbook=of.model_copy(update=changed))


def runner(name: str, *, failed: bool = False, budget: Decimal | None = None) -> Runner:
    return Runner(name, Text.plain(name), f"{name}/stands", totals_of(name), failed, budget)


def model(text: str, rule: str = "linear", *, failed: bool = False, budget: Decimal | None = None) -> Model:
    """The score cells over totals up to 10 million, in kopecks."""
    given: list[Input] = []
    for name in NAMES:
        given.append(Input(f"{name}/stands", Decimal(1), RATIO, Decimal(0), Decimal(1)))
        given += [
            Input(total, Decimal(0), money("RUB"), Decimal(0), Decimal(10**7), step=KOPECK) for total in totals_of(name)
        ]
    written = brief(f"schema: crm-planner/brief/1\nclient: {{name: A firm}}\nusers: 10\n{text}")
    cells = score_cells(written, playbook(rule), [runner(name, failed=failed, budget=budget) for name in NAMES], "RUB")
    return Model.build([*given, *cells])


def said(points: Points, weights: dict[str, Decimal]) -> str:
    """The lines of a brief that say so."""
    rows = ""
    for name, row in points.items():
        judged = ", ".join(f"{criterion}: [{', '.join(map(str, of))}]" for criterion, of in row.items())
        rows += f"  {name}: {{{judged}}}\n"
    weighed = ", ".join(f"{name}: {weight}" for name, weight in weights.items())
    return f"weights: {{{weighed}}}\nscores:\n{rows}"


def costing(name: str, total: tuple[Decimal, Decimal, Decimal]) -> Estimate:
    made = estimate(name, line("licence", str(total[1])))
    return made._replace(totals=made.totals._replace(like_for_like=Range(*total)))


def expected(text: str, totals: Totals, rule: str) -> Scorecard:
    written = brief(f"schema: crm-planner/brief/1\nclient: {{name: A firm}}\nusers: 10\n{text}")
    return score(written, playbook(rule), [costing(name, total) for name, total in totals.items()], list(totals))


def found(of: Model, totals: Totals, more: dict[str, Decimal] | None = None) -> Values:
    figures = {f"{name}/stands": Decimal(name in totals) for name in NAMES}
    for name, total in totals.items():
        figures |= dict(zip(totals_of(name), total, strict=True))
    return evaluate(of, figures | (more or {}))


def agree(values: Values, card: Scorecard) -> None:
    """Every figure of the cards, their order, how sure it is, and what would turn it."""
    for name in NAMES:
        if name not in card.cards:
            assert values[f"{name}/rank/score"] == values[f"{name}/score/likely"] == 0
            continue
        ends = Span(*(Fraction(values[f"{name}/score/{bound}"]) for bound in BOUNDS))
        assert ends == card.cards[name].total
        for weighed, one in zip(card.criteria, card.cards[name].scores, strict=True):
            points = Span(*(Fraction(values[f"{name}/points/{weighed.id}/{bound}"]) for bound in BOUNDS))
            assert points == one.points
    assert sorted(card.cards, key=lambda name: values[f"{name}/rank/score"]) == list(card.lead.order)
    assert SURES[int(values["score/sure"])] is card.lead.sure
    states = {name: STATES[int(values[f"{name}/score/state"])] for name in card.lead.order}
    assert tuple(name for name, one in states.items() if one == "level") == card.lead.level
    assert tuple(name for name, one in states.items() if one == "contender") == card.lead.contenders
    assert values["score/margin"] == (card.lead.margin or 0)
    firm(values, card)


def firm(values: Values, card: Scorecard) -> None:
    """The nearest turn of each weight is the one weights.py finds, in hundredths, up to the highest weight."""
    known = {(one.criterion, one.beyond): one for one in turns(card) if one.weight <= 1000}
    for weighed in card.criteria:
        for beyond in ("above", "below"):
            turn = known.get((weighed.id, beyond))
            shown = values[f"turn/{weighed.id}/{beyond}"]
            if turn is None:
                assert shown == NEVER
            else:
                assert shown == rounded(turn.weight, KOPECK, RoundingMode.HALF_UP)
                assert values[f"{turn.winner}/turn/{weighed.id}/{beyond}"] == shown


halves = st.integers(2, 10).map(lambda half: Decimal(half) / 2)
given_points = st.one_of(halves.map(lambda one: (one,)), st.tuples(halves, halves).map(lambda two: tuple(sorted(two))))
rows = st.dictionaries(st.sampled_from(CRITERIA[1:]), given_points)
whole = st.integers(0, 10**7).map(Decimal)
kopecks = st.one_of(whole, st.integers(0, 10**9).map(lambda one: Decimal(one).scaleb(-2)))
ranges = st.one_of(kopecks.map(lambda one: (one,) * 3), st.tuples(kopecks, kopecks, kopecks).map(sorted).map(tuple))
weighed = st.fixed_dictionaries(dict.fromkeys(CRITERIA, st.integers(1, 40).map(Decimal)))
costs = st.dictionaries(st.sampled_from(NAMES), ranges)


@settings(max_examples=60)
@given(st.fixed_dictionaries(dict.fromkeys(NAMES, rows)), weighed, costs, st.sampled_from(["linear", "ratio"]))
def test_the_cells_say_what_scoring_says_of_any_brief_and_totals(
    points: Points, weights: dict[str, Decimal], totals: Totals, rule: str
) -> None:
    text = said(points, weights)
    agree(found(model(text, rule), totals), expected(text, totals, rule))


@settings(max_examples=30)
@given(st.fixed_dictionaries(dict.fromkeys(NAMES, rows)), weighed, weighed, costs, st.sampled_from(NAMES), halves)
def test_moving_weights_and_a_score_is_the_same_as_writing_others_into_the_brief(
    points: Points, weights: dict[str, Decimal], others: dict[str, Decimal], totals: Totals, name: str, moved: Decimal
) -> None:
    points[name]["fit"] = (Decimal(1),)
    graph = model(said(points, weights))
    inputs = {f"weight/{criterion}": weight for criterion, weight in others.items()}
    points[name]["fit"] = (moved,)
    agree(
        found(graph, totals, {**inputs, f"score/{name}/fit": moved}), expected(said(points, others), totals, "linear")
    )


LEVEL = dict.fromkeys(NAMES, (Decimal(700),) * 3)


def test_a_score_set_to_0_is_one_that_nobody_has_given() -> None:
    graph = model("weights: {fit: 1}\nscores: {north: {fit: 4}}\n")
    values = found(graph, LEVEL, {"score/north/one/fit": Decimal(0)})
    assert [values[f"north/one/score/{bound}"] for bound in BOUNDS] == [1, 3, 5]


def test_without_any_weight_nobody_is_ranked() -> None:
    values = found(model("weights: {fit: 1}\n"), LEVEL, {"weight/fit": Decimal(0)})
    assert {values[f"{name}/rank/score"] for name in NAMES} == {0}
    assert SURES[int(values["score/sure"])] == "nobody"


@pytest.mark.parametrize(("failed", "budget", "place"), [(True, None, 0), (False, 699, 0), (False, 700, 1)])
def test_who_fails_a_must_have_or_costs_more_than_the_budget_is_out(
    failed: bool,  # noqa: FBT001 - a case
    budget: int | None,
    place: int,
) -> None:
    graph = model("weights: {tco: 1}\n", failed=failed, budget=None if budget is None else Decimal(budget))
    assert found(graph, LEVEL)["north/one/rank/score"] == place


def test_a_total_that_is_out_of_the_race_moves_no_other_price_score() -> None:
    totals = {"north/one": (Decimal(100),) * 3, "south/one": (Decimal(300),) * 3, "west/one": (Decimal(900),) * 3}
    graph = model("weights: {tco: 1}\n")
    assert found(graph, totals)["south/one/points/tco/likely"] == 4
    two = {name: totals[name] for name in NAMES[:2]}
    left = {total: Decimal(900) for total in totals_of("west/one")}
    assert found(graph, two, left)["south/one/points/tco/likely"] == 1


class Named:
    def cell(self, name: str) -> str:
        return name

    def table(self, _: Step) -> tuple[str, str]:
        return "bounds", "rows"


def test_a_spreadsheet_holds_them_also_where_totals_may_come_as_near_as_a_kopeck() -> None:
    excel = compile_excel(model("weights: {tco: 1, fit: 2}\n"), Named())
    assert max(excel.errors.values()) < 1e-6


def test_runners_know_which_must_have_the_brief_says_they_lack_and_the_budget() -> None:
    written = brief(
        "schema: crm-planner/brief/1\nclient: {name: A firm}\nusers: 10\nbudget: 5000\nmust: {north: {platform: no}}\n"
    )
    known = checklist().playbook.must_haves
    found = runners(written, known, [costing(name, LEVEL[name]) for name in NAMES])
    assert [(one.id, one.failed, one.budget) for one in found] == [(name, name == NAMES[0], 5000) for name in NAMES]
    assert runners(written._replace(brief=written.brief.model_copy(update={"budget": None})), known, ()) == ()
