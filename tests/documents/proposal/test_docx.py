"""The proposal as a Word document: the data's text and nothing else, pictures with words, the same bytes again."""

import re
from base64 import b64encode
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from docx import Document

from crm_planner.documents.proposal.docx import proposal_docx
from crm_planner.documents.proposal.fields import FIELDS
from crm_planner.errors import OutputError
from crm_planner.text import LANGUAGES
from tests.documents.made import TEMPLATES
from tests.documents.proposal.printed import bare, changed, context, drawn, leaves
from tests.documents.proposal.word_files import parts_of

SET = TEMPLATES / "proposal"
NOT_SHOWN = {
    *(("prices", "total", key) for key in ("label", "figure", "words", "net", "tax", "amount")),
    *(("risks", "rows", key) for key in ("side", "likelihood", "impact")),
    *(("risks", "gates", "id"), ("document", "number"), ("document", "kind"), ("document", "valid_until")),
    *(("document", key) for key in ("candidate", "vendor", "currency", "currency_name")),
    *(("client", "signatory", key) for key in ("name", "position", "basis")),
    *(("seller", "signatory", key) for key in ("name", "position", "basis")),
    *(("prices", "tax_text"), ("prices", "unknown_tax"), ("client", "name"), ("plan", "start"), ("plan", "finish")),
    *(("prices", group, "rows", "tax_rate") for group in ("once", "yearly", "options")),
}
"""What the document says in another field: the total in its sentence, the signatories under the signatures."""
HOSTILE = [
    *("{{ 7*7 }}", "{% raw %}", "{_{ x }_}", "{_% x %_}", "{# x #}", "{{r x }}", "{%p x %}", "{{document.title}}"),
    *("a<b", "&lt;", "&amp;", "</w:t></w:r></w:p>", "<w:p/>", "]]>", "<!-- x", '"x"', "'x'", "<script>x</script>"),
    *("=1+1", "@SUM(A1)", "%s %n", "${x}", "\\x", "  two  spaces  ", "\u00a0x", "x" * 300, "価格表"),
    *("\U0001f600", "Ж" * 40),
    *("DDEAUTO cmd", "INCLUDETEXT x", "file:///etc/passwd", "javascript:x", "a\tb", "picture-0123456789abcdef"),
]  # fmt: skip


def made(data: dict[str, Any], language: str = "en", *, pictures: bool = False) -> bytes:
    return proposal_docx(data, SET, drawn(language) if pictures else ())


def text_of(data: bytes) -> str:
    """Everything a reader can see in the file, header and footer included."""
    shown = []
    for name, part in parts_of(data).items():
        if re.fullmatch(r"word/(document|header|footer)\d*\.xml", name):
            paragraphs = (one for one in fromstring(part).iter() if one.tag.endswith("}p"))
            shown += ["".join(map(_said, paragraph.iter())) for paragraph in paragraphs]
    return "\n".join(shown)


def _said(element: Any) -> str:
    if element.tag.endswith("}tab"):
        return "\t"
    return element.text or "" if element.tag.endswith("}t") else ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_data_is_in_the_document(language: str) -> None:
    data = context(language)
    text = bare(text_of(made(data, language)))
    missing = [(path, leaf) for path, leaf in leaves(data) if bare(leaf) not in text and path not in NOT_SHOWN]
    assert missing == []
    assert bare(data["prices"]["total"]["figure"]) in text
    assert bare(data["prices"]["total"]["words"]) in text


@pytest.mark.parametrize("first", [0, 13])
def test_hostile_text_in_every_field_is_only_text(first: int) -> None:
    data = changed(context("en"), cycle(HOSTILE[first:] + HOSTILE[:first]))
    document = made(data, pictures=True)
    text = text_of(document)
    assert [one for one in HOSTILE if one not in text] == []
    parts = parts_of(document)
    fields = re.findall(r"<w:instrText[^>]*>(.*?)</w:instrText>", "".join(map(str, parts.values())))
    assert {field.strip() for field in fields} <= {"PAGE", "NUMPAGES"}
    assert not [name for name, part in parts.items() if name.endswith(".rels") and b"External" in part]


