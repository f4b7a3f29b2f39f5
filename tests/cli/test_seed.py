"""What the issue of the seed article promises a reader of `crm-planner compare`."""

import csv
import io
import json

import pytest

from tests.cli.run import ran

TOTALS = {
    "terrasoft/sales": "100933.00",
    "regionsoft/standard": "64700.00",
    "client-communicator/click-crm": "93600.00",
}


def test_the_first_year_totals_are_the_printed_ones(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    document = json.loads(ran(capsysbinary, "compare", "--format", "json").out)
    assert {one["id"]: one["totals"]["first_year"] for one in document["candidates"]} == TOTALS
    terrasoft = next(one for one in document["candidates"] if one["id"] == "terrasoft/sales")
    assert terrasoft["totals"]["like_for_like"] == {"low": "113533.00", "likely": "116733.00", "high": "119933.00"}
    assert {gap["category"] for gap in terrasoft["gaps"]} == {"training", "deployment"}


def test_every_format_holds_the_same_totals(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for form in ("table", "markdown", "html"):
        shown = ran(capsysbinary, "compare", "--format", form).out
        assert [total for total in ("100,933", "64,700", "93,600") if total not in shown] == [], form
    rows = csv.DictReader(io.StringIO(ran(capsysbinary, "compare", "--format", "csv").out.lstrip("\ufeff"), newline=""))
    assert {row["candidate"]: row["amount"] for row in rows if row["id"] == "first_year"} == TOTALS


def test_what_is_not_offered_says_so_and_is_not_zero(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    shown = ran(capsysbinary, "compare", "--candidate", "terrasoft").out
    training = next(line for line in shown.splitlines() if line.startswith("Training"))
    assert training.split(maxsplit=1)[1] == "not offered"


def test_the_notes_name_what_is_unknown(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    shown = ran(capsysbinary, "compare").out
    for words in ("date of the prices is unknown", "contain VAT is unknown", "a quantity of 10 only"):
        assert words in shown
    assert "lowest 113,533, mean 116,733, highest 119,933" in shown


@pytest.mark.parametrize("users", ["1", "2"])
def test_the_sum_that_hides_two_items_does_not_win_in_small_firms(
    users: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    ranking = json.loads(ran(capsysbinary, "compare", "--users", users, "--format", "json").out)["ranking"]
    assert ranking["published"][0] == "regionsoft/standard"
    assert [one["id"] for one in ranking["unranked"]["published"]] == ["terrasoft/sales"]


@pytest.mark.parametrize("users", ["1", "1000000"])
def test_any_number_of_users_has_a_comparison(users: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    ended = ran(capsysbinary, "compare", "--users", users, "--quiet", "--lang", "ru")
    assert (ended.status, ended.err) == (0, "")


def test_users_beyond_a_million_are_refused(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    ended = ran(capsysbinary, "compare", "--users", "1000001")
    assert (ended.status, ended.out) == (1, "")
    assert "1000001" in ended.err
