"""`crm-planner propose`: where it writes, what it refuses, what it says is missing, and what it never tells."""

import json
from pathlib import Path

import pytest

from tests.cli.run import ran

Capture = pytest.CaptureFixture[bytes]
ROOT = Path(__file__).resolve().parents[2]
FIRM = (str(ROOT / "examples" / "firm-of-25.yaml"), "regionsoft")
COMPANY = ("--company", str(ROOT / "examples" / "company" / "company.yaml"))
COMPLETE = ("--set", "proposal.number=17", "--set", "proposal.addressee.person=A. Sample", *COMPANY)
FRESH = """\
schema: crm-planner/catalog/1
id: acme
vendor: Acme Example
product: Acme CRM
currency: RUB
prices_as_of: 2026-11-01
tax: {treatment: excluded, rate: 20}
editions:
  - id: base
    name: Base
    licence_metric: named_user
    items: [{id: licences, category: licence, price: {kind: per_unit, amount: 1000}}]
"""


def test_the_end_of_the_name_is_the_format_and_the_file_is_whole(tmp_path: Path, capsysbinary: Capture) -> None:
    path = tmp_path / "proposal.md"
    ended = ran(capsysbinary, "propose", *FIRM, *COMPLETE, "-o", str(path))
    assert (ended.status, ended.out) == (0, "")
    assert "written to" in ended.err
    assert path.read_text(encoding="utf-8").startswith("# Indicative proposal No\\. 17\n")
    again = ran(capsysbinary, "propose", *FIRM, *COMPLETE, "-o", str(path))
    assert (again.status, "OUT001" in again.err) == (4, True)


@pytest.mark.parametrize("name", ["proposal.odt", "proposal", "proposal.md.bak"])
def test_another_end_of_the_name_is_refused_before_anything_is_read(name: str, capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "propose", "missing.yaml", "regionsoft", "-o", name)
    assert ended.status == 2
    assert ".md" in ended.err
    assert not Path(name).exists()


