"""Which items belong in the estimate, and wishes that cannot be granted: errors with a place, never a quiet gap."""

from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from crm_planner import project
from crm_planner.errors import DataError
from crm_planner.files.briefs import load_brief
from tests.estimate.pricing import catalog, compared, item, line, only, project_of

Tree = dict[str, Any]
BASIC = item("basic", "support", 100, choice="plan", default=True)
PREMIUM = item("premium", "support", 300, choice="plan")


def lines(*items: Tree, **brief: Any) -> dict[str, Any]:
    found = only([catalog(*items)], {"users": 10} | brief)
    return {one.id: one.amount if one.amount is not None else one.status.value for one in found.lines}


def problems(catalogs: list[Tree], brief: str, folder: Path) -> list[tuple[int, str, str]]:
    """Line, code and text of every problem of a brief written so."""
    file = folder / "brief.yaml"
    file.write_text("client: {name: Client}\nusers: 10\n" + dedent(brief), encoding="utf-8")
    asked = project_of(catalogs, {"users": 1})._replace(brief=load_brief(str(file)))
    with pytest.raises(DataError) as caught:
        project.compare(asked)
    return [(one.place.line, one.code, str(one)) for one in caught.value.problems]  # type: ignore[attr-defined]


def test_an_optional_item_is_off_unless_chosen_or_offered() -> None:
    spare = item("spare", "other", 50, optional=True)
    offer = {"candidate": "vendor", "item": "spare", "amount": 40, "source": "letter"}
    assert lines(spare) == {}
    assert lines(spare, options={"spare": True}) == {"spare": 50}
    assert lines(spare, quoted=[offer]) == {"spare": 40}


def test_a_choice_is_the_brief_s_else_the_default() -> None:
    assert lines(BASIC, PREMIUM) == {"basic": 100}
    assert lines(BASIC, PREMIUM, options={"plan": "premium"}) == {"premium": 300}


def test_the_option_nearest_to_the_candidate_holds() -> None:
    several = {"plan": "premium", "vendor": {"plan": "premium"}, "vendor/standard": {"plan": "basic"}}
    assert lines(BASIC, PREMIUM, options=several) == {"basic": 100}


def test_a_choice_nobody_has_made_is_a_gap() -> None:
    found = only(
        [catalog(item("a", "support", 1, choice="plan"), item("b", "support", 2, choice="plan"))], {"users": 1}
    )
    assert (found.complete, [gap.category for gap in found.gaps]) == (False, ["support"])


def test_a_choice_that_is_all_optional_may_stay_open_or_be_none() -> None:
    several = [
        item("a", "support", 1, choice="plan", optional=True),
        item("b", "support", 2, choice="plan", optional=True),
    ]
    assert (
        lines(*several) == lines(*several, options={"plan": "none"}) == lines(*several, options={"plan": False}) == {}
    )


def test_a_mandatory_choice_cannot_be_none(tmp_path: Path) -> None:
    """Its line would vanish from a total that still calls itself complete."""
    (found,) = problems([catalog(BASIC, PREMIUM)], "options: {plan: none}", tmp_path)
    assert found[:2] == (3, "REF009")
    assert 'is no value of the option "plan" of vendor/standard' in found[2]


def test_a_plan_one_candidate_does_not_have_is_an_error_there_and_not_a_line_less(tmp_path: Path) -> None:
    other = catalog(BASIC, item("gold", "support", 900, choice="plan"), id="other")
    (found,) = problems([catalog(BASIC, PREMIUM), other], "options:\n  plan: premium\n", tmp_path)
    assert found[:2] == (4, "REF009")
    assert "basic or gold" in found[2]
    assert "options: {other/standard: {plan: ...}}" in found[2]
    brief = {"users": 1, "options": {"plan": "premium", "other/standard": {"plan": "gold"}}}
    assert [one.totals.horizon for one in compared([catalog(BASIC, PREMIUM), other], brief).estimates] == [300, 900]


def test_a_fact_a_catalog_does_not_know_is_an_error_and_leaves_no_line_out(tmp_path: Path) -> None:
    """`paris`, which another vendor knows, meets neither requirement: the total would look complete without a price."""
    inputs = {"region": {"values": ["region", "moscow"], "default": "region"}}
    several = [item(f"in-{name}", "licence", 100, requires={"region": name}) for name in ("region", "moscow")]
    other = catalog(BASIC, id="other", inputs={"region": {"values": ["paris"], "default": "paris"}})
    (found,) = problems([catalog(*several, inputs=inputs), other], "options: {region: paris}", tmp_path)
    assert found[1] == "REF009"
    assert "moscow or region" in found[2]


def test_an_item_that_requires_what_is_not_there_is_left_out_and_named_when_asked_for(tmp_path: Path) -> None:
    many = item("many", "licence", 100, requires={"licences": {"min": 20}})
    assert lines(many) == {}
    (found,) = problems([catalog(many)], "options: {vendor: {many: true}}", tmp_path)
    assert (found[1], "it needs licences from 20, and there are 10" in found[2]) == ("REF010", True)


