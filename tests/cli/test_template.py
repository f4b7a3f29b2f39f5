"""`crm-planner template`, and proposals made from templates of one's own."""

from pathlib import Path

import pytest

from tests.cli.run import ran
from tests.documents.proposal.word_files import SHIPPED, changed, parts_of, template

FIRM = ("propose", "examples/firm-of-25.yaml", "regionsoft", "--company", "examples/company/company.yaml", "--quiet")
Capture = pytest.CaptureFixture[bytes]


def test_an_exported_template_makes_the_same_document_as_the_shipped_one(tmp_path: Path, capsysbinary: Capture) -> None:
    assert ran(capsysbinary, "template", "export", str(tmp_path / "own")).status == 0
    made = [tmp_path / f"{name}.docx" for name in ("shipped", "own")]
    assert ran(capsysbinary, *FIRM, "-o", str(made[0])).status == 0
    ended = ran(capsysbinary, *FIRM, "-o", str(made[1]), "--templates", str(tmp_path / "own"))
    assert (ended.status, ended.err) == (0, "")
    assert made[0].read_bytes() == made[1].read_bytes()


def test_an_edited_template_changes_the_document(tmp_path: Path, capsysbinary: Capture) -> None:
    own = changed(SHIPPED.read_bytes(), {"word/header.xml": ("{{ document.title }}", "Ours: {{ document.subject }}")})
    (tmp_path / "proposal.docx").write_bytes(own)
    output = tmp_path / "offer.docx"
    assert ran(capsysbinary, *FIRM, "-o", str(output), "--templates", str(tmp_path)).status == 0
    assert b"Ours: Implementation of RegionSoft CRM Standard" in parts_of(output.read_bytes())["word/header.xml"]


def test_the_shipped_templates_pass_their_own_check(tmp_path: Path, capsysbinary: Capture) -> None:
    ran(capsysbinary, "template", "export", str(tmp_path))
    ended = ran(capsysbinary, "template", "check", str(tmp_path))
    assert (ended.status, ended.err) == (0, f"crm-planner: {tmp_path}: docx, pdf, html, markdown can be made\n")


def test_a_check_names_every_fault_of_every_template_with_its_place(tmp_path: Path, capsysbinary: Capture) -> None:
    (tmp_path / "proposal.docx").write_bytes(template("fine", "{{ document.titel }}", footer="{{ sellar }}"))
    (tmp_path / "proposal.md.j2").write_text("# {{ document.title }}\n{% for x in risks.row %}{% endfor %}", "utf-8")
    (tmp_path / "proposal.typ").write_text('#set document(title: "x")\n#let d = json(bytes(sys.inputs.data))\n#d.titel')
    ended = ran(capsysbinary, "template", "check", str(tmp_path))
    assert ended.status == 1
    assert [line.removeprefix(f"{tmp_path}/") for line in ended.err.splitlines()] == [
        'proposal.docx:2:13: error[TPL001]: unknown field "titel" of "document". Did you mean "title"?',
        'proposal.docx (footer):1:4: error[TPL001]: unknown field "sellar". Did you mean "seller"?',
        'proposal.typ:3:3: error[TPL005]: dictionary does not contain key "titel". Correct the template',
        'proposal.md.j2:2:19: error[TPL001]: unknown field "row" of "risks". Did you mean "rows"?',
    ]


def test_a_template_that_does_harm_makes_no_document(tmp_path: Path, capsysbinary: Capture) -> None:
    (tmp_path / "proposal.docx").write_bytes(template("{{ cycler.__init__.__globals__.os.popen('id').read() }}"))
    output = tmp_path / "offer.docx"
    ended = ran(capsysbinary, *FIRM, "-o", str(output), "--templates", str(tmp_path))
    assert ended.status == 1
    assert ended.err.startswith(f"{tmp_path}/proposal.docx:1:1: error[TPL")
    assert len(ended.err.splitlines()) == 1
    assert not output.exists()


def test_comments_in_a_template_are_warned_about(tmp_path: Path, capsysbinary: Capture) -> None:
    change = '<w:body><w:p><w:ins w:author="A"><w:r><w:t>x</w:t></w:r></w:ins></w:p>'
    own = changed(SHIPPED.read_bytes(), {"word/document.xml": ("<w:body>", change)})
    (tmp_path / "proposal.docx").write_bytes(own)
    ended = ran(capsysbinary, "template", "check", str(tmp_path))
    assert ended.status == 0
    assert "warning[TPL007]: the template holds tracked changes" in ended.err


def test_the_fields_are_listed_as_templates_write_them(capsysbinary: Capture) -> None:
    listed = ran(capsysbinary, "template", "fields").out.splitlines()
    assert {"document.title", "prices.once.rows[].amount", "warnings[]", "picture.gantt"} <= set(listed)


def test_a_part_of_the_fields_is_listed_and_a_misspelt_one_named(capsysbinary: Capture) -> None:
    assert ran(capsysbinary, "template", "fields", "signatures.s").out.splitlines() == [
        *(f"signatures.seller.{name}" for name in ("party", "name", "position", "basis")),
        "signatures.seal",
    ]
    ended = ran(capsysbinary, "template", "fields", "document.titel")
    assert (ended.status, "did you mean document.title?" in ended.err) == (2, True)


def test_a_document_that_is_no_text_needs_a_file(capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, *FIRM, "--format", "docx")
    assert ended.status == 2
    assert len(ended.err.splitlines()) == 1


PRICES = (
    "schema: crm-planner/playbook/1\nid: own\ncommercial:\n  currency: RUB\n  partner_discount: {{terrasoft: {}}}\n"
)
PRICES += "  hours:\n    developer: {{cost: {}, markup: {}}}\n    consultant: {{cost: {}, margin: {}}}\n"
PRICES += "  prices:\n    - {{candidate: terrasoft, items: [licences], markup: {}}}\n"


def test_what_the_consultant_pays_changes_no_byte_of_the_document(tmp_path: Path, capsysbinary: Capture) -> None:
    """Two playbooks that sell at the same prices; all else in them is not for the client."""
    made = []
    for number, figures in enumerate([(30, 1800, 25, 2100, 30, 40), (51, 1125, 100, 1500, 50, 100)]):
        playbook = tmp_path / str(number)
        playbook.mkdir()
        (playbook / "commercial.yaml").write_text(PRICES.format(*figures), encoding="utf-8")
        output = tmp_path / f"{number}.docx"
        brief = ("propose", "examples/order-desk.yaml", "terrasoft/sales", "--quiet")
        ended = ran(capsysbinary, *brief, "--playbook", str(playbook), "-o", str(output))
        assert output.exists(), ended.err
        made.append(output.read_bytes())
    assert made[0] == made[1]
    for part in parts_of(made[0]).values():
        assert b"markup" not in part
        assert b"margin" not in part
