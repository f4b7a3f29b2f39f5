"""`init`: options or answers make a valid, commented brief; wrong answers are asked for again; nothing half-written."""

from pathlib import Path

import pytest

from crm_planner.cli.desk import today
from crm_planner.files.briefs import load_brief
from tests.cli.run import ran
from tests.cli.terminal import CTRL_C, CTRL_D, at_terminal, on_terminal

Capture = pytest.CaptureFixture[bytes]
ENOUGH = ("--company", "Пример: №1 # ООО", "--users", "25")
TYPED = [
    *(b"A firm\n", b"\n", b"RU\n", b"\n", b"25\n", b"12\n", b"3\n", b"2099-01-11\n"),
    *(b"Order calculator\n", b"module\n", b"large\n", b"\n"),
    *(b"Accounting\n", b"\n"),
    *(b"3\n", b"\n", b"Excel\n", b"4000\n", b"\n", b"250000\n"),
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_answers_make_a_file_that_is_a_brief(folder: Path) -> None:
    status, shown = at_terminal([*TYPED, b"no\n"], "init")
    assert status == 0, shown
    assert "crm-planner: written to brief.yaml; next: crm-planner compare brief.yaml\n" in shown
    brief = load_brief("brief.yaml").brief
    assert (brief.client.name.in_language("en"), brief.client.country, brief.client.industry) == ("A firm", "RU", None)
    assert (brief.users.total, brief.users.peak, brief.horizon_years, brief.date) == (25, 12, 3, today())
    assert [(one.kind, one.size) for one in brief.customisations] == [("module", "large")]
    assert [one.name.in_language("en") for one in brief.integrations] == ["Accounting"]
    assert brief.migration is not None
    assert brief.existing is not None
    assert (brief.migration.entities, brief.existing.yearly, brief.existing.upgrade) == (3, 4000, None)
    assert (brief.budget, str(brief.start)) == (250000, "2099-01-11")
    assert "# How many people will work with the system, all shifts.\n" in (folder / "brief.yaml").read_text("utf-8")


def test_the_file_that_is_written_can_be_compared_and_is_laid_out_as_files_are(capsysbinary: Capture) -> None:
    at_terminal([*TYPED, b"no\n"], "init", "--lang", "ja")
    assert ran(capsysbinary, "compare", "brief.yaml").status == 0
    assert ran(capsysbinary, "catalog", "fmt", "--check", "brief.yaml").status == 0


def test_an_answer_the_brief_would_refuse_is_asked_for_again() -> None:
    wrong = list(TYPED)
    wrong[4:7] = [b"\n", b"many\n", b"25\n", b"30\n", b"12\n", b"0\n", b"3\n"]
    wrong[-1:] = [b"250000.999\n", b"250000\n"]
    status, shown = at_terminal([*wrong, b"maybe\n", b"n\n"], "init")
    assert status == 0, shown
    for said in ("This cannot be left out", '"many" is not a number', "peak 30 is above total 25", "more digits than"):
        assert said in " ".join(shown.split())
    brief = load_brief("brief.yaml").brief
    assert (brief.users.peak, brief.horizon_years, brief.budget) == (12, 3, 250000)


def test_the_rate_of_a_currency_that_price_lists_are_in_is_asked_for(capsysbinary: Capture) -> None:
    typed = [*TYPED[:3], b"EUR\n", *TYPED[4:8], b"0,01\n", b"0.01\n", *TYPED[8:], b"no\n"]
    status, shown = at_terminal(typed, "init")
    assert status == 0, shown
    assert shown.count("One RUB in EUR: ") == 2
    exchange = load_brief("brief.yaml").brief.exchange
    assert exchange is not None
    assert (exchange.as_of, {code: str(rate) for code, rate in exchange.rates.items()}) == (today(), {"RUB": "0.01"})
    assert ran(capsysbinary, "compare", "brief.yaml").status == 0
    given = ran(capsysbinary, "init", "-", *ENOUGH, "--currency", "EUR", "--rate", "RUB=0.02", "--date", "2026-11-01")
    assert "exchange: {as_of: 2026-11-01, rates: {RUB: 0.02}}\n" in given.out


def test_the_quick_profile_follows_and_its_answers_join_the_file(folder: Path) -> None:
    status, shown = at_terminal([*TYPED, b"\n", b"n\n", b"q\n"], "init")
    assert status == 0, shown
    assert "1 of 26  CL-01.1" in shown
    assert "To go on: crm-planner risks brief.yaml --ask" in " ".join(shown.split())
    assert load_brief("brief.yaml").brief.answers == {"CL-01.1": "no"}
    assert (folder / "brief.yaml").read_text("utf-8").startswith("# A brief: what one client needs.")


@pytest.mark.parametrize("leaving", [CTRL_C, CTRL_D], ids=["Ctrl-C", "Ctrl-D"])
def test_whoever_leaves_the_questions_leaves_nothing_behind(leaving: bytes, folder: Path) -> None:
    status, _ = on_terminal(folder, [*TYPED[:6], leaving], "init")
    assert status == 130
    assert list(folder.iterdir()) == []


def test_questions_and_comments_are_in_the_language_of_the_reader(folder: Path) -> None:
    status, shown = at_terminal([*TYPED, "нет\n".encode()], "init", "--lang", "ru")
    assert status == 0, shown
    assert "Компания: " in shown
    assert "# Сколько людей будет работать с системой, во всех сменах.\n" in (folder / "brief.yaml").read_text("utf-8")


def test_with_company_and_users_nothing_is_asked(capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "init", "my brief.yaml", *ENOUGH)
    assert (ended.status, ended.out) == (0, "")
    assert ended.err == "crm-planner: written to my brief.yaml; next: crm-planner compare 'my brief.yaml'\n"
    brief = load_brief("my brief.yaml").brief
    assert (brief.client.name.in_language("ru"), brief.users.total) == ("Пример: №1 # ООО", 25)


def test_every_question_is_an_option(capsysbinary: Capture) -> None:
    more = (
        *("--industry", "printing", "--country", "KZ", "--currency", "KZT", "--peak", "12", "--years", "3"),
        *("--date", "2026-11-01", "--start", "2027-01-11", "--record-kinds", "2", "--records", "3000"),
        *("--existing", "Excel", "--existing-yearly", "1", "--existing-upgrade", "2", "--budget", "5"),
        *("--wish", "{name: A, kind: form}", "--wish", "{name: B, kind: field, count: 3}"),
        *("--integration", "1C", "--integration", "Site"),
    )
    ended = ran(capsysbinary, "init", "-", *ENOUGH, *more)
    assert (ended.status, ended.err) == (0, "")
    Path("brief.yaml").write_text(ended.out, encoding="utf-8")
    brief = load_brief("brief.yaml").brief
    assert brief.model_fields_set >= {"client", "date", "start", "currency", "horizon_years", "users", "budget"}
    assert [one.count for one in brief.customisations] == [1, 3]
    assert len(brief.integrations) == 2
    assert brief.migration is not None
    assert brief.existing is not None
    assert (brief.migration.rows, brief.existing.upgrade, str(brief.date)) == (3000, 2, "2026-11-01")


def test_where_nobody_can_be_asked_the_missing_options_are_named(capsysbinary: Capture, folder: Path) -> None:
    ended = ran(capsysbinary, "init", "--users", "5")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == (
        "crm-planner: there is no terminal to ask on; give --company, or write a brief of three lines "
        "(examples/README.md). See crm-planner init --help\n"
    )
    risks = ran(capsysbinary, "init", *ENOUGH, "--risks")
    assert (risks.status, "--answer CL-01.1=no" in risks.err) == (2, True)
    assert list(folder.iterdir()) == []


def test_wrong_options_are_all_named_and_nothing_is_written(capsysbinary: Capture, folder: Path) -> None:
    wrong = ("--users", "many", "--country", "Russia", "--start", "2026-11-31", "--wish", "{name: A, kind: x}")
    ended = ran(capsysbinary, "init", "--company", "A", *wrong, "--budget", "1 000")
    assert ended.status == 1
    assert [line.partition(": error")[0] for line in ended.err.splitlines()] == [
        "--budget",
        "--country",
        "--start",
        "--users",
        "--wish 1",
    ]
    rates = ran(capsysbinary, "init", *ENOUGH, "--rate", "US=1", "--rate", "EUR=many")
    assert [line.partition("]")[0] for line in rates.err.splitlines()] == [
        "--rate EUR: error[NUM001",
        "--rate US: error[CUR001",
    ]
    assert ran(capsysbinary, "init", *ENOUGH, "--rate", "USD").status == 2
    unreadable = ran(capsysbinary, "init", "--company", "A\u202eb", "--users", "5", "--existing", "x\x07")
    assert [line.partition("]")[0] for line in unreadable.err.splitlines()] == [
        "--company: error[CHR002",
        "--existing: error[CHR001",
    ]
    assert list(folder.iterdir()) == []


def test_a_file_that_is_there_is_refused_before_anything_is_asked(folder: Path, capsysbinary: Capture) -> None:
    (folder / "brief.yaml").write_text("mine", encoding="utf-8")
    status, shown = at_terminal([], "init")
    assert (status, shown) == (
        4,
        "brief.yaml: error[OUT001]: this file is there already. Name another, or add --force\n",
    )
    assert (folder / "brief.yaml").read_text("utf-8") == "mine"
    assert ran(capsysbinary, "init", *ENOUGH, "--force").status == 0
    assert load_brief("brief.yaml").brief.users.total == 25


def test_a_file_that_could_not_be_written_is_refused_before_anything_is_asked() -> None:
    status, shown = at_terminal([], "init", "nowhere/brief.yaml")
    assert (status, shown.partition("]")[0]) == (4, "nowhere/brief.yaml: error[OUT002")
