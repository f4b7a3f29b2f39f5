"""Charts drawn by vl-convert as SVG and PNG with the shipped fonts; the same chart is the same bytes."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crm_planner.documents.charts.chart import Chart
from crm_planner.documents.charts.look import VEGA_LITE_VERSION
from crm_planner.errors import MissingExtra

if TYPE_CHECKING:
    from types import ModuleType

TWICE = 2.0
"""Pixels of a PNG for each pixel of the drawing: 144 to the inch, sharp in print."""


class Picture(NamedTuple):
    """A chart drawn: for a page that takes vectors, and for one that does not."""

    id: str
    title: str
    alt: str
    svg: str
    png: bytes


def picture(chart: Chart, fonts: Path, *, pixels: bool = True) -> Picture:
    """`chart` in both forms, without `pixels` as SVG alone; `fonts` is the folder of the shipped fonts."""
    drawn = svg(chart, fonts)
    return Picture(chart.id, chart.title, chart.alt, drawn, _png(drawn, fonts, TWICE) if pixels else b"")


def svg(chart: Chart, fonts: Path) -> str:
    """`chart` as SVG; nothing is fetched. Raises MissingExtra without vl-convert."""
    drawn: str = _program(fonts).vegalite_to_svg(
        dict(chart.specification), vl_version=VEGA_LITE_VERSION, allowed_base_urls=[], show_warnings=False
    )
    return drawn


def png(chart: Chart, fonts: Path, scale: float = TWICE) -> bytes:
    """`chart` as PNG, `scale` pixels for each of the drawing. Raises MissingExtra without vl-convert."""
    return _png(svg(chart, fonts), fonts, scale)


def _png(drawn: str, fonts: Path, scale: float) -> bytes:
    found: bytes = _program(fonts).svg_to_png(drawn, scale=scale)
    return found


@cache
def _program(fonts: Path) -> "ModuleType":
    """vl-convert, once it knows the shipped fonts."""
    try:
        import vl_convert
    except ImportError:
        said = 'drawing charts needs another part of the product: pip install "crm-planner[docs]"'
        raise MissingExtra(said) from None
    vl_convert.register_font_directory(str(fonts))
    return vl_convert
