"""What a project may show by itself, before anybody is asked: the facts that a risk of the checklist can wait for."""

from collections.abc import Mapping

from crm_planner.text import mark

FACTS: Mapping[str, str] = {
    "training-not-bought": mark("the offer contains no training"),
    "support-not-bought": mark("several years are planned and the offer contains no support"),
    "hardly-any-services": mark("services are hardly anything beside the licences"),
    "named-licences-for-shifts": mark("named licences are bought though not everybody works at the same time"),
    "price-outweighs-the-rest": mark("price counts for more than the other criteria allow"),
    "one-go-live-for-many": mark("many people are to start on one day"),
    "budget-below-total": mark("the budget is below what it costs like for like"),
    "price-date-unknown": mark("the date of the prices is unknown"),
    "prices-are-old": mark("the prices are old"),
    "tax-treatment-unknown": mark("whether the prices contain VAT is unknown"),
    "price-in-another-currency": mark("the price list is in another currency"),
    "prices-extrapolated": mark("some prices are extrapolated"),
    "bid-far-below-rivals": mark("the offer is far below those of its rivals"),
    "horizon-beyond-vendor-support": mark("the vendor supports this version for less than the horizon"),
    "many-duplicates": mark("many of the records to be moved are duplicates"),
    "many-data-sources": mark("data come from many sources"),
    "upgrade-not-priced": mark("nobody has priced an upgrade of the present system"),
}
"""By name, with the words for a reader. How each is found stands in `crm_planner/risk/facts.py`, its bounds in
the playbook's `fact_limits`. A name keeps its meaning for good."""
