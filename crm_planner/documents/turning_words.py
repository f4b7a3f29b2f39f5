"""The English words for where an answer turns: measures, what varies, ranges, and the names of candidates."""

from collections.abc import Iterable

from crm_planner.compare.measures import Driver, Measure
from crm_planner.documents.footnotes import called
from crm_planner.estimate.lines import Estimate
from crm_planner.text import Message, mark

BASES: dict[Measure, str] = {"published": mark("as published"), "like_for_like": mark("like for like")}

FIGURES: dict[Driver, str] = {
    "users": mark("number of users"),
    "years": mark("number of years"),
    "discount": mark("discount on licences of {of}, %"),
    "support_rate": mark("rate of support of {of}, %"),
    "exchange": mark("rate of exchange of {of}"),
}

RANGES = {
    (True, True): mark("Looked at: {what} from {low} to {high}; now {now}"),
    (True, False): mark("Looked at: {what} from {low} to {high}"),
    (False, True): mark("Looked at: {what} from {low} to {high}; now {now}; no pair of candidates changes places"),
    (False, False): mark("Looked at: {what} from {low} to {high}; no pair of candidates changes places"),
}
"""By whether something flips, and whether the brief has one value."""


class Names(dict[str, Message]):
    """What candidates are called, by id."""

    def __init__(self, estimates: Iterable[Estimate]) -> None:
        super().__init__({one.id: called(one) for one in estimates})
