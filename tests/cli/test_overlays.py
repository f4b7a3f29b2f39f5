"""`--overlay`: a client's prices lie over a vendor's catalog, and every document says which figures they replace."""

import json
from pathlib import Path

import pytest

from tests.cli.run import ran
from tests.files.price_books_made import book, items

BOOK = "examples/overlays/terrasoft-partner.yaml"
DAY = ("--set", "date=2026-12-01")
BRIEF = "examples/box-comparison.yaml"

Capture = pytest.CaptureFixture[bytes]


@pytest.fixture(autouse=True)
def at_the_root(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def line_of(vendor: str, written: str) -> str:
    """`regionsoft.yaml:68`: where a shipped catalog first says so."""
    lines = Path(f"vendor_catalogs/{vendor}.yaml").read_text(encoding="utf-8").splitlines()
    return f"{vendor}.yaml:{next(number for number, line in enumerate(lines, 1) if written in line)}"


def test_a_price_book_changes_the_total_of_its_candidate_and_of_no_other(capsysbinary: Capture) -> None:
    totals = {}
    for more in ((), ("--overlay", BOOK)):
        document = json.loads(ran(capsysbinary, "compare", *DAY, "--format", "json", *more).out)
        totals[more] = {one["id"]: one["totals"]["horizon"] for one in document["candidates"]}
    plain, under = totals.values()
    assert {name for name in plain if plain[name] != under[name]} == {"terrasoft/sales"}
    assert under["terrasoft/sales"] == "109156.00"


@pytest.mark.parametrize("command", [("compare",), ("estimate", BRIEF, "terrasoft")], ids=lambda command: command[0])
@pytest.mark.parametrize("form", ["table", "markdown", "html"])
def test_a_document_says_of_every_replaced_figure_what_it_replaces(
    command: tuple[str, ...], form: str, capsysbinary: Capture
) -> None:
    out = ran(capsysbinary, *command, *DAY, "--overlay", BOOK, "--format", form).out.replace("\\", "")
    where = line_of("terrasoft", "not_offered}")
    assert f"the price book terrasoft-partner.yaml:37 replaces {{kind: not_offered}} ({where})" in out
    assert "Partner discount: added by the price book terrasoft-partner.yaml:24" in out


def test_explain_says_it_at_the_figure(capsysbinary: Capture, tmp_path: Path) -> None:
    path = tmp_path / "prices.yaml"
    changed = items("id: licences, price: {kind: published, totals: {10: 48000}}")
    path.write_text(book(changed, extends="regionsoft"), encoding="utf-8")
    out = ran(capsysbinary, "explain", BRIEF, "regionsoft", "--overlay", str(path)).out
    assert "written at: prices.yaml:7" in out
    where = line_of("regionsoft", "51700}}")
    assert f"the price book prices.yaml:7 replaces 51,700 ({where})" in out
    tree = json.loads(
        ran(capsysbinary, "explain", BRIEF, "regionsoft", "licences", "--overlay", str(path), "--format", "json").out
    )
    (source,) = tree["sources"]
    assert source == {
        "file": "prices.yaml",
        "line": 7,
        "replaces": {"file": "regionsoft.yaml", "line": int(where.partition(":")[2]), "value": "51700"},
    }


def test_a_gap_a_price_book_makes_says_what_it_replaces(capsysbinary: Capture, tmp_path: Path) -> None:
    path = tmp_path / "prices.yaml"
    path.write_text(book(items("id: training, price: {kind: not_offered}"), extends="regionsoft"), encoding="utf-8")
    out = ran(capsysbinary, "explain", BRIEF, "regionsoft", "training", "--overlay", str(path)).out
    where = line_of("regionsoft", "amount: 6000}")
    assert f"replaces {{kind: package, size: 10, amount: 6000}} ({where})" in out


def test_json_holds_the_replaced_value_and_null_for_an_addition(capsysbinary: Capture) -> None:
    arguments = ("--overlay", BOOK, *DAY, "--set", "options.hotline=true", "--format", "json")
    document = json.loads(ran(capsysbinary, "estimate", BRIEF, "terrasoft", *arguments).out)
    sources = {line["id"]: line["source"] for line in document["lines"]}
    assert sources["training"]["replaces"]["value"] == "{kind: not_offered}"
    assert sources["hotline"]["replaces"] is None
    assert "replaces" not in sources["licences"]


def test_catalog_show_names_the_book_and_its_changes(capsysbinary: Capture) -> None:
    for name in ("terrasoft", "terrasoft-partner"):
        out = ran(capsysbinary, "catalog", "show", name, "--overlay", BOOK).out
        assert "with the prices of the price book terrasoft-partner" in out
        assert "terrasoft-partner.yaml:40" in out


@pytest.mark.parametrize("language", ["ru", "ja"])
def test_it_is_said_in_the_readers_language(language: str, capsysbinary: Capture) -> None:
    out = ran(capsysbinary, "compare", "--overlay", BOOK, *DAY, "--lang", language).out
    words = {"ru": "прайс-книга terrasoft-partner.yaml:37 заменяет", "ja": "価格改定表 terrasoft-partner.yaml:37"}
    assert words[language] in out


def test_a_price_book_in_the_projects_folder_needs_no_option(
    capsysbinary: Capture, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "prices").mkdir()
    (tmp_path / "prices" / "book.yaml").write_text((root / BOOK).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "crm-planner.toml").write_text('catalogs = "prices"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ended = ran(capsysbinary, "compare", *DAY, "--format", "json")
    assert [one["id"] for one in json.loads(ended.out)["candidates"]] == ["terrasoft/sales"]


def test_a_catalog_given_as_a_price_book_is_refused(capsysbinary: Capture) -> None:
    ended = ran(
        capsysbinary,
        "compare",
        "--overlay",
        "vendor_catalogs/terrasoft.yaml",
        "--catalogs",
        "vendor_catalogs/regionsoft.yaml",
    )
    assert ended.status == 1
    assert "vendor_catalogs/terrasoft.yaml:5:5: error[KEY002]: this is a catalog, not a price book" in ended.err


def test_a_price_book_that_is_not_there_ends_with_status_3(capsysbinary: Capture) -> None:
    assert ran(capsysbinary, "compare", "--overlay", "missing.yaml").status == 3


def test_a_warning_about_a_price_book_goes_to_standard_error_unless_quiet(
    capsysbinary: Capture, tmp_path: Path
) -> None:
    path = tmp_path / "prices.yaml"
    path.write_text(
        book("currency: RUB\nprices_as_of: 2026-11-01\nrounding: {step: 1, mode: half_up}\n", extends="regionsoft"),
        encoding="utf-8",
    )
    ended = ran(capsysbinary, "compare", "--overlay", str(path))
    assert (ended.status, "warning[OVL007]: rounding" in ended.err) == (0, True)
    assert ran(capsysbinary, "compare", "--quiet", "--overlay", str(path)).err == ""


@pytest.mark.parametrize(
    "paths", [(BOOK,), ("examples/overlays", "vendor_catalogs")], ids=["alone", "with the catalog"]
)
def test_lint_judges_what_the_book_writes_and_leaves_the_catalog_to_itself(
    paths: tuple[str, ...], capsysbinary: Capture
) -> None:
    out = ran(capsysbinary, "catalog", "lint", *paths, "--format", "json").out
    findings = json.loads(out)["findings"]
    assert not [one for one in findings if "overlays" in one["file"]]


def test_lint_finds_what_is_wrong_with_a_book(capsysbinary: Capture, tmp_path: Path) -> None:
    changed = items("id: licences, price: {kind: published, totals: {10: 48000}}")
    (tmp_path / "prices.yaml").write_text(book(changed, extends="regionsoft"), encoding="utf-8")
    (tmp_path / "slip.yaml").write_text(book(changed, "slip", extends="regionsaft"), encoding="utf-8")
    out = ran(capsysbinary, "catalog", "lint", str(tmp_path)).out
    assert "prices.yaml:7:" in out
    assert "warning[CAT208]" in out
    assert 'error[OVL001]: there is no catalog "regionsaft". Did you mean "regionsoft"?' in out


def test_the_figures_of_the_shipped_price_book_are_all_guarded(capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "catalog", "test", "examples/overlays", "--mutate")
    assert (ended.status, ended.out.splitlines()[-2:]) == (
        0,
        ["4 passed, 0 failed", "12 changes: 12 noticed, 0 unguarded"],
    )


def test_the_checks_and_cases_of_the_catalog_still_hold_beside_a_price_book(
    capsysbinary: Capture, tmp_path: Path, root: Path
) -> None:
    for name in ("terrasoft.yaml", "regionsoft.yaml", "client-communicator.yaml", "cases/seed.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((root / "vendor_catalogs" / name).read_bytes())
    before = ran(capsysbinary, "catalog", "test", str(tmp_path)).out.splitlines()[-1]
    (tmp_path / "book.yaml").write_bytes((root / BOOK).read_bytes())
    ended = ran(capsysbinary, "catalog", "test", str(tmp_path))
    passed = int(before.split()[0])
    assert (ended.status, ended.out.splitlines()[-1]) == (0, f"{passed + 4} passed, 0 failed")
