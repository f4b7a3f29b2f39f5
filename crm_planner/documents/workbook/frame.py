"""What stands around the cells of a sheet: widths, panes, page, protection, comments; openpyxl writes it."""

from collections.abc import Iterator

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import Outline, PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from crm_planner.documents.workbook.fitting import cut
from crm_planner.documents.workbook.sheet import Sheet, address

_COMMENT_WIDTH, _COMMENT_LINE, _SIGNS_OF_A_LINE = 340, 17, 52
_MARGIN = 0.5
_A4 = 9
_FOOTER = 56
"""The width of the title at the foot of a page: the name of the sheet, which may be as long, stands beside it."""


def frame(made: Worksheet, sheet: Sheet, title: str) -> None:
    """Give openpyxl's sheet all that holds for `sheet` as a whole; `title` is that of the workbook."""
    for column, width in sheet.widths.items():
        made.column_dimensions[get_column_letter(column)].width = width
    for (row, first), last in sheet.spanned.items():
        made.merged_cells.ranges.add(CellRange(min_col=first, max_col=last, min_row=row, max_row=row))
    made.freeze_panes = sheet.frozen or None
    made.sheet_view.showGridLines = False
    if sheet.colour:
        made.sheet_properties.tabColor = sheet.colour
    if sheet.groups:
        made.sheet_format.outlineLevelRow = max(sheet.groups.values())
        made.sheet_properties.outlinePr = Outline(summaryBelow=False)
    _page(made, sheet, title)
    _protection(made)
    for place, text in _comments(sheet):
        lines = sum(1 + len(line) // _SIGNS_OF_A_LINE for line in text.split("\n"))
        made[place].comment = Comment(text, "crm-planner", width=_COMMENT_WIDTH, height=_COMMENT_LINE * (lines + 1))


def _page(made: Worksheet, sheet: Sheet, title: str) -> None:
    """A4, as wide as the page; what is used is printed, with the head of the table on every page."""
    setup = made.page_setup
    setup.orientation = "landscape" if sheet.landscape else "portrait"
    setup.paperSize, setup.fitToWidth, setup.fitToHeight = _A4, 1, int(sheet.one_page)
    made.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    made.print_area = f"A1:{address(sheet.last_row, sheet.last_column)}"
    if sheet.repeated:
        made.print_title_rows = "{}:{}".format(*sheet.repeated)
    margins = made.page_margins
    margins.left = margins.right = margins.top = _MARGIN
    footer = HeaderFooterItem()
    texts = (cut(title, _FOOTER).replace("&", "&&"), sheet.title.replace("&", "&&"), "&P / &N")
    for part, text in zip((footer.left, footer.center, footer.right), texts, strict=True):
        part.text, part.size = text, 8
    made.oddFooter = footer
    for row in sheet.breaks:
        made.row_breaks.append(Break(row))


def _protection(made: Worksheet) -> None:
    """Formulas are safe from a slip of the hand, not from their reader: there is no password."""
    protection = made.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.formatCells = False


def _comments(sheet: Sheet) -> Iterator[tuple[str, str]]:
    noted = sorted((place, put.comment) for place, put in sheet.cells.items() if put.comment)
    return ((address(*place), comment) for place, comment in noted)
