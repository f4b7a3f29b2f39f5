"""The shipped playbook: tax rates on the day before and after each change, no invented rate, every source named."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crm_planner.files.yaml_events import read_yaml
from crm_planner.playbook.model import JUDGED_SECTIONS, Playbook

FOLDER = Path(__file__).resolve().parents[2] / "playbooks" / "desktop-crm"

CHANGES = [  # country, the day a rate took effect, the rate before, the rate from then on
    ("RU", date(1992, 1, 1), None, 28),
    ("RU", date(1993, 1, 1), 28, 20),
    ("RU", date(2004, 1, 1), 20, 18),
    ("RU", date(2019, 1, 1), 18, 20),
    ("RU", date(2026, 1, 1), 20, 22),
    ("JP", date(1990, 1, 1), None, 3),
    ("JP", date(1997, 4, 1), 3, 5),
    ("JP", date(2014, 4, 1), 5, 8),
    ("JP", date(2019, 10, 1), 8, 10),
]
ASSUMPTIONS = [
    "proportional-prices", "gap-filling", "occasional-share", "service-level",
    "support-yearly", "training-groups", "flat-installation", "owned-remainder",
    "peak-in-proportion", "licences-not-reassigned", "added-by-themselves", "services-of-the-first-year",
    "template-hours", "rate-card", "tax-rates-stay",
]  # fmt: skip


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    """The sections of all files of the folder, joined."""
    joined: dict[str, Any] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        tree, problems = read_yaml(path.read_bytes(), path.name)
        assert tree is not None, problems
        assert problems == []
        joined |= tree
    return Playbook.model_validate({key: value for key, value in joined.items() if key not in JUDGED_SECTIONS})


@pytest.mark.parametrize(("country", "day", "before", "after"), CHANGES)
def test_a_tax_rate_holds_from_its_day_and_not_the_day_before(
    playbook: Playbook, country: str, day: date, before: int | None, after: int
) -> None:
    assert playbook.tax_rate(country, day - timedelta(days=1)) == before
    assert playbook.tax_rate(country, day) == after


def test_the_changes_above_are_all_there_are(playbook: Playbook) -> None:
    written = {(table.country, rate.from_, int(rate.rate)) for table in playbook.taxes for rate in table.rates}
    assert written == {(country, day, after) for country, day, _, after in CHANGES}


@pytest.mark.parametrize("country", ["DE", None])
def test_a_country_the_playbook_does_not_know_has_no_rate(playbook: Playbook, country: str | None) -> None:
    assert playbook.tax_rate(country, date(2026, 11, 23)) is None


def test_every_rate_is_dated_round_and_called_a_judgement(playbook: Playbook) -> None:
    assert len(playbook.rates) == 11
    for rate in playbook.rates.values():
        assert (rate.grade, rate.source, rate.currency, rate.amount) == ("J", None, "RUB", None)
        assert rate.amounts is not None
        assert all(dated.amount % 500 == 0 for dated in rate.amounts)


def test_the_rate_card_says_that_it_has_no_source(playbook: Playbook) -> None:
    assert "replace them before quoting" in playbook.assumption("rate-card").text.in_language("en")
    assert "ASSUMPTIONS" in (FOLDER / "rates.yaml").read_text(encoding="utf-8").partition("rates:")[0]


def test_every_effort_is_a_judgement_named_in_the_languages_of_the_product(playbook: Playbook) -> None:
    assert {effort.grade for effort in playbook.efforts} == {"J"}
    assert {frozenset(effort.name.by_language) for effort in playbook.efforts} == {frozenset({"en", "ru", "ja"})}


def test_people_become_licences_by_the_rule_of_ten_to_one(playbook: Playbook) -> None:
    assert (playbook.sizing.occasional_share, playbook.sizing.service_level) == (Decimal("0.1"), Decimal("0.95"))


def test_a_gap_takes_the_mean_of_the_rivals(playbook: Playbook) -> None:
    assert playbook.gaps.fill == "mean"


@pytest.mark.parametrize("name", ASSUMPTIONS)
def test_every_assumption_is_said_in_the_languages_of_the_product(playbook: Playbook, name: str) -> None:
    assert set(playbook.assumption(name).text.by_language) == {"en", "ru", "ja"}


def test_the_assumptions_above_are_all_there_are(playbook: Playbook) -> None:
    assert [assumption.id for assumption in playbook.assumptions] == ASSUMPTIONS


def test_an_assumption_nobody_wrote_is_a_key_error(playbook: Playbook) -> None:
    with pytest.raises(KeyError, match="nobody"):
        playbook.assumption("nobody")


def test_every_source_a_figure_names_exists(playbook: Playbook) -> None:
    named = {one.source for one in playbook.taxes} | {one.source for one in playbook.assumptions}
    named |= {one.source for one in playbook.rates.values()} | {playbook.sizing.source, playbook.gaps.source}
    assert named - {None} <= {source.id for source in playbook.sources}
