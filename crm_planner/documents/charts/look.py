"""How every chart looks: faces and numbers by language, and colours that differ in grey too."""

from collections.abc import Iterable
from typing import Any

from crm_planner.documents.folding import fold, width
from crm_planner.documents.numbers import CONVENTIONS

VEGA_LITE = "https://vega.github.io/schema/vega-lite/v6.json"
VEGA_LITE_VERSION = "6.4"
"""The version of the language that draws them, pinned so that the same chart is the same bytes."""

PALETTE = ("#16213a", "#0a3f77", "#8f420c", "#1a7d66", "#bd74a6", "#6ab6e6", "#f4bf5f", "#faf3c0")
"""Colours of series from dark to light: the hues of Okabe and Ito (2008), moved so that each differs in grey too."""

BANDS = {"low": "#f3f5f7", "medium": "#f4d58a", "high": "#d98a3d", "critical": "#8a2c12"}
"""Colours of the bands of risk, the graver the darker."""

INK, QUIET, LINE = "#1d2329", "#55606b", "#d7dde3"
WIDE = 520
"""Pixels of the drawing itself, without the names beside it: what fits a page of A4."""

LATIN, JAPANESE = "IBM Plex Sans", "Noto Sans JP"
_STAND_INS = ("Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic", "system-ui", "sans-serif")
"""For a page that is read where the shipped fonts are not."""

_FIRST_EAST_ASIAN = "\u2e80"
_LABEL, _LINES = 26, 3
"""Columns of a name beside a chart, and the most lines it takes."""

SPLIT = r"split(datum.label, '\n')"
"""The expression that shows a name in the lines it was folded into."""

AMOUNT = ",.6~f"
"""How the axis of an amount is written: with thousands apart, and decimals only where there are some."""

Entry = dict[str, Any]


def faces(language: str, texts: Iterable[str] = ()) -> str:
    """The families of fonts, best first: a Japanese face leads where any text needs it.

    The drawing program does not look a letter up in the second face, so the first must have all of them.
    """
    japanese = language == "ja" or any(letter >= _FIRST_EAST_ASIAN for text in texts for letter in text)
    first = (JAPANESE, LATIN) if japanese else (LATIN, JAPANESE)
    return ", ".join((*first, *_STAND_INS))


def config(language: str, texts: Iterable[str] = ()) -> Entry:
    """The settings all charts share, for readers of `language`; `texts` is what the chart says."""
    number = CONVENTIONS[language]
    return {
        "font": faces(language, texts),
        "background": "#ffffff",
        "locale": {
            "number": {"decimal": number.point, "thousands": number.group, "grouping": [3], "currency": ["", ""]}
        },
        "view": {"stroke": None},
        "axis": {
            "labelColor": INK,
            "labelFontSize": 11,
            "labelLimit": 400,
            "titleColor": QUIET,
            "titleFontSize": 11,
            "titleFontWeight": "normal",
            "gridColor": LINE,
            "domainColor": QUIET,
            "tickColor": QUIET,
        },
        "legend": {"labelColor": INK, "labelFontSize": 11, "labelLimit": 400, "symbolStrokeColor": INK},
        "text": {"color": INK, "fontSize": 11},
    }


def folded(name: str, wide: int = _LABEL, most: int = _LINES) -> str:
    """A long name in lines joined by line ends; what does not fit is cut, and an ellipsis says so."""
    lines = _lines(name, wide)
    narrower = [_lines(name, columns) for columns in range(wide // 2, wide)]
    lines = next((evenly for evenly in narrower if len(evenly) == len(lines)), lines)  # no letter alone on a line
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1].rstrip()}…"]
    return "\n".join(lines)


def _lines(name: str, wide: int) -> list[str]:
    return [part for line in fold(name, wide) for part in _cut(line, wide)]


def _cut(line: str, wide: int) -> list[str]:
    """A word without a space is cut where the line ends."""
    parts, part = [], ""
    for letter in line:
        if width(part + letter) > wide:
            parts.append(part)
            part = ""
        part += letter
    return [*parts, part]