def test_the_same_input_gives_the_same_bytes_on_any_day(
    tmp_path: Path, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "acme.yaml").write_text(FRESH, encoding="utf-8")
    brief = tmp_path / "brief.yaml"
    brief.write_text("client: {name: Example, country: RU}\nusers: 5\n", encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    words = ("propose", str(brief), "acme", "--catalogs", str(tmp_path / "acme.yaml"), "--format", "html")
    first, second = (ran(capsysbinary, *words) for _ in range(2))
    assert first == second
    assert "23 November 2026" in first.out
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert ran(capsysbinary, *words)[:2] == (2, "")


def test_what_is_missing_is_said_on_standard_error_and_left_out(capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "propose", *FIRM, "--format", "json")
    assert ended.status == 0
    assert ended.err.count("warning[PRO001]") == 9
    assert ended.err.count("warning[PRO002]") == 1
    assert json.loads(ended.out)["schema"] == "crm-planner/proposal/1"
    assert json.loads(ended.out)["document"]["number"] == ""
    assert ran(capsysbinary, "propose", *FIRM, "--format", "json", "--quiet") == ended._replace(err="")


def test_strict_refuses_what_is_missing_and_doubtful_prices(tmp_path: Path, capsysbinary: Capture) -> None:
    path = tmp_path / "proposal.html"
    ended = ran(capsysbinary, "propose", *FIRM, *COMPLETE, "--strict", "-o", str(path))
    assert (ended.status, ended.out) == (1, "")
    assert "error[PRO002]: The age of the prices of RegionSoft CRM is not known" in ended.err
    assert "PRO001" not in ended.err
    assert not path.exists()


def test_strict_lets_a_complete_proposal_on_fresh_prices_through(tmp_path: Path, capsysbinary: Capture) -> None:
    """But for the gates nobody has answered, which end with status 1 as in `risks --strict`."""
    (tmp_path / "acme.yaml").write_text(FRESH, encoding="utf-8")
    brief = tmp_path / "brief.yaml"
    brief.write_text("client: {name: Example, country: RU}\ndate: 2026-11-23\nusers: 5\n", encoding="utf-8")
    fresh = ("--catalogs", str(tmp_path / "acme.yaml"), "--set", "proposal.valid_until=2099-01-01")
    ended = ran(capsysbinary, "propose", str(brief), "acme", *COMPLETE, *fresh, "--strict")
    assert (ended.status, ended.err) == (1, "")
    assert "20 %" in ended.out
    assert "exempt" not in ended.out


def test_a_failed_gate_is_on_the_first_page_and_ends_with_status_1(capsysbinary: Capture) -> None:
    stopped = ("--set", "answers.CL-01.1=no", "--set", "answers.CL-01.2=no")
    ended = ran(capsysbinary, "propose", *FIRM, *COMPLETE, *stopped)
    assert ended.status == 1
    assert "cannot start until this is resolved" in ended.out.partition("##")[0]


def test_settings_name_the_company_and_the_company_the_language(
    tmp_path: Path, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("own.yaml").write_text(
        "schema: crm-planner/company/1\nname: Пример\nlanguage: ru\ncountry: RU\n", encoding="utf-8"
    )
    Path("crm-planner.toml").write_text('company = "own.yaml"\n', encoding="utf-8")
    ended = ran(capsysbinary, "propose", *FIRM)
    assert ended.out.startswith("# Коммерческое предложение\n")
    assert "own.yaml: warning[PRO001]: the company's ИНН is missing. Write registration.inn" in ended.err


@pytest.mark.parametrize(
    ("keys", "place", "said"),
    [
        (
            "{valid_days: 10, valid_until: 2026-12-24}",
            "3:11",
            "error[KEY006]: proposal: valid_days and valid_until both",
        ),
        ("{date: 2026-12-24, valid_until: 2026-12-23}", "3:43", "error[DAT003]: proposal: valid_until"),
        ("{nubmer: 17}", "3:12", 'error[KEY001]: unknown key "nubmer". Did you mean "number"?'),
        ("{legal_nature: ofer}", "3:26", "error[ENU001]"),
        ("{valid_days: 400}", "3:24", "error[NUM015]"),
    ],
)
def test_a_brief_that_contradicts_itself_is_refused_with_its_place(
    keys: str, place: str, said: str, tmp_path: Path, capsysbinary: Capture
) -> None:
    brief = tmp_path / "brief.yaml"
    brief.write_text(f"client: {{name: Example}}\nusers: 5\nproposal: {keys}\n", encoding="utf-8")
    ended = ran(capsysbinary, "propose", str(brief), "regionsoft")
    assert (ended.status, ended.out) == (1, "")
    assert ended.err.startswith(f"{brief}:{place}: {said}")


@pytest.mark.parametrize("form", ["markdown", "html", "json"])
def test_notes_of_the_consultant_and_the_own_side_are_in_no_proposal(
    form: str, tmp_path: Path, capsysbinary: Capture
) -> None:
    """With the playbook of examples/own-side: no cost, partner discount, markup or margin, and no internal note."""
    secrets = ("INTERNALONE", "INTERNALTWO", "INTERNALTHREE")
    sets = [
        f"note={secrets[0]}",
        f"risks.CL-05.note={secrets[1]}",
        f"risks.CL-08.override={secrets[2]}",
        "answers.CL-08.1=no",
    ]
    words = [part for one in sets for part in ("--set", one)]
    order = (str(ROOT / "examples" / "order-desk.yaml"), "terrasoft/sales")
    own = ("--playbook", str(ROOT / "examples" / "own-side"))
    ended = ran(capsysbinary, "propose", *order, *COMPLETE, *own, *words, "--format", form)
    assert ended.status == 0
    told = (ended.out + ended.err).replace("\u00a0", "").replace(",", "")
    for secret in (*secrets, "2100", "1800.00", "partner_discount", "own-side", "INTERNAL"):
        assert secret not in told, secret
    assert "3000.00" in told.replace("\\", "")
