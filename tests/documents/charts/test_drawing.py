"""Charts drawn: in every language with the letters there are, the same bytes twice, and nothing fetched."""

import sys

import pytest
from defusedxml.ElementTree import fromstring

from crm_planner.documents.charts import drawing
from crm_planner.documents.charts.by_category import cost_by_category
from crm_planner.documents.charts.drawing import picture, svg
from crm_planner.errors import MissingExtra
from crm_planner.text import LANGUAGES, Text
from tests.documents.charts.made import FONTS, every_chart
from tests.documents.made import comparison, estimate, line, speech

HOSTILE = "<script>alert(1)</script> {{7*7}} ]]> & \" ' =cmd|' /C calc'!A0 datum.x + 1 \\n ${x} %s"


def texts(drawn: str) -> str:
    return " ".join("".join(one.itertext()) for one in fromstring(drawn).iter("{http://www.w3.org/2000/svg}text"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_is_drawn_and_drawn_alike_again(language: str) -> None:
    for chart in every_chart(language):
        drawn = picture(chart, FONTS)
        assert drawn.png.startswith(b"\x89PNG")
        assert drawn == picture(chart, FONTS)
        assert len(texts(drawn.svg)) > 20
        assert "http" not in drawn.svg.replace("http://www.w3.org/", "")


def test_a_hostile_name_is_only_text() -> None:
    chart = cost_by_category(comparison(estimate("a/b", line("licence", "5"), text=Text.plain(HOSTILE))), speech())
    drawn = svg(chart, FONTS)
    assert "<script" not in drawn
    assert "<script>alert(1)" in texts(drawn)
    assert "{{7*7}}" in texts(drawn)


def test_without_the_drawing_program_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    drawing._program.cache_clear()
    with pytest.raises(MissingExtra, match=r"crm-planner\[docs\]"):
        svg(every_chart("en")[0], FONTS)
    drawing._program.cache_clear()
