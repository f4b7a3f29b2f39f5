"""What a proposal lacks that nobody wrote: said on standard error, and refused with --strict. Nothing is made up."""

from collections.abc import Iterator

from crm_planner.brief.proposal import ProposalWishes
from crm_planner.company.model import Company
from crm_planner.sale_terms import SaleTerms

_TERMS = {
    "payment": "terms of payment",
    "acceptance": "terms of acceptance",
    "changes": "how changes are agreed",
    "support": "terms of support",
}


def missing(company: Company | None, wishes: ProposalWishes, terms: SaleTerms, country: str | None) -> tuple[str, ...]:
    """Everything to be completed, in English for whoever makes the proposal: what, and where to write it."""
    seller = ("the company that makes it: name a file with --company",) if company is None else tuple(_of(company))
    return (
        *seller,
        *(f"{said}: write proposal.{key} in the brief" for key, said in _of_brief(wishes)),
        *(f"{said}: write terms.{key} in the company file" for key, said in _of_terms(terms)),
        *(("the client's country, which decides the tax: write client.country in the brief",) if not country else ()),
    )


def _of(company: Company) -> Iterator[str]:
    """What the file of a company does not say, by the conventions of its country."""
    for key, said in (
        ("address", "the company's address"),
        ("contact", "whom to ask"),
        ("signatory", "who signs"),
        ("bank", "the company's bank"),
        *_REGISTERS.get(company.country or "", ()),
    ):
        holder = company.registration if key.startswith("registration.") else company
        if getattr(holder, key.rpartition(".")[2]) is None:
            yield f"{said}: write {key} in the company file"
    if company.country == "JP" and company.phone is None:
        yield "the company's telephone number: write phone in the company file"


_REGISTERS = {
    "RU": (("registration.inn", "the company's ИНН"), ("registration.ogrn", "the company's ОГРН")),
    "JP": (("registration.t_number", "the company's registration number (T and 13 digits)"),),
}
"""The numbers a proposal of a company from there shows."""


def _of_brief(wishes: ProposalWishes) -> Iterator[tuple[str, str]]:
    if wishes.number is None:
        yield "number", "the number of the proposal"
    if wishes.addressee.person is None:
        yield "addressee.person", "to whom it is addressed"


def _of_terms(terms: SaleTerms) -> Iterator[tuple[str, str]]:
    if terms.legal_nature is None:
        yield "legal_nature", "whether it is an offer or information"
    if terms.valid_days is None:
        yield "valid_days", "how many days it is valid"
    yield from ((key, said) for key, said in _TERMS.items() if getattr(terms, key) is None)
