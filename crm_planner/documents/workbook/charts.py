"""Native charts: what they share, so that a reader meets one kind of picture, with axes in every program."""

from openpyxl.chart import BarChart
from openpyxl.chart.shapes import GraphicalProperties

PALETTE = ("1F4E79", "C55A11", "7F7F7F", "BF9000", "2E75B6", "548235", "7030A0", "A5A5A5", "843C0C", "00B0A0")
"""Dark and light in turn, so that neighbours differ in print without colours."""

_WIDTH, _HEIGHT = 24, 9


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
    chart.gapWidth = 60
    return chart


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


def colour(chart: BarChart) -> None:
    """Give each series a colour of its own, the same in every chart."""
    for number, series in enumerate(chart.series):
        series.graphicalProperties = GraphicalProperties(solidFill=PALETTE[number % len(PALETTE)])
