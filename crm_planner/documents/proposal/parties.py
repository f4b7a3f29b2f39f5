"""Who offers and who is offered: requisites in the order of each country, signatures, and what the paper is in law."""

from collections.abc import Iterator
from typing import Any

from crm_planner.company.model import Bank, Company, Person
from crm_planner.documents.proposal.formal import FormalSpeech
from crm_planner.proposal.proposal import Proposal
from crm_planner.text import Counted, Message, mark

Context = dict[str, Any]
Labelled = tuple[str, object]
"""An English label, and a value; a line without a value is left out."""


def lines(found: Iterator[Labelled], speech: FormalSpeech) -> list[dict[str, str]]:
    """Label and value of each line that has one."""
    return [{"label": speech.translate(label), "value": speech.text(value)} for label, value in found if value]


def seller(proposal: Proposal, speech: FormalSpeech) -> Context:
    """The company, its requisites, and whom to ask."""
    company = proposal.company
    if company is None:
        return {"name": "", "full_name": "", "logo": "", "lines": [], "contact": [], "signatory": _person(None, speech)}
    return {
        "name": speech.text(company.name),
        "full_name": speech.text(company.full_name or company.name),
        "logo": proposal.seller.logo if proposal.seller else "",
        "lines": lines(_requisites(company), speech),
        "contact": lines(_contact(company.contact), speech),
        "signatory": _person(company.signatory, speech),
    }


def _requisites(company: Company) -> Iterator[Labelled]:
    known = company.registration
    yield mark("Tax number (INN)"), known.inn
    yield mark("Reason code (KPP)"), known.kpp
    yield mark("State register number (OGRN)"), known.ogrn
    yield mark("Company number"), known.company_number
    yield mark("VAT id"), known.vat_id
    yield mark("Address"), company.address
    yield mark("Telephone"), company.phone
    yield mark("E-mail"), company.email
    yield mark("Website"), company.web
    yield mark("Registration number for invoices"), known.t_number
    if company.bank is not None:
        yield from _account(company.bank)


def _account(bank: Bank) -> Iterator[Labelled]:
    yield mark("Settlement account"), bank.settlement_account
    yield mark("IBAN"), bank.iban
    yield mark("Account"), bank.account
    yield mark("Bank"), bank.name
    yield mark("Branch"), bank.branch
    yield mark("Bank code (BIK)"), bank.bik
    yield mark("Correspondent account"), bank.correspondent_account
    yield mark("BIC"), bank.bic
    yield mark("Account holder"), bank.holder


def _contact(person: Person | None) -> Iterator[Labelled]:
    if person is not None:
        yield mark("Contact"), person.name
        yield mark("Position"), person.position
        yield mark("Telephone"), person.phone
        yield mark("E-mail"), person.email


def _person(person: Person | None, speech: FormalSpeech) -> dict[str, str]:
    if person is None:
        return {"name": "", "position": "", "basis": ""}
    return {key: speech.text(getattr(person, key)) for key in ("name", "position", "basis")}


def client(proposal: Proposal, speech: FormalSpeech) -> Context:
    """Whom it is for: in Japanese a firm with 御中, or a person with 様, and never both."""
    to = proposal.wishes.addressee
    name = speech.text(to.firm or proposal.brief.client.name)
    person = speech.text(to.person)
    return {
        "name": name,
        "addressed": _addressed(name, person, speech),
        "lines": lines(_of_client(proposal, named=speech.language == "ja"), speech),
        "signatory": {"name": person, "position": speech.text(to.position), "basis": ""},
    }


def _addressed(name: str, person: str, speech: FormalSpeech) -> str:
    if speech.language == "ja":
        return f"{name} {person} 様" if person else f"{name} 御中"
    return name


def _of_client(proposal: Proposal, *, named: bool) -> Iterator[Labelled]:
    """What else is known of the client; `named` says that the person stands beside the firm already."""
    to = proposal.wishes.addressee
    yield mark("Attention"), None if named else to.person
    yield mark("Position"), to.position
    yield mark("Address"), to.address
    yield mark("Industry"), proposal.brief.client.industry


def validity(proposal: Proposal) -> Message:
    """How long a proposal holds, its last day included."""
    days = Counted(proposal.valid_days, mark("{n} day"), "{n} days")
    return Message(mark("Valid until {day} inclusive ({days})"), {"day": proposal.valid_until, "days": days})


_LAW = {
    "offer": mark("This proposal is an offer: accepted in writing by {day}, it binds both sides."),
    "information": mark(
        "This proposal is for information and is not an offer; a contract comes about when both sides have signed it."
    ),
}
_RUSSIAN_LAW = {
    "offer": mark(
        "This proposal is an offer (articles 435 and 436 of the Civil Code of the Russian Federation) and is not "
        "withdrawn before {day}."
    ),
    "information": mark(
        "This proposal is for information and is not an offer in the sense of article 435 of the Civil Code of the "
        "Russian Federation."
    ),
}
_JAPANESE_LAW = {
    "offer": _LAW["offer"],
    "information": mark(
        "This estimate invites an order; a contract comes about only when we have accepted the order in writing."
    ),
}


def legal(proposal: Proposal, speech: FormalSpeech) -> Context:
    """How long it holds and what it is in law; articles are named where the seller's country is theirs."""
    country = proposal.company.country if proposal.company else None
    wordings = {"RU": _RUSSIAN_LAW, "JP": _JAPANESE_LAW}.get(country or "", _LAW)
    said = Message(wordings[proposal.legal_nature], {"day": proposal.valid_until})
    others = speech.paragraphs(proposal.terms.contract, proposal.terms.note)
    return {"text": [speech.text(validity(proposal)) + ".", speech.text(said), *others]}


_SEALS = {"ru": "М.П.", "ja": "印", "en": ""}


def signatures(proposal: Proposal, speech: FormalSpeech) -> Context:
    """Both sides' blocks; names only where somebody wrote them."""
    mine, theirs = seller(proposal, speech), client(proposal, speech)
    return {
        "seller": {"party": mine["full_name"], **mine["signatory"]},
        "client": {"party": theirs["name"], **theirs["signatory"]},
        "seal": _SEALS[speech.language],
    }
