"""`sensitivity` on the command line: its grid, formats, ranges of a brief, widths, wrong input."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from crm_planner.documents.folding import FOLDED, width
from crm_planner.text import LANGUAGES
from tests.cli.run import ran

Capture = pytest.CaptureFixture[bytes]
FIRM = "examples/firm-of-25.yaml"
SCORED = "examples/scored.yaml"
BRIEF = "client: {name: A firm}\nusers: {total: 25, peak: 12}\ncandidates: [regionsoft, client-communicator]\n"


@pytest.fixture(autouse=True)
def _at_the_top(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    monkeypatch.chdir(root)


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    return tmp_path / "brief.yaml"


@pytest.mark.parametrize(
    ("grid", "said"),
    [
        (("users", "horizon_years=1"), "is not KEY=VALUES"),
        (("users=", "horizon_years=1"), "is not KEY=VALUES"),
        (("=1", "horizon_years=1"), "is not KEY=VALUES"),
        (("users=1,,2", "horizon_years=1"), "is not KEY=VALUES"),
        (("users=5", "users=6"), "twice"),
        (("discount.nobody=5", "users=6"), '"nobody" is not among the candidates'),
        (("users=1..100", "horizon_years=1..10"), "more than 400 squares"),
        (("users=1..999999999", "horizon_years=1"), "--grid"),
        (("currency=RUB,USD", "horizon_years=1"), '--grid: "currency" is no figure'),
        (("users=5", "scenarios.long.users=4"), '--grid: "scenarios.long.users" is no figure'),
    ],
)
def test_what_is_no_grid_is_wrong_usage(grid: tuple[str, str], said: str, capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "sensitivity", SCORED, "--grid", *grid)
    assert (ended.status in (1, 2), ended.out) == (True, "")
    assert said in ended.err


@pytest.mark.parametrize(
    ("grid", "said"),
    [
        (("usrs=5,6", "horizon_years=1"), "--grid usrs=5: error[KEY001]"),
        (("users=many", "horizon_years=1"), "--grid users=many: error[NUM001]"),
        (("users=5", "discount_rate=12"), "--grid discount_rate=12: error[NUM018]"),
        (("users=5", "discount.regionsoft/standard=101"), "--grid discount.regionsoft/standard=101: error[NUM015]"),
    ],
)
def test_values_that_do_not_fit_their_key_are_said_with_it(
    grid: tuple[str, str], said: str, capsysbinary: Capture
) -> None:
    ended = ran(capsysbinary, "sensitivity", SCORED, "--grid", *grid)
    assert (ended.status, ended.out) == (1, "")
    assert said in ended.err


def test_every_square_is_what_compare_says_there(capsysbinary: Capture) -> None:
    squares = ("--grid", "users=5,40", "horizon_years=1,3")
    found = json.loads(ran(capsysbinary, "sensitivity", SCORED, *squares, "--format", "json").out)["grid"]
    for row, users in enumerate(found["rows"]["values"]):
        for column, years in enumerate(found["columns"]["values"]):
            asked = ("compare", SCORED, "--users", users, "--years", years, "--format", "json")
            compared = json.loads(ran(capsysbinary, *asked).out)
            point = found["points"][row][column]
            likely = {one["id"]: one["totals"]["like_for_like"]["likely"] for one in compared["candidates"]}
            assert point["like_for_like"] == likely
            assert point["cheapest"] == compared["ranking"]["like_for_like"][:1]


def test_a_square_where_a_candidate_cannot_be_had_is_null(brief: Path, capsysbinary: Capture) -> None:
    brief.write_text(BRIEF + "growth: {leavers: 5}\n", encoding="utf-8")
    asked = ("sensitivity", str(brief), "--grid", "users=6,20", "horizon_years=1,2", "--format", "json")
    found = json.loads(ran(capsysbinary, *asked).out)["grid"]["points"]
    assert all(point is not None for points in found for point in points)
    shown = ran(capsysbinary, *asked[:-2]).out
    assert "users down, horizon_years across" in shown


def test_a_discount_may_stand_on_either_side_of_a_grid(capsysbinary: Capture) -> None:
    """Breakeven says that 38.54 % off its licences makes Client Communicator the cheapest for ten users."""
    name = "client-communicator/click-crm"
    sides = (f"discount.{name}=38.53,38.54", "users=10,20")
    for grid in (sides, sides[::-1]):
        asked = ("sensitivity", SCORED, "--grid", *grid, "--format", "json")
        points = json.loads(ran(capsysbinary, *asked).out)["grid"]["points"]
        there = [points[0][0], points[1][0] if grid is sides else points[0][1]]
        assert [point["cheapest"] for point in there] == [["regionsoft/standard"], [name]]


def test_two_discounts_of_a_grid_stand_beside_those_that_are_agreed(brief: Path, capsysbinary: Capture) -> None:
    agreed = "discounts: [{candidate: regionsoft, category: training, percent: 50, reason: agreed}]\n"
    brief.write_text(BRIEF + agreed, encoding="utf-8")
    grid = ("discount.regionsoft/standard=0,10", "discount.client-communicator/click-crm=0,20")
    found = json.loads(ran(capsysbinary, "sensitivity", str(brief), "--grid", *grid, "--format", "json").out)
    points = found["grid"]["points"]
    assert points[0][0]["like_for_like"] == found["now"]["like_for_like"]
    now, there = points[0][0]["like_for_like"], points[1][1]["like_for_like"]
    assert {name: Decimal(now[name]) - Decimal(there[name]) for name in now} == {
        "regionsoft/standard": Decimal(6204),
        "client-communicator/click-crm": Decimal(18000),
    }


def test_a_grid_of_users_keeps_the_share_that_is_inside_at_once(capsysbinary: Capture) -> None:
    asked = ("sensitivity", FIRM, "--grid", "users=25,50", "horizon_years=1", "--format", "json")
    found = json.loads(ran(capsysbinary, *asked).out)
    same, twice = (points[0] for points in found["grid"]["points"])
    assert same["like_for_like"] == found["now"]["like_for_like"]
    doubled = json.loads(ran(capsysbinary, "breakeven", FIRM, "--users", "50..51", "--format", "json").out)
    assert (
        twice["like_for_like"]["regionsoft/standard"] == doubled["stages"][0]["cheapest"]["like_for_like"][0]["first"]
    )


def test_a_range_of_the_brief_is_read_with_its_reason(brief: Path, capsysbinary: Capture) -> None:
    brief.write_text(BRIEF + "ranges:\n  users: {low: 20, high: 40, reason: the owner guesses}\n", encoding="utf-8")
    found = json.loads(ran(capsysbinary, "sensitivity", str(brief), "--format", "json").out)
    (users,) = [one for one in found["figures"] if one["id"] == "users"]
    assert (users["low"], users["high"], users["origin"], users["reason"]) == ("20", "40", "brief", "the owner guesses")
    assert "the owner guesses" in ran(capsysbinary, "sensitivity", str(brief)).out


@pytest.mark.parametrize(
    ("ranges", "said"),
    [
        ("  users: {low: few, high: 40, reason: x}", ":5:16: error[NUM001]"),
        ("  users: {low: 20, high: -1, reason: x}", ":5:26: error[NUM"),
        ("  usrs: {low: 20, high: 30, reason: x}", 'error[KEY001]: unknown key "usrs"'),
        ("  users: {low: 20, high: 30}", "error[KEY002]"),
        ("  client.name: {low: A, high: B, reason: x}", "error[REF014]"),
        ("  currency: {low: RUB, high: USD, reason: x}", "error[REF014]"),
        ("  candidates: {low: [terrasoft], high: [regionsoft], reason: x}", "error[REF014]"),
        ("  users.peak: {low: 20, high: 30, reason: x}", ":5:31: error[NUM020]"),
    ],
)
def test_a_range_that_does_not_fit_its_key_is_said_at_its_line(
    ranges: str, said: str, brief: Path, capsysbinary: Capture
) -> None:
    brief.write_text(f"{BRIEF}ranges:\n{ranges}\n", encoding="utf-8")
    for command in ("sensitivity", "compare"):
        ended = ran(capsysbinary, command, str(brief))
        assert (ended.status, ended.out) == (1, "")
        assert said in ended.err


def test_an_end_of_the_brief_that_cannot_be_priced_is_an_error_at_its_line(brief: Path, capsysbinary: Capture) -> None:
    offer = "[{candidate: regionsoft, item: nothing, amount: 5, source: a letter}]"
    brief.write_text(f"{BRIEF}ranges:\n  quoted: {{low: [], high: {offer}, reason: x}}\n", encoding="utf-8")
    ended = ran(capsysbinary, "sensitivity", str(brief))
    assert (ended.status, ended.out) == (1, "")
    assert "brief.yaml:5:" in ended.err
    assert "error[REF" in ended.err


def test_the_command_line_and_a_scenario_change_what_is_moved(capsysbinary: Capture) -> None:
    asked = ("sensitivity", FIRM, "--scenario", "long", "--set", "users=8", "--format", "json")
    found = json.loads(ran(capsysbinary, *asked).out)
    assert (found["users"], found["horizon_years"], found["scenarios"]) == (8, 5, [])
    assert "indexation.terrasoft/sales" in {one["id"] for one in found["figures"]}


def test_csv_has_a_row_for_each_figure_and_candidate(capsysbinary: Capture) -> None:
    document = json.loads(ran(capsysbinary, "sensitivity", FIRM, "--format", "json").out)
    table = ran(capsysbinary, "sensitivity", FIRM, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(table.lstrip("\ufeff"))))
    tornadoes = [document, *document["scenarios"]]
    assert len(rows) == sum(len(one["swings"]) for tornado in tornadoes for one in tornado["figures"])


def test_top_shortens_the_page_and_says_what_it_left_out(capsysbinary: Capture) -> None:
    shown = ran(capsysbinary, "sensitivity", FIRM, "--top", "2").out
    assert "6 more figures move it by 21,942 or less" in shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", ["sensitivity", "breakeven"])
def test_tables_in_a_pipe_fit_eighty_columns(command: str, language: str, capsysbinary: Capture) -> None:
    lines = ran(capsysbinary, command, FIRM, "--lang", language).out.splitlines()
    rules = [number for number, line in enumerate(lines) if line and not line.strip("-")]
    assert len(rules) > 4
    for number in rules:
        end = next(at for at in range(number, len(lines)) if not lines[at])
        start = max(at for at in range(number) if not lines[at])
        assert all(width(line) <= FOLDED for line in lines[start:end])


@pytest.mark.parametrize("command", ["sensitivity", "breakeven"])
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_scenario_may_name_candidates_the_brief_does_not(
    command: str, form: str, tmp_path: Path, capsysbinary: Capture
) -> None:
    brief = tmp_path / "brief.yaml"
    scenarios = "scenarios: {other: {candidates: [client-communicator]}, kept: {existing: {name: Lists, yearly: 10}}}"
    head = "schema: crm-planner/brief/1\nclient: {name: A firm}\ndate: 2026-11-23\nusers: 10\n"
    brief.write_text(f"{head}candidates: [regionsoft]\n{scenarios}\n", encoding="utf-8")
    ended = ran(capsysbinary, command, str(brief), "--format", form)
    assert (ended.status, ended.err) == (0, "")
    if form == "table":
        assert "Client Communicator" in ended.out or command == "sensitivity"
        assert "Lists" in ended.out


def test_an_end_at_which_everybody_has_left_before_the_horizon_ends_is_no_figure(capsysbinary: Capture) -> None:
    shrinking = ("--set", "users=1", "--set", "growth={joiners: 3, leavers: 2}")
    ended = ran(capsysbinary, "sensitivity", SCORED, *shrinking, "--format", "json")
    assert (ended.status, ended.err) == (0, "")
    (joiners,) = [one for one in json.loads(ended.out)["figures"] if one["id"] == "growth.joiners"]
    assert (joiners["at_low"], joiners["at_high"] is None) == (None, False)
