"""Word files for tests: small templates, and shipped ones with something done to them."""

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile

from tests.documents.made import TEMPLATES
from tools.word_template import document
from tools.word_xml import paragraph

SHIPPED = TEMPLATES / "proposal" / "proposal.docx"


def template(*paragraphs: str, footer: str = "") -> bytes:
    """A template with a paragraph for each text."""
    return document("".join(map(paragraph, paragraphs)), "", footer)


def changed(data: bytes, parts: Mapping[str, bytes | tuple[str, str]]) -> bytes:
    """The file with some parts put in, or with a text in a part replaced by another."""
    finished = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(finished, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            change = parts.get(name)
            content = old.read(name)
            if isinstance(change, tuple):
                assert change[0] in content.decode(), f"{name} holds no {change[0]}"
                content = content.replace(change[0].encode(), change[1].encode())
            new.writestr(name, change if isinstance(change, bytes) else content)
        for name in parts.keys() - old.namelist():
            added = parts[name]
            assert isinstance(added, bytes)
            new.writestr(name, added)
    return finished.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Every part of a file."""
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
