"""Native charts: what they share, so that a reader meets one kind of picture, with axes in every program."""

from openpyxl.chart import BarChart, ScatterChart
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import XYSeries
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RichTextProperties

PALETTE = (
    "1F4E79",
    "C55A11",
    "7F7F7F",
    "BF9000",
    "2E75B6",
    "548235",
    "7030A0",
    "A5A5A5",
    "843C0C",
    "00B0A0",
    "404040",
    "F4B183",
    "264F36",
    "9DC3E6",
)
"""Dark and light in turn, so that neighbours differ in print without colours."""

_WIDTH, _HEIGHT, _TORNADO_HEIGHT = 24, 9, 11.5
"""Centimetres; a tornado has a name for each of its bars."""


def bars(title: str, currency: str, *, stacked: bool = False) -> BarChart:
    """Upright bars of amounts, side by side or on top of each other."""
    chart = BarChart()
    chart.type, chart.title = "col", title
    chart.width, chart.height = _WIDTH, _HEIGHT
    if stacked:
        chart.grouping, chart.overlap = "stacked", 100
    chart.x_axis.delete = chart.y_axis.delete = False  # openpyxl hides them in newer programs
    chart.y_axis.number_format, chart.y_axis.title = "#,##0", currency
    chart.y_axis.numFmt.sourceLinked = False
    chart.x_axis.txPr = _level()
    chart.gapWidth = 60
    return chart


def _level() -> RichText:
    """Names that stay level: long ones go to the next line, where a program left to itself turns them."""
    level = RichTextProperties(rot=0, vert="horz")
    return RichText(bodyPr=level, p=[Paragraph(pPr=ParagraphProperties(defRPr=CharacterProperties()))])


def across(title: str, form: str, low: float | None = None, high: float | None = None) -> BarChart:
    """Bars that lie, one under the other as in their table, on an axis with numbers of `form`."""
    chart = BarChart()
    chart.type, chart.title, chart.legend = "bar", title, None
    chart.width, chart.height = _WIDTH, _HEIGHT
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.number_format, chart.y_axis.numFmt.sourceLinked = form, False
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = low, high
    chart.gapWidth = 60
    return chart


def tornado(title: str, currency: str) -> BarChart:
    """Lying bars to both sides of zero; the names stand at the left edge, not on the bars."""
    chart = across(title, "#,##0")
    chart.height, chart.x_axis.tickLblSkip = _TORNADO_HEIGHT, 1
    chart.legend = Legend()
    chart.legend.position = "b"
    chart.overlap, chart.y_axis.title = 100, currency
    chart.x_axis.tickLblPos = "low"
    return chart


def curves(title: str, across: str, currency: str) -> ScatterChart:
    """Amounts over numbers; a missing amount leaves a gap."""
    chart = ScatterChart()
    chart.title, chart.style, chart.scatterStyle, chart.display_blanks = title, 13, "lineMarker", "gap"
    chart.width, chart.height = _WIDTH, _HEIGHT * 1.5
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.title, chart.y_axis.title = across, currency
    for axis, form in ((chart.x_axis, "0"), (chart.y_axis, "#,##0")):
        axis.number_format, axis.numFmt.sourceLinked = form, False
    chart.x_axis.majorGridlines = None
    chart.legend = Legend()
    chart.legend.position = "b"
    return chart


_DASHES = ("solid", "dash", "sysDot", "dashDot", "lgDash")


def drawn(series: XYSeries, number: int) -> XYSeries:
    """A line in the colour and the dashes of its number, without markers: told apart also without colours."""
    series.marker, series.smooth = Marker("none"), False
    series.graphicalProperties.line.solidFill = PALETTE[number % len(PALETTE)]
    series.graphicalProperties.line.dashStyle = _DASHES[number % len(_DASHES)]
    series.graphicalProperties.line.width = 25_400
    return series


def colour(chart: BarChart) -> None:
    """Give each series a colour of its own, the same in every chart."""
    for number, series in enumerate(chart.series):
        series.graphicalProperties = GraphicalProperties(solidFill=PALETTE[number % len(PALETTE)])
