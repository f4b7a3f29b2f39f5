"""What each kind of input does, and the words of those a reader chooses from."""

from crm_planner.documents.wording import Speech
from crm_planner.text import mark

_EXPLAINED = {
    "users": mark("How many people use the system: licences, training and work follow"),
    "peak": mark("How many are inside at the same time; 0: by the brief's rule. Concurrent licences follow"),
    "years": mark("Over how many years the cost is added up"),
    "discount": mark("A discount agreed on licences, in percent of the list price, beside those the brief has"),
    "discount_rate": mark("What a later year is worth less, a year: the present value follows"),
    "tax": mark("Whether amounts are shown as published, without tax, or with it"),
    "gaps": mark("What takes the place of a missing price like for like"),
    "rate": mark("The price of an hour of this role: work that is paid by the hour follows"),
    "exchange": mark("What one unit of the currency costs in the currency of the brief"),
    "quantity": mark("How many there are of this: prices by quantity follow"),
}

_CHOICES = {
    "tax": {"published": mark("as published"), "net": mark("without tax"), "gross": mark("with tax")},
    "gaps": {
        "none": mark("nothing"),
        "lowest": mark("the lowest of the rivals"),
        "mean": mark("the mean of the rivals"),
        "highest": mark("the highest of the rivals"),
        "ratio": mark("the rivals' share of the licences"),
        "rate_card": mark("the playbook's hours at the rate card"),
    },
    "answer": {
        "yes": mark("yes"),
        "no": mark("no"),
        "unknown": mark("unknown"),
        "not_applicable": mark("does not apply"),
    },
    "mitigation": {"open": mark("not done"), "done": mark("done")},
}


def explained(kind: str) -> str:
    """The wording that says what an input of this kind does."""
    return _EXPLAINED.get(kind, mark("What depends on it follows"))


def choice_word(kind: str, choice: str, speech: Speech) -> str:
    """A choice as a reader reads it: `mean` of a rule for gaps is `the mean of the rivals`."""
    wording = _CHOICES.get(kind, {}).get(choice)
    return choice if wording is None else speech.translate(wording)
