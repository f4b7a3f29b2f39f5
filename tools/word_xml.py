"""The XML of a Word document in small: paragraphs, tables and pictures as strings, and the archive around them."""

import io
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TWIPS = 1440 / 25.4
"""Word's unit of length in a millimetre."""


def twips(millimetres: float) -> int:
    """A length in Word's unit."""
    return round(millimetres * TWIPS)


def run(text: str, style: str = "") -> str:
    """Some text, in a style of characters."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def field(code: str) -> str:
    """What Word counts itself: PAGE or NUMPAGES."""
    parts = ('<w:fldChar w:fldCharType="begin"/>', f'<w:instrText xml:space="preserve"> {code} </w:instrText>')
    shown = ('<w:fldChar w:fldCharType="separate"/>', "<w:t>1</w:t>", '<w:fldChar w:fldCharType="end"/>')
    return "".join(f"<w:r>{part}</w:r>" for part in (*parts, *shown))


def paragraph(text: str | Sequence[str], style: str = "") -> str:
    """One paragraph: a text, or finished runs."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{run(text) if isinstance(text, str) else ''.join(text)}</w:p>"


def each(loop: str, *body: str) -> str:
    """Paragraphs repeated: `each("text in needs.text", paragraph("{{ text }}"))`."""
    return paragraph(f"{{%p for {loop} %}}") + "".join(body) + paragraph("{%p endfor %}")


def when(condition: str, *body: str) -> str:
    """Paragraphs and tables that are there only where `condition` holds."""
    return paragraph(f"{{%p if {condition} %}}") + "".join(body) + paragraph("{%p endif %}")


class Column(NamedTuple):
    """A column: how wide (mm), its head, and what stands in a cell; figures stand on the right."""

    width: float
    head: str
    cell: str | Sequence[str]
    figure: bool = False


def cell(content: str | Sequence[str], width: float, style: str = "TableText", span: int = 1) -> str:
    """A cell of paragraphs: a text, or finished ones."""
    inner = paragraph(content, style) if isinstance(content, str) else "".join(content)
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{spanned}</w:tcPr>{inner}</w:tc>'


def row(cells: Sequence[str], *, head: bool = False) -> str:
    """A row that stays on one page; the head is repeated on every page."""
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def _style(column: Column, figure: str = "TableFigure", text: str = "TableText") -> str:
    return figure if column.figure else text


def table(columns: Sequence[Column], loop: str, totals: Sequence[str] = (), title: str = "") -> str:
    """A table with a repeated head, a row for each of `loop`, and `totals` under it."""
    width = sum(column.width for column in columns)
    heads = [cell(one.head, one.width, _style(one, "TableHeadFigure", "TableHead")) for one in columns]
    cells = [cell(one.cell, one.width, _style(one)) for one in columns]
    rows = [row(heads, head=True)] if any(column.head for column in columns) else []
    rows += [_tag(f"for {loop}", columns), row(cells), _tag("endfor", columns), *totals]
    return framed(rows, [column.width for column in columns], width, "ProposalTable", title) + paragraph(
        "", "AfterTable"
    )


def total(columns: Sequence[Column], label: str, values: Mapping[int, str]) -> str:
    """A row of sums: the label over the first columns, then `values` by column."""
    first = min(values)
    spanned = cell(label, sum(column.width for column in columns[:first]), "TableTotal", first)
    rest = [
        cell(values.get(number, ""), column.width, "TableTotalFigure")
        for number, column in enumerate(columns[first:], first)
    ]
    return row([spanned, *rest])


def only(condition: str, columns: Sequence[Column], rows: str) -> str:
    """Rows that are there only where `condition` holds."""
    return _tag(f"if {condition}", columns) + rows + _tag("endif", columns)


def _tag(said: str, columns: Sequence[Column]) -> str:
    whole = sum(column.width for column in columns)
    return row([cell(f"{{%tr {said} %}}", whole, span=len(columns))])


def framed(
    rows: Sequence[str], widths: Sequence[float], width: float, style: str, title: str = "", *, fixed: bool = True
) -> str:
    """The table around rows, of fixed widths or as wide as their texts."""
    grid = "".join(f'<w:gridCol w:w="{twips(one)}"/>' for one in widths)
    called = f"<w:tblCaption w:val={quoteattr(title)}/>" if title else ""
    first = "<w:tblHeader/>" in rows[0]
    look = f'<w:tblLook w:val="{"0620" if first else "0600"}" w:firstRow="{int(first)}" w:noHBand="1" w:noVBand="1"/>'
    properties = (
        f'<w:tblStyle w:val="{style}"/><w:tblW w:w="{twips(width)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="{"fixed" if fixed else "autofit"}"/>{look}{called}'
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def archived(parts: Mapping[str, str]) -> bytes:
    """The parts as one file, the same bytes each time."""
    finished = io.BytesIO()
    with ZipFile(finished, "w") as archive:
        for name, content in parts.items():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, HEAD + content)
    return finished.getvalue()
