"""What is missing is named with the key it belongs to; what is written is not."""

from pathlib import Path

import pytest

from crm_planner.company.model import Company
from crm_planner.proposal.completeness import missing
from crm_planner.sale_terms import SaleTerms
from tests.documents.proposal.made import proposed
from tests.proposal.made import made

ADDRESSED = ("proposal.number=17", "proposal.addressee.person=A. Sample")


def test_nothing_is_missing_where_everything_is_written() -> None:
    assert proposed("firm-of-25.yaml", "regionsoft/standard", *ADDRESSED).missing == ()


def test_without_a_company_all_it_would_say_is_missing(folder: Path) -> None:
    found = {one.key for one in made(folder, company=False).missing}
    terms = {f"terms.{key}" for key in ("valid_days", "legal_nature", "payment", "acceptance", "changes", "support")}
    assert found == {"", "proposal.number", "proposal.addressee.person", *terms}


@pytest.mark.parametrize(
    ("country", "keys"), [("RU", {"inn", "ogrn"}), ("JP", {"t_number"}), ("DE", set()), (None, set())]
)
def test_each_country_asks_for_its_own_registers(country: str | None, keys: set[str]) -> None:
    brief = proposed("firm-of-25.yaml", "regionsoft/standard").brief
    company = Company.model_validate({"schema": "crm-planner/company/1", "name": "Example", "country": country})
    found = {one.key for one in missing(company, brief, SaleTerms()) if one.key.startswith("registration.")}
    assert found == {f"registration.{key}" for key in keys}


def test_a_brief_has_the_last_word_on_terms() -> None:
    usual = SaleTerms.model_validate({"valid_days": 30, "legal_nature": "offer", "payment": "in ten days"})
    own = SaleTerms.model_validate({"valid_days": 14})
    both = own.over(usual)
    assert (both.valid_days, both.legal_nature) == (14, "offer")
    assert both.payment == usual.payment
    assert both.support is None


def test_the_shipped_rates_are_said_to_be_judgements() -> None:
    found = {one.key for one in proposed("order-desk.yaml", "regionsoft/standard").missing}
    assert "rates" in found
