"""The proposal as a PDF: the data's text and nothing else, tagged, for archives, the same bytes again."""

import re
import sys
from base64 import b64encode
from itertools import cycle
from pathlib import Path

import pytest

from crm_planner.documents import typesetting
from crm_planner.documents.proposal.pdf import proposal_pdf
from crm_planner.documents.typesetting import typeset
from crm_planner.errors import MissingExtra, OutputError
from crm_planner.text import LANGUAGES
from tests.documents.proposal.printed import (
    FONTS,
    TYPST,
    bare,
    changed,
    context,
    drawn,
    leaves,
    printed,
    read,
    unpacked,
)

NOT_PRINTED = {("prices", "total", "sentence"), ("risks", "rows", "side")}
"""The total stands in parts, in figures and words; whose risk it is, the other formats tell neither."""
HOSTILE = [
    *("#panic()", '#read("/etc/passwd")', "$x^2$", "`raw`", "*bold* _it_", "<label>", "@ref", "= Heading", "\\u{41}"),
    *("<script>alert(1)</script>", "</text><a href='javascript:x'>", "{{7*7}}", "{% raw %}", "%s %n", "${x}", "&lt;"),
    *("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\uff1d1+1", "//comment", "/* open", '"quote', "(paren"),
    *(
        "file:///etc/passwd",
        "javascript:alert(1)",
        "(\\) Tj ET",
        "endstream endobj",
        "/JavaScript",
        "価格表",
        "x" * 300,
    ),
]
NEVER = (b"/JavaScript", b"/JS ", b"/Launch", b"/EmbeddedFile", b"/URI", b"/OpenAction", b"/AA ", b"/GoToR")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_data_is_in_the_document_and_every_figure_as_it_is(language: str, tmp_path: Path) -> None:
    data = context(language)
    pdf = printed(data, drawn(language))
    text = bare(read(pdf, tmp_path))
    missing = [(path, leaf) for path, leaf in leaves(data) if bare(leaf) not in text and path not in NOT_PRINTED]
    assert missing == []
    assert text.count(bare(data["prices"]["total"]["figure"])) >= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_tagged_and_says_what_it_is_for_archives_and_screen_readers(language: str) -> None:
    pdf = unpacked(printed(context(language), drawn(language)))
    assert re.search(rb"<pdfaid:part>2</pdfaid:part>\s*<pdfaid:conformance>A</pdfaid:conformance>", pdf)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"/StructTreeRoot" in pdf
    assert re.search(rb"/Lang\s*\(" + language.encode(), pdf)
    assert len(re.findall(rb"/S/Figure|/S /Figure", pdf)) >= len(drawn(language))
    assert re.search(rb"/S ?/TH", pdf)
    assert re.search(rb"/S ?/H1", pdf)
    assert b"/MediaBox[0 0 595.27" in pdf.replace(b"/MediaBox [", b"/MediaBox[")


def test_the_same_data_are_the_same_bytes() -> None:
    assert printed(context("ru"), drawn("ru")) == printed(context("ru"), drawn("ru"))


def test_a_long_price_table_repeats_its_head_and_loses_no_line(tmp_path: Path) -> None:
    data = context("en")
    row, long = data["prices"]["once"]["rows"][0], "A licence with a name that takes its place " * 4
    names = [f"{long}number{at}endofnumber {'W' * (at % 90)}" for at in range(200)]
    data["prices"]["once"]["rows"] = [{**row, "number": str(at), "name": name} for at, name in enumerate(names)]
    pages = read(printed(data), tmp_path).split("\f")
    text = bare("".join(pages))
    assert [name for name in names if bare(name) not in text] == []
    inside = [page for page in pages if "endofnumber" in bare(page)]
    assert len(inside) > 10
    assert all(data["label"]["quantity"] in page and data["label"]["unit"] in page for page in inside)


def test_amounts_of_many_digits_leave_room_for_names(tmp_path: Path) -> None:
    data = context("ru")
    row, amount = data["prices"]["once"]["rows"][0], "1\u00a0155\u00a0246\u00a0919,10"
    paid = dict.fromkeys(("price", "net", "tax", "amount"), amount)
    name = "Лицензии с очень длинным названием, которое не помещается в одну строку таблицы"
    data["prices"]["once"]["rows"] = [{**row, **paid, "number": str(at), "name": name} for at in range(40)]
    assert len(read(printed(data), tmp_path).split("\f")) < 22


def test_the_pages_are_numbered(tmp_path: Path) -> None:
    pages = read(printed(context("en")), tmp_path).rstrip("\f").split("\f")
    assert all(f"Page {at} of {len(pages)}" in page for at, page in enumerate(pages, 1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_text_in_every_field_is_only_text(language: str, tmp_path: Path) -> None:
    for first in (0, 11):
        data = changed(context(language), cycle(HOSTILE[first:] + HOSTILE[:first]))
        pdf = printed(data, drawn(language))
        text = bare(read(pdf, tmp_path))
        assert [one for one in HOSTILE if bare(one) not in text] == []
        for objects in re.findall(rb"(?s)<<.*?>>", unpacked(pdf)):
            outside = re.sub(rb"\((?:\\.|[^()\\])*\)|<[0-9A-Fa-f]*>", b"", objects)
            assert not any(one in outside for one in NEVER)


def test_a_letter_the_fonts_lack_is_named_with_its_field_and_nothing_is_written() -> None:
    data = context("en")
    data["client"]["addressed"] = "Firm \u0e01"
    with pytest.raises(OutputError, match=r'no sign for "\u0e01" \(U\+0E01, in client\.addressed\)'):
        printed(data)


def test_a_logo_is_on_the_first_page_and_a_damaged_one_is_named() -> None:
    data, dot = context("en"), (FONTS.parents[1] / "docs" / "pictures" / "comparison.png").read_bytes()
    data["seller"]["logo"] = f"data:image/png;base64,{b64encode(dot).decode()}"
    with_logo = proposal_pdf(data, TYPST.parent, (), FONTS)
    assert unpacked(with_logo).count(b"/Figure") == unpacked(printed(context("en"))).count(b"/Figure") + 1
    data["seller"]["logo"] = f"data:image/png;base64,{b64encode(dot[:1000]).decode()}"
    with pytest.raises(OutputError, match="logo is damaged"):
        proposal_pdf(data, TYPST.parent, (), FONTS)


def test_a_template_that_does_not_compile_is_named_with_its_line(tmp_path: Path) -> None:
    template = tmp_path / "own.typ"
    template.write_text('#set document(title: "x")\n#nothing', encoding="utf-8")
    with pytest.raises(OutputError, match=r"own\.typ:2:1: unknown variable: nothing"):
        typeset(template, {}, FONTS, "2026-11-23")


def test_a_template_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    inside = tmp_path / "set"
    inside.mkdir()
    template = inside / "own.typ"
    for path in ("../secret", str(tmp_path / "secret"), "/../secret"):
        template.write_text(f'#set document(title: "x")\n#read("{path}")', encoding="utf-8")
        with pytest.raises(OutputError):
            typeset(template, {}, FONTS, "2026-11-23")


def test_without_typst_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    typesetting._fonts.cache_clear()
    with pytest.raises(MissingExtra, match=r"crm-planner\[docs\]"):
        printed(context("en"))
    typesetting._fonts.cache_clear()
