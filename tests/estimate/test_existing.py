"""What the client has, kept or upgraded, as a candidate: its lines, its gaps, what it lacks, its place among rivals."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_planner.catalog.offer import Basis, Status
from crm_planner.compare.table import Comparison
from crm_planner.documents.footnotes import own_notes
from crm_planner.errors import DataError
from crm_planner.estimate.lines import Estimate
from tests.estimate.pricing import catalog, compared, item, line
from tests.estimate.strategies_brief import PLAYBOOK

LICENCES = item("licences", "licence", 1000)
COURSE = item("course", "training", 300)
HELP = item("help", "support", 70, charge="yearly")


def beside(existing: dict[str, Any], *items: Any, **brief: Any) -> Comparison:
    vendor = catalog(*(items or (LICENCES, COURSE, HELP)))
    return compared([vendor], {"users": 10, "existing": {"name": "Old"} | existing} | brief)


def found(existing: dict[str, Any], name: str = "existing/keep", *items: Any, **brief: Any) -> Estimate:
    return next(one for one in beside(existing, *items, **brief).estimates if one.id == name)


def test_keeping_costs_its_yearly_amount_and_upgrading_the_upgrade_too() -> None:
    known = {"yearly": Decimal(40), "upgrade": Decimal(60), "training": Decimal(5)}
    keep, upgrade = (found(known, f"existing/{way}", horizon_years=3) for way in ("keep", "upgrade"))
    assert (keep.totals.by_year, upgrade.totals.by_year) == ((45, 40, 40), (105, 40, 40))
    assert [one.id for one in upgrade.lines] == ["upgrade", "yearly", "training"]
    assert {one.basis for one in upgrade.lines} == {Basis.STATED}
    assert keep.totals.firm == keep.totals.horizon == 125


def test_without_the_key_nobody_considers_an_upgrade_and_null_is_one_of_unknown_price() -> None:
    assert [one.id for one in beside({"yearly": Decimal(1)}).estimates] == ["vendor/standard", "existing/keep"]
    upgrade = found({"yearly": Decimal(1), "upgrade": None}, "existing/upgrade")
    assert (line(upgrade, "upgrade").status, upgrade.complete) == (Status.ON_REQUEST, False)


def test_an_unknown_yearly_cost_is_a_gap_that_no_rival_fills() -> None:
    keep = found({})
    assert (keep.complete, keep.gaps[0].category, keep.gaps[0].fill) == (False, "support", None)
    ranking = beside({}).ranking
    assert "existing/keep" not in (*ranking.published, *ranking.like_for_like)


def test_a_course_without_a_price_is_filled_from_rivals() -> None:
    keep = found({"yearly": Decimal(40), "training": None})
    assert keep.totals.like_for_like is not None
    assert (keep.totals.horizon, keep.totals.like_for_like.likely) == (40, 340)


@pytest.mark.parametrize("rule", ["lowest", "mean", "highest", "ratio"])
def test_what_the_client_has_fills_no_gap_of_a_rival(rule: str) -> None:
    both = beside(
        {"yearly": Decimal(40), "training": Decimal(5)}, LICENCES, item("course", "training", "not_offered"), gaps=rule
    )
    vendor = both.estimates[0]
    assert (vendor.gaps[0].fill, vendor.gaps[0].filled_from) == (None, ())


AMOUNTS = st.integers(0, 10_000_000).map(lambda kopecks: Decimal(kopecks) / 100)


@given(
    known=st.fixed_dictionaries(dict.fromkeys(("yearly", "upgrade", "training"), AMOUNTS)),
    licences=st.fixed_dictionaries({"owned": st.integers(0, 30), "each": AMOUNTS}),
    users=st.integers(1, 30),
    years=st.integers(1, 4),
)
def test_it_costs_what_a_sum_by_hand_makes_and_only_people_without_a_licence_need_one(
    known: dict[str, Decimal], licences: dict[str, Any], users: int, years: int
) -> None:
    both = beside(known | {"licences": licences}, users=users, horizon_years=years).estimates[1:]
    more = max(0, users - licences["owned"]) * licences["each"]
    by_hand = known["yearly"] * years + known["training"] + more
    assert [one.totals.horizon for one in both] == [by_hand, by_hand + known["upgrade"]]


@pytest.mark.parametrize(("owned", "complete"), [(9, False), (10, True), (11, True)])
def test_licences_of_unknown_price_are_a_gap_only_where_more_are_needed(owned: int, complete: bool) -> None:  # noqa: FBT001
    keep = found({"yearly": Decimal(1), "licences": {"owned": owned}}, users=10)
    assert keep.complete is complete


def test_what_is_essential_and_missing_rules_it_out_unless_the_upgrade_brings_it() -> None:
    lacks = [{"name": "Mobile", "essential": True, "in_upgrade": True}, {"name": "Calls"}]
    both = beside({"yearly": Decimal(1), "upgrade": Decimal(1), "lacks": lacks})
    _, keep, upgrade = both.estimates
    assert (keep.suitable, upgrade.suitable) == (False, True)
    assert [len(one.lacks) for one in (keep, upgrade)] == [2, 1]
    assert both.ranking.published == ("existing/upgrade", "vendor/standard")


def test_it_is_taxed_as_the_brief_says() -> None:
    known = {"yearly": Decimal(120), "tax": "included"}
    playbook_free = found(known, client={"name": "Client", "country": "RU"})
    assert playbook_free.shown == "published"
    assert {one.id for one in found({"yearly": Decimal(1)}).notes} >= {"existing/tax", "existing/training"}


def test_it_stands_beside_the_candidates_the_brief_names_and_may_be_named_itself() -> None:
    vendors = [catalog(LICENCES), catalog(LICENCES, id="other")]
    brief = {"users": 10, "existing": {"name": "Old", "yearly": Decimal(1)}}
    for names, ids in (
        (["other"], ["other/standard", "existing/keep"]),
        (["existing/keep", "other"], ["existing/keep", "other/standard"]),
    ):
        assert [one.id for one in compared(vendors, brief | {"candidates": names}).estimates] == ids


def test_a_catalog_of_the_same_id_is_refused() -> None:
    with pytest.raises(DataError, match="ID007"):
        compared([catalog(LICENCES, id="existing")], {"users": 1, "existing": {"name": "Old"}})


def test_nothing_is_brought_over_or_built_and_that_is_said() -> None:
    wishes = [{"name": "Form", "kind": "form"}]
    keep = found({"yearly": Decimal(1)}, customisations=wishes, migration={"entities": 2})
    assert [one.id for one in keep.lines] == ["yearly"]
    assert "existing/work" in {note.id for note in keep.notes}


def test_what_a_rivals_figures_rest_on_is_not_said_of_it() -> None:
    seats = item("seats", "licence", 100, assumes=["packages"])
    book = {**PLAYBOOK, "assumptions": [{"id": "packages", "text": "A package is for ten"}]}
    brief = {"users": 1, "existing": {"name": "Old", "yearly": Decimal(1)}}
    both = compared([catalog(seats)], brief, book)
    vendor, keep = both.estimates
    assert "packages" in {note.id for note in own_notes(both, vendor)}
    assert "packages" not in {note.id for note in own_notes(both, keep)}


def test_what_fills_a_gap_of_it_rests_on_what_the_rivals_price_rests_on() -> None:
    course = item("course", "training", 100, assumes=["packages"])
    book = {**PLAYBOOK, "assumptions": [{"id": "packages", "text": "A package is for ten"}]}
    brief = {"users": 1, "existing": {"name": "Old", "yearly": Decimal(1), "training": None}}
    both = compared([catalog(course)], brief, book)
    assert "packages" in {note.id for note in own_notes(both, both.estimates[1])}


def test_what_is_said_of_one_candidates_currency_and_lapses_is_not_said_of_another() -> None:
    rented = item("help", "support", 5, charge="yearly")
    several = [catalog(LICENCES, rented, currency="USD", id="foreign"), catalog(LICENCES, rented, id="home")]
    brief = {
        "users": 1, "horizon_years": 2, "exchange": {"as_of": "2026-11-23", "rates": {"USD": 90}},
        "lapses": [{"years": [2], "candidate": "foreign"}],
    }  # fmt: skip
    both = compared(several, brief)
    foreign, home = ({note.id for note in own_notes(both, one)} for one in both.estimates)
    assert foreign - home >= {"exchange/USD", "foreign/standard/lapse"}


@pytest.mark.parametrize(("existing", "said"), [({"yearly": None}, False), ({"training": None}, True)])
def test_that_rivals_fill_its_gaps_is_said_where_they_can(existing: dict[str, Any], *, said: bool) -> None:
    book = {**PLAYBOOK, "assumptions": [{"id": "gap-filling", "text": "The mean"}]}
    brief = {"users": 1, "existing": {"name": "Old", "yearly": Decimal(1)} | existing}
    both = compared([catalog(LICENCES, COURSE)], brief, book)
    assert ("gap-filling" in {note.id for note in own_notes(both, both.estimates[1])}) is said
