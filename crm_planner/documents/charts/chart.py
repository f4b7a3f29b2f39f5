"""A chart: what it shows in words, and its Vega-Lite specification with the data inside."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from crm_planner.documents.charts.look import VEGA_LITE, Entry, config
from crm_planner.documents.plain import said
from crm_planner.documents.wording import Speech


class Chart(NamedTuple):
    """`title` stands over it, `alt` says its figures in a sentence for those who do not see it.

    Widths in the specification are pixels; amounts are floats there, since they are lengths, while every figure that
    is read is text made from the exact one.
    """

    id: str
    title: str
    alt: str
    specification: Mapping[str, Any]
    language: str


_EDGE = {"left": 6, "top": 6, "right": 20, "bottom": 6}
"""Pixels around a drawing; on the right for texts that another program sets a little wider than they were measured."""


def chart(name: str, title: object, alt: object, body: Entry, speech: Speech) -> Chart:
    """The chart `body`, with the settings all charts share."""
    alternative = said(alt, speech)
    texts = (text for part in (body, alternative) for text in _texts(part))
    whole = {
        "$schema": VEGA_LITE,
        "description": alternative,
        "padding": _EDGE,
        **body,
        "config": config(speech.language, texts),
    }
    return Chart(name, said(title, speech), alternative, whole, speech.language)


def _texts(value: object) -> Iterator[str]:
    """Every string in a specification, wherever it stands."""
    parts: Iterable[object] = ()
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        parts = value.values()
    elif isinstance(value, list | tuple):
        parts = value
    for part in parts:
        yield from _texts(part)
