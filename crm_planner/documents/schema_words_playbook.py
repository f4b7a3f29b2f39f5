"""What an author of a playbook is told of each key, for the JSON Schema of playbooks."""

from collections.abc import Mapping

PLAYBOOK_WORDS: Mapping[str, Mapping[str, str]] = {
    "Playbook": {
        "risks": "The checklist, by id: two capital letters and a number. In a playbook of your own write only what "
        "differs; ids keep their meaning for good.",
        "risk_scales": "How risks are measured.",
        "fact_limits": "From where on a figure of the project speaks for a risk.",
        "contradictions": "Answers, or answers and facts, that cannot all be true.",
        "criteria": "What candidates are scored by, by id. In a playbook of your own write only those that differ.",
        "must_haves": "What rules a candidate out whatever its score, by id.",
        "scoring": "How scores are added up.",
        "schema": "Which kind of file this is; every file of the folder repeats it.",
        "id": "The playbook's id; every file of the folder repeats it.",
        "sources": "What its figures rest on.",
        "taxes": "Main tax rates by country and day.",
        "rates": "What an hour of each role costs.",
        "commercial": "Your own side: what price lists and hours cost you, and sell at. No client view holds costs.",
        "efforts": "What work takes in hours.",
        "builders": "Who builds a customisation, and what that does to its hours.",
        "drivers": "Numbers of work that few briefs give.",
        "sizing": "How people become licences.",
        "gaps": "How missing prices are filled like for like.",
        "assumptions": "What every estimate takes for granted.",
        "ranges": "How far figures may be off: percent of users, peak, joiners, assumed_numbers, rates and exchange; "
        "percent points of discount_rate, indexation, support_rate and licence_discount.",
    },
    "Reference": {"title": "What it is called; plain, or by language.", "retrieved": "The day it was read."},
    "Criterion": {
        "weight": "How much it counts against the other weights, where the brief agrees on none.",
        "how": "How to score it 1 to 5; plain, or by language.",
        "from": "total: the score is computed from what a candidate costs.",
        "sources": "Ids of sources for counting it at all.",
    },
    "MustHave": {
        "ask": "The question, to be answered yes or no; plain, or by language.",
        "whom": "Who knows the answer: vendor, client or consultant.",
        "within": "budget: checked against the brief's budget, and not answered by hand.",
    },
    "Scoring": {
        "price_score": "linear: the cheapest gets 5, the dearest 1; ratio: 5 x the cheapest / this one, at least 1.",
        "tie_percent": "A lead of less, in percent of the leader, is called a tie.",
    },
    "DatedRate": {"from": "The day it came into force.", "rate": "Percent points: 20 means 20 %."},
    "TaxTable": {"rates": "By the day they came into force."},
    "DatedAmount": {"from": "The day from which it holds.", "amount": "For an hour."},
    "HourlyRate": {
        "amount": "For an hour, on every day; none where nobody has set one. Either this or amounts.",
        "amounts": "For an hour, by the day from which each holds; old entries stay. Either this or amount.",
        "tax": "Whether the amount contains tax.",
        "currency": "The currency of the amount, by ISO 4217.",
        "as_of": "The day the rate held.",
    },
    "Assumption": {"text": "What is taken for granted; plain, or by language."},
    "Sizing": {
        "occasional_share": "What share of the occasional users is inside at the same time.",
        "service_level": "How often everybody gets in, where the brief does not say: 0.95.",
    },
    "Effort": {
        "category": "What it is in the comparison; an edition that sells the category does this work for its price.",
        "side": "Who does it: vendor, consultant, in_house or client. Not for customisations: see builders.",
        "role": "Whose hours, from rates. Not for customisations: see builders.",
        "for_each": "Once for every wish of this kind in the brief, and not once for all.",
        "formula": "The hours, a sum of terms.",
        "spread": "Low and high as multiples of the most likely hours; not beside three points.",
        "charge": "Once, or every year.",
        "optional": "Left out unless the brief's options ask for it, by id or category.",
        "when": "Needed only while these numbers lie in these ranges; of a list of such sets one is enough.",
    },
    "Term": {
        "hours": "Hours, fixed or for each of `each`: a number, or low, likely and high.",
        "minutes": "The same in minutes.",
        "each": "The numbers it is multiplied by: of the brief, of drivers, or of the wish it is for.",
        "percent": "Percent points of the most likely hours of other efforts: 15 means 15 %.",
        "of": "Ids of efforts, or categories of efforts, it is a percentage of.",
        "sides": "Only of what these sides do.",
    },
    "Spread": {"low": "If all goes well: 0.7.", "high": "If much goes wrong: 2."},
    "Builders": {
        "vendor": "The vendor's programmers.",
        "in_house": "The client's own programmer, with the vendor's tools.",
        "consultant": "A consultant from outside.",
    },
    "Builder": {
        "side": "Who that is.",
        "role": "Whose hours, from rates.",
        "factor": "What the hours are multiplied by: a number, or low, likely and high.",
    },
    "Driver": {
        "default": "Where the brief's quantities do not say how many. Either this, or of and size.",
        "of": "The number that is counted in groups.",
        "size": "How many make a group; a started one counts.",
    },
    "Commercial": {
        "currency": "Of the costs of hours; without it the brief's.",
        "partner_discount": "Percent points off what vendors charge, by CATALOG/EDITION or CATALOG: {terrasoft: 30}.",
        "hours": "What an hour of a role costs you: {developer: {cost: 1800, markup: 25}}.",
        "prices": "What you sell lines of price lists at; the last one counts: [{category: licence, margin: 20}].",
    },
    "OwnHour": {
        "cost": "What an hour costs you.",
        "markup": "Percent points of the cost that the price is above it. Either this or margin.",
        "margin": "Percent points of the price that are yours. Either this or markup.",
    },
    "Deviation": {"below": "By how much it may be less; 0 for not at all.", "above": "By how much it may be more."},
    "OwnPrice": {
        "candidate": "CATALOG/EDITION or CATALOG; without it all.",
        "category": "Lines of this category. Either this or items; without both all lines.",
        "items": "Ids of items.",
        "markup": "Percent points of what a line costs you that its price is above that. Either this or margin.",
        "margin": "Percent points of the price of a line that are yours. Either this or markup.",
    },
    "GapRule": {"fill": "From rivals' prices: lowest, mean, highest or ratio; from rate_card; or none."},
}
"""By the name of the model and the key."""
