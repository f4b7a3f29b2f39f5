"""A Word template filled in: its tags replaced by data, pictures set in, and nothing of its author's left in the file.

The tags are docxtpl's: `{{ field }}`, `{%p ... %}` for whole paragraphs, `{%tr ... %}` for rows of a table. The same
template and data give the same bytes on every machine and day.
"""

import io
import secrets
import struct
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from crm_planner.documents.templates.environment import word_environment
from crm_planner.documents.templates.failure import NoPicture, Unfinished
from crm_planner.errors import MissingExtra

try:
    from docx.document import Document as WordDocument
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Emu, Mm
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]
    from lxml import etree  # type: ignore[import-untyped]
except ImportError:
    said = 'making a Word document needs another part of the product: pip install "crm-planner[docs]"'
    raise MissingExtra(said) from None


class Illustration(NamedTuple):
    """A picture for a document: the image, the sentence for who cannot see it, and the room it may take (mm)."""

    image: bytes
    title: str
    alt: str
    width: int
    height: int


class Properties(NamedTuple):
    """What a file says about itself: nothing but this."""

    title: str
    subject: str
    author: str
    language: str
    day: date


def fill(
    template: bytes,
    context: Mapping[str, Any],
    known: Iterable[str],
    pictures: Mapping[str, Illustration],
    about: Properties,
) -> bytes:
    """`template` with the data of `context`; `{{ picture.NAME }}` stands for a picture of `pictures`.

    A picture that is `known` and not there is an empty text, so that a template can ask for it.

    Raises what Jinja raises for a tag that cannot be filled in, Unfinished where the result is no sound document,
    NoPicture for a damaged one.
    """
    tokens = {name: f"picture-{secrets.token_hex(16)}" for name in pictures}
    filled = _Filled(io.BytesIO(template))
    filled.render({**context, "picture": {**dict.fromkeys(known, ""), **tokens}}, word_environment())
    document: WordDocument = filled.docx
    _set_in(document, {tokens[name]: pictures[name] for name in pictures})
    _keep_spaces(document)
    _speak(document, about.language)
    _forget(document)
    _describe(document, about)
    finished = io.BytesIO()
    document.save(finished)
    return packed(finished.getvalue())


class _Filled(DocxTemplate):  # type: ignore[misc]
    """docxtpl with strict XML, and with the properties of the file left alone: they are no template."""

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """Nothing: what a file says about itself comes from `Properties` only."""

    def fix_tables(self, xml: str) -> Any:
        """Refuse broken XML, which docxtpl would mend by leaving out what follows the fault."""
        try:
            etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False, huge_tree=False))
        except etree.XMLSyntaxError as error:
            raise Unfinished(f"the filled-in document is not sound XML: {error.msg}") from None
        return super().fix_tables(xml)


def _set_in(document: WordDocument, pictures: Mapping[str, Illustration]) -> None:
    """Put every picture in the place of its token. Raises Unfinished for a token elsewhere than in the text."""
    for run in list(document.element.body.iter(qn("w:r"))):
        said = "".join(text.text or "" for text in run.iter(qn("w:t")))
        if said.strip() in pictures:
            _draw(Run(run, Paragraph(run.getparent(), document._body)), pictures[said.strip()])  # noqa: SLF001 - its part


def _draw(run: Run, picture: Illustration) -> None:
    run.clear()  # type: ignore[no-untyped-call]
    try:
        drawn = run.add_picture(io.BytesIO(picture.image))
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, struct.error) as error:
        raise NoPicture(picture.title) from error
    scale = min(Mm(picture.width) / drawn.width, Mm(picture.height) / drawn.height)
    drawn.width, drawn.height = Emu(int(drawn.width * scale)), Emu(int(drawn.height * scale))
    described = drawn._inline.docPr  # noqa: SLF001 - python-docx has no words for alternative text
    described.set("descr", picture.alt)
    described.set("title", picture.title)
    described.set("name", picture.title)


def _keep_spaces(document: WordDocument) -> None:
    for part in document.part.package.iter_parts():
        root = getattr(part, "element", None)
        if root is not None:
            for text in root.iter(qn("w:t")):
                text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


_LATIN = {"en": "en-GB", "ru": "ru-RU"}
"""The language of Latin and Cyrillic letters; in Japanese text they are English, and break at the ends of words."""

_TAGS = {"en": "en-GB", "ru": "ru-RU", "ja": "ja-JP"}


def _speak(document: WordDocument, language: str) -> None:
    """Have spelling, hyphenation and the shapes of ideographs follow the language of the text."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is None:
        return
    written = defaults.find(qn("w:lang"))
    if written is None:
        written = etree.SubElement(defaults, qn("w:lang"))
    written.set(qn("w:val"), _LATIN.get(language, "en-GB"))
    written.set(qn("w:eastAsia"), "ja-JP")
    written.set(qn("w:bidi"), "ar-SA")


_KEPT = {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES}


def _forget(document: WordDocument) -> None:
    """Leave out what a word processor notes beside the text: thumbnail, company, custom properties, people."""
    package = document.part.package
    for name in [name for name, one in package.rels.items() if one.reltype not in _KEPT]:
        del package.rels[name]
    for attribute in [*document.element.iter(etree.Element)]:
        for name in [name for name in attribute.attrib if name.startswith(qn("w:rsid"))]:
            del attribute.attrib[name]


def _describe(document: WordDocument, about: Properties) -> None:
    """The core properties, written anew."""
    core = document.core_properties
    for old in list(core._element):  # noqa: SLF001 - every property, those python-docx has no name for as well
        core._element.remove(old)  # noqa: SLF001
    core.title, core.subject, core.author = about.title[:255], about.subject[:255], about.author[:255]
    core.language = _TAGS.get(about.language, about.language)
    noon = datetime(about.day.year, about.day.month, about.day.day, 12, tzinfo=UTC).replace(tzinfo=None)
    core.created = core.modified = noon


_ALWAYS = (1980, 1, 1, 0, 0, 0)


def packed(document: bytes) -> bytes:
    """The same parts in the same order, packed alike and of no date."""
    finished = io.BytesIO()
    with ZipFile(io.BytesIO(document)) as parts, ZipFile(finished, "w") as archive:
        for name in sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name, _ALWAYS)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, parts.read(name))
    return finished.getvalue()
