"""Terms of a sale: what a company writes once for all its proposals, and a brief for one of them."""

from typing import Annotated, Literal

from pydantic import Field

from crm_planner.document import Part
from crm_planner.fields import Count, LongTextField

LegalNature = Literal["offer", "information"]
"""What a proposal is in law: an offer that binds whoever makes it, or information from which nothing follows."""

ValidDays = Annotated[Count, Field(le=366)]


class SaleTerms(Part):
    """What a proposal promises beyond figures, in the seller's own words; nothing is promised that nobody wrote.

    `valid_days` counts from the proposal's date, which is day 0.
    """

    valid_days: ValidDays | None = None
    legal_nature: LegalNature | None = None
    contract: LongTextField | None = None
    payment: LongTextField | None = None
    acceptance: LongTextField | None = None
    changes: LongTextField | None = None
    support: LongTextField | None = None
    warranty: LongTextField | None = None
    note: LongTextField | None = None

    def over(self, usual: "SaleTerms") -> "SaleTerms":
        """These terms, and where they are silent the `usual` ones."""
        own = {name: value for name in SaleTerms.model_fields if (value := getattr(self, name)) is not None}
        known = {name: getattr(usual, name) for name in SaleTerms.model_fields}
        return SaleTerms.model_construct(**(known | own))