def test_nothing_but_text_pictures_and_the_companys_name_is_in_the_file() -> None:
    data = context("ru")
    parts = parts_of(made(data, "ru", pictures=True))
    assert sorted(name for name in parts if not name.startswith("word/media/")) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        *(
            f"word/{name}.xml"
            for name in ("document", "fontTable", "footer", "header", "numbering", "settings", "styles")
        ),
    ]
    core = {one.tag.rpartition("}")[2]: one.text for one in fromstring(parts["docProps/core.xml"])}
    assert core == {
        "title": data["document"]["title"],
        "subject": data["document"]["subject"],
        "creator": data["seller"]["name"],
        "language": "ru-RU",
        "created": "2026-11-23T12:00:00Z",
        "modified": "2026-11-23T12:00:00Z",
    }


def test_pictures_have_words_for_who_cannot_see_them(tmp_path: Path) -> None:
    file = tmp_path / "p.docx"
    file.write_bytes(made(context("ja"), "ja", pictures=True))
    shapes = Document(str(file)).inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in shapes] == [
        next(one.alt for one in drawn("ja") if one.title == shape._inline.docPr.get("title")) for shape in shapes
    ]
    assert len(shapes) == len(drawn("ja"))
    assert all(shape.width.mm <= 152.1 and shape.height.mm <= 110.1 for shape in shapes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_the_text_is_said_for_spelling_and_ideographs(language: str) -> None:
    styles = parts_of(made(context(language), language))["word/styles.xml"].decode()
    latin = {"en": "en-GB", "ru": "ru-RU", "ja": "en-GB"}[language]
    assert re.search(rf'<w:lang w:val="{latin}" w:eastAsia="ja-JP"', styles)
    assert 'w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Yu Gothic"' in styles


def test_the_same_data_are_the_same_bytes() -> None:
    assert made(context("ru"), "ru", pictures=True) == made(context("ru"), "ru", pictures=True)


def test_two_hundred_lines_are_two_hundred_rows_that_stay_whole_under_a_head_that_is_repeated() -> None:
    data = context("en")
    row = data["prices"]["once"]["rows"][0]
    data["prices"]["once"]["rows"] = [{**row, "name": f"Item {at} {'W' * (at % 90)}"} for at in range(200)]
    document = parts_of(made(data))["word/document.xml"].decode()
    assert len(re.findall(r"Item \d+ ", document)) == 200
    assert document.count("<w:tr>") == document.count("<w:cantSplit/>")
    for table in re.findall(r"<w:tbl>.*?</w:tbl>", document, re.DOTALL):
        assert table.count("<w:tblHeader/>") == ('w:firstRow="1"' in table)


@pytest.mark.parametrize("picture", [b"\x89PNG\r\n\x1a\nbroken", b"\xff\xd8\xff\xe0broken", b""])
def test_a_damaged_logo_is_named_as_such(picture: bytes) -> None:
    data = context("en")
    data["seller"]["logo"] = f"data:image/png;base64,{b64encode(picture).decode()}"
    with pytest.raises(OutputError, match="logo is damaged"):
        made(data)


def test_a_logo_stands_at_the_head_with_the_companys_name_as_its_words() -> None:
    data = context("en")
    data["seller"]["logo"] = f"data:image/png;base64,{b64encode(drawn('en')[0].png).decode()}"
    parts = parts_of(made(data))
    assert parts["word/media/image1.png"] == drawn("en")[0].png
    assert f'descr="{data["seller"]["name"]}"' in parts["word/document.xml"].decode()


def test_a_proposal_that_says_nothing_is_still_a_document() -> None:
    from crm_planner.documents.proposal.fields import example

    assert "glossary" in text_of(made(example(full=False)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_known_fields_are_those_of_a_proposal(language: str) -> None:
    assert list(differing(FIELDS, context(language), "")) == []


def differing(shape: Any, value: Any, path: str) -> list[str]:
    if isinstance(shape, dict) and isinstance(value, dict):
        odd = [f"{path}.{name}" for name in shape.keys() ^ value.keys()]
        return odd + [
            one for name in shape.keys() & value.keys() for one in differing(shape[name], value[name], f"{path}.{name}")
        ]
    if isinstance(shape, list) and isinstance(value, list):
        return [one for entry in value for one in differing(shape[0], entry, f"{path}[]")]
    return [] if shape == "" and isinstance(value, str) else [path]
