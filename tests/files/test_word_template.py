"""A Word file given as a template is judged before anything opens it."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from crm_planner.errors import DataError
from crm_planner.files.word_template import read_word_template
from tests.documents.proposal.word_files import SHIPPED, changed, parts_of, template

RELATIONS = "word/_rels/document.xml.rels"
BODY = "word/document.xml"
TYPES = "[Content_Types].xml"
OUTSIDE = '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" {}/>'


def relating(kind: str, target: str, mode: str = ' TargetMode="External"') -> bytes:
    added = OUTSIDE.format(kind, f'Target="{target}"{mode}')
    return changed(SHIPPED.read_bytes(), {RELATIONS: ("</Relationships>", added + "</Relationships>")})


def holding(xml: str) -> bytes:
    return changed(SHIPPED.read_bytes(), {BODY: ("<w:body>", f"<w:body>{xml}")})


def refusal(data: bytes) -> str:
    with pytest.raises(DataError) as refused:
        read_word_template(data, "own.docx")
    return str(refused.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (relating("attachedTemplate", "http://example.com/x.dotm"), "TPL003]: the template is tied to another one"),
        (relating("image", "http://example.com/x.png"), 'TPL003]: the template would fetch "http://example.com/x.png"'),
        (relating("image", "file:///etc/passwd"), "TPL003"),
        (relating("image", r"\\server\share\x.png"), "TPL003"),
        (relating("hyperlink", "javascript:alert(1)"), "TPL003"),
        (relating("aFChunk", "chunk.html", ""), "TPL003]: the template takes in another document"),
        (relating("subDocument", "//server/x.docx"), "TPL003"),
        (relating("oleObject", "http://example.com/x"), "TPL003"),
        (holding('<w:altChunk r:id="x"/>'), "TPL003]: the template takes in another document"),
        (holding("<w:p><w:r><w:object/></w:r></w:p>"), "TPL004"),
        (holding('<w:p><w:fldSimple w:instr="DDEAUTO cmd x"/></w:p>'), 'TPL003]: the field "DDEAUTO"'),
        (holding("<w:p><w:r><w:instrText> INCLUDEPICTURE http://x </w:instrText></w:r></w:p>"), "INCLUDEPICTURE"),
        (
            changed(SHIPPED.read_bytes(), {TYPES: ("document.main+xml", "document.macroEnabled.main+xml")}),
            "TPL004]: the template holds a program",
        ),
        (
            changed(
                SHIPPED.read_bytes(),
                {
                    TYPES: (
                        "</Types>",
                        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
                    )
                },
            ),
            "TPL004",
        ),
        (changed(SHIPPED.read_bytes(), {BODY: b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "IMP016"),
        (changed(SHIPPED.read_bytes(), {BODY: b"<w:document><unclosed></w:document>"}), "IMP012"),
        (changed(SHIPPED.read_bytes(), {"word/bomb.xml": b"<x>" + b" " * 3_000_000 + b"</x>"}), "IMP013"),
        (changed(SHIPPED.read_bytes(), {"../out.xml": b"<x/>"}), "IMP013"),
        (b"PK\x03\x04 not an archive", "IMP012"),
        (b"%PDF-1.7", "ENC004]: this is not a Word document"),
        (b"\xd0\xcf\x11\xe0 an old .doc", "ENC004"),
    ],
)
def test_what_could_do_harm_is_refused_by_name(data: bytes, said: str) -> None:
    assert said in refusal(data)


def test_a_workbook_is_no_word_document() -> None:
    data = io.BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        archive.writestr(TYPES, "<Types/>")
    assert "ENC004" in refusal(data.getvalue())


def test_every_fault_is_named_at_once() -> None:
    data = changed(relating("image", "http://example.com/a"), {BODY: ("<w:body>", '<w:body><w:altChunk r:id="x"/>')})
    assert refusal(data).count("TPL003") == 2


def test_links_a_reader_clicks_are_allowed() -> None:
    for target in ("https://example.com", "mailto:a@example.com"):
        assert read_word_template(relating("hyperlink", target), "own.docx").file == "own.docx"


def test_comments_and_tracked_changes_are_warned_about() -> None:
    data = holding('<w:p><w:ins w:author="A"><w:r><w:t>x</w:t></w:r></w:ins></w:p>')
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    added = f'<Override PartName="/word/comments.xml" ContentType="{kind}"/></Types>'
    note = b'<w:comments xmlns:w="x"><w:comment><w:p><w:r><w:t>secret</w:t></w:r></w:p></w:comment></w:comments>'
    data = changed(data, {TYPES: ("</Types>", added), "word/comments.xml": note})
    warnings = [str(warning) for warning in read_word_template(data, "own.docx").warnings]
    assert warnings == [
        (
            "own.docx (comments): warning[TPL007]: the template holds comments, which go to the client. "
            "Delete them in Word"
        ),
        (
            "own.docx: warning[TPL007]: the template holds tracked changes, with the names of who made them. "
            "Accept or reject them in Word"
        ),
    ]


def test_a_tag_where_nothing_is_filled_in_is_refused() -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
    added = f'<Override PartName="/word/endnotes.xml" ContentType="{kind}"/></Types>'
    note = b'<w:endnotes xmlns:w="x"><w:p><w:r><w:t>{{ document.title }}</w:t></w:r></w:p></w:endnotes>'
    data = changed(SHIPPED.read_bytes(), {TYPES: ("</Types>", added), "word/endnotes.xml": note})
    assert "own.docx (endnotes):1:1: error[TPL002]: a tag stands where nothing is filled in" in refusal(data)


def test_the_text_has_a_line_for_each_paragraph_tables_and_boxes_included() -> None:
    read = read_word_template(template("one", "two {{ x }}", "three", footer="{{ y }}"), "own.docx")
    assert read.parts["word/document.xml"].split("\n")[:3] == ["one", "two {{ x }}", "three"]
    assert read.parts["word/footer.xml"].startswith("{{ y }}")
    assert read.filled == {"word/document.xml", "word/footer.xml", "word/header.xml"}


def test_the_shipped_template_is_accepted() -> None:
    assert len(read_word_template(SHIPPED.read_bytes(), "p").parts) == 3
    assert "word/settings.xml" in parts_of(SHIPPED.read_bytes())
