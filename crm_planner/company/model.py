"""The company file: names, addresses, register numbers, bank, who answers and who signs, logo, and usual terms.

Only `name` is required. What is not written is left out of a proposal, and said to be missing where a proposal needs
it; nothing is made up. Nothing of it is secret: all of it may be printed.
"""

from typing import Literal, Self

from pydantic import Field, model_validator

from crm_planner.company.registers import Bic, Bik, Iban, Inn, Kpp, Ogrn, RussianAccount, TNumber, VatId
from crm_planner.document import Document, Part
from crm_planner.fields import CountryCode, OneLine, TextField, Url
from crm_planner.refusal import refuse
from crm_planner.sale_terms import SaleTerms


class Registration(Part):
    """Under which numbers registers know the company: those of its country, or those of any."""

    inn: Inn | None = None
    kpp: Kpp | None = None
    ogrn: Ogrn | None = None
    t_number: TNumber | None = None
    vat_id: VatId | None = None
    company_number: OneLine | None = None


class Bank(Part):
    """Where the company is paid: at home by account and БИК, elsewhere by IBAN and BIC, or by a plain account."""

    name: TextField
    branch: TextField | None = None
    account: OneLine | None = None
    settlement_account: RussianAccount | None = None
    correspondent_account: RussianAccount | None = None
    bik: Bik | None = None
    iban: Iban | None = None
    bic: Bic | None = None
    holder: TextField | None = None

    @model_validator(mode="after")
    def _one_account(self) -> Self:
        if not (self.account or self.settlement_account or self.iban):
            refuse("KEY002", "a bank without an account", "Add settlement_account, iban or account")
        return self


class Person(Part):
    """Somebody of the company; `basis` is what entitles them to sign, such as its charter."""

    name: TextField
    position: TextField | None = None
    phone: OneLine | None = None
    email: OneLine | None = None
    basis: TextField | None = None


class Company(Document):
    """Who makes proposals. `terms` hold wherever a brief says nothing else."""

    schema_: Literal["crm-planner/company/1"] = Field(alias="schema")
    name: TextField
    full_name: TextField | None = None
    country: CountryCode | None = None
    address: TextField | None = None
    phone: OneLine | None = None
    email: OneLine | None = None
    web: Url | None = None
    logo: OneLine | None = None
    registration: Registration = Registration()
    bank: Bank | None = None
    contact: Person | None = None
    signatory: Person | None = None
    language: Literal["en", "ru", "ja"] | None = None
    terms: SaleTerms = SaleTerms()
