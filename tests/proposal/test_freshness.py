"""Prices that may no longer hold: each reason, the day it begins to count, and silence where there is none."""

from datetime import date
from pathlib import Path

import pytest

from crm_planner.errors import UsageError
from crm_planner.proposal.proposal import Proposal
from tests.documents.proposal.made import proposed, speech
from tests.proposal.made import made


def said(proposal: Proposal) -> list[str]:
    return [speech().text(one) for one in proposal.doubts]


def test_a_fresh_price_list_without_changes_is_not_doubted(folder: Path) -> None:
    assert said(made(folder, more="proposal: {valid_days: 5}\n")) == []


@pytest.mark.parametrize(
    ("as_of", "doubt"),
    [
        ("null", "The age of the prices of Acme CRM is not known; they must be confirmed before an order"),
        ("2026-05-27", None),
        ("2026-05-26", "The prices of Acme CRM are of 26 May 2026; they must be confirmed before an order"),
    ],
)
def test_a_price_list_is_old_after_180_days_and_doubtful_without_a_date(
    as_of: str, doubt: str | None, folder: Path
) -> None:
    proposal = made(folder, as_of=as_of, more="proposal: {valid_days: 5}\n")
    assert said(proposal) == ([doubt] if doubt else [])


def test_a_discount_and_a_price_that_end_within_the_validity_are_told(folder: Path) -> None:
    assert said(made(folder, more="proposal: {valid_until: 2026-12-09}\n")) == [
        "The discount winter is given until 1 December 2026 only"
    ]
    assert said(made(folder, more="proposal: {valid_until: 2026-12-10}\n")) == [
        "The price of licences changes on 10 December 2026",
        "The discount winter is given until 1 December 2026 only",
    ]


@pytest.mark.parametrize(("until", "told"), [("2026-11-27", 1), ("2026-11-28", 0)])
def test_a_vendors_offer_that_ends_before_the_proposal_is_told(until: str, told: int, folder: Path) -> None:
    offer = f"{{candidate: acme, item: licences, amount: 20000, source: letter 12, valid_until: {until}}}"
    proposal = made(folder, more=f"quoted: [{offer}]\nproposal: {{valid_days: 5}}\n")
    assert len([one for one in said(proposal) if "offer for licences is valid until" in one]) == told


def test_a_candidate_that_is_not_sold_to_such_a_client_is_said_to_be_unsuitable(folder: Path) -> None:
    proposal = made(folder, more="proposal: {valid_days: 5}\n", limit=24)
    assert len(said(proposal)) == 1
    assert said(proposal)[0].startswith("Unsuitable: ")


def test_what_the_client_has_already_is_not_proposed() -> None:
    with pytest.raises(UsageError, match="nothing to propose"):
        proposed("order-desk.yaml", "existing/keep", "existing.name=Old", "existing.yearly=100")


@pytest.mark.parametrize(("today", "ended"), [("2026-12-23", False), ("2026-12-24", True)])
def test_a_proposal_that_has_ended_says_so(today: str, *, ended: bool) -> None:
    proposal = proposed("firm-of-25.yaml", "regionsoft/standard", today=date.fromisoformat(today))
    assert ("This proposal was valid until 23 December 2026 and has ended" in said(proposal)) == ended
