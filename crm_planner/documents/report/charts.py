"""The charts of the page: the specifications every document shares, empty, for the page to put its own figures in."""

from copy import deepcopy
from decimal import Decimal
from typing import Any

from crm_planner.compare.break_even import Race
from crm_planner.compare.measures import Figure
from crm_planner.documents.charts.break_even import break_even_chart
from crm_planner.documents.charts.by_category import cost_by_category
from crm_planner.documents.charts.by_year import cost_by_year
from crm_planner.documents.charts.chart import Chart
from crm_planner.documents.charts.series import colours, labels
from crm_planner.documents.plain import heading
from crm_planner.documents.report.source import Source
from crm_planner.documents.report.tongues import Tongues, Words, shortest
from crm_planner.documents.report.wordings import FILLED, REST
from crm_planner.documents.wording import Speech
from crm_planner.formula.arrays import np
from crm_planner.text import Message

Entry = dict[str, Any]


def charts(source: Source, tongues: Tongues) -> dict[str, list[Entry]]:
    """The specifications by chart, one for each language; `rows` is the name of the figures they wait for."""
    return {
        "categories": [_categories(source, speech) for speech in tongues],
        "years": [_years(source, speech) for speech in tongues],
        "break_even": [_empty(_break_even(source, speech)) for speech in tongues],
    }


def chart_names(source: Source, tongues: Tongues) -> dict[str, Words]:
    """What each candidate is called where a chart has room for a few short lines only."""
    estimates = source.living.comparison.estimates
    each = [labels(estimates, speech) for speech in tongues]
    return {one.id: shortest([names[one.id] for names in each]) for one in estimates}


def _empty(chart: Chart) -> Entry:
    """A specification without the figures of the brief, and without the sentence about them."""
    body = deepcopy(dict(chart.specification))
    body["data"] = {"name": "rows"}
    del body["description"]
    return body


def _categories(source: Source, speech: Speech) -> Entry:
    """With a colour for what may yet appear, and as long as the longest bar then is."""
    body = _empty(cost_by_category(source.living.comparison, speech))
    encoding = body["layer"][0]["encoding"]
    del encoding["x"]["scale"]["domain"]
    rest, white = (heading(Message(wording), speech) for wording in (REST, FILLED))
    known = encoding["color"]["scale"]["domain"]
    shown = [name for name in known if name not in {rest, white}]
    scale = colours([*shown, rest])
    encoding["color"]["scale"] = {"domain": [*shown, rest, white], "range": [*scale["range"], "#ffffff"]}
    return body


def _years(source: Source, speech: Speech) -> Entry:
    """In the order of the years as they come: there may be more of them than in the brief."""
    body = _empty(cost_by_year(source.living.comparison, speech))
    body["encoding"]["x"]["sort"] = None
    return body


def _break_even(source: Source, speech: Speech) -> Chart:
    living = source.living
    users = next((living.model.inputs[one.name] for one in living.controls if one.kind == "users"), None)
    ends = (Decimal(1), Decimal(living.most)) if users is None else (users.low, users.high)
    estimates = living.comparison.estimates
    nothing = {one.id: np.zeros(len(ends), dtype=np.int64) for one in estimates}
    race = Race(Figure("users", "", ends[0]), ends, Decimal(1), {"like_for_like": nothing})
    return break_even_chart(race, estimates, living.comparison.currency, speech)
