"""`catalog new`: options or answers make a valid catalog; on a real terminal questions are asked, repeated and left."""

from pathlib import Path

import pytest

from crm_planner.files.catalogs import load_catalog
from tests.cli.run import ran
from tests.cli.terminal import on_terminal

Capture = pytest.CaptureFixture[bytes]
GIVEN = ("--vendor", "Acme", "--product", "Acme CRM", "--currency", "EUR", "--metric", "named_user")
ITEM = "{id: licences, category: licence, price: {kind: per_unit, amount: 250}}"


def test_with_the_needed_options_nothing_is_asked(capsysbinary: Capture, tmp_path: Path) -> None:
    ended = ran(capsysbinary, "catalog", "new", *GIVEN, "--item", ITEM)
    assert (ended.status, ended.err) == (0, "")
    (tmp_path / "acme.yaml").write_text(ended.out, encoding="utf-8")
    catalog = load_catalog(tmp_path / "acme.yaml").catalog
    assert (catalog.id, catalog.tax.treatment, catalog.prices_as_of) == ("acme", "unknown", None)
    assert [item.source for item in catalog.editions[0].items] == ["price-list"]


def test_every_question_is_an_option(capsysbinary: Capture, tmp_path: Path) -> None:
    more = (
        "--id",
        "own",
        "--tax",
        "excluded",
        "--prices-as-of",
        "2026-11-01",
        "--source",
        "A letter",
        "--edition",
        "Pro",
    )
    path = tmp_path / "own.yaml"
    ended = ran(capsysbinary, "catalog", "new", *GIVEN, *more, "--item", ITEM, "-o", str(path))
    assert ended.err == f"crm-planner: written to {path}; next: crm-planner catalog lint {path}\n"
    catalog = load_catalog(path).catalog
    assert (catalog.id, catalog.tax.treatment, str(catalog.prices_as_of)) == ("own", "excluded", "2026-11-01")
    assert (catalog.sources[0].title.in_language("en"), catalog.editions[0].id) == ("A letter", "pro")


def test_what_is_new_passes_the_linter(capsysbinary: Capture, tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    ran(capsysbinary, "catalog", "new", *GIVEN, "--item", ITEM, "-o", str(path))
    assert ran(capsysbinary, "catalog", "lint", str(path)).status == 0


def test_where_nobody_can_be_asked_the_missing_options_are_named(capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "catalog", "new", "--vendor", "Пример", "--currency", "RUB")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == (
        "crm-planner: there is no terminal to ask on; give --product, --metric, --id, --item. "
        "See crm-planner catalog new --help\n"
    )


def test_wrong_options_are_all_named_and_nothing_is_written(capsysbinary: Capture, tmp_path: Path) -> None:
    wrong = ("--currency", "EURO", "--metric", "seats", "--prices-as-of", "1.11.2026", "--item", "{id: licences}")
    path = tmp_path / "acme.yaml"
    ended = ran(capsysbinary, "catalog", "new", "--vendor", "Acme", "--product", "CRM", *wrong, "-o", str(path))
    assert ended.status == 1
    assert [line.partition("]")[0] for line in ended.err.splitlines()] == [
        "--currency: error[CUR001",
        "--item 1: error[KEY002",
        "--metric: error[ENU001",
        "--prices-as-of: error[DAT001",
    ]
    assert not path.exists()


def test_an_item_that_is_no_yaml_is_refused(capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "catalog", "new", *GIVEN, "--item", "{id: licences")
    assert ended.status == 1
    assert ended.err.startswith("--item 1:")


def new_on_terminal(folder: Path, answers: list[bytes], *arguments: str) -> tuple[int, str]:
    return on_terminal(folder, answers, "catalog", "new", *arguments)


FIRST = [b"Acme\n", b"Acme CRM\n", b"\n", b"EUR\n", b"\n", b"\n", b"\n", b"\n", b"named_user\n"]
SEATS = [b"\n", b"\n", b"\n", b"\n", b"totals\n", b"5=28000, 10=51700\n"]


def test_answers_make_a_file_that_is_a_catalog(tmp_path: Path) -> None:
    support = [b"Support\n", b"\n", b"support\n", b"yearly\n", b"percent\n", b"15\n", b"\n"]
    status, shown = new_on_terminal(tmp_path, [*FIRST, *SEATS, *support, b"\n", b"\n"])
    assert status == 0, shown
    assert shown.endswith("written to acme.yaml; next: crm-planner catalog lint acme.yaml\n")
    licences, percent = load_catalog(tmp_path / "acme.yaml").catalog.editions[0].items
    assert (licences.id, licences.price.kind if licences.price else "") == ("licences", "published")
    assert (percent.charge, percent.price.kind if percent.price else "") == ("yearly", "percent")


def test_an_answer_that_is_none_is_asked_for_again(tmp_path: Path) -> None:
    first = list(FIRST)
    first[3:4] = [b"EURO\n", b"EUR\n"]
    status, shown = new_on_terminal(tmp_path, [b"\n", *first, *SEATS[:-1], b"5=28.000,5\n", SEATS[-1], b"\n", b"\n"])
    assert status == 0, shown
    assert "This cannot be left out" in shown
    assert '"EURO" is not a currency code. Did you mean EUR?' in shown
    assert '"28.000" can be read in two ways' in shown


def test_questions_are_asked_in_the_language_of_the_reader(tmp_path: Path) -> None:
    status, shown = new_on_terminal(tmp_path, [b"\x03"], "--lang", "ja")
    assert status == 130
    assert "ベンダー" in shown


@pytest.mark.parametrize("leaving", [b"\x03", b"\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_whoever_leaves_the_questions_leaves_nothing_behind(leaving: bytes, tmp_path: Path) -> None:
    status, _ = new_on_terminal(tmp_path, [*FIRST[:4], leaving])
    assert status == 130
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_not_offered_twice_nor_are_the_answers_lost(tmp_path: Path) -> None:
    (tmp_path / "acme.yaml").write_text("mine", encoding="utf-8")
    status, shown = new_on_terminal(tmp_path, [*FIRST, *SEATS, b"\n", b"\n", b"other.yaml\n"])
    assert status == 0, shown
    assert '"acme.yaml" is there already' in shown
    assert (tmp_path / "acme.yaml").read_text(encoding="utf-8") == "mine"
    assert load_catalog(tmp_path / "other.yaml").catalog.id == "acme"
