"""Reading the XML inside an Office file: no document type, no entities, elements of bounded number and length.

The parser is expat behind defusedxml. It sees a part in pieces, and every element once; no tree is built.
"""

from typing import NoReturn
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import create_parser

from crm_planner.errors import DataError
from crm_planner.files.office.archive import CHUNK, Archive
from crm_planner.limits import XML_ELEMENTS, XML_TOKEN_BYTES
from crm_planner.place import Place
from crm_planner.problem import Problem, quoted


class Reader(ContentHandler):
    """What a part of an Office file tells, element by element; names come without their prefix."""

    parts: "Parts"

    def began(self, name: str, attributes: AttributesImpl) -> None:
        """An element begins."""

    def ended(self, name: str) -> None:
        """An element ends."""

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the parser's name for it
        self.parts.left -= 1
        if self.parts.left < 0:
            self.parts.refuse("IMP014", f"{self.parts.what} holds more than {self.parts.most} elements", _EMPTY)
        self.began(name.rpartition(":")[2], attrs)

    def endElement(self, name: str) -> None:  # noqa: N802 - the parser's name for it
        self.ended(name.rpartition(":")[2])


_EMPTY = "Leave only what is needed, without empty formatted cells"


class Parts:
    """The parts of one Office file. `left` is how many elements may still come, counted over all of them."""

    def __init__(self, archive: Archive, most: int = XML_ELEMENTS) -> None:
        self.archive = archive
        self.what = f"the {archive.kind.called}"
        self.anew = archive.kind.anew
        self.most = self.left = most

    def read(self, name: str, reader: Reader) -> None:
        """Tell `reader` all of a part. Raises DataError where it is no sound XML, or made to do harm."""
        reader.parts = self
        parser = create_parser(forbid_dtd=True)
        parser.setContentHandler(reader)
        seen: tuple[int | None, int | None] = (0, 0)
        waiting = 0
        try:
            for chunk in self.archive.chunks(name):
                parser.feed(chunk)
                at = (parser.getLineNumber(), parser.getColumnNumber())
                waiting = waiting + 1 if at == seen else 0
                seen = at
                if waiting * CHUNK >= XML_TOKEN_BYTES:
                    self.refuse("IMP013", f"{quoted(name)} has a tag or comment of more than a megabyte", self.anew)
            parser.close()
        except DefusedXmlException:
            said = f"{quoted(name)} declares a document type, which no {self.archive.kind.program} writes"
            self.refuse("IMP016", said, self.anew)
        except (SAXException, UnicodeError, ValueError, LookupError) as error:
            reason = error.getMessage() if isinstance(error, SAXException) else str(error)
            self.refuse("IMP012", f"{quoted(name)} is not sound XML: {reason}", self.anew)

    def refuse(self, code: str, said: str, hint: str) -> NoReturn:
        """End the reading with one problem."""
        raise DataError([Problem(Place(self.archive.file), code, said, hint)]) from None
