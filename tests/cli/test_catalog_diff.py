"""`catalog diff` as it is run: the story of a price change, silence, statuses, revisions, wrong input."""

import io
import json
import shutil
import sys
from pathlib import Path

import pytest

from crm_planner.cli import progress as bars
from tests.cli.run import Ended, ran
from tests.files.repositories import commit
from tests.repricing.markets import NORTH, SOUTH

Capture = pytest.CaptureFixture[bytes]
DAY = ("--as-of", "2026-11-23")
ROOT = Path(__file__).resolve().parents[2]
DISCOUNT = "discounts:\n  - {id: launch, name: Launch offer, percent: 20, items: [licences], source: article}\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with price lists before and after, North rising by 6 %, and a brief."""
    monkeypatch.chdir(tmp_path)
    for side, north in (("before", NORTH), ("after", NORTH.replace("amount: 1000}", "amount: 1060}"))):
        (tmp_path / side).mkdir()
        (tmp_path / side / "north.yaml").write_text(north, encoding="utf-8")
        (tmp_path / side / "south.yaml").write_text(SOUTH, encoding="utf-8")
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "firm.yaml").write_text("client: {name: A firm}\nusers: 10\n", encoding="utf-8")
    return tmp_path


def diff(capture: Capture, *arguments: str) -> Ended:
    return ran(capture, "catalog", "diff", *DAY, *arguments)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped price lists as they would stand with a discount for RegionSoft, then 6 % dearer and without it.

    Before, ten users pay 72,160 for RegionSoft's licences less 20 %; Client Communicator's total is 93,600.
    """
    lists = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "vendor_catalogs").glob("*.yaml")}
    plain = lists["regionsoft.yaml"].partition("\nchecks:")[0] + "\n"
    before = plain.replace("\neditions:", f"\n{DISCOUNT}\neditions:").replace("{10: 51700}", "{10: 90200}")
    after = plain.replace("{10: 51700}", "{10: 95612}")
    commit(tmp_path, {f"vendor_catalogs/{name}": text for name, text in (lists | {"regionsoft.yaml": before}).items()})
    (tmp_path / "vendor_catalogs" / "regionsoft.yaml").write_text(after, encoding="utf-8")
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns("price-change"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


SIDES = ("main:vendor_catalogs", "vendor_catalogs")


@pytest.mark.usefixtures("repository")
def test_a_rise_of_six_percent_and_a_discount_that_ends_are_one_comment(capsysbinary: Capture) -> None:
    """72,160 + 6,000 + 7,000 = 85,160 become 95,612 + 13,000 = 108,612: Client Communicator is cheapest now."""
    ended = diff(capsysbinary, *SIDES, "--briefs", "examples", "--format", "markdown")
    assert (ended.status, ended.err) == (0, "")
    comment = ended.out.replace("\\", "")
    for row in (
        "### RegionSoft CRM Standard +27.54 %: 85,160 -> 108,612 RUB for 10 users in the first year",
        "| 10 users, first year | 85,160 | 108,612 | +23,452 | +27.54 % |",
        "| 5 users, first year | ~49,080 | ~60,806 | +11,726 | +23.89 % |",
        "| 25 users, 3 years | ~205,400 | ~264,030 | +58,630 | +28.54 % |",
        "| 50 users, 3 years | ~397,800 | ~515,060 | +117,260 | +29.48 % |",
        "| **10 users** | **RegionSoft CRM Standard 85,160** | **Client Communicator CLICK.CRM 93,600** |",
        "| **box-comparison.yaml** | **RegionSoft CRM Standard 85,160** | **Client Communicator CLICK.CRM 93,600** |",
        "| box-comparison.yaml: RegionSoft CRM Standard | 85,160 | 108,612 | +23,452 | +27.54 % |",
        "- discount ends: Launch offer: 20 % off licences (main:vendor_catalogs/regionsoft.yaml:55)",
        "for 10 users: 90,200 -> 95,612, +6 % (main:vendor_catalogs/regionsoft.yaml:73 -> vendor",
    ):
        assert row in comment
    changed = "5 users, 10 users, 25 users, 50 users, box-comparison.yaml, firm-of-25.yaml"
    assert f"**Another candidate is cheapest for: {changed}" in comment


@pytest.mark.usefixtures("repository")
def test_the_rise_is_stopped_by_a_condition_and_said_in_one_line(capsysbinary: Capture) -> None:
    ended = diff(capsysbinary, *SIDES, "--fail-on", "increase>5%")
    assert ended.status == 1
    place = "regionsoft/standard for 5 users, first year: 49,080 -> 60,806 RUB"
    assert ended.err == f"crm-planner: --fail-on increase>5%: {place}; and 7 more\n"
    assert ended.out.startswith("RegionSoft CRM Standard +27.54 %")


@pytest.mark.parametrize("form", ["table", "markdown"])
@pytest.mark.usefixtures("desk")
def test_nothing_is_printed_where_nothing_differs(form: str, capsysbinary: Capture) -> None:
    arguments = ("before", "before", "--format", form, "--exit-code", "--fail-on", "increase>0 or removed")
    assert diff(capsysbinary, *arguments, "--briefs", "briefs") == Ended(0, "", "")


@pytest.mark.usefixtures("repository")
def test_nothing_is_printed_for_the_revision_one_stands_on(capsysbinary: Capture) -> None:
    assert diff(capsysbinary, "main:vendor_catalogs", "HEAD:vendor_catalogs") == Ended(0, "", "")


@pytest.mark.usefixtures("desk")
def test_a_program_is_told_that_nothing_differs(capsysbinary: Capture) -> None:
    document = json.loads(diff(capsysbinary, "before", "before", "--format", "json").out)
    assert (document["schema"], document["changed"], document["clients"]) == ("crm-planner/catalog-diff/1", False, [])


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("before", "after"), 0),
        (("before", "after", "--exit-code"), 1),
        (("before", "after", "--fail-on", "increase>3%"), 1),
        (("before", "after", "--fail-on", "increase>50%"), 0),
        (("before", "after", "--fail-on", "increase>50%", "--fail-on", "total>60000"), 1),
        (("before", "after", "--fail-on", "increase>50%", "--exit-code"), 1),
        (("before", "after", "--fail-on", "rise>5%"), 2),
        (("before", "after", "--as-of", "yesterday"), 2),
        (("before", "after", "--format", "csv"), 2),
        (("before", "after", "--lang", "de"), 2),
        (("before",), 2),
        (("before", ":after"), 2),
        (("before", "missing"), 3),
        (("missing", "after"), 3),
        (("before", "after", "--briefs", "missing"), 3),
        (("before", "after", "--catalogs", "missing"), 3),
        (("before", "nowhere:after"), 3),
        (("before", "after", "--briefs", "before"), 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
@pytest.mark.usefixtures("desk")
def test_a_run_ends_with_the_status_of_what_happened(
    arguments: tuple[str, ...], status: int, capsysbinary: Capture
) -> None:
    ended = diff(capsysbinary, *arguments)
    assert ended.status == status
    assert bool(ended.err) == (bool(status) and "--exit-code" not in arguments)
    assert bool(ended.out) == (arguments[:2] == ("before", "after") and status < 2 and "--briefs" not in arguments)


def test_broken_price_lists_of_both_sides_are_reported_at_once(desk: Path, capsysbinary: Capture) -> None:
    (desk / "before" / "south.yaml").write_text(SOUTH.replace("RUB", "RBL"), encoding="utf-8")
    (desk / "after" / "north.yaml").write_text("schema: [", encoding="utf-8")
    ended = diff(capsysbinary, "before", "after")
    assert (ended.status, ended.out) == (1, "")
    assert [line.partition(": ")[0] for line in ended.err.splitlines()] == [
        "before/south.yaml:5:11",
        "after/north.yaml:2:1",
    ]


def test_standard_input_is_one_side(desk: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"schema: [")))
    ended = diff(capsysbinary, "-", str(desk / "after"))
    assert (ended.status, ended.err.partition(": ")[0]) == (1, "standard input:2:1")
    ended = diff(capsysbinary, "-", "-")
    assert (ended.status, ended.err) == (2, "crm-planner: - is standard input, and stands for one side only\n")


def test_a_price_list_broken_at_a_revision_says_which(repository: Path, capsysbinary: Capture) -> None:
    commit(repository, {"vendor_catalogs/regionsoft.yaml": "schema: crm-planner/catalog/1\n"})
    ended = diff(capsysbinary, *SIDES)
    assert ended.status == 1
    assert ended.err.startswith("main:vendor_catalogs/regionsoft.yaml:1:1: error[KEY002]")


def test_two_discounts_nobody_said_how_to_combine_are_a_fault_of_the_price_list(
    desk: Path, capsysbinary: Capture
) -> None:
    twice = NORTH.replace("discounts:\n", "discounts:\n  - {id: gift, percent: 5, items: [licences]}\n")
    (desk / "after" / "north.yaml").write_text(twice, encoding="utf-8")
    ended = diff(capsysbinary, "before", "after")
    assert ended.status == 1
    assert ended.err.startswith("after/north.yaml:9:5: error[REF011]")


def test_a_renamed_file_is_the_same_price_list(desk: Path, capsysbinary: Capture) -> None:
    (desk / "after" / "north.yaml").rename(desk / "after" / "prices-2027.yml")
    out = diff(capsysbinary, "before", "after").out
    assert "before/north.yaml:17 -> after/prices-2027.yml:17" in out


def test_single_files_are_compared_among_rivals_that_stay(desk: Path, capsysbinary: Capture) -> None:
    alone = diff(capsysbinary, "before/north.yaml", "after/north.yaml").out
    beside = diff(capsysbinary, "before/north.yaml", "after/north.yaml", "--catalogs", "after").out
    assert "South CRM" not in alone
    assert "Totals stay as they were: North CRM Full, South CRM Team" in beside


def test_all_briefs_of_a_folder_are_priced(desk: Path, capsysbinary: Capture) -> None:
    (desk / "briefs" / "other.yaml").write_text(
        "client: {name: B}\nusers: 4\nscenarios: {more: {users: 40}}\n", encoding="utf-8"
    )
    document = json.loads(diff(capsysbinary, "before", "after", "--briefs", "briefs", "--format", "json").out)
    clients = [(one["brief"], one["scenario"]) for one in document["clients"] if one["brief"]]
    assert clients == [("briefs/firm.yaml", None), ("briefs/other.yaml", None), ("briefs/other.yaml", "more")]


def test_what_could_not_be_judged_is_said_unless_nobody_wants_it(desk: Path, capsysbinary: Capture) -> None:
    unknown = NORTH.replace("{kind: flat, amount: 4000}", "{kind: on_request}")
    (desk / "before" / "north.yaml").write_text(unknown, encoding="utf-8")
    arguments = ("before", "after", "--fail-on", "increase>5%")
    ended = diff(capsysbinary, *arguments)
    assert ended.status == 0
    assert ended.err.startswith(
        "crm-planner: --fail-on increase>5% says nothing of north/basic for 5 users, first year"
    )
    assert len(ended.err.splitlines()) == 1
    assert diff(capsysbinary, *arguments, "--quiet").err == ""


def test_a_discount_ends_on_the_day_of_as_of(desk: Path, capsysbinary: Capture) -> None:
    until = NORTH.replace("items: [licences]}", "items: [licences], until: 2026-11-22}")
    (desk / "after" / "north.yaml").write_text(until, encoding="utf-8")
    last, after = (
        ran(capsysbinary, "catalog", "diff", "--as-of", day, "before", "after").out
        for day in ("2026-11-22", "2026-11-23")
    )
    assert last.startswith("The price lists differ, and no total moves")
    assert after.startswith("North CRM Full +11.11 %: 27,000 -> 30,000 RUB for 10 users in the first year")


def test_the_language_of_the_command_line_is_spoken(desk: Path, capsysbinary: Capture) -> None:
    assert diff(capsysbinary, "before", "after", "--lang", "ru").out.startswith("North CRM Basic +4,17 %")
    assert "Not all" not in diff(capsysbinary, "before", "after", "--lang", "ja", "--format", "markdown").err


def test_a_long_comparison_shows_a_bar_on_a_terminal(
    desk: Path, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bars, "PATIENCE", 0.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert "Checking" in diff(capsysbinary, "before", "after").err
    assert "Checking" not in diff(capsysbinary, "before", "after", "--quiet").err