def test_requirements_include_both_ends() -> None:
    several = item("several", "licence", 100, requires={"licences": {"min": 10, "max": 10}})
    assert lines(several) == {"several": 100}
    assert lines(several, users=9) == lines(several, users=11) == {}


def test_a_default_that_cannot_be_had_is_a_gap_with_the_reason() -> None:
    default = item("default", "support", 100, choice="plan", default=True, requires={"licences": {"min": 20}})
    found = only([catalog(default, PREMIUM)], {"users": 10})
    (gap,) = found.gaps
    assert gap.reason is not None
    assert (gap.category, gap.reason.values["at"]) == ("support", 10)


def test_a_requirement_nobody_can_judge_is_a_gap_and_not_a_line_less() -> None:
    unknown = item("mailing", "other", 100, requires={"contacts": {"max": 1000}})
    assert lines(unknown) == {"mailing": "on_request"}
    assert lines(unknown, quantities={"contacts": 1000}) == {"mailing": 100}


def test_what_the_vendor_has_offered_needs_no_requirement() -> None:
    many = item("many", "licence", 100, requires={"licences": {"min": 20}})
    offer = {"candidate": "vendor", "item": "many", "amount": 70, "source": "letter"}
    assert lines(many, quoted=[offer]) == {"many": 70}


def test_an_item_the_client_does_not_want_costs_nothing_and_leaves_no_gap() -> None:
    assert lines(item("a", "training", "on_request"), item("b", "licence", 5), options={"a": False}) == {"b": 5}


@pytest.mark.parametrize(
    ("written", "line_number", "code", "words"),
    [
        ("options:\n  trainin: false\n", 4, "REF009", 'Did you mean "training"?'),
        ("options:\n  vendor/standard:\n    plam: basic\n", 5, "REF009", 'Did you mean "plan"?'),
        ("options:\n  vendr: {training: false}\n", 4, "REF012", 'did you mean "vendor"?'),
        ("quoted:\n  - {candidate: vendor, item: trainin, amount: 1, source: letter}\n", 4, "REF008", '"training"?'),
        ("quoted:\n  - {candidate: vendor, item: support, amount: 1, source: letter}\n", 4, "REF008", "no item"),
        ("quoted:\n  - {candidate: vendr, item: training, amount: 1, source: letter}\n", 4, "REF012", '"vendor"?'),
        ("discounts:\n  - {candidate: vendor, items: [trainin], percent: 5, reason: r}\n", 4, "REF008", '"training"?'),
        ("discounts:\n  - {candidate: vendr, items: [training], percent: 5, reason: r}\n", 4, "REF012", '"vendor"?'),
        ("owned:\n  - {candidate: vendor/standart, licences: 5}\n", 4, "REF012", '"vendor/standard"?'),
    ],
)
def test_a_wish_that_would_quietly_do_nothing_is_an_error(
    written: str, line_number: int, code: str, words: str, tmp_path: Path
) -> None:
    (found,) = problems([catalog(item("training", "training", 100), BASIC, PREMIUM)], written, tmp_path)
    assert found[:2] == (line_number, code)
    assert words in found[2]


def test_wishes_for_a_candidate_that_is_not_compared_today_are_left_alone() -> None:
    other = catalog(item("extra", "other", 5, optional=True), id="other")
    brief = {
        "users": 1,
        "candidates": ["vendor"],
        "options": {"extra": True, "other": {"extra": True}},
        "quoted": [{"candidate": "other", "item": "extra", "amount": 4, "source": "letter"}],
    }
    assert [one.id for one in compared([catalog(BASIC), other], brief).estimates] == ["vendor/standard"]


def test_a_currency_without_a_rate_is_an_error_with_its_place(tmp_path: Path) -> None:
    written = "exchange:\n  as_of: 2026-11-23\n  rates: {JPY: 0.6}\n"
    (found,) = problems([catalog(BASIC, currency="USD")], written, tmp_path)
    assert found[:2] == (5, "CUR004")
    assert "USD" in found[2]


def test_all_problems_of_all_candidates_are_told_at_once(tmp_path: Path) -> None:
    foreign = catalog(BASIC, PREMIUM, id="other", currency="USD")
    asked = "options: {plan: gold}\nquoted:\n  - {candidate: vendor, item: x, amount: 1, source: letter}\n"
    codes = [code for _, code, _ in problems([catalog(BASIC, PREMIUM), foreign], asked, tmp_path)]
    assert sorted(codes) == ["CUR004", "REF008", "REF009", "REF009"]


def test_a_limit_nobody_can_judge_is_said_under_the_table() -> None:
    tree = catalog(item("a", "licence", 1), limits={"contacts": {"max": 1000}})
    found = only([tree], {"users": 1})
    assert found.suitable
    assert "vendor/standard/limits/contacts" in [note.id for note in found.notes]
    assert not only([tree], {"users": 1, "quantities": {"contacts": 1001}}).suitable


def test_an_offer_of_nought_is_a_price() -> None:
    offer = {"candidate": "vendor", "item": "a", "amount": 0, "source": "letter"}
    found = only([catalog(item("a", "training", "on_request"))], {"users": 1, "quoted": [offer]})
    assert (line(found, "a").amount, found.complete) == (0, True)
