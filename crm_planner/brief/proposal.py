"""What a brief says of the proposal made from it: number, date, addressee, subject, and terms of its own."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from crm_planner.document import Part
from crm_planner.fields import IsoDate, LongTextField, OneLine, TextField
from crm_planner.refusal import refuse
from crm_planner.sale_terms import SaleTerms


class Addressee(Part):
    """To whom a proposal goes: the firm by its full name, and a person of it."""

    firm: TextField | None = None
    person: TextField | None = None
    position: TextField | None = None
    address: TextField | None = None


class ProposalWishes(SaleTerms):
    """The proposal of one project. What is left out follows from the brief, the estimate and the company's terms."""

    number: OneLine | None = None
    date: IsoDate | None = None
    valid_until: IsoDate | None = None
    subject: TextField | None = None
    addressee: Addressee = Addressee()
    delivery: TextField | None = None
    needs: Annotated[tuple[LongTextField, ...], Field(max_length=50)] = ()
    solution: Annotated[tuple[LongTextField, ...], Field(max_length=50)] = ()
    included: Annotated[tuple[TextField, ...], Field(max_length=200)] = ()
    excluded: Annotated[tuple[TextField, ...], Field(max_length=200)] = ()

    @model_validator(mode="after")
    def _one_end(self) -> Self:
        if self.valid_days is not None and self.valid_until is not None:
            refuse("KEY006", "valid_days and valid_until both say when it ends", "Write one of them")
        if self.date is not None and self.valid_until is not None and self.valid_until < self.date:
            said = f"valid_until {self.valid_until} is before date {self.date}"
            refuse("DAT003", said, "Exchange them", at="valid_until")
        return self
