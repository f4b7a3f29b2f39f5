"""What editors say about the keys of a company file, and of a brief's own proposal."""

from collections.abc import Mapping

_TERMS = {
    "valid_days": "How many days a proposal holds, counted from its date.",
    "legal_nature": "offer binds you, information does not.",
    "contract": "What is said of the contract; plain, or by language.",
    "payment": "Terms of payment in your own words; the plan gives days and amounts.",
    "acceptance": "How and within what time work is accepted.",
    "changes": "How changes of the scope are agreed.",
    "support": "What support contains.",
    "warranty": "What is put right without charge, and how long.",
    "note": "Anything else; printed at the end of the terms.",
}

PROPOSAL_WORDS: Mapping[str, Mapping[str, str]] = {
    "Company": {
        "name": "What it is called; plain, or by language.",
        "full_name": "Its full name in law, with its form; without it its name.",
        "country": "Whose registers, law and customs its proposals follow.",
        "address": "Its address; plain, or by language.",
        "phone": "Its telephone number.",
        "email": "Its e-mail address.",
        "web": "Its website.",
        "logo": "A PNG or JPEG picture, beside this file: logo.png.",
        "registration": "The numbers registers know it by.",
        "bank": "Where it is paid.",
        "contact": "Whom a client asks.",
        "signatory": "Who signs, and what entitles them to.",
        "language": "The language of its proposals, unless --lang or the settings say another.",
        "terms": "What its proposals promise, unless a brief says otherwise.",
    },
    "Registration": {
        "inn": "ИНН, the Russian tax number: 10 digits, or 12 of a person.",
        "kpp": "КПП, the reason code of a Russian firm: 9 characters.",
        "ogrn": "ОГРН, the Russian state register number: 13 digits, or 15 of a person.",
        "t_number": "The registration number for Japanese qualified invoices: T and 13 digits.",
        "vat_id": "The VAT id, its country in front.",
        "company_number": "The number in a register of any other country.",
    },
    "Bank": {
        "name": "What the bank is called; plain, or by language.",
        "branch": "Its branch.",
        "account": "An account where neither IBAN nor Russian accounts are in use.",
        "settlement_account": "Расчётный счёт: 20 digits.",
        "correspondent_account": "Корреспондентский счёт of the bank: 20 digits.",
        "bik": "БИК of the bank: 9 digits.",
        "iban": "IBAN; spaces do not count.",
        "bic": "BIC (SWIFT) of the bank.",
        "holder": "In whose name the account is, where it is another.",
    },
    "Person": {
        "name": "How the person is called; plain, or by language.",
        "position": "Their position; plain, or by language.",
        "phone": "Their telephone number.",
        "email": "Their e-mail address.",
        "basis": "What entitles them to sign, such as the charter.",
    },
    "SaleTerms": _TERMS,
    "ProposalWishes": {
        **_TERMS,
        "number": "The number of the proposal.",
        "date": "Its date; without it the brief's.",
        "valid_until": "Its last day, in place of valid_days.",
        "subject": "What it is about; without it the implementation of the candidate.",
        "addressee": "To whom it goes.",
        "delivery": "Where it is delivered.",
        "needs": "What the client needs, in your own words: a list of paragraphs.",
        "solution": "How you meet it, in your own words: a list of paragraphs.",
        "included": "What belongs to the scope beside the lines of the estimate.",
        "excluded": "What does not belong to it.",
    },
    "Addressee": {
        "firm": "The full name of the firm; without it the client's name.",
        "person": "To whose attention.",
        "position": "Their position.",
        "address": "The address of the firm.",
    },
}
"""By the name of the model and the key."""
