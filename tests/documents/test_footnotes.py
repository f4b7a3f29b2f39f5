"""What stands under a comparison."""

from decimal import Decimal

from crm_planner.catalog.offer import Status
from crm_planner.compare.ranking import rank
from crm_planner.compare.table import Comparison, Scenario
from crm_planner.documents.footnotes import footnotes
from crm_planner.documents.plain import heading
from crm_planner.documents.rows import comparison_table
from crm_planner.estimate.lines import Note, Range
from crm_planner.text import Message, Text
from tests.documents.made import comparison, estimate, line, speech, two_vendors


def said(made: Comparison) -> list[str]:
    return [speech().show(note) for note in footnotes(made)]


def test_the_notes_say_all_a_reader_needs() -> None:
    assert said(two_vendors()) == [
        "~ extrapolated: the vendor prints no price for this quantity",
        "* North CRM Basic: the total is without training (not offered)",
        "North CRM Basic like for like: 106,000; training filled from Rival CRM One",
        "As published, the only one ranked: Rival CRM One 96,000",
        "As published, not ranked: North CRM Basic, because the published total is not complete: training missing",
        "Like for like, cheapest: Rival CRM One 96,000; then North CRM Basic 106,000",
        "North CRM: the date of the prices is unknown",
        "Names in commands: north/basic, rival/one",
    ]


def test_a_range_is_told_where_several_amounts_could_fill_a_gap() -> None:
    made = two_vendors()
    north, rival = made.estimates
    wide = Range(Decimal(101), Decimal(102), Decimal(103))
    north = north._replace(totals=north.totals._replace(like_for_like=wide))
    told = [one for one in said(made._replace(estimates=(north, rival))) if "filled from" in one]
    assert told == [
        "North CRM Basic like for like: lowest 101, mean 102, highest 103; training filled from Rival CRM One"
    ]


def test_the_reason_of_a_price_on_request_is_told() -> None:
    gapped = estimate("a/b", line("training", Status.ON_REQUEST))
    (gap,) = gapped.gaps
    gapped = gapped._replace(gaps=(gap._replace(reason=Message("above {quantity} only", {"quantity": 50})),))
    assert "* A CRM B: the total is without training (above 50 only)" in said(comparison(gapped))


def test_candidates_that_cost_the_same_are_named_together() -> None:
    level = [estimate(f"{name}/x", line("licence", "5")) for name in "ab"]
    assert "As published, these cost the same: A CRM X, B CRM X" in said(comparison(*level))


def test_one_candidate_alone_is_cheaper_than_nobody() -> None:
    assert said(comparison(estimate("a/b", line("licence", "5")))) == ["Names in commands: a/b"]


def test_what_is_true_of_several_products_is_said_of_them_together() -> None:
    wording = "{product}: {item} are priced at a quantity of {quantity} only; any other is in proportion"
    notes = tuple(
        Note(
            f"note-{product}-{quantity}",
            Message(wording, {"product": Text.plain(product), "item": "x", "quantity": quantity}),
        )
        for product, quantity in (("A", 10), ("B", 10), ("C", 20), ("A", 10))
    )
    made = comparison(estimate("a/b", line("licence", "5")), notes=notes)
    assert said(made)[:2] == [
        "A, B: x are priced at a quantity of 10 only; any other is in proportion",
        "C: x are priced at a quantity of 20 only; any other is in proportion",
    ]


def test_the_same_note_of_two_kinds_is_said_once() -> None:
    notes = (Note("one", Text.plain("Mind the gap")), Note("two", Text.plain("Mind the gap")))
    assert said(comparison(estimate("a/b", line("licence", "5")), notes=notes)).count("Mind the gap") == 1


def test_a_budget_is_held_against_the_likely_cost() -> None:
    """A total that hides a gap would fit the budget by leaving something out."""
    fill = Range(Decimal(1), Decimal(20), Decimal(30))
    gapped = estimate("a/b", line("licence", "90"), line("training", Status.NOT_OFFERED), fill=fill)
    made = comparison(gapped, estimate("c/d", line("licence", "95")), budget=Decimal(100))
    assert "Within the budget of 100, like for like: C CRM D" in said(made)
    assert "Above the budget of 100, like for like: A CRM B" in said(made)


def test_a_scenario_tells_its_ranking_but_repeats_no_reason() -> None:
    base = two_vendors()
    grown = tuple(estimate(one.id, line("licence", "7")) for one in base.estimates)
    scenario = Scenario("growth", {}, 25, 25, 1, grown, rank(grown))
    again = Scenario("same", {}, 10, 10, 1, base.estimates, base.ranking)
    notes = said(base._replace(scenarios=(scenario, again)))
    assert "Scenario growth. As published, these cost the same: North CRM Basic, Rival CRM One" in notes
    assert not [note for note in notes if note.startswith("Scenario same")]


def test_a_scenario_in_a_currency_of_its_own_says_so_at_its_totals() -> None:
    base = two_vendors()
    alone = base.estimates[:1]
    abroad = Scenario("abroad", {"currency": "USD"}, 10, 10, 1, alone, rank(alone))
    shown = base._replace(scenarios=(abroad,))
    assert "Scenario abroad (USD): total" in [heading(one.label, speech()) for one in comparison_table(shown).rows]


def test_the_notes_exist_in_every_language() -> None:
    for language in ("ru", "ja"):
        shown = [speech(language).show(note) for note in footnotes(two_vendors())]
        assert not set(shown) & set(said(two_vendors()))
