"""A simulation as a chart specification of Vega-Lite: histograms of all candidates on one scale, for any document."""

from collections.abc import Iterator
from typing import Any

from crm_planner.documents.footnotes import called
from crm_planner.documents.table_json import written
from crm_planner.documents.wording import Speech
from crm_planner.simulation.simulate import Outcome, Simulation
from crm_planner.text import Message, mark

VEGA_LITE = "https://vega.github.io/schema/vega-lite/v5.json"

Entry = dict[str, Any]

_HEADER = {"labelOrient": "top", "labelAnchor": "start", "labelFontWeight": "bold"}
"""Names stand over the bars: beside them long ones would run into each other."""


def simulation_chart(found: Simulation, speech: Speech) -> str:
    """One histogram under the other, with base, P50 and P80 as strokes; the data are in the specification."""
    # one set of data for bars and strokes, so that the facets cut both by candidate
    values = [entry for one in found.outcomes for entry in (*_bars(found, one, speech), *_strokes(one, speech))]
    names = [speech.show(called(one.estimate)) for one in found.outcomes]
    title = Message(mark("{client}: how sure the cost is"), {"client": found.client})
    return written(
        {
            "$schema": VEGA_LITE,
            "description": speech.say(title),
            "data": {"values": values},
            "facet": {
                "row": {"field": "candidate", "type": "nominal", "title": None, "sort": names, "header": _HEADER}
            },
            "spec": {"width": 480, "height": 90, "layer": [_histogram(found, speech), _marks()]},
        }
    )


def _bars(found: Simulation, one: Outcome, speech: Speech) -> Iterator[Entry]:
    drawn, name = one.spread.histogram, speech.show(called(one.estimate))
    width = (drawn.high - drawn.low) / len(drawn.counts)
    for number, count in enumerate(drawn.counts):
        low = drawn.low + number * width
        share = round(count / found.draws, 6)
        yield {"candidate": name, "from": float(low), "to": float(low + width), "share": share}


def _strokes(one: Outcome, speech: Speech) -> Iterator[Entry]:
    marks, name = one.spread.percentiles, speech.show(called(one.estimate))
    for wording, amount in ((mark("base"), one.base), ("P50", marks.p50), ("P80", marks.p80)):
        yield {"candidate": name, "mark": speech.translate(wording), "at": float(amount)}


def _histogram(found: Simulation, speech: Speech) -> Entry:
    share = {"field": "share", "type": "quantitative", "title": speech.translate(mark("share of the draws"))}
    return {
        "transform": [{"filter": "isValid(datum.share)"}],
        "mark": {"type": "bar", "color": "#bfc5cc"},
        "encoding": {
            "x": {"field": "from", "bin": "binned", "type": "quantitative", "title": found.currency},
            "x2": {"field": "to"},
            "y": share,
        },
    }


def _marks() -> Entry:
    return {
        "transform": [{"filter": "isValid(datum.at)"}],
        "mark": {"type": "rule", "size": 2},
        "encoding": {
            "x": {"field": "at", "type": "quantitative"},
            "color": {"field": "mark", "type": "nominal", "title": None},
        },
    }
