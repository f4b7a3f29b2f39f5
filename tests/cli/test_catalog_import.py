"""`catalog import`: the published totals come out of the imported lists, outputs are safe, the next step is named."""

import json
from pathlib import Path

import pytest

from tests.cli.run import ran
from tests.files.price_lists.made import MAPPING, saved, workbook

Capture = pytest.CaptureFixture[bytes]

SEED = (
    ("Box editions, 10 licences, RUB",),
    ("Position", "Terrasoft CRM", "RegionSoft CRM", "Client Communicator"),
    ("10 licences", 87768, 51700, 75000),
    ("Training, up to 10 people", "n/a", 6000, 12000),
    ("Standard installation", "n/a", 7000, 6600),
    ("Basic support", 13165, "free", "free"),
)
"""The table of the article, as somebody would type it into a spreadsheet."""

MAPPED = """\
schema: crm-planner/import/1
catalog: {{id: {id}, vendor: "{vendor}", product: "{column}", currency: RUB, rounding: {{step: 1, mode: half_up}}}}
source: {{id: article, title: An article, kind: article, grade: S}}
header: 2
columns: {{item: Position, price: "{column}"}}
editions: [{{id: box, name: Box, licence_metric: concurrent_user}}]
items:
  - {{printed: 10 licences, id: licences, category: licence, quantity: licences, price: totals, at: 10}}
  - {{printed: "Training, up to 10 people", id: training, category: training, price: package, at: 10}}
  - {{printed: Standard installation, id: deployment, category: deployment, price: flat}}
  - {{printed: Basic support, id: support, category: support, charge: yearly, price: flat}}
words: {{free: included, n/a: not_offered}}
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a price list and a mapping."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "price.xlsx").write_bytes(saved(workbook()))
    (tmp_path / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    return tmp_path


def compared(capture: Capture, catalog: str) -> dict[str, object]:
    document = json.loads(ran(capture, "compare", "--catalogs", catalog, "--users", "10", "--format", "json").out)
    (candidate,) = document["candidates"]
    found: dict[str, object] = candidate
    return found


@pytest.mark.parametrize(
    ("vendor", "column", "total"),
    [
        ("Terrasoft", "Terrasoft CRM", "100933.00"),
        ("RegionSoft", "RegionSoft CRM", "64700.00"),
        ("Client Communicator", "Client Communicator", "93600.00"),
    ],
)
def test_the_published_totals_come_out_of_the_imported_table(
    vendor: str, column: str, total: str, desk: Path, capsysbinary: Capture
) -> None:
    (desk / "seed.xlsx").write_bytes(saved(workbook(SEED)))
    mapping = MAPPED.format(id=vendor.lower().replace(" ", "-"), vendor=vendor, column=column)
    (desk / "seed.yaml").write_text(mapping, encoding="utf-8")
    ended = ran(capsysbinary, "catalog", "import", "seed.xlsx", "--map", "seed.yaml", "-o", "draft.yaml")
    assert (ended.status, ended.out) == (0, "")
    candidate = compared(capsysbinary, "draft.yaml")
    assert candidate["totals"]["first_year"] == total  # type: ignore[index]
    assert candidate["complete"] is (vendor != "Terrasoft")


def test_a_figure_is_traced_through_the_draft_to_its_cell(desk: Path, capsysbinary: Capture) -> None:
    ran(capsysbinary, "catalog", "import", "price.xlsx", "--map", "mapping.yaml", "-o", "draft.yaml")
    (desk / "brief.yaml").write_text("client: {name: A firm}\nusers: 10\n", encoding="utf-8")
    lines = (desk / "draft.yaml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "totals" in text)
    common = ("brief.yaml", "acme", "--catalogs", "draft.yaml")
    assert f"written at: draft.yaml:{line} (Prices!D2)" in ran(capsysbinary, "explain", *common, "licences").out
    document = json.loads(ran(capsysbinary, "estimate", *common, "--format", "json").out)
    assert document["lines"][0]["source"] == {"file": "draft.yaml", "line": line, "id": "list", "cell": "Prices!D2"}


def test_the_draft_passes_the_linter_with_honest_warnings_only(desk: Path, capsysbinary: Capture) -> None:
    ran(capsysbinary, "catalog", "import", "price.xlsx", "--map", "mapping.yaml", "-o", "draft.yaml")
    ended = ran(capsysbinary, "catalog", "lint", "draft.yaml", "--format", "json", "--as-of", "2026-11-23")
    found = {finding["code"] for finding in json.loads(ended.out)["findings"]}
    assert ended.status == 0
    assert found == {"CAT203", "CAT206", "CAT208"}
    text = (desk / "draft.yaml").read_text(encoding="utf-8")
    assert "# The day these prices held is not known." in text
    assert "# Whether the prices contain tax is not known." in text


@pytest.mark.usefixtures("desk")
def test_the_next_command_is_named_when_a_file_is_written(capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "catalog", "import", "price.xlsx", "--map", "mapping.yaml", "-o", "my draft.yaml")
    assert ended.err == "crm-planner: written to my draft.yaml; next: crm-planner catalog lint 'my draft.yaml'\n"
    ended = ran(capsysbinary, "catalog", "import", "price.xlsx", "-o", "proposal.yaml")
    assert ended.err.endswith("next: complete it, then: crm-planner catalog import price.xlsx --map proposal.yaml\n")
    assert ran(capsysbinary, "catalog", "import", "price.xlsx", "-q", "-o", "quiet.yaml").err == ""


@pytest.mark.usefixtures("desk")
def test_without_an_output_the_draft_goes_to_standard_output_alone(capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "catalog", "import", "price.xlsx", "--map", "mapping.yaml")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith("# A draft from price.xlsx, sheet Prices.")


def test_an_output_that_is_there_is_replaced_only_with_force(desk: Path, capsysbinary: Capture) -> None:
    (desk / "draft.yaml").write_text("mine", encoding="utf-8")
    arguments = ("catalog", "import", "price.xlsx", "--map", "mapping.yaml", "-o", "draft.yaml")
    ended = ran(capsysbinary, *arguments)
    assert ended.status == 4
    assert ended.err == "draft.yaml: error[OUT001]: this file is there already. Name another, or add --force\n"
    assert (desk / "draft.yaml").read_text(encoding="utf-8") == "mine"
    assert ran(capsysbinary, *arguments, "--force").status == 0
    assert "schema: crm-planner/catalog/1" in (desk / "draft.yaml").read_text(encoding="utf-8")


def test_bad_input_writes_nothing_and_ends_as_the_contract_says(desk: Path, capsysbinary: Capture) -> None:
    (desk / "broken.xlsx").write_bytes(b"PK\x03\x04")
    for arguments, status in (
        (("missing.xlsx", "--map", "mapping.yaml"), 3),
        (("price.xlsx", "--map", "missing.yaml"), 3),
        ((".", "--map", "mapping.yaml"), 3),
        (("broken.xlsx", "--map", "mapping.yaml"), 1),
        (("broken.xlsx",), 1),
        (("price.xlsx", "--map", "price.xlsx"), 1),
        ((), 2),
    ):
        ended = ran(capsysbinary, "catalog", "import", *arguments, "-o", "draft.yaml")
        assert (ended.status, ended.out, len(ended.err.splitlines())) == (status, "", 1), arguments
    assert not (desk / "draft.yaml").exists()


def test_a_catalog_too_large_to_be_read_again_is_not_written(desk: Path, capsysbinary: Capture) -> None:
    names = [f"Item {number}" for number in range(900)]
    rows = [("Item", *(f"E{number}" for number in range(6)))] + [(name, *range(1, 7)) for name in names]
    (desk / "price.xlsx").write_bytes(saved(workbook(rows)))
    mapping = MAPPING.partition("columns:")[0] + "columns: {item: Item}\nprices:\n"
    mapping += "".join(f"  - {{column: E{number}, edition: E{number}}}\n" for number in range(6)) + "editions:\n"
    mapping += "".join(f"  - {{printed: E{n}, id: e{n}, licence_metric: company}}\n" for n in range(6)) + "items:\n"
    mapping += "".join(
        f"  - {{printed: {name}, id: i{n}, category: other, price: flat}}\n" for n, name in enumerate(names)
    )
    (desk / "mapping.yaml").write_text(mapping, encoding="utf-8")
    ended = ran(capsysbinary, "catalog", "import", "price.xlsx", "--map", "mapping.yaml", "-o", "draft.yaml")
    assert (ended.status, (desk / "draft.yaml").exists()) == (1, False)
    assert "error[LIM002]" in ended.err


@pytest.mark.usefixtures("desk")
def test_drafts_are_in_canonical_layout(capsysbinary: Capture) -> None:
    """What `catalog import` and `catalog new` write, `catalog fmt` has nothing to do with."""
    new = ("--vendor", "Acme", "--product", "CRM", "--currency", "EUR", "--metric", "company")
    item = "{id: use, category: licence, price: {kind: flat, amount: 250}}"
    ran(capsysbinary, "catalog", "import", "price.xlsx", "--map", "mapping.yaml", "-o", "draft.yaml")
    ran(capsysbinary, "catalog", "import", "price.xlsx", "-o", "proposal.yaml")
    ran(capsysbinary, "catalog", "new", *new, "--item", item, "-o", "new.yaml")
    ended = ran(capsysbinary, "catalog", "fmt", "--check", "draft.yaml", "proposal.yaml", "new.yaml")
    assert (ended.status, ended.out) == (0, "")
