"""What a proposal lacks that nobody wrote: said on standard error, and refused with --strict. Nothing is made up."""

from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from crm_planner.brief.model import Brief
from crm_planner.company.model import Company
from crm_planner.sale_terms import SaleTerms


class Missing(NamedTuple):
    """Something to be completed, in English for whoever makes the proposal, and the key of the file it belongs to."""

    what: str
    key: str
    file: Literal["brief", "company"]


def missing(
    company: Company | None, brief: Brief, terms: SaleTerms, assumed: Collection[str] = ()
) -> tuple[Missing, ...]:
    """Everything to be completed; `assumed` are the ids of the assumptions the figures rest on."""
    seller: tuple[Missing, ...]
    if company is None:
        seller = (Missing("the company that makes the proposal is not known", "", "company"),)
    else:
        seller = tuple(Missing(what, key, "company") for key, what in _of_company(company))
    return (
        *seller,
        *(Missing(what, key, "brief") for key, what in _of_brief(brief)),
        *(Missing(what, f"terms.{key}", "company") for key, what in _of_terms(brief, terms)),
        *((Missing(_JUDGED_RATES, "rates", "brief"),) if "rate-card" in assumed else ()),
    )


_JUDGED_RATES = "prices of an hour are judgements of the playbook, without a source"

_REGISTERS = {
    "RU": (("inn", "the company's ИНН is missing"), ("ogrn", "the company's ОГРН is missing")),
    "JP": (("t_number", "the company's registration number (T and 13 digits) is missing"),),
}
"""The numbers a proposal of a company from there shows."""


def _of_company(company: Company) -> Iterator[tuple[str, str]]:
    """What the file of a company does not say, by the conventions of its country."""
    for key, what in (
        ("country", "the country whose conventions and law the company follows is not known"),
        ("address", "the company's address is missing"),
        ("bank", "the company's bank is missing"),
        ("contact", "nobody is named to be asked"),
        ("signatory", "nobody is named who signs"),
    ):
        if getattr(company, key) is None:
            yield key, what
    for key, what in _REGISTERS.get(company.country or "", ()):
        if getattr(company.registration, key) is None:
            yield f"registration.{key}", what
    if company.country == "JP" and company.phone is None:
        yield "phone", "the company's telephone number is missing"


def _of_brief(brief: Brief) -> Iterator[tuple[str, str]]:
    if brief.client.country is None:
        yield "client.country", "the client's country, which decides the tax, is not known"
    if brief.proposal.number is None:
        yield "proposal.number", "the proposal has no number"
    if brief.proposal.addressee.person is None:
        yield "proposal.addressee.person", "the proposal is addressed to nobody"


_TERMS = {
    "legal_nature": "whether it is an offer or information is not said",
    "payment": "terms of payment are missing",
    "acceptance": "terms of acceptance are missing",
    "changes": "how changes are agreed is not said",
    "support": "terms of support are missing",
}


def _of_terms(brief: Brief, terms: SaleTerms) -> Iterator[tuple[str, str]]:
    if terms.valid_days is None and brief.proposal.valid_until is None:
        yield "valid_days", "how long it is valid is not said"
    yield from ((key, what) for key, what in _TERMS.items() if getattr(terms, key) is None)
