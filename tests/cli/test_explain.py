"""Which figure a short name means."""

import json

import pytest

from tests.cli.run import ran

Capture = pytest.CaptureFixture[bytes]
BOX = ("explain", "examples/box-comparison.yaml")


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.chdir(request.getfixturevalue("root"))


def told(capture: Capture, candidate: str, *cell: str) -> dict[str, object]:
    document: dict[str, object] = json.loads(ran(capture, *BOX, candidate, *cell, "--format", "json").out)
    return document


@pytest.mark.parametrize(
    ("cell", "name", "value"),
    [
        ((), "terrasoft/sales/total", "100933"),
        (("total",), "terrasoft/sales/total", "100933"),
        (("licences",), "terrasoft/sales.licences", "87768"),
        (("support.list",), "terrasoft/sales.support.list", "13165"),
        (("licence",), "terrasoft/sales/category/licence", "87768"),
        (("first-year",), "terrasoft/sales/total/first-year", "100933"),
        (("like-for-like",), "terrasoft/sales/total/like-for-like/likely", "116733"),
        (("like-for-like/high",), "terrasoft/sales/total/like-for-like/high", "119933"),
        (("trainees",), "terrasoft/sales/quantity/trainees", "10"),
        (("users/total",), "users/total", "10"),
        (("regionsoft/standard.training",), "regionsoft/standard.training", "6000"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) and value else "",
)
def test_a_short_name_means_one_cell(cell: tuple[str, ...], name: str, value: str, capsysbinary: Capture) -> None:
    document = told(capsysbinary, "terrasoft/sales", *cell)
    assert (document["name"], document["value"]) == (name, value)


@pytest.mark.parametrize("cell", ["training", "deployment", "terrasoft/sales.training"])
def test_an_item_without_a_price_is_explained_by_its_reason(cell: str, capsysbinary: Capture) -> None:
    document = told(capsysbinary, "terrasoft", cell)
    assert (document["value"], document["status"]) == (None, "not_offered")
    assert document["parts"], "what fills the gap like for like"


def test_an_unknown_name_is_answered_with_the_nearest(capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, *BOX, "terrasoft", "licenses")
    assert (ended.status, ended.out) == (2, "")
    assert 'did you mean "licences"?' in ended.err


def test_hours_that_only_a_plan_has_are_explained_too(capsysbinary: Capture) -> None:
    shown = ran(capsysbinary, *BOX, "regionsoft", "hours/box-stabilisation/likely").out
    assert "0.1 hours/count x People who use the system 10 count" in shown
    assert "written at: efforts.yaml:" in shown
    whole = ran(capsysbinary, *BOX, "regionsoft", "hours/box-management/likely").out
    assert "Kick-off (box): most likely hours 2 hours" in whole


def test_a_figure_leads_to_the_line_of_the_catalog(capsysbinary: Capture) -> None:
    shown = ran(capsysbinary, *BOX, "terrasoft", "support").out
    assert "0.15 x" in shown
    assert "rounded to 1 RUB, half up" in shown
    assert "written at: terrasoft.yaml:" in shown
    assert "written at: box-comparison.yaml:" in shown


@pytest.mark.parametrize("cell", ["total", "first-year"])
def test_a_total_that_lacks_items_says_which(cell: str, capsysbinary: Capture) -> None:
    words = "Terrasoft CRM Sales: the total is without training (not offered), installation (not offered)"
    assert words in ran(capsysbinary, *BOX, "terrasoft", cell).out
    document = told(capsysbinary, "terrasoft", cell)
    assert (document["complete"], document["missing"]) == (False, ["training", "deployment"])


@pytest.mark.parametrize(
    ("candidate", "cell"), [("regionsoft", "total"), ("terrasoft", "like-for-like"), ("terrasoft", "licences")]
)
def test_a_figure_that_lacks_nothing_says_nothing_of_it(candidate: str, cell: str, capsysbinary: Capture) -> None:
    assert "without" not in ran(capsysbinary, *BOX, candidate, cell).out
    assert "missing" not in told(capsysbinary, candidate, cell) or cell == "total"
